//! Whole runs of `aircheck fix`.

use crate::driver::{Desk, Ran, page};
use crate::web::{self, Web};

fn fix(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[&["fix", "--allow-private", "127.0.0.1", "--retries", "1"], more].concat())
}

/// A site with a page that moved for good, one that moved for now, and one that is gone.
fn site() -> Web {
    let web = Web::new();
    web.on("/old", [web::redirect(301, "/new?a=1&b=2")])
        .on("/new?a=1&b=2", [web::ok()])
        .on("/later", [web::redirect(302, "/new?a=1&b=2")])
        .on("/gone", [web::not_found()])
}

fn notes(web: &Web, old: &str) -> String {
    let link = |path: &str| format!("<p><a href=\"{}\">{}</a></p>\r\n", web.url(path), web.url("/old"));
    page(&[link(old), link("/later"), link("/gone")].concat())
}

#[test]
fn a_moved_link_waits_in_a_diff_until_it_is_written() {
    let web = site();
    let (before, after) = (notes(&web, "/old#part"), notes(&web, "/new?a=1&amp;b=2#part"));
    let desk = Desk::new().file("page.html", &before);
    let shown = fix(&desk, &["page.html"]).ends(1);
    assert!(shown.out.contains("--- page.html\n+++ page.html\n@@ "), "{}", shown.out);
    assert!(shown.out.contains("+<p><a href=") && shown.out.contains("/new?a=1&amp;b=2#part"), "{}", shown.out);
    assert!(shown.err.contains("1 address in 1 file to rewrite"), "{}", shown.err);
    assert_eq!(desk.read("page.html"), before);
    fix(&desk, &["page.html", "--write"]).ends(0);
    assert_eq!(desk.read("page.html"), after);
    let again = fix(&desk, &["page.html", "--write"]).ends(0);
    assert!(again.out.is_empty() && again.err.contains("nothing to rewrite"), "{}{}", again.out, again.err);
    assert_eq!(desk.read("page.html"), after);
}

#[test]
fn only_files_are_rewritten_and_what_cannot_be_read_is_named() {
    let web = site();
    let desk = Desk::new().file("page.html", notes(&web, "/old"));
    let ran = fix(&desk, &["page.html", "missing.html", "--write"]).ends(2);
    assert!(ran.err.contains("missing.html"), "{}", ran.err);
    assert_eq!(desk.read("page.html"), notes(&web, "/new?a=1&amp;b=2"), "the others are written nevertheless");
    let base = web.url("/");
    let mut arguments = vec!["fix", "--allow-private", "127.0.0.1", "--input-format", "html", "--write", "-"];
    arguments.extend(["--base-url", &base]);
    let ran = desk.pipe(&arguments, &notes(&web, "/old")).ends(2);
    assert!(ran.err.contains("(stdin): only files can be rewritten"), "{}", ran.err);
}
