//! What a reader sees as the name of something: the text of a link, the heading above it.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::Node;
use scraper::node::Element;

use crate::episode::dom::{attr, is_remark_jump, is_wiki_mark};
use crate::link::known::{is_known, needs_no_sign};
use crate::link::{group, resolve};
use crate::text::{collapsed, html};

/// How many nodes are looked at for one label.
pub(super) const MOST_NODES: usize = 400;

/// The longest text of a link that is kept, in bytes.
const LONGEST_TEXT: usize = 300;

/// The longest heading, in bytes.
const LONGEST_HEADING: usize = 120;

/// Whether an element is a paragraph, or begins with text as one does.
pub(super) fn may_speak(node: NodeRef<'_, Node>, name: &str) -> bool {
    let is_nothing = |node: &Node| is_blank(node) || node.as_element().is_some_and(|element| element.name() == "br");
    let begins = || {
        node.children().take(4).find(|child| !is_nothing(child.value())).is_some_and(|child| child.value().is_text())
    };
    matches!(name, "p" | "li") || (is_block(name) && begins())
}

/// Blocks that may hold a paragraph of text.
fn is_block(name: &str) -> bool {
    matches!(name, "p" | "li" | "div" | "section" | "blockquote" | "td" | "dd")
}

/// The heading that ends with this element, if it is one, where another is `held`.
pub(super) fn heading(node: NodeRef<'_, Node>, name: &str, held: Option<&str>) -> Option<String> {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt" | "summary" => tidy(&text_of(node, LONGEST_HEADING)),
        "b" | "strong" if stands_on_a_line(node) => tidy(&text_of(node, LONGEST_HEADING)),
        "div" if is_bold_line(node, held) => tidy(&text_of(node, LONGEST_HEADING)),
        _ => None,
    }
}

/// Whether a block is a line that an editor wrote in bold above others: `<div><b>Links:</b></div><div>…`. What templates write has a class.
fn is_bold_line(node: NodeRef<'_, Node>, held: Option<&str>) -> bool {
    let is_plain = |node: NodeRef<'_, Node>| node.value().as_element().is_some_and(|it| attr(it, "class").is_none());
    let is_above = || next_element(node).is_some_and(|next| is_paragraph(next.value()) && is_plain(next));
    let is_heading = || may_head(&text_of(node, LONGEST_HEADING + 1), held);
    is_plain(node) && is_bold(node) && is_above() && is_heading() && !holds_link(node)
}

/// Whether a bold line may be a heading where another is `held`. Below one that everybody knows, the names of sponsors and guests are written in bold, too, as
/// are questions, offers and times anywhere.
fn may_head(text: &str, held: Option<&str>) -> bool {
    const FEW_WORDS: usize = 50;
    let said = text.trim_end_matches([':', '：', ' ']);
    let is_remark = said.ends_with(['.', '?', '!', '？', '！', '。']);
    let is_time = || said.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(|c: char| c.is_ascii_digit());
    let is_free = || held.is_none_or(|held| !is_known(held) && !group::is_sponsors(Some(held)));
    let is_like_it = || shouts(said) && held.is_some_and(shouts);
    let is_said_so =
        || said.len() < text.len() || is_known(said) || begins_other(said) || group::is_sponsors(Some(said));
    text.len() <= LONGEST_HEADING
        && !is_remark
        && !is_time()
        && (is_said_so() || is_like_it() || said.len() < FEW_WORDS && is_free())
}

/// Whether a line begins as a heading does that isn't over sponsors: "About Maria".
fn begins_other(said: &str) -> bool {
    const OTHERS: &[&str] = &["about", "disclaimer"];
    let first = said.split(' ').next().unwrap_or_default().to_lowercase();
    OTHERS.contains(&&*first) && !said.to_lowercase().contains("ponsor")
}

/// Whether an element is the pane of a tab: what stands under a heading in one doesn't go on in the next.
pub(super) fn is_pane(element: &Element) -> bool {
    matches!(element.name(), "div" | "section") && (attr(element, "role") == Some("tabpanel") || tab(element).is_some())
}

/// What the tab of a pane says, where the pane says so.
pub(super) fn tab(element: &Element) -> Option<&str> {
    if element.name() == "div" { attr(element, "data-w-tab") } else { None }
}

/// The heading that this paragraph with `text` is: all bold, or short with a colon before a list.
pub(super) fn paragraph(node: NodeRef<'_, Node>, text: &str) -> Option<String> {
    if node.value().as_element()?.name() != "p" || text.is_empty() || text.len() > LONGEST_HEADING {
        return None;
    }
    let next = next_element(node);
    let before_list = text.ends_with(':') && next.is_some_and(|next| is_list(next.value()));
    if before_list || is_bold(node) || is_bare(node, text) { tidy(text) } else { None }
}

