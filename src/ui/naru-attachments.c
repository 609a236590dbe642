/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files are read and written on threads of their own. What is opened in another program lies in the folder that the
 * system empties when the person logs out. */

#include "naru-attachments.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include "naru-casework.h"
#include "naru-contact-cards.h"
#include "naru-mail.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define MAIL_KIND "message/rfc822"

/* Loading */

typedef struct
{
  GtkWidget *widget;
  NaruFileFunc func;
} Loading;

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  NaruAttachment *attachment = naru_attachment_load (data, cancellable, &error);

  if (attachment != NULL)
    g_task_return_pointer (task, attachment, (GDestroyNotify) naru_attachment_free);
  else
    g_task_return_error (task, error);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Loading *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruAttachment) attachment = g_task_propagate_pointer (G_TASK (result), &error);

  if (attachment == NULL)
    naru_ui_toast (self->widget, error->message);
  else
    self->func (self->widget, attachment);
  g_object_unref (self->widget);
  g_free (self);
}

/**
 * naru_attachments_load:
 * @widget: whose window speaks
 * @file: a file
 * @func: gets what is in it; the attachment is freed afterwards
 */
void
naru_attachments_load (GtkWidget *widget, GFile *file, NaruFileFunc func)
{
  Loading *self = g_new0 (Loading, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, loaded_cb, self);

  self->widget = g_object_ref (widget);
  self->func = func;
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_thread);
}

static void
chosen_cb (GtkWidget *widget, int response, GtkFileChooserNative *chooser)
{
  NaruFileFunc func = (NaruFileFunc) g_object_get_data (G_OBJECT (chooser), "func");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));

      naru_attachments_load (widget, file, func);
    }
  g_object_unref (chooser);
}

/**
 * naru_attachments_choose:
 * @widget: whose window asks
 * @func: gets what is in the file that was chosen
 */
void
naru_attachments_choose (GtkWidget *widget, NaruFileFunc func)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Attach a file"), GTK_WINDOW (gtk_widget_get_root (widget)), GTK_FILE_CHOOSER_ACTION_OPEN,
      C_ ("action", "_Attach"), C_ ("action", "_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_object_set_data (G_OBJECT (chooser), "func", func);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), widget, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

/* A mail, or any file */

typedef struct
{
  GtkWidget *widget;
  char *employer;
} Parsing;

static void
parse_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  NaruMail *mail = naru_mail_parse (data, &error);

  if (mail != NULL)
    g_task_return_pointer (task, mail, (GDestroyNotify) naru_mail_free);
  else
    g_task_return_error (task, error);
}

static void
parsed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Parsing *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruMail) mail = g_task_propagate_pointer (G_TASK (result), &error);
  NaruWindow *window = naru_window_of (self->widget);

  if (mail == NULL)
    naru_ui_toast (self->widget, error->message);
  else if (window != NULL)
    naru_window_run_or_tell (
        window, naru_mail_log (naru_window_get_desk (window), self->employer, mail, &error),
        &error);
  g_object_unref (self->widget);
  g_free (self->employer);
  g_free (self);
}

/**
 * naru_attachments_take_in:
 * @widget: whose window runs it
 * @employer: id of an employer
 * @file: what was dropped or chosen
 *
 * A mail becomes a conversation, vCards become contacts, anything else goes with a note.
 */
