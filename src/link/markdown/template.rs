//! Templates in Markdown: Hugo's `{{/* … */}}`, Liquid's `{% comment %}`, Jinja's `{# … #}`, and what they hand to other templates.

use super::extension::Code;
use crate::text::Span;

/// How a comment begins and ends.
const COMMENTS: &[(&str, &str)] = &[
    ("{{/*", "*/}}"),
    ("{{- /*", "*/ -}}"),
    ("{{!--", "--}}"),
    ("{/*", "*/}"),
    ("{# ", "#}"),
    ("{#-", "#}"),
    ("{#\n", "#}"),
    ("{% #", "%}"),
];

/// Tags around what isn't shown, or is shown as code, and how they end.
const BLOCKS: &[(&str, &str)] = &[("comment", "endcomment"), ("highlight", "endhighlight")];

/// The longest tag, in bytes.
const LONGEST: usize = 4096;

/// Tags that hand a text to a template or keep it for one: where it is shown, if anywhere, isn't said.
const MACHINERY: &[&str] = &[
    "assign",
    "audio",
    "capture",
    "case",
    "elif",
    "elsif",
    "extends",
    "for",
    "from",
    "if",
    "import",
    "include",
    "include_cached",
    "include_relative",
    "includecached",
    "layout",
    "player",
    "render",
    "set",
    "unless",
    "when",
];

/// Words in the name of a template that say that it shows a link.
const LINKS: &[&str] = &["link", "button", "card", "sponsor", "bookmark", "embed"];

/// What no listener sees of templates, in order.
pub(super) fn hidden(source: &str, code: &Code) -> Vec<Span> {
    let mut reader = Reader { source, missing: Vec::new() };
    let (mut found, mut done) = (Vec::new(), 0);
    for (at, _) in source.match_indices('{') {
        if at < done || code.holds(source, at) {
            continue;
        }
        if let Some(end) = reader.comment(at).or_else(|| reader.block(at)) {
            found.push(Span::new(at, end));
            done = end;
        } else if let Some(end) = reader.machinery(at) {
            found.extend(strings(source, Span::new(at, end)));
            done = end;
        }
    }
    found
}

/// Reads what begins with a brace.
struct Reader<'a> {
    source: &'a str,
    /// Ends that were looked for and stand nowhere behind: to look again for each beginning would take its time.
    missing: Vec<&'static str>,
}

impl Reader<'_> {
    /// Where a comment ends.
    fn comment(&mut self, at: usize) -> Option<usize> {
        let (begins, ends) = COMMENTS.iter().find(|(begins, _)| self.source[at..].starts_with(begins))?;
        self.behind(at + begins.len(), ends)
    }

    /// Where a block ends that isn't shown as text.
    fn block(&mut self, at: usize) -> Option<usize> {
        let name = name(&self.source[at..])?;
        let (_, ends) = BLOCKS.iter().find(|(begins, _)| *begins == name)?;
        let end = self.behind(at, ends)?;
        self.behind(end, "%}")
    }

    /// Where a tag ends that hands on what it holds.
    fn machinery(&mut self, at: usize) -> Option<usize> {
        let name = name(&self.source[at..]).filter(|name| MACHINERY.contains(name))?;
        let near = self.source.floor_char_boundary(at + LONGEST);
        let end = at + self.source[at..near].find("%}")? + 2;
        let tag = &self.source[at..end];
        let template = tag[tag.find(name)? + name.len()..].split_whitespace().next().unwrap_or_default();
        (!LINKS.iter().any(|word| template.contains(word))).then_some(end)
    }

    /// Where the next of these ends.
    fn behind(&mut self, from: usize, ends: &'static str) -> Option<usize> {
        if self.missing.contains(&ends) {
            return None;
        }
        let found = self.source[from..].find(ends).map(|at| from + at + ends.len());
        if found.is_none() {
            self.missing.push(ends);
        }
        found
    }
}

/// The name of the tag `{% name … %}` that a text begins with.
fn name(text: &str) -> Option<&str> {
    let inner = text.strip_prefix("{%")?.trim_start_matches(['-', '+']).trim_start();
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(inner.len());
    (end > 0).then(|| &inner[..end])
}

/// What stands between quotes in a tag.
fn strings(source: &str, tag: Span) -> Vec<Span> {
    let (mut found, mut open) = (Vec::new(), None::<(usize, char)>);
    for (at, c) in source[tag.range()].char_indices().map(|(at, c)| (tag.start + at, c)) {
        match open {
            Some((start, quote)) if c == quote => {
                found.push(Span::new(start, at));
                open = None;
            }
            None if matches!(c, '"' | '\'') => open = Some((at + 1, c)),
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::link::markdown::hits;

    fn hrefs(source: &str) -> Vec<String> {
        hits(source).into_iter().map(|hit| hit.href).collect()
    }

    #[test]
    fn comments_of_templates_are_not_shown() {
        for source in [
            "{{/* see https://a.example/ */}}",
            "{# ask about https://a.example/ #}",
            "{% comment %}\n[A](https://a.example/)\n\nhttps://b.example/\n{%- endcomment -%}",
            "{% highlight html %}\n<a href='https://a.example/'>A</a>\n{% endhighlight %}",
            "Text {/* https://a.example/ */} and {/* https://b.example/ */} text",
        ] {
            assert!(hrefs(source).is_empty(), "{source}");
            let behind = format!("{source} [Z](https://z.example/)");
            assert_eq!(hits(&behind)[0].span.unwrap().start, behind.len() - 19, "{source}");
        }
    }

    #[test]
    fn what_is_handed_to_templates_is_no_link_unless_they_show_links() {
        assert!(hrefs("{% include player.html url=\"https://a.example/1.mp3\" %}").is_empty());
        assert!(hrefs("{%- set base = 'https://a.example' -%}").is_empty());
        assert_eq!(hrefs("{% include link-card.html url=\"https://a.example/\" %}"), ["https://a.example/"]);
        assert_eq!(hrefs("{% sponsor \"Yarn\", \"https://a.example/\" %}"), ["https://a.example/"]);
    }

    #[test]
    fn what_only_looks_like_a_comment_is_text() {
        let source = "## Links {#links}\n\n[A](https://a.example/)\n\n## More {#more}\n\n`{# ` [B](https://b.example/) `#}`\n\n\
                      ```\n{% comment %}\n```\n[C](https://c.example/)\n\n```\n{% endcomment %}\n```\n";
        assert_eq!(hrefs(source), ["https://a.example/", "https://b.example/", "https://c.example/"]);
    }
}
