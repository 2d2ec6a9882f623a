//! Archived copies of pages that are gone, from the Wayback Machine's index of captures.
//!
//! The copy nearest the episode's day is what the hosts meant; only captures that were answered with 2xx count. What the archive says, or fails to
//! say, never changes what is known of the page itself.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use futures::{StreamExt, stream};
use jiff::civil::Date;
use url::Url;

use crate::link::Target;
use crate::net::{Net, Reading, Request, WalkEnd};

/// The public index (CDX server API).
pub const ENDPOINT: &str = "https://web.archive.org/cdx/search/cdx";

/// Where captures are shown.
const CAPTURES: &str = "https://web.archive.org/web/";

/// How many captures are compared.
const MOST: &str = "20";

/// The longest answer that is read, in bytes; 20 captures take two thousand.
const LONGEST: usize = 64 * 1024;

/// How long one question may take: the archive is slow.
const BUDGET: Duration = Duration::from_secs(30);

/// How many questions are asked at once.
const AT_ONCE: usize = 4;

/// A page, and the day near which its copy is wanted; the latest copy without one.
pub type Wish = (Target, Option<Date>);

/// The copies that were found.
pub type Copies = BTreeMap<Wish, Url>;

/// What the archive said.
#[derive(Debug, Default)]
pub struct Found {
    /// The copies.
    pub copies: Copies,
    /// For how many pages it gave no answer.
    pub failed: usize,
    /// Why not, of one of them.
    pub why: String,
}

/// Looks for copies.
pub async fn copies(wishes: BTreeSet<Wish>, endpoint: &Url, net: &impl Net) -> Found {
    let told = wishes.into_iter().filter(|(target, _)| may_be_told(target));
    let asked = stream::iter(told).map(|wish| async {
        let copy = copy(&wish, endpoint, net).await;
        (wish, copy)
    });
    let mut answers = asked.buffer_unordered(AT_ONCE);
    let mut found = Found::default();
    while let Some((wish, answer)) = answers.next().await {
        match answer {
            Ok(copy) => found.copies.extend(copy.map(|copy| (wish, copy))),
            Err(why) => {
                found.failed += 1;
                found.why = why;
            }
        }
    }
    found
}

/// Whether others may read an address: none with a password in it, behind which no archive has been either.
fn may_be_told(target: &Target) -> bool {
    target.url().username().is_empty() && target.url().password().is_none()
}

/// The copy of a page, if the archive has one; else why it can't tell.
async fn copy((target, day): &Wish, endpoint: &Url, net: &impl Net) -> Result<Option<Url>, String> {
    let reading = Reading { bytes: LONGEST, time: BUDGET };
    let request = Request { any_type: true, ..Request::get(question(target, *day, endpoint), reading, BUDGET) };
    let response = match net.walk(request).await.end {
        WalkEnd::Answered(response) if response.status == 200 => response,
        WalkEnd::Answered(response) => return Err(format!("it answers {}", response.status)),
        WalkEnd::Failed(failure) => return Err(failure.to_string()),
        _ => return Err("its redirects lead nowhere".to_owned()),
    };
    let capture = nearest(&response.body.bytes, *day)?;
    Ok(capture.and_then(|capture| Url::parse(&format!("{CAPTURES}{capture}/{target}")).ok()))
}

fn question(target: &Target, day: Option<Date>, endpoint: &Url) -> Url {
    let mut question = endpoint.clone();
    let mut query = question.query_pairs_mut();
    query.extend_pairs([("url", target.as_str()), ("output", "json"), ("fl", "timestamp,statuscode")]);
    query.append_pair("filter", "statuscode:2..");
    if let Some(day) = day {
        query.append_pair("closest", &day.strftime("%Y%m%d").to_string());
        query.extend_pairs([("sort", "closest"), ("limit", MOST)]);
    } else {
        query.append_pair("limit", &format!("-{MOST}"));
    }
    drop(query);
    question
}

/// The capture nearest a day, or the latest, by its 14 digits. The answer is a table of rows, the first of which names the columns.
fn nearest(answer: &[u8], day: Option<Date>) -> Result<Option<String>, String> {
    if answer.trim_ascii().is_empty() {
        return Ok(None);
    }
    let rows = serde_json::from_slice::<Vec<Vec<String>>>(answer);
    let rows = rows.map_err(|_| "its answer is no list of captures".to_owned())?;
    let captures = rows.into_iter().filter_map(|row| match row.as_slice() {
        [timestamp, status] if is_good(status) => Some((day_of(timestamp)?, timestamp.clone())),
        _ => None,
    });
    let nearest = match day {
        Some(day) => captures.min_by_key(|(captured, _)| day.duration_until(*captured).abs()),
        None => captures.max(),
    };
    Ok(nearest.map(|(_, timestamp)| timestamp))
}

fn is_good(status: &str) -> bool {
    status.len() == 3 && status.starts_with('2')
}

/// The day of a capture, `YYYYMMDDhhmmss`.
fn day_of(timestamp: &str) -> Option<Date> {
    let digits = timestamp.len() == 14 && timestamp.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| Date::strptime("%Y%m%d", &timestamp[..8]).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = r#"[["timestamp","statuscode"],["20120301000000","200"],["20130110000000","206"],["20130112000000","404"],["20190101000000","200"]]"#;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn the_good_capture_nearest_the_episode_is_chosen() {
        let nearest_to = |day| nearest(ANSWER.as_bytes(), day).unwrap();
        assert_eq!(nearest_to(Some(day("2013-01-12"))).as_deref(), Some("20130110000000"));
        assert_eq!(nearest_to(Some(day("2010-01-01"))).as_deref(), Some("20120301000000"));
        assert_eq!(nearest_to(None).as_deref(), Some("20190101000000"));
    }

    #[test]
    fn an_answer_that_makes_no_sense_is_no_copy() {
        for answer in ["", "[]", r#"[["timestamp","statuscode"]]"#, r#"[["../../x","200"]]"#] {
            assert_eq!(nearest(answer.as_bytes(), None), Ok(None), "{answer}");
        }
        for answer in ["{}", "<html>down</html>"] {
            assert!(nearest(answer.as_bytes(), None).is_err(), "{answer}");
        }
    }

    #[test]
    fn an_address_with_a_password_is_kept_from_the_archive() {
        let is_told = |url: &str| may_be_told(&Target::of(&Url::parse(url).unwrap().into()));
        assert!(is_told("https://a.example/@ann") && !is_told("https://ann@a.example/"));
        assert!(!is_told("https://:secret@a.example/"));
    }

    #[test]
    fn the_question_names_page_and_day() {
        let target = Target::of(&Url::parse("https://a.example/x?y=1&z").unwrap().into());
        let endpoint = Url::parse("https://archive.example/cdx").unwrap();
        let question = question(&target, Some(day("2013-01-02")), &endpoint);
        let pairs: Vec<_> = question.query_pairs().into_owned().collect();
        assert!(pairs.contains(&("url".to_owned(), "https://a.example/x?y=1&z".to_owned())), "{question}");
        assert!(pairs.contains(&("closest".to_owned(), "20130102".to_owned())), "{question}");
    }
}
