//! What a source is: a named person, unnamed persons, an organisation, an outlet, a document.
//!
//! In: the source's words, the cast · Out: kind, full name, entity, role · From: the cast first, then
//! `lexicon/source_nouns.tsv` and `lexicon/outlets.tsv`
//! Fails: a pronoun that the cast does not resolve is `unknown` · Cost: linear in the phrase

use super::phrase::Phrase;
use crate::lexicon;
use crate::mention::{Cast, Kinds};
use crate::page::Page;
use crate::syntax::{Tag, Token, Upos};
use model::{EntityKind, SourceKind, Span};
use rustc_hash::FxHashMap as HashMap;
use std::collections::HashSet;
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

/// Whether the word is the plural of a noun for persons; one that opens a sentence is often taken for a name.
pub(super) fn is_plural_noun(word: &str) -> bool {
    let lower = word.to_lowercase();
    lower.strip_suffix('s').and_then(noun_kind) == Some(SourceKind::UnnamedPerson)
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
    let words = phrase.core.words(page.text);
    if phrase.number(0) == 0 && phrase.words().len() == 1 && is_plural_noun(words) {
        return Known { kind: SourceKind::UnnamedPerson, ..nothing }; // "Aides said": a capital, and no name
    }
    let known = by_cast(page, cast, &phrase, phrase.core).filter(|k| {
        // "a port official", "the Prime Minister": a described person is no body, whatever the cast joined it to.
        k.kind != SourceKind::Organisation || !phrase.is_described()
    });
    let titled = phrase.titled(page.text);
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
    if phrase.is_described() {
        return Known { kind: SourceKind::UnnamedPerson, ..nothing };
    }
    let measured = phrase.measured(page.text).map(|t| by_head(page, t, t.span, span));
    let by_head = || phrase.head_token().map_or(SourceKind::Unknown, |t| by_head(page, t, phrase.core, span));
    let mut kind = measured.filter(|k| *k != SourceKind::Unknown).unwrap_or_else(by_head);
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
    let plural = phrase.head_token().is_some_and(|t| t.tag == Tag::Nns);
    if kind == SourceKind::Unknown && plural && !super::count::is_uncounted(words) {
        kind = SourceKind::UnnamedPerson; // "three deckhands": so many that speak are persons
    }
    Known { kind, ..nothing }
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
    let role = if kind == SourceKind::NamedPerson {
        super::role::role(page.text, phrase, &entity.name)
    } else {
        None
    };
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
        _ if words.ends_with("news agency") => SourceKind::Outlet,
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
