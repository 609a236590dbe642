/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which column gives which field: one row a column, with what stands in it, so that a wrong guess is seen at once. */

#include "naru-import-page.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

#define SAMPLES 3
#define SHOWN_REJECTIONS 200

static const struct
{
  const char *code;
  const char *label;
} encodings[] = {
  { "UTF-8", N_ ("UTF-8") },
  { "UTF-16LE", N_ ("UTF-16, little-endian") },
  { "UTF-16BE", N_ ("UTF-16, big-endian") },
  { "CP949", N_ ("Korean (EUC-KR, CP949)") },
  { "WINDOWS-1252", N_ ("Western (Windows-1252)") },
};

static const struct
{
  char separator;
  const char *label;
} separators[] = {
  { ',', N_ ("Comma") },
  { ';', N_ ("Semicolon") },
  { '\t', N_ ("Tab") },
  { '|', N_ ("Vertical bar") },
};

struct _NaruImportPage
{
  AdwBin parent_instance;

  NaruImport *import;
  GtkWidget *summary;
  GtkWidget *options;
  GtkWidget *encoding;
  GtkWidget *separator;
  GtkWidget *resume;
  GtkWidget *message;
  GtkWidget *notes;
  GtkWidget *rows;
  GPtrArray *targets;
  GtkStringList *target_labels;
  gboolean filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruImportPage, naru_import_page, ADW_TYPE_BIN)

/**
 * naru_import_page_is_ready:
 *
 * Returns: whether the import can start as its columns are mapped now
 */
gboolean
naru_import_page_is_ready (NaruImportPage *self)
{
  g_auto (GStrv) problems = self->import != NULL ? naru_import_get_problems (self->import) : NULL;

  return problems != NULL && problems[0] == NULL;
}

static void
show_problems (NaruImportPage *self)
{
  g_auto (GStrv) problems = naru_import_get_problems (self->import);
  g_autofree char *text = g_strjoinv ("\n", problems);

  naru_ui_set_text (self->message, text);
  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * naru_import_page_set_message:
 *
 * Says what keeps the import from being done; %NULL for nothing.
 */
void
naru_import_page_set_message (NaruImportPage *self, const char *message)
{
  naru_ui_set_text (self->message, message);
}

static void
target_chosen_cb (GtkDropDown *drop_down, GParamSpec *pspec, NaruImportPage *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop_down), "naru-column"));
  guint chosen = gtk_drop_down_get_selected (drop_down);
  g_autoptr (GError) error = NULL;

  if (self->filling || chosen == GTK_INVALID_LIST_POSITION)
    return;
  if (!naru_import_set_target (
          self->import, column,
          chosen == 0 ? NULL : ((NaruImportTarget *) self->targets->pdata[chosen - 1])->name,
          &error))
    naru_ui_set_text (self->message, error->message);
  else
    show_problems (self);
}

/* The first few different things that stand in a column. */
static char *
column_samples (NaruImport *import, guint column)
{
  g_autoptr (GPtrArray) samples = g_ptr_array_new ();

  for (guint row = 0; row < naru_import_get_n_preview_rows (import) && samples->len < SAMPLES;
       row++)
    {
      const char *cell = naru_import_get_cell (import, row, column);

      if (*cell != '\0' && !g_ptr_array_find_with_equal_func (samples, cell, g_str_equal, NULL))
        g_ptr_array_add (samples, (gpointer) cell);
    }
  g_ptr_array_add (samples, NULL);
  {
    g_autofree char *text = g_strjoinv (" · ", (char **) samples->pdata);

    return g_strdelimit (g_steal_pointer (&text), "\n\r\t", ' ');
  }
}

