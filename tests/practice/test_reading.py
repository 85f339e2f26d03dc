# SPDX-License-Identifier: GPL-3.0-or-later
"""Query language, change data capture, batch, reports."""
import unittest

from practice_client import Practice, PracticeTest


class Query(PracticeTest):
    def test_count_and_page(self):
        count = self.qbo.query("select count(*) from Customer").json["QueryResponse"]["totalCount"]
        pages = []
        while True:
            page = self.qbo.select("select * from Customer orderby Id startposition %d maxresults 5" % (len(pages) + 1))
            if not page:
                break
            pages += page
        self.assertEqual(len(pages), count)
        self.assertEqual(len({row["Id"] for row in pages}), count)

    def test_an_empty_result_has_no_array(self):
        answer = self.qbo.query("select * from Customer where DisplayName = 'Nobody'")
        self.assertEqual(answer.json["QueryResponse"], {})

    def test_the_default_page_is_a_hundred(self):
        for n in range(101):
            self.qbo.make("Term", Name="T%d" % n, DueDays=n)
        answer = self.qbo.query("select * from Term").json["QueryResponse"]
        self.assertEqual(answer["maxResults"], 100)
        self.assertGreater(len(self.qbo.select("select * from Term maxresults 1000")), 100)

    def test_quotes_are_escaped_by_a_backslash_and_not_doubled(self):
        found = self.qbo.select(r"select * from Customer where DisplayName = 'Hannah O\'Brien'")
        self.assertEqual(len(found), 1)
        self.assertFault(self.qbo.query("select * from Customer where DisplayName = 'Hannah O''Brien'"), "4000")

    def test_keywords_properties_and_values_compare_without_case(self):
        self.assertEqual(len(self.qbo.select("SeLeCt * FROM Customer WHERE displayname = 'CARMEN ortiz'")), 1)

    def test_like_in_and_comparisons(self):
        self.assertEqual(len(self.qbo.select("select * from Customer where DisplayName like 'L%pharm%'")), 1)
        self.assertEqual(len(self.qbo.select("select * from Customer where Id in ('1', '2', '999')")), 2)
        self.assertEqual(len(self.qbo.select("select * from Invoice where TotalAmt > '200.00' and TotalAmt <= 240")), 1)

    def test_lists_show_active_rows_unless_asked(self):
        made = self.qbo.make("Vendor", DisplayName="Sleeping")
        self.qbo.edit("Vendor", made["Id"], "deactivate")
        self.assertEqual(self.qbo.select("select * from Vendor where DisplayName like 'Sleeping%'"), [])
        self.assertEqual(len(self.qbo.select(
            "select * from Vendor where DisplayName like 'Sleeping%' and Active in (true, false)")), 1)

    def test_moments_compare_with_their_offset(self):
        made = self.qbo.invoice(3)
        moment = made["MetaData"]["CreateTime"]
        self.assertIn(made["Id"], [r["Id"] for r in self.qbo.select(
            "select * from Invoice where MetaData.CreateTime >= '%s'" % moment)])
        self.assertEqual(self.qbo.select("select * from Invoice where MetaData.CreateTime > '2099-01-01T00:00:00Z'"), [])

    def test_what_does_not_parse_is_4000(self):
        for bad in ("select * from", "selec * from Customer", "select * from Customer where", "update Customer",
                    "select * from Customer where Id = '1' or Id = '2'", "select from Customer",
                    "select * from Customer where DisplayName = 'open"):
            self.assertFault(self.qbo.query(bad), "4000")

    def test_what_is_not_known_is_4001(self):
        self.assertFault(self.qbo.query("select * from Custmoer"), "4001", "invalid context declaration: Custmoer")
        self.assertFault(self.qbo.query("select * from Customer where Colour = 'red'"), "4001", "not found for Entity")
        self.assertFault(self.qbo.query("select * from Invoice where PrivateNote = 'x'"), "4001", "not queryable")
        self.assertFault(self.qbo.query("select * from Payment where DocNumber = '1'"), "4001")
        self.assertFault(self.qbo.query("select * from Customer where Id > '3'"), "4001")
        self.assertFault(self.qbo.query("select * from Customer startposition 0"), "4001", "value 0 is too small")
        self.assertFault(self.qbo.query("select * from Customer maxresults 1001"), "4001")

    def test_a_query_may_be_posted(self):
        answer = self.qbo.api("POST", "query", "select * from Term where Name = 'Net 30'",
                              {"Content-Type": "application/text"})
        self.assertEqual(answer.json["QueryResponse"]["Term"][0]["DueDays"], 30)

    def test_company_facts(self):
        info = self.qbo.api("GET", "companyinfo/" + self.qbo.realm).json["CompanyInfo"]
        self.assertEqual(info["Country"], "US")
        self.assertEqual(self.qbo.select("select * from CompanyInfo")[0]["CompanyName"], info["CompanyName"])
        preferences = self.qbo.api("GET", "preferences").json["Preferences"]
        self.assertTrue(preferences["TaxPrefs"]["PartnerTaxEnabled"])


