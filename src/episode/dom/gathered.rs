//! Text that the tokenizer hands over piece by piece: shared with the source where the source spells it as it is, else put together.

use html5ever::tendril::StrTendril;

use crate::text::Span;

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    /// Where the source spells all of it; empty once a piece came that stands elsewhere, or otherwise.
    spelt: Option<Span>,
    /// All of it, where the source doesn't spell it.
    apart: String,
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

    /// Appends a text that stands at `place` in the source, which spells it as it is or otherwise; returns whether it does so byte for byte.
    pub(super) fn push(&mut self, text: &str, place: Span, is_spelt: bool, whole: &str) -> bool {
        match &mut self.spelt {
            Some(spelt) if is_spelt && spelt.end == place.start => spelt.end = place.end,
            None if is_spelt && self.apart.is_empty() => self.spelt = Some(place),
            _ => {
                if let Some(spelt) = self.spelt.take() {
                    self.apart.push_str(&whole[spelt.range()]);
                }
                self.apart.push_str(text);
            }
        }
        // A carriage return is read as a line feed.
        is_spelt || text == "\n"
    }

    /// The text; what comes next is another. `whole` is the source.
    pub(super) fn take(&mut self, whole: &StrTendril) -> StrTendril {
        let text = match self.spelt {
            Some(spelt) => part(whole, spelt),
            None => StrTendril::from_slice(&self.apart),
        };
        self.clear();
        text
    }
}

/// A tendril holds so many bytes in itself.
const INLINE: usize = 8;

/// A part of the source: a short one as a copy, which needs no count of who shares it.
pub(super) fn part(whole: &StrTendril, place: Span) -> StrTendril {
    let shared = || {
        let (at, length) = (u32::try_from(place.start).ok()?, u32::try_from(place.len()).ok()?);
        whole.try_subtendril(at, length).ok()
    };
    let shared = if place.len() <= INLINE { None } else { shared() };
    shared.unwrap_or_else(|| StrTendril::from_slice(&whole[place.range()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(source: &str, pieces: &[(&str, usize, usize)]) -> (String, bool) {
        let whole = StrTendril::from_slice(source);
        let mut gathered = Gathered::default();
        for (piece, start, end) in pieces {
            let is_spelt = source[*start..*end] == **piece;
            gathered.push(piece, Span::new(*start, *end), is_spelt, &whole);
        }
        assert_eq!(gathered.len(), pieces.iter().map(|(piece, ..)| piece.len()).sum::<usize>());
        let text = gathered.take(&whole);
        assert!(gathered.is_empty());
        (text.to_string(), text.is_shared_with(&whole))
    }

    #[test]
    fn what_the_source_spells_is_shared_and_the_rest_is_put_together() {
        let source = "salt and pepper &amp; more of it";
        assert_eq!(gathered(source, &[("salt and", 0, 8), (" pepper ", 8, 16)]), ("salt and pepper ".to_owned(), true));
        let mixed = [("and pepper ", 5, 16), ("&", 16, 21), (" more of it", 21, 32)];
        assert_eq!(gathered(source, &mixed), ("and pepper & more of it".to_owned(), false));
        assert_eq!(gathered(source, &[("salt", 0, 4), ("pepper", 9, 15)]), ("saltpepper".to_owned(), false));
        assert_eq!(gathered(source, &[("&", 16, 21), ("salt", 0, 4)]).0, "&salt");
    }
}
