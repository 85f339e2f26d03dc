/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-qbo-env.h"

#include <glib/gi18n.h>
#include <libsoup/soup.h>
#include <string.h>

#include "sb-qbo-error.h"
#include "sb-qbo-http.h"

G_DEFINE_BOXED_TYPE (SbQboEnv, sb_qbo_env, sb_qbo_env_copy, sb_qbo_env_free)

SbQboEnv *
sb_qbo_env_copy (const SbQboEnv *self)
{
  SbQboEnv *copy = g_new0 (SbQboEnv, 1);

  copy->name = g_strdup (self->name);
  copy->discovery_url = g_strdup (self->discovery_url);
  copy->api_base = g_strdup (self->api_base);
  copy->app_base = g_strdup (self->app_base);
  copy->loopback = self->loopback;
  return copy;
}

void
sb_qbo_env_free (SbQboEnv *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->discovery_url);
  g_free (self->api_base);
  g_free (self->app_base);
  g_free (self);
}

static SbQboEnv *
env_new (const char *name, const char *discovery_url, const char *api_base, const char *app_base)
{
  return sb_qbo_env_copy (&(SbQboEnv) {
    .name = (char *) (gsize) name,
    .discovery_url = (char *) (gsize) discovery_url,
    .api_base = (char *) (gsize) api_base,
    .app_base = (char *) (gsize) app_base,
  });
}

/* Scheme, host and port of an address that may be called; NULL with an error when it may not. */
static char *
base_of (const char *url, gboolean *loopback, GError **error)
{
  g_autoptr(GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  g_autoptr(SoupMessage) probe = sb_qbo_http_message ("GET", url, NULL);
  char *bare;

  if (uri == NULL || probe == NULL)
    {
      g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT,
                   _("“%s” is not an address that Stockbook may connect to: use https, or http on "
                     "this computer."),
                   url);
      return NULL;
    }
  *loopback = strcmp (g_uri_get_scheme (uri), "http") == 0;
  bare = g_uri_join (G_URI_FLAGS_NONE, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri),
                     g_uri_get_port (uri), "", NULL, NULL);
  return bare;
}

static SbQboEnv *
env_new_for_url (const char *name, const char *url, GError **error)
{
  gboolean loopback;
  g_autofree char *base = base_of (url, &loopback, error);
  g_autofree char *discovery = NULL;
  g_autofree char *app = NULL;
  SbQboEnv *self;

  if (base == NULL)
    return NULL;
  discovery = g_strconcat (base, "/.well-known/openid_configuration", NULL);
  app = g_strconcat (base, "/#", NULL);
  self = env_new (name, discovery, base, app);
  self->loopback = loopback;
  return self;
}

SbQboEnv *
sb_qbo_env_new_for_name (const char *name_or_url, const char *practice_url, GError **error)
{
  g_return_val_if_fail (name_or_url != NULL, NULL);

  if (strcmp (name_or_url, "production") == 0)
    return env_new ("production",
                    "https://developer.api.intuit.com/.well-known/openid_configuration",
                    "https://quickbooks.api.intuit.com", "https://qbo.intuit.com/app/");
  if (strcmp (name_or_url, "sandbox") == 0)
    return env_new ("sandbox",
                    "https://developer.api.intuit.com/.well-known/openid_sandbox_configuration",
                    "https://sandbox-quickbooks.api.intuit.com",
                    "https://sandbox.qbo.intuit.com/app/");
  if (strcmp (name_or_url, "practice") == 0 && practice_url != NULL)
    return env_new_for_url ("practice", practice_url, error);
  if (strstr (name_or_url, "://") != NULL)
    return env_new_for_url (name_or_url, name_or_url, error);
  g_set_error (error, SB_QBO_ERROR, SB_QBO_ERROR_CLIENT,
               _("“%s” is not an environment: practice, sandbox, production, or an address."),
               name_or_url);
  return NULL;
}

gboolean
sb_qbo_env_allows (const SbQboEnv *self, const char *url)
{
  g_autoptr(SoupMessage) probe = url != NULL ? sb_qbo_http_message ("GET", url, NULL) : NULL;

  if (probe == NULL)
    return FALSE;
  return self->loopback || strcmp (g_uri_get_scheme (soup_message_get_uri (probe)), "https") == 0;
}

/* Pages of QuickBooks' own web application. */
static const struct
{
  const char *entity;
  const char *page;
} pages[] = {
  { "Account", "register?accountId=" },
  { "Bill", "bill?txnId=" },
  { "BillPayment", "billpayment?txnId=" },
  { "CreditMemo", "creditmemo?txnId=" },
  { "Customer", "customerdetail?nameId=" },
  { "Deposit", "deposit?txnId=" },
  { "Estimate", "estimate?txnId=" },
  { "Invoice", "invoice?txnId=" },
  { "JournalEntry", "journal?txnId=" },
  { "Payment", "recvpayment?txnId=" },
  { "Purchase", "expense?txnId=" },
  { "PurchaseOrder", "purchaseorder?txnId=" },
  { "RefundReceipt", "refundreceipt?txnId=" },
  { "Vendor", "vendordetail?nameId=" },
  { "VendorCredit", "vendorcredit?txnId=" },
};

char *
sb_qbo_env_object_url (const SbQboEnv *self, const char *entity, const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  if (self->app_base == NULL)
    return NULL;
  if (g_str_has_suffix (self->app_base, "#"))
    return g_strconcat (self->app_base, entity, "-", escaped, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (strcmp (pages[i].entity, entity) == 0)
      return g_strconcat (self->app_base, pages[i].page, escaped, NULL);
  return NULL;
}
