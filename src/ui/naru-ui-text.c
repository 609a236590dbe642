/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Widgets for text: places to write long texts in, outside of forms, and the lines of lists. */

#include "naru-ui-util.h"

#define TOOLTIP "naru-tooltip"

/**
 * naru_ui_text_view:
 * @height: least height in pixels at 100 % text
 *
 * Returns: (transfer floating): a field for paragraphs; Tab leaves it
 */
GtkWidget *
naru_ui_text_view (int height)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (view), 6);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (view), 10);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (view), 10);
  gtk_widget_set_size_request (view, -1, (int) (height * naru_ui_text_scale ()));
  gtk_widget_add_css_class (view, "field");
  return view;
}

/**
 * naru_ui_dup_text:
 * @view: a text view
 *
 * Returns: (transfer full): all that stands in it
 */
char *
naru_ui_dup_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/**
 * naru_ui_set_view_text:
 * @view: a text view
 * @text: what is to stand in it
 */
void
naru_ui_set_view_text (GtkWidget *view, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
}

static void
setup_string_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, naru_ui_label (NULL, NULL));
}

static void
bind_string_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/**
 * naru_ui_drop_down:
 * @strings: (transfer full): what can be chosen, a #GtkStringList
 * @name: what a screen reader calls it
 *
 * A list to choose from, as a field: texts that are too long for it are cut, and do not make it wider.
 */
GtkWidget *
naru_ui_drop_down (GListModel *strings, const char *name)
{
  GtkWidget *list = gtk_drop_down_new (strings, NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_string_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_string_cb), NULL);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (list), factory);
  gtk_widget_add_css_class (list, "field");
  naru_ui_name (list, name);
  return list;
}

/**
 * naru_ui_words:
 * @css_classes: (nullable): separated by spaces
 *
 * One line in a list, as wide as there is room. GTK keeps up to 200 rows of a list; an inscription lays out its words when
 * it is drawn, a label already when it is measured: that is what makes a list quick to open, and small.
 */
GtkWidget *
naru_ui_words (const char *css_classes)
{
  GtkWidget *words = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (words),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (words), 0);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (words, "words");
  naru_ui_add_classes (words, css_classes);
  return words;
}

/**
 * naru_ui_set_text:
 * @label: a label or an inscription
 *
 * Sets the text and hides the widget where there is none.
 */
void
naru_ui_set_text (GtkWidget *label, const char *text)
{
  const char *words = text != NULL ? text : "";

  if (GTK_IS_INSCRIPTION (label))
    gtk_inscription_set_text (GTK_INSCRIPTION (label), words);
  else
    gtk_label_set_text (GTK_LABEL (label), words);
  gtk_widget_set_visible (label, *words != '\0');
}

static gboolean
tooltip_cb (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  gtk_tooltip_set_text (tooltip, g_object_get_data (G_OBJECT (widget), TOOLTIP));
  return TRUE;
}

/**
 * naru_ui_set_tooltip:
 * @text: (nullable): plain text
 *
 * What a pointer over the widget shows. gtk_widget_set_tooltip_text() asks the display server each time where the pointer
 * is, and waits for the answer: too long for the rows of a list.
 */
void
naru_ui_set_tooltip (GtkWidget *widget, const char *text)
{
  if (text != NULL && g_object_get_data (G_OBJECT (widget), TOOLTIP) == NULL)
    g_signal_connect (widget, "query-tooltip", G_CALLBACK (tooltip_cb), NULL);
  if (text == NULL)
    g_signal_handlers_disconnect_by_func (widget, tooltip_cb, NULL);
  g_object_set_data_full (G_OBJECT (widget), TOOLTIP, g_strdup (text), g_free);
  gtk_widget_set_has_tooltip (widget, text != NULL);
}
