/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes an old advertisement apart: pasted, or out of a file. A file comes from outside, so a process of its own reads it. */

#include "naru-vacancy-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-guess-list.h"
#include "naru-scan.h"
#include "naru-ui-util.h"

#define KEY "naru-paste-panel"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *vacancy;
  GtkWidget *box;
  GtkWidget *text;
  GtkWidget *source;
  GtkWidget *list;
  GtkWidget *note;
  GtkFileChooserNative *chooser;
} Pasting;

static void
pasting_free (gpointer data)
{
  Pasting *pasting = data;

  g_clear_object (&pasting->chooser);
  g_object_unref (pasting->desk);
  g_free (pasting->vacancy);
  g_free (pasting);
}

static char *
get_text (Pasting *pasting)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (pasting->text));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static void
set_text (Pasting *pasting, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (pasting->text)), text, -1);
}

static gboolean
is_apart (Pasting *pasting)
{
  return gtk_widget_get_visible (pasting->list);
}

static void take_cb (Pasting *pasting);

static void
show_step (Pasting *pasting, gboolean apart)
{
  gtk_widget_set_visible (pasting->source, !apart);
  gtk_widget_set_visible (pasting->list, apart);
  gtk_widget_set_visible (pasting->note, apart);
  naru_panel_set_action (pasting->panel, apart ? _ ("Take over") : _ ("Take apart"),
                         G_CALLBACK (take_cb), pasting);
  naru_panel_set_message (pasting->panel, NULL);
}

static void
take_apart (Pasting *pasting)
{
  g_autofree char *text = get_text (pasting);
  GPtrArray *guesses = naru_advert_take_apart (text);

  if (guesses->len == 0)
    {
      g_ptr_array_unref (guesses);
      naru_panel_set_message (pasting->panel, _ ("Please paste an advertisement first."));
      return;
    }
  naru_guess_list_set (NARU_GUESS_LIST (pasting->list), guesses);
  show_step (pasting, TRUE);
  naru_panel_focus_action (pasting->panel);
}

static void
take_cb (Pasting *pasting)
{
  g_autoptr (GPtrArray) kept = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  NaruCommand *command;

  if (!is_apart (pasting))
    {
      take_apart (pasting);
      return;
    }
  kept = naru_guess_list_get_kept (NARU_GUESS_LIST (pasting->list));
  text = get_text (pasting);
  command = naru_advert_fill (pasting->desk, pasting->vacancy, kept, text,
                              _ ("Take an advertisement apart"), &error);
  if (command == NULL)
    naru_panel_set_message (pasting->panel, error->message);
  else
    naru_panel_run_and_close (pasting->panel, command);
}

/* Files */

static void
read_cb (GObject *process, GAsyncResult *result, gpointer box)
{
  Pasting *pasting = g_object_get_data (box, KEY);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *trouble = NULL;

  if (!g_subprocess_communicate_utf8_finish (G_SUBPROCESS (process), result, &text, &trouble,
                                             &error))
    naru_panel_set_message (pasting->panel, error->message);
  else if (!g_subprocess_get_successful (G_SUBPROCESS (process)))
    naru_panel_set_message (pasting->panel, trouble != NULL && *trouble != '\0'
                                                ? g_strchomp (trouble)
                                                : _ ("The file cannot be read."));
  else
    {
      set_text (pasting, text);
      take_apart (pasting);
    }
  g_object_unref (box);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, Pasting *pasting)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *reader = NULL;
  g_autofree char *path = NULL;

  gtk_native_dialog_hide (chooser);
  if (response != GTK_RESPONSE_ACCEPT)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  path = g_file_get_path (file);
  reader = naru_scan_find_reader ();
  if (reader == NULL || path == NULL)
    {
      naru_panel_set_message (pasting->panel, _ ("The file cannot be read."));
      return;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                              &error, reader, "take-apart", "--text", path, NULL);
  if (process == NULL)
    naru_panel_set_message (pasting->panel, error->message);
  else
    g_subprocess_communicate_utf8_async (process, NULL, NULL, read_cb, g_object_ref (pasting->box));
}

static void
open_cb (Pasting *pasting)
{
  GtkRoot *root = gtk_widget_get_root (pasting->box);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  g_clear_object (&pasting->chooser);
  pasting->chooser = gtk_file_chooser_native_new (_ ("Open an advertisement"), GTK_WINDOW (root),
                                                  GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_file_filter_set_name (filter, _ ("Text, Word (.docx), PDF"));
  gtk_file_filter_add_suffix (filter, "txt");
  gtk_file_filter_add_suffix (filter, "docx");
  gtk_file_filter_add_suffix (filter, "pdf");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (pasting->chooser), filter);
  g_signal_connect (pasting->chooser, "response", G_CALLBACK (chosen_cb), pasting);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (pasting->chooser));
}

static void
build_source (Pasting *pasting)
{
  GtkWidget *scrolled;
  GtkWidget *open = gtk_button_new_with_label (_ ("Open a file"));

  pasting->source = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  pasting->text = gtk_text_view_new ();
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (pasting->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (pasting->text), FALSE);
  g_object_set (pasting->text, "left-margin", 10, "right-margin", 10, "top-margin", 6,
                "bottom-margin", 6, NULL);
  gtk_widget_add_css_class (pasting->text, "field");
  naru_ui_name (pasting->text, _ ("Text of the advertisement"));
  scrolled = naru_ui_scrolled (pasting->text);
  gtk_widget_set_size_request (scrolled, -1, 300);
  gtk_widget_set_halign (open, GTK_ALIGN_START);
  g_signal_connect_swapped (open, "clicked", G_CALLBACK (open_cb), pasting);
  gtk_box_append (
      GTK_BOX (pasting->source),
      naru_ui_wrapped_label (_ ("Paste an old advertisement or a mail here, or open a file. "
                                "Nothing is changed before you have seen what was found."),
                             NULL));
  gtk_box_append (GTK_BOX (pasting->source), scrolled);
  gtk_box_append (GTK_BOX (pasting->source), open);
}

/**
 * naru_paste_panel_show:
 * @window: the window
 * @vacancy: the vacancy that is filled in; a text that it came with is there to begin with
 *
 * Opens the panel that takes an old advertisement apart.
 */
void
naru_paste_panel_show (NaruWindow *window, NaruRecord *vacancy)
{
  Pasting *pasting = g_new0 (Pasting, 1);
  const char *received = naru_record_get (vacancy, "originalText");

  pasting->desk = g_object_ref (naru_window_get_desk (window));
  pasting->vacancy = g_strdup (naru_record_get_id (vacancy));
  pasting->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  build_source (pasting);
  pasting->note = naru_ui_wrapped_label (_ ("All this was read out of the text: please check each "
                                            "line. What has a triangle was only guessed from its "
                                            "form: tick it if it is right."),
                                         "caption dim-label");
  pasting->list = naru_guess_list_new ();
  gtk_box_append (GTK_BOX (pasting->box), pasting->source);
  gtk_box_append (GTK_BOX (pasting->box), pasting->note);
  gtk_box_append (GTK_BOX (pasting->box), pasting->list);
  g_object_set_data_full (G_OBJECT (pasting->box), KEY, pasting, pasting_free);
  pasting->panel = naru_panel_show (window, _ ("Take an advertisement apart"), pasting->box);
  if (received != NULL)
    set_text (pasting, received);
  show_step (pasting, FALSE);
  gtk_widget_grab_focus (pasting->text);
}
