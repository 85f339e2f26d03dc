# SPDX-License-Identifier: GPL-3.0-or-later
"""The first chapter of the story: a newcomer goes from the welcome page to a green sync with the practice
company, and every way the sign-in can go wrong ends in a message that says what to do. story_trade.py
tells it and goes on from there."""

import sqlite3


def check(condition, what):
    if not condition:
        raise AssertionError(what)


def go_to_sign_in(desk):
    desk.see("Welcome to Stockbook")
    desk.shoot("01-welcome")
    desk.press("Start")
    desk.see("How do you want to work?")
    desk.shoot("02-mode")
    desk.press("Continue")
    desk.see("Name of the business")
    desk.shoot("03-facts")
    desk.press("Continue")
    desk.see("Sign in to QuickBooks")
    desk.shoot("04-sign-in")


def sign_in_goes_wrong(desk):
    """Nothing of it changes the book; each leaves a button to go on with."""
    desk.set_browser("away")
    desk.press("Open the browser")
    desk.see("Open again")
    desk.shoot("05-waiting")
    desk.press("Cancel")
    desk.see("The sign-in was cancelled")

    desk.set_browser("refuse")
    desk.press("Try again")
    desk.see("did not let Stockbook in")
    desk.shoot("06-refused")

    # An answer to a question that nobody asked is not taken; the sign-in goes on waiting.
    desk.set_browser("forged")
    desk.press("Try again")
    desk.see("Open again")
    desk.shoot("07-forged")
    desk.press("Cancel")
    desk.see("The sign-in was cancelled")


def sign_in(desk):
    # The wrong password first: the page says so and asks again, as in the real one.
    desk.set_browser("wrong-password")
    desk.press("Try again")
    desk.see("Your company at QuickBooks")
    desk.shoot("08-check")


def go_through_the_lists(desk):
    desk.press("Continue")
    desk.see("Which account is which?")
    desk.see("Needed")
    desk.shoot("09-accounts")
    desk.press("Continue")
    desk.see("Taxes and payment terms")
    desk.shoot("10-taxes")
    desk.press("Continue")
    desk.see("The same on both sides?")
    desk.shoot("11-matching")
    desk.press("Continue")
    desk.see("What is on the shelves?")


def enter_opening_stock(desk):
    """A negative quantity is refused at its field, and nothing is written."""
    desk.press("Add a product")
    desk.type("SKU of the new product", "WB-1")
    desk.type("Name of the new product", "Walnut board")
    desk.type_last("Quantity on hand", "-3")
    desk.type_last("Cost of one", "5.00")
    desk.shoot("12-opening")
    desk.press("Enter the stock")
    desk.see("How many? A number above zero")
    desk.shoot("13-refused-at-the-field")
    desk.type_last("Quantity on hand", "20")
    desk.press("Enter the stock")
    desk.see("The first sync")


def sync(desk):
    desk.see("What is sent")
    desk.shoot("14-preview")
    desk.press("Sync now")
    desk.see("You are ready")
    desk.shoot("15-done")
    desk.press("Open Stockbook")


def look_at_the_book(desk):
    """What the window said is what the book holds."""
    book = next(desk.home.glob("*.stockbook"))
    with sqlite3.connect(f"file:{book}?mode=ro", uri=True) as db:
        states = dict(db.execute("SELECT state, COUNT(*) FROM record GROUP BY state"))
        sent = db.execute(
            "SELECT COUNT(*) FROM record WHERE object = 'JournalEntry' AND state = 'synced'"
        ).fetchone()[0]
        text = "\n".join(str(row) for row in db.iterdump())
    check(set(states) <= {"synced", "not_needed"}, f"records not in step: {states}")
    check(sent == 1, f"{sent} stock entries in QuickBooks instead of 1")
    check("access_token" not in text and "refresh_token" not in text, "a token is in the book")


def tell(desk):
    go_to_sign_in(desk)
    sign_in_goes_wrong(desk)
    sign_in(desk)
    go_through_the_lists(desk)
    enter_opening_stock(desk)
    sync(desk)
    desk.see("In step")
    desk.shoot("16-main")
    look_at_the_book(desk)
