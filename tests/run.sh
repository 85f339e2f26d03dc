#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds in _build, runs all tests. Needs no display.
#
#   run.sh [arguments for meson test, such as --suite unit]
#
# The last line says "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
build=${BUILD_DIR:-_build}

sh data/install-packages.sh build run test
if [ -z "${CC:-}" ] && command -v ccache >/dev/null 2>&1; then
  CC="ccache gcc"
  export CC
fi

[ -f "$build/build.ninja" ] || meson setup "$build"
meson compile -C "$build"

# A bus and a display of the tests' own: nothing of them shows up on the screen of whoever runs them.
unset WAYLAND_DISPLAY
status=0
dbus-run-session -- xvfb-run -a -s '-screen 0 1280x800x24' \
  meson test -C "$build" --no-rebuild --print-errorlogs --timeout-multiplier 4 "$@" || status=$?
python3 tests/tools/count-tests.py "$build/meson-logs/testlog.json" || status=1
exit "$status"
