//! A text in short, to tell whether two long texts are one but for a few words.

/// Counters; enough that two texts seldom differ in words that share one.
const COUNTERS: usize = 512;

/// Two texts with more differing words than this are two texts. An address that is repeated, a date and a counter are fewer.
pub(super) const MOST_DIFFERENCES: u32 = 24;

/// How often each word stands in a text, words with the same hash together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sketch(Vec<u8>);

impl Sketch {
    /// Adds a word.
    pub(super) fn add_word(&mut self, word: &str) {
        if self.0.is_empty() {
            self.0.resize(COUNTERS, 0);
        }
        let at = usize::try_from(hash(word) % COUNTERS as u64).expect("below 512");
        self.0[at] = self.0[at].saturating_add(1);
    }

    /// Whether no word was added.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether two texts are one but for a few words.
    pub(super) fn is_nearly(&self, other: &Self) -> bool {
        let apart: u32 = self.0.iter().zip(&other.0).map(|(one, two)| u32::from(one.abs_diff(*two))).sum();
        self.0.len() == other.0.len() && apart <= MOST_DIFFERENCES
    }
}

/// A quick hash, eight bytes at a time: every page is read word by word, and nobody gains by words that share a counter.
fn hash(word: &str) -> u64 {
    let mix = |hash: u64, part: u64| (hash.rotate_left(5) ^ part).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let (eights, rest) = word.as_bytes().as_chunks();
    let hash = eights.iter().fold(0, |hash, eight| mix(hash, u64::from_le_bytes(*eight)));
    let rest = word.len() as u64 ^ few(rest).rotate_left(8);
    mix(hash, rest) >> 32
}

/// Fewer than eight bytes as a number, in two loads at most that may overlap.
fn few(bytes: &[u8]) -> u64 {
    match (bytes.first_chunk(), bytes.last_chunk(), bytes) {
        (Some(first), Some(last), _) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        (_, _, [first, .., last]) => u64::from_le_bytes([*first, bytes[1], *last, 0, 0, 0, 0, 0]),
        (_, _, [only]) => u64::from(*only),
        (_, _, []) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sketch(text: &str) -> Sketch {
        let mut sketch = Sketch::default();
        text.split_whitespace().for_each(|word| sketch.add_word(word));
        sketch
    }

    #[test]
    fn a_repeated_address_is_no_difference_and_another_article_is() {
        let run = |name: &str, count| {
            (0..count).flat_map(|at| [name.to_owned(), at.to_string(), " ".into()]).collect::<String>()
        };
        let page = |article: &str, address: &str| {
            sketch(&format!("{}{} you asked for {address}", run("entry", 500), run(article, 60)))
        };
        let one = page("moth", "/a");
        assert!(one.is_nearly(&page("moth", "/b/c")));
        assert!(!one.is_nearly(&page("bee", "/a")));
    }
}
