/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-log-item.h"

#include "sb-request-words.h"

struct _SbLogItem
{
  GObject parent_instance;

  char *title;   /* (owned) */
  char *outcome; /* (owned) */
  char *full;    /* (owned) */
  gboolean open;
};

G_DEFINE_FINAL_TYPE (SbLogItem, sb_log_item, G_TYPE_OBJECT)

typedef enum
{
  PROP_TITLE = 1,
  PROP_OUTCOME,
  PROP_FULL,
  PROP_OPEN,
  N_PROPS
} SbLogItemProperty;

static GParamSpec *properties[N_PROPS];

static void
sb_log_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbLogItem *self = SB_LOG_ITEM (object);

  switch ((SbLogItemProperty) prop_id)
    {
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_OUTCOME:
      g_value_set_string (value, self->outcome);
      break;
    case PROP_FULL:
      g_value_set_string (value, self->full);
      break;
    case PROP_OPEN:
      g_value_set_boolean (value, self->open);
      break;
    case N_PROPS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_log_item_finalize (GObject *object)
{
  SbLogItem *self = SB_LOG_ITEM (object);

  g_free (self->title);
  g_free (self->outcome);
  g_free (self->full);
  G_OBJECT_CLASS (sb_log_item_parent_class)->finalize (object);
}

static void
sb_log_item_class_init (SbLogItemClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  G_OBJECT_CLASS (klass)->get_property = sb_log_item_get_property;
  G_OBJECT_CLASS (klass)->finalize = sb_log_item_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_OUTCOME] = g_param_spec_string ("outcome", NULL, NULL, NULL, flags);
  properties[PROP_FULL] = g_param_spec_string ("full", NULL, NULL, NULL, flags);
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (G_OBJECT_CLASS (klass), N_PROPS, properties);
}

static void
sb_log_item_init (SbLogItem *self)
{
}

SbLogItem *
sb_log_item_new (const SbRequestLogEntry *entry)
{
  SbLogItem *self = g_object_new (SB_TYPE_LOG_ITEM, NULL);

  self->title = sb_request_words_title (entry);
  self->outcome = sb_request_words_outcome (entry);
  self->full = sb_request_words_full (entry);
  return self;
}

void
sb_log_item_toggle (SbLogItem *self)
{
  g_return_if_fail (SB_IS_LOG_ITEM (self));

  self->open = !self->open;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}
