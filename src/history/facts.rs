//! An outcome as it is stored: as much of it as it takes to judge it again, for other links and by another policy.
//!
//! The form is this room's own, so that a change of `check::Outcome` is no silent change of the file.

use std::borrow::Cow;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::check::{AnchorFact, Apology, End, Outcome, PageFacts, Says, Spot, Start, Testimony, Trace};
use crate::net::{Attempt, BodyEnd, FailureKind, Hop, Turn};
use crate::text::without_userinfo;

/// The version of the form. What was written in another one is asked again.
const FORM: u32 = 3;

#[derive(Debug, Serialize, Deserialize)]
struct Facts {
    form: u32,
    hops: Vec<StoredHop>,
    last: String,
    /// What was answered; nothing where only the site's oracle was asked, which said that it is there.
    answer: Option<Answer>,
    /// The fragments that were looked for.
    anchors: Vec<(String, AnchorFact)>,
}

#[derive(Debug, Serialize, Deserialize)]
struct Answer {
    status: u16,
    media_type: Option<String>,
    headers: Vec<(String, String)>,
    body: BodyEnd,
    start: Start,
    page: Option<StoredPage>,
}

#[derive(Debug, Serialize, Deserialize)]
struct StoredHop {
    url: String,
    status: u16,
    turn: Turn,
}

#[derive(Debug, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "they are independent observations")]
struct StoredPage {
    title: String,
    headings: Vec<String>,
    text_length: usize,
    password_field: bool,
    scripts: usize,
    ids: usize,
    #[serde(default)]
    shows_media: bool,
    offers_file: bool,
    apology: Option<(Apology, Spot)>,
    #[serde(default)]
    said: String,
    is_name: bool,
    same_as_made_up: bool,
    text: String,
}

/// Writes an outcome; `None` for what isn't worth trusting later: no answer, a challenge, a chain of certificates with a gap, what rests on an oracle's
/// word against the page.
pub(super) fn write(outcome: &Outcome) -> Option<String> {
    if outcome.testimony.as_ref().is_some_and(|word| matches!(word.says, Says::Gone | Says::Private)) {
        return None;
    }
    let answer = match &outcome.walk.end {
        End::Answered { page: Some(page), .. } if page.challenge.is_some() => return None,
        End::Answered { .. } if outcome.attempts.iter().any(is_distrust) => return None,
        End::Answered { status, media_type, headers, body, start, page } => Some(Answer {
            status: *status,
            media_type: media_type.as_deref().map(str::to_owned),
            headers: headers.iter().map(|(name, value)| ((*name).to_owned(), value.to_string())).collect(),
            body: *body,
            start: *start,
            page: page.as_deref().map(StoredPage::of),
        }),
        End::Attested => None,
        _ => return None,
    };
    let facts = Facts {
        form: FORM,
        hops: outcome.walk.hops.iter().map(StoredHop::of).collect(),
        last: without_userinfo(outcome.walk.last.as_str()).into_owned(),
        answer,
        anchors: outcome.anchors.clone(),
    };
    serde_json::to_string(&facts).ok()
}

fn is_distrust(attempt: &Attempt) -> bool {
    attempt.result.as_ref().is_err_and(|failure| failure.kind == FailureKind::TlsUnknownIssuer)
}

/// Reads an outcome; `None` if it was written in another form.
pub(super) fn read(text: &str) -> Option<Outcome> {
    let facts: Facts = serde_json::from_str(text).ok().filter(|facts: &Facts| facts.form == FORM)?;
    let hops: Option<Vec<Hop>> = facts.hops.into_iter().map(StoredHop::read).collect();
    let testimony = facts.answer.is_none().then(|| Box::new(Testimony { by: "an earlier run", says: Says::There }));
    let end = facts.answer.map_or(End::Attested, Answer::read);
    Some(Outcome {
        walk: Trace { hops: hops?, last: Url::parse(&facts.last).ok()?.into(), end },
        looks: Vec::new(),
        attempts: Vec::new(),
        testimony,
        anchors: facts.anchors,
        elapsed: Duration::ZERO,
    })
}

impl Answer {
    fn read(self) -> End {
        let known = |(name, value): (String, String)| Some((crate::check::telling_field(&name)?, value.into()));
        End::Answered {
            status: self.status,
            media_type: self.media_type.map(Cow::Owned),
            headers: self.headers.into_iter().filter_map(known).collect(),
            body: self.body,
            start: self.start,
            page: self.page.map(|page| Box::new(page.read())),
        }
    }
}

