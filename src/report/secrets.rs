//! User names and passwords in URLs: they are sent where they belong, and shown nowhere.

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::{address_without_userinfo, without_userinfo};

use super::model::{ReportEpisode, ReportLink, ReportSource, RunRemark};

/// Hides them in everything that a report says of links and sources.
pub(super) fn hide(
    sources: &mut [ReportSource],
    remarks: &mut [RunRemark],
    episodes: &mut [ReportEpisode],
    links: &mut [ReportLink],
) {
    for remark in remarks {
        hide_in(&mut remark.message);
    }
    for source in sources {
        hide_in(&mut source.path);
        source.error.iter_mut().for_each(hide_in);
    }
    for episode in episodes {
        hide_in(&mut episode.source);
        let ReportEpisode { title, number, page, guid, rule_detail, .. } = episode;
        [title, number, page, guid, rule_detail].into_iter().flatten().for_each(hide_in);
        episode.repairs.iter_mut().for_each(hide_in);
        episode.lints.iter_mut().for_each(|remark| hide_in(&mut remark.message));
        let platforms = episode.platforms.iter_mut().flatten();
        platforms.flat_map(|platform| &mut platform.lost).for_each(hide_in);
    }
    for link in links {
        hide_in_link(link);
    }
}

/// Hides them in what a report says of one link.
pub(super) fn hide_in_link(link: &mut ReportLink) {
    for address in [&mut link.url, &mut link.href] {
        if let Cow::Owned(hidden) = address_without_userinfo(address) {
            *address = hidden;
        }
    }
    hide_in(&mut link.text);
    [Some(&mut link.source), link.section.as_mut()].into_iter().flatten().for_each(hide_in_shared);
    for remark in &mut link.lints {
        hide_in_message(&mut remark.message);
        withdraw(&mut remark.suggestion);
    }
    let Some(judgement) = &mut link.judgement else { return };
    judgement.message.iter_mut().for_each(hide_in_message);
    judgement.final_url.iter_mut().for_each(hide_in);
    judgement.hops.iter_mut().for_each(|hop| hide_in(&mut hop.url));
    withdraw(&mut judgement.suggestion);
}

fn hide_in_message(text: &mut Cow<'static, str>) {
    if let Some(hidden) = hidden(text) {
        *text = hidden.into();
    }
}

fn hide_in_shared(text: &mut Arc<str>) {
    if let Some(hidden) = hidden(text) {
        *text = hidden.into();
    }
}

fn hide_in(text: &mut String) {
    if let Some(hidden) = hidden(text) {
        *text = hidden;
    }
}

/// The text without what is to be hidden, if there is anything in it.
fn hidden(text: &str) -> Option<String> {
    match without_userinfo(text) {
        Cow::Owned(hidden) => Some(hidden),
        Cow::Borrowed(_) => None,
    }
}

/// A suggestion with a hole in it would be written into somebody's notes: it is left out.
fn withdraw(suggestion: &mut Option<String>) {
    suggestion.take_if(|text| hidden(text).is_some());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::fixture;

    #[test]
    fn no_text_of_a_report_shows_them() {
        const URL: &str = "at https://ann:secret@a.example/";
        let mut episode = fixture::first();
        let ReportEpisode { title, number, page, guid, rule_detail, .. } = &mut episode;
        for text in [title, number, page, guid, rule_detail] {
            *text = Some(URL.to_owned());
        }
        episode.repairs.push(URL.to_owned());
        episode.lints[0].message = URL.to_owned();
        let link = ReportLink { section: Some(URL.into()), source: URL.into(), ..fixture::notes(URL, URL, 1) };
        let report = serde_json::to_string(&fixture::frozen(vec![link], vec![episode])).unwrap();
        assert!(!report.contains("secret") && report.contains("at https://***@a.example/"), "{report}");
    }
}
