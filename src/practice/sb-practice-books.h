/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-fault.h"
#include "sb-practice-files.h"
#include "sb-practice-time.h"
#include "sb-practice-tree.h"

G_BEGIN_DECLS

/*
 * The books of one practice company, in memory: every object of every entity with its indexes, and
 * true double-entry behind the documents. One thread; amounts are cents, debit positive.
 */
typedef struct _SbBooks  SbBooks;
typedef struct _SbObject SbObject;
typedef struct _SbEntity SbEntity;
typedef struct _SbWrite  SbWrite;

typedef enum
{
  SB_ENTITY_LIST = 1 << 0, /* has Active, never deleted */
  SB_ENTITY_TXN = 1 << 1,
  SB_ENTITY_SINGLE = 1 << 2, /* CompanyInfo, Preferences */
  SB_ENTITY_CREATE = 1 << 3,
  SB_ENTITY_UPDATE = 1 << 4,
  SB_ENTITY_DELETE = 1 << 5,
  SB_ENTITY_VOID = 1 << 6,
  SB_ENTITY_CDC = 1 << 7,
  SB_ENTITY_SALE = 1 << 8, /* numbered by SalesFormsPrefs.CustomTxnNumbers */
  SB_ENTITY_PLUS = 1 << 9, /* needs the Plus plan */
} SbEntityFlags;

struct _SbEntity
{
  const char *name;        /* "JournalEntry" */
  const char *plural;      /* how a fault names a missing one: "Accounts" */
  guint       flags;       /* SbEntityFlags */
  const char *name_member; /* (nullable): "DisplayName", "Name" */
  const char *name_space;  /* (nullable): names are unique inside it */
  /* Completes and checks write->body before anything is stored. */
  gboolean (*prepare) (SbBooks *books, SbWrite *write, GError **error);
  /* Adds postings and links of a checked object; cannot fail. */
  void (*post) (SbBooks *books, SbObject *object);
  /* Adds computed members to an answer. */
  void (*render) (SbBooks *books, SbObject *object, SbTree *answer);
};

/* One line of the ledger of an account. */
typedef struct
{
  SbObject      *txn;
  SbObject      *account;
  SbObject      *party; /* (nullable) Customer or Vendor */
  SbObject      *item;  /* (nullable) the tracked item whose cost this is */
  gint64         cents; /* home currency, debit positive */
  SbDay          day;   /* of the document: what the ledger is ordered by lies together here */
  gint64         id;    /* of the document */
  char          *memo;  /* (owned) (nullable) GRefString */
  guint          index; /* position in the document */
  GSequenceIter *row;   /* in the account's ledger */
} SbPosting;

/* What a document settles, or is settled by. */
typedef struct
{
  SbObject *object;
  gint64    cents; /* document currency, > 0 */
} SbLink;

/* What a document does to the stock of one item of type Inventory. */
typedef struct
{
  SbObject *item;
  gint64    quantity; /* 10^-6; in positive, out negative */
  gint64    cents;    /* what it cost, home currency, when @priced */
  gboolean  priced;
} SbMove;

