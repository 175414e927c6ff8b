//! The text as words and signs: what the rules for times, figures and authorities scan.
//!
//! In: a text · Out: [`Words`], in order, each with its span, lower-cased and with plain digits
//! From: own; tokens of the grammar may be given by the caller, so these rules cut for themselves
//! Fails: never; a line break is a word of its own that no rule matches · Cost: linear

use model::Span;

/// What a word is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Starts with a letter.
    Letters,
    /// Starts with a digit ("10,000", "2.5", "16th", "1990s").
    Digits,
    /// One sign.
    Sign,
    /// A line break.
    Break,
}

/// One word or sign.
#[derive(Clone, Debug)]
pub(crate) struct Word {
    /// Where it stands.
    pub(crate) span: Span,
    /// Lower-cased; curly apostrophes straight, dashes "-", foreign digits plain.
    pub(crate) lower: String,
    /// What it is made of.
    pub(crate) kind: Kind,
    /// Whether it starts with a capital.
    pub(crate) capital: bool,
    /// Whether all its letters are capitals.
    pub(crate) shouted: bool,
    /// Whether no space stands between it and the word before.
    pub(crate) glued: bool,
}

/// The words of a text.
#[derive(Debug, Default)]
pub(crate) struct Words {
    list: Vec<Word>,
}

impl Words {
    /// Cuts `text`.
    pub(crate) fn cut(text: &str) -> Self {
        let mut cutter =
            Cutter { chars: text.char_indices().collect(), length: text.len(), at: 0, list: Vec::new() };
        cutter.run();
        Words { list: cutter.list }
    }

    /// How many.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Word number `at`.
    pub(crate) fn get(&self, at: usize) -> Option<&Word> {
        self.list.get(at)
    }

    /// The lower-cased word, or `""` outside the text.
    pub(crate) fn lower(&self, at: usize) -> &str {
        self.list.get(at).map_or("", |w| w.lower.as_str())
    }

    /// What `look` finds for the longest run of at most `most` words from word `at` on, and one past it.
    pub(crate) fn longest<T>(
        &self,
        at: usize,
        most: usize,
        look: impl Fn(&str) -> Option<T>,
    ) -> Option<(T, usize)> {
        let mut joined = String::new();
        let mut best = None;
        for end in at..at + most {
            let word = self.lower(end);
            if word.is_empty() || word == "\n" {
                break;
            }
            if end > at {
                joined.push(' ');
            }
            joined.push_str(word);
            best = look(&joined).map(|found| (found, end + 1)).or(best);
        }
        best
    }

    /// The lower-cased word `back` places before `at`.
    pub(crate) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |i| self.lower(i))
    }

    /// Whether word `at` is one of `any`.
    pub(crate) fn is(&self, at: usize, any: &[&str]) -> bool {
        self.list.get(at).is_some_and(|w| any.contains(&w.lower.as_str()))
    }

    /// Whether the words from `at` on are exactly these.
    pub(crate) fn run(&self, at: usize, these: &[&str]) -> bool {
        these.iter().enumerate().all(|(k, w)| self.lower(at + k) == *w)
    }

    /// Whether word `at` is of this kind.
    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.list.get(at).map(|w| w.kind)
    }

    /// Whether word `at` starts with a capital letter.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|w| w.capital)
    }

    /// Whether word `at` is written in capitals throughout ("GDPR").
    pub(crate) fn shouted(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|w| w.shouted)
    }

    /// Whether no space stands before word `at`.
    pub(crate) fn glued(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|w| w.glued)
    }

    /// Whether word `at` is a hyphen or dash with no space on either side.
    pub(crate) fn hyphen(&self, at: usize) -> bool {
        self.lower(at) == "-" && self.glued(at) && self.glued(at + 1)
    }

    /// The span from word `from` up to, not including, word `to`.
    pub(crate) fn span(&self, from: usize, to: usize) -> Option<Span> {
        let first = self.list.get(from)?.span;
        let last = self.list.get(to.checked_sub(1)?)?.span;
        (from < to).then(|| first.to(last))
    }

    /// The first word that starts at or after byte `at`.
    pub(crate) fn at_byte(&self, at: usize) -> usize {
        self.list.partition_point(|w| w.span.start < at)
    }

    /// Whether word `at` begins a sentence, as far as the signs before it tell.
    pub(crate) fn opens(&self, at: usize) -> bool {
        let mut back = at;
        while back > 0 && self.is(back - 1, &["\"", "(", "'", "["]) {
            back -= 1;
        }
        let Some(before) = back.checked_sub(1).and_then(|i| self.list.get(i)) else { return true };
        before.kind == Kind::Break || matches!(before.lower.as_str(), "." | "!" | "?" | ":")
    }
}

struct Cutter {
    chars: Vec<(usize, char)>,
    length: usize,
    at: usize,
    list: Vec<Word>,
}

