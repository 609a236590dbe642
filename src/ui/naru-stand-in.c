/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip of a deputy: whose day it is, until when the colleague is away, and moving what is booked into that time. */

#include "naru-stand-in.h"

#include <glib/gi18n-lib.h>
#include "naru-absence-panel.h"
#include "naru-casework.h"
#include "naru-ui-util.h"

struct _NaruStandIn
{
  AdwBin parent_instance;

  NaruDesk *desk;
  GPtrArray *ids; /* of those in the list; the first is whoever works here */
  GtkWidget *
      people; /* NULL before somebody was away: most days, and a list to choose from is slow to make */
  GtkWidget *note;
  GtkWidget *rebook;
  gboolean filling;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruStandIn, naru_stand_in, ADW_TYPE_BIN)

/**
 * naru_stand_in_get_staff:
 *
 * Returns: (transfer none) (nullable): whose day is to be shown
 */
const char *
naru_stand_in_get_staff (NaruStandIn *self)
{
  guint selected
      = self->people == NULL ? 0 : gtk_drop_down_get_selected (GTK_DROP_DOWN (self->people));

  return selected > 0 && selected < self->ids->len ? self->ids->pdata[selected]
                                                   : naru_desk_get_staff (self->desk);
}

static void
show_note (NaruStandIn *self)
{
  const char *staff = naru_stand_in_get_staff (self);
  gboolean own = g_strcmp0 (staff, naru_desk_get_staff (self->desk)) == 0;
  g_autofree char *today = naru_desk_today (self->desk);
  g_autoptr (NaruAbsence) absence = own ? NULL : naru_case_find_absence (self->desk, staff, today);
  g_autofree char *text = NULL;

  if (absence != NULL)
    {
      g_autofree char *until = naru_ui_format_day (absence->to, today);

      text = g_strdup_printf (_ ("Away until %s"), until);
    }
  else
    text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "You stand in for %u colleague who is away.",
                     "You stand in for %u colleagues who are away.", self->ids->len - 1),
        self->ids->len - 1);
  gtk_label_set_text (GTK_LABEL (self->note), text);
  gtk_widget_set_visible (self->rebook, absence != NULL);
}

static void
selected_cb (NaruStandIn *self)
{
  if (self->filling)
    return;
  show_note (self);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static gboolean
lists (NaruStandIn *self, GPtrArray *away)
{
  if (self->ids->len != away->len + 1)
    return FALSE;
  for (guint i = 0; i < away->len; i++)
    if (g_strcmp0 (self->ids->pdata[i + 1], naru_record_get_id (away->pdata[i])) != 0)
      return FALSE;
  return TRUE;
}

static void
rebook_cb (NaruStandIn *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL)
    naru_absence_panel_rebook (window, naru_stand_in_get_staff (self));
}

static void
build (NaruStandIn *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->people = gtk_drop_down_new (NULL, NULL);
  naru_ui_name (self->people, _ ("Whose day"));
  self->note = naru_ui_label ("", NULL);
  gtk_widget_set_hexpand (self->note, TRUE);
  self->rebook = gtk_button_new_with_label (_ ("Rebook their meetings"));
  naru_ui_add_classes (self->rebook, "flat row-action");
  gtk_widget_set_valign (self->rebook, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), self->people);
  gtk_box_append (GTK_BOX (box), self->note);
  gtk_box_append (GTK_BOX (box), self->rebook);
  naru_ui_add_classes (box, "strip");
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_bottom (box, 6);
  g_signal_connect_swapped (self->people, "notify::selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->rebook, "clicked", G_CALLBACK (rebook_cb), self);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * naru_stand_in_refresh:
 *
 * Looks who is away today. Whoever was chosen stays chosen while they are.
 */
void
naru_stand_in_refresh (NaruStandIn *self)
{
  g_autofree char *today = naru_desk_today (self->desk);
  g_autoptr (GPtrArray) away = naru_case_find_stood_in_for (self->desk, today);
  g_autofree char *chosen = g_strdup (naru_stand_in_get_staff (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_widget_set_visible (GTK_WIDGET (self), away->len > 0);
  if (self->people == NULL && away->len == 0)
    return;
  if (self->people == NULL)
    build (self);
  if (lists (self, away))
    return;
  self->filling = TRUE;
  g_ptr_array_set_size (self->ids, 0);
  g_ptr_array_add (self->ids, g_strdup (naru_desk_get_staff (self->desk)));
  gtk_string_list_append (names, _ ("My day"));
  for (guint i = 0; i < away->len; i++)
    {
      if (g_strcmp0 (naru_record_get_id (away->pdata[i]), chosen) == 0)
        selected = self->ids->len;
      g_ptr_array_add (self->ids, g_strdup (naru_record_get_id (away->pdata[i])));
      gtk_string_list_append (names, naru_record_get_title (away->pdata[i]));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->people), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->people), selected);
  self->filling = FALSE;
  show_note (self);
}

static void
naru_stand_in_dispose (GObject *object)
{
  NaruStandIn *self = NARU_STAND_IN (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (naru_stand_in_parent_class)->dispose (object);
}

static void
naru_stand_in_class_init (NaruStandInClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_stand_in_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", NARU_TYPE_STAND_IN, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
naru_stand_in_init (NaruStandIn *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_hide (GTK_WIDGET (self));
}

/**
 * naru_stand_in_new:
 *
 * Returns: (transfer floating): the strip; it is hidden before naru_stand_in_refresh()
 */
GtkWidget *
naru_stand_in_new (NaruDesk *desk)
{
  NaruStandIn *self = g_object_new (NARU_TYPE_STAND_IN, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
