/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editors of what is typed: one line of text, a number, a date, a time; and paragraphs. */

#include "naru-field-editor-private.h"

#include <glib/gi18n-lib.h>
#include "naru-panel.h"
#include "naru-ui-util.h"

/* One line */

G_DECLARE_FINAL_TYPE (NaruEntryEditor, naru_entry_editor, NARU, ENTRY_EDITOR, NaruFieldEditor)

struct _NaruEntryEditor
{
  NaruFieldEditor parent_instance;
  GtkWidget *entry;
  GtkWidget *calendar;
  GtkWidget *button;
  GtkWidget *said; /* the date in words */
  char *untouched; /* a time as it was received, with its own offset */
  char *shown;
};

G_DEFINE_FINAL_TYPE (NaruEntryEditor, naru_entry_editor, NARU_TYPE_FIELD_EDITOR)

static NaruKind
get_kind (NaruEntryEditor *self)
{
  return naru_field_editor_get_field (NARU_FIELD_EDITOR (self))->kind;
}

static char *
get_today (NaruEntryEditor *self)
{
  return naru_desk_today (naru_field_editor_get_desk (NARU_FIELD_EDITOR (self)));
}

static gboolean
parse (NaruEntryEditor *self, char **value, char **message)
{
  g_autofree char *text
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_autofree char *today = get_today (self);
  char *end;

  if (*text == '\0')
    return TRUE;
  switch (get_kind (self))
    {
    case NARU_KIND_NUMBER:
      g_ascii_strtoll (text, &end, 10);
      if (*end == '\0')
        *value = g_steal_pointer (&text);
      else
        *message = g_strdup (_ ("A whole number is needed here, such as 12."));
      break;
    case NARU_KIND_DATE:
      *value = naru_parse_typed_date (text, today);
      if (*value == NULL)
        *message = g_strdup_printf (_ ("A date is needed here, such as %s."), today);
      break;
    case NARU_KIND_TIME:
      *value = g_strcmp0 (text, self->shown) == 0 ? g_strdup (self->untouched)
                                                  : naru_parse_typed_time (text, today);
      if (*value == NULL)
        *message
            = g_strdup_printf (_ ("A date and a time are needed here, such as %s 14:00."), today);
      break;
    default:
      *value = g_steal_pointer (&text);
      break;
    }
  return *message == NULL;
}

static void
say_date (NaruEntryEditor *self)
{
  g_autofree char *value = NULL;
  g_autofree char *message = NULL;
  g_autofree char *text = NULL;
  g_autofree char *today = get_today (self);

  if (self->said == NULL)
    return;
  if (parse (self, &value, &message) && value != NULL)
    text = get_kind (self) == NARU_KIND_DATE ? naru_ui_format_day (value, today)
                                             : naru_ui_format_when (value, today);
  naru_ui_set_text (self->said, text);
}

static void
entry_changed_cb (NaruEntryEditor *self)
{
  say_date (self);
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
}

static void
entry_activate_cb (NaruEntryEditor *self)
{
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

static void
day_selected_cb (NaruEntryEditor *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *date = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *clock
      = get_kind (self) == NARU_KIND_TIME ? naru_ui_format_clock (self->untouched) : NULL;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button));
  if (get_kind (self) == NARU_KIND_TIME)
    {
      g_autofree char *text = g_strdup_printf ("%s %s", date, *clock == '\0' ? "09:00" : clock);
      gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
      gtk_widget_grab_focus (self->entry);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), date);
  gtk_widget_grab_focus (self->entry);
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

static void
calendar_shown_cb (NaruEntryEditor *self)
{
  g_autofree char *value = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GDateTime) day = NULL;
  g_autofree char *time = NULL;
  g_autofree char *today = get_today (self);

  if (!parse (self, &value, &message) || value == NULL)
    value = g_strdup (today);
  value[10] = '\0';
  time = g_strdup_printf ("%sT12:00:00Z", value);
  day = g_date_time_new_from_iso8601 (time, NULL);
  g_signal_handlers_block_by_func (self->calendar, day_selected_cb, self);
  if (day != NULL)
    gtk_calendar_select_day (GTK_CALENDAR (self->calendar), day);
  g_signal_handlers_unblock_by_func (self->calendar, day_selected_cb, self);
}

