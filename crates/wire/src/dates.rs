//! Printed dates: "Tuesday, November 4, 2025", "4. März 2026, 10:05 Uhr", "2025-11-04T10:05Z", "Nov. 4, 2025 10:05 a.m. EST".
//!
//! In: a line · Out: [`Printed`] dates with their places · From: CLDR month names (lists/calendar.tsv), RFC 3339, RFC 5322
//! Fails: what is ambiguous (03/04/2026) or impossible (31 Feb) is absent, never guessed, never "now"
//! Cost: one pass over at most [`REACH`] tokens

use model::jiff::civil::{Date, Time};
use model::jiff::tz::Offset;
use model::{Span, Stamp};

mod calendar;
mod order;

pub(crate) use calendar::{Word, meanings};
pub(crate) use order::{Order, order};

/// Tokens that are looked at; a date line has a dozen.
const REACH: usize = 400;

/// A date as printed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Printed {
    pub(crate) stamp: Stamp,
    /// Where the date and its time stand in the line.
    pub(crate) span: Span,
}

/// The first date in the line.
pub(crate) fn first(line: &str) -> Option<Printed> {
    first_in(line, None)
}

/// The first date in the line, where the page tells the order of numbers.
pub(crate) fn first_in(line: &str, order: Option<Order>) -> Option<Printed> {
    let tokens = cut(line);
    (0..tokens.len()).find_map(|at| read_at(&tokens, at, order)).map(|(printed, _)| printed)
}

