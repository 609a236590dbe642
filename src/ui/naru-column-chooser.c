/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of a list and the button that chooses and orders them. Columns that do not fit are left out from the end, and
 * the first always stays: a person who scrolls sideways loses the names. */

#include "naru-column-chooser.h"

#include <glib/gi18n-lib.h>
#include "naru-list-columns.h"
#include "naru-ui-util.h"

struct _NaruColumnChooser
{
  AdwBin parent_instance;

  NaruListSource *source;
  GtkColumnView *view; /* weak */
  GtkWidget *lines; /* a line for each column, in the order of the view */
  GHashTable *chosen; /* names of columns to show */
  int width;
  guint fit_id;
};

G_DEFINE_FINAL_TYPE (NaruColumnChooser, naru_column_chooser, ADW_TYPE_BIN)

static char *
setting_key (NaruListSource *source)
{
  return g_strdup_printf ("list/%s/columns", naru_list_source_get_spec (source)->type);
}

static char **
get_kept (NaruListSource *source)
{
  g_autofree char *key = setting_key (source);
  g_autofree char *kept
      = naru_store_get_setting (naru_desk_get_store (naru_list_source_get_desk (source)), key);

  return kept != NULL ? g_strsplit (kept, " ", -1) : NULL;
}

static const NaruColumnSpec *
find_spec (NaruListSource *source, const char *name)
{
  const NaruColumnSpec *spec = naru_list_source_get_spec (source)->columns;

  while (spec->name != NULL && !g_str_equal (spec->name, name))
    spec++;
  return spec;
}

/**
 * naru_column_chooser_list_names:
 * @source: of a list
 * @headings: (out) (transfer full): as many headings
 *
 * Returns: (transfer full): the columns that are chosen, in their order
 */
char **
naru_column_chooser_list_names (NaruListSource *source, char ***headings)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (source);
  g_auto (GStrv) kept = get_kept (source);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GStrvBuilder) titles = g_strv_builder_new ();

  for (guint i = 0; kept != NULL && kept[i] != NULL; i++)
    {
      const NaruColumnSpec *column = find_spec (source, kept[i]);

      if (column->name == NULL)
        continue;
      g_strv_builder_add (names, column->name);
      g_strv_builder_add (titles, naru_list_column_title (spec, column));
    }
  for (const NaruColumnSpec *column = spec->columns; kept == NULL && column->name != NULL; column++)
    if (column->shown)
      {
        g_strv_builder_add (names, column->name);
        g_strv_builder_add (titles, naru_list_column_title (spec, column));
      }
  *headings = g_strv_builder_end (titles);
  return g_strv_builder_end (names);
}

/* What room is left goes to the wide columns. */
static gboolean
fit_cb (gpointer data)
{
  NaruColumnChooser *self = data;
  GListModel *columns = gtk_column_view_get_columns (self->view);
  double scale = naru_ui_text_scale ();
  int room = self->width;
  int n_wide = 0;
  gboolean full = FALSE;

  self->fit_id = 0;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const NaruColumnSpec *spec = find_spec (self->source, naru_list_column_get_name (column));
      int width = (int) (spec->width * scale);
      gboolean chosen = g_hash_table_contains (self->chosen, spec->name);

      full = full || (i > 0 && chosen && width > room);
      gtk_column_view_column_set_visible (column, chosen && !full);
      if (!chosen || full)
        continue;
      room -= width;
      n_wide += spec->wide;
    }
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const NaruColumnSpec *spec = find_spec (self->source, naru_list_column_get_name (column));
      int more = spec->wide && n_wide > 0 ? MAX (room, 0) / n_wide : 0;

      gtk_column_view_column_set_fixed_width (column, (int) (spec->width * scale) + more);
    }
  return G_SOURCE_REMOVE;
}

static void
fit (NaruColumnChooser *self)
{
  if (self->fit_id == 0)
    self->fit_id = g_idle_add (fit_cb, self);
}

/**
 * naru_column_chooser_set_width:
 */
void
naru_column_chooser_set_width (NaruColumnChooser *self, int width)
{
  if (width <= 0 || self->width == width)
    return;
  self->width = width;
  fit (self);
}

static void
keep (NaruColumnChooser *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autofree char *key = setting_key (self->source);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      const char *name = naru_list_column_get_name (column);

      if (g_hash_table_contains (self->chosen, name))
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
    }
  naru_store_keep_setting (naru_desk_get_store (naru_list_source_get_desk (self->source)), key,
                           names->str);
}

static const char *
name_of (GtkWidget *line)
{
  return g_object_get_data (G_OBJECT (line), "column");
}

static GtkWidget *
find_line (NaruColumnChooser *self, const char *name)
{
  GtkWidget *line = gtk_widget_get_first_child (self->lines);

  while (line != NULL && g_strcmp0 (name_of (line), name) != 0)
    line = gtk_widget_get_next_sibling (line);
  return line;
}

/* The lines stand as the columns do, and the ends of the list have nowhere to go. */
static void
order_lines (NaruColumnChooser *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget *before = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
      GtkWidget *line = find_line (self, naru_list_column_get_name (column));

      gtk_box_reorder_child_after (GTK_BOX (self->lines), line, before);
      gtk_widget_set_sensitive (g_object_get_data (G_OBJECT (line), "up"), i > 0);
      gtk_widget_set_sensitive (g_object_get_data (G_OBJECT (line), "down"),
                                i + 1 < g_list_model_get_n_items (columns));
      before = line;
    }
}

static void
columns_changed_cb (NaruColumnChooser *self)
{
  if (self->view == NULL)
    return;
  order_lines (self);
  keep (self);
  fit (self);
}

