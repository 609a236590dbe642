/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts a vacancy from an occupation: what people do there, what it takes, and what the centre's own vacancies asked and
 * paid. One looks for it by the words that people use, keeps what fits, and takes it over in one step. */

#include "naru-vacancy-panels.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "naru-casework.h"
#include "naru-guess-list.h"
#include "naru-local-pay.h"
#include "naru-profile.h"
#include "naru-reading.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

#define KEY "naru-occupation-panel"
#define MOST_HITS 30
#define MOST_OFFICIAL 8 /* of each classification */
#define MOST_SKILLS 12 /* of one kind: an occupation of ESCO has up to 130 */

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  char *vacancy;
  char *language;
  gboolean titled; /* the vacancy has a title that somebody gave it */
  GtkWidget *box;
  GtkWidget *search;
  GtkWidget *hits;
  GtkWidget *chosen;
  GtkWidget *title;
  GtkWidget *past;
  GtkWidget *list;
  NaruReading reading;
} Starting;

/* One hit: a profile, or an occupation of an official classification with the profile that comes nearest to it */
typedef struct
{
  const NaruProfile *profile;
  char *scheme;
  char *code;
  char *title;
  char *official; /* code in the official classification */
} Hit;

static void
hit_free (gpointer data)
{
  Hit *hit = data;

  g_free (hit->scheme);
  g_free (hit->code);
  g_free (hit->title);
  g_free (hit->official);
  g_free (hit);
}

static void
starting_free (gpointer data)
{
  Starting *starting = data;

  naru_reading_clear (&starting->reading);
  g_object_unref (starting->desk);
  g_free (starting->vacancy);
  g_free (starting->language);
  g_free (starting);
}

/* What past vacancies say */

static void
add_line (GtkWidget *box, const char *text, const char *css_classes)
{
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (text, css_classes));
}

static void
show_past (GtkWidget *widget, const char *id, gpointer found, gboolean other)
{
  Starting *starting = g_object_get_data (G_OBJECT (widget), KEY);
  const NaruPastVacancies *past = found;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *text = NULL;

  naru_ui_clear (starting->past);
  if (past->n == 0)
    {
      add_line (starting->past, _ ("This centre has had no vacancy for this occupation yet."),
                "caption dim-label");
      return;
    }
  from = naru_ui_format_date (past->oldest);
  to = naru_ui_format_date (past->newest);
  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u vacancy of this centre, %s to %s",
                                       "%u vacancies of this centre, %s to %s", past->n),
                          past->n, from, to);
  add_line (starting->past, text, "caption dim-label");
  if (past->n_paid > 0)
    {
      g_autofree char *low = naru_local_pay_say (past, past->low);
      g_autofree char *middle = naru_local_pay_say (past, past->middle);
      g_autofree char *high = naru_local_pay_say (past, past->high);
      g_autofree char *pay = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE,
                       "Half of them paid %s to %s, the middle one %s (%u with pay)",
                       "Half of them paid %s to %s, the middle one %s (%u with pay)", past->n_paid),
          low, high, middle, past->n_paid);

      add_line (starting->past, pay, NULL);
    }
  for (guint i = 0; i < past->asked->len; i++)
    {
      const NaruAsked *asked = past->asked->pdata[i];
      g_autofree char *line = g_strdup_printf (_ ("%s: asked for in %u, essential in %u"),
                                               asked->text, asked->times, asked->essential);

      add_line (starting->past, line, "caption");
    }
}

/* Choosing */

static const char *
field_of (NaruProfileKind kind)
{
  switch (kind)
    {
    case NARU_PROFILE_TASK:
      return "tasks";
    case NARU_PROFILE_REQUIREMENT:
      return "requirements";
    case NARU_PROFILE_SKILL:
      return "skills";
    case NARU_PROFILE_CONDITION:
      return "conditions";
    default:
      return "protection";
    }
}

