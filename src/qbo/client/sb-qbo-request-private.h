/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-request.h"

G_BEGIN_DECLS

/* A request without a body that wants JSON. (transfer full) of @path */
SbQboRequest *sb_qbo_request_new (SbQboCallKind kind, const char *method, char *path,
                                  const char *entity);

G_END_DECLS
