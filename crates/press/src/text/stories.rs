//! A list of stories for the terminal: two or three lines each.
//!
//! In: stories, the newest first · Out: lines of at most the width · From: DESIGN section 6
//! Fails: never; an empty list says so · Cost: O(stories)

use super::Style;
use super::lines::{Ink, Lines, Run};
use crate::lookup::shown;
use crate::printable;
use crate::rows::{Standing, count_in_words, counted, from_to};
use model::{Stories, StoryLine};

/// Columns of a headline in a list.
const HEADLINE: usize = 140;

/// The list. Ends with a line break; where there is none, it says so.
pub fn stories(stories: &Stories, style: &Style) -> String {
    let mut lines = Lines::new(style.width.max(40), style.colour);
    if stories.stories.is_empty() {
        lines.print(&[], 0, &[Run::new(Ink::Plain, "No story.")]);
    }
    for story in &stories.stories {
        lines.gap();
        print_story(&mut lines, story);
    }
    lines.finish()
}

fn print_story(lines: &mut Lines, story: &StoryLine) {
    let headline = story.headline.as_deref().and_then(shown);
    let headline = headline.unwrap_or_else(|| "No headline found.".to_owned());
    lines.print(&[], 2, &[Run::new(Ink::Headline, printable::short(&headline, HEADLINE))]);
    let mut facts = Vec::new();
    if let (Some(first), Some(last)) = (story.first, story.last) {
        facts.push(from_to(first.date, last.date));
    }
    facts.push(counted(story.articles, "article", "articles"));
    facts.push(counted(story.outlets, "outlet", "outlets"));
    facts.extend(story.independent.and_then(count_in_words).map(|count| format!("{count} independent")));
    facts.push(printable::line(&story.id));
    let faint = |fact: String| vec![Run::new(Ink::Faint, fact)];
    lines.print_units(2, &facts.into_iter().map(faint).collect::<Vec<_>>());

    let mut stands: Vec<Vec<Run>> = story
        .statuses
        .iter()
        .take(STATUSES)
        .map(|status| {
            let standing = Standing(Some(*status));
            let label = standing.label().replace(' ', "\u{a0}");
            vec![Run::new(Ink::Band(standing.band()), format!("{}\u{a0}{label}", standing.sign()))]
        })
        .collect();
    if let Some(change) = story.change.as_deref().and_then(shown) {
        stands.push(vec![
            Run::new(Ink::Faint, "changed: "),
            Run::new(Ink::Plain, printable::short(&change, 60)),
        ]);
    }
    if let Some(into) = story.merged_into.as_deref().and_then(shown) {
        stands.push(faint(format!("now part of {into}")));
    }
    if !stands.is_empty() {
        lines.print_units(2, &stands);
    }
}

/// Statuses that fit on a line beside a change.
const STATUSES: usize = 4;
