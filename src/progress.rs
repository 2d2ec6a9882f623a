//! Progress: listens to the events of a check and draws a bar on standard error, or nothing.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::check::Event;
use crate::link::Target;
use crate::text::counted;

/// How often the bar is drawn at most, in times a second.
const DRAWN: u8 = 10;

/// A bar that shows how many targets are settled, how many findings there are, and what is waited for.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    findings: usize,
    /// What is being asked, the longest first.
    asking: Vec<Target>,
}

impl Progress {
    /// A bar on standard error, or none.
    #[must_use]
    pub fn new(shown: bool) -> Self {
        let target = if shown { ProgressDrawTarget::stderr_with_hz(DRAWN) } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(None, target);
        if shown {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { bar, findings: 0, asking: Vec::new() }
    }

    /// What is done before the first target is asked.
    pub fn says(&self, what: &'static str) {
        if self.is_shown() {
            self.bar.set_style(style("{spinner} {msg}"));
            self.bar.set_message(what);
        }
    }

    /// Whether anyone sees it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// Takes note of an event, and of whether it brought a finding.
    pub fn on(&mut self, event: &Event<'_>, finding: bool) {
        if !self.is_shown() {
            return;
        }
        match event {
            Event::Started { targets } => {
                self.bar.set_style(style("[{bar:20}] {pos}/{len} {wide_msg}"));
                self.bar.set_length(*targets as u64);
            }
            Event::Asking(target) => self.asking.push((*target).clone()),
            Event::Settled(target, _) => {
                self.asking.retain(|asked| asked != *target);
                self.findings += usize::from(finding);
                self.bar.inc(1);
            }
        }
        self.bar.set_message(self.message());
    }

    /// Removes the bar, so that nothing of it stands in the report.
    pub fn end(&self) {
        self.bar.finish_and_clear();
    }

    fn message(&self) -> String {
        let findings = (self.findings > 0).then(|| counted(self.findings, "finding"));
        let waiting = self.asking.first().map(|target| format!("waiting for {}", target.host()));
        findings.into_iter().chain(waiting).collect::<Vec<_>>().join(", ")
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the template is a constant").progress_chars("=> ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use url::Url;

    #[test]
    fn findings_and_what_is_waited_for_are_told_apart() {
        let target = Target::of(&Url::parse("https://a.example/x").unwrap().into());
        let said = |findings, asking| Progress { findings, asking, ..Progress::new(false) }.message();
        assert_eq!(said(4, vec![target.clone()]), "4 findings, waiting for a.example");
        assert_eq!([said(1, vec![]), said(0, vec![target])], ["1 finding", "waiting for a.example"]);
    }
}
