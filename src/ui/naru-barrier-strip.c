/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Barriers in short: severity as bars, trend as an arrow, each with its word, and who leads. */

#include "naru-barrier-strip.h"

#include <glib/gi18n-lib.h>
#include "naru-assessment.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

struct _NaruBarrierStrip
{
  AdwBin parent_instance;

  NaruDesk *desk;
  GtkWidget *note;
  GtkWidget *cards;
  char *noted; /* whose barriers were shown last */
};

G_DEFINE_FINAL_TYPE (NaruBarrierStrip, naru_barrier_strip, ADW_TYPE_BIN)

/* Where the value of a field stands among the terms that it can have. */
static int
rank (NaruRecord *barrier, const char *field)
{
  return naru_vocabulary_position (naru_vocabulary_get (field), naru_record_get (barrier, field));
}

/**
 * naru_barrier_compare:
 *
 * Orders an array of barriers: what still stands first, the worst first, then as the terms are offered. A #GCompareFunc.
 */
int
naru_barrier_compare (gconstpointer a, gconstpointer b)
{
  NaruRecord *first = *(NaruRecord *const *) a, *second = *(NaruRecord *const *) b;
  int difference = naru_record_has (first, "resolvedOn") - naru_record_has (second, "resolvedOn");

  if (difference == 0)
    difference = rank (second, "severity") - rank (first, "severity");
  return difference != 0 ? difference : rank (first, "barrier") - rank (second, "barrier");
}

/**
 * naru_barriers_read:
 *
 * Returns: (transfer full) (element-type NaruRecord): the open barriers of a person, worst first; empty where the person
 *   at this desk may not know them
 */
GPtrArray *
naru_barriers_read (NaruDesk *desk, const char *jobseeker)
{
  g_autoptr (NaruQuery) query = naru_query_new ("barrier");
  GPtrArray *barriers = NULL;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  if (naru_desk_has_role (desk, NARU_ROLE_SITUATION))
    barriers = naru_store_find (naru_desk_get_store (desk), query, NULL);
  if (barriers == NULL)
    return g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = barriers->len; i > 0; i--)
    if (naru_record_has (barriers->pdata[i - 1], "resolvedOn"))
      g_ptr_array_remove_index (barriers, i - 1);
  g_ptr_array_sort (barriers, naru_barrier_compare);
  return barriers;
}

static GtkWidget *
new_card (NaruDesk *desk, NaruRecord *barrier)
{
  static const char *const marks[] = { "severity", "trend" };
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name = naru_record_format (barrier, "barrier");
  const char *lead = naru_record_get (barrier, "lead");
  g_autofree char *leader
      = lead != NULL ? naru_store_get_title (naru_desk_get_store (desk), lead) : NULL;

  gtk_box_append (GTK_BOX (card), naru_ui_label (name, "heading"));
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *text = naru_record_format (barrier, marks[i]);
      const char *icon = naru_ui_term_icon (marks[i], naru_record_get (barrier, marks[i]), NULL);

      if (icon != NULL)
        gtk_box_append (GTK_BOX (line), naru_ui_icon (icon, i > 0 ? "dim-label" : NULL, NULL));
      if (text != NULL && *text != '\0')
        gtk_box_append (GTK_BOX (line), naru_ui_label (text, i > 0 ? "dim-label" : NULL));
    }
  gtk_box_append (GTK_BOX (card), line);
  if (leader != NULL)
    {
      /* Translators: %s is the organisation that leads on easing a barrier */
      g_autofree char *text = g_strdup_printf (_ ("Lead: %s"), leader);

      gtk_box_append (GTK_BOX (card), naru_ui_label (text, "caption dim-label"));
    }
  return card;
}

/**
 * naru_barrier_strip_show:
 * @jobseeker: whose they are
 * @barriers: (element-type NaruRecord): see naru_barriers_read()
 *
 * Shows barriers, which leaves a trace; hides where there are none.
 */
void
naru_barrier_strip_show (NaruBarrierStrip *self, const char *jobseeker, GPtrArray *barriers)
{
  g_autofree char *note = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u open", "%u open", barriers->len), barriers->len);

  naru_ui_clear (self->cards);
  for (guint i = 0; i < barriers->len; i++)
    {
      gtk_flow_box_append (GTK_FLOW_BOX (self->cards), new_card (self->desk, barriers->pdata[i]));
      gtk_widget_set_focusable (gtk_widget_get_last_child (self->cards), FALSE);
    }
  gtk_label_set_text (GTK_LABEL (self->note), note);
  if (barriers->len > 0 && g_strcmp0 (self->noted, jobseeker) != 0)
    {
      naru_desk_note_reading (self->desk, jobseeker, "barriers");
      g_free (self->noted);
      self->noted = g_strdup (jobseeker);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), barriers->len > 0);
}

static void
naru_barrier_strip_dispose (GObject *object)
{
  NaruBarrierStrip *self = NARU_BARRIER_STRIP (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->noted, g_free);
  G_OBJECT_CLASS (naru_barrier_strip_parent_class)->dispose (object);
}

static void
naru_barrier_strip_class_init (NaruBarrierStripClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_barrier_strip_dispose;
}

static void
naru_barrier_strip_init (NaruBarrierStrip *self)
{
}

/**
 * naru_barrier_strip_new:
 *
 * Returns: (transfer floating): the strip that names a person's barriers under the plan; empty
 * until it is shown one.
 */
GtkWidget *
naru_barrier_strip_new (NaruDesk *desk)
{
  NaruBarrierStrip *self = g_object_new (NARU_TYPE_BARRIER_STRIP, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *heading = naru_ui_heading (_ ("Barriers"), "");
  GtkWidget *open = gtk_button_new_with_label (_ ("Open Situation"));

  self->desk = g_object_ref (desk);
  self->note = gtk_widget_get_last_child (heading);
  gtk_widget_set_hexpand (self->note, TRUE);
  naru_ui_add_classes (open, "flat row-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "jobseeker.show-situation");
  gtk_box_append (GTK_BOX (heading), open);
  self->cards = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->cards), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->cards), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->cards), 4);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->cards), 12);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), self->cards);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
