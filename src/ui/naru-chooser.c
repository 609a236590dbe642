/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A popover to choose from. Short lists are shown whole; long ones are searched in all languages, records by name. */

#include "naru-chooser.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

#define MANY 14
#define SHOWN 60

struct _NaruChooser
{
  GtkPopover parent_instance;
  NaruDesk *desk;
  const NaruField *field;
  NaruVocabulary *vocabulary;
  char *none;
  char *current;
  GtkWidget *search;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *overtaken; /* what somebody else has chosen while the list is open */
  GCancellable *searching;
  char *listed; /* the words that the list was made for */
  char *wanted; /* the words at which Return was pressed before their list was there */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruChooser, naru_chooser, GTK_TYPE_POPOVER)

static NaruVocabulary *
find_vocabulary (const NaruField *field)
{
  return field->vocabulary == NULL ? NULL : naru_vocabulary_get (field->vocabulary);
}

static gboolean
refers_to_records (const NaruField *field)
{
  g_auto (GStrv) types = NULL;

  if (field->vocabulary == NULL || find_vocabulary (field) != NULL)
    return FALSE;
  types = g_strsplit (field->vocabulary, " ", -1);
  return naru_record_type_find (types[0]) != NULL;
}

/**
 * naru_choice_format:
 * @type: (nullable): type of the record, %NULL with a @field of %NULL
 * @field: (nullable): %NULL for a member that the dictionary does not know
 * @json: (nullable): the value as JSON text; %NULL for none
 *
 * Returns: (transfer full): a value of the history or of a conflict as people read it
 */
char *
naru_choice_format (NaruDesk *desk, const NaruRecordType *type, const NaruField *field,
                    const char *json)
{
  g_autoptr (NaruRecord) record = NULL;

  if (json == NULL)
    return g_strdup (_ ("nothing"));
  if (field == NULL)
    return g_strdup (json);
  record = naru_record_new (type, NULL);
  if (!naru_record_set_json (record, field->name, json, NULL))
    return g_strdup (json);
  if (field->kind == NARU_KIND_REFERENCE || field->kind == NARU_KIND_CODE)
    return naru_choice_label (desk, field, naru_record_get (record, field->name));
  return naru_record_format (record, field->name);
}

/**
 * naru_field_has_choices:
 *
 * Whether values of @field are chosen and not typed.
 */
gboolean
naru_field_has_choices (const NaruField *field)
{
  switch (field->kind)
    {
    case NARU_KIND_ENUM:
    case NARU_KIND_CODE:
    case NARU_KIND_REFERENCE:
    case NARU_KIND_BOOLEAN:
      return TRUE;
    case NARU_KIND_SET:
      return field->vocabulary != NULL;
    default:
      return FALSE;
    }
}

/**
 * naru_choice_label:
 *
 * (transfer full): never %NULL
 */
char *
naru_choice_label (NaruDesk *desk, const NaruField *field, const char *code)
{
  NaruVocabulary *vocabulary;
  const char *label = NULL;
  g_autofree char *title = NULL;

  if (code == NULL)
    return g_strdup ("");
  if (field->kind == NARU_KIND_BOOLEAN)
    return g_strdup (g_str_equal (code, "true") ? _ ("Yes") : _ ("No"));
  vocabulary = find_vocabulary (field);
  if (vocabulary != NULL)
    label = naru_vocabulary_label (vocabulary, code);
  else if (refers_to_records (field))
    title = naru_store_get_title (naru_desk_get_store (desk), code);
  else if (field->kind == NARU_KIND_CODE)
    title
        = naru_store_get_classification_label (naru_desk_get_store (desk), field->vocabulary, code);
  return title != NULL ? g_steal_pointer (&title) : g_strdup (label != NULL ? label : code);
}

