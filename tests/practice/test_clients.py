# SPDX-License-Identifier: GPL-3.0-or-later
"""What other people's libraries send: XML, statements by POST, packed bodies, columns, blanks.

Each shape was read in a library that is in use; a test here stands for the library.
"""
import gzip
import json
import unittest
import zlib

from practice_client import PracticeTest

NS = "{http://schema.intuit.com/finance/v3}"
SPACE = 'xmlns="http://schema.intuit.com/finance/v3"'


def document(entity, inner, attributes=""):
    return '<?xml version="1.0" encoding="utf-8"?>\n<%s %s %s>%s</%s>' % (entity, SPACE, attributes, inner, entity)


def prefixed(entity, inner):
    """As the PHP library writes it."""
    return '<?xml version="1.0"?><ns0:%s xmlns:ns0="http://schema.intuit.com/finance/v3">%s</ns0:%s>' % (
        entity, inner, entity)


SALE = ("<Line><Amount>12.50</Amount><DetailType>SalesItemLineDetail</DetailType><SalesItemLineDetail>"
        '<ItemRef name="whatever">10</ItemRef><UnitPrice>6.25</UnitPrice><Qty>2</Qty></SalesItemLineDetail></Line>')


class Xml(PracticeTest):
    def make(self, entity, inner):
        answer, root = self.qbo.xml("POST", entity.lower(), document(entity, inner))
        self.assertEqual(answer.status, 200, answer.body)
        return root.find(NS + entity)

    def invoice(self):
        return self.make("Invoice", "<CustomerRef>2</CustomerRef>" + SALE)

    def fault(self, *call, **more):
        answer, root = self.qbo.xml(*call, **more)
        fault = root.find(NS + "Fault")
        error = fault.find(NS + "Error")
        return answer, fault.get("type"), error.get("code"), error.findtext(NS + "Detail")

    def test_an_object_made_in_xml_is_the_same_in_json(self):
        made = self.invoice()
        self.assertEqual((made.get("domain"), made.get("sparse")), ("QBO", "false"))
        same = self.qbo.get("Invoice", made.findtext(NS + "Id"))
        self.assertEqual(same["TotalAmt"], 12.5)
        self.assertEqual(same["CustomerRef"]["value"], "2")
        self.assertEqual(same["Line"][0]["SalesItemLineDetail"]["Qty"], 2)

    def test_a_reference_is_text_with_its_name_beside(self):
        made = self.invoice()
        reference = made.find(NS + "CustomerRef")
        self.assertEqual((reference.text, reference.get("name")),
                         ("2", self.qbo.get("Customer", "2")["DisplayName"]))

    def test_every_list_is_its_elements(self):
        made = self.make("Invoice", "<CustomerRef>2</CustomerRef>" + SALE + SALE)
        self.assertEqual([line.findtext(NS + "DetailType") for line in made.findall(NS + "Line")],
                         ["SalesItemLineDetail", "SalesItemLineDetail", "SubTotalLineDetail"])

    def test_prefixes_of_the_namespace_do_not_matter(self):
        answer, root = self.qbo.xml("POST", "customer", prefixed(
            "Customer", "<ns0:DisplayName>Prefix &amp; Sons</ns0:DisplayName><ns0:PrimaryEmailAddr>"
            "<ns0:Address>p@example.com</ns0:Address></ns0:PrimaryEmailAddr>"))
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(root.find(NS + "Customer").findtext(NS + "DisplayName"), "Prefix & Sons")

    def test_sparse_is_an_attribute_of_the_element(self):
        made = self.make("Customer", "<DisplayName>Sparse XML</DisplayName><Notes>stays</Notes>")
        answer, root = self.qbo.xml("POST", "customer", document(
            "Customer", "<Id>%s</Id><SyncToken>0</SyncToken><CompanyName>Ltd</CompanyName>"
            % made.findtext(NS + "Id"), 'sparse="true"'), operation="update")
        self.assertEqual(answer.status, 200, answer.body)
        self.assertEqual(root.find(NS + "Customer").findtext(NS + "Notes"), "stays")

    def test_a_deleted_document_answers_with_its_status(self):
        made = self.invoice()
        body = document("Invoice", "<Id>%s</Id><SyncToken>0</SyncToken>" % made.findtext(NS + "Id"))
        _, root = self.qbo.xml("POST", "invoice", body, operation="delete")
        gone = root.find(NS + "Invoice")
        self.assertEqual((gone.get("status"), gone.findtext(NS + "Id")), ("Deleted", made.findtext(NS + "Id")))

    def test_void_takes_the_whole_object_too(self):
        made = self.invoice()
        body = document("Invoice", "<Id>%s</Id><SyncToken>0</SyncToken><CustomerRef>2</CustomerRef>%s" % (
            made.findtext(NS + "Id"), SALE))
        _, root = self.qbo.xml("POST", "invoice", body, operation="void")
        voided = root.find(NS + "Invoice")
        self.assertEqual(voided.findtext(NS + "TotalAmt"), "0")
        self.assertTrue(voided.findtext(NS + "PrivateNote").startswith("Voided"))

    def test_a_query_counts_in_attributes(self):
        self.invoice()
        _, root = self.qbo.xml("GET", "query", query="SELECT * FROM Invoice STARTPOSITION 1 MAXRESULTS 1")
        found = root.find(NS + "QueryResponse")
        self.assertEqual((found.get("startPosition"), found.get("maxResults")), ("1", "1"))
        self.assertEqual(len(found.findall(NS + "Invoice")), 1)
        _, root = self.qbo.xml("GET", "query", query="select count(*) from Customer")
        self.assertGreater(int(root.find(NS + "QueryResponse").get("totalCount")), 0)

    def test_faults_come_in_xml(self):
        answer, kind, code, detail = self.fault("GET", "invoice/999999")
        self.assertEqual((answer.status, kind, code), (400, "ValidationFault", "610"))
        self.assertTrue(detail.startswith("Object Not Found"))
        _, _, code, _ = self.fault("POST", "invoice", document("Invoice", "<Bogus>1</Bogus>"))
        self.assertEqual(code, "2010")
        _, _, code, _ = self.fault("POST", "invoice", "<Invoice><Line></Invoice>")
        self.assertEqual(code, "2010")
        _, _, code, _ = self.fault("POST", "invoice", "<a>" * 400)
        self.assertEqual(code, "2010")
        _, _, code, _ = self.fault("GET", "query", query="selec * from Invoice")
        self.assertEqual(code, "4000")
        _, _, code, _ = self.fault("POST", "invoice", document(
            "Invoice", "<CustomerRef>99999</CustomerRef>" + SALE))
        self.assertEqual(code, "2500")

    def test_an_entity_that_points_outside_is_not_read(self):
        body = ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Customer %s><DisplayName>&x;'
                "</DisplayName></Customer>" % SPACE)
        answer, _ = self.qbo.xml("POST", "customer", body)
        self.assertEqual(answer.status, 400)
        self.assertNotIn("root:", answer.body)

    def test_no_token_is_401_in_xml(self):
        answer, kind, code, _ = self.fault("GET", "invoice/1", headers={"Authorization": "Bearer no"})
        self.assertEqual((answer.status, kind, code), (401, "AUTHENTICATION", "3200"))

    def test_who_does_not_ask_for_json_gets_xml(self):
        for accept in ("", "*/*", "application/xml, text/plain"):
            answer = self.qbo.api("GET", "companyinfo/1", headers={"Accept": accept})
            self.assertTrue(answer.headers["content-type"].startswith("application/xml"), accept)
        answer = self.qbo.api("GET", "companyinfo/1", headers={"Accept": "text/plain, application/json;q=0.9"})
        self.assertIn("CompanyInfo", answer.json)
        answer = self.qbo.api("GET", "companyinfo/1", headers={"Accept": "*/*"}, format="json")
        self.assertIn("CompanyInfo", answer.json)

    def test_json_may_be_sent_and_xml_asked_for(self):
        answer = self.qbo.api("POST", "customer", {"DisplayName": "Half and half"}, {"Accept": "application/xml"})
        self.assertIn("<DisplayName>Half and half</DisplayName>", answer.body)

    def test_a_batch_carries_its_bid_and_operation_as_attributes(self):
        body = document("IntuitBatchRequest", '<BatchItemRequest bId="a" operation="create"><Customer><DisplayName>'
                        'XML batch</DisplayName></Customer></BatchItemRequest><BatchItemRequest bId="b" '
                        'operation="create"><Customer><DisplayName>XML:batch</DisplayName></Customer>'
                        '</BatchItemRequest><BatchItemRequest bId="c"><Query>select * from Term</Query>'
                        "</BatchItemRequest>")
        answer, root = self.qbo.xml("POST", "batch", body)
        self.assertEqual(answer.status, 200, answer.body)
        rows = {row.get("bId"): row for row in root.findall(NS + "BatchItemResponse")}
        self.assertEqual(rows["a"].find(NS + "Customer").findtext(NS + "DisplayName"), "XML batch")
        self.assertEqual(rows["b"].find(NS + "Fault").find(NS + "Error").get("code"), "2040")
        self.assertGreater(len(rows["c"].find(NS + "QueryResponse").findall(NS + "Term")), 0)

    def test_changes_come_as_one_query_response_a_kind(self):
        self.invoice()
        _, root = self.qbo.xml("GET", "cdc", entities="Estimate,Invoice", changedSince="2020-01-01T00:00:00Z")
        parts = root.find(NS + "CDCResponse").findall(NS + "QueryResponse")
        self.assertEqual(len(parts), 2)
        self.assertEqual(len(list(parts[0])), 0)
        self.assertEqual(int(parts[1].get("maxResults")), len(parts[1].findall(NS + "Invoice")))

    def test_a_report_is_a_document_of_its_own(self):
        _, root = self.qbo.xml("GET", "reports/BalanceSheet")
        self.assertEqual(root.tag, NS + "Report")
        self.assertEqual(root.find(NS + "Header").findtext(NS + "ReportName"), "BalanceSheet")
        row = root.find(NS + "Rows").find(NS + "Row")
        self.assertEqual(row.get("type"), "Section")
        self.assertIsNotNone(row.find(NS + "Header").find(NS + "ColData").get("value"))

    def test_text_survives_both_ways(self):
        text = "a < b & \"c\" > d' \u00e9 \u20ac"
        made = self.qbo.make("Customer", DisplayName="Odd text", Notes=text)
        _, root = self.qbo.xml("GET", "customer/" + made["Id"])
        self.assertEqual(root.find(NS + "Customer").findtext(NS + "Notes"), text)


