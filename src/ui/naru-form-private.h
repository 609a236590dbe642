/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the form: its rows, shared by naru-form.c, which builds them, and naru-form-rows.c, which works with them. */
#pragma once

#include "naru-field-editor.h"
#include "naru-form.h"

G_BEGIN_DECLS

typedef struct
{
  NaruForm *form;
  const NaruField *field;
  NaruFieldEditor *editor;
  GtkWidget *message;
  GtkWidget *note; /* what is good to know of it */
  GtkWidget *symbols; /* of what rules found in the field */
  char *saved; /* the value in the record */
  gboolean edited;
  gboolean saving;
  gboolean overtaken; /* somebody has saved another value while this one was typed */
} NaruFormRow;

struct _NaruForm
{
  AdwBin parent_instance;
  NaruDesk *desk;
  const NaruRecordType *type;
  NaruRecord *record;
  gboolean draft_only;
  GPtrArray *rows;
  GtkWidget *box;
  GtkGrid *grid;
  GtkSizeGroup *labels; /* of all grids */
  int grid_row;
  GtkWidget *line; /* of the field before, where others stand beside it */
  GtkWidget *cell; /* of the field before */
  GtkWidget *offer;
  GtkWidget *offer_label;
  GtkWidget *sensitive_button;
  GtkWidget *sensitive;
  char *draft_key;
  guint draft_id;
  GHashTable *offered; /* what an earlier draft holds, until it was put back or discarded */
};

void naru_form_row_free (NaruFormRow *row);
NaruFormRow *naru_form_find_row (NaruForm *self, const char *field);
gboolean naru_form_set_on_record (NaruRecord *record, const NaruField *field, const char *value,
                                  GError **error);
void naru_form_row_say (NaruFormRow *row, const char *message);
gboolean naru_form_row_check (NaruFormRow *row, char **value);
void naru_form_keep_draft (NaruForm *self);
void naru_form_put_back (NaruForm *self);
void naru_form_discard_draft (NaruForm *self);
void naru_form_offer_draft (NaruForm *self);
void naru_form_row_edited (NaruFormRow *row);
void naru_form_row_commit (NaruFormRow *row);
void naru_form_row_leave (NaruFormRow *row);
void naru_form_row_overtake (NaruFormRow *row, const char *before);
void naru_form_row_revert (NaruFormRow *row);

G_END_DECLS
