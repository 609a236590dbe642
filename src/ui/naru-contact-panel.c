/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel of a person at an employer: writing to her, her vCard, the form, and erasing her. */

#include "naru-employer-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-contact-cards.h"
#include "naru-employer-tabs.h"
#include "naru-employer-work.h"
#include "naru-panel.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"

/* vCards out */

typedef struct
{
  GtkWidget *widget;
  char **ids;
  GFile *file;
  guint version;
} Saving;

static gboolean
save_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  const Saving *self = data;

  return naru_contact_cards_write (reader, (const char *const *) self->ids, self->version,
                                   self->file, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *self = data;
  g_autoptr (GError) error = NULL;

  naru_ui_toast (self->widget, naru_store_read_finish (NARU_STORE (source), result, &error)
                                   ? _ ("The vCards are saved.")
                                   : error->message);
  g_object_unref (self->widget);
  g_strfreev (self->ids);
  g_object_unref (self->file);
  g_free (self);
}

static void
chosen_cb (GtkWidget *widget, int response, GtkFileChooserNative *chooser)
{
  char **ids = g_object_get_data (G_OBJECT (chooser), "ids");
  const char *version = gtk_file_chooser_get_choice (GTK_FILE_CHOOSER (chooser), "version");

  if (response == GTK_RESPONSE_ACCEPT)
    {
      Saving *self = g_new0 (Saving, 1);

      self->widget = g_object_ref (widget);
      self->ids = g_strdupv (ids);
      self->file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
      self->version = g_strcmp0 (version, "4") == 0 ? 4 : 3;
      naru_store_read_async (naru_desk_get_store (naru_ui_get_desk (widget)), save_func, self, NULL,
                             NULL, saved_cb, self);
    }
  g_object_unref (chooser);
}

/**
 * naru_contacts_save:
 * @ids: (transfer full): ids of contacts
 * @name: of the file, without its ending
 *
 * Asks where to write the vCards, and in which version.
 */
void
naru_contacts_save (GtkWidget *widget, char **ids, const char *name)
{
  static const char *versions[] = { "3", "4", NULL };
  const char *labels[] = { _ ("vCard 3.0: read by every phone"), _ ("vCard 4.0"), NULL };
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Save as vCard"), GTK_WINDOW (gtk_widget_get_root (widget)), GTK_FILE_CHOOSER_ACTION_SAVE,
      C_ ("action", "_Save"), C_ ("action", "_Cancel"));
  g_autofree char *plain = g_strdelimit (g_strdup (name), "/\\:*?\"<>|", '-');
  g_autofree char *file = g_strconcat (plain, ".vcf", NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), file);
  gtk_file_chooser_add_choice (GTK_FILE_CHOOSER (chooser), "version", _ ("Version"), versions,
                               labels);
  gtk_file_chooser_set_choice (GTK_FILE_CHOOSER (chooser), "version", "3");
  g_object_set_data_full (G_OBJECT (chooser), "ids", ids, (GDestroyNotify) g_strfreev);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), widget, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static const char *
get_contact (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (button, GTK_TYPE_FLOW_BOX)),
                            "contact");
}

static void
save_cb (GtkWidget *button)
{
  const char *id = get_contact (button);
  g_autofree char *name
      = naru_store_get_title (naru_desk_get_store (naru_ui_get_desk (button)), id);
  char **ids = g_new0 (char *, 2);

  ids[0] = g_strdup (id);
  naru_contacts_save (button, ids, name != NULL ? name : "contact");
}

static void
mail_cb (GtkWidget *button)
{
  const char *id = get_contact (button);
  g_autoptr (NaruRecord) contact
      = naru_store_get (naru_desk_get_store (naru_ui_get_desk (button)), id, NULL);
  g_autofree char *employer
      = contact != NULL ? g_strdup (naru_record_get (contact, "employer")) : NULL;
  g_autofree char *kept = g_strdup (id);

  if (employer != NULL)
    naru_mail_panel_open (button, employer, kept);
}

