/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * LLVMFuzzerTestOneInput:
 * @data: (array length=size): any bytes
 *
 * What every target defines, under the name that libFuzzer knows: reads @data as the outside would
 * send it and aborts when something is not in order. Returns 0.
 */
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

G_END_DECLS
