//! Prints a reading as marked copy.
//!
//! In: a reading · Out: one fenced block · From: the form in [`super`]
//! Fails: never; marks off the text are left out · Cost: O(text + marks log marks), and a line for
//! every sentence that a mark runs over

use super::{HEADER, SHOWN, needs_backslash};
use crate::lookup::Lookup;
use crate::printable;
use model::{Event, Reading, SourceKind, Span, Statement, Voice};
use std::collections::HashMap;

/// The whole reading as one fenced block with every kind of mark. Ends with a line break.
pub fn show(reading: &Reading) -> String {
    fence(reading, SHOWN)
}

/// The reading as one fenced block with the named kinds alone, in their order. Ends with a line break.
pub fn fence(reading: &Reading, kinds: &[&str]) -> String {
    let lookup = Lookup::of(reading);
    let mut out = String::from("```copy");
    for kind in kinds {
        out.push(' ');
        out.push_str(kind);
    }
    out.push('\n');
    header(&mut out, &lookup);
    let labels = labels(&lookup, kinds);
    text(&mut out, &lookup, &labels);
    out.push_str("```\n");
    out
}

fn header(out: &mut String, lookup: &Lookup<'_>) {
    let Some(article) = lookup.article else { return };
    let values = [article.published.map(|p| p.to_string()), article.outlet.clone(), article.language.clone()];
    for (word, value) in HEADER.iter().zip(values) {
        if let Some(value) = value.as_deref().and_then(crate::lookup::shown) {
            out.push_str(&format!("{word}: {value}\n"));
        }
    }
}

/// The text line by line, each with the pieces of the marks that lie on it.
fn text(out: &mut String, lookup: &Lookup<'_>, labels: &[Label]) {
    let lines = lines(lookup);
    // Labels begin in order; those still open on later lines are carried along, in that order.
    let mut next = 0;
    let mut open: Vec<&Label> = Vec::new();
    let mut before = None;
    for (at, line) in lines.iter().copied().enumerate() {
        if before
            .is_some_and(|before: Span| Span::new(before.end, line.start).words(lookup.text).contains('\n'))
        {
            out.push('\n');
        }
        let words: String = line.words(lookup.text).chars().map(fit).collect();
        let extra = usize::from(needs_backslash(&words));
        out.push_str(if extra > 0 { "\\" } else { "" });
        out.push_str(&words);
        out.push('\n');
        while let Some(label) = labels.get(next).filter(|label| label.span.start < line.end) {
            open.push(label);
            next += 1;
        }
        open.retain(|label| label.span.end > line.start);
        let after = lines.get(at + 1).copied();
        for label in &open {
            let comes = before.is_some_and(|before| label.span.start < before.end);
            let goes = after.is_some_and(|after| label.span.end > after.start);
            caret_line(out, lookup.text, line, label, extra, (comes, goes));
        }
        before = Some(line);
    }
}

fn caret_line(
    out: &mut String,
    text: &str,
    line: Span,
    label: &Label,
    extra: usize,
    (comes, goes): (bool, bool),
) {
    let on = Span::new(label.span.start.max(line.start), label.span.end.min(line.end));
    let length = |span: Span| span.words(text).chars().count();
    out.push_str(&" ".repeat(length(Span::new(line.start, on.start)) + extra));
    out.push_str(&"^".repeat(length(on)));
    let plus = |on: bool| if on { "+" } else { "" };
    out.push_str(&format!(" {}{}{}{}\n", plus(comes), label.kind, plus(goes), label.says));
}

/// The sentences, and the words between them as lines of their own.
fn lines(lookup: &Lookup<'_>) -> Vec<Span> {
    let mut out = Vec::new();
    let mut at = 0;
    for (sentence, _) in lookup.sentences.iter() {
        if sentence.start < at {
            continue;
        }
        between(&mut out, lookup.text, Span::new(at, sentence.start));
        out.push(sentence);
        at = sentence.end;
    }
    between(&mut out, lookup.text, Span::new(at, lookup.text.len()));
    out.retain(|line| !line.trimmed(lookup.text).is_empty());
    out
}

fn between(out: &mut Vec<Span>, text: &str, gap: Span) {
    let mut at = gap.start;
    for line in gap.words(text).split_inclusive('\n') {
        out.push(Span::new(at, at + line.len()).trimmed(text));
        at += line.len();
    }
}

/// One character for one: white space is a space, what steers a terminal is the replacement character.
fn fit(c: char) -> char {
    match c {
        c if c.is_whitespace() => ' ',
        c if printable::hidden(c) => '\u{fffd}',
        c => c,
    }
}

/// One mark to print: where, its kind, and ` key=value …` as it stands after the kind.
struct Label {
    span: Span,
    kind: &'static str,
    says: String,
}

