//! Notes that a page carries for its scripts: as JSON-LD, or as the state of a JavaScript framework.

use ego_tree::NodeRef;
use scraper::Node;

use super::metadata::Script;
use super::outline::Outline;
use crate::episode::dom::{Dom, attr};
use crate::text::json::{self, Data, Value};
use crate::text::{self, SourceMap};

/// Keys that hold notes, the surest first.
const KEYS: &[&str] = &[
    "shownotes",
    "show_notes",
    "showNotes",
    "show_notes_html",
    "content_html",
    "contentHtml",
    "descriptionHtml",
    "description_html",
    "htmlDescription",
    "longDescription",
    "long_description",
    "description",
    "content",
    "body",
    "summary",
    "text",
];

/// Scripts that hold the state of a page: a part of their id or text, and its name in the report.
const STATES: &[(&str, &str)] = &[
    ("__NEXT_DATA__", "__NEXT_DATA__"),
    ("serialized-server-data", "serialized-server-data"),
    ("__NUXT_DATA__", "__NUXT_DATA__"),
    ("__NUXT__", "__NUXT__"),
    ("__APOLLO_STATE__", "__APOLLO_STATE__"),
    ("__INITIAL_STATE__", "__INITIAL_STATE__"),
    ("__PRELOADED_STATE__", "__PRELOADED_STATE__"),
    ("__remixContext", "__remixContext"),
    ("shoebox", "shoebox"),
    ("initial-state", "initial-state"),
    ("initialState", "initialState"),
];

/// So many of them say notes; the others may say anything.
const SURE_KEYS: usize = 11;

/// What keys begin with under which a page tells of other episodes.
const OTHERS: &[&str] =
    &["related", "recommend", "similar", "other", "more", "latest", "recent", "popular", "next", "prev"];

/// What keys begin with under which a page tells what isn't this episode either.
const BESIDES: &[&str] =
    &["show", "podcast", "series", "program", "channel", "station", "site", "author", "host", "guest", "transcript"];

/// What keys end with that hold the episode, or all of them.
const EPISODES: &[&str] = &["episode", "episodes", "items", "post", "posts", "page", "article", "track", "content"];

/// The most values that are looked at in one script.
const MOST_VALUES: usize = 200_000;

/// Notes in a script.
pub(super) struct Found {
    pub(super) name: &'static str,
    /// The notes as HTML.
    pub(super) text: String,
    /// Back to the file.
    pub(super) map: SourceMap,
    /// Whether the page holds only their beginning.
    pub(super) cut: bool,
}

/// The page's JSON-LD.
pub(super) fn json_ld<'a>(outline: &Outline<'a>) -> Vec<Script<'a>> {
    let scripts = scripts(outline).filter(|(node, _)| {
        let element = node.value().as_element();
        element
            .and_then(|element| attr(element, "type"))
            .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
    });
    scripts
        .filter_map(|(_, text)| {
            Some(Script { source: text.value().as_text()?, value: json::parse(text.value().as_text()?).value? })
        })
        .collect()
}

/// The notes in the page's scripts. `title` tells which of several episodes is meant.
pub(super) fn find(dom: &Dom, outline: &Outline<'_>, title: Option<&str>) -> Option<Found> {
    let found = scripts(outline).filter_map(|(script, text)| {
        let name = name_of(script, text.value().as_text()?)?;
        let source: &str = text.value().as_text()?;
        let start = if name == "JSON-LD" { 0 } else { source.find(['{', '['])? };
        let value = json::parse(&source[start..]).value?;
        let referred = if name == "__NUXT_DATA__" { value.elements() } else { &[] };
        let (best, spelt) = longest(&value, referred, &source[start..], title)?;
        let (notes, inner) = best.mapped(&source[start..])?;
        let shift = SourceMap::identity(start, source.len() - start);
        Some((spelt, name, notes, dom.text_map(text.id()).compose(&shift).compose(&inner)))
    });
    let (_, name, text, map) = found.max_by_key(|(rank, name, ..)| (*rank, *name != "JSON-LD"))?;
    let (text, map) = unescaped(text, map);
    let cut = text.trim_end().ends_with(['…']) || text.trim_end().ends_with("...");
    Some(Found { name, text, map, cut })
}

