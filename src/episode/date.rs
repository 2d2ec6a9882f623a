//! Dates as feeds and front matter spell them.

use jiff::civil::Date;

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The calendar day of a date and time, in the zone in which it is written.
///
/// RFC 3339 and its sloppy relatives (`2020-03-03`, `2020/3/3 10:00`, `20200303`), RFC 2822 and its (`Tue, 3 March 2020 10:00`, `March 3, 2020`,
/// two-digit years, a wrong day of the week). What can't be read is `None`: a date is a convenience, never a reason to fail.
#[must_use]
pub fn parse(text: &str) -> Option<Date> {
    let text = text.trim();
    numeric(text).or_else(|| worded(text))
}

/// Year first.
fn numeric(text: &str) -> Option<Date> {
    let mut parts = text.split(|c: char| !c.is_ascii_digit());
    let first = parts.next()?;
    match first.len() {
        4 => day(first.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?),
        8 => day(first[..4].parse().ok()?, first[4..6].parse().ok()?, first[6..].parse().ok()?),
        _ => None,
    }
}

/// With the name of the month.
fn worded(text: &str) -> Option<Date> {
    let words: Vec<&str> =
        text.split([' ', ',', '-', '.', '\t', '\n', '\r']).filter(|w| !w.is_empty()).take(6).collect();
    let at = words.iter().position(|word| month(word).is_some())?;
    let number = |at: Option<usize>| words.get(at?).and_then(|word| leading_number(word));
    let before = number(at.checked_sub(1));
    let (date, year) = match before {
        Some(date) => (date, number(Some(at + 1))?),
        None => (number(Some(at + 1))?, number(Some(at + 2))?),
    };
    day(full_year(year), month(words[at])?, i8::try_from(date).ok()?)
}

fn month(word: &str) -> Option<i8> {
    let start = word.get(..3)?.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| *month == start)?;
    i8::try_from(at + 1).ok()
}

fn leading_number(word: &str) -> Option<i16> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    word[..end].parse().ok()
}

/// Two digits mean 1950 to 2049 (RFC 2822 §4.3).
fn full_year(year: i16) -> i16 {
    match year {
        0..50 => year + 2000,
        50..100 => year + 1900,
        _ => year,
    }
}

fn day(year: i16, month: i8, day: i8) -> Option<Date> {
    Date::new(year, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    #[test]
    fn the_dates_of_feeds_are_read() {
        for text in [
            "Tue, 03 Mar 2020 10:00:00 GMT",
            "Tue, 3 Mar 2020 10:00:00 -0500",
            "3 March 2020",
            "tue,03 mar 2020 1:00:00 EST",
            "Friday, 03 Mar 20 10:00",
            "March 3rd, 2020",
            "Mar 3 2020",
            "03-Mar-2020 10:00:00",
            "2020-03-03T23:59:59-08:00",
            "2020-03-03T10:00:00.000Z",
            "2020-03-03",
            "2020/3/3 10:00",
            "20200303T100000Z",
            "  \n2020-03-03\n ",
        ] {
            assert_eq!(parse(text), Some(date(2020, 3, 3)), "{text}");
        }
        assert_eq!(parse("1 Jan 99 00:00:00 GMT"), Some(date(1999, 1, 1)));
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in ["", "soon", "Tue, 32 Mar 2020", "2020-13-01", "March", "Mar 3", "99999-01-01", "12"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text in "\\PC{0,30}") {
            let _ = parse(&text);
        }
    }
}
