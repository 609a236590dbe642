/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a vacancy is advertised: since when, under which reference, with how many applicants; and the file that the channel
 * takes, from its row. What is typed is a draft in the store until it is saved. */

#include "naru-vacancy-channels.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "naru-element-fields.h"
#include "naru-form-draft.h"
#include "naru-record-panel.h"
#include "naru-ui-util.h"
#include "naru-vacancy-ways.h"
#include "naru-vacancy-work.h"
#include "naru-vocabulary.h"

#define DRAFT_AFTER 50 /* milliseconds: keystrokes that come together are written together */
#define KEY "naru-channel"

struct _NaruVacancyChannels
{
  AdwBin parent_instance;

  NaruDetail *page; /* not owned: it holds this */
  char *vacancy;
  GtkWidget *head;
  GtkWidget *list;
  GtkWidget *choice;
  GtkWidget *add;
  GPtrArray *offered; /* ids of the channels in the choice */
  char *added; /* the channel that was just chosen: Return then gives its file */
  guint draft_id;
};

typedef struct
{
  NaruVacancyChannels *tab;
  char *id;
  char *suffix; /* of the file that it takes; NULL for paper */
  GtkWidget *title;
  GtkWidget *note;
  GtkWidget *fields;
  GtkWidget *export;
  GtkWidget *end;
} Row;

G_DEFINE_FINAL_TYPE (NaruVacancyChannels, naru_vacancy_channels, ADW_TYPE_BIN)

static const char *const members[] = { "from", "to", "reference", "applicants", NULL };

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row->suffix);
  g_free (row);
}

static Row *
row_at (NaruVacancyChannels *self, int position)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), position);

  return row != NULL ? g_object_get_data (G_OBJECT (row), KEY) : NULL;
}

static NaruDesk *
get_desk (NaruVacancyChannels *self)
{
  return naru_detail_get_desk (self->page);
}

/* Drafts */

static void
keep_draft (NaruVacancyChannels *self)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *key = naru_form_draft_key ("vacancy", self->vacancy, "channels");

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (self->vacancy == NULL)
    return;
  for (int i = 0; row_at (self, i) != NULL; i++)
    naru_element_fields_keep (NARU_ELEMENT_FIELDS (row_at (self, i)->fields), values,
                              row_at (self, i)->id);
  naru_form_draft_keep (naru_desk_get_store (get_desk (self)), key, values);
}

static gboolean
keep_draft_cb (gpointer data)
{
  NaruVacancyChannels *self = data;

  self->draft_id = 0;
  keep_draft (self);
  return G_SOURCE_REMOVE;
}

static void
keep_draft_soon (NaruVacancyChannels *self)
{
  if (self->draft_id == 0)
    self->draft_id = g_timeout_add (DRAFT_AFTER, keep_draft_cb, self);
}

static void
put_back_draft (NaruVacancyChannels *self)
{
  g_autofree char *key = naru_form_draft_key ("vacancy", self->vacancy, "channels");
  g_autoptr (GHashTable) values = naru_form_draft_read (naru_desk_get_store (get_desk (self)), key);
  GHashTableIter iter;
  gpointer path, value;

  if (values == NULL)
    return;
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &path, &value))
    for (int i = 0; row_at (self, i) != NULL; i++)
      {
        Row *row = row_at (self, i);
        gsize length = strlen (row->id);

        if (strncmp (path, row->id, length) == 0 && ((const char *) path)[length] == '/')
          naru_element_fields_put_back (NARU_ELEMENT_FIELDS (row->fields),
                                        (const char *) path + length + 1, value);
      }
}

/* Commands */

static void
run (NaruVacancyChannels *self, NaruCommand *command, GError **error)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL)
    naru_window_run_or_tell (window, command, error);
}

static void
save_cb (Row *row, const char *member, const char *value)
{
  NaruVacancyChannels *self = row->tab;
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autofree char *name = naru_store_get_title (naru_desk_get_store (get_desk (self)), row->id);
  g_autofree char *label = g_strdup_printf (_ ("%s: advertisement changed"), name);
  g_autoptr (NaruCommand) command = naru_command_new (label);

  keep_draft_soon (self);
  naru_command_set_element (command, self->vacancy, "channels", row->id, member, value);
  if (window != NULL)
    naru_window_run_quietly (window, command, NULL, NULL);
}

