//! Sources: what the user names, and the documents that they lead to.
//!
//! A *source* is a file, a folder, a glob, a URL or `-`; a *document* is one text that was read from it. What a document is, its content decides
//! where its name leaves a doubt.

mod discover;
mod document;
mod error;
mod files;
mod kind;
mod remote;

use std::io::Read;
use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use futures::future::join;
use futures::{StreamExt, stream};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use url::Url;

pub use document::{Document, Kind, Origin};
pub use error::SourceError;

use self::discover::{Found, How};
use crate::net::{Follow, Http};
use crate::spread::processors;
use crate::text::{self, Lines, Position};

/// How many sources are fetched at once; each host's own lane still counts.
const AT_ONCE: usize = 8;

/// What the reports for people bear at one of their ends, so that no later run takes one for show notes that lies among them.
pub const REPORT_MARK: &str = "<!-- a report of aircheck -->";

/// The same for reports in plain text, where it is the last line.
pub const TEXT_MARK: &str = "(a report of aircheck)";

/// How sources are read.
#[derive(Clone, Debug)]
pub struct Options {
    /// The kind of every source, whatever its name and content say.
    pub format: Option<Kind>,
    /// The address of a page that is read from a file.
    pub base_url: Option<Url>,
    /// The largest source that is read, in bytes, decompressed.
    pub largest: usize,
    /// How long fetching one source may take.
    pub budget: Duration,
    /// Files that are no sources although they lie in a folder of sources: what the run itself writes.
    pub apart: Vec<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self { format: None, base_url: None, largest: 64 << 20, budget: Duration::from_mins(2), apart: Vec::new() }
    }
}

/// Hands every document that the sources lead to over to `then`, and gives what that makes of them: in the order in which they are named; a folder's
/// files by their paths.
///
/// `input` is what `-` stands for. A source that can't be read is an error in its place; the others are read nevertheless. Files are read, and `then` is
/// called, on threads of their own, so that no more than a few documents are held at a time.
///
/// # Panics
/// If `then` does.
pub async fn read<H: Http, T: Send + 'static>(
    names: &[String],
    options: &Options,
    input: &mut (dyn Read + Send),
    fetcher: &Follow<H>,
    then: impl Fn(Result<Document, SourceError>) -> T + Clone + Send + Sync + 'static,
) -> Vec<T> {
    let mut given = input_of(names, input, options);
    let (files, others) = parted(discover::find(names, &options.apart));
    let folders = folders(&files, names);
    let (own, own_then) = (options.clone(), then.clone());
    let files = spawn_blocking(move || files::read(&files, &own, own_then));
    let turns = &Semaphore::new(processors());
    let others = stream::iter(others).map(|(place, found)| {
        let given = if matches!(found, Ok(Found::Stdin)) { given.take() } else { None };
        let then = then.clone();
        async move {
            let document = match found {
                Ok(Found::Url(url)) => remote::fetch(url, options, fetcher).await,
                Ok(_) => given.unwrap_or(Err(SourceError::Twice)),
                Err(error) => Err(error),
            };
            // Parsing keeps a processor busy: more fetched documents at once than there are processors would only take more memory.
            let _turn = turns.acquire().await;
            (place, spawn_blocking(move || then(document)).await.expect(NO_PANIC))
        }
    });
    let (mut made, read) = join(others.buffered(AT_ONCE).collect::<Vec<_>>(), files).await;
    let mut read = read.expect(NO_PANIC);
    let is_barren = |places: &Range<usize>| !read.iter().any(|(place, _)| places.contains(place));
    let barren = folders.into_iter().filter(|(_, places)| is_barren(places));
    made.extend(barren.map(|(name, places)| (places.start, then(Err(discover::nothing_in(name, &options.apart))))));
    made.append(&mut read);
    made.sort_unstable_by_key(|(place, _)| *place);
    made.into_iter().map(|(_, made)| made).collect()
}

/// The files that the sources lead to, but for those that are `apart`; none is read.
#[must_use]
pub fn files(names: &[String], apart: &[PathBuf]) -> Vec<PathBuf> {
    let found = discover::find(names, apart).into_iter();
    found.filter_map(|found| if let Ok(Found::File(path, _)) = found { Some(path) } else { None }).collect()
}

/// What a file of that name and with that beginning is; `None` where neither tells.
#[must_use]
pub fn kind_of(name: &str, start: &str) -> Option<Kind> {
    kind::decide(kind::of_name(name), start)
}

