//! Home pages, known by their addresses: `/`, `/index.html`, `/de/`, `/en/home`.

use percent_encoding::percent_decode_str;
use url::Url;

/// What home pages are called, in lower case and without an ending.
const DOORS: &[&str] = &[
    "index",
    "default",
    "home",
    "homepage",
    "home-page",
    "main",
    "main-page",
    "main_page",
    "mainpage",
    "start",
    "startpage",
    "start-page",
    "welcome",
    "front",
    "frontpage",
    "front-page",
    "startseite",
    "willkommen",
    "hauptseite",
    "accueil",
    "bienvenue",
    "inicio",
    "início",
    "bienvenidos",
    "pagina-inicial",
    "pagina-principal",
    "portada",
    "benvenuti",
    "pagina-iniziale",
    "inici",
    "thuis",
    "welkom",
    "startpagina",
    "hem",
    "startsida",
    "startsidan",
    "hjem",
    "forside",
    "forsiden",
    "etusivu",
    "strona-glowna",
    "uvod",
    "domu",
    "kezdolap",
    "fooldal",
    "acasa",
    "anasayfa",
    "ana-sayfa",
    "glavnaya",
    "beranda",
    "trang-chu",
];

/// Endings of the files that such pages are.
const ENDINGS: &[&str] = &[
    "html", "htm", "xhtml", "shtml", "php", "php3", "php5", "phtml", "asp", "aspx", "jsp", "jspx", "jsf", "cfm", "cgi",
    "do",
];

/// Languages and countries that have home pages of their own below a site's. None is a common word of English but `it`, `no` and `is`.
const LOCALES: &[&str] = &[
    "ar",
    "az",
    "be",
    "bg",
    "bn",
    "bs",
    "ca",
    "cs",
    "cy",
    "da",
    "de",
    "el",
    "en",
    "eo",
    "es",
    "et",
    "eu",
    "fa",
    "fi",
    "fr",
    "ga",
    "gl",
    "he",
    "hi",
    "hr",
    "hu",
    "hy",
    "id",
    "is",
    "it",
    "ja",
    "ka",
    "kk",
    "ko",
    "lb",
    "lt",
    "lv",
    "mk",
    "mn",
    "ms",
    "mt",
    "nb",
    "ne",
    "nl",
    "nn",
    "no",
    "pl",
    "pt",
    "ro",
    "ru",
    "sk",
    "sl",
    "sq",
    "sr",
    "sv",
    "sw",
    "ta",
    "te",
    "th",
    "tr",
    "uk",
    "ur",
    "uz",
    "vi",
    "zh",
    "at",
    "au",
    "br",
    "ch",
    "cn",
    "cz",
    "dk",
    "gb",
    "ie",
    "jp",
    "kr",
    "mx",
    "nz",
    "se",
    "tw",
    "us",
    "za",
    "hans",
    "hant",
    "419",
    "english",
    "deutsch",
    "francais",
    "espanol",
    "italiano",
    "nederlands",
    "portugues",
    "svenska",
    "dansk",
    "norsk",
    "suomi",
    "polski",
];

/// More segments than these lead to a page below.
const MOST_SEGMENTS: usize = 3;

/// Whether an address is that of a home page, going by its path alone: a query may still name a page.
#[must_use]
pub fn is_home(url: &Url) -> bool {
    let path = percent_decode_str(url.path()).decode_utf8_lossy().to_lowercase();
    let mut segments = path.split('/').filter(|segment| !segment.is_empty());
    let all_lead_home = segments.by_ref().take(MOST_SEGMENTS).all(|segment| is_locale(segment) || is_door(segment));
    all_lead_home && segments.next().is_none()
}

/// Whether a name, in lower case, is one of a home page: `home`, `index.html`.
#[must_use]
pub fn is_door(name: &str) -> bool {
    let name = name.split_once(';').map_or(name, |(name, _session)| name);
    let (stem, ending) = name.split_once('.').unwrap_or((name, "html"));
    DOORS.contains(&stem) && ENDINGS.contains(&ending)
}

/// `de`, `pt-br`, `zh_hant`.
fn is_locale(segment: &str) -> bool {
    segment.split(['-', '_']).all(|part| LOCALES.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn home(path: &str) -> bool {
        is_home(&Url::parse(&format!("https://a.example/{path}")).unwrap())
    }

    #[test]
    fn a_home_page_has_one_of_many_names() {
        for path in [
            "",
            "?x=y",
            "de",
            "pt-br/",
            "zh_Hant",
            "us/en/",
            "home",
            "HOME/",
            "index.html",
            "Default.aspx",
            "en/index.php",
            "index.php/de/",
            "Home/Index",
            "in%C3%ADcio",
            "index.jsp;jsessionid=1",
        ] {
            assert!(home(path), "{path}");
        }
    }

    #[test]
    fn a_page_with_a_name_of_its_own_is_no_home_page() {
        for path in
            ["ep/12", "x/de", "12", "homework", "tv/", "index.xml", "docs/index.html", "home.mp3", "de/en/home/index"]
        {
            assert!(!home(path), "{path}");
        }
    }
}
