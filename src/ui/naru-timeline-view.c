/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The timeline: rows are made for what is on the screen only, and a change splices in the entries that differ, so that
 * the place where one reads stays. */

#include "naru-timeline-view.h"

#include <glib/gi18n-lib.h>
#include "naru-attachments.h"
#include "naru-growing-list.h"
#include "naru-id.h"
#include "naru-quick-log.h"
#include "naru-reading.h"
#include "naru-record-panel.h"
#include "naru-timeline-entry.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"
#include "naru-window.h"

struct _NaruTimelineView
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  char *employer;
  char *today;
  GListStore *entries;
  NaruGrowingList *growing;
  GHashTable *bound; /* of GtkListItem */
  gboolean filling;

  GtkWidget *log;
  GtkWidget *filter;
  GtkWidget *search;
  GtkWidget *count;
  GtkWidget *stack;
  GtkWidget *empty;
  GtkWidget *list;
};

typedef struct
{
  GtkWidget *group;
  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *when;
  GtkWidget *text;
  GtkWidget *next;
  GtkWidget *next_icon;
  GtkWidget *next_text;
  GtkWidget *files;
  GtkWidget *author;
  GtkWidget *sync_icon;
  GtkWidget *sync_text;
  const char *next_class;
  const char *sync_class;
} Row;

G_DEFINE_FINAL_TYPE (NaruTimelineView, naru_timeline_view, ADW_TYPE_BIN)

static void
set_class (GtkWidget *widget, const char **now, const char *css_class)
{
  if (*now != NULL)
    gtk_widget_remove_css_class (widget, *now);
  if (css_class != NULL)
    gtk_widget_add_css_class (widget, css_class);
  *now = css_class;
}

static void
setup_cb (NaruTimelineView *self, GtkListItem *item)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  row->group = naru_ui_label ("", "caption-heading dim-label timeline-group");
  row->icon = gtk_image_new ();
  gtk_widget_add_css_class (row->icon, "mark");
  gtk_widget_set_valign (row->icon, GTK_ALIGN_START);
  row->title = naru_ui_label ("", "heading");
  gtk_widget_set_hexpand (row->title, TRUE);
  row->when = naru_ui_label ("", "caption dim-label numeric");
  gtk_label_set_ellipsize (GTK_LABEL (row->when), PANGO_ELLIPSIZE_NONE);
  row->text = naru_ui_wrapped_label ("", NULL);
  row->next = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_add_css_class (row->next, "symbol-line");
  row->next_icon = gtk_image_new ();
  gtk_widget_set_valign (row->next_icon, GTK_ALIGN_START);
  row->next_text = naru_ui_wrapped_label ("", "caption");
  row->files = naru_ui_wrapped_label ("", "caption dim-label");
  row->author = naru_ui_label ("", "caption dim-label");
  gtk_widget_set_margin_end (row->author, 6);
  row->sync_icon = gtk_image_new ();
  row->sync_text = naru_ui_label ("", "caption dim-label");
  gtk_box_append (GTK_BOX (head), row->title);
  gtk_box_append (GTK_BOX (head), row->when);
  gtk_box_append (GTK_BOX (row->next), row->next_icon);
  gtk_box_append (GTK_BOX (row->next), row->next_text);
  gtk_box_append (GTK_BOX (foot), row->author);
  gtk_box_append (GTK_BOX (foot), row->sync_icon);
  gtk_box_append (GTK_BOX (foot), row->sync_text);
  gtk_box_append (GTK_BOX (body), head);
  gtk_box_append (GTK_BOX (body), row->text);
  gtk_box_append (GTK_BOX (body), row->next);
  gtk_box_append (GTK_BOX (body), row->files);
  gtk_box_append (GTK_BOX (body), foot);
  gtk_widget_set_hexpand (body, TRUE);
  gtk_box_append (GTK_BOX (line), row->icon);
  gtk_box_append (GTK_BOX (line), body);
  gtk_box_append (GTK_BOX (box), row->group);
  gtk_box_append (GTK_BOX (box), line);
  gtk_list_item_set_child (item, box);
  g_object_set_data_full (G_OBJECT (item), "row", row, g_free);
}

