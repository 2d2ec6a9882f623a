//! The GitHub action: the scripts of its steps, run as GitHub's runner runs them, and the issue, kept by a `gh` of the test's own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::driver::{Desk, Ran, page, repository};
use crate::web::{self, Web};

const ACTION: &str = ".github/actions/aircheck";

/// A `gh` that knows the issues that a file holds, one a file, and writes down what it is told.
const GH: &str = r#"#!/usr/bin/env bash
set -euo pipefail
here=$(dirname "$0")/../issues
mkdir -p "$here"
echo "$*" >> "$here/log"
while [ $# -gt 0 ]; do
  case "$1" in
    --body-file) body=$2; shift ;;
    --title) title=$2; shift ;;
    --jq) jq=$2; shift ;;
    --force) ;;
    --*) shift ;;
    *) words+=("$1") ;;
  esac
  shift
done
case "${words[0]} ${words[1]}" in
  "label create") ;;
  "issue list") if [ -f "$here/open" ] && grep -q 'contains("<!-- aircheck' <<< "$jq" && grep -q '<!-- aircheck' "$here/open"; then echo 7; fi ;;
  "issue create" | "issue edit") { echo "$title"; cat "$body"; } > "$here/open" ;;
  "issue comment") [ "${words[2]}" = 7 ] && cat "$body" >> "$here/comments" ;;
  "issue close") [ "${words[2]}" = 7 ] && rm "$here/open" ;;
  *) exit 1 ;;
esac
"#;

/// A runner of GitHub's: its folders and files, and `gh` on its path.
struct Runner {
    desk: Desk,
}

impl Runner {
    fn new(desk: Desk) -> Self {
        let desk = desk.file("tools/gh", GH).file("temp/x", "").file("temp/aircheck/x", "");
        let bin = desk.path("temp/aircheck/bin");
        fs::create_dir_all(&bin).unwrap();
        fs::copy(env!("CARGO_BIN_EXE_aircheck"), bin.join("aircheck")).unwrap();
        Command::new("chmod").arg("+x").arg(desk.path("tools/gh")).status().unwrap();
        Self { desk }
    }

    fn script(&self, name: &str, argument: &str, variables: &[(&str, &str)]) -> Ran {
        let mut command = Command::new("bash");
        let path = format!("{}:{}", self.desk.path("tools").display(), std::env::var("PATH").unwrap());
        for file in ["output", "summary"] {
            fs::write(self.desk.path(file), "").unwrap();
        }
        command.arg(repository(ACTION).join(name)).arg(argument).current_dir(self.desk.path("."));
        command.env("PATH", path).env("RUNNER_TEMP", self.desk.path("temp")).env("RUNNER_OS", "Linux");
        command.env("HOME", self.desk.path(".")).env("NO_PROXY", "*").env_remove("AIRCHECK_STORE");
        command.env("GITHUB_OUTPUT", self.desk.path("output")).env("GITHUB_STEP_SUMMARY", self.desk.path("summary"));
        command.envs(variables.iter().copied());
        Ran::of(&mut command)
    }

    fn check(&self, variables: &[(&str, &str)]) -> Ran {
        let usual =
            [("SOURCES", "\n  page.html\n\n"), ("ARGUMENTS", "--allow-private=127.0.0.1\n--retries=0\n--max-age=0\n")];
        self.script("steps.sh", "check", &[&usual[..], variables].concat()).ends(0)
    }

    /// What a step has put out under a name.
    fn output(&self, name: &str) -> Option<String> {
        let lines = self.desk.read("output");
        lines.lines().find_map(|line| line.strip_prefix(&format!("{name}="))).map(str::to_owned)
    }

    /// Checks, then keeps the issue.
    fn night(&self) -> Ran {
        self.check(&[]);
        let names = [("EXIT_CODE", "exit-code"), ("MARKDOWN", "markdown"), ("FAILING", "failing"), ("NEWS", "news")];
        let values: Vec<(&str, String)> =
            names.iter().map(|(variable, name)| (*variable, self.output(name).unwrap())).collect();
        let variables: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.script("issue.sh", "", &variables).ends(0)
    }

    fn issue(&self) -> Option<String> {
        fs::read_to_string(self.desk.path("issues/open")).ok()
    }

    fn comments(&self) -> String {
        fs::read_to_string(self.desk.path("issues/comments")).unwrap_or_default()
    }
}

fn notes(web: &Web, paths: &[&str]) -> String {
    let link = |path: &&str| format!("<p><a href=\"{}\">About {path}</a></p>", web.url(path));
    page(&paths.iter().map(link).collect::<String>())
}

