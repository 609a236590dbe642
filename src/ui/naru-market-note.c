/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */

#include "naru-market-note.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-reading.h"
#include "naru-vocabulary.h"

#define KEY "naru-market-note"

typedef struct
{
  NaruReading reading;
  NaruMarketSay say;
} Note;

static void
note_free (gpointer data)
{
  naru_reading_clear (&((Note *) data)->reading);
  g_free (data);
}

/* What is published on an occupation where the record @whose is from, in one line; NULL where nothing is known. */
static char *
find_line (NaruStore *store, const char *occupation, NaruRecord *whose)
{
  g_autoptr (GPtrArray) figures = naru_market_find (
      store, occupation, whose != NULL ? naru_record_get (whose, "region") : NULL, NULL);

  return figures != NULL ? naru_market_say (figures) : NULL;
}

/**
 * naru_market_note_read_plan:
 * @store: the store; may be one that only reads, on another thread
 * @plan: (nullable): a plan
 * @jobseeker: id of the person, whose district counts
 *
 * Returns: (transfer full) (nullable): what is published on each occupation that the goals aim at, a line for each; %NULL where
 * nothing is known
 */
char *
naru_market_note_read_plan (NaruStore *store, NaruRecord *plan, const char *jobseeker)
{
  g_autoptr (NaruRecord) person = naru_store_get (store, jobseeker, NULL);
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GString *out = g_string_new (NULL);
  guint n_goals = plan != NULL ? naru_record_get_length (plan, "goals") : 0;

  for (guint i = 0; i < n_goals; i++)
    {
      char *occupation = naru_record_get_element (plan, "goals", i, "occupation");
      g_autofree char *line = NULL;
      const char *label;

      if (occupation == NULL || !g_hash_table_add (told, occupation))
        continue;
      label = naru_vocabulary_label (naru_vocabulary_get ("isco08"), occupation);
      line = find_line (store, occupation, person);
      if (line == NULL)
        continue;
      g_string_append (out, out->len > 0 ? "\n" : "");
      /* Translators: an occupation, and published figures with their sources */
      g_string_append_printf (out, _ ("Labour market, %1$s: %2$s"),
                              label != NULL ? label : occupation, line);
    }
  return g_string_free (out, out->len == 0);
}

/* @key: an occupation, a space, and the id of the record whose district it is about. No line is an answer, too. */
static gpointer
read_line (NaruDesk *reader, const char *key, gconstpointer context, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_auto (GStrv) parts = g_strsplit (key, " ", 2);
  g_autoptr (NaruRecord) whose = naru_store_get (store, parts[1], NULL);
  g_autofree char *line = find_line (store, parts[0], whose);

  /* Translators: %s lists published figures with their sources */
  return line != NULL ? g_strdup_printf (_ ("Labour market: %s"), line) : g_strdup ("");
}

static void
show_line (GtkWidget *widget, const char *key, gpointer line, gboolean other)
{
  Note *note = g_object_get_data (G_OBJECT (widget), KEY);

  note->say (widget, *(const char *) line != '\0' ? line : NULL);
}

/**
 * naru_market_note_show:
 * @widget: where the line stands
 * @occupation: (nullable): code of an occupation
 * @whose: id of the jobseeker or vacancy, whose district counts
 * @say: puts the line there, soon
 *
 * Reads off the main loop what is published on the labour market of an occupation, and says it in @widget.
 */
void
naru_market_note_show (GtkWidget *widget, NaruDesk *desk, const char *occupation, const char *whose,
                       NaruMarketSay say)
{
  Note *note = g_object_get_data (G_OBJECT (widget), KEY);
  g_autofree char *key = g_strdup_printf ("%s %s", occupation != NULL ? occupation : "", whose);

  if (note == NULL)
    {
      note = g_new0 (Note, 1);
      g_object_set_data_full (G_OBJECT (widget), KEY, note, note_free);
    }
  note->say = say;
  if (g_strcmp0 (note->reading.shown, key) == 0)
    return;
  naru_reading_clear (&note->reading);
  if (occupation == NULL)
    say (widget, NULL);
  else
    naru_reading_start (&note->reading, widget, desk, key, read_line, NULL, show_line, g_free);
}

static void
say_in_form (GtkWidget *form, const char *line)
{
  naru_form_set_note (NARU_FORM (form), "occupation", line);
}

/**
 * naru_market_note_show_in_form:
 * @form: a form with the field of the occupation
 * @typed: what is typed in it, of a record that is saved
 *
 * Says the line below the occupation.
 */
void
naru_market_note_show_in_form (NaruForm *form, NaruDesk *desk, NaruRecord *typed)
{
  naru_market_note_show (GTK_WIDGET (form), desk, naru_record_get (typed, "occupation"),
                         naru_record_get_id (typed), say_in_form);
}
