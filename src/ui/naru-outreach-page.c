/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board has a column for each stage of a relationship. Beside it stand the calls of the day and what was reached in a
 * year. */

#include "naru-outreach-page.h"

#include <glib/gi18n-lib.h>
#include "naru-board.h"
#include "naru-employer-bulk.h"
#include "naru-filter-bar.h"
#include "naru-pane-bar.h"
#include "naru-print-panel.h"
#include "naru-print.h"
#include "naru-reading.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"
#include "naru-window.h"

/* What one looks through by eye; the list has the rest. */
#define MOST_CARDS 50
#define MOST_CALLS 30
#define MOST_COVERAGE 12
#define REFRESH_AFTER 400 /* ms: many changes come together */

struct _NaruOutreachPage
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  NaruListSource *source; /* which employers */
  GtkWidget *mine;
  GtkWidget *board;
  GtkWidget *calls;
  GtkWidget *coverage;
  AdwFlap *flap;
  GtkWidget *beside; /* shows the rail where it has no room */
  guint refresh_id;
  guint fold_id;
};

G_DEFINE_FINAL_TYPE (NaruOutreachPage, naru_outreach_page, ADW_TYPE_BIN)

typedef struct
{
  GPtrArray *stages; /* of GPtrArray of NaruBoardCard */
  gint64 *counts;
  GPtrArray *calls;
  GPtrArray *industries;
  GPtrArray *sizes;
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_ptr_array_unref (self->stages);
  g_ptr_array_unref (self->calls);
  g_clear_pointer (&self->industries, g_ptr_array_unref);
  g_clear_pointer (&self->sizes, g_ptr_array_unref);
  g_free (self->counts);
  g_free (self);
}

static NaruVocabulary *
get_stages (void)
{
  return naru_vocabulary_get ("employer-stage");
}

/* What is said under the name: what comes next, or how large and where it is. */
static char *
say_note (NaruRecord *record)
{
  g_autofree char *intention = naru_record_format (record, "hiringIntention");
  g_autofree char *size = naru_record_format (record, "sizeClass");
  g_autofree char *region = naru_record_format (record, "region");
  const char *parts[4] = { NULL };
  guint n = 0;

  if (region != NULL && *region != '\0')
    parts[n++] = region;
  if (size != NULL && *size != '\0')
    parts[n++] = size;
  if (intention != NULL && *intention != '\0')
    parts[n++] = intention;
  return g_strjoinv (", ", (char **) parts);
}

static GPtrArray *
read_cards (NaruStore *store, NaruQuery *query, const char *due, guint limit)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_board_card_free);
  g_autoptr (GPtrArray) found = NULL;

  naru_query_set_limit (query, limit);
  found = naru_store_find (store, query, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      NaruBoardCard *card = naru_board_card_new (naru_record_get_id (found->pdata[i]),
                                                 naru_record_get_title (found->pdata[i]));

      card->note
          = due != NULL ? naru_record_format (found->pdata[i], due) : say_note (found->pdata[i]);
      g_ptr_array_add (cards, card);
    }
  return cards;
}

/* @json: the query of the employers that the board is about. */
static gpointer
read_board (NaruDesk *reader, const char *json, gconstpointer context, GError **error)
{
  g_autoptr (NaruQuery) all = naru_query_new_from_json (json, error);
  NaruStore *store = naru_desk_get_store (reader);
  guint n = naru_vocabulary_size (get_stages ());
  g_autofree char *today = naru_desk_today (reader);
  g_autofree char *tomorrow = naru_date_add_days (today, 1);
  g_autofree char *since = naru_date_add_days (today, -365);
  g_autoptr (NaruQuery) calls = NULL;
  Found *found;

  if (all == NULL)
    return NULL;
  calls = naru_query_copy (all);
  found = g_new0 (Found, 1);

  /* It looks at every employer: when the page is opened, not at every change. */
  if (context != NULL)
    {
      found->industries = naru_employer_coverage (reader, "industry", since, NULL);
      found->sizes = naru_employer_coverage (reader, "sizeClass", since, NULL);
    }
  found->stages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  found->counts = g_new0 (gint64, n + 1);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (NaruQuery) query = naru_query_copy (all);

      naru_query_add_filter (query, "stage", NARU_FILTER_IS,
                             naru_vocabulary_code_at (get_stages (), i));
      naru_query_set_order (query, "name", FALSE);
      found->counts[i] = naru_store_count (store, query, NULL);
      g_ptr_array_add (found->stages, read_cards (store, query, NULL, MOST_CARDS));
    }
  naru_query_add_filter (calls, "outreachDue", NARU_FILTER_BELOW, tomorrow);
  naru_query_set_order (calls, "outreachDue", FALSE);
  found->calls = read_cards (store, calls, "outreachDue", MOST_CALLS);
  return found;
}

