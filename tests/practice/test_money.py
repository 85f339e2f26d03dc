# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents beyond invoices and bills: receipts, refunds, card purchases, deposits, transfers."""
import unittest

from practice_client import PracticeTest


class Money(PracticeTest):
    def balance(self, name):
        return self.qbo.account(name)["CurrentBalance"]

    def ref(self, name):
        return {"value": self.qbo.account(name)["Id"]}

    def payment(self, total):
        return self.qbo.make("Payment", CustomerRef={"value": "2"}, TotalAmt=total, Line=[])

    def deposit(self, *lines):
        return self.qbo.write("Deposit", {"DepositToAccountRef": self.ref("Checking"), "Line": list(lines)})

    def linked(self, payment):
        return {"LinkedTxn": [{"TxnId": payment["Id"], "TxnType": "Payment", "TxnLineId": "0"}]}

    def test_a_deposit_takes_payments_out_of_undeposited_funds(self):
        payment = self.payment(70)
        before = self.balance("Undeposited Funds"), self.balance("Checking")
        made = self.deposit(self.linked(payment))
        self.assertEqual(made.status, 200, made.body)
        self.assertEqual(made.json["Deposit"]["TotalAmt"], 70)
        self.assertAlmostEqual(self.balance("Undeposited Funds"), before[0] - 70)
        self.assertAlmostEqual(self.balance("Checking"), before[1] + 70)

    def test_a_deposited_payment_can_no_longer_be_changed(self):
        payment = self.payment(15)
        deposit = self.deposit(self.linked(payment)).json["Deposit"]
        payment = self.qbo.get("Payment", payment["Id"])
        self.assertFault(self.qbo.change("Payment", payment, TotalAmt=16), "6540", "part of a deposit")
        gone = {"Id": payment["Id"], "SyncToken": payment["SyncToken"]}
        self.assertFault(self.qbo.write("Payment", gone, operation="delete"), "6540")
        self.assertFault(self.deposit(self.linked(payment)), "6000", "already in a bank account")
        self.qbo.edit("Deposit", deposit["Id"], "delete")
        payment = self.qbo.get("Payment", payment["Id"])
        self.assertEqual(self.qbo.change("Payment", payment, PrivateNote="free").status, 200)

    def test_a_linked_line_needs_its_line_id(self):
        line = self.linked(self.payment(5))
        del line["LinkedTxn"][0]["TxnLineId"]
        self.assertFault(self.deposit(line), "2020", "TxnLineId")

    def test_new_money_comes_from_an_account(self):
        line = {"Amount": 40, "DetailType": "DepositLineDetail",
                "DepositLineDetail": {"AccountRef": self.ref("Interest earned")}}
        before = self.balance("Checking")
        self.assertEqual(self.deposit(line).status, 200)
        self.assertAlmostEqual(self.balance("Checking"), before + 40)

    def test_a_transfer_moves_between_balance_sheet_accounts(self):
        before = self.balance("Checking"), self.balance("Savings")
        self.qbo.make("Transfer", FromAccountRef=self.ref("Checking"), ToAccountRef=self.ref("Savings"), Amount=100)
        self.assertAlmostEqual(self.balance("Checking"), before[0] - 100)
        self.assertAlmostEqual(self.balance("Savings"), before[1] + 100)
        answer = self.qbo.write("Transfer", {"FromAccountRef": self.ref("Checking"), "ToAccountRef": self.ref("Rent"),
                                             "Amount": 1})
        self.assertFault(answer, "6430")

    def test_a_sales_receipt_takes_money_and_a_refund_gives_it_back(self):
        before = self.balance("Checking")
        self.qbo.make("SalesReceipt", DepositToAccountRef=self.ref("Checking"), Line=[self.qbo.sale_line(30)])
        self.assertAlmostEqual(self.balance("Checking"), before + 30)
        self.qbo.make("RefundReceipt", CustomerRef={"value": "1"}, DepositToAccountRef=self.ref("Checking"),
                      Line=[self.qbo.sale_line(12)])
        self.assertAlmostEqual(self.balance("Checking"), before + 18)
        answer = self.qbo.write("RefundReceipt", {"CustomerRef": {"value": "1"}, "Line": [self.qbo.sale_line(1)]})
        self.assertFault(answer, "2020", "DepositToAccountRef")

    def test_a_purchase_by_card_owes_the_card(self):
        before = self.balance("Company card")
        self.qbo.make("Purchase", PaymentType="CreditCard", AccountRef=self.ref("Company card"),
                      EntityRef={"value": "6", "type": "Vendor"}, Line=[self.qbo.cost_line(25, self.ref("Supplies")["value"])])
        self.assertAlmostEqual(self.balance("Company card"), before + 25)
        answer = self.qbo.write("Purchase", {"PaymentType": "Check", "AccountRef": self.ref("Company card"),
                                             "Line": [self.qbo.cost_line(1, self.ref("Supplies")["value"])]})
        self.assertFault(answer, "6430")

    def test_a_vendor_credit_is_applied_by_a_bill_payment_of_nothing(self):
        bill = self.qbo.bill(50)
        credit = self.qbo.make("VendorCredit", VendorRef={"value": "1"},
                               Line=[self.qbo.cost_line(20, self.ref("Purchases")["value"])])
        self.qbo.make("BillPayment", VendorRef={"value": "1"}, TotalAmt=0, PayType="Check",
                      CheckPayment={"BankAccountRef": self.ref("Checking")},
                      Line=[{"Amount": 20, "LinkedTxn": [{"TxnId": bill["Id"], "TxnType": "Bill"}]},
                            {"Amount": 20, "LinkedTxn": [{"TxnId": credit["Id"], "TxnType": "VendorCredit"}]}])
        self.assertEqual(self.qbo.get("Bill", bill["Id"])["Balance"], 30)
        self.assertEqual(self.qbo.get("VendorCredit", credit["Id"])["Balance"], 0)

    def test_orders_and_estimates_post_nothing(self):
        before = self.qbo.report("TrialBalance", start_date="2020-01-01", end_date="2030-01-01")["Rows"]
        order = self.qbo.make("PurchaseOrder", VendorRef={"value": "1"},
                              Line=[self.qbo.cost_line(99, self.ref("Purchases")["value"])])
        self.qbo.make("Estimate", CustomerRef={"value": "1"}, Line=[self.qbo.sale_line(99)])
        self.assertEqual(order["POStatus"], "Open")
        after = self.qbo.report("TrialBalance", start_date="2020-01-01", end_date="2030-01-01")["Rows"]
        self.assertEqual(before, after)


if __name__ == "__main__":
    unittest.main(verbosity=2)
