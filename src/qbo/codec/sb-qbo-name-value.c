/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-name-value.h"

#include "sb-qbo-field-private.h"

static const SbQboField sb_qbo_name_value_fields[] = {
  SB_QBO_READ (SbQboNameValue, name, "Name", TEXT),
  SB_QBO_READ (SbQboNameValue, value, "Value", TEXT),
};

const SbQboTable sb_qbo_name_value_table = {
  NULL, sizeof (SbQboNameValue), sb_qbo_name_value_fields, G_N_ELEMENTS (sb_qbo_name_value_fields),
};

const char *
sb_qbo_name_value_find (GPtrArray *list, const char *name)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const SbQboNameValue *pair = g_ptr_array_index (list, i);

      if (g_strcmp0 (pair->name, name) == 0)
        return pair->value;
    }
  return NULL;
}
