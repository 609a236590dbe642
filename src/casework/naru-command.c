/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands: edits by field. Those on one record are put together, so that it is written once per command. */
#include "naru-command-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

static void
step_free (NaruCommandStep *step)
{
  g_free (step->id);
  g_free (step->field);
  g_free (step->identity);
  g_free (step->member);
  g_free (step->value);
  g_clear_object (&step->record);
  g_clear_pointer (&step->bytes, g_bytes_unref);
  g_free (step);
}

/**
 * naru_command_new:
 * @label: what the person does, translated: undo shows it
 *
 * Returns: (transfer full): a command that does nothing yet
 */
NaruCommand *
naru_command_new (const char *label)
{
  NaruCommand *self = g_new0 (NaruCommand, 1);

  g_atomic_ref_count_init (&self->references);
  self->label = g_strdup (label);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  self->created = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * naru_command_ref:
 * @self: a command
 *
 * Returns: (transfer full): @self
 */
NaruCommand *
naru_command_ref (NaruCommand *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * naru_command_unref:
 * @self: (transfer full): a command
 */
void
naru_command_unref (NaruCommand *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->label);
  g_ptr_array_unref (self->steps);
  g_ptr_array_unref (self->created);
  g_free (self);
}

/**
 * naru_command_get_label:
 * @self: a command
 *
 * Returns: (transfer none): what the person does, translated
 */
const char *
naru_command_get_label (NaruCommand *self)
{
  return self->label;
}

/**
 * naru_command_set_label:
 * @self: a command that has not run
 * @label: what the person does, translated, where it is more than what the command was made for
 */
void
naru_command_set_label (NaruCommand *self, const char *label)
{
  char *copy = g_strdup (label);

  g_free (self->label);
  self->label = copy;
}

/**
 * naru_command_is_empty:
 * @self: a command
 *
 * Returns: whether it would change nothing
 */
gboolean
naru_command_is_empty (NaruCommand *self)
{
  return self->steps->len == 0;
}

static NaruCommandStep *
add_step (NaruCommand *self, NaruCommandStepKind kind, const char *id)
{
  NaruCommandStep *step = g_new0 (NaruCommandStep, 1);

  step->kind = kind;
  step->id = g_strdup (id);
  g_ptr_array_add (self->steps, step);
  return step;
}

/**
 * naru_command_create:
 * @self: a command
 * @record: a new record; it is copied
 */
void
naru_command_create (NaruCommand *self, NaruRecord *record)
{
  NaruCommandStep *step = add_step (self, STEP_CREATE, naru_record_get_id (record));

  step->record = naru_record_copy (record);
  g_ptr_array_add (self->created, g_strdup (step->id));
}

/**
 * naru_command_set:
 * @self: a command
 * @id: id of a record
 * @field: name of a field
 * @value: (nullable): its new value as in naru_record_set(); %NULL removes it
 */
void
naru_command_set (NaruCommand *self, const char *id, const char *field, const char *value)
{
  NaruCommandStep *step = add_step (self, STEP_SET, id);

  step->field = g_strdup (field);
  step->value = g_strdup (value);
}

/**
 * naru_command_set_json:
 * @self: a command
 * @id: id of a record
 * @field: name of a field
 * @json: (nullable): its new value as JSON text; %NULL removes it
 */
void
naru_command_set_json (NaruCommand *self, const char *id, const char *field, const char *json)
{
  NaruCommandStep *step = add_step (self, STEP_SET_JSON, id);

  step->field = g_strdup (field);
  step->value = g_strdup (json);
}

/**
 * naru_command_set_element:
 * @self: a command
 * @id: id of a record
 * @list: name of a list
 * @identity: identity of an element; it is added if the list has none with it
 * @member: member of the element
 * @value: (nullable): its new value; %NULL removes it
 */
void
naru_command_set_element (NaruCommand *self, const char *id, const char *list, const char *identity,
                          const char *member, const char *value)
{
  NaruCommandStep *step = add_step (self, STEP_SET_ELEMENT, id);

  step->field = g_strdup (list);
  step->identity = g_strdup (identity);
  step->member = g_strdup (member);
  step->value = g_strdup (value);
}

/**
 * naru_command_remove_element:
 * @self: a command
 * @id: id of a record
 * @list: name of a list
 * @identity: identity of the element to take out
 */
void
naru_command_remove_element (NaruCommand *self, const char *id, const char *list,
                             const char *identity)
{
  NaruCommandStep *step = add_step (self, STEP_REMOVE_ELEMENT, id);

  step->field = g_strdup (list);
  step->identity = g_strdup (identity);
}

/**
 * naru_command_delete:
 * @self: a command
 * @id: id of a record
 *
 * Deletes it with all records that belong to it, found when the command runs. An employer with open vacancies is refused.
 */
void
naru_command_delete (NaruCommand *self, const char *id)
{
  add_step (self, STEP_DELETE, id);
}

/* Text, a number or a boolean as naru_record_set_element() takes it. */
static gboolean
read_scalar (NaruJsonSpan span, char **value)
{
  switch (naru_json_span_kind (span))
    {
    case NARU_JSON_STRING:
      *value = naru_json_span_dup_string (span);
      return TRUE;
    case NARU_JSON_NUMBER:
    case NARU_JSON_BOOLEAN:
      *value = naru_json_span_dup (span);
      return TRUE;
    case NARU_JSON_NULL:
      *value = NULL;
      return TRUE;
    default:
      return FALSE;
    }
}

static char *
element_identity (NaruJsonSpan element, const char *member)
{
  NaruJsonSpan span = naru_json_span_member (element, member);
  char *value = NULL;

  if (span.text == NULL || !read_scalar (span, &value))
    return NULL;
  return value;
}

/* Whether a step edits the field already: a list has one difference per element. */
static gboolean
has_field (NaruCommand *self, const char *id, const char *field)
{
  for (guint i = 0; i < self->steps->len; i++)
    {
      const NaruCommandStep *step = g_ptr_array_index (self->steps, i);

      if (g_strcmp0 (step->id, id) == 0 && g_strcmp0 (step->field, field) == 0)
        return TRUE;
    }
  return FALSE;
}

static NaruJsonSpan
find_element (NaruJsonSpan list, const char *identity_member, const char *identity)
{
  NaruJsonSpan value, none = { NULL, 0 };
  NaruJsonIter iter;

  if (naru_json_span_kind (list) != NARU_JSON_ARRAY)
    return none;
  naru_json_iter_init (&iter, list);
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *here = NULL;

      if (naru_json_span_kind (value) != NARU_JSON_OBJECT)
        continue;
      here = element_identity (value, identity_member);
      if (g_strcmp0 (here, identity) == 0)
        return value;
    }
  return none;
}

