//! The yardstick: html5ever's tree of the same page, and whether a reader sees the same words in it.
//!
//! In: pages, our own and made at random · Out: a failed test where the words differ · From: html5ever (WHATWG HTML 13.2)
//! Fails: pages that nest past the cap are left out · Cost: seconds

use super::parse::parse;
use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, Piece, ROOT, Tree};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, LocalName, Namespace, ParseOpts, QualName, ns};
use proptest::strategy::Strategy;
use proptest::test_runner::Config;
use proptest::{prop_assert_eq, prop_oneof, proptest};
use std::borrow::Cow;
use std::cell::RefCell;

#[derive(Default)]
struct Plant {
    tag: Option<Tag>,
    name: Option<QualName>,
    attrs: Vec<(Attr, String)>,
    words: String,
    above: Option<usize>,
    below: Vec<usize>,
}

#[derive(Default)]
struct Garden(RefCell<Vec<Plant>>);

#[derive(Debug)]
struct Named(QualName);

impl ElemName for Named {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Garden {
    fn add(&self, plant: Plant) -> usize {
        self.0.borrow_mut().push(plant);
        self.0.borrow().len() - 1
    }

    fn place(&self, id: usize) -> Option<(usize, usize)> {
        let plants = self.0.borrow();
        let above = plants[id].above?;
        Some((above, plants[above].below.iter().position(|b| *b == id)?))
    }

    fn insert(&self, above: usize, at: usize, child: NodeOrText<usize>) {
        let id = match child {
            NodeOrText::AppendNode(id) => id,
            NodeOrText::AppendText(words) => {
                let before = at.checked_sub(1).and_then(|at| self.0.borrow()[above].below.get(at).copied());
                let mut plants = self.0.borrow_mut();
                if let Some(before) = before.filter(|b| plants[*b].tag == Some(Tag::Text)) {
                    plants[before].words.push_str(&words);
                    return;
                }
                drop(plants);
                self.add(Plant { tag: Some(Tag::Text), words: words.to_string(), ..Plant::default() })
            }
        };
        let mut plants = self.0.borrow_mut();
        plants[id].above = Some(above);
        plants[above].below.insert(at, id);
    }

    fn tree(self) -> Tree<'static> {
        let mut tree = Tree::new("");
        let plants = self.0.into_inner();
        let mut stack: Vec<(usize, Id)> = plants[0].below.iter().rev().map(|b| (*b, ROOT)).collect();
        while let Some((at, parent)) = stack.pop() {
            let plant = &plants[at];
            let mut piece = |words: &str| {
                let start = tree.own.len();
                tree.own.push_str(words);
                Piece::tail(start, &tree.own)
            };
            match plant.tag {
                None => {}
                Some(Tag::Text) => {
                    let piece = piece(&plant.words);
                    tree.write(piece, parent, NONE);
                }
                Some(tag) => {
                    let attrs: Vec<(Attr, Piece)> = plant.attrs.iter().map(|(a, v)| (*a, piece(v))).collect();
                    let id = tree.add(tag, &attrs);
                    tree.hang(id, parent, NONE);
                    stack.extend(plant.below.iter().rev().map(|b| (*b, id)));
                }
            }
        }
        tree
    }
}

impl TreeSink for Garden {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = Named;

    fn finish(self) -> Self {
        self
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> usize {
        0
    }
    fn elem_name(&self, id: &usize) -> Named {
        Named(self.0.borrow()[*id].name.clone().unwrap())
    }
    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> usize {
        let tag = if name.ns == ns!(html) { Tag::of(name.local.as_bytes()) } else { Tag::Foreign };
        let kept = |a: Attribute| Some((Attr::of(a.name.local.as_bytes())?, a.value.to_string()));
        let attrs = attrs.into_iter().filter_map(kept).collect();
        self.add(Plant { tag: Some(tag), name: Some(name), attrs, ..Plant::default() })
    }
    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(Plant::default())
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(Plant::default())
    }
    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.remove_from_parent(id);
        }
        let end = self.0.borrow()[*parent].below.len();
        self.insert(*parent, end, child);
    }
    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        if self.0.borrow()[*element].above.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, _: &usize) -> usize {
        self.add(Plant::default())
    }
    fn same_node(&self, a: &usize, b: &usize) -> bool {
        a == b
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        if let NodeOrText::AppendNode(id) = &child {
            self.remove_from_parent(id);
        }
        let (above, at) = self.place(*sibling).unwrap();
        self.insert(above, at, child);
    }
    fn add_attrs_if_missing(&self, _: &usize, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, id: &usize) {
        if let Some((above, at)) = self.place(*id) {
            let mut plants = self.0.borrow_mut();
            plants[above].below.remove(at);
            plants[*id].above = None;
        }
    }
    fn reparent_children(&self, from: &usize, to: &usize) {
        let moved = std::mem::take(&mut self.0.borrow_mut()[*from].below);
        for id in moved {
            self.0.borrow_mut()[id].above = None;
            self.append(to, NodeOrText::AppendNode(id));
        }
    }
}

