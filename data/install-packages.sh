#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The one list of what Stockbook needs from Debian 12; installs what is missing of it.
#
#   install-packages.sh build|test|run ...
#
# Asks nothing as root; otherwise sudo asks for the password once. Does nothing, and needs no rights,
# when all is there.
set -eu

build="
  build-essential gettext libadwaita-1-dev libglib2.0-dev-bin libgtk-4-bin libgtk-4-dev
  libjson-glib-dev libsecret-1-dev libsoup-3.0-dev libsqlite3-dev libxml2-utils meson ninja-build
  pkg-config python3
"
# Icons and fonts, a keyring for the tokens, TLS for the network, the accessibility bus.
run="
  adwaita-icon-theme at-spi2-core ca-certificates dbus dbus-user-session fonts-cantarell
  glib-networking gnome-keyring gsettings-desktop-schemas librsvg2-common
"
test="
  appstream desktop-file-utils gir1.2-atspi-2.0 groff-base locales python3-gi xauth xdotool xvfb
"

wanted=
for purpose in "$@"; do
  case $purpose in
    build) wanted="$wanted $build" ;;
    run) wanted="$wanted $run" ;;
    test) wanted="$wanted $test" ;;
    *) echo "usage: install-packages.sh build|run|test ..." >&2; exit 1 ;;
  esac
done

if ! command -v dpkg-query >/dev/null 2>&1; then
  echo "This is not Debian. Stockbook needs what these packages are called there:" $wanted >&2
  exit 0
fi

missing=
for package in $wanted; do
  state=$(dpkg-query -W -f '${Status}\n' "$package" 2>/dev/null || true)
  case $state in
    *"install ok installed"*) ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0

root=
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null 2>&1; then
    echo "These packages are missing; please have them installed:$missing" >&2
    exit 1
  fi
  root=sudo
fi
echo "Installing:$missing"
$root env DEBIAN_FRONTEND=noninteractive apt-get -qq update
$root env DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $missing
