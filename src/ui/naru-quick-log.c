/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Logging a conversation in one line. The sentence that names a date is what comes next; a second line, opened with
 * Ctrl+Return, says it in other words, with the contact and whether it was promised. What is typed and not added is kept
 * for each employer. */

#include "naru-quick-log.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-date-button.h"
#include "naru-employer-work.h"
#include "naru-timeline-entry.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"
#include "naru-window.h"

struct _NaruQuickLog
{
  AdwBin parent_instance;

  NaruDesk *desk;
  char *employer;
  GPtrArray *contacts; /* ids, in the order of the drop-down after "Nobody named" */
  GPtrArray *names;
  gboolean running;
  gboolean contact_chosen;
  gboolean filling;

  GtkWidget *kind;
  GtkWidget *entry;
  GtkWidget *add;
  GtkWidget *preview;
  GtkWidget *preview_text;
  GtkWidget *more;
  GtkWidget *next;
  GtkWidget *date;
  GtkWidget *promise;
  GtkWidget *contact;
  GtkWidget *details;
};

G_DEFINE_FINAL_TYPE (NaruQuickLog, naru_quick_log, ADW_TYPE_BIN)

/* Splits a line where the last sentence that names a date begins. Returns what comes next, and in @said what stands
 * around it; %NULL where no sentence names a date. */
static char *
split_next (const char *text, const char *today, char **said, char **date)
{
  g_autoptr (GRegex) ends = g_regex_new ("(?<=[.!?。])\\s+|\\n+", 0, 0, NULL);
  g_auto (GStrv) sentences = g_regex_split (ends, text, 0);
  g_autoptr (GString) rest = g_string_new (NULL);
  int found = -1;

  for (int i = 0; sentences[i] != NULL; i++)
    {
      g_autofree char *named = naru_employer_guess_date (sentences[i], today);

      if (named == NULL)
        continue;
      found = i;
      g_free (*date);
      *date = g_steal_pointer (&named);
    }
  if (found < 0)
    return NULL;
  for (int i = 0; sentences[i] != NULL; i++)
    if (i != found && *sentences[i] != '\0')
      g_string_append_printf (rest, "%s%s", rest->len > 0 ? " " : "", sentences[i]);
  *said = g_string_free (g_steal_pointer (&rest), FALSE);
  return g_strdup (g_strstrip (sentences[found]));
}

static gboolean
more_is_open (NaruQuickLog *self)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->more));
}

/* What will be logged: as typed into two lines, or as read out of one. */
static void
read_entry (NaruQuickLog *self, char **said, char **next, char **date)
{
  const char *line = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *today = naru_desk_today (self->desk);

  if (more_is_open (self))
    {
      *said = g_strdup (line);
      *next = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->next))));
      *date = g_strdup (naru_date_button_get_date (NARU_DATE_BUTTON (self->date)));
      if (**next == '\0')
        g_clear_pointer (next, g_free);
    }
  else
    *next = split_next (line, today, said, date);
  if (*said == NULL)
    *said = g_strdup (line);
  g_strstrip (*said);
}

static void
show_preview (NaruQuickLog *self)
{
  g_autofree char *said = NULL;
  g_autofree char *next = NULL;
  g_autofree char *date = NULL;
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *text = NULL;

  read_entry (self, &said, &next, &date);
  gtk_widget_set_sensitive (self->add, *said != '\0' || next != NULL);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->details),
                                 *said != '\0' || next != NULL || more_is_open (self));
  if (!more_is_open (self) && next != NULL)
    text = naru_next_action_dup_sentence (next, date, today);
  gtk_label_set_text (GTK_LABEL (self->preview_text), text != NULL ? text : "");
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->preview), text != NULL);
}

/* A contact who is named in the line is the one who was talked to, unless somebody else was chosen. */
static void
guess_contact (NaruQuickLog *self)
{
  const char *line = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  guint found = 0;

  if (self->contact_chosen)
    return;
  for (guint i = 0; i < self->names->len && found == 0; i++)
    if (strstr (line, self->names->pdata[i]) != NULL)
      found = i + 1;
  self->filling = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->contact), found);
  self->filling = FALSE;
}

