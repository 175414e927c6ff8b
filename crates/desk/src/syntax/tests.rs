use super::{Encoder, Perceptron, Rel, Sentence, Span, Upos, sentences, tokens};

fn split(text: &str) -> Vec<&str> {
    sentences(text, Span::new(0, text.len())).iter().map(|span| span.words(text)).collect()
}

fn cut(text: &str) -> Vec<&str> {
    tokens(text, Span::new(0, text.len())).iter().map(|span| span.words(text)).collect()
}

fn whole(text: &str, span: Span) -> Sentence {
    Perceptron::shipped().parse(text, span, &tokens(text, span))
}

fn read(text: &str) -> Sentence {
    whole(text, Span::new(0, text.len()))
}

#[test]
fn abbreviations_do_not_end_sentences() {
    for whole in [
        "Gen. Orla Finch met Sen. Tobias Reed at 9 a.m. Tuesday in Port Vale.",
        "U.S. officials met J. K. Marlow of Acme Inc. in Washington, D.C. on Jan. 12.",
        "It passed with 3.5 million votes, under Art. 7 of the Harbour Act.",
        "“Why now?” he asked.",
        "“Is it over?” Mara Quill asked.",
        "He waited ... and then left.",
    ] {
        assert_eq!(split(whole), [whole]);
    }
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    for (text, parts) in [
        ("It was made in the U.S. The plan failed.", vec!["It was made in the U.S.", "The plan failed."]),
        (
            "“The talks are going on.” He added nothing.",
            vec!["“The talks are going on.”", "He added nothing."],
        ),
        ("It closed at 5 p.m. Police came later.", vec!["It closed at 5 p.m.", "Police came later."]),
        ("(No deal was made.) They left.", vec!["(No deal was made.)", "They left."]),
        ("Is it so? It is! Yes…", vec!["Is it so?", "It is!", "Yes…"]),
        (
            "Harbour Closed Again\n\nThe port shut on Monday.",
            vec!["Harbour Closed Again", "The port shut on Monday."],
        ),
        (
            "The port will stay shut for the rest of this week,\nsaid the mayor.",
            vec!["The port will stay shut for the rest of this week,\nsaid the mayor."],
        ),
    ] {
        assert_eq!(split(text), parts);
    }
}

#[test]
fn tokens_follow_the_treebank() {
    for (text, parts) in [
        ("She doesn’t know.", vec!["She", "does", "n’t", "know", "."]),
        (
            "“It's the port's,” he said.",
            vec!["“", "It", "'s", "the", "port", "'s", ",", "”", "he", "said", "."],
        ),
        ("a $1.5m U.S.-led plan", vec!["a", "$", "1.5", "m", "U.S.", "-", "led", "plan"]),
        ("10,000 co-owners (40%)—more", vec!["10,000", "co-owners", "(", "40", "%", ")", "—", "more"]),
        (
            "See https://example.org/a?b=c, or mail a.b@example.org.",
            vec!["See", "https://example.org/a?b=c", ",", "or", "mail", "a.b@example.org", "."],
        ),
        ("They left the U.S.", vec!["They", "left", "the", "U.S."]),
        (
            "officials' 30-day ban, and/or 5pm",
            vec!["officials", "'", "30", "-", "day", "ban", ",", "and", "/", "or", "5", "pm"],
        ),
        ("They cannot wait...", vec!["They", "can", "not", "wait", "..."]),
    ] {
        assert_eq!(cut(text), parts);
    }
}

#[test]
fn the_shipped_weights_read() {
    assert!(Encoder::version(Perceptron::shipped()).starts_with("syntax-1-"));
    assert!(Perceptron::read(b"HSYN\x01\x05abc").is_none());
    assert!(Perceptron::read(b"").is_none());
}

#[test]
fn a_report_has_its_tree() {
    let text = "The minister said that two ships were seized by the navy.";
    let tree = read(text);
    let root = tree.root().expect("a root");
    assert_eq!(tree.word(text, root), "said");
    let clause = tree.child(root, Rel::Ccomp).expect("a clause");
    assert_eq!(tree.tokens[clause].lemma, "seize");
    assert!(tree.child(clause, Rel::NsubjPass).is_some());
    let agent = tree.child(clause, Rel::OblAgent).expect("an agent");
    assert_eq!(tree.subtree_span(agent).and_then(|span| span.of(text)), Some("by the navy"));
    assert_eq!(tree.tokens[0].upos, Upos::Det);
}

#[test]
fn long_sentences_are_one_tree() {
    let text = "the old port and ".repeat(400);
    let tree = read(&text);
    assert_eq!(tree.tokens.len(), 1_600);
    assert_eq!(tree.tokens.iter().filter(|token| token.head.is_none()).count(), 1);
}

#[test]
fn odd_text_never_panics_and_spans_fit() {
    let mut seed = 7u64;
    let letters: Vec<char> =
        "ab Z.?!\n\r“”'’\"()-—/…$€%@#:,0 9éß漢字\u{301}\u{200d}🙂\0\u{feff}\t".chars().collect();
    let mut texts =
        vec![String::new(), "x".repeat(1 << 20), ".".repeat(5_000), "'".repeat(3_000), "-a".repeat(900)];
    for length in 0..400 {
        let text = (0..length % 60)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                letters[(seed >> 33) as usize % letters.len()]
            })
            .collect();
        texts.push(text);
    }
    for text in &texts {
        let spans = sentences(text, Span::new(0, text.len()));
        let mut last = 0;
        for sentence in spans.into_iter().map(|span| whole(text, span)) {
            assert!(sentence.span.start >= last && sentence.span.of(text).is_some());
            last = sentence.span.end;
            let mut end = sentence.span.start;
            for token in &sentence.tokens {
                assert!(token.span.start >= end && !token.span.is_empty() && token.span.of(text).is_some());
                assert!(token.head.is_none_or(|head| head < sentence.tokens.len()));
                end = token.span.end;
            }
            assert!(end <= sentence.span.end);
            // Nothing but white space and invisible marks is lost between tokens.
            let kept: usize = sentence.tokens.iter().map(|token| token.span.len()).sum();
            let seen = sentence
                .span
                .words(text)
                .chars()
                .filter(|c| !c.is_whitespace() && !matches!(c, '\u{200b}' | '\u{feff}' | '\0'));
            assert_eq!(kept, seen.map(char::len_utf8).sum::<usize>());
        }
    }
    assert!(sentences("abc", Span::new(2, 9)).is_empty());
    assert!(tokens("é", Span::new(1, 2)).is_empty());
}

#[test]
fn given_tokens_are_kept() {
    let text = "Ships sail.";
    let given = [Span::new(0, 5), Span::new(6, 10), Span::new(10, 11)];
    let tree = Perceptron::shipped().parse(text, Span::new(0, 11), &given);
    assert_eq!(tree.tokens.iter().map(|token| token.span).collect::<Vec<_>>(), given);
}
