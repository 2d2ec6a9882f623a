#!/usr/bin/env bash
# The steps of the action: steps.sh key|build|check|finish. GitHub's runner sets GITHUB_OUTPUT, GITHUB_STEP_SUMMARY, RUNNER_TEMP and RUNNER_OS.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
repository=$(cd "$here/../../.." && pwd)
work="$RUNNER_TEMP/aircheck"
store="$work/store"
binary="$work/bin"

output() { printf '%s=%s\n' "$1" "$2" >> "$GITHUB_OUTPUT"; }

# What the caches are called: the binary by version, system and source.
key() {
  local version source
  version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$repository/Cargo.toml" | head -n 1)
  source=$(cd "$repository" && find Cargo.toml Cargo.lock src -type f | LC_ALL=C sort | xargs cat | git hash-object --stdin)
  output key "aircheck-$version-$RUNNER_OS-${RUNNER_ARCH:-any}-$source"
  output binary "$binary"
  output store "$store"
}

build() {
  if command -v rustup > /dev/null; then rustup toolchain install stable --profile minimal --no-self-update; fi
  cargo install --locked --path "$repository" --root "$work" --no-track
}

# One value a line, without empty ones.
lines() { printf '%s\n' "$1" | sed 's/^[[:space:]]*//; s/[[:space:]]*$//; /^$/d'; }

# A figure of the summary of the JSON report.
figure() { sed -n '/^  "summary": {/,/^  }/s/^    "'"$1"'": \([0-9]*\),*$/\1/p' "$work/report.json"; }

# How many links have that change since the last run.
changed() { grep -c '^    {.*,"change":"'"$1"'",' "$work/report.json" || true; }

# Ends with 0 whatever is found, so that the store is saved; the last step of the action fails.
check() {
  local sources=() arguments=() memory=(--no-store) code=0
  while IFS= read -r line; do sources+=("$line"); done < <(lines "$SOURCES")
  while IFS= read -r line; do arguments+=("$line"); done < <(lines "${ARGUMENTS:-}")
  if [ "${STORE:-true}" = true ]; then memory=(--store "$store/store.db"); fi
  mkdir -p "$store"
  rm -f "$work"/report.*
  "$binary/aircheck" check --no-progress "${memory[@]}" ${arguments[@]+"${arguments[@]}"} --format github \
    --format json --output "$work/report.json" \
    --format markdown --output "$work/report.md" \
    --format sarif --output "$work/report.sarif" -- ${sources[@]+"${sources[@]}"} || code=$?
  output exit-code "$code"
  # A wrong argument leaves no report.
  if [ ! -f "$work/report.json" ]; then return; fi
  cat "$work/report.md" >> "$GITHUB_STEP_SUMMARY"
  output report "$work/report.json"
  output markdown "$work/report.md"
  output sarif "$work/report.sarif"
  local figure
  for figure in failing unread broken invalid suspicious redirected unverified; do output "$figure" "$(figure "$figure")"; done
  local new recovered moved
  new=$(changed new) recovered=$(changed recovered) moved=$(changed moved)
  output new "$new"
  output recovered "$recovered"
  output news "$((new + recovered + moved))"
}

# Fails as the check did. Findings may be forgiven, but the code 1 can stand before sources that weren't read: these never are.
finish() {
  if [ "$EXIT_CODE" != 1 ] || [ "$FAIL" = true ]; then exit "$EXIT_CODE"; fi
  if [ "${UNREAD:-0}" != 0 ]; then exit 2; fi
}

"$1"
