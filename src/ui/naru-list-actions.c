/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One menu for many rows: those that are chosen, or all that the list shows as it is filtered. Commands are built off the
 * main loop, and each is one step back. */

#include "naru-list-actions.h"

#include <glib/gi18n-lib.h>
#include "naru-column-chooser.h"
#include "naru-employer-bulk.h"
#include "naru-employer-work.h"
#include "naru-export.h"
#include "naru-panel.h"
#include "naru-ui-util.h"
#include "naru-window.h"

typedef enum
{
  TAG,
  CALL_LIST,
  ASSIGN,
  SAVE,
} Change;

/* The menu: which rows it is about. */
typedef struct
{
  NaruListSource *source;
  GtkSelectionModel *model; /* (nullable) */
  GtkBitset *chosen;
  GtkWidget *scope; /* the two lines below; hidden where nothing is chosen */
  GtkWidget *these;
  GtkWidget *all;
} Menu;

static void
menu_free (gpointer data)
{
  Menu *self = data;

  g_object_unref (self->source);
  g_clear_object (&self->model);
  g_clear_pointer (&self->chosen, gtk_bitset_unref);
  g_free (self);
}

static Menu *
get_menu (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "naru-menu");
}

static gboolean
is_for_chosen (const Menu *self)
{
  return gtk_widget_get_visible (self->scope)
         && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->these));
}

/* The row numbers of what is chosen; NULL where all that is shown is meant. One more than may be changed is enough to be
 * told so. */
static GArray *
list_chosen (const Menu *self)
{
  GArray *numbers;
  GtkBitsetIter iter;
  guint position;

  if (!is_for_chosen (self))
    return NULL;
  numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gboolean more = gtk_bitset_iter_init_first (&iter, self->chosen, &position);
       more && numbers->len <= NARU_BULK_MOST; more = gtk_bitset_iter_next (&iter, &position))
    {
      g_autoptr (NaruRow) row = g_list_model_get_item (G_LIST_MODEL (self->model), position);
      gint64 number = row != NULL ? naru_row_get_number (row) : 0;

      if (row != NULL)
        g_array_append_val (numbers, number);
    }
  return numbers;
}

/* A change of many records; read on another thread. */
typedef struct
{
  GtkWidget *widget;
  NaruQuery *query;
  GArray *numbers; /* (nullable): of the rows that are chosen */
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
  g_clear_pointer (&self->numbers, g_array_unref);
  g_free (self->word);
  g_free (self->reason);
  g_clear_object (&self->panel);
  g_clear_pointer (&self->command, naru_command_unref);
  g_free (self);
}

static char **
list_ids (NaruStore *reader, const Job *job, GError **error)
{
  g_autoptr (GArray) numbers = job->numbers != NULL
                                   ? g_array_ref (job->numbers)
                                   : naru_store_list (reader, job->query, NULL, error);
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
  g_auto (GStrv) ids = list_ids (reader, self, error);
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
  GArray *numbers; /* (nullable): of the rows that are chosen */
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
  g_clear_pointer (&self->numbers, g_array_unref);
  g_clear_pointer (&self->staff, g_ptr_array_unref);
  g_free (self);
}

static void
go_cb (Asking *self)
{
  NaruDesk *desk = naru_list_source_get_desk (self->source);
  Job *job;

  if (self->change == ASSIGN && gtk_drop_down_get_selected (GTK_DROP_DOWN (self->word)) == 0)
    {
      naru_panel_set_message (self->panel, _ ("Please choose who looks after them."));
      return;
    }
  job = g_new0 (Job, 1);

  job->widget = g_object_ref (self->word);
  job->query = naru_list_source_dup_query (self->source);
  job->numbers = self->numbers != NULL ? g_array_ref (self->numbers) : NULL;
  job->clock = naru_desk_get_clock (desk);
  job->change = self->change;
  job->panel = g_object_ref (self->panel);
  if (self->change == ASSIGN)
    {
      guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->word));

      if (chosen <= self->staff->len)
        job->word = g_strdup (((NaruWorkload *) self->staff->pdata[chosen - 1])->staff);
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

  /* nobody is chosen who was not looked at */
  gtk_string_list_append (labels, _ ("Choose"));
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

