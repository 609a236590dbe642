/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Years of a case are hundreds of events: the rows are those of a list view. */

#include "naru-event-list.h"

#include "naru-ui-util.h"

struct _NaruEventList
{
  AdwBin parent_instance;
  NaruDesk *desk;
  NaruReading reading;
  NaruReadingFunc read;
  GtkWidget *stack;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (NaruEventList, naru_event_list, ADW_TYPE_BIN)

#define NARU_TYPE_EVENT (naru_event_get_type ())
G_DECLARE_FINAL_TYPE (NaruEvent, naru_event, NARU, EVENT, GObject)

struct _NaruEvent
{
  GObject parent_instance;
  const char *icon;
  char *title;
  char *second;
  char *note;
};

G_DEFINE_FINAL_TYPE (NaruEvent, naru_event, G_TYPE_OBJECT)

static void
naru_event_finalize (GObject *object)
{
  NaruEvent *self = NARU_EVENT (object);

  g_free (self->title);
  g_free (self->second);
  g_free (self->note);
  G_OBJECT_CLASS (naru_event_parent_class)->finalize (object);
}

static void
naru_event_class_init (NaruEventClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_event_finalize;
}

static void
naru_event_init (NaruEvent *self)
{
}

/**
 * naru_events_new:
 *
 * Returns: (transfer full): no events yet
 */
GListStore *
naru_events_new (void)
{
  return g_list_store_new (NARU_TYPE_EVENT);
}

/**
 * naru_events_add:
 * @icon: (nullable) (transfer none): name of a symbol; a text that stays. Without one the title is a heading
 * @title: what happened
 * @second: (nullable): more of it, below
 * @note: when, or by whom
 *
 * Adds an event at the end.
 */
void
naru_events_add (GListStore *events, const char *icon, const char *title, const char *second,
                 const char *note)
{
  g_autoptr (NaruEvent) event = g_object_new (NARU_TYPE_EVENT, NULL);

  event->icon = icon;
  event->title = g_strdup (title);
  event->second = g_strdup (second);
  event->note = g_strdup (note);
  g_list_store_append (events, event);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *icon = gtk_image_new ();

  gtk_widget_add_css_class (icon, "row-symbol");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (NULL, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (NULL, NULL));
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), naru_ui_label (NULL, "caption dim-label numeric"));
  gtk_label_set_ellipsize (GTK_LABEL (gtk_widget_get_last_child (line)), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (gtk_widget_get_last_child (line), GTK_ALIGN_START);
  gtk_list_item_set_child (item, line);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
set_class (GtkWidget *widget, const char *css_class, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (widget, css_class);
  else
    gtk_widget_remove_css_class (widget, css_class);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  NaruEvent *event = gtk_list_item_get_item (item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *texts = gtk_widget_get_next_sibling (icon);
  GtkWidget *title = gtk_widget_get_first_child (texts);
  GtkWidget *second = gtk_widget_get_last_child (texts);

  gtk_widget_set_visible (icon, event->icon != NULL);
  gtk_image_set_from_icon_name (GTK_IMAGE (icon), event->icon);
  set_class (title, "heading", event->icon == NULL);
  set_class (second, "caption", event->icon != NULL);
  set_class (second, "dim-label", event->icon != NULL);
  gtk_label_set_text (GTK_LABEL (title), event->title);
  naru_ui_set_text (second, event->second);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (texts)), event->note);
}

static void
show_events (GtkWidget *widget, const char *id, gpointer found, gboolean other)
{
  NaruEventList *self = NARU_EVENT_LIST (widget);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (found)));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    g_list_model_get_n_items (found) > 0 ? "some" : "none");
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (selection));
}

/**
 * naru_event_list_show:
 * @id: whose events
 *
 * Reads them off the main loop, and shows them.
 */
void
naru_event_list_show (NaruEventList *self, const char *id)
{
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, id, self->read, NULL,
                      show_events, g_object_unref);
}

static void
naru_event_list_dispose (GObject *object)
{
  NaruEventList *self = NARU_EVENT_LIST (object);

  naru_reading_clear (&self->reading);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_event_list_parent_class)->dispose (object);
}

static void
naru_event_list_class_init (NaruEventListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_event_list_dispose;
}

static void
naru_event_list_init (NaruEventList *self)
{
}

/**
 * naru_event_list_new:
 * @read: reads the events of an id; see naru_events_new()
 * @empty_title: what stands there while nothing happened
 * @empty_what: and what will be seen then
 *
 * Returns: (transfer floating): the list, empty
 */
GtkWidget *
naru_event_list_new (NaruDesk *desk, NaruReadingFunc read, const char *empty_title,
                     const char *empty_what)
{
  NaruEventList *self = g_object_new (NARU_TYPE_EVENT_LIST, NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->desk = g_object_ref (desk);
  self->read = read;
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->view = gtk_list_view_new (NULL, factory);
  naru_ui_add_classes (self->view, "lines");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), naru_ui_scrolled (self->view), "some");
  gtk_stack_add_named (GTK_STACK (self->stack), naru_ui_empty (NULL, empty_title, empty_what),
                       "none");
  adw_bin_set_child (ADW_BIN (self), self->stack);
  return GTK_WIDGET (self);
}
