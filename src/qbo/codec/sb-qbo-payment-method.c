/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-payment-method.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_payment_method_fields[] = {
  SB_QBO_TEXT (SbQboPaymentMethod, name, "Name", 31),
  SB_QBO_BOTH (SbQboPaymentMethod, type, "Type", TEXT),
  SB_QBO_BOTH (SbQboPaymentMethod, active, "Active", SWITCH),
};

const SbQboTable sb_qbo_payment_method_table = {
  "PaymentMethod", sizeof (SbQboPaymentMethod),
  sb_qbo_payment_method_fields, G_N_ELEMENTS (sb_qbo_payment_method_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboPaymentMethod, sb_qbo_payment_method)