/// Whether a paragraph with `text` is a heading without any sign of one.
pub(super) fn is_bare(node: NodeRef<'_, Node>, text: &str) -> bool {
    let is_above = || next_element(node).is_some_and(|next| is_paragraph(next.value()));
    !text.ends_with([':', '：']) && needs_no_sign(text) && !is_bold(node) && is_above() && !holds_link(node)
}

/// Whether a list ends that a paragraph with a colon announced right before it.
pub(super) fn ends_announced(list: NodeRef<'_, Node>) -> bool {
    let before = list.prev_siblings().take(8).find(|sibling| !is_blank(sibling.value()));
    let is_one = |node: NodeRef<'_, Node>| paragraph(node, &text_of(node, LONGEST_HEADING + 1)).is_some();
    is_list(list.value()) && before.is_some_and(is_one)
}

pub(super) fn holds_link(node: NodeRef<'_, Node>) -> bool {
    let is_link = |node: NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| element.name() == "a");
    node.descendants().take(MOST_NODES).any(is_link)
}

/// What a paragraph with `text` announces that stands before others: short, with a colon and no link.
pub(super) fn announcement(node: NodeRef<'_, Node>, text: &str) -> Option<String> {
    let is_line = |node: &Node| node.as_element().is_some_and(|element| matches!(element.name(), "p" | "div"));
    if !is_line(node.value()) || !next_element(node).is_some_and(|next| is_line(next.value())) {
        return None;
    }
    // Running text below it is about something else.
    let is_list = || next_element(node).is_some_and(|next| text_of(next, LONGEST_HEADING).len() < LONGEST_HEADING / 2);
    let is_call = || text.ends_with(['!', '.']) && group::calls_for_sponsors(text) && is_list();
    let announces = text.len() <= LONGEST_HEADING && (text.ends_with([':', '：']) || is_call());
    if announces && !holds_link(node) { tidy(text) } else { None }
}

/// What the lines of a text say that may be headings: those in capitals or with a colon that end at a `<br>`, or at an empty line where the text has some.
pub(super) fn lines<'a>(node: NodeRef<'_, Node>, text: &'a str) -> impl Iterator<Item = &'a str> {
    let lines = whole_lines(node, text).lines().map(str::trim).filter(|line| line.len() <= LONGEST_HEADING);
    let said = lines.filter(|line| line.ends_with([':', '：']) || shouts(line));
    said.map(|line| line.trim_end_matches([':', '：']).trim_end())
}

/// The lines of a text without those that go on in what stands beside it; none where it may be broken anywhere.
fn whole_lines<'a>(node: NodeRef<'_, Node>, text: &'a str) -> &'a str {
    let is_loose = text.contains("\n\n");
    if !is_loose && (text.len() > LONGEST_HEADING || node.next_sibling().is_none()) {
        return "";
    }
    let start = if is_at_break(node.prev_sibling()) { Some(0) } else { text.find('\n').filter(|_| is_loose) };
    let end = if is_at_break(node.next_sibling()) { Some(text.len()) } else { text.rfind('\n').filter(|_| is_loose) };
    start.zip(end).and_then(|(start, end)| text.get(start..end)).unwrap_or_default()
}

/// Whether nothing stands there, or a line ends.
fn is_at_break(sibling: Option<NodeRef<'_, Node>>) -> bool {
    sibling.is_none_or(|sibling| sibling.value().as_element().is_some_and(|element| element.name() == "br"))
}

fn shouts(line: &str) -> bool {
    line.chars().filter(|c| c.is_uppercase()).count() > 2 && !line.contains(char::is_lowercase)
}

fn is_list(node: &Node) -> bool {
    node.as_element().is_some_and(|element| matches!(element.name(), "ul" | "ol" | "dl"))
}

pub(super) fn is_strong(node: &Node) -> bool {
    node.as_element().is_some_and(|element| matches!(element.name(), "b" | "strong"))
}

pub(super) fn is_blank(node: &Node) -> bool {
    match node {
        Node::Text(text) => text.trim().is_empty(),
        Node::Comment(_) => true,
        _ => false,
    }
}

/// Whether a paragraph's children are bold, and nothing else but signs: "🙏 **Sponsors**".
fn is_bold(node: NodeRef<'_, Node>) -> bool {
    let is_sign = |node: &Node| node.as_text().is_some_and(|text| !text.contains(char::is_alphanumeric));
    let is_nothing = |node: &Node| is_blank(node) || is_sign(node);
    let mut children = node.children().filter(|child| !is_nothing(child.value())).take(8).peekable();
    children.peek().is_some() && children.all(is_all_strong)
}

