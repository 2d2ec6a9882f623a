//! The charset of bytes that nobody names: what browsers guess from how often which letters stand side by side.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_8859_5, ISO_8859_6, ISO_8859_7, ISO_8859_8, KOI8_R,
    KOI8_U, SHIFT_JIS, WINDOWS_874, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253, WINDOWS_1255, WINDOWS_1256,
};

/// How much is looked at from the first letter that isn't ASCII, in bytes: more hardly tells more.
const ENOUGH: usize = 1 << 20;

/// How much before that letter is looked at, in bytes: what stands beside it tells something.
const BEFORE: usize = 2;

/// Fewer bytes that aren't ASCII than these say nothing.
const FEWEST: usize = 4;

/// Of such bytes, one in so many has another beside it where a script isn't Latin. Signs such as `£`, `«` and `×` stand alone, and so do most letters with
/// accents.
const PAIRED: usize = 3;

/// Other scripts than Latin. Which Latin letters are meant, signs alone don't tell: `£12` may be Polish.
const OTHER_SCRIPTS: &[&Encoding] = &[
    SHIFT_JIS,
    EUC_JP,
    GBK,
    GB18030,
    BIG5,
    EUC_KR,
    WINDOWS_1251,
    KOI8_U,
    KOI8_R,
    ISO_8859_5,
    IBM866,
    WINDOWS_1253,
    ISO_8859_7,
    WINDOWS_1255,
    ISO_8859_8,
    WINDOWS_1256,
    ISO_8859_6,
    WINDOWS_874,
];

/// The likeliest encoding of bytes that aren't UTF-8: windows-1252 where they don't look like another script (WHATWG Encoding, the fallback of most locales).
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let start = Encoding::ascii_valid_up_to(bytes).saturating_sub(BEFORE);
    let piece = &bytes[start..bytes.len().min(start + ENOUGH)];
    let count = piece.iter().filter(|byte| !byte.is_ascii()).count();
    let runs = piece.split(u8::is_ascii).filter(|run| run.len() > 1);
    if count < FEWEST || runs.map(<[u8]>::len).sum::<usize>() * PAIRED < count {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(piece, start + piece.len() == bytes.len());
    let guess = detector.guess(None, Utf8Detection::Deny);
    if OTHER_SCRIPTS.contains(&guess) { guess } else { WINDOWS_1252 }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("Überraschung – für „alle“", WINDOWS_1252),
            ("« Déjà » : où êtes-vous ?", WINDOWS_1252),
            ("It’s “slow” – and we’re back…", WINDOWS_1252),
        ] {
            assert_eq!(guessed(text, encoding), encoding, "{text}");
        }
    }

    #[test]
    fn what_says_too_little_is_western() {
        for text in [
            "¡Gracias!",
            "£12",
            "café",
            "",
            "Mugs £12, shirts £20, hoodies £35, caps £15.",
            "¥100 ¥200 ¥300 ¥400",
            "Au menu : « Dune », « Matrix » et « Alien »",
            "½ ¼ ¾ ½",
            "±5 ±6 ±7 ±8",
            "cœur, sœur, œuvre, bœuf",
            "5µm 6µm 7µm 8µm",
            "Potluck - JS × Web Components × Security × Python × Databases × More!",
            "As canções são do coração, a produção não é",
            "« https://a.example/x» et «https://c.example/z» « » « »",
        ] {
            assert_eq!(guessed(text, WINDOWS_1252), WINDOWS_1252, "{text}");
        }
    }

    #[test]
    fn a_long_text_tells_by_its_first_letters() {
        let text = format!("{}{}", "a".repeat(ENOUGH), "Выпуск ".repeat(ENOUGH / 5));
        assert_eq!(guessed(&text, WINDOWS_1251), WINDOWS_1251);
    }
}
