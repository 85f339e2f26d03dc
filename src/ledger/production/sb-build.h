/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-apply-private.h"

G_BEGIN_DECLS

/* What assembling and producing share. */

/* Document lines of the event's components, costs and outputs; looked up and checked. */
typedef struct
{
  GArray *components; /* (owned) (element-type SbStockLine) */
  GArray *outputs;    /* (owned) (element-type SbStockLine) */
} SbBuild;

void sb_build_clear (SbBuild *build);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SbBuild, sb_build_clear)

/* @components, @outputs: (nullable): lists of the event. */
gboolean sb_build_look_up (SbApply *self, SbBuild *build, GArray *components, GArray *outputs,
                           GError **error);
/* Adds components and outputs to @document. */
void     sb_build_fill (const SbBuild *build, SbDocument *document);
/* Adds a line of cost @amount against @role (default ConversionCosts). */
gboolean sb_build_add_cost (SbApply *self, SbDocument *document, int line, const char *role,
                            const char *field, gint64 amount, GError **error);

/* Moves components out and outputs in. @contra: (nullable): "WIP" for production orders. */
gboolean sb_build_move (SbApply *self, const SbBuild *build, const char *contra, gint64 chain,
                        GError **error);

G_END_DECLS
