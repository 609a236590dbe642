/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts of data files, in the language of the process or another. */
#include "naru-words.h"

#include <string.h>

/**
 * naru_words_read:
 * @self: (out caller-allocates): all zero
 * @span: an object with the members "en", "ko" and "fr", or a string that holds for all of them
 *
 * Reads a text; what is not there stays empty. Free it with naru_words_clear().
 */
void
naru_words_read (NaruWords *self, NaruJsonSpan span)
{
  if (naru_json_span_kind (span) == NARU_JSON_STRING)
    {
      self->en = naru_json_span_dup_string (span);
      return;
    }
  if (naru_json_span_kind (span) != NARU_JSON_OBJECT)
    return;
  self->en = naru_json_span_dup_string (naru_json_span_member (span, "en"));
  self->ko = naru_json_span_dup_string (naru_json_span_member (span, "ko"));
  self->fr = naru_json_span_dup_string (naru_json_span_member (span, "fr"));
}

/**
 * naru_words_clear:
 *
 * Frees the text.
 */
void
naru_words_clear (NaruWords *self)
{
  g_clear_pointer (&self->en, g_free);
  g_clear_pointer (&self->ko, g_free);
  g_clear_pointer (&self->fr, g_free);
}

/**
 * naru_words_get:
 * @self: a text
 * @language: (nullable): "ko", "en" or "fr"; %NULL for the language of the process
 *
 * Returns: (transfer none): the text in that language, else in any: "" where there is none at all
 */
const char *
naru_words_get (const NaruWords *self, const char *language)
{
  const char *const *names = g_get_language_names ();
  const char *const asked[] = { language, NULL };

  for (const char *const *name = language != NULL ? asked : names; *name != NULL; name++)
    {
      if (strncmp (*name, "ko", 2) == 0 && self->ko != NULL)
        return self->ko;
      if (strncmp (*name, "fr", 2) == 0 && self->fr != NULL)
        return self->fr;
      if (strncmp (*name, "en", 2) == 0 && self->en != NULL)
        return self->en;
    }
  return self->en != NULL   ? self->en
         : self->ko != NULL ? self->ko
         : self->fr != NULL ? self->fr
                            : "";
}
