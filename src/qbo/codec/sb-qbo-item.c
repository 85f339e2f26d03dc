/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-item.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_item_fields[] = {
  SB_QBO_ROW (SbQboItem, name, "Name", TEXT, SB_QBO_FIELD_NAME, NULL, 100),
  SB_QBO_READ (SbQboItem, full_name, "FullyQualifiedName", TEXT),
  SB_QBO_BOTH (SbQboItem, type, "Type", TEXT),
  SB_QBO_TEXT (SbQboItem, sku, "Sku", 100),
  SB_QBO_TEXT (SbQboItem, description, "Description", 4000),
  SB_QBO_TEXT (SbQboItem, purchase_description, "PurchaseDesc", 1000),
  SB_QBO_BOTH (SbQboItem, active, "Active", SWITCH),
  SB_QBO_BOTH (SbQboItem, unit_price, "UnitPrice", PRICE),
  SB_QBO_BOTH (SbQboItem, purchase_cost, "PurchaseCost", PRICE),
  SB_QBO_BOTH (SbQboItem, income_account, "IncomeAccountRef", REF),
  SB_QBO_BOTH (SbQboItem, expense_account, "ExpenseAccountRef", REF),
  SB_QBO_BOTH (SbQboItem, asset_account, "AssetAccountRef", REF),
  SB_QBO_BOTH (SbQboItem, track_quantity, "TrackQtyOnHand", SWITCH),
  SB_QBO_BOTH (SbQboItem, quantity_on_hand, "QtyOnHand", QUANTITY),
  SB_QBO_BOTH (SbQboItem, start_date, "InvStartDate", DAY),
  SB_QBO_BOTH (SbQboItem, taxable, "Taxable", SWITCH),
  SB_QBO_BOTH (SbQboItem, sales_tax_code, "SalesTaxCodeRef", REF),
  SB_QBO_BOTH (SbQboItem, purchase_tax_code, "PurchaseTaxCodeRef", REF),
  SB_QBO_BOTH (SbQboItem, sub_item, "SubItem", SWITCH),
  SB_QBO_BOTH (SbQboItem, parent, "ParentRef", REF),
};

const SbQboTable sb_qbo_item_table = {
  "Item", sizeof (SbQboItem), sb_qbo_item_fields, G_N_ELEMENTS (sb_qbo_item_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboItem, sb_qbo_item)