/* "3 chosen employers", or "All 312 employers that are shown": whom it is about stands above what is asked. */
static char *
say_scope (NaruListSource *source, const GArray *numbers)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (source);
  NaruRecordList *list = naru_list_source_get_list (source);
  gint64 n = numbers != NULL ? (gint64) numbers->len
             : list != NULL  ? (gint64) g_list_model_get_n_items (G_LIST_MODEL (list))
                             : 0;
  g_autofree char *count = naru_type_spec_count (spec, n);

  /* Translators: %s is a count such as "312 employers" */
  return numbers != NULL ? g_strdup_printf (_ ("What is chosen: %s"), count)
                         : g_strdup_printf (_ ("All that the list shows: %s"), count);
}

static void
ask (GtkWidget *widget, const Menu *menu, Change change)
{
  static const char *const titles[]
      = { N_ ("Tag employers"), N_ ("Put employers on a list"), N_ ("Assign employers") };
  static const char *const actions[]
      = { NC_ ("action", "Tag"), NC_ ("action", "Put on the list"), NC_ ("action", "Assign") };
  static const char *const captions[] = { N_ ("Tag"), N_ ("List"), N_ ("Who looks after them") };
  NaruListSource *source = menu->source;
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (GArray) numbers = list_chosen (menu);
  g_autofree char *scope = say_scope (source, numbers);
  GtkWidget *box;
  Asking *self;

  if (window == NULL)
    return;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self = g_new0 (Asking, 1);
  self->source = g_object_ref (source);
  self->numbers = g_steal_pointer (&numbers);
  self->change = change;
  g_object_set_data_full (G_OBJECT (box), "naru-asking", self, asking_free);
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (scope, "heading"));
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
  naru_panel_set_action (self->panel, g_dpgettext2 (NULL, "action", actions[change]),
                         G_CALLBACK (go_cb), self);
  gtk_widget_grab_focus (self->word);
}

/* A table of what is shown */

typedef struct
{
  GtkWidget *widget;
  NaruQuery *query;
  GArray *numbers; /* (nullable): of the rows that are chosen */
  GFile *file;
  char **names;
  char **headings;
  guint n_rows;
} Saving;

static gboolean
save_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *self = data;

  return naru_export_shown (reader, self->query, self->numbers, (const char *const *) self->names,
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
  g_clear_pointer (&self->numbers, g_array_unref);
  g_object_unref (self->file);
  g_strfreev (self->names);
  g_strfreev (self->headings);
  g_free (self);
}

static void
file_cb (GtkWidget *widget, int response, GtkFileChooserNative *chooser)
{
  NaruListSource *source = g_object_get_data (G_OBJECT (chooser), "source");
  GArray *numbers = g_object_get_data (G_OBJECT (chooser), "numbers");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      Saving *self = g_new0 (Saving, 1);

      self->widget = g_object_ref (widget);
      self->query = naru_list_source_dup_query (source);
      self->numbers = numbers != NULL ? g_array_ref (numbers) : NULL;
      self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      self->names = naru_column_chooser_list_names (source, &self->headings);
      naru_store_read_async (naru_desk_get_store (naru_list_source_get_desk (source)), save_func,
                             self, NULL, NULL, saved_cb, self);
    }
  g_object_unref (chooser);
}

