//! Settings: what was typed over the environment over the defaults, resolved once.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use clap::error::ErrorKind;
use clap::{ArgMatches, CommandFactory};
use clap_complete::Shell;
use etcetera::{BaseStrategy, choose_base_strategy};
use http::HeaderValue;
use ipnet::IpNet;
use url::Url;

use crate::check::{self, Share};
use crate::episode::onward::Follow;
use crate::episode::{Cut, LinkKind};
use crate::history::Freshness;
use crate::net::{self, HostHeader};
use crate::report::Detail;
use crate::source::Kind;
use crate::verdict::{Class, Confirmation, Policy};

use super::args::{
    ArchiveArgs, Cli, Command, FixArgs, JudgingArgs, MemoryArgs, OutputArgs, RequestArgs, SourceArgs, StoreArgs,
};
use super::outputs::{self, Output};

/// How many pages lists of episodes and sitemaps may lead to.
const MAX_PAGES: usize = 1000;

/// What the program is to do.
#[derive(Debug)]
pub enum Job {
    /// Check the links of sources.
    Check(Settings),
    /// List the links of sources.
    Links(Settings),
    /// Rewrite the links of sources.
    Fix(Settings, Fixing),
    /// Compare the notes of an episode in two places.
    Compare {
        /// The feed and the page.
        notes: Notes,
        /// How they are fetched.
        requests: Requests,
        /// Whether as JSON.
        json: bool,
    },
    /// Tell everything about one URL or reason code.
    Explain(String, Requests),
    /// Show what the store knows of one URL, or everything; as JSON or for people.
    History {
        /// The URL.
        url: Option<String>,
        /// The file; `None` where the user has no cache folder.
        store: Option<PathBuf>,
        /// Whether as JSON.
        json: bool,
    },
    /// Join reports and stores of a check that was shared.
    Merge {
        /// Reports and stores.
        files: Vec<PathBuf>,
        /// The store that gets what the stores among the files know.
        store: Option<PathBuf>,
        /// What is written, and where.
        reporting: Reporting,
    },
    /// Check the built-in show.
    Demo(Reporting),
    /// Print a completion script.
    Completions(Shell),
    /// Print a manual page.
    Man(Option<String>),
}

/// Everything that a check or a listing needs to know.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What is read.
    pub notes: Notes,
    /// What counts.
    pub judging: Judging,
    /// What is remembered.
    pub memory: Memory,
    /// How the web is asked.
    pub requests: Requests,
    /// What is written.
    pub reporting: Reporting,
    /// Where archived copies of broken links are looked for, if anywhere.
    pub archive: Option<Url>,
    /// Which of the targets are asked; all, unless machines share the work.
    pub share: Option<Share>,
    /// Whether the sources are checked again whenever they change.
    pub watch: bool,
}

/// How links are rewritten.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fixing {
    /// Whether files are written, not only what would be written is shown.
    pub write: bool,
    /// Whether each address is asked about first.
    pub interactive: bool,
}

/// What is read, and what of it counts as show notes.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Files, folders, globs, URLs, `-`.
    pub sources: Vec<String>,
    /// The kind of every source, whatever it looks like.
    pub input_format: Option<Kind>,
    /// The address of a page that is read from a file.
    pub base_url: Option<Url>,
    /// Whether the whole page is checked.
    pub whole_page: bool,
    /// Elements that hold the notes.
    pub select: Vec<String>,
    /// Elements within the notes that don't count.
    pub ignore_element: Vec<String>,
    /// Patterns of links; without any, all.
    pub include: Vec<String>,
    /// Patterns of links that are skipped.
    pub exclude: Vec<String>,
    /// The purposes of links; without any, all.
    pub kinds: BTreeSet<LinkKind>,
    /// Rules that are applied though they are off by default.
    pub lint: BTreeSet<String>,
    /// Rules that aren't applied.
    pub no_lint: BTreeSet<String>,
    /// Which episodes of a catalogue.
    pub cut: Cut,
    /// Which links of a list of episodes lead to their pages.
    pub follow: Vec<Follow>,
    /// Whether the pages of a feed's episodes are read too.
    pub pages: bool,
    /// How many pages lists and sitemaps may lead to.
    pub max_pages: usize,
    /// Whether a source may hold no notes.
    pub allow_empty: bool,
}

/// What counts.
#[derive(Clone, Debug)]
pub struct Judging {
    /// The classes that make a run fail.
    pub fail_on: BTreeSet<Class>,
    /// What is accepted.
    pub policy: Policy,
    /// Whether the fragments of links are looked for.
    pub anchors: bool,
}

