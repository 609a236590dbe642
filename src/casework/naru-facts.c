/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts and who says so. A fact has the field's name and the code of the source as its id, so that a source says one thing
 * of a field, and saying it again changes nothing. */
#include "naru-facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-error.h"

/* What `sources` may keep of a value: one line of at most so many characters. */
#define LONGEST_VALUE 400
#define DIGEST_LENGTH 24

/**
 * naru_fact_text:
 * @record: an employer
 * @field: name of a field
 *
 * Returns: (transfer full): the value as `sources` keeps and compares it: its text, or a digest where it is long; "" for
 *   none
 */
char *
naru_fact_text (NaruRecord *record, const char *field)
{
  const NaruField *row = naru_record_type_find_field (naru_record_get_record_type (record), field);
  const char *value = naru_record_get (record, field);
  g_autofree char *canonical = NULL;
  g_autofree char *digest = NULL;

  if (value == NULL)
    return g_strdup ("");
  if (row->kind == NARU_KIND_OBJECT || row->kind == NARU_KIND_LIST)
    value = canonical = naru_json_span_canonical (naru_record_get_span (record, field));
  if (strlen (value) <= LONGEST_VALUE && row->kind != NARU_KIND_LONG_TEXT)
    return g_strdup (value);
  digest
      = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) value, strlen (value) + 1);
  return g_strndup (digest, DIGEST_LENGTH);
}

static char *
fact_id (const char *field, const char *source)
{
  return g_strdup_printf ("%s %s", field, source);
}

/* The position of a fact; -1 where there is none. */
static int
find_fact (NaruRecord *record, const char *id)
{
  for (guint i = 0; i < naru_record_get_length (record, "facts"); i++)
    {
      g_autofree char *here = naru_record_get_element (record, "facts", i, "id");

      if (g_strcmp0 (here, id) == 0)
        return (int) i;
    }
  return -1;
}

/* How many facts other than @except still wait for an answer. */
static guint
count_asked (NaruRecord *record, const char *except)
{
  guint count = 0;

  for (guint i = 0; i < naru_record_get_length (record, "facts"); i++)
    {
      g_autofree char *id = naru_record_get_element (record, "facts", i, "id");
      g_autofree char *state = naru_record_get_element (record, "facts", i, "state");

      if (g_strcmp0 (id, except) != 0 && g_strcmp0 (state, "asks") == 0)
        count++;
    }
  return count;
}

static gboolean
is_asked (NaruRecord *record, const char *except)
{
  return count_asked (record, except) > 0;
}

/**
 * naru_fact_count_asked:
 * @record: an employer
 *
 * Returns: of how many facts a source says otherwise, and nobody has answered yet
 */
guint
naru_fact_count_asked (NaruRecord *record)
{
  return count_asked (record, NULL);
}

/**
 * naru_fact_offer:
 * @record: an employer
 * @field: name of a field that was edited here
 * @source: a code of "fact-source"
 * @name: (nullable): what the source is called
 * @on: (nullable): as of when it says so
 * @json: what it says, as JSON
 * @changed: (out): whether that is news
 * @error: return location for an error
 *
 * Puts beside what is held true what a source says otherwise, and asks which it is. A source that says what it said
 * before does not ask again.
 *
 * Returns: %FALSE if the record does not take it
 */
gboolean
naru_fact_offer (NaruRecord *record, const char *field, const char *source, const char *name,
                 const char *on, const char *json, gboolean *changed, GError **error)
{
  g_autofree char *id = fact_id (field, source);
  int position = find_fact (record, id);
  g_autofree char *before
      = position < 0 ? NULL : naru_record_get_element (record, "facts", (guint) position, "value");

  *changed = g_strcmp0 (before, json) != 0;
  if (!*changed)
    return TRUE;
  return naru_record_set_element (record, "facts", id, "field", field, error)
         && naru_record_set_element (record, "facts", id, "source", source, error)
         && naru_record_set_element (record, "facts", id, "name", name, error)
         && naru_record_set_element (record, "facts", id, "on", on, error)
         && naru_record_set_element (record, "facts", id, "value", json, error)
         && naru_record_set_element (record, "facts", id, "state", "asks", error)
         && naru_record_set (record, "toSettle", "true", error);
}

/**
 * naru_fact_withdraw:
 * @record: an employer
 * @field: name of a field
 * @source: a code of "fact-source" that now says what is held true
 * @changed: (out): whether it had said something else
 * @error: return location for an error
 *
 * Returns: %FALSE if the record does not take it
 */
