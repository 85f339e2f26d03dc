/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-practice-faults.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  SbFaultAction action;
  SbTree *rule; /* (owned) */
  guint64 n;    /* 0: any */
  guint skip;
  guint times; /* left; G_MAXUINT: for ever */
} FaultRule;

struct _SbFaults
{
  GPtrArray *rules;
};

static const struct
{
  const char *word;
  SbFaultKind kind;
} words[] = {
  { "drop-before", SB_FAULT_DROP_BEFORE },
  { "drop-after", SB_FAULT_DROP_AFTER },
  { "truncate", SB_FAULT_TRUNCATE },
  { "hang", SB_FAULT_HANG },
  { "hang-after", SB_FAULT_HANG_AFTER },
  { "401", SB_FAULT_401 },
  { "429", SB_FAULT_429 },
  { "429-gateway", SB_FAULT_429_GATEWAY },
  { "500", SB_FAULT_500_HTML },
  { "503", SB_FAULT_503_HTML },
  { "xml", SB_FAULT_XML },
  { "stream-timeout", SB_FAULT_TEXT },
  { "200-fault", SB_FAULT_200_FAULT },
  { "fault", SB_FAULT_FAULT },
  { "slow", SB_FAULT_SLOW },
  { "expire", SB_FAULT_EXPIRE },
  { "edit", SB_FAULT_EDIT },
  { "lock", SB_FAULT_LOCK },
};

static void
rule_free (gpointer data)
{
  FaultRule *rule = data;

  sb_tree_free (rule->rule);
  g_free (rule);
}

SbFaults *
sb_faults_new (void)
{
  SbFaults *self = g_new0 (SbFaults, 1);

  self->rules = g_ptr_array_new_with_free_func (rule_free);
  return self;
}

void
sb_faults_free (SbFaults *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->rules);
  g_free (self);
}

void
sb_faults_clear (SbFaults *self)
{
  g_ptr_array_set_size (self->rules, 0);
}

static FaultRule *
read_rule (const SbTree *from, GError **error)
{
  static const char *const known[]
      = { "n",  "method", "path", "entity", "operation",   "body",    "times", "skip",
          "do", "ms",     "code", "detail", "retry_after", "comment", NULL };
  const char *word = sb_tree_get_text (from, "do");
  FaultRule *rule;

  for (guint i = 0; i < sb_tree_length (from); i++)
    if (sb_tree_kind (from) != SB_TREE_OBJECT
        || !g_strv_contains (known, sb_tree_nth_name (from, i)))
      {
        g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "unknown member in a fault rule");
        return NULL;
      }
  rule = g_new0 (FaultRule, 1);
  rule->rule = sb_tree_copy (from);
  for (guint i = 0; word != NULL && i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].word, word) == 0)
      rule->action.kind = words[i].kind;
  if (rule->action.kind == SB_FAULT_NONE)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "a fault rule does not say what to do");
      rule_free (rule);
      return NULL;
    }
  rule->n = (guint64) sb_tree_get_decimal (from, "n", 0);
  rule->skip = (guint) sb_tree_get_decimal (from, "skip", 0);
  rule->times
      = sb_tree_get (from, "times") == NULL ? 1 : (guint) sb_tree_get_decimal (from, "times", 0);
  if (rule->times == 0)
    rule->times = G_MAXUINT;
  rule->action.ms = (guint) sb_tree_get_decimal (from, "ms", 0);
  rule->action.code = (int) sb_tree_get_decimal (from, "code", 0);
  rule->action.detail = sb_tree_get_text (rule->rule, "detail");
  rule->action.retry_after = sb_tree_get (from, "retry_after") == NULL
                                 ? -1
                                 : (int) sb_tree_get_decimal (from, "retry_after", 0);
  return rule;
}

gboolean
sb_faults_add (SbFaults *self, const SbTree *script, GError **error)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (rule_free);

  if (sb_tree_kind (script) != SB_TREE_ARRAY)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a fault script is a list of rules");
      return FALSE;
    }
  for (guint i = 0; i < sb_tree_length (script); i++)
    {
      FaultRule *rule = read_rule (sb_tree_nth (script, i), error);

      if (rule == NULL)
        return FALSE;
      g_ptr_array_add (fresh, rule);
    }
  while (fresh->len > 0)
    g_ptr_array_add (self->rules, g_ptr_array_steal_index (fresh, 0));
  return TRUE;
}

static gboolean
occurs (const SbTree *rule, const char *member, const char *in)
{
  const char *wanted = sb_tree_get_text (rule, member);

  return wanted == NULL || (in != NULL && strstr (in, wanted) != NULL);
}

static gboolean
names_entity (const SbTree *rule, const char *path, const char *body)
{
  const char *entity = sb_tree_get_text (rule, "entity");
  g_autofree char *lower = NULL;
  g_autofree char *in_path = NULL;
  g_autofree char *in_body = NULL;

  if (entity == NULL)
    return TRUE;
  lower = g_ascii_strdown (entity, -1);
  in_path = g_strconcat ("/", lower, "?", NULL);
  in_body = g_strconcat ("\"", entity, "\":", NULL);
  return strstr (path, in_path) != NULL || g_str_has_suffix (path, lower)
         || (body != NULL && strstr (body, in_body) != NULL);
}

void
sb_faults_pick (SbFaults *self, guint64 n, const char *method, const char *path_and_query,
                const char *body, SbFaultAction *action)
{
  action->kind = SB_FAULT_NONE;
  for (guint i = 0; i < self->rules->len; i++)
    {
      FaultRule *rule = g_ptr_array_index (self->rules, i);

      if (rule->times == 0 || (rule->n != 0 && rule->n != n)
          || !occurs (rule->rule, "method", method) || !occurs (rule->rule, "path", path_and_query)
          || !occurs (rule->rule, "operation", path_and_query) || !occurs (rule->rule, "body", body)
          || !names_entity (rule->rule, path_and_query, body))
        continue;
      if (rule->skip > 0)
        {
          rule->skip--;
          continue;
        }
      if (rule->times != G_MAXUINT)
        rule->times--;
      *action = rule->action;
      return;
    }
}
