//! The recurring fixture: a short news story of our own with everything in it, marked by hand. All names are made up.

use model::{
    Article, Authority, AuthorityKind, Caveat, CaveatCode, Comparator, Count, Directness, Event, Evidence,
    Figure, Image, KeyQuestion, Missing, NotStated, Notes, Paragraph, ParagraphKind, Part, PartKind,
    Position, Reading, Ref, Source, SourceKind, Span, Stance, Statement, StatementType, Status, Time,
    TimeType, Voice, When,
};

const HEADLINE: &str = "Hargate shuts its harbour as council weighs longer ban";
const DECK: &str = "Ferries turned back; shippers demand a date";
const CAPTION: &str = "A ferry waits off Hargate on Sunday.";

const BODY: &[&str] = &[
    "The Hargate harbour board closed the east basin on Friday after an inspection found cracks in two piers.",
    "More than 40 ships have been turned away since, and the board is moving its pilots to Cape Vale.",
    "According to the Harbour Gazette, two port officials said the council was considering extending the ban to the \
     west basin. They said that no date had been set.",
    "“We will reopen the basin the day it is safe, and not an hour before,” said Lina Marsh, the harbour master. She \
     ordered divers to survey the remaining piers by 9 March under the Harbours Act 1987.",
    "# Shippers want a date",
    "The Shippers’ Guild urged the board to publish the survey. Its chairman, Tom Reed-Okafor, warned that members \
     would sue if the basin stayed shut beyond March.",
    "The mayor denied planning to sell the harbour. “There is no sale,” Ada Brandt told reporters. She ruled out a \
     bridge toll.",
    "A contractor tried to pump out the lock on Saturday but failed. The ministry has yet to send engineers, a \
     spokesperson said.",
    "The closure could cost the town 1.2 million crowns a week, according to a report by the Tidewater Institute. \
     Fishermen promised to keep the market supplied, and a ferry is due to sail to Cape Vale on Tuesday.",
];

const QUESTIONS: &[(&str, &str)] = &[
    ("Will the west basin close?", "The council is considering it, and a vote is due on Thursday."),
    ("Who closed the harbour?", "The harbour board closed the east basin on Friday."),
];

/// The story while it is marked.
pub(crate) struct Desk {
    text: String,
    notes: Notes,
}

impl Desk {
    /// The `nth` (from 0) place of `words`.
    fn nth(&self, words: &str, nth: usize) -> Span {
        let (at, _) =
            self.text.match_indices(words).nth(nth).unwrap_or_else(|| panic!("not in the text: {words}"));
        Span::new(at, at + words.len())
    }

    /// The first place of `words` after the first place of `anchor`.
    fn at(&self, anchor: &str, words: &str) -> Span {
        let from = self.nth(anchor, 0).start;
        let at = self.text[from..].find(words).unwrap_or_else(|| panic!("not after {anchor}: {words}"));
        Span::new(from + at, from + at + words.len())
    }

    fn refer(&self, anchor: &str, words: &str, name: &str) -> Option<Ref> {
        (!words.is_empty()).then(|| Ref {
            span: Some(self.at(anchor, words)),
            entity: None,
            name: (!name.is_empty()).then(|| name.to_owned()),
        })
    }

    fn say(
        &mut self,
        anchor: &str,
        source: (&str, SourceKind),
        cue: &str,
        content: &[&str],
    ) -> &mut Statement {
        let statement = Statement {
            id: format!("s{}", self.notes.statements.len() + 1),
            kind: StatementType::Speech,
            source: Source {
                span: (!source.0.is_empty()).then(|| self.at(anchor, source.0)),
                kind: source.1,
                name: None,
                entity: None,
                role: None,
                count: None,
            },
            cue: (!cue.is_empty()).then(|| self.at(anchor, cue)),
            content: content.iter().map(|c| self.at(anchor, c)).collect(),
            stance: None,
            directness: Directness::Indirect,
            chain: Vec::new(),
            evidence: Evidence::rule("rule/cue-after", 0.91),
        };
        self.notes.statements.push(statement);
        self.notes.statements.last_mut().unwrap()
    }

    fn tell(
        &mut self,
        anchor: &str,
        (actor, trigger, target): (&str, &str, &str),
        lemma: &str,
        (status, cue): (Option<Status>, &str),
    ) -> &mut Event {
        let event = Event {
            id: format!("v{}", self.notes.events.len() + 1),
            trigger: self.at(anchor, trigger),
            lemma: lemma.to_owned(),
            class: None,
            actor: self.refer(anchor, actor, ""),
            target: self.refer(anchor, target, ""),
            recipient: None,
            place: None,
            when: None,
            status,
            cue: (!cue.is_empty()).then(|| self.at(anchor, cue)),
            voice: Voice::Narrator,
            statement: None,
            axes: status.map_or(model::Axes::UNKNOWN, Status::axes),
            figures: Vec::new(),
            authority: None,
            codes: None,
            evidence: Evidence::rule("rule/trigger", 0.88),
        };
        self.notes.events.push(event);
        self.notes.events.last_mut().unwrap()
    }
}

