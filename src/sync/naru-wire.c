/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading CouchDB's answers and writing documents for it. The texts read here have passed naru_json_check(); what they lack
 * is told as an answer that cannot be understood. */
#include "naru-wire.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

/* where a page says what follows it: in its last bytes */
#define TAIL ((gsize) 4096)

void
naru_branch_free (NaruBranch *branch)
{
  g_free (branch->id);
  g_free (branch->winner);
  g_strfreev (branch->losers);
  g_free (branch);
}

static void
clear_document (gpointer data)
{
  NaruRemoteDocument *document = data;

  g_free (document->id);
  g_free (document->rev);
  g_free (document->body);
}

/**
 * naru_wire_page_new:
 *
 * Returns: (transfer full): a page without anything
 */
NaruWirePage *
naru_wire_page_new (void)
{
  NaruWirePage *page = g_new0 (NaruWirePage, 1);

  page->documents = g_array_new (FALSE, FALSE, sizeof (NaruRemoteDocument));
  g_array_set_clear_func (page->documents, clear_document);
  page->bare = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_revision_free);
  page->branched = g_ptr_array_new_with_free_func (g_free);
  page->branches = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_branch_free);
  page->pending = -1;
  return page;
}

void
naru_wire_page_free (NaruWirePage *page)
{
  if (page == NULL)
    return;
  g_array_unref (page->documents);
  g_ptr_array_unref (page->bare);
  g_ptr_array_unref (page->branched);
  g_ptr_array_unref (page->branches);
  g_free (page->since);
  g_free (page);
}

static gboolean
fail (GError **error)
{
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_NETWORK,
                       _ ("The server answered something that cannot be understood."));
  return FALSE;
}

static gint64
get_integer (NaruJsonSpan span, gint64 fallback)
{
  g_autofree char *text = naru_json_span_dup (span);
  gint64 number;

  return text != NULL && g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL)
             ? number
             : fallback;
}

/**
 * naru_wire_get_integer:
 *
 * Returns: a member that is a whole number, or @fallback
 */
gint64
naru_wire_get_integer (NaruJsonSpan object, const char *name, gint64 fallback)
{
  return get_integer (naru_json_span_member (object, name), fallback);
}

/**
 * naru_wire_get_generation:
 *
 * Returns: the number at the head of a revision; 0 if it has none
 */
guint
naru_wire_get_generation (const char *rev)
{
  return rev != NULL ? (guint) g_ascii_strtoull (rev, NULL, 10) : 0;
}

static char *
dup_member (NaruJsonSpan object, const char *name)
{
  return naru_json_span_dup_string (naru_json_span_member (object, name));
}

/* A member that is wanted, and where its value is put: one walk through an object finds them all. */
typedef struct
{
  const char *name; /* with its quotes */
  NaruJsonSpan *value;
} Wanted;

static void
note_wanted (const Wanted *wanted, NaruJsonSpan name, NaruJsonSpan value)
{
  for (; wanted->name != NULL; wanted++)
    if (strlen (wanted->name) == name.length && memcmp (wanted->name, name.text, name.length) == 0)
      *wanted->value = value;
}

static void
find_wanted (NaruJsonSpan object, const Wanted *wanted)
{
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  if (naru_json_span_kind (object) != NARU_JSON_OBJECT)
    return;
  naru_json_iter_init (&iter, object);
  while (naru_json_iter_next (&iter, &name, &value))
    note_wanted (wanted, name, value);
}

/* Members whose name begins with "_" are CouchDB's own: those that are wanted are noted. Returns NULL if nothing else is
 * in it. @checked: (out): what is made of a checked text needs no check of its own, but for its size and for a member that
 * is there twice */
