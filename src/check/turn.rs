//! Redirects that a page makes itself: a refresh, or a script that does nothing else.

use url::Url;

use super::page::Page;
use crate::net::{Response, Turn};

/// A refresh that comes later than this, in seconds, is a page that reloads, not a redirect.
const LONGEST_DELAY: f64 = 10.0;

/// A page with more visible text than this isn't there to send visitors on.
const MOST_TEXT: usize = 300;

/// Where a page sends its visitors, and how.
pub(super) fn turn(response: &Response, page: &Page) -> Option<(Turn, Url)> {
    let refresh = response.header("refresh").or_else(|| page.refresh.clone());
    if let Some(target) = refresh.as_deref().and_then(refresh_target) {
        return resolve(response, &target).map(|url| (Turn::Refresh, url));
    }
    if page.facts.text_length > MOST_TEXT {
        return None;
    }
    script_target(&page.script).and_then(|target| resolve(response, &target)).map(|url| (Turn::Script, url))
}

fn resolve(response: &Response, target: &str) -> Option<Url> {
    let url = response.url.join(target).ok()?;
    let leads_on = matches!(url.scheme(), "http" | "https") && url.as_str() != response.url.as_str();
    leads_on.then_some(url)
}

/// The URL of a refresh, such as `0; url='/x'` (WHATWG HTML, "shared declarative refresh steps").
fn refresh_target(value: &str) -> Option<String> {
    let value = value.trim_start();
    let end = value.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(value.len());
    let delay: f64 = value[..end].parse().ok()?;
    if delay > LONGEST_DELAY {
        return None;
    }
    let rest = value[end..].trim_start_matches(|c: char| c.is_whitespace() || c == ';' || c == ',');
    let rest = strip_url_word(rest);
    let target = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest[1..].split(quote).next()?,
        _ => rest,
    };
    let target = target.trim();
    (!target.is_empty()).then(|| target.to_owned())
}

fn strip_url_word(text: &str) -> &str {
    let Some(head) = text.get(..3) else { return text };
    if !head.eq_ignore_ascii_case("url") {
        return text;
    }
    text[3..].trim_start().strip_prefix('=').map_or(text, str::trim_start)
}

/// The string that a script gives to `location` without being asked to.
fn script_target(script: &str) -> Option<String> {
    let mut nesting = Nesting::default();
    for (at, word) in script.match_indices("location") {
        let target = given(&script[at + word.len()..]).and_then(quoted);
        if let Some(target) = target.filter(|_| nesting.runs_at_once(script, at)) {
            return Some(target.replace("\\/", "/"));
        }
    }
    None
}

/// What is given to `location`, which stands before `after`.
fn given(after: &str) -> Option<&str> {
    let mut after = after.trim_start();
    after = after.strip_prefix(".href").map_or(after, str::trim_start);
    [".replace", ".assign"].iter().find_map(|call| after.strip_prefix(call)).map_or_else(
        || after.strip_prefix('=').filter(|rest| !rest.starts_with('=')),
        |call| call.trim_start().strip_prefix('('),
    )
}

/// The braces of a script, read on from place to place: time is linear.
#[derive(Default)]
struct Nesting {
    read: usize,
    /// Whether what the open ones hold runs at once.
    open: Vec<bool>,
}

impl Nesting {
    /// Whether what stands at `at` runs without a click: in no function, or in one that is called at once, on load or after a while.
    fn runs_at_once(&mut self, script: &str, at: usize) -> bool {
        for (behind, brace) in script[self.read..at].match_indices(['{', '}']) {
            if brace == "{" {
                self.open.push(opens_at_once(script[..self.read + behind].trim_end()));
            } else {
                self.open.pop();
            }
        }
        self.read = at;
        self.open.iter().all(|runs| *runs)
    }
}

fn opens_at_once(head: &str) -> bool {
    let arrow = head.strip_suffix("=>").map(str::trim_end);
    let Some(before_parameters) =
        arrow.unwrap_or(head).strip_suffix(')').and_then(|head| head.rfind('(').map(|at| &head[..at]))
    else {
        return !head.ends_with(|c: char| c.is_alphanumeric()) || head.ends_with("else") || head.ends_with("try");
    };
    let before_parameters = before_parameters.trim_end();
    let Some(function) = before_parameters.strip_suffix("function").or(arrow.map(|_| before_parameters)) else {
        // `if (…) {` runs; `function go() {` waits to be called.
        return before_parameters.ends_with("if");
    };
    let function = function.trim_end();
    let caller = function.strip_suffix(['(', '!', '+', '=']).unwrap_or(function).trim_end();
    function.ends_with('(') && (caller.is_empty() || caller.ends_with([';', '}', '\n']))
        || ["setTimeout", "onload", "requestAnimationFrame", "$"].iter().any(|known| caller.ends_with(known))
        || ["'load',", "\"load\",", "'DOMContentLoaded',", "\"DOMContentLoaded\","]
            .iter()
            .any(|event| caller.ends_with(event))
}

fn quoted(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let (target, after) = text[1..].split_once(quote)?;
    // `'/x?' + y` is no address.
    let whole = !after.trim_start().starts_with('+') && !target.is_empty() && !target.contains("${");
    whole.then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refreshes_are_read_in_every_spelling() {
        for value in ["0; url=/x", "0;URL='/x'", "1 ; Url = \"/x\"", "0,/x", "0 /x", "0.5;/x"] {
            assert_eq!(refresh_target(value).as_deref(), Some("/x"), "{value}");
        }
        for value in ["0", "30; url=/x", "url=/x", "0;", ""] {
            assert_eq!(refresh_target(value), None, "{value}");
        }
    }

    #[test]
    fn plain_script_redirects_are_read() {
        for script in [
            "window.location.replace('/x');",
            "location.href = \"/x\"",
            "document.location='/x'",
            "top.location.assign( '/x' )",
            "if (location == 'y') {} window.location=`/x`",
            "location.replace('\\/x')",
            "(function(){ location.href='/x' })()",
            "setTimeout(function () { window.location.href = '/x'; }, 1000);",
            "setTimeout(() => { location = '/x' }, 10)",
            "window.onload = function() { location = '/x' }",
            "document.addEventListener('DOMContentLoaded', () => { location = '/x' })",
            "if (top === self) { location = '/x' } else {}",
        ] {
            assert_eq!(script_target(script).as_deref(), Some("/x"), "{script}");
        }
        for script in [
            "if (location.href == '/x') {}",
            "location.replace(next)",
            "location = '/x?' + id",
            "var location",
            "function go() { location = '/x' }",
            "b.onclick = function() { location = '/x' }",
            "b.addEventListener('click', () => { location = '/x' })",
        ] {
            assert_eq!(script_target(script), None, "{script}");
        }
    }

    #[test]
    fn braces_are_told_apart_from_place_to_place() {
        let go = "function go() { location = '/no' }";
        assert_eq!(script_target(&format!("{go} if (x) {{ location = '/x' }}")).as_deref(), Some("/x"));
        assert_eq!(script_target(&format!("{go} location = '/x'")).as_deref(), Some("/x"));
        assert_eq!(script_target("function go() { if (x) { location = '/no' } location = '/no' }"), None);
    }
}
