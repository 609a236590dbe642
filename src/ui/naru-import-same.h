/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of an import with the rows about employers that may be here already, and what becomes of each. */
#pragma once

#include <adwaita.h>
#include "naru-import.h"

G_BEGIN_DECLS

GtkWidget *naru_import_same_new (void);
/* Shows @found, of NaruImportDuplicate, and takes the choices into @import. */
void naru_import_same_fill (GtkWidget *self, NaruImport *import, GPtrArray *found);

G_END_DECLS
