/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions of a vacancy's page that need nothing but its record. Prints an advertisement, saves it in the form that a channel takes, and hands it to the mail program with the questions
 * that are still open. */

#include "naru-vacancy-ways.h"

#include <glib/gi18n-lib.h>
#include "naru-advert.h"
#include "naru-casework.h"
#include "naru-clock.h"
#include "naru-export.h"
#include "naru-print-panel.h"
#include "naru-record-panel.h"
#include "naru-vacancy-panels.h"
#include "naru-window.h"

#define KEY "naru-vacancy-chooser"
static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *page = NARU_DETAIL (widget);
  NaruWindow *window = naru_window_of (widget);
  NaruRecord *vacancy = naru_detail_get_record (page);

  if (window != NULL && vacancy != NULL)
    naru_print_panel_show (window, _ ("Print the advertisement"), naru_detail_get_id (page),
                           naru_advert_make_document, naru_record_get (vacancy, "language"), FALSE);
}

/* Saving */

typedef struct
{
  char *id;
  GFile *file;
  GPtrArray *left_out;
  NaruExportFormat format;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_free (saving->id);
  g_object_unref (saving->file);
  g_ptr_array_unref (saving->left_out);
  g_free (saving);
}

static gboolean
write_file (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;
  g_autoptr (NaruQuery) query = naru_query_new ("vacancy");
  guint n;

  naru_query_add_filter (query, "id", NARU_FILTER_IS, saving->id);
  return naru_export_to_file (reader, query, saving->format, NARU_EXPORT_PLAIN, saving->file,
                              cancellable, &n, saving->left_out, error);
}

static void
written_cb (GObject *store, GAsyncResult *result, gpointer page)
{
  NaruWindow *window = naru_window_of (page);
  g_autoptr (GError) error = NULL;
  gboolean done = naru_store_read_finish (NARU_STORE (store), result, &error);

  if (window != NULL && done)
    naru_window_toast (window, _ ("The advertisement is saved."));
  else if (window != NULL)
    naru_window_tell_error (window, _ ("The advertisement cannot be saved."), error);
  g_object_unref (page);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, NaruDetail *page)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (page));
  g_autoptr (GFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  NaruExportFormat format;
  Saving *saving;

  gtk_native_dialog_hide (chooser);
  if (response != GTK_RESPONSE_ACCEPT || window == NULL)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  name = g_file_get_basename (file);
  if (!naru_export_guess_format (name, naru_record_type_find ("vacancy"), &format, &error))
    {
      naru_window_tell_error (window, _ ("The advertisement cannot be saved."), error);
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->id = g_strdup (naru_detail_get_id (page));
  saving->file = g_steal_pointer (&file);
  saving->left_out = g_ptr_array_new_with_free_func (g_free);
  saving->format = format;
  naru_store_read_async (naru_desk_get_store (naru_detail_get_desk (page)), write_file, saving,
                         saving_free, NULL, written_cb, g_object_ref (page));
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *page = NARU_DETAIL (widget);
  GtkFileChooserNative *chooser;
  g_autofree char *suggested = NULL;
  g_autofree char *title = NULL;

  if (naru_detail_get_record (page) == NULL)
    return;
  title = g_strdelimit (g_strdup (naru_record_get_title (naru_detail_get_record (page))),
                        "/\\:", '-');
  suggested = g_strconcat (title, ".jsonld", NULL);
  chooser = gtk_file_chooser_native_new (_ ("Save the advertisement"),
                                         GTK_WINDOW (gtk_widget_get_root (widget)),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested);
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("JobPosting for portals and search engines (.jsonld)"),
              "jsonld");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Page for a website (.html)"), "html");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("PDF (.pdf)"), "pdf");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Plain text (.txt)"), "txt");
  add_filter (GTK_FILE_CHOOSER (chooser), _ ("Table (.csv)"), "csv");
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), page, 0);
  g_object_set_data_full (G_OBJECT (page), KEY, chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* Mail */

static void
append_questions (GString *body, NaruRecord *vacancy)
{
  g_auto (GStrv) missing = naru_vacancy_missing (vacancy, NULL);

  if (missing[0] == NULL)
    return;
  g_string_append_printf (body, "%s\n", _ ("Still open:"));
  for (guint i = 0; missing[i] != NULL; i++)
    g_string_append_printf (body, "- %s\n", missing[i]);
  g_string_append_c (body, '\n');
}

static char *
write_mail (NaruDesk *desk, NaruRecord *vacancy)
{
  NaruStore *store = naru_desk_get_store (desk);
  const char *employer = naru_record_get (vacancy, "employer");
  const char *contact = naru_record_get (vacancy, "contact");
  g_autofree char *employer_name = employer != NULL ? naru_store_get_title (store, employer) : NULL;
  g_autoptr (NaruRecord) person = contact != NULL ? naru_store_get (store, contact, NULL) : NULL;
  const char *address = person != NULL ? naru_record_get (person, "email") : NULL;
  NaruAdvertStyle style = { naru_record_get (vacancy, "language"), FALSE };
  g_autoptr (GPtrArray) parts = naru_advert_lay_out (vacancy, employer_name, &style);
  g_autoptr (GString) body = g_string_new (NULL);
  g_autofree char *subject
      = g_strdup_printf (_ ("Draft of your vacancy “%s”"), naru_record_get_title (vacancy));
  g_autofree char *to = g_uri_escape_string (address != NULL ? address : "", "@", TRUE);
  g_autofree char *escaped_subject = NULL;
  g_autofree char *escaped_body = NULL;

  g_string_append_printf (
      body, "%s\n\n",
      _ ("This is the draft of your vacancy. Please tell us whether you agree, or "
         "what should be different."));
  append_questions (body, vacancy);
  naru_advert_append_text (body, parts);
  escaped_subject = g_uri_escape_string (subject, NULL, TRUE);
  escaped_body = g_uri_escape_string (body->str, NULL, TRUE);
  return g_strdup_printf ("mailto:%s?subject=%s&body=%s", to, escaped_subject, escaped_body);
}

static void
mail_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *page = NARU_DETAIL (widget);
  g_autofree char *address = NULL;

  if (naru_detail_get_record (page) == NULL)
    return;
  address = write_mail (naru_detail_get_desk (page), naru_detail_get_record (page));
  gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (widget)), address, GDK_CURRENT_TIME);
}

