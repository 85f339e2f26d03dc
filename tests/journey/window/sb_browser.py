# SPDX-License-Identifier: GPL-3.0-or-later
"""A browser that is a script: follows the sign-in pages of the practice company as a person would.

    sb_browser.py MODE-FILE VISITS-FILE ADDRESS

The mode file says how the person behaves: connect, wrong-password, refuse, forged, away."""

import html.parser
import http.cookiejar
import sys
import time
import urllib.error
import urllib.parse
import urllib.request


class Forms(html.parser.HTMLParser):
    """Reads the first form of a page, with the values that stand in it."""

    def __init__(self):
        super().__init__()
        self.action = None
        self.fields = {}
        self.buttons = []

    def handle_starttag(self, tag, attrs):
        attr = dict(attrs)
        if tag == "form" and self.action is None:
            self.action = attr.get("action")
        elif tag == "input" and attr.get("name"):
            if attr.get("type") != "radio" or "checked" in attr or attr["name"] not in self.fields:
                self.fields[attr["name"]] = attr.get("value", "")
        elif tag == "button":
            self.buttons.append((attr.get("name"), attr.get("value")))


class Browser:
    def __init__(self):
        jar = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.address = None

    def go(self, address, data=None):
        body = urllib.parse.urlencode(data).encode() if data is not None else None
        try:
            with self.opener.open(address, body, timeout=30) as answer:
                self.address = answer.url
                text = answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            self.address = error.url
            text = error.read().decode("utf-8", "replace")
        form = Forms()
        form.feed(text)
        return form

    def submit(self, form, **changes):
        fields = {**form.fields, **changes}
        return self.go(urllib.parse.urljoin(self.address, form.action), fields)


def forge(address):
    """Somebody else's page comes back with an answer to a question that nobody asked."""
    query = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)
    target = query["redirect_uri"][0] + "?" + urllib.parse.urlencode(
        {"code": "forged", "state": "not-ours", "realmId": "1"}
    )
    try:
        urllib.request.urlopen(target, timeout=10).read()
    except urllib.error.HTTPError:
        pass


def main():
    with open(sys.argv[1], encoding="utf-8") as mode_file:
        mode = mode_file.read().strip()
    address = sys.argv[3]
    with open(sys.argv[2], "a", encoding="utf-8") as visits:
        visits.write(f"{mode} {address}\n")
    if mode == "away":
        return
    if mode == "forged":
        forge(address)
        return
    browser = Browser()
    form = browser.go(address)
    if mode == "slow":
        time.sleep(2)
    password = form.fields.get("password", "")
    if mode == "wrong-password":
        form = browser.submit(form, password="wrong")
        assert form.action is not None, "the page with the wrong password has no form"
    form = browser.submit(form, password=password)
    browser.submit(form, answer="cancel" if mode == "refuse" else "connect")


if __name__ == "__main__":
    main()
