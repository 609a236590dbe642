/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel that prints. The document is made off the main loop, anew when its language changes, and shown page by page
 * as it will be on paper. */

#include "naru-print-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  char *id;
  NaruDocumentFunc make;
  GCancellable *making;
  NaruDocument *document;
  NaruLayout *layout; /* as the preview shows it: on A4 */

  NaruPanel *panel;
  GtkWidget *box; /* owns this */
  GtkWidget *languages;
  GtkWidget *large;
  GtkWidget *pages;
} Print;

static const char *const languages[] = { "ko", "en", "fr" };

/* Everybody finds their own language in it. */
static const char *const language_names[] = { "한국어", "English", "Français", NULL };

static void
print_free (gpointer data)
{
  Print *self = data;

  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_pointer (&self->layout, naru_layout_free);
  g_clear_pointer (&self->document, naru_document_unref);
  g_object_unref (self->desk);
  g_free (self->id);
  g_free (self);
}

static NaruPrintFlags
get_flags (Print *self)
{
  return gtk_switch_get_active (GTK_SWITCH (self->large)) ? NARU_PRINT_LARGE : NARU_PRINT_ORDINARY;
}

/* Preview */

static void
draw_page_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  Print *self = data;
  guint page = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "naru-page"));
  double scale = width / NARU_A4_WIDTH;

  /* Paper is white in the dark, too. */
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  if (self->layout != NULL && page < naru_layout_get_n_pages (self->layout))
    naru_layout_draw (self->layout, page, cr);
}

static void
show_pages (Print *self)
{
  guint n_pages;

  naru_ui_clear (self->pages);
  g_clear_pointer (&self->layout, naru_layout_free);
  if (self->document == NULL)
    return;
  self->layout = naru_layout_new (self->document, NARU_A4_WIDTH, NARU_A4_HEIGHT, get_flags (self));
  n_pages = naru_layout_get_n_pages (self->layout);
  for (guint i = 0; i < n_pages; i++)
    {
      GtkWidget *frame
          = gtk_aspect_frame_new (.5f, 0, (float) (NARU_A4_WIDTH / NARU_A4_HEIGHT), FALSE);
      GtkWidget *area = gtk_drawing_area_new ();
      /* Translators: which page of how many is seen */
      g_autofree char *name = g_strdup_printf (_ ("Page %1$u of %2$u"), i + 1, n_pages);

      g_object_set_data (G_OBJECT (area), "naru-page", GUINT_TO_POINTER (i));
      gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), 300);
      gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area),
                                           (int) (300 * NARU_A4_HEIGHT / NARU_A4_WIDTH));
      gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_page_cb, self, NULL);
      naru_ui_name (area, name);
      gtk_widget_add_css_class (area, "paper");
      gtk_aspect_frame_set_child (GTK_ASPECT_FRAME (frame), area);
      gtk_box_append (GTK_BOX (self->pages), frame);
    }
}

/* Making it */

typedef struct
{
  NaruClock *clock;
  char *id;
  const char *language;
  NaruDocumentFunc make;
  NaruDocument *document;
  Print *print; /* alive unless cancelled */
  GCancellable *cancellable;
} Making;

static void
making_free (Making *self)
{
  g_clear_pointer (&self->document, naru_document_unref);
  g_object_unref (self->cancellable);
  g_free (self->id);
  g_free (self);
}

static gboolean
make_cb (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Making *self = data;
  g_autoptr (NaruDesk) desk = naru_desk_new (reader, self->clock);

  self->document = self->make (desk, self->id, self->language, error);
  return self->document != NULL;
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Making *self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = naru_store_read_finish (NARU_STORE (source), result, &error);

  if (!g_cancellable_is_cancelled (self->cancellable))
    {
      g_clear_pointer (&self->print->document, naru_document_unref);
      self->print->document = g_steal_pointer (&self->document);
      show_pages (self->print);
      naru_panel_set_message (self->print->panel, done ? NULL : error->message);
    }
  making_free (self);
}

static void
make (Print *self)
{
  Making *making = g_new0 (Making, 1);
  guint position = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->languages));

  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  making->clock = naru_desk_get_clock (self->desk);
  making->id = g_strdup (self->id);
  making->language = languages[MIN (position, G_N_ELEMENTS (languages) - 1)];
  making->make = self->make;
  making->print = self;
  making->cancellable = g_object_ref (self->making);
  naru_store_read_async (naru_desk_get_store (self->desk), make_cb, making, NULL, self->making,
                         made_cb, making);
}

/* On paper */

static void
begin_print_cb (GtkPrintOperation *operation, GtkPrintContext *context, NaruDocument *document)
{
  NaruPrintFlags flags = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (operation), "naru-flags"));
  NaruLayout *layout = naru_layout_new (document, gtk_print_context_get_width (context),
                                        gtk_print_context_get_height (context), flags);

  g_object_set_data_full (G_OBJECT (operation), "naru-layout", layout,
                          (GDestroyNotify) naru_layout_free);
  gtk_print_operation_set_n_pages (operation, (int) naru_layout_get_n_pages (layout));
}

static void
print_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page)
{
  naru_layout_draw (g_object_get_data (G_OBJECT (operation), "naru-layout"), (guint) page,
                    gtk_print_context_get_cairo_context (context));
}

