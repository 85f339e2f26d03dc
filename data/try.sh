#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Try Stockbook: installs what is missing, builds, and does what Stockbook is for.
#
#   try.sh [--no-display]
#
# With a display it opens the application on the practice company. Without one it plays a month of trade
# through stockbook-cli against the practice company, syncs, reconciles, and prints what QuickBooks
# (the stand-in) holds afterwards. Leaves nothing behind but the build folder.
set -eu
cd "$(dirname "$0")/.."
top=$PWD
build=${BUILD_DIR:-_build}

if [ -z "${STOCKBOOK_TRY_INSIDE:-}" ]; then
  sh data/install-packages.sh build run
  if [ -z "${CC:-}" ] && command -v ccache >/dev/null 2>&1; then
    CC="ccache gcc"
    export CC
  fi
  [ -f "$build/build.ninja" ] || meson setup "$build"
  ninja -C "$build"
fi
build=$(cd "$build" && pwd)
STOCKBOOK_PRACTICE=$build/src/practice/stockbook-practice
export STOCKBOOK_PRACTICE

if [ "${1:-}" != --no-display ] && { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }; then
  exec meson devenv -C "$build" "$build/src/app/stockbook"
fi

# A folder, a bus and a keyring of this try's own: nothing of it touches those of whoever tries.
if [ -z "${STOCKBOOK_TRY_INSIDE:-}" ]; then
  STOCKBOOK_TRY_INSIDE=$(mktemp -d)
  export STOCKBOOK_TRY_INSIDE
  export HOME="$STOCKBOOK_TRY_INSIDE" XDG_DATA_HOME="$STOCKBOOK_TRY_INSIDE/data" \
    XDG_RUNTIME_DIR="$STOCKBOOK_TRY_INSIDE/run"
  mkdir -p "$XDG_DATA_HOME" "$XDG_RUNTIME_DIR"
  chmod 700 "$XDG_RUNTIME_DIR"
  status=0
  BUILD_DIR=$build dbus-run-session -- sh "$top/data/try.sh" --no-display || status=$?
  rm -rf "$STOCKBOOK_TRY_INSIDE"
  exit "$status"
fi

printf 'try\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
cli=$build/src/cli/stockbook-cli
book=$STOCKBOOK_TRY_INSIDE/shop.stockbook
month=$(date -d "$(date +%Y-%m-15) -1 month" +%Y-%m)

say () { printf '\n== %s\n' "$*"; }

say "A new book"
"$cli" new "$book" --name "Harbor Street Goods"

say "Connected to the practice company, the way a person with a browser does it"
"$cli" connect "$book" --environment practice --no-browser >"$STOCKBOOK_TRY_INSIDE/connect" &
connecting=$!
address=
while [ -z "$address" ] && kill -0 "$connecting" 2>/dev/null; do
  sleep 0.1
  address=$(head -n 1 "$STOCKBOOK_TRY_INSIDE/connect")
done
python3 data/sign-in.py "$address"
wait "$connecting"
tail -n +2 "$STOCKBOOK_TRY_INSIDE/connect"

say "Accounts of the practice company for the roles of the book"
"$cli" pull "$book" >/dev/null
python3 data/map-accounts.py "$cli" "$book"

say "A month of trade: $month"
sed "s/MONTH/$month/" data/sample-month.json | "$cli" replay "$book" - >/dev/null
for kind in customers suppliers products; do
  "$cli" match "$book" "$kind" --auto >/dev/null
done
"$cli" sync "$book" --dry-run --json | python3 -c 'import json, sys
print("Waiting to be sent:", len(json.load(sys.stdin)["requests"]), "documents, journals, contacts and products")'

say "Sync"
"$cli" sync "$book"

say "Sync again: nothing to do"
"$cli" sync "$book"

say "What QuickBooks holds now"
python3 data/show-company.py "$cli" "$book"

say "Reconcile"
"$cli" verify "$book" >/dev/null
"$cli" reconcile "$book"
