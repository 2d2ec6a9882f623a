//! `aircheck init`: settings and a workflow for a repository.

use crate::driver::Desk;

const WORKFLOW: &str = ".github/workflows/show-notes.yml";

fn repository() -> Desk {
    Desk::new()
        .file(".git/HEAD", "")
        .file("content/episodes/1.md", "# Knots\n")
        .file("hugo.toml", "baseURL = 'https://knots.test/'\n")
}

#[test]
fn a_repository_gets_settings_and_a_workflow() {
    let desk = repository();
    let ran = desk.run(&["init"]).ends(0);
    assert!(ran.err.contains("found Markdown notes: content/episodes/\n"), "{}", ran.err);
    assert!(ran.err.contains("found feed on the web: https://knots.test/index.xml\n"), "{}", ran.err);
    let chosen = "the workflow checks content/episodes/: links are mended there; the others can be named beside it";
    assert!(ran.err.contains(chosen), "{}", ran.err);
    let workflow = desk.read(WORKFLOW);
    for line in ["            content/episodes/", "            --confirm-after=2", "            --confirm-apart=20"] {
        assert!(workflow.lines().any(|written| written == line), "{line}\n{workflow}");
    }
    let shown = desk.run(&["check", "--show-config"]).ends(0).out;
    assert!(shown.contains("fail-on = [\"broken\", \"invalid\"]  # aircheck.toml:"), "{shown}");
    let bare = Desk::new().run(&["check", "--show-config"]).ends(0).out;
    assert!(bare.contains("fail-on = [\"broken\", \"invalid\"]  # default"), "what is written is the default");
}

#[test]
fn what_is_commented_in_the_settings_works_too() {
    let desk = repository();
    desk.run(&["init"]).ends(0);
    let text = desk.read("aircheck.toml");
    let is_code = |line: &&str| line.starts_with("# [") || line.trim_start_matches("# ").contains(" = ");
    let code: Vec<&str> = text.lines().filter(is_code).map(|line| line.trim_start_matches("# ")).collect();
    let desk = Desk::new().file("aircheck.toml", code.join("\n"));
    let shown = desk.run(&["check", "--show-config"]).ends(0).out;
    assert!(shown.contains("[[rule]]") && shown.contains("[[ignore]]") && shown.contains("[levels]"), "{shown}");
}

#[test]
fn nothing_is_overwritten_without_force() {
    let desk = repository().file("aircheck.toml", "timeout = 7\n");
    let ran = desk.run(&["init"]).ends(2);
    assert!(
        ran.err.contains("aircheck.toml: is there already and stays as it is; --force writes it anew"),
        "{}",
        ran.err
    );
    assert_eq!(desk.read("aircheck.toml"), "timeout = 7\n");
    assert!(desk.path(WORKFLOW).exists(), "what isn't there is written");
    desk.run(&["init", "--force"]).ends(0);
    assert!(!desk.read("aircheck.toml").contains("timeout = 7"));
}

#[test]
fn without_anything_to_check_the_user_is_told() {
    let desk = Desk::new().file("README.md", "");
    let ran = desk.run(&["init"]).ends(0);
    assert!(ran.err.contains("name the sources in the workflow") && ran.err.contains("not the root"), "{}", ran.err);
    desk.run(&["init", "nowhere"]).ends(2);
}