struct _SbObject
{
  const SbEntity *entity;
  SbBooks        *books;
  gint64          id;
  gint64          token;   /* SyncToken */
  gint64          created; /* microseconds */
  gint64          updated;
  SbTree         *tree;   /* (owned) (nullable) see sb_object_body() */
  GBytes         *text;   /* (owned) (nullable) the same as JSON */
  gboolean        parsed; /* stands in books->parsed */
  gboolean        stored; /* stands in its table */
  gboolean        touched; /* stands in books->touched */
  char           *editor; /* (owned) (nullable) GRefString: who changed it last */
  char           *number; /* (owned) (nullable) GRefString: DocNumber */
  char           *facts;  /* (owned) (nullable) while a snapshot is being read */
  SbDay           day;    /* TxnDate */
  gint64          total;  /* document currency */
  gint64          balance;   /* accounts: debit positive; names: what they owe or are owed */
  SbObject       *party;     /* (nullable) documents: the customer or vendor they name */
  GPtrArray      *documents; /* (nullable) customers and vendors: what names them */
  GPtrArray      *postings;  /* (nullable) SbPosting, owned */
  GArray         *links;     /* (nullable) SbLink: what this document settles */
  GArray         *linked_by; /* (nullable) SbLink: what settles this document */
  GSequence      *ledger;    /* (nullable) accounts: SbPosting by (day, document, index) */
  GSequenceIter  *by_update;
  GSequenceIter  *by_day;
  GPtrArray      *uses;     /* (nullable) inventory items: documents that move them */
  GArray         *moves;    /* (nullable) documents: SbMove, in the order of their lines */
  struct _SbStock *stock;   /* (owned) (nullable) inventory items: after the last move */
  gint64          quantity; /* inventory items: on hand, 10^-6 */
  gint64          asset;    /* inventory items: value on hand, cents */
};

/* An object that is gone, for who asks what changed. */
typedef struct
{
  gint64 id;
  gint64 at; /* microseconds */
} SbDeletion;

/* All objects of one kind. */
typedef struct
{
  GPtrArray  *rows;      /* SbObject in Id order */
  GHashTable *by_id;     /* gint64 -> SbObject */
  GSequence  *by_update; /* SbObject by (updated, id) */
  GSequence  *by_day;    /* documents: SbObject by (day, id) */
  GArray     *deleted;   /* SbDeletion, oldest first */
  gint64      next_id;
} SbTable;

struct _SbBooks
{
  char           *realm;       /* (owned) */
  char           *seed;        /* (owned) */
  SbPracticeTime *time;        /* (not owned) */
  SbTable        *tables;      /* one per entity */
  gint64          next_txn_id; /* documents of all kinds share one counter */
  GHashTable     *names;       /* "space\nfolded name" -> SbObject */
  GHashTable     *numbers;     /* "Entity\nDocNumber" -> GPtrArray of SbObject */
  GHashTable     *replies;     /* requestid -> SbReply, see sb-practice-replay.h */
  GHashTable     *system;      /* role word -> SbObject account, looked up lazily */
  GPtrArray  *touched;     /* what was seen as changed and is not yet in the data file */
  GPtrArray  *parsed;      /* documents whose tree can be dropped, see sb_books_rest() */
  SbFiles    *files;       /* (not owned) (nullable) uploaded files */
  char       *address;     /* (owned) (nullable) "http://127.0.0.1:PORT", for links to files */
  GString *pending; /* (nullable): changes not yet in the data file, JSON objects with commas */
  gboolean loading;   /* times and tokens are given, not made */
  gboolean replaying; /* the data file is being read: orders are put right in the end */
  gint64   moment;  /* while > 0: the time of the change being applied */
};

/* Empty books of company @realm; @time outlives them. Free with sb_books_free(). */
SbBooks *sb_books_new (const char *realm, SbPracticeTime *time);
void     sb_books_free (SbBooks *books);
/* The company's time, microseconds since the epoch; while a change is replayed, that change's. */
gint64 sb_books_now (SbBooks *books);

/* All objects of one entity. */
SbTable *sb_books_table (SbBooks *books, const SbEntity *entity);
/* (nullable): by the text of its Id, which may be anything */
SbObject *sb_books_find (SbBooks *books, const SbEntity *entity, const char *id);
/* (nullable): by Id */
SbObject *sb_books_find_id (SbBooks *books, const SbEntity *entity, gint64 id);
/* (nullable): by its full name in a name space, without regard to case */
SbObject *sb_books_find_name (SbBooks *books, const char *space, const char *name);
/* (nullable) (element-type SbObject): all of the kind with this DocNumber */
GPtrArray *sb_books_find_number (SbBooks *books, const SbEntity *entity, const char *number);

/* ---- sb-practice-body.c ---- */

/* The content of @object as stored, without Id, SyncToken, MetaData and computed members. Owned by
 * the object; good until it is put again or sb_books_rest() is called. */
