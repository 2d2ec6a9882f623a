//! Where JSON makes no sense to a parser that lets nothing pass.

use serde::Deserialize;
use serde::de::IgnoredAny;

/// The first byte at which a strict parser gives up, and why; `None` where a sound value stands at the start of `source`, whatever is behind it.
#[must_use]
pub fn json_fault(source: &str) -> Option<(usize, String)> {
    let error = IgnoredAny::deserialize(&mut serde_json::Deserializer::from_str(source)).err()?;
    let line: usize = source.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
    let at = (line + error.column().saturating_sub(1)).min(source.len());
    let what = error.to_string();
    Some((at, what.rsplit_once(" at line ").map_or(what.as_str(), |(what, _)| what).to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_of_the_fault_is_told() {
        assert_eq!(json_fault("{\"a\": [1, \"x\\\\y\"]}\n\nmore"), None);
        assert_eq!(json_fault("{\n\"a\": \"x\\y\"}"), Some((10, "invalid escape".to_owned())));
        assert_eq!(json_fault("[1,]").map(|(at, _)| at), Some(3));
    }
}
