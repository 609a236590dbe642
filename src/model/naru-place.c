/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of places and of the databases of a centre. They must hold what CouchDB allows in the name of a database: lower
 * case letters, digits, "-", beginning with a letter. */
#include "naru-place.h"

#include <string.h>

#include "naru-id.h"

#define LOG_SUFFIX "-log"
#define SLUG_MAX 40
#define CENTRE_MAX 40
#define HASH_LENGTH 10

/* [a-z0-9]([a-z0-9-]*[a-z0-9])?, and not what would end like the name of a history database */
static gboolean
is_slug (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= SLUG_MAX && text[0] != '-' && text[length - 1] != '-'
         && strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == length
         && strcmp (text, &LOG_SUFFIX[1]) != 0 && !g_str_has_suffix (text, LOG_SUFFIX);
}

/**
 * naru_place_slug:
 * @code: code of a team
 *
 * Returns: (transfer full): how the team is called in the names of databases: its code in lower case, or where a name of
 * a database cannot hold that, "x" and ten characters that are made from it
 */
char *
naru_place_slug (const char *code)
{
  g_autofree char *lower = NULL;
  g_autofree char *id = NULL;
  g_autofree char *hash = NULL;

  g_return_val_if_fail (code != NULL, NULL);

  lower = g_ascii_strdown (code, -1);
  if (is_slug (lower))
    return g_steal_pointer (&lower);
  id = naru_id_new_natural ("team", "team", code);
  hash = g_ascii_strdown (strchr (id, ':') + 1, HASH_LENGTH);
  return g_strconcat ("x", hash, NULL);
}

static gboolean
is_divided (NaruCircle circle)
{
  return circle == NARU_CIRCLE_CASES || circle == NARU_CIRCLE_SITUATION
         || circle == NARU_CIRCLE_PARTNER;
}

/**
 * naru_place_new:
 * @circle: a circle that lives on the server: neither %NARU_CIRCLE_OWN nor %NARU_CIRCLE_LOCAL
 * @team_or_organisation: (nullable): for cases and situation the code of the team, for a partner the id of the
 *   organisation; ignored for the others
 *
 * Returns: (transfer full) (nullable): the place; %NULL where @circle has none, or is divided and nothing says by what
 */
char *
naru_place_new (NaruCircle circle, const char *team_or_organisation)
{
  g_autofree char *part = NULL;

  if (circle == NARU_CIRCLE_OWN || circle == NARU_CIRCLE_LOCAL)
    return NULL;
  if (!is_divided (circle))
    return g_strdup (naru_circle_get_name (circle));
  if (team_or_organisation == NULL || *team_or_organisation == '\0')
    return NULL;
  if (circle == NARU_CIRCLE_PARTNER)
    {
      const char *colon = strchr (team_or_organisation, ':');

      part = g_ascii_strdown (colon != NULL ? colon + 1 : team_or_organisation, -1);
      if (!is_slug (part))
        return NULL;
    }
  else
    part = naru_place_slug (team_or_organisation);
  return g_strconcat (naru_circle_get_name (circle), "-", part, NULL);
}

/**
 * naru_place_get_circle:
 *
 * Returns: the circle whose documents live in @place; %NARU_CIRCLE_LOCAL if that is not the name of a place
 */
NaruCircle
naru_place_get_circle (const char *place)
{
  g_return_val_if_fail (place != NULL, NARU_CIRCLE_LOCAL);

  for (guint circle = NARU_CIRCLE_COMMON; circle <= NARU_CIRCLE_PARTNER; circle++)
    {
      const char *name = naru_circle_get_name (circle);
      gsize length = strlen (name);

      if (strncmp (place, name, length) != 0)
        continue;
      if (is_divided (circle) ? place[length] == '-' && is_slug (place + length + 1)
                              : place[length] == '\0')
        return circle;
    }
  return NARU_CIRCLE_LOCAL;
}

/**
 * naru_place_database:
 * @log: %TRUE for the companion database with the history
 *
 * Returns: (transfer full): the name of the database on the server
 */
char *
naru_place_database (const char *centre, const char *place, gboolean log)
{
  g_return_val_if_fail (centre != NULL && place != NULL, NULL);

  return g_strconcat (centre, "-", place, log ? LOG_SUFFIX : NULL, NULL);
}

/**
 * naru_place_from_database:
 * @database: name of a database, or any other text
 *
 * Returns: (transfer full) (nullable): the place of @centre whose documents that database holds, %NULL if it holds none
 */
char *
naru_place_from_database (const char *centre, const char *database)
{
  gsize length;

  g_return_val_if_fail (centre != NULL && database != NULL, NULL);

  length = strlen (centre);
  if (strncmp (database, centre, length) != 0 || database[length] != '-'
      || naru_place_get_circle (database + length + 1) == NARU_CIRCLE_LOCAL)
    return NULL;
  return g_strdup (database + length + 1);
}

/**
 * naru_centre_is_valid:
 *
 * Returns: whether @centre can be the name of a centre: a letter, then letters, digits and "-", in lower case, at most 40.
 * None of its words may be the name of a circle that is divided: "c1-cases" would have the database "c1-cases-common",
 * which the centre "c1" has for a team called "common".
 */
gboolean
naru_centre_is_valid (const char *centre)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (centre != NULL, FALSE);

  if (!g_ascii_islower (centre[0]) || strlen (centre) > CENTRE_MAX
      || centre[strspn (centre, "abcdefghijklmnopqrstuvwxyz0123456789-")] != '\0'
      || g_str_has_suffix (centre, "-"))
    return FALSE;
  words = g_strsplit (centre, "-", -1);
  for (guint circle = NARU_CIRCLE_COMMON; circle <= NARU_CIRCLE_PARTNER; circle++)
    if (is_divided (circle)
        && g_strv_contains ((const char *const *) words, naru_circle_get_name (circle)))
      return FALSE;
  return TRUE;
}