static void
add_choice (NaruChooser *self, const char *code, const char *label, const char *note)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *text = naru_ui_label (label, code == NULL ? "dim-label" : NULL);
  GtkWidget *mark = naru_ui_icon ("object-select-symbolic", NULL, _ ("Chosen"));

  gtk_widget_set_hexpand (text, TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 40);
  gtk_box_append (GTK_BOX (box), text);
  if (note != NULL)
    gtk_box_append (GTK_BOX (box), naru_ui_label (note, "caption dim-label numeric"));
  gtk_widget_set_visible (mark, g_strcmp0 (code, self->current) == 0);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "code", g_strdup (code), g_free);
  g_object_set_data (G_OBJECT (row), "mark", mark);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

static void
begin_list (NaruChooser *self, const char *text)
{
  g_free (self->listed);
  self->listed = g_strdup (text != NULL ? text : "");
  naru_ui_clear (self->list);
  if (self->none != NULL && (text == NULL || *text == '\0'))
    add_choice (self, NULL, self->none, NULL);
}

static void
choose_row (NaruChooser *self, GtkListBoxRow *row)
{
  g_autofree char *code = g_strdup (g_object_get_data (G_OBJECT (row), "code"));

  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, code);
}

static void
choose_first (NaruChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  g_clear_pointer (&self->wanted, g_free);
  if (row != NULL)
    choose_row (self, row);
}

static void
end_list (NaruChooser *self)
{
  gtk_widget_set_visible (self->empty, gtk_widget_get_first_child (self->list) == NULL);
  if (self->wanted != NULL && g_str_equal (self->wanted, self->listed))
    choose_first (self);
}

static gboolean
shows_code (const NaruField *field)
{
  static const char *const numbered[] = { "isco08", "isic4", "keco", "ksco", "ksic", NULL };

  return g_strv_contains (numbered, field->vocabulary);
}

static void
list_terms (NaruChooser *self, const char *text)
{
  g_auto (GStrv) codes = NULL;
  gboolean searched = text != NULL && *text != '\0';

  if (self->vocabulary == NULL)
    codes = naru_store_search_classification (naru_desk_get_store (self->desk),
                                              self->field->vocabulary, text, SHOWN);
  else if (searched)
    codes = naru_vocabulary_search (self->vocabulary, text, SHOWN);
  else if (naru_vocabulary_size (self->vocabulary) > 4 * SHOWN)
    codes = naru_vocabulary_children (self->vocabulary, NULL);
  begin_list (self, text);
  if (codes == NULL && self->vocabulary != NULL && !searched)
    for (guint i = 0; i < naru_vocabulary_size (self->vocabulary); i++)
      {
        const char *code = naru_vocabulary_code_at (self->vocabulary, i);
        add_choice (self, code, naru_vocabulary_label (self->vocabulary, code), NULL);
      }
  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    {
      g_autofree char *label = naru_choice_label (self->desk, self->field, codes[i]);
      add_choice (self, codes[i], label, shows_code (self->field) ? codes[i] : NULL);
    }
  end_list (self);
}

typedef struct
{
  GPtrArray *found; /* id and title in turn */
  const char *types;
  char *text;
} RecordSearch;

static void
record_search_free (RecordSearch *self)
{
  g_ptr_array_unref (self->found);
  g_free (self->text);
  g_free (self);
}

static gboolean
search_records (NaruStore *reader, gpointer data, GCancellable *cancellable, GError **error)
{
  RecordSearch *self = data;
  g_auto (GStrv) types = g_strsplit (self->types, " ", -1);

  for (guint i = 0; types[i] != NULL; i++)
    {
      g_autoptr (NaruQuery) query = naru_query_new (types[i]);
      g_autoptr (GArray) numbers = NULL;
      const NaruRecordType *type = naru_record_type_find (types[i]);
      g_auto (GStrv) title = g_strsplit (type->title, " ", -1);
      const NaruField *field = naru_record_type_find_field (type, title[0]);

      naru_query_set_search (query, self->text);
      naru_query_set_limit (query, SHOWN);
      if (field != NULL && (field->flags & NARU_FIELD_INDEXED) != 0)
        naru_query_set_order (query, field->name, FALSE);
      numbers = naru_store_list (reader, query, cancellable, error);
      if (numbers == NULL)
        return FALSE;
      for (guint n = 0; n < numbers->len && self->found->len < 2 * SHOWN; n++)
        {
          g_autoptr (NaruRecord) record
              = naru_store_get_by_number (reader, g_array_index (numbers, gint64, n), NULL);
          if (record == NULL)
            continue;
          g_ptr_array_add (self->found, g_strdup (naru_record_get_id (record)));
          g_ptr_array_add (self->found, g_strdup (naru_record_get_title (record)));
        }
    }
  return TRUE;
}

