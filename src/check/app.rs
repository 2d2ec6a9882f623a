//! Script applications and other software of sites: how they are known, and what their pages tell programs.

use memchr::memmem;

use super::{Apology, Spot};

/// Attributes that script applications put on their root.
const MARKS: &[&str] = &["ng-app", "data-reactroot", "data-server-rendered"];

/// The ids of the elements that script applications are put into.
const ROOTS: &[&str] = &["root", "app", "__next", "__nuxt", "___gatsby", "svelte", "q-app"];

/// A page that tells programs that it stands for one that isn't there.
pub(super) const MISSING: Option<(Apology, Spot)> = Some((Apology::NotFound, Spot::Source));

/// A page that tells programs that what it presents was removed.
pub(super) const REMOVED: Option<(Apology, Spot)> = Some((Apology::Removed, Spot::Source));

/// Whether an attribute is one of a script application's root.
pub(super) fn is_mark(attribute: &str) -> bool {
    MARKS.iter().any(|mark| attribute.eq_ignore_ascii_case(mark))
}

/// Whether an id is that of a script application's root.
pub(super) fn is_root(id: &str) -> bool {
    ROOTS.contains(&id)
}

/// Whether the class of an element is that of the notice of `MediaWiki` for an article that isn't there, in any language.
pub(super) fn is_empty_article(class: &str) -> bool {
    class.split_ascii_whitespace().any(|word| word == "noarticletext")
}

/// Whether what a page of Next.js was made from names its page for what isn't there, or for an error that says so.
pub(super) fn is_missing(data: &str) -> bool {
    let has = |key, value| has_pair(data, key, value);
    has("\"page\"", "\"/404\"")
        || has("\"page\"", "\"/_error\"") && ["404", "410"].into_iter().any(|status| has("\"statusCode\"", status))
}

/// Whether the scripts of a page of Nuxt, which it fills in, begin with an error that says so.
pub(super) fn begins_missing(scripts: &str) -> bool {
    const ERRORS: [&str; 4] = ["statusCode:404", "statusCode:410", "\"statusCode\":404", "\"statusCode\":410"];
    scripts.contains("__NUXT__") && ERRORS.iter().any(|error| scripts.contains(error))
}

/// Whether JSON has a key with a value that begins so.
fn has_pair(json: &str, key: &str, value: &str) -> bool {
    memmem::find_iter(json.as_bytes(), key).any(|at| {
        let rest = json[at + key.len()..].trim_start().strip_prefix(':');
        rest.is_some_and(|rest| rest.trim_start().starts_with(value))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Subject;
    use crate::check::page::Page;

    fn read(text: &str) -> Page {
        crate::check::page::read(text, false, &Subject::default())
    }

    #[test]
    fn what_is_missing_is_told_to_programs() {
        let data =
            |page: &str| format!("<script id=__NEXT_DATA__ type='application/json'>{{\"page\":\"{page}\"}}</script>");
        let is_missing = |html: &str| read(html).facts.apology == MISSING;
        assert!(is_missing(&data("/404")) && !is_missing(&data("/404-pages")));
        let error = |status: u16| {
            let props = format!("{{\"props\":{{\"pageProps\":{{\"statusCode\":{status}}}}},\"page\":\"/_error\"}}");
            format!("<script id=__NEXT_DATA__ type='application/json'>{props}</script>")
        };
        assert!(is_missing(&error(404)) && !is_missing(&error(500)));
        assert!(is_missing("<div class='noarticletext mw-content-ltr'>"));
        assert!(is_missing("<meta name=next-error content=not-found>"));
        assert!(is_missing("<meta name=prerender-status-code content=404><div id=app></div>"));
        assert!(!is_missing("<meta name=prerender-status-code content=200><div id=app></div>"));
        let nuxt = |error: &str| format!("<div id=__nuxt></div><script>window.__NUXT__={{error:{error}}}</script>");
        assert!(is_missing(&nuxt("{statusCode:404,message:'No episode'}")) && !is_missing(&nuxt("null")));
        assert!(!is_missing("<meta name=next-size-adjust content='not-found'><script>\"page\":\"/404\"</script>"));
    }

    #[test]
    fn applications_are_known_by_their_root() {
        assert!(read("<div id='__next'>Text</div>").is_app && read("<app-root></app-root>").is_app);
        assert!(!read("<div id='page'>Text</div>").is_app);
    }
}
