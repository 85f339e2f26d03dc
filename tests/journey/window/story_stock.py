# SPDX-License-Identifier: GPL-3.0-or-later
"""Stock and production through the window: counted, moved, revalued, assembled, made to order, undone; and
what cannot be is refused at its field. In the end the book is what the steps make of it.

    story_stock.py STOCKBOOK PRACTICE CLI"""

import json
import pathlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

from sb_desk import Desk
from story_setup import check

SHOP = {
    "schema": 1,
    "name": "workshop",
    "about": "",
    "settings": {
        "base_currency": "USD", "negative_stock": "block", "provisional_cost": "po",
        "closing_date": None, "locations": ["Main", "Shop"], "default_location": "Main",
        "products": [{"sku": sku} for sku in ("BOARD", "LEG", "TABLE")],
    },
    "accounts": [],
    "events": [
        {"id": "open", "date": "2024-01-02", "type": "opening", "lines": [
            {"sku": "BOARD", "qty": "40", "unit_cost": "8.00"},
            {"sku": "LEG", "qty": "200", "unit_cost": "1.50"},
        ]},
    ],
}

# Entries of the menu "New" on the page Stock, in their order.
ADJUST, COUNT, TRANSFER, SEND, REVALUE = range(5)
# And on the page Production.
ASSEMBLE, DISASSEMBLE, ORDER = range(3)


class Book:
    """The file that the window works on, seen from outside."""

    def __init__(self, path, cli):
        self.path = path
        self.cli = cli

    def run(self, verb, *arguments, given=None):
        done = subprocess.run(
            [self.cli, verb, str(self.path), *arguments], input=given, text=True,
            capture_output=True, timeout=120, check=False,
        )
        check(done.returncode == 0, f"{verb} ended with {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def state(self):
        return json.loads(self.run("state"))

    def events(self):
        with sqlite3.connect(f"file:{self.path}?mode=ro", uri=True) as db:
            return db.execute("SELECT COUNT(*) FROM event").fetchone()[0]


def begin(desk, place, entry):
    desk.go(place)
    desk.choose("New", entry)
    desk.see("What this will do")


def confirm(desk, button, seen):
    desk.press(button)
    desk.see(seen)


def count(desk, book):
    """A scan counts one; the difference and its effect are shown before anything is entered."""
    begin(desk, "Stock", COUNT)
    desk.press("List What Should Be Here")
    desk.see("40 in the book")
    desk.type("Counted", "38")
    desk.type_last("Counted", "199")
    for _ in range(2):
        desk.type("Scan", "BOARD")
        desk.alt("s")
        desk.key("Return")
    desk.until(lambda: desk.read("Counted") == "40", "two scans counted")
    desk.type("Counted", "39")
    desk.see("200 → 199 in stock")
    desk.shoot("30-count")
    before = book.events()
    desk.type("Counted", "-1")
    desk.press("Complete Count")
    desk.see("This cannot be negative")
    desk.shoot("31-count-refused")
    check(book.events() == before, "a refused count is in the book")
    desk.type("Counted", "39")
    confirm(desk, "Complete Count", "Stocktake ST-1001")
    desk.shoot("32-counted")


def transfer(desk, book):
    """More than there is is refused at the field; what was sent arrives in parts, the rest is lost."""
    begin(desk, "Stock", SEND)
    desk.type("Product", "BOARD")
    desk.type("Quantity", "400")
    desk.see("There is not enough of “BOARD”")
    desk.press("Send")
    desk.shoot("33-send-refused")
    check(book.state()["on_hand"]["BOARD"] == "39", "a refused transfer moved something")
    desk.type("Quantity", "10")
    desk.see("Under way (T-1001)")
    confirm(desk, "Send", "Receive Rest")
    desk.shoot("34-sent")
    desk.press("Receive Rest")
    desk.see("What this will do")
    desk.type("Quantity", "7")
    desk.shoot("35-receive")
    confirm(desk, "Receive", "7 of 10")
    desk.press("Lost on the Way…")
    desk.see("What this will do")
    desk.shoot("36-lost")
    confirm(desk, "Write Off", "Adjustment A-1001")


def revalue(desk):
    begin(desk, "Stock", REVALUE)
    desk.type("Product", "LEG")
    desk.type("Unit cost", "1.25")
    desk.see("worth 298.50 → 248.75")
    desk.shoot("37-revalue")
    confirm(desk, "Revalue", "Revaluation RV-1001")


def undo_the_revaluation(desk):
    """What comes back is shown before it is done."""
    desk.gone("What this will do")
    time.sleep(1)  # the page draws its buttons anew when the entry for QuickBooks is there
    desk.press_like("Undo Revaluation")
    desk.see("Undo Revaluation RV-1001?")
    desk.see("worth 248.75 → 298.50")
    desk.shoot("38-undo")
    desk.press("Undo")
    desk.see("Undone")


def assemble(desk):
    begin(desk, "Production", ASSEMBLE)
    desk.type("Product", "BOARD")
    desk.type("Quantity", "1")
    desk.type_last("Product", "TABLE")
    desk.type_last("Quantity", "1")
    desk.see("in stock")
    desk.shoot("39-assemble")
    confirm(desk, "Assemble", "Assembly AS-1001")


def make_to_order(desk):
    begin(desk, "Production", ORDER)
    desk.type("Product", "BOARD")
    desk.type("Quantity", "4")
    confirm(desk, "Start", "Production started MO-1001")
    desk.press("Add a Cost…")
    desk.see("What this will do")
    desk.type("Amount of the line", "20.00")
    desk.shoot("40-cost")
    confirm(desk, "Add Cost", "Production cost MC-1001")
    desk.go("Production")
    desk.see("MO-1001")
    desk.shoot("41-orders")
    desk.key("alt+Left")
    desk.press("Finish")
    desk.see("What this will do")
    desk.type("Product", "TABLE")
    desk.type("Quantity", "2")
    desk.type("Value of waste beyond the usual", "2.00")
    desk.see("TABLE: 1 → 3 in stock")
    desk.shoot("42-finish")
    confirm(desk, "Finish", "Production finished MF-1001")
    desk.shoot("43-finished")


def look_at_the_book(book):
    state = book.state()
    check(state["on_hand"] == {"BOARD": "31", "LEG": "199", "TABLE": "3"}, f"on hand: {state['on_hand']}")
    check(state["on_hand_by_location"]["BOARD"] == {"Main": "24", "Shop": "7"},
          f"places: {state['on_hand_by_location']}")
    # 24 boards at Main and 7 in the shop at 8.00, 199 legs at 1.50 again; one table of a board, and
    # two of four boards and 20.00 of work less 2.00 of waste.
    check(state["valuation"] == "604.50", f"valuation: {state['valuation']}")
    check(state["account_balances"].get("WIP") is None, "something is left in production")
    book.run("verify")


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="stockbook-window-"))
    path = folder / "workshop.stockbook"
    book = Book(path, sys.argv[3])
    book.run("new", "--name", "Workshop")
    book.run("replay", "-", given=json.dumps(SHOP))
    desk = Desk(sys.argv[1], sys.argv[2], folder, prepare=lambda _: [str(path)])
    try:
        count(desk, book)
        transfer(desk, book)
        revalue(desk)
        undo_the_revaluation(desk)
        assemble(desk)
        make_to_order(desk)
        look_at_the_book(book)
        check(desk.warnings() == [], "\n".join(desk.warnings()))
    except BaseException:
        desk.close()
        print((desk.folder / "stockbook.log").read_text(encoding="utf-8")[-4000:])
        raise
    desk.close()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
