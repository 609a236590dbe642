/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One menu for what the list shows, as it is filtered. Commands are built off the main loop, and each is one step back. */

#include "naru-list-actions.h"

#include <glib/gi18n-lib.h>
#include "naru-employer-bulk.h"
#include "naru-employer-work.h"
#include "naru-export.h"
#include "naru-list-columns.h"
#include "naru-panel.h"
#include "naru-ui-util.h"
#include "naru-window.h"

typedef enum
{
  TAG,
  CALL_LIST,
  ASSIGN,
} Change;

/* A change of all that is shown; read on another thread. */
typedef struct
{
  GtkWidget *widget;
  NaruQuery *query;
  NaruClock *clock;
  Change change;
  char *word; /* tag, list, or id of a staff member */
  char *reason;
  NaruPanel *panel;
  NaruCommand *command;
} Job;

static void
job_free (Job *self)
{
  g_object_unref (self->widget);
  naru_query_free (self->query);
  g_free (self->word);
  g_free (self->reason);
  g_clear_object (&self->panel);
  g_clear_pointer (&self->command, naru_command_unref);
  g_free (self);
}

static char **
list_ids (NaruStore *reader, const NaruQuery *query, GError **error)
{
  g_autoptr (GArray) numbers = naru_store_list (reader, query, NULL, error);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (numbers == NULL)
    return NULL;
  for (guint i = 0; i < MIN (numbers->len, NARU_BULK_MOST + 1); i++)
    {
      g_autoptr (NaruRecord) record
          = naru_store_get_by_number (reader, g_array_index (numbers, gint64, i), NULL);

      if (record != NULL)
        g_ptr_array_add (ids, g_strdup (naru_record_get_id (record)));
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&ids), FALSE);
}

static gboolean
build_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *self = data;
  g_autoptr (NaruDesk) desk = naru_desk_new (reader, self->clock);
  g_auto (GStrv) ids = list_ids (reader, self->query, error);
  const char *const *all = (const char *const *) ids;

  if (ids == NULL)
    return FALSE;
  self->command = self->change == ASSIGN
                      ? naru_employers_assign (desk, all, self->word, self->reason, error)
                      : naru_employers_add_word (desk, all, self->change == TAG ? "tags" : "lists",
                                                 self->word, error);
  return self->command != NULL;
}

static void
built_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Job *self = data;
  g_autoptr (GError) error = NULL;

  if (!naru_store_read_finish (NARU_STORE (source), result, &error))
    naru_panel_set_message (self->panel, error->message);
  else
    naru_panel_run_and_close (self->panel, g_steal_pointer (&self->command));
  job_free (self);
}

/* What the panel asks for. */
typedef struct
{
  NaruListSource *source;
  Change change;
  NaruPanel *panel;
  GtkWidget *word;
  GtkWidget *reason;
  GPtrArray *staff; /* of NaruWorkload */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_object_unref (self->source);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_free (self);
}

static void
go_cb (Asking *self)
{
  NaruDesk *desk = naru_list_source_get_desk (self->source);
  Job *job = g_new0 (Job, 1);

  job->widget = g_object_ref (self->word);
  job->query = naru_list_source_dup_query (self->source);
  job->clock = naru_desk_get_clock (desk);
  job->change = self->change;
  job->panel = g_object_ref (self->panel);
  if (self->change == ASSIGN)
    {
      guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->word));

      if (chosen < self->staff->len)
        job->word = g_strdup (((NaruWorkload *) self->staff->pdata[chosen])->staff);
      job->reason = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason)));
    }
  else
    job->word = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->word))));
  naru_store_read_async (naru_desk_get_store (desk), build_func, job, NULL, NULL, built_cb, job);
}

static GtkWidget *
make_staff (Asking *self)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  self->staff = naru_employer_workloads (naru_list_source_get_desk (self->source), NULL);
  for (guint i = 0; self->staff != NULL && i < self->staff->len; i++)
    {
      const NaruWorkload *workload = self->staff->pdata[i];
      g_autofree char *text
          = g_strdup_printf ("%s (%d)", workload->name, (int) workload->employers);

      gtk_string_list_append (labels, text);
    }
  return gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
}

static void
ask (GtkWidget *widget, NaruListSource *source, Change change)
{
  static const char *const titles[]
      = { N_ ("Tag what is shown"), N_ ("Put what is shown on a list"),
          N_ ("Assign what is shown") };
  static const char *const captions[] = { N_ ("Tag"), N_ ("List"), N_ ("Who looks after them") };
  NaruWindow *window = naru_window_of (widget);
  g_autofree char *count = naru_list_source_describe (source);
  GtkWidget *box;
  Asking *self;

  if (window == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self = g_new0 (Asking, 1);
  self->source = g_object_ref (source);
  self->change = change;
  g_object_set_data_full (G_OBJECT (box), "naru-asking", self, asking_free);
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (count, "dim-label"));
  self->word = change == ASSIGN ? make_staff (self) : gtk_entry_new ();
  if (change != ASSIGN)
    gtk_widget_add_css_class (self->word, "field");
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ (captions[change]), self->word));
  naru_ui_name (self->word, _ (captions[change]));
  if (change == ASSIGN)
    {
      self->reason = gtk_entry_new ();
      gtk_widget_add_css_class (self->reason, "field");
      naru_ui_name (self->reason, _ ("Reason for the change"));
      gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Reason for the change"), self->reason));
      gtk_box_append (GTK_BOX (box),
                      naru_ui_wrapped_label (_ ("Each employer gets a handover sheet, written from "
                                                "what is known of it."),
                                             "caption dim-label"));
    }
  self->panel = naru_panel_show (window, _ (titles[change]), box);
  naru_panel_set_action (self->panel, C_ ("action", "Do it for all"), G_CALLBACK (go_cb), self);
  gtk_widget_grab_focus (self->word);
}

