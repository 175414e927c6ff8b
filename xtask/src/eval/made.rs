//! Marks made by hand for the scorers' own tests.

use model::{Event, Evidence, Span, Status, Voice};

/// An event with a trigger and a status, and nothing else.
pub(crate) fn event(trigger: Span, status: Option<Status>) -> Event {
    Event {
        id: "v1".into(),
        trigger,
        lemma: String::new(),
        class: None,
        actor: None,
        target: None,
        recipient: None,
        place: None,
        when: None,
        status,
        cue: None,
        voice: Voice::Narrator,
        statement: None,
        axes: status.map_or(model::Axes::UNKNOWN, Status::axes),
        figures: vec![],
        authority: None,
        codes: None,
        evidence: Evidence::rule("rule/test", 1.0),
    }
}
