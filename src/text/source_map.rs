//! From a fragment's text back to the file that it was cut from.

use super::Span;

/// A stretch of a fragment and where it lies in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    fragment: usize,
    file: Span,
    /// Whether the bytes are the same on both sides; otherwise something like `&amp;` stands in the file.
    exact: bool,
}

/// Leads from byte offsets of a fragment to those of its file, piece by piece.
///
/// A feed holds HTML inside XML: each run of plain text is an exact piece, each entity an inexact one. Pieces are kept in order, so that a look-up
/// is a binary search.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    pieces: Vec<Piece>,
    length: usize,
}

impl SourceMap {
    /// The map of a fragment that is the file's own bytes from `start` on.
    #[must_use]
    pub fn identity(start: usize, length: usize) -> Self {
        let mut map = Self::default();
        map.push_exact(start, length);
        map
    }

    /// Appends `length` bytes that stand in the file as they are, from `file_start` on.
    pub fn push_exact(&mut self, file_start: usize, length: usize) {
        if length == 0 {
            return;
        }
        self.push(
            Piece { fragment: self.length, file: Span::new(file_start, file_start + length), exact: true },
            length,
        );
    }

    /// Appends `length` bytes that are spelt otherwise in the file, over `file`.
    pub fn push_spelt(&mut self, file: Span, length: usize) {
        if length == 0 {
            return;
        }
        self.push(Piece { fragment: self.length, file, exact: false }, length);
    }

    /// Appends what another map covers.
    pub fn append(&mut self, other: &Self) {
        let moved = other.pieces.iter().map(|piece| Piece { fragment: self.length + piece.fragment, ..*piece });
        self.pieces.extend(moved);
        self.length += other.length;
    }

    fn push(&mut self, piece: Piece, length: usize) {
        self.pieces.push(piece);
        self.length += length;
    }

    /// The length in bytes of the fragment that is mapped.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether the fragment is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The bytes of the file that spell `span` of the fragment; `None` outside of it.
    #[must_use]
    pub fn to_file(&self, span: Span) -> Option<Span> {
        if span.end > self.length || span.start > span.end {
            return None;
        }
        let start = self.start_of(span.start)?;
        let end = if span.is_empty() { start } else { self.end_of(span.end)? };
        Some(Span::new(start, end))
    }

    fn start_of(&self, offset: usize) -> Option<usize> {
        let piece = self.pieces[..self.pieces.partition_point(|p| p.fragment <= offset)].last()?;
        let inside = offset - piece.fragment;
        Some(if piece.exact { (piece.file.start + inside).min(piece.file.end) } else { piece.file.start })
    }

    fn end_of(&self, end: usize) -> Option<usize> {
        let piece = self.pieces[..self.pieces.partition_point(|p| p.fragment < end)].last()?;
        let inside = end - piece.fragment;
        Some(if piece.exact { (piece.file.start + inside).min(piece.file.end) } else { piece.file.end })
    }

    /// The map of a text made from this fragment, whose own map into the fragment is `inner`.
    #[must_use]
    pub fn compose(&self, inner: &SourceMap) -> SourceMap {
        let mut map = SourceMap::default();
        let ends = inner.pieces.iter().skip(1).map(|p| p.fragment).chain([inner.length]);
        for (piece, end) in inner.pieces.iter().zip(ends) {
            self.compose_piece(*piece, end - piece.fragment, &mut map);
        }
        map
    }

    fn compose_piece(&self, piece: Piece, length: usize, into: &mut SourceMap) {
        if !piece.exact {
            let file = self.to_file(piece.file).unwrap_or(Span::new(0, 0));
            return into.push_spelt(file, length);
        }
        let mut at = piece.file.start;
        while at < piece.file.end {
            let index = self.pieces.partition_point(|p| p.fragment <= at).max(1) - 1;
            let Some(outer) = self.pieces.get(index) else { return };
            let until = self.pieces.get(index + 1).map_or(self.length, |p| p.fragment).min(piece.file.end);
            if until <= at {
                return;
            }
            if outer.exact {
                into.push_exact(outer.file.start + (at - outer.fragment), until - at);
            } else {
                into.push_spelt(outer.file, until - at);
            }
            at = until;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `a &amp; b` in a file from byte 10 on, read as `a & b`.
    fn map() -> SourceMap {
        let mut map = SourceMap::identity(10, 2);
        map.push_spelt(Span::new(12, 17), 1);
        map.push_exact(17, 2);
        map
    }

    #[test]
    fn an_exact_piece_moves_by_its_offset() {
        assert_eq!(map().to_file(Span::new(0, 2)), Some(Span::new(10, 12)));
        assert_eq!(map().to_file(Span::new(3, 5)), Some(Span::new(17, 19)));
    }

    #[test]
    fn an_entity_covers_its_whole_spelling() {
        assert_eq!(map().to_file(Span::new(2, 3)), Some(Span::new(12, 17)));
        assert_eq!(map().to_file(Span::new(1, 5)), Some(Span::new(11, 19)));
    }

    #[test]
    fn what_is_appended_leads_on_to_its_own_place() {
        let mut both = SourceMap::identity(3, 2);
        both.append(&map());
        assert_eq!(both.len(), 7);
        assert_eq!(both.to_file(Span::new(0, 2)), Some(Span::new(3, 5)));
        assert_eq!(both.to_file(Span::new(4, 5)), Some(Span::new(12, 17)));
    }

    #[test]
    fn nothing_lies_past_the_end() {
        assert_eq!(map().to_file(Span::new(4, 6)), None);
    }

    #[test]
    fn composed_maps_lead_through_both_layers() {
        let inner = SourceMap::identity(1, 3);
        let both = map().compose(&inner);
        assert_eq!(both.len(), 3);
        assert_eq!(both.to_file(Span::new(0, 3)), Some(Span::new(11, 18)));
        assert_eq!(both.to_file(Span::new(1, 2)), Some(Span::new(12, 17)));
    }
}
