/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* A pair of the open lists in CompanyInfo and Preferences. */
typedef struct
{
  char *name;
  char *value;
} SbQboNameValue;

extern const SbQboTable sb_qbo_name_value_table;

/* Value of @name in @list (element-type SbQboNameValue) (nullable), or NULL. */
const char *sb_qbo_name_value_find (GPtrArray *list, const char *name);

G_END_DECLS
