use super::*;

fn found(source: &str) -> Vec<String> {
    hits(source, &[])
        .into_iter()
        .map(|hit| format!("{}|{}|{}", hit.section.unwrap_or_default(), hit.href, hit.text))
        .collect()
}

#[test]
fn links_have_their_text_and_the_heading_above() {
    let source = "<p>By <a href=/a>the <b>first</b>\n one</a></p><h3>Links:</h3><ul><li><a href='b?x&amp;y'><img alt=Logo src=x></a></ul><p><strong>Sponsors</strong></p><p><a href=c></a></p><dl><dt>Books<dd><a href=d>D</a></dl>";
    assert_eq!(found(source), ["|/a|the first one", "Links|b?x&y|Logo", "Sponsors|c|", "Books|d|D"]);
}

#[test]
fn a_bold_line_and_a_line_before_a_list_are_headings() {
    let source = "<p><b>Guests</b><br><a href=a>A</a></p><p>Episode links:</p><ul><li><a href=b>B</a></li></ul><p><b>Ann</b> wrote <a href=c>C</a></p>";
    assert_eq!(found(source), ["Guests|a|A", "Episode links|b|B", "Episode links|c|C"]);
}

#[test]
fn a_bold_line_above_a_list_is_a_heading_wherever_it_stands() {
    let source = "<div>We talk.<br><br><strong>Tools</strong></div><ul><li><a href=a>A</a></li></ul><strong>Books</strong><ul><li><a href=b>B</a></li></ul><p>So <b>bold</b></p><ul><li><a href=c>C</a></li></ul>";
    assert_eq!(found(source), ["Tools|a|A", "Books|b|B", "Books|c|C"]);
}

#[test]
fn signs_beside_headings_and_jumps_to_footnotes_are_no_links() {
    let source = "<h2>Links <a href='#links'>¶</a></h2><a href=a>A</a><sup><a href='#fn1'>[1]</a></sup><h2><a href='#books'></a>Books#</h2><a href=b>B</a> <a href='#fnref1'>↩</a> <a href='#t=1:20'>1:20</a> <a href='#more'>More</a>";
    let expected = ["Links|a|A", "Books|b|B", "Books|#t=1:20|1:20", "Books|#more|More"];
    assert_eq!(found(source), expected);
}

#[test]
fn only_text_that_is_seen_and_no_code_is_searched_for_urls() {
    let source = "https://a.example/ <a href=https://b.example/>https://c.example/</a> <code>https://d.example/ <a href=https://e.example/>E</a></code><script>https://f.example/</script><!-- https://g.example/ --><textarea>https://h.example/</textarea><template><a href=https://i.example/>I</a></template><noscript><a href=https://j.example/></noscript>";
    let expected =
        ["|https://a.example/|https://a.example/", "|https://b.example/|https://c.example/", "|https://e.example/|E"];
    assert_eq!(found(source), expected);
}

#[test]
fn spans_cover_the_address_alone() {
    let source = "<a href=' https://a.example/?x&amp;y=1\n'>A</a> see https://b.example/?x&amp;y=1.";
    let spelt: Vec<_> = hits(source, &[]).iter().map(|hit| &source[hit.span.unwrap().range()]).collect();
    assert_eq!(spelt, ["https://a.example/?x&amp;y=1", "https://b.example/?x&amp;y=1"]);
}

#[test]
fn sponsors_are_told_by_rel_and_by_words() {
    let source = "<p>Sponsored by <a href=a>A</a></p><p><a rel='nofollow sponsored' href=b>B</a> <a href=c>C</a></p>";
    let flags: Vec<_> = hits(source, &[]).iter().map(|hit| hit.group == Group::Sponsor).collect();
    assert_eq!(flags, [true, true, false]);
}

#[test]
fn sentences_and_announcements_tell_a_sponsors_links() {
    let source = "<p>On kelp: <a href=a>A</a>.<br>Gesponsert von <a href=b>B</a>. See <a href=c>C</a></p><p>Please support our sponsors:</p>\
                  <p>Tea: <a href=d>D</a></p><p>More to read:</p><p><a href=e>E</a></p>";
    let sponsors: Vec<_> = hits(source, &[])
        .into_iter()
        .filter(|hit| group::of(None, hit.section.as_deref(), "", hit.group) == Group::Sponsor)
        .map(|hit| hit.href)
        .collect();
    assert_eq!(sponsors, ["b", "d"]);
}

