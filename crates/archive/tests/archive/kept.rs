//! What is kept comes back as it was.

use crate::stories::{Story, assert_sound, ban, facts, house, regatta, with};
use archive::{Error, Feed, FeedState, Parcel, Robots, Stale};
use model::jiff::Timestamp;
use model::{Notes, Reading};

#[test]
fn a_reading_comes_back_as_it_was_by_id_beginning_and_address() {
    let house = with(&[ban(), regatta()]);
    let kept = house.archive.fetch("https://gazette.example/news/ban").unwrap();
    assert_eq!(kept.reading, ban().reading());
    assert_eq!((kept.version, kept.versions, kept.desk.as_deref()), (1, 1, Some("test-1")));
    assert_eq!(house.archive.fetch(&kept.id).unwrap(), kept);
    assert_eq!(house.archive.fetch(kept.id.get(..6).unwrap()).unwrap(), kept);
    for name in ["", "ab", "zzzz", "0000000000000000", "https://gazette.example/other", "%' OR 1=1"] {
        assert!(matches!(house.archive.fetch(name), Err(Error::NoSuch { .. })), "{name}");
    }
}

#[test]
fn versions_say_what_changed_and_when() {
    let mut house = with(&[ban()]);
    let later = Story { headline: "Ban is off", body: ban().body + "\n\nThe mayor was silent.", ..ban() };
    house.archive.file(&[later.parcel_seen(3600)]).unwrap();
    let id = house.archive.fetch("https://gazette.example/news/ban").unwrap().id;
    let versions = house.archive.versions(&id).unwrap();
    assert_eq!(versions.len(), 2);
    assert_eq!((versions[0].headline_changed, versions[0].added), (false, 0));
    assert_eq!(versions[1].headline.as_deref(), Some("Ban is off"));
    assert_eq!((versions[1].headline_changed, versions[1].added, versions[1].removed), (true, 2, 1));
    assert_eq!(versions[1].seen.as_second() - versions[0].seen.as_second(), 3600);
    assert_eq!(house.archive.fetch_version(&id, 1).unwrap().reading, ban().reading());
    assert_eq!(house.archive.fetch(&id).unwrap().reading, later.reading());
    let missing = house.archive.fetch_version(&id, 3).unwrap_err();
    assert!(matches!(missing, Error::NoVersion { have: 2, .. }), "{missing}");
}

#[test]
fn articles_that_share_an_address_are_told_apart_by_id() {
    let shared = Story { url: ban().url, ..regatta() };
    let house = with(&[ban(), shared]);
    match house.archive.fetch("https://gazette.example/news/ban") {
        Err(Error::Ambiguous { ids, .. }) => {
            assert_eq!(ids.len(), 2);
            ids.iter().for_each(|id| assert_eq!(&house.archive.fetch(id).unwrap().id, id));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn all_come_out_page_by_page_in_the_order_in_which_they_came() {
    let house = with(&[regatta(), ban()]);
    let first = house.archive.after(None, 1).unwrap();
    let first = first[0].as_ref().unwrap();
    assert_eq!(first.reading.id, "Regatta called off");
    let second = house.archive.after(Some(first.key), 5).unwrap();
    let key = second[0].as_ref().unwrap().key;
    assert_eq!(second.len(), 1);
    assert!(house.archive.after(Some(key), 5).unwrap().is_empty());
}

#[test]
fn what_is_removed_is_gone_from_every_table() {
    let mut house = with(&[ban(), regatta()]);
    let key = house.archive.fetch("https://gazette.example/news/ban").unwrap().key;
    assert_eq!(house.archive.remove(&[key]).unwrap(), 1);
    assert_eq!(house.archive.remove(&[key]).unwrap(), 0);
    assert_sound(&mut house.archive);
    assert_eq!(house.archive.size().unwrap().articles, 1);
    let query = archive::Query::parse("ban OR actor:hargate OR status:rejected").unwrap();
    assert!(house.archive.matching(&query).unwrap().is_empty());
}

#[test]
fn what_an_older_desk_marked_is_renewed_and_nothing_else() {
    let mut house = house();
    let bare = Reading { notes: None, ..ban().reading() };
    let mut unmarked = facts(None, 0);
    unmarked.desk = None;
    house.archive.file(&[Parcel::of(bare, unmarked).unwrap(), regatta().parcel()]).unwrap();
    assert_eq!(house.archive.count_stale(Stale::NotBy("test-1")).unwrap(), 1);
    assert_eq!(house.archive.count_stale(Stale::All).unwrap(), 2);
    let stale = house.archive.stale(Stale::NotBy("test-1"), None, 10).unwrap();
    let kept = stale.into_iter().next().unwrap().unwrap();
    let renewed = Parcel::of(ban().reading(), facts(None, 50)).unwrap();
    let other = Parcel::of(regatta().reading(), facts(None, 50)).unwrap();
    assert_eq!(house.archive.renew(&[(kept.key, renewed), (kept.key, other)]).unwrap(), 1);
    assert_eq!(house.archive.count_stale(Stale::NotBy("test-1")).unwrap(), 0);
    let now = house.archive.fetch(&kept.id).unwrap();
    assert_eq!((now.reading, now.version, now.seen), (ban().reading(), 1, kept.seen));
    let query = archive::Query::parse("actor:hargate").unwrap();
    assert_eq!(house.archive.matching(&query).unwrap(), [kept.key]);
    assert_sound(&mut house.archive);
}

#[test]
fn notes_survive_packing_to_the_last_mark() {
    let mut reading = ban().reading();
    let notes = reading.notes.as_mut().unwrap();
    notes.events[0].evidence.confidence = 0.07;
    reading.notes = Some(Notes { ..notes.clone() });
    let mut house = house();
    house.archive.file(&[Parcel::of(reading.clone(), facts(None, 0)).unwrap()]).unwrap();
    let page = house.archive.after(None, 1).unwrap();
    assert_eq!(page[0].as_ref().unwrap().reading, reading);
}

#[test]
fn feeds_and_hosts_are_remembered() {
    let mut house = house();
    let now = Timestamp::from_second(1_800_000_000).unwrap();
    let url = "https://gazette.example/feed.xml";
    assert_eq!(house.archive.feed_state(url).unwrap(), FeedState::default());
    let state = FeedState {
        etag: Some("\"a\"".into()),
        next_due: Some(now),
        failures: 2,
        content: Some([7; 16]),
        ..FeedState::default()
    };
    house.archive.keep_feed_state(url, &state, now).unwrap();
    assert_eq!(house.archive.feed_state(url).unwrap(), state);
    let feed = Feed {
        url: url.into(),
        headline: Some("Gazette".into()),
        outlet: None,
        added: now,
        state: FeedState::default(),
    };
    house.archive.keep_feed(&feed).unwrap();
    assert_eq!(house.archive.feeds().unwrap(), [feed]);
    assert!(house.archive.remove_feed(url).unwrap());
    assert!(!house.archive.remove_feed(url).unwrap());
    let robots = Robots { status: Some(200), text: Some("User-agent: *".into()), asked: now, expires: now };
    house.archive.keep_robots("https://gazette.example", &robots).unwrap();
    assert_eq!(house.archive.robots("https://gazette.example").unwrap(), Some(robots));
    assert_eq!(house.archive.robots("https://courier.example").unwrap(), None);
}
