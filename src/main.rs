//! The program: everything is in the library.

use std::process::ExitCode;

use aircheck::run::{self, Streams};
use mimalloc::MiMalloc;

/// A check allocates small strings by the million: the system's allocator takes twice as long for them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    run::program(std::env::args_os(), Streams::standard()).into()
}