static void
end_cb (Row *row)
{
  g_autoptr (GError) error = NULL;

  run (row->tab, naru_vacancy_end_channel (get_desk (row->tab), row->tab->vacancy, row->id, &error),
       &error);
}

static void
export_cb (Row *row)
{
  if (row->suffix == NULL)
    gtk_widget_activate_action (GTK_WIDGET (row->tab), "vacancy.print", NULL);
  else
    naru_vacancy_save_in (row->tab->page, row->suffix);
}

static void
add_cb (NaruVacancyChannels *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->choice));
  g_autoptr (GError) error = NULL;

  if (chosen >= self->offered->len)
    return;
  g_free (self->added);
  self->added = g_strdup (self->offered->pdata[chosen]);
  run (self, naru_vacancy_advertise (get_desk (self), self->vacancy, self->added, &error), &error);
}

/* The channel and the advertisement in it, in one step. @vacancy: its id */
static NaruCommand *
create_channel (NaruDesk *desk, NaruRecord *draft, const char *vacancy, GError **error)
{
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), naru_record_get_title (draft));
  NaruCommand *command = naru_command_new (label);

  naru_command_create (command, draft);
  naru_command_set_element (command, vacancy, "channels", naru_record_get_id (draft), "from",
                            today);
  return command;
}

static void
new_channel_cb (NaruVacancyChannels *self)
{
  static const char *const fields[] = { "name", "kind", "takes", "region", "link", "note", NULL };
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (NaruRecord) draft = naru_record_new (naru_record_type_find ("channel"), NULL);

  if (window != NULL)
    naru_record_panel_add (window, _ ("New channel"), draft, fields, _ ("Advertise there"),
                           create_channel, self->vacancy);
}

/* Rows */

static GtkWidget *
make_row (NaruVacancyChannels *self, const char *id)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *widget = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *names = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  row->tab = self;
  row->id = g_strdup (id);
  row->title = naru_ui_label ("", "heading");
  row->note = naru_ui_label ("", "caption dim-label");
  row->end = gtk_button_new_with_label (_ ("No longer there"));
  row->export = gtk_button_new_with_label ("");
  row->fields = naru_element_fields_new (get_desk (self), "vacancy", "channels", members, 2);
  naru_ui_add_classes (row->end, "flat");
  naru_ui_add_classes (row->export, "flat row-action");
  gtk_widget_set_valign (row->end, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (row->export, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (names, TRUE);
  gtk_box_append (GTK_BOX (names), row->title);
  gtk_box_append (GTK_BOX (names), row->note);
  gtk_box_append (GTK_BOX (head), names);
  gtk_box_append (GTK_BOX (head), row->end);
  gtk_box_append (GTK_BOX (head), row->export);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), row->fields);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (widget), FALSE);
  gtk_widget_set_focusable (widget, FALSE);
  g_object_set_data_full (G_OBJECT (widget), KEY, row, row_free);
  g_signal_connect_swapped (row->fields, "edited", G_CALLBACK (keep_draft_soon), self);
  g_signal_connect_swapped (row->fields, "save", G_CALLBACK (save_cb), row);
  g_signal_connect_swapped (row->end, "clicked", G_CALLBACK (end_cb), row);
  g_signal_connect_swapped (row->export, "clicked", G_CALLBACK (export_cb), row);
  return widget;
}

