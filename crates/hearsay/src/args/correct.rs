//! `hearsay correct` and the flags for corrections, as they are typed.

use super::{ModelArgs, OutsideArgs};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgGroup, Args};
use model::{Field, MarkKind, Stamp, Status};
use std::path::PathBuf;
use std::str::FromStr;

pub(super) const CORRECT: &str = "\
Overrule a mark, add one that was missed, or take one away. The article and the program stay as they are: the \
correction is kept in a file of its own, and every later reading of the same article honours it, with `maker` \
person. `hearsay explain` tells what was overruled, by whom and why.

FILE is what `read` takes, or a reading in JSON. KIND and WORDS say which mark is meant: an event by its trigger, a \
statement by the words that attribute (or by its source), the others by their own words. The flags say what it should \
say; what is not named stays as it is.";

pub(super) const CORRECT_USAGE: &str = "\
hearsay correct [OPTIONS] <FILE> <KIND> <WORDS>
       hearsay correct --list [FILE]
       hearsay correct --undo <ID>";

pub(super) const CORRECT_EXAMPLES: &str = "\
Examples:
  hearsay correct article.txt event \"deploy\" --status planned --cue \"is considering\" \\
    --by \"R. Ortiz\" --because \"no decision is told\"
  hearsay correct article.txt statement \"said\" --nth 2 --source \"the ministry\"
  hearsay correct article.txt figure \"10,000 men\" --comparator \">\" --counts soldiers
  hearsay correct article.txt event \"ban\" --clear actor
  hearsay correct article.txt event \"vote\" --drop          no event: a noun in a name
  hearsay correct article.txt event \"sealed\" --add --status happened
  hearsay correct --list article.txt
  hearsay correct --undo c1f09ab37e

The file is JSON Lines, one correction a line: copy it, share it, put two together with `cat`.";

/// Which file of corrections.
#[derive(Args, Clone, Debug, Default)]
pub(crate) struct CorrectionsArgs {
    /// The file of corrections [default: $HEARSAY_CORRECTIONS, else hearsay/corrections.jsonl in $XDG_DATA_HOME]
    #[arg(long, value_name = "PATH", help_heading = "Corrections")]
    pub(crate) corrections: Option<PathBuf>,
    /// Leave all corrections out: what the program alone says
    #[arg(long, conflicts_with = "corrections", help_heading = "Corrections")]
    pub(crate) no_corrections: bool,
}

#[derive(Args, Debug)]
#[command(group = ArgGroup::new("instead").args(["list", "undo"]))]
pub(crate) struct CorrectArgs {
    /// The article: a file, - for standard input, a reading in JSON, or a batch with --id
    #[arg(value_name = "FILE", required_unless_present = "instead", conflicts_with = "undo")]
    pub(crate) input: Option<PathBuf>,
    /// What kind of mark
    #[arg(value_name = "KIND", required_unless_present = "instead", conflicts_with = "instead",
        value_parser = one_of::<MarkKind>(MarkKind::ALL.iter().map(|kind| kind.as_str())))]
    pub(crate) mark_kind: Option<MarkKind>,
    /// The words of the mark, as they stand in the text
    #[arg(value_name = "WORDS", required_unless_present = "instead")]
    pub(crate) words: Option<String>,

    /// Which of several marks with these words, from 1
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) nth: Option<u32>,
    /// Mark what was missed
    #[arg(long, conflicts_with = "drop")]
    pub(crate) add: bool,
    /// Take the mark away
    #[arg(long)]
    pub(crate) drop: bool,
    /// Leave this field empty; may be given several times
    #[arg(long, value_name = "FIELD",
        value_parser = one_of::<Field>(Field::ALL.iter().map(|field| field.as_str())))]
    pub(crate) clear: Vec<Field>,

    #[command(flatten)]
    pub(crate) of_event: EventArgs,
    #[command(flatten)]
    pub(crate) of_statement: StatementArgs,
    #[command(flatten)]
    pub(crate) of_others: OtherArgs,

    /// Who corrects
    #[arg(long, value_name = "NAME", help_heading = "About the correction")]
    pub(crate) by: Option<String>,
    /// Why
    #[arg(long, value_name = "REASON", help_heading = "About the correction")]
    pub(crate) because: Option<String>,
    /// When [default: now]
    #[arg(long, value_name = "DATE", help_heading = "About the correction")]
    pub(crate) dated: Option<Stamp>,

    /// List the corrections, with FILE those of that article
    #[arg(long, help_heading = "Corrections")]
    pub(crate) list: bool,
    /// Take a correction back; the file keeps both
    #[arg(long, value_name = "ID", help_heading = "Corrections")]
    pub(crate) undo: Option<String>,
    /// The file of corrections [default: $HEARSAY_CORRECTIONS, else hearsay/corrections.jsonl in $XDG_DATA_HOME]
    #[arg(long, value_name = "PATH", help_heading = "Corrections")]
    pub(crate) corrections: Option<PathBuf>,

    /// Which line of a batch, by its id
    #[arg(long, value_name = "ID", help_heading = "About the input")]
    pub(crate) id: Option<String>,
    #[command(flatten)]
    pub(crate) outside: OutsideArgs,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "What an event should say")]
