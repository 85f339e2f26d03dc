#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check-install.sh MESON BUILD PREFIX APP_ID WITH_APP: installs into an empty folder and looks whether a
# desktop would find the program there. WITH_APP is "true" or "false".
set -eu
meson=$1 build=$2 prefix=$3 id=$4 app=$5

root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
"$meson" install -C "$build" --no-rebuild --quiet --destdir "$root"
to=$root$prefix

failed=0
need ()
{
  for file in "$@"; do
    [ -e "$to/$file" ] || { echo "not installed: $file"; failed=1; }
  done
}

need bin/stockbook-cli bin/stockbook-practice share/locale/de/LC_MESSAGES/stockbook.mo
need share/man/man1/stockbook-cli.1 share/bash-completion/completions/stockbook-cli \
  share/stockbook/handoff/index.html
"$to/bin/stockbook-cli" --help >/dev/null
"$to/bin/stockbook-practice" --help >/dev/null

if [ "$app" = true ]; then
  need bin/stockbook share/man/man1/stockbook.1 "share/applications/$id.desktop" \
    "share/metainfo/$id.metainfo.xml" "share/glib-2.0/schemas/$id.gschema.xml" \
    "share/icons/hicolor/scalable/apps/$id.svg" "share/icons/hicolor/symbolic/apps/$id-symbolic.svg" \
    "share/mime/packages/$id.xml"
  for program in $(sed -n 's/^Exec=\([^ ]*\).*/\1/p' "$to/share/applications/$id.desktop"); do
    need "bin/$program"
  done
  icon=$(sed -n 's/^Icon=//p' "$to/share/applications/$id.desktop")
  need "share/icons/hicolor/scalable/apps/$icon.svg"
  glib-compile-schemas --strict --dry-run "$to/share/glib-2.0/schemas"
  "$to/bin/stockbook" --version >/dev/null
fi
exit $failed