/// Every date in the line, where the page tells the order of numbers.
pub(crate) fn all_in(line: &str, order: Option<Order>) -> Vec<Printed> {
    let tokens = cut(line);
    let (mut found, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        match read_at(&tokens, at, order) {
            Some((printed, next)) => {
                found.push(printed);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

/// Whether something printed as a date is there, readable or not.
pub(crate) fn looks_dated(line: &str) -> bool {
    let tokens = cut(line);
    tokens.windows(5).any(|w| {
        let numbers = [w[0].number(), w[2].number(), w[4].number()];
        numbers.iter().all(Option::is_some)
            && w[1].is_mark("/.-")
            && w[3].is_mark("/.-")
            && w[4].digits() >= 2
    }) || tokens
        .windows(3)
        .any(|w| w.iter().any(|t| t.month().is_some()) && w.iter().any(|t| t.digits() == 4))
}

/// Whether a newspaper can have this year: the first one is of 1605.
pub(crate) fn is_doubtful(stamp: Stamp) -> bool {
    !(1605..=2100).contains(&stamp.date.year())
}

#[derive(Clone, Copy, Debug)]
enum Token<'l> {
    Number(u32, usize, Span),
    Letters(&'l str, Span),
    Mark(char, Span),
}

impl<'l> Token<'l> {
    fn span(&self) -> Span {
        match self {
            Token::Number(_, _, span) | Token::Letters(_, span) | Token::Mark(_, span) => *span,
        }
    }
    fn number(&self) -> Option<u32> {
        if let Token::Number(n, ..) = self { Some(*n) } else { None }
    }
    fn digits(&self) -> usize {
        if let Token::Number(_, digits, _) = self { *digits } else { 0 }
    }
    fn letters(&self) -> &'l str {
        if let Token::Letters(word, _) = self { word } else { "" }
    }
    fn is_mark(&self, of: &str) -> bool {
        matches!(self, Token::Mark(c, _) if of.contains(*c))
    }
    fn is(&self, word: &str) -> bool {
        self.letters().eq_ignore_ascii_case(word)
    }
    fn month(&self) -> Option<i8> {
        meanings(self.letters()).iter().find_map(|w| if let Word::Month(m) = w { Some(*m) } else { None })
    }
    fn means(&self, word: Word) -> bool {
        meanings(self.letters()).contains(&word)
    }
}

fn cut(line: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut chars = line.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if tokens.len() == REACH {
            break;
        }
        let class = |c: char| {
            if c.is_ascii_digit() {
                1
            } else if c.is_alphabetic() {
                2
            } else {
                0
            }
        };
        let mut end = start + c.len_utf8();
        let ideograph = c > '\u{2e7f}';
        while let Some((at, next)) = chars.peek().copied() {
            if class(c) == 0 || class(next) != class(c) || ideograph || next > '\u{2e7f}' {
                break;
            }
            end = at + next.len_utf8();
            chars.next();
        }
        let span = Span::new(start, end);
        let text = span.words(line);
        match class(c) {
            1 => tokens.push(match text.parse() {
                Ok(number) if text.len() <= 9 => Token::Number(number, text.len(), span),
                _ => Token::Letters(text, span),
            }),
            2 => tokens.push(Token::Letters(text, span)),
            _ if c.is_whitespace() => {}
            _ => tokens.push(Token::Mark(c, span)),
        }
    }
    tokens
}

/// A date at token `at`, with the time after or before it; and the token after it.
fn read_at(tokens: &[Token<'_>], at: usize, order: Option<Order>) -> Option<(Printed, usize)> {
    let start = tokens.get(at)?.span();
    // A number that is the tail of another word or number is no date.
    if at > 0 && tokens.get(at)?.number().is_some() {
        let before = tokens.get(at - 1)?;
        if before.span().end == start.start && (before.is_mark("/.-:,$€£") || before.number().is_some()) {
            return None;
        }
    }
    if let Some((date, next)) = day_at(tokens, at, order) {
        let more = |i: usize| {
            tokens.get(i).zip(tokens.get(i - 1)).is_some_and(|(t, b)| t.span().start == b.span().end)
        };
        if tokens.get(next).is_some_and(|t| t.is_mark("/.-"))
            && more(next)
            && more(next + 1)
            && tokens.get(next + 1).is_some_and(|t| t.digits() > 0)
        {
            return None; // 1.2.2026.4 is a version
        }
        let (time, end) = match clock_after(tokens, next) {
            Some((clock, end)) => (Some(clock), end),
            None => (None, next),
        };
        return Some((printed(tokens, at, end, date, time)?, end));
    }
    let (clock, next) = clock_at(tokens, at, true)?;
    let day = skip(tokens, next, 3);
    let (date, end) = day_at(tokens, day, order)?;
    Some((printed(tokens, at, end, date, Some(clock))?, end))
}

type Clock = (Time, Option<Offset>);

fn printed(
    tokens: &[Token<'_>],
    from: usize,
    to: usize,
    date: Date,
    clock: Option<Clock>,
) -> Option<Printed> {
    let span = tokens.get(from)?.span().to(tokens.get(to.checked_sub(1)?)?.span());
    let stamp = Stamp { date, time: clock.map(|c| c.0), offset: clock.and_then(|c| c.1) };
    Some(Printed { stamp, span })
}

fn date(year: u32, month: i8, day: u32) -> Option<Date> {
    let year = i16::try_from(year).ok().filter(|y| (1000..=9999).contains(y))?;
    Date::new(year, month, i8::try_from(day).ok()?).ok()
}

fn day_at(tokens: &[Token<'_>], at: usize, order: Option<Order>) -> Option<(Date, usize)> {
    let token = |i: usize| tokens.get(i);
    let first = token(at)?;
    if let Some(month) = first.month() {
        // March 3, 2026 · Mar. 3rd 2026
        let mut i = at + 1;
        i += usize::from(token(i)?.is_mark("."));
        let day = token(i)?.number().filter(|_| token(i).is_some_and(|t| t.digits() <= 2))?;
        i += 1;
        i += usize::from(["st", "nd", "rd", "th"].iter().any(|s| token(i).is_some_and(|t| t.is(s))));
        i += usize::from(token(i)?.is_mark(",."));
        let year = token(i)?.number().filter(|_| token(i).is_some_and(|t| t.digits() == 4))?;
        return Some((date(year, month, day)?, i + 1));
    }
    let number = first.number()?;
    if first.digits() == 4 {
        let second = token(at + 1)?;
        if second.is_mark("-/.") && token(at + 3)?.is_mark("-/.") {
            let month = i8::try_from(token(at + 2)?.number()?).ok()?;
            return Some((date(number, month, token(at + 4)?.number()?)?, at + 5));
        }
        if second.is("년") && token(at + 3)?.is("월") {
            let month = i8::try_from(token(at + 2)?.number()?).ok()?;
            let end = at + 5 + usize::from(token(at + 5).is_some_and(|t| t.is("일")));
            return Some((date(number, month, token(at + 4)?.number()?)?, end));
        }
        // 2026. április 3. · 2026 m. kovo 3 d.: Hungarian and Lithuanian set the year first.
        let named = (1..=3).find(|n| token(at + n).is_some_and(|t| t.month().is_some()));
        let between = |n: usize| (1..n).all(|i| token(at + i).is_some_and(|t| t.is_mark(".") || t.is("m")));
        if let Some(n) = named.filter(|n| between(*n)) {
            let day =
                token(at + n + 1)?.number().filter(|_| token(at + n + 1).is_some_and(|t| t.digits() <= 2))?;
            return Some((date(number, token(at + n)?.month()?, day)?, at + n + 2));
        }
        if second.is("年") && token(at + 3)?.is("月") {
            let month = i8::try_from(token(at + 2)?.number()?).ok()?;
            let end = at + 5 + usize::from(token(at + 5).is_some_and(|t| t.is("日")));
            return Some((date(number, month, token(at + 4)?.number()?)?, end));
        }
        return None;
    }
    if first.digits() == 8 && (1900..2100).contains(&(number / 10_000)) {
        let month = i8::try_from(number / 100 % 100).ok()?;
        return Some((date(number / 10_000, month, number % 100)?, at + 1));
    }
    if first.digits() > 2 {
        return None;
    }
    let second = token(at + 1)?;
    if second.is_mark("/.-") && token(at + 2)?.number().is_some() {
        let (middle, last) = (token(at + 2)?.number()?, token(at + 4)?);
        // 02.12.19: two digits each, by dots or strokes alike; a version number has fewer.
        let short =
            last.digits() == 2 && first.digits() == 2 && token(at + 2)?.digits() == 2 && !second.is_mark("-");
        if !token(at + 3)?.is_mark("/.-") || !(last.digits() == 4 || short) {
            return None;
        }
        let year = if short { 2000 + last.number()? } else { last.number()? };
        // Dots are day-month everywhere; slashes and dashes are read where only one order fits.
        let day_first = second.is_mark(".") || number > 12 || number == middle;
        let (day, month) = match day_first {
            true => (number, middle),
            false if middle > 12 => (middle, number),
            false => match order? {
                Order::Day => (number, middle),
                Order::Month => (middle, number),
            },
        };
        return Some((date(year, i8::try_from(month).ok()?, day)?, at + 5));
    }
    // 3 March 2026 · 3. März 2026 · 3rd of March, 2026 · 3 de marzo de 2026
    let mut i = at + 1;
    i += usize::from(second.is_mark(".") || ["st", "nd", "rd", "th", "er", "º"].iter().any(|s| second.is(s)));
    i += usize::from(
        ["of", "de", "di"].iter().any(|s| token(i).is_some_and(|t| t.is(s))) || token(i)?.is_mark("-"),
    );
    let month = token(i)?.month()?;
    i += 1;
    while token(i)?.is_mark(".,-") || ["de", "del", "of"].iter().any(|s| token(i).is_some_and(|t| t.is(s))) {
        i += 1;
        if i > at + 7 {
            return None;
        }
    }
    let year = token(i)?.number().filter(|_| token(i).is_some_and(|t| t.digits() == 4))?;
    Some((date(year, month, number)?, i + 1))
}

/// Past commas, bars, weekdays and words like "at"; never past more than `most` of them.
fn skip(tokens: &[Token<'_>], mut at: usize, most: usize) -> usize {
    let from = at;
    while at - from < most
        && tokens.get(at).is_some_and(|t| {
            t.is_mark(",|·-–—•@(") || t.means(Word::Joiner) || t.means(Word::Weekday) || t.is("T")
        })
    {
        at += 1;
    }
    at
}

fn clock_after(tokens: &[Token<'_>], at: usize) -> Option<(Clock, usize)> {
    let next = skip(tokens, at, 3);
    let iso = next > at || tokens.get(at).is_some_and(|t| t.number().is_some());
    iso.then(|| clock_at(tokens, next, false))?
}

/// 10:05 · 10.05am · 10 a.m. · 14h05 · 1405 GMT, and the zone. `alone` asks for a surer shape.
fn clock_at(tokens: &[Token<'_>], at: usize, alone: bool) -> Option<(Clock, usize)> {
    let token = |i: usize| tokens.get(i);
    let first = token(at)?;
    let number = first.number()?;
    let (mut hour, mut minute, mut second, mut i, mut sure) = (number, 0, 0, at + 1, false);
    if first.digits() == 4 && token(i).and_then(zone_word).is_some() {
        (hour, minute, sure) = (number / 100, number % 100, true);
    } else if first.digits() > 2 {
        return None;
    } else if token(i).is_some_and(|t| t.is_mark(":.") || t.is("h"))
        && token(i + 1).is_some_and(|t| t.digits() == 2)
    {
        sure = token(i).is_some_and(|t| !t.is_mark("."));
        minute = token(i + 1)?.number()?;
        i += 2;
        if sure && token(i).is_some_and(|t| t.is_mark(":")) && token(i + 1).is_some_and(|t| t.digits() == 2) {
            second = token(i + 1)?.number()?;
            i += 2;
            if token(i).is_some_and(|t| t.is_mark(".,")) && token(i + 1).is_some_and(|t| t.digits() >= 3) {
                i += 2;
            }
        }
    }
    for (letter, add) in [("a", 0), ("p", 12)] {
        let joined = if add == 0 { "am" } else { "pm" };
        let dotted = token(i).is_some_and(|t| t.is(letter)) && token(i + 1).is_some_and(|t| t.is_mark("."));
        let length = match token(i) {
            Some(t) if t.is(joined) => 1,
            _ if dotted && token(i + 2).is_some_and(|t| t.is("m")) => 3,
            _ => continue,
        };
        i += length;
        i += usize::from(length == 3 && token(i).is_some_and(|t| t.is_mark(".")));
        if !(1..=12).contains(&hour) {
            return None;
        }
        hour = hour % 12 + add;
        sure = true;
        break;
    }
    if !sure && (alone || i == at + 1) {
        return None;
    }
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, i8::try_from(second).ok()?, 0)
        .ok()?;
    let (offset, end) = zone_at(tokens, i);
    Some(((time, offset), end))
}

fn zone_word(token: &Token<'_>) -> Option<Offset> {
    let minutes =
        meanings(token.letters()).iter().find_map(|w| if let Word::Zone(m) = w { Some(*m) } else { None })?;
    Offset::from_seconds(minutes * 60).ok()
}

fn zone_at(tokens: &[Token<'_>], at: usize) -> (Option<Offset>, usize) {
    let open = usize::from(tokens.get(at).is_some_and(|t| t.is_mark("(")));
    let named = tokens.get(at + open).and_then(zone_word);
    let sign_at = if named.is_some() { at + open + 1 } else { at };
    let sign = match tokens.get(sign_at) {
        Some(Token::Mark('+', _)) => 1,
        Some(Token::Mark('-' | '−', _)) => -1,
        _ => 0,
    };
    let number = tokens.get(sign_at + 1).and_then(Token::number);
    if let (1 | -1, Some(number)) = (sign, number) {
        let digits = tokens.get(sign_at + 1).map_or(0, Token::digits);
        let colon = tokens.get(sign_at + 2).is_some_and(|t| t.is_mark(":"));
        let minutes = if colon { tokens.get(sign_at + 3).and_then(Token::number) } else { None };
        let (hours, minutes, end) = match (digits, minutes) {
            (1 | 2, Some(minutes)) => (number, minutes, sign_at + 4),
            (1 | 2, None) => (number, 0, sign_at + 2),
            (4, _) => (number / 100, number % 100, sign_at + 2),
            _ => return (named, sign_at),
        };
        if hours <= 14 && minutes < 60 {
            let seconds = i32::try_from(hours * 3600 + minutes * 60).unwrap_or(0);
            return (Offset::from_seconds(sign * seconds).ok(), end);
        }
    }
    if named.is_some() { (named, at + open + 1) } else { (None, at) }
}

#[cfg(test)]
mod tests;
