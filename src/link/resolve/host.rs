//! Host names where a path stands: the commonest real defect, an address without its scheme.

use url::{Host, Url};

use super::super::FlawKind;
use super::Found;

/// Endings of file names, some of which are top-level domains as well.
const FILES: &[&str] = &[
    "aac", "asp", "aspx", "atom", "bz", "c", "cfm", "cgi", "css", "csv", "doc", "docx", "epub", "gif", "go", "gz", "h",
    "htm", "html", "ics", "java", "jpeg", "jpg", "js", "json", "jsp", "jsx", "m3u", "m4a", "m4b", "m4v", "markdown",
    "md", "mdx", "mjs", "mkv", "mov", "mp3", "mp4", "mpeg", "odt", "ogg", "opml", "opus", "pdf", "php", "pl", "png",
    "ppt", "pptx", "ps", "py", "rar", "rb", "rs", "rss", "rtf", "sh", "shtml", "so", "srt", "svg", "tar", "tex",
    "toml", "torrent", "ts", "tsx", "txt", "vtt", "wav", "webm", "webp", "xhtml", "xls", "xlsx", "xml", "yaml", "yml",
    "zip",
];

/// Top-level domains of more than two letters that links in notes use; two letters are a country.
const TOPS: &[&str] = &[
    "academy",
    "accountants",
    "actor",
    "agency",
    "apartments",
    "app",
    "art",
    "asia",
    "audio",
    "auction",
    "band",
    "bar",
    "beer",
    "best",
    "bet",
    "bike",
    "bio",
    "biz",
    "black",
    "blog",
    "blue",
    "boutique",
    "build",
    "business",
    "buzz",
    "cab",
    "cafe",
    "camera",
    "camp",
    "capital",
    "care",
    "careers",
    "cash",
    "casino",
    "cat",
    "catering",
    "center",
    "charity",
    "chat",
    "cheap",
    "church",
    "city",
    "clinic",
    "clothing",
    "cloud",
    "club",
    "coach",
    "codes",
    "coffee",
    "college",
    "com",
    "community",
    "company",
    "computer",
    "construction",
    "consulting",
    "contact",
    "cool",
    "coop",
    "country",
    "courses",
    "cricket",
    "dance",
    "date",
    "deals",
    "delivery",
    "dental",
    "design",
    "dev",
    "diet",
    "digital",
    "direct",
    "directory",
    "doctor",
    "dog",
    "domains",
    "download",
    "earth",
    "eco",
    "edu",
    "education",
    "email",
    "energy",
    "engineer",
    "engineering",
    "enterprises",
    "equipment",
    "estate",
    "events",
    // Reserved for documentation (RFC 2606): who tries things out is told what holds for real names.
    "example",
    "exchange",
    "expert",
    "exposed",
    "express",
    "fail",
    "faith",
    "family",
    "fan",
    "fans",
    "farm",
    "fashion",
    "film",
    "finance",
    "financial",
    "fish",
    "fit",
    "fitness",
    "flights",
    "florist",
    "foo",
    "football",
    "forum",
    "foundation",
    "fun",
    "fund",
    "furniture",
    "fyi",
    "gallery",
    "game",
    "games",
    "garden",
    "gay",
    "gift",
    "gifts",
    "gives",
    "global",
    "gold",
    "golf",
    "gov",
    "graphics",
    "gratis",
    "green",
    "group",
    "guide",
    "guitars",
    "guru",
    "haus",
    "health",
    "help",
    "history",
    "hockey",
    "holdings",
    "holiday",
    "homes",
    "horse",
    "hospital",
    "host",
    "hosting",
    "house",
    "how",
    "immo",
    "inc",
    "info",
    "ink",
    "institute",
    "int",
    "international",
    "investments",
    "io",
    "jetzt",
    "jobs",
    "kim",
    "kitchen",
    "kiwi",
    "land",
    "law",
    "lawyer",
    "legal",
    "lgbt",
    "life",
    "limited",
    "limo",
    "link",
    "live",
    "loan",
    "lol",
    "london",
    "love",
    "ltd",
    "luxury",
    "management",
    "map",
    "market",
    "marketing",
    "markets",
    "media",
    "meme",
    "memorial",
    "men",
    "menu",
    "mil",
    "mobi",
    "moda",
    "moe",
    "mom",
    "money",
    "movie",
    "museum",
    "name",
    "net",
    "network",
    "new",
    "news",
    "ngo",
    "ninja",
    "nyc",
    "observer",
    "one",
    "ong",
    "online",
    "ooo",
    "org",
    "page",
    "paris",
    "partners",
    "party",
    "pet",
    "phd",
    "photo",
    "photography",
    "photos",
    "pics",
    "pictures",
    "pink",
    "pizza",
    "place",
    "plus",
    "podcast",
    "poker",
    "porn",
    "press",
    "pro",
    "productions",
    "promo",
    "properties",
    "pub",
    "radio",
    "recipes",
    "red",
    "rehab",
    "reisen",
    "rent",
    "report",
    "rest",
    "restaurant",
    "review",
    "reviews",
    "rip",
    "rocks",
    "rodeo",
    "run",
    "sale",
    "school",
    "schule",
    "science",
    "scot",
    "security",
    "services",
    "sex",
    "sexy",
    "shoes",
    "shop",
    "show",
    "site",
    "ski",
    "social",
    "software",
    "solar",
    "solutions",
    "space",
    "store",
    "stream",
    "studio",
    "study",
    "style",
    "sucks",
    "supplies",
    "supply",
    "support",
    "surf",
    "surgery",
    "systems",
    "tax",
    "taxi",
    "team",
    "tech",
    "technology",
    "tel",
    "tennis",
    "theater",
    "tips",
    "tires",
    "today",
    "tools",
    "top",
    "tours",
    "town",
    "toys",
    "trade",
    "training",
    "travel",
    "tube",
    "university",
    "uno",
    "vegas",
    "ventures",
    "vet",
    "video",
    "villas",
    "vin",
    "vip",
    "vision",
    "vote",
    "voyage",
    "wales",
    "wang",
    "watch",
    "webcam",
    "website",
    "wedding",
    "wien",
    "wiki",
    "win",
    "wine",
    "work",
    "works",
    "world",
    "wtf",
    "xyz",
    "yoga",
    "zone",
];