/* The heading stands above the first entry of its group, so it depends on the entry before. */
static void
show_group (NaruTimelineView *self, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  guint position = gtk_list_item_get_position (item);
  NaruTimelineEntry *entry = gtk_list_item_get_item (item);
  g_autoptr (NaruTimelineEntry) before = NULL;
  g_autofree char *group = NULL;
  g_autofree char *group_before = NULL;

  if (entry == NULL || position == GTK_INVALID_LIST_POSITION)
    return;
  group = naru_timeline_entry_dup_group (entry, self->today);
  if (position > 0)
    before = g_list_model_get_item (G_LIST_MODEL (self->entries), position - 1);
  if (before != NULL)
    group_before = naru_timeline_entry_dup_group (before, self->today);
  naru_ui_set_text (row->group, g_strcmp0 (group, group_before) == 0 ? NULL : group);
}

static void
moved_cb (NaruTimelineView *self, GParamSpec *pspec, GtkListItem *item)
{
  show_group (self, item);
}

static void
show_sync (NaruTimelineView *self, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  NaruTimelineEntry *entry = gtk_list_item_get_item (item);
  g_autoptr (NaruDocumentState) state = NULL;
  g_autofree char *text = NULL;
  const char *css_class = NULL;

  if (naru_timeline_entry_is_conversation (entry))
    state
        = naru_store_get_state (naru_desk_get_store (self->desk),
                                naru_record_get_id (naru_timeline_entry_get_record (entry)), NULL);
  gtk_widget_set_visible (row->sync_icon, state != NULL);
  if (state != NULL)
    {
      text = naru_ui_sync_text (state, self->today);
      gtk_image_set_from_icon_name (GTK_IMAGE (row->sync_icon),
                                    naru_ui_sync_icon (state->sync, &css_class));
    }
  set_class (row->sync_icon, &row->sync_class, css_class);
  naru_ui_set_text (row->sync_text, text);
}

/* It names people, who may be called otherwise now, or be erased. */
static void
show_title (NaruTimelineView *self, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  g_autofree char *title
      = naru_timeline_entry_dup_title (gtk_list_item_get_item (item), self->desk);

  gtk_label_set_text (GTK_LABEL (row->title), title);
}