gboolean
naru_fact_withdraw (NaruRecord *record, const char *field, const char *source, gboolean *changed,
                    GError **error)
{
  g_autofree char *id = fact_id (field, source);

  *changed = find_fact (record, id) >= 0;
  if (!*changed)
    return TRUE;
  if (!naru_record_remove_element (record, "facts", id, error))
    return FALSE;
  return is_asked (record, NULL) || naru_record_set (record, "toSettle", NULL, error);
}

/* A fact that is there, as read for a command. */
typedef struct
{
  NaruRecord *record;
  const NaruField *row;
  char *field;
  char *source;
  char *name;
  char *on;
  char *value;
} Fact;

static void
fact_clear (Fact *self)
{
  g_clear_object (&self->record);
  g_free (self->field);
  g_free (self->source);
  g_free (self->name);
  g_free (self->on);
  g_free (self->value);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Fact, fact_clear)

static gboolean
read_fact (NaruDesk *desk, const char *employer, const char *id, Fact *fact, GError **error)
{
  int position;

  fact->record = naru_casework_get (desk, employer, "employer", error);
  if (fact->record == NULL)
    return FALSE;
  position = find_fact (fact->record, id);
  if (position >= 0)
    {
      fact->field = naru_record_get_element (fact->record, "facts", (guint) position, "field");
      fact->source = naru_record_get_element (fact->record, "facts", (guint) position, "source");
      fact->name = naru_record_get_element (fact->record, "facts", (guint) position, "name");
      fact->on = naru_record_get_element (fact->record, "facts", (guint) position, "on");
      fact->value = naru_record_get_element (fact->record, "facts", (guint) position, "value");
      fact->row = fact->field == NULL ? NULL
                                      : naru_record_type_find_field (
                                          naru_record_get_record_type (fact->record), fact->field);
    }
  if (fact->row != NULL && fact->value != NULL)
    return TRUE;
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
                       _ ("What this source said is no longer there."));
  return FALSE;
}

static void
set_source (NaruCommand *command, const char *employer, const char *field, const char *source,
            const char *name, const char *on, const char *text)
{
  naru_command_set_element (command, employer, "sources", field, "source", source);
  naru_command_set_element (command, employer, "sources", field, "name", name);
  naru_command_set_element (command, employer, "sources", field, "on", on);
  naru_command_set_element (command, employer, "sources", field, "value", text);
}

static void
set_fact (NaruCommand *command, const char *employer, const char *field, const char *source,
          const char *name, const char *on, const char *json)
{
  g_autofree char *id = fact_id (field, source);

  naru_command_set_element (command, employer, "facts", id, "field", field);
  naru_command_set_element (command, employer, "facts", id, "source", source);
  naru_command_set_element (command, employer, "facts", id, "name", name);
  naru_command_set_element (command, employer, "facts", id, "on", on);
  naru_command_set_element (command, employer, "facts", id, "value", json);
  naru_command_set_element (command, employer, "facts", id, "state", "kept");
}

/* What is held true now stays readable beside what takes its place, under the source that it came from. */
static void
set_aside (NaruCommand *command, NaruRecord *record, const char *field, const char *new_source,
           const char *today)
{
  const char *employer = naru_record_get_id (record);
  g_autofree char *now = naru_fact_text (record, field);
  g_autofree char *json = NULL;

  if (!naru_record_has (record, field))
    return;
  json = naru_json_span_dup (naru_record_get_span (record, field));
  for (guint i = 0; i < naru_record_get_length (record, "sources"); i++)
    {
      g_autofree char *here = naru_record_get_element (record, "sources", i, "field");
      g_autofree char *text = naru_record_get_element (record, "sources", i, "value");
      g_autofree char *source = naru_record_get_element (record, "sources", i, "source");
      g_autofree char *name = naru_record_get_element (record, "sources", i, "name");
      g_autofree char *on = naru_record_get_element (record, "sources", i, "on");

      if (g_strcmp0 (here, field) != 0 || g_strcmp0 (text != NULL ? text : "", now) != 0)
        continue;
      /* an older word of the same source has nothing to say any more */
      if (g_strcmp0 (source, new_source) != 0)
        set_fact (command, employer, field, source, name, on, json);
      return;
    }
  if (g_strcmp0 (new_source, "own") != 0)
    set_fact (command, employer, field, "own", NULL, today, json);
}

static char *
text_of_value (NaruRecord *record, const char *field, const char *json)
{
  g_autoptr (NaruRecord) trial = naru_record_copy (record);

  return naru_record_set_json (trial, field, json, NULL) ? naru_fact_text (trial, field) : NULL;
}

