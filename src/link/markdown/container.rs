//! Containers that a site marks as a sponsor's: `:::sponsor`, `> [!ad] Sponsor`, `!!! sponsor`, `<Sponsor>`, `{% sponsor %}`.

use super::extension::Code;
use crate::link::group;
use crate::text::Span;

/// What such containers are called, in lower case.
const TYPES: &[&str] = &[
    "ad",
    "ads",
    "advert",
    "advertisement",
    "anzeige",
    "patrocinio",
    "promo",
    "publicidad",
    "reclame",
    "reklam",
    "reklame",
    "sponsor",
    "sponsored",
    "sponsors",
    "sponsorship",
    "werbung",
];

/// How a container ends.
enum End {
    /// With a line of colons.
    Colons,
    /// Before a line that isn't quoted.
    Quote,
    /// Before a line that is indented by less.
    Indent(usize),
    /// Behind this.
    Mark(String),
}

/// The containers of sponsors in a text, in order.
pub(super) fn sponsored(source: &str) -> Vec<Span> {
    let (mut found, mut open, mut at) = (Vec::new(), None::<(usize, End)>, 0);
    // To look again for an end that stands nowhere behind would take its time.
    let mut missing = Vec::new();
    let mut code = None;
    for line in source.split_inclusive('\n') {
        let next = at + line.len();
        if let Some((start, end)) = open.take() {
            if closes(&end, line) {
                found.push(Span::new(start, if matches!(end, End::Mark(_) | End::Colons) { next } else { at }));
            } else {
                open = Some((start, end));
            }
        }
        if open.is_none()
            && let Some(end) = opened(line)
            && !code.get_or_insert_with(|| Code::of(source)).holds(source, at)
        {
            match end {
                End::Mark(mark) if line.contains(&mark) => found.push(Span::new(at, next)),
                End::Mark(mark) if missing.contains(&mark) => {}
                End::Mark(mark) if !source[next..].contains(&mark) => missing.push(mark),
                end => open = Some((at, end)),
            }
        }
        at = next;
    }
    found.extend(open.map(|(start, _)| Span::new(start, at)));
    found
}

/// Whether something stands in one of them.
pub(super) fn holds(containers: &[Span], at: usize) -> bool {
    let next = containers.partition_point(|container| container.end <= at);
    containers.get(next).is_some_and(|container| container.start <= at)
}

fn closes(end: &End, line: &str) -> bool {
    let text = line.trim();
    match end {
        End::Colons => text.len() > 2 && text.bytes().all(|byte| byte == b':'),
        End::Quote => !text.starts_with('>'),
        End::Indent(depth) => {
            !text.is_empty() && line.len() - line.trim_start().len() <= *depth && !line.starts_with('\t')
        }
        End::Mark(mark) => text.contains(mark.as_str()),
    }
}

/// How the container ends that a line opens, if it is a sponsor's.
fn opened(line: &str) -> Option<End> {
    let text = line.trim_start();
    let depth = line.len() - text.len();
    let (rest, end) = if let Some(rest) = text.strip_prefix(":::") {
        (rest.trim_start_matches([':', ' ', '{', '.']), End::Colons)
    } else if text.starts_with('>') {
        (text.trim_start_matches(['>', ' ']).strip_prefix("[!")?, End::Quote)
    } else if let Some(rest) = text.strip_prefix("!!! ").or_else(|| text.strip_prefix("???")) {
        (rest.trim_start_matches(['+', ' ']), End::Indent(depth))
    } else {
        return marked(text);
    };
    let (kind, title) = rest.split_at(word(rest).len());
    let title = title.trim_matches(|c: char| !c.is_alphanumeric());
    (is_type(kind) || group::announces(title, None)).then_some(end)
}

/// How the component or the shortcode ends that a line opens.
fn marked(text: &str) -> Option<End> {
    if let Some(rest) = text.strip_prefix('<') {
        let name = word(rest);
        let attribute = |name: &str| Some(word(text.split_once(name)?.1));
        let kind = ["type=\"", "kind=\"", "variant=\""].iter().find_map(|name| attribute(name));
        let is_one = name.starts_with(|c: char| c.is_ascii_uppercase()) && (is_type(name) || kind.is_some_and(is_type));
        return is_one.then(|| End::Mark(format!("</{name}>")));
    }
    let begin = ["{%", "{{<", "{{%"].iter().find(|begin| text.starts_with(**begin))?;
    let name = word(text[begin.len()..].trim_start_matches(['-', ' ']));
    let end = if *begin == "{%" { format!("end{name}") } else { format!("/{name}") };
    is_type(name).then_some(End::Mark(end))
}

fn word(text: &str) -> &str {
    &text[..text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len())]
}

fn is_type(name: &str) -> bool {
    TYPES.contains(&name.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use crate::link::Group;
    use crate::link::markdown::hits;

    #[test]
    fn what_stands_in_a_container_of_a_sponsor_is_the_sponsors() {
        for text in [
            ":::sponsor\nThis week:\n\n[A](https://a.example/)\n:::\n",
            "::: {.ad}\n[A](https://a.example/)\n:::\n",
            "> [!ad]+ Sponsor\n> We like it.\n>\n> [A](https://a.example/)\n",
            "> [!note] Our sponsor\n> [A](https://a.example/)\n",
            "!!! sponsor \"Tea\"\n    We like it.\n\n    [A](https://a.example/)\n",
            "<Sponsor name=\"x\">\n\n[A](https://a.example/)\n\n</Sponsor>\n",
            "<Callout type=\"sponsor\">\n  We like [A](https://a.example/).\n</Callout>\n",
            "{% sponsor %}\nWe like https://a.example/\n{% endsponsor %}\n",
            "{{< sponsor >}}\nWe like [A][a]\n{{< /sponsor >}}\n",
        ] {
            let hits = hits(&format!(
                "[Z](https://z.example/)\n\n{text}\n[B](https://b.example/)\n\n[a]: https://a.example/\n"
            ));
            let groups: Vec<_> = hits.iter().map(|hit| hit.group).collect();
            assert_eq!(groups, [Group::Editorial, Group::Sponsor, Group::Editorial], "{text}");
        }
    }

    #[test]
    fn others_are_the_editors() {
        for text in [
            ":::tip\n[A](https://a.example/)\n:::\n",
            "> [!quote] On sponsorship\n> [A](https://a.example/)\n",
            "{% sponsor \"x\" %}\n\n[A](https://a.example/)\n",
            "```\n:::sponsor\n```\n\n[A](https://a.example/)\n",
        ] {
            assert_eq!(hits(text)[0].group, Group::Editorial, "{text}");
        }
    }
}
