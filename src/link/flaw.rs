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
            Self::MistypedScheme => "its http:// or https:// is mistyped",
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

    /// What to do where no better address is known.
    fn advice(self) -> Option<&'static str> {
        match self {
            Self::Placeholder => Some("write the address, or remove the link"),
            Self::NoHost => Some("add the name of the site, or remove the link"),
            Self::LocalFile => Some("put the file on the web and link to it there"),
            Self::MistypedScheme
            | Self::DoubledScheme
            | Self::PastedText
            | Self::StrayPunctuation
            | Self::Malformed => Some("write the address that a browser shows, or remove the link"),
            Self::Empty | Self::MissingScheme | Self::InvisibleCharacter | Self::RelativeWithoutBase => None,
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
    let words = match (flaw.kind, flaw.mended.as_ref().map(|url| url.scheme())) {
        (FlawKind::MistypedScheme, Some("http")) => "its http:// is mistyped",
        (FlawKind::MistypedScheme, Some(_)) => "its https:// is mistyped",
        (FlawKind::NoHost, Some(_)) => "no host can be called so",
        (kind, _) => kind.words(),
    };
    let said = if flaw.kind == FlawKind::Empty { words.to_owned() } else { format!("`{}`: {words}", href.trim()) };
    match (&flaw.mended, &flaw.resolved) {
        (Some(mended), Some(opens)) if *opens != **mended => {
            format!("{said}; on the page it opens {opens}. Did you mean {mended}?")
        }
        (Some(mended), _) => format!("{said}. Did you mean {mended}?"),
        (None, Some(opens)) if flaw.kind == FlawKind::MissingScheme => format!("{said}; on the page it opens {opens}"),
        (None, _) => flaw.kind.advice().map_or_else(|| said.clone(), |advice| format!("{said}: {advice}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    fn said(kind: FlawKind, mended: Option<&str>) -> String {
        let mended = mended.map(|url| Url::parse(url).unwrap().into());
        message("x", &Flaw { kind, mended, resolved: None })
    }

    #[test]
    fn the_scheme_that_was_meant_is_named() {
        let of = |url| said(FlawKind::MistypedScheme, Some(url));
        assert_eq!(of("http://a.example/"), "`x`: its http:// is mistyped. Did you mean http://a.example/?");
        assert!(of("https://a.example/").starts_with("`x`: its https:// is mistyped."));
    }

    #[test]
    fn a_host_with_a_comma_for_a_dot_is_mended() {
        assert_eq!(
            said(FlawKind::NoHost, Some("https://a.example/")),
            "`x`: no host can be called so. Did you mean https://a.example/?"
        );
    }

    #[test]
    fn where_no_better_address_is_known_it_is_said_what_to_do() {
        for kind in [FlawKind::Malformed, FlawKind::NoHost, FlawKind::Placeholder, FlawKind::LocalFile] {
            assert!(said(kind, None).contains(", or remove the link") || kind == FlawKind::LocalFile, "{kind:?}");
            assert!(!said(kind, Some("https://a.example/")).contains("remove the link"), "{kind:?}");
        }
        assert_eq!(said(FlawKind::NoHost, None), "`x`: it names no host: add the name of the site, or remove the link");
    }
}