/* What ESCO says that an occupation asks for: essential skills first. */
static void
add_skills (Starting *starting, const char *occupation, const char *relation, GPtrArray *guesses)
{
  NaruStore *store = naru_desk_get_store (starting->desk);
  g_autofree char *prefix = g_strdup_printf ("%s %s ", occupation, relation);
  g_auto (GStrv) codes = naru_store_list_classification (store, "esco-relations", prefix);
  gboolean essential = strcmp (relation, "essential") == 0;

  for (guint i = 0; codes[i] != NULL && i < MOST_SKILLS; i++)
    {
      g_autofree char *label
          = naru_store_get_classification_label (store, "esco-skills", codes[i] + strlen (prefix));

      if (label != NULL)
        g_ptr_array_add (guesses,
                         naru_guess_new ("skills", essential ? "essential" : "desirable", label));
    }
}

static GPtrArray *
make_guesses (Starting *starting, const Hit *hit)
{
  GPtrArray *guesses = g_ptr_array_new ();
  gboolean with_skills;

  if (!starting->titled)
    g_ptr_array_add (guesses, naru_guess_new ("title", NULL, hit->title));
  if (hit->scheme != NULL && strcmp (hit->scheme, "esco") != 0)
    g_ptr_array_add (guesses, naru_guess_new ("occupationLocal", NULL, hit->code));
  else if (hit->code != NULL)
    g_ptr_array_add (guesses, naru_guess_new ("occupation", NULL, hit->code));
  if (hit->scheme != NULL && strcmp (hit->scheme, "keco") == 0 && hit->profile != NULL)
    g_ptr_array_add (guesses, naru_guess_new ("occupation", NULL, hit->profile->occupation));
  if (g_strcmp0 (hit->scheme, "esco") == 0)
    {
      add_skills (starting, hit->official, "essential", guesses);
      add_skills (starting, hit->official, "optional", guesses);
    }
  with_skills = guesses->len > 0
                && g_str_equal (((NaruGuess *) guesses->pdata[guesses->len - 1])->field, "skills");
  if (hit->profile == NULL)
    return guesses;
  for (guint i = 0; i < hit->profile->lines->len; i++)
    {
      const NaruProfileLine *line = &g_array_index (hit->profile->lines, NaruProfileLine, i);
      const char *need
          = line->kind == NARU_PROFILE_SKILL || !line->essential ? "desirable" : "essential";
      gboolean asked = line->kind == NARU_PROFILE_SKILL || line->kind == NARU_PROFILE_REQUIREMENT;

      /* ESCO's own skills stand in the place of the profile's */
      if (line->kind == NARU_PROFILE_SKILL && with_skills)
        continue;
      g_ptr_array_add (guesses, naru_guess_new (field_of (line->kind), asked ? need : NULL,
                                                naru_profile_line_text (line, starting->language)));
    }
  if (hit->profile->hazards[0] != NULL)
    {
      g_autofree char *hazards = g_strjoinv (", ", hit->profile->hazards);

      g_ptr_array_add (guesses, naru_guess_new ("hazards", NULL, hazards));
    }
  return guesses;
}

static void
choose_cb (Starting *starting, GtkListBoxRow *row)
{
  const Hit *hit = g_object_get_data (G_OBJECT (row), "hit");
  const char *occupation;
  g_autofree char *key = NULL;

  naru_guess_list_set (NARU_GUESS_LIST (starting->list), make_guesses (starting, hit));
  gtk_label_set_text (GTK_LABEL (starting->title), hit->title);
  naru_ui_clear (starting->past);
  gtk_widget_set_visible (starting->hits, FALSE);
  gtk_widget_set_visible (starting->chosen, TRUE);
  naru_panel_focus_action (starting->panel);
  occupation = hit->scheme == NULL || strcmp (hit->scheme, "esco") == 0 ? hit->code
               : hit->profile != NULL                                   ? hit->profile->occupation
                                                                        : NULL;
  if (occupation == NULL)
    return;
  key = g_strdup_printf ("%s %s", occupation, starting->vacancy);
  naru_reading_start (&starting->reading, starting->box, starting->desk, key, naru_local_pay_read,
                      NULL, show_past, (GDestroyNotify) naru_past_vacancies_free);
}

