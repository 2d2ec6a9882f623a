//! `example.com` in running text: a name to listeners, a link only to some apps.

use url::Url;

use super::{Findings, Level, Rule, Scene};

pub(super) const RULE: Rule = Rule {
    code: "bare-domain",
    level: Level::Note,
    on: true,
    title: "a host name without https:// in the text",
    help: "The text names a web site, but as plain text: some podcast apps make a link of it, many don't. Write \
           https:// before it, or make it a link. Only names that can hardly be anything else are reported, not \
           Node.js or package.json.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, link, url) in scene.web() {
        if link.text == link.href && Url::parse(&format!("https://{}", link.href)).as_ref() == Ok(url) {
            let message = format!("`{}` is plain text to many apps: write https:// before it", link.href);
            found.link(index, message, Some(format!("https://{}", link.href)));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_markdown;

    #[test]
    fn a_host_in_the_text_is_told_with_its_address() {
        let told =
            in_markdown("bare-domain", "Learn more at backstage.io/docs, with Node.js. [b](b.html) https://c.example/");
        assert_eq!(
            told,
            [
                "backstage.io/docs: `backstage.io/docs` is plain text to many apps: write https:// before it → https://backstage.io/docs"
            ]
        );
    }
}