typedef struct
{
  NaruChooser *chooser;
  GCancellable *cancellable;
  RecordSearch *search;
} Searching;

static void
found_records_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Searching *searching = data;
  NaruChooser *self = searching->chooser;
  g_autoptr (GError) error = NULL;

  if (naru_store_read_finish (NARU_STORE (source), result, &error)
      && !g_cancellable_is_cancelled (searching->cancellable))
    {
      GPtrArray *found = searching->search->found;

      begin_list (self, searching->search->text);
      for (guint i = 0; i + 1 < found->len; i += 2)
        add_choice (self, found->pdata[i], found->pdata[i + 1], NULL);
      end_list (self);
    }
  record_search_free (searching->search);
  g_object_unref (searching->cancellable);
  g_object_unref (self);
  g_free (searching);
}

static void
list_records (NaruChooser *self, const char *text)
{
  Searching *searching = g_new0 (Searching, 1);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  self->searching = g_cancellable_new ();
  searching->chooser = g_object_ref (self);
  searching->cancellable = g_object_ref (self->searching);
  searching->search = g_new0 (RecordSearch, 1);
  searching->search->text = g_strdup (text);
  searching->search->types = self->field->vocabulary;
  searching->search->found = g_ptr_array_new_with_free_func (g_free);
  naru_store_read_async (naru_desk_get_store (self->desk), search_records, searching->search, NULL,
                         self->searching, found_records_cb, searching);
}

static void
list_choices (NaruChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (self->field->kind == NARU_KIND_BOOLEAN)
    {
      begin_list (self, NULL);
      add_choice (self, "true", _ ("Yes"), NULL);
      add_choice (self, "false", _ ("No"), NULL);
      end_list (self);
    }
  else if (refers_to_records (self->field))
    list_records (self, text);
  else
    list_terms (self, text);
}

/* Return takes the first of what the words find, and waits for it: the list may still be that of older words. */
static void
activate_cb (NaruChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (g_strcmp0 (text, self->listed) == 0)
    {
      choose_first (self);
      return;
    }
  g_free (self->wanted);
  self->wanted = g_strdup (text);
  list_choices (self);
}

/* Who types on after Return does not want what was there then. */
static void
search_changed_cb (NaruChooser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));

  if (g_strcmp0 (text, self->wanted) == 0)
    return;
  g_clear_pointer (&self->wanted, g_free);
  list_choices (self);
}

static void
naru_chooser_closed (GtkPopover *popover)
{
  g_clear_pointer (&NARU_CHOOSER (popover)->wanted, g_free);
}

static gboolean
search_key_cb (NaruChooser *self, guint key)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);

  if (key != GDK_KEY_Down || row == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (row));
  return GDK_EVENT_STOP;
}

/* A page has dozens of choosers, most of which nobody opens: a list of the regions alone takes 40 ms to read. */
static void
fill (NaruChooser *self)
{
  g_autofree char *hint = g_strdup_printf (_ ("Search: %s"), naru_field_get_label (self->field));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->search = gtk_search_entry_new ();
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (search_key_cb), self);
  gtk_widget_add_controller (self->search, keys);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  naru_ui_add_classes (self->list, "list-rows choices");
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (choose_row), self);
  self->empty = naru_ui_wrapped_label (_ ("Nothing found"), "dim-label choices-empty");
  gtk_widget_set_visible (self->empty, FALSE);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  self->overtaken = naru_ui_wrapped_label (NULL, "caption law choices-empty");
  gtk_label_set_max_width_chars (GTK_LABEL (self->overtaken), 40);
  gtk_widget_set_visible (self->overtaken, FALSE);
  gtk_box_append (GTK_BOX (box), self->search);
  gtk_box_append (GTK_BOX (box), self->overtaken);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), self->empty);
  gtk_widget_set_size_request (box, 400, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  if (self->field->kind != NARU_KIND_BOOLEAN)
    self->vocabulary = find_vocabulary (self->field);
  naru_ui_name (self->search, hint);
  gtk_widget_set_visible (self->search, self->field->kind != NARU_KIND_BOOLEAN
                                            && (self->vocabulary == NULL
                                                || naru_vocabulary_size (self->vocabulary) > MANY));
}

