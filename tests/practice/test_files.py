# SPDX-License-Identifier: GPL-3.0-or-later
"""Attachments, paper and mail."""
import base64
import json
import os
import tempfile
import unittest
import urllib.parse

from practice_client import Practice, PracticeTest

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\n\r\n\r\n--no boundary\r\n"


def part(name, body, kind, filename=None, encoding=None, end="\r\n"):
    head = 'Content-Disposition: form-data; name="%s"' % name
    if filename:
        head += '; filename="%s"' % filename
    head += end + "Content-Type: " + kind
    if encoding:
        head += end + "Content-Transfer-Encoding: " + encoding
    return (head + end + end).encode() + body


def multipart(*parts, end="\r\n", boundary="----b0undary"):
    line = end.encode()
    body = b"".join(b"--" + boundary.encode() + line + p + line for p in parts)
    return body + b"--" + boundary.encode() + b"--" + line, "multipart/form-data; boundary=" + boundary


class Files(PracticeTest):
    def setUp(self):
        self.invoice = self.qbo.invoice(5)
        self.about = {"AttachableRef": [{"EntityRef": {"type": "Invoice", "value": self.invoice["Id"]}}],
                      "FileName": "photo.png", "ContentType": "image/png"}

    def upload(self, *parts, **shape):
        body, kind = multipart(*parts, **shape)
        answer = self.qbo.api("POST", "upload", body, {"Content-Type": kind})
        self.assertEqual(answer.status, 200, answer.body)
        return answer.json["AttachableResponse"]

    def fetch(self, address):
        split = urllib.parse.urlsplit(address)
        return self.qbo.http("GET", split.path + "?" + split.query)

    def assertHolds(self, made, content):
        link = self.qbo.api("GET", "download/" + made["Id"]).body
        for address in (link, made["TempDownloadUri"]):
            answer = self.fetch(address)
            self.assertEqual((answer.status, answer.raw), (200, content))

    def test_a_file_comes_with_what_is_said_about_it(self):
        made = self.upload(part("file_metadata_01", json.dumps(self.about).encode(), "application/json"),
                           part("file_content_01", PNG, "image/png", "photo.png"))[0]["Attachable"]
        self.assertEqual((made["Size"], made["FileName"], made["SyncToken"]), (len(PNG), "photo.png", "0"))
        self.assertEqual(made["AttachableRef"][0]["EntityRef"]["value"], self.invoice["Id"])
        self.assertTrue(made["FileAccessUri"].endswith("/download/" + made["Id"]))
        self.assertHolds(made, PNG)

    def test_its_id_is_too_long_for_a_floating_point_number(self):
        made = self.qbo.make("Attachable", Note="long")
        self.assertEqual(len(made["Id"]), 19)
        self.assertNotEqual(str(int(float(made["Id"]))), made["Id"])

    def test_lines_may_end_in_lf_and_the_file_be_in_base64(self):
        made = self.upload(
            part("file_metadata_01", json.dumps(self.about).encode(), "application/json", end="\n"),
            part("file_content_01", base64.b64encode(PNG) + b"\n", "image/png", encoding="base64", end="\n"),
            end="\n", boundary="-------------PythonMultipartPost")[0]["Attachable"]
        self.assertHolds(made, PNG)

    def test_what_is_said_may_be_xml_and_the_parts_count_from_zero(self):
        about = ('<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<ns0:Attachable xmlns:ns0='
                 '"http://schema.intuit.com/finance/v3"><ns0:AttachableRef><ns0:EntityRef type="Invoice">%s'
                 "</ns0:EntityRef></ns0:AttachableRef><ns0:FileName>photo.png</ns0:FileName></ns0:Attachable>"
                 % self.invoice["Id"])
        made = self.upload(part("file_metadata_0", about.encode(), "application/xml; charset=UTF-8",
                                encoding="8bit"),
                           part("file_content_0", base64.encodebytes(PNG).replace(b"\n", b"\r\n"), "image/png",
                                "photo.png", "base64"))[0]["Attachable"]
        self.assertEqual(made["AttachableRef"][0]["EntityRef"]["type"], "Invoice")
        self.assertHolds(made, PNG)

    def test_a_file_alone_is_attached_afterwards(self):
        made = self.upload(part("file_content_01", b"text", "text/plain", "../../etc/note.txt"))[0]["Attachable"]
        self.assertEqual((made["FileName"], made["ContentType"]), ("note.txt", "text/plain"))
        answer = self.qbo.write("Attachable", {
            "Id": made["Id"], "SyncToken": "0", "sparse": True, "FileName": "note.txt",
            "AttachableRef": [{"EntityRef": {"type": "invoice", "value": self.invoice["Id"]}}]}, operation="update")
        self.assertEqual(answer.json["Attachable"]["Size"], 4)
        self.assertHolds(answer.json["Attachable"], b"text")

    def test_several_files_answer_one_by_one(self):
        bad = dict(self.about, AttachableRef=[{"EntityRef": {"type": "Estimate", "value": "75"}}])
        rows = self.upload(part("file_metadata_01", json.dumps(self.about).encode(), "application/json"),
                           part("file_content_01", b"one", "image/png", "photo.png"),
                           part("file_metadata_02", json.dumps(bad).encode(), "application/json"),
                           part("file_content_02", b"two", "image/png", "photo.png"),
                           part("file_content_03", b"three", "application/x-sh", "run.sh"))
        self.assertIn("Attachable", rows[0])
        self.assertEqual(rows[1]["Fault"]["Error"][0]["code"], "6000")
        self.assertIn("The entity Estimate 75 that you are trying to link does not exist",
                      rows[1]["Fault"]["Error"][0]["Detail"])
        self.assertEqual(rows[2]["Fault"]["Error"][0]["code"], "6041")

    def test_what_is_no_multipart_is_a_fault(self):
        for body, kind in ((b"x", "multipart/form-data; boundary=b"), (b"--b\r\n\r\n", "multipart/form-data"),
                           (b"--b", "multipart/form-data; boundary=b"), (b"{}", "application/json")):
            self.assertFault(self.qbo.api("POST", "upload", body, {"Content-Type": kind}), "6041")

    def test_notes_are_found_by_what_they_are_attached_to(self):
        made = self.qbo.make("Attachable", Note="please check", AttachableRef=[
            {"EntityRef": {"type": "Invoice", "value": self.invoice["Id"]}, "IncludeOnSend": "false"}])
        found = self.qbo.select("select * from Attachable where AttachableRef.EntityRef.Type = 'Invoice' "
                                "and AttachableRef.EntityRef.value = '%s'" % self.invoice["Id"])
        self.assertEqual([row["Id"] for row in found], [made["Id"]])
        self.assertNotIn("TempDownloadUri", found[0])

    def test_an_attachable_is_deleted_by_its_id(self):
        made = self.qbo.make("Attachable", Note="short life")
        answer = self.qbo.write("Attachable", {"Id": made["Id"]}, operation="delete")
        self.assertEqual(answer.json["Attachable"]["status"], "Deleted")
        self.assertFault(self.qbo.read("Attachable", made["Id"]), "610")

    def test_a_link_is_good_for_a_quarter_of_an_hour_and_for_one_file(self):
        made = self.upload(part("file_content_01", b"secret", "text/plain", "a.txt"))[0]["Attachable"]
        other = self.upload(part("file_content_01", b"other", "text/plain", "a.txt"))[0]["Attachable"]
        link = self.qbo.api("GET", "download/" + made["Id"]).body
        self.assertEqual(self.fetch(link.replace(made["Id"], other["Id"])).status, 403)
        self.qbo.admin("clock", advance_seconds=901)
        self.assertEqual(self.fetch(link).status, 403)

    def test_files_survive_a_restart(self):
        data = os.path.join(tempfile.mkdtemp(), "books")
        qbo = Practice("--data", data).connect()
        body, kind = multipart(part("file_content_01", PNG, "image/png", "p.png"))
        made = qbo.api("POST", "upload", body, {"Content-Type": kind}).json["AttachableResponse"][0]["Attachable"]
        qbo.stop()
        qbo.start()
        split = urllib.parse.urlsplit(qbo.api("GET", "download/" + made["Id"]).body)
        self.assertEqual(qbo.http("GET", split.path + "?" + split.query).raw, PNG)
        qbo.stop()


