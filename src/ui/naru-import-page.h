/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of an import: the columns with what they give, and the result. */
#pragma once

#include <adwaita.h>
#include "naru-import.h"

G_BEGIN_DECLS

#define NARU_TYPE_IMPORT_PAGE (naru_import_page_get_type ())
G_DECLARE_FINAL_TYPE (NaruImportPage, naru_import_page, NARU, IMPORT_PAGE, AdwBin)

GtkWidget *naru_import_page_new (void);
void naru_import_page_set_import (NaruImportPage *self, NaruImport *import);
void naru_import_page_set_message (NaruImportPage *self, const char *message);
gboolean naru_import_page_is_ready (NaruImportPage *self);

/* Signal "changed": what keeps it from starting may have changed */

GtkWidget *naru_import_result_new (void);
void naru_import_result_fill (GtkWidget *result, const NaruImportReport *report,
                              NaruImport *import);

G_END_DECLS
