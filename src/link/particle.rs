//! Korean particles, which follow a name without a blank: `https://a.example/x에서` means “at `https://a.example/x`”.

/// Particles and what is put together of them, and forms of “to be” that stand in their place.
const PARTICLES: &[&str] = &[
    "가",
    "과",
    "까지",
    "는",
    "도",
    "라고",
    "라는",
    "로",
    "로는",
    "로도",
    "를",
    "만",
    "부터",
    "에",
    "에게",
    "에는",
    "에도",
    "에서",
    "에서는",
    "에서도",
    "예요",
    "와",
    "으로",
    "으로는",
    "으로도",
    "은",
    "을",
    "의",
    "이",
    "이고",
    "이라고",
    "이라는",
    "이며",
    "이에요",
    "입니다",
];

/// An address without the particle that ends it. A name may end in the same letters, but stands behind Korean or a slash: `/wiki/한옥`, `/tag/K팝`.
pub(super) fn without(address: &str) -> &str {
    let stem = address.trim_end_matches(is_hangul);
    let is_particle =
        stem.ends_with(|c: char| c.is_ascii_alphanumeric()) && PARTICLES.contains(&&address[stem.len()..]);
    if is_particle { stem } else { address }
}

/// The length of a particle that a text begins with, where nothing else is written on to it.
pub(super) fn length(text: &str) -> usize {
    let length = text.find(|c| !is_hangul(c)).unwrap_or(text.len());
    let is_last = !text[length..].starts_with(char::is_alphanumeric);
    if is_last && PARTICLES.contains(&&text[..length]) { length } else { 0 }
}

fn is_hangul(c: char) -> bool {
    ('\u{ac00}'..='\u{d7a3}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn particles_are_told_from_names() {
        assert_eq!(without("https://a.example/hanok에서"), "https://a.example/hanok");
        assert_eq!(without("https://a.example/1입니다"), "https://a.example/1");
        for whole in [
            "https://a.example/wiki/한옥",
            "https://a.example/tag/K팝",
            "https://a.example/이",
            "https://한국의",
            "에서",
        ] {
            assert_eq!(without(whole), whole);
        }
    }

    #[test]
    fn a_particle_ends_its_word() {
        assert_eq!((length("에서 볼"), length("의"), length("의자")), (6, 3, 0));
        assert_eq!((length("에서x"), length(""), length("x")), (0, 0, 0));
    }
}
