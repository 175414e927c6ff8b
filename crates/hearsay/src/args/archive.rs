//! Which archive is meant, as it is typed.

use crate::trouble::Trouble;
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Clone, Debug)]
pub(crate) struct ArchiveArgs {
    /// The archive's file [default: archive.db in Hearsay's data folder; HEARSAY_ARCHIVE names another]
    #[arg(long, value_name = "FILE", help_heading = "Archive")]
    archive: Option<PathBuf>,
}

impl ArchiveArgs {
    /// Where the archive is.
    pub(crate) fn path(&self) -> Result<PathBuf, Trouble> {
        let told = std::env::var_os("HEARSAY_ARCHIVE").filter(|path| !path.is_empty()).map(PathBuf::from);
        let usual = || Some(crate::corrections::usual_path()?.with_file_name("archive.db"));
        self.archive.clone().or(told).or_else(usual).ok_or_else(|| {
            Trouble::new(
                "there is no place for an archive",
                "Neither XDG_DATA_HOME nor HOME is set.",
                "Name a file with --archive.",
            )
        })
    }
}