class Changes(PracticeTest):
    def cdc(self, entities, since="2020-01-01T00:00:00-08:00"):
        answer = self.qbo.api("GET", "cdc", entities=entities, changedSince=since)
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["CDCResponse"][0]["QueryResponse"]

    def later(self):
        """A moment after everything so far; whole seconds are what the wire shows."""
        return self.qbo.admin("clock", advance_seconds=5).json["now"]

    def test_entities_come_in_the_order_asked_and_empty_ones_as_empty_objects(self):
        answer = self.cdc("Estimate,Customer,Item")
        self.assertEqual(answer[0], {})
        self.assertIn("Customer", answer[1])
        self.assertIn("Item", answer[2])

    def test_only_what_changed_since_comes(self):
        since = self.later()
        invoice = self.qbo.invoice(5)
        rows = self.cdc("Invoice,Bill", since)
        self.assertEqual([r["Id"] for r in rows[0]["Invoice"]], [invoice["Id"]])
        self.assertEqual(rows[1], {})

    def test_posting_moves_accounts_and_customers(self):
        since = self.later()
        self.qbo.invoice(5, "3")
        rows = self.cdc("Customer,Account", since)
        self.assertEqual([r["Id"] for r in rows[0]["Customer"]], ["3"])
        self.assertIn("Accounts Receivable (A/R)", [r["Name"] for r in rows[1]["Account"]])

    def test_deleted_rows_come_last_and_bare(self):
        first = self.qbo.invoice(5)
        since = self.later()
        second = self.qbo.invoice(6)
        self.qbo.edit("Invoice", first["Id"], "delete")
        rows = self.cdc("Invoice", since)[0]["Invoice"]
        self.assertEqual([r["Id"] for r in rows], [second["Id"], first["Id"]])
        self.assertEqual(set(rows[1]), {"domain", "status", "Id", "MetaData"})

    def test_more_than_a_thousand_objects_are_cut_without_a_word(self):
        since = self.later()
        items = [{"bId": str(n), "operation": "create", "PaymentMethod": {"Name": "M%d" % n}} for n in range(30)]
        for block in range(34):
            for n, item in enumerate(items):
                item["PaymentMethod"]["Name"] = "M%d-%d" % (block, n)
            self.assertEqual(self.qbo.api("POST", "batch", {"BatchItemRequest": items}).status, 200)
        self.qbo.invoice(5)
        rows = self.cdc("PaymentMethod,Invoice", since)
        self.assertEqual(len(rows[0]["PaymentMethod"]), 1000)
        self.assertEqual(rows[1], {})

    def test_what_is_not_covered_is_refused(self):
        for entity in ("TaxCode", "Nonsense"):
            answer = self.qbo.api("GET", "cdc", entities=entity, changedSince="2026-01-01")
            self.assertFault(answer, "2000")


