//! The report that all formats write in tests.

use super::super::*;
use crate::verdict::{Class, Reason};

/// Three sources, two episodes, a link of each sort.
pub(in crate::report) fn report() -> Report {
    let links = vec![
        checked(notes("https://guest.example/dana", "Dana Silva", 22), Reason::NotFound, |it| it.status = Some(404)),
        moved(),
        Link { group: "sponsor", ..invalid() },
        checked(notes("https://shop.example/mug", "the mug", 25), Reason::SoftNotFound, |it| it.status = Some(200)),
        checked(notes("https://club.example/long", "The long interview", 26), Reason::BotWall, |_| ()),
        checked(notes("mailto:us@show.example", "Write to us", 27), Reason::OtherScheme, |_| ()),
        remarked(),
        of_second(checked(notes("https://down.example/", "", 4), Reason::ServerError, |it| {
            it.status = Some(503);
            it.confirmed = Some(false);
            it.first_failed = Some("2026-03-04T06:00:00Z".to_owned());
            it.fails = false;
        })),
        of_second(checked(notes("https://guest.example/dana", "Dana", 5), Reason::NotFound, |it| {
            it.status = Some(404);
            it.change = Some("new");
        })),
        of_second(checked(notes("https://lost.example/", "lost long ago", 6), Reason::DomainGone, |it| {
            it.baseline = Some(true);
            it.fails = false;
        })),
        of_second(notes("https://late.example/", "not asked in time", 7)),
    ];
    frozen(links, vec![first(), second()])
}

use ReportLink as Link;

/// A report with these links and fixed times.
pub(in crate::report) fn frozen(links: Vec<ReportLink>, episodes: Vec<ReportEpisode>) -> Report {
    let sources = vec![
        source("notes/12.html", "html", None),
        source("notes/11.md", "markdown", None),
        source("notes/10.md", "markdown", Some("permission denied")),
    ];
    let run = Some(RunFacts { interrupted: true, network: true, partition: None, first_run: Some(false) });
    let targets = links.len();
    let started = "2026-03-05T06:00:00Z".parse().unwrap();
    let report = Report::new(Parts { started, sources, remarks: vec![remark()], episodes, links, targets, run });
    Report { version: "0.0.0", finished: "2026-03-05T06:01:30Z".to_owned(), ..report }
}

fn source(path: &str, kind: &'static str, error: Option<&str>) -> ReportSource {
    ReportSource { path: path.to_owned(), kind: Some(kind), rule: None, error: error.map(str::to_owned) }
}

fn remark() -> RunRemark {
    RunRemark {
        code: "ignore-ended",
        message: "this ignore ended on 2026-02-28 and hides nothing any more: shop.example (moving)".to_owned(),
        source: "aircheck.toml".to_owned(),
        line: Some(12),
    }
}

/// An episode of a page.
pub(in crate::report) fn first() -> ReportEpisode {
    ReportEpisode {
        id: 1,
        source: "notes/12.html".into(),
        title: Some("Tinned Fish".to_owned()),
        number: Some("12".to_owned()),
        date: Some("2026-03-05".to_owned()),
        page: Some("https://show.example/12".to_owned()),
        guid: None,
        rule: Some("heading"),
        rule_detail: Some("Show notes".to_owned()),
        fallback: false,
        repairs: Vec::new(),
        lints: vec![ReportRemark {
            code: "placeholder-text",
            level: "warning",
            asked: false,
            message: "a placeholder was left in the notes: `TODO`".to_owned(),
            line: Some(30),
            column: Some(5),
            fails: false,
        }],
        platforms: None,
    }
}

