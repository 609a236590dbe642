/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The checklist of co-operation: what a partner and the centre settle before they work with one person. */
#include "naru-casework-private.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-words.h"

#define RESOURCE "/io/github/naru/Naru/partners/co-operation.tsv"

enum
{
  ID,
  POINT_EN,
  POINT_KO,
  POINT_FR,
  N_COLUMNS
};

typedef struct
{
  NaruCommand *command;
  const char *partner;
  GHashTable *known; /* points that stand there */
  gboolean some;
} Points;

static void
add_point (Points *self, const char *id, const char *point)
{
  if (id == NULL || point == NULL || !g_hash_table_add (self->known, g_strdup (point)))
    return;
  naru_command_set_element (self->command, self->partner, "protocol", id, "point", point);
  self->some = TRUE;
}

/* The centre's own, from its templates of the kind "checklist"; whether it has any. */
static gboolean
add_own (Points *self, NaruDesk *desk)
{
  g_autoptr (NaruQuery) query = naru_query_new ("template");
  g_autoptr (GPtrArray) lists = NULL;
  gboolean has_own = FALSE;

  naru_query_add_filter (query, "kind", NARU_FILTER_IS, "checklist");
  naru_query_set_order (query, "name", FALSE);
  lists = naru_store_find (naru_desk_get_store (desk), query, NULL);
  for (guint i = 0; lists != NULL && i < lists->len; i++)
    {
      NaruRecord *list = g_ptr_array_index (lists, i);
      guint length = naru_record_get_length (list, "steps");

      for (guint j = 0; j < length; j++)
        {
          g_autofree char *step = naru_record_get_element (list, "steps", j, "id");
          g_autofree char *point = naru_record_get_element (list, "steps", j, "title");
          /* two lists may number their steps alike */
          g_autofree char *id = g_strdup_printf ("%s %s", naru_record_get_id (list), step);

          add_point (self, id, point);
          has_own = TRUE;
        }
    }
  return has_own;
}

static void
add_usual (Points *self)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", -1);

      if (lines[i][0] != '#' && g_strv_length (cells) == N_COLUMNS)
        {
          const NaruWords words = { cells[POINT_EN], cells[POINT_KO], cells[POINT_FR] };

          add_point (self, cells[ID], naru_words_get (&words, NULL));
        }
    }
}

/**
 * naru_partner_take_checklist:
 * @desk: a desk
 * @partner: id of a partner organisation
 * @error: return location for an error
 *
 * Puts the points of the centre's checklists, or those that come with the program where it has none, into the list of
 * what is to be settled with a partner. What stands there stays as it is.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED where all of them stand there already
 */
NaruCommand *
naru_partner_take_checklist (NaruDesk *desk, const char *partner, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, partner, "organisation", error);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;
  Points points = { NULL, partner, known, FALSE };

  if (record == NULL)
    return NULL;
  for (guint i = 0; i < naru_record_get_length (record, "protocol"); i++)
    g_hash_table_add (known, naru_record_get_element (record, "protocol", i, "point"));
  label = g_strdup_printf (_ ("Checklist of %s"), naru_record_get_title (record));
  command = naru_command_new (label);
  points.command = command;
  if (!add_own (&points, desk))
    add_usual (&points);
  if (!points.some)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("All points of the checklist are there already."));
      return NULL;
    }
  return g_steal_pointer (&command);
}
