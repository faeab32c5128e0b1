#!/usr/bin/env bash
# Runs the store's contract suite over MongoDB's wire protocol, against FerretDB 1.24 (needs Go).
# Further arguments go to jest.
set -euo pipefail

here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
work="$(mktemp -d)"

# FerretDB stops when its standard input closes, also when this script is killed.
stop() {
  [[ -n "${ferretdb_in:-}" ]] && exec {ferretdb_in}>&-
  [[ -n "${ferretdb_pid:-}" ]] && wait "$ferretdb_pid" 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

(cd "$here" && go build -o "$work/ferretdb" .)
mkdir "$work/state"
coproc FERRETDB { exec "$work/ferretdb" "$work/state"; }
ferretdb_pid="$FERRETDB_PID"
exec {ferretdb_in}>&"${FERRETDB[1]}" {FERRETDB[1]}>&-

if ! read -r -t 60 -u "${FERRETDB[0]}" _ _ port; then
  echo 'FerretDB did not start within 60 s' >&2
  exit 1
fi

cd "$here/../../.."
MONGODB_URI="mongodb://127.0.0.1:$port/contract" npx jest test/contract "$@"
