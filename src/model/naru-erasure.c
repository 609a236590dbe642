/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing of what is erased from a record, over its text. */
#include "naru-erasure.h"

#include <string.h>

#define MEMBER "erased"

/**
 * naru_erasure_note:
 * @record: a record of a type with the field "erased"
 * @field: name of a field, or %NARU_ERASED_ALL
 * @at: the moment, as on the wire
 * @error: return location for an error
 *
 * Notes that a person was erased from a field of @record.
 *
 * Returns: %FALSE if it cannot be noted
 */
gboolean
naru_erasure_note (NaruRecord *record, const char *field, const char *at, GError **error)
{
  g_auto (GStrv) old = naru_record_get_set (record, MEMBER);
  g_autofree char *entry = g_strdup_printf ("%s %s", field, at);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (g_strv_contains ((const char *const *) old, entry))
    return TRUE;
  g_strv_builder_addv (builder, (const char **) old);
  g_strv_builder_add (builder, entry);
  all = g_strv_builder_end (builder);
  return naru_record_set_set (record, MEMBER, (const char *const *) all, error);
}

static char **
list_entries (const char *body)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  NaruJsonSpan span = body != NULL ? naru_json_span_member (naru_json_span (body, -1), MEMBER)
                                   : (NaruJsonSpan){ NULL, 0 };
  NaruJsonIter iter;
  NaruJsonSpan each;

  if (naru_json_span_kind (span) == NARU_JSON_ARRAY)
    {
      naru_json_iter_init (&iter, span);
      while (naru_json_iter_next (&iter, NULL, &each))
        {
          g_autofree char *entry = naru_json_span_dup_string (each);

          if (entry != NULL)
            g_strv_builder_add (builder, entry);
        }
    }
  return g_strv_builder_end (builder);
}

/**
 * naru_erasure_list_new:
 * @before: (nullable): text of a record as it was
 * @after: the same as it is
 *
 * Returns: (transfer full): the fields that something was erased from in between, %NARU_ERASED_ALL among them
 */
char **
naru_erasure_list_new (const char *before, const char *after)
{
  g_auto (GStrv) old = list_entries (before);
  g_auto (GStrv) all = list_entries (after);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; all[i] != NULL; i++)
    if (!g_strv_contains ((const char *const *) old, all[i]))
      {
        g_autofree char *field = g_strndup (all[i], strcspn (all[i], " "));

        g_strv_builder_add (builder, field);
      }
  return g_strv_builder_end (builder);
}

/* "assignments" covers "assignments/2024-05-01/handover". */
static gboolean
is_within (const char *field, const char *erased)
{
  gsize length = strlen (erased);

  return strcmp (erased, NARU_ERASED_ALL) == 0
         || (strncmp (field, erased, length) == 0
             && (field[length] == '\0' || field[length] == '/'));
}

static gint64
read_time (const char *at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (at, NULL);

  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/**
 * naru_erasure_covers:
 * @body: text of a record
 * @field: name of a field, or the path to something in it
 * @at: when it was changed
 *
 * Returns: whether that change tells of what was erased since
 */
gboolean
naru_erasure_covers (const char *body, const char *field, const char *at)
{
  g_auto (GStrv) all = list_entries (body);

  for (guint i = 0; all[i] != NULL; i++)
    {
      const char *space = strchr (all[i], ' ');
      g_autofree char *erased = g_strndup (all[i], strcspn (all[i], " "));

      if (space != NULL && is_within (field, erased) && read_time (at) <= read_time (space + 1))
        return TRUE;
    }
  return FALSE;
}

/**
 * naru_erasure_give_way:
 * @type: the record type
 * @base: (nullable): what both sides started from
 * @erasing: one side
 * @edited: the other
 *
 * What @erasing has erased is not brought back by an edit that did not know of it: single values of @edited go back to
 * those of @base. Lists are merged element by element as ever, since an element that is new tells of somebody else.
 *
 * Returns: (transfer full): @edited without these edits
 */
char *
naru_erasure_give_way (const NaruRecordType *type, const char *base, const char *erasing,
                       const char *edited)
{
  g_auto (GStrv) erased = naru_erasure_list_new (base, erasing);
  char *out = g_strdup (edited);

  for (const NaruField *field = type->fields; *erased != NULL && field->name != NULL; field++)
    {
      gboolean all = g_strv_contains ((const char *const *) erased, NARU_ERASED_ALL)
                     && (field->flags & NARU_FIELD_PERSONAL) != 0;
      g_autofree char *before = NULL;
      NaruJsonEdit edit = { field->name, NULL };
      char *spliced;

      if (field->kind == NARU_KIND_LIST || field->kind == NARU_KIND_SET
          || (!all && !g_strv_contains ((const char *const *) erased, field->name)))
        continue;
      before = base != NULL ? naru_json_span_dup (
                   naru_json_span_member (naru_json_span (base, -1), field->name))
                            : NULL;
      edit.value = before;
      spliced = naru_json_splice (out, &edit, 1);
      g_free (out);
      out = spliced;
    }
  return out;
}
