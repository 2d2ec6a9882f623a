//! `Retry-After` (RFC 9110 §10.2.3): seconds, or a date.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimeParser;

use super::Response;

/// The longest pause that is understood: no run waits for it, and clocks can still count it.
const LONGEST: Duration = Duration::from_hours(24 * 366);

/// How long the server wants to be left alone, a year at most; `None` if it doesn't say so in a way that can be understood.
///
/// A date is measured against the response's own `Date`, so that a server whose clock is wrong is understood nevertheless; a date that has passed
/// means now.
pub(super) fn retry_after(response: &Response) -> Option<Duration> {
    let value = response.header("retry-after")?;
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds).min(LONGEST));
    }
    let until = date(value)?;
    let now = response.header("date").as_deref().and_then(date).unwrap_or_else(Timestamp::now);
    Some(Duration::try_from(until.duration_since(now)).unwrap_or(Duration::ZERO).min(LONGEST))
}

fn date(value: &str) -> Option<Timestamp> {
    DateTimeParser::new().parse_timestamp(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::net::Body;
    use http::HeaderMap;

    fn wait(value: &str) -> Option<Duration> {
        let mut headers = HeaderMap::new();
        headers.insert("date", "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
        headers.insert("retry-after", value.parse().unwrap());
        let url = url::Url::parse("http://example.com/").unwrap().into();
        retry_after(&Response { url, status: 429, headers, body: Body::unread() })
    }

    #[test]
    fn seconds_and_dates_are_understood() {
        assert_eq!(wait("120"), Some(Duration::from_mins(2)));
        assert_eq!(wait("Sun, 06 Nov 1994 08:50:00 GMT"), Some(Duration::from_secs(23)));
        assert_eq!(wait("Sun, 06 Nov 1994 07:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(wait("18446744073709551615"), Some(LONGEST));
    }

    #[test]
    fn anything_else_says_nothing() {
        for value in ["soon", "30s", "-5", "", "1e3"] {
            assert_eq!(wait(value), None, "{value}");
        }
    }
}
