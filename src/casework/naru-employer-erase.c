/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person at an employer is forgotten. What the counts need stays: that somebody was talked to, when, in which part. The
 * name and the ways to reach the person go from all that is known of the employers, with the history that tells of them. */
#include "naru-employer-work.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-erasure.h"
#include "naru-error.h"
#include "naru-store-sync.h"

#define MIN_LETTERS 2 /* a single letter would take more than the person out of a text */
#define MIN_DIGITS 7
#define INSTEAD "…"

typedef struct
{
  NaruDesk *desk;
  NaruCommand *command;
  NaruRecord *contact;
  GPtrArray *names; /* as they may stand in texts */
  GPtrArray *numbers; /* of phones: digits alone */
  GPtrArray *dirty; /* ids of records whose past is to be forgotten */
  char *now;
} Erasing;

static char *
keep_digits (const char *text)
{
  GString *digits = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
  return g_string_free (digits, FALSE);
}

/* How long @digits is where it is written at @at with the signs that part numbers; 0 where it is not. */
static gsize
match_number (const char *at, const char *digits)
{
  const char *end = at;

  while (*digits != '\0')
    if (*end == *digits)
      {
        end++;
        digits++;
      }
    else if (end == at || *end == '\0' || strchr (" -.()/", *end) == NULL)
      return 0;
    else
      end++;
  return g_ascii_isdigit (*end) ? 0 : (gsize) (end - at);
}

/* A name is one where no letter stands before it; Korean particles follow a name without a space. */
static gsize
match_name (const char *at, const char *name)
{
  gsize length = strlen (name);
  gunichar last, next;

  if (strncmp (at, name, length) != 0)
    return 0;
  last = g_utf8_get_char (g_utf8_find_prev_char (at, at + length));
  next = g_utf8_get_char (at + length);
  return last < 0x1100 && g_unichar_isalnum (next) ? 0 : length;
}

static gsize
match (const Erasing *self, const char *at)
{
  gsize length = 0;

  for (guint i = 0; length == 0 && i < self->names->len; i++)
    length = match_name (at, self->names->pdata[i]);
  for (guint i = 0; length == 0 && i < self->numbers->len; i++)
    length = match_number (at, self->numbers->pdata[i]);
  return length;
}

/* @text without the person; NULL where it does not tell of her. */
static char *
without_person (const Erasing *self, const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean any = FALSE, within = FALSE;

  for (const char *at = text; *at != '\0';)
    {
      gsize length = within ? 0 : match (self, at);

      if (length > 0)
        {
          g_string_append (out, INSTEAD);
          at += length;
          any = TRUE;
          within = FALSE;
          continue;
        }
      within = g_unichar_isalnum (g_utf8_get_char (at));
      g_string_append_len (out, at, g_utf8_next_char (at) - at);
      at = g_utf8_next_char (at);
    }
  return any ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

/* Writes @span into @out with the person taken out of its texts; whether there was anything to take out. */
static gboolean
append_without (const Erasing *self, NaruJsonSpan span, GString *out)
{
  NaruJsonKind kind = naru_json_span_kind (span);
  gboolean object = kind == NARU_JSON_OBJECT, first = TRUE, any = FALSE;
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  if (kind == NARU_JSON_STRING)
    {
      g_autofree char *text = naru_json_span_dup_string (span);
      g_autofree char *left = text != NULL ? without_person (self, text) : NULL;

      if (left != NULL)
        naru_json_append_quoted (out, left);
      else
        g_string_append_len (out, span.text, (gssize) span.length);
      return left != NULL;
    }
  if (!object && kind != NARU_JSON_ARRAY)
    {
      g_string_append_len (out, span.text, (gssize) span.length);
      return FALSE;
    }
  g_string_append_c (out, object ? '{' : '[');
  naru_json_iter_init (&iter, span);
  while (naru_json_iter_next (&iter, &name, &value))
    {
      if (!first)
        g_string_append_c (out, ',');
      first = FALSE;
      if (object)
        g_string_append_printf (out, "%.*s:", (int) name.length, name.text);
      any |= append_without (self, value, out);
    }
  g_string_append_c (out, object ? '}' : ']');
  return any;
}

static void
note (Erasing *self, NaruRecord *after, const char *field)
{
  if (!naru_erasure_note (after, field, self->now, NULL))
    g_debug ("What was erased was not noted.");
}

/* The person's name, numbers and addresses go from every text of a record. */
static gboolean
clean_record (Erasing *self, NaruRecord *record, GError **error)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  g_autoptr (NaruRecord) after = naru_record_copy (record);
  gboolean any = FALSE;

  for (const NaruField *field = type->fields; field->name != NULL; field++)
    {
      g_autoptr (GString) out = g_string_new (NULL);

      if (!naru_record_has (record, field->name) || strcmp (field->name, "erased") == 0
          || !append_without (self, naru_record_get_span (record, field->name), out))
        continue;
      if (!naru_record_set_json (after, field->name, out->str, error))
        return FALSE;
      note (self, after, field->name);
      any = TRUE;
    }
  if (!any)
    return TRUE;
  naru_command_replace (self->command, record, after);
  g_ptr_array_add (self->dirty, g_strdup (naru_record_get_id (record)));
  return TRUE;
}

