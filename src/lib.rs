//! aircheck checks the links in podcast show notes.
//!
//! ```text
//! sources ─▶ documents ─▶ episodes ─▶ links ─▶ targets ─▶ outcomes ─▶ verdicts ─▶ report
//!                                       └▶ lint (no network) ─────────────┘  └▶ fix
//!                                                   history (what happened before) ─┘
//! ```
//!
//! Each arrow is one function from a value to a value. The modules are the nouns of this flow, in its order; imports point from later ones to
//! earlier ones only (`tests/integration/floors.rs`).

pub mod spread;

pub mod replace;

pub mod text;

pub mod net;

pub mod source;

pub mod episode;

pub mod link;

pub mod lint;

pub mod check;

pub mod history;

pub mod verdict;

pub mod report;

pub mod fix;

pub mod progress;

pub mod demo;

pub mod cli;

pub mod exit;

pub mod run;
