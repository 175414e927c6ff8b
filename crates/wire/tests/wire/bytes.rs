//! Bytes of every kind: charsets, formats that are not read, nothing at all.

use super::{codes, read, sound, text};
use model::{CaveatCode, Origin};

const STORY: &str = "Hafen gesperrt\n\nDer Stadtrat von Hargate hat den Binnenhafen am Montag für größere Schiffe \
    geschlossen, nachdem eine Fähre gesunken war.\n\nDie Bürgermeisterin sagte, die Sperrung gelte bis Freitag.\n";

fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| c as u8).collect()
}

#[test]
fn nothing_is_said_to_be_nothing() {
    for given in [&b""[..], b" \r\n\t ", b"\0\0\0"] {
        let reading = read(given);
        assert_eq!((reading.article.is_none(), codes(&reading)), (true, vec![CaveatCode::Empty]));
    }
    assert_eq!(codes(&wire::read_body(" \n", &Origin::default())), [CaveatCode::Empty]);
    assert_eq!(codes(&wire::read_text("", &Origin::default())), [CaveatCode::Empty]);
}

#[test]
fn other_formats_are_named_and_not_read() {
    let noise: Vec<u8> =
        (0..20_000u64).map(|i| (i.wrapping_mul(i).wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (given, code, word) in [
        (&b"%PDF-1.5\n%\xd0\xd4\xc5\xd8\n1 0 obj"[..], CaveatCode::UnsupportedFormat, "PDF"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0word/document.xml", CaveatCode::UnsupportedFormat, "DOCX"),
        (b"PK\x03\x04\x14\0\0\0\0\0a.txt", CaveatCode::NotText, "ZIP"),
        (b"\x1f\x8b\x08\0\0\0\0\0", CaveatCode::NotText, "gzip"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", CaveatCode::NotText, "PNG"),
        (b"{\"url\": \"https://x.example\"}", CaveatCode::UnsupportedFormat, "jsonl"),
        (&noise, CaveatCode::NotText, "charset"),
    ] {
        let reading = read(given);
        assert_eq!((reading.article.is_none(), codes(&reading)), (true, vec![code]));
        assert!(reading.caveats[0].message.contains(word), "{}", reading.caveats[0].message);
    }
}

#[test]
fn charsets_declared_marked_and_guessed() {
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(STORY.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let declared =
        Origin { content_type: Some("text/plain; charset=windows-1252".into()), ..Origin::default() };
    let plain = read(STORY);
    for (reading, caveats) in [
        (read(&wide), vec![]),
        (wire::read(&latin(STORY), &declared), vec![]),
        (read(latin(STORY)), vec![CaveatCode::EncodingGuessed]),
    ] {
        sound(&reading);
        assert_eq!(text(&reading), text(&plain));
        assert_eq!(codes(&reading), caveats);
    }
    assert_eq!(plain.article.unwrap().language.as_deref(), Some("de"));
}

#[test]
fn a_page_in_shift_jis() {
    let body: Vec<u8> = [0x8d, 0x60, 0x82, 0xcd, 0x95, 0xc2, 0x8d, 0xbd].repeat(30);
    let mut page = b"<html><head><meta charset=\"Shift_JIS\"><title>x</title></head><body><p>".to_vec();
    page.extend(&body);
    page.extend(b"</p></body></html>");
    let reading = read(&page);
    assert!(text(&reading).contains("港は閉鎖"), "{}", text(&reading));
    assert!(!codes(&reading).contains(&CaveatCode::EncodingGuessed));
}

#[test]
fn bytes_that_do_not_decode_are_seen_and_said() {
    let mut given = STORY.as_bytes().to_vec();
    given.extend(b"\n\nDie F\xffhre wurde gehoben, sagte der Hafenmeister am Dienstag vor dem Ausschuss.\n");
    let origin = Origin { content_type: Some("text/plain; charset=utf-8".into()), ..Origin::default() };
    let reading = wire::read(&given, &origin);
    sound(&reading);
    assert!(text(&reading).contains("F\u{fffd}hre"));
    assert_eq!(codes(&reading), [CaveatCode::EncodingDamaged]);
}

#[test]
fn the_id_is_the_callers_or_the_contents() {
    let given = Origin { id: Some("a-1".into()), ..Origin::default() };
    assert_eq!(wire::read(STORY.as_bytes(), &given).id, "a-1");
    let (one, again, other) = (read(STORY), read(STORY), read(STORY.to_uppercase()));
    assert_eq!((one.id.len(), one.id == again.id, one.id == other.id), (32, true, false));
}

#[test]
fn a_page_of_one_sentence_is_that_sentence() {
    let page = "<nav><a href=/>Home</a> <a href=/sea>Sea</a></nav><p>The council closed the harbour, the mayor said.</p>";
    assert_eq!(text(&read(page)), "The council closed the harbour, the mayor said.");
}
