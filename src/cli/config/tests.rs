use super::*;

fn read(text: &str) -> Result<Config, String> {
    let command = crate::cli::configurable();
    Config::parse(text, Path::new("/home/show"), &command)
        .map_err(|fault| format!("{}: {}", line(text, fault.at), fault.message))
}

#[track_caller]
fn refused(text: &str, said: &str) {
    match read(text) {
        Ok(config) => panic!("{config:?}"),
        Err(error) => assert_eq!(error, said),
    }
}

fn values(config: &Config, name: &str) -> Vec<String> {
    config.options[name].values.clone()
}

#[test]
fn options_have_their_long_names() {
    let config =
        read("timeout = 1.5\nno-anchors = true\nfail-on = [\"broken\", \"redirected\"]\nsince = 2026-01-31\n").unwrap();
    assert_eq!(values(&config, "timeout"), ["1.5"]);
    assert_eq!(values(&config, "no-anchors"), ["true"]);
    assert_eq!(values(&config, "fail-on"), ["broken", "redirected"]);
    assert_eq!((values(&config, "since"), config.options["since"].line), (vec!["2026-01-31".to_owned()], 4));
}

#[test]
fn files_are_named_from_the_folder_of_the_configuration() {
    let config = read("store = \".cache/store.db\"\n").unwrap();
    assert_eq!(values(&config, "store"), ["/home/show/.cache/store.db"]);
}

#[test]
fn options_that_exclude_each_other_are_refused_together_and_give_way_to_flags() {
    refused("no-store = true\nstore = \"x.db\"\n", "2: `store` can't be used with `no-store`");
    let mut config = read("no-store = false\nstore = \"x.db\"\n").unwrap();
    let command = crate::cli::configurable();
    let typed = |arguments: &[&str]| command.clone().try_get_matches_from(arguments).unwrap();
    config.yield_to(&typed(&["check", "x"]), &command);
    assert_eq!(config.options.len(), 2);
    config.yield_to(&typed(&["check", "x", "--no-store"]), &command);
    assert!(!config.options.contains_key("store"));
    let mut config = read("no-store = true\n").unwrap();
    config.yield_to(&typed(&["check", "x", "--store", "y.db"]), &command);
    assert!(config.options.is_empty());
}

#[test]
fn unknown_names_are_errors_that_say_what_was_meant() {
    refused("retries = 1\ntimeot = 3\n", "2: unknown key `timeot`; did you mean `timeout`?");
    refused("\n[[ignores]]\nmatch = \"x\"\n", "2: unknown key `ignores`; did you mean `ignore`?");
    refused("[[rule]]\nmatch = \"x\"\nheder = 1\n", "3: unknown key `heder`; did you mean `headers`?");
    refused("[levels]\nnot-fuond = \"note\"\n", "2: unknown code `not-fuond`; did you mean `not-found`?");
    refused("[levels]\nnot-found = \"notee\"\n", "2: `not-found`: unknown level `notee`; did you mean `note`?");
    refused(
        "[[ignore]]\nmatch = \"x\"\nreason = \"y\"\nuntil = 2026-01-01\ncodes = [\"time-out\"]\n",
        "5: unknown code `time-out`; did you mean `timeout`?",
    );
    refused(
        "[[rule]]\nmatch = \"x\"\ntreat-as = \"ok\"\ncodes = [\"nope\"]\n",
        "4: unknown code `nope`; `aircheck explain` lists all codes",
    );
}

#[test]
fn wrong_values_are_errors_that_name_the_line() {
    refused("\ntimeout = \"soon\"\n", "2: `timeout`: `soon`: write a number of seconds, more than 0 and at most 3600");
    refused("fail-on = [\"brokn\"]\n", "1: `fail-on`: unknown value `brokn`; did you mean `broken`?");
    refused(
        "fail-on = [\n  \"broken\",\n  \"gone\",\n]\n",
        "3: `fail-on`: unknown value `gone`; there are broken, invalid, suspicious, redirected, unverified, ok, skipped",
    );
    refused("no-anchors = 1\n", "1: `no-anchors`: write true or false");
    refused(
        "fail-on = []\n",
        "1: `fail-on`: name a class, such as [\"broken\"]; what is to fail no run gets a level under [levels]",
    );
    refused("timeout = [1, 2]\n", "1: `timeout`: one value is wanted, not a list");
    refused("accept = [42]\n", "1: `accept`: `42`: write a status code such as 403");
    refused("[[rule]]\nmatch = \"a.com\"\naccept = [42]\n", "3: 42 is not between 100 and 999");
    refused("rule = 1\n", "1: `rule` is a list of tables: write [[rule]]");
    refused("x = = 1\n", "1: extra `=`, expected nothing");
}

