//! `hearsay doctor`, as it is typed.

use super::ArchiveArgs;
use clap::Args;

pub(super) const DOCTOR: &str = "\
Look whether the archive is sound: the file, the index of words against the texts, rows that point nowhere, rights, \
room on the disk, the log, and which desks marked the articles. Exit code 1 if something is wrong and stays so.";

pub(super) const DOCTOR_EXAMPLES: &str = "\
Examples:
  hearsay doctor
  hearsay doctor --fix";

#[derive(Args, Debug)]
pub(crate) struct DoctorArgs {
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    /// Put right what can be: build indices anew, drop orphans, fold the log in
    #[arg(long)]
    pub(crate) fix: bool,
}
