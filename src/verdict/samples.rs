//! Links and outcomes to judge, for tests.

use std::time::Duration;

use url::Url;

use crate::check::{End, Outcome, PageFacts, Start, Trace};
use crate::episode::LinkKind;
use crate::link::{Address, Group, Link, Place};
use crate::net::{BodyEnd, Failure, FailureKind, Hop, Turn};
use crate::text::Position;

pub(super) fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

pub(super) fn link(href: &str, text: &str) -> Link {
    let place = Place { span: None, position: Position { line: 1, column: 1 }, field: None };
    Link {
        document: 0,
        episode: 0,
        href: href.into(),
        text: text.into(),
        section: None,
        kind: LinkKind::Notes,
        group: Group::Editorial,
        address: Address::Web(url(href).into()),
        places: vec![place].into(),
        lints: Vec::new(),
        ignored: None,
        declared: None,
    }
}

pub(super) fn page(title: &str, text: &str) -> PageFacts {
    PageFacts { title: title.to_owned(), text: text.into(), text_length: text.chars().count(), ..PageFacts::default() }
}

pub(super) fn answered(status: u16, headers: &[(&'static str, &str)], page: PageFacts) -> End {
    let headers = headers.iter().map(|(name, value)| (*name, (*value).into())).collect();
    End::Answered {
        status,
        media_type: Some("text/html".into()),
        headers,
        body: BodyEnd::Complete,
        start: Start::Unknown,
        page: Some(Box::new(page)),
    }
}

pub(super) fn failed(kind: FailureKind) -> End {
    End::Failed(Failure::new(kind, "as told"))
}

/// An outcome at the end of redirects: each with its status and where it leads.
pub(super) fn after(from: &str, hops: &[(u16, &str)], end: End) -> Outcome {
    let mut at = url(from);
    let mut taken = Vec::new();
    for (status, to) in hops {
        let mut next = url(to);
        if next.fragment().is_none() {
            next.set_fragment(at.fragment());
        }
        at.set_fragment(None);
        taken.push(Hop { url: at.into(), status: *status, turn: Turn::Location });
        at = next;
    }
    let walk = Trace { hops: taken, last: at.into(), end };
    Outcome {
        walk,
        looks: Vec::new(),
        attempts: Vec::new(),
        testimony: None,
        anchors: Vec::new(),
        elapsed: Duration::ZERO,
    }
}

pub(super) fn ok_after(from: &str, hops: &[(u16, &str)]) -> Outcome {
    after(from, hops, answered(200, &[], page("A page", &"Some text. ".repeat(200))))
}
