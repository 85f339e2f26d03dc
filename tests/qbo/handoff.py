#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The hand-off page in a real browser.

    handoff.py PAGE

Serves PAGE on this machine, opens it in a headless Chromium as Intuit would, and looks at what it shows
and where its button leads. Skipped (77) where there is no Chromium. TAP on standard output.
"""

import http.server
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

BROWSERS = ('chromium', 'chromium-browser', 'google-chrome')
PLANTED = 'planted-code-AB11'
# A person would press it.
CLICK = b'<script>addEventListener("load",function(){document.getElementById("go").click();});</script>'


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append(self.path)
        body = self.server.page if self.path.startswith('/hand-off') else b'<p id="arrived">arrived</p>'
        if self.path.startswith('/hand-off/click'):
            body = body.replace(b'</body>', CLICK + b'</body>')
        self.send_response(200)
        self.send_header('Content-Type', 'text/html; charset=utf-8')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


def serve(page):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
    server.page = page
    server.seen = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def dom(browser, address):
    """What the page is after its script has run, as text."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [browser, '--headless', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage',
             '--disable-background-networking', '--no-first-run', f'--user-data-dir={home}',
             '--virtual-time-budget=2000', '--dump-dom', address],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=120, check=False)
    return done.stdout.decode('utf-8', 'replace')


def shown(text, name):
    """Whether the element of that id is there and not hidden."""
    match = re.search(rf'<(\w+)[^>]*\bid="{name}"[^>]*>', text)
    return match is not None and not re.search(r'\shidden\b', match.group(0))


def href(text):
    match = re.search(r'<a\b[^>]*\bid="go"[^>]*>', text)
    found = re.search(r'href="([^"]*)"', match.group(0)) if match else None
    return found.group(1).replace('&amp;', '&') if found else None


def visible_text(text):
    text = re.sub(r'<(script|style|noscript)\b.*?</\1>', '', text, flags=re.S)
    return re.sub(r'<[^>]*>', ' ', text)


def run(browser, page):
    server = serve(page)
    port = server.server_address[1]
    base = f'http://localhost:{port}/hand-off'
    answer = f'?code={PLANTED}&state=nonce-_x.{port}&realmId=123456789'
    results = []

    text = dom(browser, base + answer)
    results.append(('an answer leads to this computer and no further',
                    shown(text, 'ready') and not shown(text, 'nothing') and
                    href(text) == f'http://localhost:{port}/callback{answer}'))
    results.append(('the code is never shown', PLANTED not in visible_text(text)))
    others = [p for p in server.seen if not p.startswith('/hand-off') and p != '/favicon.ico']
    results.append(('the page loads nothing else', others == []))

    server.seen.clear()
    dom(browser, f'http://localhost:{port}/hand-off/click{answer}')
    results.append(('its button hands the whole answer over', f'/callback{answer}' in server.seen))

    text = dom(browser, base + f'?error=access_denied&state=nonce.{port}')
    results.append(('a refusal is handed over too',
                    href(text) == f'http://localhost:{port}/callback?error=access_denied'
                                  f'&state=nonce.{port}'))

    text = dom(browser, base)
    results.append(('without an answer it says so', shown(text, 'nothing') and not shown(text, 'ready')))

    text = dom(browser, base + f'?code={PLANTED}&state=nonce.99999&realmId=1')
    results.append(('a port that is none gets no button', href(text) is None and shown(text, 'ready')))
    server.shutdown()
    return results


def main():
    browser = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if browser is None:
        print('1..0 # SKIP no Chromium on this machine')
        return 0
    results = run(browser, Path(sys.argv[1]).read_bytes())
    print(f'1..{len(results)}')
    for number, (sentence, good) in enumerate(results, 1):
        print(f'{"ok" if good else "not ok"} {number} - {sentence}')
    return 0 if all(good for _, good in results) else 1


if __name__ == '__main__':
    sys.exit(main())
