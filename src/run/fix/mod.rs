//! `aircheck fix`: links that moved for good, and mistyped ones, rewritten in the user's own files.

mod ignore;
mod prompt;
mod show;

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::PathBuf;

use crate::check::archive::Copies;
use crate::check::{self, Checks, Outcomes};
use crate::cli::{Fixing, Settings};
use crate::exit::Exit;
use crate::fix::{self, Mended, Wanted};
use crate::link::Link;
use crate::net;
use crate::replace;
use crate::source::{Document, Origin};
use crate::text::counted;
use crate::verdict::Policy;

use super::ask::{Answers, Before, ask};
use super::notes::{Besides, Notes};
use super::{Streams, ahead, archive, complain, judged, masked};

use prompt::Prompt;
use show::show;

/// What came of all files.
#[derive(Debug, Default)]
struct Tally {
    /// Places where an address is rewritten.
    places: usize,
    /// The addresses that stand there, as written.
    addresses: BTreeSet<String>,
    /// Documents with links to rewrite.
    files: usize,
    /// Those of them that are no files, so that nobody but the user can write them.
    elsewhere: usize,
    errors: usize,
    /// Addresses that somebody who was asked left as they are.
    kept: usize,
    /// Those of them that nobody has answered for.
    unanswered: usize,
    /// Links that don't work and that nothing better is known for.
    left: usize,
}

/// Rewrites the links of the sources, or shows what would be rewritten.
///
/// # Errors
/// If standard output can't be written.
pub(super) async fn fix(settings: &Settings, fixing: Fixing, streams: &mut Streams) -> anyhow::Result<Exit> {
    let net = net::stack(settings.requests.net());
    let mut progress = ahead::progress(settings, streams);
    let besides = Besides { documents: true, ..Besides::default() };
    let (options, before) = (settings.requests.check(), Before::default());
    let mut checks = Checks::new(&net, &options);
    let Some(mut notes) = ahead::read(settings, &net, besides, &before, &mut checks, streams).await else {
        return Ok(ahead::tell_interrupted(&progress, streams)?);
    };
    let answers = ask(&notes, settings, checks, before, &mut progress, Vec::new()).await?.answers;
    progress.end();
    complain::of_run(settings, &notes, &answers, streams);
    if answers.interrupted {
        writeln!(streams.err, "interrupted: nothing is written")?;
        return Ok(Exit::Interrupted);
    }
    if !answers.network {
        streams.complain("no public host could be reached, so nothing that needs one is judged or rewritten");
    }
    let (outcomes, policy) = (&answers.outcomes, &settings.judging.policy);
    let endpoint = settings.archive.as_ref().filter(|_| answers.network);
    let found = archive::copies(&notes.links, &notes.episodes, outcomes, policy, endpoint, &net).await;
    archive::warn(&found, endpoint, streams);
    let copies = found.copies;
    let mut tally =
        Tally { errors: notes.sources.iter().filter(|source| source.error.is_some()).count(), ..Tally::default() };
    // Without network, silence says nothing of a link; a machine nearby may have answered all the same.
    tally.left = if answers.network { left(&notes, &answers, &copies, settings) } else { 0 };
    let documents = std::mem::take(&mut notes.documents);
    let drafts = drafts(&notes, &documents, outcomes, policy, &copies);
    let mut prompt = Prompt::new(settings.config.as_deref());
    // All is asked before anything is written, so that Ctrl-C leaves every file as it was.
    let Some(chosen) = choose(drafts, fixing, &mut prompt, streams).await? else {
        writeln!(streams.err, "{}", prompt.when_interrupted())?;
        return Ok(Exit::Interrupted);
    };
    (tally.kept, tally.unanswered) = (prompt.kept(), prompt.unanswered());
    if fixing.write {
        sweep(chosen.iter().map(|(document, _)| identity(document)), streams);
    }
    for (document, wanted) in chosen {
        one(document, &mended(document, wanted, settings), fixing, &mut tally, streams)?;
    }
    let exit = farewell(&tally, fixing, streams)?;
    Ok(if answers.network { exit } else { Exit::NoNetwork })
}

