//! A document in its editor: `docs.google.com/…/edit`.

use url::Url;

use super::{Findings, Level, Rule, Scene};

pub(super) const CODE: &str = "edit-link";

pub(super) const RULE: Rule = Rule {
    code: CODE,
    level: Level::Note,
    on: true,
    title: "a document opens in its editor",
    help: "The address opens the document for editing. If it is shared with everybody, listeners land in an editor; \
           if not, at a sign-in page. /preview shows the same document to read. Whether it is shared at all is for a \
           check with the network to say.",
    check,
};

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, _, url) in scene.web() {
        if let Some(reading) = better(url) {
            found.link(index, "the document opens in its editor; /preview shows it to read", Some(reading.into()));
        }
    }
}

/// The address at which the document is read.
pub(super) fn better(url: &Url) -> Option<Url> {
    let path = url.path().trim_end_matches('/');
    let document = path.strip_suffix("/edit").filter(|_| url.host_str() == Some("docs.google.com"))?;
    let mut reading = url.clone();
    reading.set_path(&format!("{document}/preview"));
    reading.set_query(None);
    reading.set_fragment(None);
    Some(reading)
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_markdown;

    #[test]
    fn a_document_is_offered_to_read() {
        let told = in_markdown(
            "edit-link",
            "[a](https://docs.google.com/document/d/1x/edit?usp=sharing#h.1) [b](https://docs.google.com/document/d/1x/pub)",
        );
        assert!(told.len() == 1 && told[0].ends_with("→ https://docs.google.com/document/d/1x/preview"), "{told:?}");
    }
}
