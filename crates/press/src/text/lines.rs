//! Lines of a given width: runs of words, wrapped with a hanging indent, coloured or not.
//!
//! In: runs of words and their ink · Out: lines that never go beyond the width
//! From: SGR parameters of ECMA-48, colours 30–37 and 90 alone
//! Fails: never; a word wider than the line is cut · Cost: O(characters)

use crate::printable;
use crate::rows::Band;

/// How a run is printed where colour is on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Ink {
    /// As the terminal prints.
    Plain,
    /// The article's headline.
    Headline,
    /// A section's heading.
    Heading,
    /// What is done.
    Strong,
    /// Numbers, kinds and labels of ours.
    Faint,
    /// An arrow.
    Arrow,
    /// Words that attribute.
    Cue,
    /// A status, by its band.
    Band(Band),
}

impl Ink {
    /// The SGR sequence; `""` for plain.
    fn on(self) -> &'static str {
        match self {
            Ink::Plain => "",
            Ink::Headline => "\u{1b}[1m",
            Ink::Heading => "\u{1b}[1;4m",
            Ink::Strong => "\u{1b}[1m",
            Ink::Faint | Ink::Arrow | Ink::Band(Band::Unknown) => "\u{1b}[2m",
            Ink::Cue => "\u{1b}[3m",
            Ink::Band(Band::Done) => "\u{1b}[32m",
            Ink::Band(Band::Decided) => "\u{1b}[36m",
            Ink::Band(Band::Open) => "\u{1b}[33m",
            Ink::Band(Band::Word) => "\u{1b}[35m",
            Ink::Band(Band::Not) => "\u{1b}[31m",
        }
    }
}

const OFF: &str = "\u{1b}[0m";

/// Words in one ink. A no-break space keeps words together and is printed as a space.
pub(super) struct Run {
    /// How.
    pub(super) ink: Ink,
    /// The words, free of control characters.
    pub(super) words: String,
}

impl Run {
    /// A run.
    pub(super) fn new(ink: Ink, words: impl Into<String>) -> Self {
        Run { ink, words: words.into() }
    }
}

/// Lines being printed.
pub(super) struct Lines {
    width: usize,
    colour: bool,
    out: String,
    /// Columns used on the current line.
    at: usize,
    /// Spaces not yet written.
    waiting: usize,
    /// The ink that is on.
    ink: Ink,
    /// What stands at the start of the later lines of a paragraph.
    under: String,
}

impl Lines {
    /// No lines yet.
    pub(super) fn new(width: usize, colour: bool) -> Self {
        Lines { width, colour, out: String::new(), at: 0, waiting: 0, ink: Ink::Plain, under: String::new() }
    }

    /// All that was printed.
    pub(super) fn finish(self) -> String {
        self.out
    }

