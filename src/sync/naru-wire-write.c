/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing documents, ids and revisions for CouchDB. */
#include "naru-wire.h"

#include <string.h>

/**
 * naru_wire_append_document:
 * @rev: (nullable): the revision that it was made from
 * @body: (nullable): an object
 *
 * Writes a document as the server takes it.
 */
void
naru_wire_append_document (GString *out, const char *id, const char *rev, gboolean deleted,
                           const char *body)
{
  NaruJsonIter iter;
  NaruJsonSpan name, value;

  g_string_append (out, "{\"_id\":");
  naru_json_append_quoted (out, id);
  if (rev != NULL)
    {
      g_string_append (out, ",\"_rev\":");
      naru_json_append_quoted (out, rev);
    }
  if (deleted)
    g_string_append (out, ",\"_deleted\":true");
  if (body != NULL)
    {
      naru_json_iter_init (&iter, naru_json_span (body, -1));
      while (naru_json_iter_next (&iter, &name, &value))
        {
          /* a tombstone says itself that it is one; the rest of these names are the server's */
          if (name.length > 2 && name.text[1] == '_')
            continue;
          g_string_append_c (out, ',');
          g_string_append_len (out, name.text, value.text + value.length - name.text);
        }
    }
  g_string_append_c (out, '}');
}

static gboolean
is_by (NaruJsonSpan body, const char *member, const char *who)
{
  g_autofree char *author = naru_json_span_dup_string (naru_json_span_member (body, member));

  return author == NULL || strcmp (author, who) == 0;
}

/* The server lets nobody write as somebody else, unless it is said: work from before there was a server, or somebody else's
 * record that a server has lost. */
static gboolean
needs_uploader (const NaruOutgoing *document, const char *me)
{
  NaruJsonSpan body = naru_json_span (document->body, -1);

  return !is_by (body, "modifiedBy", me) || !is_by (body, "author", me)
         || (document->base_rev == NULL && !is_by (body, "createdBy", me));
}

/**
 * naru_wire_write_bulk:
 * @outgoing: (element-type NaruOutgoing): documents, none twice
 * @me: id of the staff record of whoever sends them
 *
 * Returns: (transfer full): the body of a _bulk_docs
 */
char *
naru_wire_write_bulk (GPtrArray *outgoing, const char *me)
{
  GString *out = g_string_new ("{\"docs\":[");

  for (guint i = 0; i < outgoing->len; i++)
    {
      const NaruOutgoing *document = g_ptr_array_index (outgoing, i);
      g_autofree char *quoted = NULL;
      g_autofree char *body = NULL;

      if (document->body != NULL && needs_uploader (document, me))
        {
          const NaruJsonEdit edit = { "uploadedBy", quoted = naru_json_quote (me) };

          body = naru_json_splice (document->body, &edit, 1);
        }
      if (i > 0)
        g_string_append_c (out, ',');
      naru_wire_append_document (out, document->id, document->base_rev, document->deleted,
                                 body != NULL ? body : document->body);
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

/**
 * naru_wire_write_keys:
 *
 * Returns: (transfer full): the body of an _all_docs for these ids
 */
char *
naru_wire_write_keys (GPtrArray *ids)
{
  GString *out = g_string_new ("{\"keys\":[");

  for (guint i = 0; i < ids->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      naru_json_append_quoted (out, g_ptr_array_index (ids, i));
    }
  g_string_append (out, "]}");
  return g_string_free (out, FALSE);
}

/**
 * naru_wire_write_revisions:
 * @revisions: (element-type NaruRevision): one of each document; what else there is of it is left out
 *
 * Returns: (transfer full): the body of a _revs_diff
 */
char *
naru_wire_write_revisions (GPtrArray *revisions)
{
  GString *out = g_string_new ("{");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < revisions->len; i++)
    {
      const NaruRevision *revision = g_ptr_array_index (revisions, i);

      /* the feed may show a document twice */
      if (!g_hash_table_add (seen, revision->id))
        continue;
      if (out->len > 1)
        g_string_append_c (out, ',');
      naru_json_append_quoted (out, revision->id);
      g_string_append (out, ":[");
      naru_json_append_quoted (out, revision->rev);
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, '}');
  return g_string_free (out, FALSE);
}
