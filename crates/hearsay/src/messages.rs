//! What is said on standard error: complaints, counts, and on a terminal how far the reading has got.

use crate::config::Talk;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use std::io::{self, IsTerminal, Write};

/// Standard error, with or without a progress bar.
pub(crate) struct Messages {
    talk: Talk,
    bar: ProgressBar,
}

impl Messages {
    /// Opens the messages; with a bar where there is a terminal to draw it on, more than one item, and nothing else
    /// that is drawn on that terminal.
    pub(crate) fn open(talk: Talk, items: Option<usize>, output_on_terminal: bool) -> Self {
        let drawn =
            talk != Talk::Quiet && items != Some(1) && !output_on_terminal && io::stderr().is_terminal();
        let target = if drawn { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(items.map(|n| n as u64), target);
        let form = match items {
            Some(_) => "{bar:30} {pos} of {len} read, {rate} a second, {eta} left",
            None => "{spinner} {pos} read, {rate} a second",
        };
        if let Ok(style) = ProgressStyle::with_template(form) {
            bar.set_style(style.with_key("rate", |state: &ProgressState, out: &mut dyn std::fmt::Write| {
                // A rate that cannot be drawn is left out.
                write!(out, "{:.1}", state.per_sec()).unwrap_or_default();
            }));
        }
        Messages { talk, bar }
    }

    /// A second bar, for work that this is the beginning of.
    pub(crate) fn bar(&self, items: u64) -> ProgressBar {
        let drawn = self.talk != Talk::Quiet && io::stderr().is_terminal();
        let target = if drawn { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(items), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos} of {len} gathered, {eta} left") {
            bar.set_style(style);
        }
        bar
    }

    /// One more item is done.
    pub(crate) fn one_more(&self) {
        self.bar.inc(1);
    }

    /// Says something that most people want to know.
    pub(crate) fn say(&self, message: &str) {
        if self.talk >= Talk::Plain {
            self.line(message);
        }
    }

    /// Says something that only `-v` asks for.
    pub(crate) fn detail(&self, message: &str) {
        if self.talk >= Talk::Verbose {
            self.line(message);
        }
    }

    /// The bar goes away; what follows is said on a clean line.
    pub(crate) fn bar_done(&self) {
        self.bar.finish_and_clear();
    }

    fn line(&self, message: &str) {
        self.bar.suspend(|| line(message));
    }
}

/// One line on standard error. Where nobody listens there any more, nothing is lost.
pub(crate) fn line(message: &str) {
    drop(writeln!(io::stderr().lock(), "{message}"));
}
