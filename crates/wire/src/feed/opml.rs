//! Lists of feeds.
//!
//! In: bytes · Out: [`Subscription`]s · From: OPML 2.0 and 1.0; what readers export
//! Fails: an outline without an address is a folder; a list that ends early is read as far as it goes, with a caveat
//! Cost: one pass

use super::links::absolute;
use super::markup::{Mark, Marks, attribute};
use crate::{clean, decode};
use model::{Caveat, CaveatCode};
use std::collections::HashSet;

/// Folders in folders that are told; readers allow two or three.
const DEEPEST: usize = 8;

/// A feed that a list names.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Subscription {
    /// The feed's address.
    pub url: String,
    /// The site that it is a feed of.
    pub outlet_url: Option<String>,
    /// What the list calls it.
    pub headline: Option<String>,
    /// The folders that it stands in, outermost first, joined by `/`.
    pub folder: Option<String>,
}

/// Reads a list of feeds. The same address counts once; outlines without one are folders.
pub fn read_opml(bytes: &[u8]) -> (Vec<Subscription>, Vec<Caveat>) {
    let decoded = decode::decode(bytes, Some("text/xml"), true);
    let mut caveats = decoded.caveats;
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let mut folders: Vec<Option<String>> = Vec::new();
    let (mut is_list, mut closed) = (false, false);
    for mark in Marks::of(&decoded.text) {
        match mark {
            Mark::Open { name, attributes, empty } if name.eq_ignore_ascii_case("outline") => {
                let told = |name: &str| {
                    let value = attribute(attributes, name)?;
                    Some(clean::line(&value)).filter(|value| !value.is_empty())
                };
                let headline = told("title").or_else(|| told("text"));
                let address = told("xmlUrl").or_else(|| told("url"));
                let url = address.and_then(|url| absolute(&url, None));
                if let Some(url) = &url
                    && seen.insert(url.clone())
                {
                    let open: Vec<&str> =
                        folders.iter().flatten().take(DEEPEST).map(String::as_str).collect();
                    found.push(Subscription {
                        url: url.clone(),
                        outlet_url: told("htmlUrl").and_then(|url| absolute(&url, None)),
                        headline: headline.clone(),
                        folder: (!open.is_empty()).then(|| open.join("/")),
                    });
                }
                if !empty {
                    let told = folders.iter().flatten().count() < DEEPEST;
                    folders.push(headline.filter(|_| url.is_none() && told));
                }
            }
            Mark::Close { name } if name.eq_ignore_ascii_case("outline") => {
                folders.pop();
            }
            Mark::Open { name, .. } if name.eq_ignore_ascii_case("opml") => is_list = true,
            Mark::Close { name } if name.eq_ignore_ascii_case("opml") => closed = true,
            _ => {}
        }
    }
    if !is_list && found.is_empty() {
        caveats.push(Caveat::new(CaveatCode::UnsupportedFormat, "this is no list of feeds (OPML)"));
    } else if !closed {
        caveats.push(Caveat::new(
            CaveatCode::Damaged,
            "the list of feeds ends too early; what is there was read",
        ));
    }
    (found, caveats)
}
