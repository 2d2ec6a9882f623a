//! What is in a repository: notes in Markdown, built pages, and the address of the feed in the settings of a site generator.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;
use url::Url;

use crate::source::{self, Kind};
use crate::text;

/// Folders in which notes stand, the likeliest first.
const NOTES: &[&str] = &[
    "content/episodes",
    "content/episode",
    "content/podcast",
    "content/shows",
    "content/show-notes",
    "content/posts",
    "src/content/episodes",
    "src/content/podcast",
    "src/content",
    "src/episodes",
    "src/posts",
    "_episodes",
    "_podcast",
    "_posts",
    "episodes",
    "show-notes",
    "shownotes",
    "podcast",
    "posts",
    "notes",
    "content",
];

/// Folders into which site generators build.
const BUILT: &[&str] = &["public", "_site", "dist", "build", "out", "site", "docs"];

/// What a feed is called that stands in the root.
const FEEDS: &[&str] = &["feed.xml", "rss.xml", "podcast.xml", "atom.xml", "index.xml", "feed.rss"];

/// How many files of a folder are looked at.
const MOST: usize = 10_000;

/// In how many bytes a feed says that it is one.
const FEED_START: u64 = 64 << 10;

/// A settings file that is longer than this, in bytes, isn't one.
const LARGEST: u64 = 1 << 20;

/// Where a site generator says what the site's address is, by which keys, and where its feed usually is.
struct Generator {
    files: &'static [&'static str],
    keys: &'static [&'static str],
    feed: &'static str,
}

const GENERATORS: &[Generator] = &[
    Generator {
        files: &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config.toml",
            "config.yaml",
            "config/_default/hugo.toml",
            "config/_default/config.toml",
        ],
        keys: &["baseurl"],
        feed: "index.xml",
    },
    Generator { files: &["_config.yml", "_config.yaml"], keys: &["url"], feed: "feed.xml" },
    Generator {
        files: &[
            "eleventy.config.js",
            "eleventy.config.mjs",
            "eleventy.config.cjs",
            ".eleventy.js",
            "_data/metadata.json",
            "_data/metadata.js",
            "_data/site.json",
            "src/_data/metadata.js",
            "src/_data/site.json",
        ],
        keys: &["base", "url", "baseurl"],
        feed: "feed/feed.xml",
    },
    Generator { files: &["astro.config.mjs", "astro.config.ts", "astro.config.js"], keys: &["site"], feed: "rss.xml" },
];

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    /// The folder of the notes, with a slash at its end.
    pub(super) notes: Option<String>,
    /// The folder of built pages, with a slash at its end.
    pub(super) built: Option<String>,
    /// A feed in the root.
    pub(super) file: Option<String>,
    /// The address of the site.
    pub(super) site: Option<String>,
    /// Where its feed most likely is.
    pub(super) feed: Option<String>,
}

impl Found {
    /// What is to be checked: what an editor mends, else what listeners see.
    pub(super) fn source(&self) -> Option<&str> {
        self.chosen().map(|(source, _)| source)
    }

    /// The same, and why it is that.
    pub(super) fn chosen(&self) -> Option<(&str, &'static str)> {
        let places = [
            (&self.notes, "links are mended there"),
            (&self.built, "that is what listeners see"),
            (&self.file, "apps read it"),
            (&self.feed, "apps read it"),
        ];
        places.into_iter().find_map(|(place, why)| Some((place.as_deref()?, why)))
    }
}

/// Looks around in a folder.
pub(super) fn around(folder: &Path) -> Found {
    let holding = |names: &[&str], endings: &[&str]| {
        let found = names.iter().find(|name| holds(&folder.join(name), endings));
        found.map(|name| format!("{name}/"))
    };
    let site = GENERATORS.iter().find_map(|generator| Some((site(folder, generator)?, generator.feed)));
    Found {
        notes: holding(NOTES, &["md", "markdown", "mdx"]),
        built: holding(BUILT, &["html"]),
        file: FEEDS.iter().find(|name| is_feed(&folder.join(name))).map(|name| (*name).to_owned()),
        feed: site.as_ref().and_then(|(site, feed)| site.join(feed).ok()).map(String::from),
        site: site.map(|(site, _)| site.into()),
    }
}