static char *
copy_body (NaruJsonSpan document, const Wanted *wanted, gboolean *checked)
{
  g_auto (NaruJsonNames) names = { 0 };
  g_autoptr (GString) out = g_string_sized_new (document.length + 1);
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  *checked = document.length < NARU_JSON_MAX_SIZE;
  naru_json_iter_init (&iter, document);
  while (naru_json_iter_next (&iter, &name, &value))
    {
      if (name.length > 2 && name.text[1] == '_')
        {
          note_wanted (wanted, name, value);
          continue;
        }
      *checked = *checked && naru_json_names_add (&names, name);
      g_string_append_c (out, out->len == 0 ? '{' : ',');
      /* as it was received, with the space that may stand behind the colon */
      g_string_append_len (out, name.text, value.text + value.length - name.text);
    }
  if (out->len == 0)
    return NULL;
  g_string_append_c (out, '}');
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* @conflicts: (out): revisions of other versions, if the server names any */
static gboolean
read_document (NaruJsonSpan span, NaruRemoteDocument *document, NaruJsonSpan *conflicts)
{
  NaruJsonSpan id = { NULL, 0 };
  NaruJsonSpan rev = { NULL, 0 };
  NaruJsonSpan deleted = { NULL, 0 };
  const Wanted wanted[] = { { "\"_id\"", &id },
                            { "\"_rev\"", &rev },
                            { "\"_deleted\"", &deleted },
                            { "\"_conflicts\"", conflicts },
                            { NULL, NULL } };
  g_autofree char *body = NULL;
  g_autofree char *id_text = NULL;
  g_autofree char *rev_text = NULL;
  gboolean checked;

  *document = (NaruRemoteDocument){ 0 };
  /* the names of a list are no names */
  if (naru_json_span_kind (span) != NARU_JSON_OBJECT)
    return FALSE;
  body = copy_body (span, wanted, &checked);
  id_text = naru_json_span_dup_string (id);
  rev_text = naru_json_span_dup_string (rev);
  if (id_text == NULL || rev_text == NULL)
    return FALSE;
  document->deleted = naru_json_span_is_true (deleted);
  document->body = g_steal_pointer (&body);
  if (document->body == NULL && !document->deleted)
    document->body = g_strdup ("{}");
  document->checked = checked && document->body != NULL;
  document->id = g_steal_pointer (&id_text);
  document->rev = g_steal_pointer (&rev_text);
  return TRUE;
}

/**
 * naru_wire_read_document:
 * @span: a document with its _id and _rev
 * @document: (out caller-allocates): its parts, for the caller to free
 *
 * Returns: %FALSE, and nothing in @document, if it has no _id or no _rev
 */
gboolean
naru_wire_read_document (NaruJsonSpan span, NaruRemoteDocument *document)
{
  NaruJsonSpan conflicts = { NULL, 0 };

  return read_document (span, document, &conflicts);
}

static GStrv
read_strings (NaruJsonSpan list)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  NaruJsonIter iter;
  NaruJsonSpan value;

  naru_json_iter_init (&iter, list);
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      g_autofree char *text = naru_json_span_dup_string (value);

      if (text != NULL)
        g_strv_builder_add (builder, text);
    }
  return g_strv_builder_end (builder);
}

static void
note_branches (NaruWirePage *page, NaruJsonSpan conflicts, const char *id, const char *rev)
{
  NaruBranch *branch;
  GStrv losers;

  if (naru_json_span_kind (conflicts) != NARU_JSON_ARRAY)
    return;
  losers = read_strings (conflicts);
  if (losers[0] == NULL)
    {
      g_strfreev (losers);
      return;
    }
  branch = g_new0 (NaruBranch, 1);
  branch->id = g_strdup (id);
  branch->winner = g_strdup (rev);
  branch->losers = losers;
  g_ptr_array_add (page->branches, branch);
}

/* Where @what is found last in the end of a text; NULL if it is not there. */
static const char *
find_in_tail (const char *text, gsize length, const char *what)
{
  gsize size = strlen (what);
  gsize shortest = length > TAIL ? length - TAIL : 0;

  for (gsize at = length; at >= shortest + size; at--)
    if (memcmp (text + at - size, what, size) == 0)
      return text + at;
  return NULL;
}

static gboolean
is_full (const char *text, gsize length, guint limit)
{
  static const char row[] = "\"changes\":[";
  const char *end = text + length;
  guint rows = 0;

  while (rows < limit && (text = memmem (text, (gsize) (end - text), row, sizeof row - 1)) != NULL)
    {
      text += sizeof row - 1;
      rows++;
    }
  return rows >= limit;
}

/**
 * naru_wire_guess_next:
 * @text: (array length=length): an answer to _changes, as it came: it may be anything
 * @limit: how many rows were asked for
 *
 * Looks at the end of a page that nobody has checked yet, so that the next one can be asked for at once. A guess: what is
 * kept is what naru_wire_read_changes() reads.
 *
 * Returns: (transfer full) (nullable): the token from which the next page goes on, as JSON; %NULL if none seems to follow
 */
char *
naru_wire_guess_next (const char *text, gsize length, guint limit)
{
  const char *since = find_in_tail (text, length, "\"last_seq\":");
  const char *pending = find_in_tail (text, length, "\"pending\":");
  const char *end;

  if (since == NULL
      || (pending != NULL ? pending == text + length || *pending == '0'
                          : !is_full (text, length, limit)))
    return NULL;
  for (end = since; end < text + length && *end != ',' && *end != '}' && *end != ']'; end++)
    if (*end == '\\' || *end == '[')
      return NULL;
  return naru_json_check (since, end - since, NULL) ? g_strndup (since, (gsize) (end - since))
                                                    : NULL;
}

