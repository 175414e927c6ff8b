//! Marks made by hand for the scorers' own tests.

use model::{Event, Evidence, Span, Status};

/// An event with a trigger and a status, and nothing else.
pub(crate) fn event(trigger: Span, status: Option<Status>) -> Event {
    let bare = Event::bare("v1".into(), trigger, String::new(), Evidence::rule("rule/test", 1.0));
    Event { status, axes: status.map_or(bare.axes, Status::axes), ..bare }
}
