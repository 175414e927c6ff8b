//! Who said it, how sure are they, did it happen? The marks on an article.
//!
//! The desk is an ordered list of marks; [`Desk::mark`] reads as that list. Each mark is one module that takes the
//! [`Page`] (the article with its grammar) and the marks before it, and gives its own. Rules and lexicons decide;
//! what weights have learnt comes through one seam,
//! [`Encoder`].
//!
//! The desk reads no file, clock, network or environment: "today" is the article's publication date.

// What every mark rests on.
pub mod syntax;
mod capitals;
mod encoder;
mod grammar;
mod headline_case;
mod lexicon;
mod page;
mod stances;

// The marks, in the order in which they are made.
mod mention;
mod when;
mod figure;
mod authority;
mod quotation;
mod statement;
pub mod event;
mod link;
mod position;
mod answer;
mod not_stated;

// Why a rule marked what it marked.
mod rules;

pub use encoder::{Cut, Encoded, Encoder, Hint, Hints, Model, WordHint, rerank};
pub use rules::why;

use model::{Article, Notes, Span};
use page::Page;

/// What the caller wants beyond the marks.
#[derive(Clone, Debug, Default)]
pub struct Brief {
    /// Keep tokens with their grammar in the notes.
    pub keep_tokens: bool,
    /// Take these tokens instead of cutting the text (byte spans, in order).
    pub tokens: Option<Vec<Span>>,
    /// Give only the event between these two actors (byte spans): source, target.
    pub pair: Option<(Span, Span)>,
}

/// The desk: an encoder for the grammar and the hints, and the rules.
pub struct Desk {
    encoder: &'static dyn Encoder,
}

impl Desk {
    /// The desk with one of the models that ship in the binary.
    pub fn new(model: Model) -> Self {
        Desk { encoder: model.encoder() }
    }

    /// Forgets what was marked before: marking is a pure function, but windows read twice are remembered.
    pub fn forget(&self) {
        self.encoder.forget();
    }

    /// Names the weights behind the marks.
    pub fn version(&self) -> &str {
        self.encoder.version()
    }

    /// Marks an article. Never fails: what it cannot tell is absent, what it doubts is a caveat.
    ///
    /// ```
    /// use desk::{Desk, Model};
    /// use model::{Article, Status};
    ///
    /// let text = "The council has yet to decide, and no closure is planned for now, the officials said.";
    /// let notes = Desk::new(Model::Full).mark(&Article::verbatim(text));
    /// let told: Vec<_> = notes.events.iter().map(|e| (e.lemma.as_str(), e.status)).collect();
    /// assert_eq!(told, [("decide", Some(Status::NotHappened)), ("closure", Some(Status::Denied))]);
    /// assert_eq!(notes.statements[0].source.span.and_then(|s| s.of(text)), Some("the officials"));
    /// ```
    pub fn mark(&self, article: &Article) -> Notes {
        self.mark_to(article, &Brief::default())
    }

    /// What the classifier of pairs sees of a source and a target, by groups of names: what it is trained on.
    pub fn pair_features(&self, article: &Article, pair: (Span, Span)) -> Vec<Vec<String>> {
        let page = Page::new(article, self.encoder, None);
        let notes = self.mark(article);
        let seen = event::of_pair(&page, &notes.events, pair).unwrap_or_default();
        seen.into_iter().map(|group| group.into_iter().collect()).collect()
    }

    /// Marks an article as the caller's brief says.
    pub fn mark_to(&self, article: &Article, brief: &Brief) -> Notes {
        let mut notes = self.marks(article, brief);
        derive(article, &mut notes);
        notes
    }

    /// The marks alone, before [`derive`]: for a caller who has corrections to make between the two.
    pub fn marks(&self, article: &Article, brief: &Brief) -> Notes {
        // Of Spanish the desk reads the times and nothing else.
        if when::spanish::is_spanish(article) {
            return Notes { times: when::spanish::times(article), ..Notes::default() };
        }
        let read = capitals::recased(article);
        let page = Page::new(&read, self.encoder, brief.tokens.as_deref());
        let mut notes = Notes { sentences: page.sentence_spans(), ..Notes::default() };
        if brief.keep_tokens {
            notes.tokens = page.tokens();
        }
        let mut cast = mention::mentions(&page);
        notes.times = when::times(&page);
        notes.figures = figure::figures(&page, &notes.times);
        notes.authorities = authority::authorities(&page, &cast);
        let quotations = quotation::quotations(&page);
        notes.statements = statement::statements(&page, &cast, &quotations);
        cast.speak(page.text, &notes.statements);
        notes.events = event::events(&page, &cast, &notes.statements, &notes.times);
        if let Some(pair) = brief.pair {
            notes.events = event::between(&page, &cast, std::mem::take(&mut notes.events), pair);
        }
        link::link(&page, &mut notes.events, &mut notes.figures, &notes.authorities);
        notes.positions = position::positions(&page, &cast);
        notes.answers = answer::answers(&page);
        notes.caveats.extend(page.too_long());
        notes.entities = cast.entities;
        notes.mentions = cast.mentions;
        notes
    }
}

/// Sentences and times of an article, and nothing else: without an encoder, a thousand articles a second. For archives
/// that nobody has marked; where the tense of a clause decides, [`Desk::mark`] is right more often.
///
/// ```
/// let mut article = model::Article::verbatim("The port closed on Monday.");
/// article.published = "2026-03-04".parse().ok();
/// assert_eq!(desk::times(&article).times[0].value.as_deref(), Some("2026-03-02"));
/// ```
pub fn times(article: &Article) -> Notes {
    if when::spanish::is_spanish(article) {
        return Notes { times: when::spanish::times(article), ..Notes::default() };
    }
    when::light::notes(article)
}

/// What follows from the marks, and so from corrections of them: what is not stated, and the caveats that hold one
/// telling against another. To be called once on what [`Desk::marks`] gave.
pub fn derive(article: &Article, notes: &mut Notes) {
    event::renew(notes);
    notes.not_stated = not_stated::not_stated(article, &notes.events, &notes.statements);
    let mut caveats = link::headline(article, &notes.events);
    caveats.extend(answer::beyond(article, &notes.events, &mut notes.answers));
    caveats.append(&mut notes.caveats);
    caveats.extend(link::unknown_status(article, &notes.events));
    notes.caveats = caveats;
}
