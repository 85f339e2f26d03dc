/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-line.h"
#include "sb-qbo-rules.h"

G_BEGIN_DECLS

/* The object under check. */
typedef struct
{
  const SbQboTable *table;
  gconstpointer data;
  const SbQboRules *rules;
  const SbQboSurroundings *surroundings; /* never NULL */
  GPtrArray *lines;                      /* (nullable) (element-type SbQboLine) */
  gboolean create;
} SbQboChecked;

/* A row of the table of rules: FALSE with an error. */
typedef gboolean (*SbQboRuleFunc) (const SbQboChecked *self, GError **error);

/* Members by their name on the wire; absent ones are NULL, SB_QBO_NONE, SB_DAY_NONE. */
const char *sb_qbo_checked_ref (const SbQboChecked *self, const char *name);
const char *sb_qbo_checked_text (const SbQboChecked *self, const char *name);
gint64      sb_qbo_checked_number (const SbQboChecked *self, const char *name);
SbDay       sb_qbo_checked_day (const SbQboChecked *self, const char *name);
gpointer    sb_qbo_checked_part (const SbQboChecked *self, const char *name);
gboolean    sb_qbo_checked_has (const SbQboChecked *self, const char *name);

/* Sets a refusal; @remedy: untranslated. Returns FALSE. */
gboolean sb_qbo_checked_refuse (GError **error, const char *reason, const char *remedy,
                                const char *format, ...) G_GNUC_PRINTF (4, 5);

/* sb-qbo-rules-lines.c */
gboolean sb_qbo_rule_amounts (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_products (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_line_count (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_line_links (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_discount (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_applied (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_balance (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_journal_contacts (const SbQboChecked *self, GError **error);

/* sb-qbo-rules-tax.c */
gboolean sb_qbo_rule_tax_off (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_us_codes (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_us_override (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_global_codes (const SbQboChecked *self, GError **error);
gboolean sb_qbo_rule_global_model (const SbQboChecked *self, GError **error);

G_END_DECLS
