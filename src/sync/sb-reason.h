/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-record.h"

G_BEGIN_DECLS

/* Why a record is where it is: the words of scripts, with what is said to the owner. */

/* For the owner, translated; NULL for a word that carries its own message. */
const char *sb_reason_message (const char *reason);
/* What to do, translated; a general sentence for a word without one; never NULL. */
const char *sb_reason_remedy (const char *reason);
/* What can be done with a record of @state and @reason (nullable). */
SbRecordActions sb_reason_actions (SbRecordState state, const char *reason);

G_END_DECLS
