/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The types of the application and the few of other layers that its headers name, declared
 * forward so that no header has to include another. */
typedef struct _SbApplication SbApplication;
typedef struct _SbCompany SbCompany;
typedef struct _SbPage SbPage;
typedef struct _SbWindow SbWindow;

G_END_DECLS
