# SPDX-License-Identifier: GPL-3.0-or-later
"""Everything that can happen to a purchase and to a sale, on its one page: quote, order, shipment, invoice
with discounts and tax, credit with goods that come back, refund; bill with freight, receipt, landed cost,
return and credit; an undo that something stands in the way of; and the books agree with the figures that
the page promised.

    story_chain.py STOCKBOOK PRACTICE CLI"""

import json
import shutil
import sys
import tempfile

from sb_desk import Desk
from sb_shop import make_shop
from story_setup import check
from story_trade import Book

SUPPLIER = "Oakline Works"
CUSTOMER = "Birchwood Cafe"


def start_document(desk, place, button):
    desk.go(place)
    desk.press(button)
    desk.see("What this will do")


def choose(desk, menu, entry):
    """An entry of a menu button."""
    desk.see("What happened")
    desk.open_menu(menu)
    desk.see(entry)
    desk.press(entry)


def confirm(desk, button):
    """What the document will do is shown before; then it is done and its chain comes up."""
    desk.press(button)
    desk.see("What happened")


def buy(desk):
    start_document(desk, "Purchases", "New Purchase")
    desk.type("Customer or supplier", SUPPLIER)
    desk.type("Product", "WB-1")
    desk.type("Quantity", "10")
    desk.type("Unit price", "5.00")
    desk.today = desk.read("Day")
    desk.shoot("30-order")
    confirm(desk, "Place Order")


def bill_with_freight(desk):
    choose(desk, "More", "Enter Bill…")
    desk.see("Freight and other costs")
    desk.type("Number", "B-77")
    # The second list has a button of the same words.
    desk.do(last_add(desk))
    desk.type("Amount of the line", "20.00")
    desk.see("In the books")
    desk.see("70.00")
    desk.shoot("31-bill")
    confirm(desk, "Enter Bill")


def last_add(desk):
    found = [node for node in desk.all(("push button", "button"))
             if (node.get_name() or "").replace("_", "").startswith("Add Line")]
    return found[-1]


def receive_and_share_out(desk):
    desk.press("Receive")
    desk.see("What this will do")
    confirm(desk, "Receive")
    desk.see("Freight not shared out yet")
    choose(desk, "More", "Landed Cost…")
    desk.see("Over what was received")
    check(desk.read("Amount") == "20.00", "the freight that waits is not proposed")
    desk.see("WB-1", exact=False)
    desk.see("In the books")
    desk.shoot("32-landed")
    confirm(desk, "Share Out")
    desk.gone("Freight not shared out yet")


def send_back(desk):
    choose(desk, "More", "Send Goods Back…")
    desk.see("In the books")
    desk.type("Quantity", "12")
    desk.see("More than was received and billed")
    desk.shoot("33-refused")
    desk.type("Quantity", "2")
    desk.see("10 → 8 in stock")
    confirm(desk, "Send Back")
    choose(desk, "More", "Enter Supplier's Credit…")
    desk.see("In the books")
    desk.shoot("34-supplier-credit")
    confirm(desk, "Enter Credit")
    desk.see("10.00 not used yet")


def sell(desk):
    desk.go("Sales")
    desk.open_menu("Or Begin with…")
    desk.press("New Quote")
    desk.see("Add Line")
    desk.type("Customer or supplier", CUSTOMER)
    desk.type("Product", "WB-1")
    desk.type("Quantity", "4")
    desk.type("Unit price", "20.00")
    desk.shoot("40-quote")
    confirm(desk, "Make Quote")
    desk.see("Quoted")
    desk.press("Take Order")
    desk.see("What this will do")
    confirm(desk, "Take Order")
    desk.press("Ship")
    desk.see("8 → 4 in stock")
    confirm(desk, "Ship")
    desk.press("Write Invoice")
    desk.see("Discount on all")
    desk.type("Discount in percent", "5")
    desk.type("Tax in percent", "10")
    desk.type("Discount on all lines", "6.00")
    desk.type("Shipping", "5.00")
    # 4 x 20.00 less 5 % = 76.00, less 6.00, plus 5.00, tax 10 % of 70.00
    desk.see("82.00\u00a0USD")
    desk.shoot("41-invoice")
    confirm(desk, "Write Invoice")
    desk.see("0.00 of 82.00")


