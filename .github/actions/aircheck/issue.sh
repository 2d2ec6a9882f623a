#!/usr/bin/env bash
# Keeps one issue about the findings: opens it, brings it up to date, tells what changed since the last run, and closes it when nothing fails any more.
# Wants EXIT_CODE, FAILING, NEWS and MARKDOWN of a check, and for `gh` GH_TOKEN and GH_REPO.
set -euo pipefail

label=aircheck
marker='<!-- aircheck: the issue of the scheduled check -->'
# GitHub takes 65,536 characters.
most=60000
run="${GITHUB_SERVER_URL:-https://github.com}/${GITHUB_REPOSITORY:-}/actions/runs/${GITHUB_RUN_ID:-}"
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

# The open issue that this script has opened, if there is one: of that label, with the marker, the oldest.
find_issue() {
  gh issue list --state open --label "$label" --limit 100 --json number,body \
    --jq "[.[] | select(.body | contains(\"$marker\")) | .number] | sort | .[0] // empty"
}

# A file within the limit, cut between lines.
bounded() {
  if [ "$(wc -c < "$1")" -le "$most" ]; then cat "$1"; return; fi
  head -c "$most" "$1" | LC_ALL=C sed '$d'
  printf '\n… and more: the summary of [the run](%s) has the whole report.\n' "$run"
}

# The findings of the report that are new or have moved, and what has recovered.
news() {
  awk '
    /^<details><summary>Recovered since the last run/ { recovered = 1; print "\nFine again:\n"; next }
    recovered && /^- / { print; next }
    recovered { next }
    / · \*\*(new|moved)\*\*\\$/ { print; rest = 1; next }
    rest { print; rest = 0 }
  ' "$MARKDOWN"
}

# What the report still lists though nothing fails: `Worth a look: 1, Better addresses: 2`.
left() {
  sed -n -E 's#^<details><summary>((Worth a look|Not yet confirmed|Better addresses): [0-9]+)</summary>$#\1#p' "$MARKDOWN" |
    paste -s -d , - | sed 's/,/, /g'
}

case "$EXIT_CODE" in
  0 | 1) ;;
  *)
    echo "The check ended with $EXIT_CODE: the issue stays as it is."
    exit 0
    ;;
esac

issue=$(find_issue)
news > "$temp/news.md"

if [ "$EXIT_CODE" = 0 ]; then
  if [ -z "$issue" ]; then
    echo "Nothing fails, and no issue is open."
    exit 0
  fi
  left=$(left)
  said="Nothing is left to act on ([run]($run))."
  if [ -n "$left" ]; then said="Nothing makes the check fail any more ([run]($run)). Its report still lists: $left."; fi
  { printf '%s\n\n' "$said"; cat "$temp/news.md"; } > "$temp/all.md"
  bounded "$temp/all.md" > "$temp/comment.md"
  gh issue comment "$issue" --body-file "$temp/comment.md"
  gh issue close "$issue"
  exit 0
fi

title="Show notes: $FAILING links to act on"
if [ "$FAILING" = 1 ]; then title="Show notes: 1 link to act on"; fi
bounded "$MARKDOWN" > "$temp/body.md"
printf '\n\nAs of [the last run](%s).\n%s\n' "$run" "$marker" >> "$temp/body.md"

if [ -z "$issue" ]; then
  gh label create "$label" --color d93f0b --description "Found by aircheck" --force
  gh issue create --title "$title" --label "$label" --body-file "$temp/body.md"
  exit 0
fi
gh issue edit "$issue" --title "$title" --body-file "$temp/body.md"
if [ "${NEWS:-0}" != 0 ] && [ -s "$temp/news.md" ]; then
  { printf 'Since the last run ([run](%s)):\n\n' "$run"; cat "$temp/news.md"; } > "$temp/all.md"
  bounded "$temp/all.md" > "$temp/comment.md"
  gh issue comment "$issue" --body-file "$temp/comment.md"
fi
