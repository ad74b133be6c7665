#!/usr/bin/env bash
# Builds the exchange if needed and runs it: one silo with its gateway.
#   bash deploy/run.sh [--port N] [--data DIR] [--feed auto|live|synthetic|none|replay --file F --speed X]
# Further MSBuild arguments for the build may be given in BUILD_ARGS, the stack in STACK.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/stack.sh
stack=$(exchange_stack ${BUILD_ARGS:-})
echo "stack: $stack" >&2
log=$(mktemp)
if ! dotnet build src/Exchange.Silo -c Release -p:Stack="$stack" -v quiet -nologo ${BUILD_ARGS:-} \
  >"$log" 2>&1 </dev/null
then
  cat "$log" >&2
  rm -f "$log"
  exit 2
fi
rm -f "$log"
exec dotnet ".artifacts/$stack/bin/Exchange.Silo/release/exchange-silo.dll" "$@"
