/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of the list of meetings. What a row says is put into words when the list is read; its widgets only show it. */

#include "naru-meeting-rows.h"

#include <glib/gi18n-lib.h>
#include "naru-list-cells.h"
#include "naru-ui-util.h"

#define PARTS "naru-meeting-parts"
#define EXCERPT 120

struct _NaruMeetingRow
{
  GObject parent_instance;

  NaruRecord *meeting;
  char *key;
  char *heading;
  char *day;
  char *time;
  char *title;
  char *caption;
  char *state;
  char *sync;
  const char *icon;
  const char *state_icon;
  const char *state_class;
  const char *sync_icon;
  const char *sync_class;
  const char *action;
  gboolean to_come;
  gboolean first; /* under its heading */
};

G_DEFINE_FINAL_TYPE (NaruMeetingRow, naru_meeting_row, G_TYPE_OBJECT)

static void
naru_meeting_row_finalize (GObject *object)
{
  NaruMeetingRow *self = NARU_MEETING_ROW (object);

  g_clear_object (&self->meeting);
  g_free (self->key);
  g_free (self->heading);
  g_free (self->day);
  g_free (self->time);
  g_free (self->title);
  g_free (self->caption);
  g_free (self->state);
  g_free (self->sync);
  G_OBJECT_CLASS (naru_meeting_row_parent_class)->finalize (object);
}

static void
naru_meeting_row_class_init (NaruMeetingRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_meeting_row_finalize;
}

static void
naru_meeting_row_init (NaruMeetingRow *self)
{
}

/**
 * naru_meeting_row_get_action:
 *
 * What can be done with a meeting at once: "record", "rebook", or NULL
 */
const char *
naru_meeting_row_get_action (NaruMeetingRow *self)
{
  return self->action;
}

/**
 * naru_meeting_row_get_meeting:
 *
 * Returns: (transfer none) (nullable): the meeting of the row; %NULL for a heading
 */
NaruRecord *
naru_meeting_row_get_meeting (NaruMeetingRow *self)
{
  return self->meeting;
}

/**
 * naru_meeting_row_can_cancel:
 *
 * Only what is booked can be cancelled.
 */
gboolean
naru_meeting_row_can_cancel (NaruMeetingRow *self)
{
  return self->meeting != NULL
         && g_strcmp0 (naru_record_get (self->meeting, "state"), "booked") == 0;
}

/* The first words of what was said, on one line. */
static char *
excerpt (const char *notes)
{
  g_autofree char *start = g_utf8_substring (notes, 0, MIN (g_utf8_strlen (notes, -1), EXCERPT));

  return g_strstrip (g_strdelimit (g_steal_pointer (&start), "\r\n\t", ' '));
}

static char *
describe (NaruStore *store, NaruRecord *meeting)
{
  const char *topic = naru_record_get (meeting, "topic");
  const char *notes = naru_record_get (meeting, "notes");
  const char *staff = naru_record_get (meeting, "staff");
  const char *rebooked = naru_record_get (meeting, "rebookedAs");
  g_autofree char *side = naru_record_format (meeting, "fellThroughBy");
  g_autofree char *reason = naru_record_format (meeting, "fellThroughReason");

  if (rebooked != NULL)
    {
      g_autoptr (NaruRecord) next = naru_store_get (store, rebooked, NULL);
      g_autofree char *when = next != NULL ? naru_record_format (next, "start") : NULL;

      if (when != NULL)
        /* Translators: %s is a date and a time */
        return g_strdup_printf (_ ("Booked again for %s"), when);
    }
  if (reason != NULL && *reason != '\0')
    /* Translators: %1$s is on whose side a meeting fell through, %2$s why */
    return side != NULL && *side != '\0' ? g_strdup_printf (_ ("%1$s: %2$s"), side, reason)
                                         : g_strdup (reason);
  if (notes != NULL)
    return excerpt (notes);
  if (topic != NULL)
    return g_strdup (topic);
  return staff != NULL ? naru_store_get_title (store, staff) : NULL;
}

static char *
describe_times (NaruRecord *meeting)
{
  g_autofree char *from = naru_ui_format_clock (naru_record_get (meeting, "start"));
  g_autofree char *until = naru_ui_format_clock (naru_record_get (meeting, "end"));

  return *until != '\0' ? g_strdup_printf ("%s–%s", from, until) : g_strdup (from);
}

static gboolean
is_before (const char *time, const char *now)
{
  g_autoptr (GDateTime) first = time != NULL ? naru_time_parse (time) : NULL;
  g_autoptr (GDateTime) second = naru_time_parse (now);

  return first == NULL || (second != NULL && g_date_time_compare (first, second) < 0);
}