/// The story, published and marked.
pub(crate) fn reading() -> Reading {
    let (article, sentences) = article();
    let mut desk = Desk { text: article.text.clone(), notes: Notes { sentences, ..Notes::default() } };
    statements(&mut desk);
    events(&mut desk);
    rest(&mut desk);
    let caveat = Caveat::at(
        CaveatCode::AnswerBeyondBody,
        "a printed answer tells more than the body does; look for its source elsewhere",
        desk.nth("a vote is due on Thursday", 0),
    );
    let mut reading = Reading::of("harbour-1", article, vec![caveat]);
    if let Some(article) = &mut reading.article {
        article.key_questions = vec![
            KeyQuestion {
                question: desk.nth(QUESTIONS[0].0, 0),
                answer: Some(desk.nth(QUESTIONS[0].1, 0)),
                support: Vec::new(),
                beyond_body: vec![desk.nth("a vote is due on Thursday", 0)],
            },
            KeyQuestion {
                question: desk.nth(QUESTIONS[1].0, 0),
                answer: Some(desk.nth(QUESTIONS[1].1, 0)),
                support: vec![desk.nth(BODY[0], 0)],
                beyond_body: Vec::new(),
            },
        ];
    }
    reading.notes = Some(desk.notes);
    reading
}

/// The article and its sentences: each paragraph is cut after a full stop and a space.
fn article() -> (Article, Vec<Span>) {
    let mut article = Article::verbatim(String::new());
    let mut sentences = Vec::new();
    let mut add = |part: PartKind, words: &str, kind: Option<ParagraphKind>| {
        if !article.text.is_empty() {
            article.text.push_str("\n\n");
        }
        let span = Span::new(article.text.len(), article.text.len() + words.len());
        article.text.push_str(words);
        match article.parts.last_mut() {
            Some(last) if last.part == part && part == PartKind::Body => last.span = last.span.to(span),
            _ => article.parts.push(Part { part, span }),
        }
        article.paragraphs.extend(kind.map(|kind| Paragraph { span, kind }));
        let mut at = span.start;
        for (cut, _) in words.match_indices(". ").chain(words.match_indices(".” ")) {
            sentences.push(Span::new(at, span.start + cut + 1));
            at = span.start + cut + 2;
        }
        sentences.push(Span::new(at, span.end));
    };
    add(PartKind::Headline, HEADLINE, None);
    add(PartKind::Deck, DECK, None);
    add(PartKind::Caption, CAPTION, None);
    for words in BODY {
        match words.strip_prefix("# ") {
            Some(words) => add(PartKind::Body, words, Some(ParagraphKind::Subhead)),
            None => add(PartKind::Body, words, Some(ParagraphKind::Paragraph)),
        }
    }
    for (question, answer) in QUESTIONS {
        add(PartKind::Question, question, None);
        add(PartKind::Answer, answer, None);
    }
    article.url = Some("https://tidewater.example/2026/hargate-harbour".to_owned());
    article.outlet = Some("The Tidewater Post".to_owned());
    article.headline = Some(HEADLINE.to_owned());
    article.deck = Some(DECK.to_owned());
    article.bylines = vec!["Maud Ferrier".to_owned(), "Ivo Lund".to_owned()];
    article.dateline = Some("HARGATE".to_owned());
    article.published = "2026-03-02T14:05+01:00".parse().ok();
    article.language = Some("en-GB".to_owned());
    article.section = Some("Coast".to_owned());
    article.image = Some(Image {
        url: None,
        caption: Some(CAPTION.to_owned()),
        credit: Some("Nils Aker / Coastpix".to_owned()),
    });
    article.rights = Some("© The Tidewater Post 2026".to_owned());
    (article, sentences)
}

