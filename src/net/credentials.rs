//! Credentials: each belongs to one host, and goes nowhere else, whatever redirects there are.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use url::Url;

/// What one host is shown, in `Authorization`.
#[derive(Clone)]
pub struct Credentials {
    scheme: &'static str,
    host: String,
    port: Option<u16>,
    value: HeaderValue,
}

impl Credentials {
    /// Reads `HOST=CREDENTIALS`, where a port may follow the host. Credentials are `user:password`, or a scheme with what belongs to it, such as
    /// `Bearer 123`. They are sent over https only, unless `http://` stands before the host.
    ///
    /// # Errors
    /// What is wrong, without quoting any of it.
    pub fn parse(text: &str) -> Result<Self, &'static str> {
        let (place, secret) = text.split_once('=').ok_or("write HOST=CREDENTIALS")?;
        let place = place.trim();
        let (scheme, host) = match place.split_once("://") {
            None => ("https", place),
            Some(("https", host)) => ("https", host),
            Some(("http", host)) => ("http", host),
            Some(_) => return Err("only http:// and https:// hosts are shown credentials"),
        };
        let url = Url::parse(&format!("{scheme}://{host}/")).map_err(|_| "the host before = is none")?;
        let bare = url.path() == "/" && url.username().is_empty() && url.query().is_none() && url.fragment().is_none();
        let name = url.host_str().filter(|_| bare && !host.contains('*')).ok_or("the host before = is none")?;
        let mut value = HeaderValue::from_str(&authorization(secret.trim())?).map_err(|_| "no header can hold this")?;
        value.set_sensitive(true);
        Ok(Self { scheme, host: name.to_owned(), port: url.port(), value })
    }

    /// The host, with its port if it has one of its own.
    #[must_use]
    pub fn host(&self) -> String {
        self.port.map_or_else(|| self.host.clone(), |port| format!("{}:{port}", self.host))
    }

    /// What is sent with a request for `url`, if it is for that host.
    pub(super) fn for_url(&self, url: &Url) -> Option<&HeaderValue> {
        let same = url.scheme() == self.scheme && url.host_str() == Some(&self.host) && url.port() == self.port;
        same.then_some(&self.value)
    }
}

/// The value of `Authorization` (RFC 9110 §11.6.2; for Basic, RFC 7617 §2).
fn authorization(secret: &str) -> Result<String, &'static str> {
    match secret.split_once(' ') {
        Some((scheme, rest)) if !rest.trim().is_empty() && scheme.chars().all(|c| c.is_ascii_alphanumeric()) => {
            Ok(secret.to_owned())
        }
        _ if secret.contains(':') => Ok(format!("Basic {}", STANDARD.encode(secret))),
        _ => Err("write user:password, or a scheme and what belongs to it, such as Bearer 123"),
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Credentials({}://{}, ..)", self.scheme, self.host())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(credentials: &str, url: &str) -> Option<String> {
        let credentials = Credentials::parse(credentials).unwrap();
        let value = credentials.for_url(&url.parse().unwrap())?;
        Some(value.to_str().unwrap().to_owned())
    }

    #[test]
    fn only_the_host_itself_is_shown_them() {
        let bearer = "staging.show.test=Bearer 123";
        assert_eq!(sent(bearer, "https://staging.show.test/x").as_deref(), Some("Bearer 123"));
        for url in [
            "http://staging.show.test/x",
            "https://staging.show.test:8443/",
            "https://show.test/",
            "https://a.staging.show.test/",
            "https://staging.show.test.evil.test/",
            "https://evil.test/?staging.show.test",
        ] {
            assert_eq!(sent(bearer, url), None, "{url}");
        }
    }

    #[test]
    fn plain_http_and_ports_are_named() {
        assert!(sent("http://10.0.0.1:8080=Bearer 1", "http://10.0.0.1:8080/").is_some());
        assert!(sent("http://10.0.0.1:8080=Bearer 1", "http://10.0.0.1/").is_none());
        assert!(sent("show.test:443=Bearer 1", "https://show.test/").is_some());
    }

    #[test]
    fn a_name_and_a_password_are_basic() {
        // RFC 7617 §2 has this example.
        let basic = sent("show.test=Aladdin:open sesame", "https://show.test/");
        assert_eq!(basic.as_deref(), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
        let with_blank = sent("show.test=ann:b c", "https://show.test/").unwrap();
        assert!(with_blank.starts_with("Basic "), "{with_blank}");
    }

    #[test]
    fn nonsense_is_refused_and_nothing_is_shown() {
        for wrong in ["show.test", "=Bearer 1", "*.test=Bearer 1", "a.test/x=Bearer 1", "a.test=token", "ftp://a=x:y"] {
            assert!(Credentials::parse(wrong).is_err(), "{wrong}");
        }
        let shown = format!("{:?}", Credentials::parse("a.test=ann:secret").unwrap());
        assert!(!shown.contains("secret") && shown.contains("a.test"), "{shown}");
    }
}
