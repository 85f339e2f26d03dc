/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "sb-day.h"
#include "sb-qbo-attachable.h"
#include "sb-qbo-entity.h"

G_BEGIN_DECLS

/* Kinds as the counts of API calls name them. */
typedef enum
{
  SB_QBO_CALL_WRITE,
  SB_QBO_CALL_BATCH,
  SB_QBO_CALL_READ,
  SB_QBO_CALL_QUERY,
  SB_QBO_CALL_CDC,
  SB_QBO_CALL_REPORT,
} SbQboCallKind;

typedef enum
{
  SB_QBO_OPERATION_CREATE,
  SB_QBO_OPERATION_UPDATE, /* the body says "sparse":true */
  SB_QBO_OPERATION_DELETE, /* the body holds Id and SyncToken */
  SB_QBO_OPERATION_VOID,   /* the body comes from sb_qbo_void_body() */
} SbQboOperation;

typedef enum
{
  SB_QBO_WRITE_NONE = 0,
  SB_QBO_WRITE_ALLOW_DUPLICATE_NUMBER = 1 << 0, /* include=allowduplicatedocnum */
} SbQboWriteFlags;

/**
 * SbQboRequest:
 * @kind: what it counts as
 * @method: "GET" or "POST"
 * @path: below "/v3/company/REALM/", percent-encoded, with the query string but without requestid
 *   and minorversion
 * @entity: (nullable): entity in QBO's spelling
 * @requestid: (nullable): identity of a write
 * @body: (nullable): exact bytes
 * @parts: (nullable) (element-type GBytes): the body in pieces that are sent one behind the other
 *   instead of @body, so that a large file is not copied
 * @content_type: (nullable): of @body or @parts
 * @accept: what the answer shall be
 *
 * One call, immutable, reference counted. The same request may be sent any number of times and is
 * the same bytes each time.
 */
typedef struct
{
  SbQboCallKind kind;
  const char *method;
  char *path;
  char *entity;
  char *requestid;
  GBytes *body;
  GPtrArray *parts;
  char *content_type;
  const char *accept;
} SbQboRequest;

#define SB_TYPE_QBO_REQUEST (sb_qbo_request_get_type ())
GType         sb_qbo_request_get_type (void);
SbQboRequest *sb_qbo_request_ref (SbQboRequest *self);
void          sb_qbo_request_unref (SbQboRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboRequest, sb_qbo_request_unref)

/* "create", "update", "delete", "void" */
const char *sb_qbo_operation_name (SbQboOperation operation);
const char *sb_qbo_call_kind_name (SbQboCallKind kind); /* "write", "batch", "read", ... */

/**
 * sb_qbo_request_write:
 * @entity: QBO's spelling, "Invoice"
 * @body: the bare object
 * @requestid: 1 to 50 characters; the same for each sending of the same payload
 */
SbQboRequest *sb_qbo_request_write (const char *entity, SbQboOperation operation, GBytes *body,
                                    const char *requestid, SbQboWriteFlags flags);

#define SB_QBO_BATCH_MAX 30

/**
 * SbQboBatchItem:
 * @bid: 1 to 10 characters, unique in the batch
 * @operation: for an object
 * @entity: QBO's spelling; %NULL for a query
 * @body: the bare object; %NULL for a query
 * @query: statement; %NULL for an object
 * @flags: for an object
 */
typedef struct
{
  char *bid;
  SbQboOperation operation;
  char *entity;
  GBytes *body;
  char *query;
  SbQboWriteFlags flags;
} SbQboBatchItem;

/* An object; @bid 1 to 10 characters. @body is referenced. */
SbQboBatchItem *sb_qbo_batch_item_new (const char *bid, SbQboOperation operation,
                                       const char *entity, GBytes *body, SbQboWriteFlags flags);
/* A query inside a batch. */
SbQboBatchItem *sb_qbo_batch_item_new_query (const char *bid, const char *query);
void            sb_qbo_batch_item_free (SbQboBatchItem *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboBatchItem, sb_qbo_batch_item_free)

/* @items: (element-type SbQboBatchItem), 1 to %SB_QBO_BATCH_MAX. Each object's bytes are copied as
 * they are. */
GBytes       *sb_qbo_batch_body (GPtrArray *items);
/* @requestid: 1 to 36 characters */
SbQboRequest *sb_qbo_request_batch (GPtrArray *items, const char *requestid);
/* The same from stored bytes. */
SbQboRequest *sb_qbo_request_batch_bytes (GBytes *body, const char *requestid);

/* @statement: whole, unescaped for the address; quote texts in it with sb_qbo_quote() */
SbQboRequest *sb_qbo_request_query (const char *statement);
/* One object; inactive list objects are given too, a deleted transaction is a fault 610. */
SbQboRequest *sb_qbo_request_read (const char *entity, const char *id);
/* @entities: (array zero-terminated=1). @since: moment; sent with its offset */
SbQboRequest *sb_qbo_request_cdc (const char *const *entities, gint64 since);
/* @params: (nullable) (array zero-terminated=1): name, value, name, value, ... */
SbQboRequest *sb_qbo_request_report (const char *name, const char *const *params);
SbQboRequest *sb_qbo_request_companyinfo (const char *realm_id);
SbQboRequest *sb_qbo_request_preferences (void);

#define SB_QBO_ACCEPT_JSON "application/json"
#define SB_QBO_ACCEPT_PDF "application/pdf"

/* The document as a page to print; @entity: one whose abilities have %SB_QBO_CAN_PDF. */
SbQboRequest *sb_qbo_request_pdf (const char *entity, const char *id);
/* @currency: ISO code of a foreign currency. @day: %SB_DAY_NONE: today's */
SbQboRequest *sb_qbo_request_exchange_rate (const char *currency, SbDay day);

/**
 * SbQboUpload:
 * @metadata: (owned): with its file name and content type
 * @content: (owned): the bytes of the file
 */
typedef struct
{
  SbQboAttachable *metadata;
  GBytes *content;
} SbQboUpload;

/* A file with what it is attached to; fails like sb_qbo_attachable_check_file(). Both are
 * referenced or copied. */
SbQboUpload *sb_qbo_upload_new (const SbQboAttachable *metadata, GBytes *content, GError **error);
void         sb_qbo_upload_free (SbQboUpload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboUpload, sb_qbo_upload_free)

/**
 * sb_qbo_request_upload:
 * @uploads: (element-type SbQboUpload), 1 to 99
 * @requestid: 1 to 50 characters
 *
 * One request of several parts. The bytes of the files are referenced, not copied; the same uploads
 * and the same @requestid give the same bytes. Fails with %SB_QBO_ERROR_VALIDATION when all
 * together are more than %SB_QBO_UPLOAD_MAX.
 */
SbQboRequest *sb_qbo_request_upload (GPtrArray *uploads, const char *requestid, GError **error);

/* A text for a statement: 'it\'s'. Quotes and backslashes escaped by backslash, quotes around.
 * (transfer full) */
char *sb_qbo_quote (const char *text);

G_END_DECLS
