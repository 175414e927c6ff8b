//! What a number counts: the noun phrase behind it, as printed.
//!
//! In: a sentence with its tags and tree, the byte where the number ends · Out: the span of the phrase
//! From: own rules over Penn tags · Fails: where no noun follows the answer is `None` · Cost: linear in the phrase

use crate::syntax::{Rel, Sentence, Tag, Token};
use model::Span;

/// The noun phrase that starts at or right after byte `from`.
pub(super) fn counted(sentence: &Sentence, from: usize, linked: bool) -> Option<Span> {
    let tokens = &sentence.tokens;
    let mut at = tokens.partition_point(|t| t.span.start < from);
    if linked {
        // "30 tonnes of grain", "$50 million in aid", "20% of the voters".
        let link = tokens.get(at)?;
        if !matches!(link.lemma.as_str(), "of" | "in" | "worth") {
            return None;
        }
        // "in aid" after money; the caller asks for "in" nowhere else.
        let money = link.lemma != "of";
        at += 1;
        if link.lemma == "worth" {
            at += usize::from(tokens.get(at)?.lemma == "of");
        }
        let determined = tokens.get(at).is_some_and(|t| matches!(t.tag, Tag::Dt | Tag::PrpPoss | Tag::Pdt));
        if money && determined {
            return None;
        }
        at += usize::from(determined);
        // "in Mexico", "of March": a place or a time is not what is counted.
        if money && tokens.get(at).is_some_and(|t| matches!(t.tag, Tag::Nnp | Tag::Nnps | Tag::Cd)) {
            return None;
        }
    }
    phrase(tokens, at, linked)
}

/// From token `at` to the head of the noun phrase there.
fn phrase(tokens: &[Token], at: usize, linked: bool) -> Option<Span> {
    let first = tokens.get(at)?;
    let mut head = None;
    for (number, token) in tokens.iter().enumerate().skip(at) {
        // A gap of more than white space and hyphens is a new phrase: the tokens are contiguous or it stops.
        if number > at && token.span.start > tokens.get(number - 1)?.span.end + 1 {
            break;
        }
        match token.tag {
            Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps => {
                if head.is_some_and(|h| ended(tokens, h)) {
                    break;
                }
                head = Some(number);
            }
            // "the governor's requested funding": the owner is not what is counted.
            Tag::Pos if head.is_some() => head = None,
            // "three quarters of the 80 crews": the whole is a number of its own.
            Tag::Cd if linked && number == at && head.is_none() => {}
            // "House Democratic challengers": an adjective goes on after a name if a noun follows.
            Tag::Jj
                if head.and_then(|h| tokens.get(h)).is_some_and(is_name)
                    && tokens.get(number + 1).is_some_and(|t| matches!(t.tag, Tag::Nn | Tag::Nns)) =>
            {
                head = None;
            }
            // After a head only a hyphen goes on ("cease-fire").
            Tag::Hyph => {}
            Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Vbn | Tag::Vbg | Tag::Rb | Tag::Afx if head.is_none() => {
                // "200 killed in the raid": a participle is part of the phrase only before a noun.
            }
            Tag::Cc | Tag::Comma if head.is_none() && number > at && joins(tokens, number) => {}
            _ => break,
        }
    }
    let head = head?;
    // "250 taken hostage": a participle before a lone singular counts nothing.
    let taken = matches!(first.tag, Tag::Vbn | Tag::Vbg)
        && head == at + 1
        && tokens.get(head).is_some_and(|t| t.tag == Tag::Nn);
    if taken {
        return None;
    }
    let span = first.span.to(tokens.get(head)?.span);
    // A verb or adverb alone before the noun ("ago people") is no phrase.
    (head - at <= LONGEST).then_some(span)
}

/// The most words before the head: "former high-ranking government figures" has four tokens and a hyphen.
const LONGEST: usize = 7;

/// Whether the phrase ends with this noun: it modifies no later one. After a plural the later one must be plural too
/// ("arms dealers"): a tagger that takes "boats sank" for two nouns is not followed.
fn ended(tokens: &[Token], at: usize) -> bool {
    let Some(token) = tokens.get(at) else { return true };
    let joined = matches!(token.rel, Rel::Compound | Rel::Flat | Rel::Nmod | Rel::Amod);
    let head = token.head.filter(|h| *h > at && joined).and_then(|h| tokens.get(h));
    let plural = |t: &Token| matches!(t.tag, Tag::Nns | Tag::Nnps);
    !is_name(token) && head.is_none_or(|h| plural(token) && !plural(h))
}

fn is_name(token: &Token) -> bool {
    matches!(token.tag, Tag::Nnp | Tag::Nnps)
}

/// "dead and wounded soldiers": a joint between two adjectives.
fn joins(tokens: &[Token], at: usize) -> bool {
    let adjective = |t: Option<&Token>| t.is_some_and(|t| matches!(t.tag, Tag::Jj | Tag::Vbn));
    adjective(at.checked_sub(1).and_then(|b| tokens.get(b))) && adjective(tokens.get(at + 1))
}
