/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question of the intake interview: boxes to choose, the screening of digital skills, needs, consent; and a note in the
 * person's words. What was answered before is filled in. */

#include "naru-intake-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

#define CODE "naru-code"
#define AREA "naru-area"

struct _NaruIntakeForm
{
  AdwBin parent_instance;
  NaruDesk *desk;
  NaruIntakeRules *rules;
  const NaruIntakeQuestion *question;
  char *jobseeker;
  GtkWidget *box;
  GPtrArray *checks; /* boxes of answers, needs, or yes and no */
  GPtrArray *levels; /* buttons of the screening, or what may be shared */
  GtkWidget *parts;
  GtkWidget *proposal;
  GtkWidget *wish;
  GtkWidget *paper;
  gboolean paper_chosen; /* by hand: the proposal leaves it alone */
  gboolean setting;
  GtkWidget *note;
};

enum
{
  CHANGED,
  SUBMIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruIntakeForm, naru_intake_form, ADW_TYPE_BIN)

static const char *
code_of (gpointer widget)
{
  return g_object_get_data (G_OBJECT (widget), CODE);
}

/* Codes of the boxes that are ticked. */
static char **
get_ticked (GPtrArray *checks)
{
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();

  for (guint i = 0; i < checks->len; i++)
    if (gtk_check_button_get_active (checks->pdata[i]))
      g_strv_builder_add (codes, code_of (checks->pdata[i]));
  return g_strv_builder_end (codes);
}

/* Boxes */

static gboolean
is_alone (NaruIntakeForm *self, const char *code)
{
  for (guint i = 0; i < self->question->answers->len; i++)
    {
      const NaruIntakeAnswer *answer = g_ptr_array_index (self->question->answers, i);

      if (strcmp (answer->id, code) == 0)
        return answer->alone;
    }
  return FALSE;
}

/* "None of these" and any of these do not go together: the one ticked last stays. */
static void
untick_others (NaruIntakeForm *self, GtkCheckButton *ticked)
{
  gboolean alone = is_alone (self, code_of (ticked));

  for (guint i = 0; i < self->checks->len; i++)
    {
      GtkCheckButton *other = self->checks->pdata[i];

      if (other != ticked && (alone || is_alone (self, code_of (other))))
        gtk_check_button_set_active (other, FALSE);
    }
}

static void
toggled_cb (NaruIntakeForm *self, GtkCheckButton *check)
{
  gboolean active = gtk_check_button_get_active (check);

  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (check), "chosen");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (check), "chosen");
  if (active && self->question->kind == NARU_INTAKE_MANY)
    untick_others (self, check);
  if (self->parts != NULL && g_strcmp0 (code_of (check), "given") == 0)
    gtk_widget_set_visible (self->parts, active);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
new_check (NaruIntakeForm *self, GPtrArray *into, const char *code, const char *title,
           const char *hint, gboolean radio)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (title, NULL));
  if (hint != NULL && *hint != '\0')
    gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (hint, "caption dim-label"));
  gtk_widget_set_margin_start (texts, 6);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), texts);
  gtk_widget_add_css_class (check, "choice");
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, hint != NULL ? hint : "",
                                  -1);
  g_object_set_data_full (G_OBJECT (check), CODE, g_strdup (code), g_free);
  if (radio && into->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (check), into->pdata[0]);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (into, check);
  return check;
}

static void
add_answers (NaruIntakeForm *self, const char *given)
{
  g_auto (GStrv) before = g_strsplit (given != NULL ? given : "", " ", -1);

  for (guint i = 0; i < self->question->answers->len; i++)
    {
      const NaruIntakeAnswer *answer = g_ptr_array_index (self->question->answers, i);
      GtkWidget *check = new_check (
          self, self->checks, answer->id, naru_words_get (&answer->title, NULL),
          naru_words_get (&answer->hint, NULL), self->question->kind == NARU_INTAKE_ONE);

      gtk_box_append (GTK_BOX (self->box), check);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                   g_strv_contains ((const char *const *) before, answer->id));
    }
}

/* Two columns of boxes for the terms of a vocabulary. */
static GtkWidget *
new_terms (NaruIntakeForm *self, GPtrArray *into, const char *vocabulary)
{
  NaruVocabulary *terms = naru_vocabulary_get (vocabulary);
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_row_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 9);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  for (guint i = 0; i < naru_vocabulary_size (terms); i++)
    {
      const char *code = naru_vocabulary_code_at (terms, i);
      GtkWidget *check
          = new_check (self, into, code, naru_vocabulary_label (terms, code), NULL, FALSE);

      gtk_widget_set_hexpand (check, TRUE);
      gtk_grid_attach (GTK_GRID (grid), check, (int) (i % 2), (int) (i / 2), 1, 1);
    }
  return grid;
}

