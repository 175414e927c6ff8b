//! `hearsay search`: what the archive has on something, the best first.

use crate::args::{Order, SearchArgs, unshielded};
use crate::config::{Destination, usual_width, wants_colour};
use crate::messages;
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive, Complaint, Found, Hit, HitEvent, HitStatement, Page, Piece, Query, Sort};
use serde_json::{Value, json};
use std::io::{self, Write};

/// The name and version of what `--json` prints.
const SCHEMA: &str = "hearsay/search/1";

/// Carries it out.
pub(crate) fn search(typed: SearchArgs) -> Result<Exit, Trouble> {
    let line = typed.query.iter().map(|term| quoted(&unshielded(term))).collect::<Vec<_>>().join(" ");
    let query = Query::parse(&line).map_err(|complaint| not_understood(&line, &complaint))?;
    let archive = Archive::open(&typed.archive.path()?, Access::Read)?;
    let sort = match typed.sort {
        Order::Best => Sort::Best,
        Order::Fresh => Sort::Fresh,
        Order::Date => Sort::Date,
    };
    let page = Page { limit: usize::from(typed.limit), offset: typed.offset, sort };
    let found = archive.find(&query, &page)?;
    let mut out = io::stdout().lock();
    if typed.json {
        writeln!(out, "{}", as_json(&line, &page, &found))?;
    } else {
        let style = Style {
            width: usual_width(&Destination::Stdout),
            colour: wants_colour(typed.color, &Destination::Stdout),
        };
        out.write_all(listed(&found, &style).as_bytes())?;
    }
    out.flush()?;
    if found.hits.is_empty() {
        messages::line(&nothing(&archive, &found, typed.offset)?);
        return Ok(Exit::Nothing);
    }
    if !typed.json {
        messages::line(&counted(&found, typed.offset));
    }
    Ok(Exit::Done)
}

/// A term as it goes into the line: the shell has taken the quotation marks of `actor:"the city"` away.
fn quoted(term: &str) -> String {
    if !term.contains(char::is_whitespace) || term.contains('"') {
        return term.to_owned();
    }
    // A whole query in one argument stays as it is; only a field whose value has spaces wants its marks back.
    let field = term.split_once(':').filter(|(field, value)| {
        let name = field.strip_prefix('-').unwrap_or(field);
        archive::FIELDS.iter().any(|(known, _)| *known == name)
            && !value.contains(':')
            && !value.contains(" OR ")
    });
    match field {
        Some((field, value)) => format!("{field}:\"{value}\""),
        None => term.to_owned(),
    }
}

/// A query that cannot be understood, with a sign under the place.
pub(crate) fn not_understood(line: &str, complaint: &Complaint) -> Trouble {
    let under = " ".repeat(complaint.start) + &"^".repeat((complaint.end - complaint.start).clamp(1, 60));
    Trouble::new(
        format!("the query cannot be understood\n         {line}\n         {under}"),
        complaint.message.clone(),
        "`hearsay search --help` tells how a query is written.",
    )
}

/// What to try where nothing was found.
fn nothing(archive: &Archive, found: &Found, offset: usize) -> Result<String, Trouble> {
    if found.total > 0 {
        return Ok(format!("Nothing behind the first {offset}; {} were found in all.", found.total));
    }
    let articles = archive.size()?.articles;
    Ok(match articles {
        0 => "Nothing found: the archive is empty. `hearsay add` fills it.".to_owned(),
        n => format!(
            "Nothing found in {n} articles. Leave a term out, join two with OR, or end a word with * (negot*)."
        ),
    })
}

fn counted(found: &Found, offset: usize) -> String {
    let Found { total, more, hits, weighed } = found;
    let total = if *more { format!("more than {total}") } else { total.to_string() };
    let mut told = if hits.len() as u64 == found.total {
        format!("{total} found")
    } else {
        format!("{} to {} of {total} found", offset + 1, offset + hits.len())
    };
    if *more {
        told += "; words so common that those with them in the headline stand first";
    }
    if let Some(weighed) = weighed {
        told += &format!("; words so common that only the last {weighed} to come in were weighed");
    }
    told
}

struct Style {
    width: u16,
    colour: bool,
}

/// The hits for a terminal.
fn listed(found: &Found, style: &Style) -> String {
    let hits: Vec<String> = found.hits.iter().map(|hit| lines(hit, style)).collect();
    hits.join("\n")
}

