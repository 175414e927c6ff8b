//! When, in Spanish: the one mark that the desk makes on Spanish text.
//!
//! In: an article in Spanish · Out: its [`Time`]s in text order · From: own rules; TIMEX3 as TempEval-2 has it in
//! Spanish: the article, "hace" and "después" stand inside the span, and adjectives of time ("actual") are marked
//! Fails: what no rule reads is left out; without a grammar the tense is told by endings · Cost: linear; a rule looks at
//! most a dozen words ahead, the tense a sentence
//!
//! - `terms`: the words of time, from `lexicon/times_es.tsv`
//! - `dates`, `lengths`: what makes an expression

mod dates;
mod lengths;
mod terms;

use super::grammar::OPENERS;
use super::sense::{Found, Sense, Way, Which};
use super::terms::Term;
use super::words::{Kind, Words};
use super::{anchor, maker};
use model::{Article, Evidence, Time, TimeType};

/// Whether the article is in Spanish: what wire found, or the page declares.
pub(crate) fn is_spanish(article: &Article) -> bool {
    let language = article.language.as_deref().unwrap_or("");
    language.split(['-', '_']).next().is_some_and(|primary| primary.eq_ignore_ascii_case("es"))
}

/// The time expressions of an article in Spanish, in text order.
pub(crate) fn times(article: &Article) -> Vec<Time> {
    let words = Words::cut(&article.text);
    let mut anchor = anchor(article.published);
    let mut times = Vec::new();
    for one in read(&words) {
        let Some(span) = words.span(one.start, one.end) else { continue };
        let way = way(&words, one.start);
        anchor.at = one.start;
        let (kind, value) = anchor.value(&one.sense, way);
        let maker = maker(&one.sense, kind, way);
        times.push(Time { span, kind, value, evidence: Evidence::rule(maker, confidence(maker)) });
    }
    times
}

/// How often an expression of this rule had the right value on the 175 articles of TempEval-2.
fn confidence(maker: &str) -> f32 {
    match maker {
        "rule/time-recurring" => 0.97,
        "rule/time-length" | "rule/time-by-today" => 0.91,
        "rule/time-of-day" => 0.57,
        "rule/time-vague" => 0.86,
        "rule/time-absolute" => 0.95,
        "rule/time-spoken-of" => 0.56,
        _ => 0.96,
    }
}