class Paper(PracticeTest):
    def test_documents_come_as_pdf(self):
        invoice = self.qbo.invoice(5, DocNumber="PDF-(1)", PrivateNote="x")
        answer = self.qbo.api("GET", "invoice/%s/pdf" % invoice["Id"], headers={"Accept": "application/pdf"})
        self.assertEqual(answer.headers["content-type"], "application/pdf")
        self.assertTrue(answer.raw.startswith(b"%PDF-1.4") and answer.raw.endswith(b"%%EOF\n"))
        self.assertIn(b"PDF-\\(1\\)", answer.raw)
        start = int(answer.raw.split(b"startxref\n")[1].split(b"\n")[0])
        self.assertEqual(answer.raw[start:start + 4], b"xref")

    def test_what_is_no_paper_has_no_pdf(self):
        bill = self.qbo.bill(1)
        self.assertFault(self.qbo.api("GET", "bill/%s/pdf" % bill["Id"]), "500")
        self.assertFault(self.qbo.api("GET", "invoice/999999/pdf"), "610")

    def test_sending_marks_the_document_and_keeps_the_address(self):
        invoice = self.qbo.invoice(5)
        answer = self.qbo.api("POST", "invoice/%s/send" % invoice["Id"], "",
                              {"Content-Type": "application/octet-stream"}, sendTo="new@example.com")
        sent = answer.json["Invoice"]
        self.assertEqual((sent["EmailStatus"], sent["BillEmail"]["Address"]), ("EmailSent", "new@example.com"))
        self.assertEqual(sent["DeliveryInfo"]["DeliveryType"], "Email")
        self.assertFault(self.qbo.api("POST", "invoice/%s/send" % invoice["Id"], "", sendTo="nobody"), "2210")

    def test_sending_without_an_address_is_refused(self):
        customer = self.qbo.make("Customer", DisplayName="No mail")["Id"]
        invoice = self.qbo.invoice(5, customer)
        self.assertFault(self.qbo.api("POST", "invoice/%s/send" % invoice["Id"], ""), "6420")


if __name__ == "__main__":
    unittest.main(verbosity=2)
