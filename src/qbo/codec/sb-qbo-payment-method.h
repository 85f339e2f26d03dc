/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

typedef struct
{
  SbQboMeta meta;
  char *name;
  char *type;              /* "CREDIT_CARD" or "NON_CREDIT_CARD" */
  SbQboSwitch active;
} SbQboPaymentMethod;

SB_QBO_DECLARE_ENTITY (SbQboPaymentMethod, sb_qbo_payment_method)

G_END_DECLS