class Shapes(PracticeTest):
    def test_a_statement_comes_by_post_as_text(self):
        for kind in ("application/text", "text/plain"):
            answer = self.qbo.api("POST", "query", "select * from Term maxresults 1", {"Content-Type": kind})
            self.assertEqual(len(answer.json["QueryResponse"]["Term"]), 1)

    def test_the_entity_may_be_in_any_case_and_answers_in_its_own(self):
        self.assertIn("Customer", self.qbo.query("select * from customer maxresults 1").json["QueryResponse"])
        self.assertIn("CompanyInfo", self.qbo.query("select * from companyInfo").json["QueryResponse"])

    def test_named_columns_are_answered_and_a_star_beside_them_means_all(self):
        row = self.qbo.select("SELECT Id, displayname FROM Customer MAXRESULTS 1")[0]
        self.assertEqual(set(row), {"Id", "DisplayName", "domain", "sparse"})
        self.assertIn("Type", self.qbo.select("SELECT *, Sku FROM Item ORDER BY Name MAXRESULTS 1")[0])
        self.assertFault(self.qbo.query("select Bogus from Customer"), "4001")
        self.assertFault(self.qbo.query("select Id, from Customer"), "4000")

    def test_bodies_may_be_packed(self):
        body = json.dumps({"DisplayName": "Packed"}).encode()
        for name, pack in (("gzip", gzip.compress), ("deflate", zlib.compress)):
            answer = self.qbo.api("POST", "customer", pack(body.replace(b"Packed", name.encode())),
                                  {"Content-Type": "application/json", "Content-Encoding": name})
            self.assertEqual(answer.json["Customer"]["DisplayName"], name)

    def test_a_packed_body_that_explodes_is_refused(self):
        answer = self.qbo.api("POST", "customer", gzip.compress(b" " * (120 << 20)),
                              {"Content-Encoding": "gzip"})
        self.assertEqual(answer.status, 413)
        answer = self.qbo.api("POST", "customer", b"no gzip", {"Content-Encoding": "gzip"})
        self.assertEqual(answer.status, 413)

    def test_blank_members_are_members_left_out(self):
        made = self.qbo.make("Customer", DisplayName="Blank", OpenBalanceDate="", Notes="", ParentRef={"value": ""},
                             Balance=0, PrimaryPhone=None)
        self.assertFalse({"OpenBalanceDate", "Notes", "ParentRef"} & set(made))

    def test_a_blank_in_a_sparse_update_empties_the_member(self):
        made = self.qbo.make("Customer", DisplayName="Emptied", Notes="gone soon")
        self.assertNotIn("Notes", self.qbo.change("Customer", made, Notes="").json["Customer"])

    def test_operation_update_is_an_update(self):
        made = self.qbo.make("Customer", DisplayName="Operated")
        answer = self.qbo.write("Customer", dict(made, Notes="x"), operation="update")
        self.assertEqual(answer.json["Customer"]["SyncToken"], "1")

    def test_an_object_that_was_read_can_be_sent_back_whole(self):
        for entity in ("Customer", "Vendor", "Item", "Account", "Term", "PaymentMethod"):
            before = self.qbo.select("select * from %s" % entity)[0]
            answer = self.qbo.write(entity, before)
            self.assertEqual(answer.status, 200, answer.body)
            after = answer.json[entity]
            self.assertEqual({k: v for k, v in after.items() if k not in ("SyncToken", "MetaData")},
                             {k: v for k, v in before.items() if k not in ("SyncToken", "MetaData")})

    def test_a_batch_item_may_ask_for_changes(self):
        answer = self.qbo.api("POST", "batch", {"BatchItemRequest": [
            {"bId": "1", "CDCQuery": {"Entities": "Customer", "ChangedSince": "2020-01-01T00:00:00Z"}}]})
        self.assertIn("Customer", answer.json["BatchItemResponse"][0]["CDCResponse"][0]["QueryResponse"][0])

    def test_an_unknown_operation_in_a_batch_is_2010(self):
        answer = self.qbo.api("POST", "batch", {"BatchItemRequest": [
            {"bId": "1", "operation": "upsert", "Customer": {"DisplayName": "U"}}]})
        self.assertEqual(answer.json["BatchItemResponse"][0]["Fault"]["Error"][0]["code"], "2010")

    def test_who_signed_in_is_told_to_who_has_a_token(self):
        head = {"Authorization": "Bearer " + self.qbo.token}
        answer = self.qbo.http("GET", "/v1/openid_connect/userinfo", headers=head)
        self.assertIn("email", answer.json)
        self.assertEqual(self.qbo.http("GET", "/v1/openid_connect/userinfo").status, 401)


if __name__ == "__main__":
    unittest.main(verbosity=2)
