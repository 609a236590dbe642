/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What this centre's own vacancies for an occupation asked and paid: a start for the next one, with how many stand behind it
 * and how old they are. */
#include "naru-casework-private.h"

#include <string.h>

#include "naru-query.h"

/* A requirement that fewer vacancies asked for says nothing of the occupation. */
#define LEAST_ASKED 2
#define MOST_ASKED 8

/**
 * naru_past_vacancies_free:
 *
 * Frees it.
 */
void
naru_past_vacancies_free (NaruPastVacancies *self)
{
  if (self == NULL)
    return;
  g_free (self->currency);
  g_free (self->per);
  g_free (self->oldest);
  g_free (self->newest);
  g_ptr_array_unref (self->asked);
  g_free (self);
}

static void
asked_free (gpointer data)
{
  NaruAsked *asked = data;

  g_free (asked->text);
  g_free (asked);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* The value that a share of the sorted numbers lies below, between two of them by their distance: the method that R calls 7
 * and spreadsheets use (Hyndman and Fan 1996, The American Statistician 50:361). */
static double
quantile (GArray *numbers, double share)
{
  double place = share * (numbers->len - 1);
  guint below = (guint) place;
  double low = g_array_index (numbers, double, below);
  double high = g_array_index (numbers, double, MIN (below + 1, numbers->len - 1));

  return low + (place - below) * (high - low);
}

/* Pay in the middle of what was offered; FALSE if there is none. @kind: "KRW/hour" */
static gboolean
read_pay (NaruRecord *vacancy, double *pay, char **kind)
{
  g_autofree char *from = naru_record_get_member (vacancy, "payMin", "amount");
  g_autofree char *to = naru_record_get_member (vacancy, "payMax", "amount");
  const char *field = from != NULL ? "payMin" : "payMax";
  g_autofree char *currency = naru_record_get_member (vacancy, field, "currency");
  g_autofree char *per = naru_record_get_member (vacancy, field, "per");

  if ((from == NULL && to == NULL) || currency == NULL || per == NULL)
    return FALSE;
  *pay = g_ascii_strtod (from != NULL ? from : to, NULL);
  if (from != NULL && to != NULL)
    *pay = (*pay + g_ascii_strtod (to, NULL)) / 2;
  *kind = g_strdup_printf ("%s/%s", currency, per);
  return TRUE;
}

/* Amounts of different kinds cannot be compared: those of the commonest are taken. */
static void
sum_up_pay (NaruPastVacancies *past, GHashTable *pays)
{
  GHashTableIter iter;
  gpointer kind, numbers;
  const char *commonest = NULL;
  GArray *most = NULL;

  g_hash_table_iter_init (&iter, pays);
  while (g_hash_table_iter_next (&iter, &kind, &numbers))
    if (most == NULL || ((GArray *) numbers)->len > most->len
        || (((GArray *) numbers)->len == most->len && strcmp (kind, commonest) < 0))
      {
        most = numbers;
        commonest = kind;
      }
  if (most == NULL)
    return;
  g_array_sort (most, compare_numbers);
  past->n_paid = most->len;
  past->low = quantile (most, .25);
  past->middle = quantile (most, .5);
  past->high = quantile (most, .75);
  past->currency = g_strndup (commonest, strcspn (commonest, "/"));
  past->per = g_strdup (strchr (commonest, '/') + 1);
}

static int
compare_asked (gconstpointer a, gconstpointer b)
{
  const NaruAsked *first = *(const NaruAsked *const *) a;
  const NaruAsked *second = *(const NaruAsked *const *) b;

  return first->times != second->times ? (int) second->times - (int) first->times
                                       : strcmp (first->text, second->text);
}

static void
sum_up_requirements (NaruPastVacancies *past, GHashTable *requirements)
{
  GHashTableIter iter;
  gpointer text, asked;

  g_hash_table_iter_init (&iter, requirements);
  while (g_hash_table_iter_next (&iter, &text, &asked))
    if (((NaruAsked *) asked)->times >= LEAST_ASKED)
      {
        NaruAsked *copy = g_new0 (NaruAsked, 1);

        *copy = *(NaruAsked *) asked;
        copy->text = g_strdup (text);
        g_ptr_array_add (past->asked, copy);
      }
  g_ptr_array_sort (past->asked, compare_asked);
  g_ptr_array_set_size (past->asked, (int) MIN (past->asked->len, MOST_ASKED));
}

static void
add_requirements (GHashTable *requirements, NaruRecord *vacancy)
{
  g_autoptr (GHashTable) here = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < naru_record_get_length (vacancy, "requirements"); i++)
    {
      g_autofree char *need = naru_record_get_element (vacancy, "requirements", i, "need");
      char *text = naru_record_get_element (vacancy, "requirements", i, "text");
      NaruAsked *asked;

      if (text == NULL || !g_hash_table_add (here, text))
        continue;
      asked = g_hash_table_lookup (requirements, text);
      if (asked == NULL)
        {
          asked = g_new0 (NaruAsked, 1);
          g_hash_table_insert (requirements, g_strdup (text), asked);
        }
      asked->times++;
      if (g_strcmp0 (need, "essential") == 0)
        asked->essential++;
    }
}

