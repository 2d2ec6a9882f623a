//! The columns of a page: what stands beside the notes may be written in the same editor.

use super::heading::{self, Heading, LINE};
use super::others;
use super::outline::Outline;
use super::words::{self, Says};

/// The containers that stand in no column which begins with something else, such as "Latest episodes". In document order.
pub(super) fn without_others(outline: &Outline<'_>, headings: &[Heading], containers: &[usize]) -> Vec<usize> {
    let title = headings.iter().find(|heading| heading.rank == 1).map(|heading| heading.at);
    let is_other = |nth: usize| {
        let column = around(outline, title, containers, nth);
        let before = heading::within(headings, column, containers[nth]).iter();
        opens_other(before.filter(|heading| others::may_be_over(outline, heading, containers[nth])))
    };
    (0..containers.len()).filter(|nth| !is_other(*nth)).map(|nth| containers[nth]).collect()
}

/// The largest element around a container that holds none of the others, and no title.
fn around(outline: &Outline<'_>, title: Option<usize>, containers: &[usize], nth: usize) -> usize {
    let own = containers[nth];
    let before = nth.checked_sub(1).map(|last| containers[last]);
    let is_alone = |at: usize| {
        let holds = |other: &usize| outline.is_within(*other, at);
        !before.iter().chain(containers.get(nth + 1)).chain(&title).any(holds)
    };
    let parents = std::iter::successors(Some(own), |at| Some(outline.items[*at].parent).filter(|next| next != at));
    parents.take_while(|at| *at == own || is_alone(*at)).last().unwrap_or(own)
}

/// Whether the first of some headings says something else, and none behind it says "notes".
fn opens_other<'h>(headings: impl Iterator<Item = &'h Heading>) -> bool {
    let mut real = headings.filter(|heading| heading.rank < LINE);
    real.next().is_some_and(|first| words::is_other_section(&first.text))
        && real.all(|heading| heading.rank > 1 && !matches!(heading.says, Says::Strongly | Says::Notes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::episode::dom::{Dom, attr};

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
        let left = without_others(&outline, &heading::real(&outline), &containers);
        let ids = left.iter().filter_map(|at| attr(outline.items[*at].element, "id"));
        ids.map(str::to_owned).collect()
    }
}
