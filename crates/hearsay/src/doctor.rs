//! `hearsay doctor`: is the archive sound, and what can be put right?

use crate::args::DoctorArgs;
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive, Fault, FaultKind, Size};
use std::io::{self, Write};

/// Carries it out.
pub(crate) fn doctor(typed: DoctorArgs) -> Result<Exit, Trouble> {
    let path = typed.archive.path()?;
    if !path.exists() {
        return Err(archive::Error::Missing { path }.into());
    }
    let mut archive = Archive::open(&path, Access::Write)?;
    let mut out = io::stdout().lock();
    let Size { articles, versions, bytes } = archive.size()?;
    let each = bytes.checked_div(articles).unwrap_or_default();
    writeln!(out, "{}", path.display())?;
    writeln!(
        out,
        "  {articles} articles in {versions} versions, {} MiB, {each} bytes an article",
        bytes >> 20
    )?;
    for (desk, count) in archive.desks()? {
        match desk {
            Some(desk) => writeln!(out, "  {count} marked by {desk}")?,
            None => writeln!(out, "  {count} not marked; `hearsay remark` marks them")?,
        }
    }
    let faults = archive.check()?;
    list(&mut out, &faults)?;
    if faults.is_empty() || !typed.fix {
        let mendable = faults.iter().any(|fault| fault.mendable);
        if mendable {
            writeln!(out, "`hearsay doctor --fix` puts right what can be.")?;
        }
        return Ok(if faults.is_empty() { Exit::Done } else { Exit::Nothing });
    }
    let mended = archive.mend(&faults)?;
    mended.done.iter().try_for_each(|done| writeln!(out, "  mended: {done}"))?;
    let left = archive.check()?;
    list(&mut out, &left)?;
    Ok(if left.is_empty() { Exit::Done } else { Exit::Nothing })
}

/// One line for each thing that was looked at.
fn list(out: &mut impl Write, faults: &[Fault]) -> Result<(), Trouble> {
    for (kinds, what) in LOOKED_AT {
        let found: Vec<&Fault> = faults.iter().filter(|fault| kinds.contains(&fault.kind)).collect();
        if found.is_empty() {
            writeln!(out, "  ok      {what}")?;
        }
        for fault in found {
            writeln!(out, "  WRONG   {what}: {}", fault.message)?;
        }
    }
    Ok(())
}

/// What is looked at, in the order in which it is told.
const LOOKED_AT: &[(&[FaultKind], &str)] = &[
    (&[FaultKind::File], "file"),
    (&[FaultKind::Reading], "texts and readings"),
    (&[FaultKind::Words, FaultKind::Names], "indices of words and names"),
    (&[FaultKind::Orphans, FaultKind::Unused], "rows"),
    (&[FaultKind::Log], "log"),
    (&[FaultKind::Rights], "rights"),
    (&[FaultKind::Room], "room on the disk"),
];
