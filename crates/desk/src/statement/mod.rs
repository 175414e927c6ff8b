//! Who said it: statements, by rules and lexicons on the tree and the quotations.
//!
//! In: the page, its cast, its quotations · Out: [`Statement`]s in text order · From: PolNeAR's conventions for the
//! spans, DESIGN sections 3 and 5 for kinds, counts and chains
//! Fails: never; a cue without content, or below the bar, is left out · Cost: linear in the text
//!
//! - `tree`: a sentence as the rules read it
//! - `cue`, `traits`: which words attribute, and how often in such surroundings
//! - `source`, `content`, `reach`, `beside`: who is credited with what, how far it goes, which quotation it is
//! - `named_aside`: who is credited between commas, where trees go wrong
//! - `verb`, `noun`, `according`, `state`: the families of cues
//! - `learned`: where the learned spans and the rules meet
//! - `bounds`: where a learned span oversteps the grammar
//! - `carry`: quotations that no cue stands beside
//! - `cited`, `quoted_as`: who is cited or quoted by the one who speaks
//! - `nested`: statements inside what another one says
//! - `stance`: which side the cue takes
//! - `phrase`, `kind`, `role`, `count`, `via`, `chain`: what the source is, how many they are, through whom it came

mod according;
mod beside;
mod bounds;
mod carry;
mod chain;
mod cited;
mod content;
mod count;
mod cue;
mod kind;
mod learned;
mod named_aside;
mod nested;
mod noun;
mod phrase;
mod quoted_as;
mod reach;
mod role;
mod source;
mod stance;
mod state;
#[cfg(test)]
mod tests;
mod traits;
mod tree;
mod verb;
mod via;

use crate::mention::Cast;
use crate::page::{LONGEST, Page};
use crate::quotation::Quotation;
use crate::syntax::Upos;
use beside::Side;
use model::{Directness, Evidence, Source, SourceKind, Span, Statement, StatementType};
use tree::Ground;
use verb::Find;

/// Below this chance of being an attribution a find is left out. On PolNeAR dev the F1 of sources, cues and contents
/// stay within 0.004 between 0.4 and 0.5, while precision rises from 0.77 to 0.81: the upper end is taken.
const BAR: f32 = 0.5;

/// A statement before its source is described.
pub(super) struct Draft {
    /// Line of the cue.
    line: usize,
    kind: StatementType,
    frame: &'static str,
    /// Chance that it is an attribution.
    rate: f32,
    source: Option<Span>,
    /// The words that name the source where `source` is a relative pronoun.
    antecedent: Option<Span>,
    cue: Option<Span>,
    content: Vec<Span>,
    /// Whether the source vouches for the content, so that who speaks inside it spoke through this source.
    conveys: bool,
    /// Whether the cue's verb says nothing of its own with a cue noun as its object.
    carries: bool,
    /// Whether the cue is one that things do ("shows").
    shows: bool,
    /// Outlet and go-between through whom the cue says that it came, the outermost first.
    via: Vec<Span>,
    /// The cue of the statement that cites this one's source.
    through: Option<Span>,
    /// Whether it counts only where it stands inside what another statement says.
    inside: bool,
    /// Whether it counts there at all: somebody speaks who would be credited in a main clause.
    spoken: bool,
    /// The model that told its spans.
    maker: Option<&'static str>,
}

/// The statements of the page, in text order.
pub(crate) fn statements(page: &Page, cast: &Cast, quotations: &[Quotation]) -> Vec<Statement> {
    let outer: Vec<Quotation> = quotations.iter().copied().filter(|q| q.depth == 0).collect();
    let mut drafts = Vec::new();
    let mut from = 0;
    for (line, number) in page.lines.iter().zip(0..) {
        let tokens = &line.sentence.tokens;
        if tokens.len() > LONGEST {
            continue;
        }
        let g = Ground::new(page, tokens, number, &outer, &mut from);
        let side = beside(page, number, &outer);
        drafts.extend((0..g.len()).filter_map(|at| draft(page, cast, &g, at, &side)));
    }
    let (inside, drafts): (Vec<Draft>, Vec<Draft>) = drafts.into_iter().partition(|d| d.inside);
    let mut drafts = learned::meet(page, without_doubles(drafts));
    carry::carry(page, &outer, &mut drafts);
    cited::cite(page, cast, &outer, &mut drafts);
    quoted_as::relay(page, cast, &outer, &mut drafts);
    nested::nest(inside, &mut drafts);
    for draft in &mut drafts {
        draft.source = draft.source.map(|source| {
            let whole = via::with_dealing(page, draft.line, source);
            count::with_bound(page, draft.line, whole)
        });
        if let Some((outlet, bare)) = via::of_source(page, cast, draft) {
            draft.source = bare.or(draft.source);
            if draft.via.is_empty() {
                draft.via.push(outlet);
            }
        }
    }
    via::share(&mut drafts);
    drafts.sort_by_key(|d| (d.start(), d.cue.map_or(0, |c| c.start)));
    let chains = chain::chains(page, cast, &drafts);
    drafts
        .into_iter()
        .zip(chains)
        .zip(1..)
        .map(|((draft, chain), n)| describe(page, cast, &outer, draft, chain, n))
        .collect()
}

