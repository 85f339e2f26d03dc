/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-form-line.h"

enum
{
  PROP_0,
  PROP_SKU,
  PROP_NAME,
  PROP_QTY,
  PROP_PRICE,
  PROP_DISCOUNT,
  PROP_TAX,
  PROP_AMOUNT,
  PROP_SHARE,
  PROP_VALUE,
  PROP_EXPENSE,
  PROP_AGAINST,
  PROP_TAX_LOST,
  PROP_PICK,
  PROP_CHARGE,
  PROP_BOOK,
  PROP_SERVICE,
  N_PROPS
};

/* What is typed comes first; from here on it is chosen. */
#define FIRST_CHOICE PROP_EXPENSE

static const char *const NAMES[] = { "sku", "name", "qty", "price", "discount", "tax", "amount",
                                     "share", "value", "expense", "against", "tax-lost", "pick",
                                     "charge", "book", NULL };

struct _SbFormLine
{
  GObject  parent_instance;
  char    *text[PROP_SERVICE];  /* (owned), by property */
  gboolean service;
};

G_DEFINE_FINAL_TYPE (SbFormLine, sb_form_line, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPS];

static void
sb_form_line_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbFormLine *self = SB_FORM_LINE (object);

  if (prop_id == PROP_SERVICE)
    g_value_set_boolean (value, self->service);
  else
    g_value_set_string (value, self->text[prop_id]);
}

static void
sb_form_line_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbFormLine *self = SB_FORM_LINE (object);

  if (prop_id == PROP_SERVICE)
    {
      self->service = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      return;
    }

  const char *text = g_value_get_string (value) != NULL ? g_value_get_string (value) : "";
  if (g_strcmp0 (self->text[prop_id], text) == 0)
    return;
  g_free (self->text[prop_id]);
  self->text[prop_id] = g_strdup (text);
  g_object_notify_by_pspec (object, pspec);
}

static void
sb_form_line_finalize (GObject *object)
{
  SbFormLine *self = SB_FORM_LINE (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->text); i++)
    g_free (self->text[i]);
  G_OBJECT_CLASS (sb_form_line_parent_class)->finalize (object);
}

static void
sb_form_line_class_init (SbFormLineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = sb_form_line_get_property;
  object_class->set_property = sb_form_line_set_property;
  object_class->finalize = sb_form_line_finalize;
  for (guint i = PROP_SKU; i < PROP_SERVICE; i++)
    properties[i] = g_param_spec_string (NAMES[i - PROP_SKU], NULL, NULL, "", flags);
  properties[PROP_SERVICE] = g_param_spec_boolean ("service", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
sb_form_line_init (SbFormLine *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->text); i++)
    self->text[i] = g_strdup ("");
}

SbFormLine *
sb_form_line_new (void)
{
  return g_object_new (SB_TYPE_FORM_LINE, NULL);
}

const char *const *
sb_form_line_fields (void)
{
  return NAMES;
}

static guint
index_of (const char *field)
{
  for (guint i = PROP_SKU; i < PROP_SERVICE; i++)
    if (g_str_equal (properties[i]->name, field))
      return i;
  return 0;
}

const char *
sb_form_line_get (SbFormLine *self, const char *field)
{
  g_return_val_if_fail (SB_IS_FORM_LINE (self), "");
  return self->text[index_of (field)];
}

void
sb_form_line_set (SbFormLine *self, const char *field, const char *text)
{
  g_return_if_fail (SB_IS_FORM_LINE (self));
  g_return_if_fail (index_of (field) != 0);
  g_object_set (self, field, text, NULL);
}

gboolean
sb_form_line_is_service (SbFormLine *self)
{
  g_return_val_if_fail (SB_IS_FORM_LINE (self), FALSE);
  return self->service;
}

gboolean
sb_form_line_is_blank (SbFormLine *self)
{
  g_return_val_if_fail (SB_IS_FORM_LINE (self), TRUE);

  for (guint i = PROP_SKU; i < FIRST_CHOICE; i++)
    if (self->text[i][0] != '\0')
      return FALSE;
  return TRUE;
}
