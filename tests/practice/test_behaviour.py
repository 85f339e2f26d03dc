# SPDX-License-Identifier: GPL-3.0-or-later
"""Limits, scripted failures, the log, the data file, the web page."""
import http.client
import json
import os
import tempfile
import threading
import time
import unittest

from practice_client import Practice, PracticeTest


class Failures(PracticeTest):
    def script(self, *rules):
        answer = self.qbo.admin("faults", clear=True, rules=list(rules))
        self.assertEqual(answer.status, 200, answer.body)

    def invoices(self):
        return self.qbo.query("select count(*) from Invoice").json["QueryResponse"]["totalCount"]

    def body(self):
        return {"CustomerRef": {"value": "1"}, "Line": [self.qbo.sale_line(1)]}

    def test_a_connection_dropped_before_leaves_nothing_behind(self):
        before = self.invoices()
        self.script({"do": "drop-before", "entity": "Invoice", "method": "POST"})
        with self.assertRaises((ConnectionError, http.client.HTTPException)):
            self.qbo.write("Invoice", self.body())
        self.assertEqual(self.invoices(), before)

    def test_a_connection_dropped_after_has_written_once(self):
        before = self.invoices()
        self.script({"do": "drop-after", "entity": "Invoice", "method": "POST"})
        with self.assertRaises((ConnectionError, http.client.HTTPException)):
            self.qbo.write("Invoice", self.body(), requestid="drop-1")
        self.assertEqual(self.invoices(), before + 1)
        self.assertEqual(self.qbo.write("Invoice", self.body(), requestid="drop-1").status, 200)
        self.assertEqual(self.invoices(), before + 1)

    def test_a_truncated_answer_has_written(self):
        before = self.invoices()
        self.script({"do": "truncate", "entity": "Invoice", "method": "POST"})
        with self.assertRaises(http.client.IncompleteRead):
            self.qbo.write("Invoice", self.body())
        self.assertEqual(self.invoices(), before + 1)

    def test_the_shapes_of_trouble(self):
        before = self.invoices()
        for word, status, part in (("401", 401, "AuthenticationFailed"), ("429", 429, "ThrottleExceeded"),
                                   ("500", 500, "<html>"), ("503", 503, "<html>"), ("xml", 400, "<Fault"),
                                   ("200-fault", 200, '"Fault"'), ("lock", 400, "exactly the same time")):
            self.script({"do": word, "method": "POST"})
            answer = self.qbo.write("Invoice", self.body())
            self.assertEqual(answer.status, status, word)
            self.assertIn(part, answer.body)
        self.assertEqual(self.invoices(), before)
        self.script({"do": "stream-timeout", "method": "POST"})
        self.assertEqual(self.qbo.write("Invoice", self.body()).body, "stream timeout")
        self.assertEqual(self.invoices(), before + 1)

    def test_a_429_may_say_when_to_come_back(self):
        self.script({"do": "429", "retry_after": 7}, {"do": "429"})
        self.assertEqual(self.qbo.query("select * from Term").headers["retry-after"], "7")
        self.assertNotIn("retry-after", self.qbo.query("select * from Term").headers)

    def test_rules_wait_and_repeat(self):
        self.script({"do": "fault", "code": 6000, "detail": "Business Validation Error: scripted", "body": "Walnut",
                     "skip": 1, "times": 2})
        codes = [self.qbo.write("PaymentMethod", {"Name": "Walnut %d" % n}).status for n in range(4)]
        self.assertEqual(codes, [200, 400, 400, 200])

    def test_somebody_edits_just_before(self):
        made = self.qbo.make("Vendor", DisplayName="Edited before")
        self.script({"do": "edit", "entity": "Vendor", "method": "POST"})
        self.assertFault(self.qbo.change("Vendor", made, Notes="x"), "5010", "Pat Miller")

    def test_an_expired_token_is_refreshed_once(self):
        self.script({"do": "expire"})
        self.assertEqual(self.qbo.query("select * from Term").status, 401)
        self.qbo.token = self.qbo.refresh(self.qbo.refresh_token).json["access_token"]
        self.assertEqual(self.qbo.query("select * from Term").status, 200)

    def test_a_bad_script_is_refused_whole(self):
        answer = self.qbo.admin("faults", rules=[{"do": "401"}, {"do": "explode"}])
        self.assertEqual(answer.status, 400)
        self.assertEqual(self.qbo.query("select * from Term").status, 200)
        self.assertEqual(self.qbo.admin("faults", rules=[{"do": "401", "wen": 3}]).status, 400)


