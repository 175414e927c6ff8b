//! The same article again is no new article, and no two are ever taken for one.

use crate::stories::{Story, assert_sound, ban, facts, house, regatta};
use archive::{Fate, ItemHash, Parcel};
use model::{Caveat, CaveatCode, Reading};

fn fates(stories: &[Story]) -> Vec<(Fate, u32)> {
    let mut house = house();
    let mut all = Vec::new();
    for story in stories {
        let filed = house.archive.file(&[story.parcel()]).unwrap();
        all.push((filed[0].fate, filed[0].version));
    }
    assert_sound(&mut house.archive);
    all
}

#[test]
fn the_same_again_is_known_however_its_address_is_written() {
    let http = Story { url: Some("http://GAZETTE.example/news/ban?utm_source=mail#top"), ..ban() };
    assert_eq!(fates(&[ban(), http, ban()]), [(Fate::New, 1), (Fate::Known, 1), (Fate::Known, 1)]);
}

#[test]
fn a_retitled_or_rewritten_page_is_a_version() {
    let retitled = Story { headline: "No ban on ships before June", ..ban() };
    let rewritten = Story { body: ban().body + " The mayor was silent.", ..retitled.clone() };
    let told = fates(&[ban(), retitled.clone(), rewritten, retitled, ban()]);
    let expected =
        [(Fate::New, 1), (Fate::Version, 2), (Fate::Version, 3), (Fate::Known, 2), (Fate::Known, 1)];
    assert_eq!(told, expected);
}

#[test]
fn items_that_share_one_link_are_articles_of_their_own() {
    let shared = Story { url: ban().url, outlet: ban().outlet, ..regatta() };
    assert_eq!(
        fates(&[ban(), shared.clone(), shared, ban()]),
        [(Fate::New, 1), (Fate::New, 1), (Fate::Known, 1), (Fate::Known, 1)]
    );
}

#[test]
fn without_an_address_text_and_outlet_decide() {
    let lone = Story { url: None, ..ban() };
    let copy = Story { outlet: "Northfield Courier", ..lone.clone() };
    let nobody = Story { outlet: "", ..lone.clone() };
    let told = fates(&[lone.clone(), lone, copy, nobody.clone(), nobody]);
    assert_eq!(told, [(Fate::New, 1), (Fate::Known, 1), (Fate::New, 1), (Fate::New, 1), (Fate::Known, 1)]);
}

#[test]
fn the_same_words_at_two_addresses_are_two_articles() {
    let other = Story { url: Some("https://courier.example/ban"), ..ban() };
    assert_eq!(fates(&[ban(), other]), [(Fate::New, 1), (Fate::New, 1)]);
}

#[test]
fn ids_do_not_depend_on_order_or_clock() {
    let mut one = house();
    let mut other = house();
    let first = one.archive.file(&[ban().parcel_seen(0), regatta().parcel_seen(9)]).unwrap();
    let second = other.archive.file(&[regatta().parcel_seen(-999_999), ban().parcel_seen(5)]).unwrap();
    assert_eq!(first[0].id, second[1].id);
    assert_eq!(first[1].id, second[0].id);
}

#[test]
fn an_input_is_done_once_it_is_filed_until_its_article_is_removed() {
    let mut house = house();
    let item = ItemHash::of(b"bytes", &[Some("https://gazette.example/")]);
    assert_ne!(item, ItemHash::of(b"bytes", &[None]));
    assert_eq!(house.archive.done(&item).unwrap(), None);
    let parcel = Parcel::of(ban().reading(), facts(Some(item), 0)).unwrap();
    let id = house.archive.file(&[parcel]).unwrap()[0].id.clone();
    assert_eq!(house.archive.done(&item).unwrap(), Some(id.clone()));
    let key = house.archive.key_of(&id).unwrap();
    assert_eq!(house.archive.remove(&[key, key]).unwrap(), 1);
    assert_eq!(house.archive.done(&item).unwrap(), None);
}

#[test]
fn a_reading_without_an_article_is_no_parcel() {
    let failed = Reading::failed("x", Caveat::new(CaveatCode::Empty, "Nothing."));
    assert!(Parcel::of(failed, facts(None, 0)).is_none());
}
