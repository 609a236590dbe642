/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each text of a vacancy beside the same in other words. What nobody has written yet is marked; what is written is checked as
 * the advertisement itself: long sentences, officialese, and what the law says. Keystrokes are a draft in the store until the
 * text is saved, when it is left. */

#include "naru-vacancy-wordings.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "naru-field-editor.h"
#include "naru-findings.h"
#include "naru-form-draft.h"
#include "naru-ui-util.h"
#include "naru-vacancy-work.h"
#include "naru-vocabulary.h"
#include "naru-window.h"

#define DRAFT_AFTER 50 /* milliseconds: keystrokes that come together are written together */
#define CHECK_AFTER 40 /* milliseconds without a keystroke */
#define PLAIN "plain"

struct _NaruVacancyWordings
{
  AdwBin parent_instance;

  NaruDetail *page; /* not owned: it holds this */
  char *vacancy;
  char *wording; /* language of a translation, or "plain" */
  GtkWidget *choice;
  GtkWidget *rows;
  GtkWidget *sum;
  GPtrArray *wordings; /* of char*, as in the choice */
  GPtrArray *parts;
  NaruChecker *checker;
  guint draft_id;
  guint check_id;
  gboolean filling;
};

typedef struct
{
  NaruVacancyWordings *tab;
  const NaruField *member;
  GtkWidget *original;
  GtkWidget *state;
  NaruFieldEditor *editor;
  gboolean edited;
} Part;

G_DEFINE_FINAL_TYPE (NaruVacancyWordings, naru_vacancy_wordings, ADW_TYPE_BIN)

static NaruDesk *
get_desk (NaruVacancyWordings *self)
{
  return naru_detail_get_desk (self->page);
}

/* As casework takes it: NULL for plain language. */
static const char *
get_language (NaruVacancyWordings *self)
{
  return g_strcmp0 (self->wording, PLAIN) == 0 ? NULL : self->wording;
}

static char *
dup_typed (Part *part)
{
  char *value = NULL;
  g_autofree char *message = NULL;

  naru_field_editor_dup_value (part->editor, &value, &message);
  return value;
}

/* Drafts */

static void
keep_draft (NaruVacancyWordings *self)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *key = NULL;

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (self->vacancy == NULL || self->wording == NULL)
    return;
  key = naru_form_draft_key ("vacancy", self->vacancy, self->wording);
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];
      char *value;

      if (!part->edited)
        continue;
      value = dup_typed (part);
      g_hash_table_insert (values, g_strdup (part->member->name),
                           value != NULL ? value : g_strdup (""));
    }
  naru_form_draft_keep (naru_desk_get_store (get_desk (self)), key, values);
}

static gboolean
keep_draft_cb (gpointer data)
{
  NaruVacancyWordings *self = data;

  self->draft_id = 0;
  keep_draft (self);
  return G_SOURCE_REMOVE;
}

static void
keep_draft_soon (NaruVacancyWordings *self)
{
  if (self->draft_id == 0)
    self->draft_id = g_timeout_add (DRAFT_AFTER, keep_draft_cb, self);
}

static void
put_back_draft (NaruVacancyWordings *self)
{
  g_autofree char *key = naru_form_draft_key ("vacancy", self->vacancy, self->wording);
  g_autoptr (GHashTable) values = naru_form_draft_read (naru_desk_get_store (get_desk (self)), key);

  for (guint i = 0; values != NULL && i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];
      const char *value = g_hash_table_lookup (values, part->member->name);

      if (value == NULL)
        continue;
      naru_field_editor_set_value (part->editor, *value != '\0' ? value : NULL);
      part->edited = TRUE;
    }
}

/* Checking */

static gboolean
is_about (const NaruFinding *finding, const char *member)
{
  gsize length = strlen (member);

  return finding->justification == NULL && strncmp (finding->field, member, length) == 0
         && (finding->field[length] == '\0' || finding->field[length] == '/')
         && finding->end > finding->start;
}

