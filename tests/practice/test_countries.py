# SPDX-License-Identifier: GPL-3.0-or-later
"""Companies outside the United States: tax codes on every line, and more than one currency."""
import unittest

from practice_client import PracticeTest


class Canada(PracticeTest):
    OPTIONS = ("--seed", "ca-plus")

    def sale(self, *lines, **more):
        body = {"CustomerRef": {"value": "1"}, "Line": list(lines)}
        body.update(more)
        return self.qbo.write("Invoice", body)

    def test_every_line_needs_a_tax_code(self):
        line = self.qbo.sale_line(100)
        del line["SalesItemLineDetail"]["TaxCodeRef"]
        self.assertFault(self.sale(line), "6000", "GST/HST rate")

    def test_tax_is_computed_per_rate_and_posted(self):
        before = self.qbo.account("GST/HST Payable")["CurrentBalance"]
        invoice = self.sale(self.qbo.sale_line(100, tax="1"), self.qbo.sale_line(50, tax="3"),
                            self.qbo.sale_line(10, tax="4")).json["Invoice"]
        self.assertEqual(invoice["GlobalTaxCalculation"], "TaxExcluded")
        self.assertEqual(invoice["TxnTaxDetail"]["TotalTax"], 19)
        taxes = {l["TaxLineDetail"]["TaxRateRef"]["value"]: l["Amount"] for l in invoice["TxnTaxDetail"]["TaxLine"]}
        self.assertEqual(taxes, {"3": 13, "1": 2.5, "5": 3.5, "6": 0})
        self.assertAlmostEqual(self.qbo.account("GST/HST Payable")["CurrentBalance"] - before, 19)

    def test_tax_on_a_purchase_is_recoverable(self):
        before = self.qbo.account("GST/HST Payable")["CurrentBalance"]
        line = self.qbo.cost_line(200, self.qbo.account("Purchases")["Id"])
        line["AccountBasedExpenseLineDetail"]["TaxCodeRef"] = {"value": "1"}
        bill = self.qbo.make("Bill", VendorRef={"value": "1"}, Line=[line])
        self.assertEqual(bill["TotalAmt"], 226)
        self.assertAlmostEqual(self.qbo.account("GST/HST Payable")["CurrentBalance"] - before, -26)

    def test_tax_lines_that_are_sent_override_the_amount(self):
        given = {"TotalTax": 13.01, "TaxLine": [{"Amount": 13.01, "DetailType": "TaxLineDetail",
                                                 "TaxLineDetail": {"TaxRateRef": {"value": "3"}}}]}
        invoice = self.sale(self.qbo.sale_line(100, tax="1"), TxnTaxDetail=given).json["Invoice"]
        self.assertEqual(invoice["TotalAmt"], 113.01)

    def test_no_tax_detail_where_tax_does_not_apply(self):
        answer = self.sale(self.qbo.sale_line(100, tax="1"), GlobalTaxCalculation="NotApplicable",
                           TxnTaxDetail={"TotalTax": 1})
        self.assertFault(answer, "6170")

    def test_an_unknown_tax_code_is_refused(self):
        self.assertFault(self.sale(self.qbo.sale_line(100, tax="99")), "2500", "TaxCodes element id 99")

    def test_a_currency_is_ignored_while_multicurrency_is_off(self):
        invoice = self.sale(self.qbo.sale_line(1, tax="1"), CurrencyRef={"value": "EUR"}).json["Invoice"]
        self.assertEqual(invoice["CurrencyRef"]["value"], "CAD")

    def test_the_tax_service_makes_a_code_with_its_rates(self):
        body = {"TaxCode": "QC combined", "TaxRateDetails": [
            {"TaxRateName": "QC 14.975", "RateValue": "14.975", "TaxAgencyId": "1", "TaxApplicableOn": "Sales"}]}
        answer = self.qbo.api("POST", "taxservice/taxcode", body)
        self.assertEqual(answer.status, 200, answer.body)
        invoice = self.sale(self.qbo.sale_line(100, tax=answer.json["TaxCodeId"])).json["Invoice"]
        self.assertEqual(invoice["TxnTaxDetail"]["TotalTax"], 14.98)
        self.assertFault(self.qbo.api("POST", "taxservice/taxcode", body), "6240")
        body["TaxCode"] = "Other"
        body["TaxRateDetails"][0].update(TaxRateName="X", TaxAgencyId="9")
        self.assertFault(self.qbo.api("POST", "taxservice/taxcode", body), "2500")