const NO_PANIC: &str = "reading a document doesn't panic";

/// What is no file, and its place among all sources.
type Other = (usize, Result<Found, SourceError>);

/// The files, and what is none.
fn parted(found: Vec<Result<Found, SourceError>>) -> (Vec<files::PlacedFile>, Vec<Other>) {
    let (mut files, mut others) = (Vec::new(), Vec::new());
    for (place, found) in found.into_iter().enumerate() {
        match found {
            Ok(Found::File(path, how)) => files.push((place, path, how)),
            other => others.push((place, other)),
        }
    }
    (files, others)
}

/// The folders among the names that have files which may hold notes, and the places of these.
fn folders<'a>(files: &[files::PlacedFile], names: &'a [String]) -> Vec<(&'a str, Range<usize>)> {
    let known = discover::folders(names);
    let mut folders: Vec<(&str, Range<usize>)> = Vec::new();
    for (place, path, _) in files.iter().filter(|(.., how)| *how == How::InFolder) {
        let Some((name, _)) = known.iter().find(|(_, start)| path.starts_with(start)) else { continue };
        match folders.last_mut().filter(|folder| folder.0 == *name) {
            Some((_, places)) => places.end = place + 1,
            None => folders.push((name, *place..place + 1)),
        }
    }
    folders
}

fn input_of(names: &[String], input: &mut dyn Read, options: &Options) -> Option<Result<Document, SourceError>> {
    names.iter().any(|name| name == "-").then(|| {
        let bytes = bounded(input, 0, options.largest, "(stdin)")?;
        document(Origin::Stdin, bytes, options, &Hints::default())
    })
}

/// What is known of a document before it is looked at.
#[derive(Clone, Debug, Default)]
struct Hints {
    /// What its name or its media type says.
    kind: Option<kind::Claim>,
    /// The charset of the transport.
    charset: Option<String>,
    /// Where it was fetched.
    url: Option<Url>,
}

/// Reads all, up to `largest` bytes, most likely `expected`; what is gzipped is unpacked.
fn bounded(from: &mut dyn Read, expected: usize, largest: usize, name: &str) -> Result<Vec<u8>, SourceError> {
    let limit = u64::try_from(largest).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::with_capacity(expected.min(largest));
    let unreadable = |error| SourceError::Unreadable { name: name.to_owned(), error };
    from.take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.starts_with(b"\x1f\x8b") {
        let packed = std::mem::take(&mut bytes);
        flate2::read::MultiGzDecoder::new(&*packed).take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    }
    if bytes.len() > largest {
        return Err(SourceError::TooLarge { name: name.to_owned(), megabytes: largest >> 20 });
    }
    Ok(bytes)
}

/// Why the kind of a text can't be told.
fn unknown(name: String, text: &str) -> SourceError {
    let Some(at) = kind::broken_json(text) else { return SourceError::UnknownKind { name } };
    let Position { line, column } = Lines::new(text).position(text, at);
    SourceError::BrokenJson { name, line, column }
}