static void
naru_chooser_show (GtkWidget *widget)
{
  NaruChooser *self = NARU_CHOOSER (widget);

  if (self->search == NULL)
    fill (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_clear_pointer (&self->wanted, g_free);
  naru_ui_set_text (self->overtaken, NULL);
  list_choices (self);
  GTK_WIDGET_CLASS (naru_chooser_parent_class)->show (widget);
  if (gtk_widget_get_visible (self->search))
    gtk_widget_grab_focus (self->search);
}

static void
naru_chooser_dispose (GObject *object)
{
  NaruChooser *self = NARU_CHOOSER (object);

  g_cancellable_cancel (self->searching);
  g_clear_object (&self->searching);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_chooser_parent_class)->dispose (object);
}

static void
naru_chooser_finalize (GObject *object)
{
  NaruChooser *self = NARU_CHOOSER (object);

  g_free (self->none);
  g_free (self->current);
  g_free (self->listed);
  g_free (self->wanted);
  G_OBJECT_CLASS (naru_chooser_parent_class)->finalize (object);
}

static void
naru_chooser_class_init (NaruChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = naru_chooser_finalize;
  GTK_WIDGET_CLASS (klass)->show = naru_chooser_show;
  GTK_POPOVER_CLASS (klass)->closed = naru_chooser_closed;
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
naru_chooser_init (NaruChooser *self)
{
  naru_ui_add_classes (GTK_WIDGET (self), "chooser");
}

/* Whoever has the list open decides: what is chosen in it takes the place of theirs, which stays otherwise. */
static void
say_overtaken (NaruChooser *self)
{
  g_autofree char *label = naru_choice_label (self->desk, self->field, self->current);
  g_autofree char *text
      = self->current == NULL
            ? g_strdup (_ ("Meanwhile somebody has emptied this field. What you choose is put in, "
                           "Escape leaves it empty."))
            : g_strdup_printf (_ ("Meanwhile somebody has chosen “%s”. What you choose takes its "
                                  "place, Escape keeps theirs."),
                               label);

  naru_ui_set_text (self->overtaken, text);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->overtaken, NULL, -1);
}

/**
 * naru_chooser_set_current:
 *
 * The code that is chosen now: marked in the list. In one that is open it is somebody else who has chosen, which is said.
 */
void
naru_chooser_set_current (NaruChooser *self, const char *code)
{
  gboolean same = g_strcmp0 (code, self->current) == 0;
  GtkListBoxRow *row;

  g_free (self->current);
  self->current = g_strdup (code);
  if (!same && gtk_widget_get_visible (GTK_WIDGET (self)))
    say_overtaken (self);
  for (int i = 0; self->list != NULL
                  && (row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i)) != NULL;
       i++)
    gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "mark"),
                            g_strcmp0 (g_object_get_data (G_OBJECT (row), "code"), code) == 0);
}

/**
 * naru_chooser_new:
 *
 * Makes a popover with the choices of @field. @none names choosing nothing; %NULL where a value is needed.
 */
GtkWidget *
naru_chooser_new (NaruDesk *desk, const NaruField *field, const char *none)
{
  NaruChooser *self = g_object_new (NARU_TYPE_CHOOSER, NULL);

  self->desk = g_object_ref (desk);
  self->field = field;
  self->none = g_strdup (none);
  return GTK_WIDGET (self);
}