static void
bind_cb (NaruTimelineView *self, GtkListItem *item)
{
  Row *row = g_object_get_data (G_OBJECT (item), "row");
  NaruTimelineEntry *entry = gtk_list_item_get_item (item);
  const char *icon = NULL;
  const char *css_class = NULL;
  g_autofree char *when = naru_timeline_entry_dup_when (entry, self->today);
  g_autofree char *text = naru_timeline_entry_dup_text (entry, self->desk);
  g_autofree char *author = naru_timeline_entry_dup_author (entry, self->desk);
  g_autofree char *files = naru_timeline_entry_dup_files (entry);
  g_autofree char *files_text = files != NULL ? g_strdup_printf (_ ("Attached: %s"), files) : NULL;
  g_autofree char *next = NULL;

  if (naru_timeline_entry_is_conversation (entry))
    next = naru_next_action_dup_text (naru_timeline_entry_get_record (entry), self->today, &icon,
                                      &css_class);
  gtk_image_set_from_icon_name (GTK_IMAGE (row->icon), naru_timeline_entry_get_icon (entry));
  show_title (self, item);
  gtk_label_set_text (GTK_LABEL (row->when), when);
  naru_ui_set_text (row->text, text);
  naru_ui_set_text (row->files, files_text);
  naru_ui_set_text (row->author, author);
  gtk_widget_set_visible (row->next, next != NULL);
  naru_ui_set_text (row->next_text, next);
  gtk_image_set_from_icon_name (GTK_IMAGE (row->next_icon), icon);
  set_class (row->next_icon, &row->next_class, css_class);
  show_group (self, item);
  show_sync (self, item);
  g_hash_table_add (self->bound, item);
  g_signal_connect_object (item, "notify::position", G_CALLBACK (moved_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
unbind_cb (NaruTimelineView *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (item, moved_cb, self);
  if (self->bound != NULL)
    g_hash_table_remove (self->bound, item);
}

/* Replaces what lies between the entries that are the same at the start and at the end. */
static void
splice (NaruTimelineView *self, GPtrArray *found)
{
  GListModel *model = G_LIST_MODEL (self->entries);
  guint length = g_list_model_get_n_items (model);
  guint start = 0;
  guint end = 0;

  while (start < MIN (length, found->len))
    {
      g_autoptr (NaruTimelineEntry) entry = g_list_model_get_item (model, start);

      if (!naru_timeline_entry_equal (entry, found->pdata[start]))
        break;
      start++;
    }
  while (end < MIN (length, found->len) - start)
    {
      g_autoptr (NaruTimelineEntry) entry = g_list_model_get_item (model, length - 1 - end);

      if (!naru_timeline_entry_equal (entry, found->pdata[found->len - 1 - end]))
        break;
      end++;
    }
  if (length - start - end > 0 || found->len - start - end > 0)
    g_list_store_splice (self->entries, start, length - start - end, found->pdata + start,
                         found->len - start - end);
}

/* What the filter offers after the kinds of conversation. */
static const struct
{
  const char *kind;
  const char *label;
} other_kinds[] = {
  { "promise", N_ ("Promises") },     { "file", N_ ("With attachments") },
  { "vacancy", N_ ("Vacancies") },    { "placement", N_ ("Placements") },
  { "incentive", N_ ("Incentives") }, { "service", N_ ("Services given") },
};

static const char *
get_filter (NaruTimelineView *self)
{
  NaruVocabulary *kinds = naru_vocabulary_get ("interaction-kind");
  guint n_kinds = naru_vocabulary_size (kinds);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->filter));

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return NULL;
  return selected <= n_kinds
             ? naru_vocabulary_code_at (kinds, selected - 1)
             : other_kinds[MIN (selected - n_kinds - 1, G_N_ELEMENTS (other_kinds) - 1)].kind;
}

/* What to read, on another thread. */
typedef struct
{
  const char *kind;
  char *words;
} Wanted;

static void
wanted_free (gpointer data)
{
  Wanted *self = data;

  g_free (self->words);
  g_free (self);
}

static gpointer
read_entries (NaruDesk *reader, const char *employer, gconstpointer context, GError **error)
{
  const Wanted *wanted = context;

  return naru_timeline_read (naru_desk_get_store (reader), employer, wanted->kind, wanted->words,
                             error);
}

static gboolean
is_narrowed (NaruTimelineView *self)
{
  return get_filter (self) != NULL || *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0';
}

static void
show_entries (GtkWidget *widget, const char *employer, gpointer data, gboolean other)
{
  NaruTimelineView *self = NARU_TIMELINE_VIEW (widget);
  GPtrArray *found = data;
  gboolean narrowed = is_narrowed (self);
  g_autofree char *number = NULL;
  g_autofree char *count = NULL;
  GHashTableIter iter;
  gpointer item;

  if (other)
    naru_growing_list_restart (self->growing, self->list);
  splice (self, found);
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    {
      show_group (self, item);
      show_title (self, item);
      show_sync (self, item);
    }
  number = naru_ui_format_count (found->len);
  count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s entry", "%s entries", found->len),
                           number);
  gtk_label_set_text (GTK_LABEL (self->count), count);
  gtk_widget_set_visible (gtk_widget_get_parent (self->count), found->len > 0 || narrowed);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), narrowed
                                                                ? _ ("Nothing of this kind")
                                                                : _ ("Nothing has been said yet"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (self->empty),
      narrowed ? NULL : _ ("Write in the line above what was said, and what comes next."));
  gtk_stack_set_visible_child (GTK_STACK (self->stack),
                               found->len > 0 ? gtk_widget_get_parent (self->list) : self->empty);
}