/**
 * naru_wire_since_to_query:
 * @since: (nullable): token as JSON
 *
 * Returns: (transfer full): the token as the query of _changes takes it; "0" for the beginning
 */
char *
naru_wire_since_to_query (const char *since)
{
  NaruJsonSpan span;
  char *text;

  if (since == NULL)
    return g_strdup ("0");
  span = naru_json_span (since, -1);
  text = naru_json_span_dup_string (span);
  return text != NULL ? text : naru_json_span_dup (span);
}

/* A row that brings no document. A deletion says enough, and so does a version whose text cannot be read; of others the
 * document must be fetched. */
static gboolean
read_bare (NaruWirePage *page, const char *id, gboolean deleted, NaruJsonSpan changes,
           GError **error)
{
  g_autofree char *rev = NULL;
  NaruJsonIter iter;
  NaruJsonSpan first;

  naru_json_iter_init (&iter, changes);
  if (!naru_json_iter_next (&iter, NULL, &first))
    return fail (error);
  rev = dup_member (first, "rev");
  if (rev == NULL)
    return fail (error);
  if (deleted || page->unreadable)
    {
      NaruRemoteDocument document
          = { .deleted = deleted, .awaited = deleted ? 0 : NARU_AWAITED_SOMETIMES };

      document.id = g_strdup (id);
      document.rev = g_steal_pointer (&rev);
      g_array_append_val (page->documents, document);
    }
  else
    g_ptr_array_add (page->bare, naru_revision_new (id, rev));
  if (naru_json_iter_next (&iter, NULL, &first))
    g_ptr_array_add (page->branched, g_strdup (id));
  return TRUE;
}

static gboolean
read_change (NaruWirePage *page, NaruJsonSpan row, GError **error)
{
  NaruJsonSpan id_span = { NULL, 0 };
  NaruJsonSpan deleted = { NULL, 0 };
  NaruJsonSpan changes = { NULL, 0 };
  NaruJsonSpan doc = { NULL, 0 };
  NaruJsonSpan conflicts = { NULL, 0 };
  const Wanted wanted[] = { { "\"id\"", &id_span },
                            { "\"deleted\"", &deleted },
                            { "\"changes\"", &changes },
                            { "\"doc\"", &doc },
                            { NULL, NULL } };
  NaruRemoteDocument document = { 0 };
  g_autofree char *id = NULL;

  find_wanted (row, wanted);
  id = naru_json_span_dup_string (id_span);
  page->n_rows++;
  if (id == NULL)
    return fail (error);
  /* what the server keeps for itself: functions, indexes */
  if (*id == '_')
    return TRUE;
  if (naru_json_span_kind (doc) != NARU_JSON_OBJECT)
    return read_bare (page, id, naru_json_span_is_true (deleted), changes, error);
  if (!read_document (doc, &document, &conflicts))
    return fail (error);
  document.deleted |= naru_json_span_is_true (deleted);
  note_branches (page, conflicts, document.id, document.rev);
  g_array_append_val (page->documents, document);
  return TRUE;
}

/* Opaque, but none that a tolerant server would take for its beginning or its end: it comes back as it is. */
static gboolean
is_token (NaruJsonSpan since)
{
  NaruJsonKind kind = naru_json_span_kind (since);

  return kind == NARU_JSON_STRING || kind == NARU_JSON_NUMBER || kind == NARU_JSON_ARRAY;
}

/**
 * naru_wire_dup_token:
 *
 * Returns: (transfer full) (nullable): a place in the feed, as JSON; %NULL for what is none
 */
char *
naru_wire_dup_token (NaruJsonSpan since)
{
  return is_token (since) ? naru_json_span_dup (since) : NULL;
}

/**
 * naru_wire_read_changes:
 * @root: answer to _changes with include_docs
 *
 * Adds the rows to @page.
 */
gboolean
naru_wire_read_changes (NaruWirePage *page, NaruJsonSpan root, GError **error)
{
  NaruJsonSpan results = { NULL, 0 };
  NaruJsonSpan since = { NULL, 0 };
  NaruJsonSpan pending = { NULL, 0 };
  const Wanted wanted[] = { { "\"results\"", &results },
                            { "\"last_seq\"", &since },
                            { "\"pending\"", &pending },
                            { NULL, NULL } };
  NaruJsonIter iter;
  NaruJsonSpan row;

  find_wanted (root, wanted);
  if (naru_json_span_kind (results) != NARU_JSON_ARRAY || !is_token (since))
    return fail (error);
  page->pending = get_integer (pending, -1);
  naru_json_iter_init (&iter, results);
  while (naru_json_iter_next (&iter, NULL, &row))
    if (!read_change (page, row, error))
      return FALSE;
  page->since = naru_json_span_dup (since);
  return TRUE;
}

