#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Answers the practice company's sign-in pages as a person with a browser would.

    sign-in.py ADDRESS [--password WORD] [--cancel] [--forge-state] [--company NAME]

Follows the forms of the pages, whatever they hold besides the fields it fills in, and in the end the
redirect to the program that waits. Prints the text of the page it ended on. Only pages on this
machine are visited.
"""
import argparse
import html.parser
import sys
import urllib.error
import urllib.parse
import urllib.request

LOCAL = ("127.0.0.1", "localhost", "::1")


class Page(html.parser.HTMLParser):
    """Forms, radio buttons and the visible text of one page."""

    def __init__(self):
        super().__init__()
        self.action = None
        self.fields = {}
        self.choices = []
        self.text = []
        self.choice = None
        self.hidden = 0

    def handle_starttag(self, tag, attributes):
        at = dict(attributes)
        if tag in ("style", "script"):
            self.hidden += 1
        if tag == "form":
            self.action = at.get("action")
        elif tag == "input" and at.get("type") == "radio":
            self.choice = (at.get("name"), at.get("value"))
            self.choices.append([*self.choice, ""])
            if "checked" in at:
                self.fields[at["name"]] = at["value"]
        elif tag == "input" and "name" in at:
            self.fields[at["name"]] = at.get("value", "")

    def handle_endtag(self, tag):
        if tag in ("style", "script"):
            self.hidden -= 1
        if tag == "label":
            self.choice = None

    def handle_data(self, data):
        if self.choice is not None:
            self.choices[-1][2] += data
        if not self.hidden and data.strip():
            self.text.append(data.strip())


class Stay(urllib.request.HTTPRedirectHandler):
    """Redirects are looked at here, not followed blindly."""

    def redirect_request(self, *args, **kwargs):
        return None


def fetch(address, form=None):
    host = urllib.parse.urlsplit(address).hostname
    if host not in LOCAL:
        sys.exit(f"not a page on this machine: {host}")
    opener = urllib.request.build_opener(Stay, urllib.request.ProxyHandler({}))
    data = urllib.parse.urlencode(form).encode() if form is not None else None
    try:
        answer = opener.open(address, data, timeout=60)
    except urllib.error.HTTPError as error:
        answer = error
    target = answer.headers.get("Location")
    return answer.status, answer.read().decode("utf-8", "replace"), target and urllib.parse.urljoin(address, target)


def forge(address):
    parts = urllib.parse.urlsplit(address)
    query = [(k, "forged" if k == "state" else v) for k, v in urllib.parse.parse_qsl(parts.query)]
    return urllib.parse.urlunsplit(parts._replace(query=urllib.parse.urlencode(query)))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("address")
    parser.add_argument("--password", default="practice")
    parser.add_argument("--company")
    parser.add_argument("--cancel", action="store_true")
    parser.add_argument("--forge-state", action="store_true")
    options = parser.parse_args()

    address, form = options.address, None
    for _ in range(10):
        status, body, target = fetch(address, form)
        if target is not None:
            form = None
            address = forge(target) if options.forge_state and "code=" in target else target
            continue
        page = Page()
        page.feed(body)
        text = " ".join(page.text)
        if page.action is None or (status == 401 and form is not None):
            print(text)
            return 0 if status < 400 else 1
        form = dict(page.fields)
        if "password" in form:
            form["password"] = options.password
        else:
            form["answer"] = "cancel" if options.cancel else "connect"
            for name, value, label in page.choices:
                if options.company is not None and label.strip() == options.company:
                    form[name] = value
        address = urllib.parse.urljoin(address, page.action)
    print("the pages do not end")
    return 1


sys.exit(main())