static void
load (NaruTimelineView *self)
{
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->kind = get_filter (self);
  wanted->words = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  naru_reading_start_with (&self->reading, GTK_WIDGET (self), self->desk, self->employer,
                           read_entries, wanted, wanted_free, show_entries,
                           (GDestroyNotify) g_ptr_array_unref);
}

static void
filter_cb (NaruTimelineView *self)
{
  if (self->employer != NULL && !self->filling)
    load (self);
}

/**
 * naru_timeline_view_show:
 *
 * Shows what happened with @employer, anew: the record or one of its conversations may have
 * changed.
 */
void
naru_timeline_view_show (NaruTimelineView *self, const char *employer)
{
  if (g_strcmp0 (self->employer, employer) != 0)
    {
      g_free (self->employer);
      self->employer = g_strdup (employer);
      self->filling = TRUE;
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->filter), 0);
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      self->filling = FALSE;
    }
  g_free (self->today);
  self->today = naru_desk_today (self->desk);
  naru_quick_log_show (NARU_QUICK_LOG (self->log), employer);
  load (self);
}

/**
 * naru_conversation_panel_open:
 *
 * Opens a conversation in the panel, where it can be changed and deleted.
 */
void
naru_conversation_panel_open (GtkWidget *widget, const char *id)
{
  static const char *const fields[]
      = { "kind",       "at",           "contact",      "summary",
          "nextAction", "nextActionOn", "nextActionBy", "nextActionState",
          "promise",    "staff",        "alsoPresent",  "vacancy",
          NULL };
  static const char *const question_fields[] = { "kind",         "at",
                                                 "contact",      "question",
                                                 "answer",       "summary",
                                                 "nextAction",   "nextActionOn",
                                                 "nextActionBy", "nextActionState",
                                                 "promise",      "staff",
                                                 "alsoPresent",  NULL };
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (NaruRecord) record = NULL;

  if (window == NULL)
    return;
  record = naru_store_get (naru_desk_get_store (naru_window_get_desk (window)), id, NULL);
  naru_record_panel_edit (window, id,
                          record != NULL
                                  && g_strcmp0 (naru_record_get (record, "kind"), "question") == 0
                              ? question_fields
                              : fields,
                          naru_attachments_new (naru_window_get_desk (window), id));
}

static void
activate_cb (NaruTimelineView *self, guint position)
{
  g_autoptr (NaruTimelineEntry) entry
      = g_list_model_get_item (G_LIST_MODEL (self->entries), position);
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  const char *id;

  if (entry == NULL || window == NULL)
    return;
  id = naru_record_get_id (naru_timeline_entry_get_record (entry));
  if (naru_timeline_entry_is_conversation (entry))
    naru_conversation_panel_open (GTK_WIDGET (self), id);
  else if (naru_id_has_type (id, "vacancy"))
    naru_window_open_record (window, id);
  else
    naru_record_panel_edit (window, id, NULL, NULL);
}

static void
naru_timeline_view_dispose (GObject *object)
{
  NaruTimelineView *self = NARU_TIMELINE_VIEW (object);

  naru_reading_clear (&self->reading);
  g_clear_pointer (&self->bound, g_hash_table_unref);
  g_clear_object (&self->growing);
  g_clear_object (&self->entries);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->employer, g_free);
  g_clear_pointer (&self->today, g_free);
  G_OBJECT_CLASS (naru_timeline_view_parent_class)->dispose (object);
}

static void
naru_timeline_view_class_init (NaruTimelineViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_timeline_view_dispose;
}

static GtkWidget *
make_filter (NaruTimelineView *self)
{
  NaruVocabulary *kinds = naru_vocabulary_get ("interaction-kind");
  GtkStringList *labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("Everything"));
  for (guint i = 0; i < naru_vocabulary_size (kinds); i++)
    gtk_string_list_append (labels,
                            naru_vocabulary_label (kinds, naru_vocabulary_code_at (kinds, i)));
  for (guint i = 0; i < G_N_ELEMENTS (other_kinds); i++)
    gtk_string_list_append (labels, _ (other_kinds[i].label));
  self->filter = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_widget_add_css_class (self->filter, "flat");
  naru_ui_name (self->filter, _ ("Show"));
  g_signal_connect_swapped (self->filter, "notify::selected", G_CALLBACK (filter_cb), self);
  return self->filter;
}