class Kingdom(PracticeTest):
    OPTIONS = ("--seed", "uk-plus")

    def euro_invoice(self, amount, rate, **more):
        return self.qbo.write("Invoice", dict({
            "CustomerRef": {"value": "3"}, "CurrencyRef": {"value": "EUR"}, "ExchangeRate": rate,
            "Line": [self.qbo.sale_line(amount, tax="3")]}, **more))

    def test_a_foreign_document_needs_its_rate(self):
        self.assertFault(self.euro_invoice(10, None), "2410", "exchange rate are required")

    def test_a_document_has_the_currency_of_its_customer(self):
        answer = self.qbo.write("Invoice", {"CustomerRef": {"value": "3"}, "CurrencyRef": {"value": "USD"},
                                            "ExchangeRate": 0.8, "Line": [self.qbo.sale_line(1, tax="3")]})
        self.assertFault(answer, "6000", "one foreign currency per transaction")

    def test_it_posts_in_home_currency_to_the_receivable_of_its_currency(self):
        receivable = "Accounts Receivable (A/R) - EUR"
        before = self.qbo.account(receivable)["CurrentBalance"]
        invoice = self.euro_invoice(100, 0.86).json["Invoice"]
        self.assertEqual((invoice["TotalAmt"], invoice["HomeTotalAmt"]), (100, 86))
        self.assertAlmostEqual(self.qbo.account(receivable)["CurrentBalance"] - before, 86)

    def test_money_at_another_rate_books_the_exchange_difference(self):
        receivable = "Accounts Receivable (A/R) - EUR"
        before = self.qbo.account(receivable)["CurrentBalance"]
        invoice = self.euro_invoice(100, 0.86).json["Invoice"]
        answer = self.qbo.write("Payment", {
            "CustomerRef": {"value": "3"}, "TotalAmt": 100, "CurrencyRef": {"value": "EUR"}, "ExchangeRate": 0.9,
            "DepositToAccountRef": {"value": self.qbo.account("Euro account")["Id"]},
            "Line": [{"Amount": 100, "LinkedTxn": [{"TxnId": invoice["Id"], "TxnType": "Invoice"}]}]})
        self.assertEqual(answer.status, 200, answer.body)
        self.assertAlmostEqual(self.qbo.account(receivable)["CurrentBalance"], before)
        total = self.qbo.report("TrialBalance", start_date="2020-01-01", end_date="2030-01-01")["Rows"]["Row"]
        gain = [r["ColData"] for r in total if "ColData" in r and r["ColData"][0]["value"] == "Exchange Gain or Loss"]
        self.assertEqual(gain[0][2]["value"], "4.00")

    def test_a_customers_currency_is_fixed_for_ever(self):
        customer = self.qbo.get("Customer", "3")
        changed = self.qbo.change("Customer", customer, CurrencyRef={"value": "USD"}).json["Customer"]
        self.assertEqual(changed["CurrencyRef"]["value"], "EUR")

    def test_rates_can_be_asked(self):
        answer = self.qbo.api("GET", "exchangerate", sourcecurrencycode="EUR", asofdate="2026-11-01")
        self.assertEqual(answer.json["ExchangeRate"]["Rate"], 0.86)
        self.assertEqual(answer.json["ExchangeRate"]["TargetCurrencyCode"], "GBP")
        self.assertFault(self.qbo.api("GET", "exchangerate", sourcecurrencycode="JPY"), "610")


if __name__ == "__main__":
    unittest.main(verbosity=2)
