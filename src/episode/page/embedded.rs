//! Notes that a page carries for its scripts: as JSON-LD, or as the state of a JavaScript framework.

use std::collections::HashMap;

use ego_tree::NodeRef;
use scraper::Node;

use super::metadata::Script;
use super::outline::Outline;
use super::{flight, inertia};
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
    "__html",
];

/// Scripts that hold the state of a page: a part of their id or text, and its name in the report.
const STATES: &[(&str, &str)] = &[
    ("__NEXT_DATA__", "__NEXT_DATA__"),
    ("serialized-server-data", "serialized-server-data"),
    ("__NUXT_DATA__", "__NUXT_DATA__"),
    ("__NUXT__", "__NUXT__"),
    ("__sveltekit", "SvelteKit"),
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

/// The notes in the scripts of a page with this source. `title` tells which of several episodes is meant.
pub(super) fn find(dom: &Dom, outline: &Outline<'_>, source: &str, title: Option<&str>) -> Option<Found> {
    let in_scripts = scripts(outline).filter_map(|(script, text)| {
        let name = name_of(script, text.value().as_text()?)?;
        let source: &str = text.value().as_text()?;
        let starts = if name == "JSON-LD" { vec![0] } else { starts(source) };
        let (rank, notes, inner) =
            starts.into_iter().find_map(|start| read(source, start, title, name, MOST_LAYERS))?;
        Some((rank, name, notes, dom.text_map(text.id()).compose(&inner)))
    });
    let inertia = || {
        let (object, outer) = inertia::page(source)?;
        let (rank, notes, inner) = read(&object, 0, title, "Inertia", MOST_LAYERS)?;
        Some((rank, "Inertia", notes, outer.compose(&inner)))
    };
    let flight = || {
        let (text, outer) = flight::text(dom, outline)?;
        let (value, texts) = flight::rows(&text);
        let (best, rank) = longest(&value, &Referred::Texts(&texts), &text, title)?;
        let (notes, inner) = best.mapped(&text)?;
        Some((rank, "Next.js", notes, outer.compose(&inner)))
    };
    let found = in_scripts.chain(inertia()).chain(flight());
    let (_, name, text, map) = found.max_by_key(|(rank, name, ..)| (*rank, *name != "JSON-LD"))?;
    let (text, map) = unescaped(text, map);
    let cut = text.trim_end().ends_with(['…']) || text.trim_end().ends_with("...");
    Some(Found { name, text, map, cut })
}

/// Where the state of a page may begin in a script, the likeliest first: behind `return`, where a function makes it, or behind the name of what is
/// handed on. A script that is JSON as a whole may say all that in a string.
fn starts(source: &str) -> Vec<usize> {
    let Some(first) = source.find(['{', '[']) else { return Vec::new() };
    let behind = |mark: &str| source.find(mark).map(|at| at + mark.len() - 1);
    let handed = ["data = [", "data: [", "data:["];
    let is_made = source.contains("(function(");
    let made = ["return {", "return{"].iter().find_map(|mark| behind(mark)).filter(|_| is_made);
    let is_sveltekit = source.contains("__sveltekit");
    let listed = handed.iter().find_map(|mark| behind(mark)).filter(|_| is_sveltekit);
    let likelier: Vec<usize> = made.into_iter().chain(listed).collect();
    // Most states have neither, and need not be read twice.
    if likelier.is_empty() || is_json(source) { vec![first] } else { [likelier, vec![first]].concat() }
}

/// Whether a text is an object or an array in JSON, and nothing else.
fn is_json(text: &str) -> bool {
    if !text.trim_start().starts_with(['{', '[']) {
        return false;
    }
    let parsed = json::parse(text);
    parsed.error.is_none() && parsed.value.is_some_and(|value| text[value.span.end..].trim().is_empty())
}

/// A state may hold what a server answered as a string of JSON: so many layers are looked into.
const MOST_LAYERS: usize = 3;

/// The notes in a state, what speaks for them, and the way back.
fn read(
    source: &str,
    start: usize,
    title: Option<&str>,
    name: &str,
    layers: usize,
) -> Option<(Rank, String, SourceMap)> {
    let parsed = json::parse_at(source, start);
    let is_script = parsed.error.is_some() && start > 0;
    let value = if is_script { json::parse_script(source, start).value } else { parsed.value }?;
    let referred = if name == "__NUXT_DATA__" { Referred::Numbers(value.elements()) } else { Referred::Nothing };
    let (best, rank) = longest(&value, &referred, source, title)?;
    let (notes, map) = best.mapped(source)?;
    // `[00:00] Intro` only begins like JSON.
    let within = (layers > 0 && is_json(&notes)).then(|| read(&notes, 0, title, name, layers - 1)).flatten();
    match within {
        Some((rank, notes, inner)) => Some((rank, notes, map.compose(&inner))),
        None => Some((rank, notes, map)),
    }
}

/// Values for which others stand.
enum Referred<'v> {
    Nothing,
    /// Nuxt writes an array of all values, in which objects name their members by index.
    Numbers(&'v [Value]),
    /// Next.js names long texts.
    Texts(&'v HashMap<String, Value>),
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

/// The likeliest string, and what speaks for it.
fn longest<'v>(
    value: &'v Value,
    referred: &Referred<'v>,
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

/// A member itself, or the value for which it stands.
fn meant<'v>(member: &'v Value, referred: &Referred<'v>, source: &str) -> &'v Value {
    let said = &source[member.span.range()];
    let known = match (referred, &member.data) {
        (Referred::Numbers(values), Data::Number) => said.parse().ok().and_then(|index: usize| values.get(index)),
        (Referred::Texts(texts), Data::String) => texts.get(said),
        _ => None,
    };
    known.unwrap_or(member)
}

fn bears(members: &[(String, Value)], referred: &Referred<'_>, source: &str, title: &str) -> bool {
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
        let found = find(&dom, &Outline::of(&dom), html, Some(title))?;
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
    fn a_state_that_a_function_makes_or_that_is_handed_on_is_read() {
        let notes =
            r#"title:"E",shownotes:"\u003Ca href=\"https:\u002F\u002Fa.example\u002F\"\u003EA\u003C\u002Fa\u003E""#;
        let nuxt = format!(
            "window.__NUXT__=(function(a,b){{return {{layout:a,data:[{{episode:{{slug:b,{notes}}}}}]}}}}(1,2))"
        );
        let kit = format!(
            "{{ __sveltekit_1 = {{base:\"\"}}; const data = [null,{{type:\"data\",data:{{{notes}}}}}]; start() }}"
        );
        for (script, name) in [(nuxt, "__NUXT__"), (kit, "SvelteKit")] {
            let dom = Dom::page(&format!("<script>{script}</script>"));
            let found = find(&dom, &Outline::of(&dom), "", Some("E")).unwrap();
            assert_eq!((found.name, &*found.text), (name, "<a href=\"https://a.example/\">A</a>"), "{script}");
        }
    }

    #[test]
    fn what_a_server_answered_is_read_within_a_state() {
        let html = r#"<script type="application/json" data-sveltekit-fetched>{"status":200,"body":"{\"title\":\"E\",\"shownotes\":\"\\u003ca href='https://a.example/'>A\u003c/a>\"}"}</script>"#;
        assert_eq!(found(html, "E").unwrap().2, "<a href='https://a.example/'>A</a>");
    }

    #[test]
    fn notes_that_only_begin_like_json_are_notes() {
        for notes in [
            "[00:00] Intro <a href='https://a.example/'>A</a>",
            "[Encore] See https://a.example/",
            "{intro} https://a.example/",
            "[A](https://a.example/)",
            "[1] https://a.example/",
            r#"[{\"description\":\"https://b.example/\"}] https://a.example/"#,
            r#"[\"https://a.example/\"]"#,
        ] {
            for kind in ["id=__NEXT_DATA__ type=application/json", "type=application/ld+json"] {
                let html = format!(r#"<script {kind}>{{"name":"E","description":"{notes}"}}</script>"#);
                assert_eq!(found(&html, "E").unwrap().2, notes.replace('\\', ""), "{kind}");
            }
        }
    }

    #[test]
    fn json_that_tells_of_a_function_is_read_from_its_beginning() {
        let notes = r#""title":"E","description":"https://a.example/""#;
        for state in [
            format!(r#"{{"gtm":"(function(w){{ return {{a:1}} }})(window)",{notes}}}"#),
            format!(r#" [{{"code":"__sveltekit (function(){{ return {{}} }}) data: [1]",{notes}}}]"#),
            format!(r#"{{"gtm":"(function(w){{ return {{a:1}} }})(window)",{notes},"#),
        ] {
            let html = format!("<script id=__NEXT_DATA__ type=application/json>{state}</script>");
            assert_eq!(found(&html, "E").unwrap().2, "https://a.example/", "{state}");
        }
    }

    #[test]
    fn pieces_of_next_js_and_an_object_of_inertia_are_read() {
        let html = r#"<script>self.__next_f.push([1,"5:T1d,"])</script><script>self.__next_f.push([1,"\u003ca href='https://a.example/'>"])</script><script>self.__next_f.push([1,"6:[{\"episode\":{\"title\":\"E\",\"description\":\"$5\"}},{\"related\":[{\"description\":\"https://b.example/ and more than the other has\"}]}]"])</script>"#;
        assert_eq!(
            found(html, "E"),
            Some(("Next.js", "https://".to_owned(), "<a href='https://a.example/'>".to_owned()))
        );
        let html = "<div id=app data-page=\"{&quot;component&quot;:&quot;E&quot;,&quot;props&quot;:{&quot;description&quot;:&quot;https:\\/\\/a.example\\/&quot;}}\">";
        let dom = Dom::page(html);
        let found = find(&dom, &Outline::of(&dom), html, Some("E")).unwrap();
        assert_eq!((found.name, &*found.text), ("Inertia", "https://a.example/"));
    }

    #[test]
    fn html_that_is_escaped_twice_is_unescaped() {
        let html = r#"<script type="application/ld+json">{"@type":"Episode","description":"&lt;a href=&quot;https://a.example/&quot;&gt;A&lt;/a&gt;"}</script>"#;
        assert_eq!(found(html, "").unwrap().2, "<a href=\"https://a.example/\">A</a>");
    }
}
