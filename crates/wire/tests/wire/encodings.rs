//! Pages whose mark, transport, `meta` and declaration of XML say different things of their charset (I7).
//!
//! The order is that of WHATWG: mark, transport, `meta` in the first 1024 bytes. Where what was said cannot be true,
//! the bytes decide, with a caveat.

use encoding_rs::Encoding;
use model::Origin;
use wire::read;

/// Words with the letters of a charset's script.
const WORDS: &[(&str, &str)] = &[
    ("utf-8", "Café Zürich – “Порт” 港口は閉鎖された"),
    ("windows-1252", "Café in Zürich – “the port”, naïve façade"),
    ("iso-8859-2", "Zażółć gęślą jaźń, přístav je zavřený"),
    ("windows-1251", "Порт закрыт до пятницы, сообщил совет"),
    ("koi8-r", "Порт закрыт до пятницы, сообщил совет"),
    ("shift_jis", "港は金曜日まで閉鎖されると市議会が発表した"),
    ("euc-jp", "港は金曜日まで閉鎖されると市議会が発表した"),
    ("gbk", "市议会周一表示港口将关闭到星期五"),
    ("big5", "市議會週一表示港口將關閉到星期五"),
    ("euc-kr", "시의회는 항구가 금요일까지 폐쇄된다고 밝혔다"),
    ("iso-8859-7", "Το λιμάνι παραμένει κλειστό μέχρι την Παρασκευή"),
    ("windows-1256", "أعلن المجلس أن الميناء مغلق حتى يوم الجمعة"),
];

fn page(declared: &str, words: &str) -> String {
    format!(
        "{declared}<title>x</title></head><body><article><h1>The port of Hargate</h1><p>{words}. The council said on Monday that the \
         port stays shut.</p><p>{words}. No ship has left it since the storm, it said.</p></article></body></html>"
    )
}

fn wide(text: &str, big: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
}

#[test]
fn two_hundred_pages_are_decoded_in_the_order_of_the_standard() {
    let (mut count, mut wrong) = (0, Vec::new());
    let mut check = |name: String, bytes: Vec<u8>, transport: Option<&str>, words: &str| {
        count += 1;
        let origin = Origin {
            content_type: Some(
                transport.map_or("text/html".into(), |charset| format!("text/html; charset={charset}")),
            ),
            ..Origin::default()
        };
        let reading = read(&bytes, &origin);
        super::sound(&reading);
        let text = super::text(&reading);
        if !text.contains(words) || text.contains('\u{fffd}') {
            wrong.push(name);
        }
    };
    for (at, (label, words)) in WORDS.iter().enumerate() {
        let encoding = Encoding::for_label(label.as_bytes()).unwrap();
        let other = WORDS[(at + 5) % WORDS.len()].0;
        let meta = |charset: &str| format!("<!DOCTYPE html><html><head><meta charset=\"{charset}\">");
        let old = |charset: &str| {
            format!("<html><head><META http-equiv=Content-Type content='text/html; charset={charset}'>")
        };
        let xml = |charset: &str| format!("<?xml version=\"1.0\" encoding='{charset}'?>\n<html><head>");
        let bytes = |text: &str| encoding.encode(text).0.into_owned();
        let utf8 = |declared: &str| page(declared, words).into_bytes();
        // One place says it.
        for (form, declared) in [
            ("meta", meta(label)),
            ("old meta", old(label)),
            ("xml", xml(label)),
            ("bare", meta(label).replace('"', "")),
        ] {
            check(format!("{label} {form}"), bytes(&page(&declared, words)), None, words);
        }
        check(format!("{label} transport"), bytes(&page("<html><head>", words)), Some(label), words);
        check(
            format!("{label} quoted transport"),
            bytes(&page("<html><head>", words)),
            Some(&format!("\"{label}\"")),
            words,
        );
        // Transport over meta and XML.
        check(format!("{label} transport over meta"), bytes(&page(&meta(other), words)), Some(label), words);
        check(format!("{label} transport over xml"), bytes(&page(&xml(other), words)), Some(label), words);
        // A mark over everything.
        let marked = [b"\xef\xbb\xbf".to_vec(), utf8(&meta(label))].concat();
        check(format!("{label} mark over both"), marked, Some(other), words);
        check(
            format!("{label} wide mark"),
            [b"\xff\xfe".to_vec(), wide(&page(&meta(label), words), false)].concat(),
            Some(other),
            words,
        );
        check(
            format!("{label} wide big mark"),
            [b"\xfe\xff".to_vec(), wide(&page(&meta(label), words), true)].concat(),
            None,
            words,
        );
        // A comment and a script before it, and a declaration in a comment.
        let hidden = format!(
            "<html><head><!-- <meta charset=\"{other}\"> --><meta name=x content=y><meta charset={label}>"
        );
        check(format!("{label} after a comment"), bytes(&page(&hidden, words)), None, words);
        // UTF-16 in a page that can be read so far is UTF-8.
        check(format!("{label} utf-16 in meta"), utf8(&meta("utf-16")), None, words);
        // Nothing says it, and it is UTF-8.
        check(format!("{label} words in utf-8"), utf8("<html><head>"), None, words);
        // A charset that nobody knows is none.
        check(
            format!("{label} unknown transport"),
            bytes(&page(&meta(label), words)),
            Some("x-unknown"),
            words,
        );
        check(format!("{label} unknown meta"), utf8(&meta("x-nobody")), None, words);
        // UTF-7 is never read: it is a way past filters.
        check(format!("{label} utf-7"), utf8(&meta("utf-7")), None, words);
    }
    assert!(count >= 200, "{count}");
    assert!(wrong.len() * 100 <= count, "{} of {count} wrong: {wrong:?}", wrong.len());
}