pub(crate) struct EventArgs {
    /// Where it stands
    #[arg(long, value_name = "STATUS",
        value_parser = PossibleValuesParser::new(Status::ALL.iter().map(|status| status.as_str())))]
    status: Option<String>,
    /// The words that decide it; of a statement, those that attribute
    #[arg(long, value_name = "WORDS")]
    cue: Option<String>,
    /// Who does it
    #[arg(long, value_name = "WORDS")]
    actor: Option<String>,
    /// To whom or what
    #[arg(long, value_name = "WORDS")]
    target: Option<String>,
    /// Who gets it
    #[arg(long, value_name = "WORDS")]
    recipient: Option<String>,
    /// Where
    #[arg(long, value_name = "WORDS")]
    place: Option<String>,
    /// When, as a TIMEX3 value like 2026-03
    #[arg(long, value_name = "VALUE")]
    when: Option<String>,
    /// The words that say when
    #[arg(long, value_name = "WORDS")]
    when_words: Option<String>,
    /// Who tells it: narrator or source
    #[arg(long, value_name = "VOICE")]
    voice: Option<String>,
    /// The class of the action
    #[arg(long, value_name = "WORD")]
    class: Option<String>,
    /// The dictionary form of the action
    #[arg(long, value_name = "WORD")]
    lemma: Option<String>,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "What a statement should say")]
pub(crate) struct StatementArgs {
    /// Who speaks
    #[arg(long, value_name = "WORDS")]
    source: Option<String>,
    /// What kind of source, as in the JSON; also of an authority or entity
    #[arg(long = "kind", value_name = "KIND")]
    kind_of_source: Option<String>,
    /// The full name; also of an authority or entity
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Office or relation as printed
    #[arg(long, value_name = "WORDS")]
    role: Option<String>,
    /// How many persons: 2, 2..4 or 2..
    #[arg(long, value_name = "COUNT")]
    count: Option<String>,
    /// What is attributed
    #[arg(long, value_name = "WORDS")]
    content: Option<String>,
    /// direct, indirect or mixed
    #[arg(long, value_name = "HOW")]
    directness: Option<String>,
    /// Through whom it came, outermost first: "Harbour Gazette < two officials"
    #[arg(long, value_name = "CHAIN")]
    chain: Option<String>,
    /// speech or attitude; of a time DATE, TIME, DURATION or SET
    #[arg(long = "type", value_name = "TYPE")]
    of_type: Option<String>,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "What other marks should say")]
pub(crate) struct OtherArgs {
    /// The number of a figure, like 10000; the TIMEX3 value of a time
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    value: Option<String>,
    /// The upper end of a range
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    high: Option<String>,
    /// How the number bounds the true one: =, >, >=, <, <=, ~ or range
    #[arg(long, value_name = "SIGN")]
    comparator: Option<String>,
    /// The unit of a figure
    #[arg(long, value_name = "UNIT")]
    unit: Option<String>,
    /// What a figure counts
    #[arg(long, value_name = "WORDS")]
    counts: Option<String>,
    /// Who invokes an authority
    #[arg(long, value_name = "WORDS")]
    invoked_by: Option<String>,
    /// Whose position it is
    #[arg(long, value_name = "WORDS")]
    holder: Option<String>,
    /// What a position is on
    #[arg(long, value_name = "WORDS")]
    on: Option<String>,
    /// for, against or undecided
    #[arg(long, value_name = "STANCE")]
    stance: Option<String>,
    /// The country of an entity, as a code like MEX
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
}

impl CorrectArgs {
    /// The fields that were given, and those that are to be empty.
    pub(crate) fn fields(&mut self) -> impl Iterator<Item = (Field, Option<String>)> {
        let CorrectArgs { of_event, of_statement, of_others, clear, .. } = self;
        let given = [
            (Field::Status, of_event.status.take()),
            (Field::Cue, of_event.cue.take()),
            (Field::Actor, of_event.actor.take()),
            (Field::Target, of_event.target.take()),
            (Field::Recipient, of_event.recipient.take()),
            (Field::Place, of_event.place.take()),
            (Field::When, of_event.when.take()),
            (Field::WhenWords, of_event.when_words.take()),
            (Field::Voice, of_event.voice.take()),
            (Field::Class, of_event.class.take()),
            (Field::Lemma, of_event.lemma.take()),
            (Field::Source, of_statement.source.take()),
            (Field::Kind, of_statement.kind_of_source.take()),
            (Field::Name, of_statement.name.take()),
            (Field::Role, of_statement.role.take()),
            (Field::Count, of_statement.count.take()),
            (Field::Content, of_statement.content.take()),
            (Field::Directness, of_statement.directness.take()),
            (Field::Chain, of_statement.chain.take()),
            (Field::Type, of_statement.of_type.take()),
            (Field::Value, of_others.value.take()),
            (Field::High, of_others.high.take()),
            (Field::Comparator, of_others.comparator.take()),
            (Field::Unit, of_others.unit.take()),
            (Field::Counts, of_others.counts.take()),
            (Field::InvokedBy, of_others.invoked_by.take()),
            (Field::Holder, of_others.holder.take()),
            (Field::On, of_others.on.take()),
            (Field::Stance, of_others.stance.take()),
            (Field::Country, of_others.country.take()),
        ];
        let cleared = std::mem::take(clear).into_iter().map(|field| (field, None));
        given.into_iter().filter(|(_, value)| value.is_some()).chain(cleared)
    }
}

/// A word of a closed list.
fn one_of<T>(words: impl Iterator<Item = &'static str>) -> impl TypedValueParser<Value = T>
where
    T: FromStr<Err = String> + Clone + Send + Sync + 'static,
{
    PossibleValuesParser::new(words).try_map(|word| word.parse::<T>())
}
