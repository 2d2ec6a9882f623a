//! Cutting a back catalogue to its newest episodes.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::Episode;

/// Which episodes are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// So many of the newest.
    pub latest: Option<usize>,
    /// Those of this day and later. Where an episode doesn't say when it was published, it is kept.
    pub since: Option<Date>,
}

impl Cut {
    /// Whether every episode is wanted.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        self.latest.is_none() && self.since.is_none()
    }

    /// Leaves the wanted episodes of one catalogue, which may lie in several documents, without changing their order.
    ///
    /// The newest are those with the latest dates, then those with the highest numbers, then those that come first.
    pub fn apply(&self, catalogue: &mut [&mut Vec<Episode>]) {
        if let Some(since) = self.since {
            for episodes in catalogue.iter_mut() {
                episodes.retain(|episode| episode.date.is_none_or(|date| date >= since));
            }
        }
        if let Some(latest) = self.latest {
            keep_newest(catalogue, latest);
        }
    }
}

fn keep_newest(catalogue: &mut [&mut Vec<Episode>], count: usize) {
    let mut ages: Vec<_> = catalogue.iter().flat_map(|episodes| episodes.iter()).map(age).enumerate().collect();
    ages.sort_by_key(|(_, age)| Reverse(*age));
    let mut wanted = vec![false; ages.len()];
    for (place, _) in ages.into_iter().take(count) {
        wanted[place] = true;
    }
    let mut wanted = wanted.into_iter();
    for episodes in catalogue {
        episodes.retain(|_| wanted.next().unwrap_or(false));
    }
}

fn age(episode: &Episode) -> (Option<Date>, Option<u32>) {
    let number = episode.number.as_ref().and_then(|number| {
        let digits = number.trim_start_matches(|c: char| !c.is_ascii_digit());
        digits.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    });
    (episode.date, number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn episode(title: &str, day: Option<i8>, number: Option<&str>) -> Episode {
        Episode {
            title: Some(title.to_owned()),
            date: day.map(|day| date(2025, 5, day)),
            number: number.map(str::to_owned),
            ..Episode::default()
        }
    }

    fn left(cut: Cut, mut documents: Vec<Vec<Episode>>) -> String {
        let mut catalogue: Vec<&mut Vec<Episode>> = documents.iter_mut().collect();
        cut.apply(&mut catalogue);
        documents.iter().flatten().filter_map(|episode| episode.title.clone()).collect()
    }

    #[test]
    fn the_newest_are_kept_in_the_order_of_the_document() {
        let feed = || vec![vec![episode("a", Some(1), None), episode("b", Some(9), None), episode("c", Some(5), None)]];
        assert_eq!(left(Cut { latest: Some(2), since: None }, feed()), "bc");
        assert_eq!(left(Cut { latest: Some(9), since: None }, feed()), "abc");
        assert_eq!(left(Cut { latest: None, since: Some(date(2025, 5, 5)) }, feed()), "bc");
        assert_eq!(left(Cut { latest: Some(1), since: Some(date(2025, 5, 9)) }, feed()), "b");
    }

    #[test]
    fn a_folder_of_files_is_one_catalogue() {
        let files = vec![vec![episode("a", Some(1), None)], vec![], vec![episode("b", Some(2), None)]];
        assert_eq!(left(Cut { latest: Some(1), since: None }, files), "b");
    }

    #[test]
    fn numbers_and_order_stand_in_for_dates() {
        let numbered = vec![vec![episode("a", None, Some("#9")), episode("b", None, Some("10"))]];
        assert_eq!(left(Cut { latest: Some(1), since: None }, numbered), "b");
        let bare = vec![vec![episode("a", None, None), episode("b", None, None)]];
        assert_eq!(left(Cut { latest: Some(1), since: Some(date(2025, 1, 1)) }, bare), "a");
    }
}
