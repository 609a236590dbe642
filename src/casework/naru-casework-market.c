/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published figures that matter for one occupation in one district. */
#include "naru-casework.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-vocabulary.h"

/* How near a figure is to what is asked: the nearer occupation counts before the nearer district. */
#define OCCUPATION_WEIGHT 10

/* @code and what stands above it in its vocabulary, separated as a filter wants it. */
static char *
list_upwards (const char *vocabulary, const char *code)
{
  NaruVocabulary *terms = naru_vocabulary_get (vocabulary);
  GString *codes = g_string_new (code);

  for (code = naru_vocabulary_parent (terms, code); code != NULL;
       code = naru_vocabulary_parent (terms, code))
    g_string_append_printf (codes, "\037%s", code);
  return g_string_free (codes, FALSE);
}

/* How many steps up from @code the code of the figure is; -1 where it is about something else. */
static int
count_steps (const char *vocabulary, const char *code, const char *its)
{
  NaruVocabulary *terms = naru_vocabulary_get (vocabulary);
  int steps = 0;

  for (; code != NULL; code = naru_vocabulary_parent (terms, code), steps++)
    if (g_strcmp0 (code, its) == 0)
      return steps;
  return its == NULL ? steps : -1;
}

static int
get_distance (NaruRecord *figure, const char *occupation, const char *region)
{
  int up = count_steps ("isco08", occupation, naru_record_get (figure, "occupation"));
  int away = count_steps ("regions", region, naru_record_get (figure, "region"));

  return up < 0 || away < 0 ? -1 : up * OCCUPATION_WEIGHT + away;
}

static gboolean
is_newer (NaruRecord *figure, NaruRecord *than)
{
  int order
      = g_strcmp0 (naru_record_get (figure, "publishedOn"), naru_record_get (than, "publishedOn"));

  if (order == 0)
    order = g_strcmp0 (naru_record_get (figure, "period"), naru_record_get (than, "period"));
  return order > 0;
}

static gint
compare_kinds (gconstpointer a, gconstpointer b)
{
  NaruVocabulary *kinds = naru_vocabulary_get ("market-figure");
  NaruRecord *first = *(NaruRecord *const *) a;
  NaruRecord *second = *(NaruRecord *const *) b;

  return naru_vocabulary_position (kinds, naru_record_get (first, "figure"))
         - naru_vocabulary_position (kinds, naru_record_get (second, "figure"));
}

/**
 * naru_market_find:
 * @store: the store; may be one that only reads, on another thread
 * @occupation: code of an occupation
 * @region: (nullable): code of a district
 * @error: return location for an error
 *
 * Finds the published figures on an occupation: of each kind the one whose occupation and district are nearest, upwards, to
 * those that are asked for, and of several such the newest.
 *
 * Returns: (transfer full) (nullable) (element-type NaruRecord): the figures, in the order of their kinds
 */
GPtrArray *
naru_market_find (NaruStore *store, const char *occupation, const char *region, GError **error)
{
  g_autofree char *occupations = list_upwards ("isco08", occupation);
  g_autoptr (NaruQuery) query = naru_query_new ("marketFigure");
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GHashTable) best = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *found;
  GHashTableIter iter;
  gpointer figure;

  naru_query_add_filter (query, "occupation", NARU_FILTER_IS, occupations);
  all = naru_store_find (store, query, error);
  if (all == NULL)
    return NULL;
  for (guint i = 0; i < all->len; i++)
    {
      NaruRecord *one = g_ptr_array_index (all, i);
      const char *kind = naru_record_get (one, "figure");
      NaruRecord *known = kind != NULL ? g_hash_table_lookup (best, kind) : NULL;
      int distance = get_distance (one, occupation, region);
      int least = known != NULL ? get_distance (known, occupation, region) : G_MAXINT;

      if (kind != NULL && distance >= 0
          && (distance < least || (distance == least && is_newer (one, known))))
        g_hash_table_insert (best, (gpointer) kind, one);
    }
  found = g_ptr_array_new_with_free_func (g_object_unref);
  g_hash_table_iter_init (&iter, best);
  while (g_hash_table_iter_next (&iter, NULL, &figure))
    g_ptr_array_add (found, g_object_ref (figure));
  g_ptr_array_sort (found, compare_kinds);
  return found;
}

static char *
say_source (NaruRecord *figure)
{
  return g_strdup_printf ("%s, %s", naru_record_get (figure, "source"),
                          naru_record_get (figure, "period"));
}

static void
say_figure (GString *out, NaruRecord *figure)
{
  gboolean other = g_strcmp0 (naru_record_get (figure, "figure"), "other") == 0;
  g_autofree char *kind
      = other ? g_strdup (naru_record_get_title (figure)) : naru_record_format (figure, "figure");
  g_autofree char *value = naru_record_format (figure, "value");
  const char *unit = naru_record_get (figure, "unit");

  g_string_append_printf (out, _ ("%1$s: %2$s"), kind, value);
  if (unit != NULL)
    g_string_append_printf (out, " %s", unit);
}

/**
 * naru_market_say:
 * @figures: (element-type NaruRecord): what naru_market_find() found
 *
 * Returns: (transfer full) (nullable): the figures in one line, each source with its period after what is from it; %NULL
 * where there is none
 */
char *
naru_market_say (GPtrArray *figures)
{
  GString *out;

  if (figures->len == 0)
    return NULL;
  out = g_string_new (NULL);
  for (guint i = 0; i < figures->len; i++)
    {
      g_autofree char *source = say_source (figures->pdata[i]);
      g_autofree char *next = i + 1 < figures->len ? say_source (figures->pdata[i + 1]) : NULL;

      if (i > 0)
        g_string_append (out, " · ");
      say_figure (out, figures->pdata[i]);
      if (g_strcmp0 (source, next) != 0)
        g_string_append_printf (out, " (%s)", source);
    }
  return g_string_free (out, FALSE);
}
