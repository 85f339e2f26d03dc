# SPDX-License-Identifier: GPL-3.0-or-later
"""A shop of its own books: every account has a role of its own, two products, nothing bought yet."""

import json
import subprocess

ROLES = (
    ("AccountsReceivable", "Accounts Receivable", "Accounts Receivable", "AccountsReceivable"),
    ("AccountsPayable", "Accounts Payable", "Accounts Payable", "AccountsPayable"),
    ("Inventory", "Stock", "Other Current Asset", "Inventory"),
    ("COGS", "Cost of Goods Sold", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
    ("Revenue", "Sales", "Income", "SalesOfProductIncome"),
    ("SalesTaxPayable", "Sales Tax", "Other Current Liability", "SalesTaxPayable"),
    ("GRNI", "Received not Billed", "Other Current Liability", "OtherCurrentLiabilities"),
    ("GoodsInTransit", "Goods under Way", "Other Current Asset", "OtherCurrentAssets"),
    ("LandedCostClearing", "Freight Clearing", "Other Current Asset", "OtherCurrentAssets"),
    ("SupplierDeposits", "Supplier Deposits", "Other Current Asset", "PrepaidExpenses"),
    ("CustomerCredits", "Customer Deposits", "Other Current Liability", "OtherCurrentLiabilities"),
    ("SalesDiscounts", "Discounts Given", "Income", "DiscountsRefundsGiven"),
    ("ShippingIncome", "Shipping Income", "Income", "ServiceFeeIncome"),
    ("PurchaseVariance", "Purchase Variance", "Cost of Goods Sold", "SuppliesMaterialsCogs"),
    ("Rounding", "Rounding", "Other Expense", "OtherMiscellaneousExpense"),
    ("Bank", "Checking", "Bank", "Checking"),
)


def make_shop(cli, path, env):
    """A new book at path; returns path."""
    shop = {
        "schema": 1, "name": "Shop", "about": "",
        "settings": {
            "base_currency": "USD", "negative_stock": "block", "provisional_cost": "po",
            "closing_date": None, "locations": ["Shop"], "default_location": "Shop",
            "products": [{"sku": "WB-1", "weight": "2"}, {"sku": "BR-2", "weight": "1"}],
        },
        "accounts": [
            {"role": role, "name": name, "type": kind, "subtype": subtype}
            for role, name, kind, subtype in ROLES
        ],
        "events": [],
    }
    quiet = {**env, "G_DEBUG": "fatal-warnings"}
    subprocess.run([cli, "new", str(path), "--name", "Shop"], env=quiet, check=True, capture_output=True)
    subprocess.run([cli, "replay", str(path), "-"], env=quiet, check=True, capture_output=True,
                   input=json.dumps(shop), text=True)
    return path