/* Looking */

static void
add_hit (Starting *starting, Hit *hit, const char *note)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (hit->title, NULL));
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (note, "caption dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "hit", hit, hit_free);
  gtk_list_box_append (GTK_LIST_BOX (starting->hits), row);
}

static void
add_profile (Starting *starting, const NaruProfile *profile)
{
  Hit *hit = g_new0 (Hit, 1);
  g_autofree char *note = g_strdup_printf (
      "%s %s", profile->occupation,
      naru_vocabulary_label (naru_vocabulary_get ("isco08"), profile->occupation));

  hit->profile = profile;
  hit->code = g_strdup (profile->occupation);
  hit->title = g_strdup (naru_profile_title (profile, starting->language));
  add_hit (starting, hit, note);
}

/* The profile of the same title, else the first of the same group of ISCO; NULL if there is none. A title of KECO is looked
 * for by its parts: 용접기 조작원, 용접원·용단원. */
static const NaruProfile *
find_profile (const char *title, const char *group)
{
  g_auto (GStrv) words = g_strsplit_set (title, " ·,()", -1);
  g_autoptr (GPtrArray) found = naru_profile_search (title);

  for (guint i = 0; found->len == 0 && group == NULL && words[i] != NULL; i++)
    if (g_utf8_strlen (words[i], -1) > 1)
      {
        g_ptr_array_unref (found);
        found = naru_profile_search (words[i]);
      }
  for (guint i = 0; i < found->len; i++)
    if (group == NULL || g_str_equal (((const NaruProfile *) found->pdata[i])->occupation, group))
      return found->pdata[i];
  for (guint i = 0; group != NULL && i < naru_profile_count (); i++)
    if (g_str_equal (naru_profile_at (i)->occupation, group))
      return naru_profile_at (i);
  return NULL;
}

static void
add_official (Starting *starting, const char *scheme, const char *name, const char *text)
{
  NaruStore *store = naru_desk_get_store (starting->desk);
  g_auto (GStrv) codes = naru_store_search_classification (store, scheme, text, MOST_OFFICIAL);

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    {
      Hit *hit = g_new0 (Hit, 1);
      g_autofree char *note = g_strdup_printf ("%s %s", name, codes[i]);

      hit->scheme = g_strdup (scheme);
      hit->official = g_strdup (codes[i]);
      /* ESCO's codes begin with the group of ISCO that they belong to: 7212.3 */
      hit->code = strcmp (scheme, "esco") == 0 ? g_strndup (codes[i], 4) : g_strdup (codes[i]);
      hit->title = naru_store_get_classification_label (store, scheme, codes[i]);
      if (hit->title == NULL)
        hit->title = g_strdup (codes[i]);
      hit->profile = find_profile (hit->title, strcmp (scheme, "esco") == 0 ? hit->code : NULL);
      add_hit (starting, hit, note);
    }
}

static void
search_cb (Starting *starting)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (starting->search));
  g_autoptr (GPtrArray) found = naru_profile_search (text);

  naru_ui_clear (starting->hits);
  for (guint i = 0; i < MIN (found->len, MOST_HITS); i++)
    add_profile (starting, found->pdata[i]);
  if (*text != '\0')
    {
      add_official (starting, "esco", "ESCO", text);
      add_official (starting, "keco", "KECO", text);
    }
  gtk_widget_set_visible (starting->hits, TRUE);
  gtk_widget_set_visible (starting->chosen, FALSE);
}

static void
first_cb (Starting *starting)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (starting->hits), 0);

  if (row != NULL && gtk_widget_get_visible (starting->hits))
    choose_cb (starting, row);
}

static void
take_over_cb (Starting *starting)
{
  g_autoptr (GPtrArray) kept = naru_guess_list_get_kept (NARU_GUESS_LIST (starting->list));
  g_autoptr (GError) error = NULL;
  NaruCommand *command;

  if (!gtk_widget_get_visible (starting->chosen))
    {
      first_cb (starting);
      return;
    }
  command = naru_advert_fill (starting->desk, starting->vacancy, kept, NULL,
                              _ ("Start from an occupation"), &error);
  if (command == NULL)
    naru_panel_set_message (starting->panel, error->message);
  else
    naru_panel_run_and_close (starting->panel, command);
}

