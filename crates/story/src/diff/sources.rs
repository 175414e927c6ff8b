//! Sources that came, went, got or lost a name, or are told to be more or fewer.
//!
//! In: two sides · Out: one change a source, in the order of A, then what B alone has
//! From: DESIGN section 3: named and unnamed persons, organisations, documents, outlets
//! Fails: never; a statement whose source is not told or not resolved is left out
//! Cost: O(statements); unnamed against named at most [`NEAR`] comparisons each

use super::side::Side;
use super::twins::{Likely, Twins, by_likeness, nearest};
use crate::words::{Bag, fold, is_listed};
use model::{SourceChange, SourceKind, SourceTold, SourceTurn, Span, Statement};
use std::collections::HashMap;

/// A source that got a name is looked for among this many.
const NEAR: usize = 64;

/// An unnamed and a named source are one from here on: half the telling words of what they are credited with are the
/// same, as for paragraphs that were worded anew.
const SAME_CONTENT: f32 = 0.5;

/// The sources that are not the same.
pub(super) fn sources(a: &Side<'_>, b: &Side<'_>) -> Vec<SourceChange> {
    let (of_a, of_b) = (voices(a), voices(b));
    let mut twins = Twins::none(of_a.len(), of_b.len());
    let places: HashMap<&str, usize> =
        of_b.iter().enumerate().map(|(j, voice)| (voice.key.as_str(), j)).collect();
    for (i, voice) in of_a.iter().enumerate() {
        if let Some(j) = places.get(voice.key.as_str()) {
            twins.pair(i, *j);
        }
    }
    named(&of_a, &of_b, &mut twins);
    let mut told = Vec::new();
    for (i, voice) in of_a.iter().enumerate() {
        let other = twins.in_b(i).and_then(|j| of_b.get(j));
        let turn = match other {
            None if voice.shared => continue,
            None => SourceTurn::OnlyA,
            Some(other) => match (voice.is_unnamed(), other.is_unnamed()) {
                (true, false) => SourceTurn::Named,
                (false, true) => SourceTurn::Unnamed,
                (true, true) if voice.told.count != other.told.count => SourceTurn::Count,
                _ => continue,
            },
        };
        let b = other.map(|other| other.told.clone());
        told.push(SourceChange { turn, a: Some(voice.told.clone()), b });
    }
    let alone = twins.alone_b().into_iter().filter_map(|j| of_b.get(j)).filter(|other| !other.shared);
    told.extend(alone.map(|other| {
        let turn = SourceTurn::OnlyB;
        SourceChange { turn, a: None, b: Some(other.told.clone()) }
    }));
    told
}

/// Makes twins of persons who are credited with the same, by name in one article and without in the other.
fn named(of_a: &[Voiced], of_b: &[Voiced], twins: &mut Twins) {
    let (alone_a, alone_b) = (twins.alone_a(), twins.alone_b());
    let mut pairs = Vec::new();
    for a in alone_a {
        for b in nearest(&alone_b, a, NEAR) {
            let (Some(one), Some(other)) = (of_a.get(a), of_b.get(*b)) else { continue };
            if !one.is_person() || !other.is_person() || one.is_unnamed() == other.is_unnamed() {
                continue;
            }
            let likeness = one.content.alike(&other.content);
            if likeness >= SAME_CONTENT {
                pairs.push(Likely { likeness, a, b: *b });
            }
        }
    }
    by_likeness(&mut pairs);
    for pair in pairs {
        twins.pair(pair.a, pair.b);
    }
}

/// One source with all that it is credited with.
struct Voiced {
    /// What makes two sources one: the full name, or the head of the description.
    key: String,
    told: SourceTold,
    /// Whether the other article has word for word every sentence that credits it.
    shared: bool,
    /// The telling words of what it is credited with.
    content: Bag,
}

impl Voiced {
    fn is_unnamed(&self) -> bool {
        self.told.kind == SourceKind::UnnamedPerson
    }

    fn is_person(&self) -> bool {
        matches!(self.told.kind, SourceKind::UnnamedPerson | SourceKind::NamedPerson)
    }
}

/// The sources of one side, in the order of their first statements.
fn voices(side: &Side<'_>) -> Vec<Voiced> {
    let mut order: Vec<(String, Vec<&Statement>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for statement in &side.notes.statements {
        let Some(key) = key(side, statement) else { continue };
        let at = *places.entry(key.clone()).or_insert_with(|| {
            order.push((key, Vec::new()));
            order.len() - 1
        });
        if let Some((_, statements)) = order.get_mut(at) {
            statements.push(statement);
        }
    }
    order.into_iter().filter_map(|(key, statements)| voiced(side, key, &statements)).collect()
}

fn voiced(side: &Side<'_>, key: String, statements: &[&Statement]) -> Option<Voiced> {
    let source = &statements.first()?.source;
    let places = |statement: &Statement| -> Vec<Span> {
        let stands = statement.cue.or(statement.source.span);
        statement.content.iter().copied().chain(stands).collect()
    };
    let shared = statements.iter().flat_map(|told| places(told)).all(|span| side.is_shared(span));
    let content = statements.iter().flat_map(|told| &told.content);
    let content = content.flat_map(|span| span.words(side.text).split_whitespace());
    let trimmed = content.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let told = SourceTold {
        name: side.speaker(source)?,
        kind: source.kind,
        count: source.count,
        span: source.span,
        sentence: source.span.and_then(|span| side.sentence(span)),
        statements: statements.iter().map(|told| told.id.clone()).collect(),
    };
    Some(Voiced { key, told, shared, content: Bag::of_words(trimmed.filter(|word| !word.is_empty())) })
}

/// The name of a source that two articles can have in common; `None` for one that is not told or not resolved.
fn key(side: &Side<'_>, statement: &Statement) -> Option<String> {
    let source = &statement.source;
    let name = side.speaker(source)?;
    match source.kind {
        SourceKind::Unknown => None,
        SourceKind::UnnamedPerson => {
            let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
            let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
            let head = words.take_while(|word| !is_listed("ends_head", word)).last()?;
            // A pronoun that nothing resolves is no description.
            let pronoun = is_listed("pronoun", &head);
            (!pronoun).then(|| format!("unnamed {}", fold(&head)))
        }
        _ => {
            let words: Vec<String> = name.split_whitespace().map(fold).collect();
            let words = words.iter().map(String::as_str).skip_while(|word| ["the", "a", "an"].contains(word));
            Some(words.collect::<Vec<_>>().join(" "))
        }
    }
}
