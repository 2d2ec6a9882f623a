//! Which proxies there are: one that was named, or those of the environment.

use url::Url;

/// Variables that name proxies, in lower case; upper case counts, too.
const VARIABLES: &[&str] = &["http_proxy", "https_proxy", "all_proxy"];

/// The names of the proxies that requests may go through. A proxy of one's own network has a private address, and may be connected to all the same.
pub(super) fn hosts(named: Option<&Url>) -> Vec<String> {
    let of_environment = || {
        let variables = VARIABLES.iter().flat_map(|name| [(*name).to_owned(), name.to_ascii_uppercase()]);
        variables.filter_map(|name| std::env::var(name).ok()).filter_map(|value| host(&value)).collect()
    };
    named.map_or_else(of_environment, |url| host(url.as_str()).into_iter().collect())
}

/// The host of a proxy, which may be written without its scheme.
fn host(written: &str) -> Option<String> {
    let whole = if written.contains("://") { written.to_owned() } else { format!("http://{written}") };
    Url::parse(&whole).ok()?.host_str().filter(|host| !host.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_read_with_and_without_scheme() {
        for written in ["proxy.lan", "proxy.lan:3128", "http://ann:b@proxy.lan:3128/", "socks5://proxy.lan"] {
            assert_eq!(host(written).as_deref(), Some("proxy.lan"), "{written}");
        }
        assert_eq!(host(""), None);
    }
}
