//! What stands between quotation marks.
//!
//! In: the page's text, paragraph by paragraph · Out: [`Quotation`]s in text order, nested ones after their outer
//! From: the marks of English newsrooms: “ ” ‘ ’ " ' `` '' « », and a paragraph that re-opens what the one before left open
//! Fails: never; an unclosed double quotation ends with its sentence, an unclosed single one is an apostrophe
//! Cost: linear; two looks at every character, a stack of at most [`DEEPEST`]

use crate::page::{Line, Page};
use model::Span;

/// One stretch between quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quotation {
    /// The words with their marks.
    pub span: Span,
    /// The words alone.
    pub inner: Span,
    /// 0 for a quotation that stands in no other, 1 for one inside it, and so on.
    pub depth: u8,
    /// Whether its closing mark was found.
    pub closed: bool,
    /// Whether it re-opens what the paragraph before left open: one speaker, one quotation, several paragraphs.
    pub carries_on: bool,
}

/// Quotations nest no deeper in print; a text of nothing but marks would.
const DEEPEST: usize = 3;

/// The quotations of the page, in text order.
pub(crate) fn quotations(page: &Page) -> Vec<Quotation> {
    let mut out: Vec<Quotation> = Vec::new();
    let mut left_open = false;
    let mut rest = page.lines.as_slice();
    while let Some(first) = rest.first() {
        let count = rest.iter().take_while(|l| l.paragraph == first.paragraph).count();
        let (lines, after) = rest.split_at(count.max(1));
        rest = after;
        let stretch = lines.iter().fold(first.sentence.span, |s, l| s.to(l.sentence.span));
        let reopened = after.first().is_some_and(|l| starts_with_mark(page.text, l.sentence.span));
        let mut found = in_paragraph(page.text, stretch, lines, reopened);
        if let Some(quotation) = found.first_mut() {
            quotation.carries_on = left_open && quotation.span.start == stretch.start;
        }
        left_open = reopened && found.iter().any(|q| q.depth == 0 && !q.closed);
        out.append(&mut found);
    }
    out
}

fn starts_with_mark(text: &str, sentence: Span) -> bool {
    sentence.words(text).starts_with(['“', '"', '«', '`']) || sentence.words(text).starts_with("''")
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Open,
    Close,
    /// Only what is open already can tell.
    Either,
    /// A single mark that closes, or is the apostrophe of "officials’".
    CloseOrApostrophe,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    at: Span,
    way: Way,
    single: bool,
}

struct Open {
    /// Place in the list of found quotations.
    index: usize,
    single: bool,
}

/// Matches the marks of one paragraph. `reopened`: the next paragraph starts with a mark.
fn in_paragraph(text: &str, stretch: Span, lines: &[Line], reopened: bool) -> Vec<Quotation> {
    let marks = marks(text, stretch);
    let surely_closed = sure_closes(&marks);
    let mut found: Vec<Quotation> = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    for (mark, surely_closed) in marks.iter().zip(surely_closed) {
        let top_single = stack.last().is_some_and(|o| o.single);
        let opens = match mark.way {
            Way::Open => true,
            Way::Close => false,
            Way::CloseOrApostrophe if surely_closed => continue,
            Way::CloseOrApostrophe => false,
            Way::Either => !stack.iter().any(|o| o.single == mark.single),
        };
        if opens {
            if stack.len() < DEEPEST && !(mark.single && top_single) {
                stack.push(Open { index: found.len(), single: mark.single });
                let depth = (stack.len() - 1) as u8;
                let inner = Span::new(mark.at.end, mark.at.end);
                found.push(Quotation { span: mark.at, inner, depth, closed: false, carries_on: false });
            }
            continue;
        }
        if mark.single && !top_single {
            continue; // an apostrophe
        }
        if let Some(level) = stack.iter().rposition(|o| o.single == mark.single) {
            // A single quotation that a double mark closes over was an apostrophe after all.
            stack.truncate(level + 1);
            if let Some(quotation) = stack.pop().and_then(|o| found.get_mut(o.index)) {
                quotation.span = quotation.span.to(mark.at);
                quotation.inner = Span::new(quotation.inner.start, mark.at.start);
                quotation.closed = true;
            }
        }
    }
    end_unclosed(text, stretch, lines, reopened, &mut found, &marks);
    found
}