#[test]
fn what_belongs_to_a_command_line_or_is_secret_stays_out() {
    refused("quiet = true\n", "1: `quiet` is for the command line only");
    refused("lint = [\"shortener\"]\n", "1: `lint` is for the command line; write levels under [levels]");
    let secret = "this would put a secret into a file; AIRCHECK_AUTH_… variables hold credentials";
    refused("header = [\"a.com=Authorization: Bearer 1\"]\n", &format!("1: `header`: {secret}"));
    refused("[[rule]]\nmatch = \"a.com\"\nheaders = { cookie = \"x\" }\n", &format!("3: {secret}"));
}

#[test]
fn a_rule_says_what_holds_for_its_links() {
    let text = "[[rule]]\nmatch = [\"a.com\", \"https://b.com/*\"]\nheaders = { Accept-Language = \"de\" }\nconcurrency = 2\n\
        delay = 1\ntimeout = 2.5\naccept = [403]\ntreat-as = \"unverified\"\ncodes = [\"timeout\"]\n";
    let config = read(text).unwrap();
    let (at, rule) = &config.rules[0];
    assert_eq!((*at, rule.matches.len(), rule.concurrency), (1, 2, Some(2)));
    assert_eq!(rule.headers[0].0, "accept-language");
    assert_eq!((rule.delay.unwrap().as_secs_f64(), rule.timeout.unwrap().as_secs_f64()), (1.0, 2.5));
    assert_eq!(
        (&rule.accept[..], rule.treat_as.unwrap().name(), rule.codes[0].code()),
        (&[403][..], "unverified", "timeout")
    );
}

#[test]
fn rules_that_make_no_sense_are_refused() {
    refused("[[rule]]\ntimeout = 1\n", "1: missing field `match`");
    refused(
        "[[rule]]\nmatch = \"https://a.com/x/*\"\ndelay = 1\n",
        "3: concurrency and delay hold for whole hosts: write match = \"example.com\"",
    );
    refused(
        "[[rule]]\nmatch = \"a.com\"\ncodes = [\"timeout\"]\n",
        "1: `codes` says to which findings `treat-as` is restricted, but there is no `treat-as`",
    );
    refused("[[rule]]\nmatch = \"a.com\"\nskip = \"\"\n", "3: `skip` says why: write a few words");
    refused(
        "[[rule]]\nmatch = \"a.com\"\ntreat-as = \"redirected\"\n",
        "3: unknown class `redirected`; there are broken, suspicious, unverified, ok",
    );
    refused("[[rule]]\nmatch = []\n", "2: an empty list matches nothing");
}

#[test]
fn an_ignore_has_a_reason_and_an_end() {
    let config =
        read("\n[[ignore]]\nmatch = \"https://a.com/x\"\nreason = \"moving\"\nuntil = \"2026-12-31\"\n").unwrap();
    let (at, ignore) = &config.ignores[0];
    assert_eq!((*at, ignore.reason.as_str(), ignore.until.to_string().as_str()), (2, "moving", "2026-12-31"));
    refused("[[ignore]]\nmatch = \"x\"\nuntil = 2026-01-01\n", "1: missing field `reason`");
    refused("[[ignore]]\nmatch = \"x\"\nreason = \"y\"\n", "1: missing field `until`");
    refused(
        "[[ignore]]\nmatch = \"x\"\nreason = \"y\"\nuntil = \"soon\"\n",
        "4: `until`: write a day as in 2026-01-31",
    );
    refused(
        "[[ignore]]\nmatch = \"x\"\nreason = \" \"\nuntil = 2026-01-01\n",
        "3: `reason` says why: write a few words",
    );
}
