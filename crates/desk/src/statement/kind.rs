//! What a source is: a named person, unnamed persons, an organisation, an outlet, a document.
//!
//! In: the source's words, the cast · Out: kind, full name, entity, role · From: the cast first, then
//! `lexicon/source_nouns.tsv` and `lexicon/outlets.tsv`
//! Fails: a pronoun that the cast does not resolve is `unknown` · Cost: linear in the phrase

use crate::lexicon;
use crate::mention::{Cast, Kinds};
use crate::page::Page;
use crate::syntax::{Rel, Tag, Token, Upos};
use model::{EntityKind, SourceKind, Span};
use std::collections::{HashMap, HashSet};
use std::sync::OnceLock;

/// A source described.
pub(super) struct Known {
    pub kind: SourceKind,
    pub name: Option<String>,
    pub entity: Option<String>,
    pub role: Option<String>,
}

struct Lists {
    nouns: HashMap<&'static str, SourceKind>,
    outlets: HashSet<&'static str>,
}

fn lists() -> &'static Lists {
    static READ: OnceLock<Lists> = OnceLock::new();
    READ.get_or_init(|| {
        let noun = |row: Vec<&'static str>| {
            let [noun, kind, _source] = row.try_into().ok()?;
            let kind = match kind {
                "person" => SourceKind::UnnamedPerson,
                "organisation" => SourceKind::Organisation,
                "outlet" => SourceKind::Outlet,
                _ => SourceKind::Document,
            };
            Some((noun, kind))
        };
        let outlets =
            lexicon::rows(include_str!("../../lexicon/outlets.tsv")).filter_map(|r| r.first().copied());
        Lists {
            nouns: lexicon::rows(include_str!("../../lexicon/source_nouns.tsv")).filter_map(noun).collect(),
            outlets: outlets.collect(),
        }
    })
}

/// Whether the words are the name of an outlet.
pub(super) fn is_outlet(name: &str) -> bool {
    let name = name.trim();
    let bare = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
    lists().outlets.contains(name) || lists().outlets.contains(bare)
}

/// What kind of source the noun is by itself.
pub(super) fn noun_kind(lemma: &str) -> Option<SourceKind> {
    lists().nouns.get(lemma).copied()
}

/// Whether the source is made of persons, who can be counted.
pub(super) fn is_personal(kind: SourceKind) -> bool {
    matches!(kind, SourceKind::NamedPerson | SourceKind::UnnamedPerson | SourceKind::Unknown)
}

/// Describes the source whose words stand under `span`.
pub(super) fn describe(page: &Page, cast: &Cast, span: Span) -> Known {
    let known = described(page, cast, span);
    let body = matches!(known.kind, SourceKind::Organisation | SourceKind::Outlet | SourceKind::Document);
    if known.name.is_some() || !body {
        return known;
    }
    // A proper noun that the cast does not keep is a name all the same: "The Sun", "TownNews.com".
    let phrase = Phrase::new(page, span).filter(|p| p.head_token().is_some_and(|t| t.upos == Upos::Propn));
    let name = phrase.map(|p| {
        let words = p.core.words(page.text);
        words.strip_prefix("the ").unwrap_or(words).to_owned()
    });
    Known { name, ..known }
}

