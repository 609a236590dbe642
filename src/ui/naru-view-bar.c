/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views of a list as chips with counts: those that every desk has, then the saved ones, which are records. */

#include "naru-view-bar.h"

#include <glib/gi18n-lib.h>
#include "naru-counts.h"
#include "naru-saved-views.h"
#include "naru-ui-util.h"
#include "naru-window.h"

struct _NaruViewBar
{
  GtkWidget parent_instance;
  NaruListSource *source;
  GtkWidget *scroller; /* of the chips alone: what saves and changes a view stays in sight */
  GtkWidget *chips;
  GtkWidget *add;
  GtkWidget *name;
  GtkWidget *shared;
  GtkWidget *edit;
  GtkWidget *new_name;
  GCancellable *counting;
  GPtrArray *counted; /* of GtkToggleButton */
  guint refresh_id;
  gboolean updating;
};

typedef struct
{
  char *view; /* of a view that every desk has */
  char *record; /* of a saved view */
  char *name;
  NaruQuery *query;
  GtkWidget *count;
} Chip;

enum
{
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruViewBar, naru_view_bar, GTK_TYPE_WIDGET)

static void
chip_free (Chip *chip)
{
  g_free (chip->view);
  g_free (chip->record);
  g_free (chip->name);
  g_clear_pointer (&chip->query, naru_query_free);
  g_free (chip);
}

static Chip *
get_chip (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "chip");
}

static gboolean
is_current (NaruViewBar *self, const Chip *chip)
{
  const char *view = naru_list_source_get_view (self->source);

  if (view != NULL)
    return g_strcmp0 (view, chip->view) == 0;
  return g_strcmp0 (naru_list_source_get_name (self->source), chip->name) == 0;
}

static GtkWidget *
find_current (NaruViewBar *self)
{
  for (GtkWidget *button = gtk_widget_get_first_child (self->chips); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (is_current (self, get_chip (button)))
      return button;
  return NULL;
}

static void
mark_current (NaruViewBar *self)
{
  GtkWidget *current = find_current (self);

  self->updating = TRUE;
  for (GtkWidget *button = gtk_widget_get_first_child (self->chips); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), button == current);
  self->updating = FALSE;
  gtk_widget_set_visible (self->edit, current != NULL && get_chip (current)->record != NULL);
}

static void
toggled_cb (GtkToggleButton *button, NaruViewBar *self)
{
  Chip *chip = get_chip (GTK_WIDGET (button));

  if (self->updating)
    return;
  if (chip->view != NULL)
    naru_list_source_set_view (self->source, chip->view);
  else
    naru_list_source_set_query (self->source, chip->query, chip->name);
  mark_current (self);
}

static Chip *
chip_new (const char *view, const char *record, const char *name, NaruQuery *query)
{
  Chip *chip = g_new0 (Chip, 1);

  chip->view = g_strdup (view);
  chip->record = g_strdup (record);
  chip->name = g_strdup (name);
  chip->query = query;
  return chip;
}

/* @chip: (transfer full) */
static void
add_chip (NaruViewBar *self, Chip *chip)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  chip->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (chip->count, "numeric");
  gtk_widget_set_visible (chip->count, FALSE);
  gtk_box_append (GTK_BOX (box), gtk_label_new (chip->name));
  gtk_box_append (GTK_BOX (box), chip->count);
  gtk_button_set_child (GTK_BUTTON (button), box);
  naru_ui_name (button, chip->name);
  naru_ui_add_classes (button, "flat chip");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "chip", chip, (GDestroyNotify) chip_free);
  g_signal_connect (button, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->chips), button);
}

static void
counted_cb (const gint64 *counts, guint n_counts, gpointer data)
{
  NaruViewBar *self = data;

  for (guint i = 0; i < n_counts && i < self->counted->len; i++)
    {
      Chip *chip = get_chip (self->counted->pdata[i]);
      g_autofree char *text = counts[i] < 0 ? NULL : naru_ui_format_count (counts[i]);

      naru_ui_set_text (chip->count, text);
      g_signal_emit (self, signals[COUNTED], 0, chip->view, counts[i]);
    }
}

/* The last view shows everything: its number stands in the sentence beside the list. */
static void
count_chips (NaruViewBar *self)
{
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_query_free);

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  self->counting = g_cancellable_new ();
  g_ptr_array_set_size (self->counted, 0);
  for (GtkWidget *button = gtk_widget_get_first_child (self->chips); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    {
      Chip *chip = get_chip (button);

      if (g_strcmp0 (chip->view, "all") == 0)
        continue;
      g_ptr_array_add (self->counted, g_object_ref (button));
      g_ptr_array_add (queries, naru_query_copy (chip->query));
    }
  naru_counts_read (naru_desk_get_store (naru_list_source_get_desk (self->source)), queries,
                    self->counting, counted_cb, self);
}

