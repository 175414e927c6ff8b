//! One walk over the page that gathers what the fields are read from.
//!
//! In: the tree · Out: [`Scan`] · From: HTML metadata, OpenGraph, microdata, rel=author · Fails: never · Cost: one walk

use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, ROOT, Tree};

/// The places of the page where fields stand.
#[derive(Debug, Default)]
pub(crate) struct Scan<'t> {
    /// `meta` names in lower case, with their content.
    pub(crate) metas: Vec<(String, &'t str)>,
    pub(crate) canonical: Option<&'t str>,
    pub(crate) title: Option<String>,
    pub(crate) language: Option<&'t str>,
    pub(crate) scripts: Vec<&'t str>,
    pub(crate) h1s: Vec<Id>,
    pub(crate) times: Vec<Id>,
    /// Elements that name authors: rel=author, itemprop=author.
    pub(crate) authors: Vec<Id>,
    /// Elements with an itemprop of a date.
    pub(crate) dated: Vec<Id>,
    pub(crate) body: Id,
}

impl<'t> Scan<'t> {
    /// Walks the page.
    pub(crate) fn of(tree: &'t Tree) -> Self {
        let mut scan = Scan { body: NONE, ..Scan::default() };
        for id in tree.below(ROOT) {
            let tag = tree.tag(id);
            if tag == Tag::Text {
                continue;
            }
            match tag {
                Tag::Meta => {
                    let name =
                        [Attr::Property, Attr::Name, Attr::Itemprop].iter().find_map(|a| tree.attr(id, *a));
                    if let (Some(name), Some(content)) = (name, tree.attr(id, Attr::Content))
                        && !content.trim().is_empty()
                    {
                        scan.metas.push((name.trim().to_ascii_lowercase(), content));
                    }
                }
                Tag::Link if tree.has(id, Attr::Rel, "canonical") && scan.canonical.is_none() => {
                    scan.canonical = tree.attr(id, Attr::Href);
                }
                Tag::Title if scan.title.is_none() => {
                    scan.title = Some(tree.words(id)).filter(|t| !t.is_empty())
                }
                Tag::Html => scan.language = tree.attr(id, Attr::Lang),
                Tag::Script
                    if tree
                        .attr(id, Attr::Type)
                        .is_some_and(|t| t.to_ascii_lowercase().contains("ld+json")) =>
                {
                    scan.scripts.extend(tree.children(id).map(|text| tree.text(text)));
                }
                Tag::Body if scan.body == NONE => scan.body = id,
                Tag::H1 => scan.h1s.push(id),
                Tag::Time => scan.times.push(id),
                _ => {}
            }
            if tree.has(id, Attr::Rel, "author") || tree.has(id, Attr::Itemprop, "author") {
                scan.authors.push(id);
            }
            if tree.has(id, Attr::Itemprop, "datePublished") && tag != Tag::Meta {
                scan.dated.push(id);
            }
        }
        scan
    }

    /// The first `meta` of these names, in the names' order.
    pub(crate) fn meta(&self, names: &[&str]) -> Option<&'t str> {
        names.iter().find_map(|name| self.metas.iter().find(|(n, _)| n == name).map(|(_, c)| *c))
    }

    /// Every `meta` of this name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &'t str> {
        self.metas.iter().filter(move |(n, _)| n == name).map(|(_, c)| *c)
    }
}