fn described(page: &Page, cast: &Cast, span: Span) -> Known {
    let nothing = Known { kind: SourceKind::Unknown, name: None, entity: None, role: None };
    let Some(phrase) = Phrase::new(page, span) else { return nothing };
    if is_outlet(span.words(page.text)) {
        let known = by_cast(page, cast, &phrase, span);
        return Known { kind: SourceKind::Outlet, ..known.unwrap_or(nothing) };
    }
    let known = by_cast(page, cast, &phrase, phrase.core);
    let titled = phrase.titled();
    if let Some(known) = known.as_ref().filter(|k| k.kind == SourceKind::NamedPerson) {
        // A name that the cast keeps with its office: the office is the role.
        let bare = titled.filter(|(role, _)| {
            let first = role.words(page.text);
            known
                .name
                .as_ref()
                .is_some_and(|n| first.split(' ').any(|w| n.starts_with(w)) && n.len() > first.len())
        });
        let name = bare.map(|(_, name)| name.words(page.text).to_owned()).or_else(|| known.name.clone());
        let role =
            bare.and_then(|(role, _)| role.of(page.text).map(str::to_owned)).or_else(|| known.role.clone());
        return Known { kind: known.kind, name, entity: known.entity.clone(), role };
    }
    if let Some((role, name)) = titled {
        // "Defence Minister Ann Reed", whatever the cast made of the whole.
        let entity = cast.refer(page, name);
        let person =
            entity.entity.as_ref().and_then(|id| cast.entity(id)).filter(|e| e.kind == EntityKind::Person);
        return Known {
            kind: SourceKind::NamedPerson,
            name: Some(person.map_or_else(|| name.words(page.text).to_owned(), |e| e.name.clone())),
            entity: person.map(|e| e.id.clone()),
            role: role.of(page.text).map(str::to_owned),
        };
    }
    // "the union's president, Ann Reed": the apposition names whom the noun describes.
    if phrase.head_token().is_some_and(|t| t.upos != Upos::Pron && t.tag != Tag::Nns) {
        let mut from = phrase.core.start;
        for piece in span.words(page.text).split(',') {
            let piece_span =
                Span::new(from.max(span.start), from.max(span.start) + piece.len()).trimmed(page.text);
            from = piece_span.start.max(from) + piece.len().min(piece_span.len()) + 1;
            let apposed = piece_span.start > phrase.core.start;
            let named =
                cast.within(piece_span).find(|m| m.kind == model::MentionKind::Name && m.span == piece_span);
            let known = named.filter(|_| apposed).and_then(|m| by_cast(page, cast, &phrase, m.span));
            if let Some(known) = known.filter(|k| k.kind == SourceKind::NamedPerson) {
                let role = phrase.core.words(page.text);
                let role = ["the ", "The ", "a ", "A ", "an ", "An "]
                    .iter()
                    .find_map(|d| role.strip_prefix(d))
                    .unwrap_or(role);
                return Known { role: Some(role.to_owned()), ..known };
            }
        }
    }
    if let Some(known) = known {
        return known;
    }
    let mut kind = phrase.head_token().map_or(SourceKind::Unknown, |t| by_head(page, t, phrase.core, span));
    if kind == SourceKind::Unknown && phrase.head_token().is_some_and(|t| t.upos != Upos::Pron) {
        // The tree's head tells nothing: the last telling noun before a preposition or a clause does.
        let ends = |t: &&Token| {
            !(t.upos == Upos::Adp
                || t.upos == Upos::Punct
                || matches!(t.tag, Tag::Wp | Tag::Wdt | Tag::Vbg | Tag::Vbn))
        };
        let telling =
            phrase.words().iter().take_while(ends).filter_map(|t| noun_kind(&t.lemma.to_lowercase())).last();
        kind = telling.unwrap_or(SourceKind::Unknown);
    }
    Known { kind, ..nothing }
}

/// The words of a source with their head.
pub(super) struct Phrase<'a> {
    /// All tokens of the sentence.
    tokens: &'a [Token],
    /// First token of the phrase, and one past its last.
    range: std::ops::Range<usize>,
    /// The word that no other word of the phrase governs.
    head: usize,
    /// From the phrase's start to the end of its head or name, without what follows.
    pub core: Span,
}

impl<'a> Phrase<'a> {
    /// Reads the words under `span`.
    pub(super) fn new(page: &'a Page, span: Span) -> Option<Self> {
        let line = page.lines.partition_point(|l| l.sentence.span.end <= span.start);
        let tokens = page.lines.get(line)?.sentence.tokens.as_slice();
        let range = tokens.partition_point(|t| t.span.start < span.start)
            ..tokens.partition_point(|t| t.span.start < span.end);
        let outside = |at: &usize| tokens.get(*at).and_then(|t| t.head).is_none_or(|h| !range.contains(&h));
        let nominal = |at: &usize| {
            tokens.get(*at).is_some_and(|t| {
                matches!(
                    t.upos,
                    Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X
                )
            })
        };
        let head = range.clone().filter(nominal).find(outside).or_else(|| range.clone().find(outside))?;
        // A name goes on behind its head in UD: "Ann" is the head of "Reed".
        let mut last = head;
        while range.contains(&(last + 1))
            && tokens.get(last + 1).is_some_and(|t| {
                matches!(t.rel, Rel::Flat | Rel::Compound | Rel::Fixed)
                    || t.upos == Upos::Propn && tokens.get(head).is_some_and(|h| h.upos == Upos::Propn)
            })
        {
            last += 1;
        }
        let core = Span::new(span.start, tokens.get(last)?.span.end.min(span.end));
        Some(Phrase { tokens, range, head, core })
    }

