# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever comes over the wire, the company answers, its books balance and its file holds them."""
import copy
import json
import os
import random
import socket
import tempfile
import unittest

from practice_client import Practice

KINDS = ("Account", "Customer", "Vendor", "Item", "Term", "Invoice", "CreditMemo", "Payment", "Bill", "BillPayment",
         "JournalEntry", "Deposit")
JUNK = (None, True, False, 0, -1, 1e9, 12.345, "", "x", "é" * 30, "0", "-5", "2026-02-30", "2026-03-03", [], {}, [None],
        [[]], [{}], {"value": "1"}, {"value": None}, {"value": "999999"}, {"value": {"value": "1"}}, "9" * 400)


class Robust(unittest.TestCase):
    def setUp(self):
        self.seed = int(os.environ.get("PRACTICE_TEST_SEED", random.randrange(1 << 30)))
        print("seed", self.seed)
        self.random = random.Random(self.seed)
        self.qbo = Practice("--data", os.path.join(tempfile.mkdtemp(), "data"), "--seed", "us-tracked").connect()

    def tearDown(self):
        self.qbo.stop()

    def state(self):
        return {kind: self.qbo.select("select * from %s%s maxresults 1000" % (
            kind, " where Active in (true, false)" if kind in KINDS[:5] else "")) for kind in KINDS}

    def assertBalanced(self):
        rows = self.qbo.report("TrialBalance", start_date="2000-01-01", end_date="2100-01-01")["Rows"]["Row"]
        total = rows[-1]["Summary"]["ColData"]
        self.assertEqual(total[1]["value"], total[2]["value"])

    def bodies(self):
        qbo = self.qbo
        link = [{"TxnId": "2", "TxnType": "Invoice"}]
        return [
            ("Customer", {"DisplayName": "R%d", "PrimaryEmailAddr": {"Address": "a@b.c"}, "SalesTermRef": {"value": "2"}}),
            ("Vendor", {"DisplayName": "V%d", "Notes": "note", "TermRef": {"value": "1"}}),
            ("Account", {"Name": "A%d", "AccountType": "Expense"}),
            ("Item", {"Name": "I%d", "Type": "NonInventory", "IncomeAccountRef": {"value": "21"},
                      "ExpenseAccountRef": {"value": "26"}, "UnitPrice": 4.5}),
            ("Invoice", {"CustomerRef": {"value": "3"}, "DocNumber": "D%d", "TxnDate": "2026-10-10",
                         "Line": [qbo.sale_line(9, "1", "TAX", 3, 3), qbo.sale_line(22, "12", "NON", 1, 22),
                                  {"Amount": 1, "DetailType": "DiscountLineDetail",
                                   "DiscountLineDetail": {"PercentBased": False}}]}),
            ("Bill", {"VendorRef": {"value": "2"}, "Line": [qbo.cost_line(5, "30"), {
                "Amount": 14.5, "DetailType": "ItemBasedExpenseLineDetail",
                "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "12"}, "Qty": 2, "UnitPrice": 7.25}}]}),
            ("Payment", {"CustomerRef": {"value": "1"}, "TotalAmt": 20, "Line": [{"Amount": 5, "LinkedTxn": link}]}),
            ("CreditMemo", {"CustomerRef": {"value": "3"}, "Line": [qbo.sale_line(11, "12", "NON", 1, 11)]}),
            ("JournalEntry", {"DocNumber": "J%d", "Line": [
                qbo.journal_line("Debit", 7, "4", ("Customer", "3")), qbo.journal_line("Credit", 7, "21")]}),
        ]

    def spoil(self, tree):
        """Puts junk in one random place."""
        places = []

        def walk(node):
            keys = node.keys() if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
            for key in keys:
                places.append((node, key))
                walk(node[key])
        walk(tree)
        node, key = self.random.choice(places)
        node[key] = copy.deepcopy(self.random.choice(JUNK))
        return tree

    def test_spoiled_requests_are_answered_and_leave_the_books_balanced(self):
        statuses = {}
        for n in range(800):
            entity, body = self.random.choice(self.bodies())
            body = json.loads(json.dumps(body).replace("%d", str(n)))
            for _ in range(self.random.choice((0, 1, 1, 2))):
                body = self.spoil(body)
            answer = self.qbo.write(entity, body, requestid="r%d" % n)
            self.assertIn(answer.status, (200, 400), answer.body)
            statuses[answer.status] = statuses.get(answer.status, 0) + 1
        self.assertGreater(statuses[200], 50)
        self.assertGreater(statuses[400], 50)
        self.assertBalanced()

    def test_broken_bodies_are_refused(self):
        for text in ("", "[", "[]", "null", "1", '{"a":1}{', "{" * 5000, "[" * 100000, '{"Line":' * 200, "\x00", "é" * 9):
            for door in ("customer", "batch", "query", "taxservice/taxcode"):
                answer = self.qbo.api("POST", door, text.encode())
                self.assertEqual(answer.status, 400, (door, text[:20]))
        for item in ([], [[]], [1], [["x"]], [{"bId": []}], [{"bId": "1", "operation": "create", "Customer": []}]):
            answer = self.qbo.api("POST", "batch", {"BatchItemRequest": item})
            self.assertIn(answer.status, (200, 400))
        for door in ("edit", "clock", "faults", "switches", "tokens"):
            for text in ("", "[1]", '{"changes":[1],"entity":"Customer","id":"1"}', '{"rules":[[1]]}', "null"):
                self.assertIn(self.qbo.http("POST", "/practice/" + door, text).status, (200, 400))
        self.assertEqual(self.qbo.http("GET", "/practice/status").status, 200)

    def raw(self, data, wait=True):
        """Sends bytes that need not be HTTP, and goes away."""
        with socket.create_connection(("127.0.0.1", self.qbo.port), timeout=20) as line:
            try:
                line.sendall(data)
                if wait:
                    line.settimeout(0.3)
                    return line.recv(65536)
            except OSError:
                pass
        return b""

    def test_what_is_no_http_neither_ends_nor_blocks_it(self):
        head = b"POST /v3/company/1/invoice HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n" % self.qbo.port
        for data in (b"\0" * 4096, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x16\x03\x01\x02\0\x01\0\x01\xfc",
                     b"GET /" + b"a" * 200000 + b" HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 20000 + b"\r\n",
                     head + b"Content-Length: 99999999999999999999\r\n\r\nx",
                     head + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc", head + b"Content-Length: 1000\r\n\r\n{",
                     b"GET /%00%ff%fe/..%2f..%2fetc/passwd HTTP/1.1\r\nHost: 127.0.0.1:1\r\n\r\n",
                     b"GET /?realm=%ff&page=%00 HTTP/1.0\r\n\r\n"):
            self.raw(data)
            self.assertEqual(self.qbo.http("GET", "/practice/status").status, 200, data[:60])
        for _ in range(200):
            self.raw(bytes(self.random.randrange(256) for _ in range(self.random.randrange(300))), wait=False)
        self.assertEqual(self.qbo.http("GET", "/practice/status").status, 200)

    def test_random_bytes_at_every_door_are_answered(self):
        doors = ["invoice", "batch", "query", "upload", "customer?operation=delete", "taxservice/taxcode", "exchangerate",
                 "cdc?entities=%ff", "reports/BalanceSheet?start_date=%00", "download/%ff", "invoice/1/pdf", "invoice/%ff/send",
                 "query?query=%ff%fe", "%ff", "attachable/99999999999999999999"]
        kinds = ["application/json", "application/xml", "multipart/form-data; boundary=b", "application/text", "x", ""]
        for n in range(400):
            body = bytes(self.random.choice(b'{}[]"<>/&:,\\ab01\xff\0\r\n-') for _ in range(self.random.randrange(80)))
            if n % 3 == 0:
                body = b"--b\r\n" + body + b"\r\n\r\n" + body + b"--b--"
            answer = self.qbo.http(self.random.choice(("GET", "POST")), "/v3/company/%s/%s" % (
                self.qbo.realm, self.random.choice(doors)), body, {
                    "Authorization": "Bearer " + self.qbo.token, "Content-Type": self.random.choice(kinds),
                    "Accept": self.random.choice(("application/json", "application/xml"))})
            self.assertIn(answer.status, (200, 400, 403, 404), answer.body)
        self.assertBalanced()

    def test_a_body_beyond_the_limit_is_413(self):
        answer = self.qbo.api("POST", "customer", b" " * (101 << 20))
        self.assertEqual(answer.status, 413)

    def step(self, made):
        """One thing that somebody does."""
        choice = self.random.randrange(10)
        if choice < 6 or not made:
            entity, body = self.random.choice(self.bodies())
            body = json.loads(json.dumps(body).replace("%d", str(self.random.randrange(1 << 40))))
            answer = self.qbo.write(entity, body)
            if answer.status == 200:
                made.append((entity, answer.json[entity]["Id"]))
            return
        entity, identity = self.random.choice(made)
        operation = self.random.choice(("delete", "void", "change", "deactivate", "activate"))
        body = {"entity": entity, "id": identity, "operation": operation}
        if operation == "change":
            body["changes"] = {"PrivateNote": "n"} if entity in KINDS[5:] else {}
            if entity == "Invoice":
                body["changes"]["Line"] = [self.qbo.sale_line(22 * 2, "12", "NON", 2, 22)]
        self.qbo.admin("edit", **body)

    def test_after_any_history_the_file_gives_back_the_same_books(self):
        made = []
        for n in range(250):
            self.step(made)
        before = self.state()
        self.qbo.stop(hard=True)
        self.qbo.start()
        self.assertEqual(self.state(), before)
        for n in range(50):
            self.step(made)
        before = self.state()
        self.qbo.stop()
        self.qbo.start()
        self.assertEqual(self.state(), before)
        self.assertBalanced()


if __name__ == "__main__":
    unittest.main(verbosity=2)
