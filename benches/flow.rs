//! How long the stages take that wait for nobody: reading, the normal form of addresses, judging, writing.

use std::fs;
use std::hint::black_box;
use std::io;
use std::path::Path;
use std::time::Duration;

use aircheck::check::{End, Outcome, PageFacts, Trace};
use aircheck::episode;
use aircheck::link::resolve::resolve;
use aircheck::link::{self, Form, Link};
use aircheck::net::{BodyEnd, Failure, FailureKind, Hop, Turn};
use aircheck::report::{self, Detail, Format, Judgement, Look, Parts, Report, ReportLink, RunFacts};
use aircheck::source::{Document, Kind, Origin};
use aircheck::verdict::{self, Class, Policy};
use criterion::{Criterion, Throughput};
use url::Url;

/// As many links as a large back catalogue has.
const LINKS: usize = 10_000;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    reading(&mut criterion);
    resolving(&mut criterion);
    judging(&mut criterion);
    writing(&mut criterion);
    criterion.final_summary();
}

/// From the text of a document to its links, as a run does it, for each of the formats that most notes have.
fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("read");
    let samples = [
        ("page", Kind::Html, sample("pages/wordpress.html", "<article", "</article>", 40)),
        ("feed", Kind::Feed, sample("feeds/fireside.xml", "<item>", "</channel>", 200)),
        ("markdown", Kind::Markdown, sample("markdown/notes.md", "Ferns don't", "[spores]:", 60)),
    ];
    for (name, kind, text) in samples {
        assert!(links(kind, &text).len() > 4, "{name}: there is nothing to read");
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name, |bencher| bencher.iter(|| links(kind, black_box(&text))));
    }
    group.finish();
}

/// The normal form of an address, on a page and in a draft.
fn resolving(criterion: &mut Criterion) {
    const HREFS: &[&str] = &[
        "https://show.example/episodes/42?a=1&b=2#t",
        "../photos/31 winter",
        "//cdn.example/x/./y/../z",
        "HTTP://EXAMPLE.com:80/%7euser",
        "https://bücher.example/straße?q=ü",
        "www.vale.example/garden",
        "htp://mistyped.example/",
        "mailto:us@show.example",
    ];
    let page = Url::parse("https://show.example/episodes/1?a=b").ok();
    let mut group = criterion.benchmark_group("resolve");
    group.throughput(Throughput::Elements(HREFS.len() as u64));
    for (name, base) in [("page", page.as_ref()), ("draft", None)] {
        group.bench_function(name, |bencher| {
            bencher.iter(|| HREFS.iter().map(|href| resolve(black_box(href), Form::Link, base)).collect::<Vec<_>>());
        });
    }
    group.finish();
}

/// The verdict on each of many links, without the network.
fn judging(criterion: &mut Criterion) {
    let seen = seen();
    let policy = Policy::default();
    let broken = seen.iter().filter(|(link, outcome)| judge(link, outcome, &policy) == Class::Broken).count();
    assert!((1..LINKS).contains(&broken), "{broken} of {LINKS} are broken: all go one way");
    let mut group = criterion.benchmark_group("judge");
    group.throughput(Throughput::Elements(LINKS as u64));
    group.sample_size(20);
    group.bench_function("links", |bencher| {
        bencher.iter(|| seen.iter().map(|(link, outcome)| judge(link, outcome, &policy)).max());
    });
    group.finish();
}

/// The JSON of a large report.
fn writing(criterion: &mut Criterion) {
    let report = report();
    let look = Look { width: 80, detail: Detail::Everything };
    let mut group = criterion.benchmark_group("write");
    group.throughput(Throughput::Elements(LINKS as u64));
    group.sample_size(20);
    group.bench_function("json", |bencher| {
        bencher.iter(|| report::render(Format::Json, black_box(&report), look, &mut io::sink()));
    });
    group.finish();
}

/// A file of `fixtures`, with what stands between two marks as many times as it takes to weigh what large ones weigh.
fn sample(path: &str, from: &str, to: &str, times: usize) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(path);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let (head, rest) = text.split_at(text.find(from).expect("the first mark is there"));
    let (middle, tail) = rest.split_at(rest.rfind(to).expect("the second mark is there"));
    [head, &middle.repeat(times), tail].concat()
}

fn links(kind: Kind, text: &str) -> Vec<Link> {
    let base = Url::parse("https://show.example/episodes/1").ok();
    let document = Document::from_text(Origin::Stdin, kind, text.to_owned(), base);
    let episodes = episode::read(&document, &episode::Options::default()).expect("fixtures can be read");
    link::extract(&document, 0, &episodes, 0, &link::Options::default())
}

fn judge(link: &Link, outcome: &Outcome, policy: &Policy) -> Class {
    verdict::judge(link, Some(outcome), policy).class
}

/// Links and what came of them: most are fine, some have moved, some are gone, and some hosts are.
fn seen() -> Vec<(Link, Outcome)> {
    (0..LINKS)
        .map(|number| {
            let url = url(&format!("https://guest-{}.example/notes/{number}", number % 700));
            let outcome = match number % 20 {
                0 => outcome(&url, answered(404)),
                1 => outcome(&url, End::Failed(Failure::new(FailureKind::DnsNoName, "no such host"))),
                2..5 => moved(&url),
                _ => outcome(&url, answered(200)),
            };
            (Link { text: format!("What guest {number} wrote").into(), ..Link::to(url) }, outcome)
        })
        .collect()
}

fn url(text: &str) -> Url {
    Url::parse(text).expect("it is written by hand")
}

fn outcome(url: &Url, end: End) -> Outcome {
    let walk = Trace { hops: Vec::new(), last: url.clone().into(), end };
    let elapsed = Duration::from_millis(180);
    Outcome { walk, looks: Vec::new(), attempts: Vec::new(), testimony: None, anchors: Vec::new(), elapsed }
}

fn moved(from: &Url) -> Outcome {
    let to = url(&from.as_str().replace("/notes/", "/journal/"));
    let mut outcome = outcome(&to, answered(200));
    outcome.walk.hops.push(Hop { url: from.clone().into(), status: 301, turn: Turn::Location });
    outcome
}

fn answered(status: u16) -> End {
    let page = PageFacts {
        title: "Notes on knots".to_owned(),
        headings: vec!["Notes on knots".to_owned(), "The bowline".to_owned()],
        text_length: 4200,
        text: "A bowline is the knot that a sailor ties first. ".repeat(20),
        ids: 12,
        ..PageFacts::default()
    };
    End::Answered {
        status,
        media_type: Some("text/html".into()),
        headers: vec![("server", "nginx".into())],
        body: BodyEnd::Complete,
        start: aircheck::check::Start::Unknown,
        page: Some(Box::new(page)),
    }
}

/// A report of one page with all those links.
fn report() -> Report {
    let policy = Policy::default();
    let views = seen().into_iter().map(|(link, outcome)| {
        let verdict = verdict::judge(&link, Some(&outcome), &policy);
        let judgement = Judgement::of(&link, &verdict, Some(&outcome), verdict.class == Class::Broken);
        ReportLink {
            judgement: Some(Box::new(judgement)),
            ..ReportLink::of(&link, link.lints.clone(), "notes.html".into())
        }
    });
    Report::new(Parts {
        started: jiff::Timestamp::UNIX_EPOCH,
        sources: Vec::new(),
        remarks: Vec::new(),
        episodes: Vec::new(),
        links: views.collect(),
        targets: LINKS,
        run: Some(RunFacts { interrupted: false, network: true, partition: None, first_run: None }),
    })
}
