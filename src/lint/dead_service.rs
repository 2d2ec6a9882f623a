//! Links to services that have closed.

use std::sync::LazyLock;

use foldhash::HashMap;
use jiff::civil::{Date, date};
use url::Url;

use super::{Findings, Level, Rule, Scene};
use crate::text::and_above;

pub(super) const RULE: Rule = Rule {
    code: "dead-service",
    level: Level::Warning,
    on: true,
    title: "a service that has closed",
    help: "The address belongs to a service that has closed or is about to. Whatever it answers today, listeners \
           don't get what was meant. Look for the page's new home, or link to an archived copy. The list of services \
           is part of aircheck and carries dates.",
    check,
};

/// A service that has closed.
struct Service {
    /// Its domains; names below them belong to it.
    domains: &'static [&'static str],
    name: &'static str,
    /// When.
    closed: Date,
    /// What to do instead.
    instead: &'static str,
}

const fn gone(domains: &'static [&'static str], name: &'static str, closed: Date, instead: &'static str) -> Service {
    Service { domains, name, closed, instead }
}

/// What to do where nothing followed.
const ARCHIVE: &str = "link to a copy in an archive";

/// Services that people linked to in show notes, the newest closure first. Checked in November 2026.
const SERVICES: &[Service] = &[
    gone(&["page.link"], "Firebase Dynamic Links", date(2025, 8, 25), "link to the page itself"),
    gone(&["getpocket.com", "pocket.co"], "Pocket", date(2025, 7, 8), "link to the article itself"),
    gone(&["glitch.me"], "hosting by Glitch", date(2025, 7, 8), ARCHIVE),
    gone(&["chartable.com", "chrt.fm", "chtbl.com"], "Chartable", date(2024, 12, 12), "link to the show itself"),
    gone(&["cohost.org"], "Cohost", date(2024, 12, 31), ARCHIVE),
    gone(&["omnivore.app"], "Omnivore", date(2024, 11, 30), "link to the article itself"),
    gone(
        &["podcasts.google.com"],
        "Google Podcasts",
        date(2024, 6, 23),
        "link to the show's own page, or to YouTube Music",
    ),
    gone(&["tinyletter.com"], "TinyLetter", date(2024, 2, 29), ARCHIVE),
    gone(&["gfycat.com"], "Gfycat", date(2023, 9, 1), ARCHIVE),
    gone(&["stitcher.com"], "Stitcher", date(2023, 8, 29), "link to the show's own page"),
    gone(&["getrevue.co"], "Revue", date(2023, 1, 18), ARCHIVE),
    gone(&["codeplex.com"], "CodePlex", date(2021, 7, 1), "look for the project on GitHub"),
    gone(&["periscope.tv", "pscp.tv"], "Periscope", date(2021, 3, 31), ARCHIVE),
    gone(&["mixer.com"], "Mixer", date(2020, 7, 22), ARCHIVE),
    gone(&["plus.google.com"], "Google+", date(2019, 4, 2), ARCHIVE),
    gone(&["storify.com"], "Storify", date(2018, 5, 16), ARCHIVE),
    gone(&["vid.me"], "Vidme", date(2017, 12, 15), ARCHIVE),
    gone(&["app.net"], "App.net", date(2017, 3, 14), ARCHIVE),
    gone(&["vine.co"], "Vine", date(2017, 1, 17), ARCHIVE),
    gone(&["rdio.com"], "Rdio", date(2015, 12, 22), "link to another music service"),
    gone(&["blip.tv"], "Blip", date(2015, 8, 20), ARCHIVE),
    gone(&["grooveshark.com"], "Grooveshark", date(2015, 4, 30), "link to another music service"),
    gone(&["friendfeed.com"], "FriendFeed", date(2015, 4, 9), ARCHIVE),
    gone(&["posterous.com"], "Posterous", date(2013, 4, 30), ARCHIVE),
    gone(&["geocities.com"], "GeoCities", date(2009, 10, 26), ARCHIVE),
];

/// Projects that Google Code keeps in its archive.
const GOOGLE_CODE: Service =
    gone(&["code.google.com"], "Google Code", date(2016, 1, 25), "look for the project on GitHub");

fn check(scene: &Scene<'_>, found: &mut Findings) {
    for (index, _, url) in scene.web().filter(|(_, link, _)| !link.kind.is_media()) {
        let Some(service) = service_of(url) else { continue };
        found.link(index, format!("{} closed on {}: {}", service.name, service.closed, service.instead), None);
    }
}

fn service_of(url: &Url) -> Option<&'static Service> {
    static BY_DOMAIN: LazyLock<HashMap<&str, &Service>> = LazyLock::new(|| {
        let of = |service: &'static Service| service.domains.iter().map(move |domain| (*domain, service));
        SERVICES.iter().flat_map(of).collect()
    });
    let host = url.host_str()?;
    if host == "code.google.com" && url.path().starts_with("/p/") {
        return Some(&GOOGLE_CODE);
    }
    and_above(host).find_map(|name| BY_DOMAIN.get(name).copied())
}

#[cfg(test)]
mod tests {
    use crate::lint::tests::in_markdown;

    #[test]
    fn closed_services_are_named_with_their_day() {
        let told = in_markdown(
            "dead-service",
            "[a](https://www.stitcher.com/podcast/x) [b](https://mystitcher.com/) [c](https://code.google.com/archive/x)",
        );
        assert_eq!(
            told,
            ["https://www.stitcher.com/podcast/x: Stitcher closed on 2023-08-29: link to the show's own page"]
        );
    }
}
