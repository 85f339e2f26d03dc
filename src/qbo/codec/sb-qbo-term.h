/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  char *name;
  SbQboSwitch active;
  char *type;              /* "STANDARD" or "DATE_DRIVEN" */
  gint64 due_days;         /* STANDARD: 0 to 999 */
  gint64 day_of_month;     /* DATE_DRIVEN: 1 to 31 */
  gint64 due_next_month_days;
  gint64 discount_rate;    /* DiscountPercent as a rate */
  gint64 discount_days;
} SbQboTerm;

SB_QBO_DECLARE_ENTITY (SbQboTerm, sb_qbo_term)

G_END_DECLS
