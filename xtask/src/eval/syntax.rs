//! The grammar beneath the marks: parts of speech and dependencies, on gold tokens.
//!
//! In: `syntax/{ud_ewt,gum}/dev.conllu` · Out: UPOS, UAS and LAS over all words, punctuation included
//! From: CoNLL 2018 shared task (Zeman et al.): relations without their subtype; GUM without the genres whose
//! texts are non-commercial · Fails: a sentence that the desk cuts in two has two roots, and pays for it
//! Cost: about 2,000 short sentences a set

use super::room::Room;
use super::score::{Score, Tally, ratio};
use crate::house;
use anyhow::Result;
use desk::Brief;
use model::{Span, Token};
use std::collections::HashMap;

/// Genres of GUM under non-commercial licences: never trained on, never scored on.
pub(crate) const SHUT_GENRES: &[&str] = &["fiction", "whow", "essay", "letter", "podcast"];

/// One gold sentence.
#[derive(Debug, Default)]
struct Sentence {
    text: String,
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    span: Span,
    upos: String,
    /// Number of the head from 0; `None` for the root.
    head: Option<usize>,
    rel: String,
}

/// Scores UD English EWT.
pub(crate) fn score_ewt(room: &Room) -> Result<Score> {
    score(room, "syntax/ud_ewt/dev.conllu")
}

/// Scores UD English EWT from raw text: sentences and words are the desk's own. F1 over words that stand at the same
/// place in both (CoNLL 2018).
pub(crate) fn score_raw(room: &Room) -> Result<Score> {
    let file = "syntax/ud_ewt/dev.conllu";
    let docs = documents(&house::text(&room.path(file))?);
    let outcomes = room.each(&docs, |doc| {
        let brief = Brief { keep_tokens: true, ..Brief::default() };
        let tokens = room.mark_to(file, &doc.text, None, &brief).tokens;
        (one(doc, &tokens), doc.words.len())
    });
    let mut score = Score::default();
    let sum = |pick: fn(&Outcome) -> usize| outcomes.iter().map(|(o, _)| pick(o)).sum::<usize>();
    let gold: usize = outcomes.iter().map(|(_, n)| n).sum();
    let own = sum(|o| o.seen);
    for (metric, hit) in [
        ("words_f1", sum(|o| o.placed)),
        ("upos_f1", sum(|o| o.upos)),
        ("uas_f1", sum(|o| o.head)),
        ("las_f1", sum(|o| o.both)),
    ] {
        score.f1(metric, Tally::new(hit, gold, own));
    }
    Ok(score)
}

/// The documents of a treebank, each as one long sentence: heads count through the whole.
fn documents(conllu: &str) -> Vec<Sentence> {
    let mut docs: Vec<Sentence> = Vec::new();
    for block in conllu.split("\n\n") {
        let own = sentence(block);
        if own.words.is_empty() {
            continue;
        }
        if block.contains("# newdoc") || docs.is_empty() {
            docs.push(Sentence::default());
        }
        let Some(doc) = docs.last_mut() else { continue };
        if !doc.text.is_empty() {
            doc.text.push_str(if block.contains("# newpar") { "\n\n" } else { " " });
        }
        let (byte, word) = (doc.text.len(), doc.words.len());
        doc.text.push_str(&own.text);
        doc.words.extend(own.words.into_iter().map(|w| Word {
            span: w.span.shifted(byte),
            head: w.head.map(|h| word + h),
            ..w
        }));
    }
    docs
}

/// Scores GUM.
pub(crate) fn score_gum(room: &Room) -> Result<Score> {
    score(room, "syntax/gum/dev.conllu")
}

fn score(room: &Room, file: &str) -> Result<Score> {
    let sentences = sentences(&permitted(&house::text(&room.path(file))?));
    let outcomes = room.each(&sentences, |sentence| {
        let tokens = sentence.words.iter().map(|w| w.span).collect();
        let brief = Brief { keep_tokens: true, tokens: Some(tokens), ..Brief::default() };
        one(sentence, &room.mark_to(file, &sentence.text, None, &brief).tokens)
    });
    let n: usize = sentences.iter().map(|s| s.words.len()).sum();
    let mut score = Score::default();
    if outcomes.iter().all(|o| o.seen == 0) {
        score.notes.push("    the desk gave no tokens: Brief::keep_tokens fills nothing".to_owned());
    }
    for (metric, right) in [
        ("upos", outcomes.iter().map(|o| o.upos).sum::<usize>()),
        ("uas", outcomes.iter().map(|o| o.head).sum()),
        ("las", outcomes.iter().map(|o| o.both).sum()),
    ] {
        score.figure(metric, ratio(right, n), n);
    }
    score.share("sentences_whole", outcomes.iter().filter(|o| o.whole).count(), sentences.len());
    for (sentence, outcome) in sentences.iter().zip(outcomes) {
        outcome.cases.into_iter().for_each(|c| score.case(c, sentence.text.clone()));
    }
    Ok(score)
}

