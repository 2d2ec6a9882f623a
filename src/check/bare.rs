//! Answers that no site has made: a server's listing of nothing, the error of a script, a sentence and no more.

use super::PageFacts;
use super::phrases::{errors_in, in_lower_case};

/// A text that says that there is nothing, and no more than that, has no more bytes than this.
const BARE: usize = 300;

/// Whether a page is a server's listing of a folder in which nothing is.
pub(super) fn is_empty_listing(facts: &PageFacts) -> bool {
    const COLUMNS: &[&str] = &[
        "index",
        "of",
        "/",
        "../",
        "name",
        "last",
        "modified",
        "size",
        "description",
        "parent",
        "directory",
        "cgi-bin/",
        "-",
    ];
    let is_size = |word: &str| word.ends_with(['K', 'M', 'G']) || !word.contains('.');
    let is_file = |word: &str| {
        let is_figure = word.starts_with(|c: char| c.is_ascii_digit()) && is_size(word);
        !COLUMNS.contains(&&*word.to_lowercase()) && !is_figure
    };
    // The server's own line comes last: `Apache/2.4 (Ubuntu) Server at a.example Port 80`.
    let mut text = facts.text.split("Server at").next().unwrap_or_default();
    text = text.rfind("Apache").map_or(text, |at| &text[..at]);
    facts.title.trim() == "Index of /" && facts.text_length < BARE && !text.split_whitespace().any(is_file)
}

/// Whether a text begins with what PHP shows of a script that it couldn't run: `Fatal error: … in /x.php on line 12`.
pub(super) fn is_php_error(text: &str) -> bool {
    let text = text.strip_prefix("PHP ").unwrap_or(text);
    let after = ["Fatal error", "Parse error"].iter().find_map(|begin| text.strip_prefix(begin));
    let begins = after.is_some_and(|rest| rest.trim_start().starts_with(':'));
    begins && text.contains(".php") && text.contains(" on line ")
}

/// Whether all of a text says that there is nothing: a sentence, or an object for programs.
pub(super) fn is_bare_error(text: &str) -> bool {
    let text = text.trim();
    if text.len() > BARE {
        return false;
    }
    if text.starts_with('{') { is_error_object(text) } else { is_error_of_express(text) || is_error_sentence(text) }
}

/// Whether a text is what Express answers where nothing stands: `Cannot GET /x`.
fn is_error_of_express(text: &str) -> bool {
    let path = ["Cannot GET ", "Cannot HEAD "].iter().find_map(|begin| text.strip_prefix(begin));
    path.is_some_and(|path| path.starts_with('/') && !path.contains(char::is_whitespace))
}

/// Whether a sentence is for the most part made of phrases of error pages.
fn is_error_sentence(text: &str) -> bool {
    let text = in_lower_case(text);
    let mut spans: Vec<_> = errors_in(&text).collect();
    spans.sort_unstable_by_key(|span| span.start);
    let (mut said, mut end) = (0, 0);
    for span in spans {
        said += span.end.saturating_sub(span.start.max(end));
        end = end.max(span.end);
    }
    said > 0 && 2 * said >= text.len()
}

/// Whether an object in JSON has an error that means that there is nothing.
fn is_error_object(text: &str) -> bool {
    const SIGNS: &[&str] = &[
        "\"error\":\"not_found",
        "\"error\":\"notfound",
        "\"message\":\"notfound",
        "\"code\":\"not_found",
        "\"code\":\"notfound",
        "\"status\":404",
        "\"statuscode\":404",
        "\"code\":404",
        "\"error\":404",
    ];
    let text: String = text.to_lowercase().split_whitespace().collect();
    SIGNS.iter().any(|sign| text.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::soft_404::apology;
    use crate::check::{Apology, Spot};

    fn of(title: &str, text: &str) -> Option<(Apology, Spot)> {
        apology(&PageFacts { title: title.to_owned(), text: text.to_owned(), ..PageFacts::default() })
    }

    #[test]
    fn a_listing_of_nothing_is_no_site() {
        assert_eq!(
            of("Index of /", "Index of / Name Last modified Size Description cgi-bin/ 2019-03-02 11:02 -"),
            Some((Apology::DefaultPage, Spot::Title))
        );
        let apache =
            "Index of / Name Last modified Size cgi-bin/ 2022-08-01 10:11 - Apache/2.4 Server at a.example Port 80";
        assert_eq!(of("Index of /", apache), Some((Apology::DefaultPage, Spot::Title)));
        assert_eq!(of("Index of /", "Index of / ../ paper.pdf 02-Mar-2019 11:02 90211"), None);
        assert_eq!(of("Index of /", "Index of / Name Last modified Size README 2019-03-02 11:02 512"), None);
        assert_eq!(of("Index of /", "Index of / Name music/ 2019-03-02 11:02 -"), None);
    }

    #[test]
    fn an_error_that_is_all_of_a_page_counts() {
        let all = |text: &str| {
            let facts = PageFacts { text: text.to_owned(), text_length: text.len() + 1, ..PageFacts::default() };
            apology(&facts)
        };
        for text in [
            "File not found.",
            "Error 404: the requested file was not found on this server.",
            "Not Found",
            "No input file specified.",
            "Cannot GET /notes/7",
            "{\"error\": \"not_found\", \"id\": 3}",
        ] {
            assert_eq!(all(text), Some((Apology::NotFound, Spot::Text)), "{text}");
        }
        assert_eq!(all("What the ferryman sought and could not find: a tale"), Some((Apology::Oops, Spot::Text)));
        assert_eq!(all("Cannot GET /it/ out of my head: a song"), None);
        assert_eq!(all("{\"title\": \"A map of errors\", \"status\": 200}"), None);
    }

    #[test]
    fn a_script_that_cannot_be_run_is_out_of_order() {
        let error = "Fatal error : Uncaught Error: Call to undefined function x() in /srv/a.php:12 thrown in /srv/a.php on line 12";
        assert_eq!(of("", error), Some((Apology::OutOfOrder, Spot::Heading)));
        assert_ne!(of("Notes", &format!("How to mend this: {error}")), of("", error));
    }
}
