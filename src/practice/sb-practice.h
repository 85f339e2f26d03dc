/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sb-practice-books.h"
#include "sb-practice-data.h"
#include "sb-practice-faults.h"
#include "sb-practice-files.h"
#include "sb-practice-limits.h"
#include "sb-practice-oauth.h"

G_BEGIN_DECLS

/* The running practice company: its books, its tokens, and how it was told to behave. */
typedef struct
{
  SbPracticeTime  time;
  GPtrArray      *companies; /* SbBooks */
  SbOauth        *oauth;
  SbPracticeData *data;
  SbFiles        *files;
  SbFaults       *faults;
  SbLimits       *limits;
  GHashTable     *sign_ins; /* nonce -> SbSignIn, see sb-practice-consent.c */
  SoupServer     *server;
  GMainLoop      *loop;
  GOutputStream  *log; /* (nullable) */
  guint           port;
  guint           latency_ms;
  gboolean        production_keys;
  gboolean        auto_consent;
  gboolean        replay_off;   /* requestid is ignored */
  gint64          replay_keep;  /* microseconds; 0: for ever */
  guint           idle_minutes; /* 0: runs until it is stopped */
  char           *form_key;     /* (owned) what a form of the web page must carry */
  gint64          last_call;    /* monotonic */
  guint64         calls;        /* requests so far */
} SbPractice;

/* One request and its answer. */
typedef struct
{
  SbPractice        *practice;
  SoupServerMessage *message;
  const char        *method;
  char              *path;     /* (owned) */
  char             **segments; /* (owned) of the path, unescaped */
  GHashTable        *query;    /* (owned) */
  char              *body;     /* (owned) NUL-terminated */
  gsize              body_length;
  guint64            n;   /* 1 for the first request */
  gint64             tid; /* what intuit_tid shows */
  guint              status;
  char              *type;        /* (owned) content type */
  char              *text;        /* (owned) answer */
  GBytes            *blob;        /* (owned) (nullable) answer that is no text, in place of it */
  char              *location;    /* (owned) (nullable) redirect */
  const char        *challenge;   /* (nullable) WWW-Authenticate */
  char              *retry_after; /* (owned) (nullable) */
  char              *entity;      /* (owned) (nullable) for the log */
  const char   *result; /* for the log: ok fault throttled unauthorized server dropped truncated */
  SbFaultAction fault;  /* what the script wants done to this exchange */
} SbExchange;

/* ---- sb-practice-exchange.c: answering, and reading what was sent ---- */

/* Sets the answer, replacing one that was set before. @text (transfer full) */
void sb_exchange_reply (SbExchange *exchange, guint status, const char *type, char *text);
/* The same with content type JSON. */
void sb_exchange_reply_json (SbExchange *exchange, guint status, char *text);
/* 200 with bytes of any kind. @blob (transfer full) */
void sb_exchange_reply_blob (SbExchange *exchange, const char *type, GBytes *blob);
/* The fault of @error with the status that belongs to its code. */
void sb_exchange_reply_fault (SbExchange *exchange, const GError *error);
/* 302 to @location, which goes into a header and so must be ours. */
void sb_exchange_redirect (SbExchange *exchange, const char *location);
/* (nullable): parameter @name of the query */
const char *sb_exchange_query (SbExchange *exchange, const char *name);
/* (nullable): header @name of the request */
const char *sb_exchange_header (SbExchange *exchange, const char *name);
/* (transfer full): the fields of a form that was posted, name -> text; both owned by the table */
GHashTable *sb_exchange_form (SbExchange *exchange);

/* ---- sb-practice-format.c: JSON or XML ---- */

/* Turns a posted XML body into the JSON that the handlers read. Fails with 2010. */
gboolean sb_format_read (SbExchange *exchange, GError **error);
/* Turns a JSON answer into XML where the caller does not ask for JSON. */
void sb_format_answer (SbExchange *exchange);
/* @body unpacked; @encoding "gzip" or "deflate". Returns: (transfer full) (nullable): NULL when it
 * is not packed so, or gives more than @most bytes. */
GBytes *sb_format_inflate (GBytes *body, const char *encoding, gsize most);

/* (nullable): the company with this realm */
SbBooks *sb_practice_find_company (SbPractice *practice, const char *realm);
/* Writes the grants to the data file; FALSE (and a warning) when that fails. */
gboolean sb_practice_keep_auth (SbPractice *practice);

/* Each takes what begins with its own path. */
void sb_practice_handle_api (SbExchange *exchange);     /* /v3/company/ */
void sb_practice_handle_consent (SbExchange *exchange); /* /connect/oauth2 */
void sb_practice_handle_tokens (SbExchange *exchange);  /* discovery, token, revoke */
void sb_practice_handle_admin (SbExchange *exchange);   /* /practice/ */
void sb_practice_handle_web (SbExchange *exchange);     /* / */

/* Below /v3/company/REALM/; each answers the exchange. */
void sb_practice_handle_batch (SbExchange *exchange, SbBooks *books);
void sb_practice_handle_tax_service (SbExchange *exchange, SbBooks *books);
void sb_practice_handle_exchange_rate (SbExchange *exchange, SbBooks *books);
void sb_practice_handle_report (SbExchange *exchange, SbBooks *books, const char *name);
/* Files: upload (multipart), download (tells where), and that place itself, /practice/file/. */
void sb_practice_handle_upload (SbExchange *exchange, SbBooks *books);
void sb_practice_handle_download (SbExchange *exchange, SbBooks *books, const char *id);
void sb_practice_handle_file (SbExchange *exchange);
/* ENTITY/ID/pdf and ENTITY/ID/send. FALSE, and no answer, for a kind that has neither. */
gboolean sb_practice_handle_paper (SbExchange *exchange, SbBooks *books, const SbEntity *entity);

/* ---- sb-practice-save.c ---- */

/* How an object is to be written. */
typedef struct
{
  const char *operation; /* (nullable) "delete", "void", else create or update */
  const char *include;   /* (nullable) "void", "allowduplicatedocnum" */
  gint64      file_size; /* bytes, of an uploaded file; 0: none */
} SbSave;

/* Writes @body, as single requests, batch items and uploads do it, and commits it to the data file.
 * @key: (nullable): the requestid, or what stands for it; a known one is answered as the first
 * time. Returns: (transfer full): "Entity":{..} without braces around; on failure NULL with an
 * %SB_FAULT, and nothing changed. */
char *sb_practice_save (SbPractice *practice, SbBooks *books, const char *key,
                        const SbEntity *entity, const SbSave *save, const SbTree *body,
                        GError **error);
/* sb-practice-server.c */
gboolean sb_practice_listen (SbPractice *practice, guint port, GError **error);

G_END_DECLS
