/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */

#include "naru-conflict-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-conflict-group.h"
#include "naru-fold.h"
#include "naru-ui-util.h"

struct _NaruConflictList
{
  AdwBin parent_instance;
  GPtrArray *groups; /* of NaruConflictGroup */
  char *words; /* folded, of the search; NULL for none */
  gboolean filling;
  GtkWidget *search;
  GtkWidget *count;
  GtkWidget *list;
};

enum
{
  CHOSEN,
  LEAVE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruConflictList, naru_conflict_list, ADW_TYPE_BIN)

static char *
describe_fields (const NaruConflictGroup *group)
{
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%1$s: %2$u field", "%1$s: %2$u fields", group->conflicts->len),
      group->what, group->conflicts->len);
}

static GtkWidget *
new_row (const NaruConflictGroup *group)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *fields = describe_fields (group);
  g_autofree char *name = g_strdup_printf ("%s, %s", group->title, fields);

  gtk_box_append (GTK_BOX (box), naru_ui_label (group->title, NULL));
  gtk_box_append (GTK_BOX (box), naru_ui_icon_text ("naru-conflict-symbolic", "law", fields));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  naru_ui_name (row, name);
  return row;
}

static gboolean
has_words (const NaruConflictList *self, const char *text)
{
  g_autofree char *folded = text != NULL ? naru_fold_name (text) : NULL;

  return folded != NULL && strstr (folded, self->words) != NULL;
}

/* By record, by what it belongs to, and by whoever gave a value. */
static gboolean
matches (const NaruConflictList *self, const NaruConflictGroup *group)
{
  if (self->words == NULL || has_words (self, group->title) || has_words (self, group->what))
    return TRUE;
  for (guint i = 0; i < group->people->len; i++)
    if (has_words (self, group->people->pdata[i]))
      return TRUE;
  return FALSE;
}

static gboolean
filter_cb (GtkListBoxRow *row, gpointer data)
{
  const NaruConflictList *self = data;
  guint at = (guint) gtk_list_box_row_get_index (row);

  return self->groups == NULL || at >= self->groups->len || matches (self, self->groups->pdata[at]);
}

static void
show_count (NaruConflictList *self)
{
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->groups->len; i++)
    n += matches (self, self->groups->pdata[i]);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u record", "%u records, oldest first", n),
                          n);
  naru_ui_set_text (self->count, text);
}

/* What is hidden by the search is not chosen. */
static gboolean
is_chosen (GtkListBoxRow *row)
{
  return gtk_list_box_row_is_selected (row) && gtk_widget_get_child_visible (GTK_WIDGET (row));
}

/**
 * naru_conflict_list_dup_chosen:
 *
 * Returns: (transfer container) (element-type NaruConflictGroup): of those that it was filled with
 */
GPtrArray *
naru_conflict_list_dup_chosen (NaruConflictList *self)
{
  GPtrArray *chosen = g_ptr_array_new ();
  GtkListBoxRow *row;

  for (guint i = 0;
       (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i)) != NULL; i++)
    if (is_chosen (row))
      g_ptr_array_add (chosen, self->groups->pdata[i]);
  return chosen;
}

static void
selected_cb (NaruConflictList *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHOSEN], 0);
}

static void
search_changed_cb (NaruConflictList *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  g_free (self->words);
  self->words = *text != '\0' ? naru_fold_name (text) : NULL;
  gtk_list_box_invalidate_filter (GTK_LIST_BOX (self->list));
  if (self->groups != NULL)
    show_count (self);
}

static gboolean
choose_first (NaruConflictList *self)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL; i++)
    if (gtk_widget_get_child_visible (GTK_WIDGET (row)))
      {
        gtk_list_box_unselect_all (GTK_LIST_BOX (self->list));
        gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
        return gtk_widget_grab_focus (GTK_WIDGET (row));
      }
  return FALSE;
}

static gboolean
search_key_cb (NaruConflictList *self, guint key)
{
  return (key == GDK_KEY_Down || key == GDK_KEY_Return || key == GDK_KEY_KP_Enter)
         && choose_first (self);
}

static void
stop_search_cb (NaruConflictList *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_widget_grab_focus (self->list);
}

/**
 * naru_conflict_list_fill:
 * @groups: (element-type NaruConflictGroup): oldest first
 * @shown: (element-type utf8): ids of the records that are to be chosen
 * @give_keyboard: whether the first of these gets the keyboard
 */