impl Cutter {
    fn char(&self, at: usize) -> char {
        self.chars.get(at).map_or('\0', |c| c.1)
    }

    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.length, |c| c.0)
    }

    fn run(&mut self) {
        while self.at < self.chars.len() {
            let (start, first) = (self.at, self.char(self.at));
            let kind = if first == '\n' {
                self.at += 1;
                Kind::Break
            } else if first.is_whitespace() {
                self.at += 1;
                continue;
            } else if first.is_numeric() {
                self.digits();
                Kind::Digits
            } else if first.is_alphabetic() {
                self.letters();
                Kind::Letters
            } else {
                self.at += 1;
                // A possessive or contraction hangs on the word before it: "'s", "'ll".
                if apostrophe(first) && self.list.last().is_some_and(|w| w.span.end == self.byte(start)) {
                    let tail = self.tail();
                    if tail > 0 {
                        self.at += tail;
                    }
                }
                Kind::Sign
            };
            self.push(start, kind, first);
        }
    }

    /// Letters right after an apostrophe that end a word: "s", "ll", "re", "ve", "d", "t", "m".
    fn tail(&self) -> usize {
        let tail: String =
            self.chars.iter().skip(self.at).take(3).map(|c| c.1).take_while(|c| c.is_alphabetic()).collect();
        if matches!(tail.to_lowercase().as_str(), "s" | "ll" | "re" | "ve" | "d" | "t" | "m") {
            tail.chars().count()
        } else {
            0
        }
    }

    fn push(&mut self, start: usize, kind: Kind, first: char) {
        let span = Span::new(self.byte(start), self.byte(self.at));
        let letters =
            || self.chars.iter().skip(start).take(self.at - start).map(|c| c.1).filter(|c| c.is_alphabetic());
        let shouted = letters().next().is_some() && letters().all(char::is_uppercase);
        let mut lower = String::new();
        for (_, c) in self.chars.iter().skip(start).take(self.at - start) {
            match plain(*c) {
                Some(c) => lower.push(c),
                None => lower.extend(c.to_lowercase()),
            }
        }
        let glued = self.list.last().is_some_and(|w| w.span.end == span.start && w.kind != Kind::Break);
        self.list.push(Word { span, lower, kind, capital: first.is_uppercase(), shouted, glued });
    }

    /// A run that starts with a digit, with commas and points between digits, and letters that hang on ("bn", "th").
    fn digits(&mut self) {
        loop {
            while self.char(self.at).is_alphanumeric() {
                self.at += 1;
            }
            let inner = matches!(self.char(self.at), ',' | '.') && self.char(self.at + 1).is_numeric();
            if !(inner && self.at > 0 && self.char(self.at - 1).is_numeric() && self.groups()) {
                break;
            }
            self.at += 1;
        }
    }

    /// A comma between digits belongs to a number only before a group of exactly three ("10,000", not "3,12").
    fn groups(&self) -> bool {
        if self.char(self.at) == '.' {
            return true;
        }
        let run = (1..5).take_while(|k| self.char(self.at + k).is_numeric()).count();
        run == 3
    }

    /// A word; single letters with points are one word ("a.m.", "U.S.").
    fn letters(&mut self) {
        let start = self.at;
        while self.char(self.at).is_alphanumeric() {
            self.at += 1;
        }
        if self.at - start != 1 {
            return;
        }
        let mut end = self.at;
        while self.char(end) == '.'
            && self.char(end + 1).is_alphabetic()
            && !self.char(end + 2).is_alphanumeric()
        {
            end += 2;
        }
        if end > self.at {
            self.at = if self.char(end) == '.' { end + 1 } else { end };
        }
    }
}

fn apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘')
}

/// One face for each apostrophe, quote, dash and decimal digit.
fn plain(c: char) -> Option<char> {
    Some(match c {
        '’' | '‘' | '`' => '\'',
        '“' | '”' => '"',
        '–' | '—' | '‑' | '‐' | '−' => '-',
        '٠'..='٩' => digit(c, '٠')?,
        '۰'..='۹' => digit(c, '۰')?,
        '०'..='९' => digit(c, '०')?,
        '0'..='9' => digit(c, '0')?,
        c if c.is_ascii() => c.to_ascii_lowercase(),
        _ => return None,
    })
}

fn digit(c: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(c).checked_sub(u32::from(zero))?, 10)
}

#[cfg(test)]
mod tests {
    use super::Words;

    fn cut(text: &str) -> Vec<String> {
        let words = Words::cut(text);
        (0..words.len()).map(|i| words.lower(i).to_owned()).collect()
    }

    #[test]
    fn numbers_keep_their_commas_and_abbreviations_their_points() {
        assert_eq!(
            cut("At 10 a.m., 10,000 of U.S. men"),
            ["at", "10", "a.m.", ",", "10,000", "of", "u.s.", "men"]
        );
        assert_eq!(cut("in 2019, 3,12 €1.5bn."), ["in", "2019", ",", "3", ",", "12", "€", "1.5bn", "."]);
        assert_eq!(cut("Friday’s “x’"), ["friday", "'s", "\"", "x", "'"]);
        assert_eq!(cut("٣ ships — two-day"), ["3", "ships", "-", "two", "-", "day"]);
    }

    #[test]
    fn any_text_is_cut() {
        for odd in ["", "\n", "'", "1.", "a.", "½", "3\u{301}", "🚢10🚢", "’s"] {
            let _ = cut(odd);
        }
        assert_eq!(Words::cut("a b").span(1, 1), None);
        assert_eq!(Words::cut("a b").span(5, 9), None);
    }
}
