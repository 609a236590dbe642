/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of a case as a list: the rows are those of a list view, since years of a case are hundreds of events. */

#include "naru-case-story-view.h"

#include <glib/gi18n-lib.h>
#include "naru-case-story.h"
#include "naru-reading.h"
#include "naru-ui-util.h"

struct _NaruCaseStoryView
{
  AdwBin parent_instance;
  NaruDesk *desk;
  NaruReading reading;
  GtkWidget *stack;
  GtkWidget *view;
};

G_DEFINE_FINAL_TYPE (NaruCaseStoryView, naru_case_story_view, ADW_TYPE_BIN)

#define NARU_TYPE_STORY_ITEM (naru_story_item_get_type ())
G_DECLARE_FINAL_TYPE (NaruStoryItem, naru_story_item, NARU, STORY_ITEM, GObject)

struct _NaruStoryItem
{
  GObject parent_instance;
  const char *icon;
  char *title;
  char *second;
  char *when;
};

G_DEFINE_FINAL_TYPE (NaruStoryItem, naru_story_item, G_TYPE_OBJECT)

static void
naru_story_item_finalize (GObject *object)
{
  NaruStoryItem *self = NARU_STORY_ITEM (object);

  g_free (self->title);
  g_free (self->second);
  g_free (self->when);
  G_OBJECT_CLASS (naru_story_item_parent_class)->finalize (object);
}

static void
naru_story_item_class_init (NaruStoryItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_story_item_finalize;
}

static void
naru_story_item_init (NaruStoryItem *self)
{
}

static gpointer
read_story (NaruDesk *reader, const char *jobseeker, gconstpointer context, GError **error)
{
  g_autoptr (GPtrArray) events = naru_case_read_story (reader, jobseeker, error);
  GListStore *items;

  if (events == NULL)
    return NULL;
  items = g_list_store_new (NARU_TYPE_STORY_ITEM);
  for (guint i = 0; i < events->len; i++)
    {
      const NaruCaseEvent *event = events->pdata[i];
      g_autoptr (NaruStoryItem) item = g_object_new (NARU_TYPE_STORY_ITEM, NULL);
      g_autofree char *day = naru_ui_date_of (event->on);

      item->icon = event->icon;
      item->title = g_strdup (event->title);
      item->second = g_strdup (event->second);
      item->when = naru_ui_format_date (day != NULL ? day : event->on);
      g_list_store_append (items, item);
    }
  return items;
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
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (NULL, "caption dim-label"));
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_box_append (GTK_BOX (line), naru_ui_label (NULL, "caption dim-label numeric"));
  gtk_widget_set_valign (gtk_widget_get_last_child (line), GTK_ALIGN_START);
  gtk_list_item_set_child (item, line);
  gtk_list_item_set_activatable (item, FALSE);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  NaruStoryItem *event = gtk_list_item_get_item (item);
  GtkWidget *icon = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *texts = gtk_widget_get_next_sibling (icon);

  gtk_image_set_from_icon_name (GTK_IMAGE (icon), event->icon);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (texts)), event->title);
  naru_ui_set_text (gtk_widget_get_last_child (texts), event->second);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (texts)), event->when);
}

static void
show_story (GtkWidget *widget, const char *jobseeker, gpointer found, gboolean other)
{
  NaruCaseStoryView *self = NARU_CASE_STORY_VIEW (widget);
  g_autoptr (GtkNoSelection) selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (found)));

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    g_list_model_get_n_items (found) > 0 ? "story" : "none");
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (selection));
}

/**
 * naru_case_story_view_show:
 *
 * Reads the story of a case off the main loop, and shows it.
 */
void
naru_case_story_view_show (NaruCaseStoryView *self, const char *jobseeker)
{
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, jobseeker, read_story, NULL,
                      show_story, g_object_unref);
}

static void
naru_case_story_view_dispose (GObject *object)
{
  NaruCaseStoryView *self = NARU_CASE_STORY_VIEW (object);

  naru_reading_clear (&self->reading);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_case_story_view_parent_class)->dispose (object);
}

static void
naru_case_story_view_class_init (NaruCaseStoryViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_case_story_view_dispose;
}

static void
naru_case_story_view_init (NaruCaseStoryView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->view = gtk_list_view_new (NULL, factory);
  naru_ui_add_classes (self->view, "lines");
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), naru_ui_scrolled (self->view), "story");
  gtk_stack_add_named (GTK_STACK (self->stack),
                       naru_ui_empty (NULL, _ ("Nothing happened yet"),
                                      _ ("Meetings, plans, referrals and changes of counsellor "
                                         "will stand here in order.")),
                       "none");
  adw_bin_set_child (ADW_BIN (self), self->stack);
}

/**
 * naru_case_story_view_new:
 *
 * Makes an empty view; see naru_case_story_view_show().
 */
GtkWidget *
naru_case_story_view_new (NaruDesk *desk)
{
  NaruCaseStoryView *self = g_object_new (NARU_TYPE_CASE_STORY_VIEW, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
