//! A story and the texts it points into, for those who show or hand it on.
//!
//! In: a story, the texts of its articles · Out: the two together · From: DESIGN sections 1 and 6 · Fails: never; words of
//! a text that is not given are left out · Cost: nothing

use model::Story;

/// A story with the texts of its articles.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The story; its spans are bytes into `texts`.
    pub story: &'a Story,
    /// The texts of `story.articles`, in their order.
    pub texts: &'a [&'a str],
}
