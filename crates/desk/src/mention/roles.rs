//! What stands with a name and tells of it: offices, roles, country, man or woman.
//!
//! In: a name in its sentence · Out: [`Before`] · From: the patterns of news English: office before the name,
//! apposition behind it, "is the" · Fails: a role that hangs elsewhere is not seen · Cost: the words before the name, its children

use super::agents::Agents;
use super::kinds::Kinds;
use super::names::Name;
use super::nominal::gendered;
use crate::grammar::Grammar;
use crate::syntax::{Rel, Tag};

/// What is told of a name where it stands.
#[derive(Default)]
pub(super) struct Before {
    /// Roles, lower case: "minister", "transport minister".
    pub roles: Vec<String>,
    pub gender: Option<char>,
    /// ISO code of the country whose office it is.
    pub country: Option<&'static str>,
    /// The office is a former one.
    pub former: bool,
    /// An office or form of address stands before the name.
    pub office: bool,
    /// It is nothing but a form of address.
    pub address: bool,
}

/// Words of an office that are looked at before the name.
const REACH: usize = 6;

/// What the words before the name tell.
pub(super) fn before(grammar: &Grammar, name: &Name) -> Before {
    let mut out = Before { office: !name.titles.is_empty(), ..Before::default() };
    let kinds = Kinds::shipped();
    for title in &name.titles {
        out.gender = out.gender.or_else(|| kinds.title(title).and_then(told));
        let address = matches!(
            title.as_str(),
            "mr" | "mrs" | "ms" | "miss" | "sir" | "dame" | "lord" | "lady" | "dr" | "madam"
        );
        let title = match title.as_str() {
            "gov" => "governor",
            "sen" => "senator",
            "rep" => "representative",
            "gen" => "general",
            "col" => "colonel",
            "capt" => "captain",
            "lt" => "lieutenant",
            "sgt" => "sergeant",
            "prof" => "professor",
            all => all,
        };
        out.address |= address;
        if !address && !out.roles.iter().any(|r| r == title) {
            out.roles.push(title.to_owned());
        }
    }
    let mut role: Vec<String> = Vec::new();
    let from = name.first.saturating_sub(REACH);
    for at in (from..name.first).rev() {
        let word = grammar.lower(at);
        // "New Mexico Governor" is of the state, not of Mexico.
        let two = at.checked_sub(1).map(|b| grammar.span_over(b, at).words(grammar.text));
        let land = two.and_then(|w| kinds.country(w)).or_else(|| kinds.country(grammar.word(at)));
        if let Some(land) = land {
            out.country = out.country.or(Some(land.iso3));
            continue;
        }
        match word.as_str() {
            "former" | "ex" | "ex-president" | "late" => out.former |= word != "late",
            "'s" | "’s" if at > 0 && kinds.country(grammar.word(at - 1)).is_some() => {}
            "-" => {}
            _ if grammar.is_noun(at) || word == "prime" || word == "foreign" || word == "deputy" => {
                let last = role.is_empty();
                if last && !Agents::shipped().is_person(grammar.lemma(at)) && kinds.title(&word).is_none() {
                    break;
                }
                if last && grammar.tag(at) == Tag::Nns {
                    break;
                }
                role.insert(0, word);
            }
            _ => break,
        }
    }
    if let Some(last) = role.last() {
        out.gender = out.gender.or_else(|| kinds.title(last).and_then(told).or_else(|| gendered(last)));
        out.roles.push(last.clone());
        if role.len() > 1 {
            out.roles.push(role.join(" "));
        }
    } else {
        out.country = out.country.filter(|_| out.office);
    }
    out
}

/// What apposition and "is the" tell of the name with this head.
pub(super) fn around(grammar: &Grammar, head: usize, out: &mut Before) {
    let apposed = grammar.kids(head).iter().copied().filter(|k| grammar.rel(*k) == Rel::Appos);
    let outer = grammar.head(head).filter(|h| match grammar.rel(head) {
        Rel::Appos => true,
        Rel::Nsubj => grammar.kid(*h, &[Rel::Cop]).is_some() && grammar.group(*h).negation.is_none(),
        _ => false,
    });
    for noun in apposed.chain(outer) {
        let lemma = grammar.lemma(noun);
        if !grammar.is_noun(noun) || grammar.tag(noun) == Tag::Nns || lemma.starts_with(char::is_uppercase) {
            continue;
        }
        let mut role = String::new();
        for kid in grammar.kids(noun).iter().copied().filter(|k| *k < noun) {
            let word = grammar.lower(kid);
            match grammar.rel(kid) {
                Rel::Compound => role = format!("{role}{word} "),
                Rel::Amod if word == "prime" || word == "foreign" => role = format!("{role}{word} "),
                Rel::Amod if word == "former" => out.former = true,
                _ => {}
            }
            if let Some(land) = Kinds::shipped().country(grammar.word(kid)) {
                out.country = out.country.or(Some(land.iso3));
            }
        }
        role.push_str(lemma);
        out.gender =
            out.gender.or_else(|| Kinds::shipped().title(lemma).and_then(told).or_else(|| gendered(lemma)));
        out.roles.push(role);
    }
}

/// Whether a relative clause with one of these pronouns comes right after the name.
pub(super) fn follows(grammar: &Grammar, last: usize, pronouns: &[&str]) -> bool {
    grammar.word(last + 1) == "," && pronouns.contains(&grammar.lower(last + 2).as_str())
}

/// The gender that a title's cell tells.
fn told(cell: &str) -> Option<char> {
    cell.chars().next().filter(|g| *g != '-')
}

/// The token by which the name hangs in its sentence.
pub(super) fn head_of(grammar: &Grammar, name: &Name) -> usize {
    let inside = |h: usize| (name.first..=name.last).contains(&h);
    let mut head =
        (name.first..=name.last).find(|at| grammar.head(*at).is_none_or(|h| !inside(h))).unwrap_or(name.last);
    // A title may be the head of its name: "President" in "President Elena Brandt".
    while matches!(grammar.rel(head), Rel::Flat | Rel::Compound) && grammar.rel(head) != Rel::Appos {
        let Some(up) = grammar.head(head).filter(|up| {
            let title = Kinds::shipped().title(grammar.word(*up)).is_some();
            grammar.rel(head) == Rel::Flat && title
        }) else {
            break;
        };
        head = up;
    }
    head
}