/* A row that brings no document: the deletion, or the revision where no more than that was asked for. */
static gboolean
read_listed (NaruJsonSpan row, NaruJsonSpan value, gboolean asked, NaruRemoteDocument *document)
{
  g_autofree char *id = NULL;
  g_autofree char *rev = NULL;

  document->deleted = naru_json_span_is_true (naru_json_span_member (value, "deleted"));
  if (naru_json_span_kind (value) != NARU_JSON_OBJECT || (asked && !document->deleted))
    return TRUE;
  id = dup_member (row, "id");
  rev = dup_member (value, "rev");
  if (id == NULL || rev == NULL)
    return FALSE;
  if (*id == '_')
    return TRUE;
  document->id = g_steal_pointer (&id);
  document->rev = g_steal_pointer (&rev);
  return TRUE;
}

/**
 * naru_wire_read_all_docs:
 * @root: answer to _all_docs, with or without keys and include_docs
 *
 * Adds the documents to @page. A document that the server never had is not among them, nor what it keeps for itself; nor one
 * that was asked for with its text and had gone when that was to be read.
 */
gboolean
naru_wire_read_all_docs (NaruWirePage *page, NaruJsonSpan root, GError **error)
{
  NaruJsonSpan rows = naru_json_span_member (root, "rows");
  NaruJsonIter iter;
  NaruJsonSpan row;

  if (naru_json_span_kind (rows) != NARU_JSON_ARRAY)
    return fail (error);
  naru_json_iter_init (&iter, rows);
  while (naru_json_iter_next (&iter, NULL, &row))
    {
      NaruJsonSpan value = naru_json_span_member (row, "value");
      NaruJsonSpan span = naru_json_span_member (row, "doc");
      NaruJsonSpan conflicts = { NULL, 0 };
      NaruRemoteDocument document = { 0 };

      page->n_rows++;
      if (naru_json_span_kind (span) == NARU_JSON_OBJECT)
        {
          if (!read_document (span, &document, &conflicts))
            return fail (error);
          note_branches (page, conflicts, document.id, document.rev);
        }
      else if (!read_listed (row, value, span.text != NULL, &document))
        return fail (error);
      if (document.id == NULL)
        continue;
      g_array_append_val (page->documents, document);
    }
  return TRUE;
}

void
naru_wire_row_free (NaruWireRow *row)
{
  g_free (row->id);
  g_free (row->rev);
  g_free (row->reason);
  g_free (row);
}

/* By its name in the row. What the server calls its own trouble is worth another try. */
static NaruWireOutcome
outcome_of (const char *problem)
{
  static const char *const refusals[]
      = { "forbidden",     "unauthorized", "doc_validation",       "document_too_large",
          "illegal_docid", "bad_request",  "attachment_too_large", NULL };

  if (strcmp (problem, "conflict") == 0)
    return NARU_WIRE_CLASHED;
  return g_strv_contains (refusals, problem) ? NARU_WIRE_REFUSED : NARU_WIRE_FAILED;
}

/**
 * naru_wire_read_rows:
 * @root: answer to _bulk_docs
 *
 * Returns: (transfer full) (element-type NaruWireRow): what became of each document that the answer names
 */
GPtrArray *
naru_wire_read_rows (NaruJsonSpan root, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_wire_row_free);
  NaruJsonIter iter;
  NaruJsonSpan span;

  if (naru_json_span_kind (root) != NARU_JSON_ARRAY)
    {
      fail (error);
      return NULL;
    }
  naru_json_iter_init (&iter, root);
  while (naru_json_iter_next (&iter, NULL, &span))
    {
      g_autofree char *problem = dup_member (span, "error");
      g_autofree char *id = dup_member (span, "id");
      NaruWireRow *row;

      if (id == NULL)
        continue;
      row = g_new0 (NaruWireRow, 1);
      row->id = g_steal_pointer (&id);
      row->rev = dup_member (span, "rev");
      row->reason = dup_member (span, "reason");
      if (problem != NULL)
        row->outcome = outcome_of (problem);
      else
        row->outcome = row->rev != NULL ? NARU_WIRE_STORED : NARU_WIRE_FAILED;
      g_ptr_array_add (rows, row);
    }
  return g_steal_pointer (&rows);
}

/**
 * naru_wire_read_roles:
 * @root: answer to GET _session
 * @name: (out): who is logged in, for the caller to free; %NULL for nobody
 *
 * Returns: (transfer full): the roles of whoever is logged in
 */
char **
naru_wire_read_roles (NaruJsonSpan root, char **name)
{
  NaruJsonSpan user = naru_json_span_member (root, "userCtx");

  *name = dup_member (user, "name");
  return read_strings (naru_json_span_member (user, "roles"));
}