/* Those of every desk, then the saved ones. */
static GPtrArray *
make_chips (NaruViewBar *self)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (self->source);
  NaruDesk *desk = naru_list_source_get_desk (self->source);
  GPtrArray *chips = g_ptr_array_new ();
  g_autoptr (GPtrArray) views = naru_saved_views_list (desk, spec->type);

  for (const NaruViewSpec *view = spec->views; view->name != NULL; view++)
    if (!view->sidebar)
      g_ptr_array_add (chips, chip_new (view->name, NULL, _ (view->title),
                                        naru_type_spec_view (spec, view->name, desk)));
  for (guint i = 0; i < views->len; i++)
    {
      const NaruSavedView *view = views->pdata[i];

      g_ptr_array_add (chips, chip_new (NULL, naru_record_get_id (view->record),
                                        naru_record_get_title (view->record),
                                        naru_query_copy (view->query)));
    }
  return chips;
}

static gboolean
are_shown (NaruViewBar *self, GPtrArray *chips)
{
  GtkWidget *button = gtk_widget_get_first_child (self->chips);

  for (guint i = 0; i < chips->len; i++, button = gtk_widget_get_next_sibling (button))
    {
      const Chip *chip = chips->pdata[i];
      const Chip *shown = button != NULL ? get_chip (button) : NULL;

      if (shown == NULL || g_strcmp0 (shown->view, chip->view) != 0
          || g_strcmp0 (shown->record, chip->record) != 0
          || g_strcmp0 (shown->name, chip->name) != 0)
        return FALSE;
    }
  return button == NULL;
}

/* Buttons that are there stay: somebody may be pressing one, or have the keyboard on it. What they find may be of another
 * day, or have been saved anew. */
static void
list_chips (NaruViewBar *self)
{
  g_autoptr (GPtrArray) chips = make_chips (self);
  gboolean stay = are_shown (self, chips);
  GtkWidget *button = gtk_widget_get_first_child (self->chips);

  if (!stay)
    {
      g_ptr_array_set_size (self->counted, 0);
      naru_ui_clear (self->chips);
    }
  for (guint i = 0; i < chips->len; i++)
    {
      Chip *chip = chips->pdata[i];

      if (!stay)
        {
          add_chip (self, chip);
          continue;
        }
      naru_query_free (get_chip (button)->query);
      get_chip (button)->query = g_steal_pointer (&chip->query);
      chip_free (chip);
      button = gtk_widget_get_next_sibling (button);
    }
  mark_current (self);
}

static gboolean
refresh_cb (gpointer data)
{
  NaruViewBar *self = data;

  self->refresh_id = 0;
  list_chips (self);
  count_chips (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (NaruViewBar *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (400, refresh_cb, self);
}

static void
save_cb (NaruViewBar *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  NaruDesk *desk = naru_list_source_get_desk (self->source);
  g_autoptr (NaruRecord) record = naru_record_new (naru_record_type_find ("savedView"), NULL);
  g_autoptr (NaruQuery) query = naru_list_source_dup_query (self->source);
  g_autofree char *json = NULL;
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (*name == '\0')
    {
      gtk_widget_grab_focus (self->name);
      return;
    }
  naru_query_set_now (query, NULL);
  json = naru_query_to_json (query);
  if (!naru_record_set (record, "name", name, &error)
      || !naru_record_set (record, "of", naru_list_source_get_spec (self->source)->type, &error)
      || !naru_record_set (record, "query", json, &error)
      || !naru_record_set (record, "owner", naru_desk_get_staff (desk), &error)
      || !naru_record_set (
          record, "shared",
          gtk_check_button_get_active (GTK_CHECK_BUTTON (self->shared)) ? "true" : NULL, &error))
    {
      naru_window_tell_error (naru_window_of (GTK_WIDGET (self)), _ ("The view was not saved."),
                              error);
      return;
    }
  label = g_strdup_printf (_ ("Save view “%s”"), name);
  command = naru_command_new (label);
  naru_command_create (command, record);
  naru_window_run (naru_window_of (GTK_WIDGET (self)), command);
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->add));
  gtk_editable_set_text (GTK_EDITABLE (self->name), "");
  naru_list_source_set_query (self->source, query, name);
}

