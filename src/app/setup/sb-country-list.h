/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The countries that QuickBooks Online is sold in, each with its usual currency; static data. */
typedef struct
{
  const char *code;     /* ISO 3166, two letters */
  const char *name;     /* untranslated, marked for translation */
  const char *currency; /* ISO 4217 */
} SbCountry;

const SbCountry *sb_country_list (guint *n_countries);

/* Position of @code in the list; of "US" when it is not there. */
guint sb_country_list_index (const char *code);

/* Two letters of the locale's territory ("de_AT.UTF-8": "AT"), "US" when it names none. (transfer full) */
char *sb_country_list_from_locale (void);

/* The currencies of the list, each once, in alphabetical order. (array zero-terminated=1) (transfer full) */
char **sb_country_list_currencies (void);

G_END_DECLS
