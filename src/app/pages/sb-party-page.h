/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-page.h"
#include "sb-party.h"

G_BEGIN_DECLS

/* One customer or supplier: what is owed, name and addresses (editable), every document. The two
 * are one page with other words: "customer/12", "supplier/new". */
#define SB_TYPE_PARTY_PAGE (sb_party_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (SbPartyPage, sb_party_page, SB, PARTY_PAGE, SbPage)

/* @kind: who is shown */
struct _SbPartyPageClass
{
  SbPageClass parent_class;
  SbPartyKind kind;
};

#define SB_TYPE_CUSTOMER_PAGE (sb_customer_page_get_type ())
G_DECLARE_FINAL_TYPE (SbCustomerPage, sb_customer_page, SB, CUSTOMER_PAGE, SbPartyPage)

#define SB_TYPE_SUPPLIER_PAGE (sb_supplier_page_get_type ())
G_DECLARE_FINAL_TYPE (SbSupplierPage, sb_supplier_page, SB, SUPPLIER_PAGE, SbPartyPage)

G_END_DECLS