void
naru_attachments_take_in (GtkWidget *widget, const char *employer, NaruAttachment *file)
{
  NaruWindow *window = naru_window_of (widget);
  g_autofree char *lower = g_ascii_strdown (file->name, -1);
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) created = NULL;

  if (window == NULL)
    return;
  if (g_strcmp0 (file->kind, MAIL_KIND) == 0 || g_str_has_suffix (lower, ".eml"))
    {
      Parsing *self = g_new0 (Parsing, 1);
      g_autoptr (GTask) task = g_task_new (NULL, NULL, parsed_cb, self);

      self->widget = g_object_ref (widget);
      self->employer = g_strdup (employer);
      g_task_set_task_data (task, g_bytes_ref (file->bytes), (GDestroyNotify) g_bytes_unref);
      g_task_run_in_thread (task, parse_thread);
      return;
    }
  if (g_str_has_suffix (lower, ".vcf"))
    {
      naru_window_run_or_tell (
          window,
          naru_contact_cards_take (naru_window_get_desk (window), employer, file->bytes, &error),
          &error);
      return;
    }
  command = naru_employer_log (naru_window_get_desk (window), employer, "note", file->name, NULL,
                               NULL, NULL, FALSE, &error);
  if (command == NULL)
    {
      naru_window_toast (window, error->message);
      return;
    }
  created = naru_command_get_created (command);
  naru_command_attach (command, created[0], file);
  naru_window_run (window, command);
}

/* The files of a record */

typedef struct
{
  NaruDesk *desk;
  char *id;
} List;

static void
list_free (gpointer data)
{
  List *self = data;

  g_object_unref (self->desk);
  g_free (self->id);
  g_free (self);
}

/* What happens to the bytes of a file once they are read. */
typedef struct
{
  GtkWidget *widget;
  char *digest;
  GFile *into;
  gboolean open;
} Writing;

static void
writing_free (Writing *self)
{
  g_object_unref (self->widget);
  g_free (self->digest);
  g_object_unref (self->into);
  g_free (self);
}

static gboolean
write_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Writing *self = data;
  g_autoptr (GBytes) bytes = naru_store_get_blob (reader, self->digest, error);
  gsize length;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  return g_file_replace_contents (self->into, text, length, NULL, FALSE,
                                  G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                  cancellable, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Writing *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *uri = g_file_get_uri (self->into);

  if (!naru_store_read_finish (NARU_STORE (source), result, &error)
      || (self->open && !g_app_info_launch_default_for_uri (uri, NULL, &error)))
    naru_ui_toast (self->widget, error->message);
  writing_free (self);
}

/* Takes @into. */
static void
write_blob (GtkWidget *widget, const char *digest, GFile *into, gboolean open)
{
  NaruDesk *desk = naru_ui_get_desk (widget);
  Writing *self = g_new0 (Writing, 1);

  self->widget = g_object_ref (widget);
  self->digest = g_strdup (digest);
  self->into = into;
  self->open = open;
  naru_store_read_async (naru_desk_get_store (desk), write_func, self, NULL, NULL, written_cb,
                         self);
}

static void
open_cb (GtkWidget *button)
{
  const char *digest = g_object_get_data (G_OBJECT (button), "digest");
  g_autofree char *name = g_path_get_basename (g_object_get_data (G_OBJECT (button), "name"));
  g_autofree char *folder
      = g_build_filename (g_get_user_runtime_dir (), "naru-attachments", digest, NULL);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      naru_ui_toast (button, _ ("There is no place to open the file from. Please save it."));
      return;
    }
  write_blob (button, digest, g_file_new_build_filename (folder, name, NULL), TRUE);
}

static void
save_chosen_cb (GtkWidget *button, int response, GtkFileChooserNative *chooser)
{
  if (response == GTK_RESPONSE_ACCEPT)
    write_blob (button, g_object_get_data (G_OBJECT (button), "digest"),
                gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)), FALSE);
  g_object_unref (chooser);
}