/// What is remembered from run to run. The default: nothing.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The file; nothing is remembered without one.
    pub store: Option<PathBuf>,
    /// How long successes are trusted.
    pub freshness: Freshness,
    /// When failures count that may pass.
    pub confirmation: Confirmation,
}

/// How the web is asked.
#[derive(Clone, Debug)]
pub struct Requests {
    /// Requests at the same time, in all.
    pub concurrency: usize,
    /// Requests at the same time to one host.
    pub host_concurrency: usize,
    /// How long one request may take.
    pub timeout: Duration,
    /// How often a request is sent again.
    pub retries: u32,
    /// Private addresses that may be asked.
    pub allow_private: Vec<IpNet>,
    /// Headers of every request.
    pub headers: Vec<HostHeader>,
    /// Where the oracles of sites are asked, if somewhere else than usual.
    pub oracles: check::Endpoints,
    /// The name by which aircheck introduces itself.
    pub user_agent: HeaderValue,
}

/// What is written, and where.
#[derive(Clone, Debug)]
pub struct Reporting {
    /// The reports; at most one goes to standard output.
    pub outputs: Vec<Output>,
    /// Whether a progress bar may be drawn.
    pub progress: bool,
    /// How much is said.
    pub detail: Detail,
}

impl Default for Judging {
    fn default() -> Self {
        Self { fail_on: BTreeSet::from([Class::Broken, Class::Invalid]), policy: Policy::default(), anchors: true }
    }
}

impl Default for Requests {
    fn default() -> Self {
        Self {
            concurrency: 128,
            host_concurrency: 6,
            timeout: Duration::from_secs(20),
            retries: 2,
            allow_private: Vec::new(),
            headers: Vec::new(),
            oracles: check::Endpoints::new(),
            user_agent: HeaderValue::from_static(net::DEFAULT_USER_AGENT),
        }
    }
}

impl Job {
    /// Resolves what was typed. `matches` are those of the whole command line.
    pub(super) fn resolve(cli: Cli, matches: &ArgMatches) -> Result<Self, clap::Error> {
        let own = matches.subcommand().map_or(matches, |(_, own)| own);
        Ok(match cli.command {
            Command::Check(args) => Self::Check(Settings {
                notes: notes(args.sources, &args.requests),
                judging: judging(args.judging),
                memory: memory(args.memory),
                archive: archive(&args.archive),
                share: args.partition,
                watch: args.watch,
                requests: requests(args.requests),
                reporting: reporting(&args.output, own)?,
            }),
            Command::Links(args) => Self::Links(Settings {
                notes: notes(args.sources, &args.requests),
                judging: Judging::default(),
                memory: Memory::default(),
                archive: None,
                share: None,
                watch: false,
                requests: requests(args.requests),
                reporting: reporting(&args.output, own)?,
            }),
            Command::Fix(args) => fix(args),
            Command::Compare(args) => Self::Compare {
                notes: Notes { sources: vec![args.feed, args.page], max_pages: MAX_PAGES, ..Notes::default() },
                requests: requests(args.requests),
                json: args.format.as_deref() == Some("json"),
            },
            Command::Explain(args) => Self::Explain(args.subject, requests(args.requests)),
            Command::History(args) => Self::History {
                url: args.url,
                store: store_path(args.store),
                json: args.format.as_deref() == Some("json"),
            },
            Command::Merge(args) => {
                Self::Merge { files: args.files, store: args.store, reporting: reporting(&args.output, own)? }
            }
            Command::Demo(args) => Self::Demo(reporting(&args.output, own)?),
            Command::Completions { shell } => Self::Completions(shell),
            Command::Man { command } => Self::Man(command),
        })
    }
}

fn fix(args: FixArgs) -> Job {
    let reporting = Reporting { outputs: Vec::new(), progress: !args.no_progress, detail: Detail::Findings };
    let archive = archive(&args.archive);
    // Whether a link has moved doesn't depend on its anchor.
    let judging = Judging { anchors: false, ..Judging::default() };
    let settings = Settings {
        notes: notes(args.sources, &args.requests),
        judging,
        memory: Memory::default(),
        requests: requests(args.requests),
        reporting,
        archive,
        share: None,
        watch: false,
    };
    Job::Fix(settings, Fixing { write: args.write || args.interactive, interactive: args.interactive })
}