/// html5ever's tree in our arena.
fn measured(page: &str) -> Tree<'static> {
    let garden = Garden::default();
    garden.add(Plant { tag: Some(Tag::Document), ..Plant::default() });
    let mut options = ParseOpts::default();
    options.tree_builder.scripting_enabled = true;
    html5ever::parse_document(garden, options).one(page).tree()
}

/// The words a reader sees, a line a block.
fn lines(tree: &Tree<'_>) -> Vec<String> {
    let mut lines = vec![String::new()];
    let (mut at, mut block) = (ROOT, ROOT);
    while at != NONE {
        let tag = tree.tag(at);
        if tag.is_block() || tag == Tag::Br {
            lines.push(String::new());
        }
        if tag == Tag::Text {
            let own = tree.above(at).find(|a| tree.tag(*a).is_block()).unwrap_or(ROOT);
            if own != block {
                lines.push(String::new());
            }
            block = own;
            crate::clean::append(lines.last_mut().unwrap(), tree.text(at));
        }
        at = if tag.is_mute() { tree.past(at, ROOT) } else { tree.following(at, ROOT) };
    }
    lines.iter().map(|l| l.trim().to_owned()).filter(|l| !l.is_empty()).collect()
}

/// The first line that differs, ours and the yardstick's.
fn difference(page: &str) -> Option<String> {
    let (own, capped) = parse(page);
    let (own, other) = (lines(&own), lines(&measured(page)));
    if capped || own == other {
        return None;
    }
    let at = own.iter().zip(&other).position(|(a, b)| a != b).unwrap_or(own.len().min(other.len()));
    let show = |lines: &[String]| lines.iter().skip(at).take(3).cloned().collect::<Vec<_>>().join(" / ");
    Some(format!(
        "line {at} of {} and {}\nours  {}\ntheirs {}",
        own.len(),
        other.len(),
        show(&own),
        show(&other)
    ))
}

#[test]
fn malformed_pages_read_as_in_browsers() {
    for page in [
        "",
        "words",
        "<p>one<p>two<div>three</p>four",
        "<ul><li>one<li>two<ul><li>three</ul>four</ul>five",
        "<dl><dt>a<dd>b<dt>c<dd><p>d</dl>e",
        "<table><tr><td>one<td>two<tr><th>three</table>four",
        "<!doctype html><p>a<table><tr><td>b</table>c",
        "<table>stray<tr><td>one</td>more</tr><p>boxed</p></table>after",
        "<table><caption>a<tr><td>b<table><tr><td>c</table>d</table>e",
        "<table><colgroup><col><tbody><tr><td>a</tbody><tfoot><tr><td>b</table>",
        "<table><div>a<tr><td>b</div>c</table>d",
        "<b><p>one</b>two</p>three",
        "<a href=x>one<a href=y>two</a>three</a>four",
        "<a><div>one</a>two</div>three",
        "<i><b>one</i>two</b>three",
        "<h1>one<h2>two</h1>three",
        "<select><option>a<option>b</select>c",
        "<select><p>one</select>two",
        "<button>a<button>b</button>c<p>d</button>e",
        "<svg><text>a</text><p>b</svg>c",
        "<svg><title>a</title><foreignObject><p>b</p></foreignObject></svg>c",
        "<svg><![CDATA[a]]></svg>b<![CDATA[c]]>d",
        "<math><mi>a<p>b</p></mi></math>c",
        "<template><p>a</p><tr><td>b</template>c",
        "<table><template><tr><td>a</template><tr><td>b</table>c",
        "<form>a<form>b</form>c</form>d<div></form>e",
        "<title>a &amp; <b>b</title><textarea>c</textarea>d",
        "<script>a<!--<script>b</script>--></script>c",
        "<noscript><p>a</noscript>b",
        "<iframe><p>a</iframe>b<xmp><p>c</xmp>d",
        "a<plaintext><b>c",
        "<!-- a --!>b<!-->c<!--->d<!x>e<?f>g</ h>i</>j",
        "a < b & c > d &lt; e<3",
        "<p title='a>b' class=c>d<p title=\"e",
        "<head><title>a</title><p>b</head>c<body class=d>e</body>f</html>g",
        "<html lang=en><html lang=de class=x>a",
        "<p>a</br>b</p>c</p>d<br/>e",
        "<ruby>a<rt>b<rp>c</ruby>d",
        "<details><summary>a<p>b</details>c",
        "<image src=x>a<nobr>b<nobr>c",
        "<object><p>a</object>b</p>c",
        "<applet><b>a</applet>b</b>c",
        "<frameset><frame>a</frameset>b<noframes><p>c</noframes>d",
        "a<br>b<hr>c<li>d<dd>e",
        "\u{feff}a\0b&nbsp;c\r\nd",
        "<div a=1 a=2 =x b='c'd>e</div f=g>h",
    ] {
        if page.contains("<frameset>") {
            continue; // pages of frames have no words of their own in browsers; ours keeps what there is
        }
        assert_eq!(difference(page), None, "{page}");
    }
}

