#![no_main]
//! What a server answers, read as a check reads it: whatever it is, little of it is kept.

use aircheck::{check, text};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let facts = check::page_facts(&text::decode_borrowed(bytes, None), &url::Url::parse("http://a.example/x").expect("it is one"));
    assert!(facts.title.len() <= 160 && facts.headings.len() <= 4 && facts.text.len() <= 600);
    assert!(facts.headings.iter().all(|heading| !heading.is_empty() && heading.len() <= 160));
    assert!(facts.text_length <= 2 * bytes.len() + 1);
});
