/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What every page of the assistant has in common, so that the window needs to know none of them. */

#include "sb-setup-step.h"

typedef struct
{
  SbSetup *setup;            /* (owned) */
  GCancellable *cancellable; /* (owned) */
  char *continue_label;      /* (owned) (nullable) */
  gboolean ready;
  gboolean optional;
} SbSetupStepPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (SbSetupStep, sb_setup_step, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SETUP,
  PROP_READY,
  PROP_OPTIONAL,
  PROP_CONTINUE_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

enum
{
  SIGNAL_REPORT,
  SIGNAL_ADVANCE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
sb_setup_step_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  SbSetupStep *self = SB_SETUP_STEP (object);

  switch (prop_id)
    {
    case PROP_SETUP:
      g_value_set_object (value, sb_setup_step_get_setup (self));
      break;
    case PROP_READY:
      g_value_set_boolean (value, sb_setup_step_get_ready (self));
      break;
    case PROP_OPTIONAL:
      g_value_set_boolean (value, sb_setup_step_get_optional (self));
      break;
    case PROP_CONTINUE_LABEL:
      g_value_set_string (value, sb_setup_step_get_continue_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_setup_step_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  SbSetupStep *self = SB_SETUP_STEP (object);
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  switch (prop_id)
    {
    case PROP_SETUP:
      priv->setup = g_value_dup_object (value);
      break;
    case PROP_READY:
      sb_setup_step_set_ready (self, g_value_get_boolean (value));
      break;
    case PROP_OPTIONAL:
      sb_setup_step_set_optional (self, g_value_get_boolean (value));
      break;
    case PROP_CONTINUE_LABEL:
      sb_setup_step_set_continue_label (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
sb_setup_step_dispose (GObject *object)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (SB_SETUP_STEP (object));

  g_cancellable_cancel (priv->cancellable);
  g_clear_object (&priv->setup);
  G_OBJECT_CLASS (sb_setup_step_parent_class)->dispose (object);
}

static void
sb_setup_step_finalize (GObject *object)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (SB_SETUP_STEP (object));

  g_clear_object (&priv->cancellable);
  g_clear_pointer (&priv->continue_label, g_free);
  G_OBJECT_CLASS (sb_setup_step_parent_class)->finalize (object);
}

static void
sb_setup_step_class_init (SbSetupStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = sb_setup_step_get_property;
  object_class->set_property = sb_setup_step_set_property;
  object_class->dispose = sb_setup_step_dispose;
  object_class->finalize = sb_setup_step_finalize;

  properties[PROP_SETUP] = g_param_spec_object (
      "setup", NULL, NULL, SB_TYPE_SETUP,
      G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_READY] = g_param_spec_boolean ("ready", NULL, NULL, TRUE, flags);
  properties[PROP_OPTIONAL] = g_param_spec_boolean ("optional", NULL, NULL, FALSE, flags);
  properties[PROP_CONTINUE_LABEL] =
      g_param_spec_string ("continue-label", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_REPORT] =
      g_signal_new ("report", SB_TYPE_SETUP_STEP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                    1, G_TYPE_ERROR | G_SIGNAL_TYPE_STATIC_SCOPE);
  signals[SIGNAL_ADVANCE] = g_signal_new ("advance", SB_TYPE_SETUP_STEP, G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 0);
}

static void
sb_setup_step_init (SbSetupStep *self)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  priv->ready = TRUE;
  priv->cancellable = g_cancellable_new ();
}

SbSetup *
sb_setup_step_get_setup (SbSetupStep *self)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  return priv->setup;
}

gboolean
sb_setup_step_get_ready (SbSetupStep *self)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  return priv->ready;
}

void
sb_setup_step_set_ready (SbSetupStep *self, gboolean ready)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  if (priv->ready == !!ready)
    return;
  priv->ready = !!ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

const char *
sb_setup_step_get_continue_label (SbSetupStep *self)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  return priv->continue_label;
}

void
sb_setup_step_set_continue_label (SbSetupStep *self, const char *label)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  if (g_strcmp0 (priv->continue_label, label) == 0)
    return;
  g_free (priv->continue_label);
  priv->continue_label = g_strdup (label);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTINUE_LABEL]);
}

gboolean
sb_setup_step_get_optional (SbSetupStep *self)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  return priv->optional;
}

void
sb_setup_step_set_optional (SbSetupStep *self, gboolean optional)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  if (priv->optional == !!optional)
    return;
  priv->optional = !!optional;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPTIONAL]);
}

GCancellable *
sb_setup_step_get_cancellable (SbSetupStep *self)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  return priv->cancellable;
}

void
sb_setup_step_report (SbSetupStep *self, const GError *error)
{
  g_signal_emit (self, signals[SIGNAL_REPORT], 0, error);
}

void
sb_setup_step_advance (SbSetupStep *self)
{
  g_signal_emit (self, signals[SIGNAL_ADVANCE], 0);
}

void
sb_setup_step_enter (SbSetupStep *self)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  if (g_cancellable_is_cancelled (priv->cancellable))
    {
      g_object_unref (priv->cancellable);
      priv->cancellable = g_cancellable_new ();
    }
  if (SB_SETUP_STEP_GET_CLASS (self)->enter != NULL)
    SB_SETUP_STEP_GET_CLASS (self)->enter (self);
}

void
sb_setup_step_leave (SbSetupStep *self)
{
  SbSetupStepPrivate *priv = sb_setup_step_get_instance_private (self);

  if (SB_SETUP_STEP_GET_CLASS (self)->leave != NULL)
    SB_SETUP_STEP_GET_CLASS (self)->leave (self);
  g_cancellable_cancel (priv->cancellable);
}

void
sb_setup_step_apply_async (SbSetupStep *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  SbSetupStepClass *klass = SB_SETUP_STEP_GET_CLASS (self);
  g_autoptr (GTask) task = NULL;

  if (klass->apply_async != NULL)
    {
      klass->apply_async (self, cancellable, callback, user_data);
      return;
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, sb_setup_step_apply_async);
  g_task_return_boolean (task, TRUE);
}

gboolean
sb_setup_step_apply_finish (SbSetupStep *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
