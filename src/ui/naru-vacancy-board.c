/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board of vacancies. A card goes only where its vacancy can: what is missing is said, an agreement is recorded and a
 * withdrawal gets its reason in the panels that the page of a vacancy has for them. */

#include "naru-vacancy-board.h"

#include <glib/gi18n-lib.h>
#include "naru-board.h"
#include "naru-casework.h"
#include "naru-pane-bar.h"
#include "naru-query.h"
#include "naru-reading.h"
#include "naru-ui-util.h"
#include "naru-vacancy-panels.h"
#include "naru-vacancy-work.h"
#include "naru-window.h"

#define MOST_CARDS 50 /* what one looks through by eye; the list has the rest */
#define REFRESH_AFTER 400 /* ms: many changes come together */

struct _NaruVacancyBoard
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  GtkWidget *mine;
  GtkWidget *board;
  guint refresh_id;
};

G_DEFINE_FINAL_TYPE (NaruVacancyBoard, naru_vacancy_board, ADW_TYPE_BIN)

typedef struct
{
  GPtrArray *stages; /* of GPtrArray of NaruBoardCard */
  GArray *counts; /* of gint64 */
} Found;

static void
found_free (gpointer data)
{
  Found *self = data;

  g_ptr_array_unref (self->stages);
  g_array_unref (self->counts);
  g_free (self);
}

static NaruVocabulary *
get_stages (void)
{
  return naru_vocabulary_get ("vacancy-stage");
}

/* Reading */

static char *
say_note (NaruStore *store, NaruRecord *vacancy, const char *today)
{
  const char *id = naru_record_get (vacancy, "employer");
  const char *closes = naru_record_get (vacancy, "closesOn");
  g_autofree char *employer = id != NULL ? naru_store_get_title (store, id)
                                         : g_strdup (naru_record_get (vacancy, "employerName"));
  g_autofree char *day = closes != NULL ? naru_ui_format_day (closes, today) : NULL;
  /* Translators: the last day to apply */
  g_autofree char *until = day != NULL ? g_strdup_printf (_ ("until %s"), day) : NULL;

  if (employer == NULL)
    return g_steal_pointer (&until);
  return g_strjoin (", ", employer, until, NULL);
}

/* Why somebody should look at it: the employer waits for a call, or nobody was found for long. */
static char *
say_flag (NaruRecord *vacancy, const char *today)
{
  const char *call = naru_record_get (vacancy, "outreachDue");
  g_autofree char *day = NULL;

  if (naru_vacancy_is_bottleneck (vacancy, today) || naru_vacancy_is_past_closing (vacancy, today))
    return naru_vacancy_say_open (vacancy, today);
  if (!naru_record_get_boolean (vacancy, "supportNeeded"))
    return NULL;
  if (call == NULL)
    return g_strdup (_ ("Employer wants help"));
  day = naru_ui_format_day (call, today);
  return g_strdup_printf (_ ("Employer wants help, call by %s"), day);
}

static GPtrArray *
read_cards (NaruStore *store, NaruQuery *query, const char *today)
{
  GPtrArray *cards = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_board_card_free);
  g_autoptr (GPtrArray) found = NULL;

  naru_query_set_limit (query, MOST_CARDS);
  found = naru_store_find (store, query, NULL);
  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      NaruBoardCard *card = naru_board_card_new (naru_record_get_id (found->pdata[i]),
                                                 naru_record_get_title (found->pdata[i]));

      card->note = say_note (store, found->pdata[i], today);
      card->flag = say_flag (found->pdata[i], today);
      g_ptr_array_add (cards, card);
    }
  return cards;
}

/* @staff: whose drafts, "" for everybody's. */
static gpointer
read_board (NaruDesk *reader, const char *staff, gconstpointer context, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_autofree char *today = naru_desk_today (reader);
  Found *found = g_new0 (Found, 1);

  found->stages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  found->counts = g_array_new (FALSE, TRUE, sizeof (gint64));
  for (guint i = 0; i < naru_vocabulary_size (get_stages ()); i++)
    {
      g_autoptr (NaruQuery) query = naru_query_new ("vacancy");
      gint64 count;

      naru_query_add_filter (query, "stage", NARU_FILTER_IS,
                             naru_vocabulary_code_at (get_stages (), i));
      if (*staff != '\0')
        naru_query_add_filter (query, "drafter", NARU_FILTER_IS, staff);
      naru_query_set_order (query, "closesOn", FALSE);
      count = naru_store_count (store, query, NULL);
      g_array_append_val (found->counts, count);
      g_ptr_array_add (found->stages, read_cards (store, query, today));
    }
  return found;
}

