#!/usr/bin/env bash
# Runs every test: on the bundled stack, and on Microsoft Orleans too where its packages can be restored.
# Further arguments go to dotnet. STACK=bundled or STACK=orleans runs that one alone.
# The last line is plain: N passed, N failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/stack.sh

# No run may outlast this many seconds; a test that hangs is a failure with a name.
project_limit=${TEST_PROJECT_SECONDS:-240}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0
failed=0

count() { # attribute of the counters of every result file
  cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' \
    | awk '{ n += $1 } END { print n + 0 }'
}

if [ -n "${STACK:-}" ]; then stacks=$STACK
elif [ "$(exchange_stack "$@")" = orleans ]; then stacks="bundled orleans"
else stacks=bundled; fi
echo "stacks: $stacks"

for stack in $stacks; do
  for project in tests/Exchange.*.Tests/*.csproj; do
    name=$(basename "$project" .csproj)
    echo "== $name on $stack"
    if ! timeout 600 dotnet build "$project" -c Release -p:Stack="$stack" -v quiet -nologo "$@" </dev/null; then
      echo "$name on $stack: does not build"
      failed=$((failed + 1))
      continue
    fi
    if ! timeout "$project_limit" dotnet test "$project" -c Release --no-build -p:Stack="$stack" -nologo "$@" \
      --logger "trx;LogFileName=$results/$name-$stack.trx" </dev/null
    then
      # A run that was cut off or crashed leaves no count of its own, and must not pass for that.
      [ -f "$results/$name-$stack.trx" ] || failed=$((failed + 1))
    fi
  done
done

passed=$((passed + $(count passed)))
failed=$((failed + $(count failed)))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
