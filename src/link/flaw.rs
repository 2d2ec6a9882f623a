//! The defects of addresses in words.

use super::{Address, Flaw, FlawKind, Lint};

impl FlawKind {
    /// The stable code in reports and settings.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty-address",
            Self::MissingScheme => "missing-scheme",
            Self::MistypedScheme => "mistyped-scheme",
            Self::DoubledScheme => "doubled-scheme",
            Self::PastedText => "pasted-text",
            Self::InvisibleCharacter => "invisible-character",
            Self::StrayPunctuation => "stray-punctuation",
            Self::Placeholder => "placeholder",
            Self::NoHost => "no-host",
            Self::LocalFile => "local-file",
            Self::RelativeWithoutBase => "relative-without-base",
            Self::Malformed => "malformed",
        }
    }

    /// What is wrong, as the end of a sentence.
    fn words(self) -> &'static str {
        match self {
            Self::Empty => "the link has no address: add it, or remove the link",
            Self::MissingScheme => "it has no https://",
            Self::MistypedScheme => "its https:// is mistyped",
            Self::DoubledScheme => "its scheme, such as https://, stands twice",
            Self::PastedText => "white space or a note got into it",
            Self::InvisibleCharacter => "an invisible character got into it",
            Self::StrayPunctuation => "punctuation of the sentence got into it",
            Self::Placeholder => "it is a placeholder for an address to come",
            Self::NoHost => "it names no host",
            Self::LocalFile => "it leads to a file on the author's own machine",
            Self::RelativeWithoutBase => {
                "it is relative, and the page's own address isn't known: name it with --base-url"
            }
            Self::Malformed => "it isn't a URL",
        }
    }
}

/// The remark that a flawed address carries.
pub(super) fn lint(href: &str, address: &Address) -> Option<Lint> {
    let flaw = match address {
        Address::Flawed(flaw) => flaw,
        // It leads somewhere, namely to where its reader is already: nobody wrote that on purpose.
        Address::SamePage(_) if href.trim() == "#" => {
            let message = format!("`#`: {}", FlawKind::Empty.words());
            return Some(Lint { code: FlawKind::Empty.code(), message: message.into(), suggestion: None });
        }
        _ => return None,
    };
    let suggestion = flaw.mended.as_ref().map(|url| url.as_str().to_owned());
    Some(Lint { code: flaw.kind.code(), message: message(href, flaw).into(), suggestion })
}

fn message(href: &str, flaw: &Flaw) -> String {
    let words = flaw.kind.words();
    let said = if flaw.kind == FlawKind::Empty { words.to_owned() } else { format!("`{}`: {words}", href.trim()) };
    match (&flaw.mended, &flaw.resolved) {
        (Some(mended), Some(opens)) if *opens != **mended => {
            format!("{said}; on the page it opens {opens}. Did you mean {mended}?")
        }
        (Some(mended), _) => format!("{said}. Did you mean {mended}?"),
        (None, Some(opens)) if flaw.kind == FlawKind::MissingScheme => format!("{said}; on the page it opens {opens}"),
        (None, _) => said,
    }
}
