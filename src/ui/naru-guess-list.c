/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows with a tick: what it is, what it says, and for a requirement whether it is essential. What was read out of a text has a
 * mark and the words that it comes from; what only its form suggests has to be ticked first. Alt+Up and Alt+Down move a row;
 * Space ticks it. */

#include "naru-guess-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

struct _NaruGuessList
{
  AdwBin parent_instance;

  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (NaruGuessList, naru_guess_list, ADW_TYPE_BIN)

typedef struct
{
  NaruGuess *guess;
  GtkWidget *check;
} Row;

static void
row_free (gpointer data)
{
  naru_guess_free (((Row *) data)->guess);
  g_free (data);
}

static Row *
row_of (GtkWidget *widget)
{
  return g_object_get_data (G_OBJECT (widget), "row");
}

static gboolean
is_requirement (const NaruGuess *guess)
{
  return g_str_equal (guess->field, "requirements") || g_str_equal (guess->field, "skills");
}

static const char *
caption_of (const NaruGuess *guess)
{
  const NaruRecordType *type = naru_record_type_find ("vacancy");
  g_autofree char *name = g_strndup (guess->field, strcspn (guess->field, "."));
  const NaruField *field = naru_record_type_find_field (type, name);

  if (g_str_equal (guess->field, "skills"))
    return _ ("Skill");
  if (g_str_equal (guess->field, "requirements"))
    return _ ("Requirement");
  if (g_str_equal (guess->field, "tasks"))
    return _ ("Task");
  return field != NULL ? naru_field_get_label (field) : guess->field;
}

/* The value as a person reads it. */
static char *
value_of (const NaruGuess *guess)
{
  const NaruField *field
      = naru_record_type_find_field (naru_record_type_find ("vacancy"), guess->field);
  g_autoptr (NaruRecord) record = NULL;

  if (field == NULL || is_requirement (guess))
    return g_strdup (guess->value);
  if (field->kind != NARU_KIND_MONEY && field->kind != NARU_KIND_SET)
    return naru_field_format (field, guess->value);
  record = naru_record_new (naru_record_type_find ("vacancy"), "vacancy:GUESS");
  if (field->kind == NARU_KIND_SET)
    {
      g_auto (GStrv) values = g_strsplit (guess->value, ", ", -1);

      naru_record_set_set (record, guess->field, (const char *const *) values, NULL);
    }
  else
    naru_record_set (record, guess->field, guess->value, NULL);
  return naru_record_format (record, guess->field);
}

/* "Hours a week, from “주 5일, 40시간”": where it was read, if that says more than the value. */
static char *
say_caption (const NaruGuess *guess, const char *value)
{
  g_autofree char *words = NULL;

  if (guess->words == NULL || g_strcmp0 (guess->words, value) == 0)
    return g_strdup (caption_of (guess));
  words = g_strdelimit (g_strdup (guess->words), "\n\t", ' ');
  /* Translators: the name of a field, and the words of an old advertisement that its value was read from */
  return g_strdup_printf (_ ("%s, from “%s”"), caption_of (guess), g_strstrip (words));
}

/* A person has to look at whatever a program read out of a text. */
static GtkWidget *
make_mark (const NaruGuess *guess)
{
  return guess->labelled ? naru_ui_icon ("naru-level-hint-symbolic", "hint",
                                         _ ("Read behind its label: please check"))
                         : naru_ui_icon ("naru-level-review-symbolic", "review",
                                         _ ("Guessed from its form: please check, and tick it"));
}

static void
need_cb (GtkButton *button, Row *row)
{
  gboolean essential = g_strcmp0 (row->guess->need, "essential") == 0;

  g_free (row->guess->need);
  row->guess->need = g_strdup (essential ? "desirable" : "essential");
  gtk_button_set_label (
      button, naru_vocabulary_label (naru_vocabulary_get ("requirement-need"), row->guess->need));
}

static GtkWidget *
make_need (Row *row)
{
  GtkWidget *button = gtk_button_new_with_label (
      naru_vocabulary_label (naru_vocabulary_get ("requirement-need"), row->guess->need));

  naru_ui_add_classes (button, "flat row-action");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  naru_ui_set_tooltip (button, _ ("Essential or desirable"));
  g_signal_connect (button, "clicked", G_CALLBACK (need_cb), row);
  return button;
}

static gboolean
key_cb (GtkEventController *controller, guint key, guint code, GdkModifierType state,
        NaruGuessList *self)
{
  GtkWidget *row = gtk_widget_get_focus_child (self->list);
  int position = row != NULL ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row)) : -1;
  int to = position + (key == GDK_KEY_Up ? -1 : 1);

  if ((state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK || row == NULL
      || (key != GDK_KEY_Up && key != GDK_KEY_Down) || to < 0
      || gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), to) == NULL)
    return FALSE;
  g_object_ref (row);
  gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  gtk_list_box_insert (GTK_LIST_BOX (self->list), row, to);
  g_object_unref (row);
  gtk_widget_grab_focus (row_of (row)->check);
  return TRUE;
}