static void
add_consent (NaruIntakeForm *self, const char *given)
{
  GtkWidget *yes
      = new_check (self, self->checks, "given", _ ("Agrees"),
                   _ ("What is ticked below may be shared with the partners who help."), TRUE);
  GtkWidget *no = new_check (self, self->checks, "refused", _ ("Does not agree"),
                             _ ("Nothing is shared. Everything else goes on as usual."), TRUE);

  self->parts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (self->parts),
                  naru_ui_wrapped_label (_ ("What may be shared"), "heading"));
  gtk_box_append (GTK_BOX (self->parts), new_terms (self, self->levels, "shared-part"));
  gtk_widget_hide (self->parts);
  gtk_box_append (GTK_BOX (self->box), yes);
  gtk_box_append (GTK_BOX (self->box), no);
  gtk_box_append (GTK_BOX (self->box), self->parts);
  for (guint i = 0; i < self->levels->len; i++)
    gtk_check_button_set_active (self->levels->pdata[i],
                                 g_strcmp0 (code_of (self->levels->pdata[i]), "contact") == 0
                                     || g_strcmp0 (code_of (self->levels->pdata[i]), "plan") == 0);
  if (g_strcmp0 (given, "refused") == 0)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (no), TRUE);
  else if (g_strcmp0 (given, "given") == 0)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (yes), TRUE);
}

/* Screening of digital skills */

static GHashTable *
get_levels (NaruIntakeForm *self)
{
  GHashTable *levels = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->levels->len; i++)
    if (gtk_toggle_button_get_active (self->levels->pdata[i]))
      g_hash_table_insert (levels, g_object_get_data (self->levels->pdata[i], AREA),
                           (gpointer) code_of (self->levels->pdata[i]));
  return levels;
}

/* The wish in the list, whose first entry is none. */
static const char *
get_wish (NaruIntakeForm *self)
{
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->wish));

  return position == 0 || position == GTK_INVALID_LIST_POSITION
             ? NULL
             : naru_vocabulary_code_at (naru_vocabulary_get ("channel"), position - 1);
}

static void
show_proposal (NaruIntakeForm *self)
{
  g_autoptr (GHashTable) levels = get_levels (self);
  const NaruIntakeRule *rule = g_hash_table_size (levels) == self->rules->screening->len
                                   ? naru_screening_evaluate (self->rules, levels)
                                   : NULL;
  g_autofree char *text = NULL;

  if (rule != NULL)
    /* Translators: %1$s is a channel such as "By phone", %2$s the reason, a sentence */
    text = g_strdup_printf (_ ("Proposed: %1$s. %2$s"),
                            naru_vocabulary_label (naru_vocabulary_get ("channel"), rule->outcome),
                            naru_words_get (&rule->words, NULL));
  naru_ui_set_text (self->proposal, text);
  if (rule != NULL && !self->paper_chosen)
    {
      self->setting = TRUE;
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->paper), rule->paper);
      self->setting = FALSE;
    }
}

static void
level_cb (NaruIntakeForm *self)
{
  show_proposal (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
paper_cb (NaruIntakeForm *self)
{
  self->paper_chosen = self->paper_chosen || !self->setting;
}

static GtkWidget *
new_level_buttons (NaruIntakeForm *self, const NaruScreeningQuestion *question, const char *level)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = NULL;

  gtk_widget_add_css_class (line, "linked");
  gtk_box_set_homogeneous (GTK_BOX (line), TRUE);
  for (guint i = 0; i < NARU_SCREENING_LEVELS; i++)
    {
      const char *text = naru_words_get (&self->rules->levels[i], NULL);
      GtkWidget *label = gtk_label_new (text);
      GtkWidget *button = gtk_toggle_button_new ();
      g_autofree char *code = g_strdup_printf ("%u", i);
      g_autofree char *name
          = g_strdup_printf (_ ("%s: %s"), naru_words_get (&question->title, NULL), text);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_button_set_child (GTK_BUTTON (button), label);
      gtk_widget_add_css_class (button, "level");
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                      -1);
      if (first == NULL)
        first = button;
      else
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_strcmp0 (level, code) == 0);
      g_object_set_data_full (G_OBJECT (button), CODE, g_steal_pointer (&code), g_free);
      g_object_set_data (G_OBJECT (button), AREA, question->area);
      g_signal_connect_object (button, "toggled", G_CALLBACK (level_cb), self, G_CONNECT_SWAPPED);
      g_ptr_array_add (self->levels, button);
      gtk_box_append (GTK_BOX (line), button);
    }
  return line;
}