/// Whether an element is bold, or a frame around nothing else: editors that paste from others write `<span><strong>…`.
fn is_all_strong(node: NodeRef<'_, Node>) -> bool {
    const FRAMES: &[&str] = &["span", "u", "em", "i", "font"];
    let is_frame = |node: &Node| node.as_element().is_some_and(|element| FRAMES.contains(&element.name()));
    let inner = |node: NodeRef<'_, Node>| node.children().filter(|child| !is_blank(child.value())).count() == 1;
    let mut frames = std::iter::successors(Some(node), |node| {
        let only = || node.children().find(|child| !is_blank(child.value()));
        (is_frame(node.value()) && inner(*node)).then(only).flatten()
    });
    frames.any(|node| is_strong(node.value()))
}

/// Whether bold text has a line of its own, `<p><b>Links</b><br>…`, or one above a list.
fn stands_on_a_line(node: NodeRef<'_, Node>) -> bool {
    let is_break = |node: NodeRef<'_, Node>| node.value().as_element().is_some_and(|element| element.name() == "br");
    let before = node.prev_siblings().take(4).find(|sibling| !is_blank(sibling.value()));
    let after = node.next_siblings().take(4).find(|sibling| !is_blank(sibling.value()));
    let ends_above_list = || {
        let around = node.parent().filter(|around| around.value().as_element().is_some_and(|it| it.name() == "div"));
        before.is_some() && around.and_then(next_element).is_some_and(|next| is_list(next.value()))
    };
    let begins = before.is_none_or(|before| is_break(before) || is_paragraph(before.value()));
    let ends_line = || node.last_child().is_some_and(is_break);
    begins && (ends_line() || after.map_or_else(ends_above_list, |after| is_break(after) || is_list(after.value())))
}

fn is_paragraph(node: &Node) -> bool {
    is_list(node) || node.as_element().is_some_and(|element| is_block(element.name()))
}