static void
rename_cb (NaruViewBar *self)
{
  g_autofree char *name
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->new_name))));
  GtkWidget *current = find_current (self);
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->edit));
  if (current == NULL || get_chip (current)->record == NULL || *name == '\0')
    return;
  label = g_strdup_printf (_ ("Rename view to “%s”"), name);
  command = naru_command_new (label);
  naru_command_set (command, get_chip (current)->record, "name", name);
  naru_window_run (naru_window_of (GTK_WIDGET (self)), command);
  naru_list_source_set_query (self->source, get_chip (current)->query, name);
}

static void
delete_cb (NaruViewBar *self)
{
  GtkWidget *current = find_current (self);
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->edit));
  if (current == NULL || get_chip (current)->record == NULL)
    return;
  label = g_strdup_printf (_ ("Delete view “%s”"), get_chip (current)->name);
  command = naru_command_new (label);
  naru_command_delete (command, get_chip (current)->record);
  naru_window_run (naru_window_of (GTK_WIDGET (self)), command);
  naru_list_source_set_view (self->source, naru_list_source_get_spec (self->source)->views[0].name);
}

static void
show_edit_cb (NaruViewBar *self)
{
  GtkWidget *current = find_current (self);

  if (current != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->new_name), get_chip (current)->name);
}

static GtkWidget *
new_entry (const char *label, GtkWidget **entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *caption = naru_ui_label (label, "caption dim-label");

  *entry = gtk_entry_new ();
  gtk_accessible_update_relation (GTK_ACCESSIBLE (*entry), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  caption, NULL, -1);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), *entry);
  return box;
}

static GtkWidget *
new_popover_button (NaruViewBar *self, const char *icon, const char *name, GtkWidget *content)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), content);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  naru_ui_name (button, name);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  return button;
}

static GtkWidget *
new_button (const char *label, const char *css_class, GCallback clicked, NaruViewBar *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  naru_ui_add_classes (button, css_class);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

/**
 * naru_view_bar_set_source:
 *
 * Called once.
 */
void
naru_view_bar_set_source (NaruViewBar *self, NaruListSource *source)
{
  g_set_object (&self->source, source);
  g_signal_connect_object (source, "criteria", G_CALLBACK (mark_current), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (naru_desk_get_store (naru_list_source_get_desk (source)), "changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  list_chips (self);
  changed_cb (self);
}

static void
naru_view_bar_dispose (GObject *object)
{
  NaruViewBar *self = NARU_VIEW_BAR (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  g_clear_pointer (&self->counted, g_ptr_array_unref);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->add, gtk_widget_unparent);
  g_clear_pointer (&self->edit, gtk_widget_unparent);
  g_clear_object (&self->source);
  G_OBJECT_CLASS (naru_view_bar_parent_class)->dispose (object);
}

static void
naru_view_bar_class_init (NaruViewBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_view_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
naru_view_bar_init (NaruViewBar *self)
{
  GtkWidget *add = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *edit = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->counted = g_ptr_array_new_with_free_func (g_object_unref);
  self->chips = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (self->scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->chips);
  gtk_widget_add_css_class (self->scroller, "fading");
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));

  gtk_box_append (GTK_BOX (edit), new_entry (_ ("Name of this view"), &self->new_name));
  gtk_box_append (GTK_BOX (edit), new_button (_ ("Rename"), NULL, G_CALLBACK (rename_cb), self));
  gtk_box_append (GTK_BOX (edit),
                  new_button (_ ("Delete"), "destructive-action", G_CALLBACK (delete_cb), self));
  self->edit = new_popover_button (self, "view-more-symbolic", _ ("Change this view"), edit);
  g_signal_connect_swapped (self->new_name, "activate", G_CALLBACK (rename_cb), self);
  g_signal_connect_swapped (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->edit)), "show",
                            G_CALLBACK (show_edit_cb), self);

  gtk_box_append (GTK_BOX (add),
                  new_entry (_ ("Keep this list, with its filters, as"), &self->name));
  self->shared = gtk_check_button_new_with_label (_ ("For everybody at the centre"));
  gtk_box_append (GTK_BOX (add), self->shared);
  gtk_box_append (GTK_BOX (add),
                  new_button (_ ("Save view"), "suggested-action", G_CALLBACK (save_cb), self));
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (save_cb), self);
  self->add = new_popover_button (self, "list-add-symbolic", _ ("Save this view"), add);
}
