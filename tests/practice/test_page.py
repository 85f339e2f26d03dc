# SPDX-License-Identifier: GPL-3.0-or-later
"""The pages in a browser, and what somebody in QuickBooks does there."""
import re
import unittest

from practice_client import PracticeTest


class Page(PracticeTest):
    def page(self, path):
        answer = self.qbo.http("GET", path)
        self.assertEqual(answer.status, 200, path)
        return answer.body

    def send(self, kind, identity, operation, **fields):
        """Posts the form of the object's page as a browser does: all of its fields."""
        page = self.page("/%s/%s" % (kind.lower(), identity))
        form = re.search(r'name="form" value="([^"]+)"', page).group(1)
        body = {"form": form, "realm": self.qbo.realm, "entity": kind, "id": identity, "operation": operation}
        if operation == "change":
            for name, value in re.findall(r'<input id="([^"]+)" name="[^"]+" type="[^"]+" value="([^"]*)">', page):
                if name not in ("amount", "date"):
                    body[name] = value
        body.update(fields)
        return self.qbo.form("/edit", body)

    def assertDone(self, answer):
        self.assertEqual(answer.status, 302, answer.body)

    def test_every_place_shows_what_is_there(self):
        invoice = self.qbo.invoice(12.5, DocNumber="PAGE-1")
        self.assertIn("Checking", self.page("/"))
        self.assertIn("PAGE-1", self.page("/transactions"))
        self.assertIn("Canvas tote", self.page("/items"))
        for place in ("/customers", "/vendors", "/invoice/" + invoice["Id"]):
            self.assertIn("</html>", self.page(place))

    def test_transactions_come_newest_first_page_by_page(self):
        for day in ("2026-01-03", "2026-12-31", "2026-06-01"):
            self.qbo.bill(1, TxnDate=day)
            self.qbo.invoice(1, TxnDate=day)
        days = re.findall(r'<td class="d">([0-9-]+)', self.page("/transactions"))
        self.assertEqual(days, sorted(days, reverse=True))
        self.assertIn("</html>", self.page("/transactions?page=999"))

    def test_members_are_changed_by_name(self):
        invoice = self.qbo.invoice(5, DocNumber="EDIT-1")
        self.assertDone(self.send("Invoice", invoice["Id"], "change", PrivateNote="by hand", TxnDate="2026-05-06"))
        after = self.qbo.get("Invoice", invoice["Id"])
        self.assertEqual((after["PrivateNote"], after["TxnDate"], after["SyncToken"]), ("by hand", "2026-05-06", "1"))

    def test_a_form_that_changes_nothing_keeps_everything_as_it_was(self):
        invoice = self.qbo.invoice(Line=[self.qbo.sale_line(9.99, quantity=3, price=3.33)])
        self.assertDone(self.send("Invoice", invoice["Id"], "change"))
        self.assertEqual(self.qbo.get("Invoice", invoice["Id"])["Line"], invoice["Line"])

    def test_the_amount_of_a_line_is_changed(self):
        invoice = self.qbo.invoice(Line=[self.qbo.sale_line(9.99, quantity=3, price=3.33)])
        self.assertDone(self.send("Invoice", invoice["Id"], "change", **{"line.0": "12"}))
        self.assertEqual(self.qbo.get("Invoice", invoice["Id"])["TotalAmt"], 12)

    def test_other_members_go_as_json(self):
        invoice = self.qbo.invoice(5)
        self.assertDone(self.send("Invoice", invoice["Id"], "change", changes='{"PrintStatus":"PrintComplete"}'))
        self.assertEqual(self.qbo.get("Invoice", invoice["Id"])["PrintStatus"], "PrintComplete")
        for bad in ("[1]", "{", '{"Bogus":1}'):
            self.assertEqual(self.send("Invoice", invoice["Id"], "change", changes=bad).status, 400)

    def test_a_customer_is_renamed_made_inactive_and_active(self):
        made = self.qbo.make("Customer", DisplayName="Before")
        self.assertDone(self.send("Customer", made["Id"], "change", DisplayName="After"))
        self.assertDone(self.send("Customer", made["Id"], "deactivate"))
        after = self.qbo.get("Customer", made["Id"])
        self.assertEqual((after["DisplayName"], after["Active"]), ("After (deleted)", False))
        self.assertDone(self.send("Customer", made["Id"], "activate"))
        self.assertEqual(self.qbo.get("Customer", made["Id"])["DisplayName"], "After")

    def test_documents_are_voided_and_deleted(self):
        invoice = self.qbo.invoice(5)
        self.assertDone(self.send("Invoice", invoice["Id"], "void"))
        self.assertEqual(self.qbo.get("Invoice", invoice["Id"])["TotalAmt"], 0)
        self.assertDone(self.send("Invoice", invoice["Id"], "delete"))
        self.assertFault(self.qbo.read("Invoice", invoice["Id"]), "610")

    def test_a_payment_is_received_and_a_bill_paid(self):
        invoice = self.qbo.invoice(50)
        self.assertIn("Receive a payment", self.page("/invoice/" + invoice["Id"]))
        self.assertDone(self.send("Invoice", invoice["Id"], "pay", amount="20", date="2026-04-05"))
        after = self.qbo.get("Invoice", invoice["Id"])
        self.assertEqual(after["Balance"], 30)
        self.assertEqual(self.qbo.get("Payment", after["LinkedTxn"][0]["TxnId"])["TxnDate"], "2026-04-05")
        bill = self.qbo.bill(8)
        self.assertDone(self.send("Bill", bill["Id"], "pay", amount="", date=""))
        self.assertEqual(self.qbo.get("Bill", bill["Id"])["Balance"], 0)
        self.assertEqual(self.send("Bill", bill["Id"], "pay").status, 400)

    def test_names_are_merged_and_their_documents_follow(self):
        one = self.qbo.make("Customer", DisplayName="Twin one")["Id"]
        two = self.qbo.make("Customer", DisplayName="Twin two")["Id"]
        invoice = self.qbo.invoice(40, one)
        self.assertDone(self.send("Customer", one, "merge", into=two))
        after = self.qbo.get("Invoice", invoice["Id"])
        self.assertEqual(after["CustomerRef"], {"value": two, "name": "Twin two"})
        self.assertEqual((self.qbo.get("Customer", one)["Balance"], self.qbo.get("Customer", two)["Balance"]), (0, 40))
        self.assertFalse(self.qbo.get("Customer", one)["Active"])
        self.assertEqual(self.send("Customer", two, "merge", into=two).status, 400)

    def test_items_are_merged_in_documents_that_post_and_that_do_not(self):
        made = [self.qbo.make("Item", Name="Merge %d" % n, Type="Service", IncomeAccountRef={"value": "21"})["Id"]
                for n in range(2)]
        for kind in ("Invoice", "Estimate"):
            self.qbo.make(kind, CustomerRef={"value": "2"}, Line=[self.qbo.sale_line(3, made[0])])
        self.assertDone(self.send("Item", made[0], "merge", into=made[1]))
        for kind in ("Invoice", "Estimate"):
            line = self.qbo.select("select * from %s orderby Id desc maxresults 1" % kind)[0]["Line"][0]
            self.assertEqual(line["SalesItemLineDetail"]["ItemRef"]["value"], made[1])

    def test_a_form_from_elsewhere_is_refused(self):
        invoice = self.qbo.invoice(5)
        answer = self.qbo.form("/edit", {"form": "guess", "entity": "Invoice", "id": invoice["Id"],
                                         "operation": "delete"})
        self.assertEqual(answer.status, 403)
        self.assertEqual(self.qbo.get("Invoice", invoice["Id"])["SyncToken"], "0")

    def test_what_is_written_is_shown_and_not_run(self):
        made = self.qbo.make("Customer", DisplayName="<script>alert(1)</script>", Notes="\"><img src=x>")
        page = self.page("/customer/" + made["Id"])
        self.assertNotIn("<script>", page)
        self.assertNotIn("<img", page)


if __name__ == "__main__":
    unittest.main(verbosity=2)
