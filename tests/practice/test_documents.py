# SPDX-License-Identifier: GPL-3.0-or-later
"""What documents compute, settle and post."""
import unittest

from practice_client import PracticeTest


class Documents(PracticeTest):
    def balance(self, name):
        return self.qbo.account(name)["CurrentBalance"]

    def pay(self, customer, total, *targets, **more):
        lines = [{"Amount": amount, "LinkedTxn": [{"TxnId": target["Id"], "TxnType": kind}]}
                 for kind, target, amount in targets]
        body = {"CustomerRef": {"value": customer}, "TotalAmt": total, "Line": lines}
        body.update(more)
        return self.qbo.write("Payment", body)

    # -- sales

    def test_an_invoice_posts_receivable_income_and_tax(self):
        before = [self.balance(n) for n in ("Accounts Receivable (A/R)", "Sales Tax Payable")]
        invoice = self.qbo.invoice(Line=[self.qbo.sale_line(100, "1", "TAX"), self.qbo.sale_line(50, "10", "NON")])
        after = [self.balance(n) for n in ("Accounts Receivable (A/R)", "Sales Tax Payable")]
        self.assertEqual(invoice["TxnTaxDetail"]["TotalTax"], 8)
        self.assertEqual((invoice["TotalAmt"], invoice["Balance"]), (158, 158))
        self.assertAlmostEqual(after[0] - before[0], 158)
        self.assertAlmostEqual(after[1] - before[1], 8)

    def test_the_total_tax_that_is_sent_is_honoured_and_spread_over_the_rates(self):
        invoice = self.qbo.invoice(Line=[self.qbo.sale_line(100, "1", "TAX")], TxnTaxDetail={"TotalTax": 8.01})
        self.assertEqual(invoice["TotalAmt"], 108.01)
        self.assertEqual(sum(l["Amount"] for l in invoice["TxnTaxDetail"]["TaxLine"]), 8.01)

    def test_a_customer_who_is_not_taxable_pays_no_tax(self):
        invoice = self.qbo.invoice(customer="5", Line=[self.qbo.sale_line(100, "1", "TAX")])
        self.assertEqual(invoice["TotalAmt"], 100)

    def test_lines_take_tax_or_non_and_nothing_else(self):
        answer = self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "Line": [self.qbo.sale_line(1, tax="2")]})
        self.assertFault(answer, "6100", "should be TAX or NON. Supplied value: 2")

    def test_amount_must_be_quantity_times_price(self):
        line = self.qbo.sale_line(10, quantity=3, price=3.33)
        self.assertFault(self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "Line": [line]}), "6070",
                         "Supplied value:10")
        line = self.qbo.sale_line(9.99, quantity=3, price=3.33)
        self.assertEqual(self.qbo.invoice(Line=[line])["TotalAmt"], 9.99)

    def test_cents_stay_exact(self):
        invoice = self.qbo.write("Invoice", {"CustomerRef": {"value": "1"},
                                             "Line": [self.qbo.sale_line(0.1), self.qbo.sale_line(19.99)]})
        self.assertIn('"TotalAmt":20.09', invoice.body)
        self.assertNotIn("0000000", invoice.body)

    def test_a_discount_line_lowers_the_total_and_posts_to_its_account(self):
        discount = {"Amount": 15, "DetailType": "DiscountLineDetail", "DiscountLineDetail": {"PercentBased": False}}
        invoice = self.qbo.invoice(Line=[self.qbo.sale_line(100), discount])
        self.assertEqual(invoice["TotalAmt"], 85)
        rows = self.qbo.report("GeneralLedger", start_date=invoice["TxnDate"], end_date=invoice["TxnDate"],
                               account=self.qbo.account("Discounts given")["Id"])["Rows"]["Row"]
        self.assertIn("-15.00", [c["value"] for c in rows[0]["Rows"]["Row"][-1]["ColData"]])

    def test_a_percentage_discount_is_computed(self):
        discount = {"DetailType": "DiscountLineDetail",
                    "DiscountLineDetail": {"PercentBased": True, "DiscountPercent": 12.5}}
        self.assertEqual(self.qbo.invoice(Line=[self.qbo.sale_line(100), discount])["TotalAmt"], 87.5)

    def test_missing_parts_are_named(self):
        self.assertFault(self.qbo.write("Invoice", {"Line": [self.qbo.sale_line(1)]}), "2020", "CustomerRef")
        self.assertFault(self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "Line": []}), "2020", "Line")
        answer = self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "Line": [{"Amount": 1}]})
        self.assertFault(answer, "2020", "Line.DetailType")
        self.assertEqual(answer.fault[1]["element"], "Line.DetailType")

    def test_the_due_date_follows_the_term(self):
        invoice = self.qbo.invoice(1, TxnDate="2026-05-01", SalesTermRef={"value": "2"})
        self.assertEqual(invoice["DueDate"], "2026-05-16")

    # -- payments

    def test_a_payment_settles_and_moves_money_to_undeposited_funds(self):
        invoice = self.qbo.invoice(100)
        before = self.balance("Undeposited Funds")
        payment = self.pay("2", 60, ("Invoice", invoice, 60)).json["Payment"]
        after = self.qbo.get("Invoice", invoice["Id"])
        self.assertEqual(payment["UnappliedAmt"], 0)
        self.assertEqual(after["Balance"], 40)
        self.assertEqual(after["LinkedTxn"], [{"TxnId": payment["Id"], "TxnType": "Payment"}])
        self.assertNotEqual(after["SyncToken"], invoice["SyncToken"])
        self.assertAlmostEqual(self.balance("Undeposited Funds") - before, 60)

    def test_more_than_the_open_balance_cannot_be_applied(self):
        invoice = self.qbo.invoice(100)
        self.assertFault(self.pay("2", 200, ("Invoice", invoice, 101)), "6000", "open balance")
        self.assertFault(self.pay("2", 50, ("Invoice", invoice, 60)), "6000")
        self.assertFault(self.pay("2", 200, ("Invoice", invoice, 60), ("Invoice", invoice, 60)), "6000")

    def test_what_is_not_applied_stays_as_credit_of_the_customer(self):
        customer = self.qbo.make("Customer", DisplayName="Overpayer")["Id"]
        payment = self.pay(customer, 30).json["Payment"]
        self.assertEqual(payment["UnappliedAmt"], 30)
        self.assertEqual(self.qbo.get("Customer", customer)["Balance"], -30)

    def test_a_payment_cannot_settle_another_customers_invoice(self):
        invoice = self.qbo.invoice(100, "2")
        self.assertFault(self.pay("3", 100, ("Invoice", invoice, 100)), "620")
        self.assertFault(self.pay("2", 1, ("Invoice", {"Id": "9999"}, 1)), "6000", "does not exist")

    def test_a_credit_memo_is_applied_by_a_payment_of_nothing(self):
        invoice = self.qbo.invoice(100)
        credit = self.qbo.make("CreditMemo", CustomerRef={"value": "2"}, Line=[self.qbo.sale_line(25)])
        answer = self.pay("2", 0, ("Invoice", invoice, 25), ("CreditMemo", credit, 25))
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(self.qbo.get("Invoice", invoice["Id"])["Balance"], 75)
        self.assertEqual(self.qbo.get("CreditMemo", credit["Id"])["RemainingCredit"], 0)

    def test_voiding_an_invoice_frees_its_payment(self):
        invoice = self.qbo.invoice(100, PrivateNote="SB:1")
        payment = self.pay("2", 100, ("Invoice", invoice, 100)).json["Payment"]
        invoice = self.qbo.get("Invoice", invoice["Id"])
        answer = self.qbo.write("Invoice", {"Id": invoice["Id"], "SyncToken": invoice["SyncToken"]}, operation="void")
        voided = answer.json["Invoice"]
        self.assertEqual((voided["TotalAmt"], voided["Balance"], voided["LinkedTxn"]), (0, 0, []))
        self.assertEqual(voided["PrivateNote"], "Voided - SB:1")
        self.assertEqual(self.qbo.get("Payment", payment["Id"])["UnappliedAmt"], 100)

    def test_a_payment_is_voided_by_update_with_include(self):
        invoice = self.qbo.invoice(100)
        payment = self.pay("2", 100, ("Invoice", invoice, 100)).json["Payment"]
        answer = self.qbo.api("POST", "payment", {"Id": payment["Id"], "SyncToken": payment["SyncToken"], "sparse": True},
                              operation="update", include="void")
        self.assertEqual(answer.json["Payment"]["TotalAmt"], 0)
        self.assertEqual(self.qbo.get("Invoice", invoice["Id"])["Balance"], 100)

    def test_deleting_leaves_nothing_and_cdc_tells(self):
        invoice = self.qbo.invoice(100)
        before = self.balance("Accounts Receivable (A/R)")
        answer = self.qbo.write("Invoice", {"Id": invoice["Id"], "SyncToken": "0"}, operation="delete")
        self.assertEqual(answer.json["Invoice"], {"domain": "QBO", "status": "Deleted", "Id": invoice["Id"]})
        self.assertAlmostEqual(before - self.balance("Accounts Receivable (A/R)"), 100)
        self.assertFault(self.qbo.read("Invoice", invoice["Id"]), "610")

    def test_bills_and_journals_cannot_be_voided(self):
        bill = self.qbo.bill(10)
        answer = self.qbo.write("Bill", {"Id": bill["Id"], "SyncToken": "0"}, operation="void")
        self.assertFault(answer, "500")

    # -- purchases

    def test_a_bill_posts_payable_and_a_bill_payment_settles_it(self):
        before = self.balance("Accounts Payable (A/P)"), self.balance("Checking")
        bill = self.qbo.bill(80)
        paid = self.qbo.make("BillPayment", VendorRef={"value": "1"}, TotalAmt=80, PayType="Check",
                             CheckPayment={"BankAccountRef": {"value": self.qbo.account("Checking")["Id"]}},
                             Line=[{"Amount": 80, "LinkedTxn": [{"TxnId": bill["Id"], "TxnType": "Bill"}]}])
        bill = self.qbo.get("Bill", bill["Id"])
        self.assertEqual(bill["Balance"], 0)
        self.assertEqual(bill["LinkedTxn"], [{"TxnId": paid["Id"], "TxnType": "BillPaymentCheck"}])
        self.assertAlmostEqual(self.balance("Accounts Payable (A/P)"), before[0])
        self.assertAlmostEqual(self.balance("Checking"), before[1] - 80)

    def test_a_bill_payment_needs_its_account_of_the_right_type(self):
        body = {"VendorRef": {"value": "1"}, "TotalAmt": 1, "PayType": "Check", "Line": []}
        self.assertFault(self.qbo.write("BillPayment", body), "2020", "BankAccountRef")
        body["CheckPayment"] = {"BankAccountRef": {"value": self.qbo.account("Company card")["Id"]}}
        self.assertFault(self.qbo.write("BillPayment", body), "6430")

    def test_a_line_without_account_is_refused(self):
        line = {"Amount": 5, "DetailType": "AccountBasedExpenseLineDetail", "AccountBasedExpenseLineDetail": {}}
        self.assertFault(self.qbo.write("Bill", {"VendorRef": {"value": "1"}, "Line": [line]}), "6440")

    # -- journals

    def test_a_journal_must_balance(self):
        lines = [self.qbo.journal_line("Debit", 10, "26"), self.qbo.journal_line("Credit", 9.99, "6")]
        self.assertFault(self.qbo.write("JournalEntry", {"Line": lines}), "2300")

    def test_a_journal_posts_and_its_line_ids_begin_at_zero(self):
        before = self.balance("Inventory Asset")
        made = self.qbo.make("JournalEntry", DocNumber="SB-J1", PrivateNote="SB:x",
                             Line=[self.qbo.journal_line("Debit", 16, "26"), self.qbo.journal_line("Credit", 16, "6")])
        self.assertEqual([l["Id"] for l in made["Line"]], ["0", "1"])
        self.assertEqual(made["TotalAmt"], 0)
        self.assertAlmostEqual(self.balance("Inventory Asset"), before - 16)

    def test_receivable_and_payable_lines_need_a_name(self):
        receivable = self.qbo.account("Accounts Receivable (A/R)")["Id"]
        lines = [self.qbo.journal_line("Debit", 10, receivable), self.qbo.journal_line("Credit", 10, "22")]
        self.assertFault(self.qbo.write("JournalEntry", {"Line": lines}), "6000", "must choose a customer")
        lines[0] = self.qbo.journal_line("Debit", 10, receivable, ("Vendor", "1"))
        self.assertFault(self.qbo.write("JournalEntry", {"Line": lines}), "6000", "must choose a customer")
        before = self.qbo.get("Customer", "4")["Balance"]
        lines[0] = self.qbo.journal_line("Debit", 10, receivable, ("Customer", "4"))
        self.qbo.make("JournalEntry", Line=lines)
        self.assertEqual(self.qbo.get("Customer", "4")["Balance"], before + 10)

    def test_a_negative_line_is_refused(self):
        lines = [self.qbo.journal_line("Debit", -1, "26"), self.qbo.journal_line("Credit", -1, "6")]
        self.assertFault(self.qbo.write("JournalEntry", {"Line": lines}), "2290")

    def test_a_payment_can_settle_a_journal_on_receivable(self):
        receivable = self.qbo.account("Accounts Receivable (A/R)")["Id"]
        journal = self.qbo.make("JournalEntry", Line=[
            self.qbo.journal_line("Debit", 40, receivable, ("Customer", "6")), self.qbo.journal_line("Credit", 40, "22")])
        self.assertEqual(self.pay("6", 40, ("JournalEntry", journal, 40)).status, 200)
        self.assertFault(self.pay("6", 1, ("JournalEntry", journal, 1)), "6000")


class Plans(unittest.TestCase):
    def test_what_the_plan_lacks_is_5020(self):
        from practice_client import Practice
        qbo = Practice("--seed", "us-simplestart").connect()
        try:
            answer = qbo.write("Bill", {"VendorRef": {"value": "1"}, "Line": [qbo.cost_line(1, "30")]})
            self.assertEqual(answer.code, "5020", answer.body)
            self.assertEqual(qbo.write("Class", {"Name": "North"}).code, "5020")
        finally:
            qbo.stop()


if __name__ == "__main__":
    unittest.main(verbosity=2)
