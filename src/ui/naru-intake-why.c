/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why this route, in words: the answers with author and time, the rule that fired, what another answer would change; and
 * the way to choose another route, which asks for a reason. */

#include "naru-intake-why.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "naru-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"
#include "naru-window.h"

struct _NaruIntakeWhy
{
  AdwBin parent_instance;
  NaruDesk *desk;
  char *jobseeker;
  GtkWidget *route;
  GtkWidget *fault;
  GtkWidget *reasons;
  GtkWidget *changes;
  GtkWidget *changes_list;
  GtkWidget *reroute;
};

G_DEFINE_FINAL_TYPE (NaruIntakeWhy, naru_intake_why, ADW_TYPE_BIN)

static void
add_reason (NaruIntakeWhy *self, guint number, const char *text, const char *caption)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *digits = g_strdup_printf ("%u", number);
  GtkWidget *label = naru_ui_label (digits, "dim-label numeric");

  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_NONE);
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (text, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (caption, "caption dim-label"));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (self->reasons), line);
}

/* "Looking for work? Yes": the question and the titles of what was answered */
static char *
say_answer (const NaruIntakeQuestion *question, const char *given)
{
  g_auto (GStrv) ids = g_strsplit (given, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < question->answers->len; i++)
    {
      const NaruIntakeAnswer *answer = g_ptr_array_index (question->answers, i);

      if (g_strv_contains ((const char *const *) ids, answer->id))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                naru_words_get (&answer->title, NULL));
    }
  return g_strdup_printf ("%s %s", naru_words_get (&question->brief, NULL), text->str);
}

static int
find_stored (NaruRecord *jobseeker, const char *question)
{
  for (guint i = 0; i < naru_record_get_length (jobseeker, "intake"); i++)
    {
      g_autofree char *here = naru_record_get_element (jobseeker, "intake", i, "question");

      if (g_strcmp0 (here, question) == 0)
        return (int) i;
    }
  return -1;
}

static char *
say_author (NaruIntakeWhy *self, NaruRecord *jobseeker, int position)
{
  g_autofree char *by = naru_record_get_element (jobseeker, "intake", (guint) position, "by");
  g_autofree char *at = naru_record_get_element (jobseeker, "intake", (guint) position, "at");
  g_autofree char *note = naru_record_get_element (jobseeker, "intake", (guint) position, "reason");
  g_autofree char *name
      = by != NULL ? naru_store_get_title (naru_desk_get_store (self->desk), by) : NULL;
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *when = naru_ui_format_when (at, today);
  g_autofree char *who = g_strdup_printf ("%s, %s", name != NULL ? name : "", when);

  return note != NULL ? g_strdup_printf ("%s\n“%s”", who, note) : g_steal_pointer (&who);
}

static guint
show_answers (NaruIntakeWhy *self, NaruRecord *jobseeker, const NaruIntakeState *state,
              GHashTable *answers)
{
  guint number = 0;

  for (guint i = 0; i < state->path->len; i++)
    {
      const NaruIntakeQuestion *question = g_ptr_array_index (state->path, i);
      const char *given = g_hash_table_lookup (answers, question->id);
      int stored = find_stored (jobseeker, question->id);
      g_autofree char *text = NULL, *who = NULL;

      if (question->kind > NARU_INTAKE_MANY || given == NULL)
        continue;
      text = say_answer (question, given);
      who = stored >= 0 ? say_author (self, jobseeker, stored) : g_strdup (_ ("not saved yet"));
      add_reason (self, ++number, text, who);
    }
  return number;
}