/// A document with what may be rewritten in it.
struct Draft<'a> {
    document: &'a Document,
    /// Whether it could not be read whole.
    is_cut: bool,
    wanted: Vec<Wanted>,
}

/// What may be rewritten in the documents, each of which is taken once.
fn drafts<'a>(
    notes: &Notes,
    documents: &'a [Option<Document>],
    outcomes: &Outcomes,
    policy: &Policy,
    copies: &Copies,
) -> Vec<Draft<'a>> {
    let mut seen = HashSet::new();
    let read = documents.iter().enumerate().filter_map(|(index, document)| Some((index, document.as_ref()?)));
    let draft = |(index, document): (usize, &'a Document)| {
        let links: Vec<&Link> = notes.links.iter().filter(|link| link.document == index).collect();
        let copy = |link: &Link| archive::copy(link, &notes.episodes, copies);
        let mut wanted = fix::wanted(&links, &document.text, outcomes, policy, copy);
        wanted.retain(|it| !is_ignored(it, policy));
        Draft { document, is_cut: notes.sources[index].error.is_some(), wanted }
    };
    read.filter(|(_, document)| seen.insert(identity(document))).map(draft).collect()
}

/// What of that is to be rewritten; `None` after Ctrl-C.
async fn choose<'a>(
    drafts: Vec<Draft<'a>>,
    fixing: Fixing,
    prompt: &mut Prompt,
    streams: &mut Streams,
) -> io::Result<Option<Vec<(&'a Document, Vec<Wanted>)>>> {
    let mut chosen = Vec::new();
    for Draft { document, is_cut, mut wanted } in drafts {
        leave(document, is_cut, fixing, &mut wanted, streams)?;
        if fixing.interactive {
            let Some(choice) = prompt.choose(document, wanted, streams).await? else { return Ok(None) };
            wanted = choice;
        }
        chosen.push((document, wanted));
    }
    Ok(Some(chosen))
}

/// Removes what an earlier run that was killed left in the folders of these files.
fn sweep(files: impl Iterator<Item = PathBuf>, streams: &mut Streams) {
    let folders: BTreeSet<PathBuf> = files.filter_map(|file| Some(file.parent()?.to_owned())).collect();
    for left in folders.iter().flat_map(|folder| replace::sweep(folder)) {
        streams.warn(&format!("{}: removed; a run that was killed had left it", left.display()));
    }
}

/// How many links make a check fail and are the editor's own to mend.
fn left(notes: &Notes, answers: &Answers, copies: &Copies, settings: &Settings) -> usize {
    let is_left = |link: &&Link| {
        let outcome = check::outcome_of(&answers.outcomes, link);
        let verdict = judged::draft(link, outcome, &settings.judging).0;
        let better = verdict.suggestion.is_some() || archive::copy(link, &notes.episodes, copies).is_some();
        settings.judging.fails(&verdict) && !better
    };
    notes.links.iter().filter(is_left).count()
}

/// Leaves alone what isn't ours to decide, and says so: what a cut feed goes on with isn't known, and who gives up encryption shall know of it.
fn leave(
    document: &Document,
    is_cut: bool,
    fixing: Fixing,
    wanted: &mut Vec<Wanted>,
    streams: &mut Streams,
) -> io::Result<()> {
    let all = std::mem::take(wanted);
    if is_cut && !all.is_empty() {
        let what = format!("{}: left alone: it could not be read whole", document.origin);
        return writeln!(streams.err, "{}", masked(&what));
    }
    let (weaker, others) = all.into_iter().partition(|it| it.loses_encryption() && !fixing.interactive);
    *wanted = others;
    let weaker: Vec<Wanted> = weaker;
    for Wanted { span, to, .. } in weaker {
        let line = document.position(span.start).line;
        let what =
            format!("{}:{line}: left alone: {to} isn't encrypted any more; that is yours to decide", document.origin);
        writeln!(streams.err, "{}", masked(&what))?;
    }
    Ok(())
}

