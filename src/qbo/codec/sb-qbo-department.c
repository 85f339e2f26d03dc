/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-department.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_department_fields[] = {
  SB_QBO_ROW (SbQboDepartment, name, "Name", TEXT, SB_QBO_FIELD_NAME, NULL, 100),
  SB_QBO_READ (SbQboDepartment, full_name, "FullyQualifiedName", TEXT),
  SB_QBO_BOTH (SbQboDepartment, active, "Active", SWITCH),
  SB_QBO_BOTH (SbQboDepartment, is_sub, "SubDepartment", SWITCH),
  SB_QBO_BOTH (SbQboDepartment, parent, "ParentRef", REF),
};

const SbQboTable sb_qbo_department_table = {
  "Department", sizeof (SbQboDepartment),
  sb_qbo_department_fields, G_N_ELEMENTS (sb_qbo_department_fields),
};

SB_QBO_DEFINE_ENTITY (SbQboDepartment, sb_qbo_department)
