# SPDX-License-Identifier: GPL-3.0-or-later
"""What is made from what, adjustments of stock, currencies, taxes of journals, files with switches."""
import os
import subprocess
import tempfile
import unittest

from practice_client import Practice, PracticeTest


class Chains(PracticeTest):
    def order(self, *quantities, vendor="1"):
        return self.qbo.make("PurchaseOrder", VendorRef={"value": vendor}, Line=[
            {"Amount": 3 * n, "DetailType": "ItemBasedExpenseLineDetail",
             "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "1"}, "Qty": n, "UnitPrice": 3}} for n in quantities])

    def received(self, order, line, quantity, **link):
        link = dict({"TxnId": order["Id"], "TxnType": "PurchaseOrder", "TxnLineId": line}, **link)
        return {"Amount": 3 * quantity, "DetailType": "ItemBasedExpenseLineDetail", "LinkedTxn": [link],
                "ItemBasedExpenseLineDetail": {"ItemRef": {"value": "1"}, "Qty": quantity, "UnitPrice": 3}}

    def test_a_purchase_order_closes_when_bills_have_taken_all_of_it(self):
        order = self.order(5, 2)
        self.assertEqual(order["POStatus"], "Open")
        first = self.qbo.bill(Line=[self.received(order, "1", 5)])
        self.assertEqual(first["LinkedTxn"], [{"TxnId": order["Id"], "TxnType": "PurchaseOrder"}])
        self.assertEqual(self.qbo.get("PurchaseOrder", order["Id"])["POStatus"], "Open")
        second = self.qbo.bill(Line=[self.received(order, "2", 2)])
        closed = self.qbo.get("PurchaseOrder", order["Id"])
        self.assertEqual(closed["POStatus"], "Closed")
        self.assertEqual([link["TxnType"] for link in closed["LinkedTxn"]], ["Bill", "Bill"])
        self.assertIn(order["Id"], [row["Id"] for row in self.qbo.select(
            "select * from PurchaseOrder where POStatus = 'Closed'")])
        self.qbo.write("Bill", {"Id": second["Id"], "SyncToken": "0"}, operation="delete")
        self.assertEqual(self.qbo.get("PurchaseOrder", order["Id"])["POStatus"], "Open")

    def test_the_line_of_the_order_must_be_named_and_the_order_be_the_vendors(self):
        order = self.order(1)
        line = self.received(order, "1", 1)
        del line["LinkedTxn"][0]["TxnLineId"]
        answer = self.qbo.write("Bill", {"VendorRef": {"value": "1"}, "Line": [line]})
        self.assertFault(answer, "2020", "TxnLineId")
        line = self.received(order, "1", 1)
        self.assertFault(self.qbo.write("Bill", {"VendorRef": {"value": "2"}, "Line": [line]}), "620")
        line = self.received({"Id": "99999"}, "1", 1)
        self.assertFault(self.qbo.write("Bill", {"VendorRef": {"value": "1"}, "Line": [line]}), "6000",
                         "does not exist")

    def test_a_bill_keeps_its_lines_when_its_order_is_deleted(self):
        order = self.order(4)
        bill = self.qbo.bill(Line=[self.received(order, "1", 4)])
        token = self.qbo.get("PurchaseOrder", order["Id"])["SyncToken"]
        self.qbo.write("PurchaseOrder", {"Id": order["Id"], "SyncToken": token}, operation="delete")
        bill = self.qbo.get("Bill", bill["Id"])
        self.assertEqual((bill["TotalAmt"], bill["LinkedTxn"]), (12, []))

    def test_an_estimate_closes_when_it_is_invoiced(self):
        estimate = self.qbo.make("Estimate", CustomerRef={"value": "2"}, Line=[self.qbo.sale_line(30)])
        self.assertEqual(estimate["TxnStatus"], "Pending")
        link = [{"TxnId": estimate["Id"], "TxnType": "Estimate"}]
        invoice = self.qbo.invoice(30, "2", LinkedTxn=link)
        self.assertEqual(invoice["LinkedTxn"], link)
        self.assertEqual(self.qbo.get("Estimate", estimate["Id"])["TxnStatus"], "Closed")
        self.assertEqual(invoice["Balance"], 30)
        self.assertFault(self.qbo.write("Invoice", {"CustomerRef": {"value": "3"}, "LinkedTxn": link,
                                                    "Line": [self.qbo.sale_line(1)]}), "620")

    def test_links_to_payments_are_ours_to_say(self):
        invoice = self.qbo.invoice(10, "2")
        self.qbo.make("Payment", CustomerRef={"value": "2"}, TotalAmt=10, Line=[
            {"Amount": 10, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}])
        read = self.qbo.get("Invoice", invoice["Id"])
        again = self.qbo.write("Invoice", read).json["Invoice"]
        self.assertEqual((again["LinkedTxn"], again["Balance"]), (read["LinkedTxn"], 0))


class Stock(PracticeTest):
    OPTIONS = ("--seed", "us-tracked")

    def tracked(self, quantity=10, cost=4):
        return self.qbo.make("Item", Name="Tracked %d" % len(self.qbo.select("select * from Item")), Type="Inventory",
                             TrackQtyOnHand=True, QtyOnHand=quantity, InvStartDate="2026-01-01", PurchaseCost=cost,
                             IncomeAccountRef={"value": "21"}, ExpenseAccountRef={"value": "26"},
                             AssetAccountRef={"value": "6"})

    def adjust(self, item, difference, **body):
        body.setdefault("AdjustAccountRef", {"value": self.qbo.account("Purchases")["Id"]})
        body.setdefault("TxnDate", "2026-02-01")
        return self.qbo.write("InventoryAdjustment", dict(body, Line=[
            {"DetailType": "ItemAdjustmentLineDetail",
             "ItemAdjustmentLineDetail": {"ItemRef": {"value": item["Id"]}, "QtyDiff": difference}}]))

    def asset(self):
        return self.qbo.get("Account", "6")["CurrentBalance"]

    def test_an_adjustment_changes_quantity_at_what_it_cost_against_its_account(self):
        item = self.tracked()
        before = self.asset()
        made = self.adjust(item, -3).json["InventoryAdjustment"]
        self.assertEqual(self.qbo.get("Item", item["Id"])["QtyOnHand"], 7)
        self.assertAlmostEqual(self.asset() - before, -12)
        rows = self.qbo.report("GeneralLedger", account=made["AdjustAccountRef"]["value"], start_date="2026-02-01",
                               end_date="2026-02-01")["Rows"]["Row"]
        self.assertIn("12.00", [cell["value"] for cell in rows[0]["Rows"]["Row"][-1]["ColData"]])
        self.adjust(item, 2)
        self.assertEqual(self.qbo.get("Item", item["Id"])["QtyOnHand"], 9)
        self.assertAlmostEqual(self.asset() - before, -4)

    def test_adjustments_are_numbered_read_queried_and_deleted(self):
        item = self.tracked()
        made = self.adjust(item, -1).json["InventoryAdjustment"]
        self.assertTrue(made["DocNumber"].isdigit())
        self.assertEqual(self.qbo.get("InventoryAdjustment", made["Id"])["DocNumber"], made["DocNumber"])
        self.assertIn(made["Id"], [r["Id"] for r in self.qbo.select("select * from InventoryAdjustment")])
        answer = self.qbo.write("InventoryAdjustment", {"Id": made["Id"], "SyncToken": "0"}, operation="delete")
        self.assertEqual(answer.json["InventoryAdjustment"]["status"], "Deleted")
        self.assertEqual(self.qbo.get("Item", item["Id"])["QtyOnHand"], 10)

    def test_an_adjustment_is_changed_sparsely_only(self):
        item = self.tracked()
        made = self.adjust(item, -1).json["InventoryAdjustment"]
        self.assertFault(self.qbo.write("InventoryAdjustment", made), "2010")
        self.assertEqual(self.qbo.change("InventoryAdjustment", made, PrivateNote="x").status, 200)

    def test_what_is_missing_or_early_is_refused(self):
        item = self.tracked()
        self.assertFault(self.adjust(item, -1, AdjustAccountRef=None), "2020", "AdjustAccountRef")
        self.assertFault(self.adjust(item, -1, TxnDate="2025-01-01"), "6270")
        self.assertFault(self.adjust({"Id": "1"}, -1), "6000")

    def test_stock_that_is_costed_document_by_document_is_what_a_restart_costs_anew(self):
        data = os.path.join(tempfile.mkdtemp(), "books")
        qbo = Practice("--data", data, "--seed", "us-tracked").connect()
        qbo, self.qbo = self.qbo, qbo
        try:
            item = self.tracked(5, 2)
            for day, quantity in (("02", 3), ("04", 4), ("03", 2), ("05", -1)):
                self.adjust(item, quantity, TxnDate="2026-02-" + day)
                self.qbo.make("Invoice", CustomerRef={"value": "2"}, TxnDate="2026-02-" + day, Line=[
                    self.qbo.sale_line(20, item["Id"], "NON", 2, 10)])
            before = self.qbo.get("Item", item["Id"]), self.asset(), self.qbo.report("TrialBalance")["Rows"]
            self.qbo.stop()
            self.qbo.start()
            self.assertEqual((self.qbo.get("Item", item["Id"]), self.asset(), self.qbo.report("TrialBalance")["Rows"]),
                             before)
        finally:
            self.qbo.stop()
            self.qbo = qbo


class Countries(unittest.TestCase):
    def company(self, seed):
        qbo = Practice("--seed", seed).connect()
        self.addCleanup(qbo.stop)
        return qbo

    def test_rates_are_set_read_and_queried(self):
        qbo = self.company("uk-plus")
        answer = qbo.api("POST", "exchangerate", {"SourceCurrencyCode": "EUR", "Rate": 0.87, "AsOfDate": "2026-03-01"})
        self.assertEqual(answer.json["ExchangeRate"]["Rate"], 0.87)
        qbo.api("POST", "exchangerate", {"SourceCurrencyCode": "EUR", "Rate": 0.88, "AsOfDate": "2026-03-01"},
                operation="update")
        read = qbo.api("GET", "exchangerate", sourcecurrencycode="EUR", asofdate="2026-03-05").json["ExchangeRate"]
        self.assertEqual((read["Rate"], read["AsOfDate"], read["TargetCurrencyCode"]), (0.88, "2026-03-01", "GBP"))
        rows = qbo.select("select * from ExchangeRate where SourceCurrencyCode = 'EUR' and AsOfDate = '2026-03-01'")
        self.assertEqual([row["Rate"] for row in rows], [0.88])
        for bad in ({"SourceCurrencyCode": "GBP", "Rate": 1, "AsOfDate": "2026-03-01"},
                    {"SourceCurrencyCode": "EUR", "Rate": -1, "AsOfDate": "2026-03-01"},
                    {"SourceCurrencyCode": "EUR", "Rate": 1}):
            self.assertEqual(qbo.api("POST", "exchangerate", bad).status, 400)

    def test_rates_and_currencies_need_multicurrency(self):
        qbo = self.company("us-plus")
        self.assertEqual(qbo.api("GET", "exchangerate", sourcecurrencycode="EUR").code, "5030")
        self.assertEqual(qbo.write("CompanyCurrency", {"Code": "EUR"}).code, "5030")

    def test_a_currency_is_made_once(self):
        qbo = self.company("uk-plus")
        made = qbo.make("CompanyCurrency", Code="CHF", Name="Swiss Franc")
        self.assertEqual(qbo.write("CompanyCurrency", {"Code": "CHF"}).code, "6240")
        self.assertEqual(qbo.write("CompanyCurrency", {"Code": "francs"}).code, "2170")
        self.assertEqual(qbo.change("CompanyCurrency", made, Active=False).json["CompanyCurrency"]["Active"], False)

    def test_a_journal_line_may_carry_tax_that_the_caller_computes(self):
        qbo = self.company("uk-plus")
        code = next(c for c in qbo.select("select * from TaxCode") if c.get("PurchaseTaxRateList", {}).get("TaxRateDetail"))
        accounts = {a["Name"]: a["Id"] for a in qbo.select("select * from Account")}
        expense = next(a["Id"] for a in qbo.select("select * from Account") if a["AccountType"] == "Expense")
        bank = next(a["Id"] for a in qbo.select("select * from Account") if a["AccountType"] == "Bank")
        self.assertTrue(accounts)
        taxed = qbo.journal_line("Debit", 100, expense)
        taxed["JournalEntryLineDetail"].update(TaxCodeRef={"value": code["Id"]}, TaxApplicableOn="Purchase", TaxAmount=20)
        answer = qbo.write("JournalEntry", {"Line": [taxed, qbo.journal_line("Credit", 120, bank)]})
        self.assertEqual(answer.status, 200, answer.body)
        rows = qbo.report("TrialBalance", start_date="2000-01-01", end_date="2100-01-01")["Rows"]["Row"]
        self.assertEqual(rows[-1]["Summary"]["ColData"][1]["value"], rows[-1]["Summary"]["ColData"][2]["value"])
        self.assertEqual(qbo.write("JournalEntry", {"Line": [taxed, qbo.journal_line("Credit", 100, bank)]}).code, "2300")
        del taxed["JournalEntryLineDetail"]["TaxAmount"]
        self.assertEqual(qbo.write("JournalEntry", {"Line": [taxed, qbo.journal_line("Credit", 120, bank)]}).code, "2280")


class Switches(unittest.TestCase):
    def setUp(self):
        self.qbo = Practice().connect()
        self.addCleanup(self.qbo.stop)

    def rotate(self):
        old = self.qbo.refresh_token
        self.qbo.admin("clock", advance_seconds=90000)
        fresh = self.qbo.refresh(old).json["refresh_token"]
        self.assertNotEqual(fresh, old)
        return old, fresh

    def test_the_old_refresh_token_stays_good_for_the_grace(self):
        self.qbo.admin("switches", refresh_grace_seconds=60)
        old, fresh = self.rotate()
        self.assertEqual(self.qbo.refresh(old).json["refresh_token"], fresh)
        self.qbo.admin("clock", advance_seconds=61)
        self.assertEqual(self.qbo.refresh(old).json["error"], "invalid_grant")
        self.assertEqual(self.qbo.refresh(fresh).status, 200)

    def test_two_refreshes_at_once_end_the_grant_when_so_switched(self):
        self.qbo.admin("switches", parallel_refresh_revokes=True)
        old, fresh = self.rotate()
        self.assertEqual(self.qbo.refresh(old).status, 400)
        self.assertEqual(self.qbo.refresh(fresh).json["error"], "invalid_grant")

    def test_requestids_can_be_forgotten(self):
        body = {"CustomerRef": {"value": "2"}, "Line": [self.qbo.sale_line(1)]}
        first = self.qbo.write("Invoice", body, requestid="one").json["Invoice"]["Id"]
        self.assertEqual(self.qbo.write("Invoice", body, requestid="one").json["Invoice"]["Id"], first)
        self.qbo.admin("switches", replay_keep_seconds=60)
        self.qbo.admin("clock", advance_seconds=61)
        second = self.qbo.refresh(self.qbo.refresh_token)
        self.qbo.token = second.json["access_token"]
        self.assertNotEqual(self.qbo.write("Invoice", body, requestid="one").json["Invoice"]["Id"], first)
        self.qbo.admin("switches", replay=False)
        made = {self.qbo.write("Invoice", body, requestid="two").json["Invoice"]["Id"] for _ in range(2)}
        self.assertEqual(len(made), 2)

    def test_somebody_voids_or_deletes_just_before(self):
        for word, code in (("void", "5010"), ("delete", "610")):
            invoice = self.qbo.invoice(5)
            self.qbo.admin("faults", rules=[{"do": "edit", "detail": word, "entity": "Invoice"}])
            self.assertEqual(self.qbo.change("Invoice", invoice, PrivateNote="late").code, code)

    def test_somebody_is_first_at_items_of_a_batch(self):
        customer = self.qbo.get("Customer", "2")
        self.qbo.admin("faults", rules=[{"do": "edit", "path": "/batch"}])
        answer = self.qbo.api("POST", "batch", {"BatchItemRequest": [{"bId": "1", "operation": "update", "Customer": {
            "Id": "2", "SyncToken": customer["SyncToken"], "sparse": True, "Notes": "late"}}]})
        self.assertEqual(answer.json["BatchItemResponse"][0]["Fault"]["Error"][0]["code"], "5010")

    def test_throttling_comes_in_both_envelopes_with_and_without_a_time(self):
        self.qbo.admin("faults", rules=[{"do": "429"}, {"do": "429-gateway", "retry_after": 7}])
        first, second = self.qbo.query("select * from Term"), self.qbo.query("select * from Term")
        self.assertEqual((first.status, first.json["Fault"]["Error"][0]["code"]), (429, "3001"))
        self.assertNotIn("retry-after", first.headers)
        self.assertEqual((second.status, second.json["fault"]["error"][0]["code"]), (429, "3001"))
        self.assertEqual(second.headers["retry-after"], "7")


class Restart(unittest.TestCase):
    def test_a_cut_last_line_is_dropped_and_written_over(self):
        data = os.path.join(tempfile.mkdtemp(), "books")
        qbo = Practice("--data", data).connect()
        kept = qbo.invoice(5)
        qbo.stop()
        with open(data, "ab") as file:
            file.write(b'{"realm":"9130000000000001","changes":[{"e":"Invo')
        qbo.start()
        after = qbo.invoice(6)
        qbo.stop()
        qbo.start()
        self.assertEqual([qbo.get("Invoice", i["Id"])["TotalAmt"] for i in (kept, after)], [5, 6])
        qbo.stop()

    def test_a_start_does_not_write_the_file_anew(self):
        data = os.path.join(tempfile.mkdtemp(), "books")
        qbo = Practice("--data", data).connect()
        qbo.invoice(5)
        qbo.stop()
        before = os.stat(data)
        qbo.start()
        qbo.stop()
        self.assertEqual((os.stat(data).st_ino, os.stat(data).st_size), (before.st_ino, before.st_size))

    def test_a_file_that_is_mostly_overtaken_is_written_anew(self):
        data = os.path.join(tempfile.mkdtemp(), "books")
        qbo = Practice("--data", data).connect()
        customer = qbo.get("Customer", "2")
        for n in range(400):
            customer = qbo.change("Customer", customer, Notes=str(n)).json["Customer"]
        qbo.stop()
        before = os.stat(data).st_size
        qbo.start()
        self.assertLess(os.stat(data).st_size, before / 2)
        self.assertEqual(qbo.get("Customer", "2"), customer)
        qbo.stop()

    def test_a_damaged_file_is_refused(self):
        data = os.path.join(tempfile.mkdtemp(), "books")
        Practice("--data", data).stop()
        with open(data, "r+b") as file:
            file.seek(400)
            file.write(b"}}]]")
        ended = subprocess.run([os.environ["PRACTICE_EXE"], "--data", data], stderr=subprocess.PIPE, timeout=30,
                               check=False)
        self.assertNotEqual(ended.returncode, 0)
        self.assertIn(b"is damaged", ended.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