/* A panel has no room for what the date means beside the entry, so there it stands below. */
static void
rooted_cb (NaruEntryEditor *self)
{
  gboolean in_panel = gtk_widget_get_ancestor (GTK_WIDGET (self), NARU_TYPE_PANEL) != NULL;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (adw_bin_get_child (ADW_BIN (self))),
                                  in_panel ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
add_calendar (NaruEntryEditor *self, GtkWidget *box)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = gtk_calendar_new ();
  g_signal_connect_swapped (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (calendar_shown_cb), self);
  gtk_popover_set_child (GTK_POPOVER (popover), self->calendar);
  self->button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->button), "naru-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->button), popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->button), FALSE);
  naru_ui_name (self->button, _ ("Choose a day"));
  self->said = naru_ui_label (NULL, "caption dim-label");
  gtk_box_append (GTK_BOX (box), self->button);
}

static void
naru_entry_editor_build (NaruFieldEditor *editor)
{
  NaruEntryEditor *self = NARU_ENTRY_EDITOR (editor);
  const NaruField *field = naru_field_editor_get_field (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gboolean narrow = field->kind != NARU_KIND_TEXT;

  self->entry = gtk_entry_new ();
  gtk_widget_add_css_class (self->entry, "field");
  gtk_widget_set_hexpand (self->entry, !narrow);
  if (narrow)
    {
      gtk_editable_set_width_chars (GTK_EDITABLE (self->entry),
                                    field->kind == NARU_KIND_TIME ? 15 : 12);
      gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry),
                                        field->kind == NARU_KIND_TIME ? 15 : 12);
    }
  if (field->kind == NARU_KIND_NUMBER)
    gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  naru_ui_name (self->entry, naru_field_get_label (field));
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (entry_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activate_cb), self);
  gtk_box_append (GTK_BOX (box), self->entry);
  if (field->kind == NARU_KIND_DATE || field->kind == NARU_KIND_TIME)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

      add_calendar (self, box);
      gtk_box_append (GTK_BOX (line), box);
      gtk_box_append (GTK_BOX (line), self->said);
      box = line;
      g_signal_connect (self, "notify::root", G_CALLBACK (rooted_cb), NULL);
    }
  adw_bin_set_child (ADW_BIN (self), box);
}

static void
naru_entry_editor_set_value (NaruFieldEditor *editor, const char *value)
{
  NaruEntryEditor *self = NARU_ENTRY_EDITOR (editor);

  g_free (self->untouched);
  self->untouched = g_strdup (value);
  g_free (self->shown);
  self->shown = g_strdup (value != NULL ? value : "");
  if (get_kind (self) == NARU_KIND_TIME && value != NULL && naru_time_is_valid (value))
    {
      g_autofree char *day = naru_ui_date_of (value);
      g_autofree char *clock = naru_ui_format_clock (value);

      g_free (self->shown);
      self->shown = g_strdup_printf ("%s %s", day, clock);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), self->shown);
}

static gboolean
naru_entry_editor_dup_value (NaruFieldEditor *editor, char **value, char **message)
{
  return parse (NARU_ENTRY_EDITOR (editor), value, message);
}

static void
naru_entry_editor_finalize (GObject *object)
{
  g_free (NARU_ENTRY_EDITOR (object)->untouched);
  g_free (NARU_ENTRY_EDITOR (object)->shown);
  G_OBJECT_CLASS (naru_entry_editor_parent_class)->finalize (object);
}

static gboolean
naru_entry_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NARU_ENTRY_EDITOR (widget)->entry);
}

static void
naru_entry_editor_set_marks (NaruFieldEditor *editor, const GArray *marks)
{
  naru_level_mark_entry (GTK_ENTRY (NARU_ENTRY_EDITOR (editor)->entry), marks);
}

