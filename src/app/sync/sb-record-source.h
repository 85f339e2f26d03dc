/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-list-source.h"

G_BEGIN_DECLS

/* The records of the monitor as a list. The request's parent is a set of states, bits 1 <<
 * SbRecordState; 0: all but superseded. (transfer none): static */
const SbListSource *sb_record_source_get (void);

G_END_DECLS
