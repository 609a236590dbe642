/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The training log: what somebody has learnt, and above it, for herself and for those who keep up the staff, a line for what
 * comes next. The page stands in a window of its own, where no panel comes. */

#include "naru-training-tab.h"

#include <glib/gi18n-lib.h>
#include "naru-form.h"
#include "naru-owned-list.h"
#include "naru-record-window.h"
#include "naru-ui-util.h"
#include "naru-window.h"

static const char *const training_fields[] = { "title", "on", "hours", "result", NULL };

static void
fill_training (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  const NaruField *hours
      = naru_record_type_find_field (naru_record_get_record_type (record), "hours");
  const char *result = naru_record_get (record, "result");
  g_autofree char *number = naru_record_format (record, "hours");
  g_autofree char *long_it_was
      = number != NULL ? g_strdup_printf (_ ("%s: %s"), naru_field_get_label (hours), number)
                       : NULL;

  row->title = g_strdup (naru_record_get (record, "title"));
  row->second = long_it_was != NULL && result != NULL
                    ? g_strdup_printf ("%s · %s", long_it_was, result)
                    : g_strdup (long_it_was != NULL ? long_it_was : result);
  row->note = naru_ui_format_day (naru_record_get (record, "on"), today);
}

static void
open_training (GtkWidget *widget, const char *id)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_record_window_open (window, id);
}

static const NaruOwnedSpec trainings = {
  .type = "training",
  .owner = "staff",
  .order = "on",
  .descending = TRUE,
  .heading = N_ ("Training log"),
  .empty = N_ ("No training is entered yet."),
  .fill = fill_training,
  .open = open_training,
};

/* An empty form for the next one, in @place. */
static void
begin (AdwBin *place, NaruDesk *desk, const char *staff)
{
  GtkWidget *form = naru_form_new_for_draft (desk, "training", training_fields);
  g_autoptr (NaruRecord) draft = naru_record_new (naru_record_type_find ("training"), NULL);
  g_autofree char *today = naru_desk_today (desk);

  if (!naru_record_set (draft, "staff", staff, NULL) || !naru_record_set (draft, "on", today, NULL))
    g_debug ("A new training was not filled in.");
  naru_form_set_record (NARU_FORM (form), draft);
  adw_bin_set_child (place, form);
}

static void
added_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_autoptr (AdwBin) place = data;
  NaruForm *form = NARU_FORM (adw_bin_get_child (place));
  g_autofree char *staff = NULL;

  if (!done || form == NULL)
    return;
  staff = g_strdup (naru_record_get (naru_form_get_record (form), "staff"));
  naru_form_forget_draft (form);
  begin (place, naru_window_get_desk (window), staff);
  naru_form_focus (NARU_FORM (adw_bin_get_child (place)), training_fields[0]);
}

static void
add_cb (AdwBin *place)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (place));
  NaruForm *form = NARU_FORM (adw_bin_get_child (place));
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  naru_form_commit (form);
  if (window == NULL || !naru_form_check (form))
    return;
  label = g_strdup_printf (_ ("Add %s"), naru_record_get_title (naru_form_get_record (form)));
  command = naru_command_new (label);
  naru_command_create (command, naru_form_get_record (form));
  naru_window_run_full (window, command, added_cb, g_object_ref (place));
}

static GtkWidget *
build (NaruDetail *page)
{
  NaruDesk *desk = naru_detail_get_desk (page);
  const char *staff = naru_detail_get_id (page);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *list = naru_owned_list_new (desk, &trainings);
  GtkWidget *scrolled;

  naru_ui_add_classes (box, "form-page");
  if (g_strcmp0 (staff, naru_desk_get_staff (desk)) == 0
      || naru_desk_may_write (desk, naru_record_type_find ("staff")))
    {
      GtkWidget *place = adw_bin_new ();
      GtkWidget *add = gtk_button_new_with_label (C_ ("action", "Add"));

      begin (ADW_BIN (place), desk, staff);
      gtk_widget_set_halign (add, GTK_ALIGN_END);
      g_signal_connect_object (add, "clicked", G_CALLBACK (add_cb), place, G_CONNECT_SWAPPED);
      gtk_box_append (GTK_BOX (box), place);
      gtk_box_append (GTK_BOX (box), add);
    }
  gtk_box_append (GTK_BOX (box), list);
  scrolled = naru_ui_scrolled (box);
  g_object_set_data (G_OBJECT (scrolled), "list", list);
  return scrolled;
}

static void
refresh (NaruDetail *page, GtkWidget *child)
{
  naru_owned_list_show (g_object_get_data (G_OBJECT (child), "list"), naru_detail_get_id (page));
}

/**
 * naru_training_tab_add:
 * @page: shows a staff member
 *
 * Adds the tab with the training log.
 */
void
naru_training_tab_add (NaruDetail *page)
{
  naru_detail_add_tab (page, "trainings", _ ("Training log"), build, refresh);
}
