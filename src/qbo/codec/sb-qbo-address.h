/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* A postal address. QuickBooks rewrites addresses on documents: compare loosely, never write one
 * back that was read. Line1 to Line5 500 each, 2000 together; country comes back as ISO 3
 * letters. */
typedef struct
{
  char *line1;
  char *line2;
  char *line3;
  char *line4;
  char *line5;
  char *city;
  char *region; /* CountrySubDivisionCode */
  char *postal_code;
  char *country;
} SbQboAddress;

extern const SbQboTable sb_qbo_address_table;

/* Everything absent. */
SbQboAddress *sb_qbo_address_new (void);
void          sb_qbo_address_free (SbQboAddress *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboAddress, sb_qbo_address_free)

G_END_DECLS