class Batch(PracticeTest):
    def batch(self, *items, **query):
        return self.qbo.api("POST", "batch", {"BatchItemRequest": list(items)}, **query)

    def customer(self, bid, name):
        return {"bId": bid, "operation": "create", "Customer": {"DisplayName": name}}

    def test_some_items_succeed_and_some_fail(self):
        answer = self.batch(self.customer("a", "Batch one"), self.customer("b", "Batch:two"),
                            {"bId": "c", "Query": "select * from Term where Name = 'Net 15'"}, {"bId": "d"})
        self.assertEqual(answer.status, 200)
        rows = {row["bId"]: row for row in answer.json["BatchItemResponse"]}
        self.assertEqual(rows["a"]["Customer"]["DisplayName"], "Batch one")
        self.assertEqual(rows["b"]["Fault"]["Error"][0]["code"], "2040")
        self.assertEqual(rows["c"]["QueryResponse"]["Term"][0]["DueDays"], 15)
        self.assertEqual(rows["d"]["Fault"]["Error"][0]["code"], "2010")

    def test_items_do_not_see_each_other(self):
        made = self.qbo.make("Invoice", CustomerRef={"value": "1"}, Line=[self.qbo.sale_line(1)])
        following = str(int(made["Id"]) + 1)
        answer = self.batch(
            {"bId": "1", "operation": "create",
             "Invoice": {"CustomerRef": {"value": "2"}, "Line": [self.qbo.sale_line(10)]}},
            {"bId": "2", "operation": "create",
             "Payment": {"CustomerRef": {"value": "2"}, "TotalAmt": 10,
                         "Line": [{"Amount": 10, "LinkedTxn": [{"TxnId": following, "TxnType": "Invoice"}]}]}})
        rows = answer.json["BatchItemResponse"]
        self.assertEqual(rows[0]["Invoice"]["Id"], following)
        self.assertIn("Fault", rows[1])

    def test_thirty_items_and_no_more(self):
        answer = self.batch(*[self.customer(str(n), "Thirty %d" % n) for n in range(31)])
        self.assertFault(answer, "1040")

    def test_requestid_and_bid_together_are_the_identity(self):
        first = self.batch(self.customer("1", "Once only"), requestid="batch-1").json["BatchItemResponse"][0]
        again = self.batch(self.customer("1", "Once only"), requestid="batch-1").json["BatchItemResponse"][0]
        self.assertEqual(first, again)
        other = self.batch(self.customer("2", "Once only"), requestid="batch-1").json["BatchItemResponse"][0]
        self.assertEqual(other["Fault"]["Error"][0]["code"], "6240")

    def test_ids_are_shorter_on_a_batch(self):
        self.assertFault(self.batch(self.customer("1", "X"), requestid="y" * 37), "2130")
        answer = self.batch(self.customer("12345678901", "Y"), requestid="short")
        self.assertEqual(answer.json["BatchItemResponse"][0]["Fault"]["Error"][0]["code"], "2130")

    def test_updates_deletes_and_voids(self):
        one, two, three = self.qbo.invoice(1), self.qbo.invoice(2), self.qbo.invoice(3)
        rows = self.batch(
            {"bId": "1", "operation": "update",
             "Invoice": {"Id": one["Id"], "SyncToken": "0", "sparse": True, "PrivateNote": "note"}},
            {"bId": "2", "operation": "delete", "Invoice": {"Id": two["Id"], "SyncToken": "0"}},
            {"bId": "3", "operation": "update", "optionsData": "void",
             "Invoice": {"Id": three["Id"], "SyncToken": "0", "sparse": True}}).json["BatchItemResponse"]
        self.assertEqual(rows[0]["Invoice"]["PrivateNote"], "note")
        self.assertEqual(rows[1]["Invoice"]["status"], "Deleted")
        self.assertEqual(rows[2]["Invoice"]["TotalAmt"], 0)


class Reports(PracticeTest):
    def rows(self, name, **query):
        query.setdefault("start_date", "2020-01-01")
        query.setdefault("end_date", "2030-12-31")
        found = []

        def walk(rows):
            for row in rows:
                if "ColData" in row:
                    found.append(row["ColData"])
                if "Rows" in row:
                    walk(row["Rows"].get("Row", []))
                if "Summary" in row:
                    found.append(row["Summary"]["ColData"])
        walk(self.qbo.report(name, **query)["Rows"].get("Row", []))
        return found

    def test_the_trial_balance_balances(self):
        self.qbo.invoice(Line=[self.qbo.sale_line(99.99, "1", "TAX")])
        self.qbo.bill(12.34)
        total = self.rows("TrialBalance")[-1]
        self.assertEqual(total[0]["value"], "TOTAL")
        self.assertEqual(total[1]["value"], total[2]["value"])

    def test_assets_equal_liabilities_and_equity(self):
        totals = {row[0]["value"]: row[1]["value"] for row in self.rows("BalanceSheet")}
        self.assertEqual(totals["TOTAL ASSETS"], totals["TOTAL LIABILITIES AND EQUITY"])

    def test_the_general_ledger_adds_up_to_the_balance_of_its_account(self):
        account = self.qbo.account("Checking")
        rows = self.rows("GeneralLedger", account=account["Id"])
        posted = sum(float(row[6]["value"]) for row in rows if len(row) > 6 and row[1]["value"])
        self.assertAlmostEqual(posted, account["CurrentBalance"])
        kinds = {row[1]["value"] for row in rows}
        self.assertIn("Bill Payment (Check)", kinds)

    def test_a_ledger_that_starts_later_has_a_beginning_balance(self):
        account = self.qbo.account("Savings")
        rows = self.rows("GeneralLedger", account=account["Id"], start_date="2029-01-01")
        self.assertEqual(rows[0][0]["value"], "Beginning Balance")
        self.assertEqual(float(rows[0][-1]["value"]), account["CurrentBalance"])

    def test_columns_can_be_chosen(self):
        report = self.qbo.report("GeneralLedger", columns="tx_date,txn_type,debt_amt,credit_amt",
                                 start_date="2020-01-01", end_date="2030-01-01")
        self.assertEqual([c["ColType"] for c in report["Columns"]["Column"]],
                         ["tx_date", "txn_type", "debt_amt", "credit_amt"])

    def test_transactions_carry_their_id_in_the_type_cell(self):
        invoice = self.qbo.invoice(7, DocNumber="LIST-7")
        row = next(r for r in self.rows("TransactionList") if r[2]["value"] == "LIST-7")
        self.assertEqual(row[1], {"value": "Invoice", "id": invoice["Id"]})

    def test_without_dates_the_period_is_this_month_to_date(self):
        header = self.qbo.report("ProfitAndLoss")["Header"]
        self.assertEqual(header["DateMacro"], "this month-to-date")
        self.assertTrue(header["StartPeriod"].endswith("-01"))

    def test_an_unknown_report_is_refused(self):
        self.assertFault(self.qbo.api("GET", "reports/Nonsense"), "500")


