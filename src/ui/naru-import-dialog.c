/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialog of an import in pages: file, columns, employers that may be here already, result. Reading and writing happen off the main loop; while it
 * runs it can be cancelled, and afterwards it is one step of the undo list. */

#include "naru-import-dialog.h"

#include <glib/gi18n-lib.h>
#include "naru-import.h"
#include "naru-import-page.h"
#include "naru-import-same.h"
#include "naru-type-spec.h"
#include "naru-ui-util.h"

#define WIDTH 900
#define HEIGHT 640

static const char *const importable[] = { "employer", "jobseeker", "vacancy", "contact" };

#define NARU_TYPE_IMPORT_DIALOG (naru_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NaruImportDialog, naru_import_dialog, NARU, IMPORT_DIALOG, AdwWindow)

typedef struct _Look Look;

struct _NaruImportDialog
{
  AdwWindow parent_instance;

  NaruWindow *window; /* weak */
  GtkWidget *stack;
  GtkWidget *types;
  GtkWidget *choose;
  GtkWidget *file_message;
  GtkWidget *columns_page;
  GtkWidget *same_page;
  GtkWidget *progress;
  GtkWidget *progress_label;
  GtkWidget *result;
  GtkWidget *back;
  GtkWidget *go;
  GtkWidget *show; /* leads to the list of what was imported */
  GtkFileChooserNative *chooser;
  NaruImport *import;
  GCancellable *cancellable;
  NaruImportReport *report;
  Look *look; /* while it looks for employers that are here already */
  guint progress_source;
  gint64 done, total; /* written by the thread that reads, shown by the main loop */
};

G_DEFINE_FINAL_TYPE (NaruImportDialog, naru_import_dialog, ADW_TYPE_WINDOW)

static const char *
chosen_type (NaruImportDialog *self)
{
  return importable[gtk_drop_down_get_selected (GTK_DROP_DOWN (self->types))];
}

static void
show_page (NaruImportDialog *self, const char *name)
{
  gboolean columns = g_str_equal (name, "columns");
  gboolean result = g_str_equal (name, "result");

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), name);
  gtk_widget_set_visible (self->go, columns || g_str_equal (name, "same"));
  gtk_widget_set_visible (self->back, gtk_widget_get_visible (self->go) || result);
  gtk_widget_set_visible (self->show, result && naru_type_spec_find (chosen_type (self)) != NULL);
}

/* What Return does next has the focus: on the page of the columns the import itself, unless something is missing. */
static void
focus_columns (NaruImportDialog *self)
{
  if (!gtk_widget_grab_focus (self->go))
    gtk_widget_child_focus (self->columns_page, GTK_DIR_TAB_FORWARD);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  NaruImport *import = naru_import_open_finish (result, &error);

  if (import == NULL)
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        {
          naru_ui_set_text (self->file_message, error->message);
          show_page (self, "file");
        }
      return;
    }
  g_clear_object (&self->import);
  self->import = import;
  naru_import_page_set_import (NARU_IMPORT_PAGE (self->columns_page), import);
  show_page (self, "columns");
  focus_columns (self);
}

static void
open_file (NaruImportDialog *self, GFile *file)
{
  naru_ui_set_text (self->file_message, NULL);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  gtk_label_set_text (GTK_LABEL (self->progress_label), _ ("Reading the file…"));
  gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
  show_page (self, "progress");
  naru_import_open_async (naru_window_get_desk (self->window), chosen_type (self), file,
                          self->cancellable, opened_cb, g_object_ref (self));
}

static void
chooser_response_cb (NaruImportDialog *self, int response, GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

      open_file (self, file);
    }
  g_clear_object (&self->chooser);
}