static GtkWidget *
column_row (NaruImportPage *self, guint column)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *drop_down
      = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->target_labels)), NULL);
  const char *heading = naru_import_get_column (self->import, column);
  const char *target = naru_import_get_target (self->import, column);
  g_autofree char *samples = column_samples (self->import, column);
  g_autofree char *name = g_strdup_printf (_ ("Column %s gives"), heading);

  gtk_box_append (GTK_BOX (texts), naru_ui_label (heading, "heading"));
  gtk_box_append (GTK_BOX (texts),
                  naru_ui_label (*samples != '\0' ? samples : _ ("Empty in the first rows"),
                                 "caption dim-label"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  for (guint i = 0; target != NULL && i < self->targets->len; i++)
    if (g_strcmp0 (((NaruImportTarget *) self->targets->pdata[i])->name, target) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), i + 1);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop_down), TRUE);
  {
    g_autoptr (GtkExpression) expression
        = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

    gtk_drop_down_set_expression (GTK_DROP_DOWN (drop_down), expression);
  }
  gtk_widget_set_valign (drop_down, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (drop_down, 240, -1);
  naru_ui_name (drop_down, name);
  g_object_set_data (G_OBJECT (drop_down), "naru-column", GUINT_TO_POINTER (column));
  g_signal_connect_object (drop_down, "notify::selected", G_CALLBACK (target_chosen_cb), self, 0);
  gtk_box_append (GTK_BOX (box), drop_down);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
fill (NaruImportPage *self)
{
  GtkWidget *child;
  g_autofree char *file = g_file_get_basename (naru_import_get_file (self->import));
  g_autofree char *summary = NULL;
  g_autofree char *note_text = NULL;
  g_autofree char *resume = NULL;
  g_autofree char *number = NULL;
  gint64 stopped;
  g_auto (GStrv) notes = naru_import_get_notes (self->import);
  char separator = naru_import_get_separator (self->import);

  self->filling = TRUE;
  /* Translators: %1$s is a file name, %2$s a format such as CSV, %3$s "Employers" */
  summary = g_strdup_printf (
      _ ("%1$s, %2$s, to be read as: %3$s"), file, naru_import_get_format (self->import),
      naru_record_type_get_plural (naru_import_get_record_type (self->import)));
  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  gtk_widget_set_visible (self->options, separator != 0);
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    if (g_strcmp0 (encodings[i].code, naru_import_get_encoding (self->import)) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->encoding), i);
  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    if (separators[i].separator == separator)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->separator), i);
  stopped = naru_import_get_stopped_at (self->import);
  resume = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Go on after %s row, where it was stopped",
                   "Go on after %s rows, where it was stopped", (gulong) stopped),
      number = naru_ui_format_count (stopped));
  gtk_check_button_set_label (GTK_CHECK_BUTTON (self->resume), resume);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->resume), TRUE);
  gtk_widget_set_visible (self->resume, stopped > 0);
  note_text = g_strjoinv ("\n", notes);
  naru_ui_set_text (self->notes, note_text);

  while ((child = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), child);
  for (guint column = 0; column < naru_import_get_n_columns (self->import); column++)
    gtk_list_box_append (GTK_LIST_BOX (self->rows), column_row (self, column));
  self->filling = FALSE;
  show_problems (self);
}

/**
 * naru_import_page_set_import:
 * @import: a file that was opened
 *
 * Shows its columns with the guessed mapping.
 */
void
naru_import_page_set_import (NaruImportPage *self, NaruImport *import)
{
  g_set_object (&self->import, import);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_object (&self->target_labels);
  self->targets = naru_import_list_targets (import);
  self->target_labels = gtk_string_list_new (NULL);
  gtk_string_list_append (self->target_labels, _ ("Not imported"));
  for (guint i = 0; i < self->targets->len; i++)
    {
      const NaruImportTarget *target = self->targets->pdata[i];
      g_autofree char *label
          = target->required ? g_strdup_printf (_ ("%s (required)"), target->label) : NULL;

      gtk_string_list_append (self->target_labels, label != NULL ? label : target->label);
    }
  fill (self);
}

static void
encoding_chosen_cb (NaruImportPage *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->encoding));
  g_autoptr (GError) error = NULL;

  if (self->filling || self->import == NULL || chosen >= G_N_ELEMENTS (encodings))
    return;
  if (naru_import_set_encoding (self->import, encodings[chosen].code, &error))
    fill (self);
  else
    naru_ui_set_text (self->message, error->message);
}

static void
separator_chosen_cb (NaruImportPage *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->separator));
  g_autoptr (GError) error = NULL;

  if (self->filling || self->import == NULL || chosen >= G_N_ELEMENTS (separators))
    return;
  if (naru_import_set_separator (self->import, separators[chosen].separator, &error))
    fill (self);
  else
    naru_ui_set_text (self->message, error->message);
}

static void
resume_cb (NaruImportPage *self)
{
  if (!self->filling && self->import != NULL)
    naru_import_set_resume (self->import,
                            gtk_check_button_get_active (GTK_CHECK_BUTTON (self->resume)));
}

