/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rules found in the fields of a form: a symbol for each level at the field, and lines under the words. */

#include "naru-form-private.h"

#include <string.h>

/**
 * naru_form_focus_words:
 * @start: first character
 * @end: the one behind the last; nothing is selected where it is not behind @start
 *
 * Puts the cursor into a field, and selects words there.
 */
void
naru_form_focus_words (NaruForm *self, const char *field, guint start, guint end)
{
  NaruFormRow *row = naru_form_find_row (self, field);

  if (row == NULL)
    return;
  naru_form_focus (self, field);
  naru_field_editor_select (row->editor, start, end);
}

static gboolean
is_about (const NaruFinding *finding, const char *field)
{
  gsize length = strlen (field);

  return strncmp (finding->field, field, length) == 0
         && (finding->field[length] == '\0' || finding->field[length] == '.'
             || finding->field[length] == '/');
}

/**
 * naru_form_show_findings:
 * @findings: (nullable) (element-type NaruFinding): what was found, in any field
 * @selected: (nullable): the one that keys act on
 *
 * Shows at each field the level of what was found in it, and marks the words where they are typed.
 */
void
naru_form_show_findings (NaruForm *self, GPtrArray *findings, const NaruFinding *selected)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      NaruFormRow *row = self->rows->pdata[i];
      g_autoptr (GPtrArray) here = g_ptr_array_new ();
      g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (NaruLevelMark));
      GtkWidget *symbols;

      for (guint k = 0; findings != NULL && k < findings->len; k++)
        {
          const NaruFinding *finding = findings->pdata[k];
          NaruLevelMark mark
              = { finding->level, finding == selected, finding->start, finding->end };

          if (!is_about (finding, row->field->name) || finding->justification != NULL)
            continue;
          g_ptr_array_add (here, (gpointer) finding);
          if (mark.end > mark.start)
            g_array_append_val (marks, mark);
        }
      symbols = naru_level_make_symbols (here);
      adw_bin_set_child (ADW_BIN (row->symbols), symbols);
      gtk_widget_set_visible (row->symbols, symbols != NULL);
      naru_field_editor_set_marks (row->editor, marks);
    }
}
