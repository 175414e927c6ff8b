//! How often is each mark right? Scores every mark against its gold and holds it to its floors.
//!
//! In: gold sets, the committed copy, and the desk · Out: one row a metric, key `mark/set/metric`
//! From: DESIGN section 9; each scorer names its set · Fails: absent gold is named and passed over, or is a failure
//! with `--require-gold`; a score under its floor is exit 1 · Cost: every text is marked once a scorer

mod floors;
mod folds;
mod room;
mod score;
mod words;

pub(crate) mod ask;
mod axes;
pub(crate) mod challenge;
mod copy;
mod coref;
mod credits;
mod cues;
mod days;
pub(crate) mod gathering;
mod incidents;
pub(crate) mod lineage;
mod meantime;
mod names;
mod naming;
pub(crate) mod news;
pub(crate) mod pages;
mod petrarch;
pub(crate) mod plover;
mod seed;
pub(crate) mod segments;
mod standing;
mod statements;
pub(crate) mod syntax;
mod timeline;
mod times;
mod voices;
mod wire;

#[cfg(test)]
mod made;

pub(crate) use room::Room;

use crate::{house, ledger};
use anyhow::{Result, bail};
use floors::Floors;
use score::Score;
use std::path::PathBuf;
use std::time::Instant;

/// What `cargo xtask eval` is asked.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Folder of the outside gold; without it ../shared/gold, then ../../shared/gold
    #[arg(long, env = "HEARSAY_GOLD", value_name = "DIR")]
    gold: Option<PathBuf>,
    /// Score this mark, or this mark/set, only (may be repeated)
    #[arg(long, value_name = "NAME")]
    mark: Vec<String>,
    /// Fail where gold is absent
    #[arg(long)]
    require_gold: bool,
    /// Append a row to evals/ledger.csv and raise the floors to what is measured
    #[arg(long)]
    record: bool,
    /// Let the floors fall to what is measured
    #[arg(long)]
    lower_floors: bool,
    /// Print this many error cases a set
    #[arg(long, value_name = "N", default_value_t = 0)]
    errors: usize,
    /// Print only error cases whose label or text holds this
    #[arg(long, value_name = "TEXT", default_value = "")]
    like: String,
    /// Which cases are drawn
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Which desk is scored
    #[arg(long, value_enum, default_value_t = Size::Full)]
    model: Size,
}

impl Args {
    /// Everything, held to the floors, nothing written: what CI asks.
    pub(crate) fn usual(model: Size) -> Self {
        Args {
            gold: std::env::var_os("HEARSAY_GOLD").map(PathBuf::from),
            mark: Vec::new(),
            require_gold: false,
            record: false,
            lower_floors: false,
            errors: 0,
            like: String::new(),
            seed: 1,
            model,
        }
    }
}

/// The desk's models, as flags name them.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Size {
    /// MiniLM with all heads
    Full,
    /// The student
    Fast,
}

impl Size {
    /// The desk's own name for it.
    pub(crate) fn model(self) -> desk::Model {
        match self {
            Size::Full => desk::Model::Full,
            Size::Fast => desk::Model::Fast,
        }
    }
}

/// One scorer: a mark, the set it is scored on, and the files it needs.
struct Scorer {
    mark: &'static str,
    set: &'static str,
    /// Files of the gold, relative to its folder; none for committed sets.
    needs: &'static [&'static str],
    score: fn(&Room) -> Result<Score>,
}

