/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An employer's part in programmes with stages, and the programmes and stages that a centre adds to those of every
 * centre. */

#include "naru-employer-tabs.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-employer-panels.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

/* The stage that is under way, or the last that is done: its position; -1 for none. */
static int
find_stage (NaruRecord *record)
{
  int last = -1;

  for (guint i = 0; i < naru_record_get_length (record, "stages"); i++)
    {
      g_autofree char *state = naru_record_get_element (record, "stages", i, "state");

      if (g_strcmp0 (state, "underway") == 0)
        return (int) i;
      if (g_strcmp0 (state, "done") == 0)
        last = (int) i;
    }
  return last;
}

/**
 * naru_programme_say_stage:
 * @record: a part in a programme
 * @today: the day
 *
 * Returns: (transfer full) (nullable): "Diagnosis of the company, under way since Mon 2 Nov"; %NULL where no stage has begun
 */
char *
naru_programme_say_stage (NaruRecord *record, const char *today)
{
  int position = find_stage (record);
  g_autofree char *stage = NULL;
  g_autofree char *state = NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *day = NULL;
  const char *label;

  if (position < 0)
    return NULL;
  stage = naru_record_get_element (record, "stages", (guint) position, "stage");
  state = naru_record_get_element (record, "stages", (guint) position, "state");
  from = naru_record_get_element (record, "stages", (guint) position, "from");
  to = naru_record_get_element (record, "stages", (guint) position, "to");
  label = naru_vocabulary_label (naru_vocabulary_get ("programme-stage"), stage);
  if (label == NULL)
    label = stage;
  if (g_strcmp0 (state, "done") == 0)
    {
      day = naru_ui_format_day (to, today);
      return to != NULL ? g_strdup_printf (_ ("%s, done on %s"), label, day)
                        : g_strdup_printf (_ ("%s, done"), label);
    }
  day = naru_ui_format_day (from, today);
  return from != NULL ? g_strdup_printf (_ ("%s, under way since %s"), label, day)
                      : g_strdup_printf (_ ("%s, under way"), label);
}

static void
fill_participation (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  const char *next = naru_record_get (record, "nextOn");
  const char *state = naru_record_get (record, "state");

  row->title = naru_record_format (record, "programme");
  row->second = naru_programme_say_stage (record, today);
  if (row->second == NULL)
    row->second = naru_record_format (record, "state");
  row->dimmed = g_strcmp0 (state, "applied") != 0 && g_strcmp0 (state, "enrolled") != 0;
  if (next != NULL && !row->dimmed)
    {
      g_autofree char *day = naru_ui_format_day (next, today);
      row->note = g_strdup_printf (_ ("Next step %s"), day);
    }
}

static void
prepare_participation (NaruDesk *desk, NaruRecord *draft)
{
  g_autofree char *today = naru_desk_today (desk);

  if (!naru_record_set (draft, "state", "applied", NULL)
      || !naru_record_set (draft, "from", today, NULL)
      || !naru_record_set (draft, "staff", naru_desk_get_staff (desk), NULL))
    g_debug ("A new part in a programme was not filled in.");
}

static NaruCommand *
add_term (NaruDesk *desk, NaruRecord *draft, const char *context, GError **error)
{
  return naru_centre_add_term (desk, draft, error);
}

static void
term_cb (GtkWidget *button)
{
  static const char *const fields[] = { "en", "ko", "fr", "vocabulary", NULL };
  NaruWindow *window = naru_window_of (button);
  g_autoptr (NaruRecord) draft
      = naru_record_new (naru_record_type_find ("vocabularyAddition"), NULL);

  if (window == NULL)
    return;
  if (!naru_record_set (draft, "vocabulary", "programme-stage", NULL))
    g_debug ("A new term was not filled in.");
  naru_record_panel_add (window, _ ("Add a programme or stage of our own"), draft, fields,
                         C_ ("action", "Add"), add_term, NULL);
}

static GtkWidget *
make_above (NaruDesk *desk, NaruRecord *record)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Add a programme or stage of our own…"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  g_signal_connect (button, "clicked", G_CALLBACK (term_cb), NULL);
  return button;
}

static const char *const participation_fields[]
    = { "programme", "state", "from", "to", "stages", "nextOn", "staff", "note", NULL };

const NaruOwnedSpec naru_employer_programmes = {
  .type = "participation",
  .owner = "employer",
  .order = "from",
  .descending = TRUE,
  .heading = N_ ("Programmes"),
  .add_label = N_ ("Add programme"),
  .add_title = N_ ("New part in a programme"),
  .empty = N_ ("This employer takes part in no programme yet."),
  .fields = participation_fields,
  .fill = fill_participation,
  .prepare = prepare_participation,
  .above = make_above,
};
