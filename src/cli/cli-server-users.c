/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of accounts for server-setup: one row a person. */
#include "cli-server.h"

#include "naru-csv.h"
#include "naru-decode.h"
#include "naru-error.h"
#include "naru-field.h"
#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum
{
  COLUMN_USER,
  COLUMN_NAME,
  COLUMN_ROLE,
  COLUMN_TEAM,
  COLUMN_PARTNER,
  COLUMN_PASSWORD,
  N_COLUMNS,
} Column;

/* Headings, in small letters and without spaces. */
static const struct
{
  const char *heading;
  Column column;
} headings[] = {
  { "user", COLUMN_USER },
  { "username", COLUMN_USER },
  { "아이디", COLUMN_USER },
  { "사용자이름", COLUMN_USER },
  { "utilisateur", COLUMN_USER },
  { "name", COLUMN_NAME },
  { "displayname", COLUMN_NAME },
  { "이름", COLUMN_NAME },
  { "성명", COLUMN_NAME },
  { "nom", COLUMN_NAME },
  { "role", COLUMN_ROLE },
  { "roles", COLUMN_ROLE },
  { "역할", COLUMN_ROLE },
  { "rôle", COLUMN_ROLE },
  { "team", COLUMN_TEAM },
  { "teams", COLUMN_TEAM },
  { "팀", COLUMN_TEAM },
  { "équipe", COLUMN_TEAM },
  { "partner", COLUMN_PARTNER },
  { "partners", COLUMN_PARTNER },
  { "기관", COLUMN_PARTNER },
  { "partenaire", COLUMN_PARTNER },
  { "password", COLUMN_PASSWORD },
  { "비밀번호", COLUMN_PASSWORD },
  { "motdepasse", COLUMN_PASSWORD },
};

/* Several of something in one cell: "a, b; c". */
GStrv
cli_server_split (const char *text)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = g_strsplit_set (text, ",;", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_strv_builder_add (builder, parts[i]);
  return g_strv_builder_end (builder);
}

guint
cli_server_parse_roles (const char *text, GError **error)
{
  g_auto (GStrv) names = cli_server_split (text);
  guint roles = 0;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *lower = g_ascii_strdown (names[i], -1);
      guint role = naru_roles_from_name (g_strdelimit (lower, "- ", '_'));

      if (role == 0)
        {
          g_autofree char *known = naru_roles_to_string (G_MAXUINT);

          g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("There is no role “%1$s”. There are: %2$s."), names[i], known);
          return 0;
        }
      roles |= role;
    }
  return roles;
}

static gboolean
read_headings (GPtrArray *cells, int *columns, GError **error)
{
  for (guint column = 0; column < N_COLUMNS; column++)
    columns[column] = -1;
  for (guint i = 0; i < cells->len; i++)
    {
      g_autofree char *lower = g_utf8_strdown (g_ptr_array_index (cells, i), -1);
      g_auto (GStrv) words = g_strsplit_set (lower, " _-", -1);
      g_autofree char *heading = g_strjoinv ("", words);
      gboolean known = *heading == '\0';

      for (guint j = 0; j < G_N_ELEMENTS (headings); j++)
        if (strcmp (headings[j].heading, heading) == 0)
          {
            columns[headings[j].column] = (int) i;
            known = TRUE;
          }
      if (!known)
        {
          g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("The column “%s” is not known. Columns are user, name, role, team, "
                          "partner and password."),
                       (const char *) g_ptr_array_index (cells, i));
          return FALSE;
        }
    }
  if (columns[COLUMN_USER] >= 0 && columns[COLUMN_ROLE] >= 0)
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                       _ ("The table of users needs the columns user and role."));
  return FALSE;
}

/* The cell of a column; NULL if it is empty or not there. */
static const char *
get_cell (GPtrArray *cells, const int *columns, Column column)
{
  const char *cell = columns[column] >= 0 && (guint) columns[column] < cells->len
                         ? g_ptr_array_index (cells, (guint) columns[column])
                         : "";

  return *cell != '\0' ? cell : NULL;
}

static NaruServerUser *
read_user (GPtrArray *cells, const int *columns, GError **error)
{
  g_autoptr (NaruServerUser) user = g_new0 (NaruServerUser, 1);
  const char *roles = get_cell (cells, columns, COLUMN_ROLE);
  const char *teams = get_cell (cells, columns, COLUMN_TEAM);
  const char *partners = get_cell (cells, columns, COLUMN_PARTNER);
  const char *name = get_cell (cells, columns, COLUMN_USER);
  g_autoptr (GError) reason = NULL;

  user->name = g_strstrip (g_strdup (name != NULL ? name : ""));
  user->full_name = g_strdup (get_cell (cells, columns, COLUMN_NAME));
  user->roles = roles != NULL ? cli_server_parse_roles (roles, &reason) : 0;
  user->teams = teams != NULL ? cli_server_split (teams) : NULL;
  user->partners = partners != NULL ? cli_server_split (partners) : NULL;
  user->password = g_strdup (get_cell (cells, columns, COLUMN_PASSWORD));
  if (reason == NULL)
    return g_steal_pointer (&user);
  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/* Whether all cells of a row are empty. */
static gboolean
is_blank (GPtrArray *cells)
{
  for (guint i = 0; i < cells->len; i++)
    if (*(const char *) g_ptr_array_index (cells, i) != '\0')
      return FALSE;
  return TRUE;
}

gboolean
cli_server_read_users (const char *path, GPtrArray *users, GError **error)
{
  g_autofree char *bytes = NULL, *text = NULL;
  gsize length, text_length;
  g_autoptr (NaruCsvReader) reader = NULL;
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  int columns[N_COLUMNS];

  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;
  text = naru_decode (bytes, length, naru_decode_guess (bytes, length), &text_length, NULL, error);
  if (text == NULL)
    return FALSE;
  reader = naru_csv_reader_new (text, text_length, naru_csv_guess_separator (text, text_length));
  if (!naru_csv_reader_next (reader, cells))
    g_ptr_array_set_size (cells, 0);
  if (!read_headings (cells, columns, error))
    return FALSE;
  while (naru_csv_reader_next (reader, cells))
    {
      NaruServerUser *user;

      if (is_blank (cells))
        continue;
      user = read_user (cells, columns, error);
      if (user == NULL)
        {
          g_prefix_error (error, _ ("Row %u: "), naru_csv_reader_get_row (reader));
          return FALSE;
        }
      g_ptr_array_add (users, user);
    }
  return TRUE;
}
