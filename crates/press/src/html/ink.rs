//! Marks that overlap as they like, laid flat: the text is cut wherever a mark begins or ends, and each stretch says
//! which marks lie on it, so that the page is well formed whatever the marks are.
//!
//! In: the marks' spans · Out: [`Stretch`]es and status labels in text order · From: DESIGN section 6
//! Fails: a mark off the text or off a character boundary is left out · Cost: O(marks log marks + stretches)

use crate::lookup::Lookup;
use crate::rows::{Dossier, Standing};
use model::{SourceKind, Span};
use std::collections::{BTreeSet, HashSet};

/// What may lie on a stretch; the order is that of [`CLASSES`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Layer {
    Named,
    Unnamed,
    Impersonal,
    Unsourced,
    Source,
    Cue,
    StatusCue,
    Trigger,
    Figure,
    Law,
    Beyond,
}

/// The class of each layer in the page's style.
const CLASSES: [&str; 11] = [
    "named",
    "unnamed",
    "impersonal",
    "unsourced",
    "source",
    "cue",
    "deciding",
    "trigger",
    "figure",
    "law",
    "beyond",
];

/// Text under the same marks.
pub(super) struct Stretch {
    /// Where.
    pub(super) span: Span,
    /// The classes of the marks on it, joined by spaces; empty where none is. Where a box begins or ends, so that cues
    /// that overlap are one box, `from` or `to` stands among them.
    pub(super) classes: String,
    /// The row that the innermost mark leads to: section and number.
    pub(super) row: Option<(&'static str, usize)>,
    /// Statuses decided by words that end here, each with the number of its row in "How sure".
    pub(super) labels: Vec<(Standing, usize)>,
}

/// All marks of a reading, handed out stretch by stretch from the front of the text to its end.
pub(super) struct Inks {
    turns: Vec<Turn>,
    next_turn: usize,
    labels: Vec<(usize, Standing, usize)>,
    next_label: usize,
    on: [u32; CLASSES.len()],
    /// Whether the last stretch lay in a box.
    boxed: bool,
    /// Open marks that lead to a row, the innermost last.
    leading: BTreeSet<(usize, usize)>,
    rows: Vec<(&'static str, usize)>,
}

struct Turn {
    at: usize,
    change: Change,
}

#[derive(Clone, Copy)]
enum Change {
    On(Layer),
    Off(Layer),
    Lead(usize, usize),
    Leave(usize, usize),
    /// Nothing but a place to cut: a label stands here.
    Cut,
}

impl Inks {
    /// Gathers the marks.
    pub(super) fn of(lookup: &Lookup<'_>, dossier: &Dossier) -> Inks {
        let mut inks = Inks {
            turns: Vec::new(),
            next_turn: 0,
            labels: Vec::new(),
            next_label: 0,
            on: [0; CLASSES.len()],
            boxed: false,
            leading: BTreeSet::new(),
            rows: Vec::new(),
        };
        inks.statements(lookup);
        inks.events(lookup, dossier);
        inks.others(lookup);
        inks.turns.sort_by_key(|turn| turn.at);
        inks.labels.sort_by_key(|(at, standing, row)| (*at, standing.rank(), *row));
        inks
    }

    fn statements(&mut self, lookup: &Lookup<'_>) {
        for (at, statement) in lookup.notes.iter().flat_map(|n| &n.statements).enumerate() {
            let row = Some(("who-said-it", at + 1));
            let layer = match statement.source.kind {
                SourceKind::NamedPerson => Layer::Named,
                SourceKind::UnnamedPerson => Layer::Unnamed,
                SourceKind::Organisation | SourceKind::Outlet | SourceKind::Document => Layer::Impersonal,
                SourceKind::Unknown => Layer::Unsourced,
            };
            for content in &statement.content {
                self.mark(lookup, Some(*content), layer, None);
            }
            self.mark(lookup, statement.source.span, Layer::Source, None);
            self.mark(lookup, statement.cue, Layer::Cue, row);
        }
    }

    fn events(&mut self, lookup: &Lookup<'_>, dossier: &Dossier) {
        let mut told = HashSet::new();
        for (at, event) in lookup.notes.iter().flat_map(|n| &n.events).enumerate() {
            self.mark(lookup, Some(event.trigger), Layer::Trigger, None);
            self.mark(lookup, event.cue, Layer::StatusCue, None);
            let decides = event.cue.filter(|cue| fits(lookup, *cue)).unwrap_or(event.trigger);
            let standing = Standing(event.status);
            // One cue may decide several events; its status is printed once and leads to the first.
            if fits(lookup, decides) && told.insert((decides.end, standing)) {
                let row = dossier.row_of_event.get(at).copied().unwrap_or(0);
                self.labels.push((decides.end, standing, row));
                self.turns.push(Turn { at: decides.end, change: Change::Cut });
            }
        }
    }

