/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-connection.h"

const char *
sb_connection_state_word (SbConnectionState state)
{
  switch (state)
    {
    case SB_CONNECTION_CONNECTED:
      return "connected";
    case SB_CONNECTION_SIGN_IN_NEEDED:
      return "sign-in-needed";
    case SB_CONNECTION_DISCONNECTED:
      return "disconnected";
    case SB_CONNECTION_NEVER:
    default:
      return "never";
    }
}

SbConnectionFacts *
sb_connection_facts_copy (const SbConnectionFacts *self)
{
  SbConnectionFacts *copy = g_new (SbConnectionFacts, 1);

  *copy = *self;
  copy->environment = g_strdup (self->environment);
  copy->realm = g_strdup (self->realm);
  copy->client_id = g_strdup (self->client_id);
  copy->redirect_uri = g_strdup (self->redirect_uri);
  copy->practice_url = g_strdup (self->practice_url);
  return copy;
}

void
sb_connection_facts_free (SbConnectionFacts *self)
{
  if (self == NULL)
    return;
  g_free (self->environment);
  g_free (self->realm);
  g_free (self->client_id);
  g_free (self->redirect_uri);
  g_free (self->practice_url);
  g_free (self);
}

SbCompanyFacts *
sb_company_facts_copy (const SbCompanyFacts *self)
{
  SbCompanyFacts *copy = g_new (SbCompanyFacts, 1);

  *copy = *self;
  copy->name = g_strdup (self->name);
  copy->edition = g_strdup (self->edition);
  copy->country = g_strdup (self->country);
  copy->home_currency = g_strdup (self->home_currency);
  copy->sales_tax = g_strdup (self->sales_tax);
  copy->closing_date = g_strdup (self->closing_date);
  return copy;
}

void
sb_company_facts_free (SbCompanyFacts *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->edition);
  g_free (self->country);
  g_free (self->home_currency);
  g_free (self->sales_tax);
  g_free (self->closing_date);
  g_free (self);
}

SbCompanyCheck *
sb_company_check_copy (const SbCompanyCheck *self)
{
  SbCompanyCheck *copy = g_new (SbCompanyCheck, 1);

  *copy = *self;
  copy->check = g_strdup (self->check);
  copy->message = g_strdup (self->message);
  copy->remedy = g_strdup (self->remedy);
  return copy;
}

void
sb_company_check_free (SbCompanyCheck *self)
{
  if (self == NULL)
    return;
  g_free (self->check);
  g_free (self->message);
  g_free (self->remedy);
  g_free (self);
}

void
sb_connect_result_free (SbConnectResult *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->connection, sb_connection_facts_free);
  g_clear_pointer (&self->company, sb_company_facts_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_free (self);
}
