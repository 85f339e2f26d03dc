#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong ends in a clear message with a remedy, loses nothing, and stops nothing else."""
from journey import *

EXPECTED = {"Invoice": 3, "Bill": 3, "Payment": 4, "BillPayment": 2, "JournalEntry": 11}


def told(error, code):
    equal(error["code"], code)
    if not error["message"] or not error["remedy"]:
        raise AssertionError(f"no remedy: {error}")


def practice_stopped_nothing_is_lost_and_the_next_sync_sends_all():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book.set_up(practice)
        practice.stop()
        done = book.run("sync", ok=(6,))
        if done.json is None:
            told(done.error, "network")
        else:
            equal(done.json["run"]["outcome"], "network")
            if not done.json["run"]["message"]:
                raise AssertionError(f"no word of why: {done.json['run']}")
        practice.start()
        equal(book("sync")["run"]["outcome"], "done")
        once_each(practice, EXPECTED)


def a_wrong_password_says_so_and_connects_nothing():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book("new")
        process, page, _ = book.connect(practice.url, "--password", "wrong")
        process.terminate()
        process.communicate(timeout=60)
        equal(process.returncode, 130, "exit code")
        if "password is wrong" not in page:
            raise AssertionError(page)
        equal(book("status")["connection"]["state"], "never")


def a_refused_consent_ends_at_once_and_leaves_the_book_as_it_was():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book("new")
        _, _, err, _ = book.finish((*book.connect(practice.url, "--cancel")[:2], (4,)))
        told(json.loads(err)["error"], "sign-in-refused")
        equal(book("status")["connection"]["state"], "never")


def a_forged_state_is_not_taken_and_the_true_answer_still_is():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book("new")
        process, page, ok = book.connect(practice.url, "--forge-state")
        if process.poll() is not None:
            raise AssertionError("a forged answer ended the sign-in")
        process.terminate()
        process.communicate(timeout=60)
        equal(process.returncode, 130, "exit code")
        equal(book("status")["connection"]["state"], "never")
        book.finish(book.connect(practice.url))
        equal(book("status")["connection"]["state"], "connected")


def a_missing_mapping_waits_with_a_remedy_and_goes_on_once_it_is_there():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book.set_up(practice)
        book("accounts", "UndepositedFunds=", "Bank=")
        done = book.run("sync", ok=(0, 5))
        open_records = done.json["failures"] + done.json["blocked"] + done.json["pending"]
        if not open_records:
            raise AssertionError("payments without an account were sent")
        for record in open_records:
            if not record["remedy"]:
                raise AssertionError(f"no remedy: {record}")
        equal(len(practice.documents()["Invoice"]), 3, "the rest goes on")
        book.map_accounts(practice, {"Bank": "Checking", "UndepositedFunds": "Undeposited Funds"})
        book.run("retry", ok=(0, 2))
        equal(book("sync")["run"]["outcome"], "done")
        once_each(practice, EXPECTED)


def a_product_that_quickbooks_refuses_stops_only_what_needs_it():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book.set_up(practice)
        practice.post("/practice/faults", {"rules": [
            {"do": "fault", "code": 6000, "detail": "Business Validation Error: not this name", "method": "POST",
             "path": "/item", "body": "LAMP-BR"}]})
        done = book.run("sync", ok=(5,))
        equal([r["local"] for r in done.json["failures"]], ["LAMP-BR"], "failed")
        equal(sorted(r["local"] for r in done.json["blocked"]), ["INV-2003", "M23"], "blocked")
        for record in done.json["failures"] + done.json["blocked"]:
            if not record["message"] or not record["remedy"]:
                raise AssertionError(f"no remedy: {record}")
        once_each(practice, dict(EXPECTED, Invoice=2, Payment=3))
        equal(book("reconcile")["unexplained"], "0.00")
        book("retry")
        equal(book("sync")["run"]["outcome"], "done")
        once_each(practice, EXPECTED)


def another_company_is_refused_and_its_grant_ends():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book("new", "--currency", "EUR")
        _, _, err, _ = book.finish((*book.connect(practice.url)[:2], (2,)))
        told(json.loads(err)["error"], "currency")
        equal(book("status")["connection"]["state"], "never")


def after_disconnect_a_sync_asks_to_sign_in():
    with Folder() as folder, Practice(folder) as practice:
        book = Book(folder)
        book.set_up(practice)
        equal(book("disconnect")["connection"]["state"], "disconnected")
        done = book.run("sync", ok=(4,))
        told(done.error, "sign-in-needed")
        book.finish(book.connect(practice.url))
        equal(book("sync")["run"]["outcome"], "done")
        once_each(practice, EXPECTED)


main([practice_stopped_nothing_is_lost_and_the_next_sync_sends_all, a_wrong_password_says_so_and_connects_nothing,
      a_refused_consent_ends_at_once_and_leaves_the_book_as_it_was,
      a_forged_state_is_not_taken_and_the_true_answer_still_is,
      a_missing_mapping_waits_with_a_remedy_and_goes_on_once_it_is_there,
      a_product_that_quickbooks_refuses_stops_only_what_needs_it, another_company_is_refused_and_its_grant_ends,
      after_disconnect_a_sync_asks_to_sign_in])
