//! JSON lines as verdicts come: the line of a link is written once nothing that is yet to come can change it.
//!
//! A verdict is final when its target is settled, when the store has it (so that a line never tells what a kill would lose, and what earlier runs
//! saw is known), and when nothing speaks for a dead network: without one, only what needs none is judged. With `--archive`, broken links wait for their copies, and links
//! with `http` always do for what comes of the same address with `https` where that is asked, too.
//! What isn't final before the run ends is written with the line that sums up.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::pin::pin;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use url::Url;

use crate::check::Outcome;
use crate::cli::Settings;
use crate::history::{Noted, OnNoted, Past, Told};
use crate::link::{Address, Link, Lint, Target};
use crate::report::{self, Judgement, ReportLink};
use crate::verdict::{self, Class, Verdict};

use super::excuses;
use super::interrupt::interrupted;
use super::judged::{self, Judged};
use super::memory::{self, Memories};
use super::notes::Notes;
use super::silence::{self, Ear, Evidence};

/// What was said of links, by their numbers.
pub(super) type Said = BTreeMap<usize, Judged>;

/// The verdict of a link before the past is looked at.
#[derive(Debug)]
struct Draft {
    number: usize,
    verdict: Verdict,
    judgement: Judgement,
    lints: Vec<Lint>,
}

/// What makes verdicts final.
#[derive(Debug)]
enum News {
    /// A target is settled.
    Settled {
        target: Target,
        /// What that says of the network.
        evidence: Evidence,
        drafts: Vec<Draft>,
    },
    /// The store has it.
    Noted(Noted),
}

/// Hears what comes of targets while they are asked, and passes it on to the lines. Does nothing where nobody wants lines.
pub(super) struct Teller<'a> {
    notes: &'a Notes,
    settings: &'a Settings,
    /// The links of each target.
    numbers: BTreeMap<Target, Vec<usize>>,
    sender: Option<UnboundedSender<News>>,
}

/// Writes the lines.
pub(super) struct Lines<'a> {
    notes: &'a Notes,
    settings: &'a Settings,
    outs: Vec<&'a mut dyn Write>,
    news: UnboundedReceiver<News>,
    /// Whether the past counts, so that drafts wait for the store.
    remembers: bool,
    waiting: BTreeMap<Target, Vec<Draft>>,
    ear: Ear,
    /// The links about which the outcomes of others tell something.
    dependent: BTreeSet<usize>,
    /// What is final, with the remarks, and waits until something is heard.
    held: BTreeMap<usize, (Judged, Vec<Lint>)>,
    said: Said,
}

/// One who hears, and one who writes to `outs`; `remembers` says whether there is a store.
pub(super) fn between<'a>(
    notes: &'a Notes,
    settings: &'a Settings,
    outs: Vec<&'a mut dyn Write>,
    remembers: bool,
) -> (Teller<'a>, Lines<'a>) {
    let (sender, news) = unbounded_channel();
    let mut teller = Teller { notes, settings, numbers: BTreeMap::new(), sender: None };
    let mut dependent = BTreeSet::new();
    if !outs.is_empty() {
        teller.sender = Some(sender);
        for (number, link) in notes.links.iter().enumerate() {
            link.asked().into_iter().for_each(|url| teller.numbers.entry(Target::of(url)).or_default().push(number));
        }
        let depends = |link: &Link| {
            verdict::twin(link).is_some_and(|twin| teller.numbers.contains_key(&Target::of(&twin.into())))
        };
        dependent.extend(notes.links.iter().enumerate().filter(|(_, link)| depends(link)).map(|(number, _)| number));
    }
    let (waiting, held, said) = Default::default();
    (teller, Lines { notes, settings, outs, news, remembers, waiting, ear: Ear::default(), dependent, held, said })
}

impl Teller<'_> {
    /// A target is settled.
    pub(super) fn settled(&self, target: &Target, outcome: &Outcome) {
        let Some(sender) = &self.sender else { return };
        let numbers = self.numbers.get(target).into_iter().flatten();
        let drafts = numbers.map(|number| draft(self.notes, *number, Some(outcome), self.settings)).collect();
        let settled = News::Settled { target: target.clone(), evidence: silence::evidence(outcome), drafts };
        // Who writes may have ended on an error; then nobody listens.
        sender.send(settled).ok();
    }

    /// What the store calls the links of a target, as far as somebody wants to know what it has of them.
    pub(super) fn names(&self, target: &Target) -> Vec<String> {
        let numbers = self.numbers.get(target).into_iter().flatten();
        numbers.map(|number| name(self.notes, &self.notes.links[*number])).collect()
    }

    /// What the store is to tell when it has a target.
    pub(super) fn on_noted(&self) -> Option<OnNoted> {
        let sender = self.sender.clone()?;
        Some(Box::new(move |noted| drop(sender.send(News::Noted(noted)))))
    }
}