/* Adds the steps that turn one element into another; FALSE if a member is neither text nor a number nor a boolean. */
static gboolean
replace_element (NaruCommand *self, const char *id, const NaruField *field, const char *identity,
                 NaruJsonSpan before, NaruJsonSpan after)
{
  for (const NaruField *member = field->fields; member->name != NULL; member++)
    {
      NaruJsonSpan from = { NULL, 0 };
      NaruJsonSpan to = naru_json_span_member (after, member->name);
      g_autofree char *value = NULL;

      if (strcmp (member->name, field->identity) == 0)
        continue;
      if (before.text != NULL)
        from = naru_json_span_member (before, member->name);
      if (to.text == NULL && from.text == NULL)
        continue;
      if (to.text != NULL && from.text != NULL && naru_json_span_equal (from, to))
        continue;
      if (to.text != NULL && !read_scalar (to, &value))
        return FALSE;
      naru_command_set_element (self, id, field->name, identity, member->name, value);
    }
  return TRUE;
}

/* Adds the steps that turn one list into another, element by element; FALSE if that is not possible: then the caller
 * replaces the whole list. */
static gboolean
replace_list (NaruCommand *self, NaruRecord *before, NaruRecord *after, const NaruField *field)
{
  const char *id = naru_record_get_id (after);
  NaruJsonSpan from = naru_record_get_span (before, field->name);
  NaruJsonSpan to = naru_record_get_span (after, field->name);
  guint position = self->steps->len;
  g_autoptr (NaruRecord) trial = naru_record_copy (before);
  NaruJsonSpan value;
  NaruJsonIter iter;

  if (naru_json_span_kind (to) != NARU_JSON_ARRAY)
    return FALSE;
  naru_json_iter_init (&iter, to);
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *identity = NULL;

      if (naru_json_span_kind (value) != NARU_JSON_OBJECT)
        return FALSE;
      identity = element_identity (value, field->identity);
      if (identity == NULL
          || !replace_element (self, id, field, identity,
                               find_element (from, field->identity, identity), value))
        return FALSE;
    }
  if (naru_json_span_kind (from) == NARU_JSON_ARRAY)
    {
      naru_json_iter_init (&iter, from);
      while (naru_json_iter_next (&iter, NULL, &value))
        {
          g_autofree char *identity = NULL;

          if (naru_json_span_kind (value) != NARU_JSON_OBJECT)
            return FALSE;
          identity = element_identity (value, field->identity);
          if (identity == NULL)
            return FALSE;
          if (find_element (to, field->identity, identity).text == NULL)
            naru_command_remove_element (self, id, field->name, identity);
        }
    }

  /* The order of elements, and members that the table does not know, are only right if the steps say so. */
  for (guint i = position; i < self->steps->len; i++)
    {
      NaruCommandStep *step = g_ptr_array_index (self->steps, i);
      gboolean done;

      if (step->kind == STEP_REMOVE_ELEMENT)
        done = naru_record_remove_element (trial, step->field, step->identity, NULL);
      else
        done = naru_record_set_element (trial, step->field, step->identity, step->member,
                                        step->value, NULL);
      if (!done)
        return FALSE;
    }
  from = naru_record_get_span (trial, field->name);
  return from.text != NULL && naru_json_span_equal (from, to);
}

