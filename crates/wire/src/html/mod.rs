//! Pages: an article out of HTML.
//!
//! In: decoded HTML · Out: a [`Draft`] and caveats · From: PAGES.md · Fails: no headline and no body are caveats
//! Cost: a parse and about eight walks over the tree, each linear

mod around;
mod asked;
mod attributes;
mod blocks;
mod body;
mod classes;
mod entities;
mod fields;
mod forest;
mod gauge;
mod hidden;
mod kinds;
mod labels;
mod ld;
mod lexer;
mod lines;
mod live;
mod named;
mod open;
mod parse;
mod pictures;
mod place;
mod published;
mod raw;
mod rules;
mod scan;
mod scripted;
mod seen;
mod shown;
mod spelt;
mod tables;
mod tag;
mod tree;
mod weigh;
mod writers;
#[cfg(test)]
mod yardstick;

use crate::carrier::{Asked, Block, Draft};
use crate::{agencies, clean, notices, plain};
pub use labels::Labeller;
use model::{Caveat, CaveatCode, Origin, ParagraphKind};
use tree::{Id, NONE, ROOT, Tree};

/// Text with its character references read, each once and none in another.
pub(crate) fn decoded(written: &str) -> std::borrow::Cow<'_, str> {
    let mut own = String::new();
    if entities::decode(written, entities::Place::Text, &mut own) { own.into() } else { written.into() }
}

/// Characters of running text below which the structured data's own body is taken instead.
const THIN: usize = 200;

/// Reads one page by these weights.
pub(crate) fn read(page: &str, origin: &Origin, labeller: &Labeller, caveats: &mut Vec<Caveat>) -> Draft {
    read_showing(page, origin, labeller, caveats, &mut |_| ())
}

/// Who is shown the blocks, the page as seen, and what the rules would keep.
type Show<'s> = &'s mut dyn FnMut((&blocks::Page, &seen::Seen, &[bool]));