static void
show_board (GtkWidget *widget, const char *staff, gpointer data, gboolean other)
{
  NaruVacancyBoard *self = NARU_VACANCY_BOARD (widget);
  const Found *found = data;

  for (guint i = 0; i < found->stages->len; i++)
    naru_board_fill (NARU_BOARD (self->board), i, found->stages->pdata[i],
                     g_array_index (found->counts, gint64, i));
}

static void
load (NaruVacancyBoard *self)
{
  const char *staff = naru_desk_get_staff (self->desk);
  gboolean mine = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->mine));

  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk,
                      mine && staff != NULL ? staff : "", read_board, NULL, show_board, found_free);
}

static gboolean
refresh_cb (gpointer data)
{
  NaruVacancyBoard *self = data;

  self->refresh_id = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    load (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (NaruVacancyBoard *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_AFTER, refresh_cb, self);
}

/* Moving */

static void
moved_cb (NaruVacancyBoard *self, const char *id, const char *stage)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruRecord) vacancy = naru_store_get (naru_desk_get_store (self->desk), id, &error);
  const char *const *next
      = vacancy != NULL ? naru_vacancy_next_stages (naru_record_get (vacancy, "stage")) : NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (window == NULL || vacancy == NULL
      || g_strcmp0 (naru_record_get (vacancy, "stage"), stage) == 0)
    return;
  if (g_strv_contains (next, stage) && g_str_equal (stage, "agreed"))
    naru_agreement_panel_show (window, vacancy);
  else if (g_strv_contains (next, stage) && g_str_equal (stage, "withdrawn"))
    naru_withdraw_panel_show (window, vacancy);
  else
    naru_window_run_or_tell (window, naru_vacancy_set_stage (self->desk, id, stage, NULL, &error),
                             &error);
}

/* The type */

static void
naru_vacancy_board_dispose (GObject *object)
{
  NaruVacancyBoard *self = NARU_VACANCY_BOARD (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  naru_reading_clear (&self->reading);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_vacancy_board_parent_class)->dispose (object);
}

static void
naru_vacancy_board_class_init (NaruVacancyBoardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_vacancy_board_dispose;
}

static void
naru_vacancy_board_init (NaruVacancyBoard *self)
{
}

/**
 * naru_vacancy_board_focus:
 * @id: (nullable): a vacancy
 *
 * Reads the board; the card of @id has the keyboard then, or the first.
 */
void
naru_vacancy_board_focus (GtkWidget *board, const char *id)
{
  NaruVacancyBoard *self = NARU_VACANCY_BOARD (board);

  naru_board_focus (NARU_BOARD (self->board), id);
  load (self);
}

/**
 * naru_vacancy_board_new:
 *
 * Returns: (transfer floating): the board; it reads when it is seen, and offers the list again
 */
GtkWidget *
naru_vacancy_board_new (NaruDesk *desk)
{
  NaruVacancyBoard *self = g_object_new (NARU_TYPE_VACANCY_BOARD, NULL);
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar
      = naru_pane_bar_new (naru_record_type_get_plural (naru_record_type_find ("vacancy")),
                           NARU_PANE_FIRST | NARU_PANE_LAST);
  GtkWidget *list = gtk_button_new_with_label (_ ("List"));
  GtkWidget *add = gtk_button_new_with_label (_ ("New vacancy"));

  self->desk = g_object_ref (desk);
  self->mine = gtk_toggle_button_new_with_label (_ ("Mine alone"));
  gtk_widget_add_css_class (self->mine, "flat");
  gtk_widget_add_css_class (list, "flat");
  gtk_widget_add_css_class (add, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (list), "workspace.board");
  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (add), "win.new");
  g_signal_connect_swapped (self->mine, "toggled", G_CALLBACK (load), self);
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), list);
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), self->mine);
  naru_pane_bar_pack_end (NARU_PANE_BAR (bar), add);
  self->board = naru_board_new (get_stages ());
  gtk_widget_set_vexpand (self->board, TRUE);
  g_signal_connect_swapped (self->board, "moved", G_CALLBACK (moved_cb), self);
  gtk_box_append (GTK_BOX (all), bar);
  gtk_box_append (GTK_BOX (all), self->board);
  gtk_widget_add_css_class (all, "pane-page");
  adw_bin_set_child (ADW_BIN (self), all);
  g_signal_connect_object (naru_desk_get_store (desk), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "map", G_CALLBACK (load), NULL);
  return GTK_WIDGET (self);
}
