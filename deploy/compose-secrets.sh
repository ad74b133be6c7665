#!/usr/bin/env bash
# Makes the secrets that compose.yaml names, each once, in .data/secrets (which git ignores): the database's password,
# the same as Npgsql reads it, the key of bearer tokens, Grafana's password. What is there stays as it is.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
folder=.data/secrets
mkdir -p "$folder"
# Nobody but the owner enters the folder. The files themselves are readable: they are mounted into containers one by
# one, where another user than their owner reads them.
chmod 700 "$folder"

# random BYTES: as base64, without an end of line.
random() { head -c "$1" /dev/urandom | base64 | tr -d '\n'; }

# keep NAME: writes what it is given on its input, unless there is such a secret.
keep() {
  if [ -s "$folder/$1" ]; then cat >/dev/null; return; fi
  (umask 022; cat > "$folder/$1.new"; mv "$folder/$1.new" "$folder/$1")
  echo "made $folder/$1" >&2
}

random 24 | tr '+/' '-_' | keep postgres-password
printf 'postgres:5432:exchange:exchange:%s\n' "$(cat "$folder/postgres-password")" | keep postgres-passfile
random 32 | keep token-key
random 18 | tr '+/' '-_' | keep grafana-password