static void
typed_cb (NaruQuickLog *self)
{
  if (self->filling)
    return;
  guess_contact (self);
  show_preview (self);
}

static void
next_typed_cb (NaruQuickLog *self)
{
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *date = NULL;

  if (self->filling)
    return;
  date = naru_employer_guess_date (gtk_editable_get_text (GTK_EDITABLE (self->next)), today);
  if (date != NULL)
    naru_date_button_set_date (NARU_DATE_BUTTON (self->date), date);
  show_preview (self);
}

static void
contact_chosen_cb (NaruQuickLog *self)
{
  if (!self->filling)
    self->contact_chosen = TRUE;
}

static void
open_more (NaruQuickLog *self)
{
  g_autofree char *said = NULL;
  g_autofree char *next = NULL;
  g_autofree char *date = NULL;

  if (!more_is_open (self))
    {
      read_entry (self, &said, &next, &date);
      self->filling = TRUE;
      if (next != NULL)
        {
          gtk_editable_set_text (GTK_EDITABLE (self->entry), said);
          gtk_editable_set_text (GTK_EDITABLE (self->next), next);
          naru_date_button_set_date (NARU_DATE_BUTTON (self->date), date);
        }
      self->filling = FALSE;
      gtk_revealer_set_reveal_child (GTK_REVEALER (self->more), TRUE);
      show_preview (self);
    }
  gtk_widget_grab_focus (self->next);
}

static void
empty (NaruQuickLog *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_editable_set_text (GTK_EDITABLE (self->next), "");
  naru_date_button_set_date (NARU_DATE_BUTTON (self->date), NULL);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->promise), FALSE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->contact), 0);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->more), FALSE);
  self->contact_chosen = FALSE;
  self->filling = FALSE;
  show_preview (self);
}

static char *
draft_key (NaruQuickLog *self)
{
  return g_strconcat ("log ", self->employer, NULL);
}

static void
keep_draft (NaruQuickLog *self)
{
  g_autofree char *key = NULL;
  g_autofree char *text = NULL;
  g_autofree char *before = NULL;
  const char *line = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  const char *next = gtk_editable_get_text (GTK_EDITABLE (self->next));

  if (self->employer == NULL)
    return;
  key = draft_key (self);
  before = naru_store_get_draft (naru_desk_get_store (self->desk), key);
  text = *next != '\0' ? g_strdup_printf ("%s\n%s", line, next) : g_strdup (line);
  if (g_strcmp0 (before != NULL ? before : "", text) != 0)
    naru_store_keep_draft (naru_desk_get_store (self->desk), key, *text != '\0' ? text : NULL);
}

static void
take_draft (NaruQuickLog *self)
{
  g_autofree char *key = draft_key (self);
  g_autofree char *text = naru_store_get_draft (naru_desk_get_store (self->desk), key);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", 2) : NULL;

  if (lines == NULL || lines[0] == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), lines[0]);
  if (lines[1] == NULL)
    return;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->more), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->next), lines[1]);
}

static void
added_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_autoptr (NaruQuickLog) self = data;

  self->running = FALSE;
  if (!done)
    return;
  empty (self);
  keep_draft (self);
  gtk_widget_grab_focus (self->entry);
}

static const char *
get_kind (NaruQuickLog *self)
{
  return naru_vocabulary_code_at (naru_vocabulary_get ("interaction-kind"),
                                  gtk_drop_down_get_selected (GTK_DROP_DOWN (self->kind)));
}

