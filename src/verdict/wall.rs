//! Walls: answers for robots or strangers, behind which the page may well be there.

use percent_encoding::percent_decode_str;
use url::Url;

use super::{Reason, access, known};
use crate::check::{self, CONSENT, End, LOGIN, Outcome, PageFacts, Start};
use crate::link::Link;
use crate::text::is_under;

/// Names in `Server` of services that turn robots away with 403.
const GUARDS: &[&str] = &[
    "cloudflare",
    "akamaighost",
    "akamainetstorage",
    "sucuri",
    "ddos-guard",
    "imperva",
    "incapsula",
    "datadome",
    "big-ip",
    "qrator",
    "stackpath",
    "bunnyshield",
    "varnish-waf",
    "kestrel-waf",
];

/// A page that asks for a password has less other text than this, in characters.
const LOGIN_TEXT: usize = 800;

/// The wall at the end of a walk, if there is one.
pub(super) fn of(link: &Link, url: &Url, outcome: &Outcome) -> Option<Reason> {
    let End::Answered { status, headers, page, start, .. } = &outcome.walk.end else { return None };
    let page = page.as_deref();
    let last = &outcome.walk.last;
    if page.is_some_and(|page| page.challenge == Some(CONSENT)) {
        return matches!(*status, 200..300 | 401 | 403).then_some(Reason::ConsentWall);
    }
    if *start == Start::Login || page.is_some_and(|page| page.challenge == Some(LOGIN)) {
        return matches!(*status, 200..300 | 401 | 403).then_some(Reason::LoginWall);
    }
    let redirected = !outcome.walk.hops.is_empty();
    let is_capricious = is_capricious(*status, last) || redirected && is_capricious(*status, url);
    if is_bot_wall(*status, headers, page) || is_capricious {
        return Some(Reason::BotWall);
    }
    if !(200..300).contains(status) {
        return None;
    }
    let is_check = |url: &Url| is_captcha(url) || is_cookie_check(url);
    if redirected && is_check(last) && !is_check(url) {
        return Some(Reason::BotWall);
    }
    if redirected && is_consent(last) && !is_consent(url) {
        return Some(Reason::ConsentWall);
    }
    let sent_to_login = redirected && (is_login(last) && !is_login(url) || is_closed_shop(url, last));
    let is_meant = || is_login(url) || !redirected && (is_joining(url.path()) || is_joining(&link.text));
    let asks_for_password = || page.is_some_and(asks_for_password) && !is_meant();
    let asks_for_access = || page.is_some_and(access::is_asked_for) && !is_login(url);
    (sent_to_login || asks_for_password() || asks_for_access()).then_some(Reason::LoginWall)
}

