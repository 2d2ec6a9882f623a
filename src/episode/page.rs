//! An HTML page: one episode.

use std::rc::Rc;

use super::dom::Dom;
use super::{Content, Episode, EpisodeError, Fragment, Options, ScopeRule};
use crate::source::Document;

/// Reads the page.
///
/// # Errors
/// Where a selector is wrong, and where the page holds no notes that can be read.
pub fn read(document: &Document, _options: &Options) -> Result<Episode, EpisodeError> {
    let dom = Rc::new(Dom::page(&document.text));
    let base = dom.base(document.base.as_ref());
    let roots = vec![dom.root().id()];
    let content = Content::Nodes { dom, roots, without: Vec::new() };
    let notes = vec![Fragment { field: None, base, content }];
    Ok(Episode { rule: Some(ScopeRule::WholePage), page: document.base.clone(), notes, ..Episode::default() })
}