static void
moved_cb (NaruOutreachPage *self, const char *id, const char *stage)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command = naru_employer_set_stage (self->desk, id, stage, &error);

  if (window == NULL || command == NULL || naru_command_is_empty (command))
    return;
  naru_board_focus (NARU_BOARD (self->board), id);
  naru_window_run (window, command);
}

static void
fill_coverage (NaruOutreachPage *self, const char *heading, GPtrArray *rows)
{
  gtk_box_append (GTK_BOX (self->coverage),
                  naru_ui_wrapped_label (heading, "caption-heading dim-label"));
  for (guint i = 0; i < MIN (rows->len, MOST_COVERAGE); i++)
    {
      const NaruCoverage *row = rows->pdata[i];
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *name = naru_ui_label (row->label, NULL);
      GtkWidget *bar = gtk_level_bar_new_for_interval (0, 1);
      /* Translators: of how many employers how many were talked to: "3 of 8" */
      g_autofree char *number
          = g_strdup_printf (_ ("%d of %d"), (int) row->reached, (int) row->all);
      g_autofree char *text = g_strdup_printf (_ ("%s: %s"), row->label, number);

      gtk_level_bar_set_value (GTK_LEVEL_BAR (bar),
                               row->all > 0 ? (double) row->reached / (double) row->all : 0);
      gtk_level_bar_add_offset_value (GTK_LEVEL_BAR (bar), GTK_LEVEL_BAR_OFFSET_LOW, 0);
      naru_ui_name (bar, text);
      gtk_widget_set_has_tooltip (bar, FALSE);
      gtk_widget_set_hexpand (name, TRUE);
      gtk_box_append (GTK_BOX (line), name);
      gtk_box_append (GTK_BOX (line), gtk_label_new (number));
      gtk_widget_add_css_class (line, "caption");
      gtk_box_append (GTK_BOX (box), line);
      gtk_box_append (GTK_BOX (box), bar);
      gtk_box_append (GTK_BOX (self->coverage), box);
    }
}

static void
show_board (GtkWidget *widget, const char *json, gpointer data, gboolean other)
{
  NaruOutreachPage *self = NARU_OUTREACH_PAGE (widget);
  const Found *found = data;

  for (guint i = 0; i < found->stages->len; i++)
    naru_board_fill (NARU_BOARD (self->board), i, found->stages->pdata[i], found->counts[i]);
  naru_ui_clear (self->calls);
  for (guint i = 0; i < found->calls->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->calls), naru_board_make_card (found->calls->pdata[i]));
  if (found->industries == NULL || found->sizes == NULL)
    return;
  naru_ui_clear (self->coverage);
  fill_coverage (self, _ ("Talked to within a year, by industry"), found->industries);
  fill_coverage (self, _ ("By size"), found->sizes);
}

static void
load (NaruOutreachPage *self, gboolean with_coverage)
{
  g_autoptr (NaruQuery) query = naru_list_source_dup_query (self->source);
  g_autofree char *json = naru_query_to_json (query);

  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, json, read_board,
                      GINT_TO_POINTER (with_coverage), show_board, found_free);
}

static gboolean
refresh_cb (gpointer data)
{
  NaruOutreachPage *self = data;

  self->refresh_id = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self, FALSE);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (NaruOutreachPage *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_AFTER, refresh_cb, self);
}

static void
map_cb (NaruOutreachPage *self)
{
  load (self, TRUE);
}

static void
criteria_cb (NaruOutreachPage *self)
{
  load (self, FALSE);
}

static void
mine_cb (NaruOutreachPage *self)
{
  naru_list_source_set_view (
      self->source, gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mine)) ? "mine" : "all");
}

static void
print_cb (NaruOutreachPage *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  const char *staff = naru_desk_get_staff (self->desk);
  gboolean mine = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mine));

  if (window != NULL)
    naru_print_panel_show (window, _ ("Calls of the day"), mine && staff != NULL ? staff : "",
                           naru_print_calls, NULL, FALSE);
}

static void
naru_outreach_page_dispose (GObject *object)
{
  NaruOutreachPage *self = NARU_OUTREACH_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->fold_id, g_source_remove);
  naru_reading_clear (&self->reading);
  g_clear_object (&self->source);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_outreach_page_parent_class)->dispose (object);
}

static void
naru_outreach_page_class_init (NaruOutreachPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_outreach_page_dispose;
}

static void
naru_outreach_page_init (NaruOutreachPage *self)
{
}

static gboolean
show_beside_cb (gpointer data)
{
  NaruOutreachPage *self = data;

  self->fold_id = 0;
  gtk_widget_set_visible (self->beside, adw_flap_get_folded (self->flap));
  return G_SOURCE_REMOVE;
}

