//! `aircheck demo`: the whole job on a show that the program serves itself.

use std::io::Write;
use std::net::{IpAddr, Ipv4Addr};

use anstyle::Style;
use anyhow::Context;
use ipnet::IpNet;

use crate::cli::{Judging, Memory, Notes, Reporting, Requests, Settings};
use crate::demo::Server;
use crate::exit::Exit;
use crate::lint;

use super::Streams;

const COMMAND: Style = Style::new().bold();

/// Checks the built-in show. Its findings are meant to be there, so they don't make the run fail.
///
/// # Errors
/// If nothing can be served on loopback, or a report can't be written.
pub(super) async fn demo(reporting: Reporting, streams: &mut Streams) -> anyhow::Result<Exit> {
    let server = Server::start().await.context("the demo's show can't be served on 127.0.0.1")?;
    let settings = settings(&server, reporting);
    let exit = super::check::check(&settings, streams).await?;
    if exit != Exit::Findings {
        return Ok(exit);
    }
    farewell(streams)?;
    Ok(Exit::Clean)
}

fn settings(server: &Server, reporting: Reporting) -> Settings {
    let loopback = IpNet::from(IpAddr::V4(Ipv4Addr::LOCALHOST));
    // Every address of the demo is a private one.
    let lints = lint::Options { off: ["private-address".to_owned()].into(), ..lint::Options::default() };
    Settings {
        notes: Notes { sources: vec![server.episode().to_string()], lints, ..Notes::default() },
        judging: Judging::default(),
        memory: Memory::default(),
        requests: Requests { allow_private: vec![loopback], ..Requests::default() },
        reporting,
        archive: None,
        share: None,
        watch: false,
        config: None,
    }
}

fn farewell(streams: &mut Streams) -> anyhow::Result<()> {
    let commands = [
        ("aircheck check episode.html", "your own page, a folder of pages, or a URL"),
        ("aircheck links episode.html", "which links count as show notes"),
        ("aircheck explain soft-404", "what a code in brackets means"),
    ];
    writeln!(
        streams.err,
        "\nThat was a faulty show of aircheck's own. On a real one, exit code 1 would say: act.\nNext:"
    )?;
    for (command, what) in commands {
        writeln!(streams.err, "  {COMMAND}{command:<28}{COMMAND:#}  {what}")?;
    }
    Ok(())
}
