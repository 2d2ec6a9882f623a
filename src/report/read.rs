//! A JSON report, read again: what `aircheck merge` joins.

use jiff::Timestamp;
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::model::SCHEMA;
use super::{Parts, ReportEpisode, ReportLink, ReportSource, RunFacts, RunRemark};
use crate::check::Share;

/// A report as it was written.
#[derive(Debug)]
pub struct Written {
    /// When the run ended.
    pub finished: Timestamp,
    /// All else.
    pub parts: Parts,
}

/// Why a file isn't a report that can be joined with others.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It is no JSON, or a field is missing or not what it should be.
    #[error("not a JSON report of aircheck's")]
    Form(#[from] serde_json::Error),
    /// It has another schema.
    #[error("its schema is {0:?}, not {SCHEMA:?}")]
    Schema(String),
    /// Its links were listed, not checked.
    #[error("its links were listed, not checked: merge takes reports of `aircheck check --format json`")]
    Unchecked,
    /// Links don't stand at the episodes that they name.
    #[error("its links don't fit its episodes")]
    Order,
}

#[derive(Deserialize)]
struct Schema {
    schema: String,
}

#[derive(Deserialize)]
struct Document {
    #[serde(deserialize_with = "time")]
    started: Timestamp,
    #[serde(deserialize_with = "time")]
    finished: Timestamp,
    summary: Figures,
    sources: Vec<ReportSource>,
    remarks: Vec<RunRemark>,
    episodes: Vec<ReportEpisode>,
    links: Vec<ReportLink>,
}

#[derive(Deserialize)]
struct Figures {
    targets: usize,
    interrupted: Option<bool>,
    network: Option<bool>,
    partition: Option<Share>,
    first_run: Option<bool>,
}

fn time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| D::Error::custom(format!("not a time: {text:?}")))
}

/// Reads a JSON report.
///
/// # Errors
/// If it isn't one, or not of a check.
pub fn read(bytes: &[u8]) -> Result<Written, ReadError> {
    let Schema { schema } = serde_json::from_slice(bytes)?;
    if schema != SCHEMA {
        return Err(ReadError::Schema(schema));
    }
    let Document { started, finished, summary, sources, remarks, episodes, links } = serde_json::from_slice(bytes)?;
    let Figures { targets, interrupted: Some(interrupted), network: Some(network), partition, first_run } = summary
    else {
        return Err(ReadError::Unchecked);
    };
    if links.iter().any(|link| link.judgement.is_none()) {
        return Err(ReadError::Unchecked);
    }
    let numbered = episodes.iter().zip(1..).all(|(episode, number)| episode.id == number);
    let within = links.iter().all(|link| (1..=episodes.len()).contains(&link.episode));
    if !numbered || !within || !links.is_sorted_by_key(|link| link.episode) {
        return Err(ReadError::Order);
    }
    let run = Some(RunFacts { interrupted, network, partition, first_run });
    Ok(Written { finished, parts: Parts { started, sources, remarks, episodes, links, targets, run } })
}