static void
show_state (Part *part, GPtrArray *findings)
{
  g_autoptr (GPtrArray) here = g_ptr_array_new ();
  g_autoptr (GArray) marks = g_array_new (FALSE, FALSE, sizeof (NaruLevelMark));
  g_autofree char *typed = dup_typed (part);

  naru_ui_clear (part->state);
  if (typed == NULL)
    {
      naru_field_editor_set_marks (part->editor, NULL);
      gtk_box_append (GTK_BOX (part->state),
                      naru_ui_icon_text (NULL, NULL,
                                         get_language (part->tab) == NULL
                                             ? _ ("Not in plain language yet")
                                             : _ ("Not translated yet")));
      return;
    }
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const NaruFinding *finding = findings->pdata[i];
      NaruLevelMark mark = { finding->level, FALSE, finding->start, finding->end };
      g_autofree char *text = NULL;

      if (!is_about (finding, part->member->name))
        continue;
      text = g_strdup_printf ("%s: %s", naru_level_label (finding->level), finding->message);
      gtk_box_append (GTK_BOX (part->state),
                      naru_ui_icon_text (naru_level_icon (finding->level),
                                         naru_level_class (finding->level), text));
      if (strcmp (finding->field, part->member->name) == 0)
        g_array_append_val (marks, mark);
    }
  naru_field_editor_set_marks (part->editor, marks);
}

static NaruRecord *
dup_with_typed (NaruVacancyWordings *self)
{
  NaruRecord *record = naru_record_copy (naru_detail_get_record (self->page));
  const char *language = get_language (self);

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];
      g_autofree char *value = part->edited ? dup_typed (part) : NULL;
      gboolean fits
          = !part->edited
            || (language == NULL
                    ? naru_record_set_member (record, PLAIN, part->member->name, value, NULL)
                    : naru_record_set_element (record, "translations", language, part->member->name,
                                               value, NULL));

      if (!fits)
        g_debug ("What is typed does not fit yet.");
    }
  return record;
}

static void
check (NaruVacancyWordings *self)
{
  g_autoptr (NaruRecord) typed = dup_with_typed (self);
  g_autoptr (NaruRecord) other = naru_vacancy_in_other_words (typed, get_language (self));
  g_autoptr (NaruDraft) draft = naru_draft_new_from_record (other);
  g_autofree char *today = naru_desk_today (get_desk (self));
  g_autofree char *law
      = naru_store_get_setting (naru_desk_get_store (get_desk (self)), "vacancy-jurisdiction");
  const char *language = naru_draft_guess_language (draft);
  g_autoptr (GPtrArray) findings = NULL;
  NaruFindingSummary summary;
  g_autofree char *sum = NULL;
  guint there = 0;

  if (self->checker == NULL)
    {
      self->checker = naru_checker_new (
          language, law != NULL ? law : naru_checker_default_jurisdiction (language));
      naru_checker_set_today (self->checker, today);
    }
  findings = naru_checker_check (self->checker, draft, &summary);
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];
      g_autofree char *value = dup_typed (part);

      there += value != NULL;
      show_state (part, findings);
    }
  /* Translators: how many of the texts are written in the other words */
  sum = g_strdup_printf (_ ("%u of %u texts"), there, self->parts->len);
  gtk_label_set_text (GTK_LABEL (self->sum), sum);
}

