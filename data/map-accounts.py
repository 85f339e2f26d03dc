#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Fills the roles of a book by the first account that suits each: map-accounts.py CLI BOOK"""
import json
import subprocess
import sys

# Roles that the sample month posts to, with a word of the account an owner would choose.
WANTED = {
    "AccountsReceivable": "Receivable", "AccountsPayable": "Payable", "Inventory": "Inventory Asset",
    "COGS": "Cost of Goods", "Revenue": "Sales of Product", "SalesTaxPayable": "Sales Tax",
    "ShippingIncome": "Shipping", "SalesDiscounts": "Discounts", "Bank": "Checking",
    "UndepositedFunds": "Undeposited", "OpeningBalanceEquity": "Opening Balance",
}

# Roles of their own kind, so that Inventory holds nothing but stock: made in QuickBooks.
CREATED = ("GRNI", "GoodsInTransit", "InventoryAdjustment")


def main():
    cli, book = sys.argv[1:3]
    shown = subprocess.run([cli, "accounts", book, "--suggest", "--json"], check=True, capture_output=True, text=True)
    chosen = []
    for role in json.loads(shown.stdout)["roles"]:
        word = WANTED.get(role["role"])
        fitting = [a for a in role["suggestions"] if word and word.lower() in a["name"].lower()]
        if fitting:
            chosen.append((role["role"], fitting[0]))
        elif role["need"] == "required" and role["suggestions"]:
            chosen.append((role["role"], role["suggestions"][0]))
    subprocess.run([cli, "accounts", book, "--json", *[f"{role}={a['qbo_id']}" for role, a in chosen],
                    *[f"{role}=create" for role in CREATED]], check=True, stdout=subprocess.DEVNULL)
    shown = subprocess.run([cli, "accounts", book, "--json"], check=True, capture_output=True, text=True)
    for role in json.loads(shown.stdout)["roles"]:
        if role["account"] is not None:
            print(f"  {role['role']:<22} {role['account']['name']}")


main()
