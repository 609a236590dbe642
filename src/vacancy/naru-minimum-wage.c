/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Minimum wage by day: data/rules/minimum-wage.tsv. */
#include "naru-findings.h"

#include <gio/gio.h>
#include <string.h>

#define TABLE "/io/github/naru/Naru/rules/minimum-wage.tsv"

enum
{
  COLUMN_LAW,
  COLUMN_FROM,
  COLUMN_TO,
  COLUMN_AMOUNT,
  COLUMN_CURRENCY,
  COLUMN_SOURCE,
  N_COLUMNS,
};

static gpointer
read_table (gpointer data)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (TABLE, 0, NULL);

  return g_strsplit (bytes != NULL ? g_bytes_get_data (bytes, NULL) : "", "\n", -1);
}

/**
 * naru_minimum_wage:
 * @jurisdiction: "KR"
 * @on: "2026-11-22"
 * @source: (out) (optional) (transfer none): the notice that set it
 *
 * Returns: (transfer full) (nullable): amount and currency for an hour, "10320 KRW"; %NULL where the table has none for that day
 */
char *
naru_minimum_wage (const char *jurisdiction, const char *on, const char **source)
{
  static GOnce once = G_ONCE_INIT;
  char **lines = g_once (&once, read_table, NULL);

  for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (lines[i], "\t", N_COLUMNS);

      if (g_strv_length (columns) != N_COLUMNS || !g_str_equal (columns[COLUMN_LAW], jurisdiction)
          || strcmp (on, columns[COLUMN_FROM]) < 0 || strcmp (on, columns[COLUMN_TO]) > 0)
        continue;
      if (source != NULL)
        *source = g_intern_string (columns[COLUMN_SOURCE]);
      return g_strdup_printf ("%s %s", columns[COLUMN_AMOUNT], columns[COLUMN_CURRENCY]);
    }
  return NULL;
}