static void
naru_import_page_dispose (GObject *object)
{
  NaruImportPage *self = NARU_IMPORT_PAGE (object);

  g_clear_object (&self->import);
  g_clear_pointer (&self->targets, g_ptr_array_unref);
  g_clear_object (&self->target_labels);
  G_OBJECT_CLASS (naru_import_page_parent_class)->dispose (object);
}

static void
naru_import_page_class_init (NaruImportPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_import_page_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_import_page_init (NaruImportPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkStringList *encoding_names = gtk_string_list_new (NULL);
  GtkStringList *separator_names = gtk_string_list_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (encodings); i++)
    gtk_string_list_append (encoding_names, _ (encodings[i].label));
  for (gsize i = 0; i < G_N_ELEMENTS (separators); i++)
    gtk_string_list_append (separator_names, _ (separators[i].label));
  self->encoding = gtk_drop_down_new (G_LIST_MODEL (encoding_names), NULL);
  self->separator = gtk_drop_down_new (G_LIST_MODEL (separator_names), NULL);
  self->summary = naru_ui_wrapped_label ("", "heading");
  self->options = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  naru_ui_name (self->encoding, _ ("Encoding"));
  naru_ui_name (self->separator, _ ("Columns are separated by"));
  gtk_box_append (GTK_BOX (self->options), naru_ui_captioned (_ ("Encoding"), self->encoding));
  gtk_box_append (GTK_BOX (self->options),
                  naru_ui_captioned (_ ("Columns are separated by"), self->separator));
  self->message = naru_ui_wrapped_label ("", "late");
  self->notes = naru_ui_wrapped_label ("", "caption dim-label");
  self->rows = gtk_list_box_new ();
  naru_ui_add_classes (self->rows, "plain-rows");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  naru_ui_name (self->rows, _ ("Columns of the file"));
  gtk_widget_set_has_tooltip (self->rows, FALSE);
  gtk_box_append (GTK_BOX (box), self->summary);
  gtk_box_append (GTK_BOX (box), self->options);
  self->resume = gtk_check_button_new ();
  gtk_widget_hide (self->resume);
  g_signal_connect_swapped (self->resume, "toggled", G_CALLBACK (resume_cb), self);
  gtk_box_append (GTK_BOX (box), self->resume);
  gtk_box_append (GTK_BOX (box), self->notes);
  gtk_box_append (GTK_BOX (box), self->message);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  adw_bin_set_child (ADW_BIN (self), naru_ui_scrolled (box));
  g_signal_connect_swapped (self->encoding, "notify::selected", G_CALLBACK (encoding_chosen_cb),
                            self);
  g_signal_connect_swapped (self->separator, "notify::selected", G_CALLBACK (separator_chosen_cb),
                            self);
}

/**
 * naru_import_page_new:
 *
 * Returns: (transfer floating): the page of the columns, empty until it is given an import
 */
GtkWidget *
naru_import_page_new (void)
{
  return g_object_new (NARU_TYPE_IMPORT_PAGE, NULL);
}

/* The result */

/**
 * naru_import_result_new:
 *
 * Returns: (transfer floating): an empty page for naru_import_result_fill()
 */
GtkWidget *
naru_import_result_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 24);
  return naru_ui_scrolled (box);
}

static void
save_rejected_cb (GtkWidget *button, gpointer data)
{
  NaruImportReport *report = g_object_get_data (G_OBJECT (button), "naru-report");
  NaruImport *import = g_object_get_data (G_OBJECT (button), "naru-import");
  g_autofree char *path = g_file_get_path (naru_import_get_file (import));
  g_autofree char *rejected = g_strconcat (path != NULL ? path : "import", ".rejected.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  if (naru_import_report_write_rejected (report, rejected, &error))
    /* Translators: %s is the path of a file */
    text = g_strdup_printf (_ ("Saved as %s"), rejected);
  else
    text = g_strdup (error->message);
  gtk_button_set_label (GTK_BUTTON (button), text);
  gtk_widget_set_sensitive (button, error != NULL);
}

static GtkWidget *
count_box (const char *caption, gint64 number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *text = naru_ui_format_count (number);

  gtk_box_append (GTK_BOX (box), naru_ui_label (text, "value numeric"));
  gtk_box_append (GTK_BOX (box), naru_ui_label (caption, "caption dim-label"));
  return box;
}

/* What was edited here and is said otherwise by the file: the way to the questions. */
static GtkWidget *
make_asked (gint64 asked)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *show = gtk_button_new_with_mnemonic (_ ("_Show what to settle"));
  g_autofree char *number = naru_ui_format_count (asked);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%s value was edited here, and the file says otherwise: the page of the "
                   "employer asks which is right.",
                   "%s values were edited here, and the file says otherwise: the pages of the "
                   "employers ask which is right.",
                   (gulong) asked),
      number);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "import.settle");
  gtk_widget_set_halign (show, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (text, NULL));
  gtk_box_append (GTK_BOX (box), show);
  return box;
}

