//! Drives the real program, as a user would, and guards the shape of the source.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]
#![allow(unreachable_pub, reason = "the modules of a test binary are nobody else's")]

mod ahead;
mod baseline;
#[cfg(unix)]
mod browser;
mod check;
mod config;
mod contract;
mod driver;
mod feeds;
mod fix;
mod floors;
#[cfg(unix)]
mod github;
#[cfg(unix)]
mod html;
mod init;
mod lines;
mod memory;
mod oracle;
mod pages;
mod readme;
mod report;
mod sources;
#[cfg(target_os = "linux")]
mod split;
mod terminal;
#[cfg(target_os = "linux")]
mod tls;
mod web;
