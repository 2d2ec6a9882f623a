//! How sponsors are named and thanked, in the languages that podcasts are made in. One file a kind of place in which they are.

mod codes;
mod credits;
mod headings;
mod labels;
mod paragraphs;
mod sentences;

pub(super) use self::codes::{CODES, PROMOTED, REDUCED};
pub(super) use self::credits::CREDITS;
pub(super) use self::headings::{BARE, HEADINGS, HEADINGS_ALONE};
pub(super) use self::labels::{DASHED, LABELS, LABELS_ALONE};
pub(super) use self::paragraphs::{OPENERS, PHRASES};
pub(super) use self::sentences::{AUDIENCE, PAID, SENTENCES, SHOWS};
