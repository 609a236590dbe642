/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the profiles of occupations, when the first is asked for, and finds them by the words that people use. */
#include "naru-profile.h"

#include <gio/gio.h>
#include <string.h>

#include "naru-fold.h"

#define FOLDER "/io/github/naru/Naru/occupations"
#define BETWEEN " | " /* Korean and English */

static void
end_profile (NaruProfile *profile, GString *words)
{
  if (profile == NULL)
    return;
  profile->words = naru_fold_words (words->str);
  g_string_set_size (words, 0);
}

static NaruProfile *
begin_profile (GPtrArray *profiles, char *line)
{
  NaruProfile *profile = g_new0 (NaruProfile, 1);
  char *space = strchr (line, ' ');

  if (space != NULL)
    *space++ = '\0';
  profile->name = line;
  profile->occupation = space != NULL ? space : "";
  profile->lines = g_array_new (FALSE, FALSE, sizeof (NaruProfileLine));
  profile->hazards = g_new0 (char *, 1);
  g_ptr_array_add (profiles, profile);
  return profile;
}

/* A line with its kind taken off. */
static void
add_line (NaruProfile *profile, char kind, char *text, GString *words)
{
  NaruProfileLine line = { NARU_PROFILE_TASK, text, text, FALSE };
  char *english;

  if (kind == 'h')
    {
      g_strfreev (profile->hazards);
      profile->hazards = g_strsplit (text, " ", -1);
      return;
    }
  if (kind == 'r')
    {
      line.essential = *text == 'e';
      text += 2;
      line.korean = line.english = text;
    }
  english = strstr (text, BETWEEN);
  if (english != NULL)
    {
      *english = '\0';
      line.english = english + strlen (BETWEEN);
    }
  if (kind == 'n')
    {
      profile->korean = line.korean;
      profile->english = line.english;
    }
  if (kind == 'n' || kind == 'w')
    {
      g_string_append_printf (words, "%s %s ", line.korean, line.english);
      return;
    }
  line.kind = kind == 't'   ? NARU_PROFILE_TASK
              : kind == 'r' ? NARU_PROFILE_REQUIREMENT
              : kind == 's' ? NARU_PROFILE_SKILL
              : kind == 'c' ? NARU_PROFILE_CONDITION
                            : NARU_PROFILE_PROTECTION;
  g_array_append_val (profile->lines, line);
}

/* @text stays for good: the profiles point into it. */
static void
read_file (GPtrArray *profiles, char *text)
{
  g_autoptr (GString) words = g_string_new (NULL);
  NaruProfile *profile = NULL;
  char *next;

  for (char *line = text; line != NULL; line = next)
    {
      next = strchr (line, '\n');
      if (next != NULL)
        *next++ = '\0';
      if (strlen (line) < 3 || *line == '#')
        continue;
      if (*line == '=')
        {
          end_profile (profile, words);
          profile = begin_profile (profiles, line + 2);
        }
      else if (profile != NULL)
        add_line (profile, *line, line + 2, words);
    }
  end_profile (profile, words);
}

static GPtrArray *
read_all (void)
{
  GPtrArray *profiles = g_ptr_array_new ();
  g_auto (GStrv) names = g_resources_enumerate_children (FOLDER, 0, NULL);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_strconcat (FOLDER "/", names[i], NULL);
      g_autoptr (GBytes) bytes = g_resources_lookup_data (path, 0, NULL);

      if (bytes != NULL)
        read_file (profiles, g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
    }
  return profiles;
}

static GPtrArray *
get_profiles (void)
{
  static GPtrArray *profiles;
  static gsize read;

  if (g_once_init_enter (&read))
    {
      profiles = read_all ();
      g_once_init_leave (&read, 1);
    }
  return profiles;
}

/**
 * naru_profile_count:
 *
 * Returns: how many profiles there are
 */
guint
naru_profile_count (void)
{
  return get_profiles ()->len;
}

/**
 * naru_profile_at:
 * @position: from 0
 *
 * Returns: (transfer none): a profile
 */
const NaruProfile *
naru_profile_at (guint position)
{
  return g_ptr_array_index (get_profiles (), position);
}

/* 0 for none; a title that begins with the words ranks before one that has them, and that before other words. */
static int
rank (const NaruProfile *profile, const char *words)
{
  g_autofree char *korean = naru_fold_words (profile->korean);
  g_autofree char *english = naru_fold_words (profile->english);

  if (g_str_has_prefix (korean, words) || g_str_has_prefix (english, words))
    return 3;
  if (strstr (korean, words) != NULL || strstr (english, words) != NULL)
    return 2;
  return strstr (profile->words, words) != NULL ? 1 : 0;
}

/**
 * naru_profile_search:
 * @text: "용접", "weld"; an occupation's code of ISCO-08; "" for all
 *
 * Returns: (transfer container) (element-type NaruProfile): the profiles that are called so, best first
 */
GPtrArray *
naru_profile_search (const char *text)
{
  g_autofree char *folded = naru_fold_words (text);
  GPtrArray *found = g_ptr_array_new ();

  g_strstrip (folded);
  for (int wanted = 3; wanted > 0; wanted--)
    for (guint i = 0; i < naru_profile_count (); i++)
      {
        const NaruProfile *profile = naru_profile_at (i);
        int here = g_str_equal (profile->occupation, folded) ? 3 : rank (profile, folded);

        if (here == wanted)
          g_ptr_array_add (found, (gpointer) profile);
      }
  return found;
}

/**
 * naru_profile_title:
 * @self: a profile
 * @language: "ko", or any other for English
 *
 * Returns: (transfer none): its title
 */
const char *
naru_profile_title (const NaruProfile *self, const char *language)
{
  return g_str_has_prefix (language, "ko") ? self->korean : self->english;
}

/**
 * naru_profile_line_text:
 * @line: a line of a profile
 * @language: "ko", or any other for English
 *
 * Returns: (transfer none): what it says
 */
const char *
naru_profile_line_text (const NaruProfileLine *line, const char *language)
{
  return g_str_has_prefix (language, "ko") ? line->korean : line->english;
}
