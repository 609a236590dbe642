/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel of a message: from a template or an appointment, copied for the telephone or the mail program, and logged. */

#include "naru-message-panel.h"

#include <glib/gi18n-lib.h>
#include "naru-form.h"
#include "naru-panel.h"
#include "naru-print.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  GtkWidget *form;
} Message;

static void
message_free (gpointer data)
{
  Message *message = data;

  g_object_unref (message->desk);
  g_free (message);
}

static void
edited_cb (Message *message, const char *field)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (message->form));
  const char *id = naru_record_get (draft, "template");
  g_autoptr (NaruRecord) pattern = NULL;

  if (g_strcmp0 (field, "template") != 0 || id == NULL)
    return;
  pattern = naru_store_get (naru_desk_get_store (message->desk), id, NULL);
  if (pattern == NULL || !naru_record_has (pattern, "body"))
    return;
  naru_form_set_value (NARU_FORM (message->form), "body", naru_record_get (pattern, "body"));
  if (!naru_record_has (draft, "subject"))
    naru_form_set_value (NARU_FORM (message->form), "subject", naru_record_get_title (pattern));
}

static void
copy_cb (Message *message)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (message->form));
  const char *body;

  naru_form_commit (NARU_FORM (message->form));
  body = naru_record_get (draft, "body");
  gdk_clipboard_set_text (gtk_widget_get_clipboard (message->form), body != NULL ? body : "");
  naru_ui_toast (message->form, _ ("Copied. It is kept here when you log it."));
}

static void
log_cb (Message *message)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (message->form));
  gboolean in = g_strcmp0 (naru_record_get (draft, "direction"), "in") == 0;
  g_autofree char *name = naru_store_get_title (naru_desk_get_store (message->desk),
                                                naru_record_get (draft, "jobseeker"));
  g_autofree char *label = g_strdup_printf (in ? _ ("Message from %s") : _ ("Message to %s"),
                                            name != NULL ? name : "");
  NaruCommand *command;

  naru_form_commit (NARU_FORM (message->form));
  if (!naru_form_check (NARU_FORM (message->form)))
    return;
  command = naru_command_new (label);
  naru_command_create (command, draft);
  naru_form_forget_draft (NARU_FORM (message->form));
  naru_panel_run_and_close (message->panel, command);
}

/**
 * naru_message_panel_write:
 * @jobseeker: to or from whom
 * @meeting: (nullable): an appointment that the text tells of
 *
 * Opens the panel of a message.
 */
void
naru_message_panel_write (NaruWindow *window, const char *jobseeker, const char *meeting)
{
  static const char *const fields[]
      = { "direction", "channel", "template", "subject", "body", "at", NULL };
  NaruDesk *desk = naru_window_get_desk (window);
  g_autoptr (NaruRecord) person = naru_store_get (naru_desk_get_store (desk), jobseeker, NULL);
  g_autoptr (NaruRecord) draft = naru_record_new (naru_record_type_find ("message"), NULL);
  g_autofree char *now = naru_desk_now (desk);
  const char *language = person != NULL ? naru_print_language_of (person) : NULL;
  const char *safe = person != NULL ? naru_record_get (person, "safeContact") : NULL;
  g_autofree char *text
      = meeting != NULL
            ? naru_print_appointment_text (desk, meeting, language != NULL ? language : "ko", NULL)
            : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *copy = gtk_button_new_with_label (_ ("Copy the text"));
  Message *message = g_new0 (Message, 1);

  naru_record_set (draft, "jobseeker", jobseeker, NULL);
  naru_record_set (draft, "direction", "out", NULL);
  naru_record_set (draft, "channel", "message", NULL);
  naru_record_set (draft, "at", now, NULL);
  naru_record_set (draft, "staff", naru_desk_get_staff (desk), NULL);
  if (text != NULL)
    {
      naru_record_set (draft, "subject", _ ("Appointment"), NULL);
      naru_record_set (draft, "body", text, NULL);
    }
  message->desk = g_object_ref (desk);
  message->form = naru_form_new_for_draft (desk, "message", fields);
  naru_form_set_record (NARU_FORM (message->form), draft);
  if (safe != NULL)
    {
      g_autofree char *line = g_strdup_printf (_ ("Safe contact: %s"), safe);

      gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (line, "review"));
    }
  gtk_box_append (GTK_BOX (box), message->form);
  gtk_widget_set_halign (copy, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), copy);
  g_object_set_data_full (G_OBJECT (box), "naru-message", message, message_free);
  g_signal_connect_swapped (copy, "clicked", G_CALLBACK (copy_cb), message);
  g_signal_connect_swapped (message->form, "edited", G_CALLBACK (edited_cb), message);
  message->panel = naru_panel_show (window, _ ("Message"), box);
  naru_panel_set_action (message->panel, C_ ("action", "Log"), G_CALLBACK (log_cb), message);
  naru_form_focus (NARU_FORM (message->form), fields[0]);
}
