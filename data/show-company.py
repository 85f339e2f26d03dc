#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what the practice company of a book shows on its own web page: show-company.py CLI BOOK"""
import html.parser
import json
import subprocess
import sys
import urllib.request


class Tables(html.parser.HTMLParser):
    """Headings and table rows of a page, as text."""

    def __init__(self):
        super().__init__()
        self.cells, self.text, self.lines = [], None, []

    def end_cell(self):
        if self.text is not None:
            self.cells.append(" ".join(self.text.split()))
        self.text = None

    def end_row(self):
        self.end_cell()
        if any(self.cells):
            self.lines.append("  " + "".join(f"{cell[:30]:<32}" for cell in self.cells).rstrip())
        self.cells = []

    # Pages may leave out the ends of cells and rows.
    def handle_starttag(self, tag, _attributes):
        if tag in ("tr", "table"):
            self.end_row()
        elif tag in ("td", "th", "h1", "h2"):
            self.end_cell()
            self.text = ""

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag in ("tr", "table"):
            self.end_row()
        elif tag in ("h1", "h2"):
            self.lines.append(" ".join((self.text or "").split()))
            self.text = None


def main():
    cli, book = sys.argv[1:3]
    shown = subprocess.run([cli, "status", book, "--json"], check=True, capture_output=True, text=True)
    url = json.loads(shown.stdout)["connection"]["practice_url"]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for path in sys.argv[3:] or ["/", "/transactions"]:
        tables = Tables()
        tables.feed(opener.open(url + path, timeout=30).read().decode())
        print("\n".join(tables.lines))
        print(f"  ({url}{path})")


main()
