/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-fault.h"

G_BEGIN_DECLS

/**
 * SbQboFaultRow:
 * @code: first code it is for
 * @last_code: last code it is for
 * @decision: what the caller does
 * @reason: word of the sync monitor
 * @maybe_done: the write may have been carried out
 * @show_detail: their own text belongs behind the sentence
 * @sentence: (nullable): untranslated; %NULL: their own text alone
 * @remedy: untranslated
 */
typedef struct
{
  int code;
  int last_code;
  SbQboDecision decision;
  const char *reason;
  gboolean maybe_done;
  gboolean show_detail;
  const char *sentence;
  const char *remedy;
} SbQboFaultRow;

/* The row that decides: by a text that is more telling than its code, else by the code, else by
 * type and status. */
const SbQboFaultRow *sb_qbo_fault_table_find (guint status, const char *type, int code,
                                              const char *text);

G_END_DECLS