SbTree *sb_object_body (const SbObject *object);
/* Replaces it. @body (transfer full) */
void sb_object_set_body (SbObject *object, SbTree *body);
/* The same as JSON (transfer none), and giving a new object its content in that form. */
GBytes *sb_object_text (SbObject *object);
void    sb_object_set_text (SbObject *object, GBytes *text);
/* Lets go of both forms. */
void sb_object_forget_body (SbObject *object);
/* Between two requests: lets go of trees when there are many. */
void sb_books_rest (SbBooks *books);

/* ---- sb-practice-books.c ---- */

/* Stores @body (transfer full) as the object's new content and redoes its effects; an object that
 * is not in the books yet gets its Id here when it has none. */
void      sb_books_put (SbBooks *books, SbObject *object, SbTree *body);
SbObject *sb_books_new_object (SbBooks *books, const SbEntity *entity);
void      sb_books_delete (SbBooks *books, SbObject *object);
/* The object is seen as changed now; @bump raises its SyncToken as well. */
void sb_books_touch (SbBooks *books, SbObject *object, gboolean bump);
/* Loading: the object with its indexes, then its effects, because documents may point forward.
 * @facts: (nullable): see sb-practice-facts.h; else all is read from the body. */
void sb_books_insert (SbBooks *books, SbObject *object, const char *facts);
void sb_books_apply (SbBooks *books, SbObject *object, const char *facts);
/* Loading: the object loses effects and indexes, but not its place, before it is given new content.
 */
void sb_books_withdraw (SbBooks *books, SbObject *object);
void sb_books_reinstate (SbBooks *books, SbObject *object, const char *facts);
/* Ends the loading: sorts what was only appended, costs tracked items. */
void sb_books_settle (SbBooks *books);
/* The two facts that indexes hang on. @number (nullable); @party (nullable) */
void sb_object_set_number (SbObject *object, const char *number);
void sb_object_set_party (SbObject *object, SbObject *party);
/* Who changed it last. @name (nullable) */
void sb_object_set_editor (SbObject *object, const char *name);
void sb_books_note_deletion (SbBooks *books, const SbEntity *entity, gint64 id, gint64 at);

/* For the post functions of entities. */
void sb_books_post (SbObject *txn, SbObject *account, SbObject *party, gint64 cents,
                    const char *memo);
/* What selling @item costs on @txn: debit @cost_account, credit @asset, replacing what was there.
 */
void sb_books_set_cost (SbBooks *books, SbObject *txn, SbObject *item, SbObject *cost_account,
                        SbObject *asset, gint64 cents);
void sb_books_link (SbObject *txn, SbObject *target, gint64 cents);

/* What is still to be settled of @object by others than @except, >= 0. @party: for journal entries.
 */
gint64 sb_books_open (SbBooks *books, SbObject *object, SbObject *party, SbObject *except);
/* Whether it is on the account of a party: receivable or payable. */
gboolean sb_posting_counts_for_party (const SbPosting *posting);
gint64 sb_books_linked (const SbObject *object, const SbObject *except);

/* FALSE only where Active is false. */
gboolean    sb_object_is_active (const SbObject *object);
const char *sb_object_name (const SbObject *object); /* what a reference shows */
SbTree     *sb_object_render (SbBooks *books, SbObject *object);
/* (transfer full) (nullable): text of a property as queries see it */
char *sb_object_property (SbBooks *books, SbObject *object, const char *path);


/* Preferences and company facts, read from the two single objects. */
SbTree     *sb_books_preferences (SbBooks *books);
SbTree     *sb_books_info (SbBooks *books);
gboolean    sb_books_prefers (SbBooks *books, const char *path);
const char *sb_books_currency (SbBooks *books);
gboolean    sb_books_is_us (SbBooks *books);
const char *sb_books_plan (SbBooks *books); /* OfferingSku */
gboolean    sb_books_has_plus (SbBooks *books);

G_END_DECLS