/**
 * naru_employer_take_fact:
 * @desk: a desk
 * @employer: id of an employer
 * @fact: id of what a source says
 * @error: return location for an error
 *
 * Takes over what a source says. What was held true before stays beside it, with its source.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_take_fact (NaruDesk *desk, const char *employer, const char *fact, GError **error)
{
  g_auto (Fact) said = { NULL };
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *text = NULL;
  g_autofree char *label = NULL;
  NaruCommand *command;

  if (!read_fact (desk, employer, fact, &said, error))
    return NULL;
  text = text_of_value (said.record, said.field, said.value);
  label = g_strdup_printf (_ ("Take over “%s”: %s"), naru_field_get_label (said.row),
                           naru_casework_term_label ("fact-source", said.source));
  command = naru_command_new (label);
  naru_command_remove_element (command, employer, "facts", fact);
  set_aside (command, said.record, said.field, said.source, today);
  naru_command_set_json (command, employer, said.field, said.value);
  set_source (command, employer, said.field, said.source, said.name, said.on, text);
  if (!is_asked (said.record, fact))
    naru_command_set (command, employer, "toSettle", NULL);
  return command;
}

/**
 * naru_employer_keep_fact:
 * @desk: a desk
 * @employer: id of an employer
 * @fact: id of what a source says
 * @error: return location for an error
 *
 * Keeps what is held true here. The source stays readable, and asks again when it says something new.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_keep_fact (NaruDesk *desk, const char *employer, const char *fact, GError **error)
{
  g_auto (Fact) said = { NULL };
  g_autofree char *label = NULL;
  NaruCommand *command;

  if (!read_fact (desk, employer, fact, &said, error))
    return NULL;
  label = g_strdup_printf (_ ("Keep our own “%s”"), naru_field_get_label (said.row));
  command = naru_command_new (label);
  naru_command_set_element (command, employer, "facts", fact, "state", "kept");
  if (!is_asked (said.record, fact))
    naru_command_set (command, employer, "toSettle", NULL);
  return command;
}

/**
 * naru_employer_forget_fact:
 * @desk: a desk
 * @employer: id of an employer
 * @fact: id of what a source says
 * @error: return location for an error
 *
 * Takes out what a source said. History keeps it.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_forget_fact (NaruDesk *desk, const char *employer, const char *fact, GError **error)
{
  g_auto (Fact) said = { NULL };
  g_autofree char *label = NULL;
  NaruCommand *command;

  if (!read_fact (desk, employer, fact, &said, error))
    return NULL;
  label = g_strdup_printf (_ ("Forget “%s”: %s"), naru_field_get_label (said.row),
                           naru_casework_term_label ("fact-source", said.source));
  command = naru_command_new (label);
  naru_command_remove_element (command, employer, "facts", fact);
  if (!is_asked (said.record, fact))
    naru_command_set (command, employer, "toSettle", NULL);
  return command;
}

/**
 * naru_employer_note_fact:
 * @desk: a desk
 * @employer: id of an employer
 * @draft: an employer that only carries the value
 * @field: name of the field
 * @source: a code of "fact-source"
 * @name: (nullable): what the source is called
 * @on: (nullable): as of when it says so; today if %NULL
 * @ours: whether it is held true from now on
 * @error: return location for an error
 *
 * Notes what a source says of an employer, beside what is held true or in its place.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_note_fact (NaruDesk *desk, const char *employer, NaruRecord *draft, const char *field,
                         const char *source, const char *name, const char *on, gboolean ours,
                         GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, employer, "employer", error);
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *json = NULL;
  g_autofree char *text = NULL;
  g_autofree char *id = NULL;
  g_autofree char *label = NULL;
  const NaruField *row;
  NaruCommand *command;

  if (record == NULL || !naru_casework_check_term ("fact-source", source, error))
    return NULL;
  row = naru_record_type_find_field (naru_record_get_record_type (record), field);
  if (row == NULL || !naru_record_has (draft, field))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID,
                           _ ("Please fill in what the source says."));
      return NULL;
    }
  json = naru_json_span_dup (naru_record_get_span (draft, field));
  text = naru_fact_text (draft, field);
  label = g_strdup_printf (_ ("“%s”: %s"), naru_field_get_label (row),
                           naru_casework_term_label ("fact-source", source));
  command = naru_command_new (label);
  if (!ours)
    {
      set_fact (command, employer, field, source, name, on != NULL ? on : today, json);
      return command;
    }
  id = fact_id (field, source);
  set_aside (command, record, field, source, today);
  if (find_fact (record, id) >= 0)
    naru_command_remove_element (command, employer, "facts", id);
  naru_command_set_json (command, employer, field, json);
  set_source (command, employer, field, source, name, on != NULL ? on : today, text);
  return command;
}
