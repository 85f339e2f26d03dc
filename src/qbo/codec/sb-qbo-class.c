/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-class.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_class_fields[] = {
  SB_QBO_ROW (SbQboClass, name, "Name", TEXT, SB_QBO_FIELD_NAME, NULL, 100),
  SB_QBO_READ (SbQboClass, full_name, "FullyQualifiedName", TEXT),
  SB_QBO_BOTH (SbQboClass, active, "Active", SWITCH),
  SB_QBO_BOTH (SbQboClass, is_sub, "SubClass", SWITCH),
  SB_QBO_BOTH (SbQboClass, parent, "ParentRef", REF),
};

const SbQboTable sb_qbo_class_table = {
  "Class", sizeof (SbQboClass), sb_qbo_class_fields, G_N_ELEMENTS (sb_qbo_class_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboClass, sb_qbo_class)
