/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel that drafts a vacancy. */

#include "naru-employer-panels.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-form.h"
#include "naru-panel.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  GtkWidget *form;
  char *employer;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  g_object_unref (asking->desk);
  g_free (asking->employer);
  g_free (asking);
}

static Asking *
new_asking (GtkWidget *widget, const char *employer, GtkWidget *box)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->desk = g_object_ref (naru_ui_get_desk (widget));
  asking->employer = g_strdup (employer);
  g_object_set_data_full (G_OBJECT (box), "naru-asking", asking, asking_free);
  return asking;
}

static void
drafted_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_autoptr (NaruPanel) panel = data;
  g_auto (GStrv) created = NULL;

  if (!done)
    return;
  naru_panel_close (panel);
  created = naru_command_get_created (command);
  if (created != NULL && created[0] != NULL)
    naru_window_open_record (window, created[0]);
}

static void
draft_cb (Asking *asking)
{
  NaruRecord *draft = naru_form_get_record (NARU_FORM (asking->form));
  NaruWindow *window = naru_window_of (GTK_WIDGET (asking->panel));
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = NULL;

  naru_form_commit (NARU_FORM (asking->form));
  command = naru_vacancy_draft (asking->desk, naru_record_get (draft, "employer"),
                                naru_record_get (draft, "title"),
                                naru_record_get (draft, "occupation"), &error);
  if (command == NULL)
    naru_panel_set_message (asking->panel, error->message);
  else
    naru_window_run_full (window, command, drafted_cb, g_object_ref (asking->panel));
}

/**
 * naru_new_vacancy_panel_open:
 *
 * Asks for a title and an occupation, and opens the draft. @employer may be %NULL.
 */
void
naru_new_vacancy_panel_open (GtkWidget *widget, const char *employer)
{
  static const char *const fields[] = { "title", "occupation", "employer", NULL };
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (NaruRecord) draft = naru_record_new (naru_record_type_find ("vacancy"), NULL);
  g_autoptr (GError) error = NULL;
  GtkWidget *box;
  Asking *asking;

  if (window == NULL)
    return;
  if (!naru_record_set (draft, "employer", employer, &error))
    g_debug ("The employer was not filled in: %s", error->message);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  asking = new_asking (widget, employer, box);
  asking->form = naru_form_new_for_draft (asking->desk, "vacancy", fields);
  naru_form_set_record (NARU_FORM (asking->form), draft);
  gtk_box_append (GTK_BOX (box), asking->form);
  gtk_box_append (GTK_BOX (box),
                  naru_ui_wrapped_label (_ ("The draft starts with the employer's name and place."),
                                         "caption dim-label"));
  asking->panel = naru_panel_show (window, _ ("New vacancy"), box);
  naru_panel_set_action (asking->panel, _ ("Draft"), G_CALLBACK (draft_cb), asking);
  naru_form_focus (NARU_FORM (asking->form), "title");
}
