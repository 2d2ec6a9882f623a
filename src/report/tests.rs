//! One report through all formats, one snapshot each; and hostile text that stays harmless in each.

pub(super) mod fixture;
mod formats;
pub(super) mod hostile;
