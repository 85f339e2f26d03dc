/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-company.h"
#include "sb-matching.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* First matching of one kind: what is the same in the book and in QuickBooks. Signal "failed" (GError). */
#define SB_TYPE_MATCHING_VIEW (sb_matching_view_get_type ())
G_DECLARE_FINAL_TYPE (SbMatchingView, sb_matching_view, SB, MATCHING_VIEW, AdwBin)

/* Reads in the background and shows; choices that were not saved are lost. */
void     sb_matching_view_load (SbMatchingView *self, SbCompany *company, SbMatchKind kind);

/* Writes the choices shown, all or none. Fails with %SB_SYNC_ERROR_REFUSED or SB_STORE_ERROR. */
void     sb_matching_view_save_async (SbMatchingView *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean sb_matching_view_save_finish (SbMatchingView *self, GAsyncResult *result, GError **error);

G_END_DECLS
