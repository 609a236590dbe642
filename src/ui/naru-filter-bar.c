/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filters of a list. The usual ones stand there; any other indexed field can be fetched. */

#include "naru-filter-bar.h"

#include <glib/gi18n-lib.h>
#include "naru-chooser.h"
#include "naru-ui-util.h"

#define USUAL 4
#define LONGEST 28 /* characters */

struct _NaruFilterBar
{
  GtkWidget parent_instance;
  NaruListSource *source;
  GtkWidget *buttons;
  GtkWidget *more;
  GtkWidget *more_list;
  GtkWidget *clear;
};

G_DEFINE_FINAL_TYPE (NaruFilterBar, naru_filter_bar, GTK_TYPE_WIDGET)

static const NaruField *
find_field (NaruFilterBar *self, const char *name)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (self->source);

  return naru_record_type_find_field (naru_record_type_find (spec->type), name);
}

static const NaruField *
get_button_field (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "field");
}

/* The row scrolls where it is too long, so only a very long value is shortened. */
static void
set_label (GtkWidget *label, const char *text)
{
  gboolean too_long = g_utf8_strlen (text, -1) > LONGEST;

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_label_set_ellipsize (GTK_LABEL (label),
                           too_long ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  gtk_label_set_width_chars (GTK_LABEL (label), too_long ? LONGEST : -1);
}

static void
show_value (NaruFilterBar *self, GtkWidget *button)
{
  const NaruField *field = get_button_field (button);
  const char *code = naru_list_source_get_filter (self->source, field->name);
  GtkWidget *label = g_object_get_data (G_OBJECT (button), "label");
  g_autofree char *value = NULL;
  g_autofree char *text = NULL;

  if (code == NULL)
    {
      text = g_strdup (naru_field_get_label (field));
      gtk_widget_remove_css_class (button, "chosen");
    }
  else
    {
      value = naru_choice_label (naru_list_source_get_desk (self->source), field, code);
      /* Translators: a filter: the field and its value */
      text = g_strdup_printf (_ ("%s: %s"), naru_field_get_label (field), value);
      gtk_widget_add_css_class (button, "chosen");
    }
  set_label (label, text);
  naru_ui_name (button, text);
}

static void
chosen_cb (GtkWidget *chooser, const char *code, NaruFilterBar *self)
{
  GtkWidget *button = gtk_widget_get_ancestor (chooser, GTK_TYPE_MENU_BUTTON);

  naru_chooser_set_current (NARU_CHOOSER (chooser), code);
  naru_list_source_set_filter (self->source, get_button_field (button)->name, code);
}

static GtkWidget *
add_button (NaruFilterBar *self, const NaruField *field)
{
  GtkWidget *button;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = naru_ui_label (NULL, NULL);
  GtkWidget *chooser
      = naru_chooser_new (naru_list_source_get_desk (self->source), field, _ ("Any"));

  gtk_label_set_max_width_chars (GTK_LABEL (label), LONGEST);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), naru_ui_icon ("pan-down-symbolic", NULL, NULL));
  button = naru_ui_menu_button (box, chooser);
  g_object_set_data (G_OBJECT (button), "field", (gpointer) field);
  g_object_set_data (G_OBJECT (button), "label", label);
  gtk_widget_add_css_class (button, "filter");
  g_signal_connect (chooser, "chosen", G_CALLBACK (chosen_cb), self);
  gtk_box_append (GTK_BOX (self->buttons), button);
  show_value (self, button);
  return button;
}

static GtkWidget *
find_button (NaruFilterBar *self, const char *name)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (g_str_equal (get_button_field (button)->name, name))
      return button;
  return NULL;
}

static void
criteria_cb (NaruFilterBar *self)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (self->source);

  for (guint i = 0; spec->filters[i] != NULL; i++)
    if (naru_list_source_get_filter (self->source, spec->filters[i]) != NULL
        && find_button (self, spec->filters[i]) == NULL)
      add_button (self, find_field (self, spec->filters[i]));
  for (GtkWidget *button = gtk_widget_get_first_child (self->buttons); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    show_value (self, button);
  gtk_widget_set_visible (self->clear, naru_list_source_is_narrowed (self->source));
}

static void
clear_cb (NaruFilterBar *self)
{
  naru_list_source_clear (self->source);
}

static void
more_chosen_cb (NaruFilterBar *self, GtkListBoxRow *row)
{
  const NaruField *field = g_object_get_data (G_OBJECT (row), "field");
  GtkWidget *button = find_button (self, field->name);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->more));
  if (button == NULL)
    button = add_button (self, field);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
}

/**
 * naru_filter_bar_set_source:
 *
 * Called once.
 */
void
naru_filter_bar_set_source (NaruFilterBar *self, NaruListSource *source)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (source);

  g_set_object (&self->source, source);
  for (guint i = 0; spec->filters[i] != NULL; i++)
    {
      const NaruField *field = find_field (self, spec->filters[i]);
      GtkWidget *row;

      if (field == NULL || !naru_field_has_choices (field))
        continue;
      if (i < USUAL)
        {
          add_button (self, field);
          continue;
        }
      row = gtk_list_box_row_new ();
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row),
                                  naru_ui_label (naru_field_get_label (field), NULL));
      g_object_set_data (G_OBJECT (row), "field", (gpointer) field);
      gtk_list_box_append (GTK_LIST_BOX (self->more_list), row);
    }
  gtk_widget_set_visible (self->more, gtk_widget_get_first_child (self->more_list) != NULL);
  g_signal_connect_object (source, "criteria", G_CALLBACK (criteria_cb), self, G_CONNECT_SWAPPED);
  criteria_cb (self);
}

static void
naru_filter_bar_dispose (GObject *object)
{
  NaruFilterBar *self = NARU_FILTER_BAR (object);

  g_clear_object (&self->source);
  g_clear_pointer (&self->buttons, gtk_widget_unparent);
  g_clear_pointer (&self->more, gtk_widget_unparent);
  g_clear_pointer (&self->clear, gtk_widget_unparent);
  G_OBJECT_CLASS (naru_filter_bar_parent_class)->dispose (object);
}

static void
naru_filter_bar_class_init (NaruFilterBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_filter_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
naru_filter_bar_init (NaruFilterBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_parent (self->buttons, GTK_WIDGET (self));
  self->more_list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->more_list), GTK_SELECTION_NONE);
  naru_ui_add_classes (self->more_list, "list-rows choices");
  g_signal_connect_swapped (self->more_list, "row-activated", G_CALLBACK (more_chosen_cb), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->more_list);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_widget_add_css_class (popover, "chooser");
  self->more = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->more), _ ("More filters"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->more), popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (self->more), FALSE);
  gtk_widget_set_parent (self->more, GTK_WIDGET (self));
  self->clear = gtk_button_new_with_label (_ ("Show all"));
  naru_ui_add_classes (self->clear, "flat row-action");
  gtk_widget_set_valign (self->clear, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->clear, FALSE);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_cb), self);
  gtk_widget_set_parent (self->clear, GTK_WIDGET (self));
}
