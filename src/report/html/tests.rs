use scraper::{Html, Selector};

use super::super::tests::{fixture, hostile};
use super::*;
use crate::report::Remark;

fn page(report: &Report) -> String {
    let mut bytes = Vec::new();
    render(report, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn all(page: &str, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).unwrap();
    Html::parse_document(page).select(&selector).map(|element| element.html()).collect()
}

#[test]
fn sponsors_stand_apart_and_the_way_is_told_on_demand() {
    let page = page(&fixture::report());
    let titles = all(&page, ".group h3");
    assert!(titles[0].contains("Sponsor links") && titles[1].contains("Tinned Fish"), "{titles:?}");
    assert_eq!(all(&page, ".group:first-of-type .finding").len(), 1);
    let ways = all(&page, ".finding details");
    assert!(ways.len() == 1 && ways[0].contains("<b>301</b>") && !ways[0].contains(" open"), "{ways:?}");
}

#[test]
fn notes_wait_to_be_asked_for_and_warnings_do_not() {
    let box_of = |page: &str, kind: &str| all(page, &format!("#show-{kind}"));
    let calm = page(&fixture::report());
    assert!(box_of(&calm, "lint")[0].contains("checked") && box_of(&calm, "note").is_empty());
    let mut report = fixture::report();
    let note = Remark { level: "note", ..report.links[6].lints[0].clone() };
    report.links[6].lints = vec![note.clone()];
    report.links[0].lints = vec![note];
    let page = page(&report);
    let boxes = box_of(&page, "note");
    assert!(boxes.len() == 1 && !boxes[0].contains("checked"), "{boxes:?}");
    assert_eq!(all(&page, ".finding.note").len(), 1);
    let beside = all(&page, ".finding.broken .says.note");
    assert!(beside.len() == 1 && beside[0].contains("insecure-http"), "{beside:?}");
    let only =
        fixture::frozen(vec![report.links[6].clone()], vec![ReportEpisode { lints: Vec::new(), ..fixture::first() }]);
    let calm = tests::page(&only);
    assert!(calm.contains("Nothing was found") && !box_of(&calm, "note")[0].contains("checked"));
}

#[test]
fn a_filter_shows_as_many_findings_as_it_says() {
    let mut report = fixture::report();
    let warning = report.links[6].lints[0].clone();
    let note = Remark { level: "note", ..warning.clone() };
    // The last of these is unverified, which waits to be asked for; the warning doesn't.
    for (link, remark) in [(0, note.clone()), (1, warning.clone()), (6, note), (4, warning)] {
        report.links[link].lints.push(remark);
    }
    let page = page(&report);
    let chips = all(&page, ".chip");
    assert_eq!(chips.len(), 7, "{chips:?}");
    for chip in chips {
        let part = |before: &str| chip.split(before).nth(1).unwrap().split(['"', '<']).next().unwrap().to_owned();
        let found = all(&page, &format!(".finding[data-kind~={}]", part("value=\""))).len();
        assert_eq!(part("<b>"), found.to_string(), "{chip}");
    }
    assert_eq!(all(&page, ".finding.unverified[data-kind~=lint]").len(), 1);
}

#[test]
fn hostile_text_makes_no_element_and_no_script() {
    let (page, calm) = (page(&hostile::report()), page(&fixture::report()));
    assert_eq!(all(&page, "script").len(), 1);
    let html = Html::parse_document(&page);
    let known = |name: &str| all(&calm, name).len() + usize::from(["dd", "dt"].contains(&name)) > 0;
    for element in html.root_element().descendent_elements() {
        let name = element.value().name();
        assert!(known(name), "{name}");
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style", "{attribute}");
            let web = value.starts_with('#') || value.starts_with("http");
            assert!(attribute != "href" || web, "{value}");
        }
    }
}

#[test]
fn nothing_is_loaded_from_elsewhere() {
    let page = page(&fixture::report());
    assert!(all(&page, "[src], link, iframe, img, object, embed, base").is_empty());
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
}

#[test]
fn the_policy_allows_the_own_script_and_style_and_no_others() {
    let page = page(&fixture::report());
    let policy = &all(&page, "meta[http-equiv]")[0];
    assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"));
    let inline = [all(&page, "style"), all(&page, "script")].concat();
    for element in &inline {
        let text = element.split_once('>').unwrap().1.rsplit_once("</").unwrap().0;
        assert!(policy.contains(&allowed(text)), "{element}");
    }
    assert_eq!(inline.len(), 2);
}

#[test]
fn every_code_leads_to_its_meaning() {
    let page = page(&fixture::report());
    for code in all(&page, ".code") {
        let id = code.split("href=\"#").nth(1).unwrap().split('"').next().unwrap();
        assert_eq!(all(&page, &format!("aside [id='{id}'] dd")).len(), 1, "{id}");
    }
}

#[test]
fn every_field_and_region_has_a_name() {
    let page = page(&fixture::report());
    for id in ["findings-title", "rot-title", "codes-title"] {
        assert_eq!(all(&page, &format!("#{id}")).len(), 1);
        assert_eq!(all(&page, &format!("[aria-labelledby={id}]")).len(), 1);
    }
    assert_eq!(all(&page, "input").len(), all(&page, "label input").len());
    assert_eq!((all(&page, "h1").len(), all(&page, "main").len(), all(&page, "header").len()), (1, 1, 1));
}