fn labels(lookup: &Lookup<'_>, kinds: &[&str]) -> Vec<Label> {
    let mut out = Vec::new();
    let Some(notes) = lookup.notes else { return out };
    let mut push = |span: Span, kind, says: String| {
        if !span.is_empty() && span.of(lookup.text).is_some() {
            out.push(Label { span, kind, says });
        }
    };
    for kind in kinds {
        match *kind {
            "statement" => {
                for statement in &notes.statements {
                    if let Some(span) = statement.source.span {
                        push(span, "source", source_says(lookup, statement));
                    }
                    if let Some(cue) = statement.cue {
                        push(cue, "cue", told("stance", statement.stance.map(|s| s.to_string())));
                    }
                    for content in &statement.content {
                        push(*content, "content", String::new());
                    }
                }
            }
            "event" => notes.events.iter().for_each(|e| push(e.trigger, "event", event_says(lookup, e))),
            "figure" => notes.figures.iter().for_each(|f| {
                let mut says = format!(" value={} comparator={}", f.value, f.comparator);
                says.push_str(&f.high.map(|high| format!(" high={high}")).unwrap_or_default());
                push(
                    f.span,
                    "figure",
                    says + &told("unit", f.unit.clone()) + &told("counts", f.counts.clone()),
                );
            }),
            "time" => notes.times.iter().for_each(|t| {
                let value = t.value.as_ref().map(|value| bare("value", value)).unwrap_or_default();
                push(t.span, "time", format!(" type={}{value}", t.kind));
            }),
            "authority" => {
                let told_by = |e: &'_ Event| Some((e.authority.clone()?, e.trigger));
                let invoked: HashMap<String, Span> = notes.events.iter().rev().filter_map(told_by).collect();
                for a in &notes.authorities {
                    let by = told("by", a.invoked_by.as_ref().and_then(|by| lookup.printed(by)));
                    let what = told("for", invoked.get(&a.id).and_then(|trigger| lookup.words(*trigger)));
                    push(a.span, "authority", format!(" kind={}{by}{what}", a.kind));
                }
            }
            "mention" => notes.mentions.iter().for_each(|m| {
                let entity = notes.entities.iter().find(|e| Some(&e.id) == m.entity.as_ref());
                push(
                    m.span,
                    "mention",
                    format!(" kind={}", m.kind) + &told("entity", entity.map(|e| e.name.clone())),
                );
            }),
            "position" => notes.positions.iter().for_each(|p| {
                let holder = told("holder", lookup.printed(&p.holder));
                let on = told("on", lookup.words(p.on));
                push(p.proof, "position", format!(" stance={}{holder}{on}", p.stance));
            }),
            _ => {}
        }
    }
    // Stable: marks that begin together keep the order of the kinds, the longer first.
    out.sort_by_key(|label| (label.span.start, std::cmp::Reverse(label.span.end)));
    out
}

fn source_says(lookup: &Lookup<'_>, statement: &Statement) -> String {
    let source = &statement.source;
    let mut says = match (source.kind, source.count) {
        (SourceKind::UnnamedPerson, Some(count)) => match count.max {
            Some(max) if max == count.min => format!(" unnamed={max}"),
            Some(max) => format!(" unnamed={}..{max}", count.min),
            None => format!(" unnamed={}..", count.min),
        },
        (kind, _) => format!(" {kind}"),
    };
    says.push_str(&told("role", source.role.clone()));
    let words = source.span.and_then(|span| lookup.words(span));
    says.push_str(&told("name", source.name.clone().filter(|name| words.as_ref() != Some(name))));
    if let [through @ .., _] = statement.chain.as_slice()
        && !through.is_empty()
    {
        says.push_str(&told("via", Some(through.join(" ← "))));
    }
    says
}

fn event_says(lookup: &Lookup<'_>, event: &Event) -> String {
    let mut says = format!(" status={}", event.status.map_or("none", model::Status::as_str));
    says.push_str(&event.class.map(|class| format!(" class={class}")).unwrap_or_default());
    let plover = event.codes.as_ref().and_then(|codes| codes.plover.as_deref());
    says.push_str(&plover.map(|plover| bare("plover", plover)).unwrap_or_default());
    says.push_str(&told("cue", event.cue.and_then(|cue| lookup.words(cue))));
    for (key, reference) in [
        ("actor", &event.actor),
        ("target", &event.target),
        ("recipient", &event.recipient),
        ("place", &event.place),
    ] {
        says.push_str(&told(key, reference.as_ref().and_then(|r| lookup.printed(r))));
    }
    let when = event.when.as_ref();
    says.push_str(&told("when", when.and_then(|w| w.value.clone().or_else(|| lookup.words(w.span?)))));
    if event.voice == Voice::Source {
        says.push_str(&told("says", lookup.statement(event).and_then(|s| lookup.speaker(&s.source))));
    }
    says
}

/// ` key="value"`, or nothing.
fn told(key: &str, value: Option<String>) -> String {
    match value.as_deref().and_then(crate::lookup::shown) {
        Some(value) => format!(" {key}=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")),
        None => String::new(),
    }
}

/// ` key=value` where the value is one plain word, else in quotation marks.
fn bare(key: &str, value: &str) -> String {
    if !value.is_empty()
        && value.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b':' | b'+' | b'.'))
    {
        format!(" {key}={value}")
    } else {
        told(key, Some(value.to_owned()))
    }
}
