#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| aircheck_fuzz::read(bytes, aircheck::source::Kind::Markdown));
