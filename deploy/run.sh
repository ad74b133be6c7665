#!/usr/bin/env bash
# Builds the exchange if needed and runs it: one silo with its gateway.
#   bash deploy/run.sh [--port N] [--data DIR] [--feed auto|live|synthetic|none|replay --file F --speed X]
# Further MSBuild arguments for the build may be given in BUILD_ARGS, the stack in STACK.
set -euo pipefail
caller=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/stack.sh
# Several may be started at once, as the processes of a cluster are: one builds, the others wait and find it built. The
# lock is not handed on to the build, whose servers live on after it.
mkdir -p .artifacts
exec 9>.artifacts/exchange.lock # also that of exchange.sh
if command -v flock >/dev/null; then flock 9; fi
stack=$(exchange_stack ${BUILD_ARGS:-} 9>&-)
echo "stack: $stack" >&2
log=$(mktemp)
if ! dotnet build src/Exchange.Silo -c Release -p:Stack="$stack" -v quiet -nologo ${BUILD_ARGS:-} \
  >"$log" 2>&1 </dev/null 9>&-
then
  cat "$log" >&2
  rm -f "$log"
  exit 2
fi
rm -f "$log"
exec 9>&-
program=$PWD/.artifacts/$stack/bin/Exchange.Silo/release/exchange-silo.dll
# Folders and files that the arguments name are the caller's.
cd "$caller"
exec dotnet "$program" "$@"
