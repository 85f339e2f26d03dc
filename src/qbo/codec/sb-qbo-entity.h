/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-field.h"

G_BEGIN_DECLS

/* How an object is made void, which keeps it with amounts of 0. */
typedef enum
{
  SB_QBO_VOID_NONE,      /* not offered: delete instead */
  SB_QBO_VOID_OPERATION, /* an operation of its own */
  SB_QBO_VOID_UPDATE,    /* a sparse update that says so */
} SbQboVoidWay;

/* How an object goes away. */
typedef enum
{
  SB_QBO_DELETE_NONE,       /* stays for ever */
  SB_QBO_DELETE_IDENTITY,   /* Id and SyncToken are enough */
  SB_QBO_DELETE_WHOLE,      /* the whole object must be sent */
  SB_QBO_DELETE_DEACTIVATE, /* lists: a sparse update with "Active":false */
} SbQboDeleteWay;

typedef enum
{
  SB_QBO_CAN_CREATE = 1 << 0,
  SB_QBO_CAN_UPDATE = 1 << 1,
  SB_QBO_CAN_QUERY = 1 << 2,
  SB_QBO_CAN_CDC = 1 << 3,
  SB_QBO_CAN_PDF = 1 << 4,
} SbQboAbility;

/**
 * SbQboEntity:
 * @table: its members; QBO's spelling of its name is there
 * @abilities: what the API offers for it
 *
 * What the API can do with one kind of object.
 */
typedef struct
{
  const SbQboTable *table;
  SbQboVoidWay void_way;
  SbQboDeleteWay delete_way;
  SbQboAbility abilities;
} SbQboEntity;

/* @name: QBO's spelling, exactly. (nullable) for a kind that this layer has no codec of */
const SbQboEntity *sb_qbo_entity_find (const char *name);
/* All of them; @n: (out). (transfer none) (array length=n) */
const SbQboEntity *sb_qbo_entity_list (gsize *n);

/* Body of a void or a deletion that needs no more than Id and SyncToken; a void that is an update
 * also says so. (transfer full) */
GBytes *sb_qbo_void_body (const char *entity, const char *id, const char *sync_token);
GBytes *sb_qbo_delete_body (const char *id, const char *sync_token);

/* Bytes of a deletion: what @entity's way of deleting wants of @data, which has its id and
 * SyncToken. (nullable) when objects of this kind are not deleted. */
GBytes *sb_qbo_entity_delete_body (const SbQboEntity *entity, gconstpointer data);

G_END_DECLS
