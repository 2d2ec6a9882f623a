//! The columns of a page: what stands beside the notes may be written in the same editor, and cards of other episodes in containers of the same name.

use super::beside;
use super::cards;
use super::content;
use super::heading::{self, Heading, LINE};
use super::others;
use super::outline::Outline;
use super::players;
use super::title;
use super::words;
use crate::episode::dom::attr;

/// The containers that stand in no card of another page, and in no column which begins with something else, such as "Latest episodes". None are left
/// where the page has its own text elsewhere; if it has none, all are: then it is a list. In document order.
pub(super) fn without_others(
    outline: &Outline<'_>,
    headings: &[Heading],
    containers: &[usize],
    is_own: &dyn Fn(&str) -> bool,
) -> Vec<usize> {
    let title = title::of(headings);
    let is_other = |nth: usize| {
        let column = around(outline, title, containers, nth);
        let before = heading::within(headings, column, containers[nth]).iter();
        opens_other(before.filter(|heading| others::may_be_over(outline, heading, containers[nth])))
    };
    let in_column: Vec<bool> = (0..containers.len()).map(is_other).collect();
    let in_card = |nth: usize| title.is_some_and(|title| is_in_card(outline, headings, title, containers[nth], is_own));
    let of_this = |nth: &usize| !in_column[*nth] && !in_card(*nth);
    let left: Vec<usize> = (0..containers.len()).filter(of_this).map(|nth| containers[nth]).collect();
    if left.len() == containers.len() || title.is_some_and(|title| speaks(outline, title, containers, &left, is_own)) {
        return left;
    }
    let left: Vec<usize> = (0..containers.len()).filter(|nth| !in_column[*nth]).map(|nth| containers[nth]).collect();
    if left.is_empty() { containers.to_vec() } else { left }
}

/// The elements around one, from itself on, that don't hold the title.
fn apart<'a>(outline: &'a Outline<'_>, title: usize, at: usize) -> impl Iterator<Item = usize> + 'a {
    outline.upwards(at).take_while(move |at| !outline.is_within(title, *at))
}

/// Whether a container stands in a card of another page: one of a row, or under a heading such as "More episodes", or one that leads nowhere else.
fn is_in_card(
    outline: &Outline<'_>,
    headings: &[Heading],
    title: usize,
    container: usize,
    is_own: &dyn Fn(&str) -> bool,
) -> bool {
    let mut frames = apart(outline, title, container);
    let Some(card) = frames.find(|at| cards::leads_to_own_page(outline, *at, is_own)) else { return false };
    cards::is_in_row(outline, card, is_own)
        || !beside::leads_off(outline, card, is_own)
        || others::are_headed(headings, card)
}

/// Whether a page says enough beside such columns and cards to be no list of them: around its title, where it leads to other sites.
fn speaks(
    outline: &Outline<'_>,
    title: usize,
    containers: &[usize],
    left: &[usize],
    is_own: &dyn Fn(&str) -> bool,
) -> bool {
    if !left.is_empty() && left.iter().any(|at| outline.text(*at) >= content::LEAST) {
        return true;
    }
    let columns = containers.iter().filter_map(|at| apart(outline, title, *at).last());
    let columns: Vec<_> = columns.map(|at| at..outline.items[at].end).collect();
    let Some(body) = outline.first("body") else { return false };
    let longest = containers.iter().map(|at| outline.text(*at)).max().unwrap_or(0);
    let leads = || {
        let free = outline.links(body).filter(|link| !columns.iter().any(|column| column.contains(link)));
        let mut hrefs = free.filter_map(|link| attr(outline.items[link].element, "href"));
        hrefs.any(|href| href.contains("//") && !is_own(href) && !players::is_one(href))
    };
    outline.text_without(body, &columns) >= longest.max(content::LEAST) && leads()
}

/// The largest element around a container that holds none of the others, and no title.
fn around(outline: &Outline<'_>, title: Option<usize>, containers: &[usize], nth: usize) -> usize {
    let own = containers[nth];
    let before = nth.checked_sub(1).map(|last| containers[last]);
    let is_alone = |at: usize| {
        let holds = |other: &usize| outline.is_within(*other, at);
        !before.iter().chain(containers.get(nth + 1)).chain(&title).any(holds)
    };
    outline.upwards(own).take_while(|at| *at == own || is_alone(*at)).last().unwrap_or(own)
}

/// Whether the first of some headings says something else, and none behind it says "notes".
fn opens_other<'h>(headings: impl Iterator<Item = &'h Heading>) -> bool {
    let mut real = headings.filter(|heading| heading.rank < LINE);
    real.next().is_some_and(|first| words::is_other_section(&first.text))
        && real.all(|heading| heading.rank > 1 && !heading.says.is_notes())
}

#[cfg(test)]
mod tests {
    use super::super::known;
    use super::*;
    use crate::episode::dom::Dom;

    #[test]
    fn a_column_of_other_episodes_holds_no_notes() {
        assert_eq!(left("<div><h4>Latest episodes</h4><h3>No. 8</h3></div>"), ["a"]);
        assert_eq!(left("<details><summary>Transcript</summary>Text</details>"), ["a", "b"]);
    }

    /// The ids of the texts that are left of one and another which has something before it.
    fn left(before: &str) -> Vec<String> {
        let html = format!(
            "<main><div><h1>Knots</h1><p id=a>Text</p></div><div>{before}<div><p id=b>More text</p></div></div></main>"
        );
        let dom = Dom::page(&html);
        let outline = Outline::of(&dom);
        let containers: Vec<usize> =
            (0..outline.items.len()).filter(|at| outline.items[*at].element.name() == "p").collect();
        let left = without_others(&outline, &heading::real(&outline), &containers, &|href| !href.contains("//"));
        let ids = left.iter().filter_map(|at| attr(outline.items[*at].element, "id"));
        ids.map(str::to_owned).collect()
    }

    /// The ids of the containers of notes that a page has.
    fn known_in(html: &str) -> Vec<String> {
        let dom = Dom::page(html);
        let outline = Outline::of(&dom);
        let found = known::find(&outline, &heading::real(&outline), &|href| !href.contains("//"));
        let ids = found.iter().flat_map(|found| &found.items).filter_map(|at| attr(outline.items[*at].element, "id"));
        ids.map(str::to_owned).collect()
    }

    #[test]
    fn a_container_in_a_card_of_another_episode_is_passed_over() {
        let text = "All of it is here, and it is most of what is said. ".repeat(4);
        let own = |class: &str| {
            format!("<article><h1>Ice</h1><div class={class} id=own>{text}<a href=//a.example>A</a></div></article>")
        };
        let card = |nr: usize, link: &str| {
            format!(
                "<div class=card><h3><a href=/{nr}>Ice</a></h3><div class=episode-description><p>Of {link}.</p></div></div>"
            )
        };
        let (bare, linked) = (card(1, "ice"), card(1, "<a href=//b.example>ice</a>"));
        let two = format!("{linked}{}", card(2, "ice"));
        for others in [&bare, &two, &format!("<h2>More episodes</h2>{linked}")] {
            assert!(known_in(&format!("<main>{}<section>{others}</section></main>", own("x"))).is_empty(), "{others}");
            assert_eq!(known_in(&format!("<main>{}<section>{others}</section></main>", own("entry-content"))), ["own"]);
        }
        let list = format!("<main><h1>Episodes</h1><section id=list>{two}</section></main>");
        let list = list.replace("class=episode", "id=card class=episode");
        assert_eq!(known_in(&list), ["card", "card"], "the page is a list");
    }
}
