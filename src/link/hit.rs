//! Hits: what a reader of one format found, before anyone asks what the address means.

use std::sync::Arc;

use super::Group;
use crate::text::Span;

/// An address as it stands in a fragment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The address as written, entities and escapes decoded, nothing else changed.
    pub href: String,
    /// What a listener clicks; the address itself where it stands bare.
    pub text: String,
    /// The heading above it.
    pub section: Option<Arc<str>>,
    /// The bytes of the address in the fragment's text.
    pub span: Option<Span>,
    /// How it is written.
    pub form: Form,
    /// Whose the notes say that it is: `rel=sponsored`, "Sponsored by …".
    pub group: Group,
    /// Why an inline directive asks to leave it out; empty where no reason is given.
    pub ignored: Option<String>,
}

/// How an address is written in the notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Form {
    /// As a link: `<a href>`, `[text](address)`.
    Link,
    /// As a URL in running text.
    Url,
    /// As a host name in running text, `example.com/x`: `https://` is meant, and only some apps make it a link.
    Domain,
}

impl Hit {
    /// A link with its address, nothing known around it.
    #[must_use]
    pub fn new(href: impl Into<String>, span: Option<Span>, form: Form) -> Self {
        let (text, group) = (String::new(), Group::Editorial);
        Self { href: href.into(), text, section: None, span, form, group, ignored: None }
    }
}
