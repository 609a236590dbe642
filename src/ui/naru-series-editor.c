/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only what belongs to the chosen rhythm is seen, and under it the days that follow from it. */

#include "naru-series-editor.h"

#include <glib/gi18n-lib.h>
#include "naru-field-editor.h"
#include "naru-ui-util.h"

#define MOST_IN_A_ROW 52
#define USUAL_IN_A_ROW 6
#define MOST_BETWEEN 12 /* weeks or months */
#define DAYS_NAMED 3 /* of those at the beginning */

/* In the order of the lists. */
enum
{
  ONCE,
  WEEKS,
  MONTHS,
  AS_AGREED,
};
enum
{
  AFTER_COUNT,
  ON_DAY,
};

struct _NaruSeriesEditor
{
  AdwBin parent_instance;

  NaruDesk *desk;
  char *start;
  char *until;
  int cadence;
  GtkWidget *rhythm;
  GtkWidget *every_part, *every;
  GtkWidget *end_part, *end;
  GtkWidget *count_part, *count;
  GtkWidget *until_part, *until_editor;
  GtkWidget *summary;
};

G_DEFINE_FINAL_TYPE (NaruSeriesEditor, naru_series_editor, ADW_TYPE_BIN)

/**
 * naru_series_editor_get_rule:
 * @rule: (out caller-allocates): when it comes again; its text belongs to @self
 *
 * Returns: whether it comes again
 */
gboolean
naru_series_editor_get_rule (NaruSeriesEditor *self, NaruSeriesRule *rule)
{
  guint rhythm = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rhythm));
  gboolean day = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->end)) == ON_DAY;
  g_autofree char *message = NULL;

  g_clear_pointer (&self->until, g_free);
  if (day
      && !naru_field_editor_dup_value (NARU_FIELD_EDITOR (self->until_editor), &self->until,
                                       &message))
    self->until = NULL;
  rule->unit = rhythm == WEEKS    ? NARU_REPEAT_WEEKS
               : rhythm == MONTHS ? NARU_REPEAT_MONTHS
                                  : NARU_REPEAT_DAYS;
  rule->every = rhythm == AS_AGREED
                    ? self->cadence
                    : gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->every));
  rule->count = day ? 0 : gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->count));
  rule->until = self->until;
  return rhythm != ONCE;
}

/* "on the second Tuesday" */
static char *
say_weekday (const char *start)
{
  static const char *const patterns[]
      = { N_ ("On the first %s of the month"), N_ ("On the second %s of the month"),
          N_ ("On the third %s of the month"), N_ ("On the fourth %s of the month"),
          N_ ("On the last %s of the month") };
  g_autoptr (GDateTime) time = start != NULL ? naru_time_parse (start) : NULL;
  g_autoptr (GDateTime) here = time != NULL ? g_date_time_to_local (time) : NULL;
  g_autofree char *weekday = here != NULL ? g_date_time_format (here, "%A") : NULL;

  return here != NULL
             ? g_strdup_printf (_ (patterns[naru_case_weekday_of_month (here) - 1]), weekday)
             : NULL;
}

/* "6 meetings: Tue 24 Nov, Tue 1 Dec, Tue 8 Dec … Tue 29 Dec" */
static char *
say_days (NaruSeriesEditor *self, GPtrArray *times)
{
  g_autoptr (GPtrArray) days = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *list = NULL, *last = NULL, *day = NULL;

  for (guint i = 0; i < MIN (times->len, DAYS_NAMED); i++)
    {
      g_autofree char *date = naru_ui_date_of (times->pdata[i]);

      g_ptr_array_add (days, naru_ui_format_day (date, today));
    }
  g_ptr_array_add (days, NULL);
  /* Translators: stands between the items of a list */
  list = g_strjoinv (_ (", "), (char **) days->pdata);
  if (times->len <= DAYS_NAMED)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%1$u meeting: %2$s", "%1$u meetings: %2$s", times->len),
        times->len, list);
  day = naru_ui_date_of (times->pdata[times->len - 1]);
  last = naru_ui_format_date (day);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$u meeting: %2$s … %3$s",
                                       "%1$u meetings: %2$s … %3$s", times->len),
                          times->len, list, last);
}