/**
 * naru_import_result_fill:
 * @result: a page made by naru_import_result_new()
 * @report: lives as long as the page shows it
 * @import: what was imported
 */
void
naru_import_result_fill (GtkWidget *result, const NaruImportReport *report, NaruImport *import)
{
  GtkWidget *viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (result));
  GtkWidget *box
      = GTK_IS_VIEWPORT (viewport) ? gtk_viewport_get_child (GTK_VIEWPORT (viewport)) : viewport;
  GtkWidget *counts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 36);
  GtkWidget *list;

  naru_ui_clear (box);
  gtk_box_append (GTK_BOX (box), naru_ui_label (report->cancelled ? _ (
                                                    "Cancelled: what was written so far is kept")
                                                                  : _ ("Imported"),
                                                "title-2"));
  gtk_box_append (GTK_BOX (counts), count_box (_ ("Read"), report->read));
  gtk_box_append (GTK_BOX (counts), count_box (_ ("Added"), report->added));
  gtk_box_append (GTK_BOX (counts), count_box (_ ("Updated"), report->updated));
  gtk_box_append (GTK_BOX (counts), count_box (C_ ("import", "Unchanged"), report->unchanged));
  gtk_box_append (GTK_BOX (counts), count_box (_ ("Rejected"), report->rejected));
  gtk_box_append (GTK_BOX (box), counts);
  if (report->added + report->updated > 0)
    gtk_box_append (GTK_BOX (box),
                    naru_ui_wrapped_label (_ ("Ctrl+Z in the window takes the whole import back."),
                                           "dim-label"));
  if (report->cancelled)
    gtk_box_append (
        GTK_BOX (box),
        naru_ui_wrapped_label (
            _ ("Import the same file again, and it goes on where it was stopped."), "dim-label"));
  if (report->asked > 0)
    gtk_box_append (GTK_BOX (box), make_asked (report->asked));
  if (report->notes != NULL && report->notes->len > 0)
    {
      GtkWidget *expander = gtk_expander_new (_ ("What was noticed"));
      GtkWidget *notes = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

      for (guint i = 0; i < report->notes->len && i < SHOWN_REJECTIONS; i++)
        gtk_box_append (GTK_BOX (notes),
                        naru_ui_wrapped_label (report->notes->pdata[i], "caption"));
      gtk_widget_set_margin_top (notes, 6);
      gtk_expander_set_child (GTK_EXPANDER (expander), notes);
      gtk_expander_set_expanded (GTK_EXPANDER (expander), TRUE);
      gtk_box_append (GTK_BOX (box), expander);
    }
  if (report->rejections == NULL || report->rejections->len == 0)
    return;
  gtk_box_append (GTK_BOX (box), naru_ui_heading (_ ("Rejected rows"), NULL));
  list = gtk_list_box_new ();
  naru_ui_add_classes (list, "plain-rows tight");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  for (guint i = 0; i < report->rejections->len && i < SHOWN_REJECTIONS; i++)
    {
      const NaruImportRejection *rejection = report->rejections->pdata[i];
      g_autofree char *text
          = rejection->column != NULL
                ? g_strdup_printf (_ ("Row %u, %s: %s"), rejection->row, rejection->column,
                                   rejection->reason)
                : g_strdup_printf (_ ("Row %u: %s"), rejection->row, rejection->reason);

      gtk_list_box_append (GTK_LIST_BOX (list), naru_ui_wrapped_label (text, NULL));
    }
  gtk_box_append (GTK_BOX (box), list);
  {
    GtkWidget *save = gtk_button_new_with_label (_ ("Save the rejected rows beside the file"));

    gtk_widget_set_halign (save, GTK_ALIGN_START);
    g_object_set_data (G_OBJECT (save), "naru-report", (gpointer) report);
    g_object_set_data_full (G_OBJECT (save), "naru-import", g_object_ref (import), g_object_unref);
    g_signal_connect (save, "clicked", G_CALLBACK (save_rejected_cb), NULL);
    gtk_box_append (GTK_BOX (box), save);
  }
}
