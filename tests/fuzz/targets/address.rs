#![no_main]
//! The normal form of a URL: it doesn't change when it is read again, with or without a page.

use aircheck::link::resolve::resolve;
use aircheck::link::{Address, Form, Target};
use url::Url;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let page = Url::parse("https://show.example/episodes/1?a=b").ok();
    for form in [Form::Link, Form::Url, Form::Domain] {
        for base in [None, page.as_ref()] {
            match resolve(text, form, base) {
                Address::Web(url) => stays(&url),
                Address::Flawed(flaw) => {
                    flaw.mended.as_deref().into_iter().for_each(stays);
                    flaw.resolved.as_ref().into_iter().filter(|url| matches!(url.scheme(), "http" | "https")).for_each(stays);
                }
                Address::Other(_) | Address::SamePage(_) => {}
            }
        }
    }
});

fn stays(url: &Url) {
    assert_eq!(Url::parse(url.as_str()).as_ref(), Ok(url));
    let target = Target::of(&url.clone().into());
    assert_eq!(Target::of(target.url()), target);
}
