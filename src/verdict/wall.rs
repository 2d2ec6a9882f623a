//! Walls: answers for robots or strangers, behind which the page may well be there.

use url::Url;

use super::{Reason, known};
use crate::check::{self, CONSENT, End, Outcome, PageFacts};
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
pub(super) fn of(url: &Url, outcome: &Outcome) -> Option<Reason> {
    let End::Answered { status, headers, page, .. } = &outcome.walk.end else { return None };
    let page = page.as_deref();
    let last = &outcome.walk.last;
    if page.is_some_and(|page| page.challenge == Some(CONSENT)) {
        return matches!(*status, 200..300 | 401 | 403).then_some(Reason::ConsentWall);
    }
    if is_bot_wall(*status, headers, page) || is_capricious(*status, last) || is_capricious(*status, url) {
        return Some(Reason::BotWall);
    }
    if !(200..300).contains(status) {
        return None;
    }
    let redirected = !outcome.walk.hops.is_empty();
    if redirected && is_captcha(last) && !is_captcha(url) {
        return Some(Reason::BotWall);
    }
    if redirected && is_consent(last) && !is_consent(url) {
        return Some(Reason::ConsentWall);
    }
    let sent_to_login = redirected && is_login(last) && !is_login(url);
    let asks = page.is_some_and(|page| asks_for_password(page) || asks_for_access(page));
    (sent_to_login || asks && !is_login(url)).then_some(Reason::LoginWall)
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
    (known::is_capricious(url) && status != 410)
        || (known::is_wary(url) && matches!(status, 400 | 403 | 405 | 429 | 500 | 503))
}

/// Whether a page is a form for a password and little else.
fn asks_for_password(page: &PageFacts) -> bool {
    page.password_field && page.text_length < LOGIN_TEXT
}

/// Whether a page is shown to members only, and says so in its title or a heading.
fn asks_for_access(page: &PageFacts) -> bool {
    const WORDS: &[&str] =
        &["you need access", "access needed", "request access", "zugriff anfordern", "zugriff erforderlich"];
    let says = |text: &str| WORDS.iter().any(|words| text.to_lowercase().contains(words));
    page.text_length < LOGIN_TEXT && (says(&page.title) || page.headings.iter().any(|heading| says(heading)))
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

    #[test]
    fn consent_pages_lead_back() {
        assert!(is_consent(&url("https://consent.example.com/m?continue=x")));
        assert!(!is_consent(&url("https://a.example/gdpr/explained")));
    }
}
