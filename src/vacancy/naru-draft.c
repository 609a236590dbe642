/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft as the rules see it: texts under the name of their field, and values in canonical text. */
#include "naru-draft-private.h"

#include "naru-text-private.h"

#include <string.h>

static void
text_free (gpointer data)
{
  NaruDraftText *text = data;

  g_free (text->field);
  g_free (text->text);
  g_free (text->original);
  g_clear_pointer (&text->places, g_array_unref);
  g_free (text);
}

static void
exception_free (gpointer data)
{
  NaruDraftException *exception = data;

  g_free (exception->rule);
  g_free (exception->words);
  g_free (exception->justification);
  g_free (exception);
}

/**
 * naru_draft_new:
 *
 * Returns: (transfer full): an empty draft
 */
NaruDraft *
naru_draft_new (void)
{
  NaruDraft *self = g_new0 (NaruDraft, 1);

  self->texts = g_ptr_array_new_with_free_func (text_free);
  self->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->exceptions = g_ptr_array_new_with_free_func (exception_free);
  return self;
}

/**
 * naru_draft_free:
 * @self: (nullable): a draft
 *
 * Frees it.
 */
void
naru_draft_free (NaruDraft *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->texts);
  g_hash_table_unref (self->values);
  g_ptr_array_unref (self->exceptions);
  g_free (self);
}

/**
 * naru_draft_add_text:
 * @self: a draft
 * @field: name of the field, as findings will have it
 * @text: (nullable): what a person will read, plain or HTML; %NULL and "" add nothing
 *
 * Adds a text to be checked.
 */
void
naru_draft_add_text (NaruDraft *self, const char *field, const char *text)
{
  NaruDraftText *added;

  if (text == NULL || *text == '\0')
    return;
  added = g_new0 (NaruDraftText, 1);
  added->field = g_strdup (field);
  added->original = g_utf8_make_valid (text, -1);
  added->text = naru_text_clean (added->original, &added->places);
  if (added->text == NULL)
    added->text = g_steal_pointer (&added->original);
  g_ptr_array_add (self->texts, added);
}

/**
 * naru_draft_set:
 * @self: a draft
 * @field: name of a field of a vacancy; money has "payMin.amount", "payMin.currency" and "payMin.per"
 * @value: (nullable): canonical text; %NULL and "" take it away
 *
 * Sets a value that checks of numbers look at. A draft with values is one whose parts have fields of their own: what is
 * missing in it is reported.
 */
void
naru_draft_set (NaruDraft *self, const char *field, const char *value)
{
  self->structured = TRUE;
  if (value == NULL || *value == '\0')
    g_hash_table_remove (self->values, field);
  else
    g_hash_table_replace (self->values, g_strdup (field), g_strdup (value));
}

/**
 * naru_draft_get:
 * @self: a draft
 * @field: name of a field
 *
 * Returns: (nullable) (transfer none): its value
 */
const char *
naru_draft_get (NaruDraft *self, const char *field)
{
  return g_hash_table_lookup (self->values, field);
}

/**
 * naru_draft_add_exception:
 * @self: a draft
 * @rule: id of a rule
 * @words: (nullable): the words that it is about; %NULL or "" for all that the rule finds
 * @justification: why
 *
 * Records that the rule was looked at and does not apply: its findings come with the justification.
 */
void
naru_draft_add_exception (NaruDraft *self, const char *rule, const char *words,
                          const char *justification)
{
  NaruDraftException *exception = g_new0 (NaruDraftException, 1);

  exception->rule = g_strdup (rule);
  exception->words = g_utf8_normalize (words != NULL ? words : "", -1, G_NORMALIZE_DEFAULT_COMPOSE);
  if (exception->words == NULL)
    exception->words = g_strdup ("");
  exception->justification = g_strdup (justification != NULL ? justification : "");
  g_ptr_array_add (self->exceptions, exception);
}

/**
 * naru_draft_find_justification:
 * @self: a draft
 * @rule: id of a rule
 * @words: the words that it found
 *
 * Returns: (nullable): the justification that was recorded for them
 */
const char *
naru_draft_find_justification (NaruDraft *self, const char *rule, const char *words)
{
  for (guint i = 0; i < self->exceptions->len; i++)
    {
      const NaruDraftException *exception = g_ptr_array_index (self->exceptions, i);

      if (g_str_equal (exception->rule, rule)
          && (*exception->words == '\0' || g_str_equal (exception->words, words)))
        return exception->justification;
    }
  return NULL;
}

/**
 * naru_draft_has_text:
 * @self: a draft
 * @field: name of a field
 *
 * Returns: whether there is a text of this name
 */
gboolean
naru_draft_has_text (NaruDraft *self, const char *field)
{
  for (guint i = 0; i < self->texts->len; i++)
    if (g_str_equal (((NaruDraftText *) self->texts->pdata[i])->field, field))
      return TRUE;
  return FALSE;
}

/**
 * naru_draft_join:
 * @self: a draft
 *
 * Returns: (transfer full): all texts as they came, a line break between two
 */
char *
naru_draft_join (NaruDraft *self)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < self->texts->len; i++)
    {
      const NaruDraftText *text = self->texts->pdata[i];

      if (i > 0)
        g_string_append_c (joined, '\n');
      g_string_append (joined, text->original != NULL ? text->original : text->text);
    }
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/**
 * naru_draft_new_from_text:
 * @text: an advertisement as plain text or HTML
 *
 * Returns: (transfer full): a draft with the one field "text"
 */
NaruDraft *
naru_draft_new_from_text (const char *text)
{
  NaruDraft *self = naru_draft_new ();

  naru_draft_add_text (self, "text", text);
  return self;
}
