/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel in which a mail is prepared: to whom, what about, and the text, which the mail program of the person then
 * opens. Nothing is sent from here. */

#include "naru-employer-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-employer-mail.h"
#include "naru-employer-work.h"
#include "naru-panel.h"
#include "naru-ui-util.h"

static const struct
{
  NaruMailPurpose purpose;
  const char *label;
} purposes[] = {
  { NARU_MAIL_BLANK, N_ ("A greeting alone") },
  { NARU_MAIL_PROMISE, N_ ("What was agreed and is open") },
  { NARU_MAIL_VISIT, N_ ("A visit") },
  { NARU_MAIL_VACANCIES, N_ ("Open vacancies") },
};

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *employer;
  GPtrArray *contacts; /* NaruRecord with an address; the employer's own at the end */
  GtkWidget *to;
  GtkWidget *purpose;
  GtkWidget *subject;
  GtkWidget *body;
  GtkWidget *log;
} Mailing;

static void
mailing_free (gpointer data)
{
  Mailing *self = data;

  g_object_unref (self->desk);
  g_free (self->employer);
  g_ptr_array_unref (self->contacts);
  g_free (self);
}

/* The one that it goes to; NULL where nobody has an address. */
static NaruRecord *
get_recipient (Mailing *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->to));

  return chosen < self->contacts->len ? self->contacts->pdata[chosen] : NULL;
}

static const char *
get_contact (Mailing *self)
{
  NaruRecord *recipient = get_recipient (self);

  return recipient != NULL && g_str_equal (naru_record_get_record_type (recipient)->name, "contact")
             ? naru_record_get_id (recipient)
             : NULL;
}

static void
prepare_cb (Mailing *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->purpose));
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;

  naru_employer_prepare_mail (self->desk, self->employer, get_contact (self),
                              purposes[MIN (chosen, G_N_ELEMENTS (purposes) - 1)].purpose, &subject,
                              &body);
  gtk_editable_set_text (GTK_EDITABLE (self->subject), subject);
  naru_ui_set_view_text (self->body, body);
}

static void
open_cb (Mailing *self)
{
  NaruRecord *recipient = get_recipient (self);
  NaruWindow *window = naru_window_of (GTK_WIDGET (self->panel));
  const char *subject = gtk_editable_get_text (GTK_EDITABLE (self->subject));
  g_autofree char *body = naru_ui_dup_text (self->body);
  g_autofree char *uri = NULL;
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  uri = naru_mail_make_uri (naru_record_get (recipient, "email"), subject, body);
  if (!g_app_info_launch_default_for_uri (uri, NULL, &error))
    {
      naru_panel_set_message (self->panel, _ ("No mail program answers on this computer."));
      return;
    }
  if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (self->log)))
    {
      naru_panel_close (self->panel);
      return;
    }
  command = naru_employer_log (self->desk, self->employer, "email", subject, get_contact (self),
                               NULL, NULL, FALSE, &error);
  if (command == NULL)
    naru_panel_set_message (self->panel, error->message);
  else if (window != NULL)
    naru_panel_run_and_close (self->panel, command);
}

static void
read_recipients (Mailing *self, GtkStringList *labels)
{
  NaruStore *store = naru_desk_get_store (self->desk);
  g_autoptr (GPtrArray) found = NULL;
  NaruRecord *employer = naru_store_get (store, self->employer, NULL);

  found = naru_employer_find_contacts (store, self->employer, FALSE, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    if (naru_record_has (found->pdata[i], "email"))
      g_ptr_array_add (self->contacts, g_object_ref (found->pdata[i]));
  if (employer != NULL && naru_record_has (employer, "email"))
    g_ptr_array_add (self->contacts, g_object_ref (employer));
  g_clear_object (&employer);
  for (guint i = 0; i < self->contacts->len; i++)
    {
      g_autofree char *label
          = g_strdup_printf ("%s <%s>", naru_record_get_title (self->contacts->pdata[i]),
                             naru_record_get (self->contacts->pdata[i], "email"));
      gtk_string_list_append (labels, label);
    }
}

static GtkWidget *
make_purposes (void)
{
  GtkStringList *labels = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (purposes); i++)
    gtk_string_list_append (labels, _ (purposes[i].label));
  return gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
}

/**
 * naru_mail_panel_open:
 * @contact: (nullable): id of the contact that it is for
 *
 * Prepares a mail to somebody at the employer.
 */
void
naru_mail_panel_open (GtkWidget *widget, const char *employer, const char *contact)
{
  NaruWindow *window = naru_window_of (widget);
  GtkStringList *labels;
  GtkWidget *box;
  Mailing *self;

  if (window == NULL)
    return;
  self = g_new0 (Mailing, 1);
  self->desk = g_object_ref (naru_window_get_desk (window));
  self->employer = g_strdup (employer);
  self->contacts = g_ptr_array_new_with_free_func (g_object_unref);
  labels = gtk_string_list_new (NULL);
  read_recipients (self, labels);
  if (self->contacts->len == 0)
    {
      naru_window_toast (window, _ ("Nobody here has an e-mail address yet."));
      g_object_unref (labels);
      mailing_free (self);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  g_object_set_data_full (G_OBJECT (box), "naru-mailing", self, mailing_free);
  self->to = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  for (guint i = 0; i < self->contacts->len; i++)
    if (g_strcmp0 (naru_record_get_id (self->contacts->pdata[i]), contact) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->to), i);
  self->purpose = make_purposes ();
  self->subject = gtk_entry_new ();
  gtk_widget_add_css_class (self->subject, "field");
  self->body = naru_ui_text_view (240);
  self->log = gtk_check_button_new_with_label (_ ("Log it as a conversation"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->log), TRUE);
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("To"), self->to));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("About"), self->purpose));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Subject"), self->subject));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Text"), self->body));
  gtk_box_append (GTK_BOX (box), self->log);
  naru_ui_name (self->to, _ ("To"));
  naru_ui_name (self->purpose, _ ("About"));
  naru_ui_name (self->subject, _ ("Subject"));
  naru_ui_name (self->body, _ ("Text"));
  g_signal_connect_swapped (self->to, "notify::selected", G_CALLBACK (prepare_cb), self);
  g_signal_connect_swapped (self->purpose, "notify::selected", G_CALLBACK (prepare_cb), self);
  prepare_cb (self);
  self->panel = naru_panel_show (window, _ ("Write a mail"), box);
  naru_panel_set_action (self->panel, _ ("Open in mail program"), G_CALLBACK (open_cb), self);
  gtk_widget_grab_focus (self->purpose);
}
