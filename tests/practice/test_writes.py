# SPDX-License-Identifier: GPL-3.0-or-later
"""What a write must look like to be taken: members, references, lengths, tokens, names, numbers."""
import unittest

from practice_client import PracticeTest


class Writes(PracticeTest):
    def test_an_unknown_member_refuses_the_whole_request(self):
        answer = self.qbo.write("Customer", {"DisplayName": "Unknown member", "Colour": "red"})
        self.assertFault(answer, "2010", 'Unrecognized field "Colour"')
        self.assertEqual(self.qbo.select("select * from Customer where DisplayName = 'Unknown member'"), [])

    def test_a_member_at_the_wrong_level_is_unknown(self):
        line = self.qbo.sale_line(10)
        line["ItemRef"] = {"value": "10"}
        self.assertFault(self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "Line": [line]}), "2010", "ItemRef")

    def test_a_member_of_another_type_is_refused(self):
        self.assertFault(self.qbo.write("Customer", {"DisplayName": {"x": 1}}), "2010")
        self.assertFault(self.qbo.write("Customer", {"DisplayName": "Typed", "Active": "perhaps"}), "2010")
        self.assertFault(self.qbo.api("POST", "customer", '{"DisplayName": "Cut'), "2010")

    def test_texts_have_a_greatest_length(self):
        self.assertFault(self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "DocNumber": "9" * 22,
                                                    "Line": [self.qbo.sale_line(1)]}),
                         "2050", "Max:21 supported. Supplied length:22")
        self.assertFault(self.qbo.write("Item", {"Name": "x" * 101, "Type": "Service"}), "2050")
        self.assertFault(self.qbo.write("Customer", {"DisplayName": "x" * 501}), "2050")

    def test_lengths_count_characters_not_bytes(self):
        self.assertEqual(self.qbo.write("Term", {"Name": "é" * 31, "DueDays": 3}).status, 200)

    def test_an_unknown_word_of_an_enumeration_is_2170(self):
        self.assertFault(self.qbo.write("Item", {"Name": "E", "Type": "Stuff"}), "2170", "Stuff")

    def test_days_must_be_days(self):
        self.assertFault(self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "TxnDate": "2026-02-30",
                                                    "Line": [self.qbo.sale_line(1)]}), "2060")

    def test_an_unknown_reference_is_2500_and_says_which_list(self):
        answer = self.qbo.write("Bill", {"VendorRef": {"value": "1"}, "Line": [self.qbo.cost_line(1, "999")]})
        self.assertFault(answer, "2500", "Accounts element id 999 not found")
        answer = self.qbo.write("Invoice", {"CustomerRef": {"value": "777"}, "Line": [self.qbo.sale_line(1)]})
        self.assertFault(answer, "2500", "Names element id 777")

    def test_an_inactive_reference_is_610_but_a_stored_document_keeps_it(self):
        customer = self.qbo.make("Customer", DisplayName="Soon gone")
        invoice = self.qbo.invoice(10, customer["Id"])
        self.qbo.edit("Customer", customer["Id"], "deactivate")
        answer = self.qbo.write("Invoice", {"CustomerRef": {"value": customer["Id"]}, "Line": [self.qbo.sale_line(1)]})
        self.assertFault(answer, "610", "made inactive")
        kept = self.qbo.change("Invoice", invoice, PrivateNote="still here")
        self.assertEqual(kept.status, 200, kept.body)

    def test_reading_what_is_not_there(self):
        self.assertFault(self.qbo.read("Item", "1.5"), "2030", "Supplied value:1.5")
        self.assertFault(self.qbo.read("Item", "99999"), "610")
        self.assertFault(self.qbo.api("GET", "nonsense/1"), "500", "Could not find resource")

    def test_what_the_server_adds_on_creation(self):
        customer = self.qbo.make("Customer", DisplayName="Fresh One")
        self.assertEqual((customer["SyncToken"], customer["domain"], customer["sparse"]), ("0", "QBO", False))
        self.assertEqual(customer["FullyQualifiedName"], "Fresh One")
        self.assertTrue(customer["Active"])
        self.assertRegex(customer["MetaData"]["CreateTime"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[78]:00$")

    def test_read_only_members_are_ignored(self):
        customer = self.qbo.make("Customer", DisplayName="Rich", Balance=5000, SyncToken="9")
        self.assertEqual((customer["Balance"], customer["SyncToken"]), (0, "0"))

    # -- tokens, sparse and full

    def test_an_old_token_is_5010_and_names_the_other_editor(self):
        vendor = self.qbo.make("Vendor", DisplayName="Stale Vendor")
        self.qbo.edit("Vendor", vendor["Id"], Notes="by somebody")
        answer = self.qbo.change("Vendor", vendor, Notes="mine")
        self.assertFault(answer, "5010", "Pat Miller finished before you did")
        self.assertEqual(self.qbo.get("Vendor", vendor["Id"])["Notes"], "by somebody")

    def test_every_change_raises_the_token_by_one(self):
        vendor = self.qbo.make("Vendor", DisplayName="Counted")
        for expected in ("1", "2"):
            vendor = self.qbo.change("Vendor", vendor, Notes="n" + expected).json["Vendor"]
            self.assertEqual(vendor["SyncToken"], expected)

    def test_an_update_without_token_is_refused(self):
        vendor = self.qbo.make("Vendor", DisplayName="No token")
        self.assertFault(self.qbo.write("Vendor", {"Id": vendor["Id"], "sparse": True, "Notes": "x"}), "2020")

    def test_sparse_keeps_and_full_empties_what_is_not_sent(self):
        vendor = self.qbo.make("Vendor", DisplayName="Both ways", Notes="a note", CompanyName="Both Ltd")
        sparse = self.qbo.change("Vendor", vendor, CompanyName="Both Inc").json["Vendor"]
        self.assertEqual(sparse["Notes"], "a note")
        full = self.qbo.write("Vendor", {"Id": vendor["Id"], "SyncToken": sparse["SyncToken"],
                                         "DisplayName": "Both ways"}).json["Vendor"]
        self.assertNotIn("Notes", full)
        self.assertNotIn("CompanyName", full)

    def test_sparse_null_empties_one_member(self):
        vendor = self.qbo.make("Vendor", DisplayName="Nulled", Notes="a note")
        self.assertNotIn("Notes", self.qbo.change("Vendor", vendor, Notes=None).json["Vendor"])

    def test_lines_are_replaced_as_a_set(self):
        invoice = self.qbo.invoice(Line=[self.qbo.sale_line(10), self.qbo.sale_line(20)])
        kept = dict(invoice["Line"][1])
        kept["Amount"] = 25
        changed = self.qbo.change("Invoice", invoice, Line=[kept, self.qbo.sale_line(5)]).json["Invoice"]
        lines = [l for l in changed["Line"] if l["DetailType"] == "SalesItemLineDetail"]
        self.assertEqual([(l["Id"], l["Amount"]) for l in lines], [("2", 25), ("3", 5)])
        self.assertEqual(changed["TotalAmt"], 30)
        noted = self.qbo.change("Invoice", changed, PrivateNote="no lines sent").json["Invoice"]
        self.assertEqual(noted["TotalAmt"], 30)

    # -- names

    def test_customers_and_vendors_share_one_name_space(self):
        self.qbo.make("Customer", DisplayName="Twofold")
        self.assertFault(self.qbo.write("Vendor", {"DisplayName": "TWOFOLD"}), "6240",
                         "Another customer, vendor or employee is already using this name")

    def test_a_name_is_needed_and_made_from_its_parts(self):
        self.assertFault(self.qbo.write("Customer", {"CompanyName": "Only a company"}), "6080")
        made = self.qbo.make("Customer", GivenName="Ada", FamilyName="Byron")
        self.assertEqual(made["DisplayName"], "Ada Byron")

    def test_colons_are_not_allowed_in_names(self):
        self.assertFault(self.qbo.write("Customer", {"DisplayName": "a:b"}), "2040")
        self.assertFault(self.qbo.write("Account", {"Name": 'a"b', "AccountType": "Bank"}), "2040")

    def test_inactive_names_get_a_suffix_and_become_free(self):
        first = self.qbo.make("Customer", DisplayName="Phoenix")
        gone = self.qbo.change("Customer", first, Active=False).json["Customer"]
        self.assertEqual(gone["DisplayName"], "Phoenix (deleted)")
        self.assertEqual(gone["PrintOnCheckName"], "Phoenix")
        second = self.qbo.make("Customer", DisplayName="Phoenix")
        again = self.qbo.change("Customer", second, Active=False).json["Customer"]
        self.assertEqual(again["DisplayName"], "Phoenix (deleted-1)")
        back = self.qbo.change("Customer", gone, Active=True).json["Customer"]
        self.assertEqual(back["DisplayName"], "Phoenix")

    def test_making_inactive_twice_does_not_raise_the_token(self):
        account = self.qbo.make("Account", Name="Idle", AccountType="Expense")
        once = self.qbo.change("Account", account, Active=False).json["Account"]
        twice = self.qbo.change("Account", once, Active=False).json["Account"]
        self.assertEqual((once["SyncToken"], twice["SyncToken"]), ("1", "1"))

    def test_an_address_for_mail_needs_an_at_and_a_dot(self):
        self.assertFault(self.qbo.write("Customer", {"DisplayName": "Mail", "PrimaryEmailAddr": {"Address": "nope"}}),
                         "2210", "RFC 822")

    # -- accounts and items

    def test_account_types_and_subtypes_must_fit(self):
        self.assertFault(self.qbo.write("Account", {"Name": "X1", "AccountType": "Bank", "AccountSubType": "Inventory"}),
                         "6010")
        made = self.qbo.make("Account", Name="Work in process", AccountType="Other Current Asset",
                             AccountSubType="Inventory")
        self.assertEqual((made["Classification"], made["CurrentBalance"]), ("Asset", 0))
        self.assertEqual(self.qbo.make("Account", Name="Plain bank", AccountType="Bank")["AccountSubType"], "CashOnHand")
        self.assertFault(self.qbo.write("Account", {"Name": "Plain BANK", "AccountType": "Bank"}), "6240")

    def test_sub_accounts_have_a_full_name(self):
        parent = self.qbo.make("Account", Name="Parent", AccountType="Expense")
        child = self.qbo.make("Account", Name="Child", AccountType="Expense", SubAccount=True,
                              ParentRef={"value": parent["Id"]})
        self.assertEqual(child["FullyQualifiedName"], "Parent:Child")

    def test_items_need_accounts_of_the_right_type(self):
        self.assertFault(self.qbo.write("Item", {"Name": "S1", "Type": "Service"}), "2020", "IncomeAccountRef")
        bank = self.qbo.account("Checking")["Id"]
        self.assertFault(self.qbo.write("Item", {"Name": "S2", "Type": "Service", "IncomeAccountRef": {"value": bank}}),
                         "6430")

    def test_inventory_items_need_quantity_tracking(self):
        body = {"Name": "I1", "Type": "Inventory", "TrackQtyOnHand": True, "QtyOnHand": 1, "InvStartDate": "2026-01-01",
                "IncomeAccountRef": {"value": self.qbo.account("Services")["Id"]}}
        self.assertFault(self.qbo.write("Item", body), "6000", "Track quantity on hand is turned off")

    def test_items_keep_their_type_and_their_name_for_themselves(self):
        income = {"value": self.qbo.account("Services")["Id"]}
        item = self.qbo.make("Item", Name="Unique thing", Type="Service", IncomeAccountRef=income)
        self.assertFault(self.qbo.write("Item", {"Name": "unique THING", "Type": "Service", "IncomeAccountRef": income}),
                         "6240", "Id=" + item["Id"])
        self.assertFault(self.qbo.change("Item", item, Type="NonInventory"), "6000", "type")

    # -- numbers

    def test_a_document_number_is_used_once(self):
        first = self.qbo.invoice(10, DocNumber="DUP-1")
        answer = self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "DocNumber": "DUP-1",
                                            "Line": [self.qbo.sale_line(1)]})
        self.assertFault(answer, "6140", "DocNumber=DUP-1 is assigned to TxnType=Invoice with TxnId=" + first["Id"])
        allowed = self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "DocNumber": "DUP-1",
                                             "Line": [self.qbo.sale_line(1)]}, include="allowduplicatedocnum")
        self.assertEqual(allowed.status, 200)

    def test_two_vendors_may_use_one_bill_number(self):
        self.qbo.bill(5, "1", DocNumber="B-9")
        self.qbo.bill(5, "2", DocNumber="B-9")
        self.assertFault(self.qbo.write("Bill", {"VendorRef": {"value": "1"}, "DocNumber": "B-9",
                                                 "Line": [self.qbo.cost_line(1, "30")]}), "6140")

    def test_numbers_are_counted_only_when_the_company_does_not_write_its_own(self):
        self.assertNotIn("DocNumber", self.qbo.invoice(1))
        self.qbo.edit("Preferences", "1", SalesFormsPrefs={"CustomTxnNumbers": False})
        try:
            first, second = self.qbo.invoice(1)["DocNumber"], self.qbo.invoice(1)["DocNumber"]
            self.assertEqual(int(second), int(first) + 1)
        finally:
            self.qbo.edit("Preferences", "1", SalesFormsPrefs={"CustomTxnNumbers": True})

    def test_nothing_is_written_on_or_before_the_closing_date(self):
        old = self.qbo.invoice(10, TxnDate="2026-01-10")
        self.qbo.edit("Preferences", "1", AccountingInfoPrefs={"BookCloseDate": "2026-01-31"})
        try:
            answer = self.qbo.write("Invoice", {"CustomerRef": {"value": "1"}, "TxnDate": "2026-01-31",
                                                "Line": [self.qbo.sale_line(1)]})
            self.assertFault(answer, "6210", "through through")
            self.assertFault(self.qbo.change("Invoice", old, TxnDate="2026-03-01"), "6210")
            self.assertFault(self.qbo.write("Invoice", {"Id": old["Id"], "SyncToken": "0"}, operation="delete"), "6210")
            self.qbo.invoice(10, TxnDate="2026-02-01")
        finally:
            self.qbo.edit("Preferences", "1", AccountingInfoPrefs={"BookCloseDate": None})

    # -- requestid

    def test_a_requestid_gets_the_first_answer_and_writes_nothing(self):
        body = {"CustomerRef": {"value": "1"}, "Line": [self.qbo.sale_line(77)]}
        first = self.qbo.write("Invoice", body, requestid="abc-1").json["Invoice"]
        body["Line"] = [self.qbo.sale_line(88)]
        again = self.qbo.write("Invoice", body, requestid="abc-1").json["Invoice"]
        self.assertEqual(first, again)
        other = self.qbo.write("Invoice", body, requestid="abc-2").json["Invoice"]
        self.assertNotEqual(first["Id"], other["Id"])

    def test_a_refusal_is_not_kept_for_its_requestid(self):
        self.assertFault(self.qbo.write("Customer", {"DisplayName": "a:b"}, requestid="ref-1"), "2040")
        self.assertEqual(self.qbo.write("Customer", {"DisplayName": "a-b"}, requestid="ref-1").status, 200)

    def test_a_requestid_has_fifty_characters_at_most(self):
        self.assertFault(self.qbo.write("Customer", {"DisplayName": "Long id"}, requestid="x" * 51), "2130")

    def test_requestids_can_be_switched_off_and_expire(self):
        body = {"CustomerRef": {"value": "1"}, "Line": [self.qbo.sale_line(3)]}
        first = self.qbo.write("Invoice", body, requestid="sw-1").json["Invoice"]["Id"]
        self.qbo.admin("switches", replay=False)
        second = self.qbo.write("Invoice", body, requestid="sw-1").json["Invoice"]["Id"]
        self.qbo.admin("switches", replay=True, replay_keep_seconds=60)
        self.qbo.write("Invoice", body, requestid="sw-2")
        self.qbo.admin("clock", advance_seconds=120)
        self.qbo.write("Invoice", body, requestid="sw-2")
        self.qbo.admin("switches", replay_keep_seconds=0)
        self.assertNotEqual(first, second)
        count = len(self.qbo.select("select * from Invoice where TotalAmt = '3'"))
        self.assertEqual(count, 4)


if __name__ == "__main__":
    unittest.main(verbosity=2)