#[test]
fn a_link_that_the_parser_cloned_is_one_hit() {
    assert_eq!(found("<p><a href=https://a.example/><p>text</p></a>"), ["|https://a.example/|text"]);
}

#[test]
fn buttons_that_open_a_part_of_the_page_are_no_links() {
    let source = "<h4><a role=button href='#a'>Guests</a></h4><a href=a>A</a><a data-bs-toggle=collapse href='#b'>Books</a><a aria-expanded=false href=b>B</a>";
    assert_eq!(found(source), ["Guests|a|A", "Guests|b|B"]);
}

#[test]
fn what_a_wiki_writes_beside_a_heading_is_none_of_it() {
    let source =
        "<h2>Links<span class='mw-editsection'><span>[</span><a href=/edit>edit</a>]</span></h2><a href=a>A</a>";
    assert_eq!(found(source), ["Links|a|A"]);
}

#[test]
fn a_page_may_bear_the_name_of_a_host() {
    let texts = |title: &str| {
        let source = format!("<title>{title}</title><body><p>This is knots.com");
        let dom = Dom::page(&source);
        mentions(&source, &dom, &[dom.root().id()], &[]).len()
    };
    assert_eq!((texts("The Knots.com show"), texts("Knots")), (0, 1));
    assert_eq!(texts(&format!("{}knots.com", "The show ".repeat(OWN_NAMES))), 1);
}

/// The groups of the links in a fragment.
fn groups(source: &str) -> Vec<Group> {
    hits(source, &[]).into_iter().map(|hit| group::of(None, hit.section.as_deref(), &hit.text, hit.group)).collect()
}

#[test]
fn what_sponsors_paid_for_ends_at_a_rule_and_at_a_line_of_credits() {
    use Group::{Editorial, Sponsor};
    let (a, b) = ("<a href=//a.example>A</a>", "<a href=//b.example>B</a>");
    assert_eq!(groups(&format!("<h3>Sponsors</h3><p>{a}</p><hr><p>{b}</p>")), [Sponsor, Editorial]);
    assert_eq!(groups(&format!("<h3>Links</h3><p>{a}</p><hr><p>Sponsor: {b}</p>")), [Editorial, Sponsor]);
    assert_eq!(groups(&format!("<h3>Sponsors</h3><p>{a}</p><p>Music by {b}</p>")), [Sponsor, Editorial]);
    assert_eq!(groups(&format!("<h3>Sponsors</h3><p>{a}</p><p>Musical boxes by {b}</p>")), [Sponsor, Sponsor]);
}

#[test]
fn sponsors_are_left_where_their_line_or_list_ends() {
    use Group::{Editorial, Sponsor};
    let (a, b) = ("<a href=//a.example>A</a>", "<a href=//b.example>B</a>");
    assert_eq!(groups(&format!("<p>Sponsor: {a}<br>Guest: {b}</p>")), [Sponsor, Editorial]);
    assert_eq!(groups(&format!("Hello.<br><br>Спонсор выпуска — {a}<br>{b}")), [Sponsor, Editorial]);
    assert_eq!(groups(&format!("<p>Sponsored By:</p><ul><li>{a}</ul><p>Support us: {b}</p>")), [Sponsor, Editorial]);
    assert_eq!(groups(&format!("<h3>Sponsors</h3><ul><li>{a}</ul><p>{b}</p>")), [Sponsor, Sponsor]);
    assert_eq!(
        groups(&format!("<h3>Sponsors</h3><p>Brought to you by these:</p><ul><li>{a}</ul><p>{b}</p>")),
        [Sponsor, Sponsor]
    );
    assert_eq!(groups(&format!("<p>Sponsors</p><p>{a}</p><p>Trees of the Amazon: {b}</p>")), [Sponsor, Editorial]);
}

#[test]
fn headings_of_sponsors_are_known_however_they_are_marked() {
    let link = "<a href=//a.example>A</a>";
    for heading in [
        "<p><span><strong>SPONSORS</strong></span></p><p>",
        "<p><strong>Sponsors<br></strong>",
        "<div>Sponsors:</div><div>",
        "<p>Our Sponsors</p><ul><li>",
        "<p>Sponsors</p><p>",
    ] {
        assert_eq!(groups(&format!("{heading}{link}")), [Group::Sponsor], "{heading}");
    }
    for heading in ["<p>Sponsors and what they want</p><p>", "<p>Sponsor a child</p><ul><li>"] {
        assert_eq!(groups(&format!("{heading}{link}")), [Group::Editorial], "{heading}");
    }
}