static void
add_pay (GHashTable *pays, NaruRecord *vacancy)
{
  g_autofree char *kind = NULL;
  GArray *numbers;
  double pay;

  if (!read_pay (vacancy, &pay, &kind))
    return;
  numbers = g_hash_table_lookup (pays, kind);
  if (numbers == NULL)
    {
      numbers = g_array_new (FALSE, FALSE, sizeof (double));
      g_hash_table_insert (pays, g_strdup (kind), numbers);
    }
  g_array_append_val (numbers, pay);
}

static void
add_day (NaruPastVacancies *past, NaruRecord *vacancy)
{
  const char *published = naru_record_get (vacancy, "publishedOn");
  const char *created = naru_record_get (vacancy, "createdAt");
  g_autofree char *day = published != NULL ? g_strdup (published)
                         : created != NULL ? g_strndup (created, 10)
                                           : NULL;

  if (day == NULL)
    return;
  if (past->oldest == NULL || strcmp (day, past->oldest) < 0)
    {
      g_free (past->oldest);
      past->oldest = g_strdup (day);
    }
  if (past->newest == NULL || strcmp (day, past->newest) > 0)
    {
      g_free (past->newest);
      past->newest = g_strdup (day);
    }
}

/**
 * naru_vacancy_read_past:
 * @store: the store; may be one that only reads, on another thread
 * @occupation: code of the occupation
 * @except: (nullable): id of the vacancy that is being drafted
 * @error: return location for an error
 *
 * Reads what the centre's vacancies of that occupation asked and paid, whatever became of them. Of a range of pay the middle
 * counts.
 *
 * Returns: (transfer full) (nullable): the summary; free with naru_past_vacancies_free()
 */
NaruPastVacancies *
naru_vacancy_read_past (NaruStore *store, const char *occupation, const char *except,
                        GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new ("vacancy");
  g_autoptr (GHashTable) pays
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) requirements
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GPtrArray) found = NULL;
  NaruPastVacancies *past;

  naru_query_add_filter (query, "occupation", NARU_FILTER_IS, occupation);
  found = naru_store_find (store, query, error);
  if (found == NULL)
    return NULL;
  past = g_new0 (NaruPastVacancies, 1);
  past->asked = g_ptr_array_new_with_free_func (asked_free);
  for (guint i = 0; i < found->len; i++)
    {
      NaruRecord *vacancy = g_ptr_array_index (found, i);

      if (g_strcmp0 (naru_record_get_id (vacancy), except) == 0)
        continue;
      past->n++;
      add_pay (pays, vacancy);
      add_requirements (requirements, vacancy);
      add_day (past, vacancy);
    }
  sum_up_pay (past, pays);
  sum_up_requirements (past, requirements);
  return past;
}