#[test]
fn the_check_step_puts_out_what_was_found_and_fails_at_last() {
    let web = Web::new().on("/knots", [web::ok()]).on("/gone", [web::not_found()]);
    let runner = Runner::new(Desk::new().file("page.html", notes(&web, &["/knots", "/gone"])));
    let ran = runner.check(&[]);
    assert!(ran.out.starts_with("::error title=broken") && ran.out.contains("file=page.html"), "{}", ran.out);
    let outputs = ["exit-code", "failing", "broken", "suspicious", "new", "recovered", "news"];
    let outputs = outputs.map(|name| runner.output(name).unwrap());
    assert_eq!(outputs, ["1", "1", "1", "0", "1", "0", "1"]);
    assert!(runner.desk.read("summary").starts_with("## Show notes: 1 link to act on"));
    for name in ["report", "markdown", "sarif"] {
        assert!(Path::new(&runner.output(name).unwrap()).is_file(), "{name}");
    }
    assert!(runner.desk.path("temp/aircheck/store/store.db").is_file());
    runner.check(&[]);
    assert_eq!(runner.output("new").unwrap(), "0", "the store remembers");
    for (fail, code, end) in [("true", "1", 1), ("false", "1", 0), ("false", "3", 3), ("true", "0", 0)] {
        runner.script("steps.sh", "finish", &[("FAIL", fail), ("EXIT_CODE", code), ("UNREAD", "0")]).ends(end);
    }
}

#[test]
fn a_source_that_cannot_be_read_fails_the_job_whatever_else_is_found() {
    let web = Web::new().on("/gone", [web::not_found()]);
    let runner = Runner::new(Desk::new().file("page.html", notes(&web, &["/gone"])));
    runner.check(&[("SOURCES", "page.html\nno-such.html")]);
    let outputs = ["exit-code", "unread"].map(|name| runner.output(name).unwrap());
    assert_eq!(outputs, ["1", "1"], "findings win");
    for (fail, end) in [("true", 1), ("false", 2)] {
        let variables = [("FAIL", fail), ("EXIT_CODE", &*outputs[0]), ("UNREAD", &*outputs[1])];
        runner.script("steps.sh", "finish", &variables).ends(end);
    }
}

#[test]
fn a_source_or_an_argument_is_never_a_command() {
    let runner = Runner::new(Desk::new());
    let hostile = "$(touch hacked)\n`touch hacked`\n; touch hacked\n--no-such-option";
    let ran = runner.check(&[("SOURCES", hostile), ("STORE", "false")]);
    assert_eq!(runner.output("exit-code").unwrap(), "2");
    assert!(ran.err.contains("$(touch hacked)") && !runner.desk.path("hacked").exists(), "{}", ran.err);
    let ran = runner.check(&[("ARGUMENTS", "--no-such-option $(touch hacked)")]);
    assert_eq!((runner.output("exit-code").unwrap(), runner.output("report")), ("2".to_owned(), None));
    assert!(ran.err.contains("--no-such-option") && !runner.desk.path("hacked").exists(), "{}", ran.err);
}

#[test]
fn one_issue_is_opened_kept_and_closed() {
    // One look each: 410 is believed at once.
    let gone = || web::answer("410 Gone", "", "");
    let web = Web::new()
        .on("/knots", [web::ok(), web::ok(), gone(), web::ok()])
        .on("/gone", [gone(), gone(), gone(), web::ok()]);
    let runner = Runner::new(Desk::new().file("page.html", notes(&web, &["/knots", "/gone"])));
    runner.night();
    let opened = runner.issue().unwrap();
    assert!(opened.starts_with("Show notes: 1 link to act on\n") && opened.contains("<!-- aircheck"), "{opened}");
    runner.night();
    assert_eq!(runner.comments(), "", "nothing changed, so nothing is said");
    runner.night();
    assert!(runner.issue().unwrap().starts_with("Show notes: 2 links to act on\n"));
    let comments = runner.comments();
    assert!(comments.contains("/knots") && comments.contains("**new**") && !comments.contains("/gone"), "{comments}");
    runner.night();
    assert_eq!(runner.issue(), None, "all is well");
    let comments = runner.comments();
    assert!(comments.contains("Nothing is left to act on") && comments.contains("Fine again"), "{comments}");
    let before = runner.desk.read("issues/log").lines().count();
    let ran = runner.night();
    assert!(ran.out.contains("no issue is open") && runner.issue().is_none());
    assert_eq!(runner.desk.read("issues/log").lines().count(), before + 1, "it only looks whether there is an issue");
}

