//! Authorities in sentences of our own: words and kind, and who invokes them.

use super::authorities;
use crate::mention;
use crate::page::Page;
use crate::syntax::Perceptron;
use model::{Article, Authority};

fn marked(text: &str) -> Vec<Authority> {
    let article = Article::verbatim(text);
    let page = Page::new(&article, Perceptron::shipped(), None);
    let cast = mention::mentions(&page);
    authorities(&page, &cast)
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let told: Vec<String> =
        marked(text).into_iter().map(|a| format!("{} {}", a.name, a.kind.as_str())).collect();
    assert_eq!(told, expected, "{text}");
}

#[test]
fn numbered_parts() {
    check("They acted under Title 50.", &["Title 50 statute"]);
    check("The ban breaks Article 12 of the Constitution.", &["Article 12 of the Constitution statute"]);
    check("Sections 232 and 301 were cited.", &["Sections 232 and 301 statute"]);
    check(
        "The Second Amendment and the 25th Amendment.",
        &["Second Amendment statute", "25th Amendment statute"],
    );
    check("Read chapter 2 and section 3 of the report.", &[]);
}

#[test]
fn named_instruments() {
    check("Under the Ports Act, the mayor may close it.", &["Ports Act statute"]);
    check("They cited the Insurrection Act of 1807.", &["Insurrection Act of 1807 statute"]);
    check("Both sides broke the Geneva Conventions.", &["Geneva Conventions treaty"]);
    check("It left the Paris agreement.", &["Paris agreement treaty"]);
    check("The Treaty of Lisbon allows it.", &["Treaty of Lisbon treaty"]);
    check("The Ruiz agreement with the union failed.", &[]);
    check("The Republican National Convention met at Harvard Law School.", &[]);
    check("The law and a bill were read.", &[]);
}

#[test]
fn orders_resolutions_and_rulings() {
    check("She signed Executive Order 14067.", &["Executive Order 14067 order"]);
    check("Directive 2014/65/EU applies.", &["Directive 2014/65/EU order"]);
    check(
        "It obeys UN Security Council Resolution 2735.",
        &["UN Security Council Resolution 2735 resolution"],
    );
    check("It broke resolution 2231.", &["resolution 2231 resolution"]);
    check("A Supreme Court ruling ended it.", &["Supreme Court ruling ruling"]);
    check("The judge's injunction stands.", &["judge's injunction ruling"]);
    check("In Harbour Union v. Port Authority the crews won.", &["Harbour Union v. Port Authority ruling"]);
    check("They threatened to subpoena the mayor.", &[]);
}

#[test]
fn designations() {
    check(
        "The ministry designated six crews as foreign terrorist organizations.",
        &["foreign terrorist organizations designation"],
    );
    check("The mayor declared martial law.", &["martial law designation"]);
    check("The mayor declared a state of emergency.", &["state of emergency designation"]);
    check("Terrorist groups fled.", &[]);
}

#[test]
fn who_invokes_it() {
    let by = |text: &str| {
        let found = marked(text);
        let span = found.first().and_then(|a| a.invoked_by.as_ref()).and_then(|r| r.span);
        span.map(|s| s.words(text).to_owned())
    };
    assert_eq!(by("The mayor invoked the Ports Act.").as_deref(), Some("The mayor"));
    assert_eq!(by("An arrest warrant issued by the court named him.").as_deref(), Some("the court"));
    assert_eq!(by("The Ports Act was invoked."), None);
}

#[test]
fn ids_run_in_text_order_and_any_text_is_read() {
    let ids: Vec<String> = marked("Title 50 and the Ports Act apply.").into_iter().map(|a| a.id).collect();
    assert_eq!(ids, ["a1", "a2"]);
    for odd in [
        "",
        "Act",
        "v.",
        "A v. B",
        "Title",
        "the Constitution",
        "Resolution",
        "Treaty of",
        "§",
        "Article (",
        "court's",
    ] {
        let _ = marked(odd);
    }
}
