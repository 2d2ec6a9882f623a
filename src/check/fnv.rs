//! FNV-1a, 64 bits: the same on every machine and in every version, unlike the standard library's hash.

/// The hash of a text. Whoever takes a few bits of it mixes it first.
pub(super) fn fnv(text: &str) -> u64 {
    let add = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    text.bytes().fold(0xcbf2_9ce4_8422_2325, add)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_hash_of_its_authors() {
        // draft-eastlake-fnv, "A.3 FNV-1a Test Vectors".
        assert_eq!(fnv(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv("foobar"), 0x8594_4171_f739_67e8);
    }
}
