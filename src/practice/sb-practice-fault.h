/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-tree.h"

G_BEGIN_DECLS

/*
 * A refusal in QBO's own words. The error code *is* QBO's fault code (610, 5010, ..), the message
 * is its Detail text; Message, fault type and HTTP status follow from the code by one table.
 */
#define SB_FAULT (sb_fault_quark ())
GQuark sb_fault_quark (void);

/* @element: (nullable): path of the member at fault, as QBO writes it */
void sb_fault_set (GError **error, int code, const char *element, const char *detail, ...)
    G_GNUC_PRINTF (4, 5);
const char *sb_fault_element (const GError *error);
guint       sb_fault_status (const GError *error); /* HTTP status; errors of another domain: 500 */
const char *sb_fault_message (int code);
/* {"Error":[{..}],"type":".."}, what stands beside "Fault". */
SbTree *sb_fault_to_tree (const GError *error);
/* The lower case envelope that the gateway answers with (401, 403, 429). @time: milliseconds. */
char *sb_fault_gateway_text (int code, guint status, const char *word, const char *type,
                             const char *detail, gint64 time_ms);

G_END_DECLS