/// Whether the configuration asks to leave a finding alone.
fn is_ignored(wanted: &Wanted, policy: &Policy) -> bool {
    wanted.from.as_ref().is_some_and(|url| policy.hidden_by(url.as_str(), wanted.reason.code()).is_some())
}

/// A file that is named twice is rewritten once.
fn identity(document: &Document) -> PathBuf {
    match &document.origin {
        Origin::File(path) => fs::canonicalize(path).unwrap_or_else(|_| path.clone()),
        other => PathBuf::from(other.to_string()),
    }
}

fn mended(document: &Document, wanted: Vec<Wanted>, settings: &Settings) -> Mended {
    if wanted.is_empty() {
        return Mended::default();
    }
    let options = fix::Options { episode: settings.notes.episode(), link: settings.notes.link() };
    fix::mend(document, wanted, &options)
}

/// Shows or writes one document.
fn one(
    document: &Document,
    mended: &Mended,
    fixing: Fixing,
    tally: &mut Tally,
    streams: &mut Streams,
) -> io::Result<()> {
    for refusal in &mended.refused {
        let line = document.position(refusal.span.start).line;
        let what = format!("{}:{line}: left alone: {} can't be spelt there", document.origin, refusal.url);
        writeln!(streams.err, "{}", masked(&what))?;
    }
    if mended.edits.is_empty() {
        return Ok(());
    }
    let is_file = matches!(document.origin, Origin::File(_));
    let written = match fixing.write {
        true => fix::write(document, &mended.text),
        false if is_file => fix::verify(document),
        false => Ok(()),
    };
    if let Err(error) = written {
        tally.errors += 1;
        streams.complain(&error.to_string());
        return Ok(());
    }
    tally.places += mended.edits.len();
    tally.addresses.extend(mended.edits.iter().map(|edit| document.text[edit.span.range()].trim().to_owned()));
    tally.files += 1;
    tally.elsewhere += usize::from(!is_file);
    show(document, mended, streams)
}

fn farewell(tally: &Tally, fixing: Fixing, streams: &mut Streams) -> anyhow::Result<Exit> {
    streams.flush()?;
    let addresses = tally.addresses.len();
    let what = format!(
        "{}{} in {}",
        counted(addresses, "address"),
        if tally.places > addresses { format!(" at {}", counted(tally.places, "place")) } else { String::new() },
        counted(tally.files, if tally.elsewhere > 0 { "source" } else { "file" })
    );
    let how = match tally.elsewhere {
        0 => "--write does it",
        all if all == tally.files => "only files can be written, so that is left to you",
        _ => "--write does it in files, the rest is left to you",
    };
    let kept = match tally.kept {
        1 => "1 address left as it is".to_owned(),
        kept => format!("{} left as they are", counted(kept, "address")),
    };
    // What somebody wants to keep doesn't wait for anything.
    let left = if tally.unanswered > 0 { Exit::Findings } else { Exit::Clean };
    let (said, exit) = match (tally.places, fixing.write, tally.kept) {
        (0, _, 1..) => (kept, left),
        (0, _, 0) if tally.errors > 0 => ("nothing is rewritten".to_owned(), Exit::Trouble),
        (0, _, 0) => ("nothing to rewrite".to_owned(), Exit::Clean),
        (_, true, 0) => (format!("{what} rewritten"), Exit::Clean),
        (_, true, 1..) => (format!("{what} rewritten, {kept}"), left),
        (_, false, _) => (format!("{what} to rewrite; {how}"), Exit::Findings),
    };
    writeln!(streams.err, "{said}")?;
    match tally.left {
        0 => {}
        1 => writeln!(streams.err, "1 link doesn't work and is left to you; `aircheck check` names it")?,
        left => writeln!(streams.err, "{left} links don't work and are left to you; `aircheck check` names them")?,
    }
    Ok(if tally.errors > 0 { Exit::Trouble } else { exit })
}
