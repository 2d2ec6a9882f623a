//! One report through all formats, one snapshot each; and hostile text that stays harmless in each.

mod fixture;
mod formats;
mod hostile;
