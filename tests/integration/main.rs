//! Drives the real program, as a user would, and guards the shape of the source.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod floors;
