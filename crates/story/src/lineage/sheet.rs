//! One article as lineage looks at it: its own sentences, its quotes, whom it credits, when it was printed.
//!
//! In: an item, what is boilerplate, the names of outlets · Out: [`Sheet`] · From: FIELD, "Lineage facts"
//! Fails: never; without notes credits are read from the words alone · Cost: O(text)

use super::credits::{self, Credit, Names};
use super::marks::{self, Mark};
use super::mastheads::{is_agency, masthead, site};
use super::quotes;
use super::signature::SHORTEST;
use super::words;
use crate::Item;
use crate::boilerplate::Boilerplate;
use model::Span;
use std::collections::{BTreeSet, HashSet};
use std::sync::LazyLock;

/// Words of one sentence that are looked at; a text without full stops is one sentence.
const LONGEST: usize = 400;

/// Fewest words of a quote by which it is known again: "We will not sign." is said by many.
const SHORTEST_QUOTE: usize = 5;

/// Words of one who speaks: outside quotation marks they tell of a statement or a speech printed without.
static FIRST_PERSON: LazyLock<Vec<u64>> = LazyLock::new(|| words::of("I my me we our ours myself ourselves"));

/// One sentence.
pub(super) struct Line {
    pub(super) span: Span,
    /// Its words outside quotation marks.
    pub(super) own: Vec<u64>,
    /// Whether it says nothing of where the article comes from: boilerplate, spoken, or too short.
    pub(super) passed: bool,
}

/// Words that another said.
pub(super) struct Quote {
    pub(super) span: Span,
    pub(super) words: Vec<u64>,
}

/// One article.
pub(super) struct Sheet {
    /// The key of its outlet, and its site.
    pub(super) outlet: Option<String>,
    pub(super) site: Option<String>,
    /// When it was printed, in seconds: not before, not after.
    pub(super) time: (i64, i64),
    pub(super) lines: Vec<Line>,
    /// Words outside quotation marks in all lines that are not passed over.
    pub(super) own_words: usize,
    pub(super) quotes: Vec<Quote>,
    pub(super) credits: Vec<Credit>,
    /// The agencies whose copy it bears the mark of.
    pub(super) marks: Vec<Mark>,
    /// Whether its own outlet stands in the brackets of its dateline.
    pub(super) own_dateline: bool,
    /// Whether its outlet sells its copy to others, as a list or the articles at hand tell.
    pub(super) agency: bool,
    /// The words of the headline that are not too short to tell anything.
    pub(super) headline: Vec<u64>,
    /// Every word of headline and story, sorted, once.
    pub(super) vocabulary: Vec<u64>,
}

impl Sheet {
    pub(super) fn of(
        item: &Item<'_>,
        boilerplate: &Boilerplate,
        names: &Names,
        outlets: &HashSet<String>,
    ) -> Self {
        let article = item.article;
        let text = &article.text;
        let mut quoted = quotes::quoted(article, item.notes);
        if let Some(headline) = &article.headline
            && marks::is_document(headline)
        {
            quoted = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
        }
        let outlet = article.outlet.as_deref().map(masthead).filter(|key| !key.is_empty());
        let sentences = item.sentences();
        let mut lines = Vec::with_capacity(sentences.len());
        let mut vocabulary = article.headline.as_deref().map(words::of).unwrap_or_default();
        let mut next = 0;
        for span in &sentences {
            let (mut own, mut hash, mut all) = (Vec::new(), 0, 0);
            words::each(span.words(text), |word, start, _| {
                let at = span.start + start;
                while quoted.get(next).is_some_and(|quote| quote.end <= at) {
                    next += 1;
                }
                hash = words::joined(hash, word);
                all += 1;
                vocabulary.push(word);
                if own.len() < LONGEST && quoted.get(next).is_none_or(|quote| at < quote.start) {
                    own.push(word);
                }
            });
            let passed = own.len() < SHORTEST
                || own.iter().any(|word| FIRST_PERSON.contains(word))
                || boilerplate.holds(article.outlet.as_deref(), hash)
                || marks::is_furniture(span.words(text));
            lines.push(Line { span: *span, own, passed });
        }
        vocabulary.sort_unstable();
        vocabulary.dedup();
        let quotes = quoted.into_iter().map(|span| {
            let mut words = words::of(span.words(text));
            words.truncate(LONGEST);
            Quote { span, words }
        });
        let credits = credits::of(item, &sentences, names, outlet.as_deref());
        let marks = marks::of(item, outlet.as_deref(), outlets);
        Sheet {
            time: time(item),
            own_words: lines.iter().filter(|line| !line.passed).map(|line| line.own.len()).sum(),
            quotes: quotes.filter(|quote| quote.words.len() >= SHORTEST_QUOTE).collect(),
            marks: marks.of,
            own_dateline: marks.own,
            agency: outlet.as_deref().is_some_and(is_agency),
            site: article.url.as_deref().and_then(site),
            headline: article.headline.as_deref().map(telling).unwrap_or_default(),
            outlet,
            lines,
            credits,
            vocabulary,
        }
    }

