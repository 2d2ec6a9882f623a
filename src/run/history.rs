//! `aircheck history`: what the store knows.

use std::io::{self, Write};
use std::path::Path;

use anstyle::Style;
use anyhow::{Context, bail};
use jiff::Timestamp;
use serde_json::{Value, json};
use url::Url;

use crate::exit::Exit;
use crate::history::{self, Row};
use crate::report::plain;

use super::Streams;

const FAINT: Style = Style::new().dimmed();

/// Shows what is known of `url`, or of everything.
///
/// # Errors
/// If there is no store, it can't be read, or standard output can't be written.
pub(super) fn show(url: Option<&str>, path: Option<&Path>, json: bool, streams: &mut Streams) -> anyhow::Result<Exit> {
    let path = path.context("there is no cache folder: name the store with --store FILE")?;
    if !path.exists() {
        bail!("{}: there is no store yet; `aircheck check` makes it", path.display());
    }
    let rows = history::read(path)?.rows(url)?;
    if let Some(url) = url.filter(|url| rows.is_empty() && !is_web(url)) {
        bail!("{url}: no http(s) URL: write the whole address, as `aircheck history` alone lists them");
    }
    if json {
        serde_json::to_writer_pretty(&mut streams.out, &rows.iter().map(row).collect::<Value>())?;
        writeln!(streams.out)?;
    } else {
        rows.iter().try_for_each(|row| describe(row, &mut streams.out))?;
        if rows.is_empty() {
            writeln!(streams.out, "{}", url.map_or("nothing is known yet", |_| "this address was never asked"))?;
        }
    }
    streams.out.flush()?;
    Ok(Exit::Clean)
}

fn is_web(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

fn row(row: &Row) -> Value {
    let past = &row.past;
    json!({
        "url": row.target,
        "verdict": past.class,
        "reason": past.reason,
        "first_asked": past.first_asked.to_string(),
        "last_asked": past.last_asked.to_string(),
        "last_ok": past.last_ok.map(|time| time.to_string()),
        "first_failed": past.failing.map(|streak| streak.first.to_string()),
        "last_failed": past.failing.map(|streak| streak.last.to_string()),
        "failing_runs": past.failing.map_or(0, |streak| streak.runs),
        "final_url": past.final_url,
        "missing_anchors": row.missing,
    })
}

fn describe(Row { target, past, missing }: &Row, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", plain(target))?;
    let reason = if past.reason == past.class { String::new() } else { format!(", {}", past.reason) };
    write!(out, "  {}{reason}", past.class)?;
    if let Some(streak) = past.failing {
        let runs = if streak.runs == 1 { "1 run".to_owned() } else { format!("{} runs in a row", streak.runs) };
        write!(out, ", failing since {} ({runs})", day(streak.first))?;
    }
    if !missing.is_empty() {
        let places: Vec<String> = missing.iter().map(|place| format!("#{}", plain(place))).collect();
        write!(out, "\n  not on the page: {}", places.join(", "))?;
    }
    let last_ok = past.last_ok.map_or("never".to_owned(), day);
    writeln!(out, "\n  {FAINT}last fine {last_ok}, last asked {}{FAINT:#}", day(past.last_asked))
}

fn day(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d %H:%M UTC").to_string()
}
