/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-fields.h"

G_BEGIN_DECLS

/*
 * Three-way merge of one contact or product, field by field. Pure.
 *
 * The snapshot holds for each field what both sides agreed on. Where they were linked with
 * different values and neither was touched, it holds both: "Field" is the local one, "Field/qbo"
 * theirs; so linking never changes anything behind the owner's back.
 */

/* How a field behaves. */
typedef enum
{
  SB_FIELD_SUGGEST_LOCAL, /* changed on both sides: conflict, Stockbook's version suggested */
  SB_FIELD_SUGGEST_QBO,   /* changed on both sides: conflict, QuickBooks' version suggested */
  SB_FIELD_LOCAL_ONLY,    /* Stockbook's always; a change in QuickBooks is overwritten */
} SbFieldRule;

typedef struct
{
  const char *name;
  SbFieldRule rule;
  gboolean loose; /* compared without regard to case and blanks: addresses come back rewritten */
} SbFieldSpec;

typedef struct
{
  char *field;     /* (owned) */
  char *base, *local, *qbo; /* (owned) */
  gboolean suggest_qbo;
} SbMergeConflict;

typedef struct
{
  SbFields *take;       /* (owned): values of QuickBooks to write here */
  SbFields *push;       /* (owned): values of here to write there */
  GPtrArray *conflicts; /* (owned) (element-type SbMergeConflict) */
  SbFields *snapshot; /* (owned): what is agreed once @take is written; @push is agreed when it was
                         sent */
} SbMerge;

void sb_merge_free (SbMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbMerge, sb_merge_free)

/* @base: (nullable): NULL when the two meet for the first time */
SbMerge *sb_merge (const SbFieldSpec *specs, gsize n, const SbFields *base, const SbFields *local,
                   const SbFields *qbo);

/* Whether @local differs from what the snapshot holds of it. */
gboolean sb_merge_changed_here (const SbFieldSpec *specs, gsize n, const SbFields *base,
                                const SbFields *local);

/* The snapshot once @local has been sent and QuickBooks answered with @qbo. */
SbFields *
sb_merge_agree (const SbFieldSpec *specs, gsize n, const SbFields *local, const SbFields *qbo);

/* Whether two values count as the same. */
gboolean sb_field_equal (const SbFieldSpec *spec, const char *a, const char *b);

G_END_DECLS
