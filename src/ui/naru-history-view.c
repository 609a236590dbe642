/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every change of one record, newest first. Long records have hundreds of changes: the rows are those of a list view. */

#include "naru-history-view.h"

#include <glib/gi18n-lib.h>
#include "naru-chooser.h"
#include "naru-id.h"
#include "naru-reading.h"
#include "naru-ui-util.h"
#include "naru-window.h"

struct _NaruHistoryView
{
  AdwBin parent_instance;
  NaruDesk *desk;
  NaruReading reading;
  GtkWidget *stack;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (NaruHistoryView, naru_history_view, ADW_TYPE_BIN)

#define NARU_TYPE_HISTORY_ITEM (naru_history_item_get_type ())
G_DECLARE_FINAL_TYPE (NaruHistoryItem, naru_history_item, NARU, HISTORY_ITEM, GObject)

struct _NaruHistoryItem
{
  GObject parent_instance;
  char *what;
  char *values;
  char *by;
};

G_DEFINE_FINAL_TYPE (NaruHistoryItem, naru_history_item, G_TYPE_OBJECT)

static void
naru_history_item_finalize (GObject *object)
{
  NaruHistoryItem *self = NARU_HISTORY_ITEM (object);

  g_free (self->what);
  g_free (self->values);
  g_free (self->by);
  G_OBJECT_CLASS (naru_history_item_parent_class)->finalize (object);
}

static void
naru_history_item_class_init (NaruHistoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_history_item_finalize;
}

static void
naru_history_item_init (NaruHistoryItem *self)
{
}

static NaruHistoryItem *
new_item (NaruDesk *desk, const NaruRecordType *type, const NaruChange *change)
{
  NaruHistoryItem *item = g_object_new (NARU_TYPE_HISTORY_ITEM, NULL);
  const NaruField *field = naru_record_type_find_field (type, change->field);
  NaruStore *store = naru_desk_get_store (desk);
  g_autofree char *author
      = change->author == NULL ? NULL : naru_store_get_title (store, change->author);
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *when = naru_ui_format_when (change->at, today);

  if (change->field == NULL || *change->field == '\0')
    item->what = g_strdup (change->from == NULL ? _ ("Added")
                           : change->to == NULL ? _ ("Deleted")
                                                : _ ("Brought back"));
  else
    {
      g_autofree char *from = naru_choice_format (desk, type, field, change->from);
      g_autofree char *to = naru_choice_format (desk, type, field, change->to);

      item->what = g_strdup (field != NULL ? naru_field_get_label (field) : change->field);
      item->values = change->from == NULL ? g_strdup (to)
                                          /* Translators: a value before and after a change */
                                          : g_strdup_printf (_ ("%s, before: %s"), to, from);
    }
  item->by
      = author == NULL ? g_steal_pointer (&when) : g_strdup_printf (_ ("%s, %s"), author, when);
  return item;
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *what = naru_ui_label (NULL, "heading");

  gtk_widget_set_hexpand (what, TRUE);
  gtk_box_append (GTK_BOX (top), what);
  gtk_box_append (GTK_BOX (top), naru_ui_label (NULL, "caption dim-label"));
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (NULL, NULL));
  gtk_list_item_set_child (item, box);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  NaruHistoryItem *change = gtk_list_item_get_item (item);
  GtkWidget *top = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (top)), change->what);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_last_child (top)), change->by);
  naru_ui_set_text (gtk_widget_get_next_sibling (top), change->values);
}

static gpointer
read_items (NaruDesk *reader, const char *id, gconstpointer context, GError **error)
{
  g_autofree char *type = naru_id_get_type (id);
  g_autoptr (GPtrArray) changes = naru_store_get_history (naru_desk_get_store (reader), id, error);
  GListStore *items;

  if (changes == NULL)
    return NULL;
  items = g_list_store_new (NARU_TYPE_HISTORY_ITEM);
  for (guint i = 0; i < changes->len; i++)
    {
      g_autoptr (NaruHistoryItem) item
          = new_item (reader, naru_record_type_find (type), changes->pdata[i]);

      g_list_store_append (items, item);
    }
  return items;
}

static void
show_items (GtkWidget *widget, const char *id, gpointer found, gboolean other)
{
  NaruHistoryView *self = NARU_HISTORY_VIEW (widget);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (found)));
  gboolean some = g_list_model_get_n_items (found) > 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), some ? "changes" : "none");
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (selection));
}

/**
 * naru_history_view_show:
 *
 * Reads the history of a record off the main loop, and shows it; what only the server has of it follows.
 */
void
naru_history_view_show (NaruHistoryView *self, const char *id)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL)
    naru_window_pull_history (window, id);
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, id, read_items, NULL,
                      show_items, g_object_unref);
}

static void
naru_history_view_dispose (GObject *object)
{
  NaruHistoryView *self = NARU_HISTORY_VIEW (object);

  naru_reading_clear (&self->reading);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_history_view_parent_class)->dispose (object);
}

static void
naru_history_view_class_init (NaruHistoryViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_history_view_dispose;
}

static void
naru_history_view_init (NaruHistoryView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->view = gtk_list_view_new (NULL, factory);
  naru_ui_add_classes (self->view, "lines");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), naru_ui_scrolled (self->view), "changes");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       naru_ui_empty (NULL, _ ("No change yet"),
                                      _ ("Every change of this record will be listed here.")),
                       "none");
  adw_bin_set_child (ADW_BIN (self), self->stack);
}

/**
 * naru_history_view_new:
 *
 * Makes an empty view; see naru_history_view_show().
 */
GtkWidget *
naru_history_view_new (NaruDesk *desk)
{
  NaruHistoryView *self = g_object_new (NARU_TYPE_HISTORY_VIEW, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