/// `www.example.com/x`, `user@example.com`, `example.com:8080/x`.
pub(super) fn missing_scheme(href: &str, base: Option<&Url>) -> Found {
    if href.starts_with(['/', '?', '.', '\\']) {
        return None;
    }
    let first = &href[..href.find(['/', '?', '#', '\\']).unwrap_or(href.len())];
    if let Some((user, host)) = first.split_once('@') {
        let mail = !user.is_empty() && !user.contains(':') && is_host(host, false);
        return (mail && first.len() == href.len()).then_some((FlawKind::MissingScheme, None));
    }
    let scheme = if first.starts_with("localhost") { "http" } else { "https" };
    if first.contains(':') {
        return is_host_with_port(first).then(|| (FlawKind::MissingScheme, Some(format!("{scheme}://{href}"))));
    }
    let named = is_host(first, first.len() < href.len()) && !is_own_path(first, base);
    named.then(|| (FlawKind::MissingScheme, Some(format!("{scheme}://{href}"))))
}

/// `https://www,example.com/x`, `https://www..example.com`: a comma for a dot, or a dot twice. No host can be called so (RFC 1123 §2.1).
pub(super) fn impossible(href: &str) -> Found {
    let (scheme, rest) = href.split_once("://")?;
    if !matches!(&*scheme.to_ascii_lowercase(), "http" | "https") {
        return None;
    }
    let (authority, path) = rest.split_at(rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len()));
    let (user, host) = authority.rsplit_once('@').map_or(("", authority), |(user, host)| (user, host));
    if !(host.contains(',') || host.contains("..") || host.starts_with('.')) {
        return None;
    }
    let labels: Vec<&str> = host.split(['.', ',']).filter(|label| !label.is_empty()).collect();
    let mended = labels.join(".");
    let name = mended.split(':').next().unwrap_or_default();
    let is_mended = user.is_empty() && is_host(name, true);
    Some((FlawKind::NoHost, is_mended.then(|| format!("{scheme}://{mended}{path}"))))
}

/// Whether text begins with a host name, as a URL without its scheme does.
pub(super) fn looks_like(text: &str) -> bool {
    let end = text.find(['/', '?', '#', ' ', ':']).unwrap_or(text.len());
    is_host(&text[..end], end < text.len())
}

/// Whether a mended URL's host can be one on the public web: with a dot, or an IP address.
pub(super) fn is_plausible(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name.trim_end_matches('.').contains('.') || name == "localhost",
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        None => false,
    }
}

/// Whether the page lies on a site whose folders are named like hosts, as web archives have them.
fn is_own_path(first: &str, base: Option<&Url>) -> bool {
    let segments = base.and_then(Url::path_segments);
    segments.into_iter().flatten().any(|segment| segment.eq_ignore_ascii_case(first))
}

fn is_host_with_port(text: &str) -> bool {
    let Some((host, port)) = text.split_once(':') else { return false };
    let port = !port.is_empty() && port.len() <= 5 && port.bytes().all(|b| b.is_ascii_digit());
    port && (is_host(host, true) || host.eq_ignore_ascii_case("localhost"))
}

/// Labels and a known top-level domain. `leads_on` tells whether a path follows, which files don't have.
pub(in super::super) fn is_host(text: &str, leads_on: bool) -> bool {
    let Some((rest, top)) = text.rsplit_once('.') else { return false };
    let label = |label: &str| {
        let ends = label.starts_with('-') || label.ends_with('-');
        !label.is_empty() && label.len() < 64 && !ends && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    if text.len() > 253 || !rest.split('.').all(label) || !top.chars().all(char::is_alphabetic) {
        return false;
    }
    let top = top.to_lowercase();
    if FILES.contains(&&*top) && !leads_on {
        return rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    }
    let marked = rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("www."));
    let country = top.chars().count() == 2 && rest.contains(|c: char| c.is_alphabetic());
    marked || (rest.len() > 1 && (country || TOPS.contains(&&*top))) || !top.is_ascii()
}
