/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include "sb-day.h"
#include "sb-json-writer.h"
#include "sb-money.h"
#include "sb-quantity.h"

G_BEGIN_DECLS

/*
 * Every entity of QuickBooks Online is a plain struct and a table of its members; reading, writing,
 * copying and freeing walk the table. A new member is a row, a new entity a struct and a table.
 *
 * Units in the structs: money gint64 minor units of the entity's currency; quantity and price
 * 10^-6; rates 10^-8 (a percent of 8.25 is the rate 8250000); days SbDay; moments microseconds.
 * Absent: text and references %NULL, numbers %SB_QBO_NONE, days %SB_DAY_NONE, moments 0, switches
 * %SB_QBO_UNSET. What is absent is not written, so that an update stays sparse; an empty text is
 * written and clears the member there.
 */
#define SB_QBO_NONE G_MININT64

typedef enum
{
  SB_QBO_UNSET = -1,
  SB_QBO_FALSE = 0,
  SB_QBO_TRUE = 1,
} SbQboSwitch;

/* Reference to another object. A value like "@12" passes through as it is. */
typedef struct
{
  char *value; /* id */
  char *name;  /* (nullable) read only */
  char *type;  /* (nullable) "Customer", "Vendor" where the kind matters */
} SbQboRef;

/* @value: id, copied */
SbQboRef *sb_qbo_ref_new (const char *value);
SbQboRef *sb_qbo_ref_copy (const SbQboRef *self);
void      sb_qbo_ref_free (SbQboRef *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SbQboRef, sb_qbo_ref_free)
/* Id, or NULL for a NULL reference. */
const char *sb_qbo_ref_value (const SbQboRef *self);
/* Replaces *@slot by a reference to @value; %NULL clears it. */
void        sb_qbo_ref_set (SbQboRef **slot, const char *value);
/* Replaces *@slot by a copy of @text. */
void        sb_qbo_text_set (char **slot, const char *text);

/* First member of every entity. */
typedef struct
{
  char *id;            /* (nullable) before creation; with it, writing makes a sparse update */
  char *sync_token;    /* (nullable) */
  gint64 create_time;  /* moment, 0 unknown; read only */
  gint64 update_time;  /* moment, 0 unknown; read only */
  char *status;        /* (nullable) "Deleted"; read only */
  SbCurrency currency; /* of the amounts: the document's own, else the home currency */
} SbQboMeta;

typedef enum
{
  SB_QBO_FIELD_TEXT,     /* char * */
  SB_QBO_FIELD_SWITCH,   /* SbQboSwitch */
  SB_QBO_FIELD_INT,      /* gint64; also read from a string of digits */
  SB_QBO_FIELD_MONEY,    /* gint64 */
  SB_QBO_FIELD_QUANTITY, /* gint64 */
  SB_QBO_FIELD_PRICE,    /* gint64 */
  SB_QBO_FIELD_RATE,     /* gint64, number is the rate itself (ExchangeRate) */
  SB_QBO_FIELD_PERCENT,  /* gint64 rate, number is in percent */
  SB_QBO_FIELD_DAY,      /* SbDay */
  SB_QBO_FIELD_MOMENT,   /* gint64 */
  SB_QBO_FIELD_REF,      /* SbQboRef * */
  SB_QBO_FIELD_ENTITY,   /* SbQboRef * with its type, spelled {"Type":..,"EntityRef":{..}} */
  SB_QBO_FIELD_OBJECT,   /* pointer to a struct of @table */
  /* GPtrArray * of structs of @table; the table frees them, the array does not */
  SB_QBO_FIELD_LIST,
} SbQboFieldKind;

typedef enum
{
  SB_QBO_FIELD_DEFAULT = 0,
  SB_QBO_FIELD_READ_ONLY = 1 << 0, /* never written */
  SB_QBO_FIELD_HOME = 1 << 1,      /* money of the home currency */
  SB_QBO_FIELD_NAME = 1 << 2,      /* a name: no colon, tab or line break */
  SB_QBO_FIELD_EMAIL = 1 << 3,     /* an e-mail address */
} SbQboFieldFlags;

typedef struct _SbQboTable SbQboTable;

/* @name: member, or "Outer.Member" for one inside an object; rows of one outer object are
 * neighbours. */
typedef struct
{
  const char *name;
  SbQboFieldKind kind;
  gsize offset;
  SbQboFieldFlags flags;
  const SbQboTable *table;
  guint max_length; /* of a text in characters, 0: none */
} SbQboField;

