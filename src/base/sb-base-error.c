/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sb-base-error.h"

G_DEFINE_QUARK (sb-base-error-quark, sb_base_error)
