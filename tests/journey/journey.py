# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stories share: the practice company as a process, the command line, and a browser.

The programs come from the environment, as meson sets it: STOCKBOOK_CLI, STOCKBOOK_PRACTICE,
STOCKBOOK_SIGN_IN, STOCKBOOK_SAMPLE. Nothing but the standard library, nothing but 127.0.0.1.
"""
import base64
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

CLI = os.environ["STOCKBOOK_CLI"]
PRACTICE = os.environ["STOCKBOOK_PRACTICE"]
SIGN_IN = os.environ["STOCKBOOK_SIGN_IN"]
SAMPLE = os.environ["STOCKBOOK_SAMPLE"]
MONTH = "2026-10"

# Roles of the sample month, by names of the practice company's chart.
ROLES = {
    "AccountsReceivable": "Accounts Receivable (A/R)", "AccountsPayable": "Accounts Payable (A/P)",
    "Inventory": "Inventory Asset", "COGS": "Cost of Goods Sold", "Revenue": "Sales of Product Income",
    "SalesTaxPayable": "Sales Tax Payable", "GRNI": "Goods received not billed",
    "GoodsInTransit": "Inventory in transit", "InventoryAdjustment": "Inventory shrinkage",
    "ShippingIncome": "Shipping Income", "SalesDiscounts": "Discounts given", "Bank": "Checking",
    "UndepositedFunds": "Undeposited Funds", "OpeningBalanceEquity": "Opening Balance Equity",
}


class Folder:
    """A folder that is gone afterwards, with a keyring of its own."""

    def __init__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="stockbook-journey-"))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path, ignore_errors=True)

    def __truediv__(self, name):
        return self.path / name

    def environment(self, **more):
        env = dict(os.environ, SECRET_BACKEND="file", SECRET_FILE_TEST_PATH=str(self / "keyring"),
                   SECRET_FILE_TEST_PASSWORD="test", XDG_DATA_HOME=str(self / "data"), LC_ALL="C.UTF-8",
                   G_DEBUG="fatal-criticals")
        env.pop("DISPLAY", None)
        env.update(more)
        return env


class Practice:
    """One practice company process."""

    def __init__(self, folder, *arguments, name="company", port=0):
        self.folder, self.name, self.port = folder, name, port
        self.arguments = arguments
        self.process = None
        self.start()

    def start(self, *more):
        port_file = self.folder / f"{self.name}.port"
        port_file.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [PRACTICE, "--port", str(self.port), "--port-file", str(port_file), "--data",
             str(self.folder / f"{self.name}.data"), "--log", str(self.folder / f"{self.name}.log"),
             *self.arguments, *more], stdout=subprocess.DEVNULL)
        wait_for(lambda: port_file.exists() and port_file.read_text().strip().isdigit(), "the practice company")
        self.port = int(port_file.read_text())
        self.url = f"http://127.0.0.1:{self.port}"

    def stop(self):
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def post(self, path, body, form=False):
        data = urllib.parse.urlencode(body).encode() if form else json.dumps(body).encode()
        kind = "application/x-www-form-urlencoded" if form else "application/json"
        return self.call(urllib.request.Request(self.url + path, data, {"Content-Type": kind}))

    def call(self, request):
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as answer:
            text = answer.read().decode()
            return json.loads(text) if text[:1] in "{[" else text

    def sign_in(self):
        """A grant for the test itself, through the same pages."""
        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_, **__):
                return None

        redirect = "http://localhost:1/none"
        query = urllib.parse.urlencode({"client_id": "witness", "response_type": "code", "redirect_uri": redirect,
                                        "scope": "com.intuit.quickbooks.accounting", "state": "x"})
        page = self.call(urllib.request.Request(f"{self.url}/connect/oauth2?{query}"))
        visit = re.search(r'name="visit" value="([^"]+)"', page)[1]
        page = self.post("/connect/oauth2/signin", {"visit": visit, "user": "owner", "password": "practice"}, form=True)
        realm = re.search(r'name="realm" value="([^"]+)"', page)[1]
        opener = urllib.request.build_opener(Stay, urllib.request.ProxyHandler({}))
        data = urllib.parse.urlencode({"visit": visit, "realm": realm, "answer": "connect"}).encode()
        try:
            opener.open(f"{self.url}/connect/oauth2/consent", data)
            raise AssertionError("no redirect after consent")
        except urllib.error.HTTPError as answer:
            back = urllib.parse.parse_qs(urllib.parse.urlsplit(answer.headers["Location"]).query)
        endpoints = self.call(urllib.request.Request(f"{self.url}/.well-known/openid_configuration"))
        request = urllib.request.Request(endpoints["token_endpoint"], urllib.parse.urlencode(
            {"grant_type": "authorization_code", "code": back["code"][0], "redirect_uri": redirect}).encode(),
            {"Authorization": "Basic " + base64.b64encode(b"witness:secret").decode(),
             "Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"})
        self.realm, self.token = back["realmId"][0], self.call(request)["access_token"]

    def query(self, statement):
        url = f"{self.url}/v3/company/{self.realm}/query?" + urllib.parse.urlencode({"query": statement, "minorversion": 75})
        answer = self.call(urllib.request.Request(url, headers={"Authorization": "Bearer " + self.token,
                                                                "Accept": "application/json"}))
        rows = [value for value in answer["QueryResponse"].values() if isinstance(value, list)]
        return rows[0] if rows else []

    def documents(self):
        """{kind: [objects that carry our marker]}, voided ones left out."""
        self.sign_in()
        found = {}
        for kind in ("Invoice", "Bill", "Payment", "BillPayment", "JournalEntry"):
            rows = self.query(f"SELECT * FROM {kind} MAXRESULTS 1000")
            found[kind] = [row for row in rows if "SB:" in row.get("PrivateNote", "")]
        return found

    def requests(self):
        text = (self.folder / f"{self.name}.log").read_text()
        return [json.loads(line) for line in text.splitlines() if line]

    def api_calls(self):
        return [r for r in self.requests() if "/v3/" in r["path"]]


class Book:
    """One book, driven through the command line."""

    def __init__(self, folder, name="shop"):
        self.folder, self.path = folder, folder / f"{name}.stockbook"

    def run(self, verb, *arguments, ok=(0,), stdin=None, env=None, json_out=True):
        command = [CLI, verb, str(self.path), *map(str, arguments)] + (["--json"] if json_out else [])
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=300,
                              env=self.folder.environment(**(env or {})))
        if ok is not None and done.returncode not in ok:
            raise AssertionError(f"{' '.join(command)} ended with {done.returncode}\n{done.stdout}\n{done.stderr}")
        done.json = json.loads(done.stdout) if json_out and done.stdout.strip() else None
        done.error = json.loads(done.stderr)["error"] if json_out and done.stderr.startswith('{"error"') else None
        return done

    def __call__(self, verb, *arguments, **options):
        return self.run(verb, *arguments, **options).json

    def connect(self, environment, *browser, ok=(0,)):
        """Connects with a browser that does as told; returns (exit code, document, error, page)."""
        process = subprocess.Popen([CLI, "connect", str(self.path), "--environment", environment, "--no-browser", "--json"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                   env=self.folder.environment())
        first = process.stdout.readline()
        page = ""
        if first:
            address = json.loads(first)["authorize_url"]
            page = subprocess.run([sys.executable, SIGN_IN, address, *browser], capture_output=True, text=True,
                                  timeout=120).stdout
        return process, page, ok

    def finish(self, started):
        process, page, ok = started
        out, err = process.communicate(timeout=330)
        if process.returncode not in ok:
            raise AssertionError(f"connect ended with {process.returncode}\n{out}\n{err}\n{page}")
        return process.returncode, json.loads(out) if out.strip() else None, err, page

    def play(self, events):
        return self("replay", "-", stdin=json.dumps({"schema": 1, "events": events}))

    def map_accounts(self, practice, roles=None):
        practice.sign_in()
        ids = {row["Name"]: row["Id"] for row in practice.query("SELECT * FROM Account MAXRESULTS 1000")}
        wanted = ROLES if roles is None else roles
        self("accounts", *[f"{role}={ids[name]}" for role, name in wanted.items()])

    def set_up(self, practice):
        """New book, sample month, connected, mapped and matched."""
        self("new")
        self("replay", "-", stdin=sample_month())
        self.finish(self.connect(practice.url))
        self("pull")
        self.map_accounts(practice)
        for kind in ("customers", "suppliers", "products"):
            self("match", kind, "--auto")


def sample_month():
    return pathlib.Path(SAMPLE).read_text().replace("MONTH", MONTH)


def wait_for(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"{what} did not come in {seconds} s")
        time.sleep(0.02)


def equal(left, right, what=""):
    if left != right:
        raise AssertionError(f"{what}: {left!r} is not {right!r}")


def once_each(practice, expected):
    """Every document of ours is in QuickBooks once: markers are unique, their number is right."""
    for kind, rows in practice.documents().items():
        markers = [re.search(r"SB:[0-9a-f-]{36}", row["PrivateNote"])[0] for row in rows]
        equal(len(set(markers)), len(markers), f"{kind}: doubled")
        equal(len(markers), expected[kind], f"{kind}: number in QuickBooks")


def main(stories):
    """Runs the stories as TAP; a failure shows its traceback."""
    import traceback
    chosen = [story for story in stories if len(sys.argv) < 2 or any(a in story.__name__ for a in sys.argv[1:])]
    print(f"1..{len(chosen)}", flush=True)
    failed = 0
    for number, story in enumerate(chosen, 1):
        name = story.__name__.replace("_", "-")
        try:
            story()
            print(f"ok {number} {name}", flush=True)
        except Exception:
            failed += 1
            print(f"not ok {number} {name}", flush=True)
            for line in traceback.format_exc().splitlines():
                print(f"# {line}", flush=True)
    sys.exit(1 if failed else 0)