static char *
find_level (NaruRecord *jobseeker, const char *area)
{
  for (guint i = 0; i < naru_record_get_length (jobseeker, "digitalSkills"); i++)
    {
      g_autofree char *here = naru_record_get_element (jobseeker, "digitalSkills", i, "area");

      if (g_strcmp0 (here, area) == 0)
        return naru_record_get_element (jobseeker, "digitalSkills", i, "level");
    }
  return NULL;
}

static void
add_wish (NaruIntakeForm *self, NaruRecord *jobseeker)
{
  NaruVocabulary *channels = naru_vocabulary_get ("channel");
  const char *channel = naru_record_get (jobseeker, "preferredChannel");
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("As proposed"));
  for (guint i = 0; i < naru_vocabulary_size (channels); i++)
    gtk_string_list_append (
        names, naru_vocabulary_label (channels, naru_vocabulary_code_at (channels, i)));
  self->wish = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  naru_ui_add_classes (self->wish, "field");
  naru_ui_name (self->wish, _ ("The person's own wish"));
  /* A channel noted before the screening, such as at the desk, is a wish. */
  if (channel != NULL && naru_record_get_length (jobseeker, "digitalSkills") == 0)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->wish),
                                (guint) (naru_vocabulary_position (channels, channel) + 1));
  gtk_box_append (GTK_BOX (self->box), naru_ui_captioned (_ ("The person's own wish"), self->wish));
}

static void
add_screening (NaruIntakeForm *self, NaruRecord *jobseeker)
{
  for (guint i = 0; i < self->rules->screening->len; i++)
    {
      const NaruScreeningQuestion *question = g_ptr_array_index (self->rules->screening, i);
      g_autofree char *level = find_level (jobseeker, question->area);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

      gtk_box_append (GTK_BOX (line),
                      naru_ui_wrapped_label (naru_words_get (&question->title, NULL), NULL));
      gtk_box_append (GTK_BOX (line), new_level_buttons (self, question, level));
      gtk_box_append (GTK_BOX (self->box), line);
    }
  self->proposal = naru_ui_wrapped_label (NULL, "strip");
  gtk_box_append (GTK_BOX (self->box), self->proposal);
  add_wish (self, jobseeker);
  self->paper = gtk_check_button_new_with_label (
      _ ("Gets the plan on paper, in plain words and large letters"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->paper),
                               naru_record_get_boolean (jobseeker, "paperPlan"));
  self->paper_chosen = naru_record_has (jobseeker, "paperPlan");
  gtk_box_append (GTK_BOX (self->box), self->paper);
  g_signal_connect_object (self->paper, "toggled", G_CALLBACK (paper_cb), self, G_CONNECT_SWAPPED);
  show_proposal (self);
}

/* Outcome */

/**
 * naru_intake_form_get_question:
 *
 * Returns: (transfer none): the question, part of the rules
 */
const NaruIntakeQuestion *
naru_intake_form_get_question (NaruIntakeForm *self)
{
  return self->question;
}

/**
 * naru_intake_form_get_answer:
 *
 * Returns: (transfer full) (nullable): the answers that are ticked, separated by spaces; %NULL for none, and for a question
 *   on which no route depends
 */
char *
naru_intake_form_get_answer (NaruIntakeForm *self)
{
  g_auto (GStrv) ticked = NULL;

  if (self->question->kind > NARU_INTAKE_MANY)
    return NULL;
  ticked = get_ticked (self->checks);
  return ticked[0] != NULL ? g_strjoinv (" ", ticked) : NULL;
}

static NaruCommand *
make_consent (NaruIntakeForm *self, const char *note, GError **error)
{
  g_auto (GStrv) ticked = get_ticked (self->checks);
  g_auto (GStrv) parts = get_ticked (self->levels);
  static const char *const nothing[] = { NULL };

  if (ticked[0] == NULL)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, _ ("Please choose one answer."));
      return NULL;
    }
  return g_str_equal (ticked[0], "given")
             ? naru_intake_consent (self->desk, self->jobseeker, TRUE, (const char *const *) parts,
                                    note, error)
             : naru_intake_consent (self->desk, self->jobseeker, FALSE, nothing, note, error);
}

/**
 * naru_intake_form_make_command:
 *
 * Returns: (transfer full) (nullable): the command that stores the answer; %NULL with what is missing
 */
