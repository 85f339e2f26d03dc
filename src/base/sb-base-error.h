/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SbBaseError:
 * @SB_BASE_ERROR_FORMAT: text is not in the expected form
 * @SB_BASE_ERROR_RANGE: a value is outside its allowed range
 * @SB_BASE_ERROR_OVERFLOW: a result does not fit its integer
 * @SB_BASE_ERROR_TOO_LARGE: outside data is larger or deeper than allowed
 * @SB_BASE_ERROR_MISSING: a member that must be there is not
 * @SB_BASE_ERROR_TYPE: a member has another type than expected
 */
typedef enum
{
  SB_BASE_ERROR_FORMAT,
  SB_BASE_ERROR_RANGE,
  SB_BASE_ERROR_OVERFLOW,
  SB_BASE_ERROR_TOO_LARGE,
  SB_BASE_ERROR_MISSING,
  SB_BASE_ERROR_TYPE,
} SbBaseError;

#define SB_BASE_ERROR (sb_base_error_quark ())
GQuark sb_base_error_quark (void);

G_END_DECLS