fn scripts<'a>(outline: &Outline<'a>) -> impl Iterator<Item = (NodeRef<'a, Node>, NodeRef<'a, Node>)> {
    outline.heads("script").filter_map(|script| Some((script, script.first_child()?)))
}

fn name_of(script: NodeRef<'_, Node>, text: &str) -> Option<&'static str> {
    let element = script.value().as_element()?;
    if attr(element, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json")) {
        return Some("JSON-LD");
    }
    let named = [attr(element, "id"), attr(element, "name"), attr(element, "data-name")];
    let start = &text[..text.floor_char_boundary(200)];
    let state =
        STATES.iter().find(|(mark, _)| named.iter().flatten().any(|name| name.contains(mark)) || start.contains(mark));
    state.map(|(_, name)| *name).or_else(|| (attr(element, "type") == Some("application/json")).then_some("JSON"))
}

/// What speaks for a string being the notes, the weightiest first: its object bears the page's title and isn't told besides, either of them, its key,
/// its length.
type Rank = (bool, bool, bool, bool, usize);

/// The likeliest string, and what speaks for it. `referred` are the values for which numbers stand, if they do: Nuxt writes an array of all values, in
/// which objects name their members by index.
fn longest<'v>(
    value: &'v Value,
    referred: &'v [Value],
    source: &str,
    title: Option<&str>,
) -> Option<(&'v Value, Rank)> {
    let mut best: Option<(&Value, Rank)> = None;
    let mut open = vec![(value, Told::Itself)];
    let mut seen = 0;
    while let Some((value, told)) = open.pop() {
        seen += 1;
        if seen > MOST_VALUES {
            break;
        }
        open.extend(value.elements().iter().map(|element| (element, told)));
        let Data::Object(members) = &value.data else { continue };
        open.extend(members.iter().map(|(key, member)| (member, told.under(key))));
        let titled = title.is_some_and(|title| bears(members, referred, source, title));
        for (key, member) in members {
            let member = meant(member, referred, source);
            let Some(at) = KEYS.iter().position(|known| known == key) else { continue };
            let is_own = told == Told::Itself;
            let rank = (titled && is_own, is_own, titled, at < SURE_KEYS, member.span.len());
            if member.data == Data::String
                && best.as_ref().is_none_or(|(_, known)| rank > *known)
                && holds_links(member, source)
            {
                best = Some((member, rank));
            }
        }
    }
    best
}

/// What a part of a script's state tells of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    /// The episode, as far as is known.
    Itself,
    /// Its show, or who made it; the episode may stand in it.
    Besides,
    /// Other episodes.
    Others,
}

impl Told {
    /// What the member of that name tells of.
    fn under(self, key: &str) -> Self {
        if matches!(self, Self::Others) {
            return self;
        }
        let key = key.to_ascii_lowercase();
        let begins = |starts: &[&str]| starts.iter().any(|start| key.starts_with(start));
        let is_notes = || KEYS.iter().any(|notes| key.eq_ignore_ascii_case(notes));
        let is_episode = || EPISODES.iter().any(|end| key.ends_with(end));
        match () {
            () if begins(OTHERS) => Self::Others,
            () if is_notes() || is_episode() => Self::Itself,
            () if begins(BESIDES) => Self::Besides,
            () => self,
        }
    }
}

/// A member itself, or the value that its number stands for.
fn meant<'v>(member: &'v Value, referred: &'v [Value], source: &str) -> &'v Value {
    let index: Option<usize> = (!referred.is_empty() && member.data == Data::Number)
        .then(|| source[member.span.range()].parse().ok())
        .flatten();
    index.and_then(|index| referred.get(index)).unwrap_or(member)
}

fn bears(members: &[(String, Value)], referred: &[Value], source: &str, title: &str) -> bool {
    let own = members.iter().filter(|(key, _)| matches!(key.as_str(), "title" | "name" | "headline"));
    own.filter_map(|(_, value)| meant(value, referred, source).text(source))
        .any(|own| !own.trim().is_empty() && (title.contains(own.trim()) || own.contains(title)))
}

fn holds_links(value: &Value, source: &str) -> bool {
    let raw = &source[value.span.range()];
    raw.contains("http") || raw.contains("<a ") || raw.contains("\\u003ca ") || raw.contains("&lt;a ")
}

