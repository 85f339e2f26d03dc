/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-document-kind.h"

G_BEGIN_DECLS

typedef enum
{
  SB_FIELD_TEXT,
  SB_FIELD_DAY,
  SB_FIELD_PARTY,
  SB_FIELD_MONEY,
  SB_FIELD_RATE,     /* an exchange rate */
  SB_FIELD_PERCENT,  /* typed in percent, written as a fraction */
  SB_FIELD_CHOICE,   /* one of the choices that the start of the document offers */
  SB_FIELD_ACCOUNT,  /* a choice of money: "Bank:12" is role and account */
  SB_FIELD_CHECK,    /* "yes" or nothing */
} SbFieldType;

/**
 * SbDocumentField:
 * @name: field of the form
 * @part: the part that brings it; 0: every document has it
 * @type: how it is typed and written
 * @member: (nullable): member of the event; %NULL: written by the form itself
 * @label: untranslated, with mnemonic
 * @spoken: untranslated: its name for who does not see it
 * @missing: (nullable): untranslated: said when it is not filled in; %NULL: may be left out
 * @foot: below the lines
 * @negative: may be below zero
 * @checked: what a check writes
 *
 * One thing that is typed once a document. Another one is another row.
 */
typedef struct
{
  const char *name;
  guint       part;
  SbFieldType type;
  const char *member;
  const char *label;
  const char *spoken;
  const char *missing;
  gboolean    foot;
  gboolean    negative;
  gboolean    checked;
} SbDocumentField;

/* (array length=n): in the order shown */
const SbDocumentField *sb_document_fields (gsize *n);
/* Whether documents of @kind have it. */
gboolean               sb_document_field_is_of (const SbDocumentField *self,
                                                const SbDocumentKind *kind);
/* The field that @member of the event ("amount") is typed in; %NULL for none. */
const SbDocumentField *sb_document_field_of_member (const SbDocumentKind *kind,
                                                    const char *member);

G_END_DECLS
