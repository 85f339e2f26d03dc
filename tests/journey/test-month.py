#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole story once: new book, sign-in with a browser, a month of trade, sync, proof."""
from journey import *

EXPECTED = {"Invoice": 3, "Bill": 3, "Payment": 4, "BillPayment": 2, "JournalEntry": 11}


def a_month_of_trade_is_in_quickbooks_once_each_and_explained_to_the_cent():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book.set_up(practice)
        first = book("sync")
        equal(first["run"]["outcome"], "done")
        equal(first["counts"]["waiting"], 0, "left waiting")
        once_each(practice, EXPECTED)

        proof = book("reconcile")
        equal(proof["unexplained"], "0.00")
        equal(proof["inventory"]["valuation"], proof["inventory"]["local_balance"])
        inventory = [a for a in proof["accounts"] if "Inventory" in a["roles"]][0]
        equal(inventory["qbo_balance"], proof["inventory"]["valuation"], "Inventory in QuickBooks")
        equal({d["kind"] for d in proof["differences"]}, {"foreign"}, "differences")
        equal(book("verify")["ok"], True)


def a_second_sync_makes_at_most_two_calls_and_changes_nothing():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book.set_up(practice)
        book("sync")
        before = len(practice.api_calls())
        state = book("state")
        second = book("sync")
        equal(second["run"]["outcome"], "done")
        made = len(practice.api_calls()) - before
        if made > 2:
            raise AssertionError(f"{made} calls for nothing")
        equal(second["api_calls"]["total"], made, "calls as counted here and there")
        equal(second["sent"], {})
        equal(book("state"), state)


def a_dry_run_shows_every_request_and_sends_none():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book.set_up(practice)
        planned = book("sync", "--dry-run")
        posts = [r for r in practice.api_calls() if r["method"] == "POST" and r.get("entity") != "query"
                 and not r["path"].endswith("/batch")]
        equal(posts, [], "writes during a dry run")
        documents = [r for r in planned["requests"] if r["object"] in EXPECTED]
        equal(len(documents), sum(EXPECTED.values()), "documents planned")
        for request in documents:
            debit = sum(cents(p["debit"]) for p in request["posting"] if p["debit"])
            credit = sum(cents(p["credit"]) for p in request["posting"] if p["credit"])
            equal(debit, credit, f"posting of {request['record']}")
        book("sync")
        once_each(practice, EXPECTED)


def cents(text):
    whole, part = text.split(".")
    return int(whole) * 100 + int(part)


main([a_month_of_trade_is_in_quickbooks_once_each_and_explained_to_the_cent,
      a_second_sync_makes_at_most_two_calls_and_changes_nothing,
      a_dry_run_shows_every_request_and_sends_none])
