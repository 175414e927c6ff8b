//! How text looks that is printed for people, as it is typed.

use super::Colour;
use crate::config::{self, Destination};
use clap::Args;
use press::text::Style;

#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct ScreenArgs {
    /// Columns of the text [default: the terminal's, at most 100; 80 where there is none]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=400), help_heading = "Output")]
    width: Option<u16>,
    /// Whether to colour the text; NO_COLOR is respected
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", help_heading = "Output")]
    color: Colour,
}

impl ScreenArgs {
    /// The style of what is printed to standard output.
    pub(crate) fn style(self) -> Style {
        self.style_in(&Destination::Stdout)
    }

    /// The style of what goes there.
    pub(crate) fn style_in(self, to: &Destination) -> Style {
        let usual = || match to {
            Destination::Stdout => config::width_on_screen(),
            _ => config::usual_width(to),
        };
        Style {
            width: usize::from(self.width.unwrap_or_else(usual)),
            colour: config::wants_colour(self.color, to),
        }
    }
}
