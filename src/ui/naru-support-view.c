/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Referrals with overlaps and gaps above them, programmes, the time after work began, and messages of one person. */

#include "naru-support-view.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-message-panel.h"
#include "naru-notices.h"
#include "naru-owned-list.h"
#include "naru-reading.h"
#include "naru-referral-panel.h"
#include "naru-ui-util.h"
#include "naru-window.h"
#include "naru-work-panel.h"

struct _NaruSupportView
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  GtkWidget *notices;
  GPtrArray *lists;
};

G_DEFINE_FINAL_TYPE (NaruSupportView, naru_support_view, ADW_TYPE_BIN)

/* "a · b · c"; what is NULL or empty is left out, and all is freed */
static char *
join (char *first, char *second, char *third)
{
  char *parts[] = { first, second, third };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i] != NULL && *parts[i] != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", parts[i]);
      g_free (parts[i]);
    }
  return g_string_free (text, FALSE);
}

static char *
title_of (NaruDesk *desk, NaruRecord *record, const char *field)
{
  const char *id = naru_record_get (record, field);

  return id != NULL ? naru_store_get_title (naru_desk_get_store (desk), id) : NULL;
}

/* Referrals */

static void
fill_referral (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  gboolean in = g_strcmp0 (naru_record_get (record, "direction"), "in") == 0;
  g_autofree char *sent = naru_ui_format_day (naru_record_get (record, "sentOn"), today);
  char *what = title_of (desk, record, "course");

  if (what == NULL)
    what = title_of (desk, record, "measure");
  row->icon = in ? "naru-down-symbolic" : "naru-up-symbolic";
  row->icon_class = "dim-label";
  row->title = join (naru_record_format (record, "kind"), what, NULL);
  row->second = join (g_strdup (in ? _ ("Came from") : _ ("Sent to")),
                      title_of (desk, record, "organisation"),
                      join (naru_record_format (record, "barrier"),
                            naru_record_format (record, "refusalReason"), NULL));
  row->note = join (naru_record_format (record, "state"), g_strdup (sent), NULL);
  row->dimmed = naru_referral_is_over (naru_record_get (record, "state"));
}

static void
add_referral (GtkWidget *widget, const char *jobseeker)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_referral_panel_add (window, jobseeker);
}

static void
open_referral (GtkWidget *widget, const char *id)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_referral_panel_open (window, id);
}

static const NaruOwnedSpec referrals = {
  .type = "referral",
  .owner = "jobseeker",
  .order = "sentOn",
  .descending = TRUE,
  .heading = N_ ("Referrals"),
  .add_label = N_ ("Refer"),
  .empty = N_ ("Nobody was asked yet. Partners, courses and measures are in the catalogue."),
  .fill = fill_referral,
  .add = add_referral,
  .open = open_referral,
};

/* Programmes */

static void
fill_enrolment (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  g_autofree char *from = naru_ui_format_day (naru_record_get (record, "from"), today);
  g_autofree char *to = naru_ui_format_day (naru_record_get (record, "to"), today);
  gint64 stage = naru_record_get_number (record, "stage", 0);

  row->title = naru_record_format (record, "programme");
  row->second = join (stage > 0 ? g_strdup_printf (_ ("Stage %d"), (int) stage) : NULL,
                      naru_record_format (record, "state"),
                      naru_record_has (record, "note") ? g_strdup (naru_record_get (record, "note"))
                                                       : NULL);
  row->note = *to != '\0' ? g_strdup_printf ("%s – %s", from, to) : g_strdup (from);
  row->dimmed = g_strcmp0 (naru_record_get (record, "state"), "enrolled") != 0
                && g_strcmp0 (naru_record_get (record, "state"), "applied") != 0;
}

static void
prepare_enrolment (NaruDesk *desk, NaruRecord *draft)
{
  g_autofree char *today = naru_desk_today (desk);

  naru_record_set (draft, "from", today, NULL);
  naru_record_set (draft, "state", "enrolled", NULL);
  naru_record_set (draft, "stage", "1", NULL);
}

static const char *const enrolment_fields[]
    = { "programme", "stage", "from", "to", "state", "allowance", "note", NULL };

static const NaruOwnedSpec enrolments = {
  .type = "enrolment",
  .owner = "jobseeker",
  .order = "from",
  .descending = TRUE,
  .heading = N_ ("Programmes"),
  .add_label = N_ ("Enrol"),
  .add_title = N_ ("Enrol in a programme"),
  .empty = N_ ("Takes part in no programme."),
  .fields = enrolment_fields,
  .fill = fill_enrolment,
  .prepare = prepare_enrolment,
};

/* After work began */

static void
fill_check (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  const char *state = naru_record_get (record, "state");
  const char *warning = naru_record_get (record, "warning");
  gboolean due = g_strcmp0 (state, "due") == 0;
  gboolean warned = warning != NULL && g_strcmp0 (warning, "none") != 0;

  row->title = naru_record_format (record, "after");
  row->second = join (
      naru_record_format (record, "state"), warned ? naru_record_format (record, "warning") : NULL,
      naru_record_has (record, "note") ? g_strdup (naru_record_get (record, "note")) : NULL);
  row->note = naru_ui_format_day (naru_record_get (record, due ? "dueOn" : "doneOn"), today);
  row->icon = due      ? "naru-todo-symbolic"
              : warned ? "naru-level-review-symbolic"
                       : "naru-done-symbolic";
  row->icon_class = due ? "dim-label" : warned ? "review" : "ok";
  row->dimmed = g_strcmp0 (state, "dropped") == 0 || g_strcmp0 (state, "not_reached") == 0;
}