/* What was chosen by hand stands last, with its reason. */
static void
show_reroutes (NaruIntakeWhy *self, NaruRecord *jobseeker, guint number)
{
  for (guint i = 0; i < naru_record_get_length (jobseeker, "intake"); i++)
    {
      g_autofree char *question = naru_record_get_element (jobseeker, "intake", i, "question");
      g_autofree char *route = NULL, *text = NULL, *who = NULL;

      if (question == NULL || !g_str_has_prefix (question, "reroute-"))
        continue;
      route = naru_record_get_element (jobseeker, "intake", i, "answer");
      text = g_strdup_printf (_ ("Chosen by hand: %s"),
                              naru_vocabulary_label (naru_vocabulary_get ("intake-route"), route));
      who = say_author (self, jobseeker, (int) i);
      add_reason (self, ++number, text, who);
    }
}

static void
show_changes (NaruIntakeWhy *self, NaruIntakeRules *rules, GHashTable *answers,
              const NaruIntakeQuestion *question)
{
  g_auto (GStrv) sentences
      = question != NULL ? naru_intake_alternatives (rules, answers, question) : NULL;

  naru_ui_clear (self->changes_list);
  for (guint i = 0; sentences != NULL && sentences[i] != NULL; i++)
    gtk_box_append (GTK_BOX (self->changes_list), naru_ui_wrapped_label (sentences[i], NULL));
  gtk_widget_set_visible (self->changes, sentences != NULL && sentences[0] != NULL);
}

/**
 * naru_intake_why_show:
 * @rules: the path
 * @jobseeker: who is asked
 * @question: (nullable): the question that is seen
 * @answer: (nullable): what is ticked there and not saved yet
 *
 * Shows where the answers lead, with what is ticked at the moment.
 */
void
naru_intake_why_show (NaruIntakeWhy *self, NaruIntakeRules *rules, NaruRecord *jobseeker,
                      const NaruIntakeQuestion *question, const char *answer)
{
  g_autoptr (GHashTable) answers = naru_intake_read_answers (jobseeker);
  const char *fired = naru_record_get (jobseeker, "routeRule");
  gboolean by_hand = fired != NULL && g_str_has_prefix (fired, "reroute@");
  g_autoptr (NaruIntakeState) state = NULL;
  g_autofree char *hand = by_hand ? naru_record_format (jobseeker, "route") : NULL;
  guint number;

  g_free (self->jobseeker);
  self->jobseeker = g_strdup (naru_record_get_id (jobseeker));
  if (question != NULL && answer != NULL)
    g_hash_table_insert (answers, g_strdup (question->id), g_strdup (answer));
  state = naru_intake_evaluate (rules, answers, TRUE);
  naru_ui_clear (self->reasons);
  number = show_answers (self, jobseeker, state, answers);
  if (state->rule != NULL)
    {
      /* Translators: %1$s is the name of a rule, %2$u the version of the rules */
      g_autofree char *rule
          = g_strdup_printf (_ ("rule “%1$s”, version %2$u"), state->rule->id, rules->version);

      add_reason (self, ++number, naru_words_get (&state->rule->words, NULL), rule);
    }
  show_reroutes (self, jobseeker, number);
  gtk_label_set_text (GTK_LABEL (self->route), hand != NULL ? hand
                                               : state->rule != NULL
                                                   ? naru_words_get (&state->rule->to, NULL)
                                                   : _ ("Not decided yet"));
  naru_ui_set_text (self->fault, rules->fault);
  show_changes (self, rules, answers, question);
}

/* Choosing another route */

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *jobseeker;
  GtkWidget *routes;
  GtkWidget *reason;
} Reroute;

static void
reroute_free (gpointer data)
{
  Reroute *reroute = data;

  g_object_unref (reroute->desk);
  g_free (reroute->jobseeker);
  g_free (reroute);
}

static void
apply_cb (Reroute *reroute)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (reroute->routes));
  g_autoptr (GError) error = NULL;
  NaruCommand *command = naru_intake_reroute (
      reroute->desk, reroute->jobseeker,
      naru_vocabulary_code_at (naru_vocabulary_get ("intake-route"), position),
      gtk_editable_get_text (GTK_EDITABLE (reroute->reason)), &error);

  if (command == NULL)
    {
      naru_panel_set_message (reroute->panel, error->message);
      gtk_widget_grab_focus (reroute->reason);
    }
  else
    naru_panel_run_and_close (reroute->panel, command);
}

