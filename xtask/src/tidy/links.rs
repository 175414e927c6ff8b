//! Links between documents lead somewhere.
//!
//! In: the Markdown files · Out: faults · From: CommonMark inline links; anchors as code forges make them
//! Fails: links in code are no links · Cost: one scan

use super::{Fault, File};
use std::path::Path;

/// Checks every relative link of every document, anchors included.
pub(crate) fn check(root: &Path, documents: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in documents {
        let folder = root.join(&file.name).parent().map(Path::to_path_buf).unwrap_or_default();
        for (line, target) in links(&file.text) {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let there = if path.is_empty() { root.join(&file.name) } else { folder.join(path) };
            if !there.exists() {
                faults.push(
                    file.fault(line, format!("`{target}` leads nowhere: mend the link or write the page")),
                );
                continue;
            }
            let page = documents.iter().find(|d| same(&root.join(&d.name), &there));
            if let Some(page) =
                page.filter(|p| !anchor.is_empty() && !anchors(&p.text).iter().any(|a| a == anchor))
            {
                faults.push(file.fault(line, format!("{} has no heading `#{anchor}`", page.name)));
            }
        }
    }
    faults
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// Lines of prose with their numbers: without fenced code and without `code`.
fn prose(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut fenced = false;
    text.lines().enumerate().filter(move |(_, line)| {
        let fence = line.trim_start().starts_with("```");
        fenced ^= fence;
        !fenced && !fence && !line.starts_with("    ")
    })
}

/// Relative targets of inline links.
fn links(text: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    for (at, line) in prose(text) {
        // Every other piece between backticks is code.
        for piece in line.split('`').step_by(2) {
            for rest in piece.split("](").skip(1) {
                let target = rest.split([')', ' ']).next().unwrap_or("");
                let outside =
                    target.contains("://") || target.starts_with("mailto:") || target.starts_with('/');
                if !target.is_empty() && !outside {
                    out.push((at, target));
                }
            }
        }
    }
    out
}

/// The anchors of a page's headings.
fn anchors(text: &str) -> Vec<String> {
    prose(text)
        .filter(|(_, line)| line.starts_with('#'))
        .map(|(_, line)| line.trim_start_matches('#').trim())
        .map(|heading| {
            let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
            kept.flat_map(char::to_lowercase).map(|c| if c == ' ' { '-' } else { c }).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{anchors, links};

    #[test]
    fn links_in_code_are_no_links() {
        let text = "See [a](b.md#c) and [d](https://e.f), `[g](h)`.\n```\n[i](j)\n```\n[k](l.md \"m\")";
        assert_eq!(links(text), [(0, "b.md#c"), (4, "l.md")]);
    }

    #[test]
    fn anchors_as_forges_make_them() {
        assert_eq!(anchors("# How sure?\n## `--errors N`, drawn\n"), ["how-sure", "--errors-n-drawn"]);
    }
}