static NaruMeetingRow *
new_row (NaruDesk *desk, NaruRecord *meeting, const char *now, const char *today)
{
  NaruMeetingRow *self = g_object_new (NARU_TYPE_MEETING_ROW, NULL);
  NaruStore *store = naru_desk_get_store (desk);
  const char *id = naru_record_get_id (meeting);
  const char *state = naru_record_get (meeting, "state");
  const char *start = naru_record_get (meeting, "start");
  g_autoptr (NaruDocumentState) document = naru_store_get_state (store, id, NULL);
  g_autofree char *date = naru_ui_date_of (start);
  g_autofree char *kind = naru_record_format (meeting, "kind");
  g_autofree char *channel = naru_record_format (meeting, "channel");
  gboolean booked = g_strcmp0 (state, "booked") == 0;
  gboolean fell_through = g_strcmp0 (state, "missed") == 0 || g_strcmp0 (state, "cancelled") == 0;

  self->meeting = g_object_ref (meeting);
  self->key = g_strdup (id);
  self->day = naru_ui_format_day (date, today);
  self->time = describe_times (meeting);
  self->title = g_strdup_printf ("%s · %s", kind, channel);
  self->caption = describe (store, meeting);
  self->icon = naru_ui_term_icon ("channel", naru_record_get (meeting, "channel"), NULL);
  self->to_come = booked && !is_before (start, now);
  if (booked && date != NULL && strcmp (date, today) <= 0)
    self->action = "record";
  else if (fell_through && !naru_record_has (meeting, "rebookedAs"))
    self->action = "rebook";
  self->state = booked && !self->to_come ? g_strdup (_ ("Not recorded yet"))
                                         : naru_record_format (meeting, "state");
  self->state_icon = naru_ui_term_icon ("meeting-state", state, &self->state_class);
  if (fell_through && naru_record_has (meeting, "rebookedAs"))
    self->state_class = "dim-label";
  if (document != NULL)
    {
      self->sync_icon = naru_ui_sync_icon (document->sync, &self->sync_class);
      self->sync = naru_ui_sync_text (document, today);
    }
  return self;
}

static NaruMeetingRow *
new_heading (const char *key, char *text)
{
  NaruMeetingRow *self = g_object_new (NARU_TYPE_MEETING_ROW, NULL);

  self->key = g_strdup_printf ("heading %s", key);
  self->heading = text;
  return self;
}

static char *
format_month (const char *start)
{
  g_autoptr (GDateTime) time = start != NULL ? naru_time_parse (start) : NULL;

  /* Translators: month and year above the meetings of it, see g_date_time_format(): November 2026 */
  return time != NULL ? naru_ui_format_heading (time, _ ("%B %Y"))
                      : g_strdup (_ ("Without a date"));
}

/**
 * naru_meeting_rows_read:
 * @meetings: (element-type NaruRecord): all meetings of a person, latest first
 *
 * Returns: (transfer full) (element-type NaruMeetingRow): what is to come, the next first; then what has been, by month
 */
GPtrArray *
naru_meeting_rows_read (NaruDesk *desk, GPtrArray *meetings)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) past = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *now = naru_desk_now (desk);
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *month = NULL;

  for (guint i = 0; i < meetings->len; i++)
    {
      NaruMeetingRow *row = new_row (desk, meetings->pdata[i], now, today);

      if (row->to_come)
        g_ptr_array_insert (rows, 0, row);
      else
        g_ptr_array_add (past, row);
    }
  if (rows->len > 0)
    g_ptr_array_insert (rows, 0, new_heading ("to come", g_strdup (_ ("To come"))));
  for (guint i = 0; i < past->len; i++)
    {
      NaruMeetingRow *row = past->pdata[i];
      const char *start = naru_record_get (row->meeting, "start");
      g_autofree char *its = g_strndup (start != NULL ? start : "", 7);

      if (g_strcmp0 (its, month) != 0)
        {
          g_ptr_array_add (rows, new_heading (its, format_month (start)));
          g_free (month);
          month = g_steal_pointer (&its);
        }
      g_ptr_array_add (rows, g_object_ref (row));
    }
  for (guint i = 1; i < rows->len; i++)
    NARU_MEETING_ROW (rows->pdata[i])->first
        = NARU_MEETING_ROW (rows->pdata[i - 1])->heading != NULL;
  return rows;
}