class Limits(unittest.TestCase):
    def test_ten_a_second_and_forty_batches_a_minute(self):
        qbo = Practice("--limits", "intuit", "--clock-rate", "0.001").connect()
        try:
            codes = [qbo.query("select * from Term").status for _ in range(12)]
            self.assertEqual(codes, [200] * 10 + [429] * 2)
            batch = {"BatchItemRequest": [{"bId": "1", "Query": "select * from Term"}]}
            codes = []
            for _ in range(42):
                qbo.admin("clock", advance_seconds=1)
                codes.append(qbo.api("POST", "batch", batch).status)
            self.assertEqual(codes, [200] * 40 + [429] * 2)
        finally:
            qbo.stop()

    def test_five_hundred_a_minute(self):
        qbo = Practice("--limits", "intuit", "--clock-rate", "0.001").connect()
        try:
            codes = []
            for block in range(51):
                codes += [qbo.query("select count(*) from Term").status for _ in range(10)]
                qbo.admin("clock", advance_seconds=1)
            self.assertEqual(codes.count(200), 500)
            self.assertEqual(codes[-10:], [429] * 10)
        finally:
            qbo.stop()

    def test_ten_in_flight(self):
        qbo = Practice("--limits", "intuit", "--latency-ms", "2000", "--clock-rate", "100").connect()
        try:
            codes = []
            calls = [threading.Thread(target=lambda: codes.append(qbo.query("select * from Term").status))
                     for _ in range(14)]
            for call in calls:
                call.start()
                time.sleep(0.012)
            for call in calls:
                call.join()
            self.assertEqual(codes.count(429), 4)
        finally:
            qbo.stop()

    def test_the_log_has_a_line_for_each_request_and_no_token(self):
        folder = tempfile.mkdtemp()
        path = os.path.join(folder, "log")
        qbo = Practice("--log", path).connect()
        qbo.write("Customer", {"DisplayName": "Logged"}, requestid="log-1")
        qbo.query("select * from Term")
        token = qbo.token
        qbo.stop()
        with open(path, encoding="utf-8") as file:
            text = file.read()
        lines = [json.loads(line) for line in text.splitlines()]
        written = next(line for line in lines if line.get("requestid") == "log-1")
        self.assertEqual((written["entity"], written["result"], written["method"]), ("Customer", "ok", "POST"))
        self.assertEqual([line["n"] for line in lines if "n" in line and line["n"]],
                         sorted(line["n"] for line in lines if line["n"]))
        self.assertNotIn(token, text)
        self.assertNotIn(qbo.refresh_token, text)


