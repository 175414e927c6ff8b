//! What holds for any input at all.

use super::{read, sound};
use model::{Origin, Reading};
use proptest::prelude::*;

/// Page-like soup: tags, attributes and words in any order.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>"),
        Just("</p>"),
        Just("<div class='article-body'>"),
        Just("</div>"),
        Just("<h1>"),
        Just("</h1>"),
        Just("<table><tr><td>"),
        Just("</table>"),
        Just("<li>"),
        Just("<a href='/x'>"),
        Just("</a>"),
        Just("<br>"),
        Just("<figure><figcaption>"),
        Just("</figure>"),
        Just("<details><summary>Why so?</summary>"),
        Just("</details>"),
        Just("<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Zoë\"}</script>"),
        Just("<b>"),
        Just("</b>"),
        Just("<!-- "),
        Just("-->"),
        Just("<svg>"),
        Just("<template>"),
        Just("&nbsp;&#x1F600;"),
        Just(
            "The port of Hargate is shut, the mayor said on Monday, and it will stay so until Friday at least. "
        ),
        Just("Photo: Ines Falk"),
        Just("By Mara Lindqvist"),
        Just("3 March 2026"),
        Just("© 2026 Gazette"),
        Just("é“”\u{200b}"),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

/// Text-like soup: lines of every kind.
fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        Just("The Harbour Gazette"),
        Just("Port shut"),
        Just(""),
        Just("By Mara Lindqvist"),
        Just("Tuesday, March 3, 2026"),
        Just("HARGATE — The port is shut, the mayor said."),
        Just("What now?"),
        Just("FAQ"),
        Just("- one"),
        Just("# Two"),
        Just("Tankers. Photo: Ines Falk"),
        Just("© Gazette 2026"),
        Just("**bold** [x](y)"),
        Just("Überraschung… “né”"),
        Just(
            "The council closed the harbour on Monday after a ferry had sunk near the mole, the mayor said."
        ),
    ];
    proptest::collection::vec(line, 0..40).prop_map(|lines| lines.join("\n"))
}

fn twice(read: impl Fn() -> Reading) {
    let one = read();
    sound(&one);
    assert_eq!(one, read());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        twice(|| read(&bytes));
    }

    #[test]
    fn any_text(text in "\\PC{0,300}") {
        let origin = Origin::default();
        twice(|| wire::read_text(&text, &origin));
        twice(|| wire::read_html(&text, &origin));
        twice(|| wire::read_body(&text, &origin));
    }

    #[test]
    fn any_page(page in soup()) {
        twice(|| wire::read_html(&page, &Origin::default()));
    }

    #[test]
    fn any_lines(text in lines()) {
        twice(|| wire::read_text(&text, &Origin::default()));
    }

    #[test]
    fn json_comes_back(text in lines()) {
        let reading = wire::read_text(&text, &Origin::default());
        let json = serde_json::to_string(&reading.to_edge()).unwrap();
        let back: Reading<model::Cited, model::Place> = serde_json::from_str(&json).unwrap();
        prop_assert_eq!(back.to_bytes(), reading);
    }
}
