/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * sb_test_damage:
 * @rand: source of chance; the same seed does the same damage
 * @bytes: (not nullable): a good input
 *
 * Changes up to five places: a byte replaced, a stretch left out or doubled elsewhere, a piece of
 * syntax put in.
 *
 * Returns: (transfer full)
 */
GBytes *sb_test_damage (GRand *rand, GBytes *bytes);

G_END_DECLS
