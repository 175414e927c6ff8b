//! Every mark of a reading in one form: what it is, which words it stands on and as what, what it tells, who made it.

use model::{Corrected, Evidence, Notes, Overrule, Ref, Span, Statement, Voice};

/// One mark.
pub(crate) struct Mark<'n> {
    /// The kind, as in the vocabulary.
    pub(crate) kind: &'static str,
    /// Its id in the notes, where its kind has ids; of a mention, that of its entity.
    pub(crate) id: Option<&'n str>,
    /// The words it stands on and what each stretch is to it; the first is its own.
    pub(crate) words: Vec<(&'static str, Span)>,
    /// What it tells: label and value.
    pub(crate) tells: Vec<(&'static str, String)>,
    /// Who made it, how surely; mentions have none.
    pub(crate) evidence: Option<&'n Evidence>,
}

impl Mark<'_> {
    /// What the words under `place` are to this mark; empty where it does not cover them.
    pub(crate) fn roles_at(&self, place: Span) -> Vec<&'static str> {
        let covers = |span: &Span| span.contains(place) || span.touches(place);
        let mut roles: Vec<_> =
            self.words.iter().filter(|(_, span)| covers(span)).map(|(role, _)| *role).collect();
        roles.dedup();
        roles
    }

    /// Whether the correction is of this mark, or of the entity that it mentions.
    pub(crate) fn was_corrected_by(&self, correction: &Corrected) -> bool {
        let kind = if self.kind == "mention" { "entity" } else { self.kind };
        let same = match (self.id, &correction.mark) {
            (Some(own), Some(corrected)) => own == corrected,
            (None, None) => self.words.iter().any(|(_, span)| span.touches(correction.span)),
            _ => false,
        };
        correction.act != Overrule::Drop && kind == correction.kind.as_str() && same
    }
}

/// The marks of the notes, kind by kind.
pub(crate) fn marks<'n>(notes: &'n Notes, text: &'n str) -> Vec<Mark<'n>> {
    let mut all = Vec::new();
    all.extend(notes.events.iter().map(|event| {
        let mut words = vec![("trigger", event.trigger)];
        words.extend(event.cue.map(|cue| ("cue", cue)));
        let mut tells =
            vec![("status", event.status.map_or("not known", |status| status.label()).to_owned())];
        tells.extend(event.cue.map(|cue| ("cue", quoted(cue, text))));
        let voice = match (event.voice, &event.statement) {
            (Voice::Narrator, _) => "the article itself".to_owned(),
            (Voice::Source, Some(id)) => {
                let statement = notes.statements.iter().find(|statement| statement.id == *id);
                let who = statement.map_or_else(|| "a source".to_owned(), |told| speaker(told, text));
                format!("{who}, in statement {id}")
            }
            (Voice::Source, None) => "a source".to_owned(),
        };
        tells.push(("told by", voice));
        let roles = [
            ("actor", &event.actor),
            ("target", &event.target),
            ("recipient", &event.recipient),
            ("place", &event.place),
        ];
        for (role, reference) in roles {
            let Some(reference) = reference else { continue };
            words.extend(reference.span.map(|span| (role, span)));
            tells.push((role, named(reference, text)));
        }
        if let Some(when) = &event.when {
            words.extend(when.span.map(|span| ("when", span)));
            tells.extend(when.value.clone().map(|value| ("when", value)));
        }
        Mark { kind: "event", id: Some(&event.id), words, tells, evidence: Some(&event.evidence) }
    }));
    all.extend(notes.statements.iter().map(|statement| {
        let source = &statement.source;
        let mut words = Vec::new();
        words.extend(source.span.map(|span| ("source", span)));
        words.extend(statement.cue.map(|cue| ("cue", cue)));
        words.extend(statement.content.iter().map(|content| ("content", *content)));
        let who = speaker(statement, text);
        let mut tells = vec![("source", format!("{who} ({})", spaced(source.kind.as_str())))];
        tells.extend(statement.cue.map(|cue| ("cue", quoted(cue, text))));
        if statement.chain.len() > 1 {
            tells.push(("chain", statement.chain.join(" ← ")));
        }
        tells.push(("given", statement.directness.to_string()));
        Mark { kind: "statement", id: Some(&statement.id), words, tells, evidence: Some(&statement.evidence) }
    }));
    all.extend(notes.figures.iter().map(|figure| {
        let mut tells = vec![("value", figure_value(figure))];
        tells.extend(figure.counts.clone().map(|counts| ("counts", counts)));
        tells.extend(figure.event.clone().map(|event| ("event", event)));
        Mark {
            kind: "figure",
            id: Some(&figure.id),
            words: vec![("figure", figure.span)],
            tells,
            evidence: Some(&figure.evidence),
        }
    }));
    all.extend(notes.times.iter().map(|time| {
        let value = time.value.clone().unwrap_or_else(|| "not resolved".to_owned());
        Mark {
            kind: "time",
            id: None,
            words: vec![("time", time.span)],
            tells: vec![("value", format!("{value} ({})", time.kind))],
            evidence: Some(&time.evidence),
        }
    }));
    all.extend(notes.authorities.iter().map(|authority| {
        let mut tells = vec![("name", format!("{} ({})", authority.name, authority.kind))];
        tells.extend(authority.invoked_by.as_ref().map(|by| ("invoked by", named(by, text))));
        Mark {
            kind: "authority",
            id: Some(&authority.id),
            words: vec![("authority", authority.span)],
            tells,
            evidence: Some(&authority.evidence),
        }
    }));
    all.extend(notes.positions.iter().map(|position| {
        let mut words = vec![("proof", position.proof), ("subject", position.on)];
        words.extend(position.holder.span.map(|span| ("holder", span)));
        let tells = vec![
            ("holder", named(&position.holder, text)),
            ("stance", position.stance.to_string()),
            ("on", quoted(position.on, text)),
        ];
        Mark { kind: "position", id: None, words, tells, evidence: Some(&position.evidence) }
    }));
    all.extend(notes.mentions.iter().map(|mention| {
        let entity = notes.entities.iter().find(|entity| Some(&entity.id) == mention.entity.as_ref());
        let who = entity
            .map_or_else(|| "not resolved".to_owned(), |entity| format!("{} ({})", entity.name, entity.kind));
        Mark {
            kind: "mention",
            id: mention.entity.as_deref(),
            words: vec![(mention.kind.as_str(), mention.span)],
            tells: vec![("of", who)],
            evidence: None,
        }
    }));
    all
}

/// The words under a span in quotation marks.
pub(crate) fn quoted(span: Span, text: &str) -> String {
    format!("“{}”", span.words(text))
}

fn named(reference: &Ref, text: &str) -> String {
    match (&reference.name, reference.span) {
        (Some(name), Some(span)) if name != span.words(text) => format!("{name}, {}", quoted(span, text)),
        (Some(name), _) => name.clone(),
        (None, Some(span)) => quoted(span, text),
        (None, None) => "not told".to_owned(),
    }
}

fn speaker(statement: &Statement, text: &str) -> String {
    match (&statement.source.name, statement.source.span) {
        (Some(name), _) => name.clone(),
        (None, Some(span)) => quoted(span, text),
        (None, None) => "someone who is not told".to_owned(),
    }
}

fn figure_value(figure: &model::Figure) -> String {
    let unit = figure.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default();
    match figure.high {
        Some(high) => format!("{} to {high}{unit}", figure.value),
        None => format!("{} {}{unit}", figure.comparator, figure.value),
    }
}

fn spaced(word: &str) -> String {
    word.replace('_', " ")
}
