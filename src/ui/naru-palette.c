/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Find anything: records by name, off the main loop and each keystroke cancelling the one before; commands by their words. */

#include "naru-palette.h"

#include <glib/gi18n-lib.h>
#include "naru-places.h"
#include "naru-query.h"
#include "naru-ui-util.h"

#define HITS_PER_TYPE 6
#define WIDTH 560
#define HEIGHT 420

typedef struct
{
  const char *label;
  const char *icon;
  const char *action;
} Command;

static const Command commands[] = {
  { N_ ("Take in a jobseeker"), "naru-people-symbolic", "win.new-of-type::jobseeker" },
  { N_ ("New employer"), "naru-building-symbolic", "win.new-of-type::employer" },
  { N_ ("New vacancy"), "naru-briefcase-symbolic", "win.new-of-type::vacancy" },
  { N_ ("Go to Today"), "naru-today-symbolic", "win.show-place::today" },
  { N_ ("Go to jobseekers"), "naru-people-symbolic", "win.show-place::jobseekers" },
  { N_ ("Go to employers"), "naru-building-symbolic", "win.show-place::employers" },
  { N_ ("Go to vacancies"), "naru-briefcase-symbolic", "win.show-place::vacancies" },
  { N_ ("Go to the calendar"), "naru-calendar-symbolic", "win.show-place::calendar" },
  { N_ ("Go to courses"), "naru-promise-symbolic", "win.show-place::courses" },
  { N_ ("Go to measures"), "naru-chart-symbolic", "win.show-place::measures" },
  { N_ ("Go to partners"), "naru-same-symbolic", "win.show-place::partners" },
  { N_ ("Go to outreach"), "naru-phone-symbolic", "win.show-place::outreach" },
  { N_ ("Go to the labour market"), "naru-growth-symbolic", "win.show-place::labour-market" },
  { N_ ("Go to the handbook"), "naru-book-symbolic", "win.show-place::handbook" },
  { N_ ("Synchronise now"), "naru-sent-symbolic", "win.sync-now" },
  { N_ ("Undo the last change"), "edit-undo-symbolic", "win.undo" },
  { N_ ("Import a file"), "document-open-symbolic", "win.import" },
  { N_ ("Preferences"), "emblem-system-symbolic", "win.preferences" },
  { N_ ("Keyboard shortcuts"), "input-keyboard-symbolic", "win.show-help-overlay" },
};

typedef struct
{
  char *id; /* of a record */
  char *title;
  char *note;
  const char *icon;
  const char *action; /* of a command */
} Hit;

typedef struct
{
  char *text;
  GPtrArray *hits;
} Search;

struct _NaruPalette
{
  AdwWindow parent_instance;

  NaruWindow *window;
  GtkWidget *entry;
  GtkWidget *list;
  GtkWidget *scrolled;
  GtkWidget *stack;
  GCancellable *cancellable;
  char *listed; /* the words whose hits are in the list */
  char *wanted; /* the words whose first hit is to be opened when it is there */
};

#define NARU_TYPE_PALETTE (naru_palette_get_type ())
G_DECLARE_FINAL_TYPE (NaruPalette, naru_palette, NARU, PALETTE, AdwWindow)
G_DEFINE_FINAL_TYPE (NaruPalette, naru_palette, ADW_TYPE_WINDOW)

static void
hit_free (gpointer data)
{
  Hit *hit = data;

  g_free (hit->id);
  g_free (hit->title);
  g_free (hit->note);
  g_free (hit);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->text);
  g_ptr_array_unref (search->hits);
  g_free (search);
}

static const char *
type_icon (const char *type)
{
  for (const NaruPlace *place = naru_places; place->name != NULL; place++)
    if (g_strcmp0 (place->type, type) == 0)
      return place->icon;
  return g_str_equal (type, "contact") ? "naru-talk-symbolic" : "naru-dot-symbolic";
}

/* What tells two hits of one name apart: the kind of record, and what it belongs to or how it can be reached. */
static char *
hit_note (NaruStore *store, NaruRecord *record)
{
  static const char *const telling[]
      = { "employer", "state", "stage", "mobile", "phone", "region", "function" };
  const NaruRecordType *type = naru_record_get_record_type (record);
  GString *note = g_string_new (naru_record_type_get_label (type));
  guint told = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (telling) && told < 2; i++)
    {
      const NaruField *field = naru_record_type_find_field (type, telling[i]);
      g_autofree char *text = NULL;

      if (field == NULL || (field->flags & NARU_FIELD_SENSITIVE) == NARU_FIELD_SENSITIVE
          || !naru_record_has (record, telling[i]))
        continue;
      text = field->kind == NARU_KIND_REFERENCE
                 ? naru_store_get_title (store, naru_record_get (record, telling[i]))
                 : naru_record_format (record, telling[i]);
      if (text == NULL || *text == '\0')
        continue;
      /* Translators: between two facts about a record in one line */
      g_string_append (note, _ (", "));
      g_string_append (note, text);
      told++;
    }
  return g_string_free (note, FALSE);
}

