//! Articles of the archive gathered into stories, and one story told.
//!
//! What gathering remembers of an article is kept beside it, so that a later gathering unpacks only what is new.

use crate::config::threads;
use crate::corrections::Corrections;
use crate::in_order::in_order;
use crate::messages::Messages;
use crate::newsroom::guarded;
use crate::recall::recalled;
use crate::trouble::Trouble;
use archive::{Access, Archive, Kept, PrintOf, StoryFiled, StoryKept};
use model::jiff::Timestamp;
use model::{Reading, Story};
use story::{Boilerplate, Item, Print, Printed, Standing};

/// Articles that are fetched at once: enough for all cores, little for the memory.
const AT_ONCE: usize = 512;

/// Under which name the archive keeps what is boilerplate.
const BOILERPLATE: &str = "boilerplate";

/// Gathers all articles anew, if any has come or changed since; `false` where none has.
pub(crate) fn gather(archive: &mut Archive, messages: &Messages) -> Result<bool, Trouble> {
    if !take_prints(archive, messages)? {
        return Ok(false);
    }
    let (mut keys, mut prints, mut printed) = (Vec::new(), Vec::new(), Vec::new());
    archive.each_print(Print::FORM, |key, print, sentences| {
        // Bytes that are no print are of a file that was tampered with; the article is a story of its own elsewhere.
        if let Some(print) = Print::from_bytes(print) {
            keys.push(key);
            prints.push(print);
        }
        printed.push(Printed::from_bytes(sentences));
    })?;
    let standing: Vec<Standing> = archive
        .standing()?
        .into_iter()
        .map(|story| Standing { id: story.id, articles: story.articles })
        .collect();
    let gathered = story::gather(&prints, &standing);
    let mut filed = Vec::with_capacity(gathered.stories.len());
    for story in gathered.stories {
        let key_at = |place: &usize| story.articles.get(*place).and_then(|print| keys.get(*print)).copied();
        let mut articles = Vec::with_capacity(story.articles.len());
        for (happening, number) in story.happenings.iter().zip(0..) {
            articles.extend(happening.iter().filter_map(key_at).map(|key| (key, number)));
        }
        filed.push(StoryFiled { id: story.id, articles });
    }
    let merged: Vec<(String, String)> =
        gathered.merged.into_iter().filter_map(|gone| Some((gone.id, gone.merged_into?))).collect();
    archive.file_stories(&filed, &merged)?;
    archive.keep_learnt(BOILERPLATE, &Boilerplate::learn(&printed).to_bytes())?;
    Ok(true)
}

/// Takes the prints that are missing; `false` where none were, or none could be taken.
fn take_prints(archive: &mut Archive, messages: &Messages) -> Result<bool, Trouble> {
    let missing = archive.count_unprinted(Print::FORM)?;
    if missing == 0 {
        return Ok(false);
    }
    let bar = messages.bar(missing);
    // What is fetched is fetched beside the writer.
    let reader = Archive::open(archive.path(), Access::Read)?;
    let mut taken = Vec::with_capacity(AT_ONCE);
    let mut any = false;
    in_order(
        unprinted(reader),
        threads(None),
        |kept| kept.map(|kept| guarded(|| print(&kept)).ok().flatten()),
        |print| {
            bar.inc(1);
            taken.extend(print?);
            if taken.len() >= AT_ONCE {
                any = true;
                archive.file_prints(Print::FORM, &taken)?;
                taken.clear();
            }
            Ok::<(), Trouble>(())
        },
    )?;
    any |= !taken.is_empty();
    archive.file_prints(Print::FORM, &taken)?;
    bar.finish_and_clear();
    Ok(any)
}

/// Articles without a print, in the order in which they came; those that cannot be unpacked are passed over.
fn unprinted(archive: Archive) -> impl Iterator<Item = Result<Kept, archive::Error>> + Send {
    let mut after = None;
    let mut page = Vec::new().into_iter();
    std::iter::from_fn(move || {
        loop {
            match page.next() {
                Some(Ok(kept)) => {
                    let kept: Kept = kept;
                    after = Some(kept.key);
                    return Some(Ok(kept));
                }
                Some(Err(_)) => continue,
                None => {}
            }
            page = match archive.unprinted(Print::FORM, after, AT_ONCE) {
                Ok(next) if next.iter().any(Result::is_ok) => next.into_iter(),
                Ok(_) => return None,
                Err(error) => return Some(Err(error)),
            };
        }
    })
}

/// What is to be remembered of an article; `None` of one without a text.
fn print(kept: &Kept) -> Option<PrintOf> {
    let item = item(&kept.id, &kept.reading, kept.seen)?;
    Some(PrintOf {
        key: kept.key,
        version: kept.version,
        print: Print::of(&item).to_bytes(),
        sentences: Printed::of(&item).to_bytes(),
    })
}

/// A reading as `story` takes it; `None` of one without an article.
pub(crate) fn item<'a>(id: &'a str, reading: &'a Reading, seen: Timestamp) -> Option<Item<'a>> {
    let article = reading.article.as_ref()?;
    Some(Item { id, article, notes: reading.notes.as_ref(), seen })
}

/// The story with the texts of its articles, in their order.
pub(crate) struct Told {
    pub(crate) story: Story,
    pub(crate) texts: Vec<String>,
}

/// Tells a story of the archive, with the corrections that persons have made.
pub(crate) fn told(archive: &Archive, kept: &StoryKept, corrections: &Corrections) -> Result<Told, Trouble> {
    let boilerplate = Boilerplate::from_bytes(&archive.learnt(BOILERPLATE)?.unwrap_or_default());
    let mut readings = Vec::with_capacity(kept.articles.len());
    for (key, happening) in &kept.articles {
        // One that was removed a moment ago is no longer of the story.
        if let Some(article) = archive.fetch_at(*key)? {
            let seen = article.seen;
            readings.push((recalled(article, corrections), seen, *happening));
        }
    }
    let mut items = Vec::with_capacity(readings.len());
    for (reading, seen, happening) in &readings {
        items.extend(item(&reading.id, reading, *seen).map(|item| (item, *happening)));
    }
    items.sort_by_key(|(item, _)| item.place());
    let (items, happenings): (Vec<Item<'_>>, Vec<u32>) = items.into_iter().unzip();
    let story = story::tell(&kept.id, &items, &happenings, &boilerplate);
    let texts = items.iter().map(|item| item.article.text.clone()).collect();
    Ok(Told { story, texts })
}
