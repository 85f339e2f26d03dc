/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  char *name;
  char *full_name;         /* FullyQualifiedName, read only */
  char *type;              /* "Inventory" "NonInventory" "Service" "Category" "Group" */
  char *sku;
  char *description;
  char *purchase_description;
  SbQboSwitch active;
  gint64 unit_price;       /* price, home currency */
  gint64 purchase_cost;    /* price, home currency */
  SbQboRef *income_account;
  SbQboRef *expense_account;
  SbQboRef *asset_account;
  SbQboSwitch track_quantity; /* TrackQtyOnHand */
  gint64 quantity_on_hand; /* quantity */
  SbDay start_date;        /* InvStartDate */
  SbQboSwitch taxable;
  SbQboRef *sales_tax_code;
  SbQboRef *purchase_tax_code;
  SbQboSwitch sub_item;
  SbQboRef *parent;
} SbQboItem;

SB_QBO_DECLARE_ENTITY (SbQboItem, sb_qbo_item)

G_END_DECLS