static gboolean
is_found_in (const Erasing *self, GBytes *bytes)
{
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  for (guint i = 0; data != NULL && i < self->names->len; i++)
    if (g_strstr_len (data, (gssize) length, self->names->pdata[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* What the person wrote goes, and any file that names the person: nobody can take a name out of a file. */
static gboolean
clean_files (Erasing *self, NaruRecord *talk, gboolean with_person, GError **error)
{
  static const char *const written[] = { "email", "message", "letter", NULL };
  NaruStore *store = naru_desk_get_store (self->desk);
  const char *kind = naru_record_get (talk, "kind");
  gboolean theirs = with_person && kind != NULL && g_strv_contains (written, kind);
  g_autoptr (NaruRecord) after = naru_record_copy (talk);

  for (guint i = naru_record_get_length (talk, "attachments"); i > 0; i--)
    {
      g_autofree char *digest = naru_record_get_element (talk, "attachments", i - 1, "digest");
      g_autofree char *name = naru_record_get_element (talk, "attachments", i - 1, "name");
      g_autofree char *left = name != NULL ? without_person (self, name) : NULL;
      g_autoptr (GBytes) bytes
          = digest != NULL && !theirs ? naru_store_get_blob (store, digest, NULL) : NULL;

      if (digest == NULL || (!theirs && left == NULL && !is_found_in (self, bytes)))
        continue;
      naru_command_remove_element (self->command, naru_record_get_id (talk), "attachments", digest);
      naru_command_forget_blob (self->command, digest);
      note (self, after, "attachments");
    }
  if (naru_json_span_equal (naru_record_get_span (after, "erased"),
                            naru_record_get_span (talk, "erased")))
    return TRUE;
  naru_command_replace (self->command, talk, after);
  g_ptr_array_add (self->dirty, g_strdup (naru_record_get_id (talk)));
  return TRUE;
}

static gboolean
clean_found (Erasing *self, NaruQuery *query, GHashTable *seen, GError **error)
{
  g_autoptr (GPtrArray) found = naru_store_find (naru_desk_get_store (self->desk), query, error);
  const char *contact = naru_record_get_id (self->contact);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      NaruRecord *record = found->pdata[i];
      gboolean talk = strcmp (naru_record_get_record_type (record)->name, "interaction") == 0;

      if (strcmp (naru_record_get_id (record), contact) == 0
          || !g_hash_table_add (seen, g_strdup (naru_record_get_id (record))))
        continue;
      if (!clean_record (self, record, error)
          || (talk
              && !clean_files (self, record,
                               g_strcmp0 (naru_record_get (record, "contact"), contact) == 0,
                               error)))
        return FALSE;
    }
  return found != NULL;
}

/* All that is kept of an employer. */
static gboolean
clean_employer (Erasing *self, const char *employer, GHashTable *seen, GError **error)
{
  static const char *const types[] = { "interaction", "contact",   "needs",         "strategy",
                                       "service",     "incentive", "participation", "vacancy" };
  g_autoptr (NaruRecord) record = naru_store_get (naru_desk_get_store (self->desk), employer, NULL);

  if (record != NULL && !clean_record (self, record, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (NaruQuery) query = naru_query_new (types[i]);

      naru_query_add_filter (query, "employer", NARU_FILTER_IS, employer);
      if (!clean_found (self, query, seen, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
clean_everywhere (Erasing *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (NaruQuery) talks = naru_query_new ("interaction");
  g_auto (GStrv) also = naru_record_get_set (self->contact, "alsoAt");
  const char *employer = naru_record_get (self->contact, "employer");

  naru_query_add_filter (talks, "contact", NARU_FILTER_IS, naru_record_get_id (self->contact));
  if (!clean_found (self, talks, seen, error)
      || (employer != NULL && !clean_employer (self, employer, seen, error)))
    return FALSE;
  for (guint i = 0; also[i] != NULL; i++)
    if (!clean_employer (self, also[i], seen, error))
      return FALSE;
  return TRUE;
}

/* What tells of the person: not what is the employer's own, such as a phone at the gate. */
static void
list_words (Erasing *self)
{
  static const char *const names[] = { "name", "romanName", "email" };
  static const char *const numbers[] = { "phone", "mobile" };
  const char *employer = naru_record_get (self->contact, "employer");
  g_autoptr (NaruRecord) owner
      = employer != NULL ? naru_store_get (naru_desk_get_store (self->desk), employer, NULL) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *word = naru_record_get (self->contact, names[i]);

      if (word != NULL && g_utf8_strlen (word, -1) >= MIN_LETTERS
          && (owner == NULL || strcmp (names[i], "email") != 0
              || g_strcmp0 (naru_record_get (owner, "email"), word) != 0))
        g_ptr_array_add (self->names, g_strdup (word));
    }
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      const char *phone = naru_record_get (self->contact, numbers[i]);
      const char *own = owner != NULL ? naru_record_get (owner, "phone") : NULL;
      g_autofree char *digits = phone != NULL ? keep_digits (phone) : NULL;
      g_autofree char *own_digits = own != NULL ? keep_digits (own) : NULL;

      if (digits != NULL && strlen (digits) >= MIN_DIGITS && g_strcmp0 (digits, own_digits) != 0)
        g_ptr_array_add (self->numbers, g_steal_pointer (&digits));
    }
}

/* The person herself: what is left of the record is a part in conversations. */
static gboolean
clean_contact (Erasing *self, GError **error)
{
  static const char *const also[] = { "organisationName", "sourceKey", NULL };
  NaruRecord *contact = self->contact;
  g_autoptr (NaruRecord) after = naru_record_copy (contact);
  g_autofree char *today = naru_desk_today (self->desk);

  for (const NaruField *field = naru_record_get_record_type (contact)->fields; field->name != NULL;
       field++)
    if (((field->flags & NARU_FIELD_PERSONAL) != 0 || g_strv_contains (also, field->name))
        && strcmp (field->name, "name") != 0 && naru_record_has (contact, field->name)
        && !naru_record_set_json (after, field->name, NULL, error))
      return FALSE;
  if (!naru_record_set (after, "name", _ ("Erased person"), error)
      || (!naru_record_has (contact, "leftOn") && !naru_record_set (after, "leftOn", today, error))
      || !naru_record_set (after, "erasedOn", today, error)
      || !naru_erasure_note (after, NARU_ERASED_ALL, self->now, error))
    return FALSE;
  naru_command_replace (self->command, contact, after);
  g_ptr_array_add (self->dirty, g_strdup (naru_record_get_id (contact)));
  return TRUE;
}

/* Values that two desks wrote at once tell of the person, too. */
static gboolean
drop_conflicts (Erasing *self, GError **error)
{
  g_autoptr (GPtrArray) conflicts = naru_store_list_conflicts (
      naru_desk_get_store (self->desk), naru_record_get_id (self->contact), error);

  for (guint i = 0; conflicts != NULL && i < conflicts->len; i++)
    {
      const NaruConflict *conflict = conflicts->pdata[i];

      naru_command_delete (self->command, conflict->id);
      g_ptr_array_add (self->dirty, g_strdup (conflict->id));
    }
  return conflicts != NULL;
}

/**
 * naru_contact_erase:
 * @desk: a desk
 * @contact: id of a contact
 * @error: return location for an error
 *
 * Erases a person and keeps the counts: what is left is that somebody at this employer was talked to, when, and in which
 * part. Name, numbers and addresses go from the contact and from all that is known of its employers: conversations,
 * handover sheets, vacancies, notes, files, drafts; so does the history that tells of them, here, on other desks and on the
 * server when they synchronise. It cannot be undone. Reads much: not for the main loop where an employer has a long history.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_contact_erase (NaruDesk *desk, const char *contact, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, contact, "contact", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) dirty = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *now = naru_desk_now (desk);
  Erasing self = { desk, NULL, record, names, numbers, dirty, now };

  if (record == NULL)
    return NULL;
  command = naru_command_new (_ ("Erase a person"));
  self.command = command;
  list_words (&self);
  if (!clean_contact (&self, error) || !clean_everywhere (&self, error)
      || !drop_conflicts (&self, error))
    return NULL;
  for (guint i = 0; i < names->len; i++)
    naru_command_forget_word (command, names->pdata[i]);
  for (guint i = 0; i < dirty->len; i++)
    naru_command_forget (command, dirty->pdata[i]);
  return g_steal_pointer (&command);
}