/// The scorers, in the order in which they are printed.
const SCORERS: &[Scorer] = &[
    Scorer {
        mark: "statements",
        set: "polnear_dev",
        needs: &["attribution/polnear/dev.jsonl"],
        score: statements::score,
    },
    Scorer {
        mark: "statements",
        set: "news",
        needs: &["status/news/articles.jsonl", "status/news/gold.jsonl"],
        score: credits::score,
    },
    Scorer {
        mark: "statements",
        set: "cue_types",
        needs: &["attribution/polnear/dev.jsonl"],
        score: cues::score,
    },
    Scorer {
        mark: "statements",
        set: "factappeal_dev",
        needs: &["attribution/factappeal/dev.jsonl"],
        score: naming::score,
    },
    Scorer {
        mark: "status",
        set: "news",
        needs: &["status/news/articles.jsonl", "status/news/gold.jsonl"],
        score: news::score,
    },
    Scorer { mark: "status", set: "challenge", needs: &["status/challenge.jsonl"], score: challenge::score },
    Scorer {
        mark: "status",
        set: "matres_dev",
        needs: &["status/matres_axis/dev.jsonl"],
        score: axes::score,
    },
    Scorer { mark: "event", set: "plover", needs: &["events/plv_train.jsonl"], score: plover::score },
    Scorer {
        mark: "event",
        set: "petrarch",
        needs: &["events/petrarch_unittest.jsonl"],
        score: petrarch::score,
    },
    Scorer {
        mark: "status",
        set: "meantime_dev",
        needs: &["status/meantime/dev.jsonl"],
        score: meantime::score,
    },
    Scorer {
        mark: "voice",
        set: "polnear_dev",
        needs: &["attribution/polnear/dev.jsonl"],
        score: voices::score_polnear,
    },
    Scorer {
        mark: "voice",
        set: "news",
        needs: &["status/news/articles.jsonl", "status/news/gold.jsonl"],
        score: voices::score_news,
    },
    Scorer { mark: "incidents", set: "muc4_dev", needs: &["events/muc4_dev.jsonl"], score: incidents::score },
    Scorer {
        mark: "names",
        set: "uner_dev",
        needs: &["entities/uner_ewt/dev.jsonl"],
        score: names::score_uner,
    },
    Scorer { mark: "names", set: "re3d_dev", needs: &["entities/re3d/dev.jsonl"], score: names::score_re3d },
    Scorer { mark: "coref", set: "gum_dev", needs: &["syntax/gum/dev.jsonl"], score: coref::score_gum },
    Scorer {
        mark: "coref",
        set: "gum_news",
        needs: &["syntax/gum/train.jsonl"],
        score: coref::score_gum_news,
    },
    Scorer {
        mark: "coref",
        set: "meantime",
        needs: &["status/meantime/train.jsonl", "status/meantime/dev.jsonl"],
        score: coref::score_meantime,
    },
    Scorer { mark: "times", set: "timeml_dev", needs: &["time/timeml/dev.jsonl"], score: times::score },
    Scorer {
        mark: "times",
        set: "timeml_es",
        needs: &["time/timeml_es/train.jsonl"],
        score: times::score_spanish,
    },
    Scorer {
        mark: "seed",
        set: "article",
        needs: &["seed/article.txt", "seed/score.py"],
        score: seed::score,
    },
    Scorer {
        mark: "pages",
        set: "fundus_en",
        needs: &["pages/fundus-eval/gold.jsonl", "pages/fundus-eval/html"],
        score: pages::score_english,
    },
    Scorer {
        mark: "pages",
        set: "fundus_all",
        needs: &["pages/fundus-eval/gold.jsonl", "pages/fundus-eval/html"],
        score: pages::score_all,
    },
    Scorer {
        mark: "pages",
        set: "trafilatura",
        needs: &["pages/trafilatura-eval/gold.jsonl", "pages/trafilatura-eval/html"],
        score: segments::score,
    },
    Scorer {
        mark: "pages",
        set: "htmldate",
        needs: &["pages/htmldate-eval/gold.jsonl", "pages/htmldate-eval/html"],
        score: days::score,
    },
    Scorer {
        mark: "ask",
        set: "questions",
        needs: &["stories/meantime_en/articles.jsonl"],
        score: ask::score,
    },
    Scorer {
        mark: "lineage",
        set: "allsides",
        needs: &["stories/allsides/articles.jsonl.gz"],
        score: lineage::score,
    },
    Scorer {
        mark: "stories",
        set: "ecbplus",
        needs: &["stories/ecbplus/articles.jsonl"],
        score: gathering::score_ecbplus,
    },
    Scorer {
        mark: "stories",
        set: "basil_stream",
        needs: &["stories/basil/articles.jsonl", "stories/allsides/articles.jsonl.gz"],
        score: gathering::score_basil,
    },
    Scorer {
        mark: "stories",
        set: "meantime_cross",
        needs: &["stories/meantime_en/articles.jsonl", "stories/meantime_es/articles.jsonl"],
        score: gathering::score_cross,
    },
    Scorer { mark: "copy", set: "desk", needs: &[], score: copy::score },
    Scorer { mark: "stories", set: "demo", needs: &[], score: wire::score_gathering },
    Scorer { mark: "lineage", set: "demo", needs: &[], score: wire::score_lineage },
    Scorer { mark: "claims", set: "demo", needs: &[], score: wire::score_claims },
    Scorer { mark: "syntax", set: "ewt_dev", needs: &["syntax/ud_ewt/dev.conllu"], score: syntax::score_ewt },
    Scorer { mark: "syntax", set: "ewt_raw", needs: &["syntax/ud_ewt/dev.conllu"], score: syntax::score_raw },
    Scorer { mark: "syntax", set: "gum_dev", needs: &["syntax/gum/dev.conllu"], score: syntax::score_gum },
    Scorer {
        mark: "timeline",
        set: "t17",
        needs: &["stories/t17/articles.jsonl.gz", "stories/t17/timelines.jsonl"],
        score: timeline::score,
    },
];

