//! Text that the tokenizer hands over piece by piece: shared with the source where the source spells it as it is, else put together.

use html5ever::tendril::StrTendril;

use crate::text::Span;

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Where the source spells all of it; empty once a piece came that stands elsewhere, or otherwise.
    spelt: Option<Span>,
    /// All of it, where the source doesn't spell it.
    apart: Vec<u8>,
}

impl Gathered {
    pub(super) fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(super) fn len(&self) -> usize {
        self.spelt.map_or(self.apart.len(), Span::len)
    }

    pub(super) fn clear(&mut self) {
        self.spelt = None;
        self.apart.clear();
    }

    /// Appends what was read up to `position`; returns whether the source spells it there as it is.
    pub(super) fn push(&mut self, text: &[u8], source: &str, position: usize) -> bool {
        let start = position.saturating_sub(text.len());
        let exact = source.as_bytes().get(start..position) == Some(text);
        match &mut self.spelt {
            Some(spelt) if exact && spelt.end == start => spelt.end = position,
            None if exact && self.apart.is_empty() => self.spelt = Some(Span::new(start, position)),
            _ => {
                if let Some(spelt) = self.spelt.take() {
                    self.apart.extend_from_slice(&source.as_bytes()[spelt.range()]);
                }
                self.apart.extend_from_slice(text);
            }
        }
        exact
    }

    /// The text; what comes next is another. `whole` is the source.
    pub(super) fn take(&mut self, whole: &StrTendril) -> StrTendril {
        let shared = self.spelt.and_then(|spelt| {
            whole.try_subtendril(u32::try_from(spelt.start).ok()?, u32::try_from(spelt.len()).ok()?).ok()
        });
        let text = shared.unwrap_or_else(|| match self.spelt {
            Some(spelt) => of_bytes(&whole.as_bytes()[spelt.range()]),
            None => of_bytes(&self.apart),
        });
        self.clear();
        text
    }
}

/// Bytes as text.
pub(super) fn of_bytes(bytes: &[u8]) -> StrTendril {
    match std::str::from_utf8(bytes) {
        Ok(text) => StrTendril::from_slice(text),
        Err(_) => StrTendril::from_slice(&String::from_utf8_lossy(bytes)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(source: &str, pieces: &[(&str, usize)]) -> (String, bool) {
        let whole = StrTendril::from_slice(source);
        let mut gathered = Gathered::default();
        for (piece, position) in pieces {
            gathered.push(piece.as_bytes(), source, *position);
        }
        assert_eq!(gathered.len(), pieces.iter().map(|(piece, _)| piece.len()).sum::<usize>());
        let text = gathered.take(&whole);
        assert!(gathered.is_empty());
        (text.to_string(), text.is_shared_with(&whole))
    }

    #[test]
    fn what_the_source_spells_is_shared_and_the_rest_is_put_together() {
        let source = "salt and pepper &amp; more of it";
        assert_eq!(gathered(source, &[("salt and", 8), (" pepper ", 16)]), ("salt and pepper ".to_owned(), true));
        let mixed = [("and pepper ", 16), ("&", 21), (" more of it", 32)];
        assert_eq!(gathered(source, &mixed), ("and pepper & more of it".to_owned(), false));
        assert_eq!(gathered(source, &[("salt", 4), ("pepper", 15)]), ("saltpepper".to_owned(), false));
        assert_eq!(gathered(source, &[("&", 21), ("salt", 4)]).0, "&salt");
    }

    #[test]
    fn a_character_that_comes_byte_by_byte_is_one() {
        let (source, mut gathered) = ("naïve or not", Gathered::default());
        for (at, byte) in source.bytes().enumerate() {
            gathered.push(&[byte], source, at + 1);
        }
        assert_eq!(&*gathered.take(&StrTendril::from_slice(source)), source);
    }
}