static GtkWidget *
make_list (NaruTimelineView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (
      gtk_no_selection_new (g_object_ref (naru_growing_list_get_model (self->growing))));

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->list = gtk_list_view_new (selection, factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->list), TRUE);
  gtk_widget_add_css_class (self->list, "timeline");
  naru_ui_name (self->list, _ ("Timeline"));
  gtk_widget_set_has_tooltip (self->list, FALSE);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activate_cb), self);
  return naru_ui_scrolled (self->list);
}

static void
take_in_cb (GtkWidget *widget, NaruAttachment *file)
{
  NaruTimelineView *self = NARU_TIMELINE_VIEW (widget);

  if (self->employer != NULL)
    naru_attachments_take_in (widget, self->employer, file);
}

static gboolean
dropped_cb (NaruTimelineView *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *each = files; each != NULL; each = each->next)
    naru_attachments_load (GTK_WIDGET (self), each->data, take_in_cb);
  return files != NULL;
}

/**
 * naru_timeline_view_log:
 *
 * Puts the cursor where a conversation is logged.
 */
void
naru_timeline_view_log (NaruTimelineView *self)
{
  naru_quick_log_focus (NARU_QUICK_LOG (self->log));
}

/**
 * naru_timeline_view_choose_file:
 *
 * Asks for a mail or another file, as if it had been dropped.
 */
void
naru_timeline_view_choose_file (NaruTimelineView *self)
{
  naru_attachments_choose (GTK_WIDGET (self), take_in_cb);
}

static void
naru_timeline_view_init (NaruTimelineView *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  g_signal_connect_swapped (drop, "drop", G_CALLBACK (dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  self->entries = g_list_store_new (NARU_TYPE_TIMELINE_ENTRY);
  self->growing = naru_growing_list_new (G_LIST_MODEL (self->entries));
  self->bound = g_hash_table_new (NULL, NULL);
}

/**
 * naru_timeline_view_new:
 *
 * Returns: (transfer floating): a timeline of no employer yet, see naru_timeline_view_show()
 */
GtkWidget *
naru_timeline_view_new (NaruDesk *desk)
{
  NaruTimelineView *self = g_object_new (NARU_TYPE_TIMELINE_VIEW, NULL);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->desk = g_object_ref (desk);
  self->today = naru_desk_today (desk);
  self->log = naru_quick_log_new (desk);
  gtk_widget_set_margin_start (self->log, 24);
  gtk_widget_set_margin_end (self->log, 12);
  gtk_widget_set_margin_top (self->log, 12);
  self->count = naru_ui_label ("", "caption dim-label");
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_set_margin_start (line, 24);
  gtk_widget_set_margin_end (line, 12);
  gtk_widget_set_margin_top (line, 6);
  self->search = gtk_search_entry_new ();
  g_object_set (self->search, "placeholder-text", _ ("Words in the timeline"), NULL);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->search), 10);
  naru_ui_name (self->search, _ ("Words in the timeline"));
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (filter_cb), self);
  gtk_box_append (GTK_BOX (line), self->count);
  gtk_box_append (GTK_BOX (line), self->search);
  gtk_box_append (GTK_BOX (line), make_filter (self));
  self->empty = naru_ui_empty ("naru-talk-symbolic", "", NULL);
  self->stack = gtk_stack_new ();
  gtk_stack_add_child (GTK_STACK (self->stack), make_list (self));
  gtk_stack_add_child (GTK_STACK (self->stack), self->empty);
  gtk_box_append (GTK_BOX (rows), self->log);
  gtk_box_append (GTK_BOX (rows), line);
  gtk_box_append (GTK_BOX (rows), self->stack);
  gtk_widget_set_vexpand (self->stack, TRUE);
  adw_bin_set_child (ADW_BIN (self), rows);
  return GTK_WIDGET (self);
}
