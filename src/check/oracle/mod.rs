//! Oracles: sites that tell programs the truth somewhere else than on their pages.
//!
//! A removed video has a page like any other. Its site says by oEmbed, without a key, whether the video is there. One oracle a file; the table is below.
//! What an oracle can't tell it declines to say aloud, and the page itself is asked.

mod apple_podcasts;
mod github;
mod soundcloud;
mod spotify;
mod twitter;
mod vimeo;
mod youtube;

use std::collections::BTreeMap;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use url::Url;

use super::outcome::{Says, Testimony};
use crate::net::{Attempt, Net, Reading, Request, Response, WalkEnd};
use crate::text::is_under;

/// All oracles.
const ORACLES: &[Oracle] = &[
    youtube::YOUTUBE,
    vimeo::VIMEO,
    spotify::SPOTIFY,
    soundcloud::SOUNDCLOUD,
    apple_podcasts::APPLE_PODCASTS,
    github::GITHUB,
    twitter::TWITTER,
];

/// An answer of an oracle is shorter than this, in bytes.
const LONGEST: usize = 64 * 1024;

/// Where oracles are asked, for those that are asked somewhere else than usual; `None` silences one.
pub type Endpoints = BTreeMap<String, Option<Url>>;

/// The names of all oracles.
pub fn names() -> impl Iterator<Item = &'static str> {
    ORACLES.iter().map(|oracle| oracle.name)
}

/// When an oracle is worth its request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// Before the page: the page always looks fine.
    First,
    /// After the page, if that refused or failed.
    Refused,
}

/// A site that can be asked in a better way than by its pages.
pub(super) struct Oracle {
    /// The name in reports and settings.
    name: &'static str,
    /// The public endpoint, without a key.
    endpoint: &'static str,
    /// The hosts that it knows about, with those below them.
    hosts: &'static [&'static str],
    when: When,
    /// The environment variable that holds a token for the endpoint, without which it isn't asked.
    token: Option<&'static str>,
    /// The question about a URL, put to the endpoint; `None` if the URL isn't its business.
    question: fn(&Url, &Url) -> Option<Url>,
    /// What an answer means.
    hear: fn(&Response) -> Says,
}

/// What came of asking an oracle.
pub(super) struct Heard {
    pub(super) testimony: Testimony,
    pub(super) attempts: Vec<Attempt>,
}

/// Asks the oracle of a URL, if it has one whose time has come.
pub(super) async fn ask(
    net: &impl Net,
    url: &Url,
    when: When,
    endpoints: &Endpoints,
    budget: Duration,
) -> Option<Heard> {
    let mut concerned = ORACLES.iter().filter(|oracle| oracle.when == when && oracle.knows(url));
    let (oracle, question) = concerned.find_map(|oracle| {
        let endpoint = oracle.endpoint(endpoints)?;
        let question = (oracle.question)(url, &endpoint)?;
        // Whatever the link says, a token goes to the endpoint only.
        (question.origin() == endpoint.origin()).then_some((oracle, question))
    })?;
    let by = oracle.name;
    let Some(headers) = oracle.headers() else {
        let says = Says::Nothing("it wants a token");
        return Some(Heard { testimony: Testimony { by, says }, attempts: Vec::new() });
    };
    let reading = Reading { bytes: LONGEST, time: Duration::from_secs(5) };
    let request = Request { headers, any_type: true, ..Request::get(question, reading, budget) };
    let walk = net.walk(request).await;
    let says = match &walk.end {
        WalkEnd::Answered(response) => (oracle.hear)(response),
        _ => Says::Nothing("it gave no answer"),
    };
    Some(Heard { testimony: Testimony { by, says }, attempts: walk.attempts })
}

impl Oracle {
    fn knows(&self, url: &Url) -> bool {
        self.hosts.iter().any(|host| is_on(url, host))
    }

    fn endpoint(&self, endpoints: &Endpoints) -> Option<Url> {
        match endpoints.get(self.name) {
            Some(chosen) => chosen.clone(),
            None => Url::parse(self.endpoint).ok(),
        }
    }

    /// The headers of a question; `None` if a token is needed and there is none.
    fn headers(&self) -> Option<HeaderMap> {
        let mut headers = HeaderMap::new();
        if let Some(variable) = self.token {
            let token = std::env::var(variable).ok().filter(|token| !token.is_empty())?;
            let mut value = HeaderValue::from_str(&format!("Bearer {token}")).ok()?;
            value.set_sensitive(true);
            headers.insert(http::header::AUTHORIZATION, value);
        }
        Some(headers)
    }
}