impl StoredHop {
    fn of(hop: &Hop) -> Self {
        Self { url: without_userinfo(hop.url.as_str()).into_owned(), status: hop.status, turn: hop.turn }
    }

    fn read(self) -> Option<Hop> {
        Some(Hop { url: Url::parse(&self.url).ok()?.into(), status: self.status, turn: self.turn })
    }
}

impl StoredPage {
    fn of(page: &PageFacts) -> Self {
        Self {
            title: page.title.clone(),
            headings: page.headings.clone(),
            text_length: page.text_length,
            password_field: page.password_field,
            scripts: page.scripts,
            ids: page.ids,
            shows_media: page.shows_media,
            offers_file: page.offers_file,
            apology: page.apology,
            said: page.said.clone(),
            is_name: page.is_name,
            same_as_made_up: page.same_as_made_up,
            text: page.text.clone(),
        }
    }

    fn read(self) -> PageFacts {
        PageFacts {
            title: self.title,
            headings: self.headings,
            text_length: self.text_length,
            password_field: self.password_field,
            scripts: self.scripts,
            ids: self.ids,
            shows_media: self.shows_media,
            offers_file: self.offers_file,
            apology: self.apology,
            said: self.said,
            is_name: self.is_name,
            same_as_made_up: self.same_as_made_up,
            text: self.text,
            challenge: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome() -> Outcome {
        let url = |text: &str| Url::parse(text).unwrap().into();
        let page = PageFacts {
            title: "A page".to_owned(),
            text_length: 900,
            apology: Some((Apology::Removed, Spot::Heading)),
            ..PageFacts::default()
        };
        let end = End::Answered {
            status: 200,
            media_type: Some("text/html".into()),
            headers: vec![("server", "nginx".into())],
            body: BodyEnd::Cut,
            start: Start::Unknown,
            page: Some(Box::new(page)),
        };
        let hop = Hop { url: url("http://ann:secret@a.test/x"), status: 301, turn: Turn::Location };
        Outcome {
            walk: Trace { hops: vec![hop], last: url("https://a.test/y#part"), end },
            looks: Vec::new(),
            attempts: Vec::new(),
            testimony: None,
            anchors: vec![("part".to_owned(), AnchorFact::Found), ("gone".to_owned(), AnchorFact::Missing)],
            elapsed: Duration::from_secs(3),
        }
    }

    #[test]
    fn what_was_written_can_be_judged_again() {
        let read = read(&write(&outcome()).unwrap()).unwrap();
        assert_eq!((read.walk.hops.len(), read.walk.last.as_str()), (1, "https://a.test/y#part"));
        assert_eq!(read.anchors, outcome().anchors);
        let End::Answered { page: Some(page), body, .. } = read.walk.end else { panic!("no page") };
        assert_eq!((page.title.as_str(), page.text_length, body), ("A page", 900, BodyEnd::Cut));
        assert_eq!(page.apology, Some((Apology::Removed, Spot::Heading)));
    }

    #[test]
    fn what_an_oracle_says_is_written_without_a_page() {
        let mut outcome = outcome();
        outcome.walk.end = End::Attested;
        let read = read(&write(&outcome).unwrap()).unwrap();
        assert_eq!(read.testimony.map(|testimony| testimony.says), Some(Says::There));
        assert!(matches!(read.walk.end, End::Attested));
    }

    #[test]
    fn passwords_are_not_written() {
        let text = write(&outcome()).unwrap();
        assert!(!text.contains("secret") && !text.contains("ann"), "{text}");
    }

    #[test]
    fn another_form_is_not_trusted() {
        let text = write(&outcome()).unwrap().replace(&format!("\"form\":{FORM}"), "\"form\":0");
        assert!(read(&text).is_none() && read("{").is_none());
    }

    #[test]
    fn a_word_against_the_page_is_not_written() {
        let mut outcome = outcome();
        outcome.testimony = Some(Box::new(Testimony { by: "youtube", says: Says::Private }));
        assert_eq!(write(&outcome), None);
    }

    #[test]
    fn a_challenge_is_not_written() {
        let mut outcome = outcome();
        if let End::Answered { page: Some(page), .. } = &mut outcome.walk.end {
            page.challenge = Some("Someone");
        }
        assert_eq!(write(&outcome), None);
    }
}
