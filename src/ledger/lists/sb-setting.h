/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-txn.h"

G_BEGIN_DECLS

/* Settings of a book: text by key. Switches of the Settings page have a closed set of values and are
 * checked here; facts kept for a layer above (connection, set-up progress) are free text. */

#define SB_SETTING_INTEGRATION "integration"                         /* on off */
#define SB_SETTING_EXPORT_PURCHASE_ORDERS "export-purchase-orders"   /* on off */
#define SB_SETTING_EXPORT_QUOTES "export-quotes"                     /* on off */
#define SB_SETTING_FIRST_DATE "first-date"                           /* YYYY-MM-DD, or nothing */
#define SB_SETTING_JOURNALS "journals"                               /* event day */
#define SB_SETTING_SCHEDULE_MINUTES "schedule-minutes"               /* 5 to 1440, or nothing */

/* (transfer full) (nullable): the value, or the switch's default; NULL without an error when there is none */
char    *sb_setting_get (SbDatabase *db, const char *key, GError **error);
/* %NULL removes it. Switches are checked: SB_BASE_ERROR_FORMAT for a value it does not know. */
gboolean sb_setting_set (SbTxn *txn, const char *key, const char *value, GError **error);

/* The switches in the order shown. (array zero-terminated=1) */
const char *const *sb_setting_switches (void);
/* FALSE with SB_BASE_ERROR_FORMAT when @key is no switch or @value (nullable) no value of it. */
gboolean sb_setting_check (const char *key, const char *value, GError **error);

G_END_DECLS