fn document(origin: Origin, bytes: Vec<u8>, options: &Options, hints: &Hints) -> Result<Document, SourceError> {
    let decoded = text::decode_owned(bytes, hints.charset.as_deref());
    let name = || origin.to_string();
    let head = &decoded.text.as_bytes()[..decoded.text.len().min(4096)];
    if memchr::memchr(0, head).is_some() || head.starts_with(b"%PDF-") {
        return Err(SourceError::NotText { name: name() });
    }
    let kind = match options.format {
        Some(kind) => kind,
        None => kind::decide(hints.kind, &decoded.text).ok_or_else(|| unknown(name(), &decoded.text))?,
    };
    let base = options.base_url.clone().or_else(|| hints.url.clone());
    Ok(Document::new(origin, kind, decoded, base))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::fake::Fake;
    use crate::net::{Body, BodyEnd, Response};
    use bytes::Bytes;
    use http::{HeaderMap, HeaderValue};
    use std::sync::Arc;

    fn answer(status: u16, media_type: &'static str, body: &'static [u8]) -> Response {
        let mut headers = HeaderMap::new();
        headers.insert("content-type", HeaderValue::from_static(media_type));
        let body = Body { bytes: Bytes::from_static(body), end: BodyEnd::Complete };
        Response { url: Url::parse("http://a.example/").unwrap().into(), status, headers, body }
    }

    async fn read_names(names: &[&str], input: &str) -> Vec<Result<Document, SourceError>> {
        let web = Fake::new(|url, _| {
            Ok(match url {
                "http://a.example/feed" => answer(200, "application/rss+xml; charset=iso-8859-1", b"<rss>\xFC</rss>"),
                "http://a.example/page" => answer(200, "text/html", b"<title>x</title>"),
                _ => answer(404, "text/html", b"gone"),
            })
        });
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let fetcher = Follow::new(Arc::new(web));
        read(&names, &Options::default(), &mut input.as_bytes(), &fetcher, |document| document).await
    }

    #[tokio::test]
    async fn a_folder_gives_its_notes_in_order_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let files = [
            ("b/2.html", "<p>two"),
            ("a.md", "# one"),
            ("b/1.html", "<p>"),
            ("c.json", "{\"name\": \"package\"}"),
            (".gitignore", "drafts\n"),
            ("drafts/x.html", "<p>"),
            ("sitemap.xml", "<urlset/>"),
            ("logo.png", "\0PNG"),
            ("feed.xml", "<rss version='2.0'/>"),
            ("robots.txt", "x"),
            ("report.html", "<!doctype html>\n<!-- a report of aircheck -->\n<p>https://a.example/"),
            ("report.md", "## 1 link to act on\n\n<!-- a report of aircheck -->\n"),
            ("broken.md", "Notes\0 [x](https://a.example/)"),
        ];
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let root = folder.path().display().to_string();
        let read = read_names(&[&root], "").await;
        let said = |read: &Result<Document, SourceError>| match read {
            Ok(document) => document.origin.to_string().replace(&root, ""),
            Err(error) => error.to_string().replace(&root, ""),
        };
        let names: Vec<_> = read.iter().map(said).collect();
        let broken = "/broken.md: not a text: aircheck reads pages, feeds, Markdown and plain text";
        assert_eq!(names, ["/a.md", "/b/1.html", "/b/2.html", broken, "/feed.xml"]);
        let globbed = read_names(&[&format!("{root}/**/*.html")], "").await;
        assert_eq!(globbed.len(), 3);
    }

    #[tokio::test]
    async fn documents_stand_where_they_are_named_whoever_reads_them() {
        let folder = tempfile::tempdir().unwrap();
        let file = |number: usize| folder.path().join(format!("{number}.md")).display().to_string();
        let mut names: Vec<String> = (0..40).map(file).collect();
        for name in &names {
            std::fs::write(name, format!("# {name}")).unwrap();
        }
        names.insert(30, "http://a.example/page".to_owned());
        names.insert(17, "-".to_owned());
        let read = read_names(&names.iter().map(String::as_str).collect::<Vec<_>>(), "<p>draft").await;
        let found: Vec<_> = read.iter().map(|document| document.as_ref().unwrap().origin.to_string()).collect();
        names[17] = "(stdin)".to_owned();
        assert_eq!(found, names);
    }

    #[tokio::test]
    async fn what_cannot_be_read_is_named_and_the_rest_is_read() {
        let read = read_names(&["no/such.html", "-", "http://a.example/none"], "<p>draft").await;
        let said: Vec<_> = read
            .iter()
            .map(|result| result.as_ref().map_or_else(ToString::to_string, |d| d.origin.to_string()))
            .collect();
        assert_eq!(
            said,
            [
                "no/such.html: there is no such file or folder",
                "(stdin)",
                "http://a.example/none: the server answers 404"
            ]
        );
    }

    #[tokio::test]
    async fn a_url_is_decoded_by_its_header_and_is_the_base() {
        let read = read_names(&["http://a.example/feed", "http://a.example/page"], "").await;
        let feed = read[0].as_ref().unwrap();
        assert_eq!((feed.kind, feed.text.as_str()), (Kind::Feed, "<rss>ü</rss>"));
        let page = read[1].as_ref().unwrap();
        assert_eq!((page.kind, page.base.as_ref().unwrap().as_str()), (Kind::Html, "http://a.example/page"));
    }

    #[test]
    fn size_is_bounded_also_when_unpacked() {
        use std::io::Write;
        let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(&vec![b'a'; 1 << 20]).unwrap();
        let packed = packed.finish().unwrap();
        assert!(packed.len() < 5000);
        assert!(matches!(bounded(&mut &*packed, 0, 5000, "x"), Err(SourceError::TooLarge { .. })));
        assert_eq!(bounded(&mut &*packed, 1 << 20, 1 << 20, "x").unwrap().len(), 1 << 20);
    }
}