fn statements(desk: &mut Desk) {
    use SourceKind::{Document, NamedPerson, Organisation, Outlet, UnnamedPerson};
    let gazette = "According to the Harbour";
    let ban = "the council was considering extending the ban to the west basin";
    let said = "two port officials said the council was considering extending the ban to the west basin";
    desk.say(gazette, ("the Harbour Gazette", Outlet), "According to", &[said]).chain =
        vec!["the Harbour Gazette".to_owned()];
    let chain = vec!["the Harbour Gazette".to_owned(), "two port officials".to_owned()];
    let officials = desk.say(gazette, ("two port officials", UnnamedPerson), "said", &[ban]);
    officials.source.count = Some(Count::exactly(2));
    officials.chain.clone_from(&chain);
    let they = desk.say("They said", ("They", UnnamedPerson), "said", &["no date had been set"]);
    they.source.count = Some(Count::exactly(2));
    they.source.name = Some("two port officials".to_owned());
    they.chain = chain;
    let quote = "“We will reopen the basin the day it is safe, and not an hour before,”";
    let marsh = desk.say("“We will", ("Lina Marsh", NamedPerson), "said", &[quote]);
    marsh.source.role = Some("the harbour master".to_owned());
    marsh.directness = Directness::Direct;
    desk.say(
        "The Shippers’",
        ("The Shippers’ Guild", Organisation),
        "urged",
        &["the board to publish the survey"],
    );
    let sue = "members would sue if the basin stayed shut beyond March";
    let reed = desk.say("Its chairman", ("Tom Reed-Okafor", NamedPerson), "warned", &[sue]);
    reed.source.role = Some("chairman".to_owned());
    let mayor =
        desk.say("The mayor", ("The mayor", NamedPerson), "denied", &["planning to sell the harbour"]);
    mayor.source.name = Some("Ada Brandt".to_owned());
    mayor.source.role = Some("mayor".to_owned());
    let sale = desk.say("“There is", ("Ada Brandt", NamedPerson), "told reporters", &["“There is no sale,”"]);
    sale.directness = Directness::Direct;
    let ministry = "The ministry has yet to send engineers";
    desk.say(ministry, ("a spokesperson", UnnamedPerson), "said", &[ministry]).source.count =
        Some(Count::exactly(1));
    let cost = "The closure could cost the town 1.2 million crowns a week";
    desk.say(cost, ("a report by the Tidewater Institute", Document), "according to", &[cost]);
}

fn events(desk: &mut Desk) {
    use Status as S;
    let happened = (Some(S::Happened), "");
    desk.tell("Hargate shuts", ("Hargate", "shuts", "its harbour"), "shut", happened);
    desk.tell("Hargate shuts", ("council", "ban", ""), "extend", (Some(S::Contemplated), "weighs"));
    let close = ("The Hargate harbour board", "closed", "the east basin");
    desk.tell("The Hargate harbour board", close, "close", happened);
    when(desk, "The Hargate harbour board", "Friday", "2026-02-27");
    place(desk, "shuts its", "Hargate");
    desk.tell("an inspection", ("an inspection", "found", "cracks in two piers"), "find", happened);
    desk.tell("More than 40", ("", "turned away", "ships"), "turn away", (Some(S::Happened), "have been"));
    desk.notes.events.last_mut().unwrap().figures = vec!["f1".to_owned()];
    desk.tell(
        "the board is",
        ("the board", "moving", "its pilots"),
        "move",
        (Some(S::UnderWay), "is moving"),
    );
    place(desk, "the board is", "Cape Vale");
    let considering = (Some(S::Contemplated), "was considering");
    desk.tell("the council was", ("the council", "extending", "the ban"), "extend", considering);
    place(desk, "the council was", "west basin");
    voice(desk, "s2");
    desk.tell("no date", ("", "set", "date"), "set", (Some(S::NotHappened), "no"));
    voice(desk, "s3");
    desk.tell("“We will", ("We", "reopen", "the basin"), "reopen", (Some(S::Promised), "will"));
    desk.notes.events.last_mut().unwrap().actor.as_mut().unwrap().name =
        Some("The Hargate harbour board".to_owned());
    voice(desk, "s4");
    desk.tell(
        "She ordered",
        ("divers", "survey", "the remaining piers"),
        "survey",
        (Some(S::Ordered), "ordered"),
    );
    when(desk, "She ordered", "9 March", "2026-03-09");
    desk.notes.events.last_mut().unwrap().authority = Some("a1".to_owned());
    let publish = ("the board", "publish", "the survey");
    desk.tell("Guild urged", publish, "publish", (Some(S::Demanded), "urged"));
    desk.tell("Reed-Okafor, warned", ("members", "sue", ""), "sue", (Some(S::Threatened), "warned"));
    voice(desk, "s6");
    let shut = ("the basin", "stayed shut", "");
    desk.tell("would sue if", shut, "stay shut", (Some(S::Conditional), "if"));
    voice(desk, "s6");
    desk.tell(
        "The mayor",
        ("The mayor", "sell", "the harbour"),
        "sell",
        (Some(S::Denied), "denied planning"),
    );
    voice(desk, "s7");
    desk.tell("She ruled", ("She", "toll", "bridge"), "toll", (Some(S::Rejected), "ruled out"));
    desk.notes.events.last_mut().unwrap().actor.as_mut().unwrap().name = Some("Ada Brandt".to_owned());
    desk.tell(
        "A contractor",
        ("A contractor", "pump out", "the lock"),
        "pump out",
        (Some(S::Attempted), "tried to"),
    );
    when(desk, "A contractor", "Saturday", "2026-02-28");
    let send = ("The ministry", "send", "engineers");
    desk.tell("The ministry", send, "send", (Some(S::NotHappened), "has yet to"));
    voice(desk, "s9");
    desk.tell("The closure", ("The closure", "cost", "the town"), "cost", (Some(S::Possible), "could"));
    desk.notes.events.last_mut().unwrap().figures = vec!["f2".to_owned()];
    voice(desk, "s10");
    desk.tell(
        "Fishermen",
        ("Fishermen", "supplied", "the market"),
        "supply",
        (Some(S::Promised), "promised"),
    );
    desk.tell("a ferry is", ("a ferry", "sail", ""), "sail", (Some(S::Planned), "is due to"));
    place(desk, "a ferry is", "Cape Vale");
    when(desk, "a ferry is", "Tuesday", "2026-03-03");
    let vote = ("", "vote", "");
    desk.tell("a vote is due", vote, "vote", (None, ""));
    let echo = ("The harbour board", "closed", "the east basin");
    desk.tell("The harbour board closed", echo, "close", happened);
}