/// Ends what was left open, drops lone single marks, and sets the depth anew.
fn end_unclosed(
    text: &str,
    stretch: Span,
    lines: &[Line],
    reopened: bool,
    found: &mut Vec<Quotation>,
    marks: &[Mark],
) {
    found.retain(|q| {
        q.closed || !marks.binary_search_by_key(&q.span.start, |m| m.at.start).is_ok_and(|i| marks[i].single)
    });
    let mut next_start = stretch.end;
    let mut last = true;
    let mut line = lines.len();
    for quotation in found.iter_mut().rev() {
        if quotation.closed {
            next_start = quotation.span.start;
            last = false;
            continue;
        }
        while line > 1 && lines.get(line - 1).is_some_and(|l| l.sentence.span.start > quotation.span.start) {
            line -= 1;
        }
        let sentence_end = lines.get(line.wrapping_sub(1)).map_or(stretch.end, |l| l.sentence.span.end);
        let end = if last && reopened { stretch.end } else { sentence_end.min(next_start) };
        quotation.inner = Span::new(quotation.inner.start, end).trimmed(text);
        quotation.span = Span::new(quotation.span.start, quotation.inner.end);
        next_start = quotation.span.start;
        last = false;
    }
    found.retain(|q| !q.inner.is_empty());
    let mut outer: Vec<Span> = Vec::new();
    for quotation in found.iter_mut() {
        while outer.last().is_some_and(|o| o.end <= quotation.span.start) {
            outer.pop();
        }
        quotation.depth = outer.len().min(DEEPEST) as u8;
        outer.push(quotation.span);
    }
}

/// For every mark, whether a single mark that can only close comes after it and before the next that opens one.
fn sure_closes(marks: &[Mark]) -> Vec<bool> {
    let mut ahead = false;
    let mut out: Vec<bool> = marks
        .iter()
        .rev()
        .map(|mark| {
            let here = ahead;
            match (mark.single, mark.way) {
                (true, Way::Close) => ahead = true,
                (true, Way::Open) => ahead = false,
                _ => {}
            }
            here
        })
        .collect();
    out.reverse();
    out
}

/// Every mark of the stretch with the way it seems to turn.
fn marks(text: &str, stretch: Span) -> Vec<Mark> {
    let mut out = Vec::new();
    let mut chars = stretch.words(text).char_indices().map(|(at, c)| (stretch.start + at, c)).peekable();
    let mut before: Option<char> = None;
    while let Some((at, c)) = chars.next() {
        // Two single marks are how some wires print a double one.
        let twice = matches!(c, '\'' | '`' | '‘' | '’') && chars.peek().is_some_and(|(_, d)| *d == c);
        let mut end = at + c.len_utf8();
        if twice {
            chars.next();
            end += c.len_utf8();
        }
        let after = chars.peek().map(|(_, c)| *c);
        let way = match (c, twice) {
            // Some print the opening mark at the end too.
            ('“', _) if !opens_after(before) && closes_before(after) => Some((Way::Either, false)),
            ('“' | '«' | '„', _) | ('`' | '‘', true) => Some((Way::Open, false)),
            ('”' | '»', _) | ('’', true) => Some((Way::Close, false)),
            ('"', _) | ('\'', true) => Some((straight(before, after), false)),
            ('‘', false) => Some((Way::Open, true)),
            ('’' | '\'', false) => single(c, before, after, text, end).map(|way| (way, true)),
            _ => None,
        };
        if let Some((way, single)) = way {
            out.push(Mark { at: Span::new(at, end), way, single });
        }
        before = Some(c);
    }
    out
}

