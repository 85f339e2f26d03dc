/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-address.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_address_fields[] = {
  SB_QBO_TEXT (SbQboAddress, line1, "Line1", 500),
  SB_QBO_TEXT (SbQboAddress, line2, "Line2", 500),
  SB_QBO_TEXT (SbQboAddress, line3, "Line3", 500),
  SB_QBO_TEXT (SbQboAddress, line4, "Line4", 500),
  SB_QBO_TEXT (SbQboAddress, line5, "Line5", 500),
  SB_QBO_TEXT (SbQboAddress, city, "City", 255),
  SB_QBO_TEXT (SbQboAddress, region, "CountrySubDivisionCode", 255),
  SB_QBO_TEXT (SbQboAddress, postal_code, "PostalCode", 30),
  SB_QBO_TEXT (SbQboAddress, country, "Country", 255),
};

const SbQboTable sb_qbo_address_table = {
  NULL, sizeof (SbQboAddress), sb_qbo_address_fields, G_N_ELEMENTS (sb_qbo_address_fields),
};

SbQboAddress *
sb_qbo_address_new (void)
{
  return sb_qbo_struct_new (&sb_qbo_address_table);
}

void
sb_qbo_address_free (SbQboAddress *self)
{
  sb_qbo_struct_free (&sb_qbo_address_table, self);
}
