# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether the practice company slows down with what it holds: ratios of its own processor time.

A machine that is busy with other things changes times but hardly processor time, and ratios less.
PRACTICE_BENCH_DOCUMENTS says how many documents "many" are.
"""
import http.client
import json
import os
import sys
import tempfile
import time
import urllib.parse

from practice_client import Practice

FEW = 1000
SAMPLE = 2400
MANY = int(os.environ.get("PRACTICE_BENCH_DOCUMENTS", "100000"))
TICKS = os.sysconf("SC_CLK_TCK")


class Company:
    def __init__(self):
        self.data = os.path.join(tempfile.mkdtemp(), "books")
        self.qbo = Practice("--data", self.data).connect()
        self.count = 0
        self.line = None

    def call(self, method, rest, body=None):
        if self.line is None:
            self.line = http.client.HTTPConnection("127.0.0.1", self.qbo.port)
        self.line.request(method, "/v3/company/%s/%s" % (self.qbo.realm, rest), body, {
            "Authorization": "Bearer " + self.qbo.token, "Accept": "application/json",
            "Content-Type": "application/json"})
        answer = self.line.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(text[:300])
        return text

    def grow(self, documents):
        """Invoices by batches, over the days of a year."""
        goal = self.count + documents
        while self.count < goal:
            items = []
            for _ in range(30):
                n = self.count
                self.count += 1
                items.append({"bId": str(len(items)), "operation": "create", "Invoice": {
                    "CustomerRef": {"value": str(1 + n % 5)}, "DocNumber": "B%d" % n,
                    "TxnDate": "2026-%02d-%02d" % (1 + n % 12, 1 + n % 28), "PrivateNote": "SB:%d" % n,
                    "Line": [self.qbo.sale_line(10 + n % 7, "1", "TAX"), self.qbo.sale_line(5)]}})
            self.call("POST", "batch?requestid=b%d" % self.count, json.dumps({"BatchItemRequest": items}))

    def spent(self):
        with open("/proc/%d/stat" % self.qbo.process.pid, encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def cost(self, work, *arguments):
        before = self.spent()
        work(*arguments)
        return max(self.spent() - before, 1 / TICKS)

    def ask(self, statement, times=200):
        for _ in range(times):
            self.call("GET", "query?query=" + urllib.parse.quote(statement))

    def restart(self):
        """(seconds of processor, seconds) until it listens again."""
        self.qbo.stop()
        self.line = None
        begin = time.monotonic()
        self.qbo.start()
        return self.spent(), time.monotonic() - begin


# A page of ten each, whatever there is.
QUERIES = {
    "by day": "select * from Invoice where TxnDate = '2026-03-03' startposition 1 maxresults 10",
    "by Id": "select * from Invoice where Id = '500'",
    "by number": "select * from Invoice where DocNumber = 'B700'",
    "by update": "select * from Invoice where MetaData.LastUpdatedTime > '2099-01-01T00:00:00Z'",
}


def main():
    company = Company()
    company.grow(FEW)
    create_few = company.cost(company.grow, SAMPLE) / SAMPLE
    query_few = {name: company.cost(company.ask, text) for name, text in QUERIES.items()}
    start_few, _ = company.restart()
    few = company.count
    company.grow(MANY - company.count)
    create_many = company.cost(company.grow, SAMPLE) / SAMPLE
    query_many = {name: company.cost(company.ask, text) for name, text in QUERIES.items()}
    start_many, waited = company.restart()
    good = True

    def tell(what, value, limit, fits):
        nonlocal good
        good = good and fits
        print("%s %s: %.2f (%s)" % ("ok" if fits else "not ok", what, value, limit))

    rate = create_few / create_many
    tell("rate of creating at %d to that at %d" % (company.count, FEW), rate, "at least 0.8", rate >= 0.8)
    for name in QUERIES:
        # Ten of a day are rendered either way; what grows is finding them among those of the day.
        ratio = query_many[name] / query_few[name]
        tell("query %s at %d to that at %d" % (name, company.count, few), ratio, "at most 10", ratio <= 10)
    each = (start_many / company.count) / (start_few / few)
    tell("restart a document at %d to that at %d" % (company.count, few), each, "at most 1.5", each <= 1.5)
    tell("seconds of processor for a restart at %d" % company.count, start_many, "at most 5", start_many <= 5)
    print("# created %.0f a second of processor, waited %.1f s for the restart" % (1 / create_many, waited))
    company.qbo.stop()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