/* A table of what is shown */

typedef struct
{
  GtkWidget *widget;
  NaruQuery *query;
  GFile *file;
  char **names;
  char **headings;
  guint n_rows;
} Saving;

static gboolean
save_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *self = data;

  return naru_export_shown (reader, self->query, (const char *const *) self->names,
                            (const char *const *) self->headings, self->file, cancellable,
                            &self->n_rows, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (naru_store_read_finish (NARU_STORE (source), result, &error))
    text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u row is saved.", "%u rows are saved.", self->n_rows),
        self->n_rows);
  naru_ui_toast (self->widget, text != NULL ? text : error->message);
  g_object_unref (self->widget);
  naru_query_free (self->query);
  g_object_unref (self->file);
  g_strfreev (self->names);
  g_strfreev (self->headings);
  g_free (self);
}

/* The columns as they are chosen and ordered. */
static void
list_columns (NaruListSource *source, char ***names, char ***headings)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (source);
  g_autofree char *key = g_strdup_printf ("list/%s/columns", spec->type);
  g_autofree char *kept
      = naru_store_get_setting (naru_desk_get_store (naru_list_source_get_desk (source)), key);
  g_auto (GStrv) chosen = kept != NULL ? g_strsplit (kept, " ", -1) : NULL;
  g_autoptr (GStrvBuilder) name_builder = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) heading_builder = g_strv_builder_new ();

  for (guint i = 0; chosen != NULL && chosen[i] != NULL; i++)
    for (const NaruColumnSpec *column = spec->columns; column->name != NULL; column++)
      if (g_str_equal (column->name, chosen[i]))
        {
          g_strv_builder_add (name_builder, column->name);
          g_strv_builder_add (heading_builder, naru_list_column_title (spec, column));
        }
  for (const NaruColumnSpec *column = spec->columns; chosen == NULL && column->name != NULL;
       column++)
    if (column->shown)
      {
        g_strv_builder_add (name_builder, column->name);
        g_strv_builder_add (heading_builder, naru_list_column_title (spec, column));
      }
  *names = g_strv_builder_end (name_builder);
  *headings = g_strv_builder_end (heading_builder);
}

static void
file_cb (GtkWidget *widget, int response, GtkFileChooserNative *chooser)
{
  NaruListSource *source = g_object_get_data (G_OBJECT (chooser), "source");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      Saving *self = g_new0 (Saving, 1);

      self->widget = g_object_ref (widget);
      self->query = naru_list_source_dup_query (source);
      self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      list_columns (source, &self->names, &self->headings);
      naru_store_read_async (naru_desk_get_store (naru_list_source_get_desk (source)), save_func,
                             self, NULL, NULL, saved_cb, self);
    }
  g_object_unref (chooser);
}

static void
save_cb (GtkWidget *button, NaruListSource *source)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (source);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save what is shown"), GTK_WINDOW (gtk_widget_get_root (button)),
      GTK_FILE_CHOOSER_ACTION_SAVE, C_ ("action", "_Save"), C_ ("action", "_Cancel"));
  g_autofree char *name = g_strconcat (spec->place, ".csv", NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data_full (G_OBJECT (chooser), "source", g_object_ref (source), g_object_unref);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_cb), button, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
clicked_cb (GtkWidget *button, NaruListSource *source)
{
  GtkWidget *menu = gtk_widget_get_ancestor (button, GTK_TYPE_MENU_BUTTON);
  int change = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "change"));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (menu));
  if (change < 0)
    save_cb (menu, source);
  else
    ask (menu, source, (Change) change);
}

static void
add_item (GtkWidget *box, const char *label, int change, NaruListSource *source)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), 0);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "change", GINT_TO_POINTER (change));
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), source, 0);
  gtk_box_append (GTK_BOX (box), button);
}

/**
 * naru_list_actions_new:
 *
 * Returns: (transfer floating): the menu of what is done with all that @source gives
 */
GtkWidget *
naru_list_actions_new (NaruListSource *source)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  add_item (box, _ ("Save what is shown as CSV…"), -1, source);
  if (g_str_equal (naru_list_source_get_spec (source)->type, "employer"))
    {
      add_item (box, _ ("Tag what is shown…"), TAG, source);
      add_item (box, _ ("Put what is shown on a list…"), CALL_LIST, source);
      add_item (box, _ ("Assign what is shown…"), ASSIGN, source);
    }
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-save-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  naru_ui_name (button, _ ("With all that is shown"));
  return button;
}