static gboolean
says_the_same (NaruMeetingRow *a, NaruMeetingRow *b)
{
  return g_strcmp0 (a->key, b->key) == 0 && g_strcmp0 (a->heading, b->heading) == 0
         && g_strcmp0 (a->day, b->day) == 0 && g_strcmp0 (a->time, b->time) == 0
         && g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->caption, b->caption) == 0
         && g_strcmp0 (a->state, b->state) == 0 && g_strcmp0 (a->sync, b->sync) == 0
         && a->action == b->action && a->first == b->first;
}

static gboolean
is_at (GListStore *store, guint position, NaruMeetingRow *other)
{
  g_autoptr (NaruMeetingRow) row = g_list_model_get_item (G_LIST_MODEL (store), position);

  if (!says_the_same (row, other))
    return FALSE;
  g_set_object (&row->meeting, other->meeting);
  return TRUE;
}

/**
 * naru_meeting_rows_update:
 *
 * Brings @store to @rows by exchanging only what differs.
 */
void
naru_meeting_rows_update (GListStore *store, GPtrArray *rows)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint head = 0, tail = 0;

  while (head < length && head < rows->len && is_at (store, head, rows->pdata[head]))
    head++;
  while (tail < length - head && tail < rows->len - head
         && is_at (store, length - 1 - tail, rows->pdata[rows->len - 1 - tail]))
    tail++;
  if (length - head - tail > 0 || rows->len - head - tail > 0)
    g_list_store_splice (store, head, length - head - tail, rows->pdata + head,
                         rows->len - head - tail);
}

/* Widgets */

typedef struct
{
  NaruMeetingRowFunc button_clicked;
  NaruMeetingRowFunc row_clicked;
  gpointer data;
} Setup;

typedef struct
{
  GtkListItem *item;
  const Setup *setup;
  GtkWidget *heading;
  GtkWidget *body;
  GtkWidget *day;
  GtkWidget *time;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *caption;
  GtkWidget *state_icon;
  GtkWidget *state;
  GtkWidget *button;
  GtkWidget *sync;
  const char *state_class;
  const char *sync_class;
} Parts;

static void
swap_class (GtkWidget *widget, const char **now, const char *next)
{
  if (*now != NULL)
    gtk_widget_remove_css_class (widget, *now);
  if (next != NULL)
    gtk_widget_add_css_class (widget, next);
  *now = next;
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
button_cb (Parts *parts)
{
  parts->setup->button_clicked (gtk_list_item_get_item (parts->item), parts->setup->data);
}

static void
released_cb (Parts *parts, int n_press)
{
  NaruMeetingRow *row = gtk_list_item_get_item (parts->item);

  if (n_press == 1 && row != NULL && row->meeting != NULL)
    parts->setup->row_clicked (row, parts->setup->data);
}

/* As wide as @chars whatever the text size. */
static GtkWidget *
new_words (guint chars, const char *css_classes)
{
  GtkWidget *words = naru_ui_words (css_classes);

  gtk_widget_set_hexpand (words, FALSE);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (words), chars);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (words), chars);
  return words;
}

static void
add_heading (Parts *parts)
{
  parts->heading = naru_ui_label ("", "heading");
  gtk_box_append (GTK_BOX (gtk_list_item_get_child (parts->item)), parts->heading);
}

