#!/usr/bin/env bash
# Applies each patch to a copy of the sources, builds what it changes, and runs seeds until one finds it. Prints rows of
# the table in the README; fails if one is not found. Usage: mutate.sh [SEEDS [NAME...]]
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../.." && pwd)
seeds=${1:-1000}
shift || true
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

(cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$copy")
cd "$copy"
options=(-c Release -p:Stack=bundled -v q -nologo)
dotnet build tests/Exchange.Simulator "${options[@]}" >&2
bin=.artifacts/bundled/bin
mkdir whole && cp "$bin"/Exchange.Simulator/release/Exchange.*.dll whole/

names=("$@")
if [ ${#names[@]} -eq 0 ]; then
  for patch in "$here"/patches/*.patch; do names+=("$(basename "$patch" .patch)"); done
fi

failed=0
for name in "${names[@]}"; do
  patch=$here/patches/$name.patch
  project=$(sed -n 's|^+++ b/src/\([^/]*\)/.*|\1|p' "$patch")
  patch -s -p1 < "$patch"
  dotnet build "src/$project" "${options[@]}" --no-restore -p:BuildProjectReferences=false >&2
  cp "$bin/$project/release/$project.dll" "$bin/Exchange.Simulator/release/"
  row=$(dotnet "$bin/Exchange.Simulator/release/exchange-simulator.dll" --hunt none --seeds "$seeds") || failed=1
  echo "| $name | $(head -n 1 "$patch") |${row#| patch |  |}"
  patch -s -R -p1 < "$patch"
  cp "$copy/whole/$project.dll" "$bin/Exchange.Simulator/release/"
done
exit "$failed"
