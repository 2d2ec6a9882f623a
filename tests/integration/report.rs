//! The JSON contract `aircheck/1`, read with structs of the test's own: a field that changes its name or type breaks a test.

#![allow(dead_code, reason = "fields that no test looks at are part of the contract all the same")]

use serde::Deserialize;

use crate::driver::Ran;

#[derive(Debug, Deserialize)]
pub struct Report {
    pub schema: String,
    pub version: String,
    pub started: String,
    pub finished: String,
    pub summary: Summary,
    pub sources: Vec<Source>,
    pub remarks: Vec<Remark>,
    pub episodes: Vec<Episode>,
    pub links: Vec<Link>,
}

#[derive(Debug, Deserialize)]
pub struct Summary {
    pub sources: usize,
    pub unread: usize,
    pub episodes: usize,
    pub links: usize,
    pub targets: usize,
    pub failing: Option<usize>,
    pub unchecked: Option<usize>,
    pub elsewhere: Option<usize>,
    pub partition: Option<Partition>,
    pub interrupted: Option<bool>,
    pub network: Option<bool>,
}

#[derive(Debug, Deserialize, PartialEq, Eq)]
pub struct Partition {
    pub part: usize,
    pub of: usize,
}

#[derive(Debug, Deserialize)]
pub struct Source {
    pub path: String,
    pub kind: Option<String>,
    pub rule: Option<String>,
    pub error: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Remark {
    pub code: String,
    pub message: String,
    pub source: String,
    pub line: Option<u64>,
}

#[derive(Debug, Deserialize)]
pub struct Episode {
    pub id: usize,
    pub source: String,
    pub title: Option<String>,
    pub number: Option<String>,
    pub date: Option<String>,
    pub page: Option<String>,
    pub rule: Option<String>,
    pub fallback: bool,
}

#[derive(Debug, Deserialize)]
pub struct Link {
    pub url: String,
    pub href: String,
    pub text: String,
    pub section: Option<String>,
    pub kind: String,
    pub group: String,
    pub episode: usize,
    pub source: String,
    pub line: u32,
    pub column: u32,
    pub places: Vec<Place>,
    pub verdict: Option<String>,
    pub reason: Option<String>,
    pub message: Option<String>,
    pub first_failed: Option<String>,
    pub last_ok: Option<String>,
    pub confirmed: Option<bool>,
    pub change: Option<String>,
    pub permanent: Option<bool>,
    pub status: Option<u16>,
    pub final_url: Option<String>,
    pub suggestion: Option<String>,
    pub hops: Option<Vec<Hop>>,
    pub attempts: Option<usize>,
    pub elapsed_ms: Option<u64>,
    pub fails: Option<bool>,
    pub lints: Vec<Lint>,
}

#[derive(Debug, Deserialize)]
pub struct Place {
    pub line: u32,
    pub column: u32,
    pub field: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Hop {
    pub url: String,
    pub status: u16,
}

#[derive(Debug, Deserialize)]
pub struct Lint {
    pub code: String,
    pub message: String,
    pub suggestion: Option<String>,
}

impl Report {
    /// The report on standard output.
    #[track_caller]
    pub fn of(ran: &Ran) -> Self {
        Self::read(&ran.out)
    }

    #[track_caller]
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
    }

    /// The link with that URL.
    #[track_caller]
    pub fn link(&self, url: &str) -> &Link {
        self.links.iter().find(|link| link.url == url).unwrap_or_else(|| panic!("{url} is not among {:#?}", self.links))
    }
}
