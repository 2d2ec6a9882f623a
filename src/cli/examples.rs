//! What stands below the options in the help of each command: how it is called, and how it ends.

pub(super) const MAIN_EXAMPLES: &str = "\
Start with `aircheck demo`: the whole job on a small faulty show, without internet.

Examples:
  aircheck check episode.html
  aircheck check https://show.example/episodes/42
  aircheck check notes/ --format json --output report.json
  aircheck fix draft.md --write
  aircheck links draft.html --base-url https://show.example/episodes/43
  aircheck explain https://show.example/old-page
  aircheck explain not-found

Exit codes:
  0    nothing to act on
  1    something to act on
  2    wrong usage, or a source that could not be read or held no show notes
  3    could not judge: no network
  130  interrupted; the report holds what was known

Options can be set by the environment, AIRCHECK_TIMEOUT=30, and by aircheck.toml, timeout = 30, but for those \
that are about one command line, such as --output. Flags win over the environment, which wins over the file. \
--show-config tells what is in force.";

pub(super) const CHECK_EXAMPLES: &str = "\
Examples:
  aircheck check episode.html
  aircheck check https://show.example/episodes/42 --fail-on broken,invalid,redirected
  aircheck check public/episodes/ --exclude 'https://intranet.example/*'
  curl -s https://show.example/ep/42 | aircheck check - --base-url https://show.example/ep/42
  aircheck check notes/ --format terminal --format json --output report.json";

pub(super) const BASELINE_EXAMPLES: &str = "\
Examples:
  aircheck baseline feed.xml
  aircheck baseline content/ --baseline known.json
  aircheck check content/ --baseline known.json

The file is aircheck-baseline.json, unless --baseline names another. What is fixed drops out when it is written anew; \
what is about sources that aren't read this time is kept. \
A failure that may still pass is written down only once the store, or the file itself, has seen it before.

Exit codes:
  0    the file is written
  2    a source can't be read; the file is as it was
  3    no network; the file is as it was
  130  interrupted; the file is as it was";

pub(super) const LINKS_EXAMPLES: &str = "\
Examples:
  aircheck links episode.html
  aircheck links public/ --format json
  aircheck links episode.html --scope page";

pub(super) const COMPARE_EXAMPLES: &str = "\
Examples:
  aircheck compare feed.xml episode-42.html
  aircheck compare https://show.example/feed https://show.example/episodes/42
  aircheck compare feed.xml episode-42.html --format json

The episode of the feed is the one with the address or the title of the page, else the one with most links in common.

Exit codes:
  0    the same links
  1    links that stand in one of them only
  2    one of them could not be read";

pub(super) const FIX_EXAMPLES: &str = "\
Examples:
  aircheck fix draft.md
  aircheck fix draft.md --write
  aircheck fix draft.md --archive --interactive
  aircheck fix content/episodes/ --latest 20

Only the bytes of addresses change: links that moved for good, and mistyped ones whose mended address works. \
Short links, sponsors' links and temporary redirects stay, and so does https:// that would become http://.

The diff is in bytes of the files, for `git apply` or `patch -p1` in this folder; on a terminal it is made harmless. \
Neither takes the names of files that don't lie below this folder: name those from a folder above them.

Exit codes:
  0    nothing is left to rewrite, or --write has written it; what --interactive was told to keep isn't left
  1    the diff that is shown waits to be written, or questions were left unanswered
  2    an error; the files that it names are as they were, also those that could be read only in part
  3    no network; only what machines nearby answered for is rewritten
  130  interrupted; every file is as it was";

pub(super) const EXPLAIN_EXAMPLES: &str = "\
Examples:
  aircheck explain https://show.example/old-page
  aircheck explain bot-wall

Exit codes:
  0    nothing to act on, or a code is explained
  1    something to act on, as a check with the same aircheck.toml would find it
  2    wrong usage
  3    could not judge: no network";

pub(super) const MERGE_EXAMPLES: &str = "\
Examples:
  aircheck merge part-1.json part-2.json
  aircheck merge part-*.json part-*.db --store store.db --format markdown --output report.md

The parts are those of aircheck check --partition 1/4 --format json ... --partition 4/4, each with the same sources and a copy of the same store. \
Reports of different sources follow each other.

Exit codes are those of aircheck check; a part that is missing is an error.";

pub(super) const INIT_EXAMPLES: &str = "\
Examples:
  aircheck init
  aircheck init ../show --force

Exit codes:
  0    both files are written
  2    a file was there already and stays as it is, or can't be written";

pub(super) const HISTORY_EXAMPLES: &str = "\
Examples:
  aircheck history
  aircheck history https://show.example/old-page
  aircheck history --store store.db --format json";
