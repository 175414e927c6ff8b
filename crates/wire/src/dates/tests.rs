use super::*;

fn read(line: &str) -> Option<String> {
    first(line).map(|p| p.stamp.to_string())
}

#[test]
fn dates_as_printed() {
    for (line, stamp) in [
        ("Tuesday, March 3, 2026 by Mara Lindqvist", "2026-03-03"),
        ("Tuesday, November 4, 2025", "2025-11-04"),
        ("4 November 2025", "2025-11-04"),
        ("Nov. 4, 2025 10:05 a.m. EST", "2025-11-04T10:05:00-05:00"),
        ("10:05 a.m. EST, Nov. 4, 2025", "2025-11-04T10:05:00-05:00"),
        ("2025-11-04T09:08:07.123Z", "2025-11-04T09:08:07Z"),
        ("2025-11-04 09:08+0530", "2025-11-04T09:08:00+05:30"),
        ("Published: 3rd of March, 2026 at 14:05", "2026-03-03T14:05:00"),
        ("3. März 2026, 10:05 Uhr", "2026-03-03T10:05:00"),
        ("le 3 mars 2026 à 14h05", "2026-03-03T14:05:00"),
        ("3 de marzo de 2026", "2026-03-03"),
        ("03.04.2026", "2026-04-03"),
        ("25/12/2026", "2026-12-25"),
        ("12/25/2026", "2026-12-25"),
        ("2026/3/4", "2026-03-04"),
        ("2026年3月4日", "2026-03-04"),
        ("2026년 3월 4일", "2026-03-04"),
        ("4 марта 2026, 13:43", "2026-03-04T13:43:00"),
        ("2026. március 4.", "2026-03-04"),
        ("2026 m. kovo 4 d.", "2026-03-04"),
        ("4. maaliskuuta 2026", "2026-03-04"),
        ("4 Μαρτίου 2026", "2026-03-04"),
        ("4 مارس 2026", "2026-03-04"),
        ("04.03.26", "2026-03-04"),
        ("Mar 3, 2026 1405 GMT", "2026-03-03T14:05:00Z"),
        ("Tue, 03 Mar 2026 14:05:09 +0100", "2026-03-03T14:05:09+01:00"),
        ("March 3, 2026 12:30 pm UTC+2", "2026-03-03T12:30:00+02:00"),
    ] {
        assert_eq!(read(line).as_deref(), Some(stamp), "{line}");
    }
}

#[test]
fn what_is_ambiguous_or_impossible_stays_absent() {
    for line in [
        "03/04/2026",
        "31 February 2026",
        "February 30, 2026",
        "March 2026",
        "in 2026",
        "10:05",
        "1.234.2026",
        "v1.2.2026.4",
    ] {
        assert_eq!(read(line), None, "{line}");
    }
    assert!(looks_dated("Published 03/04/2026"));
    assert!(!looks_dated("It cost 3 to 4 million in all"));
}

#[test]
fn the_order_of_numbers_is_the_languages() {
    let read = |tag: &str| first_in("03/04/2026", order(tag)).map(|p| p.stamp.to_string());
    assert_eq!(read("en-US").as_deref(), Some("2026-03-04"));
    assert_eq!(read("en-GB").as_deref(), Some("2026-04-03"));
    assert_eq!(read("fr").as_deref(), Some("2026-04-03"));
    assert_eq!(read("en"), None);
}

#[test]
fn the_span_covers_date_and_time() {
    let line = "Updated 3 March 2026, 9:15 a.m. CET | Harbour";
    let printed = first(line).unwrap();
    assert_eq!(printed.span.words(line), "3 March 2026, 9:15 a.m. CET");
    assert_eq!(all_in("3 March 2026 and 4 March 2026", None).len(), 2);
}