/// What three platforms show of a draft: one cuts it, one loses little, one is for those who ask for more.
pub(in crate::report) fn platforms() -> Vec<ReportPlatform> {
    let platform = |name: &'static str, limit, lost_links, lost: &[&str], minor| ReportPlatform {
        name: name.into(),
        as_of: "2024-05".into(),
        field: None,
        bytes: 4812,
        limit,
        links: 6,
        lost_links,
        lost: lost.iter().map(ToString::to_string).collect(),
        plain: if minor { Vec::new() } else { vec!["headings".into(), "bold and italics".into()] },
        minor,
    };
    let image = "1 image isn't shown, only its alternative text: say in the text what matters, or link to it.";
    let cut = "4,812 bytes as HTML, of which 4,000 are shown: 2 of 6 links are cut off, from “Good Thread” on. \
               Shorten the text, or move them up.";
    vec![
        platform("Apple Podcasts", Some(4000), 2, &[cut, image], false),
        platform("Spotify", None, 0, &[image], false),
        platform(
            "Apps without links",
            None,
            5,
            &["5 of 6 links show only words: write out the addresses that matter."],
            true,
        ),
    ]
}

fn second() -> ReportEpisode {
    ReportEpisode {
        id: 2,
        source: "notes/11.md".into(),
        title: None,
        number: Some("11".to_owned()),
        date: Some("2024-02-01".to_owned()),
        page: None,
        rule: None,
        rule_detail: None,
        lints: Vec::new(),
        ..first()
    }
}

/// A link of the first episode that wasn't judged.
pub(in crate::report) fn notes(url: &str, text: &str, line: u32) -> ReportLink {
    ReportLink {
        url: url.to_owned(),
        href: url.to_owned(),
        text: text.to_owned(),
        section: Some("Show notes".into()),
        kind: "notes",
        group: "editorial",
        episode: 1,
        source: "notes/12.html".into(),
        line,
        column: 20,
        places: vec![ReportPlace { line, column: 20, end_column: None, field: None }],
        judgement: Some(Box::default()),
        lints: Vec::new(),
        skipped: None,
    }
}

/// The link, judged; what fails by default, fails.
pub(in crate::report) fn checked(link: ReportLink, reason: Reason, more: impl FnOnce(&mut Judgement)) -> ReportLink {
    let mut judgement = Judgement {
        verdict: Some(reason.class()),
        reason: Some(reason),
        message: Some(format!("In short: {}.", reason.text().title).into()),
        permanent: Some(false),
        final_url: Some(link.url.clone()),
        attempts: Some(2),
        elapsed_ms: Some(184),
        fails: matches!(reason.class(), Class::Broken | Class::Invalid),
        ..Judgement::default()
    };
    more(&mut judgement);
    Link { judgement: Some(Box::new(judgement)), ..link }
}

fn moved() -> ReportLink {
    let link = notes("https://show.example/blog/old", "our tour of the cannery", 23);
    let mut link = Link { href: "/blog/old".to_owned(), ..link };
    link.places[0].end_column = Some(29);
    checked(link, Reason::MovedPermanently, |it| {
        it.permanent = Some(true);
        it.status = Some(200);
        it.final_url = Some("https://show.example/journal/new".to_owned());
        it.suggestion = it.final_url.clone();
        it.hops = vec![ReportHop { url: "https://show.example/blog/old".to_owned(), status: 301 }];
    })
}

fn invalid() -> ReportLink {
    let link = notes("htp://thread.example/offer", "Good Thread, 10 % off", 24);
    checked(link, Reason::MistypedScheme, |it| {
        it.final_url = None;
        it.suggestion = Some("https://thread.example/offer".to_owned());
    })
}

pub(in crate::report) fn remarked() -> ReportLink {
    let link = checked(notes("http://plain.example/", "plain", 28), Reason::Ok, |it| it.status = Some(200));
    let remark = Remark {
        code: "insecure-http",
        level: "warning",
        asked: false,
        message: "The same page answers with https.".into(),
        suggestion: Some("https://plain.example/".to_owned()),
        fails: false,
        baseline: None,
    };
    Link { lints: vec![remark], ..link }
}

fn of_second(link: ReportLink) -> ReportLink {
    Link { episode: 2, source: "notes/11.md".into(), section: None, ..link }
}
