//! Hostile input (TRUST 2.B): depth, width, size. Each reads in bounded time, on a small stack, and keeps the story.

use super::{codes, read, sound, text};
use model::CaveatCode;
use std::time::{Duration, Instant};

const STORY: &str = "<article><h1>Port shut</h1><p>The council of Hargate closed the inner harbour on Monday after a ferry had \
    sunk near the mole.</p><p>Ships were sent to the outer docks, where they will wait until Friday, the mayor said.</p></article>";

/// Generous, as tests are built without optimisation and run beside others; the bar in release is one second.
const BOUND: Duration = Duration::from_secs(20);

/// Reads on a stack of 2 MiB and within the bound.
fn bounded(page: String) -> model::Reading {
    let started = Instant::now();
    let small = std::thread::Builder::new().stack_size(2 << 20);
    let reading = small.spawn(move || read(&page)).unwrap().join().unwrap();
    assert!(started.elapsed() < BOUND, "{:?}", started.elapsed());
    sound(&reading);
    reading
}

#[test]
fn a_hundred_thousand_deep() {
    const DEPTH: usize = 100_000;
    for (open, close) in [
        ("<div>", "</div>"),
        ("<ul><li>", "</li></ul>"),
        ("<b>", "</b>"),
        ("<table><tr><td>", "</td></tr></table>"),
        ("<svg>", "</svg>"),
        ("<a><i>", "</i></a>"),
        ("<div>", ""),
        ("<a href=x><b><p>", ""),
        ("<template>", "</template>"),
        ("<b><table>", "</b>"),
        ("<div><table></div>", ""),
        ("<font color=1><p>", ""),
        ("<select><option>", ""),
        ("<math><mi>", ""),
        ("<span><button>", "</span>"),
    ] {
        let page = format!("<html><body>{STORY}{}deep{}</body>", open.repeat(DEPTH), close.repeat(DEPTH));
        let reading = bounded(page);
        assert!(text(&reading).contains("Ships were sent to the outer docks"), "{open}");
        assert!(
            codes(&reading).contains(&CaveatCode::NestingCapped) || !matches!(open, "<div>" | "<b>"),
            "{open}"
        );
    }
}

#[test]
fn very_wide_tags_and_texts() {
    let attributes: String = (0..50_000).map(|n| format!(" a{n}=x")).collect();
    for page in [
        format!("<body{attributes}>{STORY}"),
        format!("<body>{STORY}<p>{}", "&amp;&#1234;&nosuch;".repeat(300_000)),
        format!("<body>{STORY}<p>{}", "word ".repeat(500_000)),
        format!("<body>{STORY}<p>{}", "x".repeat(3_000_000)),
        format!("<body>{STORY}<table><td colspan=9007199254740992 rowspan=999999999>x</table>"),
        format!("<body>{STORY}{}", "<p>x".repeat(200_000)),
        format!("<body>{STORY}{}", "<!--".repeat(300_000)),
        format!("<body>{STORY}{}", "<script>".repeat(200_000)),
        format!("<body>{STORY}{}", "<a x='".repeat(200_000)),
        format!("<body>{STORY}{}", "<figure><figcaption>Photo: X".repeat(20_000)),
        format!("<body>{STORY}{}", "<details><summary>Why?</summary>So.".repeat(20_000)),
        format!("<body>{STORY}{}", "<h1>Port</h1>".repeat(50_000)),
    ] {
        let reading = bounded(page);
        assert!(text(&reading).contains("The council of Hargate"), "{}", text(&reading).len());
    }
}

#[test]
fn plain_text_of_any_shape() {
    for given in [
        "word ".repeat(400_000),
        "\n".repeat(1_000_000) + "Port shut",
        "a?\n".repeat(100_000),
        "By By By ".repeat(100_000),
        "(Photo: ".repeat(100_000),
        "3 March 2026 ".repeat(100_000),
        "[x](".repeat(200_000),
        "“".repeat(300_000),
        "Port — ".repeat(100_000),
    ] {
        let started = Instant::now();
        sound(&read(&given));
        assert!(
            started.elapsed() < BOUND,
            "{} {:?}",
            given.chars().take(12).collect::<String>(),
            started.elapsed()
        );
    }
}

#[test]
fn a_giant_is_read_at_its_beginning() {
    let page = format!("<body>{STORY}{}", "<p>Ships wait at the outer docks.</p>\n".repeat(1_400_000));
    assert!(page.len() > 50_000_000);
    let reading = bounded(page);
    assert!(codes(&reading).contains(&CaveatCode::TooLarge));
    assert!(text(&reading).contains("Port shut"));
}

/// The best of some reads.
fn seconds(page: &str) -> f64 {
    let once = || {
        let started = Instant::now();
        std::hint::black_box(read(page));
        started.elapsed().as_secs_f64()
    };
    (0..4).map(|_| once()).fold(f64::MAX, f64::min)
}

#[test]
fn twice_the_page_takes_twice_the_time() {
    for piece in [
        "<",
        "&",
        "&amp;&#1234;&nosuch;",
        "<!--",
        "<!-- --!",
        "<script>",
        "<script><!--<script></script>",
        "<style>",
        "<a x='",
        "<title>x",
        "<svg><![CDATA[",
        "<?",
        "</x></p>",
        "<p>word<b>x</p>",
        "<a><div>x",
        "<table>&amp;<td>&amp;",
        "<table>x<tr>",
        "&amp;<!-- -->b",
        "<div>",
        "<ul><li>",
        "<p><span><div>",
        "<table><tr><td>",
        "<svg>",
        "<html lang=x>",
        "<h1>Port</h1>",
        "<time>3 March 2026</time>",
        "<a rel=author href=x>Mara Lindqvist</a>",
        "<dl><dt>Why so?<dd>So it is.</dl>",
        "<div itemprop=articleBody>The port is shut for now, and it will stay so.</div>",
    ] {
        let page = |bytes: usize| format!("<body>{STORY}{}", piece.repeat(bytes / piece.len()));
        let (half, whole) = (page(300_000), page(600_000));
        // A busy machine may disturb one measurement, hardly three.
        let linear = (0..3).any(|_| {
            let long = seconds(&whole);
            long < 0.03 || long < seconds(&half) * 3.0
        });
        assert!(linear, "{piece}: {:.3} s and {:.3} s", seconds(&half), seconds(&whole));
    }
}

#[test]
fn ten_megabytes_in_one_line() {
    let attributes: String = (0..100_000).map(|n| format!(" a{n}=x")).collect();
    for page in [
        format!("<body>{STORY}<p>{}", "The port is shut. ".repeat(600_000)),
        format!("<body>{STORY}<p title='{}'>x</p>", "x".repeat(10_000_000)),
        format!("<body>{STORY}{}", "<".repeat(1_000_000)),
        format!("<body>{STORY}{}", "&eacute;".repeat(1_000_000)),
        format!("<body{attributes}>{STORY}"),
        format!("<body>{STORY}<p class=x{attributes}>x"),
    ] {
        assert!(text(&bounded(page)).contains("The council of Hargate"));
    }
}
