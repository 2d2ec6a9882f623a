//! Which links the user wants to be asked: `--include`, `--exclude`, and rules that skip.

use super::Link;
use crate::text::Pattern;

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
    /// Marks the links that aren't wanted as ignored, with the reason.
    pub fn apply(&self, links: &mut [Link]) {
        if *self == Self::default() {
            return;
        }
        for link in links.iter_mut().filter(|link| link.ignored.is_none()) {
            let Some(url) = link.asked().map(ToString::to_string) else { continue };
            link.ignored = self.refusal(&url).map(Into::into);
        }
    }

    fn refusal(&self, url: &str) -> Option<String> {
        if let Some((_, reason)) = self.skip.iter().find(|(pattern, _)| pattern.fits(url)) {
            return Some(reason.clone());
        }
        if let Some(pattern) = self.exclude.iter().find(|pattern| pattern.fits(url)) {
            return Some(format!("excluded by {}", pattern.as_str()));
        }
        let wanted = self.include.is_empty() || self.include.iter().any(|pattern| pattern.fits(url));
        (!wanted).then(|| "not included".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