static GtkWidget *
make_row (NaruGuess *guess)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *value = value_of (guess);
  g_autofree char *caption = say_caption (guess, value);

  row->guess = guess;
  row->check = gtk_check_button_new ();
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check), guess->labelled);
  gtk_widget_set_valign (row->check, GTK_ALIGN_CENTER);
  naru_ui_name (row->check, value);
  gtk_box_append (GTK_BOX (texts), naru_ui_label (caption, "caption dim-label"));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (value, NULL));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), row->check);
  gtk_box_append (GTK_BOX (line), texts);
  if (guess->words != NULL)
    gtk_box_append (GTK_BOX (line), make_mark (guess));
  if (is_requirement (guess) && guess->need != NULL)
    gtk_box_append (GTK_BOX (line), make_need (row));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_widget_set_focusable (widget, FALSE);
  g_object_set_data_full (G_OBJECT (widget), "row", row, row_free);
  return widget;
}

/**
 * naru_guess_list_set:
 * @self: the list
 * @guesses: (transfer full) (element-type NaruGuess): what could be taken over; ticked is what somebody named
 *
 * Shows guesses in the place of those before.
 */
void
naru_guess_list_set (NaruGuessList *self, GPtrArray *guesses)
{
  naru_ui_clear (self->list);
  g_ptr_array_set_free_func (guesses, NULL);
  for (guint i = 0; i < guesses->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (guesses->pdata[i]));
  g_ptr_array_unref (guesses);
}

/**
 * naru_guess_list_get_kept:
 *
 * Returns: (transfer container) (element-type NaruGuess): those with a tick, in the order of the rows
 */
GPtrArray *
naru_guess_list_get_kept (NaruGuessList *self)
{
  GPtrArray *kept = g_ptr_array_new ();

  for (int i = 0;; i++)
    {
      GtkListBoxRow *widget = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);
      Row *row;

      if (widget == NULL)
        return kept;
      row = row_of (GTK_WIDGET (widget));
      if (gtk_check_button_get_active (GTK_CHECK_BUTTON (row->check)))
        g_ptr_array_add (kept, row->guess);
    }
}

static void
naru_guess_list_class_init (NaruGuessListClass *klass)
{
}

static void
naru_guess_list_init (NaruGuessList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  naru_ui_add_classes (self->list, "plain-rows tight");
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (self->list, keys);
  adw_bin_set_child (ADW_BIN (self), self->list);
}

/**
 * naru_guess_list_new:
 *
 * Returns: (transfer floating): an empty list, see naru_guess_list_set()
 */
GtkWidget *
naru_guess_list_new (void)
{
  return g_object_new (NARU_TYPE_GUESS_LIST, NULL);
}
