//! What can be typed. Doc comments are the help text.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueHint};
use clap_complete::Shell;
use http::HeaderValue;
use jiff::civil::Date;
use url::Url;

use crate::check::Share;
use crate::episode::LinkKind;
use crate::episode::onward::Follow;
use crate::net::HostHeader;
use crate::report::Format;
use crate::verdict::{Class, Level};

use super::examples::{
    BASELINE_EXAMPLES, CHECK_EXAMPLES, COMPARE_EXAMPLES, EXPLAIN_EXAMPLES, FIX_EXAMPLES, HISTORY_EXAMPLES,
    INIT_EXAMPLES, LINKS_EXAMPLES, MAIN_EXAMPLES, MERGE_EXAMPLES,
};
use super::values;

/// Checks the links in podcast show notes: every line of its report is worth acting on.
#[derive(Debug, Parser)]
#[command(name = "aircheck", version, after_help = MAIN_EXAMPLES, max_term_width = 100)]
#[command(subcommand_required = true, arg_required_else_help = true, args_override_self = true)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Check the show-notes links and report
    Check(CheckArgs),
    /// Write down what is wrong now, so that `check --baseline` fails only on what is new
    Baseline(BaselineArgs),
    /// List the links; touches no network beyond fetching the sources
    Links(LinksArgs),
    /// Rewrite links that moved for good or are mistyped; shows a diff, --write applies it
    Fix(FixArgs),
    /// Tell which links stand in a feed and not on the episode's page, and the other way round
    Compare(CompareArgs),
    /// Show every hop of one link and why it is judged so, or what a reason code means
    Explain(ExplainArgs),
    /// Show what earlier runs saw: what fails and since when, what was last fine
    History(HistoryArgs),
    /// Join the reports and stores of a check that several machines shared
    Merge(MergeArgs),
    /// Write aircheck.toml and a nightly GitHub workflow, after a look at what is in the repository
    Init(InitArgs),
    /// Run the whole job on a small faulty show that aircheck serves itself, without internet
    Demo(DemoArgs),
    /// Print a completion script for a shell
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page of aircheck or of one of its commands
    Man {
        /// The command; without it, the page of aircheck itself
        command: Option<String>,
    },
}

#[derive(Debug, Args)]
#[command(after_help = CHECK_EXAMPLES)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) sources: SourceArgs,
    #[command(flatten)]
    pub(super) judging: JudgingArgs,

    /// Check again whenever a file is saved, until Ctrl-C; addresses that are known aren't asked again
    #[arg(long, help_heading = "Judging")]
    pub(super) watch: bool,

    #[command(flatten)]
    pub(super) archive: ArchiveArgs,
    #[command(flatten)]
    pub(super) memory: MemoryArgs,

    /// Ask only the N-th of M shares of the hosts, as one of M machines; `aircheck merge` joins their reports
    #[arg(long, value_name = "N/M", help_heading = "Requests", conflicts_with = "watch")]
    pub(super) partition: Option<Share>,

    #[command(flatten)]
    pub(super) requests: RequestArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

#[derive(Debug, Args)]
#[command(after_help = BASELINE_EXAMPLES)]
pub(super) struct BaselineArgs {
    #[command(flatten)]
    pub(super) sources: SourceArgs,
    #[command(flatten)]
    pub(super) judging: JudgingArgs,
    #[command(flatten)]
    pub(super) memory: MemoryArgs,
    #[command(flatten)]
    pub(super) requests: RequestArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,

    /// No progress bar; there is none anyway where standard error is no terminal
    #[arg(long)]
    pub(super) no_progress: bool,
}

#[derive(Debug, Args)]
#[command(after_help = LINKS_EXAMPLES)]
pub(super) struct LinksArgs {
    #[command(flatten)]
    pub(super) sources: SourceArgs,
    #[command(flatten)]
    pub(super) requests: RequestArgs,
    #[command(flatten)]
    pub(super) output: OutputArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

#[derive(Debug, Args)]
#[command(after_help = COMPARE_EXAMPLES)]
pub(super) struct CompareArgs {
    /// The feed: a file or a URL
    #[arg(required_unless_present = "show_config", value_hint = ValueHint::AnyPath)]
    pub(super) feed: Option<String>,

    /// The episode's page: a file or a URL
    #[arg(required_unless_present = "show_config", value_hint = ValueHint::AnyPath)]
    pub(super) page: Option<String>,