    /// An empty line, never two.
    pub(super) fn gap(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    /// One paragraph: `lead` as it is, then `runs` wrapped, later lines indented by `hang` columns.
    pub(super) fn print(&mut self, lead: &[Run], hang: usize, runs: &[Run]) {
        for run in lead {
            self.write(run.ink, &run.words);
        }
        self.wrap(hang, runs);
        self.turn(0);
    }

    /// One indented paragraph of units with a dot between two. A unit stays on one line where it fits on one.
    pub(super) fn print_units(&mut self, hang: usize, units: &[Vec<Run>]) {
        self.write(Ink::Plain, &" ".repeat(hang));
        self.units(hang, units);
    }

    /// The same beneath a tree: `lead` before the first line, `under` before the others, as wide as it.
    pub(super) fn print_twig(&mut self, lead: &str, under: &str, units: &[Vec<Run>]) {
        self.write(Ink::Faint, lead);
        under.clone_into(&mut self.under);
        self.units(printable::columns(under), units);
    }

    fn units(&mut self, hang: usize, units: &[Vec<Run>]) {
        for (at, unit) in units.iter().enumerate() {
            let columns: usize = unit.iter().map(|run| printable::columns(&run.words)).sum();
            let room = self.width.saturating_sub(self.at);
            if at > 0 && columns + 3 > room {
                self.turn(hang);
            } else if at > 0 {
                self.write(Ink::Faint, " · ");
            }
            self.wrap(hang, unit);
        }
        self.under.clear();
        self.turn(0);
    }

    /// Runs from where the line stands.
    fn wrap(&mut self, hang: usize, runs: &[Run]) {
        let mut fresh = true;
        let mut gap = 0;
        for word in words(runs) {
            match word {
                Word::Space => gap = 1,
                Word::Glued(pieces) => {
                    let columns: usize = pieces.iter().map(|(_, text)| printable::columns(text)).sum();
                    if !fresh && self.at + gap + columns > self.width {
                        self.turn(hang);
                        fresh = true;
                    }
                    if !fresh && gap > 0 {
                        self.write(Ink::Plain, " ");
                    }
                    gap = 0;
                    for (ink, text) in pieces {
                        self.write_cut(ink, &text, hang);
                    }
                    fresh = false;
                }
            }
        }
    }

    /// Ends the line and indents the next.
    fn turn(&mut self, hang: usize) {
        self.switch(Ink::Plain);
        self.out.push('\n');
        (self.at, self.waiting) = (0, 0);
        if !self.under.is_empty() {
            let under = std::mem::take(&mut self.under);
            self.write(Ink::Faint, &under);
            self.under = under;
        } else if hang > 0 {
            self.write(Ink::Plain, &" ".repeat(hang));
        }
    }

    fn write_cut(&mut self, ink: Ink, text: &str, hang: usize) {
        if self.at + printable::columns(text) <= self.width {
            self.write(ink, text);
            return;
        }
        let mut piece = String::new();
        let mut columns = 0;
        for c in text.chars() {
            let wide = printable::width(c);
            if self.at + columns + wide > self.width && self.at + columns > hang {
                self.write(ink, &std::mem::take(&mut piece));
                self.turn(hang);
                columns = 0;
            }
            piece.push(c);
            columns += wide;
        }
        self.write(ink, &piece);
    }

    /// Writes words; spaces wait for the words after them, so that no line ends in one.
    fn write(&mut self, ink: Ink, text: &str) {
        self.at += printable::columns(text);
        let text = text.replace('\u{a0}', " ");
        let words = text.trim_matches(' ');
        self.waiting += text.len() - text.trim_start_matches(' ').len();
        if words.is_empty() {
            return;
        }
        if self.waiting > 0 && ink != self.ink {
            self.switch(Ink::Plain);
        }
        self.out.push_str(&" ".repeat(std::mem::take(&mut self.waiting)));
        self.switch(ink);
        self.out.push_str(words);
        self.waiting = text.len() - text.trim_end_matches(' ').len();
    }

    fn switch(&mut self, ink: Ink) {
        if !self.colour || ink == self.ink {
            return;
        }
        if self.ink != Ink::Plain {
            self.out.push_str(OFF);
        }
        self.out.push_str(ink.on());
        self.ink = ink;
    }
}

/// What a line is made of.
enum Word {
    /// A place where it may turn.
    Space,
    /// Pieces without a space between them, each in its ink.
    Glued(Vec<(Ink, String)>),
}

/// The runs cut at spaces; what touches across two runs stays together.
fn words(runs: &[Run]) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for run in runs {
        for (at, text) in run.words.split(' ').enumerate() {
            if at > 0 {
                out.push(Word::Space);
            }
            if text.is_empty() {
                continue;
            }
            match out.last_mut() {
                Some(Word::Glued(pieces)) => pieces.push((run.ink, text.to_owned())),
                _ => out.push(Word::Glued(vec![(run.ink, text.to_owned())])),
            }
        }
    }
    out
}