static gboolean
search_records (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  g_autoptr (GArray) numbers
      = naru_store_search_all (reader, search->text, HITS_PER_TYPE, cancellable, error);

  if (numbers == NULL)
    return FALSE;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autoptr (NaruRecord) record
          = naru_store_get_by_number (reader, g_array_index (numbers, gint64, i), NULL);
      Hit *hit;

      if (record == NULL)
        continue;
      hit = g_new0 (Hit, 1);
      hit->id = g_strdup (naru_record_get_id (record));
      hit->title = g_strdup (naru_record_get_title (record));
      hit->note = hit_note (reader, record);
      hit->icon = type_icon (naru_record_get_record_type (record)->name);
      g_ptr_array_add (search->hits, hit);
    }
  return TRUE;
}

static gboolean
command_fits (const char *label, const char *text)
{
  return *text == '\0' || g_str_match_string (text, label, TRUE);
}

static void
add_commands (GPtrArray *hits, const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      Hit *hit;

      if (!command_fits (_ (commands[i].label), text))
        continue;
      hit = g_new0 (Hit, 1);
      hit->title = g_strdup (_ (commands[i].label));
      hit->icon = commands[i].icon;
      hit->action = commands[i].action;
      g_ptr_array_add (hits, hit);
    }
}

static GtkWidget *
hit_row (const Hit *hit)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), naru_ui_icon (hit->icon, NULL, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_label (hit->title, NULL));
  if (hit->note != NULL)
    gtk_box_append (GTK_BOX (texts), naru_ui_label (hit->note, "caption dim-label"));
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), texts);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "naru-id", g_strdup (hit->id), g_free);
  g_object_set_data (G_OBJECT (row), "naru-action", (gpointer) hit->action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, hit->title,
                                  -1);
  return row;
}

static void
show_hits (NaruPalette *self, GPtrArray *hits, const char *text)
{
  g_free (self->listed);
  self->listed = g_strdup (text);
  naru_ui_clear (self->list);
  for (guint i = 0; i < hits->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list), hit_row (hits->pdata[i]));
  gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), hits->len > 0 ? "hits" : "none");
}

static void
activated_cb (NaruPalette *self, GtkListBoxRow *row)
{
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (row), "naru-id"));
  const char *action = g_object_get_data (G_OBJECT (row), "naru-action");
  g_autoptr (NaruWindow) window = g_object_ref (self->window);

  gtk_window_destroy (GTK_WINDOW (self));
  if (id != NULL)
    naru_window_open_record (window, id);
  else if (action != NULL)
    {
      g_autofree char *name = NULL;
      g_autoptr (GVariant) target = NULL;

      if (g_action_parse_detailed_name (action, &name, &target, NULL))
        gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target);
    }
}

static void
open_selected (NaruPalette *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));

  g_clear_pointer (&self->wanted, g_free);
  if (row != NULL)
    activated_cb (self, row);
}

typedef struct
{
  NaruPalette *palette;
  Search *search;
  GCancellable *cancellable;
} Waiting;

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Waiting *waiting = data;
  NaruPalette *self = waiting->palette;
  g_autoptr (GError) error = NULL;

  if (!g_cancellable_is_cancelled (waiting->cancellable))
    {
      if (naru_store_read_finish (NARU_STORE (source), result, &error))
        {
          add_commands (waiting->search->hits, waiting->search->text);
          show_hits (self, waiting->search->hits, waiting->search->text);
          if (g_strcmp0 (self->wanted, self->listed) == 0)
            open_selected (self);
        }
      else if (self->window != NULL)
        naru_window_tell_error (self->window, _ ("Nothing could be looked up."), error);
    }
  search_free (waiting->search);
  g_object_unref (waiting->cancellable);
  g_object_unref (self);
  g_free (waiting);
}

