/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-term.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_term_fields[] = {
  SB_QBO_TEXT (SbQboTerm, name, "Name", 31),
  SB_QBO_BOTH (SbQboTerm, active, "Active", SWITCH),
  SB_QBO_READ (SbQboTerm, type, "Type", TEXT),
  SB_QBO_BOTH (SbQboTerm, due_days, "DueDays", INT),
  SB_QBO_BOTH (SbQboTerm, day_of_month, "DayOfMonthDue", INT),
  SB_QBO_BOTH (SbQboTerm, due_next_month_days, "DueNextMonthDays", INT),
  SB_QBO_BOTH (SbQboTerm, discount_rate, "DiscountPercent", PERCENT),
  SB_QBO_BOTH (SbQboTerm, discount_days, "DiscountDays", INT),
};

const SbQboTable sb_qbo_term_table = {
  "Term", sizeof (SbQboTerm), sb_qbo_term_fields, G_N_ELEMENTS (sb_qbo_term_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboTerm, sb_qbo_term)
