/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-tree.h"

G_BEGIN_DECLS

/*
 * Scripted failures. The script is a JSON list; each rule says when ("n": the how-manieth request,
 * or "method", "path", "entity", "operation", "body": text that must occur), how often ("times", 1
 * when absent, 0 for ever; "skip": how many matches are let pass first) and what ("do").
 */
typedef enum
{
  SB_FAULT_NONE,
  SB_FAULT_DROP_BEFORE, /* connection closed, nothing done */
  SB_FAULT_DROP_AFTER,  /* done, connection closed without an answer */
  SB_FAULT_TRUNCATE,    /* done, the answer is cut in its middle */
  SB_FAULT_HANG,        /* nothing done, no answer until the caller gives up */
  SB_FAULT_HANG_AFTER,  /* the same, but done */
  SB_FAULT_401,
  SB_FAULT_429,
  SB_FAULT_429_GATEWAY, /* in the gateway's lower case envelope */
  SB_FAULT_500_HTML,
  SB_FAULT_503_HTML,
  SB_FAULT_XML,       /* a fault as XML, nothing done */
  SB_FAULT_TEXT,      /* "stream timeout", after the work was done */
  SB_FAULT_200_FAULT, /* HTTP 200 with a system fault */
  SB_FAULT_FAULT,     /* a fault of the code the rule names */
  SB_FAULT_SLOW,      /* answers after "ms" */
  SB_FAULT_EXPIRE,    /* access tokens expire before it is looked at */
  SB_FAULT_EDIT,      /* somebody in QuickBooks changes the object first; "detail": "void",
                         "delete" or "deactivate" to do that instead */
  SB_FAULT_LOCK,      /* 6000: another user is changing inventory */
} SbFaultKind;

/* What is to be done to one exchange. */
typedef struct
{
  SbFaultKind kind;
  guint       ms;          /* for SLOW */
  int         code;        /* for FAULT */
  const char *detail;      /* (nullable) for FAULT and EDIT; lives in the script */
  int         retry_after; /* seconds for 429 and 503; -1: no header */
} SbFaultAction;

typedef struct _SbFaults SbFaults;

/* An empty script. Free with sb_faults_free(). */
SbFaults *sb_faults_new (void);
/* @self: (nullable) */
void sb_faults_free (SbFaults *self);
/* Adds the rules of a script; fails with %G_IO_ERROR_INVALID_DATA and adds none. */
gboolean sb_faults_add (SbFaults *self, const SbTree *script, GError **error);
/* Drops all rules. */
void sb_faults_clear (SbFaults *self);
/* The first rule that applies to request @n, and uses it up. */
void sb_faults_pick (SbFaults *self, guint64 n, const char *method, const char *path_and_query,
                     const char *body, SbFaultAction *action);

G_END_DECLS