/* Erasing */

/* What is kept of an employer may be much: it is looked through off the main loop. */
typedef struct
{
  GtkWidget *window;
  NaruClock *clock;
  char *contact;
  NaruCommand *command;
} Erasing;

static gboolean
erase_func (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Erasing *self = data;
  g_autoptr (NaruDesk) desk = naru_desk_new (reader, self->clock);

  self->command = naru_contact_erase (desk, self->contact, error);
  return self->command != NULL;
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Erasing *self = data;
  g_autoptr (GError) error = NULL;

  naru_store_read_finish (NARU_STORE (source), result, &error);
  naru_window_run_or_tell (NARU_WINDOW (self->window), self->command, &error);
  g_object_unref (self->window);
  g_free (self->contact);
  g_free (self);
}

static void
erase_response_cb (GtkWidget *widget, const char *response, AdwMessageDialog *dialog)
{
  const char *id = g_object_get_data (G_OBJECT (dialog), "contact");
  NaruWindow *window = naru_window_of (widget);
  Erasing *self;

  if (!g_str_equal (response, "erase") || window == NULL)
    return;
  /* It shows the person, and keeps what is typed there. */
  naru_panel_close (g_object_get_data (G_OBJECT (dialog), "panel"));
  self = g_new0 (Erasing, 1);
  self->window = g_object_ref (GTK_WIDGET (window));
  self->clock = naru_desk_get_clock (naru_window_get_desk (window));
  self->contact = g_strdup (id);
  naru_store_read_async (naru_desk_get_store (naru_window_get_desk (window)), erase_func, self,
                         NULL, NULL, erased_cb, self);
}

static void
erase_cb (GtkWidget *button)
{
  NaruWindow *window = naru_window_of (button);
  GtkWidget *dialog;

  if (window == NULL)
    return;
  dialog = adw_message_dialog_new (
      GTK_WINDOW (window), _ ("Erase this person?"),
      _ ("Name, numbers, addresses and notes go: from conversations, handover sheets, vacancies, "
         "mails and files, with the history, and on other desks and the server when they "
         "synchronise. What stays is that somebody was talked to, and when. It cannot be undone."));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", C_ ("action", "_Cancel"),
                                    "erase", C_ ("action", "_Erase"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "erase",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "contact", g_strdup (get_contact (button)), g_free);
  g_object_set_data_full (G_OBJECT (dialog), "panel",
                          g_object_ref (gtk_widget_get_ancestor (button, NARU_TYPE_PANEL)),
                          g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (erase_response_cb), window,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
add_button (GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  g_signal_connect (button, "clicked", clicked, NULL);
  gtk_flow_box_insert (GTK_FLOW_BOX (box), button, -1);
}

/**
 * naru_contact_panel_open:
 *
 * Opens a person at an employer in the panel.
 */
void
naru_contact_panel_open (GtkWidget *widget, const char *contact)
{
  NaruWindow *window = naru_window_of (widget);
  GtkWidget *buttons;
  g_autoptr (NaruRecord) record = NULL;

  if (window == NULL)
    return;
  /* In one row they would be wider than the panel. */
  buttons = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (buttons), GTK_SELECTION_NONE);
  record = naru_store_get (naru_desk_get_store (naru_window_get_desk (window)), contact, NULL);
  g_object_set_data_full (G_OBJECT (buttons), "contact", g_strdup (contact), g_free);
  if (record != NULL && naru_record_has (record, "email"))
    add_button (buttons, _ ("Write a mail…"), G_CALLBACK (mail_cb));
  add_button (buttons, _ ("Save as vCard…"), G_CALLBACK (save_cb));
  if (record != NULL && !naru_record_has (record, "erasedOn"))
    add_button (buttons, C_ ("action", "Erase…"), G_CALLBACK (erase_cb));
  naru_record_panel_edit (window, contact, naru_contact_fields, buttons);
}
