/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sb-practice-tree.h"

G_BEGIN_DECLS

/*
 * The XML form of requests and answers. QuickBooks answers XML to whoever does not ask for JSON,
 * and the older libraries speak nothing else. Inside the practice company everything is a tree in
 * the shape of the JSON; the two functions here translate at the door:
 *
 * - a member whose name begins in lower case ("domain", "sparse", "bId", "startPosition") is an
 *   attribute, every other member an element;
 * - a list is its elements, one after the other;
 * - a reference {"value":"1","name":"Sales"} is <ItemRef name="Sales">1</ItemRef>.
 */

/* Reads an XML document (@length bytes, -1: up to NUL; any prefix of the namespace; no DTD) into
 * the shape of the JSON: for a batch {"BatchItemRequest":[..]}, else the members of the root.
 * @root: (out) (transfer full): the name of the root element without prefix. Returns: (transfer
 * full); on failure NULL with the fault 2010 and no @root: no XML, or nested deeper than
 * %SB_TREE_MAX_DEPTH. */
SbTree *sb_xml_parse (const char *text, gssize length, char **root, GError **error);

/* The XML document for @answer (as it would leave as JSON: {"Invoice":{..},"time":".."}, a fault, a
 * report). Returns: (transfer full). */
char *sb_xml_from_answer (const SbTree *answer);

G_END_DECLS
