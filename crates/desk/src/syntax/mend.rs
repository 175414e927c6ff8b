//! Trees mended where they cannot be right: a verb of saying has one subject.
//!
//! In: a sentence with its tree · Out: the same, fewer wrong arcs · From: errors of both grammars on the project's status
//! gold, where "The repayment goes on, the office said" hung the repayment on "said" · Fails: never; what no rule knows
//! stays · Cost: a look over the sentence for each clause
//! that stands before its verb; sentences that are too long to be read are left

use super::{LONGEST, Rel, Sentence, Tag, Token};

/// Mends the tree in place.
pub(crate) fn mend(sentence: &mut Sentence) {
    let tokens = &mut sentence.tokens;
    if tokens.len() > LONGEST {
        return;
    }
    for content in 0..tokens.len() {
        let Some(subject) = stray(tokens, content) else { continue };
        let passive = children(tokens, content).any(|t| t.rel == Rel::AuxPass);
        if let Some(token) = tokens.get_mut(subject) {
            token.head = Some(content);
            token.rel = if passive { Rel::NsubjPass } else { Rel::Nsubj };
        }
    }
}

fn children(tokens: &[Token], of: usize) -> impl Iterator<Item = &Token> {
    tokens.iter().filter(move |t| t.head == Some(of))
}

/// For a clause without a subject that stands before its verb of saying: the first of that verb's two subjects, where
/// it stands before the clause.
fn stray(tokens: &[Token], content: usize) -> Option<usize> {
    let token = tokens.get(content)?;
    let verb = token.head.filter(|h| token.rel == Rel::Ccomp && *h > content)?;
    let finite = matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp)
        || children(tokens, content).any(|t| matches!(t.rel, Rel::Aux | Rel::AuxPass | Rel::Cop));
    let own = children(tokens, content)
        .any(|t| matches!(t.rel, Rel::Nsubj | Rel::NsubjPass | Rel::NsubjOuter | Rel::Csubj | Rel::Expl));
    if own || !finite {
        return None;
    }
    let of_verb = |t: &Token| t.head == Some(verb) && t.rel == Rel::Nsubj;
    let before = tokens.iter().take(content).position(of_verb)?;
    let after = tokens.iter().skip(content).any(of_verb);
    after.then_some(before)
}

#[cfg(test)]
mod tests {
    use super::mend;
    use crate::syntax::{Rel, Sentence, Tag, Token, Upos};
    use model::Span;

    #[test]
    fn the_clause_gets_the_subject_that_stands_before_it() {
        // "Repayment continues, offices said", with both nouns under "said".
        let word = |at: usize, upos, tag, head: Option<usize>, rel| Token {
            span: Span::new(at, at + 1),
            upos,
            tag,
            lemma: String::new(),
            head,
            rel,
        };
        let mut sentence = Sentence {
            span: Span::new(0, 4),
            tokens: vec![
                word(0, Upos::Noun, Tag::Nn, Some(3), Rel::Nsubj),
                word(1, Upos::Verb, Tag::Vbz, Some(3), Rel::Ccomp),
                word(2, Upos::Noun, Tag::Nns, Some(3), Rel::Nsubj),
                word(3, Upos::Verb, Tag::Vbd, None, Rel::Root),
            ],
        };
        mend(&mut sentence);
        assert_eq!(sentence.tokens[0].head, Some(1));
        assert_eq!(sentence.tokens[2].head, Some(3));
    }
}
