/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three-way merge of documents, driven by the field table. Pure: the same three texts give the same result on every desk,
 * whichever of the two edits it calls its own, and no clock decides about what people wrote. */
#include "naru-merge-private.h"

#include <string.h>

#include "naru-clock.h"
#include "naru-field-private.h"
#include "naru-value.h"

void
naru_clash_free (NaruClash *clash)
{
  g_free (clash->field);
  g_free (clash->base);
  g_free (clash->mine);
  g_free (clash->theirs);
  g_free (clash);
}

static gboolean
is_nothing (NaruJsonSpan span)
{
  NaruJsonKind kind = naru_json_span_kind (span);

  return kind == NARU_JSON_MISSING || kind == NARU_JSON_NULL;
}

/**
 * naru_merge_is_same:
 *
 * Returns: whether two values say the same; an absent member and null do
 */
gboolean
naru_merge_is_same (NaruJsonSpan a, NaruJsonSpan b)
{
  return (is_nothing (a) && is_nothing (b)) || naru_json_span_equal (a, b);
}

/* Nothing sorts lowest. */
static int
compare_canonical (NaruJsonSpan a, NaruJsonSpan b)
{
  g_autofree char *first = is_nothing (a) ? NULL : naru_json_span_canonical (a);
  g_autofree char *second = is_nothing (b) ? NULL : naru_json_span_canonical (b);

  return g_strcmp0 (first, second);
}

static char *
dup_value (NaruJsonSpan span)
{
  return is_nothing (span) ? NULL : naru_json_span_dup (span);
}

/**
 * naru_merge_clash:
 * @path: see #NaruClash
 *
 * Notes that both sides changed the value, and decides which is current by the rule that all desks share. Since nothing
 * sorts lowest, a change beats a removal.
 *
 * Returns: (transfer full) (nullable): the current value
 */
char *
naru_merge_clash (NaruMergeRun *self, const char *path, const NaruMergeValue *value)
{
  NaruClash *clash = g_new0 (NaruClash, 1);

  clash->field = g_strdup (path);
  clash->base = dup_value (value->base);
  clash->mine = dup_value (value->mine);
  clash->theirs = dup_value (value->theirs);
  clash->mine_is_current = compare_canonical (value->mine, value->theirs) > 0;
  g_ptr_array_add (self->clashes, clash);
  return g_strdup (clash->mine_is_current ? clash->mine : clash->theirs);
}

/* Made by and at, changed by and at: a pair that comes from one side. */
static gboolean
is_made (const NaruField *field)
{
  return strcmp (field->name, "createdBy") == 0 || strcmp (field->name, "createdAt") == 0;
}

static gboolean
is_modified (const NaruField *field)
{
  return strcmp (field->name, "modifiedBy") == 0 || strcmp (field->name, "modifiedAt") == 0;
}

/* Bookkeeping that both sides changed: nobody has to settle it. */
static char *
merge_bookkeeping (NaruMergeRun *self, const NaruField *field, const NaruMergeValue *value)
{
  int side = is_made (field) ? self->older : self->newer;
  gint64 mine, theirs;

  if (field->kind == NARU_KIND_NUMBER && naru_value_read_number (value->mine, &mine)
      && naru_value_read_number (value->theirs, &theirs))
    side = mine > theirs ? 1 : -1;
  if (side == 0)
    side = compare_canonical (value->mine, value->theirs);
  return dup_value (side > 0 ? value->mine : value->theirs);
}

static gboolean
merge_by_kind (NaruMergeRun *self, const NaruField *field, const char *path,
               const NaruMergeValue *value, char **merged)
{
  gboolean nested = strchr (path, '/') != NULL;

  switch (field->kind)
    {
    case NARU_KIND_SET:
      return naru_merge_array (self, field, path, value, merged);
    case NARU_KIND_LIST:
      return !nested && field->identity != NULL
             && naru_merge_array (self, field, path, value, merged);
    case NARU_KIND_LONG_TEXT:
      return naru_merge_paragraphs (value, NARU_LONG_TEXT_LENGTH, merged);
    case NARU_KIND_OBJECT:
      if (nested || naru_json_span_kind (value->mine) != NARU_JSON_OBJECT
          || naru_json_span_kind (value->theirs) != NARU_JSON_OBJECT)
        return FALSE;
      *merged = naru_merge_members (self, field->fields, path, value);
      return TRUE;
    default:
      return FALSE;
    }
}

/* @field is NULL for a member that the table does not know: one value. NULL if the member goes. */
static char *
merge_value (NaruMergeRun *self, const NaruField *field, const char *path,
             const NaruMergeValue *value)
{
  char *merged = NULL;

  if (naru_merge_is_same (value->mine, value->theirs))
    return dup_value (value->theirs);
  if (field != NULL && is_modified (field) && self->newer != 0)
    return dup_value (self->newer > 0 ? value->mine : value->theirs);
  if (naru_merge_is_same (value->mine, value->base))
    return dup_value (value->theirs);
  if (naru_merge_is_same (value->theirs, value->base))
    return dup_value (value->mine);
  if (field != NULL && (field->merge == NARU_MERGE_NEWEST || is_made (field)))
    return merge_bookkeeping (self, field, value);
  if (field != NULL && field->merge == NARU_MERGE_BY_KIND
      && merge_by_kind (self, field, path, value, &merged))
    return merged;
  return naru_merge_clash (self, path, value);
}

static const NaruField *
find_field (NaruMergeRun *self, const NaruField *fields, const char *name)
{
  if (fields != NULL)
    return naru_fields_find (fields, name);
  return self->type != NULL ? naru_record_type_find_field (self->type, name)
                            : naru_fields_find (naru_common_fields, name);
}