fn next_element(node: NodeRef<'_, Node>) -> Option<NodeRef<'_, Node>> {
    node.next_siblings().take(8).find(|sibling| !is_blank(sibling.value()))
}

/// Whether a link only marks its place, or jumps to a footnote or a comment and back: `#`, `¶`, `[1]`, `↩`.
pub(super) fn is_mark(node: NodeRef<'_, Node>, href: &str) -> bool {
    let Some(fragment) = href.trim().strip_prefix('#').filter(|fragment| !fragment.is_empty()) else { return false };
    if resolve::is_timestamp(href) {
        return false;
    }
    if is_remark_jump(href) {
        return true;
    }
    let in_heading = node.ancestors().take(4).filter_map(|above| above.value().as_element());
    let mut in_heading = in_heading.filter(|above| html::is_heading(above.name()));
    let text = text_of(node, LONGEST_TEXT);
    let is_note = fragment.starts_with("fn") || fragment.starts_with("footnote");
    !text.contains(char::is_alphabetic) && (is_note || in_heading.next().is_some() || !text.contains(char::is_numeric))
}

/// Whether a link opens and closes a part of its page, as a button does.
pub(super) fn is_control(element: &Element, href: &str) -> bool {
    const OPENERS: &[&str] = &["data-toggle", "data-bs-toggle", "aria-expanded", "aria-controls"];
    /// What a script does with a link that leads nowhere: players jump to a time.
    const PLAYERS: &[&str] = &["data-timestamp", "data-time", "data-start", "data-seek", "onclick"];
    let has = |names: &[&str]| names.iter().any(|name| attr(element, name).is_some());
    let href = href.trim();
    href.starts_with('#') && (attr(element, "role") == Some("button") || has(OPENERS)) || href == "#" && has(PLAYERS)
}

/// A heading without its colon, and without the sign of a link to itself; `None` if nothing is left.
fn tidy(text: &str) -> Option<String> {
    let text = untagged(text.trim_end_matches(['#', '¶', '§', '\u{200b}', ' ']));
    let text = text.trim_end_matches([':', '：']).trim_end();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A text without the sign of a link to itself before it.
pub(super) fn untagged(text: &str) -> &str {
    text.trim_start_matches(['#', '\u{200b}', ' '])
}

/// The text of a link; where it has none, what stands for its picture.
pub(super) fn link_text(node: NodeRef<'_, Node>) -> String {
    let text = text_of(node, LONGEST_TEXT);
    if !text.is_empty() {
        return text;
    }
    let elements = node.descendants().take(MOST_NODES).filter_map(|node| node.value().as_element());
    let named = elements.filter_map(|element| {
        let names = ["aria-label", "alt", "title"];
        names.iter().filter_map(|name| attr(element, name)).find(|value| !value.trim().is_empty())
    });
    named.map(collapsed).next().unwrap_or_default()
}

/// The text of a node with its white space collapsed, about `limit` bytes of it at most.
pub(super) fn text_of(node: NodeRef<'_, Node>, limit: usize) -> String {
    let mut text = String::new();
    let mut hidden = 0_usize;
    for edge in node.traverse().take(2 * MOST_NODES) {
        match edge {
            Edge::Open(inner) => match inner.value() {
                Node::Element(element) if is_silent(element) => hidden += 1,
                Node::Element(element) if breaks(element.name()) => text.push(' '),
                Node::Text(part) if hidden == 0 => text.push_str(within(part, limit + 64)),
                _ => {}
            },
            Edge::Close(inner) => {
                hidden -= usize::from(inner.value().as_element().is_some_and(is_silent));
            }
        }
        if text.len() > 2 * limit + 64 {
            break;
        }
    }
    let mut text = collapsed(&text);
    text.truncate(text.floor_char_boundary(limit));
    text
}

fn within(text: &str, limit: usize) -> &str {
    let start = text.trim_start();
    let lead = text.len() - start.len();
    let kept = &start[..start.floor_char_boundary(limit)];
    if lead == 0 { kept } else { &text[lead - last_char_length(&text[..lead])..lead + kept.len()] }
}

fn last_char_length(text: &str) -> usize {
    text.chars().next_back().map_or(0, char::len_utf8)
}

fn is_silent(element: &Element) -> bool {
    matches!(element.name(), "script" | "style" | "template" | "noscript") || is_wiki_mark(element)
}

pub(super) fn breaks(name: &str) -> bool {
    is_block(name) || matches!(name, "br" | "tr" | "dt" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "img")
}

#[cfg(test)]
mod tests {
    use crate::link::html::hits;

    #[test]
    fn a_bold_line_between_blocks_is_a_heading() {
        let section = |source: &str| hits(source, &[]).pop().unwrap().section.map(|section| section.to_string());
        let (line, list) = ("<div><a href=a>A</a></div>", "<ul><li><a href=a>A</a></ul>");
        for next in [line, list, &format!("<div><br></div>{line}")] {
            for heading in ["<div><b>Links:</b></div>", "<div><span><strong>Links</strong></span></div>"] {
                assert_eq!(section(&format!("{heading}{next}")).as_deref(), Some("Links"), "{heading}{next}");
            }
        }
        for other in [
            "<div class=name><b>Ana</b></div>",
            "<div><b>We go down to the sea.</b></div>",
            "<div><b>What is a lock?</b></div>",
            "<div><b>(00:01:20)</b></div>",
            "<div><b>This week we walk along the old canal with Maria Lopez</b></div>",
            "<div><b>Ana</b> of the fen</div>",
            "<div><b><a href=b>Ana</a></b></div>",
        ] {
            assert_eq!(section(&format!("{other}{line}")), None, "{other}");
        }
        assert_eq!(section("<div><b>Ana</b></div><div class=job><a href=a>A</a></div>"), None);
    }

    #[test]
    fn a_name_in_bold_ends_no_heading_that_everybody_knows() {
        let section = |source: &str| hits(source, &[]).pop().unwrap().section.map(|section| section.to_string());
        let line = "<div><a href=a>A</a></div>";
        for (held, bold, expected) in [
            ("<h3>Sponsors</h3>", "Acme Pumps", "Sponsors"),
            ("<div><b>Sponsors</b></div>", "Acme Pumps", "Sponsors"),
            ("<p><b>Sponsors:</b></p>", "Use code CANAL!", "Sponsors"),
            ("<h3>Links</h3>", "Maria Lopez", "Links"),
            ("<h3>Sponsors</h3>", "Links", "Links"),
            ("<h3>Sponsors</h3>", "Where we went:", "Where we went"),
            ("<h3>Sponsors</h3>", "About Maria", "About Maria"),
            ("<h3>SPONSORS</h3>", "THE CANAL", "THE CANAL"),
            ("<h3>Canals</h3>", "Where we went", "Where we went"),
        ] {
            let source = format!("{held}<div><b>{bold}</b></div>{line}");
            assert_eq!(section(&source).as_deref(), Some(expected), "{source}");
        }
    }

    #[test]
    fn no_section_goes_on_in_the_next_pane() {
        let source = "<div role=tabpanel><h4>Papers</h4><a href=a>A</a></div><div role=tabpanel><a href=b>B</a></div>\
                      <div data-w-tab=Times><a href=c>C</a></div><h4>Books</h4><div role=tabpanel><a href=d>D</a></div>";
        let sections: Vec<_> = hits(source, &[]).into_iter().map(|hit| hit.section).collect();
        let sections: Vec<_> = sections.iter().map(Option::as_deref).collect();
        assert_eq!(sections, [Some("Papers"), None, Some("Times"), Some("Books")]);
    }
}
