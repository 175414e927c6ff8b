//! Who invokes an authority: the subject of the verb that it hangs on, where the tree is plain about it.
//!
//! In: a sentence with its tree, the authority's span · Out: the span of the subject · From: own rules over UD
//! Fails: a passive without its agent, a pronoun's clause or a doubtful path is `None`, never a guess
//! Cost: one short path towards the root

use super::terms;
use crate::grammar::Grammar;
use crate::syntax::{Rel, Tag};
use model::Span;

/// The tree may hang the authority on an apposition of the object: "six crews, with Tern, as terrorists".
const NOUNS_BETWEEN: usize = 3;

/// The words of whoever invokes the authority.
pub(super) fn invoker(grammar: &Grammar, authority: Span) -> Option<Span> {
    let tokens = &grammar.sentence.tokens;
    let first = tokens.partition_point(|t| t.span.end <= authority.start);
    let inside = |at: usize| grammar.token(at).is_some_and(|t| authority.contains(t.span));
    let top = (first..tokens.len())
        .take_while(|k| inside(*k))
        .find(|k| grammar.head(*k).is_none_or(|h| !inside(h)))?;
    // "issued by the court" right behind says it outright.
    if let Some(issued) = grammar
        .kids(top)
        .iter()
        .copied()
        .find(|k| grammar.rel(*k).base() == Rel::Acl && grammar.tag(*k) == Tag::Vbn)
    {
        return agent(grammar, issued);
    }
    let case = |lemma: &str| {
        grammar.kids(top).iter().any(|k| grammar.rel(*k) == Rel::Case && grammar.lemma(*k) == lemma)
    };
    let under = case("under");
    let mut verb = grammar.head(top)?;
    // "signed an order under the Ports Act", "designated six crews as terrorists": nouns stand between.
    for _ in 0..NOUNS_BETWEEN {
        if grammar.is_verb(verb) || !(under || case("as")) {
            break;
        }
        verb = grammar.head(verb)?;
    }
    let invokes = terms::is("invoking", grammar.lemma(verb));
    // Of two verbs of designation the nearer one counts; if the tree went past it, the tree is wrong.
    let passed = (verb + 1..top).any(|k| grammar.is_verb(k) && terms::is("designating", grammar.lemma(k)));
    if passed {
        return None;
    }
    if !grammar.is_verb(verb) || !invokes && !under {
        return None;
    }
    let passive = grammar.kid(verb, &[Rel::NsubjPass, Rel::AuxPass]).is_some();
    if passive {
        return agent(grammar, verb);
    }
    let subject = grammar.kid(verb, &[Rel::Nsubj]).or_else(|| {
        // "signed and issued": the subject stands at the first of two joined verbs; "citing the Act, the mayor…".
        let near = |h: usize| grammar.rel(verb) == Rel::Conj && verb.abs_diff(h) <= 3;
        let shares = matches!(grammar.rel(verb), Rel::Advcl | Rel::Xcomp);
        grammar.head(verb).filter(|h| shares || near(*h)).and_then(|h| grammar.kid(h, &[Rel::Nsubj]))
    })?;
    // "which allows" names nobody, and "the attack under Article 5" invokes nothing: only those who can.
    let name = matches!(grammar.tag(subject), Tag::Nnp | Tag::Nnps | Tag::Prp);
    let lemma = grammar.lemma(subject);
    // A word in capitals is a dateline that the tree took for the subject.
    let shouted = grammar.word(subject).chars().filter(|c| c.is_uppercase()).count() > 4;
    if shouted || !name && !terms::is("invoker", lemma) {
        return None;
    }
    span(grammar, subject).filter(|s| !s.touches(authority))
}

/// The agent of a passive: "issued by the court".
fn agent(grammar: &Grammar, verb: usize) -> Option<Span> {
    let agent = grammar.kids(verb).iter().copied().find(|k| {
        grammar.rel(*k) == Rel::OblAgent
            || grammar.rel(*k).base() == Rel::Obl
                && grammar.kids(*k).iter().any(|c| grammar.lemma(*c) == "by")
    })?;
    span(grammar, agent)
}

/// A noun with its determiner, adjectives and name, without clauses, appositions and its preposition.
fn span(grammar: &Grammar, noun: usize) -> Option<Span> {
    let mut span = grammar.token(noun)?.span;
    let near = [Rel::Det, Rel::Amod, Rel::Compound, Rel::Flat, Rel::NmodPoss, Rel::NmodDesc, Rel::Nummod];
    let mut left = noun;
    for kid in grammar.kids(noun).iter().copied().filter(|k| near.contains(&grammar.rel(*k))) {
        let range = grammar.sentence.subtree(kid);
        if range.end < noun.saturating_sub(8) || range.start > noun + 8 {
            continue;
        }
        left = left.min(range.start);
        let (Some(first), Some(last)) =
            (grammar.token(range.start), grammar.token(range.end.saturating_sub(1)))
        else {
            continue;
        };
        span = span.to(first.span).to(last.span);
    }
    Some(span)
}