#[test]
fn an_issue_fits_into_github_and_trouble_leaves_it_alone() {
    let runner = Runner::new(Desk::new());
    let line = format!("- **broken** · [{}](<https://a.example/>)\n", "ü".repeat(60));
    fs::write(runner.desk.path("report.md"), line.repeat(2_000)).unwrap();
    let about =
        |code: &'static str| [("EXIT_CODE", code), ("MARKDOWN", "report.md"), ("FAILING", "2000"), ("NEWS", "0")];
    runner.script("issue.sh", "", &about("2")).ends(0);
    assert_eq!(runner.issue(), None);
    runner.script("issue.sh", "", &about("1")).ends(0);
    let issue = runner.issue().unwrap();
    assert!(issue.len() < 65_000 && issue.len() > 50_000 && issue.contains("has the whole report"), "{}", issue.len());
    assert!(issue.trim_end().ends_with("-->"));
}

#[test]
fn an_issue_that_is_closed_tells_what_is_left() {
    let runner = Runner::new(Desk::new());
    let item = "- **suspicious** · [Knots](<https://a.example/>) · `page.html:1` · **new**\\\n  the site is for sale\n";
    let report = format!("<details><summary>Worth a look: 1</summary>\n\n### 7: Knots\n\n{item}\n</details>\n");
    fs::write(runner.desk.path("report.md"), report).unwrap();
    for code in ["1", "0"] {
        let variables = [("EXIT_CODE", code), ("MARKDOWN", "report.md"), ("FAILING", code), ("NEWS", "1")];
        runner.script("issue.sh", "", &variables).ends(0);
    }
    let comments = runner.comments();
    assert!(comments.starts_with("Nothing makes the check fail any more ([run]"), "{comments}");
    assert!(
        comments.contains("Its report still lists: Worth a look: 1.\n\n") && comments.ends_with(item),
        "{comments}"
    );
}

#[test]
fn the_binary_is_kept_by_version_system_and_source() {
    let runner = Runner::new(Desk::new());
    runner.script("steps.sh", "key", &[("RUNNER_ARCH", "X64")]).ends(0);
    let key = runner.output("key").unwrap();
    assert!(key.starts_with(concat!("aircheck-", env!("CARGO_PKG_VERSION"), "-Linux-X64-")), "{key}");
    assert_eq!(key.rsplit('-').next().unwrap().len(), 40, "{key}");
    assert!(runner.output("store").unwrap().ends_with("/aircheck/store"));
}

/// The names in capitals that a script takes from its environment.
fn taken(script: &str) -> BTreeSet<&str> {
    let names = script.split('$').skip(1).map(|rest| rest.trim_start_matches('{'));
    let end = |rest: &str| rest.find(|c: char| !c.is_ascii_uppercase() && c != '_').unwrap_or(rest.len());
    names.map(|rest| &rest[..end(rest)]).filter(|name| name.len() > 1).collect()
}

#[test]
fn the_action_gives_its_scripts_what_they_take() {
    let action = fs::read_to_string(repository(ACTION).join("action.yml")).unwrap();
    for script in ["steps.sh", "issue.sh"] {
        let text = fs::read_to_string(repository(ACTION).join(script)).unwrap();
        let taken = taken(&text);
        assert!(taken.contains("EXIT_CODE"), "{taken:?}");
        for name in taken.iter().filter(|name| !["GITHUB_", "RUNNER_", "BASH_"].iter().any(|own| name.starts_with(own)))
        {
            assert!(action.contains(&format!("\n        {name}: ${{{{ ")), "{script} wants {name}");
        }
    }
    for step in ["key", "build", "check", "finish"] {
        assert!(action.contains(&format!("run: bash \"$ACTION/steps.sh\" {step}\n")), "{step}");
    }
    let scripts = action.lines().filter(|line| line.trim_start().starts_with("run: "));
    assert!(scripts.clone().all(|line| !line.contains("${{")), "what users write is never part of a script");
    assert_eq!(scripts.count(), 5);
}

#[test]
fn the_own_workflow_is_the_template_with_other_sources() {
    let template = fs::read_to_string(repository("src/run/init/show-notes.yml")).unwrap();
    let own = fs::read_to_string(repository(".github/workflows/show-notes.yml")).unwrap();
    let action = "aircheck/aircheck/.github/actions/aircheck@v0.1.0";
    assert!(template.contains(action) && template.contains("            content/\n"));
    let expected = template
        .replace(action, "./.github/actions/aircheck")
        .replace("            content/\n", "            fixtures/live/\n");
    assert_eq!(own, expected);
}