/// Of two drafts whose cues share words one is left: the carried noun or verb ("expressed concern about", "issued a
/// statement saying") beats its carrier, any other outer cue ("declined" to say) beats the inner one.
fn without_doubles(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let Some(last) = out.last() else {
            out.push(draft);
            continue;
        };
        let (Some(a), Some(b)) = (last.cue, draft.cue) else {
            out.push(draft);
            continue;
        };
        let shared = a.touches(b);
        let handed_on = last.carries
            && last.line == draft.line
            && b.start.saturating_sub(a.end) < 24
            && last.source == draft.source;
        if shared && last.carries || handed_on {
            out.pop();
            out.push(draft);
        } else if !shared {
            out.push(draft);
        }
    }
    out
}

impl Draft {
    fn start(&self) -> usize {
        let content = self.content.first().map_or(usize::MAX, |c| c.start);
        content.min(self.cue.map_or(usize::MAX, |c| c.start))
    }
}

/// The draft whose cue is headed by token `at`.
fn draft(page: &Page, cast: &Cast, g: &Ground, at: usize, side: &Side) -> Option<Draft> {
    if g.quote(at).is_some() {
        return None; // what is attributed inside a quotation belongs to its speaker
    }
    let (find, kind, rate, alone) = judged(g, at, side)?;
    let inside = rate < BAR;
    let spoken = alone >= nested::BAR && nested::has_speaker(g, &find);
    if inside && !spoken {
        return None;
    }
    let rate = if inside { alone } else { rate };
    Some(Draft {
        line: g.line,
        kind,
        frame: find.frame,
        rate,
        source: find.who.and_then(|w| g.span(w.first, w.last)),
        antecedent: find.who.and_then(|w| w.antecedent).and_then(|(first, last, _)| g.span(first, last)),
        cue: g.span(find.cue.0, find.cue.1),
        conveys: matches!(
            find.frame,
            "quote" | "that" | "clause" | "around" | "as" | "gap" | "according" | "pass-that" | "n-that"
        ),
        carries: cue::is_carrier(g.lemma(find.head)),
        shows: matches!(g.lemma(find.head), "show" | "reveal" | "indicate" | "suggest"),
        via: via::via(page, cast, g, &find),
        through: None,
        inside,
        spoken,
        content: find.content,
        maker: None,
    })
}

/// The find at token `at`, its type, its chance of being an attribution, and that chance had it stood in a main clause.
fn judged(g: &Ground, at: usize, side: &Side) -> Option<(Find, StatementType, f32, f32)> {
    if g.is(at, "according") {
        return according::find(g, at, side).map(|find| (find, StatementType::Speech, ACCORDING, ACCORDING));
    }
    let upos = if verb::is_misread(g, at) { Upos::Verb } else { g.upos(at) };
    let row = match upos {
        Upos::Verb => cue::row_of(g.lemma(at), "verb")?,
        Upos::Noun => cue::row_of(g.lemma(at), "noun")?,
        Upos::Adj | Upos::Adv => cue::row_of(g.lemma(at), "other")?,
        Upos::Punct => cue::row_of(g.word(at), "other")?,
        _ => return None,
    };
    let find = match upos {
        Upos::Verb => verb::find(g, at, side)?,
        Upos::Noun => noun::find(g, at)?,
        Upos::Adj => state::adjective(g, at)?,
        Upos::Adv => state::adverb(g, at)?,
        _ => state::colon(g, at)?,
    };
    let pos = match upos {
        Upos::Verb => "verb",
        Upos::Noun => "noun",
        _ => "other",
    };
    let rate = row.rate(find.frame);
    let traits = traits::traits(g, &find, side.all);
    let main: Vec<&str> = traits.iter().copied().filter(|t| !nested::EMBEDDING.contains(t)).collect();
    (rate > 0.0).then(|| (find, row.kind, traits::weigh(rate, pos, &traits), traits::weigh(rate, pos, &main)))
}

