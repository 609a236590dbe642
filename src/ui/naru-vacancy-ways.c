/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actions of a vacancy's page that need nothing but its record. Prints an advertisement, saves it in the form that a channel
 * takes, and hands it to the mail program with the questions that are still open. */

#include "naru-vacancy-ways.h"

#include <glib/gi18n-lib.h>
#include "naru-advert-mail.h"
#include "naru-advert.h"
#include "naru-casework.h"
#include "naru-clock.h"
#include "naru-employer-mail.h"
#include "naru-export.h"
#include "naru-print-panel.h"
#include "naru-record-panel.h"
#include "naru-vacancy-panels.h"
#include "naru-window.h"

#define KEY "naru-vacancy-chooser"
#define SETTING_LAW "vacancy-jurisdiction"
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
  NaruClock *clock;
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

static gboolean
write_mail (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Saving *saving = data;
  g_autoptr (NaruDesk) desk = naru_desk_new (reader, saving->clock);
  g_autofree char *law = naru_store_get_setting (reader, SETTING_LAW);
  g_autoptr (GBytes) bytes = naru_advert_mail_make_file (desk, saving->id, law, error);
  gsize length;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  return g_file_replace_contents (saving->file, text, length, NULL, FALSE, G_FILE_CREATE_PRIVATE,
                                  NULL, cancellable, error);
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
  NaruExportFormat format = NARU_EXPORT_TEXT;
  gboolean mail;
  Saving *saving;

  gtk_native_dialog_hide (chooser);
  if (response != GTK_RESPONSE_ACCEPT || window == NULL)
    return;
  file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  name = g_file_get_basename (file);
  mail = g_str_has_suffix (name, ".eml");
  if (!mail && !naru_export_guess_format (name, naru_record_type_find ("vacancy"), &format, &error))
    {
      naru_window_tell_error (window, _ ("The advertisement cannot be saved."), error);
      return;
    }
  saving = g_new0 (Saving, 1);
  saving->id = g_strdup (naru_detail_get_id (page));
  saving->file = g_steal_pointer (&file);
  saving->left_out = g_ptr_array_new_with_free_func (g_free);
  saving->format = format;
  saving->clock = naru_desk_get_clock (naru_detail_get_desk (page));
  naru_store_read_async (naru_desk_get_store (naru_detail_get_desk (page)),
                         mail ? write_mail : write_file, saving, saving_free, NULL, written_cb,
                         g_object_ref (page));
}

static const struct
{
  const char *suffix;
  const char *label;
} ways[] = {
  { "jsonld", N_ ("JobPosting for portals and search engines (.jsonld)") },
  { "html", N_ ("Page for a website (.html)") },
  { "pdf", N_ ("PDF (.pdf)") },
  { "txt", N_ ("Plain text (.txt)") },
  { "csv", N_ ("Table (.csv)") },
  { "eml", N_ ("Mail with the PDF attached (.eml)") },
};

/**
 * naru_vacancy_save_in:
 * @page: the page of a vacancy
 * @suffix: (nullable): of the one form in which it is saved: "jsonld", "html", "pdf", "txt", "csv", or "eml" for the mail to
 *   the employer; %NULL offers them all
 *
 * Asks where to save the advertisement, and saves it.
 */
void
naru_vacancy_save_in (NaruDetail *page, const char *suffix)
{
  GtkFileChooserNative *chooser;
  g_autofree char *suggested = NULL;
  g_autofree char *title = NULL;

  if (naru_detail_get_record (page) == NULL)
    return;
  title = g_strdelimit (g_strdup (naru_record_get_title (naru_detail_get_record (page))),
                        "/\\:", '-');
  suggested = g_strconcat (title, ".", suffix != NULL ? suffix : ways[0].suffix, NULL);
  chooser = gtk_file_chooser_native_new (_ ("Save the advertisement"),
                                         GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page))),
                                         GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), suggested);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GtkFileFilter) filter = NULL;

      if (suffix != NULL && !g_str_equal (suffix, ways[i].suffix))
        continue;
      filter = gtk_file_filter_new ();
      gtk_file_filter_set_name (filter, _ (ways[i].label));
      gtk_file_filter_add_suffix (filter, ways[i].suffix);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (chooser), filter);
    }
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), page, 0);
  g_object_set_data_full (G_OBJECT (page), KEY, chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
save_as_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_vacancy_save_in (NARU_DETAIL (widget), NULL);
}

static void
save_mail_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_vacancy_save_in (NARU_DETAIL (widget), "eml");
}

/* Mail */

static void
mail_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *page = NARU_DETAIL (widget);
  NaruRecord *vacancy = naru_detail_get_record (page);
  NaruDesk *desk = naru_detail_get_desk (page);
  g_autofree char *law = naru_store_get_setting (naru_desk_get_store (desk), SETTING_LAW);
  g_autoptr (NaruAdvertMail) mail = NULL;
  g_autofree char *address = NULL;

  if (vacancy == NULL)
    return;
  mail = naru_advert_mail_new (desk, vacancy, law);
  address = naru_mail_make_uri (mail->to != NULL ? mail->to : "", mail->subject, mail->body);
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
  g_autoptr (NaruDetail) page = data;
  g_auto (GStrv) created = done ? naru_command_get_created (command) : NULL;

  if (created == NULL || created[0] == NULL)
    return;
  naru_detail_show_tab (page, "editor");
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
    naru_window_run_full (window, command, copied_cb, g_object_ref (page));
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
  gtk_widget_class_install_action (page_class, "vacancy.save-mail", NULL, save_mail_action);
  gtk_widget_class_install_action (page_class, "vacancy.help", NULL, help_action);
  gtk_widget_class_install_action (page_class, "vacancy.withdraw", NULL, withdraw_action);
  gtk_widget_class_install_action (page_class, "vacancy.copy", NULL, copy_action);
  gtk_widget_class_install_action (page_class, "vacancy.employer", NULL, employer_action);
  gtk_widget_class_install_action (page_class, "vacancy.delete", NULL, delete_action);
}