static void
choose_file_cb (NaruImportDialog *self)
{
  g_autoptr (GtkFileFilter) tables = gtk_file_filter_new ();
  static const char *const endings[]
      = { "csv", "tsv", "txt", "json", "jsonl", "ndjson", "jsonld", "vcf" };

  gtk_file_filter_set_name (tables, _ ("Tables, vCards and JSON"));
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (tables, endings[i]);
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Choose a file"), GTK_WINDOW (self),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, C_ ("action", "_Open"),
                                               C_ ("action", "_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), tables);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chooser_response_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
dropped_cb (NaruImportDialog *self, const GValue *value)
{
  if (!G_VALUE_HOLDS (value, G_TYPE_FILE))
    return FALSE;
  open_file (self, g_value_get_object (value));
  return TRUE;
}

/* Running */

static void
count_progress (gint64 done, gint64 total, gpointer data)
{
  NaruImportDialog *self = data;

  __atomic_store_n (&self->done, done, __ATOMIC_RELAXED);
  __atomic_store_n (&self->total, total, __ATOMIC_RELAXED);
}

static gboolean
show_progress_cb (gpointer data)
{
  NaruImportDialog *self = data;
  gint64 done = __atomic_load_n (&self->done, __ATOMIC_RELAXED);
  gint64 total = __atomic_load_n (&self->total, __ATOMIC_RELAXED);

  if (total > 0)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress),
                                   CLAMP (done / (double) total, 0, 1));
  else
    gtk_progress_bar_pulse (GTK_PROGRESS_BAR (self->progress));
  return G_SOURCE_CONTINUE;
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruImportDialog) self = data;
  g_autoptr (GError) error = NULL;

  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_pointer (&self->report, naru_import_report_free);
  self->report = naru_import_run_finish (self->import, result, &error);
  if (self->report == NULL)
    {
      naru_import_page_set_message (NARU_IMPORT_PAGE (self->columns_page), error->message);
      show_page (self, "columns");
      focus_columns (self);
      return;
    }
  naru_import_result_fill (self->result, self->report, self->import);
  show_page (self, "result");
  gtk_widget_grab_focus (gtk_widget_get_visible (self->show) ? self->show : self->back);
}

static void
run (NaruImportDialog *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->done = self->total = 0;
  gtk_label_set_text (GTK_LABEL (self->progress_label), _ ("Importing…"));
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->progress), 0);
  show_page (self, "progress");
  self->progress_source = g_timeout_add (100, show_progress_cb, self);
  naru_import_run_async (self->import, self->cancellable, count_progress, self, ran_cb,
                         g_object_ref (self));
}

/* Looking for employers that may be here already; on another thread. */
struct _Look
{
  NaruImport *import;
  NaruImportDialog *dialog; /* kept by who waits for the answer */
  GPtrArray *found;
};

static void
look_free (Look *look)
{
  g_object_unref (look->import);
  g_clear_pointer (&look->found, g_ptr_array_unref);
  g_free (look);
}

static gboolean
look_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;

  look->found = naru_import_find_duplicates (look->import, reader, cancellable, count_progress,
                                             look->dialog, error);
  return look->found != NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (NaruImportDialog) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = naru_store_read_finish (NARU_STORE (source), result, &error);
  Look *look = self->look;

  self->look = NULL;
  g_clear_handle_id (&self->progress_source, g_source_remove);
  if (!done && !g_cancellable_is_cancelled (self->cancellable))
    naru_import_page_set_message (NARU_IMPORT_PAGE (self->columns_page), error->message);
  if (!done)
    {
      show_page (self, "columns");
      focus_columns (self);
    }
  else if (look->found->len == 0)
    run (self);
  else
    {
      naru_import_same_fill (self->same_page, self->import, look->found);
      show_page (self, "same");
      gtk_widget_child_focus (self->same_page, GTK_DIR_TAB_FORWARD);
    }
  look_free (look);
}

static void
look (NaruImportDialog *self)
{
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->done = self->total = 0;
  gtk_label_set_text (GTK_LABEL (self->progress_label),
                      _ ("Looking for employers that are here already…"));
  show_page (self, "progress");
  self->progress_source = g_timeout_add (100, show_progress_cb, self);
  self->look = g_new0 (Look, 1);
  self->look->import = g_object_ref (self->import);
  self->look->dialog = self;
  naru_store_read_async (naru_desk_get_store (naru_window_get_desk (self->window)), look_func,
                         self->look, NULL, self->cancellable, looked_cb, g_object_ref (self));
}

static void
go_cb (NaruImportDialog *self)
{
  const char *page = gtk_stack_get_visible_child_name (GTK_STACK (self->stack));

  if (g_str_equal (page, "columns") && g_str_equal (chosen_type (self), "employer"))
    look (self);
  else
    run (self);
}

static void
back_cb (NaruImportDialog *self)
{
  show_page (self, "file");
  gtk_widget_grab_focus (self->choose);
}

static void
cancel_cb (NaruImportDialog *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->progress_source == 0)
    back_cb (self);
}

static void
show_cb (NaruImportDialog *self)
{
  NaruWindow *window = self->window;

  if (window != NULL)
    naru_window_show_all (window, chosen_type (self));
  gtk_window_close (GTK_WINDOW (self));
}

/* The employers of whom a source says something else than is known here. */
static void
settle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruImportDialog *self = NARU_IMPORT_DIALOG (widget);
  NaruWindow *window = self->window;

  if (window != NULL)
    naru_window_show_view (window, chosen_type (self), "settle");
  gtk_window_close (GTK_WINDOW (self));
}

static void
problems_cb (NaruImportDialog *self)
{
  gtk_widget_set_sensitive (self->go,
                            naru_import_page_is_ready (NARU_IMPORT_PAGE (self->columns_page)));
}

