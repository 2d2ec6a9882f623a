//! Where bytes of certain kinds stand in a text: 64 bytes are looked at together, without a branch for each.

/// Bytes that are looked at together.
pub(super) type Chunk = [u8; 64];

/// Which bytes of a chunk are so, the first one lowest. Both steps are done many bytes at a time.
pub(super) fn bits(chunk: &Chunk, is: impl Fn(u8) -> bool) -> u64 {
    let mut flags = [0; 64];
    for (flag, byte) in flags.iter_mut().zip(chunk) {
        *flag = u8::from(is(*byte));
    }
    let (eights, _) = flags.as_chunks();
    eights.iter().rev().fold(0, |bits, eight| bits << 8 | packed(u64::from_le_bytes(*eight)))
}

/// Which bytes of a chunk stand behind a letter or a digit in ASCII, if `words` are its letters and digits and `before` stands before it.
pub(super) fn behind_words(words: u64, before: u8) -> u64 {
    words << 1 | u64::from(before.is_ascii_alphanumeric())
}

/// The lowest bits of eight bytes as one byte: each is moved to a place of its own in the highest.
fn packed(flags: u64) -> u64 {
    flags.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The positions of a text for which `mark` has a bit: it is told a chunk, and the byte before that, both blank where there is no text.
pub(super) fn positions<F: Fn(&Chunk, u8) -> u64>(text: &[u8], mark: F) -> Positions<'_, F> {
    let mut positions = Positions { text, mark, start: 0, bits: 0 };
    positions.bits = positions.look(b' ');
    positions
}

/// See [`positions`].
#[derive(Debug)]
pub(super) struct Positions<'a, F> {
    text: &'a [u8],
    mark: F,
    /// Where the chunk begins that is looked at.
    start: usize,
    /// The positions in it, from the next on.
    bits: u64,
}

impl<F: Fn(&Chunk, u8) -> u64> Positions<'_, F> {
    fn look(&self, before: u8) -> u64 {
        let rest = &self.text[self.start..];
        if let Some(chunk) = rest.first_chunk() {
            return (self.mark)(chunk, before);
        }
        let mut chunk = [b' '; 64];
        chunk[..rest.len()].copy_from_slice(rest);
        (self.mark)(&chunk, before) & ((1 << rest.len()) - 1)
    }
}

impl<F: Fn(&Chunk, u8) -> u64> Iterator for Positions<'_, F> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while self.bits == 0 {
            let next = self.start + 64;
            if next >= self.text.len() {
                return None;
            }
            self.start = next;
            self.bits = self.look(self.text[next - 1]);
        }
        let position = self.start + self.bits.trailing_zeros() as usize;
        self.bits &= self.bits - 1;
        Some(position)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn all_are_found_wherever_chunks_end(text in "[ab ]{0,200}") {
            let text = text.as_bytes();
            let found: Vec<usize> = positions(text, |chunk, before| {
                let blanks = bits(chunk, |byte| byte == b' ');
                blanks & !(blanks << 1 | u64::from(before == b' '))
            }).collect();
            let before = |at: usize| if at == 0 { b' ' } else { text[at - 1] };
            let each: Vec<usize> = (0..text.len()).filter(|at| text[*at] == b' ' && before(*at) != b' ').collect();
            prop_assert_eq!(found, each);
        }
    }
}
