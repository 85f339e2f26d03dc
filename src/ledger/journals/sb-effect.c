/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sb-effect.h"

#include <string.h>

#include "sb-decimal.h"
#include "sb-money.h"
#include "sb-sql.h"

static const char SQL_PARTS[] =
  "SELECT cost_part.event, event.date, amount, role, account"
  " FROM cost_part JOIN event ON event.seq = cost_part.event"
  " WHERE movement = :movement AND active = 1";

/* A credit dated after the return makes the variance on its own day, whichever was entered
 * first. */
static const char SQL_CREDITED[] =
  "SELECT CASE WHEN document.date > :date THEN document.event ELSE return_match.event END,"
  " document.date, return_match.qty, place, amount, return_match.account"
  " FROM return_match JOIN document_line ON document_line.id = credit_line"
  " JOIN document ON document.id = document_line.document"
  " WHERE movement = :movement AND return_match.active = 1";

static const char SQL_POSTED[] =
  "SELECT source, event.date, role, account, SUM (amount)"
  " FROM value_entry JOIN event ON event.seq = value_entry.source"
  " WHERE movement = :movement GROUP BY source, role, account";

static gboolean
add_effect (GArray *list, const SbMovement *m, gint64 source, const char *date, const char *role,
            gint64 account, gint64 amount, GError **error)
{
  SbEffectLine line = { .movement = m->id, .event = m->key.event, .source = source,
                        .role = role, .account = account, .amount = amount };

  line.asset = strcmp (role, m->asset_role) == 0;
  g_strlcpy (line.date, date != NULL && strcmp (date, m->key.date) > 0 ? date : m->key.date,
             sizeof line.date);
  for (guint i = 0; i < list->len; i++)
    {
      SbEffectLine *known = &g_array_index (list, SbEffectLine, i);

      if (known->source == source && known->account == account && strcmp (known->role, role) == 0)
        return sb_add (known->amount, amount, &known->amount, error);
    }
  g_array_append_val (list, line);
  return TRUE;
}

/* Stock on one side, where it came from or went to on the other. */
static gboolean
add_pair (GArray *list, const SbMovement *m, gint64 source, const char *date, gint64 amount,
          const char *contra_role, gint64 contra_account, GError **error)
{
  if (!add_effect (list, m, source, date, m->asset_role, m->asset_account, amount, error))
    return FALSE;
  return contra_role == NULL ||
  add_effect (list, m, source, date, contra_role, contra_account, -amount, error);
}

static gboolean
add_parts (SbDatabase *db, GArray *list, const SbMovement *m, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_PARTS, error, SB_INT (":movement", m->id),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!add_pair (list, m, sb_statement_int64_at (st, 0), sb_statement_text_at (st, 1),
                   sb_statement_int64_at (st, 2), g_intern_string (sb_statement_text_at (st, 3)),
                   sb_statement_int64_at (st, 4), error))
      return FALSE;
  return step == SB_STEP_DONE;
}

/* Goods sent back and credited: what they carried beyond the credit is a variance of the
 * purchase. */
static gboolean
add_variances (SbDatabase *db, GArray *list, const SbMovement *m, GError **error)
{
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_CREDITED, error, SB_INT (":movement", m->id),
                                             SB_TEXT (":date", m->key.date), SB_END);
  SbStep step;

  if (st == NULL)
    return FALSE;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    {
      gint64 source = sb_statement_int64_at (st, 0);
      const char *date = sb_statement_text_at (st, 1);
      gint64 place = sb_statement_int64_at (st, 3);
      gint64 before = 0;
      gint64 after = 0;
      gint64 variance;

      if (!sb_prefix_share (m->cost, place, -m->qty, &before, error) ||
          !sb_prefix_share (m->cost, place + sb_statement_int64_at (st, 2), -m->qty, &after, error))
        return FALSE;
      variance = after - before - sb_statement_int64_at (st, 4);
      if (!add_effect (list, m, source, date, "PurchaseVariance", sb_statement_int64_at (st, 5),
                       variance, error) ||
          !add_effect (list, m, source, date, m->contra_role, m->contra_account, -variance, error))
        return FALSE;
    }
  return step == SB_STEP_DONE;
}

GArray *
sb_effect_list (SbDatabase *db, const SbMovement *m, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (SbEffectLine));
  gboolean ok = TRUE;

  if (!m->active)
    return g_steal_pointer (&list);
  if (sb_movement_is_fixed_in (m))
    ok = add_parts (db, list, m, error);
  else
    ok = add_pair (list, m, m->key.event, NULL, sb_movement_is_out (m) ? -m->cost : m->cost,
                   m->contra_role, m->contra_account, error);
  if (ok && strcmp (m->kind, SB_MOVEMENT_RETURN) == 0)
    ok = add_variances (db, list, m, error);
  return ok ? g_steal_pointer (&list) : NULL;
}

GArray *
sb_effect_list_posted (SbDatabase *db, const SbMovement *m, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (SbEffectLine));
  g_autoptr (SbStatement) st = sb_sql_query (db, SQL_POSTED, error, SB_INT (":movement", m->id),
                                             SB_END);
  SbStep step;

  if (st == NULL)
    return NULL;
  while ((step = sb_statement_step (st, error)) == SB_STEP_ROW)
    if (!add_effect (list, m, sb_statement_int64_at (st, 0), sb_statement_text_at (st, 1),
                     g_intern_string (sb_statement_text_at (st, 2)), sb_statement_int64_at (st, 3),
                     sb_statement_int64_at (st, 4), error))
      return NULL;
  return step == SB_STEP_DONE ? g_steal_pointer (&list) : NULL;
}

static gint64
amount_of (GArray *list, const SbEffectLine *line)
{
  for (guint i = 0; i < list->len; i++)
    {
      const SbEffectLine *other = &g_array_index (list, SbEffectLine, i);

      if (other->source == line->source && other->account == line->account &&
          strcmp (other->role, line->role) == 0)
        return other->amount;
    }
  return 0;
}

static gboolean
contains (GArray *list, const SbEffectLine *line)
{
  for (guint i = 0; i < list->len; i++)
    {
      const SbEffectLine *other = &g_array_index (list, SbEffectLine, i);

      if (other->source == line->source && other->account == line->account &&
          strcmp (other->role, line->role) == 0)
        return TRUE;
    }
  return FALSE;
}

GArray *
sb_effect_difference (GArray *wanted, GArray *posted, GError **error)
{
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (SbEffectLine));

  for (guint i = 0; i < wanted->len; i++)
    {
      SbEffectLine line = g_array_index (wanted, SbEffectLine, i);

      if (!sb_subtract (line.amount, amount_of (posted, &line), &line.amount, error))
        return NULL;
      if (line.amount != 0)
        g_array_append_val (list, line);
    }
  for (guint i = 0; i < posted->len; i++)
    {
      SbEffectLine line = g_array_index (posted, SbEffectLine, i);

      line.amount = -line.amount;
      if (line.amount != 0 && !contains (wanted, &line))
        g_array_append_val (list, line);
    }
  return g_steal_pointer (&list);
}
