//! The program: everything is in the library.

use std::process::ExitCode;

use aircheck::run::{self, Streams};

fn main() -> ExitCode {
    run::program(std::env::args_os(), Streams::standard()).into()
}