/// The same; `show` gets the blocks as the labeller sees them.
fn read_showing(
    page: &str,
    origin: &Origin,
    labeller: &Labeller,
    caveats: &mut Vec<Caveat>,
    show: Show<'_>,
) -> Draft {
    let source = page;
    let (tree, capped) = parse::parse(source);
    if capped {
        let message = "elements nest deeper than 256; deeper ones were flattened, their text is kept";
        caveats.push(Caveat::new(CaveatCode::NestingCapped, message));
    }
    let scan = scan::Scan::of(&tree);
    let named = named::Named::of(&tree);
    let mut told = ld::read(&scan.scripts, caveats);
    let mut draft = Draft::default();
    fields::read(&scan, &told, origin, &mut draft);
    let h1 = fields::headline(&tree, &scan, &told, &mut draft, caveats);
    let top = if scan.body == NONE { ROOT } else { scan.body };
    let weights = weigh::weigh(&tree, top, h1);
    published::read(page, &tree, &scan, &told, origin, h1, &weights, &named, &mut draft, caveats);
    writers::read(&tree, &scan, &told, h1, &weights, &mut draft, caveats);
    let asked::Found { asked, places } = asked::boxes(&tree, top, &weights, &named);
    let skip = |id: Id| places.contains(&id) || Some(id) == h1;
    let bare = weights.container == NONE;
    // Where the heaviest element is a box of questions, the story stands elsewhere.
    let asks = !bare
        && (places.contains(&weights.container)
            || tree.above(weights.container).any(|a| places.contains(&a)));
    let start = if bare || asks { top } else { weights.container };
    let mut page = blocks::cut_all(&tree, top, &weights, &skip);
    let inside =
        |raw: &blocks::Raw| (start == top || raw.place.container > 0) && !raw.place.is(place::Place::APART);
    // Printed questions are looked for in the story, not around it.
    let (mut raws, others): (Vec<_>, Vec<_>) = page.raws.into_iter().partition(|raw| inside(raw));
    draft.questions = lines::take(&tree, &mut raws);
    questions(asked, std::mem::take(&mut told.asked), &mut raws, &mut draft);
    said_of_itself(&raws, &mut draft);
    raws.extend(others);
    raws.sort_unstable_by_key(|raw| raw.order);
    page.raws = raws;
    let at: Vec<usize> = page.raws.iter().enumerate().filter(|(_, r)| inside(r)).map(|(at, _)| at).collect();
    let rule = body::by_rule(&page.raws, &at, &weights, told.body.as_deref(), &mut draft);
    let described = around::described(&scan, &told);
    let about = seen::About {
        headline: draft.headline.as_deref(),
        described: &described,
        told: told.body.as_deref(),
        h1,
    };
    let seen = seen::see(&tree, &page, &weights, &about, &rule);
    show((&page, &seen, &rule));
    let likely = labeller.likely(&page, &seen, &rule);
    let mut kept = body::keep(page, likely.as_deref(), &rule, bare);
    live::take(&tree, top, &told, &weights, &named, &mut kept, &mut draft);
    around::deck(&tree, &scan, &told, h1, &weights, &mut kept, &mut draft);
    let story: Vec<Id> = kept.iter().map(|raw| raw.id).collect();
    pictures::read(&tree, &scan, &told, h1, &weights, &named, &story, &mut draft);
    around::rights(&tree, &scan, &told, &mut draft);
    draft.body = body::set(kept);
    if !draft.body.is_empty() || !draft.live.is_empty() {
        draft.found("body", "blocks");
    }
    if draft.body.is_empty() && draft.live.is_empty() {
        draft.body = scripted::read(source);
        if !draft.body.is_empty() {
            draft.found("body", "script");
        }
    }
    noted(&tree, &scan, &told, &named, &mut draft);
    compared(told.body.as_deref(), &draft, caveats);
    thin(told.body.as_deref(), &mut draft);
    plain::lift_dateline(&mut draft);
    if draft.headline.is_none() {
        caveats.push(Caveat::new(
            CaveatCode::NoHeadline,
            "the page has no h1, no title and no headline in its data",
        ));
    }
    if draft.body.is_empty() && draft.live.is_empty() {
        let message = "no running text was found on the page; it may be built by scripts, or ask for a login";
        caveats.push(Caveat::new(CaveatCode::NoBody, message));
    }
    draft
}

/// Questions from the page first, then those that only the structured data has; none of them stays in the body.
fn questions(asked: Vec<Asked>, told: Vec<Asked>, raws: &mut Vec<blocks::Raw>, draft: &mut Draft) {
    let mut places: Vec<&str> = if draft.questions.is_empty() { Vec::new() } else { vec!["page"] };
    for (list, place) in [(asked, "page"), (told, "json-ld")] {
        for one in list {
            places.push(place);
            if let Some(own) = draft.questions.iter_mut().find(|q| clean::same(&q.question, &one.question)) {
                if own.answer.is_empty() {
                    own.answer = one.answer;
                }
                continue;
            }
            raws.retain(|raw| {
                !clean::same(&raw.text, &one.question)
                    && !one.answer.iter().any(|a| clean::same(a, &raw.text))
            });
            draft.questions.push(one);
        }
    }
    if draft.questions.is_empty() {
        return;
    }
    places.into_iter().for_each(|place| draft.found("key_questions", place));
    let over = |raw: &blocks::Raw| crate::furniture::is_faq_heading(&raw.text);
    if raws.last().is_some_and(over) {
        raws.pop();
    }
}

/// Blocks at the end among which a line that names who contributed stands.
const CLOSING: usize = 6;

/// Notices, and closing lines that name agencies, before the short ones among them leave the story.
fn said_of_itself(raws: &[blocks::Raw], draft: &mut Draft) {
    for noted in raws.iter().filter_map(|raw| notices::noted(&raw.text, None)) {
        notices::add(noted, "body", draft);
    }
    let closing = raws.iter().rev().take(CLOSING).flat_map(|raw| agencies::closing(&raw.text));
    let closing: Vec<&str> = closing.collect();
    closing.into_iter().for_each(|name| agencies::add(name, "body", draft));
}