    /// An office and the name behind it, where the phrase up to its first comma is just that.
    fn titled(&self) -> Option<(Span, Span)> {
        let words = self.words();
        let end = words
            .iter()
            .position(|t| t.upos == Upos::Punct && t.span.len() == 1 && t.tag == Tag::Comma)
            .unwrap_or(words.len());
        let words = words.get(..end)?;
        let run = words.iter().rev().take_while(|t| t.upos == Upos::Propn || t.tag == Tag::Nnp).count();
        let office = |t: &Token| {
            if !matches!(t.upos, Upos::Noun | Upos::Propn) {
                return false;
            }
            let lemma = t.lemma.to_lowercase();
            noun_kind(&lemma) == Some(SourceKind::UnnamedPerson)
        };
        let first_of_run = words.len().checked_sub(run)?;
        // The last word of office with a name behind it; in "Defence Minister Ann Reed" it is part of the run.
        let office_at = (first_of_run.saturating_sub(1)..words.len())
            .rev()
            .find(|at| words.get(*at).is_some_and(office))?;
        let (first, last) = (words.get(office_at + 1)?, words.last()?);
        let names = words.len() - office_at - 1;
        let skip = words.iter().take_while(|t| t.upos == Upos::Det).count().min(office_at);
        let plural = words.get(office_at).is_some_and(|t| matches!(t.tag, Tag::Nns | Tag::Nnps));
        let role = words.get(skip)?.span.to(words.get(office_at)?.span);
        // "supporters of Mayor Ann Reed" are not the mayor, "the Director Institute" is no person.
        let governed = words.get(..office_at)?.iter().any(|t| matches!(t.upos, Upos::Adp | Upos::Verb));
        let own = !governed || self.head - self.range.start >= office_at;
        let name = words.get(office_at + 1..)?.iter().map(|t| t.lemma.as_str()).collect::<Vec<_>>().join(" ");
        let person =
            matches!(Kinds::shipped().by_words(&name, false), EntityKind::Person | EntityKind::Other);
        ((1..=4).contains(&names) && names <= run && !plural && own && person)
            .then(|| (role, first.span.to(last.span)))
    }

    /// The head word.
    pub(super) fn head_token(&self) -> Option<&'a Token> {
        self.tokens.get(self.head)
    }

    /// The tokens of the phrase.
    pub(super) fn words(&self) -> &'a [Token] {
        self.tokens.get(self.range.clone()).unwrap_or_default()
    }
}

/// By what the cast knows of the head mention.
fn by_cast(page: &Page, cast: &Cast, phrase: &Phrase, core: Span) -> Option<Known> {
    let reference = cast.refer(page, core);
    let entity = cast.entity(reference.entity.as_ref()?)?;
    let words = core.words(page.text);
    let nameless = matches!(entity.kind, EntityKind::Person | EntityKind::Group | EntityKind::Other);
    let described = nameless && !cast.is_named(&entity.id);
    if described && entity.name == words {
        return None; // persons without a name are told by their noun
    }
    if described {
        // "He" for "a police officer", "it" for "the letter": still nobody's name.
        let paper = entity.kind == EntityKind::Other;
        let kind = if paper { SourceKind::Document } else { SourceKind::UnnamedPerson };
        let name = Some(entity.name.clone());
        return Some(Known { kind, name, entity: reference.entity.clone(), role: None });
    }
    let kind = if is_outlet(words) || is_outlet(&entity.name) {
        SourceKind::Outlet
    } else {
        match entity.kind {
            EntityKind::Person => SourceKind::NamedPerson,
            EntityKind::Outlet => SourceKind::Outlet,
            EntityKind::Organisation | EntityKind::Government | EntityKind::Place => SourceKind::Organisation,
            EntityKind::Law => SourceKind::Document,
            EntityKind::Group | EntityKind::Other => {
                let head = phrase.head_token()?;
                let fallback = if entity.kind == EntityKind::Group {
                    SourceKind::Organisation
                } else {
                    SourceKind::NamedPerson
                };
                match (noun_kind(&head.lemma.to_lowercase()), head.tag) {
                    (Some(kind), _) => kind,
                    (None, Tag::Nns | Tag::Nnps) => SourceKind::UnnamedPerson,
                    _ => fallback,
                }
            }
        }
    };
    let role = if kind == SourceKind::NamedPerson { role(page.text, phrase, &entity.name) } else { None };
    Some(Known { kind, name: Some(entity.name.clone()), entity: reference.entity.clone(), role })
}