#[test]
fn lines_between_breaks_or_in_plain_text_are_headings_of_sponsors() {
    use Group::{Editorial, Sponsor};
    let (a, b) = ("<a href=//a.example>A</a>", "<a href=//b.example>B</a>");
    assert_eq!(groups(&format!("<p>SPONSORS<br>Foo: {a}<br><br>LINKS<br>{b}</p>")), [Sponsor, Editorial]);
    assert_eq!(
        groups(&format!("Hello.\n\nThis episode is sponsored by:\n\nFoo. Go to {a}\n\nBar: {a}\n\nLinks:\n\n{b}")),
        [Sponsor, Sponsor, Editorial]
    );
    assert_eq!(
        groups(&format!("<p>WHO SPONSORS?<br>{a}</p><p>Of sponsors we say:<br>{b}</p>")),
        [Editorial, Editorial]
    );
}

#[test]
fn an_address_goes_on_behind_what_does_not_break_it() {
    let source = "<p>http://a.example/old/<wbr>long/<wbr>way next http://b.example/<b>x</b>/y <p>http://c.example/<!-- -->z http://<wbr>www.d.example/</p>\
                  <p><b>https://e.example/</b> text <i>at</i> https://f.example/<sup>1</sup> and https://g.example/ <b>bold</b> <b>Site:</b>https://h.example/<br>more</p>";
    let hrefs: Vec<_> = hits(source, &[]).into_iter().map(|hit| hit.href).collect();
    let expected = [
        "http://a.example/old/long/way",
        "http://b.example/x/y",
        "http://c.example/z",
        "http://www.d.example/",
        "https://e.example/",
        "https://f.example/",
        "https://g.example/",
        "https://h.example/",
    ];
    assert_eq!(hrefs, expected);
    let place = |at: usize| &source[hits(source, &[])[at].span.unwrap().range()];
    assert_eq!(place(0), "http://a.example/old/<wbr>long/<wbr>way");
    assert_eq!(place(1), "http://b.example/<b>x</b>/y");
}

#[test]
fn a_sentence_ends_where_lines_are_written_apart() {
    let source = "<div>By the sea.\n\n- Her farm: <a href=//farm.example>farm</a>\n- A museum: <a href=//museum.example>it</a>\n\n\
                  Un épisode en partenariat avec <a href=//bank.example>la Banque</a>.</div>";
    let groups: Vec<Group> = hits(source, &[]).into_iter().map(|hit| hit.group).collect();
    assert_eq!(groups, [Group::Editorial, Group::Editorial, Group::Sponsor]);
}

#[test]
fn a_figure_is_no_part_of_the_sentence_before_it() {
    let source = "<p>We talk.</p><div><div>Sponsored by <a href=//s.example>S</a></div></div><figure><a href=//a.example>A</a></figure>";
    let groups: Vec<Group> = hits(source, &[]).into_iter().map(|hit| hit.group).collect();
    assert_eq!(groups, [Group::Sponsor, Group::Editorial]);
}

#[test]
fn what_a_block_is_called_says_whose_its_links_are() {
    let groups = |source: &str| hits(source, &[]).into_iter().map(|hit| hit.group).collect::<Vec<_>>();
    let (sponsor, editor) = (Group::Sponsor, Group::Editorial);
    for block in [
        "<div class=sponsor-box><p>Ropes: <a href=//s.example>S</a></p></div>",
        "<aside id=our-sponsors><a href=//s.example>S</a></aside>",
        "<p class='block ad'>Ropes: <a href=//s.example>S</a></p>",
        "<p>Ropes: <a class=sponsored-link href=//s.example>S</a></p>",
    ] {
        assert_eq!(groups(&format!("{block}<p><a href=//a.example>A</a></p>")), [sponsor, editor], "{block}");
    }
    for block in [
        "<div class=has-sponsor><a href=//s.example>S</a></div>",
        "<article class=sponsored><a href=//s.example>S</a></article>",
        "<p class=lead>Ropes: <a href=//s.example>S</a></p>",
    ] {
        assert_eq!(groups(block), [editor], "{block}");
    }
    let long = format!("<div class=sponsors>{}<a href=//s.example>S</a></div>", "We went over the fen. ".repeat(60));
    assert_eq!(groups(&long), [editor], "it frames all of the notes");
}