class Tracked(unittest.TestCase):
    """A company where QBO itself keeps quantities."""

    def setUp(self):
        self.qbo = Practice("--seed", "us-tracked").connect()
        accounts = {name: {"value": self.qbo.account(name)["Id"]}
                    for name in ("Sales of Product Income", "Cost of Goods Sold", "Inventory Asset")}
        self.item = self.qbo.make("Item", Name="Tracked thing", Type="Inventory", TrackQtyOnHand=True, QtyOnHand=10,
                                  InvStartDate="2026-01-01", PurchaseCost=3, UnitPrice=9,
                                  IncomeAccountRef=accounts["Sales of Product Income"],
                                  ExpenseAccountRef=accounts["Cost of Goods Sold"],
                                  AssetAccountRef=accounts["Inventory Asset"])
        self.start = self.qbo.account("Inventory Asset")["CurrentBalance"] - 30

    def tearDown(self):
        self.qbo.stop()

    def asset(self):
        return self.qbo.account("Inventory Asset")["CurrentBalance"] - self.start

    def buy(self, quantity, price, day):
        detail = {"ItemRef": {"value": self.item["Id"]}, "Qty": quantity, "UnitPrice": price}
        return self.qbo.make("Bill", VendorRef={"value": "1"}, TxnDate=day, Line=[
            {"Amount": round(quantity * price, 2), "DetailType": "ItemBasedExpenseLineDetail",
             "ItemBasedExpenseLineDetail": detail}])

    def sell(self, quantity, day):
        return self.qbo.make("Invoice", CustomerRef={"value": "1"}, TxnDate=day,
                             Line=[self.qbo.sale_line(9 * quantity, self.item["Id"], "NON", quantity, 9)])

    def quantity(self):
        return self.qbo.get("Item", self.item["Id"])["QtyOnHand"]

    def test_sales_cost_the_oldest_goods_first(self):
        self.assertEqual(self.asset(), 30)
        self.buy(10, 4, "2026-02-01")
        self.assertEqual((self.asset(), self.quantity()), (70, 20))
        self.sell(12, "2026-02-02")
        self.assertEqual((self.asset(), self.quantity()), (32, 8))

    def test_an_earlier_purchase_costs_later_sales_again(self):
        self.buy(10, 4, "2026-02-01")
        sale = self.sell(15, "2026-03-01")
        self.assertEqual(self.asset(), 20)
        self.buy(5, 1, "2026-01-15")
        self.assertEqual(self.asset(), 40)
        self.qbo.edit("Invoice", sale["Id"], "delete")
        self.assertEqual((self.asset(), self.quantity()), (75, 25))

    def test_what_is_sold_too_early_is_corrected_when_it_arrives(self):
        self.sell(12, "2026-02-01")
        self.assertEqual(self.quantity(), -2)
        self.buy(10, 5, "2026-02-10")
        self.assertEqual((self.asset(), self.quantity()), (40, 8))

    def test_the_valuation_report_agrees_with_the_account(self):
        self.buy(3, 3.333, "2026-02-01")
        self.sell(4, "2026-02-02")
        rows = self.qbo.report("InventoryValuationSummary", report_date="2026-12-31")["Rows"]["Row"]
        self.assertAlmostEqual(float(rows[-1]["Summary"]["ColData"][3]["value"]),
                               self.qbo.account("Inventory Asset")["CurrentBalance"])

    def test_before_its_start_an_item_does_not_move(self):
        answer = self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "TxnDate": "2025-12-31", "Line": [
            self.qbo.sale_line(9, self.item["Id"], "NON", 1, 9)]})
        self.assertEqual(answer.code, "6270")

    def test_a_tracked_line_needs_a_quantity(self):
        answer = self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "Line": [
            self.qbo.sale_line(9, self.item["Id"], "NON")]})
        self.assertEqual(answer.code, "6520")


if __name__ == "__main__":
    unittest.main(verbosity=2)
