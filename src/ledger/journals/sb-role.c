/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The slots of the account mapping. A role with a fallback works without an account of its own: the
 * company loses detail on its balance sheet, not correctness. */

#include "sb-role.h"

#define LIST(...) ((const char *const[]) { __VA_ARGS__, NULL })

static const SbRole roles[] = {
  { "AccountsReceivable", SB_ROLE_REQUIRED, NULL, LIST ("Accounts Receivable"),
    LIST ("AccountsReceivable"), FALSE },
  { "AccountsPayable", SB_ROLE_REQUIRED, NULL, LIST ("Accounts Payable"), LIST ("AccountsPayable"),
    FALSE },
  { "Inventory", SB_ROLE_REQUIRED, NULL, LIST ("Other Current Asset"),
    LIST ("Inventory", "OtherCurrentAssets"), FALSE },
  { "COGS", SB_ROLE_REQUIRED, NULL, LIST ("Cost of Goods Sold", "Expense"),
    LIST ("SuppliesMaterialsCogs", "SuppliesMaterials"), FALSE },
  { "Revenue", SB_ROLE_REQUIRED, NULL, LIST ("Income", "Other Income"),
    LIST ("SalesOfProductIncome"), FALSE },
  { "SalesTaxPayable", SB_ROLE_REQUIRED, NULL, LIST ("Other Current Liability"),
    LIST ("SalesTaxPayable", "GlobalTaxPayable"), FALSE },
  { "Bank", SB_ROLE_WHEN_USED, NULL, LIST ("Bank", "Credit Card"), LIST ("Checking"), TRUE },
  { "OpeningBalanceEquity", SB_ROLE_WHEN_USED, NULL, LIST ("Equity"), LIST ("OpeningBalanceEquity"),
    FALSE },
  { "GRNI", SB_ROLE_OPTIONAL, "Inventory", LIST ("Other Current Liability", "Other Current Asset"),
    LIST ("OtherCurrentLiabilities"), FALSE },
  { "GoodsInTransit", SB_ROLE_OPTIONAL, "Inventory", LIST ("Other Current Asset"),
    LIST ("OtherCurrentAssets", "InternalTransfers"), FALSE },
  { "WIP", SB_ROLE_OPTIONAL, "Inventory", LIST ("Other Current Asset"), LIST ("OtherCurrentAssets"),
    FALSE },
  { "InventoryAdjustment", SB_ROLE_OPTIONAL, "COGS",
    LIST ("Cost of Goods Sold", "Expense", "Other Expense"), LIST ("SuppliesMaterialsCogs"),
    FALSE },
  { "PurchaseVariance", SB_ROLE_OPTIONAL, "InventoryAdjustment",
    LIST ("Cost of Goods Sold", "Expense"),
    LIST ("SuppliesMaterialsCogs"), FALSE },
  { "LandedCostClearing", SB_ROLE_OPTIONAL, "GRNI",
    LIST ("Other Current Asset", "Other Current Liability", "Expense"), LIST ("OtherCurrentAssets"),
    FALSE },
  { "ConversionCosts", SB_ROLE_OPTIONAL, "COGS", LIST ("Cost of Goods Sold", "Expense"),
    LIST ("CostOfLaborCos"), FALSE },
  { "SupplierDeposits", SB_ROLE_WHEN_USED, NULL, LIST ("Other Current Asset"),
    LIST ("PrepaidExpenses", "OtherCurrentAssets"), FALSE },
  { "CustomerCredits", SB_ROLE_OPTIONAL, "AccountsReceivable", LIST ("Other Current Liability"),
    LIST ("OtherCurrentLiabilities"), FALSE },
  { "InputTax", SB_ROLE_OPTIONAL, "SalesTaxPayable",
    LIST ("Other Current Liability", "Other Current Asset"),
    LIST ("GlobalTaxPayable"), FALSE },
  { "ShippingIncome", SB_ROLE_OPTIONAL, "Revenue", LIST ("Income"), LIST ("ServiceFeeIncome"),
    FALSE },
  { "SalesDiscounts", SB_ROLE_OPTIONAL, "Revenue", LIST ("Income", "Expense"),
    LIST ("DiscountsRefundsGiven"), FALSE },
  { "Rounding", SB_ROLE_OPTIONAL, "InventoryAdjustment",
    LIST ("Expense", "Other Expense", "Other Income"),
    LIST ("OtherMiscellaneousServiceCost"), FALSE },
  { "UndepositedFunds", SB_ROLE_OPTIONAL, "Bank", LIST ("Other Current Asset"),
    LIST ("UndepositedFunds"), FALSE },
  { "ExchangeGainLoss", SB_ROLE_WHEN_USED, NULL, LIST ("Other Expense", "Other Income"),
    LIST ("ExchangeGainOrLoss"), FALSE },
};

const SbRole *
sb_role_table (gsize *n)
{
  *n = G_N_ELEMENTS (roles);
  return roles;
}

const SbRole *
sb_role_find (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].name, name) == 0)
      return &roles[i];
  return NULL;
}