/// By the head word alone.
fn by_head(page: &Page, head: &Token, core: Span, span: Span) -> SourceKind {
    let words = core.words(page.text);
    let lemma = head.lemma.to_lowercase();
    if is_outlet(words) {
        return SourceKind::Outlet;
    }
    match head.upos {
        Upos::Propn => match Kinds::shipped().by_words(words, false) {
            EntityKind::Outlet => SourceKind::Outlet,
            EntityKind::Organisation | EntityKind::Government | EntityKind::Place => SourceKind::Organisation,
            EntityKind::Law => SourceKind::Document,
            EntityKind::Group => SourceKind::UnnamedPerson,
            EntityKind::Person | EntityKind::Other => {
                // "the Republicans": a people; "the Kremlin": whatever "the" stands before is no person's name.
                match (head.tag, words.starts_with("the ") || words.starts_with("The ")) {
                    (Tag::Nnps, _) => SourceKind::UnnamedPerson,
                    (_, true) => SourceKind::Organisation,
                    _ => SourceKind::NamedPerson,
                }
            }
        },
        Upos::Pron | Upos::Det | Upos::Num | Upos::Adj => {
            let of_persons = [
                "many",
                "some",
                "others",
                "several",
                "few",
                "most",
                "all",
                "both",
                "one",
                "another",
                "none",
                "those",
                "everyone",
                "someone",
                "anyone",
                "nobody",
                "somebody",
                "everybody",
            ];
            let partitive = span.len() > core.len() || head.upos != Upos::Pron;
            if of_persons.contains(&lemma.as_str()) || (head.upos == Upos::Num && partitive) {
                SourceKind::UnnamedPerson
            } else {
                SourceKind::Unknown
            }
        }
        // "the port authority" is a body, "the authorities" are persons.
        _ if lemma == "authority" && head.tag == Tag::Nn => SourceKind::Organisation,
        _ => noun_kind(&lemma).or_else(|| suffix_kind(&lemma)).unwrap_or(SourceKind::Unknown),
    }
}

/// "-man", "-ist", "-er": nouns that are mostly persons.
fn suffix_kind(lemma: &str) -> Option<SourceKind> {
    let personal = ["man", "woman", "person", "ist", "ian", "er", "or", "ee", "ant", "people"];
    personal
        .iter()
        .any(|s| lemma.len() > s.len() + 2 && lemma.ends_with(s))
        .then_some(SourceKind::UnnamedPerson)
}

/// The office before a name ("Prime Minister Ann Reed") or in apposition behind it ("Ann Reed, a spokeswoman for …").
fn role(text: &str, phrase: &Phrase, name: &str) -> Option<String> {
    let first = name.split_whitespace().next()?;
    let words = phrase.words();
    let named = words.iter().position(|t| t.span.words(text) == first).or_else(|| {
        let last = name.split_whitespace().next_back()?;
        words.iter().position(|t| t.span.words(text) == last)
    })?;
    let before = words.get(..named)?;
    let before = match before {
        [det, rest @ ..] if det.upos == Upos::Det => rest,
        all => all,
    };
    if let (Some(a), Some(b)) = (before.first(), before.last())
        && before.iter().all(|t| t.upos != Upos::Punct || t.span.len() == 1 && t.span.words(text) == "-")
        && !HONORIFICS.contains(&a.span.to(b.span).words(text))
    {
        return a.span.to(b.span).of(text).map(str::to_owned);
    }
    let after = words.iter().position(|t| t.span.start >= phrase.core.end && t.span.words(text) == ",")?;
    let rest = words.get(after + 1..)?;
    let clause = |t: &Token| {
        matches!(t.tag, Tag::Wp | Tag::Wdt | Tag::WpPoss | Tag::Vbg | Tag::Vbn) || t.span.words(text) == ","
    };
    let end = rest.iter().position(clause).unwrap_or(rest.len());
    let rest = rest.get(..end)?;
    let rest = match rest {
        [det, rest @ ..] if det.upos == Upos::Det => rest,
        all => all,
    };
    let noun = rest.iter().any(|t| t.upos == Upos::Noun || t.upos == Upos::Propn);
    let (a, b) = (rest.first()?, rest.last()?);
    (noun && a.upos != Upos::Adp && a.upos != Upos::Num)
        .then(|| a.span.to(b.span).of(text).map(str::to_owned))?
}

/// Forms of address tell no office.
const HONORIFICS: [&str; 9] = ["Mr.", "Mrs.", "Ms.", "Mr", "Mrs", "Ms", "Miss", "Dr.", "Dr"];