fn when(desk: &mut Desk, anchor: &str, words: &str, value: &str) {
    let span = desk.at(anchor, words);
    let event = desk.notes.events.last_mut().unwrap();
    event.when = Some(When { value: Some(value.to_owned()), span: Some(span) });
    desk.notes.times.push(Time {
        span,
        kind: TimeType::Date,
        value: Some(value.to_owned()),
        evidence: Evidence::rule("rule/weekday", 0.95),
    });
}

fn place(desk: &mut Desk, anchor: &str, words: &str) {
    let name = if words == "Hargate" { desk.nth(words, 0) } else { desk.at(anchor, words) };
    desk.notes.events.last_mut().unwrap().place = Some(Ref::words(name));
}

fn voice(desk: &mut Desk, statement: &str) {
    let event = desk.notes.events.last_mut().unwrap();
    event.voice = Voice::Source;
    event.statement = Some(statement.to_owned());
}

fn rest(desk: &mut Desk) {
    let figure =
        |id: &str, span, value, comparator, unit: Option<&str>, counts: Option<&str>, event: &str| Figure {
            id: id.to_owned(),
            span,
            value,
            high: None,
            comparator,
            unit: unit.map(str::to_owned),
            counts: counts.map(str::to_owned),
            event: Some(event.to_owned()),
            evidence: Evidence::rule("rule/figure", 0.97),
        };
    let ships = desk.nth("More than 40", 0);
    let crowns = desk.nth("1.2 million crowns", 0);
    desk.notes.figures = vec![
        figure("f1", ships, 40.0, Comparator::More, None, Some("ships"), "v5"),
        figure("f2", crowns, 1_200_000.0, Comparator::Equal, Some("crowns"), Some("a week"), "v18"),
    ];
    desk.notes.authorities.push(Authority {
        id: "a1".to_owned(),
        span: desk.nth("the Harbours Act 1987", 0),
        name: "Harbours Act 1987".to_owned(),
        kind: AuthorityKind::Statute,
        invoked_by: Some(Ref {
            span: Some(desk.nth("She", 0)),
            entity: None,
            name: Some("Lina Marsh".to_owned()),
        }),
        evidence: Evidence::rule("rule/act", 0.99),
    });
    desk.notes.positions = vec![Position {
        holder: Ref { span: Some(desk.nth("She", 1)), entity: None, name: Some("Ada Brandt".to_owned()) },
        on: desk.nth("a bridge toll", 0),
        stance: Stance::Against,
        proof: desk.nth("ruled out a bridge toll", 0),
        evidence: Evidence::rule("rule/stance", 0.8),
    }];
    let lacks = |event: &str, what| NotStated { event: event.to_owned(), what };
    desk.notes.not_stated = vec![
        lacks("v7", Missing::When),
        lacks("v7", Missing::ByWhoseWord),
        lacks("v9", Missing::When),
        lacks("v5", Missing::Who),
    ];
}
