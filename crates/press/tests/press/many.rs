//! A story of our own for the press: six outlets, one of them not held, copies, a denial, a figure that grows.
//! All names are made up.

use model::{
    ActionClass, Asks, Caveat, CaveatCode, CitedSentence, Claim, ClaimChange, ClaimTurn, Comparator, Count,
    DirectionBy, Happening, Lineage, LineageEdge, LineageEvidence, LineageKind, LineageNode, Passage,
    STORY_SCHEMA, SharedQuote, Source, SourceKind, Span, Status, Story, StoryArticle, StoryQuestion, Telling,
    TellingFigure, TimelineDay, Voice,
};

const ARTICLES: &[(&str, &str, &str, &str)] = &[
    (
        "The Harbour Gazette",
        "2026-03-01T08:10:00Z",
        "Council weighs closing Hargate’s west basin",
        "Two port officials said the council was considering closing the west basin. At least 8 dockers were hurt on \
         Friday. “Nobody was warned,” said Tom Reed-Okafor.",
    ),
    (
        "North Sea Radio",
        "2026-03-01T09:40:00Z",
        "Hargate may lose second basin, paper says",
        "The council is considering closing the west basin, the Harbour Gazette reported. Eight dockers were hurt.",
    ),
    (
        "Coastal Wire",
        "2026-03-01T12:05:00Z",
        "Hargate council considers closing basin after accident",
        "The council is considering closing the west basin after 8 dockers were hurt. “Nobody was warned,” said Tom \
         Reed-Okafor of the Shippers’ Guild.",
    ),
    (
        "Tidewater Post",
        "2026-03-01T13:30:00Z",
        "Basin closure considered in Hargate",
        "The council is considering closing the west basin after 8 dockers were hurt. “Nobody was warned,” said Tom \
         Reed-Okafor of the Shippers’ Guild.",
    ),
    (
        "Vale Courier",
        "2026-03-02T07:00:00Z",
        "Mayor denies plan to close west basin",
        "The mayor denied that a closure was planned. “There is no plan,” Ada Brandt said. According to Channel Nine, \
         three divers found new cracks.",
    ),
    (
        "The Harbour Gazette",
        "2026-03-03T18:20:00Z",
        "Council orders west basin closed; eleven hurt",
        "The council ordered the west basin closed from Friday under the Harbours Act 1987. The number of dockers \
         hurt rose to 11. Lina Marsh, the harbour master, said divers would go down on Monday.",
    ),
    (
        "North Sea Radio",
        "2026-03-03T19:00:00Z",
        "West basin to close on Friday",
        "The council has ordered the west basin closed, the Harbour Gazette reported. 11 dockers were hurt.",
    ),
];

/// The story and the texts it points into.
pub(crate) struct Fixture {
    pub(crate) story: Story,
    pub(crate) texts: Vec<String>,
}