/**
 * naru_merge_members:
 * @fields: (nullable): the table of an object or of an element; %NULL for the document itself
 * @path: (nullable): where the object is; %NULL for the document itself
 * @value: three objects; that of the base may be anything else
 *
 * Merges member by member. The result is their text with what changed put into it: every other byte of it stays.
 *
 * Returns: (transfer full): the merged object
 */
char *
naru_merge_members (NaruMergeRun *self, const NaruField *fields, const char *path,
                    const NaruMergeValue *value)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) edits = g_array_new (FALSE, FALSE, sizeof (NaruJsonEdit));
  g_autofree char *text = naru_json_span_dup (value->theirs);
  const NaruJsonSpan sides[] = { value->theirs, value->mine };
  NaruJsonSpan name;

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      NaruJsonIter iter;

      naru_json_iter_init (&iter, sides[i]);
      while (naru_json_iter_next (&iter, &name, NULL))
        {
          char *decoded = naru_json_span_dup_string (name);

          if (g_hash_table_add (seen, decoded))
            g_ptr_array_add (names, decoded);
          else
            g_free (decoded);
        }
    }
  for (guint i = 0; i < names->len; i++)
    {
      const char *member = g_ptr_array_index (names, i);
      g_autofree char *member_path
          = path != NULL ? g_strconcat (path, "/", member, NULL) : g_strdup (member);
      NaruMergeValue versions = { naru_json_span_member (value->base, member),
                                  naru_json_span_member (value->mine, member),
                                  naru_json_span_member (value->theirs, member) };
      char *merged = merge_value (self, find_field (self, fields, member), member_path, &versions);
      NaruJsonEdit edit = { member, merged };

      g_ptr_array_add (values, merged);
      if (!naru_merge_is_same (versions.theirs, merged != NULL ? naru_json_span (merged, -1)
                                                               : (NaruJsonSpan){ NULL, 0 }))
        g_array_append_val (edits, edit);
    }
  return naru_json_splice (text, (const NaruJsonEdit *) edits->data, edits->len);
}

static int
compare_times (NaruJsonSpan a, NaruJsonSpan b)
{
  g_autofree char *first = naru_json_span_dup_string (a);
  g_autofree char *second = naru_json_span_dup_string (b);
  g_autoptr (GDateTime) earlier = first != NULL ? naru_time_parse (first) : NULL;
  g_autoptr (GDateTime) later = second != NULL ? naru_time_parse (second) : NULL;

  if (earlier == NULL || later == NULL)
    return (earlier != NULL) - (later != NULL);
  return g_date_time_compare (earlier, later);
}

/* Above 0 if @a's time and author come after those of @b; their texts decide where the times are the same. */
static int
compare_stamps (NaruJsonSpan a, NaruJsonSpan b, const char *time, const char *author)
{
  NaruJsonSpan at = naru_json_span_member (a, time);
  NaruJsonSpan other = naru_json_span_member (b, time);
  int order = compare_times (at, other);

  if (order == 0)
    order = compare_canonical (at, other);
  if (order == 0)
    order
        = compare_canonical (naru_json_span_member (a, author), naru_json_span_member (b, author));
  return order;
}

static gboolean
is_changed (NaruJsonSpan base, NaruJsonSpan side, const char *name)
{
  return !naru_merge_is_same (naru_json_span_member (base, name),
                              naru_json_span_member (side, name));
}

/**
 * naru_merge3:
 * @type: (nullable): the record type; %NULL if it is not known here, when every member is one value
 * @base: (nullable): the text that both sides started from; %NULL if both made the document
 * @mine: the text of one side
 * @theirs: the text of the other
 * @clashes: (out) (element-type NaruClash) (optional): what both changed differently, in the order of the members
 *
 * What one side alone changed is as that side has it. Lists are merged by the identity of their elements, sets element by
 * element, long text by paragraph, objects by member; everything else, and members that the table does not know, are one
 * value each. Where both changed one value differently, the one whose canonical JSON sorts bytewise higher is current, and
 * a clash tells both. The result is @theirs with the difference put into it: every other byte stays. With @mine and
 * @theirs exchanged, the result has the same canonical JSON.
 *
 * Returns: (transfer full) (nullable): the merged text; %NARU_ERROR_JSON if one of the three is no object
 */
char *
naru_merge3 (const NaruRecordType *type, const char *base, const char *mine, const char *theirs,
             GPtrArray **clashes, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_clash_free);
  NaruMergeRun run = { .type = type, .clashes = found };
  NaruMergeValue value;
  char *merged;

  g_return_val_if_fail (mine != NULL && theirs != NULL, NULL);

  if (base == NULL)
    base = "{}";
  if (!naru_json_check_object (base, -1, error) || !naru_json_check_object (mine, -1, error)
      || !naru_json_check_object (theirs, -1, error))
    return NULL;
  value = (NaruMergeValue){ naru_json_span (base, -1), naru_json_span (mine, -1),
                            naru_json_span (theirs, -1) };
  run.older = compare_stamps (value.theirs, value.mine, "createdAt", "createdBy");
  if (is_changed (value.base, value.mine, "modifiedAt")
      && is_changed (value.base, value.theirs, "modifiedAt"))
    run.newer = compare_stamps (value.mine, value.theirs, "modifiedAt", "modifiedBy");
  merged = naru_merge_members (&run, NULL, NULL, &value);
  if (clashes != NULL)
    *clashes = g_steal_pointer (&found);
  return merged;
}
