//! Settings: what the program is to do, and how. Where they come from is for `resolve` to know.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use clap_complete::Shell;
use http::HeaderValue;
use ipnet::IpNet;
use url::Url;

use crate::check::{self, Share};
use crate::episode::onward::Follow;
use crate::episode::{Cut, LinkKind};
use crate::history::Freshness;
use crate::lint;
use crate::net::{self, Authority, Credentials, Exceptions, HostHeader};
use crate::report::Detail;
use crate::source::Kind;
use crate::text::Pattern;
use crate::verdict::{Class, Confirmation, Policy, Verdict};

use super::outputs::Output;

/// What the program is to do.
#[derive(Debug)]
pub enum Job {
    /// Check the links of sources.
    Check(Settings),
    /// Write down what is wrong with the links of sources.
    Baseline(Settings, PathBuf),
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
    /// Tell everything about one URL or code, or list the codes.
    Explain {
        /// The URL or code.
        subject: Option<String>,
        /// Which addresses are wanted, and which rules are applied.
        notes: Notes,
        /// What counts.
        judging: Judging,
        /// How the web is asked.
        requests: Requests,
    },
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
    /// Write settings and a workflow for a repository.
    Init {
        /// The root of the repository.
        folder: PathBuf,
        /// Whether files that are there are written anew.
        force: bool,
    },
    /// Check the built-in show.
    Demo(Reporting),
    /// Print the settings in force, which are these.
    ShowConfig(String),
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
    /// The configuration that was read.
    pub config: Option<PathBuf>,
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
#[expect(clippy::struct_excessive_bools, reason = "they are independent choices")]
pub struct Notes {
    /// Files, folders, globs, URLs, `-`.
    pub sources: Vec<String>,
    /// The files of the reports: no sources, though they may lie in a folder of sources.
    pub apart: Vec<PathBuf>,
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
    /// Whether those were meant for this run, not for all that a configuration is for.
    pub exclude_typed: bool,
    /// The purposes of links; without any, all.
    pub kinds: BTreeSet<LinkKind>,
    /// Links that are skipped, each with the reason.
    pub skip: Vec<(Pattern, String)>,
    /// Which rules without network are applied.
    pub lints: lint::Options,
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
    /// How long fetching one source may take, if something else than usual: a feed may be large, and comes with a few requests.
    pub budget: Option<Duration>,
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
    /// The file of what is known to be wrong.
    pub baseline: Option<PathBuf>,
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
    /// The proxy of every request.
    pub proxy: Option<Url>,
    /// Authorities that are trusted besides the platform's.
    pub authorities: Vec<Authority>,
    /// Credentials, each for its own host.
    pub credentials: Vec<Credentials>,
    /// What holds for some addresses only.
    pub exceptions: Exceptions,
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
        Self {
            fail_on: BTreeSet::from([Class::Broken, Class::Invalid]),
            policy: Policy::default(),
            anchors: true,
            baseline: None,
        }
    }
}

impl Judging {
    /// Whether a verdict makes the run fail.
    #[must_use]
    pub fn fails(&self, verdict: &Verdict) -> bool {
        self.policy.fails(verdict, |class| self.fail_on.contains(&class))
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
            proxy: None,
            authorities: Vec::new(),
            credentials: Vec::new(),
            exceptions: Exceptions::default(),
            oracles: check::Endpoints::new(),
            user_agent: HeaderValue::from_static(net::DEFAULT_USER_AGENT),
        }
    }
}
