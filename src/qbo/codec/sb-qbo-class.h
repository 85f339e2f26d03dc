/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* A class: a way to group income and expenses; needs the preference ClassTrackingPerTxn. */
typedef struct
{
  SbQboMeta meta;
  char *name;
  char *full_name;    /* FullyQualifiedName, "Parent:Child", read only */
  SbQboSwitch active;
  SbQboSwitch is_sub; /* SubClass */
  SbQboRef *parent;
} SbQboClass;

SB_QBO_DECLARE_ENTITY (SbQboClass, sb_qbo_class)

G_END_DECLS
