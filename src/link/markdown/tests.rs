use proptest::prelude::*;

use super::*;

/// `text -> href @ the bytes it covers` of every hit.
fn found(source: &str) -> Vec<String> {
    let tell = |hit: Hit| {
        let spelt = hit.span.map_or("?", |span| &source[span.range()]);
        if spelt == hit.href {
            format!("{} -> {}", hit.text, hit.href)
        } else {
            format!("{} -> {} @ {spelt}", hit.text, hit.href)
        }
    };
    hits(source).into_iter().map(tell).collect()
}

fn hrefs(source: &str) -> Vec<String> {
    hits(source).into_iter().map(|hit| hit.href).collect()
}

#[test]
fn links_of_every_kind_are_found_with_their_bytes() {
    let source = "[A *b*](https://a.example/x_(y) \"t\") <https://b.example/> [c][1] [d][] [e]\n\n\
                  [1]: https://c.example/\n[d]: <https://d.example/>\n[E]: https://e.example/ 'x'\n[unused]: https://u.example/\n";
    let wanted = [
        "A b -> https://a.example/x_(y)",
        "https://b.example/ -> https://b.example/",
        "c -> https://c.example/",
        "d -> https://d.example/",
        "e -> https://e.example/",
    ];
    assert_eq!(found(source), wanted);
}

#[test]
fn escapes_and_entities_are_decoded_and_covered() {
    assert_eq!(
        found(r"[A](https://a.example/a\_b?x=1&amp;y=2)"),
        [r"A -> https://a.example/a_b?x=1&y=2 @ https://a.example/a\_b?x=1&amp;y=2"]
    );
    assert_eq!(
        found(r"https://a.example/a\_b?x=1&amp;y=2 ok"),
        [r"https://a.example/a_b?x=1&y=2 -> https://a.example/a_b?x=1&y=2 @ https://a.example/a\_b?x=1&amp;y=2"]
    );
}

#[test]
fn emphasis_does_not_cut_bare_addresses() {
    let source = "https://a.example/a_b_c/_d_/e and *https://b.example/x*, **https://c.example/** ~~https://d.example/~~ __https://e.example/f_g__. See https://f.example/x_";
    assert_eq!(
        hrefs(source),
        [
            "https://a.example/a_b_c/_d_/e",
            "https://b.example/x",
            "https://c.example/",
            "https://d.example/",
            "https://e.example/f_g",
            "https://f.example/x"
        ]
    );
}

#[test]
fn code_comments_images_and_formulas_are_no_links() {
    let source = "`https://a.example/`\n\n```\nhttps://b.example/\n```\n\n    https://c.example/\n\n![i](https://d.example/i.png) <!-- https://e.example/ -->\n\n<!-- [x](https://f.example/)\n\nhttps://g.example/ -->\n\n$$\n[\\psi](\\mathbf{L})\n$$\n\n<code>https://h.example/</code> ok <pre>\nhttps://i.example/\n</pre>";
    assert!(hrefs(source).is_empty(), "{:?}", hrefs(source));
    assert_eq!(found("[![cover](https://i.example/c.png)](https://a.example/)"), ["cover -> https://a.example/"]);
}

#[test]
fn a_backtick_without_another_is_punctuation_of_the_sentence() {
    let notes = "See https://a.example/x` and\n\n- http://b.example`.\n\nAlso `https://c.example/y here.";
    assert_eq!(hrefs(notes), ["https://a.example/x", "http://b.example", "https://c.example/y"]);
}

#[test]
fn raw_html_is_read_where_it_stands() {
    let source = "Inline <a class=x href='https://a.example/?x&amp;y'>A <b>b</b> https://no.example/</a> https://b.example/\n\n> <div>\n> <a href=\"https://c.example/\">C</a>\n> </div>\n\n<span>[d](https://d.example/)</span>";
    let wanted = [
        "A b https://no.example/ -> https://a.example/?x&y @ https://a.example/?x&amp;y",
        "https://b.example/ -> https://b.example/",
        "C -> https://c.example/",
        "d -> https://d.example/",
    ];
    assert_eq!(found(source), wanted);
}

#[test]
fn templates_do_not_disturb_reading() {
    let source = "import X from './x.astro'\n\n{{< youtube abc >}} {% include a.html url=\"/x\" %}\n[a]({{site.url}}/x) [b]({{< ref \"x.md\" >}}) https://c.example/{{ page.id }} <Player src={x} />\n\n[d](https://d.example/){:target=\"_blank\"}";
    assert_eq!(hrefs(source), ["https://d.example/"]);
}

#[test]
fn tables_footnotes_and_dollars_are_read() {
    let source = "| a | b |\n|---|---|\n| [A](https://a.example/) | https://b.example/x\\|y |\n\nText[^1] [$6 deal](https://c.example/ \"$6\") and [Ke$ha](https://d.example/)\n\n[^1]: See https://e.example/ there.\n";
    assert_eq!(
        hrefs(source),
        ["https://a.example/", "https://b.example/x", "https://c.example/", "https://d.example/", "https://e.example/"]
    );
}

#[test]
fn headings_bold_lines_and_lines_before_lists_are_sections() {
    let sections = |source: &str| {
        hits(source).into_iter().map(|hit| hit.section.unwrap_or_default().to_string()).collect::<Vec<_>>()
    };
    let source = "[a](a)\n\n## Links & *more*:\n\n[b](b)\n\n**Guests**\n\n- [c](c)\n\nWe talked about:\n\n- [d](d)\n\n**[e](e)**\n\n[f](f)\n";
    assert_eq!(
        sections(source),
        ["", "Links & more", "Guests", "We talked about", "We talked about", "We talked about"]
    );
}

