/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* A department, "location" in the browser; needs the preference TrackDepartments. */
typedef struct
{
  SbQboMeta meta;
  char *name;
  char *full_name;    /* FullyQualifiedName, "Parent:Child", read only */
  SbQboSwitch active;
  SbQboSwitch is_sub; /* SubDepartment */
  SbQboRef *parent;
} SbQboDepartment;

SB_QBO_DECLARE_ENTITY (SbQboDepartment, sb_qbo_department)

G_END_DECLS