/**
 * naru_command_put_blob:
 * @self: a command
 * @bytes: of a file that a later step names by its digest, SHA-256 in hexadecimal
 */
void
naru_command_put_blob (NaruCommand *self, GBytes *bytes)
{
  add_step (self, STEP_BLOB, NULL)->bytes = g_bytes_ref (bytes);
}

/**
 * naru_command_forget:
 * @self: a command
 * @id: id of a record
 *
 * What the record was before is forgotten when the command has run: see naru_transaction_forget().
 */
void
naru_command_forget (NaruCommand *self, const char *id)
{
  add_step (self, STEP_FORGET, id);
}

/**
 * naru_command_forget_word:
 * @self: a command
 * @word: a name or address of a person who is erased
 *
 * Drafts and names of commands with that word are forgotten when the command has run.
 */
void
naru_command_forget_word (NaruCommand *self, const char *word)
{
  add_step (self, STEP_FORGET_WORD, word);
}

/**
 * naru_command_forget_blob:
 * @self: a command
 * @digest: of a file that no record names when the command has run
 *
 * The file is forgotten, here and on the server, unless another record has the same.
 */
void
naru_command_forget_blob (NaruCommand *self, const char *digest)
{
  add_step (self, STEP_FORGET_BLOB, digest);
}

/**
 * naru_command_replace:
 * @self: a command
 * @before: a record as it was when the person began to edit it
 * @after: the same record as it should be
 *
 * Adds the fields that differ, lists element by element: what others changed meanwhile elsewhere in the record stays.
 */
void
naru_command_replace (NaruCommand *self, NaruRecord *before, NaruRecord *after)
{
  g_autoptr (GPtrArray) differences = naru_record_compare (before, after);
  const NaruRecordType *type = naru_record_get_record_type (after);

  for (guint i = 0; i < differences->len; i++)
    {
      const NaruDifference *difference = g_ptr_array_index (differences, i);
      g_autofree char *top = g_strndup (difference->name, strcspn (difference->name, "/"));
      const NaruField *field = naru_record_type_find_field (type, top);
      guint position = self->steps->len;
      NaruJsonSpan to;
      g_autofree char *json = NULL;

      if (field == NULL || has_field (self, naru_record_get_id (after), top))
        continue;
      if (field->kind == NARU_KIND_LIST && replace_list (self, before, after, field))
        continue;
      g_ptr_array_set_size (self->steps, (int) position);
      to = naru_record_get_span (after, top);
      if (to.text != NULL && naru_json_span_kind (to) != NARU_JSON_NULL)
        json = naru_json_span_dup (to);
      naru_command_set_json (self, naru_record_get_id (after), top, json);
    }
}

/**
 * naru_command_get_created:
 * @self: a command
 *
 * Returns: (transfer full): the ids of the records that it makes, in order
 */
char **
naru_command_get_created (NaruCommand *self)
{
  char **ids = g_new0 (char *, self->created->len + 1);

  for (guint i = 0; i < self->created->len; i++)
    ids[i] = g_strdup (g_ptr_array_index (self->created, i));
  return ids;
}
