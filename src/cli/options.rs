//! Settings become each stage's own options, so that no stage knows the command line.

use std::time::Duration;

use crate::text::Pattern;
use crate::{check, episode, link, lint, net, source};

use super::settings::{Notes, Requests};

/// The longest pause that a host may ask for with `Retry-After`; after longer ones it counts as not answering.
const PATIENCE: Duration = Duration::from_mins(1);

impl Requests {
    /// For the stack that asks the web.
    #[must_use]
    pub fn net(&self) -> net::Settings {
        net::Settings {
            client: net::ClientSettings {
                timeout: self.timeout,
                user_agent: self.user_agent.clone(),
                headers: self.headers.clone(),
                credentials: self.credentials.clone(),
                proxy: self.proxy.clone(),
                authorities: self.authorities.clone(),
                idle: self.host_concurrency,
            },
            allow_private: self.allow_private.clone(),
            limits: net::Limits { host: self.host_concurrency, total: self.concurrency, patience: PATIENCE },
            exceptions: self.exceptions.clone(),
            retries: self.retries,
        }
    }

    /// For the check of targets.
    #[must_use]
    pub fn check(&self) -> check::Options {
        let (timeout, exceptions) = (self.timeout, self.exceptions.clone());
        let budget = check::Budget { timeout, exceptions, requests: self.retries + 1 };
        check::Options { budget, oracles: self.oracles.clone() }
    }
}

impl Notes {
    /// For reading the sources.
    #[must_use]
    pub fn source(&self) -> source::Options {
        let usual = source::Options::default();
        source::Options {
            format: self.input_format,
            base_url: self.base_url.clone(),
            apart: self.apart.clone(),
            budget: self.budget.unwrap_or(usual.budget),
            ..usual
        }
    }

    /// For finding the notes.
    #[must_use]
    pub fn episode(&self) -> episode::Options {
        let scope = if self.whole_page { episode::Scope::Page } else { episode::Scope::Notes };
        episode::Options { scope, select: self.select.clone(), ignore: self.ignore_element.clone() }
    }

    /// For finding the links.
    #[must_use]
    pub fn link(&self) -> link::Options {
        link::Options {
            kinds: (!self.kinds.is_empty()).then(|| self.kinds.clone()),
            ignore: self.ignore_element.clone(),
        }
    }

    /// For the rules that need no network.
    #[must_use]
    pub fn lint(&self) -> lint::Options {
        self.lints.clone()
    }

    /// For choosing among the links.
    #[must_use]
    pub fn filter(&self) -> link::Filter {
        let patterns = |texts: &[String]| texts.iter().map(|text| Pattern::from(text.as_str())).collect();
        link::Filter { include: patterns(&self.include), exclude: patterns(&self.exclude), skip: self.skip.clone() }
    }
}
