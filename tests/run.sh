#!/usr/bin/env bash
# Runs every test: on the bundled stack, and on Microsoft Orleans too where its packages can be restored.
# Further arguments go to dotnet. STACK=bundled or STACK=orleans runs that one alone.
# The last line is plain: N passed, N failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/stack.sh

# No step may outlast its seconds: a test that hangs is a failure with a name, not a run without end.
build_limit=${TEST_BUILD_SECONDS:-1200}
project_limit=${TEST_PROJECT_SECONDS:-1800}
longest=tests/Exchange.EndToEnd.Tests/Exchange.EndToEnd.Tests.csproj
at_once=${TEST_PROJECTS_AT_ONCE:-2} # much of a test that starts processes is waiting
silo=""

finish() {
  [ -z "$silo" ] || kill "$silo" 2>/dev/null
  rm -rf "$results"
}

# Files of tests are in memory where there is enough of it: what else goes on at the disk must not decide what a test
# finds, and a process that is killed with -9 leaves as much behind as on a disk.
memory_needed=$((6 * 1024 * 1024)) # KiB
free_memory() { # the smaller of the two, in KiB
  { df --output=avail /dev/shm; awk '/^MemAvailable/ { print $2 }' /proc/meminfo; } | sort -n | sed -n 2p
}
if [ -z "${TMPDIR:-}" ] && [ -w /dev/shm ] && [ "$(free_memory)" -ge "$memory_needed" ]
then results=$(mktemp -d -p /dev/shm)
else results=$(mktemp -d); fi
trap finish EXIT
chmod 755 "$results" # PostgreSQL runs as a user of its own
mkdir "$results/files"

count() { # passed | failed: the sum over the counters of every result file
  cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' \
    | awk '{ n += $1 } END { print n + 0 }'
}

interop_count() { # 1 passed | 3 failed: the sum over the summaries
  cat "$results/interop" 2>/dev/null | cut -d' ' -f"$1" | awk '{ n += $1 } END { print n + 0 }'
}

fail() { # what: said now, and counted at the end
  echo "FAILED: $1"
  echo "$1" >>"$results/failures"
}

run_project() { # project stack [dotnet arguments]
  local project=$1 stack=$2 name
  name=$(basename "$project" .csproj)
  shift 2
  echo "== $name on $stack"
  if ! TMPDIR="$results/files" timeout "$project_limit" \
    dotnet test "$project" -c Release --no-build -p:Stack="$stack" -nologo "$@" \
    --logger "trx;LogFileName=$results/$name-$stack.trx" </dev/null
  then
    # A run that was cut off or crashed leaves no count of its own, and must not pass for that.
    [ -f "$results/$name-$stack.trx" ] || fail "$name on $stack was cut off"
  fi
}

run_projects() { # stack [dotnet arguments]: some at once, the longest first, each told of when it is over
  local stack=$1 project log
  for project in $(printf '%s\n' "$longest" tests/Exchange.*.Tests/*.csproj | awk '!seen[$0]++'); do
    if [ "$stack" != "${stacks%% *}" ] && grep -q "<IsSameOnEveryStack>true<" "$project"; then continue; fi
    while [ "$(jobs -rp | wc -l)" -ge "$at_once" ]; do wait -n; done
    log=$results/$(basename "$project" .csproj)-$stack.log
    { run_project "$project" "$@" >"$log" 2>&1; cat "$log"; } &
  done
  wait
}

run_interop() { # stack: a client that nobody here wrote, knowing protos/ alone
  local stack=$1 data log summary
  echo "== interop on $stack"
  data=$results/files/interop-$stack
  log=$results/silo-$stack.log
  if ! (cd tests/interop && timeout 180 npm ci --silent --no-audit --no-fund </dev/null); then
    fail "interop: its packages do not install"
    return
  fi
  dotnet ".artifacts/$stack/bin/Exchange.Silo/release/exchange-silo.dll" --port 0 --data "$data" --feed none \
    >"$log" 2>&1 </dev/null &
  silo=$!
  for _ in $(seq 150); do grep -q "listening on" "$log" && break; sleep 0.2; done
  EXCHANGE_ADDRESS=$(grep -o 'http://[0-9.:]*' "$log" | head -n 1) EXCHANGE_DATA=$data \
    EXCHANGE_CLI="dotnet .artifacts/$stack/bin/Exchange.Cli/release/exchange.dll" \
    timeout "$project_limit" node tests/interop/run.mjs >"$results/interop-$stack.log" 2>&1 </dev/null
  grep -v '^ok' "$results/interop-$stack.log"
  summary=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$results/interop-$stack.log" | tail -n 1)
  if [ -z "$summary" ]; then
    cat "$log"
    fail "interop on $stack was cut off"
  else
    echo "$summary" >>"$results/interop"
  fi
  kill "$silo" && wait "$silo" || fail "the exchange on $stack did not stop cleanly"
  silo=""
  STACK=$stack timeout "$build_limit" bash deploy/exchange.sh audit --data "$data" --summary </dev/null \
    || fail "the ledger of interop on $stack is not proved"
}

if [ -n "${STACK:-}" ]; then stacks=$STACK
elif [ "$(exchange_stack "$@")" = orleans ]; then stacks="bundled orleans"
else stacks=bundled; fi
echo "stacks: $stacks"
# What both stacks compile is analysed with the last of them alone.
if [ "$stacks" != "${stacks##* }" ]; then set -- -p:AnalyzedOn="${stacks##* }" "$@"; fi

for stack in $stacks; do
  echo "== everything for $stack is built"
  if ! timeout "$build_limit" dotnet build ExchangeCluster.sln -c Release -p:Stack="$stack" -v quiet -nologo "$@" \
    </dev/null
  then
    fail "the build for $stack"
    continue
  fi
  run_projects "$stack" "$@"
  if command -v node >/dev/null && command -v npm >/dev/null; then
    run_interop "$stack"
  else
    fail "interop on $stack needs node and npm"
  fi
done

passed=$(($(count passed) + $(interop_count 1)))
failed=$(($(count failed) + $(interop_count 3) + $(cat "$results/failures" 2>/dev/null | wc -l)))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
