//! The sheet that every page is printed on: head, policy, style, the line at the top and the line at the foot.
//!
//! In: a headline, the page's own part · Out: a whole HTML document
//! From: HTML living standard, CSP level 3 · Fails: never · Cost: the page's length

use maud::{DOCTYPE, Markup, PreEscaped, html};

/// The rules of all pages. No font, image or import: the policy in the head would refuse them.
const STYLE: &str = include_str!("style.css");

/// What a page may do: style itself, nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; base-uri 'none'; form-action 'none'";

/// What differs from page to page.
pub(super) struct Sheet<'s> {
    /// Named in the window's frame.
    pub(super) headline: &'s str,
    /// Rules of this kind of page alone.
    pub(super) style: &'static str,
    /// The kind of page, where it has rules of its own.
    pub(super) class: Option<&'static str>,
    /// Where the link at the top leads, its words for who hears the page, its words for who sees it.
    pub(super) skip: (&'static str, &'static str, &'static str),
    /// Whether a person set something right on it.
    pub(super) corrected: bool,
}

impl Sheet<'_> {
    /// The whole document.
    pub(super) fn print(&self, page: &Markup) -> String {
        let (skip_to, skip, jump) = self.skip;
        let sheet = html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta http-equiv="Content-Security-Policy" content=(POLICY);
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="referrer" content="no-referrer";
                    meta name="color-scheme" content="light dark";
                    title { (self.headline) " · Hearsay" }
                    style { (PreEscaped(STYLE)) (PreEscaped(self.style)) }
                }
                body class=[self.class] {
                    a.skip href=(skip_to) { (skip) }
                    div.top {
                        span.name { "Hearsay" }
                        span.motto { "who said it · how sure · did it happen" }
                        a.jump href=(skip_to) { (jump) }
                    }
                    div.page { (page) }
                    footer {
                        p {
                            @if self.corrected { "Marked by machine; rows with ✎ corrected by hand. " } @else { "Marked by machine. " }
                            "Nothing here says what is true: each row says what the article tells, "
                            "on whose word, and points at the sentence it rests on."
                        }
                    }
                }
            }
        };
        sheet.into_string()
    }
}
