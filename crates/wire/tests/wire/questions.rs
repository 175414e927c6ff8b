//! Forty pages of our own in ten page styles: every printed question with its answer, none invented.
//!
//! The pages stand in `tests/questions/*.md`: under each heading a page in a fence, then the questions and answers that
//! it prints, paragraphs of an answer apart by " / ", or `none`. `{{story}}` is the story that all of them tell.

use super::sound;
use model::{Article, Origin, PartKind};
use std::path::Path;

const LEDE: &[&str] = &[
    "The city of Hargate is weighing a night ban on tankers in its inner harbour, two port officials said on Monday, \
     after a ferry and a tanker came within forty metres of each other in thick fog.",
    "The council has made no decision, and none is planned before Thursday, when the harbour committee is to hear the \
     pilots, the ferry lines and the dockers' union on what a ban would mean for them.",
];
const REST: &[&str] = &[
    "The officials, who asked not to be named because the talks are private, said that the order would rest on the \
     Harbour Safety Act of 1987, which lets the city close a fairway for the sake of those who use it.",
    "\"We shall not wait for the third accident,\" said Mara Oldt, who leads the committee, as she left the town hall. \
     She would not say how she means to vote, and she took no further questions.",
];
const MORE: &[&str] = &[
    "More than 40 tankers call at the port in a common month, about half of them after dark, and the oil firms have \
     warned that a ban would send them to Northhaven, a day's sail up the coast.",
    "The dockers' union refused to back the plan as it stands. If the night shifts are paid as before, its leader said, \
     the union would look at it again before the summer.",
];

struct Page {
    name: String,
    html: String,
    asked: Vec<(String, String)>,
}

fn pages() -> Vec<Page> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/questions");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path()).collect();
    files.sort();
    let mut pages = Vec::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        for section in text.split("\n## ").skip(1) {
            let (title, rest) = section.split_once('\n').unwrap();
            let (block, told) = rest.split_once("```html\n").unwrap().1.split_once("\n```\n").unwrap();
            let mut asked: Vec<(String, String)> = Vec::new();
            for line in told.lines() {
                if let Some(question) = line.strip_prefix("Q: ") {
                    asked.push((question.to_owned(), String::new()));
                } else if let (Some(answer), Some(last)) = (line.strip_prefix("A: "), asked.last_mut()) {
                    last.1 = answer.to_owned();
                }
            }
            assert_eq!(asked.is_empty(), told.trim() == "none", "{title}: what it prints is not told");
            let name = format!("{} / {title}", file.file_stem().unwrap().to_string_lossy());
            let html = set(block, pages.len());
            pages.push(Page { name, html, asked });
        }
    }
    pages
}

/// The block in a whole page; four layouts take turns.
fn set(block: &str, at: usize) -> String {
    let told =
        |list: &[&[&str]]| list.iter().flat_map(|l| *l).map(|p| format!("<p>{p}</p>\n")).collect::<String>();
    let story = block
        .replace("{{story}}", &told(&[LEDE, REST, MORE]))
        .replace("{{lede}}", &told(&[LEDE]))
        .replace("{{rest}}", &told(&[REST]))
        .replace("{{more}}", &told(&[MORE]));
    let (open, close) = [
        ("<main><article>", "</article></main>"),
        ("<div id=content><div class=article-body>", "</div></div>"),
        ("<section class=story-body>", "</section>"),
        ("<article><div class=entry><div class=entry-content>", "</div></div></article>"),
    ][at % 4];
    format!(
        "<!doctype html><html><head><title>City weighs a night ban on tankers | The Harbour Gazette</title>\
         <meta property=og:site_name content='The Harbour Gazette'></head><body>\
         <nav><a href=/>Home</a><a href=/world>World</a></nav>{open}<h1>City weighs a night ban on tankers</h1>\
         {story}{close}<footer><p>© The Harbour Gazette 2026</p></footer></body></html>"
    )
}

fn found(article: &Article) -> Vec<(String, String)> {
    let paragraphs = |span: model::Span| span.words(&article.text).replace("\n\n", " / ");
    article
        .key_questions
        .iter()
        .map(|q| (paragraphs(q.question), q.answer.map(paragraphs).unwrap_or_default()))
        .collect()
}

#[test]
fn every_question_with_its_answer_and_none_invented() {
    let pages = pages();
    assert_eq!(pages.len(), 40);
    let mut wrong = Vec::new();
    for page in &pages {
        let reading = wire::read_html(&page.html, &Origin::default());
        sound(&reading);
        let article = reading.article.unwrap();
        let found = found(&article);
        if found != page.asked {
            wrong.push(format!("{}\n  gold  {:?}\n  found {found:?}", page.name, page.asked));
        }
        let body: String = article
            .parts
            .iter()
            .filter(|p| p.part == PartKind::Body)
            .map(|p| p.span.words(&article.text))
            .collect();
        let told = LEDE.iter().filter(|p| body.contains(**p)).count();
        if told < LEDE.len() || !body.contains(MORE[1]) {
            wrong.push(format!("{}\n  the story is not whole", page.name));
        }
        for (question, _) in &found {
            if body.contains(question.as_str()) {
                wrong.push(format!("{}\n  in the body too: {question}", page.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{} wrong of {}\n{}", wrong.len(), pages.len(), wrong.join("\n"));
}