static void
print_cb (Print *self)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  g_autoptr (GtkPageSetup) setup = NULL;
  g_autoptr (GtkPaperSize) paper = NULL;
  g_autoptr (GError) error = NULL;
  NaruWindow *window = naru_window_of (self->box);

  if (self->document == NULL || window == NULL)
    return;
  operation = gtk_print_operation_new ();
  setup = gtk_page_setup_new ();
  paper = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  gtk_page_setup_set_paper_size (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  /* our own margins are wider than those of a printer */
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  g_object_set_data (G_OBJECT (operation), "naru-flags", GUINT_TO_POINTER (get_flags (self)));
  g_signal_connect_data (operation, "begin-print", G_CALLBACK (begin_print_cb),
                         naru_document_ref (self->document),
                         (GClosureNotify) (void (*) (void)) naru_document_unref, 0);
  g_signal_connect (operation, "draw-page", G_CALLBACK (print_page_cb), NULL);
  gtk_print_operation_set_allow_async (operation, TRUE);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                               GTK_WINDOW (window), &error)
      == GTK_PRINT_OPERATION_RESULT_ERROR)
    naru_window_tell_error (window, _ ("This was not printed."), error);
}

/* As a file */

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) box = data;
  g_autoptr (GError) error = NULL;
  NaruWindow *window = naru_window_of (box);
  gboolean done = g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);

  if (window != NULL && done)
    naru_window_toast (window, _ ("The PDF is saved."));
  else if (window != NULL)
    naru_window_tell_error (window, _ ("The PDF was not saved."), error);
}

static void
chosen_cb (GtkFileChooserNative *chooser, int response, GtkWidget *box)
{
  Print *self = g_object_get_data (G_OBJECT (box), "naru-print");
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autoptr (GBytes) pdf = NULL;
  g_autoptr (GError) error = NULL;
  NaruWindow *window = naru_window_of (box);

  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (chooser));
  if (response != GTK_RESPONSE_ACCEPT || file == NULL || self->document == NULL)
    return;
  pdf = naru_document_to_pdf (self->document, get_flags (self), &error);
  if (pdf != NULL)
    g_file_replace_contents_bytes_async (file, pdf, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                         saved_cb, g_object_ref (box));
  else if (window != NULL)
    naru_window_tell_error (window, _ ("The PDF was not saved."), error);
}

static void
save_cb (Print *self)
{
  GtkRoot *root = gtk_widget_get_root (self->box);
  GtkFileChooserNative *chooser;

  if (root == NULL || self->document == NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Save as PDF"), GTK_WINDOW (root),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  /* A name in the name of a file would be seen by everybody who sees the folder. */
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), _ ("Document.pdf"));
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), self->box, 0);
  g_object_set_data_full (G_OBJECT (self->box), "naru-chooser", chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* The panel */

static guint
find_language (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    if (g_str_has_prefix (language, languages[i]))
      return i;
  return 1;
}

static GtkWidget *
new_switch_line (Print *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = naru_ui_wrapped_label (_ ("Large print"), NULL);

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (self->large, GTK_ALIGN_CENTER);
  naru_ui_name (self->large, _ ("Large print"));
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), self->large);
  return line;
}

static GtkWidget *
build (Print *self, const char *language, gboolean large)
{
  GtkWidget *save = gtk_button_new_with_label (_ ("Save as PDF…"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  self->languages = gtk_drop_down_new_from_strings (language_names);
  naru_ui_add_classes (self->languages, "field");
  naru_ui_name (self->languages, _ ("Language of the document"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->languages), find_language (language));
  self->large = gtk_switch_new ();
  gtk_switch_set_active (GTK_SWITCH (self->large), large);
  self->pages = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self->box),
                  naru_ui_captioned (_ ("Language of the document"), self->languages));
  gtk_box_append (GTK_BOX (self->box), new_switch_line (self));
  gtk_widget_set_halign (save, GTK_ALIGN_START);
  naru_ui_add_classes (save, "flat row-action");
  gtk_box_append (GTK_BOX (self->box), save);
  gtk_box_append (GTK_BOX (self->box), self->pages);
  g_object_set_data_full (G_OBJECT (self->box), "naru-print", self, print_free);
  g_signal_connect_swapped (self->languages, "notify::selected", G_CALLBACK (make), self);
  g_signal_connect_swapped (self->large, "notify::active", G_CALLBACK (show_pages), self);
  g_signal_connect_swapped (save, "clicked", G_CALLBACK (save_cb), self);
  return self->box;
}

/**
 * naru_print_panel_show:
 * @window: a window
 * @title: of the panel: what is printed
 * @id: the record that the document is about
 * @make: makes it
 * @language: (nullable): that of the reader: "ko", "en", "fr"; %NULL for that of the desk
 * @large: whether to begin with large print
 *
 * Opens the panel with a preview, from which the document is printed or saved as PDF.
 */
void
naru_print_panel_show (NaruWindow *window, const char *title, const char *id,
                       NaruDocumentFunc make_it, const char *language, gboolean large)
{
  Print *self = g_new0 (Print, 1);

  self->desk = g_object_ref (naru_window_get_desk (window));
  self->id = g_strdup (id);
  self->make = make_it;
  self->panel = naru_panel_show (
      window, title, build (self, language != NULL ? language : g_get_language_names ()[0], large));
  naru_panel_set_action (self->panel, _ ("Print…"), G_CALLBACK (print_cb), self);
  make (self);
  gtk_widget_grab_focus (self->languages);
}