static void
show (NaruSeriesEditor *self)
{
  NaruSeriesRule rule;
  gboolean repeats = naru_series_editor_get_rule (self, &rule);
  gboolean day = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->end)) == ON_DAY;
  guint rhythm = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->rhythm));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) times = NULL;
  g_autofree char *days = NULL, *weekday = NULL, *text = NULL;

  gtk_widget_set_visible (self->every_part, rhythm == WEEKS || rhythm == MONTHS);
  gtk_widget_set_visible (self->end_part, repeats);
  gtk_widget_set_visible (self->count_part, repeats && !day);
  gtk_widget_set_visible (self->until_part, repeats && day);
  if (!repeats || self->start == NULL || (day && rule.until == NULL))
    {
      naru_ui_set_text (self->summary, NULL);
      return;
    }
  times = naru_case_list_series (self->start, &rule, &error);
  if (times == NULL)
    {
      naru_ui_set_text (self->summary, error->message);
      return;
    }
  days = say_days (self, times);
  weekday = rhythm == MONTHS ? say_weekday (self->start) : NULL;
  text = weekday != NULL ? g_strconcat (weekday, "\n", days, NULL) : g_strdup (days);
  naru_ui_set_text (self->summary, text);
}

/**
 * naru_series_editor_set_start:
 * @start: (nullable): when the first meeting starts
 */
void
naru_series_editor_set_start (NaruSeriesEditor *self, const char *start)
{
  g_free (self->start);
  self->start = g_strdup (start);
  show (self);
}

static void
naru_series_editor_dispose (GObject *object)
{
  NaruSeriesEditor *self = NARU_SERIES_EDITOR (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->start, g_free);
  g_clear_pointer (&self->until, g_free);
  G_OBJECT_CLASS (naru_series_editor_parent_class)->dispose (object);
}

static void
naru_series_editor_class_init (NaruSeriesEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_series_editor_dispose;
}

static void
naru_series_editor_init (NaruSeriesEditor *self)
{
}

static GtkWidget *
new_list (NaruSeriesEditor *self, const char *name, GtkStringList *choices)
{
  GtkWidget *list = naru_ui_drop_down (G_LIST_MODEL (choices), name);

  g_signal_connect_swapped (list, "notify::selected", G_CALLBACK (show), self);
  return list;
}

static GtkWidget *
new_number (NaruSeriesEditor *self, const char *name, int least, int most, int value)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (least, most, 1);

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), value);
  naru_ui_name (spin, name);
  g_signal_connect_swapped (spin, "value-changed", G_CALLBACK (show), self);
  return spin;
}

static GtkStringList *
list_rhythms (int cadence)
{
  const char *const names[] = { _ ("Once"), _ ("Weekly"), _ ("Monthly, on the weekday"), NULL };
  GtkStringList *list = gtk_string_list_new (names);

  if (cadence > 0)
    {
      g_autofree char *own
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Every %d day, as agreed",
                                          "Every %d days, as agreed", (gulong) cadence),
                             cadence);

      gtk_string_list_append (list, own);
    }
  return list;
}

/**
 * naru_series_editor_new:
 * @cadence: the rhythm that is agreed with the person, in days; 0 for none
 *
 * Returns: (transfer floating): the editor, of one meeting alone
 */
GtkWidget *
naru_series_editor_new (NaruDesk *desk, int cadence)
{
  NaruSeriesEditor *self = g_object_new (NARU_TYPE_SERIES_EDITOR, NULL);
  const char *const ends[] = { _ ("After a number of meetings"), _ ("On a day"), NULL };
  const NaruField *to = naru_record_type_find_field (naru_record_type_find ("absence"), "to");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->desk = g_object_ref (desk);
  self->cadence = cadence;
  self->end = new_list (self, _ ("Ends"), gtk_string_list_new (ends));
  self->every = new_number (self, _ ("How many weeks or months apart"), 1, MOST_BETWEEN, 1);
  self->count = new_number (self, _ ("How many meetings"), 2, MOST_IN_A_ROW, USUAL_IN_A_ROW);
  self->until_editor = naru_field_editor_new (desk, to);
  g_signal_connect_swapped (self->until_editor, "edited", G_CALLBACK (show), self);
  self->summary = naru_ui_wrapped_label (NULL, "caption dim-label");
  self->rhythm = new_list (self, _ ("Repeat"), list_rhythms (cadence));
  self->every_part = naru_ui_captioned (_ ("How many weeks or months apart"), self->every);
  self->end_part = naru_ui_captioned (_ ("Ends"), self->end);
  self->count_part = naru_ui_captioned (_ ("How many meetings"), self->count);
  self->until_part = naru_ui_captioned (_ ("Last day"), self->until_editor);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Repeat"), self->rhythm));
  gtk_box_append (GTK_BOX (box), self->every_part);
  gtk_box_append (GTK_BOX (box), self->end_part);
  gtk_box_append (GTK_BOX (box), self->count_part);
  gtk_box_append (GTK_BOX (box), self->until_part);
  gtk_box_append (GTK_BOX (box), self->summary);
  adw_bin_set_child (ADW_BIN (self), box);
  show (self);
  return GTK_WIDGET (self);
}
