/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-direct-resolver.h"

#include "sb-qbo-http.h"

struct _SbDirectResolver
{
  GObject parent_instance;

  GProxyResolver *inner; /* (owned) */
};

static void proxy_resolver_iface_init (GProxyResolverInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (SbDirectResolver, sb_direct_resolver, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER,
                                                      proxy_resolver_iface_init))

static char **
direct (void)
{
  return g_strdupv ((char *[]) { (char *) (gsize) "direct://", NULL });
}

static gboolean
is_here (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && sb_qbo_http_is_loopback (g_uri_get_host (uri));
}

static gboolean
direct_is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

static char **
direct_lookup (GProxyResolver *resolver, const char *url, GCancellable *cancellable, GError **error)
{
  SbDirectResolver *self = SB_DIRECT_RESOLVER (resolver);

  return is_here (url) ? direct () : g_proxy_resolver_lookup (self->inner, url, cancellable, error);
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  char **proxies = g_proxy_resolver_lookup_finish (G_PROXY_RESOLVER (source), result, &error);

  if (proxies != NULL)
    g_task_return_pointer (task, proxies, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
direct_lookup_async (GProxyResolver *resolver, const char *url, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  SbDirectResolver *self = SB_DIRECT_RESOLVER (resolver);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, direct_lookup_async);
  g_task_set_name (task, "direct_lookup_async");
  if (is_here (url))
    g_task_return_pointer (task, direct (), (GDestroyNotify) g_strfreev);
  else
    g_proxy_resolver_lookup_async (self->inner, url, cancellable, looked_up_cb,
                                   g_steal_pointer (&task));
}

static char **
direct_lookup_finish (GProxyResolver *resolver, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, resolver), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
proxy_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = direct_is_supported;
  iface->lookup = direct_lookup;
  iface->lookup_async = direct_lookup_async;
  iface->lookup_finish = direct_lookup_finish;
}

static void
sb_direct_resolver_finalize (GObject *object)
{
  g_clear_object (&SB_DIRECT_RESOLVER (object)->inner);
  G_OBJECT_CLASS (sb_direct_resolver_parent_class)->finalize (object);
}

static void
sb_direct_resolver_class_init (SbDirectResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = sb_direct_resolver_finalize;
}

static void
sb_direct_resolver_init (SbDirectResolver *self)
{
  self->inner = NULL;
}

GProxyResolver *
sb_direct_resolver_new (GProxyResolver *inner)
{
  SbDirectResolver *self = g_object_new (SB_TYPE_DIRECT_RESOLVER, NULL);

  self->inner = g_object_ref (inner != NULL ? inner : g_proxy_resolver_get_default ());
  return G_PROXY_RESOLVER (self);
}
