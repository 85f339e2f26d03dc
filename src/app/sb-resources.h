/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SB_RESOURCE_PATH "/io/github/stockbook/Stockbook"

/* Makes templates, style and icons known; call once before the first widget. Safe to repeat. */
void sb_resources_register (void);

G_END_DECLS