fn notes(args: SourceArgs, requests: &RequestArgs) -> Notes {
    // Whoever opens a private network means its addresses.
    let private = (!requests.allow_private.is_empty()).then(|| "private-address".to_owned());
    Notes {
        sources: args.sources,
        input_format: args.input_format,
        base_url: args.base_url,
        whole_page: args.scope.as_deref() == Some("page"),
        select: args.select,
        ignore_element: args.ignore_element,
        include: args.include,
        exclude: args.exclude,
        kinds: args.kind.into_iter().collect(),
        lint: args.lint.into_iter().collect(),
        no_lint: args.no_lint.into_iter().chain(private).collect(),
        cut: Cut { latest: args.latest, since: args.since },
        follow: args.follow,
        pages: args.pages,
        max_pages: args.max_pages.unwrap_or(MAX_PAGES),
        allow_empty: args.allow_empty,
    }
}

fn archive(args: &ArchiveArgs) -> Option<Url> {
    let usual = || Url::parse(check::archive::ENDPOINT).expect("the constant is a URL");
    args.archive.then(|| args.archive_endpoint.clone().unwrap_or_else(usual))
}

fn judging(args: JudgingArgs) -> Judging {
    let default = Judging::default();
    Judging {
        fail_on: if args.fail_on.is_empty() { default.fail_on } else { args.fail_on.into_iter().collect() },
        policy: default.policy,
        anchors: !args.no_anchors,
    }
}

fn memory(args: MemoryArgs) -> Memory {
    let default = Memory::default();
    Memory {
        store: if args.no_store { None } else { store_path(args.store) },
        freshness: Freshness { max_age: args.max_age.unwrap_or(default.freshness.max_age) },
        confirmation: Confirmation {
            runs: args.confirm_after.unwrap_or(default.confirmation.runs),
            apart: args.confirm_apart.unwrap_or(default.confirmation.apart),
        },
    }
}

/// The store that was named, or the one in the user's cache folder if there is such a folder.
fn store_path(args: StoreArgs) -> Option<PathBuf> {
    args.store.or_else(|| Some(choose_base_strategy().ok()?.cache_dir().join("aircheck").join("store.db")))
}

fn requests(args: RequestArgs) -> Requests {
    let default = Requests::default();
    Requests {
        concurrency: args.concurrency.unwrap_or(default.concurrency),
        host_concurrency: args.host_concurrency.unwrap_or(default.host_concurrency),
        timeout: args.timeout.unwrap_or(default.timeout),
        retries: args.retries.unwrap_or(default.retries),
        allow_private: args.allow_private,
        headers: args.header,
        oracles: args.oracle.into_iter().collect(),
        user_agent: args.user_agent.unwrap_or(default.user_agent),
    }
}

fn reporting(args: &OutputArgs, matches: &ArgMatches) -> Result<Reporting, clap::Error> {
    let outputs = outputs::pair(&args.format, &args.output, matches)
        .map_err(|message| Cli::command().error(ErrorKind::ArgumentConflict, message))?;
    let detail = match (args.quiet, args.verbose) {
        (true, _) => Detail::Failing,
        (false, 0) => Detail::Findings,
        (false, 1) => Detail::Doubts,
        (false, _) => Detail::Everything,
    };
    Ok(Reporting { outputs, progress: !args.no_progress, detail })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text of `[default: …]` in the help of an option of `check`.
    fn written_default(option: &str) -> String {
        let command = crate::cli::command();
        let check = command.find_subcommand("check").unwrap();
        let argument = check.get_arguments().find(|arg| arg.get_long() == Some(option)).unwrap();
        let help = argument.get_help().unwrap().to_string();
        help.split_once("[default: ").unwrap().1.split(']').next().unwrap().to_owned()
    }

    #[test]
    fn the_defaults_that_the_help_names_are_the_real_ones() {
        let requests = Requests::default();
        assert_eq!(written_default("concurrency"), requests.concurrency.to_string());
        assert_eq!(written_default("host-concurrency"), requests.host_concurrency.to_string());
        assert_eq!(written_default("timeout"), requests.timeout.as_secs().to_string());
        assert_eq!(written_default("retries"), requests.retries.to_string());
        assert_eq!(written_default("max-pages"), MAX_PAGES.to_string());
        let memory = Memory::default();
        assert_eq!(written_default("max-age"), memory.freshness.max_age.as_secs().to_string());
        assert_eq!(written_default("confirm-after"), memory.confirmation.runs.to_string());
        assert_eq!(written_default("confirm-apart"), memory.confirmation.apart.as_secs().to_string());
        let fail_on: Vec<_> = Judging::default().fail_on.iter().map(|class| class.name()).collect();
        assert_eq!(written_default("fail-on"), fail_on.join(","));
    }

    #[test]
    fn the_command_line_is_sound() {
        crate::cli::command().debug_assert();
    }
}