/* Members that depend on the value of a text member: the detail of a line. */
typedef struct
{
  const char *value;  /* "DescriptionOnly" */
  const char *member; /* "DescriptionLineDetail" */
  const SbQboField *fields;
  gsize n_fields;
} SbQboVariant;

/* A struct whose @entity is set begins with its SbQboMeta. */
struct _SbQboTable
{
  const char *entity; /* (nullable) QBO's spelling; NULL for a part of an entity */
  gsize size;
  const SbQboField *fields;
  gsize n_fields;
  const SbQboVariant *variants; /* (nullable) */
  gsize n_variants;
  gsize variant_offset; /* of the char * that chooses */
};

/* Everything absent. */
gpointer sb_qbo_struct_new (const SbQboTable *table);
gpointer sb_qbo_struct_copy (const SbQboTable *table, gconstpointer source);
void     sb_qbo_struct_free (const SbQboTable *table, gpointer data);
/* Unknown members are passed over, absent ones stay absent. Fails with %SB_QBO_ERROR_PROTOCOL,
 * naming the member, when one has a wrong type or does not fit its range. */
gpointer sb_qbo_struct_from_json (const SbQboTable *table, JsonObject *object, SbCurrency home,
                                  GError **error);
/* One JSON object. With an id in the meta: Id, SyncToken, "sparse":true first. */
void     sb_qbo_struct_to_json (const SbQboTable *table, gconstpointer data, SbJsonWriter *writer);
/* Both as bytes of a request. */
GBytes  *sb_qbo_struct_to_bytes (const SbQboTable *table, gconstpointer data);
/* The same without the word "sparse", for the few deletions that want the whole object. An update
 * in this form would empty what is not in it: never send one. */
GBytes  *sb_qbo_struct_to_whole_bytes (const SbQboTable *table, gconstpointer data);

/**
 * sb_qbo_struct_check:
 *
 * Checks every text against QuickBooks' length and, for names, their characters. Fails with
 * %SB_QBO_ERROR_VALIDATION and a translated sentence for the owner: "The phone number of ... is too
 * long ...".
 */
gboolean sb_qbo_struct_check (const SbQboTable *table, gconstpointer data, GError **error);

/* Declares the functions of an entity: sb_qbo_x_new(), _copy(), _free(), _from_json(), _to_json(),
 * _to_bytes() and _check(). */
#define SB_QBO_DECLARE_ENTITY(Type, prefix)                                                        \
  extern const SbQboTable prefix##_table;                                                          \
  Type    *prefix##_new (void);                                                                    \
  Type    *prefix##_copy (const Type *self);                                                       \
  void     prefix##_free (Type *self);                                                             \
  Type    *prefix##_from_json (JsonObject *object, SbCurrency home, GError **error);               \
  void     prefix##_to_json (const Type *self, SbJsonWriter *writer);                              \
  GBytes  *prefix##_to_bytes (const Type *self);                                                   \
  gboolean prefix##_check (const Type *self, GError **error);                                      \
  G_DEFINE_AUTOPTR_CLEANUP_FUNC (Type, prefix##_free)

#define SB_QBO_DEFINE_ENTITY(Type, prefix)                                                         \
  Type *prefix##_new (void)                                                                        \
  {                                                                                                \
    return sb_qbo_struct_new (&prefix##_table);                                                    \
  }                                                                                                \
  Type *prefix##_copy (const Type *self)                                                           \
  {                                                                                                \
    return sb_qbo_struct_copy (&prefix##_table, self);                                             \
  }                                                                                                \
  void prefix##_free (Type *self)                                                                  \
  {                                                                                                \
    sb_qbo_struct_free (&prefix##_table, self);                                                    \
  }                                                                                                \
  Type *prefix##_from_json (JsonObject *object, SbCurrency home, GError **error)                   \
  {                                                                                                \
    return sb_qbo_struct_from_json (&prefix##_table, object, home, error);                         \
  }                                                                                                \
  void prefix##_to_json (const Type *self, SbJsonWriter *writer)                                   \
  {                                                                                                \
    sb_qbo_struct_to_json (&prefix##_table, self, writer);                                         \
  }                                                                                                \
  GBytes *prefix##_to_bytes (const Type *self)                                                     \
  {                                                                                                \
    return sb_qbo_struct_to_bytes (&prefix##_table, self);                                         \
  }                                                                                                \
  gboolean prefix##_check (const Type *self, GError **error)                                       \
  {                                                                                                \
    return sb_qbo_struct_check (&prefix##_table, self, error);                                     \
  }

G_END_DECLS