/// Whether a path ends, or a text begins, as one that leads to a form for those who want to become members.
fn is_joining(text: &str) -> bool {
    const CALLS: &[&str] = &[
        "join",
        "join us",
        "sign up",
        "signup",
        "register",
        "registration",
        "create account",
        "create an account",
        "new account",
        "become a member",
        "membership",
        "mitglied werden",
        "registrieren",
        "registrierung",
        "konto erstellen",
        "inscription",
        "s'inscrire",
        "s inscrire",
        "créer un compte",
        "adhérer",
        "registro",
        "registrarse",
        "regístrate",
        "crear cuenta",
        "hazte socio",
        "cadastro",
        "cadastre se",
        "criar conta",
        "iscriviti",
        "registrati",
        "registrazione",
        "lid worden",
        "registreren",
        "bli medlem",
        "registrera",
        "bliv medlem",
        "rejestracja",
        "zarejestruj",
        "регистрация",
    ];
    let last = text.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let text = percent_decode_str(last).decode_utf8_lossy().to_lowercase().replace(['-', '_'], " ");
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    CALLS.iter().any(|call| text.strip_prefix(call).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

fn is_bot_wall(status: u16, headers: &[(&str, Box<str>)], page: Option<&PageFacts>) -> bool {
    let value = |name: &str| headers.iter().find(|(field, _)| *field == name).map(|(_, value)| &**value);
    let challenged = page.is_some_and(|page| page.challenge.is_some());
    let guarded = || {
        let server = value("server").unwrap_or_default().to_ascii_lowercase();
        GUARDS.iter().any(|guard| server.contains(guard)) || check::is_guarded(headers)
    };
    status == 999 || challenged || check::is_challenge(headers) || (status == 403 && guarded())
}

/// Sites that tell robots what they like: nothing of it is believed but a plain "gone".
fn is_capricious(status: u16, url: &Url) -> bool {
    (status != 410 && known::is_capricious(url))
        || (matches!(status, 400 | 403 | 405 | 429 | 500 | 503) && known::is_wary(url))
}

/// Whether a page is a form for a password and little else.
fn asks_for_password(page: &PageFacts) -> bool {
    page.password_field && page.text_length < LOGIN_TEXT
}

/// Whether an address looks like a login.
pub(super) fn is_login(url: &Url) -> bool {
    const SEGMENTS: &[&str] = &[
        "login",
        "log-in",
        "signin",
        "sign-in",
        "sign_in",
        "servicelogin",
        "authwall",
        "sso",
        "oauth",
        "oauth2",
        "authorize",
        "wp-login.php",
        "login.php",
        "login.aspx",
        "login.html",
        "users/sign_in",
        "auth",
        "session",
        "sessions",
        "accountchooser",
        "saml",
        "saml2",
        "signup",
        "register",
        "log_in",
        "anmelden",
        "anmeldung",
        "einloggen",
        "connexion",
        "se-connecter",
        "iniciar-sesion",
        "accedi",
        "inloggen",
        "logga-in",
        "logowanie",
        "zaloguj",
    ];
    const HOSTS: &[&str] = &["login", "accounts", "auth", "sso", "signin", "id", "idp", "passport", "oauth"];
    let path = url.path().to_ascii_lowercase();
    let has_segment = path.split('/').any(|segment| SEGMENTS.contains(&segment));
    let first = url.host_str().and_then(|host| host.split('.').next()).unwrap_or_default();
    has_segment || (HOSTS.contains(&first) && leads_back(url))
}

/// Whether a shop sends its visitors to where it asks for a password, as those do that aren't open yet.
fn is_closed_shop(url: &Url, last: &Url) -> bool {
    const FOLDERS: &[&str] = &["products", "collections", "pages", "blogs"];
    let folder = url.path_segments().and_then(|mut segments| segments.next()).unwrap_or_default();
    let is_of_shop = folder.is_empty() || FOLDERS.contains(&folder);
    last.path().trim_end_matches('/') == "/password" && url.host_str() == last.host_str() && is_of_shop
}

/// Whether an address looks like a check for robots.
fn is_captcha(url: &Url) -> bool {
    const WORDS: &[&str] = &[
        "captcha",
        "sgcaptcha",
        "validatecaptcha",
        "recaptcha",
        "hcaptcha",
        "challenge",
        "bot-check",
        "botcheck",
        "human-check",
        "blocked",
    ];
    const HOSTS: &[&str] = &["captcha", "validate", "challenge"];
    // Rooms in which those wait whom a busy shop can't serve yet.
    const QUEUES: &[&str] = &["queue-it.net", "queue-fair.com", "crowdhandler.com"];
    if url.host_str().is_some_and(|host| QUEUES.iter().any(|queue| is_under(host, queue))) {
        return true;
    }
    let path = url.path().to_ascii_lowercase();
    let named = path.split('/').any(|segment| WORDS.contains(&segment.split('.').next().unwrap_or_default()));
    let first = url.host_str().and_then(|host| host.split('.').next()).unwrap_or_default();
    (named || HOSTS.contains(&first)) && url.query().is_some()
}

/// Whether an address looks like a page for those who send no cookies.
fn is_cookie_check(url: &Url) -> bool {
    const NAMES: &[&str] = &[
        "cookieabsent",
        "cookiesabsent",
        "nocookie",
        "nocookies",
        "cookiecheck",
        "checkcookie",
        "checkcookies",
        "cookietest",
        "testcookie",
        "enablecookies",
        "cookiesdisabled",
        "cookiedisabled",
        "cookiesrequired",
        "cookierequired",
        "cookiesnotsupported",
        "cookieerror",
    ];
    let path = url.path().to_ascii_lowercase();
    let mut names = path.split('/').map(|name| name.split('.').next().unwrap_or_default().replace(['-', '_'], ""));
    names.any(|name| NAMES.contains(&&*name))
}

/// Whether an address looks like a page that asks for consent before it leads back.
pub(super) fn is_consent(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let path = url.path().to_ascii_lowercase();
    let named = host.starts_with("consent.")
        || host.starts_with("guce.")
        || [
            "consent",
            "cookie-consent",
            "cookiewall",
            "cookie-wall",
            "privacy-gate",
            "gdpr",
            "age-gate",
            "agegate",
            "age-check",
            "privacygate",
            "privacy-consent",
            "collectconsent",
            "age-verification",
            "zustimmung",
            "einwilligung",
            "consentement",
            "consentimiento",
            "consenso",
            "cookie-muur",
            "cookiemuur",
            "toestemming",
        ]
        .iter()
        .any(|word| path.split('/').any(|segment| segment == *word));
    named && (leads_back(url) || host.starts_with("consent."))
}

/// Whether an address carries another to return to.
fn leads_back(url: &Url) -> bool {
    const NAMES: &[&str] = &[
        "next",
        "continue",
        "return",
        "returnto",
        "return_to",
        "returnurl",
        "return_url",
        "redirect",
        "redirect_uri",
        "redirect_url",
        "redirecturl",
        "redirect_to",
        "url",
        "goto",
        "dest",
        "destination",
        "target",
        "back",
        "from",
        "ref",
        "r",
        "service",
        "callback",
        "callbackurl",
        "sessionredirect",
        "followup",
        "done",
        "weiter",
        "retour",
        "volver",
        "terug",
        "redirecturi",
        "sessionid",
    ];
    url.query_pairs().any(|(name, _)| NAMES.contains(&name.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::samples::{after, answered, link, page};

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn logins_are_known_by_their_addresses() {
        for text in [
            "https://a.example/login?next=/x",
            "https://accounts.example.com/ServiceLogin?continue=x",
            "https://a.example/users/sign_in",
            "https://sso.example.com/x?service=y",
        ] {
            assert!(is_login(&url(text)), "{text}");
        }
        for text in
            ["https://a.example/blog/login-pages-are-hard", "https://id.example.com/cards", "https://a.example/"]
        {
            assert!(!is_login(&url(text)), "{text}");
        }
    }

    /// The wall at a page with this heading, which may ask for a password, behind such redirects.
    fn wall(text: &str, from: &str, hops: &[(u16, &str)], heading: &str, password_field: bool) -> Option<Reason> {
        let page = PageFacts { headings: vec![heading.to_owned()], password_field, ..page(heading, "Some text.") };
        let end = answered(200, &[], page);
        of(&link(from, text), &url(from), &after(from, hops, end))
    }

    #[test]
    fn a_form_for_new_members_is_what_a_link_to_it_means() {
        for (text, from) in [
            ("the club", "https://a.test/join"),
            ("the club", "https://a.test/mitglied-werden/"),
            ("Join the club", "https://a.test/club"),
            ("Sign up here", "https://a.test/club"),
        ] {
            assert_eq!(wall(text, from, &[], "Create an account", true), None, "{text} {from}");
        }
        assert_eq!(wall("Bonus", "https://a.test/bonus", &[], "Log in", true), Some(Reason::LoginWall));
        assert_eq!(wall("Joinery", "https://a.test/joinery", &[], "Log in", true), Some(Reason::LoginWall));
        let sent = wall("Join", "https://a.test/x", &[(302, "https://a.test/signup")], "Sign up", true);
        assert_eq!(sent, Some(Reason::LoginWall));
    }

    #[test]
    fn a_private_site_and_a_check_for_cookies_are_walls() {
        assert_eq!(wall("A", "https://a.test/", &[], "This site is private", false), Some(Reason::LoginWall));
        assert_eq!(wall("A", "https://a.test/", &[], "Visits to private sites", false), None);
        let cookies = "https://a.test/action/cookieAbsent";
        assert_eq!(wall("A", "https://a.test/x", &[(302, cookies)], "Cookies", false), Some(Reason::BotWall));
        assert_eq!(wall("A", cookies, &[], "Cookies", false), None);
        assert_eq!(wall("A", "https://a.test/x", &[(302, "https://a.test/cookies")], "Cookies", false), None);
    }

    #[test]
    fn a_player_may_be_told_that_a_login_is_needed() {
        let page = PageFacts { challenge: Some(LOGIN), ..page("Video", "About") };
        let wall = |status| {
            of(
                &link("https://a.test/v", "Video"),
                &url("https://a.test/v"),
                &after("https://a.test/v", &[], answered(status, &[], page.clone())),
            )
        };
        assert_eq!(wall(200), Some(Reason::LoginWall));
        assert_eq!(wall(404), None);
    }

    #[test]
    fn consent_pages_lead_back() {
        assert!(is_consent(&url("https://consent.example.com/m?continue=x")));
        assert!(!is_consent(&url("https://a.example/gdpr/explained")));
    }
}