/// Notices in boxes that call themselves so and in structured data; agencies that the data names.
fn noted(tree: &Tree, scan: &scan::Scan<'_>, told: &ld::Told, named: &named::Named, draft: &mut Draft) {
    let body = if scan.body == NONE { ROOT } else { scan.body };
    let boxes = tree.below(body).filter(|id| named.is(*id, named::Names::NOTICE) && tree.tag(*id).is_block());
    for id in boxes.take(20) {
        if tree.below(id).take(200).count() < 200
            && let Some(noted) = notices::noted(&tree.words(id), None)
        {
            notices::add(noted, "page", draft);
        }
    }
    for noted in &told.notices {
        notices::add(noted.clone(), "json-ld", draft);
    }
    for name in told.sources.iter().filter_map(|name| agencies::named(name)) {
        agencies::add(name, "json-ld", draft);
    }
}

/// Characters of the data's own body from which it is held against the page's.
const COMPARED: usize = 1000;

/// Times that one body must be longer than the other to be told: the data is often cut short, so only a longer one counts.
const LONGER: usize = 2;

/// Structured data that has much more of the story than the page shows is a caveat: part of it may not have been read.
fn compared(told: Option<&str>, draft: &Draft, caveats: &mut Vec<Caveat>) {
    let posts = draft.live.iter().flat_map(|post| &post.body);
    let shown: usize = draft.body.iter().chain(posts).map(|b| b.text.len()).sum();
    let told = told.map_or(0, str::len);
    if told > COMPARED && told > shown * LONGER {
        let message = format!("the page shows {shown} bytes of the story, its data has {told}");
        caveats.push(Caveat::new(CaveatCode::FieldConflict, message));
    }
}

/// A page that shows hardly any text but carries its story as data is read from the data.
fn thin(told: Option<&str>, draft: &mut Draft) {
    let posts = draft.live.iter().flat_map(|post| &post.body);
    let shown: usize = draft.body.iter().chain(posts).map(|b| b.text.len()).sum();
    let Some(told) = told.filter(|t| t.len() > THIN && shown < THIN.max(t.len() / 4)) else { return };
    draft.body = told
        .split('\n')
        .map(clean::line)
        .filter(|p| !p.is_empty())
        .map(|text| Block { kind: ParagraphKind::Paragraph, text })
        .collect();
    draft.from.insert("body".to_owned(), vec!["json-ld".to_owned()]);
}

/// The blocks as the labeller sees them: names of the numbers, blocks, boxes, numbers and words.
pub(crate) fn blocks_seen(page: &str, origin: &Origin) -> serde_json::Value {
    let mut out = serde_json::Value::Null;
    let none = Labeller::default();
    let draft = read_showing(page, origin, &none, &mut Vec::new(), &mut |(page, seen, rule)| {
        let bits = |words: &classes::Words| -> Vec<usize> {
            (0..words.len() * 64).filter(|at| words[at / 64] >> (at % 64) & 1 == 1).collect()
        };
        let raws = page.raws.iter();
        out = serde_json::json!({
            "names": seen::NAMES,
            "texts": raws.clone().map(|r| &r.text).collect::<Vec<_>>(),
            "kinds": raws.clone().map(|r| r.kind).collect::<Vec<_>>(),
            "boxes": raws.clone().map(|r| r.box_at).collect::<Vec<_>>(),
            "parents": page.boxes.iter().map(|b| b.parent).collect::<Vec<_>>(),
            "weights": seen.weights,
            "rule": rule,
            "looked": seen.looked,
            "numbers": seen.numbers,
            "around": seen.looked.iter().map(|at| bits(&page.raws[*at as usize].place.words)).collect::<Vec<_>>(),
            "near": seen.looked.iter().map(|at| bits(&page.raws[*at as usize].place.near)).collect::<Vec<_>>(),
        });
    });
    out["deck"] = draft.deck.into();
    out["asked"] =
        draft.questions.iter().map(|q| format!("{}\n{}", q.question, q.answer.join("\n"))).collect();
    out
}