static gboolean
check_cb (gpointer data)
{
  NaruVacancyWordings *self = data;

  self->check_id = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

/* Editing */

static void
edited_cb (Part *part)
{
  NaruVacancyWordings *self = part->tab;

  part->edited = TRUE;
  keep_draft_soon (self);
  if (self->check_id == 0)
    self->check_id = g_timeout_add (CHECK_AFTER, check_cb, self);
}

static void
save_cb (Part *part)
{
  NaruVacancyWordings *self = part->tab;
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autofree char *value = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (!part->edited || window == NULL)
    return;
  value = dup_typed (part);
  command = naru_vacancy_set_wording (get_desk (self), self->vacancy, get_language (self),
                                      part->member->name, value, &error);
  if (command == NULL)
    {
      naru_window_tell_error (window, _ ("This text cannot be saved."), error);
      return;
    }
  part->edited = FALSE;
  keep_draft_soon (self);
  naru_window_run_quietly (window, command, NULL, NULL);
}

static void
add_part (NaruVacancyWordings *self, GtkWidget *grid, const NaruField *member, int row)
{
  Part *part = g_new0 (Part, 1);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *right = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *caption = naru_ui_label (naru_field_get_label (member), "caption dim-label");

  part->tab = self;
  part->member = member;
  part->original = naru_ui_wrapped_label ("", NULL);
  part->state = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  part->editor = NARU_FIELD_EDITOR (naru_field_editor_new (get_desk (self), member));
  gtk_label_set_selectable (GTK_LABEL (part->original), TRUE);
  gtk_widget_set_can_focus (part->original, FALSE);
  gtk_widget_set_valign (part->original, GTK_ALIGN_START);
  gtk_widget_set_margin_top (part->original, 6);
  g_signal_connect_swapped (part->editor, "edited", G_CALLBACK (edited_cb), part);
  g_signal_connect_swapped (part->editor, "commit", G_CALLBACK (save_cb), part);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (save_cb), part);
  gtk_widget_add_controller (GTK_WIDGET (part->editor), focus);
  gtk_box_append (GTK_BOX (right), GTK_WIDGET (part->editor));
  gtk_box_append (GTK_BOX (right), part->state);
  gtk_widget_set_margin_top (caption, row > 0 ? 9 : 0);
  gtk_grid_attach (GTK_GRID (grid), caption, 0, row * 2, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), part->original, 0, row * 2 + 1, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), right, 1, row * 2 + 1, 1, 1);
  g_ptr_array_add (self->parts, part);
}

/* One row for each text that the vacancy has. */
static void
build_rows (NaruVacancyWordings *self, NaruRecord *vacancy)
{
  const NaruField *plain
      = naru_record_type_find_field (naru_record_get_record_type (vacancy), PLAIN);
  GtkWidget *grid = gtk_grid_new ();
  int row = 0;

  g_ptr_array_set_size (self->parts, 0);
  naru_ui_clear (self->rows);
  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  for (const NaruField *member = plain->fields; member->name != NULL; member++)
    {
      g_autofree char *text = naru_vacancy_dup_text (vacancy, member->name);

      if (text != NULL)
        add_part (self, grid, member, row++);
    }
  gtk_box_append (GTK_BOX (self->rows), grid);
}

static gboolean
rows_fit (NaruVacancyWordings *self, NaruRecord *vacancy)
{
  guint n = 0;

  for (guint i = 0; naru_vacancy_wording_members ()[i] != NULL; i++)
    {
      const char *member = naru_vacancy_wording_members ()[i];
      g_autofree char *text = naru_vacancy_dup_text (vacancy, member);

      if (text == NULL)
        continue;
      if (n >= self->parts->len
          || strcmp (((Part *) self->parts->pdata[n])->member->name, member) != 0)
        return FALSE;
      n++;
    }
  return n == self->parts->len;
}

static void
fill_rows (NaruVacancyWordings *self, NaruRecord *vacancy)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = self->parts->pdata[i];
      g_autofree char *original = naru_vacancy_dup_text (vacancy, part->member->name);
      g_autofree char *value
          = naru_vacancy_dup_wording (vacancy, get_language (self), part->member->name);
      g_autofree char *shown = dup_typed (part);

      gtk_label_set_text (GTK_LABEL (part->original), original != NULL ? original : "");
      if (!part->edited && g_strcmp0 (shown, value) != 0)
        naru_field_editor_set_value (part->editor, value);
    }
}

/* The language of the texts is not one to translate them into. */
static void
fill_choice (NaruVacancyWordings *self, NaruRecord *vacancy)
{
  static const char *const languages[] = { "ko", "en", "fr" };
  g_autoptr (NaruDraft) draft = naru_draft_new_from_record (vacancy);
  const char *own = naru_draft_guess_language (draft);
  GtkStringList *labels = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_ptr_array_set_size (self->wordings, 0);
  g_ptr_array_add (self->wordings, g_strdup (PLAIN));
  gtk_string_list_append (labels, _ ("Plain language"));
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      if (g_str_equal (languages[i], own))
        continue;
      if (g_strcmp0 (self->wording, languages[i]) == 0)
        chosen = self->wordings->len;
      g_ptr_array_add (self->wordings, g_strdup (languages[i]));
      gtk_string_list_append (
          labels, naru_vocabulary_label (naru_vocabulary_get ("languages"), languages[i]));
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->choice), chosen);
  self->filling = FALSE;
  g_object_unref (labels);
  g_free (self->wording);
  self->wording = g_strdup (self->wordings->pdata[chosen]);
}

