/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-qbo-answer.h"
#include "sb-qbo-http.h"

G_BEGIN_DECLS

/* What came back, as an answer when it says something (JSON, or an XML fault), else as an error of
 * %SB_QBO_ERROR: any 5xx is _SERVER, anything that cannot be understood is _PROTOCOL; both with
 * sb_qbo_error_maybe_done(). */
SbQboAnswer *sb_qbo_answer_parse (const SbQboReply *reply, GError **error);

G_END_DECLS
