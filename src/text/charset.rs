//! The charset of bytes that nobody names: what browsers guess from how often which letters stand side by side.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, WINDOWS_1252};

/// How much is looked at from the first letter that isn't ASCII, in bytes: more hardly tells more.
const ENOUGH: usize = 1 << 20;

/// How much before that letter is looked at, in bytes: what stands beside it tells something.
const BEFORE: usize = 2;

/// Fewer bytes that aren't ASCII than these say nothing: `£12` may be Polish, `¡Gracias!` Chinese.
const FEWEST: usize = 4;

/// The likeliest encoding of bytes that aren't UTF-8: windows-1252 where there is little to tell it from (WHATWG Encoding, the fallback of most locales).
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let start = Encoding::ascii_valid_up_to(bytes).saturating_sub(BEFORE);
    let piece = &bytes[start..bytes.len().min(start + ENOUGH)];
    if piece.iter().filter(|byte| !byte.is_ascii()).take(FEWEST).count() < FEWEST {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(piece, start + piece.len() == bytes.len());
    detector.guess(None, Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{BIG5, EUC_JP, EUC_KR, GBK, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251};

    fn guessed(text: &str, encoding: &'static Encoding) -> &'static Encoding {
        let (bytes, _, lacks) = encoding.encode(text);
        assert!(!lacks, "{text}");
        guess(&bytes)
    }

    #[test]
    fn languages_tell_their_encodings() {
        for (text, encoding) in [
            ("公式サイト：https://a.example/", SHIFT_JIS),
            ("公式サイト：https://a.example/", EUC_JP),
            ("官网：https://a.example/", GBK),
            ("官網：https://a.example/", BIG5),
            ("공식 사이트: https://a.example/", EUC_KR),
            ("Выпуск 12: https://a.example/", WINDOWS_1251),
            ("Książka o żółwiach: https://a.example/", WINDOWS_1250),
            ("Überraschung – für „alle“", WINDOWS_1252),
            ("« Déjà » : où êtes-vous ?", WINDOWS_1252),
            ("It’s “slow” – and we’re back…", WINDOWS_1252),
        ] {
            assert_eq!(guessed(text, encoding), encoding, "{text}");
        }
    }

    #[test]
    fn what_says_too_little_is_western() {
        for text in ["¡Gracias!", "£12", "café", ""] {
            assert_eq!(guessed(text, WINDOWS_1252), WINDOWS_1252, "{text}");
        }
    }

    #[test]
    fn a_long_text_tells_by_its_first_letters() {
        let text = format!("{}{}", "a".repeat(ENOUGH), "Выпуск ".repeat(ENOUGH / 5));
        assert_eq!(guessed(&text, WINDOWS_1251), WINDOWS_1251);
    }
}
