/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside the page: the form of a record that belongs to the one on the page, such as a step or a barrier. */
#pragma once

#include "naru-detail.h"
#include "naru-panel.h"

G_BEGIN_DECLS

/* Makes the command that adds @draft; NULL with the reason where it cannot be added. */
typedef NaruCommand *(*NaruRecordPanelFunc) (NaruDesk *desk, NaruRecord *draft, const char *context,
                                             GError **error);

/* @fields: as in naru_form_new(). @context: kept for @func; may be NULL. */
NaruPanel *naru_record_panel_add (NaruWindow *window, const char *title, NaruRecord *draft,
                                  const char *const *fields, const char *button_label,
                                  NaruRecordPanelFunc func, const char *context);
/* Changes are saved field by field. @above: a widget that stands above the form, or NULL. */
NaruPanel *naru_record_panel_read (NaruWindow *window, NaruRecord *record,
                                   const char *const *fields, GtkWidget *above);
NaruPanel *naru_record_panel_edit (NaruWindow *window, const char *id, const char *const *fields,
                                   GtkWidget *above);
/* Deletes a record with a command that says what it was. */
NaruCommand *naru_record_panel_delete_command (NaruDesk *desk, const char *id);
/* Deletes the record of a page and goes to the list of @place. */
void naru_record_panel_delete_page (NaruDetail *page, const char *place);

G_END_DECLS
