#!/usr/bin/env bash
# Runs every test: on the bundled stack, and on Microsoft Orleans too where its packages can be restored.
# Further arguments go to dotnet. STACK=bundled or STACK=orleans runs that one alone.
# The last line is plain: N passed, N failed.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. deploy/stack.sh

# No step may outlast its seconds: a test that hangs is a failure with a name, not a run without end.
build_limit=${TEST_BUILD_SECONDS:-300}
project_limit=${TEST_PROJECT_SECONDS:-480}
results=$(mktemp -d)
silo=""
passed=0
failed=0

finish() {
  [ -z "$silo" ] || kill "$silo" 2>/dev/null
  rm -rf "$results"
}
trap finish EXIT

count() { # passed | failed: the sum over the counters of every result file
  cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*>" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' \
    | awk '{ n += $1 } END { print n + 0 }'
}

fail() {
  echo "FAILED: $1"
  failed=$((failed + 1))
}

build() { # project stack [dotnet arguments]
  local project=$1 stack=$2
  shift 2
  timeout "$build_limit" dotnet build "$project" -c Release -p:Stack="$stack" -v quiet -nologo "$@" </dev/null
}

run_project() { # project stack [dotnet arguments]
  local project=$1 stack=$2 name
  name=$(basename "$project" .csproj)
  shift 2
  echo "== $name on $stack"
  if ! build "$project" "$stack" "$@"; then
    fail "$name on $stack does not build"
  elif ! timeout "$project_limit" dotnet test "$project" -c Release --no-build -p:Stack="$stack" -nologo "$@" \
    --logger "trx;LogFileName=$results/$name-$stack.trx" </dev/null
  then
    # A run that was cut off or crashed leaves no count of its own, and must not pass for that.
    [ -f "$results/$name-$stack.trx" ] || fail "$name on $stack was cut off"
  fi
}

run_interop() { # stack [dotnet arguments]: a client that nobody here wrote, knowing protos/ alone
  local stack=$1 data log summary
  shift
  echo "== interop on $stack"
  data=$results/data-$stack
  log=$results/silo-$stack.log
  if ! build src/Exchange.Silo "$stack" "$@" || ! build src/Exchange.Cli "$stack" "$@"; then
    fail "the exchange on $stack does not build"
    return
  fi
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
    passed=$((passed + $(echo "$summary" | cut -d' ' -f1)))
    failed=$((failed + $(echo "$summary" | cut -d' ' -f3)))
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

for stack in $stacks; do
  for project in tests/Exchange.*.Tests/*.csproj; do
    run_project "$project" "$stack" "$@"
  done
  if command -v node >/dev/null && command -v npm >/dev/null; then
    run_interop "$stack" "$@"
  else
    fail "interop on $stack needs node and npm"
  fi
done

passed=$((passed + $(count passed)))
failed=$((failed + $(count failed)))
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
