# SPDX-License-Identifier: GPL-3.0-or-later
"""Starts stockbook-practice and talks to it with nothing but the standard library.

It reads the wire by hand on purpose: the tests must not share a bug with Stockbook's own client.
"""
import base64
import http.client
import json
import os
import re
import subprocess
import tempfile
import time
import unittest
import urllib.parse
import xml.etree.ElementTree

CLIENT, SECRET = "test-client", "test-secret"
REDIRECT = "http://localhost:8731/callback"


class Answer:
    def __init__(self, status, headers, raw):
        self.status = status
        self.headers = headers
        self.raw = raw
        self.body = raw.decode("utf-8", "replace")

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def fault(self):
        """(code, first error) of a fault in either spelling."""
        tree = self.json
        fault = tree.get("Fault") or tree.get("fault")
        error = (fault.get("Error") or fault.get("error"))[0]
        return error["code"], error

    @property
    def code(self):
        return self.fault[0]

    @property
    def detail(self):
        return self.fault[1].get("Detail")


class Practice:
    """One running practice company."""

    def __init__(self, *options, folder=None):
        self.folder = folder or tempfile.mkdtemp(prefix="practice-test-")
        self.options = options
        self.process = None
        self.token = None
        self.start()

    def start(self):
        port_file = os.path.join(self.folder, "port")
        if os.path.exists(port_file):
            os.unlink(port_file)
        self.process = subprocess.Popen(
            [os.environ["PRACTICE_EXE"], "--port-file", port_file, *self.options],
            stdout=subprocess.DEVNULL)
        for _ in range(6000):
            if os.path.exists(port_file) and os.path.getsize(port_file) > 0:
                break
            if self.process.poll() is not None:
                raise RuntimeError("the practice company ended at once")
            time.sleep(0.01)
        with open(port_file, encoding="ascii") as file:
            self.port = int(file.read())

    def stop(self, hard=False):
        if self.process is None:
            return
        if hard:
            self.process.kill()
        else:
            self.process.terminate()
        status = self.process.wait(20)
        self.process = None
        if not hard and status != 0:
            raise RuntimeError("the practice company ended with %d" % status)

    # -- http

    def http(self, method, path, body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            raw = answer.read()
            return Answer(answer.status, dict((k.lower(), v) for k, v in answer.getheaders()), raw)
        finally:
            connection.close()

    def form(self, path, fields, headers=None):
        head = {"Content-Type": "application/x-www-form-urlencoded"}
        head.update(headers or {})
        return self.http("POST", path, urllib.parse.urlencode(fields), head)

    # -- sign in

    def authorize_path(self, **changes):
        fields = {"client_id": CLIENT, "response_type": "code", "state": "s p&ce",
                  "scope": "com.intuit.quickbooks.accounting", "redirect_uri": REDIRECT}
        fields.update(changes)
        return "/connect/oauth2?" + urllib.parse.urlencode(fields)

    def begin(self, **changes):
        page = self.http("GET", self.authorize_path(**changes))
        found = re.search(r'name="visit" value="([^"]+)"', page.body)
        return page, found.group(1) if found else None

    def consent(self, realm=None):
        """Signs in as a person would; returns the parameters of the redirect."""
        _, visit = self.begin()
        page = self.form("/connect/oauth2/signin", {"visit": visit, "user": "owner", "password": "practice"})
        realm = realm or re.search(r'name="realm" value="([^"]+)"', page.body).group(1)
        back = self.form("/connect/oauth2/consent", {"visit": visit, "realm": realm, "answer": "connect"})
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(back.headers["location"]).query))

    def basic(self, client=CLIENT, secret=SECRET):
        return {"Authorization": "Basic " + base64.b64encode((client + ":" + secret).encode()).decode()}

    def exchange(self, code, redirect=REDIRECT, **options):
        return self.form("/oauth2/v1/tokens/bearer",
                         {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect},
                         self.basic(**options))

    def refresh(self, token, headers=None, **options):
        head = self.basic(**options)
        head.update(headers or {})
        return self.form("/oauth2/v1/tokens/bearer", {"grant_type": "refresh_token", "refresh_token": token}, head)

    def connect(self, realm=None):
        back = self.consent(realm)
        tokens = self.exchange(back["code"]).json
        self.realm = back["realmId"]
        self.token = tokens["access_token"]
        self.refresh_token = tokens["refresh_token"]
        return self

    # -- the API

    def api(self, method, rest, body=None, headers=None, **query):
        head = {"Authorization": "Bearer " + (self.token or ""), "Accept": "application/json"}
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
            head["Content-Type"] = "application/json"
        head.update(headers or {})
        query.setdefault("minorversion", "75")
        path = "/v3/company/%s/%s?%s" % (self.realm, rest, urllib.parse.urlencode(query))
        return self.http(method, path, body, head)

    def write(self, entity, body, **query):
        return self.api("POST", entity.lower(), body, **query)

    def make(self, entity, **body):
        answer = self.write(entity, body)
        if answer.status != 200:
            raise AssertionError("%s refused: %s" % (entity, answer.body))
        return answer.json[entity]

    def change(self, entity, old, **changes):
        body = {"Id": old["Id"], "SyncToken": old["SyncToken"], "sparse": True}
        body.update(changes)
        return self.write(entity, body)

    def read(self, entity, identity):
        return self.api("GET", "%s/%s" % (entity.lower(), identity))

    def get(self, entity, identity):
        return self.read(entity, identity).json[entity]

    def query(self, statement):
        return self.api("GET", "query", query=statement)

    def select(self, statement):
        answer = self.query(statement)
        if answer.status != 200:
            raise AssertionError(answer.body)
        rows = answer.json["QueryResponse"]
        return next((value for value in rows.values() if isinstance(value, list)), [])

    def account(self, name):
        return self.select("select * from Account where Name = '%s'" % name)[0]

    def report(self, name, **query):
        return self.api("GET", "reports/" + name, **query).json

    def admin(self, door, **body):
        return self.http("POST", "/practice/" + door, json.dumps(body))

    def edit(self, entity, identity=None, operation=None, **changes):
        body = {"entity": entity, "changes": changes}
        if identity is not None:
            body["id"] = identity
        if operation is not None:
            body["operation"] = operation
        answer = self.admin("edit", **body)
        if answer.status != 200:
            raise AssertionError(answer.body)
        return answer.json

    def xml(self, method, rest, body=None, headers=None, **query):
        """The same as api(), as a library that speaks XML does it: the root of the answer."""
        head = {"Accept": "application/xml"}
        if body is not None:
            head["Content-Type"] = "application/xml"
        head.update(headers or {})
        answer = self.api(method, rest, body, head, **query)
        return answer, xml.etree.ElementTree.fromstring(answer.body)

    # -- shapes that many tests need

    def sale_line(self, amount, item="10", tax="NON", quantity=None, price=None):
        detail = {"ItemRef": {"value": item}, "TaxCodeRef": {"value": tax}}
        if quantity is not None:
            detail.update(Qty=quantity, UnitPrice=price)
        return {"Amount": amount, "DetailType": "SalesItemLineDetail", "SalesItemLineDetail": detail}

    def cost_line(self, amount, account):
        return {"Amount": amount, "DetailType": "AccountBasedExpenseLineDetail",
                "AccountBasedExpenseLineDetail": {"AccountRef": {"value": account}}}

    def journal_line(self, side, amount, account, party=None):
        detail = {"PostingType": side, "AccountRef": {"value": account}}
        if party is not None:
            detail["Entity"] = {"Type": party[0], "EntityRef": {"value": party[1]}}
        return {"Amount": amount, "DetailType": "JournalEntryLineDetail", "JournalEntryLineDetail": detail}

    def invoice(self, amount=100, customer="2", **body):
        body.setdefault("Line", [self.sale_line(amount)])
        return self.make("Invoice", CustomerRef={"value": customer}, **body)

    def bill(self, amount=50, vendor="1", **body):
        body.setdefault("Line", [self.cost_line(amount, self.account("Purchases")["Id"])])
        return self.make("Bill", VendorRef={"value": vendor}, **body)


class PracticeTest(unittest.TestCase):
    """A test case with one practice company for all its tests."""
    OPTIONS = ()

    @classmethod
    def setUpClass(cls):
        cls.qbo = Practice(*cls.OPTIONS).connect()

    @classmethod
    def tearDownClass(cls):
        cls.qbo.stop()

    def assertFault(self, answer, code, text=None):
        self.assertEqual(answer.code, code, answer.body)
        self.assertEqual(answer.status, 400, answer.body)
        if text is not None:
            self.assertIn(text, answer.detail)
