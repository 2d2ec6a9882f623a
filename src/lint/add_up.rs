//! Proposals that add up: where more than one better address is known for a link, each is built upon the one before, and the last does it all.

use url::Url;

use super::{edit_link, insecure_http, mobile_host, tracking_parameters};
use crate::link::{Address, Link, Lint};

/// The better address by a rule for a link that leads to an address; none where the rule has nothing against that.
type Better = fn(&Link, &Url) -> Option<Url>;

fn better(code: &str) -> Option<Better> {
    match code {
        edit_link::CODE => Some(|_, url| edit_link::better(url)),
        insecure_http::CODE => Some(|link, url| insecure_http::secured(url).filter(|_| is_on_site_of(link, url))),
        mobile_host::CODE => Some(|_, url| mobile_host::better(url)),
        tracking_parameters::CODE => Some(tracking_parameters::better),
        _ => None,
    }
}

/// What is known of `https` is known of the host that the link names.
fn is_on_site_of(link: &Link, url: &Url) -> bool {
    matches!(&link.address, Address::Web(own) if own.host() == url.host())
}

/// Builds each proposal of the remarks about a link upon the one before, and the first upon `moved`, the address to which its page has moved for good.
pub fn add_up(link: &Link, moved: Option<&Url>, remarks: &mut [Lint]) {
    let mut best = moved.cloned();
    for remark in remarks {
        let Some(proposed) = &mut remark.suggestion else { continue };
        if let Some(before) = &best {
            let further = better(remark.code).and_then(|better| better(link, before));
            *proposed = further.as_ref().unwrap_or(before).to_string();
        }
        best = Url::parse(proposed).ok().or(best);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lint::tests::found;

    fn proposed(url: &str, moved: Option<&str>) -> Vec<String> {
        let link = &mut found(&format!("[a]({url})"))[0];
        let mut remarks = std::mem::take(&mut link.lints);
        add_up(link, moved.map(|url| Url::parse(url).unwrap()).as_ref(), &mut remarks);
        remarks.into_iter().filter_map(|remark| remark.suggestion).collect()
    }

    #[test]
    fn the_last_proposal_does_it_all() {
        assert_eq!(
            proposed("https://m.youtube.com/watch?v=1&si=x", None),
            ["https://www.youtube.com/watch?v=1&si=x", "https://www.youtube.com/watch?v=1"]
        );
    }

    #[test]
    fn what_has_moved_is_bettered_at_its_new_address() {
        let old = "https://a.example/x?utm_source=news";
        assert_eq!(proposed(old, Some("https://b.example/y?id=1&utm_source=news")), ["https://b.example/y?id=1"]);
        assert_eq!(proposed(old, Some("https://b.example/y")), ["https://b.example/y"], "nothing is left to better");
    }
}