static void
move (NaruColumnChooser *self, GtkWidget *line, int by)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  int n = (int) g_list_model_get_n_items (columns);

  for (int i = 0; i < n; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, (guint) i);

      if (g_strcmp0 (naru_list_column_get_name (column), name_of (line)) != 0)
        continue;
      if (i + by >= 0 && i + by < n)
        gtk_column_view_insert_column (self->view, (guint) (i + by), column);
      return;
    }
}

static GtkWidget *
line_of (GtkWidget *widget)
{
  while (widget != NULL && name_of (widget) == NULL)
    widget = gtk_widget_get_parent (widget);
  return widget;
}

/* Where the button is at its end, the keyboard stays with the column. */
static void
move_cb (GtkWidget *button, NaruColumnChooser *self)
{
  GtkWidget *line = line_of (button);

  move (self, line, GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "by")));
  if (!gtk_widget_get_sensitive (button))
    gtk_widget_child_focus (line, GTK_DIR_TAB_FORWARD);
}

static gboolean
key_cb (GtkWidget *line, guint key, guint code, GdkModifierType state)
{
  GtkWidget *self = gtk_widget_get_ancestor (line, NARU_TYPE_COLUMN_CHOOSER);

  if ((state & GDK_ALT_MASK) == 0 || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return GDK_EVENT_PROPAGATE;
  move (NARU_COLUMN_CHOOSER (self), line, key == GDK_KEY_Up ? -1 : 1);
  return GDK_EVENT_STOP;
}

static void
toggled_cb (GtkCheckButton *check, NaruColumnChooser *self)
{
  const char *name = name_of (line_of (GTK_WIDGET (check)));

  if (gtk_check_button_get_active (check))
    g_hash_table_add (self->chosen, g_strdup (name));
  else
    g_hash_table_remove (self->chosen, name);
  keep (self);
  fit (self);
}

static void
add_button (NaruColumnChooser *self, GtkWidget *line, const char *key, const char *icon,
            const char *label, int by)
{
  GtkWidget *button = naru_ui_icon_button (icon, label);

  g_object_set_data (G_OBJECT (button), "by", GINT_TO_POINTER (by));
  g_object_set_data (G_OBJECT (line), key, button);
  g_signal_connect (button, "clicked", G_CALLBACK (move_cb), self);
  gtk_box_append (GTK_BOX (line), button);
}

static void
add_line (NaruColumnChooser *self, const NaruColumnSpec *column, gboolean shown)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (self->source);
  const char *title = naru_list_column_title (spec, column);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check = gtk_check_button_new_with_label (title);
  GtkEventController *keys = gtk_event_controller_key_new ();
  /* Translators: %s is the heading of a column */
  g_autofree char *up = g_strdup_printf (_ ("Move “%s” forward"), title);
  g_autofree char *down = g_strdup_printf (_ ("Move “%s” back"), title);

  g_object_set_data (G_OBJECT (line), "column", (gpointer) column->name);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), shown);
  gtk_widget_set_sensitive (check, column != spec->columns);
  gtk_widget_set_hexpand (check, TRUE);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (line), check);
  add_button (self, line, "up", "go-up-symbolic", up, -1);
  add_button (self, line, "down", "go-down-symbolic", down, 1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), line);
  gtk_widget_add_controller (line, keys);
  gtk_box_append (GTK_BOX (self->lines), line);
}

static void
add_columns (NaruColumnChooser *self)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (self->source);
  g_auto (GStrv) names = get_kept (self->source);
  double scale = naru_ui_text_scale ();

  for (const NaruColumnSpec *column = spec->columns; column->name != NULL; column++)
    {
      g_autoptr (GtkColumnViewColumn) view_column
          = naru_list_column_new (naru_list_source_get_desk (self->source), spec, column);
      gboolean shown
          = column == spec->columns
            || (names != NULL ? g_strv_contains ((const char *const *) names, column->name)
                              : column->shown);

      gtk_column_view_column_set_fixed_width (view_column, (int) (column->width * scale));
      gtk_column_view_column_set_visible (view_column, shown);
      gtk_column_view_append_column (self->view, view_column);
      if (shown)
        g_hash_table_add (self->chosen, g_strdup (column->name));
      add_line (self, column, shown);
    }
  naru_list_columns_restore_order (self->view, names);
  order_lines (self);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (columns_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
naru_column_chooser_dispose (GObject *object)
{
  NaruColumnChooser *self = NARU_COLUMN_CHOOSER (object);

  g_clear_handle_id (&self->fit_id, g_source_remove);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (gtk_column_view_get_columns (self->view), self);
  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->source);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  G_OBJECT_CLASS (naru_column_chooser_parent_class)->dispose (object);
}

static void
naru_column_chooser_class_init (NaruColumnChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_column_chooser_dispose;
}

static void
naru_column_chooser_init (NaruColumnChooser *self)
{
  self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * naru_column_chooser_new:
 * @view: has no columns yet
 * @source: gives its rows
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
naru_column_chooser_new (GtkColumnView *view, NaruListSource *source)
{
  NaruColumnChooser *self = g_object_new (NARU_TYPE_COLUMN_CHOOSER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scrolled;

  g_set_weak_pointer (&self->view, view);
  self->source = g_object_ref (source);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box),
                  naru_ui_label (_ ("Columns and their order"), "caption-heading dim-label"));
  gtk_box_append (GTK_BOX (box), self->lines);
  scrolled = naru_ui_scrolled (box);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 520);
  gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  naru_ui_name (button, _ ("Choose columns"));
  adw_bin_set_child (ADW_BIN (self), button);
  add_columns (self);
  return GTK_WIDGET (self);
}