    fn others(&mut self, lookup: &Lookup<'_>) {
        for (at, figure) in lookup.notes.iter().flat_map(|n| &n.figures).enumerate() {
            self.mark(lookup, Some(figure.span), Layer::Figure, Some(("figures", at + 1)));
        }
        for (at, authority) in lookup.notes.iter().flat_map(|n| &n.authorities).enumerate() {
            self.mark(lookup, Some(authority.span), Layer::Law, Some(("law", at + 1)));
        }
        for question in lookup.article.iter().flat_map(|a| &a.key_questions) {
            for beyond in &question.beyond_body {
                self.mark(lookup, Some(*beyond), Layer::Beyond, None);
            }
        }
    }

    fn mark(
        &mut self,
        lookup: &Lookup<'_>,
        span: Option<Span>,
        layer: Layer,
        row: Option<(&'static str, usize)>,
    ) {
        let Some(span) = span.filter(|span| fits(lookup, *span)) else { return };
        self.turns.push(Turn { at: span.start, change: Change::On(layer) });
        self.turns.push(Turn { at: span.end, change: Change::Off(layer) });
        if let Some(row) = row {
            let number = self.rows.len();
            self.rows.push(row);
            self.turns.push(Turn { at: span.start, change: Change::Lead(span.start, number) });
            self.turns.push(Turn { at: span.end, change: Change::Leave(span.start, number) });
        }
    }

    /// The stretches of `span`. Calls go forward through the text.
    pub(super) fn stretches(&mut self, span: Span) -> Vec<Stretch> {
        let mut out = Vec::new();
        self.advance(span.start);
        let mut at = span.start;
        while at < span.end {
            let next = self.turns.get(self.next_turn).map_or(span.end, |turn| turn.at.min(span.end));
            let (mut classes, row) = (self.classes(), self.row());
            let boxed = self.in_box();
            self.advance(next);
            if boxed && !self.boxed {
                classes.push_str(" from");
            }
            if boxed && !self.in_box() {
                classes.push_str(" to");
            }
            self.boxed = boxed;
            out.push(Stretch { span: Span::new(at, next), classes, row, labels: self.labels_to(next) });
            at = next;
        }
        out
    }

    /// Makes every turn up to and at `at`.
    fn advance(&mut self, at: usize) {
        while let Some(turn) = self.turns.get(self.next_turn).filter(|turn| turn.at <= at) {
            match turn.change {
                Change::On(layer) => self.count(layer, 1),
                Change::Off(layer) => self.count(layer, -1),
                Change::Lead(start, number) => {
                    self.leading.insert((start, number));
                }
                Change::Leave(start, number) => {
                    self.leading.remove(&(start, number));
                }
                Change::Cut => {}
            }
            self.next_turn += 1;
        }
    }

    fn count(&mut self, layer: Layer, by: i32) {
        if let Some(count) = self.on.get_mut(layer as usize) {
            *count = count.saturating_add_signed(by);
        }
    }

    fn classes(&self) -> String {
        let on = CLASSES.iter().zip(self.on).filter(|(_, count)| *count > 0).map(|(class, _)| *class);
        on.collect::<Vec<_>>().join(" ")
    }

    fn in_box(&self) -> bool {
        let on = |layer: Layer| self.on.get(layer as usize).is_some_and(|count| *count > 0);
        on(Layer::Cue) || on(Layer::StatusCue)
    }

    fn row(&self) -> Option<(&'static str, usize)> {
        let (_, number) = self.leading.last()?;
        self.rows.get(*number).copied()
    }

    fn labels_to(&mut self, at: usize) -> Vec<(Standing, usize)> {
        let mut out = Vec::new();
        while let Some((_, standing, row)) = self.labels.get(self.next_label).filter(|(end, ..)| *end <= at) {
            out.push((*standing, *row));
            self.next_label += 1;
        }
        out
    }
}

fn fits(lookup: &Lookup<'_>, span: Span) -> bool {
    !span.is_empty() && span.of(lookup.text).is_some()
}
