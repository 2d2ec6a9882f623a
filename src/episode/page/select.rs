//! What the user selects, in CSS.

use ego_tree::NodeId;
use scraper::Selector;

use crate::episode::EpisodeError;
use crate::episode::dom::Dom;

/// The outermost elements that one of the selectors matches, in document order.
pub(super) fn selected(dom: &Dom, selectors: &[String]) -> Result<Vec<NodeId>, EpisodeError> {
    let matched = matched(dom, selectors)?;
    if matched.is_empty() {
        return Err(EpisodeError::NothingSelected { selector: selectors.join(", ") });
    }
    Ok(matched)
}

/// The elements that don't count.
pub(super) fn ignored(dom: &Dom, selectors: &[String]) -> Result<Vec<NodeId>, EpisodeError> {
    matched(dom, selectors)
}

fn matched(dom: &Dom, selectors: &[String]) -> Result<Vec<NodeId>, EpisodeError> {
    if selectors.is_empty() {
        return Ok(Vec::new());
    }
    let selector = selectors.join(", ");
    let bad = |error: scraper::error::SelectorErrorKind| EpisodeError::BadSelector {
        selector: selector.clone(),
        fault: error.to_string(),
    };
    let parsed = Selector::parse(&selector).map_err(bad)?;
    let mut outermost: Vec<NodeId> = Vec::new();
    for element in dom.select(&parsed) {
        let inside = element.ancestors().any(|ancestor| outermost.last() == Some(&ancestor.id()));
        if !inside {
            outermost.push(element.id());
        }
    }
    Ok(outermost)
}