/* It folds while widgets get their sizes, which is no time to show another. */
static void
fold_soon_cb (NaruOutreachPage *self)
{
  if (self->fold_id == 0)
    self->fold_id = g_idle_add (show_beside_cb, self);
}

static GtkWidget *
make_rail (NaruOutreachPage *self)
{
  GtkWidget *rail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *print = gtk_button_new_with_label (_ ("Print the calls…"));
  GtkWidget *scrolled;

  self->calls = naru_board_make_rows (_ ("Calls of the day"));
  self->coverage = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_list_box_set_placeholder (
      GTK_LIST_BOX (self->calls),
      naru_ui_wrapped_label (_ ("Nobody is to be called by today."), "dim-label"));
  gtk_widget_add_css_class (print, "flat");
  gtk_widget_set_halign (print, GTK_ALIGN_START);
  g_signal_connect_swapped (print, "clicked", G_CALLBACK (print_cb), self);
  gtk_box_append (GTK_BOX (rail), naru_ui_heading (_ ("Calls of the day"), NULL));
  gtk_box_append (GTK_BOX (rail), self->calls);
  gtk_box_append (GTK_BOX (rail), print);
  gtk_box_append (GTK_BOX (rail), naru_ui_heading (_ ("Coverage"), NULL));
  gtk_box_append (GTK_BOX (rail), self->coverage);
  gtk_widget_set_margin_start (rail, 18);
  gtk_widget_set_margin_end (rail, 18);
  gtk_widget_set_margin_top (rail, 12);
  gtk_widget_set_margin_bottom (rail, 18);
  scrolled = naru_ui_scrolled (rail);
  gtk_widget_set_size_request (scrolled, (int) (250 * MIN (naru_ui_text_scale (), 1.5)), -1);
  gtk_widget_set_hexpand (scrolled, FALSE);
  gtk_widget_add_css_class (scrolled, "pane-rail");
  return scrolled;
}

/**
 * naru_outreach_page_new:
 *
 * Returns: (transfer floating): the place of outreach
 */
GtkWidget *
naru_outreach_page_new (NaruDesk *desk)
{
  NaruOutreachPage *self = g_object_new (NARU_TYPE_OUTREACH_PAGE, NULL);
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = naru_pane_bar_new (C_ ("window", "Outreach"), NARU_PANE_FIRST | NARU_PANE_LAST);
  GtkWidget *filters = g_object_new (NARU_TYPE_FILTER_BAR, NULL);
  GtkWidget *filter_line = gtk_scrolled_window_new ();

  self->desk = g_object_ref (desk);
  self->source = naru_list_source_new (desk, naru_type_spec_find ("employer"));
  naru_list_source_set_view (self->source, "all");
  naru_filter_bar_set_source (NARU_FILTER_BAR (filters), self->source);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (filter_line), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (filter_line), filters);
  gtk_widget_set_margin_start (filter_line, 12);
  gtk_widget_set_margin_end (filter_line, 12);
  self->mine = gtk_toggle_button_new_with_label (_ ("Mine alone"));
  gtk_widget_add_css_class (self->mine, "flat");
  g_signal_connect_swapped (self->mine, "toggled", G_CALLBACK (mine_cb), self);
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), self->mine);
  self->board = naru_board_new (get_stages ());
  g_signal_connect_swapped (self->board, "moved", G_CALLBACK (moved_cb), self);
  self->flap = ADW_FLAP (adw_flap_new ());
  self->beside = gtk_toggle_button_new ();
  /* where the columns leave no room for it, the rail waits behind a button */
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_content (self->flap, self->board);
  adw_flap_set_flap (self->flap, make_rail (self));
  adw_flap_set_reveal_flap (self->flap, TRUE);
  gtk_button_set_icon_name (GTK_BUTTON (self->beside), "sidebar-show-right-symbolic");
  gtk_widget_add_css_class (self->beside, "flat");
  naru_ui_name (self->beside, _ ("Calls and coverage"));
  g_object_bind_property (self->flap, "reveal-flap", self->beside, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  gtk_widget_set_visible (self->beside, FALSE);
  g_signal_connect_object (self->flap, "notify::folded", G_CALLBACK (fold_soon_cb), self,
                           G_CONNECT_SWAPPED);
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), self->beside);
  gtk_widget_set_vexpand (GTK_WIDGET (self->flap), TRUE);
  gtk_box_append (GTK_BOX (all), bar);
  gtk_box_append (GTK_BOX (all), filter_line);
  gtk_box_append (GTK_BOX (all), GTK_WIDGET (self->flap));
  g_signal_connect_object (self->source, "criteria", G_CALLBACK (criteria_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (all, "pane-page");
  adw_bin_set_child (ADW_BIN (self), all);
  g_signal_connect_object (naru_desk_get_store (desk), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (map_cb), NULL);
  return GTK_WIDGET (self);
}