impl Fixture {
    /// Calls with the two together.
    pub(crate) fn told<T>(&self, show: impl Fn(&press::Told<'_>) -> T) -> T {
        let texts: Vec<&str> = self.texts.iter().map(String::as_str).collect();
        show(&press::Told { story: &self.story, texts: &texts })
    }
}

fn at(article: usize, words: &str) -> Passage {
    let text = ARTICLES[article].3;
    let start = text.find(words).unwrap_or_else(|| panic!("not in article {article}: {words}"));
    Passage { article, span: Span::new(start, start + words.len()) }
}

/// The sentence that begins with these words.
fn sentence(article: usize, words: &str) -> Passage {
    let text = ARTICLES[article].3;
    let start = at(article, words).span.start;
    let end = text[start..].find(". ").map_or(text.len(), |end| start + end + 1);
    Passage { article, span: Span::new(start, end) }
}

fn source(article: usize, words: &str, kind: SourceKind, name: Option<&str>) -> Source<Passage> {
    Source {
        span: Some(at(article, words)),
        kind,
        name: name.map(str::to_owned),
        entity: None,
        role: None,
        count: (kind == SourceKind::UnnamedPerson).then(|| Count::exactly(2)),
    }
}

fn telling(
    article: usize,
    words: &str,
    status: Status,
    holder: Option<Source<Passage>>,
    root: usize,
) -> Telling {
    Telling {
        sentence: sentence(article, words),
        event: Some("v1".to_owned()),
        status: Some(status),
        cue: None,
        voice: if holder.is_some() { Voice::Source } else { Voice::Narrator },
        holder,
        figures: Vec::new(),
        root,
    }
}

fn counting(mut telling: Telling, words: &str, value: f64) -> Telling {
    let article = telling.sentence.article;
    telling.figures.push(TellingFigure {
        span: at(article, words),
        value,
        high: None,
        comparator: Comparator::Equal,
        unit: None,
        counts: Some("dockers".to_owned()),
    });
    telling
}

fn change(turn: ClaimTurn, from: usize, to: usize, before: &str, after: &str) -> ClaimChange {
    ClaimChange { turn, from, to, before: before.to_owned(), after: after.to_owned() }
}

fn edge(taker: usize, giver: usize, kind: LineageKind, by: DirectionBy, words: &str) -> LineageEdge {
    let twin = (giver < ARTICLES.len()).then_some(giver).filter(|_| kind != LineageKind::Credit);
    let proof = LineageEvidence {
        taker: at(taker, words),
        giver: twin.filter(|giver| ARTICLES[*giver].3.contains(words)).map(|giver| at(giver, words)),
    };
    let share = match kind {
        LineageKind::Credit => 0.0,
        LineageKind::Rewrite => 0.41,
        _ => 0.97,
    };
    LineageEdge { taker, giver, kind, by, confidence: 0.93, share, evidence: vec![proof] }
}

fn day(
    day: &str,
    article: usize,
    words: &str,
    status: Option<Status>,
    roots: usize,
    articles: &[usize],
) -> TimelineDay {
    TimelineDay {
        day: day.to_owned(),
        articles: articles.to_vec(),
        roots,
        status,
        weight: 0.8,
        sentences: vec![sentence(article, words)],
    }
}

fn answer(article: usize, words: &str, status: Status, chain: &[&str], roots: usize) -> CitedSentence {
    CitedSentence {
        sentence: sentence(article, words),
        event: Some("v1".to_owned()),
        status: Some(status),
        voice: Some(if chain.is_empty() { Voice::Narrator } else { Voice::Source }),
        source: None,
        chain: chain.iter().map(|link| (*link).to_owned()).collect(),
        roots,
    }
}

/// The story.
pub(crate) fn fixture() -> Fixture {
    let articles: Vec<StoryArticle> = ARTICLES
        .iter()
        .enumerate()
        .map(|(at, (outlet, published, headline, _))| StoryArticle {
            id: format!("a{}", at + 1),
            url: Some(format!("https://news.example/hargate/{}", at + 1)),
            outlet: Some((*outlet).to_owned()),
            headline: Some((*headline).to_owned()),
            published: Some(published.parse().unwrap()),
            language: Some("en".to_owned()),
        })
        .collect();
    let mut nodes: Vec<LineageNode> = (0..articles.len())
        .map(|at| LineageNode { article: Some(at), outlet: articles[at].outlet.clone() })
        .collect();
    nodes.push(LineageNode { article: None, outlet: Some("Channel Nine".to_owned()) });
    let lineage = Lineage {
        nodes,
        edges: vec![
            edge(1, 0, LineageKind::Credit, DirectionBy::Credit, "the Harbour Gazette reported"),
            edge(
                3,
                2,
                LineageKind::WireCopy,
                DirectionBy::Agency,
                "The council is considering closing the west basin after 8 dockers were hurt.",
            ),
            edge(
                2,
                0,
                LineageKind::Rewrite,
                DirectionBy::Nothing,
                "“Nobody was warned,” said Tom Reed-Okafor",
            ),
            edge(4, 7, LineageKind::Credit, DirectionBy::Credit, "According to Channel Nine"),
            edge(6, 5, LineageKind::Credit, DirectionBy::Credit, "the Harbour Gazette reported"),
            edge(5, 0, LineageKind::Update, DirectionBy::Time, "dockers"),
        ],
        shared_quotes: vec![SharedQuote {
            speaker: Some("Tom Reed-Okafor".to_owned()),
            passages: vec![at(0, "“Nobody was warned,”"), at(2, "“Nobody was warned,”")],
        }],
        roots: vec![0, 7],
        independent: Count { min: 2, max: Some(3) },
    };
    let officials = || Some(source(0, "Two port officials", SourceKind::UnnamedPerson, None));
    let mayor = || Some(source(4, "The mayor", SourceKind::NamedPerson, Some("Ada Brandt")));
    let claims = vec![
        Claim {
            id: "c1".to_owned(),
            actor: Some("the Hargate council".to_owned()),
            action: "close".to_owned(),
            class: Some(ActionClass::Restrict),
            object: Some("the west basin".to_owned()),
            place: Some("Hargate".to_owned()),
            tellings: vec![
                telling(0, "Two port officials", Status::Contemplated, officials(), 0),
                telling(1, "The council is considering", Status::Contemplated, None, 0),
                telling(4, "The mayor denied", Status::Denied, mayor(), 7),
                telling(5, "The council ordered", Status::Ordered, None, 0),
                telling(6, "The council has ordered", Status::Ordered, None, 0),
            ],
            changes: vec![
                change(ClaimTurn::Denied, 0, 2, "contemplated", "denied"),
                change(ClaimTurn::Status, 0, 3, "contemplated", "ordered"),
            ],
        },
        Claim {
            id: "c2".to_owned(),
            actor: None,
            action: "hurt".to_owned(),
            class: None,
            object: Some("dockers".to_owned()),
            place: None,
            tellings: vec![
                counting(telling(0, "At least 8 dockers", Status::Happened, None, 0), "At least 8", 8.0),
                counting(telling(5, "The number of dockers", Status::Happened, None, 0), "11", 11.0),
            ],
            changes: vec![change(ClaimTurn::Figure, 0, 1, "8", "11")],
        },
    ];
    let timeline = vec![
        day("2026-02-27", 0, "At least 8 dockers", Some(Status::Happened), 1, &[0, 1, 2, 3]),
        day("2026-03-01", 0, "Two port officials", Some(Status::Contemplated), 1, &[0, 1, 2, 3]),
        day("2026-03-02", 4, "The mayor denied", Some(Status::Denied), 1, &[4]),
        day("2026-03-03", 5, "The council ordered", Some(Status::Ordered), 1, &[5, 6]),
        day("2026-03-09", 5, "Lina Marsh", Some(Status::Planned), 1, &[5]),
        day("2026-04", 4, "“There is no plan,”", None, 1, &[4]),
    ];
    let questions = vec![
        StoryQuestion {
            asks: Asks::Standing,
            question: "Where does the closing of the west basin stand?".to_owned(),
            answers: vec![
                answer(5, "The council ordered", Status::Ordered, &[], 1),
                answer(
                    0,
                    "Two port officials",
                    Status::Contemplated,
                    &["The Harbour Gazette", "two port officials"],
                    1,
                ),
            ],
        },
        StoryQuestion {
            asks: Asks::Unknown,
            question: "When will the west basin open again?".to_owned(),
            answers: Vec::new(),
        },
    ];
    let happening = |articles: &[usize]| Happening {
        articles: articles.to_vec(),
        headline: Some(ARTICLES[articles[0]].2.to_owned()),
    };
    let story = Story {
        schema: STORY_SCHEMA.to_owned(),
        id: "hargate-west-basin".to_owned(),
        headline: Some(ARTICLES[5].2.to_owned()),
        articles,
        happenings: vec![happening(&[0, 1, 2, 3, 4]), happening(&[5, 6])],
        lineage,
        claims,
        timeline,
        questions,
        caveats: vec![Caveat::at(
            CaveatCode::StatusUnknown,
            "one event’s status could not be told",
            at(4, "three divers found new cracks"),
        )],
    };
    Fixture { story, texts: ARTICLES.iter().map(|one| one.3.to_owned()).collect() }
}

/// A story without anything in it.
pub(crate) fn empty() -> Fixture {
    let lineage = Lineage {
        nodes: Vec::new(),
        edges: Vec::new(),
        shared_quotes: Vec::new(),
        roots: Vec::new(),
        independent: Count { min: 0, max: None },
    };
    let story = Story {
        schema: STORY_SCHEMA.to_owned(),
        id: "none".to_owned(),
        headline: None,
        articles: Vec::new(),
        happenings: Vec::new(),
        lineage,
        claims: Vec::new(),
        timeline: Vec::new(),
        questions: Vec::new(),
        caveats: Vec::new(),
    };
    Fixture { story, texts: Vec::new() }
}

/// The story with `count` outlets more that print the agency's text, and a claim for each.
pub(crate) fn long(count: usize) -> Fixture {
    let mut long = fixture();
    let story = &mut long.story;
    let held = story.articles.len();
    // Nodes of articles come first, so the report that is not held moves behind them.
    let moved = |node: usize| if node >= held { node + count } else { node };
    for edge in &mut story.lineage.edges {
        (edge.taker, edge.giver) = (moved(edge.taker), moved(edge.giver));
    }
    let behind = story.lineage.nodes.split_off(held);
    for nth in 0..count {
        let at = held + nth;
        story.articles.push(StoryArticle {
            id: format!("a{}", at + 1),
            outlet: Some(format!("Outlet of Port {}", nth + 1)),
            published: Some(
                format!("2026-03-{:02}T{:02}:{:02}:00Z", 4 + nth / 40, nth % 24, nth % 60).parse().unwrap(),
            ),
            ..story.articles[2].clone()
        });
        long.texts.push(ARTICLES[2].3.to_owned());
        story.lineage.nodes.push(LineageNode { article: Some(at), outlet: None });
        if nth % 3 != 0 {
            let mut copy =
                edge(3, 2, LineageKind::WireCopy, DirectionBy::Agency, "The council is considering");
            copy.taker = at;
            copy.evidence[0].taker.article = at;
            story.lineage.edges.push(copy);
        }
        let mut claim = story.claims[nth % 2].clone();
        claim.id = format!("c{}", nth + 3);
        story.claims.push(claim);
    }
    story.lineage.nodes.extend(behind);
    long
}