/* The record as a whole */

static NaruCommand *
withdraw (NaruDesk *desk, NaruRecord *draft, const char *context, GError **error)
{
  return naru_vacancy_set_stage (desk, context, "withdrawn",
                                 naru_record_get (draft, "withdrawnReason"), error);
}

/**
 * naru_withdraw_panel_show:
 * @window: the window
 * @vacancy: a vacancy
 *
 * Asks why a vacancy is withdrawn, and withdraws it.
 */
void
naru_withdraw_panel_show (NaruWindow *window, NaruRecord *vacancy)
{
  static const char *const fields[] = { "withdrawnReason", NULL };
  g_autoptr (NaruRecord) draft = naru_record_copy (vacancy);

  naru_record_panel_add (window, _ ("Withdraw this vacancy"), draft, fields, _ ("Withdraw"),
                         withdraw, naru_record_get_id (vacancy));
}

static void
withdraw_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruRecord *record = naru_detail_get_record (NARU_DETAIL (widget));
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL && record != NULL)
    naru_withdraw_panel_show (window, record);
}

static void
copied_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_auto (GStrv) created = done ? naru_command_get_created (command) : NULL;

  if (created != NULL && created[0] != NULL)
    naru_window_open_record (window, created[0]);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *page = NARU_DETAIL (widget);
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command
      = naru_vacancy_copy (naru_detail_get_desk (page), naru_detail_get_id (page), &error);

  if (window == NULL)
    return;
  if (command == NULL)
    naru_window_tell_error (window, _ ("This vacancy cannot be copied."), error);
  else
    naru_window_run_full (window, command, copied_cb, NULL);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_record_panel_delete_page (NARU_DETAIL (widget), "vacancies");
}

static void
employer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);
  NaruRecord *record = naru_detail_get_record (NARU_DETAIL (widget));
  const char *employer = record != NULL ? naru_record_get (record, "employer") : NULL;

  if (window != NULL && employer != NULL)
    naru_window_open_record (window, employer);
}

static void
help_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_vacancy_help_show (window);
}

/**
 * naru_vacancy_ways_install:
 * @page_class: class of the page of vacancies, a #NaruDetail
 *
 * Gives the page the actions that let an advertisement out, and those on the record as a whole.
 */
void
naru_vacancy_ways_install (GtkWidgetClass *page_class)
{
  gtk_widget_class_install_action (page_class, "vacancy.print", NULL, print_action);
  gtk_widget_class_install_action (page_class, "vacancy.save-as", NULL, save_as_action);
  gtk_widget_class_install_action (page_class, "vacancy.mail", NULL, mail_action);
  gtk_widget_class_install_action (page_class, "vacancy.help", NULL, help_action);
  gtk_widget_class_install_action (page_class, "vacancy.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (page_class, "vacancy.copy", NULL, copy_action);
  gtk_widget_class_install_action (page_class, "vacancy.employer", NULL, employer_action);
  gtk_widget_class_install_action (page_class, "vacancy.delete", NULL, delete_action);
}