void
naru_conflict_list_fill (NaruConflictList *self, GPtrArray *groups, GPtrArray *shown,
                         gboolean give_keyboard)
{
  gboolean had_keyboard = give_keyboard || naru_ui_has_focus (self->list);

  if (self->groups != groups)
    {
      g_clear_pointer (&self->groups, g_ptr_array_unref);
      self->groups = g_ptr_array_ref (groups);
    }
  self->filling = TRUE;
  naru_ui_clear (self->list);
  for (guint i = 0; i < groups->len; i++)
    {
      NaruConflictGroup *group = groups->pdata[i];
      GtkWidget *row = new_row (group);

      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
      if (!g_ptr_array_find_with_equal_func (shown, group->record, g_str_equal, NULL))
        continue;
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
      if (had_keyboard)
        gtk_widget_grab_focus (row);
      had_keyboard = FALSE;
    }
  self->filling = FALSE;
  show_count (self);
}

/**
 * naru_conflict_list_choose_all:
 *
 * All that the search finds.
 */
void
naru_conflict_list_choose_all (NaruConflictList *self)
{
  gtk_list_box_select_all (GTK_LIST_BOX (self->list));
}

/**
 * naru_conflict_list_take_keyboard:
 *
 * Where it goes when what was chosen is settled.
 */
void
naru_conflict_list_take_keyboard (NaruConflictList *self)
{
  gtk_widget_grab_focus (self->list);
}

/**
 * naru_conflict_list_search:
 *
 * Puts the cursor into the search entry.
 */
void
naru_conflict_list_search (NaruConflictList *self)
{
  gtk_widget_grab_focus (self->search);
  gtk_editable_select_region (GTK_EDITABLE (self->search), 0, -1);
}

/* Tab would go from row to row, and choose each. */
static gboolean
leave_list_cb (GtkWidget *list, GVariant *arguments, gpointer data)
{
  g_signal_emit (data, signals[LEAVE], 0);
  return TRUE;
}

static void
add_way_out (NaruConflictList *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Tab, 0),
                        gtk_callback_action_new (leave_list_cb, self, NULL)));
  gtk_widget_add_controller (self->list, keys);
}

static void
naru_conflict_list_dispose (GObject *object)
{
  NaruConflictList *self = NARU_CONFLICT_LIST (object);

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_pointer (&self->words, g_free);
  G_OBJECT_CLASS (naru_conflict_list_parent_class)->dispose (object);
}

static void
naru_conflict_list_class_init (NaruConflictListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_conflict_list_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  signals[LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
build_search (NaruConflictList *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *search = gtk_search_entry_new ();

  g_object_set (search, "placeholder-text", _ ("Record or person"), NULL);
  naru_ui_name (search, _ ("Record or person"));
  gtk_widget_set_margin_start (search, 12);
  gtk_widget_set_margin_end (search, 12);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (search, keys);
  g_signal_connect_swapped (search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (search, "stop-search", G_CALLBACK (stop_search_cb), self);
  return search;
}

static void
naru_conflict_list_init (NaruConflictList *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled;

  self->search = build_search (self);
  self->count = naru_ui_label ("", "caption dim-label");
  /* where the rows begin */
  gtk_widget_set_margin_start (self->count, 18);
  gtk_widget_set_margin_top (self->count, 6);
  gtk_widget_set_margin_bottom (self->count, 6);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_MULTIPLE);
  gtk_list_box_set_activate_on_single_click (GTK_LIST_BOX (self->list), FALSE);
  gtk_list_box_set_filter_func (GTK_LIST_BOX (self->list), filter_cb, self, NULL);
  gtk_list_box_set_placeholder (
      GTK_LIST_BOX (self->list),
      naru_ui_wrapped_label (_ ("Nothing found"), "dim-label choices-empty"));
  naru_ui_add_classes (self->list, "navigation-sidebar list-rows");
  naru_ui_name (self->list, _ ("Records with two values"));
  add_way_out (self);
  g_signal_connect_swapped (self->list, "selected-rows-changed", G_CALLBACK (selected_cb), self);
  scrolled = naru_ui_scrolled (self->list);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * naru_conflict_list_new:
 *
 * Emits "chosen" when somebody chooses among the records, and "leave" when the keyboard is to go on to what is chosen.
 *
 * Returns: (transfer floating): the list
 */
GtkWidget *
naru_conflict_list_new (void)
{
  return g_object_new (NARU_TYPE_CONFLICT_LIST, NULL);
}
