//! Pages: an article out of HTML.
//!
//! In: decoded HTML · Out: a [`Draft`] and caveats · From: PAGES.md · Fails: no headline and no body are caveats
//! Cost: a parse and about eight walks over the tree, each linear

mod around;
mod blocks;
mod body;
mod classes;
mod fields;
mod guard;
mod ld;
mod parse;
mod printed;
mod scan;
mod tag;
mod thin;
mod tree;
mod weigh;
mod writers;

use crate::carrier::{Asked, Block, Draft};
use crate::{clean, plain};
use model::{Caveat, CaveatCode, Origin, ParagraphKind};
use tree::{Id, NONE, ROOT};

/// Characters of running text below which the structured data's own body is taken instead.
const THIN: usize = 200;

/// Reads one page.
pub(crate) fn read(page: &str, origin: &Origin, caveats: &mut Vec<Caveat>) -> Draft {
    let (tree, capped) = parse::parse(page);
    if capped {
        let message = "elements nest deeper than 256; deeper ones were flattened, their text is kept";
        caveats.push(Caveat::new(CaveatCode::NestingCapped, message));
    }
    let scan = scan::Scan::of(&tree);
    let told = ld::read(&scan.scripts, caveats);
    let mut draft = Draft::default();
    fields::read(&tree, &scan, &told, origin, &mut draft, caveats);
    let h1 = fields::headline(&tree, &scan, &told, &mut draft);
    let top = if scan.body == NONE { ROOT } else { scan.body };
    let weights = weigh::weigh(&tree, top, h1);
    writers::read(&tree, &scan, &told, h1, &weights, &mut draft);
    printed::read(&tree, h1, top, &weights, &mut draft);
    let (asked, places) = around::asked(&tree, top, &weights);
    let skip = |id: Id| places.contains(&id) || Some(id) == h1;
    let bare = weights.container == NONE;
    // Where the heaviest element is a box of questions, the story stands elsewhere.
    let asks = !bare
        && (places.contains(&weights.container)
            || tree.above(weights.container).any(|a| places.contains(&a)));
    let start = if bare || asks { top } else { weights.container };
    let raws = blocks::cut(&tree, start, &weights, &skip);
    let mut kept = body::keep(raws, &weights, told.body.as_deref(), &mut draft);
    if bare {
        // A page too short to have a container is its whole sentences; labels and menus are none.
        kept.retain(|raw| raw.kind == ParagraphKind::Paragraph && clean::ends_sentence(&raw.text));
    }
    around::deck(&tree, &scan, &told, h1, &weights, &mut kept, &mut draft);
    around::pictures(&tree, &scan, &told, h1, &weights, &mut draft);
    draft.questions = around::asked_under_heading(&mut kept);
    questions(asked, told.asked, &mut kept, &mut draft);
    around::rights(&tree, &scan, &told_rights(told.rights), &mut draft);
    draft.body = body::set(kept);
    if !draft.body.is_empty() {
        draft.found("body", "blocks");
    }
    thin(told.body.as_deref(), &mut draft);
    plain::lift_dateline(&mut draft);
    if draft.headline.is_none() {
        caveats.push(Caveat::new(
            CaveatCode::NoHeadline,
            "the page has no h1, no title and no headline in its data",
        ));
    }
    if draft.body.is_empty() {
        let message = "no running text was found on the page; it may be built by scripts, or ask for a login";
        caveats.push(Caveat::new(CaveatCode::NoBody, message));
    }
    draft
}

fn told_rights(rights: Option<String>) -> ld::Told {
    ld::Told { rights, ..ld::Told::default() }
}

/// Questions from the page first, then those that only the structured data has; none of them stays in the body.
fn questions(asked: Vec<Asked>, told: Vec<Asked>, kept: &mut Vec<blocks::Raw>, draft: &mut Draft) {
    for (list, place) in [(asked, "page"), (told, "json-ld")] {
        for one in list {
            draft.found("key_questions", place);
            if draft.questions.iter().any(|q| clean::same(&q.question, &one.question)) {
                continue;
            }
            kept.retain(|raw| {
                !clean::same(&raw.text, &one.question)
                    && !one.answer.iter().any(|a| clean::same(a, &raw.text))
            });
            draft.questions.push(one);
        }
    }
    if draft.questions.is_empty() {
        draft.from.remove("key_questions");
    } else {
        draft.found("key_questions", "page");
        let over = |raw: &blocks::Raw| crate::furniture::is_faq_heading(&raw.text);
        if kept.last().is_some_and(over) {
            kept.pop();
        }
    }
}

/// A page that shows hardly any text but carries its story as data is read from the data.
fn thin(told: Option<&str>, draft: &mut Draft) {
    let shown: usize = draft.body.iter().map(|b| b.text.len()).sum();
    let Some(told) = told.filter(|t| t.len() > THIN && shown < THIN.max(t.len() / 4)) else { return };
    draft.body = told
        .split('\n')
        .map(clean::line)
        .filter(|p| !p.is_empty())
        .map(|text| Block { kind: ParagraphKind::Paragraph, text })
        .collect();
    draft.from.insert("body".to_owned(), vec!["json-ld".to_owned()]);
}