/// Whether a file with such an ending is in a folder or below it.
fn holds(folder: &Path, endings: &[&str]) -> bool {
    if !folder.is_dir() {
        return false;
    }
    // What is built is ignored by git, and looked for all the same.
    let files = WalkBuilder::new(folder).standard_filters(false).hidden(true).follow_links(false).build();
    let fits = |path: PathBuf| {
        path.extension().and_then(|ending| ending.to_str()).is_some_and(|ending| endings.contains(&ending))
    };
    files.take(MOST).filter_map(Result::ok).any(|file| fits(file.into_path()))
}

/// Whether a file is a feed, by its name and its beginning.
fn is_feed(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = fs::File::open(path).and_then(|file| file.take(FEED_START).read_to_end(&mut start));
    let kind = source::kind_of(&path.display().to_string(), &text::decode(&start, None).text);
    read.is_ok() && kind == Some(Kind::Feed)
}

/// The address of the site in the settings of a generator.
fn site(folder: &Path, generator: &Generator) -> Option<Url> {
    let texts = generator.files.iter().filter_map(|name| {
        let path = folder.join(name);
        let size = fs::metadata(&path).ok().filter(fs::Metadata::is_file)?.len();
        if size > LARGEST { None } else { fs::read_to_string(path).ok() }
    });
    let mut sites = texts.filter_map(|text| text.lines().find_map(|line| value(line, generator.keys)));
    sites.next()
}

/// The address that a line of TOML, YAML, JSON or JavaScript gives to one of `keys`.
fn value(line: &str, keys: &[&str]) -> Option<Url> {
    let at = line.find([':', '='])?;
    let key = line[..at].trim().trim_matches(['"', '\'']).to_ascii_lowercase();
    if !keys.contains(&key.as_str()) {
        return None;
    }
    let quotes = ['"', '\'', ',', ';', ' '];
    let written = line[at + 1..].trim().trim_matches(quotes);
    let written = written.split(['"', '\'', ' ', '#']).next()?;
    let url = Url::parse(written).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let local = matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "example.com" | "example.org"));
    let mut site = url.clone();
    if !site.path().ends_with('/') {
        site.set_path(&format!("{}/", url.path()));
    }
    (!local && url.username().is_empty() && url.password().is_none()).then_some(site)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn source(files: &[(&str, &str)]) -> Option<String> {
        around(folder(files).path()).source().map(str::to_owned)
    }

    #[test]
    fn notes_come_before_built_pages_before_the_feed() {
        let hugo = ("hugo.toml", "title = 'Knots'\nbaseURL = 'https://knots.test'\n");
        let built = ("public/1/index.html", "");
        assert_eq!(source(&[hugo, built, ("content/episodes/1/index.md", "")]).as_deref(), Some("content/episodes/"));
        assert_eq!(source(&[hugo, built]).as_deref(), Some("public/"));
        assert_eq!(source(&[hugo, ("content/logo.png", "")]).as_deref(), Some("https://knots.test/index.xml"));
        let feed = ("feed.xml", "<?xml version='1.0'?>\n<rss version='2.0'>");
        assert_eq!(source(&[hugo, feed]).as_deref(), Some("feed.xml"));
        assert_eq!(source(&[("feed.xml", "<urlset>"), ("README.md", "")]), None);
        assert_eq!(source(&[("index.xml", "<page>no <rss here</page>")]), None);
        assert_eq!(source(&[("atom.xml", "<!-- by hand --><atom:feed xmlns:atom='x'>")]).as_deref(), Some("atom.xml"));
    }

    #[test]
    fn each_generator_names_its_site_in_its_own_way() {
        for (name, text, feed) in [
            ("_config.yml", "title: Knots\nurl: \"https://knots.test\" # no slash\n", "https://knots.test/feed.xml"),
            ("_config.yml", "url: https://a.test/show\n", "https://a.test/show/feed.xml"),
            ("_data/metadata.json", "{\n  \"url\": \"https://knots.test/\",\n}", "https://knots.test/feed/feed.xml"),
            ("eleventy.config.js", "      base: \"https://knots.test/\",\n", "https://knots.test/feed/feed.xml"),
            ("astro.config.mjs", "  site: 'https://knots.test',\n", "https://knots.test/rss.xml"),
            ("hugo.yaml", "baseURL: https://knots.test/\n", "https://knots.test/index.xml"),
        ] {
            assert_eq!(source(&[(name, text)]).as_deref(), Some(feed), "{name}");
        }
        for text in
            ["url: \"\"\n", "url: http://localhost:4000\n", "# url: https://a.test\n", "url: https://a:b@c.test\n"]
        {
            assert_eq!(source(&[("_config.yml", text)]), None, "{text}");
        }
    }
}
