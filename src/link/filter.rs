//! Which links the user wants to be asked: `--include`, `--exclude`, and rules that skip.

use super::Link;
use crate::text::{Pattern, address_without_userinfo};

/// Why a link is skipped that no pattern of `include` fits.
pub const NOT_INCLUDED: &str = "not included";

/// How the reason begins why a link is skipped that a pattern of `exclude` fits.
pub const EXCLUDED: &str = "excluded by ";

/// Patterns of links.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Without any, all links are wanted.
    pub include: Vec<Pattern>,
    /// These are skipped, even if they are included.
    pub exclude: Vec<Pattern>,
    /// These are skipped, too, each for a reason.
    pub skip: Vec<(Pattern, String)>,
}

impl Filter {
    /// Marks the links that aren't wanted as ignored, with the reason. Nothing is remarked about them.
    pub fn apply(&self, links: &mut [Link]) {
        if *self == Self::default() {
            return;
        }
        for link in links.iter_mut().filter(|link| link.ignored.is_none()) {
            link.ignored = self.refusal(&spellings(link)).map(Into::into);
            if link.ignored.is_some() {
                link.lints.clear();
            }
        }
    }

    fn refusal(&self, spellings: &[String]) -> Option<String> {
        let fits = |pattern: &Pattern| spellings.iter().any(|spelling| pattern.fits(spelling));
        if let Some((_, reason)) = self.skip.iter().find(|(pattern, _)| fits(pattern)) {
            return Some(reason.clone());
        }
        if let Some(pattern) = self.exclude.iter().find(|pattern| fits(pattern)) {
            return Some(format!("{EXCLUDED}{}", pattern.as_str()));
        }
        let wanted = self.include.is_empty() || self.include.iter().any(fits);
        (!wanted).then(|| NOT_INCLUDED.to_owned())
    }
}

/// What a link is known by: the address that is asked, the same without a password in it, and what is written.
fn spellings(link: &Link) -> Vec<String> {
    let asked = link.asked().map(|url| address_without_userinfo(url.as_str()).into_owned());
    let own = link.asked().map(ToString::to_string).filter(|own| asked.as_ref() != Some(own));
    let written = [link.href.to_string(), link.href.to_lowercase()];
    asked.into_iter().chain(own).chain(written).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::{Address, Flaw, FlawKind};

    #[test]
    fn what_is_not_wanted_says_why() {
        let filter = Filter {
            include: vec!["a.com".into()],
            exclude: vec!["a.com/x*".into()],
            skip: vec![("a.com/logout".into(), "it logs out".to_owned())],
        };
        let mut links = ["https://a.com/", "https://a.com/x1", "https://b.com/", "https://a.com/logout"]
            .map(|url| Link::to(url::Url::parse(url).unwrap()));
        filter.apply(&mut links);
        let why = links.each_ref().map(|link| link.ignored.as_deref());
        assert_eq!(why, [None, Some("excluded by a.com/x*"), Some("not included"), Some("it logs out")]);
    }

    #[test]
    fn what_is_no_address_is_known_by_what_is_written() {
        let flaw = Flaw { kind: FlawKind::Placeholder, resolved: None, mended: None };
        let mut links = [Link {
            href: "TODO".into(),
            address: Address::Flawed(flaw.into()),
            ..Link::to(url::Url::parse("https://a.com").unwrap())
        }];
        let mut ignored = |exclude: &str| {
            links[0].ignored = None;
            Filter { exclude: vec![exclude.into()], ..Filter::default() }.apply(&mut links);
            links[0].ignored.is_some()
        };
        assert!(ignored("TODO") && ignored("*") && !ignored("https://*"));
    }
}
