//! From what was typed, the environment and the configuration to settings. Clap has put each option's values in their order already.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::ArgMatches;
use etcetera::{BaseStrategy, choose_base_strategy};
use url::Url;

use crate::check;
use crate::episode::Cut;
use crate::history::Freshness;
use crate::net::{self, Authority};
use crate::report::Detail;
use crate::verdict::{Class, Confirmation, Level};

use super::args::{
    ArchiveArgs, BaselineArgs, Cli, Command, ExplainArgs, FixArgs, JudgingArgs, MemoryArgs, OutputArgs, RequestArgs,
    SourceArgs, StoreArgs,
};
use super::config::Config;
use super::settings::{Fixing, Job, Judging, Memory, Notes, Reporting, Requests, Settings};
use super::{outputs, policy};

/// Where a baseline is written if nobody says otherwise.
const BASELINE: &str = "aircheck-baseline.json";

/// How many pages lists of episodes and sitemaps may lead to.
const MAX_PAGES: usize = 1000;

/// Whether to watch the sources: of the web nobody is told when it is saved.
fn watched(watch: bool, sources: &[String]) -> Result<bool, clap::Error> {
    let is_file = |source: &String| source != "-" && !source.starts_with("http://") && !source.starts_with("https://");
    if watch && !sources.is_empty() && !sources.iter().any(is_file) {
        return Err(super::refuse("--watch waits until a file is saved: name a file or a folder".to_owned()));
    }
    Ok(watch)
}

impl Job {
    /// Resolves what was typed. `matches` are those of the whole command line.
    pub(super) fn resolve(cli: Cli, matches: &ArgMatches, config: &Config) -> Result<Self, clap::Error> {
        let own = matches.subcommand().map_or(matches, |(_, own)| own);
        Ok(match cli.command {
            Command::Check(args) => Self::Check(Settings {
                watch: watched(args.watch, &args.sources.sources)?,
                notes: Notes {
                    apart: args.output.output.clone(),
                    ..notes(args.sources, &args.requests, &args.judging.level, config)
                },
                judging: judging(args.judging, config),
                memory: memory(args.memory),
                archive: archive(&args.archive),
                share: args.partition,
                config: config.path.clone(),
                requests: requests(args.requests, config)?,
                reporting: reporting(&args.output, own)?,
            }),
            Command::Baseline(args) => baseline(args, config)?,
            Command::Links(args) => Self::Links(Settings {
                notes: Notes { apart: args.output.output.clone(), ..notes(args.sources, &args.requests, &[], config) },
                judging: by_file(config),
                memory: Memory::default(),
                archive: None,
                share: None,
                watch: false,
                config: config.path.clone(),
                requests: requests(args.requests, config)?,
                reporting: reporting(&args.output, own)?,
            }),
            Command::Fix(args) => fix(args, config)?,
            Command::Compare(args) => Self::Compare {
                notes: Notes {
                    sources: args.feed.into_iter().chain(args.page).collect(),
                    max_pages: MAX_PAGES,
                    ..Notes::default()
                },
                requests: requests(args.requests, config)?,
                json: args.format.as_deref() == Some("json"),
            },
            Command::Explain(args) => explain(args, config)?,
            Command::History(args) => Self::History {
                url: args.url,
                store: store_path(args.store),
                json: args.format.as_deref() == Some("json"),
            },
            Command::Merge(args) => {
                Self::Merge { files: args.files, store: args.store, reporting: reporting(&args.output, own)? }
            }
            Command::Init(args) => Self::Init { folder: args.folder, force: args.force },
            Command::Demo(args) => Self::Demo(reporting(&args.output, own)?),
            Command::Completions { shell } => Self::Completions(shell),
            Command::Man { command } => Self::Man(command),
        })
    }
}

fn fix(args: FixArgs, config: &Config) -> Result<Job, clap::Error> {
    let reporting = Reporting { outputs: Vec::new(), progress: !args.no_progress, detail: Detail::Findings };
    let archive = archive(&args.archive);
    // Whether a link has moved doesn't depend on its anchor.
    let judging = Judging { anchors: false, ..by_file(config) };
    let settings = Settings {
        notes: notes(args.sources, &args.requests, &[], config),
        judging,
        memory: Memory::default(),
        requests: requests(args.requests, config)?,
        reporting,
        archive,
        share: None,
        watch: false,
        config: config.path.clone(),
    };
    Ok(Job::Fix(settings, Fixing { write: args.write || args.interactive, interactive: args.interactive }))
}

/// What a check with the same file would make of an address.
fn explain(args: ExplainArgs, config: &Config) -> Result<Job, clap::Error> {
    let lints = policy::lints(BTreeSet::new(), off(Vec::new(), &args.requests), policy::levels(&[], config));
    let patterns = |name| written(name, config).map(str::to_owned).collect();
    let (include, exclude) = (patterns("include"), patterns("exclude"));
    let notes = Notes { include, exclude, skip: policy::skips(config), lints, ..Notes::default() };
    let judging = by_file(config);
    let fail_on: BTreeSet<Class> = listed("fail-on", config).filter_map(Class::from_name).collect();
    let fail_on = if fail_on.is_empty() { judging.fail_on } else { fail_on };
    Ok(Job::Explain {
        subject: args.subject,
        notes,
        judging: Judging { fail_on, ..judging },
        requests: requests(args.requests, config)?,
    })
}

