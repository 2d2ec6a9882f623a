//! The flow, executed: the only room that knows all the others.

mod ahead;
mod archive;
mod ask;
mod baseline;
mod check;
mod closed;
mod colourless;
mod compare;
mod complain;
mod demo;
mod excuses;
mod explain;
mod fix;
mod history;
mod inert;
mod init;
mod interrupt;
mod judged;
mod lines;
mod links;
mod memory;
mod merge;
mod notes;
mod silence;
mod streams;
mod vain;
mod views;
mod watch;
mod write;

pub use streams::Streams;
use streams::masked;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write};
use std::mem;
use std::time::Duration;

use jiff::Zoned;
use jiff::civil::Date;
use tokio::runtime;

use crate::cli::{self, Job};
use crate::exit::Exit;
use crate::text::unnumbered;

/// Runs the program on its arguments, its own name first.
pub fn program(arguments: impl IntoIterator<Item = OsString>, mut streams: Streams) -> Exit {
    let job = match cli::parse(arguments) {
        Ok(job) => job,
        Err(error) => return refuse(&error),
    };
    for said in cli::strange_variables(env::vars_os().map(|(name, _)| name)) {
        streams.warn(&said);
    }
    match run(job, &mut streams) {
        Ok(exit) => exit,
        Err(error) => {
            streams.complain(&unnumbered(&told(&error)));
            Exit::Trouble
        }
    }
}

/// Help and version are no errors; everything else that clap says is.
fn refuse(error: &clap::Error) -> Exit {
    // Who closed the stream doesn't want to read it.
    error.print().ok();
    if error.use_stderr() { Exit::Trouble } else { Exit::Clean }
}

/// Streams fail without a word of their own about what was written; files are named by who writes them.
fn told(error: &anyhow::Error) -> String {
    let is_bare = error.downcast_ref::<io::Error>().is_some() && error.chain().count() == 1;
    format!("{}{error:#}", if is_bare { "the output can't be written: " } else { "" })
}

fn run(job: Job, streams: &mut Streams) -> anyhow::Result<Exit> {
    if let Some(day) = future_day(&job) {
        streams.warn(&format!("--since {day}: this day is in the future; only episodes of then or later, and those without a date, are read"));
    }
    match job {
        Job::Check(settings) => wait(check::check(&settings, streams)),
        Job::Baseline(settings, file) => wait(baseline::write(&settings, &file, streams)),
        Job::Links(settings) => wait(links::list(&settings, streams)),
        Job::Fix(settings, fixing) => wait(fix::fix(&settings, fixing, streams)),
        Job::Compare { notes, requests, json } => wait(compare::compare(&notes, &requests, json, streams)),
        Job::Init { folder, force } => init::init(&folder, force, streams),
        Job::History { url, store, json } => history::show(url.as_deref(), store.as_deref(), json, streams),
        Job::Merge { files, store, reporting } => merge::merge(&files, store.as_deref(), &reporting, streams),
        Job::Demo(reporting) => wait(demo::demo(reporting, streams)),
        Job::Explain { subject, notes, judging, requests } => {
            explain::explain(subject.as_deref(), &notes, &judging, &requests, streams)
        }
        Job::ShowConfig(text) => Ok(write_out(text.as_bytes(), streams)?),
        Job::Completions(shell) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut cli::command(), "aircheck", &mut script);
            Ok(write_out(&script, streams)?)
        }
        Job::Man(command) => manual(command.as_deref(), streams),
    }
}

/// The day from which on episodes are wanted, if it is still to come: notes may be dated ahead, but hardly all of them.
fn future_day(job: &Job) -> Option<Date> {
    let (Job::Check(settings) | Job::Baseline(settings, _) | Job::Links(settings) | Job::Fix(settings, _)) = job else {
        return None;
    };
    settings.notes.cut.since.filter(|day| *day > Zoned::now().date())
}

/// Threads for look-ups of names and for parsing: more of them cost memory and win nothing.
const BLOCKING_THREADS: usize = 32;

/// How long a thread waits for more to do. Only when it has ended can others use again what it has allocated: all that was read of the sources.
const KEEP_ALIVE: Duration = Duration::from_millis(20);

/// As many tasks run between two looks at the network: a connection that has been used is back in its pool before its host is asked again.
const EVENT_INTERVAL: u32 = 256;

/// Waits for a job on one thread, which does little more for most of a check; files are parsed on others.
fn wait(job: impl Future<Output = anyhow::Result<Exit>>) -> anyhow::Result<Exit> {
    let runtime = runtime::Builder::new_current_thread()
        .max_blocking_threads(BLOCKING_THREADS)
        .thread_keep_alive(KEEP_ALIVE)
        .event_interval(EVENT_INTERVAL)
        .enable_all()
        .build()?;
    let done = runtime.block_on(job);
    // The program ends now. A look-up of a name may take long after nobody wants to know any more, and connections are closed sooner by the system.
    mem::forget(runtime);
    done
}

fn write_out(bytes: &[u8], streams: &mut Streams) -> io::Result<Exit> {
    streams.out.write_all(bytes)?;
    streams.out.flush()?;
    Ok(Exit::Clean)
}

/// The manual page of the program or of one of its commands.
fn manual(command: Option<&str>, streams: &mut Streams) -> anyhow::Result<Exit> {
    let mut page = cli::command();
    page.build();
    if let Some(name) = command {
        let found = page.find_subcommand(name).cloned();
        page = found.ok_or_else(|| anyhow::anyhow!("there is no command {name:?}"))?;
    }
    let mut text = Vec::new();
    clap_mangen::Man::new(page).render(&mut text)?;
    Ok(write_out(&text, streams)?)
}
