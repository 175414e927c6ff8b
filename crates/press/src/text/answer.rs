//! The answer to a question, for the terminal.
//!
//! In: an answer, the texts that it cites, a width, colour or not · Out: lines of at most that width: each sentence that
//! answers with where it stands, who says it and where it was published, or "Not stated" and what came closest
//! From: DESIGN sections 1 and 6 · Fails: never · Cost: O(cited sentences)

use super::Style;
use super::lines::{Ink, Lines, Run};
use crate::lookup::shown;
use crate::printable;
use crate::rows::Standing;
use model::{Answer, CitedSentence, StoryArticle};

/// Columns that a headline may take below its sentence.
const SHORT: usize = 60;

/// The answer. `texts` are those of its articles, in their order; `among` is how many articles were looked through.
/// Ends with a line break.
pub fn answer(answer: &Answer, texts: &[&str], among: usize, style: &Style) -> String {
    let mut page = Page { lines: Lines::new(style.width.max(40), style.colour), answer, texts, among };
    let question = shown(&answer.question).unwrap_or_default();
    page.lines.print(&[], 0, &[Run::new(Ink::Headline, question)]);
    for sentence in &answer.sentences {
        page.lines.gap();
        page.sentence(sentence);
    }
    if !answer.stated {
        page.lines.gap();
        page.lines.print(&[], 0, &[Run::new(Ink::Strong, "Not stated"), page.among()]);
        if let Some(near) = &answer.nearest {
            page.lines.gap();
            let lacks = shown(&near.lacks).unwrap_or_default();
            let heading =
                [Run::new(Ink::Heading, "What comes closest"), Run::new(Ink::Plain, format!(" {lacks}:"))];
            page.lines.print(&[], 0, &heading);
            page.sentence(&near.sentence);
        }
    }
    page.lines.finish()
}

struct Page<'a> {
    lines: Lines,
    answer: &'a Answer,
    texts: &'a [&'a str],
    among: usize,
}

impl Page<'_> {
    /// How many articles were looked through.
    fn among(&self) -> Run {
        let words = match self.among {
            0 => String::new(),
            1 => " in this article.".to_owned(),
            count => format!(" in the {count} articles that were looked through."),
        };
        Run::new(Ink::Plain, words)
    }

    /// The sentence, and below it where it stands, who says it, and where it was published.
    fn sentence(&mut self, cited: &CitedSentence) {
        let text = self.texts.get(cited.sentence.article).copied().unwrap_or_default();
        let words = shown(cited.sentence.span.words(text)).unwrap_or_default();
        self.lines.print(&[Run::new(Ink::Plain, "  ")], 2, &[Run::new(Ink::Plain, format!("“{words}”"))]);
        let mut units = Vec::new();
        if cited.status.is_some() {
            let standing = Standing(cited.status);
            let words = format!("{}\u{a0}{}", standing.sign(), standing.label().replace(' ', "\u{a0}"));
            units.push(vec![Run::new(Ink::Band(standing.band()), words)]);
        }
        if let Some(chain) = self.chain(cited) {
            units.push(vec![Run::new(Ink::Arrow, "←\u{a0}"), Run::new(Ink::Cue, chain)]);
        }
        if cited.roots > 1 {
            units
                .push(vec![Run::new(Ink::Faint, format!("{} independent, as far as observed", cited.roots))]);
        }
        if !units.is_empty() {
            self.lines.print_units(4, &units);
        }
        let Some(article) = self.answer.articles.get(cited.sentence.article) else { return };
        let units: Vec<Vec<Run>> =
            named(article).into_iter().map(|fact| vec![Run::new(Ink::Faint, fact)]).collect();
        if !units.is_empty() {
            self.lines.print_units(4, &units);
        }
    }

    /// Through whom it reached the article: "NBC News ← two current officials".
    fn chain(&self, cited: &CitedSentence) -> Option<String> {
        let chain: Vec<String> = cited.chain.iter().filter_map(|who| shown(who)).collect();
        if !chain.is_empty() {
            return Some(chain.join(" ← "));
        }
        let source = cited.source.as_ref()?;
        let printed = || {
            let passage = source.span?;
            shown(passage.span.words(self.texts.get(passage.article)?))
        };
        source.name.as_deref().and_then(shown).or_else(printed)
    }
}

/// Outlet, date and headline, as far as they are known.
fn named(article: &StoryArticle) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(article.outlet.as_deref().and_then(shown));
    facts.extend(article.published.map(|day| day.to_string()));
    facts.extend(article.headline.as_deref().and_then(shown).map(|line| printable::short(&line, SHORT)));
    facts
}

#[cfg(test)]
mod tests {
    use super::answer;
    use crate::text::Style;
    use model::{ANSWER_SCHEMA, Answer, CitedSentence, NearMiss, Passage, Span, Status, StoryArticle};

    const TEXT: &str = "The city is weighing a night ban on large ships, two port officials said on Monday.";

    fn told(stated: bool) -> Answer {
        let sentence = CitedSentence {
            sentence: Passage { article: 0, span: Span::new(0, TEXT.len()) },
            event: None,
            status: Some(Status::Contemplated),
            voice: None,
            source: None,
            chain: vec!["Harbour Radio".to_owned(), "two port officials".to_owned()],
            roots: 2,
        };
        let article = StoryArticle {
            outlet: Some("The Harbour Gazette".to_owned()),
            headline: Some("City weighs ban".to_owned()),
            published: "2026-03-02".parse().ok(),
            ..StoryArticle::default()
        };
        Answer {
            schema: ANSWER_SCHEMA.to_owned(),
            question: "Is there a ban?".to_owned(),
            stated,
            confidence: 0.9,
            articles: vec![article],
            nearest: (!stated)
                .then(|| NearMiss { sentence: sentence.clone(), lacks: "says nothing of when".to_owned() }),
            sentences: if stated { vec![sentence] } else { Vec::new() },
        }
    }

    #[test]
    fn a_sentence_stands_with_its_status_chain_and_outlet() {
        let out = answer(&told(true), &[TEXT], 1, &Style { width: 60, colour: false });
        assert_eq!(
            out,
            "Is there a ban?\n\n  “The city is weighing a night ban on large ships, two port\n  officials said on \
             Monday.”\n    ○ contemplated · ← Harbour Radio ← two port officials\n    2 independent, as far as \
             observed\n    The Harbour Gazette · 2026-03-02 · City weighs ban\n"
        );
    }

    #[test]
    fn what_is_not_stated_has_the_nearest_miss() {
        let out = answer(&told(false), &[TEXT], 1, &Style { width: 80, colour: false });
        assert!(out.contains(
            "Not stated in this article.\n\nWhat comes closest says nothing of when:\n  “The city"
        ));
    }
}