static void
naru_import_dialog_dispose (GObject *object)
{
  NaruImportDialog *self = NARU_IMPORT_DIALOG (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->progress_source, g_source_remove);
  g_clear_object (&self->chooser);
  g_clear_object (&self->import);
  g_clear_pointer (&self->report, naru_import_report_free);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (naru_import_dialog_parent_class)->dispose (object);
}

static void
naru_import_dialog_class_init (NaruImportDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_import_dialog_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "import.settle", NULL, settle_action);
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
file_page (NaruImportDialog *self)
{
  GtkWidget *page
      = naru_ui_empty ("document-open-symbolic", _ ("Import a file"),
                       _ ("A CSV table from any program, JSON lines, JobPosting JSON-LD or vCards. "
                          "Nothing is written before you have seen what will become of it."));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkStringList *names = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (importable); i++)
    gtk_string_list_append (names,
                            naru_record_type_get_plural (naru_record_type_find (importable[i])));
  self->choose = gtk_button_new_with_mnemonic (_ ("_Choose a file…"));
  self->types = gtk_drop_down_new (G_LIST_MODEL (names), NULL);
  naru_ui_name (self->types, _ ("What the rows are"));
  naru_ui_add_classes (self->choose, "pill suggested-action");
  self->file_message = naru_ui_wrapped_label ("", "late");
  gtk_widget_hide (self->file_message);
  gtk_box_append (GTK_BOX (box), naru_ui_label (_ ("What the rows are"), "caption dim-label"));
  gtk_box_append (GTK_BOX (box), self->types);
  gtk_box_append (GTK_BOX (box), self->choose);
  gtk_box_append (GTK_BOX (box), self->file_message);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), box);
  g_signal_connect_swapped (self->choose, "clicked", G_CALLBACK (choose_file_cb), self);
  return page;
}

static GtkWidget *
progress_page (NaruImportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *cancel = gtk_button_new_with_label (C_ ("action", "Cancel"));

  self->progress_label = naru_ui_label ("", "heading");
  gtk_label_set_xalign (GTK_LABEL (self->progress_label), .5);
  self->progress = gtk_progress_bar_new ();
  gtk_progress_bar_set_show_text (GTK_PROGRESS_BAR (self->progress), TRUE);
  gtk_widget_set_size_request (self->progress, 320, -1);
  naru_ui_name (self->progress, _ ("Progress"));
  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->progress_label);
  gtk_box_append (GTK_BOX (box), self->progress);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_halign (box, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  return box;
}

static void
naru_import_dialog_init (NaruImportDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkDropTarget *drop = gtk_drop_target_new (G_TYPE_FILE, GDK_ACTION_COPY);

  self->back = gtk_button_new_with_label (_ ("Another file"));
  self->go = gtk_button_new_with_label (C_ ("action", "Import"));
  gtk_widget_add_css_class (self->go, "suggested-action");
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), self->back);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->go);
  self->show = gtk_button_new_with_label (_ ("Show the list"));
  gtk_widget_add_css_class (self->show, "suggested-action");
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->show);
  gtk_box_append (GTK_BOX (box), bar);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), file_page (self), "file");
  self->columns_page = naru_import_page_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->columns_page, "columns");
  gtk_stack_add_named (GTK_STACK (self->stack), progress_page (self), "progress");
  self->same_page = naru_import_same_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->same_page, "same");
  self->result = naru_import_result_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->result, "result");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Import"));
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (self->go, "clicked", G_CALLBACK (go_cb), self);
  g_signal_connect_swapped (self->show, "clicked", G_CALLBACK (show_cb), self);
  g_signal_connect_swapped (self->columns_page, "changed", G_CALLBACK (problems_cb), self);
  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  show_page (self, "file");
}

/**
 * naru_import_dialog_open:
 * @type: (nullable): what the rows are, where it is known
 * @file: (nullable): the file, where it is known
 *
 * Opens the dialog that imports a file.
 */
void
naru_import_dialog_open (NaruWindow *window, const char *type, GFile *file)
{
  NaruImportDialog *self = g_object_new (NARU_TYPE_IMPORT_DIALOG, "transient-for", window, "modal",
                                         TRUE, "destroy-with-parent", TRUE, NULL);

  g_set_weak_pointer (&self->window, window);
  naru_ui_stay_in_front (GTK_WINDOW (self));
  for (guint i = 0; i < G_N_ELEMENTS (importable); i++)
    if (g_strcmp0 (importable[i], type) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->types), i);
  gtk_window_present (GTK_WINDOW (self));
  if (type != NULL)
    gtk_widget_grab_focus (self->choose);
  if (file != NULL)
    open_file (self, file);
}
