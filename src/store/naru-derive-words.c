/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The names and words of a record, by which it is found. */
#include "naru-derive-private.h"

#include "naru-fold.h"

typedef struct
{
  GString *out;
  GHashTable *seen;
  char separator;
  gboolean sensitive; /* only what is, or only what is not */
} Collector;

static void
collect (Collector *self, char *text)
{
  if (*text == '\0' || !g_hash_table_add (self->seen, text))
    return;
  if (self->out->len > 0)
    g_string_append_c (self->out, self->separator);
  g_string_append (self->out, text);
}

static void
collect_name (Collector *self, const char *text)
{
  collect (self, naru_fold_name (text));
}

static void
collect_words (Collector *self, const char *text)
{
  g_autofree char *folded = naru_fold_words (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  for (char **word = words; *word != NULL; word++)
    collect (self, g_strdup (*word));
}

static void
collect_span (Collector *self, const NaruField *field, NaruJsonSpan span, guint flag,
              gboolean inherited)
{
  gboolean sensitive = (field->flags & NARU_FIELD_SENSITIVE) != 0;
  gboolean wanted = (field->flags & flag) != 0 && sensitive == self->sensitive;
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  if (sensitive && !self->sensitive)
    return;
  switch (naru_json_span_kind (span))
    {
    case NARU_JSON_STRING:
      /* members of an element whose words are searched for: what somebody wrote, not codes and dates */
      if (wanted
          || (inherited && (field->kind == NARU_KIND_TEXT || field->kind == NARU_KIND_LONG_TEXT)))
        {
          g_autofree char *text = naru_json_span_dup_string (span);
          if (text != NULL && (flag == NARU_FIELD_NAME || self->sensitive))
            collect_name (self, text);
          else if (text != NULL)
            collect_words (self, text);
        }
      break;
    case NARU_JSON_ARRAY:
      naru_json_iter_init (&iter, span);
      while (naru_json_iter_next (&iter, &name, &value))
        collect_span (self, field, value, flag, inherited);
      break;
    case NARU_JSON_OBJECT:
      for (const NaruField *member = field->fields; member != NULL && member->name != NULL;
           member++)
        collect_span (self, member, naru_json_span_member (span, member->name), flag,
                      inherited || wanted);
      break;
    case NARU_JSON_MISSING:
    case NARU_JSON_NULL:
    case NARU_JSON_BOOLEAN:
    case NARU_JSON_NUMBER:
    default:
      break;
    }
}

static gboolean
has_flag (const NaruField *field, guint flag)
{
  if ((field->flags & flag) != 0)
    return TRUE;
  for (const NaruField *member = field->fields; member != NULL && member->name != NULL; member++)
    if (has_flag (member, flag))
      return TRUE;
  return FALSE;
}

/* Whether the title, which says one of several fields, may say what is sensitive. */
static gboolean
has_sensitive_title (const NaruRecordType *type)
{
  g_auto (GStrv) names = g_strsplit (type->title, " ", -1);
  const NaruField *field = NULL;

  for (char **name = names; *name != NULL && field == NULL; name++)
    {
      field = naru_record_type_find_field (type, *name);
      if (field != NULL && (field->flags & NARU_FIELD_SENSITIVE) == 0)
        field = NULL;
    }
  return field != NULL;
}

static char *
collect_record (NaruRecord *record, guint flag, char separator, gboolean sensitive)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  Collector self
      = { g_string_new (NULL), g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
          separator, sensitive };
  const char *title = flag == NARU_FIELD_NAME && has_sensitive_title (type) == sensitive
                          ? naru_record_get_title (record)
                          : NULL;

  if (title != NULL)
    collect_name (&self, title);
  for (const NaruField *field = type->fields; field->name != NULL; field++)
    if (has_flag (field, flag))
      collect_span (&self, field, naru_record_get_span (record, field->name), flag, FALSE);
  g_hash_table_unref (self.seen);
  return g_string_free (self.out, FALSE);
}

/**
 * naru_derive_names:
 * @record: a record
 *
 * Returns: (transfer full): its names, folded, the title first, with %NARU_FOLD_SEPARATOR between
 */
char *
naru_derive_names (NaruRecord *record)
{
  return collect_record (record, NARU_FIELD_NAME, NARU_FOLD_SEPARATOR, FALSE);
}

/**
 * naru_derive_words:
 * @record: a record
 *
 * Returns: (transfer full): its words, folded, each once; without those of sensitive fields, which are in no index
 */
char *
naru_derive_words (NaruRecord *record)
{
  return collect_record (record, NARU_FIELD_SEARCH, ' ', FALSE);
}

/**
 * naru_derive_sensitive:
 * @record: a record
 *
 * Returns: (transfer full): the texts of its sensitive fields, folded as names are: for a search that asks for them
 */
char *
naru_derive_sensitive (NaruRecord *record)
{
  g_autofree char *names = collect_record (record, NARU_FIELD_NAME, NARU_FOLD_SEPARATOR, TRUE);
  g_autofree char *words = collect_record (record, NARU_FIELD_SEARCH, NARU_FOLD_SEPARATOR, TRUE);

  return g_strdup_printf ("%s%c%s", names, NARU_FOLD_SEPARATOR, words);
}