fn opens_after(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '“' | '‘' | '"' | '\'')
    })
}

fn closes_before(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        !c.is_alphanumeric() && !matches!(c, '$' | '£' | '€' | '“' | '‘' | '(' | '[' | '#' | '@')
    })
}

fn straight(before: Option<char>, after: Option<char>) -> Way {
    match (opens_after(before), closes_before(after)) {
        (true, false) => Way::Open,
        (false, true) => Way::Close,
        _ => Way::Either,
    }
}

/// A single mark, or `None` for an apostrophe.
fn single(c: char, before: Option<char>, after: Option<char>, text: &str, end: usize) -> Option<Way> {
    let in_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    if in_word(before) && in_word(after) {
        return None; // don't
    }
    if opens_after(before) && !closes_before(after) {
        // A curly mark that closes before a letter is an elision: ’em, ’90s.
        return (c == '\'' && !is_elision(text, end)).then_some(Way::Open);
    }
    let stop = |c: Option<char>| {
        c.is_none_or(|c| matches!(c, ',' | '.' | '!' | '?' | ';' | ':' | '…' | ')' | '”' | '"'))
    };
    if !in_word(before) || stop(after) {
        return Some(Way::Close);
    }
    // "the officials’ plan", "droppin’ bombs": the apostrophe stands after these letters.
    let apostrophe = matches!(before, Some('s' | 'z' | 'x' | 'n' | 'S'));
    Some(if apostrophe { Way::CloseOrApostrophe } else { Way::Close })
}

fn is_elision(text: &str, from: usize) -> bool {
    let rest = Span::new(from, text.len()).words(text);
    let word_end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let word = Span::new(from, from + word_end).words(text);
    word.starts_with(|c: char| c.is_ascii_digit()) || ELISIONS.iter().any(|e| word.eq_ignore_ascii_case(e))
}

/// Words printed with a leading apostrophe.
const ELISIONS: [&str; 8] = ["em", "til", "tis", "twas", "cause", "bout", "n", "round"];

#[cfg(test)]
mod tests {
    use super::quotations;
    use crate::page::Page;
    use crate::syntax::Perceptron;
    use model::Article;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let article = Article::verbatim(text);
        let page = Page::new(&article, Perceptron::shipped(), None);
        let found = quotations(&page);
        let words: Vec<&str> = found.iter().map(|q| q.span.words(text)).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn marks_of_every_kind() {
        check("He said “no” and «non» and \"nej\".", &["“no”", "«non»", "\"nej\""]);
        check("''No,'' he said. ``Never,'' she said.", &["''No,''", "``Never,''"]);
        check("‘No,’ he said. 'Never,' she said.", &["‘No,’", "'Never,'"]);
    }

    #[test]
    fn apostrophes_are_no_marks() {
        check("The officials’ plan won’t work, and the boys' boats don't float.", &[]);
        check("‘The officials’ plan won’t work,’ he said.", &["‘The officials’ plan won’t work,’"]);
        check("In the '90s they let 'em go.", &[]);
    }

    #[test]
    fn one_inside_the_other() {
        check("“He told me ‘no’ twice,” she said.", &["“He told me ‘no’ twice,”", "‘no’"]);
    }

    #[test]
    fn unclosed_ends_with_its_sentence() {
        check("He said “no, never. They left.", &["“no, never."]);
    }

    #[test]
    fn a_paragraph_reopens_what_the_one_before_left_open() {
        let text = "“One.\n\n“Two.”";
        check(text, &["“One.", "“Two.”"]);
        let article = Article::verbatim(text);
        let page = Page::new(&article, Perceptron::shipped(), None);
        let found = quotations(&page);
        assert!(found.last().is_some_and(|q| q.carries_on && q.closed));
    }
}
