//! A story as Markdown.
//!
//! In: a story and its texts · Out: CommonMark, every word of the articles escaped; an article is cited by its number
//! From: DESIGN section 6 · Fails: never; empty sections say so in words · Cost: O(rows)

use super::{detail, escaped, escaped_start, print_row, print_section, reference};
use crate::rows::story::{
    ClaimShown, End, NO_CLAIM, NO_DAY, NO_QUESTION, NO_TAKING, NOT_ANSWERED, StoryDossier, Twig, verb,
};
use crate::rows::{Detail, Standing};
use crate::told::Told;

/// Levels of a list that readers of Markdown still show as such.
const LEVELS: usize = 8;

/// The dossier of a story: the sections of the terminal form. Ends with a line break.
pub fn story(told: &Told<'_>) -> String {
    let dossier = StoryDossier::of(told);
    let mut out = String::new();
    let headline = dossier.headline.as_deref().unwrap_or(dossier.empty);
    out.push_str(&format!("# {}\n\n", escaped(headline)));
    let facts: Vec<&str> = dossier.facts.iter().chain([&dossier.id]).map(String::as_str).collect();
    out.push_str(&format!("{}\n\n", escaped_start(&facts.join(" · "))));
    out.push_str(&format!(
        "{}
",
        escaped(&dossier.independent_in_words())
    ));

    heading(&mut out, "Who took it from whom", dossier.lineage.is_empty(), NO_TAKING);
    dossier.lineage.iter().for_each(|twig| print_twig(&mut out, twig));

    heading(&mut out, "Timeline", dossier.days.is_empty(), NO_DAY);
    for day in &dossier.days {
        out.push_str(&format!("- **{}**", escaped(&day.period.words)));
        let status = day.standing.map(stands);
        out.push_str(
            &status
                .into_iter()
                .chain(told_of(&day.counts))
                .map(|told| format!(" · {told}"))
                .collect::<String>(),
        );
        out.push('\n');
        for row in &day.rows {
            out.push_str("  ");
            print_row(&mut out, row);
        }
    }

    heading(&mut out, "Claims", dossier.claims.is_empty(), NO_CLAIM);
    for (at, claim) in dossier.claims.iter().enumerate() {
        if at > 0 {
            out.push('\n');
        }
        print_claim(&mut out, claim);
    }

    print_section(&mut out, &dossier.quotes);
    heading(&mut out, "Key questions", dossier.questions.is_empty(), NO_QUESTION);
    for (at, asked) in dossier.questions.iter().enumerate() {
        let gap = if at > 0 { "\n" } else { "" };
        out.push_str(&format!("{gap}**{}**\n\n", escaped(&asked.question)));
        if asked.answers.is_empty() {
            out.push_str(&format!("{NOT_ANSWERED}\n"));
        }
        asked.answers.iter().for_each(|row| print_row(&mut out, row));
    }
    print_section(&mut out, &dossier.caveats);

    heading(&mut out, "Articles", dossier.articles.is_empty(), NO_TAKING);
    for (at, article) in dossier.articles.iter().enumerate() {
        let facts = [&article.outlet, &article.when].into_iter();
        let facts = facts.chain(&article.language).chain(&article.headline).chain(&article.url);
        let facts: Vec<String> = facts.map(|fact| escaped(fact)).collect();
        out.push_str(&format!("- {} {}\n", reference(at + 1), facts.join(" · ")));
    }
    out
}

fn heading(out: &mut String, words: &str, empty: bool, none: &str) {
    out.push_str(&format!("\n## {words}\n\n"));
    if empty {
        out.push_str(&format!("{none}\n"));
    }
}

fn print_twig(out: &mut String, twig: &Twig) {
    out.push_str(&"  ".repeat(twig.depth.min(LEVELS)));
    out.push_str("- ");
    let mut told = Vec::new();
    let number = twig.number.map(|number| format!("{} ", reference(number))).unwrap_or_default();
    told.push(format!("{number}**{}**", escaped(&twig.name)));
    told.extend(twig.when.iter().map(|when| escaped(when)));
    if let Some(took) = &twig.took {
        let from = took.from.as_ref().map_or_else(|name| escaped(name), |number| reference(*number));
        told.push(format!("*{}* {from}", verb(took.kind)));
    }
    let folded: Vec<String> = twig.folded.iter().filter_map(|one| one.number).map(reference).collect();
    told.extend((!folded.is_empty()).then(|| folded.join(" ")));
    out.push_str(&format!("{}\n", told.join(" · ")));
}

fn print_claim(out: &mut String, claim: &ClaimShown) {
    print_row(out, &claim.row);
    for change in &claim.changes {
        out.push_str(&format!("  - {}: {} → {}\n", change.kind, end(&change.before), end(&change.after)));
        for telling in change.tellings.iter().filter_map(|place| claim.tellings.get(*place)) {
            let number = telling.number.map(|number| format!("{} ", reference(number))).unwrap_or_default();
            out.push_str(&format!(
                "    - {number}{}: {}\n",
                escaped(&telling.by()),
                escaped(&telling.sentence)
            ));
        }
    }
}

fn told_of(details: &[Detail]) -> impl Iterator<Item = String> {
    details.iter().map(detail)
}

fn stands(standing: Standing) -> String {
    format!("{} **{}**", escaped(standing.sign()), standing.label())
}

fn end(end: &End) -> String {
    match end {
        End::Stands(standing) => stands(*standing),
        End::Words(words) => escaped(words),
    }
}