static void
fill_row (Row *row, NaruRecord *vacancy, guint position)
{
  static const struct
  {
    const char *takes;
    const char *suffix;
    const char *label;
  } ways[] = {
    { "json_ld", "jsonld", N_ ("Save the JobPosting") },
    { "text", "txt", N_ ("Save the text") },
    { "pdf", "pdf", N_ ("Save the PDF") },
    { "csv", "csv", N_ ("Save the table") },
    { "html", "html", N_ ("Save the web page") },
    { "paper", NULL, N_ ("Print it") },
  };
  NaruStore *store = naru_desk_get_store (get_desk (row->tab));
  g_autoptr (NaruRecord) channel = naru_store_get (store, row->id, NULL);
  const char *takes = channel != NULL ? naru_record_get (channel, "takes") : NULL;
  g_autofree char *kind = channel != NULL ? naru_record_format (channel, "kind") : NULL;
  g_autofree char *name = naru_store_get_title (store, row->id);
  g_autofree char *to = naru_record_get_element (vacancy, "channels", position, "to");
  gboolean over = naru_record_has (vacancy, "closedOn") && to == NULL;
  g_autofree char *spoken = NULL;

  gtk_label_set_text (GTK_LABEL (row->title), name != NULL ? name : _ ("A channel that is gone"));
  gtk_label_set_text (GTK_LABEL (row->note),
                      over ? _ ("The vacancy is over, and still advertised there")
                           : (kind != NULL ? kind : ""));
  gtk_widget_set_css_classes (row->note, over ? (const char *[]){ "caption", "review", NULL }
                                              : (const char *[]){ "caption", "dim-label", NULL });
  gtk_widget_set_visible (row->export, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_strcmp0 (takes, ways[i].takes) == 0)
      {
        g_free (row->suffix);
        row->suffix = g_strdup (ways[i].suffix);
        gtk_button_set_label (GTK_BUTTON (row->export), _ (ways[i].label));
        gtk_widget_set_visible (row->export, TRUE);
      }
  spoken = g_strdup_printf ("%s: %s", name, gtk_button_get_label (GTK_BUTTON (row->export)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->export), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  spoken, -1);
  gtk_widget_set_visible (row->end, to == NULL);
  naru_element_fields_fill (NARU_ELEMENT_FIELDS (row->fields), vacancy, position);
}

static gboolean
rows_fit (NaruVacancyChannels *self, NaruRecord *vacancy, guint length)
{
  for (guint i = 0; i < length; i++)
    {
      Row *row = row_at (self, (int) i);
      g_autofree char *id = naru_record_get_element (vacancy, "channels", i, "channel");

      if (row == NULL || g_strcmp0 (row->id, id) != 0)
        return FALSE;
    }
  return row_at (self, (int) length) == NULL;
}

/* The channels of the centre in which it is not advertised yet. */
static void
fill_choice (NaruVacancyChannels *self, NaruRecord *vacancy)
{
  g_autoptr (NaruQuery) query = naru_query_new ("channel");
  g_autoptr (GPtrArray) found = NULL;
  GtkStringList *labels = gtk_string_list_new (NULL);
  guint n = naru_record_get_length (vacancy, "channels");

  g_ptr_array_set_size (self->offered, 0);
  naru_query_set_order (query, "name", FALSE);
  found = naru_store_find (naru_desk_get_store (get_desk (self)), query, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      gboolean there = FALSE;

      for (guint k = 0; k < n && !there; k++)
        {
          g_autofree char *id = naru_record_get_element (vacancy, "channels", k, "channel");

          there = g_strcmp0 (id, naru_record_get_id (found->pdata[i])) == 0;
        }
      if (there)
        continue;
      g_ptr_array_add (self->offered, g_strdup (naru_record_get_id (found->pdata[i])));
      gtk_string_list_append (labels, naru_record_get_title (found->pdata[i]));
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->choice), G_LIST_MODEL (labels));
  g_object_unref (labels);
  gtk_widget_set_visible (self->choice, self->offered->len > 0);
  gtk_widget_set_visible (self->add, self->offered->len > 0);
}

/* "3 channels, 12 applicants" */
static char *
say_sum (NaruRecord *vacancy, guint length)
{
  g_autofree char *channels = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u channel", "%u channels", length), length);
  gint64 sum = 0;
  g_autofree char *applicants = NULL;

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *number = naru_record_get_element (vacancy, "channels", i, "applicants");

      sum += number != NULL ? g_ascii_strtoll (number, NULL, 10) : 0;
    }
  applicants = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d applicant", "%d applicants", (gulong) sum), (int) sum);
  return g_strdup_printf ("%s, %s", channels, applicants);
}

/* Next comes the file that the channel takes; where it takes none, what is known of it. */
static void
focus_added (NaruVacancyChannels *self)
{
  for (int i = 0; self->added != NULL && row_at (self, i) != NULL; i++)
    if (g_str_equal (row_at (self, i)->id, self->added))
      {
        if (!gtk_widget_grab_focus (row_at (self, i)->export))
          gtk_widget_child_focus (row_at (self, i)->fields, GTK_DIR_TAB_FORWARD);
        g_clear_pointer (&self->added, g_free);
      }
}