static void
add_cb (NaruQuickLog *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  guint contact = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->contact));
  g_autofree char *said = NULL;
  g_autofree char *next = NULL;
  g_autofree char *date = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (window == NULL || self->employer == NULL || self->running)
    return;
  read_entry (self, &said, &next, &date);
  command = naru_employer_log (
      self->desk, self->employer, get_kind (self), said,
      contact > 0 && contact <= self->contacts->len ? self->contacts->pdata[contact - 1] : NULL,
      next, date, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->promise)), &error);
  if (command == NULL)
    {
      naru_window_toast (window, error->message);
      return;
    }
  self->running = TRUE;
  naru_window_run_full (window, command, added_cb, g_object_ref (self));
}

static gboolean
more_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  NaruQuickLog *self = NARU_QUICK_LOG (widget);

  if (more_is_open (self) && gtk_widget_get_focus_child (self->more) != NULL)
    add_cb (self);
  else
    open_more (self);
  return TRUE;
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  NaruQuickLog *self = NARU_QUICK_LOG (widget);

  if (!more_is_open (self))
    return FALSE;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->more), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->next), "");
  gtk_widget_grab_focus (self->entry);
  show_preview (self);
  return TRUE;
}

static void
read_contacts (NaruQuickLog *self)
{
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_ptr_array_set_size (self->contacts, 0);
  g_ptr_array_set_size (self->names, 0);
  gtk_string_list_append (labels, _ ("With nobody named"));
  found
      = naru_employer_find_contacts (naru_desk_get_store (self->desk), self->employer, FALSE, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      NaruRecord *contact = found->pdata[i];
      g_autofree char *label = g_strdup_printf (_ ("With %s"), naru_record_get_title (contact));

      g_ptr_array_add (self->contacts, g_strdup (naru_record_get_id (contact)));
      g_ptr_array_add (self->names, g_strdup (naru_record_get_title (contact)));
      gtk_string_list_append (labels, label);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->contact), G_LIST_MODEL (labels));
}

/**
 * naru_quick_log_show:
 *
 * Shows the strip for an employer; called again when its contacts may have changed.
 */
void
naru_quick_log_show (NaruQuickLog *self, const char *employer)
{
  gboolean other = g_strcmp0 (self->employer, employer) != 0;
  guint contact = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->contact));

  if (other)
    {
      keep_draft (self);
      g_free (self->employer);
      self->employer = g_strdup (employer);
    }
  self->filling = TRUE;
  read_contacts (self);
  if (!other && contact <= self->contacts->len)
    gtk_drop_down_set_selected (GTK_DROP_DOWN (self->contact), contact);
  self->filling = FALSE;
  if (!other)
    return;
  empty (self);
  take_draft (self);
}

/**
 * naru_quick_log_focus:
 *
 * Puts the cursor into the line.
 */
void
naru_quick_log_focus (NaruQuickLog *self)
{
  gtk_widget_grab_focus (self->entry);
}

static void
naru_quick_log_unmap (GtkWidget *widget)
{
  keep_draft (NARU_QUICK_LOG (widget));
  GTK_WIDGET_CLASS (naru_quick_log_parent_class)->unmap (widget);
}

static void
naru_quick_log_dispose (GObject *object)
{
  NaruQuickLog *self = NARU_QUICK_LOG (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->employer, g_free);
  g_clear_pointer (&self->contacts, g_ptr_array_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  G_OBJECT_CLASS (naru_quick_log_parent_class)->dispose (object);
}

static void
naru_quick_log_class_init (NaruQuickLogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = naru_quick_log_dispose;
  widget_class->unmap = naru_quick_log_unmap;
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, more_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, more_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
}

static GtkWidget *
make_kinds (void)
{
  NaruVocabulary *kinds = naru_vocabulary_get ("interaction-kind");
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (guint i = 0; i < naru_vocabulary_size (kinds); i++)
    gtk_string_list_append (labels,
                            naru_vocabulary_label (kinds, naru_vocabulary_code_at (kinds, i)));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_widget_add_css_class (drop_down, "flat");
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  naru_ui_name (drop_down, _ ("Kind of conversation"));
  return drop_down;
}

static GtkWidget *
make_entry (const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_has_frame (GTK_ENTRY (entry), FALSE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 12);
  gtk_widget_set_hexpand (entry, TRUE);
  naru_ui_name (entry, hint);
  return entry;
}

static GtkWidget *
make_more (NaruQuickLog *self)
{
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = naru_ui_icon ("naru-promise-symbolic", "hint", NULL);

  gtk_widget_set_margin_start (icon, 12);
  self->next = make_entry (_ ("What comes next?"));
  self->date = naru_date_button_new (self->desk, _ ("No date"), _ ("Due"));
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), self->next);
  gtk_box_append (GTK_BOX (line), self->date);
  gtk_box_append (GTK_BOX (rows), line);
  self->more = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->more), rows);
  g_signal_connect_swapped (self->next, "changed", G_CALLBACK (next_typed_cb), self);
  g_signal_connect_swapped (self->next, "activate", G_CALLBACK (add_cb), self);
  return self->more;
}

