/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The differences of two signed assessments, and the way to the joint version. It is hidden as long as one of them is
 * missing: nobody is told what the other wrote before both have signed. */

#include "naru-differences-view.h"

#include <glib/gi18n-lib.h>
#include "naru-assessment.h"
#include "naru-reading.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

struct _NaruDifferencesView
{
  AdwBin parent_instance;
  NaruDesk *desk;
  const char *const *fields;
  NaruReading reading;
  NaruRecord *counsellor;
  NaruRecord *social_worker;
  GtkWidget *box;
  GtkWidget *reopened;
  GtkWidget *list;
  GtkWidget *join;
};

G_DEFINE_FINAL_TYPE (NaruDifferencesView, naru_differences_view, ADW_TYPE_BIN)

typedef struct
{
  gboolean both;
  char *reopened; /* what was signed and is no more, in words */
  NaruRecord *counsellor;
  NaruRecord *social_worker;
  NaruRecord *joint;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_object (&found->counsellor);
  g_clear_object (&found->social_worker);
  g_clear_object (&found->joint);
  g_free (found->reopened);
  g_free (found);
}

/* "Counsellor: Reopened 23 November, Park Ji-hoon: childcare is settled" */
static char *
say_reopened (NaruDesk *desk, NaruRecord *assessment)
{
  g_autofree char *text = naru_assessment_say_reopened (desk, assessment);
  g_autofree char *kind = naru_record_format (assessment, "kind");

  return text != NULL ? g_strdup_printf ("%s: %s", kind, text) : NULL;
}

static gpointer
read_assessments (NaruDesk *reader, const char *jobseeker, gconstpointer context, GError **error)
{
  Found *found = g_new0 (Found, 1);

  found->both = naru_assessments_find (reader, jobseeker, &found->counsellor, &found->social_worker,
                                       &found->joint);
  if (found->counsellor != NULL)
    found->reopened = say_reopened (reader, found->counsellor);
  if (found->reopened == NULL && found->social_worker != NULL)
    found->reopened = say_reopened (reader, found->social_worker);
  return found;
}

static char *
say_view (const char *kind, const char *severity, const char *seen)
{
  const char *who = naru_vocabulary_label (naru_vocabulary_get ("assessment-kind"), kind);
  const char *what = severity != NULL
                         ? naru_vocabulary_label (naru_vocabulary_get ("severity"), severity)
                         : _ ("not named");

  return seen != NULL ? g_strdup_printf ("%s: %s. %s", who, what, seen)
                      : g_strdup_printf (_ ("%s: %s"), who, what);
}

static void
add_difference (NaruDifferencesView *self, const NaruAssessmentDifference *difference)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *first = say_view ("counsellor", difference->first, difference->first_seen);
  g_autofree char *second = say_view ("social_worker", difference->second, difference->second_seen);

  gtk_box_append (
      GTK_BOX (line),
      naru_ui_wrapped_label (
          naru_vocabulary_label (naru_vocabulary_get ("barrier"), difference->barrier), NULL));
  gtk_box_append (GTK_BOX (line), naru_ui_wrapped_label (first, "caption dim-label"));
  gtk_box_append (GTK_BOX (line), naru_ui_wrapped_label (second, "caption dim-label"));
  gtk_widget_set_margin_start (line, 12);
  gtk_box_append (GTK_BOX (self->list), line);
}

static void
show_found (GtkWidget *widget, const char *jobseeker, gpointer data, gboolean other)
{
  NaruDifferencesView *self = NARU_DIFFERENCES_VIEW (widget);
  Found *found = data;
  g_autoptr (GPtrArray) differences = NULL;

  g_set_object (&self->counsellor, found->counsellor);
  g_set_object (&self->social_worker, found->social_worker);
  naru_ui_clear (self->list);
  naru_ui_set_text (self->reopened, found->reopened);
  gtk_widget_set_visible (self->box, found->both);
  /* its place between the lists, too */
  gtk_widget_set_visible (widget, found->both || found->reopened != NULL);
  if (!found->both)
    return;
  differences = naru_assessments_compare (found->counsellor, found->social_worker);
  for (guint i = 0; i < differences->len; i++)
    add_difference (self, differences->pdata[i]);
  if (differences->len == 0)
    {
      GtkWidget *none
          = naru_ui_wrapped_label (_ ("Both see the same barriers, equally severe."), "dim-label");

      gtk_widget_set_margin_start (none, 12);
      gtk_box_append (GTK_BOX (self->list), none);
    }
  gtk_widget_set_visible (self->join, found->joint == NULL);
}

static NaruCommand *
add_joint (NaruDesk *desk, NaruRecord *draft, const char *context, GError **error)
{
  NaruCommand *command = naru_command_new (_ ("Write the joint version"));

  naru_command_create (command, draft);
  return command;
}

static void
join_cb (NaruDifferencesView *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (NaruRecord) draft = NULL;

  if (window == NULL || self->counsellor == NULL || self->social_worker == NULL)
    return;
  draft = naru_assessments_join (self->desk, self->counsellor, self->social_worker);
  naru_record_panel_add (window, _ ("Joint version"), draft, self->fields, C_ ("action", "Add"),
                         add_joint, NULL);
}

/**
 * naru_differences_view_show:
 *
 * Reads the assessments of a person off the main loop, and shows where they differ.
 */
void
naru_differences_view_show (NaruDifferencesView *self, const char *jobseeker)
{
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, jobseeker, read_assessments,
                      NULL, show_found, found_free);
}

static void
naru_differences_view_dispose (GObject *object)
{
  NaruDifferencesView *self = NARU_DIFFERENCES_VIEW (object);

  naru_reading_clear (&self->reading);
  g_clear_object (&self->counsellor);
  g_clear_object (&self->social_worker);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_differences_view_parent_class)->dispose (object);
}

static void
naru_differences_view_class_init (NaruDifferencesViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_differences_view_dispose;
}

static void
naru_differences_view_init (NaruDifferencesView *self)
{
  GtkWidget *heading
      = naru_ui_heading (_ ("Where the two assessments differ"), _ ("before the joint meeting"));
  GtkWidget *all;

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  self->join = gtk_button_new_with_label (_ ("Write the joint version"));
  naru_ui_add_classes (self->join, "flat row-action");
  gtk_widget_set_halign (self->join, GTK_ALIGN_START);
  gtk_widget_set_margin_start (heading, 12);
  g_signal_connect_swapped (self->join, "clicked", G_CALLBACK (join_cb), self);
  gtk_box_append (GTK_BOX (self->box), heading);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->join);
  gtk_widget_hide (self->box);
  self->reopened = naru_ui_wrapped_label (NULL, "strip");
  gtk_widget_hide (self->reopened);
  all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (all), self->reopened);
  gtk_box_append (GTK_BOX (all), self->box);
  gtk_widget_hide (GTK_WIDGET (self));
  adw_bin_set_child (ADW_BIN (self), all);
}

/**
 * naru_differences_view_new:
 * @fields: of the form of an assessment; they stay
 *
 * Makes it, empty; see naru_differences_view_show().
 */
GtkWidget *
naru_differences_view_new (NaruDesk *desk, const char *const *fields)
{
  NaruDifferencesView *self = g_object_new (NARU_TYPE_DIFFERENCES_VIEW, NULL);

  self->desk = g_object_ref (desk);
  self->fields = fields;
  return GTK_WIDGET (self);
}
