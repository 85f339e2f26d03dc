/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-cli.h"

G_BEGIN_DECLS

/* Objects of the contract that several verbs print. Each writes one JSON value. */

/* {"path","name","currency","closing_date"}; @name and @closing_date (nullable) */
void sb_cli_write_book (SbJsonWriter *writer, const char *path, const char *name, const char *currency,
                        const char *closing_date);
void sb_cli_write_connection (SbJsonWriter *writer, const SbConnectionFacts *facts);
/* null for NULL */
void sb_cli_write_company (SbJsonWriter *writer, const SbCompanyFacts *facts);
void sb_cli_write_checks (SbJsonWriter *writer, GPtrArray *checks);
/* An array of records, (element-type SbRecord). */
void sb_cli_write_records (SbJsonWriter *writer, GPtrArray *records);

G_END_DECLS
