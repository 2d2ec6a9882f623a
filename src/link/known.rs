//! Headings that everybody knows.

use super::group;
use crate::episode::page::{is_aside, is_notes_heading};

/// Whether a heading stands over notes or sponsors, or over what follows them, whatever stands around it.
pub(super) fn is_known(said: &str) -> bool {
    needs_no_sign(said) || is_aside(said) || group::is_credit(&format!("{said}:"))
}

/// Whether a heading says so clearly that it stands over notes or sponsors that it needs no sign of a heading.
pub(super) fn needs_no_sign(said: &str) -> bool {
    group::is_bare_heading(said) || is_notes_heading(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_means_nothing_else_needs_no_sign() {
        assert!(["Sponsors", "Links", "Werbung"].iter().all(|said| needs_no_sign(said)));
        assert!(["Presented by", "Partner", "Advertising", "Trees"].iter().all(|said| !needs_no_sign(said)));
        assert!(is_known("Guest") && is_known("Transcript") && !is_known("Trees"));
    }
}
