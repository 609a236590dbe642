/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list is read off the main loop and shows the first of many; who was chosen stays chosen, whatever is looked for next,
 * and stands above the others. */

#include "naru-people-picker.h"

#include <glib/gi18n-lib.h>
#include "naru-reading.h"
#include "naru-saved-views.h"
#include "naru-type-spec.h"
#include "naru-ui-util.h"

#define LIST_HEIGHT 240
#define MOST_SHOWN 200

struct _NaruPeoplePicker
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  GPtrArray *queries; /* of NaruQuery, in the order of the list of sources */
  GPtrArray *chosen; /* of char *: ids */
  GHashTable *names; /* of those, by id */
  GtkWidget *source;
  GtkWidget *search;
  GtkWidget *rows;
  GtkWidget *note;
  gboolean filling;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruPeoplePicker, naru_people_picker, ADW_TYPE_BIN)

/**
 * naru_people_picker_list_chosen:
 *
 * Returns: (transfer full): ids of those that are ticked, in the order of choosing
 */
GStrv
naru_people_picker_list_chosen (NaruPeoplePicker *self)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < self->chosen->len; i++)
    g_strv_builder_add (ids, self->chosen->pdata[i]);
  return g_strv_builder_end (ids);
}

static void
choose (NaruPeoplePicker *self, const char *id, const char *name, gboolean chosen)
{
  guint at;
  gboolean is = g_ptr_array_find_with_equal_func (self->chosen, id, g_str_equal, &at);

  if (chosen && !is)
    {
      g_ptr_array_add (self->chosen, g_strdup (id));
      g_hash_table_insert (self->names, g_strdup (id), g_strdup (name));
    }
  else if (!chosen && is)
    {
      g_hash_table_remove (self->names, id);
      g_ptr_array_remove_index (self->chosen, at);
    }
}

static void
toggled_cb (GtkCheckButton *check, NaruPeoplePicker *self)
{
  if (self->filling)
    return;
  choose (self, g_object_get_data (G_OBJECT (check), "id"), gtk_check_button_get_label (check),
          gtk_check_button_get_active (check));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
add_row (NaruPeoplePicker *self, const char *id, const char *name, gboolean ticked)
{
  GtkWidget *check = gtk_check_button_new_with_label (name);

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), ticked);
  g_object_set_data_full (G_OBJECT (check), "id", g_strdup (id), g_free);
  g_signal_connect (check, "toggled", G_CALLBACK (toggled_cb), self);
  gtk_box_append (GTK_BOX (self->rows), check);
}

typedef struct
{
  GPtrArray *people;
  gint64 count;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_ptr_array_unref (found->people);
  g_free (found);
}

static gpointer
read_people (NaruDesk *reader, const char *id, gconstpointer context, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_copy (context);
  gint64 count = naru_store_count (naru_desk_get_store (reader), query, error);
  Found *found;
  GPtrArray *people;

  naru_query_set_limit (query, MOST_SHOWN);
  people = count >= 0 ? naru_store_find (naru_desk_get_store (reader), query, error) : NULL;
  if (people == NULL)
    return NULL;
  found = g_new0 (Found, 1);
  found->people = people;
  found->count = count;
  return found;
}

static void
show_people (GtkWidget *widget, const char *id, gpointer data, gboolean other)
{
  NaruPeoplePicker *self = NARU_PEOPLE_PICKER (widget);
  const Found *found = data;
  g_autofree char *text = NULL;

  self->filling = TRUE;
  naru_ui_clear (self->rows);
  for (guint i = 0; i < self->chosen->len; i++)
    add_row (self, self->chosen->pdata[i],
             g_hash_table_lookup (self->names, self->chosen->pdata[i]), TRUE);
  for (guint i = 0; i < found->people->len; i++)
    if (!g_hash_table_contains (self->names, naru_record_get_id (found->people->pdata[i])))
      add_row (self, naru_record_get_id (found->people->pdata[i]),
               naru_record_get_title (found->people->pdata[i]), FALSE);
  self->filling = FALSE;
  if (found->count > MOST_SHOWN)
    {
      g_autofree char *count = naru_ui_format_count (found->count);

      text = g_strdup_printf (_ ("The first %1$d of %2$s: some letters find the others."),
                              MOST_SHOWN, count);
    }
  else if (found->count == 0)
    text = g_strdup (_ ("Nobody is found here."));
  naru_ui_set_text (self->note, text);
}

static void
refresh (NaruPeoplePicker *self)
{
  guint source = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->source));
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));
  NaruQuery *query;
  g_autofree char *id = g_strdup_printf ("%u %s", source, words);

  if (source >= self->queries->len)
    return;
  query = naru_query_copy (self->queries->pdata[source]);
  if (*words != '\0')
    naru_query_set_search (query, words);
  naru_reading_start_with (&self->reading, GTK_WIDGET (self), self->desk, id, read_people, query,
                           (GDestroyNotify) naru_query_free, show_people, found_free);
}

