//! Reading treebanks in CoNLL-U form, for training and scoring only.
//!
//! In: the text of a `.conllu` file · Out: [`Gold`] sentences · From: UD v2, the CoNLL-U format
//! Fails: a sentence whose words do not stand in its text in order is left out · Cost: O(text)

use model::Span;

use super::labels::{Rel, Tag, Upos};

/// Genres of GUM under a licence without commerce, and talk that is far from news.
const LEFT_OUT: [&str; 5] = ["fiction", "whow", "essay", "letter", "podcast"];

/// One word as the annotators saw it.
#[derive(Clone, Debug)]
pub struct GoldWord {
    /// Where it stands in the sentence's text.
    pub span: Span,
    /// The word.
    pub form: String,
    /// Its lemma.
    pub lemma: String,
    /// Its part of speech.
    pub upos: Upos,
    /// Its Penn tag.
    pub tag: Tag,
    /// Its head; the number of words is the root.
    pub head: usize,
    /// Its relation to the head.
    pub rel: Rel,
}

/// One annotated sentence.
#[derive(Clone, Debug, Default)]
pub struct Gold {
    /// The sentence's text.
    pub text: String,
    /// Its words.
    pub words: Vec<GoldWord>,
}

/// Reads the sentences whose genre may be used.
pub fn read(conllu: &str) -> Vec<Gold> {
    let mut sentences = Vec::new();
    let mut allowed = true;
    let mut text = "";
    let mut lines: Vec<Vec<&str>> = Vec::new();
    for line in conllu.lines().chain([""]) {
        if let Some(genre) = line.strip_prefix("# meta::genre = ") {
            allowed = !LEFT_OUT.contains(&genre.trim());
        } else if line.starts_with("# newdoc") {
            // A document without a genre line belongs to a treebank that is free as a whole.
            allowed = true;
        } else if let Some(words) = line.strip_prefix("# text = ") {
            text = words;
        } else if line.is_empty() {
            if allowed && !lines.is_empty() {
                sentences.extend(sentence(text, &lines));
            }
            lines.clear();
        } else if !line.starts_with('#') {
            lines.push(line.split('\t').collect());
        }
    }
    sentences
}

fn sentence(text: &str, lines: &[Vec<&str>]) -> Option<Gold> {
    let mut gold = Gold { text: text.to_owned(), words: Vec::new() };
    let mut at = 0;
    for columns in lines {
        let &[id, form, lemma, upos, tag, _, head, rel, ..] = columns.as_slice() else { return None };
        // Ranges repeat the words under them, and empty nodes are not in the text.
        if id.contains(['-', '.']) {
            continue;
        }
        let rest = text.get(at..)?;
        let start = at + rest.len() - rest.trim_start().len();
        if !text.get(start..)?.starts_with(form) {
            return None;
        }
        at = start + form.len();
        gold.words.push(GoldWord {
            span: Span::new(start, at),
            form: form.to_owned(),
            lemma: lemma.to_owned(),
            upos: Upos::named(upos).unwrap_or(Upos::X),
            tag: Tag::named(tag).unwrap_or(Tag::Xx),
            head: head.parse::<usize>().ok()?,
            rel: Rel::read(rel),
        });
    }
    let count = gold.words.len();
    for word in &mut gold.words {
        word.head = if word.head == 0 { count } else { word.head - 1 };
    }
    (count > 0).then_some(gold)
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn words_of_a_contraction_get_their_places() {
        let file = "# newdoc id = a\n# text = Ships don't wait.\n\
            1\tShips\tship\tNOUN\tNNS\t_\t4\tnsubj\t_\t_\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n\
            2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_\n3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_\n\
            4\twait\twait\tVERB\tVB\t_\t0\troot\t_\t_\n5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_\n\n";
        let read = read(file);
        assert_eq!(read.len(), 1);
        let words = &read[0].words;
        assert_eq!(words[2].span.of(&read[0].text), Some("n't"));
        assert_eq!(words[3].head, 5);
    }
}
