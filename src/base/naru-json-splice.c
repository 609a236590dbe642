/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editing members of a JSON object while every other byte of its text stays as it was received. */
#include "naru-json-text.h"

#include <string.h>

typedef struct
{
  const char *name;
  const char *value;
  const char *end;
  gssize edit; /* which edit is for it, or -1 */
} Place;

/* The last edit of a name counts. */
static gssize
find_edit (const NaruJsonEdit *edits, gsize n_edits, NaruJsonSpan name)
{
  g_autofree char *decoded = NULL;

  for (gsize i = n_edits; i-- > 0;)
    {
      gsize length = strlen (edits[i].name);

      if (name.length == length + 2 && memcmp (name.text + 1, edits[i].name, length) == 0)
        return (gssize) i;
      if (name.length <= length + 2 || memchr (name.text, '\\', name.length) == NULL)
        continue;
      if (decoded == NULL)
        decoded = naru_json_span_dup_string (name);
      if (strcmp (decoded, edits[i].name) == 0)
        return (gssize) i;
    }
  return -1;
}

static gboolean
has_space (const char *from, const char *to)
{
  for (; from < to; from++)
    if (*from == ' ' || *from == '\t' || *from == '\n' || *from == '\r')
      return TRUE;
  return FALSE;
}

/* What the text puts between members: its own line break and indent, one space, or nothing. */
static char *
find_separator (NaruJsonSpan object, GArray *places)
{
  const Place *first = &g_array_index (places, Place, 0);
  const char *from = object.text + 1;
  const char *to = first->name;

  if (places->len > 1)
    {
      const Place *last = &g_array_index (places, Place, places->len - 1);

      from = g_array_index (places, Place, places->len - 2).end;
      to = last->name;
      if (memchr (from, '\n', (gsize) (to - from)) != NULL)
        return g_strndup (from, (gsize) (to - from));
      return g_strdup (has_space (from, to) ? ", " : ",");
    }
  if (memchr (from, '\n', (gsize) (to - from)) != NULL)
    {
      g_autofree char *indent = g_strndup (from, (gsize) (to - from));

      return g_strconcat (",", indent, NULL);
    }
  return g_strdup (has_space (first->name, first->value) && first->value[-1] != ':' ? ", " : ",");
}

static gboolean
is_replaced_later (const NaruJsonEdit *edits, gsize n_edits, gsize position)
{
  for (gsize i = position + 1; i < n_edits; i++)
    if (strcmp (edits[i].name, edits[position].name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * naru_json_splice:
 * @text: an object that has passed naru_json_check_object()
 * @edits: (array length=n_edits): what to change; the last edit of a name counts. Values must be valid JSON
 * @n_edits: how many
 *
 * Replaces the value of members that are there, removes them with their comma, and appends new ones before the closing
 * brace in the style of the text. Every other byte stays: a client that does not know a member, or reads numbers less
 * precisely than another, changes nothing but what its user changed.
 *
 * Returns: (transfer full): the new text
 */
char *
naru_json_splice (const char *text, const NaruJsonEdit *edits, gsize n_edits)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_autofree gboolean *used = g_new0 (gboolean, n_edits + 1);
  g_autofree char *separator = NULL;
  NaruJsonSpan object = naru_json_span (text, -1);
  NaruJsonSpan name, value;
  NaruJsonIter iter;
  const char *tail = object.text + 1;
  const char *colon = ":";
  gboolean first = TRUE;
  GString *out;

  g_return_val_if_fail (naru_json_span_kind (object) == NARU_JSON_OBJECT, NULL);
  g_return_val_if_fail (edits != NULL || n_edits == 0, NULL);

  naru_json_iter_init (&iter, object);
  while (naru_json_iter_next (&iter, &name, &value))
    {
      Place place = { name.text, value.text, value.text + value.length, -1 };

      place.edit = find_edit (edits, n_edits, name);
      g_array_append_val (places, place);
      if (value.text[-1] != ':' && places->len == 1)
        colon = ": ";
      tail = place.end;
    }

  out = g_string_sized_new (strlen (text) + 64);
  g_string_append_len (out, text,
                       (places->len > 0 ? g_array_index (places, Place, 0).name : tail) - text);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = &g_array_index (places, Place, i);
      const char *new_value = place->edit >= 0 ? edits[place->edit].value : NULL;

      if (place->edit >= 0)
        used[place->edit] = TRUE;
      if (place->edit >= 0 && new_value == NULL)
        continue;
      if (!first)
        g_string_append_len (out, place[-1].end, place->name - place[-1].end);
      first = FALSE;
      g_string_append_len (out, place->name, place->value - place->name);
      if (new_value != NULL)
        g_string_append (out, new_value);
      else
        g_string_append_len (out, place->value, place->end - place->value);
    }
  for (gsize i = 0; i < n_edits; i++)
    {
      if (used[i] || edits[i].value == NULL || is_replaced_later (edits, n_edits, i))
        continue;
      if (!first)
        {
          if (separator == NULL)
            separator = places->len > 0 ? find_separator (object, places) : g_strdup (",");
          g_string_append (out, separator);
        }
      first = FALSE;
      naru_json_append_quoted (out, edits[i].name);
      g_string_append (out, colon);
      g_string_append (out, edits[i].value);
    }
  g_string_append (out, tail);
  return g_string_free (out, FALSE);
}
