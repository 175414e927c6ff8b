//! Marked copy: the worked examples of `crates/desk/tests/copy` are the test of the desk.
//!
//! A block lists every mark of the kinds that it names, so a mark too many fails as well as one too few. Of what is
//! said of a mark, what the block writes must hold; what it leaves out is not compared.

use crate::support::root;
use desk::{Desk, Model};
use model::{Origin, Reading};
use press::copy::{KINDS, Marked, Sample, fence, parse};
use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn the_marked_copy_holds() {
    let desk = Desk::new(Model::Full);
    let mut broken = Vec::new();
    let mut samples = 0;
    for path in files(&root().join("crates/desk/tests/copy")) {
        let markdown = fs::read_to_string(&path).unwrap();
        let mut renewed = markdown.clone();
        for sample in parse(&markdown) {
            samples += 1;
            let now = printed(&desk, &sample);
            let complaints = differences(&sample, &now);
            if complaints.is_empty() {
                continue;
            }
            let block = block(&markdown, sample.line);
            renewed = renewed.replacen(&block, &now, 1);
            let place = path.strip_prefix(root()).unwrap_or(&path).display();
            broken.push(format!(
                "{place}:{} {}\n  {}\n--- written\n{block}--- marked\n{now}",
                sample.line,
                sample.heading,
                complaints.join("\n  ")
            ));
        }
        if std::env::var_os("UPDATE_COPY").is_some() && renewed != markdown {
            fs::write(&path, renewed).unwrap();
        }
    }
    assert!(samples > 0, "no marked copy was found");
    if std::env::var_os("UPDATE_COPY").is_none() {
        assert!(
            broken.is_empty(),
            "{} of {samples} samples do not hold. If the new marks are right, run again with UPDATE_COPY=1.\n\n{}",
            broken.len(),
            broken.join("\n")
        );
    }
}

/// The Markdown files below `folder`, in order.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort_unstable();
    for path in entries {
        if path.is_dir() {
            all.extend(files(&path));
        } else if path.extension().is_some_and(|ending| ending == "md") {
            all.push(path);
        }
    }
    all
}

/// The sample's text as it is marked now, as a block of the same kinds.
fn printed(desk: &Desk, sample: &Sample) -> String {
    let origin = Origin { outlet: sample.outlet.clone(), published: sample.published, ..Origin::default() };
    let mut reading: Reading = wire::read_body(&sample.text, &origin);
    if let Some(article) = &mut reading.article {
        // A sentence or two may be too short to tell a language; here it is known.
        article.language.clone_from(&sample.language);
        let notes = desk.mark(article);
        reading = reading.with(notes);
    }
    let kinds: Vec<&str> =
        sample.kinds.iter().map(String::as_str).filter(|kind| KINDS.contains(kind)).collect();
    fence(&reading, &kinds)
}

/// What the written block and the marked one do not share.
fn differences(written: &Sample, now: &str) -> Vec<String> {
    let mut complaints = written.complaints.clone();
    let Some(now) = parse(now).into_iter().next() else {
        complaints.push("the marked text cannot be read back".to_owned());
        return complaints;
    };
    complaints.extend(now.complaints.clone());
    if now.text != written.text {
        complaints.push("the text was changed on the way".to_owned());
        return complaints;
    }
    let mut unwritten: Vec<&Marked> = now.marks.iter().collect();
    for mark in written.marks.iter().filter(|mark| written.lists(&mark.kind)) {
        let words = mark.span.words(&written.text);
        let found = unwritten.iter().position(|other| other.span == mark.span && other.kind == mark.kind);
        let Some(found) = found else {
            complaints.push(format!("missing: {} “{words}”", mark.kind));
            continue;
        };
        let other = unwritten.remove(found);
        for (key, value) in &mark.says {
            if !other.holds(key, value) {
                let there = other.get(key).unwrap_or("nothing");
                complaints.push(format!("{} “{words}”: {key} is {there}, not {value}", mark.kind));
            }
        }
    }
    complaints.extend(
        unwritten.iter().map(|mark| format!("too many: {} “{}”", mark.kind, mark.span.words(&now.text))),
    );
    complaints
}

/// The fenced block that opens on this line, fence to fence.
fn block(markdown: &str, line: usize) -> String {
    let mut lines = markdown.split_inclusive('\n').skip(line - 1);
    let mut block = lines.next().unwrap_or_default().to_owned();
    for line in lines {
        block += line;
        if line.trim_end() == "```" {
            break;
        }
    }
    block
}