/// Share of "according to" finds on PolNeAR train that are attributions.
const ACCORDING: f32 = 0.93;

/// The quotations right before and right after the line.
fn beside<'a>(page: &Page, line: usize, outer: &'a [Quotation]) -> Side<'a> {
    let mut side = Side { all: outer, before: None, after: None };
    let Some(here) = page.lines.get(line) else { return side };
    let span = here.sentence.span;
    let blank = |from: usize, to: usize| {
        from <= to && to - from < 8 && Span::new(from, to).words(page.text).trim().is_empty()
    };
    let before = outer.partition_point(|q| q.span.start < span.start).checked_sub(1);
    let same_paragraph =
        line.checked_sub(1).and_then(|l| page.lines.get(l)).is_some_and(|l| l.paragraph == here.paragraph);
    side.before = before.filter(|q| {
        same_paragraph
            && outer.get(*q).is_some_and(|q| {
                // Only a quotation that its mark does not end goes on into the cue: “Why?” she asked.
                blank(q.span.end, span.start)
                    && q.inner.words(page.text).ends_with(['?', '!', ',', '—', '-', '–', '…'])
            })
    });
    let after = outer.partition_point(|q| q.span.start < span.end);
    side.after = outer.get(after).filter(|q| blank(span.end, q.span.start)).map(|_| after);
    side
}

fn describe(
    page: &Page,
    cast: &Cast,
    outer: &[Quotation],
    draft: Draft,
    chain: Vec<String>,
    number: usize,
) -> Statement {
    let described = draft.antecedent.or(draft.source);
    let known = described.map(|span| kind::describe(page, cast, span));
    let mut kind = known.as_ref().map_or(SourceKind::Unknown, |k| k.kind);
    let words = described.map_or("", |s| s.words(page.text));
    if kind == SourceKind::UnnamedPerson && draft.shows && words.ends_with("figures") {
        kind = SourceKind::Document; // figures that show are numbers
    }
    let count = described.filter(|_| kind::is_personal(kind)).and_then(|span| count::count(page, span, kind));
    Statement {
        id: format!("s{number}"),
        kind: draft.kind,
        source: Source {
            span: draft.source,
            kind,
            name: known.as_ref().and_then(|k| k.name.clone()),
            entity: known.as_ref().and_then(|k| k.entity.clone()),
            role: known.and_then(|k| k.role),
            count,
        },
        cue: draft.cue,
        stance: draft.cue.and_then(|cue| stance::stance(page, cue)),
        directness: directness(page, outer, &draft.content),
        content: draft.content,
        chain,
        evidence: match draft.maker {
            Some(version) => Evidence::model(version, draft.rate),
            None => Evidence::rule(maker(draft.frame), draft.rate),
        },
    }
}

/// How much of the content stands in quotation marks.
fn directness(page: &Page, outer: &[Quotation], content: &[Span]) -> Directness {
    let letters = |span: Span| span.words(page.text).chars().filter(|c| c.is_alphanumeric()).count();
    let (mut quoted, mut all) = (0, 0);
    for span in content {
        all += letters(*span);
        let from = outer.partition_point(|q| q.span.end <= span.start);
        let inside = outer.iter().skip(from).take_while(|q| q.span.start < span.end);
        quoted += inside
            .map(|q| letters(Span::new(q.span.start.max(span.start), q.span.end.min(span.end))))
            .sum::<usize>();
    }
    match quoted {
        0 => Directness::Indirect,
        _ if quoted == all => Directness::Direct,
        _ => Directness::Mixed,
    }
}

/// The name of the rule for each frame; `lexicon/rules.tsv` explains them.
fn maker(frame: &str) -> &'static str {
    match frame {
        "quote" | "pass-quote" => "rule/statement-quoted",
        "carried" => "rule/statement-carried",
        "that" | "clause" | "pass-that" => "rule/statement-clause",
        "inf" | "ger" | "pass-inf" => "rule/statement-infinitive",
        "np" => "rule/statement-object",
        "pass" | "pass-by" => "rule/statement-passive",
        "around" | "as" | "gap" => "rule/statement-aside",
        "according" => "rule/statement-according",
        "cited" => "rule/statement-cited",
        "adv" => "rule/statement-adverb",
        "colon" => "rule/statement-label",
        _ if frame.starts_with("n-") => "rule/statement-noun",
        _ => "rule/statement-preposition",
    }
}