/// Whether a URL is on a host, or below it.
fn is_on(url: &Url, host: &str) -> bool {
    url.host_str().is_some_and(|own| is_under(own, host))
}

/// A question by oEmbed: the endpoint with the URL as a parameter (oEmbed §2.2).
fn oembed(url: &Url, endpoint: &Url) -> Url {
    let mut question = endpoint.clone();
    question.query_pairs_mut().append_pair("format", "json").append_pair("url", url.as_str());
    question
}

/// The segments of a path that aren't empty.
fn segments(url: &Url) -> Vec<&str> {
    url.path().split('/').filter(|segment| !segment.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::Body;

    pub(in crate::check) fn question(url: &str) -> Option<(&'static str, String)> {
        let url = Url::parse(url).unwrap();
        ORACLES.iter().filter(|oracle| oracle.knows(&url)).find_map(|oracle| {
            let endpoint = Url::parse(oracle.endpoint).unwrap();
            Some((oracle.name, (oracle.question)(&url, &endpoint)?.to_string()))
        })
    }

    fn hear(name: &str, status: u16, body: &str) -> Says {
        let oracle = ORACLES.iter().find(|oracle| oracle.name == name).unwrap();
        let body = Body { bytes: body.to_owned().into(), ..Body::unread() };
        let url = Url::parse(oracle.endpoint).unwrap();
        (oracle.hear)(&Response { url: url.into(), status, headers: HeaderMap::new(), body })
    }

    #[test]
    fn each_oracle_knows_its_own_addresses() {
        for (url, name) in [
            ("https://www.youtube.com/watch?v=abc&t=1", "youtube"),
            ("https://youtu.be/abc", "youtube"),
            ("https://vimeo.com/12345", "vimeo"),
            ("https://open.spotify.com/episode/abc", "spotify"),
            ("https://soundcloud.com/artist/track", "soundcloud"),
            ("https://podcasts.apple.com/us/podcast/a-show/id1234?i=1000", "apple-podcasts"),
            ("https://github.com/owner/repo/issues/1", "github"),
            ("https://x.com/someone/status/12345", "twitter"),
        ] {
            assert_eq!(question(url).map(|(name, _)| name), Some(name), "{url}");
        }
    }

    #[test]
    fn other_addresses_are_nobodys_business() {
        for url in [
            "https://www.youtube.com/@channel",
            "https://notyoutube.com/watch?v=abc",
            "https://vimeo.com/about",
            "https://soundcloud.com/artist",
            "https://github.com/",
            "https://github.com/features",
            "https://x.com/someone",
            "https://example.com/watch?v=abc",
        ] {
            assert_eq!(question(url), None, "{url}");
        }
    }

    #[test]
    fn every_question_goes_to_the_endpoint() {
        for oracle in ORACLES {
            let endpoint = Url::parse(oracle.endpoint).unwrap();
            for path in ["http://evil.example/", "//evil.example/1/", "@evil.example/1", "\\\\evil.example/status/1"] {
                let url = Url::parse(&format!("https://{}/{path}", oracle.hosts[0])).unwrap();
                let question = (oracle.question)(&url, &endpoint);
                assert!(question.is_none_or(|question| question.origin() == endpoint.origin()), "{url}");
            }
        }
        let (_, question) = question("https://github.com/owner/repo/issues/1").unwrap();
        assert_eq!(question, "https://api.github.com/repos/owner/repo");
    }

    #[test]
    fn answers_are_understood() {
        assert_eq!(hear("youtube", 200, "{}"), Says::There);
        assert_eq!(hear("youtube", 401, ""), Says::There);
        assert_eq!(hear("youtube", 403, ""), Says::Private);
        assert_eq!(hear("youtube", 404, ""), Says::Gone);
        assert!(matches!(hear("youtube", 500, ""), Says::Nothing(_)));
        assert_eq!(hear("apple-podcasts", 200, "\n{\"resultCount\":0, \"results\": []}"), Says::Gone);
        assert_eq!(hear("apple-podcasts", 200, "{\"resultCount\":1}"), Says::There);
        assert!(matches!(hear("apple-podcasts", 200, "<html>"), Says::Nothing(_)));
        assert!(matches!(hear("github", 404, ""), Says::Nothing(_)));
    }
}