    /// How it is written [default: terminal]
    #[arg(long, value_name = "FORMAT", value_parser = ["terminal", "json"], help_heading = "Output")]
    pub(super) format: Option<String>,

    #[command(flatten)]
    pub(super) requests: RequestArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

/// Copies of pages that are gone.
#[derive(Debug, Args)]
#[command(next_help_heading = "Archive")]
pub(super) struct ArchiveArgs {
    /// Look for archived copies of broken links, near the day of the episode
    #[arg(long)]
    pub(super) archive: bool,

    /// The index of captures that is asked [default: the Wayback Machine's]
    #[arg(long, value_name = "URL", value_parser = values::web_url)]
    pub(super) archive_endpoint: Option<Url>,
}

#[derive(Debug, Args)]
#[command(after_help = FIX_EXAMPLES)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(super) struct FixArgs {
    #[command(flatten)]
    pub(super) sources: SourceArgs,

    /// Write the files; without it, only the diff is shown
    #[arg(long, help_heading = "Fixing")]
    pub(super) write: bool,

    /// Ask for each address what to do, then write the files
    #[arg(long, short, help_heading = "Fixing")]
    pub(super) interactive: bool,

    /// Remember nothing: each run stands for itself, as it always does today
    #[arg(long, help_heading = "Fixing")]
    pub(super) no_store: bool,

    /// No progress bar; there is none anyway where standard error is no terminal
    #[arg(long, help_heading = "Fixing")]
    pub(super) no_progress: bool,

    #[command(flatten)]
    pub(super) archive: ArchiveArgs,
    #[command(flatten)]
    pub(super) requests: RequestArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

#[derive(Debug, Args)]
#[command(after_help = EXPLAIN_EXAMPLES)]
pub(super) struct ExplainArgs {
    /// A URL to ask, or a code such as not-found; without either, all codes are listed
    #[arg(value_name = "URL|CODE")]
    pub(super) subject: Option<String>,

    /// Remember nothing: an explanation never does
    #[arg(long)]
    pub(super) no_store: bool,

    #[command(flatten)]
    pub(super) requests: RequestArgs,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

#[derive(Debug, Args)]
#[command(after_help = MERGE_EXAMPLES)]
pub(super) struct MergeArgs {
    /// JSON reports, and stores if --store names one that gets what they know
    #[arg(value_name = "FILE", required = true, value_hint = ValueHint::FilePath)]
    pub(super) files: Vec<PathBuf>,

    /// The store that gets what the stores among the files know; it is made if there is none
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) store: Option<PathBuf>,

    #[command(flatten)]
    pub(super) output: OutputArgs,
}

#[derive(Debug, Args)]
#[command(after_help = INIT_EXAMPLES)]
pub(super) struct InitArgs {
    /// The root of the repository
    #[arg(value_name = "FOLDER", default_value = ".", value_hint = ValueHint::DirPath)]
    pub(super) folder: PathBuf,

    /// Write files anew that are there already
    #[arg(long)]
    pub(super) force: bool,
}

#[derive(Debug, Args)]
pub(super) struct DemoArgs {
    #[command(flatten)]
    pub(super) output: OutputArgs,
}

/// What is read, and what of it counts as show notes.
#[derive(Debug, Args)]
#[command(next_help_heading = "Show notes")]
pub(super) struct SourceArgs {
    /// Files, folders (without what .gitignore names), globs, http(s) URLs, or - for standard input
    #[arg(value_name = "SOURCE", required_unless_present = "show_config", help_heading = "Arguments", value_hint = ValueHint::AnyPath,
          value_parser = values::source())]
    pub(super) sources: Vec<String>,

    /// Read every source as this kind, whatever its name and content say
    #[arg(long, value_name = "KIND", value_parser = values::kind())]
    pub(super) input_format: Option<crate::source::Kind>,

    /// The address at which a page will stand: relative links resolve against it
    #[arg(long, value_name = "URL", value_parser = values::web_url)]
    pub(super) base_url: Option<Url>,

    /// Check the show notes of a page, or all of it [default: notes]
    #[arg(long, value_name = "SCOPE", value_parser = ["notes", "page"])]
    pub(super) scope: Option<String>,

