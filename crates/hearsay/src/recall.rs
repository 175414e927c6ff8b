//! A reading out of the archive as a person is to see it: under the archive's id, with the corrections that persons
//! have made since.

use crate::corrections::Corrections;
use archive::Kept;
use model::{AnswerCheck, CaveatCode, Correction, Reading};

/// Caveats that follow from the marks, and so follow anew from corrected ones: those of [`desk::derive`].
const FOLLOWS: &[CaveatCode] =
    &[CaveatCode::HeadlineBeyondBody, CaveatCode::AnswerBeyondBody, CaveatCode::StatusUnknown];

/// The reading of a kept article.
pub(crate) fn recalled(kept: Kept, corrections: &Corrections) -> Reading {
    let mut reading = kept.reading;
    // A person may have corrected the article before it was added, under the id that it had then.
    let mut own: Vec<Correction> = corrections.of(&reading).into_iter().cloned().collect();
    reading.id = kept.id;
    for correction in corrections.of(&reading) {
        if own.iter().all(|other| other.id != correction.id) {
            own.push(correction.clone());
        }
    }
    if own.is_empty() { reading } else { corrected(reading, &own) }
}

/// The reading with the corrections laid over its marks, and what follows from them.
fn corrected(mut reading: Reading, corrections: &[Correction]) -> Reading {
    let (Some(article), Some(mut notes)) = (&mut reading.article, reading.notes.take()) else {
        return reading;
    };
    let unplaced = notes.correct(&article.text, corrections);
    notes.answers = article
        .key_questions
        .iter_mut()
        .map(|question| AnswerCheck {
            support: std::mem::take(&mut question.support),
            beyond_body: std::mem::take(&mut question.beyond_body),
        })
        .collect();
    desk::derive(article, &mut notes);
    // What was found beyond the body before is found again.
    for answer in &mut notes.answers {
        let mut seen = Vec::new();
        answer.beyond_body.retain(|span| {
            let fresh = !seen.contains(span);
            seen.push(*span);
            fresh
        });
    }
    reading.caveats.retain(|caveat| !FOLLOWS.contains(&caveat.code));
    let mut reading = reading.with(notes);
    reading.caveats.extend(unplaced);
    reading
}