class Data(unittest.TestCase):
    def setUp(self):
        self.path = os.path.join(tempfile.mkdtemp(), "company.data")
        self.qbo = Practice("--data", self.path).connect()

    def tearDown(self):
        self.qbo.stop()

    def state(self):
        kinds = ("Account", "Customer", "Vendor", "Item", "Invoice", "Payment", "Bill", "BillPayment", "JournalEntry")
        return {kind: self.qbo.select("select * from %s where Id in (%s)" % (kind, ",".join(
            "'%d'" % n for n in range(1, 90)))) if kind in ("Invoice", "Payment", "Bill", "BillPayment", "JournalEntry")
            else self.qbo.select("select * from %s where Active in (true,false) maxresults 1000" % kind)
            for kind in kinds}

    def work(self):
        invoice = self.qbo.invoice(100, Line=[self.qbo.sale_line(100, "1", "TAX")])
        self.qbo.make("Payment", CustomerRef={"value": "2"}, TotalAmt=50,
                      Line=[{"Amount": 50, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}])
        bill = self.qbo.bill(10)
        self.qbo.write("Bill", {"Id": bill["Id"], "SyncToken": "0"}, operation="delete")
        gone = self.qbo.make("Vendor", DisplayName="Deactivated")
        self.qbo.edit("Vendor", gone["Id"], "deactivate")
        self.qbo.write("Customer", {"DisplayName": "Replayed"}, requestid="kept-1")
        return bill["Id"]

    def test_everything_is_there_after_a_kill_and_after_a_restart(self):
        bill = self.work()
        before = self.state()
        self.qbo.stop(hard=True)
        self.qbo.start()
        self.assertEqual(self.state(), before)
        self.qbo.stop()
        self.qbo.start()
        self.assertEqual(self.state(), before)
        again = self.qbo.write("Customer", {"DisplayName": "Replayed"}, requestid="kept-1")
        self.assertEqual(again.status, 200, again.body)
        rows = self.qbo.api("GET", "cdc", entities="Bill", changedSince="2020-01-01").json
        self.assertEqual(rows["CDCResponse"][0]["QueryResponse"][0]["Bill"][-1]["Id"], bill)
        self.assertEqual(self.qbo.query("select * from Term").status, 200, "the tokens are still good")

    def test_a_line_cut_by_a_crash_is_dropped(self):
        self.work()
        before = self.state()
        self.qbo.stop(hard=True)
        with open(self.path, "a", encoding="utf-8") as file:
            file.write('{"realm":"9130000000000001","changes":[{"e":"Customer","id":9')
        self.qbo.start()
        self.assertEqual(self.state(), before)

    def test_the_file_is_private_and_holds_no_token(self):
        self.assertEqual(os.stat(self.path).st_mode & 0o777, 0o600)
        with open(self.path, encoding="utf-8") as file:
            text = file.read()
        self.assertNotIn(self.qbo.token, text)
        self.assertNotIn(self.qbo.refresh_token, text)


class Ending(unittest.TestCase):
    def test_a_wrong_option_ends_with_a_message(self):
        with self.assertRaises(RuntimeError):
            Practice("--seed", "no-such-seed")
        with self.assertRaises(RuntimeError):
            Practice("--limits", "some")


class Page(PracticeTest):
    def test_the_page_shows_accounts_transactions_items_and_names(self):
        self.qbo.invoice(321, DocNumber="WEB-1")
        for path, part in (("/", "Checking"), ("/transactions", "WEB-1"), ("/items", "Canvas tote"),
                           ("/customers", "Alder &amp; Finch Interiors"), ("/vendors", "Quarry Stoneware")):
            answer = self.qbo.http("GET", path)
            self.assertEqual(answer.status, 200, path)
            self.assertIn(part, answer.body)
            self.assertIn("viewport", answer.body)

    def test_names_are_escaped(self):
        self.qbo.make("Customer", DisplayName="<img src=x onerror=alert(1)>")
        self.assertNotIn("<img src=x", self.qbo.http("GET", "/customers").body)

    def test_a_document_shows_what_it_posts(self):
        invoice = self.qbo.invoice(Line=[self.qbo.sale_line(100, "1", "TAX")])
        page = self.qbo.http("GET", "/invoice/" + invoice["Id"]).body
        for part in ("Accounts Receivable (A/R)", "Sales Tax Payable", "108.00", "Edit as someone in QuickBooks"):
            self.assertIn(part, page)

    def test_somebody_in_quickbooks_edits_through_the_form(self):
        customer = self.qbo.make("Customer", DisplayName="Before the edit")
        page = self.qbo.http("GET", "/customer/" + customer["Id"]).body
        token = page.split('name="form" value="')[1].split('"')[0]
        answer = self.qbo.form("/edit", {"form": token, "entity": "Customer", "id": customer["Id"],
                                         "operation": "change", "changes": '{"Notes": "from the page"}'})
        self.assertEqual(answer.status, 302, answer.body)
        self.assertEqual(self.qbo.get("Customer", customer["Id"])["Notes"], "from the page")
        forged = self.qbo.form("/edit", {"form": "x", "entity": "Customer", "id": customer["Id"],
                                         "operation": "deactivate", "changes": ""})
        self.assertEqual(forged.status, 403)
        self.assertTrue(self.qbo.get("Customer", customer["Id"])["Active"])

    def test_what_is_not_there_is_404(self):
        self.assertEqual(self.qbo.http("GET", "/nothing/here").status, 404)


if __name__ == "__main__":
    unittest.main(verbosity=2)