static void
save (GtkWidget *button, const Menu *menu)
{
  NaruListSource *source = menu->source;
  GArray *numbers = list_chosen (menu);
  const NaruTypeSpec *spec = naru_list_source_get_spec (source);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save as CSV"), GTK_WINDOW (gtk_widget_get_root (button)), GTK_FILE_CHOOSER_ACTION_SAVE,
      C_ ("action", "_Save"), C_ ("action", "_Cancel"));
  g_autofree char *name = g_strconcat (spec->place, ".csv", NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_object_set_data_full (G_OBJECT (chooser), "source", g_object_ref (source), g_object_unref);
  if (numbers != NULL)
    g_object_set_data_full (G_OBJECT (chooser), "numbers", numbers, (GDestroyNotify) g_array_unref);
  g_signal_connect_object (chooser, "response", G_CALLBACK (file_cb), button, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
clicked_cb (GtkWidget *item)
{
  GtkWidget *button = gtk_widget_get_ancestor (item, GTK_TYPE_MENU_BUTTON);
  Change change = (Change) GPOINTER_TO_INT (g_object_get_data (G_OBJECT (item), "change"));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  if (change == SAVE)
    save (button, get_menu (button));
  else
    ask (button, get_menu (button), change);
}

static void
add_item (GtkWidget *box, const char *label, Change change)
{
  GtkWidget *item = gtk_button_new_with_label (label);

  gtk_label_set_xalign (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (item))), 0);
  gtk_widget_add_css_class (item, "flat");
  g_object_set_data (G_OBJECT (item), "change", GINT_TO_POINTER (change));
  g_signal_connect (item, "clicked", G_CALLBACK (clicked_cb), NULL);
  gtk_box_append (GTK_BOX (box), item);
}

/**
 * naru_list_actions_set_chosen:
 * @self: the button
 * @model: (nullable): of the list
 * @chosen: positions that the person has chosen in it
 *
 * Tells which rows the menu is about, where the person does not say that she means all of them.
 */
void
naru_list_actions_set_chosen (GtkWidget *self, GtkSelectionModel *model, GtkBitset *chosen)
{
  Menu *menu = get_menu (self);
  g_autofree char *count = naru_type_spec_count (naru_list_source_get_spec (menu->source),
                                                 (gint64) gtk_bitset_get_size (chosen));
  g_autofree char *text = g_strdup_printf (_ ("What is chosen: %s"), count);

  g_set_object (&menu->model, model);
  gtk_bitset_ref (chosen);
  g_clear_pointer (&menu->chosen, gtk_bitset_unref);
  menu->chosen = chosen;
  gtk_check_button_set_label (GTK_CHECK_BUTTON (menu->these), text);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (menu->these), TRUE);
  gtk_widget_set_visible (menu->scope, !gtk_bitset_is_empty (chosen));
}

static void
show_cb (Menu *menu)
{
  g_autofree char *all = say_scope (menu->source, NULL);

  gtk_check_button_set_label (GTK_CHECK_BUTTON (menu->all), all);
}

/**
 * naru_list_actions_new:
 *
 * Returns: (transfer floating): the menu of what is done with many of what @source gives
 */
GtkWidget *
naru_list_actions_new (NaruListSource *source)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  Menu *menu = g_new0 (Menu, 1);

  menu->source = g_object_ref (source);
  menu->scope = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  menu->these = gtk_check_button_new ();
  menu->all = gtk_check_button_new ();
  gtk_check_button_set_group (GTK_CHECK_BUTTON (menu->all), GTK_CHECK_BUTTON (menu->these));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (menu->these), TRUE);
  gtk_widget_set_margin_bottom (menu->scope, 6);
  gtk_widget_set_margin_start (menu->scope, 6);
  gtk_widget_set_margin_end (menu->scope, 6);
  gtk_box_append (GTK_BOX (menu->scope), menu->these);
  gtk_box_append (GTK_BOX (menu->scope), menu->all);
  gtk_widget_hide (menu->scope);
  gtk_box_append (GTK_BOX (box), menu->scope);
  add_item (box, _ ("Save as CSV…"), SAVE);
  if (g_str_equal (naru_list_source_get_spec (source)->type, "employer"))
    {
      add_item (box, _ ("Tag…"), TAG);
      add_item (box, _ ("Put on a list…"), CALL_LIST);
      add_item (box, _ ("Assign…"), ASSIGN);
    }
  g_object_set_data_full (G_OBJECT (button), "naru-menu", menu, menu_free);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (show_cb), menu);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "document-save-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  naru_ui_name (button, _ ("With what is chosen or shown"));
  return button;
}
