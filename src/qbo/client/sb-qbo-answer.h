/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-fault.h"

G_BEGIN_DECLS

/**
 * SbQboAnswer:
 * @status: HTTP status
 * @body: (nullable): the JSON body; %NULL when the answer was an XML fault or a file
 * @file: (nullable): the bytes of a PDF that was asked for
 * @fault: (nullable): the fault of the whole answer; faults of batch items are in the results
 * @intuit_tid: (nullable): Intuit's id of the exchange
 * @time: the server's time as the body tells it, moment; 0 when it does not
 * @attempts: how many times the request was sent, >= 1
 *
 * An intelligible answer: either what was asked for or a refusal.
 */
typedef struct
{
  guint status;
  JsonNode *body;
  GBytes *file;
  SbQboFault *fault;
  char *intuit_tid;
  gint64 time;
  guint attempts;
} SbQboAnswer;

/* All members zero; the client fills it. */
SbQboAnswer *sb_qbo_answer_new (void);
void         sb_qbo_answer_free (SbQboAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboAnswer, sb_qbo_answer_free)

/* Turns the fault, if there is one, into an error of %SB_QBO_ERROR. */
gboolean sb_qbo_answer_check (const SbQboAnswer *self, GError **error);

/* The object of a write or read: member @entity of the body. Fails like sb_qbo_answer_check(), and
 * with %SB_QBO_ERROR_PROTOCOL when it is not there. (transfer none) */
JsonObject *sb_qbo_answer_get_object (const SbQboAnswer *self, const char *entity, GError **error);

/* Rows of a query; an absent list is an empty one. (transfer full) */
JsonArray *sb_qbo_answer_get_rows (const SbQboAnswer *self, const char *entity, GError **error);

/* Number of a count(*) query. */
gboolean sb_qbo_answer_get_count (const SbQboAnswer *self, gint64 *count, GError **error);

/**
 * SbQboBatchResult:
 * @bid: as sent
 * @entity: (nullable): member name of the object
 * @object: (nullable): the object as QBO holds it now; for a delete it has "status":"Deleted"
 * @rows: (nullable): "QueryResponse" of a query item
 * @fault: (nullable): refusal of this item
 */
typedef struct
{
  char *bid;
  char *entity;
  JsonObject *object;
  JsonObject *rows;
  SbQboFault *fault;
} SbQboBatchResult;

void sb_qbo_batch_result_free (SbQboBatchResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboBatchResult, sb_qbo_batch_result_free)

/* (transfer full) (element-type SbQboBatchResult): in the order of the answer, which need not be
 * that of the request. Fails like sb_qbo_answer_check(), and with %SB_QBO_ERROR_PROTOCOL. */
GPtrArray *sb_qbo_answer_get_batch (const SbQboAnswer *self, GError **error);

/* What became of each file of an upload, in its order, as a batch tells it: the Attachable or a
 * fault. Fails like sb_qbo_answer_get_batch(). (transfer full) (element-type SbQboBatchResult) */
GPtrArray *sb_qbo_answer_get_uploads (const SbQboAnswer *self, GError **error);

/* The bytes of a PDF. Fails like sb_qbo_answer_check(), and with %SB_QBO_ERROR_PROTOCOL when the
 * answer is none. (transfer none) */
GBytes *sb_qbo_answer_get_file (const SbQboAnswer *self, GError **error);

/* Rows of a query item; an absent list is an empty one. (transfer full) */
JsonArray *sb_qbo_batch_result_get_rows (const SbQboBatchResult *self, const char *entity);

/**
 * SbQboChanges:
 * @entity: QBO's spelling
 * @rows: changed objects; a deleted one has Id, MetaData and "status":"Deleted" only
 */
typedef struct
{
  char *entity;
  JsonArray *rows;
} SbQboChanges;

void sb_qbo_changes_free (SbQboChanges *self);

#define SB_QBO_CDC_MAX 1000

/* (transfer full) (element-type SbQboChanges): one for each entity that changed. @total: (out):
 * objects in the answer; %SB_QBO_CDC_MAX or more means that it may have been cut. */
GPtrArray *sb_qbo_answer_get_changes (const SbQboAnswer *self, guint *total, GError **error);

/* "status":"Deleted" */
gboolean sb_qbo_object_is_deleted (JsonObject *object);

G_END_DECLS
