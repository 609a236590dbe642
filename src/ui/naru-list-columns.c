/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns of a list of records. The store sorts; a column's sorter only tells which heading was clicked, since GTK 4.8
 * keeps that to itself. */

#include "naru-list-columns.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

#define NARU_TYPE_COLUMN_SORTER (naru_column_sorter_get_type ())
G_DECLARE_FINAL_TYPE (NaruColumnSorter, naru_column_sorter, NARU, COLUMN_SORTER, GtkSorter)

struct _NaruColumnSorter
{
  GtkSorter parent_instance;
  const char *name;
};

G_DEFINE_FINAL_TYPE (NaruColumnSorter, naru_column_sorter, GTK_TYPE_SORTER)

/* The sorter that was asked first, in one call of naru_list_columns_get_order(). */
static const char *asked;

static GtkOrdering
naru_column_sorter_compare (GtkSorter *sorter, gpointer one, gpointer other)
{
  if (asked == NULL)
    asked = NARU_COLUMN_SORTER (sorter)->name;
  return GTK_ORDERING_SMALLER;
}

static GtkSorterOrder
naru_column_sorter_get_order (GtkSorter *sorter)
{
  return GTK_SORTER_ORDER_TOTAL;
}

static void
naru_column_sorter_class_init (NaruColumnSorterClass *klass)
{
  GTK_SORTER_CLASS (klass)->compare = naru_column_sorter_compare;
  GTK_SORTER_CLASS (klass)->get_order = naru_column_sorter_get_order;
}

static void
naru_column_sorter_init (NaruColumnSorter *self)
{
}

/**
 * naru_list_columns_get_order:
 *
 * The name of the column that the person sorts by, or %NULL.
 */
const char *
naru_list_columns_get_order (GtkColumnView *view, gboolean *descending)
{
  g_autoptr (GObject) dummy = g_object_new (G_TYPE_OBJECT, NULL);
  GtkOrdering ordering;

  asked = NULL;
  ordering = gtk_sorter_compare (gtk_column_view_get_sorter (view), dummy, dummy);
  *descending = ordering == GTK_ORDERING_LARGER;
  return asked;
}

static NaruKind
get_kind (const NaruTypeSpec *spec, const char *column, const NaruField **field)
{
  const NaruComputed *computed = naru_computed_find (spec->type, column);

  *field = naru_record_type_find_field (naru_record_type_find (spec->type), column);
  return *field != NULL ? (*field)->kind : computed != NULL ? computed->kind : NARU_KIND_TEXT;
}

static char *
count_text (const char *column, const char *text, const char **icon, const char **css_class)
{
  gint64 number = g_ascii_strtoll (text, NULL, 10);

  if (number == 0)
    return g_strdup ("");
  if (!g_str_equal (column, "stepsOverdue"))
    return naru_ui_format_count (number);
  *icon = "naru-late-symbolic";
  *css_class = "late";
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d overdue", "%d overdue", (gulong) number), (int) number);
}

/**
 * naru_list_cell_text:
 * @icon: (out): name of the symbol before the text, or %NULL
 * @css_class: (out): style class of the symbol, or %NULL
 *
 * Returns: (transfer full): "" where there is nothing to show
 */
char *
naru_list_cell_text (NaruDesk *desk, const NaruTypeSpec *spec, NaruRow *row, const char *column,
                     const char **icon, const char **css_class)
{
  const NaruField *field;
  NaruKind kind = get_kind (spec, column, &field);
  NaruRecord *record = naru_row_get_record (row);
  g_autofree char *today = NULL;
  g_autofree char *day = NULL;
  g_autofree char *text = NULL;

  *icon = NULL;
  *css_class = NULL;
  if (record == NULL)
    return g_strdup ("");
  if (kind == NARU_KIND_ENUM && field != NULL)
    {
      const char *code = naru_record_get (record, column);

      *icon = naru_ui_term_icon (field->vocabulary, code, css_class);
      if (g_strcmp0 (code, "in_work") == 0 && naru_record_get_boolean (record, "atRisk"))
        return g_strdup (_ ("In work, at risk"));
    }
  text = kind == NARU_KIND_DATE || kind == NARU_KIND_TIME
                 || (kind == NARU_KIND_NUMBER && field == NULL)
             ? naru_row_get_value (row, column)
             : naru_row_get_text (row, column);
  if (text == NULL || *text == '\0')
    return g_strdup ("");
  if (kind == NARU_KIND_NUMBER && field == NULL)
    return count_text (column, text, icon, css_class);
  if (kind != NARU_KIND_DATE && kind != NARU_KIND_TIME)
    return g_steal_pointer (&text);
  today = naru_desk_today (desk);
  day = naru_ui_date_of (text);
  if (day == NULL)
    return naru_ui_format_day (text, today);
  /* Of a day that is over, the hour does not matter. */
  return strcmp (day, today) < 0 ? naru_ui_format_day (day, today)
                                 : naru_ui_format_when (text, today);
}

/**
 * naru_list_cell_show_icon:
 * @box: begins with the symbol, where there is one
 * @icon: (inout): the widget for it, made here when it is first needed: most cells never have one
 * @name: (nullable): name of the symbol; %NULL for none
 * @css_class: (nullable): its style class
 */
void
naru_list_cell_show_icon (GtkBox *box, GtkWidget **icon, const char *name, const char *css_class)
{
  const char *classes[] = { css_class, NULL };

  if (*icon == NULL && name != NULL)
    {
      *icon = gtk_image_new ();
      gtk_box_prepend (box, *icon);
    }
  if (*icon == NULL)
    return;
  gtk_image_set_from_icon_name (GTK_IMAGE (*icon), name);
  gtk_widget_set_css_classes (*icon, classes);
  gtk_widget_set_visible (*icon, name != NULL);
}