static void
naru_entry_editor_select (NaruFieldEditor *editor, guint start, guint end)
{
  gtk_editable_select_region (GTK_EDITABLE (NARU_ENTRY_EDITOR (editor)->entry), (int) start,
                              (int) end);
}

static void
naru_entry_editor_class_init (NaruEntryEditorClass *klass)
{
  NaruFieldEditorClass *editor_class = NARU_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = naru_entry_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_entry_editor_grab_focus;
  editor_class->build = naru_entry_editor_build;
  editor_class->set_value = naru_entry_editor_set_value;
  editor_class->dup_value = naru_entry_editor_dup_value;
  editor_class->set_marks = naru_entry_editor_set_marks;
  editor_class->select = naru_entry_editor_select;
}

static void
naru_entry_editor_init (NaruEntryEditor *self)
{
}

/**
 * naru_field_editor_share_line:
 *
 * Leaves room for other fields in its line, where words are typed into one line; a time of day is short.
 */
void
naru_field_editor_share_line (NaruFieldEditor *self)
{
  GtkEditable *entry
      = NARU_IS_ENTRY_EDITOR (self) ? GTK_EDITABLE (NARU_ENTRY_EDITOR (self)->entry) : NULL;

  if (entry == NULL)
    return;
  gtk_editable_set_width_chars (entry, 5);
  gtk_editable_set_max_width_chars (entry, 7);
  gtk_widget_set_hexpand (GTK_WIDGET (entry), FALSE);
}

/* Paragraphs */

G_DECLARE_FINAL_TYPE (NaruLongEditor, naru_long_editor, NARU, LONG_EDITOR, NaruFieldEditor)

struct _NaruLongEditor
{
  NaruFieldEditor parent_instance;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (NaruLongEditor, naru_long_editor, NARU_TYPE_FIELD_EDITOR)

#define LONG_HEIGHT 76

static void
buffer_changed_cb (NaruLongEditor *self)
{
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
}

/* Tab leads out of the field, as in every other. */
static gboolean
long_key_cb (NaruLongEditor *self, guint key, guint code, GdkModifierType state)
{
  if ((state & GDK_CONTROL_MASK) == 0 || (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter))
    return GDK_EVENT_PROPAGATE;
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
  return GDK_EVENT_STOP;
}

/* A view knows how many lines its text takes only after it was laid out once, and does not tell: it is asked again in the
 * frame behind that one. */
static gboolean
measure_again_cb (GtkWidget *view, GdkFrameClock *clock, gpointer first)
{
  if (gdk_frame_clock_get_frame_counter (clock) <= *(gint64 *) first + 1)
    return G_SOURCE_CONTINUE;
  gtk_widget_queue_resize (view);
  return G_SOURCE_REMOVE;
}

static void
measure_again (GtkWidget *view)
{
  gint64 *first;

  if (!gtk_widget_get_mapped (view))
    return;
  first = g_new (gint64, 1);
  *first = gdk_frame_clock_get_frame_counter (gtk_widget_get_frame_clock (view));
  gtk_widget_add_tick_callback (view, measure_again_cb, first, g_free);
}

static void
naru_long_editor_build (NaruFieldEditor *editor)
{
  NaruLongEditor *self = NARU_LONG_EDITOR (editor);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->view = gtk_text_view_new ();
  gtk_widget_add_css_class (self->view, "field");
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 10);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_widget_set_size_request (self->view, -1, LONG_HEIGHT);
  gtk_widget_set_hexpand (self->view, TRUE);
  naru_ui_name (self->view, naru_field_get_label (naru_field_editor_get_field (editor)));
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), "changed",
                            G_CALLBACK (buffer_changed_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (long_key_cb), self);
  gtk_widget_add_controller (self->view, keys);
  g_signal_connect (self->view, "map", G_CALLBACK (measure_again), NULL);
  adw_bin_set_child (ADW_BIN (self), self->view);
}

