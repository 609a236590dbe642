/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to the view of requirements: its rows, and what is typed in them and not saved yet. */
#pragma once

#include "naru-command.h"
#include "naru-level-mark.h"
#include "naru-element-fields.h"
#include "naru-requirements-view.h"

G_BEGIN_DECLS

#define NARU_REQUIREMENT_GAP 18 /* as in forms, so that the texts stand below each other */

struct _NaruRequirementsView
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruRecord *vacancy;
  GtkWidget *list;
  GtkWidget *count;
  GtkWidget *note;
  GtkWidget *more; /* what else leaves people out */
  GtkWidget *new_need;
  GtkWidget *new_text;
  guint draft_id;
  gboolean filling;
};

typedef struct
{
  NaruRequirementsView *view;
  char *id;
  GtkWidget *need;
  GtkWidget *text;
  GtkWidget *effect;
  GtkWidget *share;
  GtkWidget *symbols; /* of what rules found in it */
  GtkWidget *easier; /* what asking for less would change */
  GtkWidget *summary; /* of what it says beside its text */
  GtkWidget *below; /* where the details are, once they were opened */
  GtkWidget *details;
  gboolean edited;
} NaruRequirementRow;

NaruRequirementRow *naru_requirement_row_at (NaruRequirementsView *self, int position);
void naru_requirements_edited (NaruRequirementsView *self);

GtkWidget *naru_requirement_need_new (void);
const char *naru_requirement_need_get (GtkWidget *drop_down);
GtkWidget *naru_requirement_text_new (void);
NaruCommand *naru_requirements_new_command (NaruRequirementsView *self, const char *format);
void naru_requirements_run (NaruRequirementsView *self, NaruCommand *command, gboolean quietly);
GtkWidget *naru_requirement_row_new (NaruRequirementsView *self, guint position);
void naru_requirement_row_fill (NaruRequirementsView *self, NaruRequirementRow *row,
                                guint position);
int naru_requirement_row_position (NaruRequirementRow *row);
void naru_requirement_row_save (NaruRequirementRow *row);
void naru_requirement_row_open_details (NaruRequirementRow *row);

void naru_requirements_keep_draft (NaruRequirementsView *self);
void naru_requirements_keep_draft_soon (NaruRequirementsView *self);
void naru_requirements_put_back_draft (NaruRequirementsView *self);

G_END_DECLS
