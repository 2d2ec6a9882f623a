//! Header fields of services that turn robots away: what they tell, for second looks and for verdicts.

/// What a field tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tells {
    /// A robot is asked for a proof, whatever the status.
    Challenge,
    /// Such a service stands before the site: a 403 may be its own, all else is the site's.
    Guard,
}

/// The fields that only such services send.
const FIELDS: &[(&str, Tells)] = &[
    ("cf-mitigated", Tells::Challenge),
    ("x-vercel-mitigated", Tells::Challenge),
    ("x-amzn-waf-action", Tells::Challenge),
    ("sg-captcha", Tells::Challenge),
    ("x-kpsdk-ct", Tells::Challenge),
    ("x-datadome", Tells::Guard),
    ("x-dd-b", Tells::Guard),
    ("x-sucuri-id", Tells::Guard),
    ("x-iinfo", Tells::Guard),
];

/// Whether an answer with these header fields is a challenge to robots.
#[must_use]
pub fn is_challenge(headers: &[(&str, Box<str>)]) -> bool {
    has(headers, |tells| tells == Tells::Challenge)
}

/// Whether a refusal with these header fields may be one of robots only.
#[must_use]
pub fn is_guarded(headers: &[(&str, Box<str>)]) -> bool {
    has(headers, |_| true)
}

fn has(headers: &[(&str, Box<str>)], tells: impl Fn(Tells) -> bool) -> bool {
    FIELDS.iter().any(|(name, what)| tells(*what) && headers.iter().any(|(field, _)| field == name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::telling_field;

    #[test]
    fn the_fields_are_among_those_that_are_kept() {
        for (name, _) in FIELDS {
            assert_eq!(telling_field(name), Some(*name));
        }
    }
}
