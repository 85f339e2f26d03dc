/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * SbQboDecision:
 * @SB_QBO_DECISION_RETRY: their trouble; the same again later
 * @SB_QBO_DECISION_WAIT: too many requests; the same after a pause
 * @SB_QBO_DECISION_REFRESH: the access token is stale
 * @SB_QBO_DECISION_RECONNECT: the person must sign in again
 * @SB_QBO_DECISION_REREAD_MERGE: read the object, merge, send with the new token
 * @SB_QBO_DECISION_LOOKUP_ADOPT: it may be there already: look and adopt
 * @SB_QBO_DECISION_ASK_OWNER: only the owner can mend it
 * @SB_QBO_DECISION_BUG: our request was wrong; nothing the owner did
 */
typedef enum
{
  SB_QBO_DECISION_RETRY,
  SB_QBO_DECISION_WAIT,
  SB_QBO_DECISION_REFRESH,
  SB_QBO_DECISION_RECONNECT,
  SB_QBO_DECISION_REREAD_MERGE,
  SB_QBO_DECISION_LOOKUP_ADOPT,
  SB_QBO_DECISION_ASK_OWNER,
  SB_QBO_DECISION_BUG,
} SbQboDecision;

/**
 * SbQboFault:
 * @status: HTTP status of the answer; 200 inside a batch
 * @type: "ValidationFault", "SystemFault", ...; never %NULL, may be empty
 * @code: "5010"; never %NULL, may be empty
 * @message: their message
 * @detail: their detail
 * @element: path of the member at fault, may be empty
 * @more: further errors of the same fault as one text, (nullable)
 * @duplicate_type: (nullable): kind of the document that has the number, from the text of a 6140
 * @duplicate_id: (nullable): its id
 * @decision: what to do about it
 * @reason: (not nullable): word of the sync monitor: "stale", "closed-period", "validation", ...
 * @maybe_done: whether the write may have been carried out all the same (their internal failure)
 * @sentence: what happened, for the owner; translated, names the detail where it helps
 * @remedy: what to do, for the owner; translated, never empty
 */
typedef struct
{
  guint status;
  char *type;
  char *code;
  char *message;
  char *detail;
  char *element;
  char *more;
  char *duplicate_type;
  char *duplicate_id;
  SbQboDecision decision;
  const char *reason;
  gboolean maybe_done;
  char *sentence;
  const char *remedy;
} SbQboFault;

#define SB_TYPE_QBO_FAULT (sb_qbo_fault_get_type ())
GType       sb_qbo_fault_get_type (void);
SbQboFault *sb_qbo_fault_copy (const SbQboFault *self);
void        sb_qbo_fault_free (SbQboFault *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboFault, sb_qbo_fault_free)

/* Makes a fault of its parts and decides by the table; %NULL texts become empty. */
SbQboFault *sb_qbo_fault_new (guint status, const char *type, const char *code, const char *message,
                              const char *detail, const char *element);

/* The value of a "Fault" or "fault" member, in either spelling of its own members. Tolerates
 * missing and wrongly typed members. (transfer full) */
SbQboFault *sb_qbo_fault_from_json (JsonObject *fault, guint status);

/* Looks for "Fault", "fault" at the root of an answer; (nullable) (transfer full) */
SbQboFault *sb_qbo_fault_find (JsonObject *root, guint status);

/* The XML form, as the gateway and unversioned failures send it; (nullable) when @text has none. */
SbQboFault *sb_qbo_fault_from_xml (const char *text, gssize length, guint status);

/* As a GError of %SB_QBO_ERROR. */
GError *sb_qbo_fault_to_error (const SbQboFault *self, const char *intuit_tid);

G_END_DECLS