static void
build_chosen (Starting *starting)
{
  starting->chosen = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  starting->title = naru_ui_wrapped_label ("", "heading");
  starting->past = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  naru_ui_add_classes (starting->past, "strip");
  starting->list = naru_guess_list_new ();
  gtk_box_append (GTK_BOX (starting->chosen), starting->title);
  gtk_box_append (GTK_BOX (starting->chosen), starting->past);
  gtk_box_append (
      GTK_BOX (starting->chosen),
      naru_ui_wrapped_label (
          _ ("Take the tick off what does not fit. Alt+Up and Alt+Down change the order."),
          "caption dim-label"));
  gtk_box_append (GTK_BOX (starting->chosen), starting->list);
  gtk_widget_set_visible (starting->chosen, FALSE);
}

/**
 * naru_occupation_panel_show:
 * @window: the window
 * @vacancy: the vacancy that is filled in
 *
 * Opens the panel that starts a vacancy from an occupation.
 */
void
naru_occupation_panel_show (NaruWindow *window, NaruRecord *vacancy)
{
  Starting *starting = g_new0 (Starting, 1);
  const char *language = naru_record_get (vacancy, "language");

  starting->desk = g_object_ref (naru_window_get_desk (window));
  starting->vacancy = g_strdup (naru_record_get_id (vacancy));
  starting->language = g_strdup (language != NULL ? language : g_get_language_names ()[0]);
  starting->titled = naru_record_has (vacancy, "title");
  starting->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  starting->search = gtk_search_entry_new ();
  naru_ui_name (starting->search, _ ("Occupation"));
  g_object_set (starting->search, "placeholder-text", _ ("welder, 용접, cook"), NULL);
  starting->hits = gtk_list_box_new ();
  naru_ui_add_classes (starting->hits, "choices");
  naru_ui_name (starting->hits, _ ("Occupations"));
  build_chosen (starting);
  gtk_box_append (GTK_BOX (starting->box), starting->search);
  gtk_box_append (GTK_BOX (starting->box), starting->hits);
  gtk_box_append (GTK_BOX (starting->box), starting->chosen);
  g_object_set_data_full (G_OBJECT (starting->box), KEY, starting, starting_free);
  g_signal_connect_swapped (starting->search, "search-changed", G_CALLBACK (search_cb), starting);
  g_signal_connect_swapped (starting->search, "activate", G_CALLBACK (first_cb), starting);
  g_signal_connect_swapped (starting->hits, "row-activated", G_CALLBACK (choose_cb), starting);
  starting->panel = naru_panel_show (window, _ ("Start from an occupation"), starting->box);
  naru_panel_set_action (starting->panel, _ ("Take over"), G_CALLBACK (take_over_cb), starting);
  search_cb (starting);
  gtk_widget_grab_focus (starting->search);
}

/**
 * naru_vacancy_start_new:
 *
 * Returns: (transfer floating): what a vacancy in which nothing is written yet can start from
 */
GtkWidget *
naru_vacancy_start_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *occupation = gtk_button_new_with_label (_ ("Start from an occupation"));
  GtkWidget *paste = gtk_button_new_with_label (_ ("Take an advertisement apart"));

  GtkWidget *help = gtk_button_new_from_icon_name ("help-about-symbolic");

  naru_ui_add_classes (help, "flat");
  naru_ui_set_tooltip (help, _ ("How to draft a vacancy"));
  naru_ui_name (help, _ ("How to draft a vacancy"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (help), "vacancy.help");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (occupation), "vacancy.start");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (paste), "vacancy.paste");
  gtk_box_append (GTK_BOX (box), occupation);
  gtk_box_append (GTK_BOX (box), paste);
  gtk_box_append (GTK_BOX (box), help);
  return box;
}