static char *
dup_line (GtkTextBuffer *buffer, int line)
{
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_iter_at_line (buffer, &start, line);
  end = start;
  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/* @line: where it was */
static void
put_cursor_into (GtkTextBuffer *buffer, const char *words, int line, int column)
{
  int found = -1;
  GtkTextIter iter;

  for (int i = 0; i < gtk_text_buffer_get_line_count (buffer); i++)
    {
      g_autofree char *text = dup_line (buffer, i);

      if (strcmp (text, words) == 0 && (found < 0 || ABS (i - line) < ABS (found - line)))
        found = i;
    }
  if (found < 0)
    return;
  gtk_text_buffer_get_iter_at_line_offset (buffer, &iter, found, column);
  gtk_text_buffer_place_cursor (buffer, &iter);
}

/* Replaces the characters between the first and the last ones that differ, so that the cursor stays in its words. */
static void
replace_text (GtkTextBuffer *buffer, const char *before, const char *after)
{
  glong n_before, n_after;
  g_autofree gunichar *old = g_utf8_to_ucs4_fast (before, -1, &n_before);
  g_autofree gunichar *new = g_utf8_to_ucs4_fast (after, -1, &n_after);
  glong shorter = MIN (n_before, n_after);
  glong first = 0;
  glong last = 0;
  GtkTextIter start, end, cursor;
  g_autofree char *words = NULL;
  const char *added;
  int line, column;

  while (first < shorter && old[first] == new[first])
    first++;
  while (last < shorter - first && old[n_before - 1 - last] == new[n_after - 1 - last])
    last++;
  gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) first);
  gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) (n_before - last));
  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  line = gtk_text_iter_get_line (&cursor);
  column = gtk_text_iter_get_line_offset (&cursor);
  if (gtk_text_iter_compare (&cursor, &start) > 0 && gtk_text_iter_compare (&cursor, &end) < 0)
    words = dup_line (buffer, line);
  added = g_utf8_offset_to_pointer (after, first);
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, added,
                          (int) (g_utf8_offset_to_pointer (after, n_after - last) - added));
  gtk_text_buffer_end_irreversible_action (buffer);
  if (words != NULL)
    put_cursor_into (buffer, words, line, column);
}

static char *
dup_text (NaruLongEditor *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

static void
naru_long_editor_set_value (NaruFieldEditor *editor, const char *value)
{
  NaruLongEditor *self = NARU_LONG_EDITOR (editor);
  g_autofree char *before = dup_text (self);

  replace_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view)), before,
                value != NULL ? value : "");
  measure_again (self->view);
}

static gboolean
naru_long_editor_dup_value (NaruFieldEditor *editor, char **value, char **message)
{
  g_autofree char *text = dup_text (NARU_LONG_EDITOR (editor));

  if (*text != '\0')
    *value = g_steal_pointer (&text);
  return TRUE;
}

static gboolean
naru_long_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NARU_LONG_EDITOR (widget)->view);
}

static void
naru_long_editor_set_marks (NaruFieldEditor *editor, const GArray *marks)
{
  naru_level_mark_view (GTK_TEXT_VIEW (NARU_LONG_EDITOR (editor)->view), marks);
}

static void
naru_long_editor_select (NaruFieldEditor *editor, guint start, guint end)
{
  GtkTextView *view = GTK_TEXT_VIEW (NARU_LONG_EDITOR (editor)->view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter first, last;

  gtk_text_buffer_get_iter_at_offset (buffer, &first, (int) start);
  gtk_text_buffer_get_iter_at_offset (buffer, &last, (int) end);
  gtk_text_buffer_select_range (buffer, &first, &last);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
}

static void
naru_long_editor_class_init (NaruLongEditorClass *klass)
{
  NaruFieldEditorClass *editor_class = NARU_FIELD_EDITOR_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = naru_long_editor_grab_focus;
  editor_class->build = naru_long_editor_build;
  editor_class->set_value = naru_long_editor_set_value;
  editor_class->dup_value = naru_long_editor_dup_value;
  editor_class->set_marks = naru_long_editor_set_marks;
  editor_class->select = naru_long_editor_select;
}

static void
naru_long_editor_init (NaruLongEditor *self)
{
}
