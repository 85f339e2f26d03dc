#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# man-lint.sh GROFF PAGE: fails on any warning of the formatter.
warnings=$("$1" -t -man -ww -z -Tutf8 -K utf8 "$2" 2>&1)
[ -z "$warnings" ] || { echo "$warnings"; exit 1; }
