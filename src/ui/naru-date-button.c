/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A date in a button: the label says it, a calendar below changes it. */

#include "naru-date-button.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

struct _NaruDateButton
{
  AdwBin parent_instance;

  NaruDesk *desk;
  char *none;
  char *name;
  char *label; /* said instead of the date */
  char *date;
  GtkWidget *button;
  GtkWidget *calendar;
  gboolean filling;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruDateButton, naru_date_button, ADW_TYPE_BIN)

static void
show_date (NaruDateButton *self)
{
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *day
      = self->date != NULL ? naru_ui_format_day (self->date, today) : g_strdup (self->none);
  g_autofree char *spoken = g_strdup_printf (_ ("%s: %s"), self->name, day);
  g_autofree char *time = g_strdup_printf ("%sT12:00:00Z", self->date != NULL ? self->date : today);
  g_autoptr (GDateTime) shown = naru_time_parse (time);

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->button),
                             self->label != NULL ? self->label : day);
  naru_ui_name (self->button, spoken);
  self->filling = TRUE;
  if (shown != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (self->calendar), shown);
  self->filling = FALSE;
}

/**
 * naru_date_button_set_date:
 *
 * Shows @date; %NULL for none. Does not emit.
 */
void
naru_date_button_set_date (NaruDateButton *self, const char *date)
{
  g_autofree char *copy = g_strdup (date);

  g_free (self->date);
  self->date = g_steal_pointer (&copy);
  show_date (self);
}

/**
 * naru_date_button_get_date:
 *
 * Returns: (nullable): the date chosen, as on the wire; %NULL for none
 */
const char *
naru_date_button_get_date (NaruDateButton *self)
{
  return self->date;
}

/**
 * naru_date_button_set_label:
 *
 * What the button says instead of the date, such as "Move".
 */
void
naru_date_button_set_label (NaruDateButton *self, const char *label)
{
  g_free (self->label);
  self->label = g_strdup (label);
  show_date (self);
}

static void
day_selected_cb (NaruDateButton *self)
{
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *date = NULL;

  if (self->filling)
    return;
  day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  date = g_date_time_format (day, "%Y-%m-%d");
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  naru_date_button_set_date (self, date);
  g_signal_emit (self, signals[CHOSEN], 0, date);
}

static void
naru_date_button_dispose (GObject *object)
{
  NaruDateButton *self = NARU_DATE_BUTTON (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->none, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->date, g_free);
  G_OBJECT_CLASS (naru_date_button_parent_class)->dispose (object);
}

static void
naru_date_button_class_init (NaruDateButtonClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_date_button_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", NARU_TYPE_DATE_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
naru_date_button_init (NaruDateButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = gtk_calendar_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), self->calendar);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  adw_bin_set_child (ADW_BIN (self), self->button);
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
}

/**
 * naru_date_button_new:
 * @none: what it says without a date
 * @name: what the date is, for screen readers
 */
GtkWidget *
naru_date_button_new (NaruDesk *desk, const char *none, const char *name)
{
  NaruDateButton *self = g_object_new (NARU_TYPE_DATE_BUTTON, NULL);

  self->desk = g_object_ref (desk);
  self->none = g_strdup (none);
  self->name = g_strdup (name);
  show_date (self);
  return GTK_WIDGET (self);
}
