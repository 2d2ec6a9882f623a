//! The HTML report in a real browser.

use serde_json::json;

use crate::browser::{Browser, say};
use crate::driver::Desk;

const EPISODES: usize = 50;
const LINKS: usize = 100;

/// A report with 5,000 links that no listener can use, and a remark about each episode. Nothing of it needs a network.
fn desk() -> Desk {
    let mut desk = Desk::new();
    for episode in 0..EPISODES {
        let link = |link: usize| format!("- [Knot {episode}-{link} of the day](http://?{episode}.{link})");
        let links: Vec<String> = (0..LINKS).map(link).collect();
        let links = links.join("\n");
        let notes = format!(
            "---\ntitle: Knots {episode}\ndate: 20{:02}-03-04\n---\n\n## Show notes\n\nTODO\n\n{links}",
            episode % 20
        );
        desk = desk.file(&format!("notes/{episode:02}.md"), notes);
    }
    desk.run(&["check", "notes", "--no-store", "--output", "report.html"]).ends(1);
    desk
}

/// How many findings can be seen.
const SEEN: &str = "[...document.querySelectorAll('.finding')].filter((it) => it.checkVisibility()).length";

#[test]
fn five_thousand_findings_can_be_read_searched_and_filtered() {
    let Some(mut browser) = Browser::start() else { return };
    let desk = desk();
    browser.open(&desk.path("report.html"));
    let (links, remarks) = (EPISODES * LINKS, EPISODES);
    assert_eq!(browser.eval(SEEN), links + remarks);
    let loaded = browser.eval("performance.timing.loadEventEnd - performance.timing.navigationStart");
    say(&format!("5,050 findings opened in {loaded} ms"));

    browser.click("#search");
    let timed = "new Promise((done) => { const then = performance.now(); document.getElementById('search').addEventListener('input', \
                 () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - then))), { once: true }); ";
    let took = browser.eval(&format!("{timed} document.execCommand('insertText', false, '17-42 knot'); }})"));
    say(&format!("5,050 findings filtered in {took} ms"));
    assert_eq!(browser.eval(SEEN), 1);
    assert_eq!(browser.eval("document.getElementById('found').textContent"), "1 finding");
    browser.eval("document.getElementById('search').select()");
    browser.type_text("no such words");
    assert_eq!(browser.eval(SEEN), 0);
    browser.eval("document.getElementById('search').value = ''; document.getElementById('search').form.dispatchEvent(new Event('input'))");
    browser.click(".chip.invalid");
    assert_eq!(browser.eval(SEEN), remarks);
    browser.click(".chip.lint");
    assert_eq!(browser.eval(SEEN), 0);
    browser.click(".chip.invalid");
    assert_eq!(browser.eval(SEEN), links);
    assert_eq!(browser.complaints, Vec::<String>::new());
}

#[test]
fn without_scripts_everything_is_there_and_the_chips_still_work() {
    let Some(mut browser) = Browser::start() else { return };
    let desk = desk();
    browser.call("Emulation.setScriptExecutionDisabled", &json!({ "value": true }));
    browser.open(&desk.path("report.html"));
    assert_eq!(browser.eval(SEEN), EPISODES * LINKS + EPISODES);
    assert_eq!(
        browser.eval("document.querySelector('.search').checkVisibility()"),
        false,
        "what needs a script is hidden"
    );
    browser.click(".chip.invalid");
    assert_eq!(browser.eval(SEEN), EPISODES);
}

#[test]
fn everything_has_a_name_and_can_be_seen_by_day_and_by_night() {
    let Some(mut browser) = Browser::start() else { return };
    let desk = desk();
    let mut papers = Vec::new();
    for scheme in ["light", "dark"] {
        let feature = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        browser.call("Emulation.setEmulatedMedia", &feature);
        browser.open(&desk.path("report.html"));
        let faint = browser.eval(CONTRASTS);
        assert_eq!(faint, json!([]), "texts with less contrast than 4.5 to 1 ({scheme})");
        papers.push(browser.eval("getComputedStyle(document.body).backgroundColor").to_string());
    }
    assert_ne!(papers[0], papers[1]);
    let told = browser.told();
    for role in ["checkbox", "searchbox", "link", "heading", "search", "region", "complementary"] {
        let of_role: Vec<_> = told.iter().filter(|(own, _)| own == role).collect();
        assert!(!of_role.is_empty(), "nothing is a {role}");
        assert!(of_role.iter().all(|(_, name)| !name.trim().is_empty()), "a {role} has no name");
    }
    assert_eq!(browser.complaints, Vec::<String>::new());
}

/// The texts whose contrast to what is behind them is lower than WCAG 2.2 §1.4.3 wants, once for each kind of element.
const CONTRASTS: &str = r"(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const bytes = (color) => {
        canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
        return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const light = (rgb) => rgb.slice(0, 3).map((c) => (c /= 255) <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, i) => sum + c * [.2126, .7152, .0722][i], 0);
    const behind = (element) => {
        for (let it = element; it; it = it.parentElement) {
            const color = bytes(getComputedStyle(it).backgroundColor);
            if (color[3] === 255) return color;
        }
        return [255, 255, 255];
    };
    const faint = new Map();
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let n = 0; n < 3000 && words.nextNode(); n++) {
        const element = words.currentNode.parentElement;
        if (!words.currentNode.data.trim() || !element.checkVisibility() || element.closest('svg, script, style')) continue;
        const [a, b] = [light(bytes(getComputedStyle(element).color)), light(behind(element))];
        const contrast = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
        if (contrast < 4.5) faint.set(element.tagName + '.' + element.className, contrast.toFixed(2));
    }
    return [...faint];
})()";
