//! The store as a whole: what is seen is remembered, whatever happens to the file.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;
use tempfile::TempDir;
use url::Url;

use super::*;
use crate::check::{End, Outcome, Start, Trace};
use crate::link::Target;
use crate::net::{BodyEnd, Failure, FailureKind};

struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("cache").join("store.db")
    }

    fn open(&self) -> Store {
        let opened = open(&self.path()).unwrap();
        assert_eq!(opened.warning, None);
        opened.store
    }

    /// One run that sees one target.
    fn run(&self, url: &str, standing: Standing) -> Past {
        self.run_later(0, url, standing)
    }

    /// One run, so many seconds later.
    fn run_later(&self, seconds: i64, url: &str, standing: Standing) -> Past {
        let mut store = self.open();
        let seen = sighting(url, standing);
        store.note(&[Sighting { at: seen.at + seconds * 1_000, ..seen }]).unwrap();
        past(&store, url)
    }

    fn files(&self) -> Vec<String> {
        let names = fs::read_dir(self.path().parent().unwrap()).unwrap();
        let mut names: Vec<_> = names.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

fn target(url: &str) -> Target {
    Target::of(&Url::parse(url).unwrap().into())
}

fn past(store: &Store, url: &str) -> Past {
    store.pasts([&target(url)]).unwrap().remove(&target(url)).unwrap()
}

fn sighting(url: &str, standing: Standing) -> Sighting {
    let end = match standing {
        Standing::Failing => End::Failed(Failure::new(FailureKind::Reset, "reset")),
        _ => End::Answered {
            status: 200,
            media_type: None,
            headers: Vec::new(),
            body: BodyEnd::Complete,
            start: Start::Unknown,
            page: None,
        },
    };
    let walk = Trace { hops: Vec::new(), last: Url::parse(url).unwrap().into(), end };
    let outcome = Outcome {
        walk,
        looks: Vec::new(),
        attempts: Vec::new(),
        testimony: None,
        anchors: Vec::new(),
        elapsed: Duration::ZERO,
    };
    Sighting::of(&target(url), &outcome, standing, standing == Standing::Fine, ("a class", "a-reason"))
}

const URL: &str = "https://a.test/x";

#[test]
fn failures_in_a_row_are_counted_by_runs_and_end_with_a_success() {
    let place = Place::new();
    assert_eq!(place.run(URL, Standing::Fine).failing, None);
    let first = place.run(URL, Standing::Failing);
    let second = place.run_later(60, URL, Standing::Failing);
    let streak = second.failing.unwrap();
    assert_eq!((streak.runs, streak.first), (2, first.failing.unwrap().first));
    assert!(streak.last > streak.first && second.last_ok == first.last_ok && second.last_ok.is_some());
    assert_eq!(place.run(URL, Standing::Fine).failing, None);
}

#[test]
fn what_is_unclear_neither_ends_nor_prolongs_a_row() {
    let place = Place::new();
    place.run(URL, Standing::Failing);
    assert_eq!(place.run(URL, Standing::Unclear).failing.unwrap().runs, 1);
    assert_eq!(place.run(URL, Standing::Failing).failing.unwrap().runs, 2);
}

#[test]
fn a_run_that_asks_twice_counts_once() {
    let place = Place::new();
    let mut store = place.open();
    store.note(&[sighting(URL, Standing::Failing)]).unwrap();
    store.note(&[sighting(URL, Standing::Failing)]).unwrap();
    assert_eq!(past(&store, URL).failing.unwrap().runs, 1);
}

#[test]
fn only_what_may_be_trusted_can_be_judged_again() {
    let place = Place::new();
    place.run(URL, Standing::Fine);
    assert!(place.open().seen(&target(URL)).unwrap().is_some());
    place.run(URL, Standing::Failing);
    assert!(place.open().seen(&target(URL)).unwrap().is_none());
}

#[test]
fn two_stores_on_one_file_both_write() {
    let place = Place::new();
    let recorders: Vec<_> = (0..4).map(|_| Recorder::new(place.open(), None)).collect();
    for number in 0..200 {
        for (index, recorder) in recorders.iter().enumerate() {
            recorder.note(sighting(&format!("https://a.test/{index}/{number}"), Standing::Fine), Vec::new());
        }
    }
    for recorder in recorders {
        assert!(recorder.finish().1.is_none());
    }
    assert_eq!(place.open().rows(None).unwrap().len(), 800);
}

#[test]
fn what_is_noted_can_be_heard_of_once_it_is_written() {
    let place = Place::new();
    let (sender, heard) = std::sync::mpsc::channel();
    let recorder = Recorder::new(place.open(), Some(Box::new(move |noted| sender.send(noted).unwrap())));
    place.open().tell(&[(URL.to_owned(), Told { trouble: Some("broken".to_owned()), moved: false })]).unwrap();
    recorder.note(sighting(URL, Standing::Failing), vec![URL.to_owned(), "unknown".to_owned()]);
    let noted = heard.recv().unwrap();
    assert_eq!(noted.past.unwrap(), past(&place.open(), URL), "it is in the file already");
    assert_eq!((noted.target, noted.told.len()), (target(URL), 1));
    assert!(recorder.finish().1.is_none());
}

#[test]
fn passwords_never_reach_the_file() {
    let place = Place::new();
    place.run("https://ann:geheim@a.test/x", Standing::Fine);
    let rows = place.open().rows(Some("https://ann:geheim@a.test/x#part")).unwrap();
    assert_eq!(rows[0].target, "https://***@a.test/x");
    for name in place.files() {
        let bytes = fs::read(place.path().with_file_name(name)).unwrap();
        assert!(!bytes.windows(6).any(|window| window == b"geheim"));
    }
}

#[test]
fn a_damaged_file_is_set_aside_and_the_next_run_is_quiet() {
    for damage in [&b"\x00\xffgarbage"[..], &[0x53; 200][..], &[0_u8; 8192][..]] {
        let place = Place::new();
        let sightings: Vec<_> = (0..300).map(|n| sighting(&format!("https://a.test/{n}"), Standing::Fine)).collect();
        place.open().note(&sightings).unwrap();
        let mut bytes = fs::read(place.path()).unwrap();
        bytes[20..20 + damage.len()].copy_from_slice(damage);
        fs::write(place.path(), &bytes).unwrap();
        let opened = open(&place.path()).unwrap();
        let warning = opened.warning.as_ref().expect("the user is told");
        assert!(warning.contains("damaged"), "{warning}");
        drop(opened);
        assert!(place.files().iter().any(|name| name.contains(".damaged-")), "{:?}", place.files());
        place.run(URL, Standing::Fine);
    }
}

#[test]
fn a_cut_file_is_set_aside() {
    let place = Place::new();
    place.run(URL, Standing::Fine);
    let bytes = fs::read(place.path()).unwrap();
    fs::write(place.path(), &bytes[..bytes.len() / 2]).unwrap();
    assert!(open(&place.path()).unwrap().warning.is_some());
}

#[test]
fn a_newer_store_is_left_as_it_is() {
    let place = Place::new();
    place.run(URL, Standing::Fine);
    place.open().connection.pragma_update(None, "user_version", 99).unwrap();
    let refusal = open(&place.path()).unwrap_err();
    assert!(matches!(refusal, Refusal::Newer { found: 99, .. }), "{refusal}");
    assert_eq!(place.files().iter().filter(|name| name.contains("damaged")).count(), 0);
}

#[test]
fn files_of_others_are_left_alone() {
    let place = Place::new();
    fs::create_dir_all(place.path().parent().unwrap()).unwrap();
    fs::write(place.path(), "# Notes\n\nNot a store.\n").unwrap();
    assert!(matches!(open(&place.path()).unwrap_err(), Refusal::Foreign(_)));
    fs::remove_file(place.path()).unwrap();
    let picture = place.path().with_file_name("logo.png");
    fs::write(&picture, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0").unwrap();
    assert!(matches!(open(&picture).unwrap_err(), Refusal::Foreign(_)), "whoever names it by a slip wants to keep it");
    fs::remove_file(&picture).unwrap();
    rusqlite::Connection::open(place.path()).unwrap().execute_batch("CREATE TABLE theirs (x)").unwrap();
    assert!(matches!(open(&place.path()).unwrap_err(), Refusal::Foreign(_)));
    assert_eq!(place.files(), ["store.db"]);
}

#[test]
fn what_was_told_is_remembered_until_it_is_forgotten() {
    let place = Place::new();
    let told = Told { trouble: Some("broken".to_owned()), moved: false };
    place.open().tell(&[(URL.to_owned(), told.clone())]).unwrap();
    assert_eq!(place.open().told([URL, "https://b.test/"]).unwrap(), [(URL.to_owned(), told)].into());
    place.open().tell(&[(URL.to_owned(), Told::default())]).unwrap();
    assert_eq!(place.open().told([URL]).unwrap()[URL], Told::default());
}

#[test]
fn old_rows_are_pruned() {
    let place = Place::new();
    let mut store = place.open();
    let mut old = sighting(URL, Standing::Fine);
    old.at = Timestamp::now().as_millisecond() - 201 * 86_400_000;
    store.note(&[old, sighting("https://b.test/", Standing::Fine)]).unwrap();
    store.prune().unwrap();
    let left: Vec<_> = store.rows(None).unwrap().into_iter().map(|row| row.target).collect();
    assert_eq!(left, ["https://b.test/"]);
}

#[test]
fn of_two_stores_the_later_word_counts() {
    let (one, other) = (Place::new(), Place::new());
    one.run(URL, Standing::Fine);
    one.run("https://one.test/", Standing::Failing);
    other.run_later(60, URL, Standing::Failing);
    let mut store = one.open();
    store.join(&other.path()).unwrap();
    store.join(&other.path()).unwrap();
    assert_eq!(past(&store, URL).failing.unwrap().runs, 1);
    assert_eq!(store.rows(None).unwrap().len(), 2);
    let mut store = other.open();
    store.join(&one.path()).unwrap();
    assert!(past(&store, URL).failing.is_some(), "the earlier word doesn't come back");
}

#[test]
fn what_is_no_store_is_not_joined() {
    let place = Place::new();
    let text = place.folder.path().join("notes.md");
    fs::write(&text, "# Notes").unwrap();
    assert!(place.open().join(&text).is_err());
}
