//! The words of a sentence as they are printed, for finding names and the words beside them.
//!
//! In: a sentence · Out: its [`Token`]s · From: white space parts words, marks around them do not belong to them
//! Fails: never; scripts without spaces give one token · Cost: O(sentence)

use model::Span;

/// A word, without the marks around it and without a possessive ending.
pub(super) struct Token<'t> {
    pub(super) printed: &'t str,
    pub(super) small: String,
    pub(super) span: Span,
    /// Whether a mark that ends a clause follows.
    pub(super) stop: bool,
    /// Whether it is a possessive.
    pub(super) owns: bool,
}

/// The words of a sentence.
pub(super) fn tokens(text: &str, span: Span) -> Vec<Token<'_>> {
    let stretch = span.words(text);
    let mut tokens: Vec<Token<'_>> = Vec::new();
    for piece in stretch.split_whitespace() {
        let printed = piece.trim_matches(|c: char| !c.is_alphanumeric());
        if printed.is_empty() {
            // A dash between words is a stop.
            if let Some(last) = tokens.last_mut() {
                last.stop = true;
            }
            continue;
        }
        let start = printed.as_ptr() as usize - stretch.as_ptr() as usize;
        let stop = piece.as_ptr() as usize - stretch.as_ptr() as usize + piece.len() > start + printed.len();
        let owned = printed.strip_suffix("'s").or_else(|| printed.strip_suffix("’s"));
        let bare = owned.unwrap_or(printed);
        let small: String = bare
            .chars()
            .filter(|c| !matches!(c, '\'' | '’'))
            .flat_map(char::to_lowercase)
            .map(|c| if c.is_alphanumeric() { c } else { ' ' })
            .collect();
        let at = span.start + start;
        tokens.push(Token {
            printed: bare,
            small: small.strip_suffix(" com").map_or_else(|| small.clone(), str::to_owned),
            span: Span::new(at, at + bare.len()),
            stop,
            owns: owned.is_some(),
        });
    }
    tokens
}