static void
save_cb (GtkWidget *button)
{
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save the file"), GTK_WINDOW (gtk_widget_get_root (button)), GTK_FILE_CHOOSER_ACTION_SAVE,
      C_ ("action", "_Save"), C_ ("action", "_Cancel"));
  g_autofree char *name = g_path_get_basename (g_object_get_data (G_OBJECT (button), "name"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (save_chosen_cb), button,
                           G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static List *
get_list (GtkWidget *widget)
{
  while (widget != NULL && g_object_get_data (G_OBJECT (widget), "list") == NULL)
    widget = gtk_widget_get_parent (widget);
  return widget != NULL ? g_object_get_data (G_OBJECT (widget), "list") : NULL;
}

static void
remove_cb (GtkWidget *button)
{
  List *self = get_list (button);
  NaruWindow *window = naru_window_of (button);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (self == NULL || window == NULL)
    return;
  command = naru_attachment_remove (naru_desk_get_store (self->desk), self->id,
                                    g_object_get_data (G_OBJECT (button), "digest"), &error);
  if (command == NULL)
    naru_window_toast (window, error->message);
  else
    naru_window_run (window, command);
}

static void
attach_cb (GtkWidget *widget, NaruAttachment *attachment)
{
  List *self = get_list (widget);
  NaruWindow *window = naru_window_of (widget);
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (self == NULL || window == NULL)
    return;
  label = g_strdup_printf (_ ("Attach “%s”"), attachment->name);
  command = naru_command_new (label);
  naru_command_attach (command, self->id, attachment);
  naru_window_run (window, command);
}

static void
add_cb (GtkWidget *button, GtkWidget *rows)
{
  naru_attachments_choose (rows, attach_cb);
}

static GtkWidget *
row_button (const char *icon, const char *format, const char *name, const char *digest,
            GCallback clicked)
{
  g_autofree char *label = g_strdup_printf (format, name);
  GtkWidget *button = naru_ui_icon_button (icon, label);

  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "digest", g_strdup (digest), g_free);
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_signal_connect (button, "clicked", clicked, NULL);
  return button;
}

static GtkWidget *
make_row (NaruRecord *record, guint position)
{
  g_autofree char *name = naru_record_get_element (record, "attachments", position, "name");
  g_autofree char *digest = naru_record_get_element (record, "attachments", position, "digest");
  g_autofree char *size = naru_record_get_element (record, "attachments", position, "size");
  g_autofree char *size_text
      = g_format_size (size != NULL ? (guint64) g_ascii_strtoll (size, NULL, 10) : 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (texts), naru_ui_label (name, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_label (size_text, "caption dim-label"));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), row_button ("document-open-symbolic", _ ("Open %s"), name, digest,
                                             G_CALLBACK (open_cb)));
  gtk_box_append (GTK_BOX (row), row_button ("document-save-symbolic", _ ("Save %s"), name, digest,
                                             G_CALLBACK (save_cb)));
  gtk_box_append (GTK_BOX (row), row_button ("edit-delete-symbolic", _ ("Remove %s"), name, digest,
                                             G_CALLBACK (remove_cb)));
  return row;
}

static void
show_list (GtkWidget *box)
{
  List *self = g_object_get_data (G_OBJECT (box), "list");
  g_autoptr (NaruRecord) record = naru_store_get (naru_desk_get_store (self->desk), self->id, NULL);
  guint n = record != NULL ? naru_record_get_length (record, "attachments") : 0;

  naru_ui_clear (box);
  for (guint i = 0; i < n; i++)
    gtk_box_append (GTK_BOX (box), make_row (record, i));
}

/**
 * naru_attachments_new:
 * @desk: a desk
 * @id: id of a record that has the list `attachments`
 *
 * Returns: (transfer floating): its files, with a button that adds one
 */
GtkWidget *
naru_attachments_new (NaruDesk *desk, const char *id)
{
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *heading = naru_ui_heading (_ ("Attachments"), NULL);
  GtkWidget *add = gtk_button_new_with_label (_ ("Attach a file…"));
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  List *self = g_new0 (List, 1);

  self->desk = g_object_ref (desk);
  self->id = g_strdup (id);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_widget_add_css_class (add, "flat");
  gtk_box_append (GTK_BOX (head), heading);
  gtk_box_append (GTK_BOX (head), add);
  gtk_box_append (GTK_BOX (all), head);
  gtk_box_append (GTK_BOX (all), rows);
  g_object_set_data_full (G_OBJECT (rows), "list", self, list_free);
  g_signal_connect (add, "clicked", G_CALLBACK (add_cb), rows);
  g_signal_connect_object (naru_desk_get_store (desk), "changed", G_CALLBACK (show_list), rows,
                           G_CONNECT_SWAPPED);
  show_list (rows);
  return all;
}