/// Undoes HTML that was escaped once more than needed, as some hosts' JSON-LD has it.
fn unescaped(text: String, map: SourceMap) -> (String, SourceMap) {
    let escaped = text.contains("&lt;a ")
        || text.contains("&lt;p")
        || text.contains("&amp;lt;")
        || text.contains("&amp;#")
        || text.contains("&lt;br");
    if !escaped || text.contains("<a ") {
        return (text, map);
    }
    let (mut plain, mut inner) = (String::new(), SourceMap::default());
    text::unescape_into(&text, 0, &mut plain, &mut inner);
    let map = map.compose(&inner);
    if plain.contains("&lt;a ") { unescaped(plain, map) } else { (plain, map) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str, title: &str) -> Option<(&'static str, String, String)> {
        let dom = Dom::page(html);
        let found = find(&dom, &Outline::of(&dom), Some(title))?;
        let at = found.text.find("https://")?;
        let file = found.map.to_file(text::Span::new(at, at + 8))?;
        Some((found.name, html[file.range()].to_owned(), found.text))
    }

    #[test]
    fn notes_in_json_ld_lead_back_to_the_file() {
        let html = r#"<script type="application/ld+json">{"@type":"PodcastEpisode","name":"Ep 7","description":"\u003cp> See https://a.example/ \"x\""}</script>"#;
        let (name, spelt, text) = found(html, "Ep 7").unwrap();
        assert_eq!((name, spelt.as_str(), text.as_str()), ("JSON-LD", "https://", "<p> See https://a.example/ \"x\""));
    }

    #[test]
    fn of_several_episodes_the_pages_own_is_taken() {
        let html = r#"<script id="__NEXT_DATA__" type="application/json">{"all":[{"title":"Other","shownotes":"https://other.example/ with a longer text than the one"},{"title":"This","shownotes":"https://this.example/"}]}</script>"#;
        assert_eq!(found(html, "This").unwrap().2, "https://this.example/");
    }

    #[test]
    fn the_show_and_other_episodes_are_told_besides() {
        let notes = r#""description":"<a href=\"https://this.example/\">A</a>""#;
        let longer = r#""description":"<a href=\"https://other.example/\">A</a> and much more text than the other""#;
        for state in [
            format!(r#"{{"episode":{{"title":"Ep 7",{notes},"show":{{"title":"The Show",{longer}}}}}}}"#),
            format!(r#"{{"podcast":{{"title":"The Show",{longer},"episode":{{"title":"Ep 7",{notes}}}}}}}"#),
            format!(r#"{{"episode":{{"title":"Ep 7",{notes}}},"relatedEpisodes":[{{"title":"Ep 6",{longer}}}]}}"#),
            format!(r#"{{"related":[{{"title":"Ep 7 again",{longer}}}],"data":{{"title":"Seven",{notes}}}}}"#),
            format!(r#"{{"related":{{"items":[{{"title":"Six",{longer}}}]}},"data":{{"title":"Seven",{notes}}}}}"#),
            format!(r#"{{"site":{{{longer}}},"series":{{"items":[{{"title":"Ep 7",{notes}}}]}}}}"#),
        ] {
            let html = format!(r#"<script id="__NEXT_DATA__" type="application/json">{state}</script>"#);
            let text = found(&html, "Ep 7 | The Show").unwrap().2;
            assert!(text.contains("this.example"), "{state}");
        }
    }

    #[test]
    fn numbers_of_nuxt_stand_for_values() {
        let html = r#"<script id="__NUXT_DATA__" type="application/json">[{"episode":1},{"title":2,"showNotes":3},"E","<a href=\"https://a.example/\">A</a>"]</script>"#;
        assert_eq!(found(html, "E").unwrap().2, "<a href=\"https://a.example/\">A</a>");
    }

    #[test]
    fn state_assigned_in_a_script_is_read() {
        let html = r#"<script>window.__APOLLO_STATE__ = {"E":{"title":"E","descriptionHtml":"<a href=\"https://a.example/\">A</a>"}};</script>"#;
        assert_eq!(found(html, "E").unwrap().0, "__APOLLO_STATE__");
    }

    #[test]
    fn html_that_is_escaped_twice_is_unescaped() {
        let html = r#"<script type="application/ld+json">{"@type":"Episode","description":"&lt;a href=&quot;https://a.example/&quot;&gt;A&lt;/a&gt;"}</script>"#;
        assert_eq!(found(html, "").unwrap().2, "<a href=\"https://a.example/\">A</a>");
    }
}