def credit_and_refund(desk):
    desk.press("Enter Payment")
    desk.see("What this will do")
    confirm(desk, "Enter Payment")
    desk.see("82.00 of 82.00")
    choose(desk, "More", "Write Credit Note…")
    desk.see("Goods that come back")
    desk.type("Quantity", "1")
    desk.type_last("Quantity", "1")
    desk.type("Discount in percent", "0")
    desk.see("4 → 5 in stock")
    desk.shoot("42-credit")
    confirm(desk, "Write Credit Note")
    desk.see("22.00 not used yet")
    desk.shoot("43-credited")
    choose(desk, "More", "Refund CN-1001…")
    desk.see("In the books")
    confirm(desk, "Enter Refund")
    desk.gone("22.00 not used yet")


def undo(desk, book):
    """The invoice cannot go first; the refund can, and is a draft again."""
    choose(desk, "Invoice I-1001: actions", "Undo…")
    desk.see("have to be undone first")
    desk.shoot("44-dependents")
    desk.press("Undo CR-1001…")
    desk.see("Undo Refund to customer CR-1001?")
    desk.shoot("45-undo")
    before = book.ask("SELECT COUNT(*) FROM draft")[0][0]
    desk.press("Undo")
    desk.see("22.00 not used yet")
    desk.until(lambda: book.ask("SELECT COUNT(*) FROM draft")[0][0] == before + 1, "the draft")
    kind = book.ask("SELECT kind FROM draft ORDER BY id DESC LIMIT 1")[0][0]
    check(kind == "customer_refund", f"the draft is a {kind}")


def close(desk, book):
    """What is open on the day is listed first; afterwards nothing is entered on or before it."""
    desk.go("Settings")
    desk.see("Close the books")
    desk.do(desk.see("Close the books", ("list item",)))
    desk.see("Shipments may go below zero")
    desk.type("Close the books through", "2030-01-01")
    desk.see("This day is still to come")
    desk.type("Close the books through", desk.today)
    desk.see("Nothing is open on that day")
    desk.shoot("47-close")
    desk.press("Close Period")
    desk.see("The books are closed through")
    desk.see("closed through a later day already")
    start_document(desk, "Purchases", "New Purchase")
    desk.type("Customer or supplier", SUPPLIER)
    desk.type("Product", "WB-1")
    desk.type("Quantity", "1")
    desk.type("Unit price", "5.00")
    before = book.ask("SELECT COUNT(*) FROM event")
    desk.press("Place Order")
    desk.see("closed")
    check(book.ask("SELECT COUNT(*) FROM event") == before, "an order is in a closed period")


def look_at_postings(desk):
    choose(desk, "Shipment SH-1001: actions", "Postings")
    desk.see("Seal")
    desk.see("Cost of goods sold")
    desk.shoot("46-postings")


def figures(book):
    """What the pages promised is what the books hold."""
    book.run("verify")
    state = json.loads(book.run("state", "--json"))
    check(state["on_hand"]["WB-1"] == "5", f"on hand: {state['on_hand']}")
    wanted = {
        # 8 of 10 worth 70.00 stayed: 56.00; 4 shipped at 28.00, one came back at 7.00
        "Inventory": "35.00", "COGS": "21.00", "LandedCostClearing": "0", "GRNI": "0",
        "GoodsInTransit": "0", "PurchaseVariance": "4.00", "AccountsPayable": "-60.00",
        "SalesDiscounts": "6.00", "ShippingIncome": "-5.00", "SalesTaxPayable": "-5.00",
        "Bank": "82.00", "AccountsReceivable": "-22.00",
    }
    for role, amount in wanted.items():
        found = state["account_balances"].get(role, "0")
        check(found == amount, f"{role} is {found} and not {amount}: {state['account_balances']}")


def main():
    folder = tempfile.mkdtemp(prefix="stockbook-chain-")
    cli = sys.argv[3]
    desk = Desk(
        sys.argv[1], sys.argv[2], folder,
        prepare=lambda desk: [str(make_shop(cli, desk.home / "shop.stockbook", desk.env))],
    )
    try:
        book = Book(desk, cli)
        buy(desk)
        bill_with_freight(desk)
        receive_and_share_out(desk)
        send_back(desk)
        sell(desk)
        credit_and_refund(desk)
        undo(desk, book)
        look_at_postings(desk)
        figures(book)
        close(desk, book)
        check(desk.warnings() == [], "\n".join(desk.warnings()))
    except BaseException:
        desk.close()
        print((desk.folder / "stockbook.log").read_text(encoding="utf-8")[-4000:])
        raise
    desk.close()
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