    /// The element that holds the show notes (may be repeated)
    #[arg(long, value_name = "CSS", value_parser = values::css)]
    pub(super) select: Vec<String>,

    /// An element within the notes that is left out (may be repeated)
    #[arg(long, value_name = "CSS", value_parser = values::css)]
    pub(super) ignore_element: Vec<String>,

    /// Only links for this purpose, such as notes, chapter, enclosure (separated by commas) [default: all]
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = values::Trimmed(values::link_kind()))]
    pub(super) kind: Vec<LinkKind>,

    /// Only links that match; * stands for any text (may be repeated)
    #[arg(long, value_name = "PATTERN", value_parser = values::pattern)]
    pub(super) include: Vec<String>,

    /// Skip links that match; * stands for any text (may be repeated)
    #[arg(long, value_name = "PATTERN", value_parser = values::pattern)]
    pub(super) exclude: Vec<String>,

    /// Apply also this rule, which is off by default, such as duplicate-link (may be repeated)
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = values::Trimmed(values::rule()), hide_possible_values = true)]
    pub(super) lint: Vec<String>,

    /// Don't apply this rule, such as bare-domain (may be repeated); `aircheck explain CODE` tells what it means
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = values::Trimmed(values::rule()), hide_possible_values = true)]
    pub(super) no_lint: Vec<String>,

    /// Only the newest N episodes of each feed, and of all pages and files together
    #[arg(long, value_name = "N", value_parser = values::count)]
    pub(super) latest: Option<usize>,

    /// Only episodes of this day and later, such as 2026-01-31, and those without a date
    #[arg(long, value_name = "DATE", value_parser = values::date)]
    pub(super) since: Option<Date>,

    /// Read the pages of the same site to which a list of episodes or a sitemap leads: "/episodes/*" (may be repeated)
    #[arg(long, value_name = "GLOB", value_parser = values::follow)]
    pub(super) follow: Vec<Follow>,

    /// Read also the pages of a feed's episodes
    #[arg(long)]
    pub(super) pages: bool,

    /// The most pages that lists of episodes and sitemaps lead to [default: 1000]
    #[arg(long, value_name = "N", value_parser = values::count)]
    pub(super) max_pages: Option<usize>,

    /// A source without show notes is no error, nor is a folder without sources
    #[arg(long)]
    pub(super) allow_empty: bool,
}

/// What counts.
#[derive(Debug, Args)]
#[command(next_help_heading = "Judging")]
pub(super) struct JudgingArgs {
    /// Classes that make the run fail, separated by commas [default: broken,invalid]
    #[arg(long, value_name = "CLASS", value_delimiter = ',', value_parser = values::Trimmed(values::class()))]
    pub(super) fail_on: Vec<Class>,

    /// Status codes that count as fine, such as 403 (separated by commas)
    #[arg(long, value_name = "STATUS", value_delimiter = ',', value_parser = values::Trimmed(values::status))]
    pub(super) accept: Vec<u16>,

    /// How much a code weighs: not-found=warning; error fails the run, warning and note are reported, off is not (may be repeated)
    #[arg(long, value_name = "CODE=LEVEL", value_delimiter = ',', value_parser = values::Trimmed(values::level))]
    pub(super) level: Vec<(String, Level)>,

    /// What is known to be wrong: it is reported as known and fails nothing. `aircheck baseline` writes the file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) baseline: Option<PathBuf>,

    /// Don't look for the #anchors of links in their pages
    #[arg(long)]
    pub(super) no_anchors: bool,
}

/// What is remembered from run to run.
#[derive(Debug, Args)]
#[command(next_help_heading = "Memory")]
pub(super) struct MemoryArgs {
    #[command(flatten)]
    pub(super) store: StoreArgs,

    /// Remember nothing: this run stands for itself
    #[arg(long, conflicts_with = "store")]
    pub(super) no_store: bool,

    /// Trust links that were fine within so many hours instead of asking again (suspicious ones: an hour at most);
    /// 0 asks all [default: 1]
    #[arg(long, value_name = "HOURS", value_parser = values::hours)]
    pub(super) max_age: Option<Duration>,

    /// A failure that may pass counts after so many failing runs in a row [default: 1]
    #[arg(long, value_name = "RUNS", value_parser = values::runs)]
    pub(super) confirm_after: Option<u32>,