    /// Whether one house printed both, as far as their names and addresses tell.
    pub(super) fn same_house(&self, other: &Sheet) -> bool {
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        same(&self.outlet, &other.outlet) || same(&self.site, &other.site)
    }

    /// Whether it was surely printed before the other.
    pub(super) fn before(&self, other: &Sheet) -> bool {
        self.time.1 < other.time.0
    }
}

/// Tells which outlets at hand are agencies that no list knows: those that put their own name into the brackets of a
/// dateline, and whose name another outlet puts over a text. The one alone is a habit of broadcasters as well, the other a
/// guest's name.
pub(super) fn learn_agencies(sheets: &mut [Sheet]) {
    let signs: BTreeSet<String> =
        sheets.iter().filter(|sheet| sheet.own_dateline).filter_map(|sheet| sheet.outlet.clone()).collect();
    let printed: BTreeSet<String> = sheets
        .iter()
        .flat_map(|sheet| &sheet.marks)
        .filter(|mark| mark.whole && signs.contains(&mark.agency))
        .map(|mark| mark.agency.clone())
        .collect();
    for sheet in sheets {
        sheet.agency |= sheet.outlet.as_ref().is_some_and(|outlet| printed.contains(outlet));
    }
}

/// The words of a headline that have four letters or more: shorter ones are mostly grammar.
fn telling(headline: &str) -> Vec<u64> {
    let mut words = Vec::new();
    words::each(headline, |word, start, end| {
        if end - start >= 4 {
            words.push(word);
        }
    });
    words
}

/// Words in a row by which a quote that is printed without marks is known.
const RUN: usize = 5;

/// Passes over sentences that another article has within quotation marks: a speech or a letter printed without them, or
/// as a block of its own.
pub(super) fn pass_spoken(sheets: &mut [Sheet]) {
    let runs = |words: &[u64]| -> Vec<u64> {
        words.windows(RUN).map(|run| run.iter().copied().fold(0, words::joined)).collect()
    };
    let mut spoken: Vec<u64> =
        sheets.iter().flat_map(|sheet| &sheet.quotes).flat_map(|q| runs(&q.words)).collect();
    spoken.sort_unstable();
    spoken.dedup();
    if spoken.is_empty() {
        return;
    }
    for sheet in sheets {
        for line in sheet.lines.iter_mut().filter(|line| !line.passed) {
            let own = runs(&line.own);
            let known = own.iter().filter(|run| spoken.binary_search(run).is_ok()).count();
            line.passed = known * 2 > own.len();
        }
        sheet.own_words = sheet.lines.iter().filter(|line| !line.passed).map(|line| line.own.len()).sum();
    }
}

/// When it was printed: to the second where the time is given, somewhere in its day where only the day is, some time
/// before it was seen where nothing is.
fn time(item: &Item<'_>) -> (i64, i64) {
    let seen = item.seen.as_second();
    match item.article.published {
        Some(stamp) => {
            let start = item.published().as_second();
            // The last second of the day; a time without seconds is given to the minute.
            (start, start + if stamp.time.is_some() { 0 } else { 86_399 })
        }
        None => (i64::MIN, seen),
    }
}
