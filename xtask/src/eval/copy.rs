//! The committed worked examples: how many of their marks the desk makes.
//!
//! In: `crates/desk/tests/copy/*/*.md` · Out: F1 of marks, and the share of samples that are wholly right
//! From: marked copy of our own writing, the desk's tests · Fails: a sample that cannot be read is an error
//! Cost: some hundred short texts marked

use super::room::Room;
use super::score::{Score, Tally};
use crate::house;
use anyhow::{Result, bail};
use model::{Article, Reading};
use press::copy::{Marked, Sample, fence, parse};

/// Scores the copy.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let mut samples: Vec<(String, Sample)> = Vec::new();
    for path in house::files(&house::root().join("crates/desk/tests/copy"), "md")? {
        let name = house::short(&path);
        for sample in parse(&house::text(&path)?) {
            if let Some(complaint) = sample.complaints.first() {
                bail!("{name}:{}: {complaint}", sample.line);
            }
            samples.push((name.clone(), sample));
        }
    }
    let outcomes = room.each(&samples, |(_, sample)| one(sample, &found(room, sample)));
    let mut score = Score::default();
    score.f1("marks_f1", outcomes.iter().map(|o| o.0).fold(Tally::default(), Tally::and));
    score.share("right", outcomes.iter().filter(|o| o.1.is_empty()).count(), samples.len());
    for ((name, sample), (_, cases)) in samples.iter().zip(outcomes) {
        cases.into_iter().for_each(|(label, text)| {
            score.case(label, format!("{name}:{} {}\n{}\n{text}", sample.line, sample.heading, sample.text));
        });
    }
    Ok(score)
}

/// What the desk marks on the sample, as a sample.
fn found(room: &Room, sample: &Sample) -> Vec<Marked> {
    let mut article = Article::verbatim(sample.text.as_str());
    article.published = sample.published;
    article.outlet.clone_from(&sample.outlet);
    article.language.clone_from(&sample.language);
    let Some(notes) = room.mark_article(&sample.heading, &article) else { return Vec::new() };
    let reading = Reading::of("copy", article, Vec::new()).with(notes);
    let kinds: Vec<&str> = sample.kinds.iter().map(String::as_str).collect();
    parse(&fence(&reading, &kinds)).into_iter().flat_map(|s| s.marks).collect()
}

/// Counts and cases of one sample: a mark is found if kind and words are the same and all that is said of it holds.
fn one(gold: &Sample, found: &[Marked]) -> (Tally, Vec<(String, String)>) {
    let found: Vec<&Marked> = found.iter().filter(|m| gold.lists(&m.kind)).collect();
    let mut used = vec![false; found.len()];
    let mut cases = Vec::new();
    for mark in &gold.marks {
        let same = |own: &Marked| own.kind == mark.kind && own.span == mark.span;
        let says = |own: &Marked| mark.says.iter().all(|(key, value)| own.holds(key, value));
        let hit =
            found.iter().enumerate().find(|(at, own)| !used[*at] && same(own) && says(own)).map(|(at, _)| at);
        match hit {
            Some(at) => used[at] = true,
            None => {
                let near = found
                    .iter()
                    .find(|own| same(own))
                    .map_or("no such mark".to_owned(), |own| shown(gold, own));
                cases.push((
                    format!("{} not as marked", mark.kind),
                    format!("gold  {}\nfound {near}", shown(gold, mark)),
                ));
            }
        }
    }
    for (own, used) in found.iter().zip(&used) {
        let twin = gold.marks.iter().any(|m| m.kind == own.kind && m.span == own.span);
        if !used && !twin {
            cases.push((format!("extra {}", own.kind), shown(gold, own)));
        }
    }
    let hit = used.iter().filter(|u| **u).count();
    (Tally::new(hit, gold.marks.len(), found.len()), cases)
}

fn shown(sample: &Sample, mark: &Marked) -> String {
    let says: Vec<String> = mark.says.iter().map(|(k, v)| format!("{k}={v}")).collect();
    format!("{} «{}» {}", mark.kind, mark.span.words(&sample.text), says.join(" "))
}

#[cfg(test)]
mod tests {
    use super::one;
    use crate::eval::score::Tally;
    use press::copy::parse;

    #[test]
    fn what_the_copy_does_not_say_is_not_asked() {
        let copy = |carets: &str| {
            parse(&format!("```copy event\nThe port closed and opened.\n{carets}\n```\n")).remove(0)
        };
        let gold = copy("         ^^^^^^ event status=happened");
        let found = copy(
            "         ^^^^^^ event status=happened actor=\"The port\"\n                    ^^^^^^ event status=happened",
        );
        let (tally, cases) = one(&gold, &found.marks);
        assert_eq!(tally, Tally::new(1, 1, 2));
        assert_eq!(cases[0].0, "extra event");
        let (tally, cases) = one(&copy("         ^^^^^^ event status=planned"), &gold.marks);
        assert_eq!((tally.hit, cases.len()), (0, 1));
    }
}