/**
 * naru_vacancy_channels_refresh:
 *
 * Shows the channels of the page's vacancy; what is being typed in a row stays.
 */
void
naru_vacancy_channels_refresh (NaruVacancyChannels *self)
{
  NaruRecord *vacancy = naru_detail_get_record (self->page);
  gboolean same = g_strcmp0 (self->vacancy, naru_record_get_id (vacancy)) == 0;
  guint length = naru_record_get_length (vacancy, "channels");
  g_autofree char *sum = length > 0 ? say_sum (vacancy, length) : NULL;
  gboolean built = FALSE;

  if (!same)
    keep_draft (self);
  g_free (self->vacancy);
  self->vacancy = g_strdup (naru_record_get_id (vacancy));
  if (!same || !rows_fit (self, vacancy, length))
    {
      naru_ui_clear (self->list);
      built = TRUE;
      for (guint i = 0; i < length; i++)
        {
          g_autofree char *id = naru_record_get_element (vacancy, "channels", i, "channel");

          gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, id));
        }
    }
  for (guint i = 0; i < length; i++)
    fill_row (row_at (self, (int) i), vacancy, i);
  if (built)
    put_back_draft (self);
  fill_choice (self, vacancy);
  naru_ui_clear (self->head);
  gtk_box_append (GTK_BOX (self->head), naru_ui_heading (_ ("Advertised at"), sum));
  if (length == 0)
    gtk_box_append (GTK_BOX (self->head),
                    naru_ui_wrapped_label (
                        _ ("Nowhere yet. Choose a channel: its row then gives the file that it "
                           "takes."),
                        "dim-label"));
  gtk_widget_set_visible (self->list, length > 0);
  focus_added (self);
}

/* The type */

static void
naru_vacancy_channels_dispose (GObject *object)
{
  NaruVacancyChannels *self = NARU_VACANCY_CHANNELS (object);

  g_clear_handle_id (&self->draft_id, g_source_remove);
  g_clear_pointer (&self->vacancy, g_free);
  g_clear_pointer (&self->added, g_free);
  g_clear_pointer (&self->offered, g_ptr_array_unref);
  G_OBJECT_CLASS (naru_vacancy_channels_parent_class)->dispose (object);
}

static void
naru_vacancy_channels_class_init (NaruVacancyChannelsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_vacancy_channels_dispose;
}

static void
naru_vacancy_channels_init (NaruVacancyChannels *self)
{
  self->offered = g_ptr_array_new_with_free_func (g_free);
}

/**
 * naru_vacancy_channels_new:
 * @page: the page of a vacancy
 *
 * Returns: (transfer floating): the channels of no vacancy yet, see naru_vacancy_channels_refresh()
 */
GtkWidget *
naru_vacancy_channels_new (NaruDetail *page)
{
  NaruVacancyChannels *self = g_object_new (NARU_TYPE_VACANCY_CHANNELS, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *other = gtk_button_new_with_label (_ ("New channel"));

  self->page = page;
  self->head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  naru_ui_add_classes (self->list, "plain-rows tight reqs");
  naru_ui_name (self->list, _ ("Channels"));
  gtk_widget_set_has_tooltip (self->list, FALSE);
  self->choice = gtk_drop_down_new (NULL, NULL);
  naru_ui_add_classes (self->choice, "field");
  naru_ui_name (self->choice, _ ("Channel"));
  self->add = gtk_button_new_with_label (_ ("Advertise there"));
  naru_ui_add_classes (other, "flat");
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_cb), self);
  g_signal_connect_swapped (other, "clicked", G_CALLBACK (new_channel_cb), self);
  gtk_box_append (GTK_BOX (line), self->choice);
  gtk_box_append (GTK_BOX (line), self->add);
  gtk_box_append (GTK_BOX (line), other);
  gtk_box_append (GTK_BOX (box), self->head);
  gtk_box_append (GTK_BOX (box), self->list);
  gtk_box_append (GTK_BOX (box), line);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