static void
begin_work (GtkWidget *widget, const char *jobseeker)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_work_panel_begin (window, jobseeker);
}

static void
open_check (GtkWidget *widget, const char *id)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_work_panel_check (window, id);
}

static const NaruOwnedSpec checks = {
  .type = "jobseekerFollowUp",
  .owner = "jobseeker",
  .order = "dueOn",
  .heading = N_ ("After work began"),
  .add_label = N_ ("Began to work"),
  .empty = N_ ("Who began to work is asked after a week, a month, three and six months; so is the "
               "employer."),
  .fill = fill_check,
  .add = begin_work,
  .open = open_check,
};

/* Messages */

static void
fill_message (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  gboolean in = g_strcmp0 (naru_record_get (record, "direction"), "in") == 0;
  const char *body = naru_record_get (record, "body");
  g_autofree char *line = body != NULL ? g_strdelimit (g_strdup (body), "\r\n\t", ' ') : NULL;

  row->icon = naru_ui_term_icon ("channel", naru_record_get (record, "channel"), &row->icon_class);
  row->title = join (g_strdup (in ? _ ("Received") : _ ("Sent")),
                     g_strdup (naru_record_get (record, "subject")), NULL);
  row->second = g_steal_pointer (&line);
  row->note = naru_ui_format_when (naru_record_get (record, "at"), today);
}

static void
write_message (GtkWidget *widget, const char *jobseeker)
{
  NaruWindow *window = naru_window_of (widget);

  if (window != NULL)
    naru_message_panel_write (window, jobseeker, NULL);
}

static const char *const message_fields[]
    = { "direction", "channel", "at", "staff", "subject", "body", "template", NULL };

static const NaruOwnedSpec messages = {
  .type = "message",
  .owner = "jobseeker",
  .order = "at",
  .descending = TRUE,
  .heading = N_ ("Messages"),
  .add_label = N_ ("Write or log"),
  .empty = N_ ("No message was sent or received."),
  .fields = message_fields,
  .fill = fill_message,
  .add = write_message,
};

static const NaruOwnedSpec *const specs[] = { &referrals, &enrolments, &checks, &messages };

/* Notices */

static gpointer
read_notices (NaruDesk *reader, const char *jobseeker, gconstpointer context, GError **error)
{
  return naru_case_find_notices (reader, jobseeker, error);
}

static void
show_notices (GtkWidget *widget, const char *jobseeker, gpointer found, gboolean other)
{
  NaruSupportView *self = NARU_SUPPORT_VIEW (widget);
  GPtrArray *notices = found;

  naru_ui_clear (self->notices);
  for (guint i = 0; i < notices->len; i++)
    {
      const NaruNotice *notice = notices->pdata[i];
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
      gboolean overlap = notice->kind == NARU_NOTICE_OVERLAP;
      GtkWidget *text = naru_ui_wrapped_label (notice->text, NULL);

      gtk_box_append (GTK_BOX (line),
                      naru_ui_icon (overlap ? "naru-level-review-symbolic" : "naru-todo-symbolic",
                                    overlap ? "review" : "hint",
                                    overlap ? _ ("Overlap") : _ ("Gap")));
      gtk_widget_set_hexpand (text, TRUE);
      gtk_box_append (GTK_BOX (line), text);
      naru_ui_add_classes (line, "strip");
      gtk_box_append (GTK_BOX (self->notices), line);
    }
  gtk_widget_set_visible (self->notices, notices->len > 0);
}

/**
 * naru_support_view_show:
 *
 * Shows what is done for a person.
 */
void
naru_support_view_show (NaruSupportView *self, const char *jobseeker)
{
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, jobseeker, read_notices, NULL,
                      show_notices, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < self->lists->len; i++)
    naru_owned_list_show (self->lists->pdata[i], jobseeker);
}

static void
naru_support_view_dispose (GObject *object)
{
  NaruSupportView *self = NARU_SUPPORT_VIEW (object);

  naru_reading_clear (&self->reading);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_support_view_parent_class)->dispose (object);
}

static void
naru_support_view_finalize (GObject *object)
{
  g_ptr_array_unref (NARU_SUPPORT_VIEW (object)->lists);
  G_OBJECT_CLASS (naru_support_view_parent_class)->finalize (object);
}

static void
naru_support_view_class_init (NaruSupportViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_support_view_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_support_view_finalize;
}

static void
naru_support_view_init (NaruSupportView *self)
{
  self->lists = g_ptr_array_new ();
}

/**
 * naru_support_view_new:
 *
 * Makes the view; it shows nobody before naru_support_view_show().
 */
GtkWidget *
naru_support_view_new (NaruDesk *desk)
{
  NaruSupportView *self = g_object_new (NARU_TYPE_SUPPORT_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->desk = g_object_ref (desk);
  gtk_widget_add_css_class (box, "situation");
  self->notices = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_hide (self->notices);
  gtk_widget_set_margin_start (self->notices, 12);
  gtk_box_append (GTK_BOX (box), self->notices);
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      GtkWidget *list = naru_owned_list_new (desk, specs[i]);

      g_ptr_array_add (self->lists, list);
      gtk_box_append (GTK_BOX (box), list);
    }
  adw_bin_set_child (ADW_BIN (self), naru_ui_scrolled (box));
  return GTK_WIDGET (self);
}