/* Everybody who is shown, or nobody of them. */
static void
tick_shown (NaruPeoplePicker *self, gboolean ticked)
{
  for (GtkWidget *row = gtk_widget_get_first_child (self->rows); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (row), ticked);
}

static void
all_cb (NaruPeoplePicker *self)
{
  tick_shown (self, TRUE);
}

static void
none_cb (NaruPeoplePicker *self)
{
  tick_shown (self, FALSE);
}

/* Sources */

static void
add_source (NaruPeoplePicker *self, GtkStringList *names, const char *name, NaruQuery *query,
            gboolean open_cases)
{
  if (open_cases)
    naru_query_add_filter (query, "state", NARU_FILTER_IS,
                           "new\x1f"
                           "active\x1f"
                           "reopened\x1fin_work");
  naru_query_set_order (query, "name", FALSE);
  g_ptr_array_add (self->queries, query);
  gtk_string_list_append (names, name);
}

static GtkStringList *
list_sources (NaruPeoplePicker *self)
{
  const NaruTypeSpec *spec = naru_type_spec_find ("jobseeker");
  const char *staff = naru_desk_get_staff (self->desk);
  g_autoptr (NaruRecord) me
      = staff != NULL ? naru_store_get (naru_desk_get_store (self->desk), staff, NULL) : NULL;
  const char *team = me != NULL ? naru_record_get (me, "team") : NULL;
  GtkStringList *names = gtk_string_list_new (NULL);
  g_autoptr (GPtrArray) saved = naru_saved_views_list (self->desk, "jobseeker");

  add_source (self, names, _ ("My caseload"), naru_type_spec_view (spec, "mine", self->desk), TRUE);
  if (team != NULL)
    {
      NaruQuery *query = naru_query_new ("jobseeker");

      naru_query_add_filter (query, "team", NARU_FILTER_IS, team);
      add_source (self, names, _ ("My team"), query, TRUE);
    }
  for (const NaruViewSpec *view = spec->views; view->name != NULL; view++)
    if (!g_str_equal (view->name, "mine"))
      add_source (self, names, _ (view->title), naru_type_spec_view (spec, view->name, self->desk),
                  g_str_equal (view->name, "all"));
  for (guint i = 0; i < saved->len; i++)
    {
      const NaruSavedView *view = saved->pdata[i];

      add_source (self, names, naru_record_get_title (view->record), naru_query_copy (view->query),
                  FALSE);
    }
  return names;
}

static void
naru_people_picker_dispose (GObject *object)
{
  NaruPeoplePicker *self = NARU_PEOPLE_PICKER (object);

  naru_reading_clear (&self->reading);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_people_picker_parent_class)->dispose (object);
}

static void
naru_people_picker_finalize (GObject *object)
{
  NaruPeoplePicker *self = NARU_PEOPLE_PICKER (object);

  g_ptr_array_unref (self->queries);
  g_ptr_array_unref (self->chosen);
  g_hash_table_unref (self->names);
  G_OBJECT_CLASS (naru_people_picker_parent_class)->finalize (object);
}

static void
naru_people_picker_class_init (NaruPeoplePickerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_people_picker_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_people_picker_finalize;
  signals[CHANGED] = g_signal_new ("changed", NARU_TYPE_PEOPLE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_people_picker_init (NaruPeoplePicker *self)
{
  self->queries = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_query_free);
  self->chosen = g_ptr_array_new_with_free_func (g_free);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static GtkWidget *
new_button (const char *label, GCallback clicked, NaruPeoplePicker *self)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  naru_ui_add_classes (button, "flat row-action");
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

/**
 * naru_people_picker_new:
 *
 * Returns: (transfer floating): the picker, with one's own caseload and nobody chosen
 */
GtkWidget *
naru_people_picker_new (NaruDesk *desk)
{
  NaruPeoplePicker *self = g_object_new (NARU_TYPE_PEOPLE_PICKER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scrolled;

  self->desk = g_object_ref (desk);
  self->source = naru_ui_drop_down (G_LIST_MODEL (list_sources (self)), _ ("Whom to choose from"));
  self->search = gtk_search_entry_new ();
  naru_ui_name (self->search, _ ("Find people"));
  g_object_set (self->search, "placeholder-text", _ ("Find people"), NULL);
  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  scrolled = naru_ui_scrolled (self->rows);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LIST_HEIGHT);
  self->note = naru_ui_wrapped_label (NULL, "caption dim-label");
  gtk_box_append (GTK_BOX (buttons), new_button (_ ("All shown"), G_CALLBACK (all_cb), self));
  gtk_box_append (GTK_BOX (buttons), new_button (_ ("Choose none"), G_CALLBACK (none_cb), self));
  gtk_box_append (GTK_BOX (box), naru_ui_captioned (_ ("Whom to choose from"), self->source));
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), buttons);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), self->note);
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_swapped (self->source, "notify::selected", G_CALLBACK (refresh), self);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (refresh), self);
  refresh (self);
  return GTK_WIDGET (self);
}