static void
reroute_cb (NaruIntakeWhy *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  NaruVocabulary *routes = naru_vocabulary_get ("intake-route");
  GtkStringList *names = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  Reroute *reroute;

  if (window == NULL || self->jobseeker == NULL)
    return;
  reroute = g_new0 (Reroute, 1);
  reroute->desk = g_object_ref (self->desk);
  reroute->jobseeker = g_strdup (self->jobseeker);
  for (guint i = 0; i < naru_vocabulary_size (routes); i++)
    gtk_string_list_append (names,
                            naru_vocabulary_label (routes, naru_vocabulary_code_at (routes, i)));
  reroute->routes = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  naru_ui_add_classes (reroute->routes, "field");
  naru_ui_name (reroute->routes, _ ("Route"));
  reroute->reason = gtk_entry_new ();
  naru_ui_add_classes (reroute->reason, "field");
  naru_ui_name (reroute->reason, _ ("Reason"));
  g_signal_connect_swapped (reroute->reason, "activate", G_CALLBACK (apply_cb), reroute);
  gtk_box_append (GTK_BOX (box),
                  naru_ui_wrapped_label (_ ("The answers and the route that they give are kept, "
                                            "beside the one that you choose."),
                                         "dim-label"));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Route"), reroute->routes));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Reason"), reroute->reason));
  g_object_set_data_full (G_OBJECT (box), "naru-reroute", reroute, reroute_free);
  reroute->panel = naru_panel_show (window, _ ("Choose another route"), box);
  naru_panel_set_action (reroute->panel, _ ("Choose this route"), G_CALLBACK (apply_cb), reroute);
  gtk_widget_grab_focus (reroute->routes);
}

static void
naru_intake_why_dispose (GObject *object)
{
  NaruIntakeWhy *self = NARU_INTAKE_WHY (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->jobseeker, g_free);
  G_OBJECT_CLASS (naru_intake_why_parent_class)->dispose (object);
}

static void
naru_intake_why_class_init (NaruIntakeWhyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_intake_why_dispose;
}

static void
naru_intake_why_init (NaruIntakeWhy *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->route = naru_ui_wrapped_label (NULL, "value");
  self->fault = naru_ui_wrapped_label (NULL, "caption review");
  self->reasons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->changes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->changes_list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->reroute = gtk_button_new_with_label (_ ("Choose another route"));
  gtk_widget_set_halign (self->reroute, GTK_ALIGN_START);
  g_signal_connect_swapped (self->reroute, "clicked", G_CALLBACK (reroute_cb), self);
  gtk_box_append (GTK_BOX (head), naru_ui_label (_ ("Route so far"), "caption dim-label"));
  gtk_box_append (GTK_BOX (head), self->route);
  gtk_box_append (GTK_BOX (head), self->fault);
  gtk_widget_set_margin_top (self->changes, 12);
  gtk_widget_set_margin_top (self->reroute, 6);
  gtk_box_append (GTK_BOX (self->changes), naru_ui_label (_ ("What would change it"), "heading"));
  gtk_box_append (GTK_BOX (self->changes), self->changes_list);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->reasons);
  gtk_box_append (GTK_BOX (box), self->changes);
  gtk_box_append (GTK_BOX (box), self->reroute);
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (_ ("Asks for a reason and keeps this one."),
                                                        "caption dim-label"));
  naru_ui_add_classes (box, "rail-content");
  adw_bin_set_child (ADW_BIN (self), naru_ui_scrolled (box));
}

/**
 * naru_intake_why_new:
 *
 * Makes it, empty; see naru_intake_why_show().
 */
GtkWidget *
naru_intake_why_new (NaruDesk *desk)
{
  NaruIntakeWhy *self = g_object_new (NARU_TYPE_INTAKE_WHY, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
