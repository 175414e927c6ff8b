//! Prints and stories beside the articles.

use crate::stories::{assert_sound, ban, house, regatta, with};
use archive::{Archive, Error, Key, PrintOf, StoriesAsked, StoryFiled};

const FORM: u32 = 3;

fn keys(archive: &Archive) -> Vec<Key> {
    archive.after(None, 9).unwrap().into_iter().map(|kept| kept.unwrap().key).collect()
}

fn printed(archive: &Archive) -> Vec<(Key, Vec<u8>)> {
    let mut all = Vec::new();
    archive.each_print(FORM, |key, print, _| all.push((key, print.to_vec()))).unwrap();
    all
}

#[test]
fn a_print_goes_where_the_text_or_its_marks_change() {
    let mut house = with(&[ban(), regatta()]);
    let keys = keys(&house.archive);
    let print = |key, version| PrintOf { key, version, print: vec![7, 7], sentences: vec![1] };
    assert_eq!(house.archive.count_unprinted(FORM).unwrap(), 2);
    // One that was taken of a version that is not the latest is not kept.
    house.archive.file_prints(FORM, &[print(keys[0], 1), print(keys[1], 2)]).unwrap();
    assert_eq!(printed(&house.archive), [(keys[0], vec![7, 7])]);
    house.archive.file_prints(FORM, &[print(keys[1], 1)]).unwrap();
    assert_eq!(house.archive.count_unprinted(FORM).unwrap(), 0);
    // Another form of prints is another matter.
    assert_eq!(house.archive.count_unprinted(FORM + 1).unwrap(), 2);

    let mut changed = ban();
    changed.body = changed.body.replace("in June", "in July");
    house.archive.file(&[changed.parcel()]).unwrap();
    assert_eq!(printed(&house.archive), [(keys[1], vec![7, 7])]);
    house.archive.renew(&[(keys[1], regatta().parcel())]).unwrap();
    assert_eq!(printed(&house.archive), []);
    assert_eq!(house.archive.unprinted(FORM, Some(keys[0]), 9).unwrap().len(), 1);
    assert_sound(&mut house.archive);
}

#[test]
fn a_story_is_found_by_its_id_its_beginning_an_older_id_and_its_articles() {
    let mut house = with(&[ban(), regatta()]);
    let keys = keys(&house.archive);
    let one = |id: &str, articles: &[Key]| StoryFiled {
        id: id.to_owned(),
        articles: articles.iter().map(|key| (*key, 0)).collect(),
    };
    house.archive.file_stories(&[one("aaaa1111", &keys[..1]), one("bbbb2222", &keys[1..])], &[]).unwrap();
    assert_eq!(house.archive.standing().unwrap().len(), 2);
    let both = one("aaaa1111", &keys);
    house.archive.file_stories(&[both], &[("bbbb2222".to_owned(), "aaaa1111".to_owned())]).unwrap();
    let article = house.archive.fetch_at(keys[1]).unwrap().unwrap();
    for (name, was) in [
        ("aaaa1111", None),
        ("AAAA", None),
        ("bbbb", Some("bbbb2222".to_owned())),
        (article.id.as_str(), None),
        ("https://courier.example/sport/regatta", None),
    ] {
        let story = house.archive.story(name).unwrap();
        assert_eq!((story.id.as_str(), story.was, story.articles.len()), ("aaaa1111", was, 2), "{name}");
    }
    assert!(matches!(house.archive.story("cccc"), Err(Error::NoStory { .. })));
    // An id that comes back is a story again.
    house.archive.file_stories(&[one("bbbb2222", &keys)], &[]).unwrap();
    assert_eq!(house.archive.story("bbbb").unwrap().was, None);
    assert_sound(&mut house.archive);
}

#[test]
fn a_list_has_the_freshest_first_and_forgets_what_was_removed() {
    let mut house = with(&[ban(), regatta()]);
    let keys = keys(&house.archive);
    let filed: Vec<StoryFiled> = [("aaaa", keys[0]), ("bbbb", keys[1])]
        .map(|(id, key)| StoryFiled { id: id.to_owned(), articles: vec![(key, 0)] })
        .into();
    house.archive.file_stories(&filed, &[]).unwrap();
    let all = StoriesAsked { since: None, least: 1, limit: 9, offset: 0 };
    let ids = |archive: &Archive, asked: &StoriesAsked| {
        archive.stories(asked).unwrap().stories.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(&house.archive, &all), ["bbbb", "aaaa"]);
    let since = |day: &str| StoriesAsked { since: Some(day.to_owned()), ..all.clone() };
    assert_eq!(ids(&house.archive, &since("2026-03-03")), ["bbbb"]);
    assert_eq!(ids(&house.archive, &StoriesAsked { least: 2, ..all.clone() }), [""; 0]);
    let second = house.archive.stories(&StoriesAsked { limit: 1, offset: 1, ..all.clone() }).unwrap();
    assert_eq!((second.total, second.stories[0].id.as_str()), (2, "aaaa"));
    house.archive.remove(&keys[1..]).unwrap();
    assert_eq!(ids(&house.archive, &all), ["aaaa"]);
    assert!(matches!(house.archive.story("bbbb"), Err(Error::NoStory { .. })));
    assert_sound(&mut house.archive);
}

#[test]
fn what_was_learnt_is_kept_by_name() {
    let mut archive = house().archive;
    assert_eq!(archive.learnt("boilerplate").unwrap(), None);
    archive.keep_learnt("boilerplate", &[1, 2]).unwrap();
    archive.keep_learnt("boilerplate", &[3]).unwrap();
    assert_eq!(archive.learnt("boilerplate").unwrap(), Some(vec![3]));
}
