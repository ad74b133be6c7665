#!/usr/bin/env bash
# Runs the command line client from anywhere: bash deploy/exchange.sh tokens
# and the audit of a ledger:                  bash deploy/exchange.sh audit --data DIR [--summary] [--json]
# and its journal:                            bash deploy/exchange.sh export --data DIR [--wallet ID] [--output FILE]
# and the tables of a PostgreSQL database:    bash deploy/exchange.sh migrate --connection "…"
# Builds it first if its sources are newer than what was built. stdout belongs to the program alone: whatever a build
# has to say goes to stderr. STACK=orleans|bundled chooses the stack; otherwise what was built last is good enough.
set -euo pipefail

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What reads the ledger itself is the silo's business: a client knows the protos alone.
if [ "${1:-}" = audit ] || [ "${1:-}" = export ] || [ "${1:-}" = migrate ]; then
  project=Exchange.Silo program=exchange-silo.dll inputs=("$root/src")
else
  project=Exchange.Cli program=exchange.dll inputs=("$root/src/Exchange.Cli")
fi

# The newest program built so far; empty if there is none.
newest() {
  local dll found=""
  for dll in "$root"/.artifacts/${STACK:-*}/bin/$project/release/$program; do
    if [ -f "$dll" ] && { [ -z "$found" ] || [ "$dll" -nt "$found" ]; }; then found="$dll"; fi
  done
  printf '%s' "$found"
}

# True if any source is newer than the program.
is_stale() {
  local sources=("${inputs[@]}" "$root/protos" "$root"/Directory.* "$root/src/Stack.targets")
  case "$1" in */bundled/bin/*) sources+=("$root/src/Bundled/Grpc" "$root/src/Bundled/Bundled.targets") ;; esac
  [ -n "$(find "${sources[@]}" -type f -not -name '*.md' -newer "$1" -print -quit)" ]
}

# Builds without servers that would outlive the build and hold the caller's pipes open; quiet unless it fails.
build() {
  local stack="${STACK:-}" log
  [ -n "$stack" ] || stack="$(dotnet msbuild "$root/src/$project" -getProperty:Stack -nodeReuse:false)" || return 1
  if [ -t 2 ]; then echo "exchange: building $project ($stack)" >&2; fi
  log="$(dotnet build "$root/src/$project" -c Release -p:Stack="$stack" --nologo -v quiet \
    -nodeReuse:false -p:UseSharedCompilation=false 2>&1)" || {
    printf '%s\n' "$log" | sort -u | tail -n 20 >&2
    return 1
  }
  touch "$root/.artifacts/$stack/bin/$project/release/$program"
}

dll="$(newest)"
if [ -z "$dll" ] || is_stale "$dll"; then
  mkdir -p "$root/.artifacts"
  exec 9> "$root/.artifacts/exchange.lock"
  if command -v flock > /dev/null; then flock 9; fi
  dll="$(newest)"
  if [ -z "$dll" ] || is_stale "$dll"; then
    build < /dev/null 9>&- || { echo "exchange: $project could not be built" >&2; exit 2; }
    dll="$(newest)"
  fi
  exec 9>&-
fi
exec dotnet "$dll" "$@"