static void
search_changed_cb (NaruPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  Waiting *waiting;

  /* Who types on after Return does not want what was there then. */
  if (g_strcmp0 (text, self->wanted) != 0)
    g_clear_pointer (&self->wanted, g_free);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  waiting = g_new0 (Waiting, 1);
  waiting->palette = g_object_ref (self);
  waiting->cancellable = g_object_ref (self->cancellable);
  waiting->search = g_new0 (Search, 1);
  waiting->search->text = g_strdup (text);
  waiting->search->hits = g_ptr_array_new_with_free_func (hit_free);
  naru_store_read_async (naru_desk_get_store (naru_window_get_desk (self->window)), search_records,
                         waiting->search, NULL, self->cancellable, found_cb, waiting);
}

/* Return opens what the words find, and waits for it: the list may still be that of older words. */
static void
activate_cb (NaruPalette *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  if (g_strcmp0 (text, self->listed) == 0)
    {
      open_selected (self);
      return;
    }
  g_free (self->wanted);
  self->wanted = g_strdup (text);
}

/* The arrows move in the list while the text keeps the focus. */
static gboolean
key_cb (NaruPalette *self, guint keyval, guint keycode, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int step = keyval == GDK_KEY_Down ? 1 : keyval == GDK_KEY_Up ? -1 : 0;

  if (keyval == GDK_KEY_Escape)
    {
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  if (step == 0)
    return FALSE;
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list),
                                       row == NULL ? 0 : gtk_list_box_row_get_index (row) + step);
  if (row != NULL)
    {
      GtkAdjustment *adjustment
          = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
      graphene_rect_t bounds;

      gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
      if (gtk_widget_compute_bounds (GTK_WIDGET (row), self->list, &bounds))
        gtk_adjustment_clamp_page (adjustment, bounds.origin.y,
                                   bounds.origin.y + bounds.size.height);
    }
  return TRUE;
}

static void
naru_palette_dispose (GObject *object)
{
  NaruPalette *self = NARU_PALETTE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->window);
  G_OBJECT_CLASS (naru_palette_parent_class)->dispose (object);
}

static void
naru_palette_finalize (GObject *object)
{
  g_free (NARU_PALETTE (object)->listed);
  g_free (NARU_PALETTE (object)->wanted);
  G_OBJECT_CLASS (naru_palette_parent_class)->finalize (object);
}

static void
naru_palette_class_init (NaruPaletteClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_palette_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_palette_finalize;
}

static void
naru_palette_init (NaruPalette *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  double scale = MIN (naru_ui_text_scale (), 1.5);

  self->entry = gtk_search_entry_new ();
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), 0);
  g_object_set (self->entry, "placeholder-text",
                _ ("Find a person, an employer, a vacancy or a command"), NULL);
  /* what is typed before the desktop has given this window the keyboard comes here, too: it is modal from the start */
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), GTK_WIDGET (self));
  naru_ui_name (self->entry, _ ("Find anything"));
  gtk_widget_set_margin_top (self->entry, 12);
  gtk_widget_set_margin_bottom (self->entry, 12);
  gtk_widget_set_margin_start (self->entry, 12);
  gtk_widget_set_margin_end (self->entry, 12);
  gtk_box_append (GTK_BOX (box), self->entry);

  self->list = gtk_list_box_new ();
  naru_ui_add_classes (self->list, "navigation-sidebar list-rows");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  naru_ui_name (self->list, _ ("Found"));
  gtk_widget_set_has_tooltip (self->list, FALSE);
  self->scrolled = naru_ui_scrolled (self->list);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), self->scrolled, "hits");
  gtk_stack_add_named (
      GTK_STACK (self->stack),
      naru_ui_empty ("system-search-symbolic", _ ("Nothing found"),
                     _ ("Try a part of the name, initial consonants, or a phone number.")),
      "none");
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_box_append (GTK_BOX (box), self->stack);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), (int) (WIDTH * scale), (int) (HEIGHT * scale));
  gtk_window_set_title (GTK_WINDOW (self), _ ("Find anything"));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (self->entry, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
}

/**
 * naru_palette_open:
 * @window: where what is found opens
 *
 * Opens the field that finds anything.
 */
void
naru_palette_open (NaruWindow *window)
{
  NaruPalette *self = g_object_new (NARU_TYPE_PALETTE, "transient-for", window, "modal", TRUE,
                                    "destroy-with-parent", TRUE, NULL);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);

  g_set_weak_pointer (&self->window, window);
  add_commands (hits, "");
  show_hits (self, hits, "");
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (self->entry);
}