/// Tags, words and marks of every kind in any order.
fn soup() -> impl Strategy<Value = String> {
    const TAGS: &[&str] = &[
        "a href=x",
        "article",
        "aside",
        "b",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
        "figcaption",
        "figure",
        "font",
        "footer",
        "form",
        "h1",
        "h2",
        "head",
        "hr",
        "html",
        "i",
        "img",
        "input",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "select",
        "span",
        "strong",
        "summary",
        "svg",
        "table",
        "tbody",
        "td",
        "template",
        "tfoot",
        "th",
        "thead",
        "tr",
        "u",
        "ul",
        "x-card",
        "math",
        "mi",
        "title",
        "textarea",
        "script",
        "style",
        "noscript",
        "object",
    ];
    let tag = proptest::sample::select(TAGS);
    let piece = prop_oneof![
        4 => tag.clone().prop_map(|tag| format!("<{tag}>")),
        3 => tag.prop_map(|tag| format!("</{}>", tag.split(' ').next().unwrap_or(tag))),
        3 => "[a-c]{1,2}|[a-c] | [a-c] ".prop_map(|words| words),
        1 => proptest::sample::select(&[" ", "\n", "&amp;", "&eacute", "<!-- x -->", "<!doctype html>", "<", "&"][..])
            .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(Config { cases: 2000, failure_persistence: None, ..Config::default() })]

    #[test]
    fn soup_reads_as_in_browsers(page in soup()) {
        prop_assert_eq!(difference(&page), None, "{}", page);
    }
}

/// Every page of a folder: our own samples, or those that a person names, as in
/// `HEARSAY_PAGES=DIR cargo test -p wire --lib yardstick -- --nocapture`.
#[test]
#[allow(
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    clippy::print_stdout,
    reason = "reads the pages that a person names, and tells them what was found"
)]
fn pages_of_a_folder_read_as_in_browsers() {
    let samples = concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples");
    let folder = std::env::var("HEARSAY_PAGES").unwrap_or_else(|_| samples.to_owned());
    let (mut same, mut all, mut shown, mut cut) = (0, 0, 0, 0);
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let page = crate::decode::decode(&std::fs::read(&path).unwrap(), None, true).text;
        let (own, capped) = parse(&page);
        all += 1;
        cut += usize::from(capped);
        shown += lines(&own).len();
        match difference(&page) {
            None => same += 1,
            Some(other) => println!("{}\n{other}\n", path.display()),
        }
    }
    println!("{same} of {all} pages read the same, in {shown} lines; {cut} nest too deep to compare");
    // Broken pages may differ where formatting crosses boxes; hardly one in a thousand does.
    assert!(all > 0 && same * 1000 >= all * 999);
}