static void
add_body (Parts *parts)
{
  GtkWidget *when = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *state = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  parts->body = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  /* room for "Yesterday" and "Wed 25 Nov" */
  parts->day = new_words (11, NULL);
  parts->time = new_words (11, "caption dim-label numeric");
  gtk_box_append (GTK_BOX (when), parts->day);
  gtk_box_append (GTK_BOX (when), parts->time);
  parts->icon = gtk_image_new ();
  gtk_widget_set_valign (parts->icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (parts->icon, "row-symbol");
  /* with less room than this the list beside the page goes away */
  parts->title = new_words (18, NULL);
  parts->caption = naru_ui_words ("caption dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), parts->title);
  gtk_box_append (GTK_BOX (texts), parts->caption);
  parts->state_icon = gtk_image_new ();
  parts->state = new_words (16, "caption");
  gtk_box_append (GTK_BOX (state), parts->state_icon);
  gtk_box_append (GTK_BOX (state), parts->state);
  parts->sync = gtk_image_new ();
  gtk_box_append (GTK_BOX (parts->body), when);
  gtk_box_append (GTK_BOX (parts->body), parts->icon);
  gtk_box_append (GTK_BOX (parts->body), texts);
  gtk_box_append (GTK_BOX (parts->body), state);
  gtk_box_append (GTK_BOX (parts->body), parts->sync);
  gtk_box_append (GTK_BOX (gtk_list_item_get_child (parts->item)), parts->body);
}

/* Few meetings have an action. */
static void
show_button (Parts *parts, NaruMeetingRow *row)
{
  const char *label
      = g_strcmp0 (row->action, "rebook") == 0 ? C_ ("action", "Rebook") : C_ ("action", "Record");
  g_autofree char *name = NULL;

  if (parts->button == NULL && row->action != NULL)
    {
      parts->button = gtk_button_new ();
      naru_ui_add_classes (parts->button, "flat row-action");
      gtk_widget_set_valign (parts->button, GTK_ALIGN_CENTER);
      g_signal_connect_swapped (parts->button, "clicked", G_CALLBACK (button_cb), parts);
      gtk_box_insert_child_after (GTK_BOX (parts->body), parts->button,
                                  gtk_widget_get_parent (parts->title));
    }
  if (parts->button != NULL)
    gtk_widget_set_visible (parts->button, row->action != NULL);
  if (row->action == NULL)
    return;
  /* Translators: %1$s is the action of a button, such as "Rebook", %2$s the day of the meeting that it is about. */
  name = g_strdup_printf (_ ("%1$s: %2$s"), label, row->day);
  gtk_button_set_label (GTK_BUTTON (parts->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (parts->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
show_meeting (Parts *parts, NaruMeetingRow *row)
{
  gtk_inscription_set_text (GTK_INSCRIPTION (parts->day), row->day);
  gtk_inscription_set_text (GTK_INSCRIPTION (parts->time), row->time);
  gtk_image_set_from_icon_name (GTK_IMAGE (parts->icon), row->icon);
  gtk_inscription_set_text (GTK_INSCRIPTION (parts->title), row->title);
  naru_ui_set_text (parts->caption, row->caption);
  gtk_image_set_from_icon_name (GTK_IMAGE (parts->state_icon), row->state_icon);
  swap_class (parts->state_icon, &parts->state_class, row->state_class);
  gtk_inscription_set_text (GTK_INSCRIPTION (parts->state), row->state);
  gtk_image_set_from_icon_name (GTK_IMAGE (parts->sync), row->sync_icon);
  swap_class (parts->sync, &parts->sync_class, row->sync_class);
  naru_ui_name (parts->sync, row->sync != NULL ? row->sync : "");
  show_button (parts, row);
}

static void
setup_cb (const Setup *setup, GtkListItem *item)
{
  Parts *parts = g_new0 (Parts, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkGesture *click = gtk_gesture_click_new ();

  parts->item = item;
  parts->setup = setup;
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), parts);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (click));
  g_object_set_data_full (G_OBJECT (box), PARTS, parts, g_free);
  naru_list_cell_set_item (box, item);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (const Setup *setup, GtkListItem *item)
{
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *cell = gtk_widget_get_parent (box);
  Parts *parts = g_object_get_data (G_OBJECT (box), PARTS);
  NaruMeetingRow *row = gtk_list_item_get_item (item);
  gboolean is_heading = row->meeting == NULL;

  gtk_list_item_set_selectable (item, !is_heading);
  gtk_list_item_set_activatable (item, !is_heading);
  if (is_heading && parts->heading == NULL)
    add_heading (parts);
  if (!is_heading && parts->body == NULL)
    add_body (parts);
  if (parts->heading != NULL)
    gtk_widget_set_visible (parts->heading, is_heading);
  if (parts->body != NULL)
    gtk_widget_set_visible (parts->body, !is_heading);
  if (cell != NULL)
    {
      set_class (cell, "goal", is_heading);
      set_class (cell, "first", row->first);
    }
  if (is_heading)
    gtk_label_set_text (GTK_LABEL (parts->heading), row->heading);
  else
    show_meeting (parts, row);
}

static void
setup_free (gpointer data, GClosure *closure)
{
  g_free (data);
}

/**
 * naru_meeting_row_factory_new:
 * @button_clicked: the action of the row, see naru_meeting_row_get_action()
 * @row_clicked: the meeting is to be opened
 *
 * Returns: (transfer full): what makes the rows
 */
GtkListItemFactory *
naru_meeting_row_factory_new (NaruMeetingRowFunc button_clicked, NaruMeetingRowFunc row_clicked,
                              gpointer data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Setup *setup = g_new0 (Setup, 1);

  setup->button_clicked = button_clicked;
  setup->row_clicked = row_clicked;
  setup->data = data;
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), setup, setup_free,
                         G_CONNECT_SWAPPED);
  g_signal_connect_swapped (factory, "bind", G_CALLBACK (bind_cb), setup);
  return factory;
}