impl Lines<'_> {
    /// Takes what needs no asking: links whose verdicts don't depend on the web, and those whose outcomes are `known`. `memories` are those of before
    /// the run.
    pub(super) fn begin<'o>(
        &mut self,
        known: impl Fn(&Target) -> Option<&'o Outcome>,
        memories: impl FnOnce() -> Option<Memories>,
    ) {
        if self.outs.is_empty() {
            return;
        }
        let memories = memories();
        let own = |link: &Link| judged::is_own(link, self.settings.share);
        for (number, link) in self.notes.links.iter().enumerate().filter(|(_, link)| own(link)) {
            let outcome = link.asked().map(|url| known(&Target::of(url)));
            if outcome.is_some_and(|known| known.is_none()) {
                continue;
            }
            let draft = draft(self.notes, number, outcome.flatten(), self.settings);
            if let Some(memories) = &memories {
                let told = memories.told(link, &self.notes.sources[link.document].path);
                self.hold(vec![draft], |lines, draft| lines.weighed(draft, memories.past(link), &told));
            } else if !self.remembers {
                self.hold(vec![draft], |_, draft| (draft.judgement, None));
            }
        }
    }

    /// Writes what becomes final while `work` goes on. Tells whether Ctrl-C ended that.
    ///
    /// # Errors
    /// If a line can't be written.
    pub(super) async fn during(&mut self, work: impl Future<Output = ()>) -> io::Result<bool> {
        let (mut work, mut end) = (pin!(work), pin!(interrupted()));
        loop {
            tokio::select! {
                () = &mut work => return Ok(false),
                Ok(()) = &mut end => return Ok(true),
                Some(news) = self.news.recv() => self.take(news)?,
            }
        }
    }

    /// Writes what has become final by the end, and tells what was said in all.
    ///
    /// # Errors
    /// If a line can't be written.
    pub(super) fn end(mut self) -> io::Result<Said> {
        while let Ok(news) = self.news.try_recv() {
            self.take(news)?;
        }
        Ok(self.said)
    }

    fn take(&mut self, news: News) -> io::Result<()> {
        match news {
            News::Settled { target, evidence, drafts } => {
                self.ear.hear(evidence);
                if self.remembers {
                    self.waiting.insert(target, drafts);
                } else {
                    self.hold(drafts, |_, draft| (draft.judgement, None));
                }
            }
            News::Noted(Noted { target, past, told }) => {
                let drafts = self.waiting.remove(&target).unwrap_or_default();
                self.hold(drafts, |lines, draft| lines.remembered(draft, past.as_ref(), &told));
            }
        }
        if self.ear.trusts() { self.write() } else { Ok(()) }
    }

    fn hold(&mut self, drafts: Vec<Draft>, judge: impl Fn(&Self, Draft) -> Judged) {
        for mut draft in drafts {
            let number = draft.number;
            if !self.waits(&draft) && !self.said.contains_key(&number) {
                let lints = std::mem::take(&mut draft.lints);
                let judged = judge(self, draft);
                self.held.insert(number, (judged, lints));
            }
        }
    }

    /// Whether a link waits for its copy, or for what comes of another one.
    fn waits(&self, draft: &Draft) -> bool {
        self.settings.archive.is_some() && draft.verdict.class == Class::Broken
            || self.dependent.contains(&draft.number)
    }

    fn remembered(&self, draft: Draft, past: Option<&Past>, told: &BTreeMap<String, Told>) -> Judged {
        let link = &self.notes.links[draft.number];
        // The past of a mended address is not that of the flawed one.
        let past = past.filter(|_| matches!(link.address, Address::Web(_)));
        let told = told.get(&name(self.notes, link)).cloned().unwrap_or_default();
        self.weighed(draft, past, &told)
    }

    fn weighed(&self, draft: Draft, past: Option<&Past>, told: &Told) -> Judged {
        judged::weighed(&draft.verdict, draft.judgement, past, told, self.settings)
    }

    fn write(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        for (number, (judged, lints)) in std::mem::take(&mut self.held) {
            let link = &self.notes.links[number];
            let path = &self.notes.sources[link.document].path;
            let view = ReportLink::of(link, lints, path.as_str().into());
            let view = excuses::view(view, self.settings);
            let view = ReportLink { judgement: Some(Box::new(judged.0.clone())), ..view };
            self.outs.iter_mut().try_for_each(|out| report::write_line(&view, out))?;
            self.said.insert(number, judged);
        }
        self.outs.iter_mut().try_for_each(Write::flush)
    }
}

fn draft(notes: &Notes, number: usize, outcome: Option<&Outcome>, settings: &Settings) -> Draft {
    let link = &notes.links[number];
    let (verdict, judgement) = judged::draft(link, outcome, &settings.judging);
    let own =
        |url: &Url| outcome.filter(|_| link.asked().is_some_and(|asked| Target::name(asked) == Target::name(url)));
    let (judged, moved) = (judgement.verdict, judgement.suggestion.as_deref());
    let lints = verdict::remarks(link, judged, moved, own, &settings.judging.policy);
    Draft { number, verdict, judgement, lints }
}

fn name(notes: &Notes, link: &Link) -> String {
    memory::name(link, &notes.sources[link.document].path)
}
