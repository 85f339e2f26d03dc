/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-chain.h"
#include "sb-document-form.h"

G_BEGIN_DECLS

/* One of the values that a field can have. */
typedef struct
{
  char *value;  /* (owned): as the form keeps it */
  char *title;  /* (owned): for people */
} SbChoice;

/* The choices of a document's fields and of its lines' columns, by name of the field. */
typedef GHashTable SbChoices;

/* Nothing to choose yet. */
SbChoices *sb_choices_new (void);
void       sb_choices_free (SbChoices *self);
/* One more value of @field, shown as @title. */
void       sb_choices_add (SbChoices *self, const char *field, const char *value,
                           const char *title);
/* (nullable) (element-type SbChoice): in the order to show; %NULL: nothing to choose */
GPtrArray *sb_choices_get (SbChoices *self, const char *field);

/**
 * sb_choices_read:
 * @db: connection
 * @form: whose kind tells what is needed
 * @party: row id of the customer or supplier, 0 for none: for credits that can be used
 * @error: return location
 *
 * Reads what every choice field of the document offers. Fails with any SB_STORE_ERROR.
 *
 * Returns: (transfer full)
 */
SbChoices *sb_choices_read (SbDatabase *db, SbDocumentForm *form, gint64 party, SbCurrency home,
                            GError **error);

G_END_DECLS