fn baseline(args: BaselineArgs, config: &Config) -> Result<Job, clap::Error> {
    let file = args.judging.baseline.clone().unwrap_or_else(|| PathBuf::from(BASELINE));
    let settings = Settings {
        notes: notes(args.sources, &args.requests, &args.judging.level, config),
        judging: Judging { baseline: None, ..judging(args.judging, config) },
        memory: memory(args.memory),
        requests: requests(args.requests, config)?,
        reporting: Reporting { outputs: Vec::new(), progress: !args.no_progress, detail: Detail::Findings },
        archive: None,
        share: None,
        watch: false,
        config: config.path.clone(),
    };
    Ok(Job::Baseline(settings, file))
}

/// The rules that aren't applied: those that were typed, and one more where a private network is opened, for whoever does so means its addresses.
fn off(typed: Vec<String>, requests: &RequestArgs) -> BTreeSet<String> {
    let private = (!requests.allow_private.is_empty()).then(|| "private-address".to_owned());
    typed.into_iter().chain(private).collect()
}

fn notes(args: SourceArgs, requests: &RequestArgs, levels: &[(String, Level)], config: &Config) -> Notes {
    let off = off(args.no_lint, requests);
    let levels = policy::levels(levels, config);
    Notes {
        sources: args.sources,
        apart: Vec::new(),
        input_format: args.input_format,
        base_url: args.base_url,
        whole_page: args.scope.as_deref() == Some("page"),
        select: args.select,
        ignore_element: args.ignore_element,
        include: args.include,
        exclude_typed: !args.exclude.is_empty() && !args.exclude.iter().eq(written("exclude", config)),
        exclude: args.exclude,
        kinds: args.kind.into_iter().collect(),
        skip: policy::skips(config),
        lints: policy::lints(args.lint.into_iter().collect(), off, levels),
        cut: Cut { latest: args.latest, since: args.since },
        follow: args.follow,
        pages: args.pages,
        max_pages: args.max_pages.unwrap_or(MAX_PAGES),
        allow_empty: args.allow_empty,
        budget: requests.timeout.map(|timeout| timeout * REQUESTS_OF_A_SOURCE),
    }
}

/// A source may take as long as so many requests: its pages are large, and it may redirect.
const REQUESTS_OF_A_SOURCE: u32 = 6;

fn archive(args: &ArchiveArgs) -> Option<Url> {
    let usual = || Url::parse(check::archive::ENDPOINT).expect("the constant is a URL");
    args.archive.then(|| args.archive_endpoint.clone().unwrap_or_else(usual))
}

fn judging(args: JudgingArgs, config: &Config) -> Judging {
    let default = Judging::default();
    Judging {
        fail_on: if args.fail_on.is_empty() { default.fail_on } else { args.fail_on.into_iter().collect() },
        policy: policy::policy(&args.accept, &args.level, config),
        anchors: !args.no_anchors,
        baseline: args.baseline,
    }
}

/// How commands judge that have no options for it.
fn by_file(config: &Config) -> Judging {
    let accept: Vec<u16> = listed("accept", config).filter_map(|status| status.parse().ok()).collect();
    Judging { policy: policy::policy(&accept, &[], config), ..Judging::default() }
}

/// The values that the file has for an option.
fn written<'a>(name: &str, config: &'a Config) -> impl Iterator<Item = &'a str> + use<'a> {
    config.options.get(name).into_iter().flat_map(|setting| &setting.values).map(String::as_str)
}

/// The same, where one value may be several, separated by commas.
fn listed<'a>(name: &str, config: &'a Config) -> impl Iterator<Item = &'a str> + use<'a> {
    written(name, config).flat_map(|list| list.split(',')).map(str::trim)
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

fn requests(args: RequestArgs, config: &Config) -> Result<Requests, clap::Error> {
    let default = Requests::default();
    let credentials = policy::credentials().map_err(super::refuse)?;
    Ok(Requests {
        concurrency: args.concurrency.unwrap_or(default.concurrency),
        host_concurrency: args.host_concurrency.unwrap_or(default.host_concurrency),
        timeout: args.timeout.unwrap_or(default.timeout),
        retries: args.retries.unwrap_or(default.retries),
        allow_private: args.allow_private,
        headers: args.header,
        proxy: args.proxy,
        authorities: authorities(&args.ca_cert).map_err(super::refuse)?,
        credentials: credentials.into_iter().map(|(_, credentials)| credentials).collect(),
        exceptions: policy::exceptions(config).into(),
        oracles: args.oracle.into_iter().collect(),
        user_agent: args.user_agent.unwrap_or(default.user_agent),
    })
}

/// The certificates of PEM files.
fn authorities(files: &[PathBuf]) -> Result<Vec<Authority>, String> {
    let mut all = Vec::new();
    for file in files {
        let shown = file.display();
        let pem = std::fs::read(file).map_err(|error| format!("--ca-cert {shown}: {}", super::why(&error)))?;
        all.extend(net::authorities(&pem).map_err(|error| format!("{shown}: {error}"))?);
    }
    Ok(all)
}

fn reporting(args: &OutputArgs, matches: &ArgMatches) -> Result<Reporting, clap::Error> {
    let outputs = outputs::pair(&args.format, &args.output, matches).map_err(super::refuse)?;
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
        assert_eq!(written_default("max-age"), (memory.freshness.max_age.as_secs() / 3600).to_string());
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