static void
save_all (NaruVacancyWordings *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    save_cb (self->parts->pdata[i]);
}

static void
show_anew (NaruVacancyWordings *self, NaruRecord *vacancy)
{
  g_clear_pointer (&self->checker, naru_checker_free);
  build_rows (self, vacancy);
  fill_rows (self, vacancy);
  put_back_draft (self);
  check (self);
}

static void
chosen_cb (NaruVacancyWordings *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));

  if (self->filling || self->vacancy == NULL || chosen >= self->wordings->len)
    return;
  save_all (self);
  keep_draft (self);
  g_free (self->wording);
  self->wording = g_strdup (self->wordings->pdata[chosen]);
  show_anew (self, naru_detail_get_record (self->page));
}

/**
 * naru_vacancy_wordings_refresh:
 *
 * Shows the texts of the page's vacancy; what is being typed stays.
 */
void
naru_vacancy_wordings_refresh (NaruVacancyWordings *self)
{
  NaruRecord *vacancy = naru_detail_get_record (self->page);
  gboolean same = g_strcmp0 (self->vacancy, naru_record_get_id (vacancy)) == 0;

  if (same && rows_fit (self, vacancy))
    {
      fill_rows (self, vacancy);
      check (self);
      return;
    }
  keep_draft (self);
  g_free (self->vacancy);
  self->vacancy = g_strdup (naru_record_get_id (vacancy));
  fill_choice (self, vacancy);
  show_anew (self, vacancy);
}

/* The type */

static void
naru_vacancy_wordings_dispose (GObject *object)
{
  NaruVacancyWordings *self = NARU_VACANCY_WORDINGS (object);

  if (self->draft_id != 0)
    keep_draft (self);
  g_clear_handle_id (&self->check_id, g_source_remove);
  g_clear_pointer (&self->vacancy, g_free);
  g_clear_pointer (&self->wording, g_free);
  g_clear_pointer (&self->checker, naru_checker_free);
  G_OBJECT_CLASS (naru_vacancy_wordings_parent_class)->dispose (object);
}

static void
naru_vacancy_wordings_finalize (GObject *object)
{
  g_ptr_array_unref (NARU_VACANCY_WORDINGS (object)->wordings);
  g_ptr_array_unref (NARU_VACANCY_WORDINGS (object)->parts);
  G_OBJECT_CLASS (naru_vacancy_wordings_parent_class)->finalize (object);
}

static void
naru_vacancy_wordings_class_init (NaruVacancyWordingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_vacancy_wordings_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_vacancy_wordings_finalize;
}

static void
naru_vacancy_wordings_init (NaruVacancyWordings *self)
{
  self->wordings = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_ptr_array_new_with_free_func (g_free);
}

/**
 * naru_vacancy_wordings_new:
 * @page: the page of a vacancy
 *
 * Returns: (transfer floating): the texts of no vacancy yet, see naru_vacancy_wordings_refresh()
 */
GtkWidget *
naru_vacancy_wordings_new (NaruDetail *page)
{
  NaruVacancyWordings *self = g_object_new (NARU_TYPE_VACANCY_WORDINGS, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->page = page;
  self->choice = gtk_drop_down_new (NULL, NULL);
  naru_ui_add_classes (self->choice, "field");
  naru_ui_name (self->choice, _ ("In which words"));
  self->sum = naru_ui_label ("", "caption dim-label");
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_signal_connect_swapped (self->choice, "notify::selected", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (head), self->choice);
  gtk_box_append (GTK_BOX (head), self->sum);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->rows);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