#[test]
fn sponsors_are_told_by_words() {
    let flags = |source: &str| hits(source).into_iter().map(|hit| hit.group == Group::Sponsor).collect::<Vec<_>>();
    assert_eq!(flags("Sponsored by [a](a)\n\n- Sponsor:\n  - [b](b)\n- [c](c)\n"), [true, true, false]);
}

#[test]
fn directives_count_where_they_are_comments() {
    let ignored = |source: &str| {
        hits(source).into_iter().filter(|hit| hit.ignored.is_some()).map(|hit| hit.href).collect::<Vec<_>>()
    };
    let source = "<!-- aircheck: ignore: soon -->\n- [a](a) [b](b)\n\n`<!-- aircheck: ignore -->` [c](c)\n\n<!-- aircheck: ignore-start -->\n\n[d](d)\n\n<a href=e>e</a>\n\n<!-- aircheck: ignore-end -->\n\n[f](f)";
    assert_eq!(ignored(source), ["a", "d", "e"]);
    assert_eq!(directives(source).len(), 3);
}

#[test]
fn a_long_hostile_text_takes_linear_time() {
    for piece in [
        "[a](",
        "*a _b ",
        "<a href=x>",
        "https://a.example/(",
        "![",
        "- ",
        "> ",
        "`",
        "a.is/(",
        "{{",
        "[x]: y\n",
        "{# ",
        "{# x #}",
        "{% comment %}",
        "{% set x = \"",
        "{% include link ",
        "%%\n",
        "[[ %%",
        "<Link to={`a`}>",
        "!!! a\n",
        "<Sponsor>\n",
        "{% sponsor %}\n",
    ] {
        assert!(hits(&piece.repeat(20_000)).len() <= 40_000);
    }
}

proptest! {
    #[test]
    fn nothing_panics_and_places_are_places(
        pieces in prop::collection::vec(
            prop::sample::select(vec![
                "[a](", ")", "<https://b.example/x>", "https://c.example/a_b*", "[", "]", "](", "[r]", "[r]: https://r.example/\n", "\n", "\n\n", "> ",
                "- ", "    ", "`", "```\n", "<a href='x'>", "</a>", "<div>", "</div>\n", "<!--", "-->", "![", "**", "_", "~~", "&amp;", "\\", "|", "\n|-|-|\n",
                "ä", "“", "www.x.de", "$$", "[^1]", "[^1]: ", "\r\n", "\t", "{{", "}}", "{# ", "#}", "{% set x = '", "%}", "%%", "={'", "'}", "<Link href", "!!! a\n", "x", " ", "# ", "\n===\n", "<pre>", "</pre>",
            ]),
            0..40,
        )
    ) {
        let source = pieces.concat();
        for hit in hits(&source) {
            if let Some(span) = hit.span {
                prop_assert!(source.get(span.range()).is_some(), "{:?}", hit);
            }
        }
    }
}

#[test]
fn components_with_an_address_are_links() {
    let source = "See <Link href=\"https://a.example/x\">the page</Link>, <Icon/> and more.\n\n<LinkCard href=\"https://b.example/y\" title=\"t\" />\n\n`<Link href=\"https://code.example\">`\n";
    assert_eq!(hrefs(source), ["https://a.example/x", "https://b.example/y"]);
    assert_eq!(hits(source)[0].text, "the page");
    assert_eq!(hits(source)[1].span.map(|span| &source[span.range()]), Some("https://b.example/y"));
}

#[test]
fn media_that_a_shortcode_shows_are_no_links() {
    let source =
        "{{< figure src=\"https://a.example/x.png\" link=\"https://a.example/\" >}}\n\nhttps://a.example/y.png";
    let found: Vec<String> = hits(source).into_iter().map(|hit| hit.href).collect();
    assert_eq!(found, ["https://a.example/", "https://a.example/y.png"]);
    let played: Vec<Hit> = hits("{{< player src=\"https://a.example/12.mp3\" >}} and https://a.example/13.mp3");
    assert_eq!(played.iter().map(|hit| &*hit.href).collect::<Vec<_>>(), ["https://a.example/13.mp3"]);
}

#[test]
fn what_sponsors_paid_for_ends_at_a_rule_and_at_a_line_of_credits() {
    use crate::link::Group::{Editorial, Sponsor};
    let groups = |source: &str| -> Vec<_> {
        let hits = hits(source).into_iter();
        hits.map(|hit| crate::link::group::of(None, hit.section.as_deref(), "", hit.group)).collect()
    };
    let (a, b) = ("[A](https://a.example/)", "[B](https://b.example/)");
    assert_eq!(groups(&format!("## Sponsors\n\n{a}\n\n---\n\n{b}")), [Sponsor, Editorial]);
    assert_eq!(groups(&format!("## Sponsors\n\n{a}\n\nMusic by {b}\n\n{b}")), [Sponsor, Editorial, Editorial]);
    assert_eq!(groups(&format!("## Sponsors\n\n{a}\n\nMusical boxes by {b}")), [Sponsor, Sponsor]);
}

#[test]
fn a_cell_of_a_table_may_name_a_sponsor() {
    let source = "| When | What |\n|--|--|\n| 1:10 | [A](https://a.example/) |\n| 2:20 | Sponsor: [B](https://b.example/) |\n\n- ==Sponsor== [C](https://c.example/)\n";
    assert_eq!(
        hits(source).iter().map(|hit| hit.group).collect::<Vec<_>>(),
        [Group::Editorial, Group::Sponsor, Group::Sponsor]
    );
}

#[test]
fn what_a_shortcode_plays_is_no_link() {
    let source = "[audio src=\"https://a.example/1.mp3\"]\n\n[caption href=\"https://b.example/\"] [audio] src=https://c.example/";
    assert_eq!(hrefs(source), ["https://b.example/", "https://c.example/"]);
}