static GtkWidget *
make_preview (NaruQuickLog *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *change = gtk_button_new_with_label (_ ("Change"));

  gtk_widget_set_margin_start (line, 12);
  self->preview_text = naru_ui_wrapped_label ("", "caption");
  gtk_widget_set_hexpand (self->preview_text, TRUE);
  naru_ui_add_classes (change, "flat row-action");
  naru_ui_set_tooltip (change, _ ("Say it in a line of its own (Ctrl+Return)"));
  gtk_box_append (GTK_BOX (line), naru_ui_icon ("naru-promise-symbolic", "hint", NULL));
  gtk_box_append (GTK_BOX (line), self->preview_text);
  gtk_box_append (GTK_BOX (line), change);
  self->preview = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->preview), line);
  g_signal_connect_swapped (change, "clicked", G_CALLBACK (open_more), self);
  return self->preview;
}

/* Whom it was with and whether it was promised; seen while something is typed. */
static GtkWidget *
make_details (NaruQuickLog *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->contact = gtk_drop_down_new_from_strings (NULL);
  gtk_widget_add_css_class (self->contact, "flat");
  naru_ui_name (self->contact, _ ("With"));
  gtk_box_append (GTK_BOX (line), self->contact);
  self->promise = gtk_check_button_new_with_label (_ ("Promised"));
  gtk_box_append (GTK_BOX (line), self->promise);
  g_signal_connect_swapped (self->contact, "notify::selected", G_CALLBACK (contact_chosen_cb),
                            self);
  return line;
}

static void
naru_quick_log_init (NaruQuickLog *self)
{
  self->contacts = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
}

/**
 * naru_quick_log_new:
 *
 * Returns: (transfer floating): a strip for no employer yet, see naru_quick_log_show()
 */
GtkWidget *
naru_quick_log_new (NaruDesk *desk)
{
  NaruQuickLog *self = g_object_new (NARU_TYPE_QUICK_LOG, NULL);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->desk = g_object_ref (desk);
  self->kind = make_kinds ();
  self->entry = make_entry (_ ("What was said, and what comes next?"));
  naru_ui_undo_when_empty (self->entry);
  self->add = gtk_button_new_with_label (_ ("Add"));
  naru_ui_add_classes (self->add, "flat row-action");
  gtk_widget_set_valign (self->add, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), self->kind);
  gtk_box_append (GTK_BOX (line), self->entry);
  gtk_box_append (GTK_BOX (line), self->add);
  gtk_box_append (GTK_BOX (rows), line);
  gtk_box_append (GTK_BOX (rows), make_preview (self));
  gtk_box_append (GTK_BOX (rows), make_more (self));
  self->details = gtk_revealer_new ();
  gtk_revealer_set_child (GTK_REVEALER (self->details), make_details (self));
  gtk_box_append (GTK_BOX (rows), self->details);
  gtk_widget_add_css_class (rows, "quick");
  adw_bin_set_child (ADW_BIN (self), rows);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (typed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  show_preview (self);
  return GTK_WIDGET (self);
}
