# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole main job through the window: set up, with every way the sign-in can go wrong, then buy, sell,
sync, and the two sides agree to the cent.
What cannot be entered is refused at its field on the way.

    story_trade.py STOCKBOOK PRACTICE CLI"""

import json
import shutil
import sqlite3
import subprocess
import sys
import tempfile

import story_setup
from sb_desk import Desk
from story_setup import check

CLOSED_THROUGH = "2020-12-31"
SUPPLIER = "Oakline Furniture Works"
CUSTOMER = "Birchwood Cafe"


class Book:
    """The file that the window works on, seen from outside."""

    def __init__(self, desk, cli):
        self.path = next(desk.home.glob("*.stockbook"))
        self.env = {**desk.env, "G_DEBUG": "fatal-warnings"}
        self.cli = cli

    def ask(self, sql, *values):
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as db:
            return db.execute(sql, values).fetchall()

    def run(self, verb, *arguments, given=None):
        done = subprocess.run(
            [self.cli, verb, str(self.path), *arguments], env=self.env, input=given, text=True,
            capture_output=True, timeout=120, check=False,
        )
        check(done.returncode == 0, f"{verb} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def requests(self):
        return self.ask("SELECT COUNT(*) FROM request_log")[0][0]

    def runs(self):
        return self.ask("SELECT COUNT(*) FROM run WHERE finished IS NOT NULL")[0][0]


def close_the_past(book):
    event = {
        "id": "close-the-past", "type": "close_period", "date": "2021-01-01", "through": CLOSED_THROUGH,
    }
    book.run("replay", "-", given=json.dumps({"events": [event]}))


def refusals(desk, book):
    """Each wrong entry is refused at its field; nothing of it is written."""
    before = book.ask("SELECT COUNT(*) FROM event")

    def refused(field, wrong, words, right):
        desk.type(field, wrong)
        desk.press("Place Order")
        desk.see(words)
        desk.type(field, right)

    refused("Quantity", "-4", "A quantity must be above zero", "10")
    refused("Quantity", "a dozen", "This is not a number", "10")
    refused("Unit price", "12345678901", "This number is too large", "5.00")
    refused("Product", "NO-SUCH", "product is kept in stock as", "WB-1")
    refused("Day", CLOSED_THROUGH, "closed", book.today)
    check(book.ask("SELECT COUNT(*) FROM event") == before, "a refused entry is in the book")


def order(desk, place, button, party, price):
    desk.go(place)
    desk.press(button)
    desk.see("Add Line")
    desk.type("Customer or supplier", party)
    desk.type("Product", "WB-1")
    desk.type("Quantity", "10")
    desk.type("Unit price", price)


def buy(desk, book):
    order(desk, "Purchases", "New Purchase", SUPPLIER, "5.00")
    book.today = desk.read("Day")
    refusals(desk, book)
    desk.shoot("20-purchase")
    desk.press("Place Order")
    for step, confirm, stage in (
        ("Receive", "Receive", "Enter Bill"),
        ("Enter Bill", "Enter Bill", "Pay"),
        ("Pay", "Pay", None),
    ):
        follow(desk, step, confirm, stage)
    desk.see("50.00 of 50.00")
    desk.shoot("21-bought")


def sell(desk):
    order(desk, "Sales", "New Sale", CUSTOMER, "9.50")
    desk.shoot("22-sale")
    desk.press("Take Order")
    for step, confirm, stage in (
        ("Ship", "Ship", "Write Invoice"),
        ("Write Invoice", "Write Invoice", "Enter Payment"),
        ("Enter Payment", "Enter Payment", None),
    ):
        follow(desk, step, confirm, stage)
    desk.see("95.00 of 95.00")
    desk.shoot("23-sold")


def follow(desk, step, confirm, following):
    """Presses the next thing to do, enters what is proposed, and comes back to what happened."""
    desk.see("What happened")
    desk.press(step)
    desk.see("What this will do")
    desk.press(confirm)
    desk.see("What happened")
    if following is not None:
        desk.see(following, exact=True)


def sync(desk, book):
    # One sync sends; the payment of a sale may need no second one.
    desk.press_like("waiting")
    desk.see("In step", timeout=120)
    desk.shoot("24-in-step")
    left = book.ask(
        "SELECT object, state, reason FROM record WHERE state NOT IN ('synced', 'not_needed')"
    )
    check(not left, f"not in step: {left}")
    for kind, number in (("Bill", 1), ("BillPayment", 1), ("Invoice", 1), ("Payment", 1)):
        got = book.ask(
            "SELECT COUNT(*) FROM record WHERE object = ? AND state = 'synced'", kind
        )[0][0]
        check(got == number, f"{got} of {kind} in QuickBooks instead of {number}")


def sync_again(desk, book):
    runs = book.runs()
    requests = book.requests()
    desk.press_like("In step")
    desk.until(lambda: book.runs() > runs, "end of the second sync")
    calls = book.requests() - requests
    check(calls <= 2, f"{calls} calls with nothing to do")


def reconcile(book):
    text = book.run("reconcile")
    check("nexplained 0.00" in text, text)
    book.run("verify")


def main():
    folder = tempfile.mkdtemp(prefix="stockbook-window-")
    desk = Desk(sys.argv[1], sys.argv[2], folder)
    try:
        story_setup.tell(desk)
        book = Book(desk, sys.argv[3])
        close_the_past(book)
        buy(desk, book)
        sell(desk)
        sync(desk, book)
        sync_again(desk, book)
        reconcile(book)
        check(desk.warnings() == [], "\n".join(desk.warnings()))
    except BaseException:
        desk.close()
        print((desk.folder / "stockbook.log").read_text(encoding="utf-8")[-4000:])
        raise
    desk.close()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
