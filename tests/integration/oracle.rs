//! Oracles: sites are asked where they tell programs the truth, at an endpoint that can be moved.

use crate::driver::{Desk, page};
use crate::report::Report;
use crate::web::{self, Web};

#[test]
fn a_video_that_its_site_vouches_for_is_fine_and_its_page_is_left_alone() {
    let video = "https://www.youtube.com/watch?v=abc";
    let question = "/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3Dabc";
    let web = Web::new().on(question, [web::answer("401 Not embeddable", "", "")]);
    let desk = Desk::new().file("page.html", page(&format!("<p><a href=\"{video}\">A film about knots</a></p>")));
    let oracle = format!("youtube={}", web.url("/oembed"));
    let ran =
        desk.run(&["check", "page.html", "--allow-private", "127.0.0.1", "--format", "json", "--oracle", &oracle]);
    let report = Report::of(&ran.ends(0));
    let found = report.link(video);
    assert_eq!((found.verdict.as_deref(), found.reason.as_deref()), (Some("ok"), Some("attested")));
    assert_eq!(web.asked(question).len(), 1);
}

#[test]
fn an_unknown_oracle_is_refused_with_the_known_ones() {
    let desk = Desk::new().file("page.html", page(""));
    let ran = desk.run(&["check", "page.html", "--oracle", "yuotube=off"]).ends(2);
    assert!(ran.err.contains("youtube, vimeo, spotify"), "{}", ran.err);
}