fn lines(hit: &Hit, style: &Style) -> String {
    let (bold, plain) = if style.colour { ("\u{1b}[1m", "\u{1b}[0m") } else { ("", "") };
    let headline = hit.headline.as_deref().map_or("(no headline)".to_owned(), printable);
    let mut out = format!("{bold}{headline}{plain}\n");
    let versions = (hit.versions > 1).then(|| format!("{} versions", hit.versions));
    let about = [Some(hit.id.clone()), hit.outlet.clone(), hit.day.clone(), versions, hit.url.clone()];
    let about: Vec<String> = about.into_iter().flatten().map(|one| printable(&one)).collect();
    out += &format!("  {}\n", about.join(" · "));
    if !hit.snippet.is_empty() {
        out += &wrapped(&hit.snippet, usize::from(style.width).saturating_sub(2), style.colour);
    }
    for event in &hit.events {
        out += &format!("  {}\n", printable(&event_line(event)));
    }
    for statement in &hit.statements {
        out += &format!("  {}\n", printable(&statement_line(statement)));
    }
    out
}

/// "planned: The city → ban → large ships, in Hargate, 2026-06, sentence 3".
fn event_line(event: &HitEvent) -> String {
    let status = event.status.map_or("unknown", model::Status::label);
    let mut told = format!("{status}: ");
    if let Some(actor) = &event.actor {
        told += &format!("{actor} → ");
    }
    told += &event.lemma;
    if let Some(target) = &event.target {
        told += &format!(" → {target}");
    }
    if let Some(place) = &event.place {
        told += &format!(", in {place}");
    }
    if let Some(when) = &event.when {
        told += &format!(", {when}");
    }
    told + &sentence(event.sentence)
}

fn statement_line(statement: &HitStatement) -> String {
    let kind = statement.kind.as_str().replace('_', " ");
    let source = statement.source.as_deref().unwrap_or("nobody named");
    format!("says: {source} ({kind}){}", sentence(statement.sentence))
}

fn sentence(number: u32) -> String {
    if number > 0 { format!(", sentence {number}") } else { String::new() }
}

/// A snippet in lines of this width; what was searched for is marked by colour, or by nothing where there is none.
fn wrapped(pieces: &[Piece], width: usize, colour: bool) -> String {
    let mut out = String::from("  ");
    let mut column = 0;
    for piece in pieces {
        let marked = piece.marked && colour;
        if marked {
            out += "\u{1b}[7m";
        }
        for word in printable(&piece.words).split_inclusive(' ') {
            let length = word.trim_end().chars().count();
            if column > 0 && column + length > width {
                out.truncate(out.trim_end_matches(' ').len());
                out += "\n  ";
                column = 0;
            }
            out += word;
            column += word.chars().count();
        }
        if marked {
            out += "\u{1b}[0m";
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out + "\n"
}

/// Without what a terminal would obey.
fn printable(words: &str) -> String {
    words.chars().filter(|letter| !letter.is_control()).collect()
}

fn as_json(line: &str, page: &Page, found: &Found) -> Value {
    let hits: Vec<Value> = found.hits.iter().map(hit_json).collect();
    json!({
        "schema": SCHEMA,
        "query": line,
        "total": found.total,
        "more": found.more,
        "weighed": found.weighed,
        "offset": page.offset,
        "hits": hits,
    })
}

fn hit_json(hit: &Hit) -> Value {
    let snippet: Vec<Value> =
        hit.snippet.iter().map(|piece| json!({ "text": piece.words, "marked": piece.marked })).collect();
    let events: Vec<Value> = hit
        .events
        .iter()
        .map(|event| {
            json!({
                "status": event.status,
                "actor": event.actor,
                "lemma": event.lemma,
                "target": event.target,
                "place": event.place,
                "when": event.when,
                "sentence": event.sentence,
            })
        })
        .collect();
    let statements: Vec<Value> = hit
        .statements
        .iter()
        .map(|one| json!({ "source": one.source, "kind": one.kind, "sentence": one.sentence }))
        .collect();
    json!({
        "id": hit.id,
        "url": hit.url,
        "outlet": hit.outlet,
        "headline": hit.headline,
        "published": hit.day,
        "language": hit.language,
        "versions": hit.versions,
        "score": hit.score.map(|score| (score * 1000.0).round() / 1000.0),
        "snippet": snippet,
        "events": events,
        "statements": statements,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_marks_that_the_shell_took_away_come_back() {
        for (typed, meant) in [
            ("actor:the city", "actor:\"the city\""),
            ("-source:port officials", "-source:\"port officials\""),
            ("ban closure", "ban closure"),
            ("ban status:planned", "ban status:planned"),
            ("actor:city status:planned", "actor:city status:planned"),
            ("actor:\"the city\" ban", "actor:\"the city\" ban"),
            ("actor:city", "actor:city"),
        ] {
            assert_eq!(quoted(typed), meant);
        }
    }
}