NaruCommand *
naru_intake_form_make_command (NaruIntakeForm *self, GError **error)
{
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note));
  g_auto (GStrv) ticked = get_ticked (self->checks);
  g_autoptr (GHashTable) levels = NULL;

  switch (self->question->kind)
    {
    case NARU_INTAKE_DIGITAL:
      levels = get_levels (self);
      return naru_intake_screen (self->desk, self->jobseeker, levels, get_wish (self),
                                 gtk_check_button_get_active (GTK_CHECK_BUTTON (self->paper)), note,
                                 error);
    case NARU_INTAKE_NEEDS:
      return naru_intake_note_needs (self->desk, self->jobseeker, (const char *const *) ticked,
                                     note, error);
    case NARU_INTAKE_CONSENT:
      return make_consent (self, note, error);
    case NARU_INTAKE_ONE:
    case NARU_INTAKE_MANY:
    default:
      return naru_intake_answer (self->desk, self->jobseeker, self->question->id,
                                 (const char *const *) ticked, note, error);
    }
}

/* Making it */

static void
submit_cb (NaruIntakeForm *self)
{
  g_signal_emit (self, signals[SUBMIT], 0);
}

static void
add_note (NaruIntakeForm *self, const char *text)
{
  self->note = gtk_entry_new ();
  naru_ui_add_classes (self->note, "field");
  naru_ui_name (self->note, _ ("Note"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->note),
                                  _ ("In the person's words, if it helps the next one"));
  gtk_editable_set_text (GTK_EDITABLE (self->note), text != NULL ? text : "");
  naru_ui_undo_when_empty (self->note);
  g_signal_connect_object (self->note, "activate", G_CALLBACK (submit_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), naru_ui_captioned (_ ("Note"), self->note));
}

static void
read_stored (NaruRecord *jobseeker, const char *question, char **answer, char **note)
{
  for (guint i = 0; i < naru_record_get_length (jobseeker, "intake"); i++)
    {
      g_autofree char *here = naru_record_get_element (jobseeker, "intake", i, "question");

      if (g_strcmp0 (here, question) != 0)
        continue;
      *answer = naru_record_get_element (jobseeker, "intake", i, "answer");
      *note = naru_record_get_element (jobseeker, "intake", i, "reason");
    }
}

static gboolean
naru_intake_form_grab_focus (GtkWidget *widget)
{
  NaruIntakeForm *self = NARU_INTAKE_FORM (widget);
  GPtrArray *first = self->checks->len > 0 ? self->checks : self->levels;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (self->checks->pdata[i]))
      return gtk_widget_grab_focus (self->checks->pdata[i]);
  return gtk_widget_grab_focus (first->len > 0 ? first->pdata[0] : self->note);
}

static void
naru_intake_form_dispose (GObject *object)
{
  NaruIntakeForm *self = NARU_INTAKE_FORM (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->rules, naru_intake_rules_unref);
  g_clear_pointer (&self->jobseeker, g_free);
  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->levels, g_ptr_array_unref);
  G_OBJECT_CLASS (naru_intake_form_parent_class)->dispose (object);
}

static void
naru_intake_form_class_init (NaruIntakeFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_intake_form_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_intake_form_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = naru_ui_focus_child;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[SUBMIT] = g_signal_new ("submit", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_intake_form_init (NaruIntakeForm *self)
{
  self->checks = g_ptr_array_new ();
  self->levels = g_ptr_array_new ();
}

/**
 * naru_intake_form_new:
 * @desk: a desk
 * @rules: the path
 * @question: a question of it
 * @jobseeker: who is asked
 *
 * Makes the form, with what was answered before.
 */
GtkWidget *
naru_intake_form_new (NaruDesk *desk, NaruIntakeRules *rules, const NaruIntakeQuestion *question,
                      NaruRecord *jobseeker)
{
  NaruIntakeForm *self = g_object_new (NARU_TYPE_INTAKE_FORM, NULL);
  g_autofree char *answer = NULL, *note = NULL;

  self->desk = g_object_ref (desk);
  g_atomic_ref_count_inc (&rules->references);
  self->rules = rules;
  self->question = question;
  self->jobseeker = g_strdup (naru_record_get_id (jobseeker));
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  read_stored (jobseeker, question->id, &answer, &note);
  switch (question->kind)
    {
    case NARU_INTAKE_DIGITAL:
      gtk_box_set_spacing (GTK_BOX (self->box), 15);
      add_screening (self, jobseeker);
      break;
    case NARU_INTAKE_NEEDS:
      gtk_box_append (GTK_BOX (self->box), new_terms (self, self->checks, "barrier"));
      break;
    case NARU_INTAKE_CONSENT:
      add_consent (self, answer);
      break;
    case NARU_INTAKE_ONE:
    case NARU_INTAKE_MANY:
    default:
      add_answers (self, answer);
      break;
    }
  add_note (self, note);
  adw_bin_set_child (ADW_BIN (self), self->box);
  return GTK_WIDGET (self);
}