fn read(words: &Words) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match time(words, at) {
            Some((sense, end)) if end > at => {
                found.push(Found { start: at, end, sense });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// The time expression that starts at word `at`, and one past it.
fn time(words: &Words, at: usize) -> Option<(Sense, usize)> {
    if at > 0 && words.glued(at) && !words.is(at - 1, OPENERS) {
        return None;
    }
    part_of(words, at).or_else(|| core(words, at))
}

/// "finales de mayo", "al final del año próximo", "los primeros días de agosto", "todo el año".
fn part_of(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let start = at + usize::from(terms::among(words, at, "article"));
    let days = start > at
        && words.is(start, &["primeros", "últimos", "primeras", "últimas"])
        && words.is(start + 1, &["días", "semanas", "meses"]);
    let named = if days {
        start + 2
    } else if terms::among(words, start, "part-of") {
        start + 1
    } else if words.is(at, &["todo", "toda"]) {
        return core(words, at + 1).filter(|(sense, _)| sense.is_dated());
    } else {
        return None;
    };
    let next = match words.lower(named) {
        "de" => named + 1,
        "del" => named,
        _ => return None,
    };
    let (sense, end) = core(words, next)?;
    (sense.is_dated() && !matches!(sense, Sense::Part(..))).then_some((sense, end))
}

type Rule = fn(&Words, usize) -> Option<(Sense, usize)>;

/// The longest that any rule reads.
fn core(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let rules: [Rule; 11] = [
        phrase,
        dates::clock,
        dates::today,
        dates::date,
        dates::weekday,
        dates::year,
        dates::piece,
        dates::part,
        dates::whole,
        lengths::every,
        lengths::length,
    ];
    let mut best: Option<(Sense, usize)> = None;
    for rule in rules {
        if let Some((sense, end)) = rule(words, at)
            && best.as_ref().is_none_or(|b| end > b.1)
        {
            best = Some((sense, end));
        }
    }
    best
}

/// A fixed phrase: "ahora", "la actualidad", "anual", "Navidad".
fn phrase(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let (term, end) = terms::phrase(words, at)?;
    let capital = words.capital(at) && !words.opens(at);
    let single = end == at + 1;
    match term {
        Term::Feast(code) => words.capital(at).then_some((Sense::Feast(code, Which::Open), end)),
        _ if capital => None,
        // "el diario" is a newspaper.
        Term::Set(_) if single && words.lower(at).starts_with("diari") && paper(words, at) => None,
        // "al día siguiente", "al año de morir".
        Term::Set(_) if words.is(end, &["de", "siguiente", "anterior"]) && words.is(at, &["al"]) => None,
        Term::Set(period) => Some((Sense::set(period.to_owned()), end)),
        // "su futuro", and "el pasado" before the noun it describes, which takes the article.
        Term::Ref(_) if at > 0 && terms::among(words, at - 1, "possessive") => None,
        Term::Ref(_) if !single && words.is(end - 1, &["pasado", "futuro"]) && described(words, end) => None,
        Term::Ref(_) if words.is(end - 1, &["momento"]) && words.is(at, &["el"]) => {
            // "hasta el momento", "por el momento".
            let now = at > 0 && words.is(at - 1, &["hasta", "por"]);
            now.then(|| (Sense::vague("PRESENT_REF"), end))
        }
        // "Entonces" and "ahora bien" lead on.
        Term::Ref(_)
            if words.is(at, &["entonces"]) && (words.opens(at) || words.is(at.wrapping_sub(1), &["y"])) =>
        {
            None
        }
        Term::Ref(_) if words.is(end - 1, &["ahora"]) && words.is(end, &["bien"]) => None,
        // "próximo a la frontera" is near it.
        Term::Ref("FUTURE_REF") if single && words.is(end, &["a", "al"]) => None,
        Term::Ref(value) => Some((Sense::Known(TimeType::Date, value.to_owned()), end)),
        _ => None,
    }
}

/// Whether a noun follows, rather than a preposition or the end of the clause.
fn described(words: &Words, end: usize) -> bool {
    words.kind(end) == Some(Kind::Letters) && words.lower(end).chars().count() > 3
}

fn paper(words: &Words, at: usize) -> bool {
    let named = words.capital(at + 1) || words.is(at + 1, &["\""]);
    named || at > 0 && terms::among(words, at - 1, "paper")
}

/// How far a verb tells the tense of a time: about a clause.
const NEAR: usize = 12;

/// Which way the clause looks, by the ending of the nearest verb of its sentence.
fn way(words: &Words, at: usize) -> Way {
    let stops =
        |k: &usize| words.kind(*k).is_none_or(|kind| kind == Kind::Break) || words.is(*k, &[".", "!", "?"]);
    // "hasta el jueves", "a partir del viernes" look ahead.
    if at > 0
        && (terms::among(words, at - 1, "lead-future")
            || words.is(at - 1, &["de"]) && terms::among(words, at.saturating_sub(2), "lead-future"))
    {
        return Way::Future;
    }
    let before = (at.saturating_sub(NEAR)..at).rev().take_while(|k| !stops(k));
    let after = (at..at + NEAR).take_while(|k| !stops(k));
    let told = |k: usize| {
        let word = words.lower(k);
        if terms::ends(word, "ending-future")
            || terms::among(words, k, "verb-future") && words.is(k + 1, &["a"])
        {
            Some(Way::Future)
        } else if terms::ends(word, "ending-past") || terms::among(words, k, "verb-past") {
            Some(Way::Past)
        } else {
            None
        }
    };
    let nearest = before.chain(after).filter_map(|k| told(k).map(|way| (k.abs_diff(at), way)));
    nearest.min_by_key(|(far, _)| *far).map_or(Way::Open, |(_, way)| way)
}

#[cfg(test)]
mod tests {
    use super::times;
    use model::Article;

    fn told(text: &str) -> Vec<(String, String)> {
        let mut article = Article::verbatim(text);
        article.published = "2026-03-04".parse().ok();
        let shown = |t: model::Time| (t.span.words(text).to_owned(), t.value.unwrap_or_default());
        times(&article).into_iter().map(shown).collect()
    }

    fn is(text: &str, all: &[(&str, &str)]) {
        let own = told(text);
        let own: Vec<_> = own.iter().map(|(w, v)| (w.as_str(), v.as_str())).collect();
        assert_eq!(own, all, "{text}");
    }

    #[test]
    fn days_are_told_from_the_day_of_publication() {
        is(
            "El puerto cerró ayer, martes, y abrirá mañana.",
            &[("ayer, martes", "2026-03-03"), ("mañana", "2026-03-05")],
        );
        is("Cerró anoche.", &[("anoche", "2026-03-03TNI")]);
        is("Estará cerrado hasta el Jueves.", &[("el Jueves", "2026-03-05")]);
        is(
            "Abrió el pasado día 27 y cerrará los días 15 y 16.",
            &[("el pasado día 27", "2026-02-27"), ("los días 15", "2026-03-15")],
        );
        is("El consejo votó el pasado lunes.", &[("el pasado lunes", "2026-03-02")]);
        is("El consejo votará el lunes.", &[("el lunes", "2026-03-09")]);
        is(
            "El juez habló el viernes pasado por la noche.",
            &[("el viernes pasado", "2026-02-27"), ("la noche", "2026-02-27TNI")],
        );
    }

    #[test]
    fn dates_take_their_article_and_their_year() {
        is("Zarpó el 3 de enero de 1998.", &[("el 3 de enero de 1998", "1998-01-03")]);
        is("Durará del 1 al 9 de abril.", &[("del 1", "2026-04-01"), ("al 9 de abril", "2026-04-09")]);
        is("Fue en septiembre del 2001.", &[("septiembre del 2001", "2001-09")]);
        is("Creció un 2 por ciento en 1998 y el 2000 cayó.", &[("1998", "1998"), ("el 2000", "2000")]);
        is("Cerró a finales del pasado mes de mayo.", &[("finales del pasado mes de mayo", "2025-05")]);
        is("Sube el primer trimestre de este año.", &[("el primer trimestre de este año", "2026-Q1")]);
    }

    #[test]
    fn lengths_take_what_bounds_them() {
        is("Dura hace más de treinta y cinco años.", &[("hace más de treinta y cinco años", "P35Y")]);
        is("Tardó dos horas y 30 minutos.", &[("dos horas y 30 minutos", "PT2H30M")]);
        is(
            "Subió los últimos dos meses, y varios días más.",
            &[("los últimos dos meses", "P2M"), ("varios días más", "PXD")],
        );
        is(
            "Sale cada seis meses a las 11.30 horas.",
            &[("cada seis meses", "P6M"), ("las 11.30 horas", "2026-03-04T11:30")],
        );
    }

    #[test]
    fn what_is_no_time_is_left_out() {
        is("El diario citó a 2000 personas del 60 por ciento.", &[]);
        is("Vive próximo a la frontera, en la Avenida 17 de Junio.", &[]);
        is("Entonces su futuro era otro; firmó un segundo contrato.", &[]);
    }
}