#[derive(Default)]
struct Outcome {
    seen: usize,
    /// Gold words with a token at their place.
    placed: usize,
    upos: usize,
    head: usize,
    both: usize,
    whole: bool,
    cases: Vec<String>,
}

fn one(gold: &Sentence, found: &[Token]) -> Outcome {
    let mut out = Outcome { seen: found.len(), ..Outcome::default() };
    let places: HashMap<Span, &Token> = found.iter().map(|t| (t.span, t)).collect();
    let by_span = |span: Span| places.get(&span).copied();
    out.whole = found.iter().filter(|t| t.head < 0).count() == 1;
    for word in &gold.words {
        let Some(token) = by_span(word.span) else { continue };
        out.placed += 1;
        out.upos += usize::from(token.upos == word.upos);
        if token.upos != word.upos {
            out.cases.push(format!("{} told as {}", word.upos, token.upos));
        }
        let head = usize::try_from(token.head).ok().and_then(|h| found.get(h)).map(|t| t.span);
        if head == word.head.map(|h| gold.words[h].span) {
            out.head += 1;
            out.both += usize::from(base(&token.rel) == base(&word.rel));
            if base(&token.rel) != base(&word.rel) {
                out.cases.push(format!("{} told as {}", base(&word.rel), base(&token.rel)));
            }
        }
    }
    out
}

fn base(rel: &str) -> &str {
    rel.split(':').next().unwrap_or(rel)
}

/// The documents of a treebank that may be used: all but those of a shut genre.
pub(crate) fn permitted(conllu: &str) -> String {
    let mut open = true;
    let mut out = String::new();
    for line in conllu.lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            let genre = id.strip_prefix("GUM_").and_then(|rest| rest.split('_').next()).unwrap_or("");
            open = !SHUT_GENRES.contains(&genre);
        }
        if open {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

/// The sentences of a CoNLL-U file. The text is set anew from the words: a space between, unless the file says
/// there is none, or the words are one printed word.
fn sentences(conllu: &str) -> Vec<Sentence> {
    conllu.split("\n\n").map(sentence).filter(|s| !s.words.is_empty()).collect()
}

fn sentence(block: &str) -> Sentence {
    let mut out = Sentence::default();
    let mut joined_until = 0;
    for cells in block.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>()) {
        let [id, form, _, upos, _, _, head, rel, _, misc] = cells.as_slice() else { continue };
        if let Some((_, last)) = id.split_once('-') {
            joined_until = last.parse().unwrap_or(0);
            continue;
        }
        let Ok(id) = id.parse::<usize>() else { continue };
        let start = out.text.len();
        out.text.push_str(form);
        let head = head.parse::<usize>().unwrap_or(0).checked_sub(1);
        let span = Span::new(start, out.text.len());
        out.words.push(Word { span, upos: (*upos).to_owned(), head, rel: (*rel).to_owned() });
        if id >= joined_until && !misc.contains("SpaceAfter=No") {
            out.text.push(' ');
        }
    }
    out.text.truncate(out.text.trim_end().len());
    out
}

#[cfg(test)]
mod tests {
    use super::{one, permitted, sentences};
    use model::Token;

    const OWN: &str = "# newdoc id = GUM_news_port\n\
        # text = Ports don't close.\n\
        1\tPorts\tport\tNOUN\t_\t_\t4\tnsubj\t_\t_\n\
        2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
        2\tdo\tdo\tAUX\t_\t_\t4\taux\t_\t_\n\
        3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_\n\
        4\tclose\tclose\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No\n\
        5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_\n\n\
        # newdoc id = GUM_fiction_sea\n\
        1\tSea\tsea\tNOUN\t_\t_\t0\troot\t_\t_\n\n";

    #[test]
    fn text_is_set_from_words_and_shut_genres_stay_out() {
        let all = sentences(&permitted(OWN));
        assert_eq!(all.len(), 1);
        assert_eq!(all[0].text, "Ports don't close.");
    }

    #[test]
    fn three_figures_by_hand() {
        let gold = &sentences(OWN)[0];
        let heads = [1, 3, 3, -1, 3];
        let rels = ["nsubj", "aux", "neg", "root", "punct"];
        let tokens: Vec<Token> = gold
            .words
            .iter()
            .zip(heads)
            .zip(rels)
            .map(|((w, head), rel)| Token { span: w.span, upos: w.upos.clone(), head, rel: rel.into() })
            .collect();
        let out = one(gold, &tokens);
        assert_eq!((out.upos, out.head, out.both, out.whole), (5, 4, 3, true));
    }
}