/// Where the links of a sponsor lead, and those of the editor.
fn paid_and_own(source: &str) -> (Vec<String>, Vec<String>) {
    let of = |hit: &Hit| {
        let url = url::Url::parse(&hit.href).ok();
        group::of(url.as_ref(), hit.section.as_deref(), &hit.text, hit.group)
    };
    let (paid, own): (Vec<Hit>, Vec<Hit>) = hits(source, &[]).into_iter().partition(|hit| of(hit) == Group::Sponsor);
    let hrefs = |hits: Vec<Hit>| hits.into_iter().map(|hit| hit.href).collect();
    (hrefs(paid), hrefs(own))
}

#[test]
fn an_empty_line_parts_what_is_a_sponsors() {
    for (source, paid, own) in [
        ("<p>Thanks to our sponsors:<br>Foo: <a href=s>s</a><br><br>Music: <a href=m>m</a></p>", ["s"], ["m"]),
        (
            "<div>Follow our guest: <a href=g>g</a><br><br>Thanks to our sponsors:<br><a href=s>s</a></div>",
            ["s"],
            ["g"],
        ),
        (
            "<div>Read <a href=g>g</a>.<br><br>This episode is sponsored by Foo. Visit <a href=s>s</a>.</div>",
            ["s"],
            ["g"],
        ),
        ("<p>Hi.<br><br>SPONSOR: Foo <a href=s>s</a><br>GUEST: Ann <a href=g>g</a></p>", ["s"], ["g"]),
        ("<div>Hi.<br><br>Sponsored by <a href=s>s</a>.<p>Links:</p><ul><li><a href=g>g</a></ul></div>", ["s"], ["g"]),
        ("<p>Hi.<br><br>Sponsored by Foo. Visit <a href=s>s</a>.<br>Ann’s book: <a href=g>g</a></p>", ["s"], ["g"]),
        ("<p>Sponsored by Foo.<br><br>Go to <a href=s>s</a>.<br><br>Read <a href=g>g</a></p>", ["s"], ["g"]),
    ] {
        assert_eq!(paid_and_own(source), (paid.map(str::to_owned).into(), own.map(str::to_owned).into()), "{source}");
    }
    let (paid, own) = paid_and_own(
        "<p>Thanks to our sponsors!<br><br><a href=s>s</a><br><br><a href=t>t</a><br><br>Music: <a href=m>m</a></p>",
    );
    assert_eq!((paid, own), (vec!["s".to_owned(), "t".to_owned()], vec!["m".to_owned()]));
}

#[test]
fn a_sentence_that_names_a_sponsor_announces_none() {
    let source = "<p>This episode is sponsored by Foo.</p><p>We talk with <a href=g>Ann</a>.</p>";
    assert_eq!(paid_and_own(source), (vec![], vec!["g".to_owned()]));
    let list = "<h3>Sponsors</h3><ul><li>Subscribe and save at <a href=s>Bar</a><li><a href=t>Baz</a></ul>";
    assert_eq!(paid_and_own(list).1, Vec::<String>::new());
}

#[test]
fn what_a_sponsor_is_not_thanked_for_ends_its_section() {
    for (source, paid, own) in [
        ("<p>SPONSORS:</p><ul><li><a href=s>s</a></ul><p>Sources: <a href=g>g</a></p>", ["s"], ["g"]),
        ("<p><strong>Werbung</strong><br><a href=s>s</a></p><p>Folgt uns: <a href=m>m</a></p>", ["s"], ["m"]),
        ("<p>Read <a href=g>g</a></p><p>🙏 <strong>Sponsors</strong></p><ul><li><a href=s>s</a></ul>", ["s"], ["g"]),
        (
            "<p>Read <a href=g>g</a></p><p>Please support us by supporting our sponsors!</p><p><a href=s>s</a></p>",
            ["s"],
            ["g"],
        ),
    ] {
        assert_eq!(paid_and_own(source), (paid.map(str::to_owned).into(), own.map(str::to_owned).into()), "{source}");
    }
}
