//! What is wrong with a configuration, and where.

use crate::text::nearest;

/// A fault at a byte of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Fault {
    pub(in crate::cli) at: usize,
    pub(in crate::cli) message: String,
}

impl Fault {
    pub(in crate::cli) fn new(at: usize, message: impl Into<String>) -> Self {
        Self { at, message: message.into() }
    }

    /// What TOML or serde say, in our words where a name is unknown.
    pub(in crate::cli) fn of(error: &toml::de::Error) -> Self {
        let at = error.span().map_or(0, |span| span.start);
        let message = error.message();
        let unknown = message.strip_prefix("unknown field ").and_then(|rest| rest.split_once(", expected "));
        let said = unknown.map_or_else(
            || message.replace('\n', "; "),
            |(name, known)| {
                let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
                unknown_name("key", name.trim_matches('`'), &known)
            },
        );
        Self::new(at, said)
    }
}

/// What to say of a name that nobody knows.
pub(in crate::cli) fn unknown_name(what: &str, name: &str, known: &[&str]) -> String {
    match nearest(name, known) {
        Some(near) => format!("unknown {what} `{name}`; did you mean `{near}`?"),
        None if known.len() <= 12 => format!("unknown {what} `{name}`; there are {}", known.join(", ")),
        None if what == "code" => format!("unknown code `{name}`; `aircheck explain` lists all codes"),
        None => format!("unknown {what} `{name}`"),
    }
}