/* A cell of one column. */

typedef struct
{
  NaruDesk *desk;
  const NaruTypeSpec *spec;
  const NaruColumnSpec *column;
} Column;

static gboolean
is_first (Column *column)
{
  return column->column == column->spec->columns;
}

typedef struct
{
  Column *column;
  GtkWidget *box; /* %NULL where the column has no symbols */
  GtkWidget *icon; /* made when there is one to show */
  GtkWidget *words;
  NaruRow *row;
  gulong changed;
} Cell;

static void
show_cell (Cell *cell)
{
  Column *column = cell->column;
  const char *icon;
  const char *css_class;
  g_autofree char *text = naru_list_cell_text (column->desk, column->spec, cell->row,
                                               column->column->name, &icon, &css_class);
  gboolean empty = *text == '\0' && column->column->empty != NULL;

  if (icon == NULL && is_first (column) && naru_row_get_sync (cell->row) >= NARU_SYNC_REFUSED)
    icon = naru_ui_sync_icon (naru_row_get_sync (cell->row), &css_class);
  if (cell->box != NULL)
    naru_list_cell_show_icon (GTK_BOX (cell->box), &cell->icon, icon, css_class);
  gtk_inscription_set_text (GTK_INSCRIPTION (cell->words),
                            empty ? _ (column->column->empty) : text);
  if (empty)
    gtk_widget_add_css_class (cell->words, "dim-label");
  else
    gtk_widget_remove_css_class (cell->words, "dim-label");
}

/* The record's state at the server, a term with a symbol, or a count that may be of something late. */
static gboolean
has_symbols (Column *column)
{
  const NaruField *field;
  NaruKind kind = get_kind (column->spec, column->column->name, &field);

  return is_first (column) || (kind == NARU_KIND_ENUM && field != NULL)
         || (kind == NARU_KIND_NUMBER && field == NULL);
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  Cell *cell = g_new0 (Cell, 1);

  cell->column = column;
  cell->words = naru_ui_words (NULL);
  if (has_symbols (column))
    {
      cell->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      gtk_box_append (GTK_BOX (cell->box), cell->words);
    }
  g_object_set_data_full (G_OBJECT (item), "cell", cell, g_free);
  gtk_list_item_set_child (item, cell->box != NULL ? cell->box : cell->words);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  Cell *cell = g_object_get_data (G_OBJECT (item), "cell");

  cell->row = gtk_list_item_get_item (item);
  cell->changed = g_signal_connect_swapped (cell->row, "changed", G_CALLBACK (show_cell), cell);
  show_cell (cell);
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Column *column)
{
  Cell *cell = g_object_get_data (G_OBJECT (item), "cell");

  g_clear_signal_handler (&cell->changed, cell->row);
  cell->row = NULL;
}

static void
column_free (gpointer data, GClosure *closure)
{
  Column *column = data;

  g_object_unref (column->desk);
  g_free (column);
}

/**
 * naru_list_column_title:
 *
 * The heading of a column.
 */
const char *
naru_list_column_title (const NaruTypeSpec *spec, const NaruColumnSpec *column)
{
  const NaruField *field;
  const NaruComputed *computed = naru_computed_find (spec->type, column->name);

  get_kind (spec, column->name, &field);
  if (column->title != NULL)
    return _ (column->title);
  if (field != NULL)
    return naru_field_get_label (field);
  return computed != NULL ? _ (computed->label) : column->name;
}

static gboolean
can_sort (const NaruTypeSpec *spec, const char *name)
{
  const NaruField *field;
  NaruKind kind = get_kind (spec, name, &field);

  if (field == NULL)
    return naru_computed_find (spec->type, name) != NULL;
  return (field->flags & NARU_FIELD_INDEXED) != 0 && kind != NARU_KIND_SET
         && kind != NARU_KIND_LIST;
}

/**
 * naru_list_column_get_name:
 *
 * The field or computed column that a column of the view shows.
 */
const char *
naru_list_column_get_name (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), "column-name");
}

/**
 * naru_list_column_new:
 *
 * A column of the view: its cells follow their rows, its heading sorts where the store can.
 */
GtkColumnViewColumn *
naru_list_column_new (NaruDesk *desk, const NaruTypeSpec *spec, const NaruColumnSpec *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *self
      = gtk_column_view_column_new (naru_list_column_title (spec, column), factory);
  Column *data = g_new0 (Column, 1);

  data->desk = g_object_ref (desk);
  data->spec = spec;
  data->column = column;
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), data, column_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), data);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), data);
  g_object_set_data (G_OBJECT (self), "column-name", (gpointer) column->name);
  gtk_column_view_column_set_resizable (self, TRUE);
  if (can_sort (spec, column->name))
    {
      g_autoptr (NaruColumnSorter) sorter = g_object_new (NARU_TYPE_COLUMN_SORTER, NULL);

      sorter->name = column->name;
      gtk_column_view_column_set_sorter (self, GTK_SORTER (sorter));
    }
  return self;
}

/**
 * naru_list_columns_restore_order:
 * @view: a view with its columns
 * @names: (nullable): names of columns in the order into which the person dragged them
 */
void
naru_list_columns_restore_order (GtkColumnView *view, char **names)
{
  GListModel *columns = gtk_column_view_get_columns (view);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    for (guint j = i; j < g_list_model_get_n_items (columns); j++)
      {
        g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, j);

        if (!g_str_equal (naru_list_column_get_name (column), names[i]))
          continue;
        /* one that is there already is moved */
        gtk_column_view_insert_column (view, i, column);
        break;
      }
}