impl Scorer {
    fn key(&self) -> String {
        format!("{}/{}", self.mark, self.set)
    }

    /// Whether the model has a say in it: pages are read, stories gathered by their words, and pairs of articles
    /// judged before anything is marked.
    fn hears(&self, model: desk::Model) -> bool {
        let deaf = matches!((self.mark, self.set), ("pages" | "stories", _) | ("lineage", "allsides"));
        !deaf || model == desk::Model::default()
    }

    fn asked(&self, marks: &[String]) -> bool {
        marks.is_empty() || marks.iter().any(|m| m == self.mark || *m == self.key())
    }
}

/// Scores what is asked; `false` where a floor is broken or required gold is absent.
pub(crate) fn run(args: &Args) -> Result<bool> {
    let model = args.model.model();
    if let Some(strange) =
        args.mark.iter().find(|m| !SCORERS.iter().any(|s| s.asked(std::slice::from_ref(m))))
    {
        let known: Vec<_> = SCORERS.iter().map(Scorer::key).collect();
        bail!("no mark is called `{strange}`; there are: {}", known.join(", "));
    }
    let path = house::root().join(format!("evals/floors.{}.toml", model.name()));
    let mut floors = Floors::read(&path)?;
    let room = Room::open(args.gold.as_deref(), model)?;
    let mut good = true;
    let mut absent = Vec::new();
    let mut figures = Vec::new();
    let begun = Instant::now();
    for scorer in SCORERS.iter().filter(|s| s.asked(&args.mark) && s.hears(model)) {
        let missing: Vec<_> = scorer.needs.iter().filter(|file| !room.has(file)).collect();
        if !missing.is_empty() {
            absent.push(format!(
                "{}: {}",
                scorer.key(),
                missing.iter().map(|m| **m).collect::<Vec<_>>().join(", ")
            ));
            continue;
        }
        let clock = Instant::now();
        let score = (scorer.score)(&room)?;
        println!("\n{} ({:.1} s)", scorer.key(), clock.elapsed().as_secs_f64());
        good &= show(scorer, &score, &floors);
        score.show_cases(args.errors, &args.like, args.seed);
        for row in score.rows.iter().filter(|row| row.n > 0) {
            floors.measured(&format!("{}/{}", scorer.key(), row.metric), row, args.lower_floors);
            figures.push((format!("{}/{}", scorer.key(), row.metric), format!("{:.4}", row.value)));
        }
    }
    println!("\nscored in {:.1} s", begun.elapsed().as_secs_f64());
    if !absent.is_empty() {
        println!(
            "gold absent, not scored (name its folder with --gold DIR or HEARSAY_GOLD; evals/SOURCES.md says how to build it):"
        );
        absent.iter().for_each(|line| println!("  {line}"));
        good &= !args.require_gold;
    }
    if args.record || args.lower_floors {
        floors.write(&path)?;
        println!("floors written to {}", house::short(&path));
    }
    if args.record {
        ledger::append(&house::root().join("evals/ledger.csv"), "eval", model.name(), &figures)?;
        println!("one row appended to evals/ledger.csv");
    }
    Ok(good || args.lower_floors)
}

/// Prints the rows of one scorer beside their floors; `false` where one is broken.
fn show(scorer: &Scorer, score: &Score, floors: &Floors) -> bool {
    let mut good = true;
    for row in &score.rows {
        let key = format!("{}/{}", scorer.key(), row.metric);
        let verdict = floors.verdict(&key, row);
        good &= verdict.holds;
        println!(
            "  {:<26} {:>8.4}  n={:<6} {:<26} {}",
            row.metric, row.value, row.n, row.detail, verdict.says
        );
    }
    for key in floors.of(&scorer.key()) {
        if !score.rows.iter().any(|r| format!("{}/{}", scorer.key(), r.metric) == key) {
            println!(
                "  {key}: has a floor but was not measured; take it out of evals/floors.toml or bring it back"
            );
            good = false;
        }
    }
    score.notes.iter().for_each(|note| println!("{note}"));
    good
}