    /// ... with at least so many hours between the first and the last of them [default: 0]
    #[arg(long, value_name = "HOURS", value_parser = values::hours)]
    pub(super) confirm_apart: Option<Duration>,
}

/// Where it is remembered.
#[derive(Debug, Args)]
pub(super) struct StoreArgs {
    /// The file that remembers earlier runs [default: aircheck/store.db in the user's cache folder]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) store: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[command(after_help = HISTORY_EXAMPLES)]
pub(super) struct HistoryArgs {
    /// A URL; without it, everything that is known, what fails first
    #[arg(value_name = "URL")]
    pub(super) url: Option<String>,
    #[command(flatten)]
    pub(super) store: StoreArgs,
    /// How it is written [default: terminal]
    #[arg(long, value_name = "FORMAT", value_parser = ["terminal", "json"])]
    pub(super) format: Option<String>,
    #[command(flatten)]
    pub(super) config: ConfigArgs,
}

/// How the web is asked.
#[derive(Debug, Args)]
#[command(next_help_heading = "Requests")]
pub(super) struct RequestArgs {
    /// Requests at the same time, in all [default: 128]
    #[arg(long, value_name = "N", value_parser = values::count)]
    pub(super) concurrency: Option<usize>,

    /// Requests at the same time to one host [default: 6]
    #[arg(long, value_name = "N", value_parser = values::count)]
    pub(super) host_concurrency: Option<usize>,

    /// Seconds that one request may take; a source may take six times as long [default: 20]
    #[arg(long, value_name = "SECONDS", value_parser = values::seconds)]
    pub(super) timeout: Option<Duration>,

    /// How often a request that may succeed later is sent again; one that was too early (429) up to 3 times more [default: 2]
    #[arg(long, value_name = "N", value_parser = values::retries)]
    pub(super) retries: Option<u32>,

    /// Private addresses that may be asked, such as 10.0.0.0/8 (may be repeated)
    #[arg(long, value_name = "CIDR", value_delimiter = ',', value_parser = values::Trimmed(values::network))]
    pub(super) allow_private: Vec<ipnet::IpNet>,

    /// A header for every request, or for one host: "show.example=Authorization: Bearer 123" (may be repeated)
    #[arg(long, value_name = "HEADER", value_parser = values::header)]
    pub(super) header: Vec<HostHeader>,

    /// Where the oracle of a site is asked, or "off": youtube=off (may be repeated)
    #[arg(long, value_name = "NAME=URL", value_delimiter = ',', value_parser = values::Trimmed(values::oracle))]
    pub(super) oracle: Vec<(String, Option<Url>)>,

    /// The proxy of every request: http, https, socks5 or socks5h [default: as the environment says]
    #[arg(long, value_name = "URL", value_parser = values::proxy)]
    pub(super) proxy: Option<Url>,

    /// Trust also the certificates of this PEM file (may be repeated)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) ca_cert: Vec<PathBuf>,

    /// The name by which aircheck introduces itself [default: a name of its own]
    #[arg(long, value_name = "TEXT", value_parser = values::header_value)]
    pub(super) user_agent: Option<HeaderValue>,
}

/// Where settings come from.
#[derive(Debug, Args)]
#[command(next_help_heading = "Configuration")]
pub(super) struct ConfigArgs {
    /// The configuration [default: the nearest aircheck.toml, from this folder up to the root of the repository]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) config: Option<PathBuf>,

    /// Read no aircheck.toml
    #[arg(long, conflicts_with = "config")]
    pub(super) no_config: bool,

    /// Print the settings in force as TOML, and where each comes from
    #[arg(long)]
    pub(super) show_config: bool,
}

/// What is written, and where.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(super) struct OutputArgs {
    /// How the report is written [default: terminal] (may be repeated, each with its --output)
    #[arg(long, value_name = "FORMAT", value_parser = values::format())]
    pub(super) format: Vec<Format>,

    /// A file for the report, instead of standard output (may be repeated, each with its --format)
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Vec<PathBuf>,

    /// No progress bar; there is none anyway where standard error is no terminal
    #[arg(long)]
    pub(super) no_progress: bool,

    /// Say less: only what makes the run fail; pages in HTML and files for programs stay whole
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,

    /// Say more: list the links that a robot can't judge, and the hosts that took longest; twice, every link
    #[arg(long, short, action = clap::ArgAction::Count)]
    pub(super) verbose: u8,
}
