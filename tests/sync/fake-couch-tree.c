/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "fake-couch-private.h"

#include <string.h>

static void
rev_free (gpointer data)
{
  CouchRev *rev = data;

  g_free (rev->name);
  g_free (rev->body);
  g_free (rev);
}

static void
document_free (gpointer data)
{
  CouchDocument *document = data;

  g_ptr_array_unref (document->revs);
  g_free (document->id);
  g_free (document);
}

static void
node_init (CouchNode *node)
{
  node->documents = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, document_free);
  node->meetings = g_array_new (FALSE, FALSE, sizeof (CouchMeeting));
}

CouchDatabase *
couch_database_new (const char *name, guint number)
{
  CouchDatabase *self = g_new0 (CouchDatabase, 1);

  self->name = g_strdup (name);
  self->born = g_strdup_printf ("%u", 1700000000 + number);
  self->locals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < COUCH_NODES; i++)
    node_init (&self->nodes[i]);
  return self;
}

void
couch_database_free (CouchDatabase *self)
{
  for (guint i = 0; i < COUCH_NODES; i++)
    {
      g_hash_table_unref (self->nodes[i].documents);
      g_array_unref (self->nodes[i].meetings);
    }
  g_hash_table_unref (self->locals);
  g_hash_table_unref (self->known);
  g_free (self->born);
  g_free (self->name);
  g_free (self);
}

CouchDocument *
couch_node_get (CouchNode *node, const char *id)
{
  return g_hash_table_lookup (node->documents, id);
}

static CouchDocument *
ensure_document (CouchNode *node, const char *id)
{
  CouchDocument *document = couch_node_get (node, id);

  if (document != NULL)
    return document;
  document = g_new0 (CouchDocument, 1);
  document->id = g_strdup (id);
  document->revs = g_ptr_array_new_with_free_func (rev_free);
  g_hash_table_insert (node->documents, document->id, document);
  return document;
}

CouchRev *
couch_document_find (const CouchDocument *document, const char *name)
{
  for (guint i = 0; document != NULL && name != NULL && i < document->revs->len; i++)
    if (strcmp (((CouchRev *) document->revs->pdata[i])->name, name) == 0)
      return document->revs->pdata[i];
  return NULL;
}

/* Not deleted before deleted, more edits before fewer, then by name: the same on every node. */
static gboolean
wins (const CouchRev *a, const CouchRev *b)
{
  if (a->deleted != b->deleted)
    return !a->deleted;
  if (a->generation != b->generation)
    return a->generation > b->generation;
  return strcmp (a->name, b->name) > 0;
}

CouchRev *
couch_document_winner (const CouchDocument *document)
{
  CouchRev *winner = NULL;

  for (guint i = 0; document != NULL && i < document->revs->len; i++)
    {
      CouchRev *rev = document->revs->pdata[i];

      if (!rev->inner && (winner == NULL || wins (rev, winner)))
        winner = rev;
    }
  return winner;
}

static CouchRev *
add_rev (CouchDocument *document, const char *name, CouchRev *parent, gboolean deleted,
         const char *body)
{
  CouchRev *rev = g_new0 (CouchRev, 1);

  rev->name = g_strdup (name);
  rev->generation = (guint) g_ascii_strtoull (name, NULL, 10);
  rev->parent = parent;
  rev->deleted = deleted;
  rev->body = g_strdup (body);
  if (parent != NULL)
    parent->inner = TRUE;
  g_ptr_array_add (document->revs, rev);
  return rev;
}

/* Whether a document changed from @base, NULL for a new one, is no conflict. */
gboolean
couch_node_takes (CouchNode *node, const char *id, const char *base)
{
  CouchDocument *document = couch_node_get (node, id);
  CouchRev *winner = couch_document_winner (document);
  CouchRev *parent = couch_document_find (document, base);

  if (base == NULL)
    return winner == NULL || winner->deleted;
  return parent != NULL && !parent->inner && !parent->deleted;
}

CouchRev *
couch_node_put (CouchNode *node, const char *id, const char *base, gboolean deleted,
                const char *body)
{
  CouchDocument *document = couch_node_get (node, id);
  CouchRev *winner = couch_document_winner (document);
  CouchRev *parent = couch_document_find (document, base);
  g_autofree char *text = NULL;
  g_autofree char *hash = NULL;
  g_autofree char *name = NULL;

  if (!couch_node_takes (node, id, base))
    return NULL;
  if (base == NULL)
    parent = winner;
  text = g_strdup_printf ("%d%s%s", deleted, parent != NULL ? parent->name : "", body);
  hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, text, -1);
  name = g_strdup_printf ("%u-%s", parent != NULL ? parent->generation + 1 : 1, hash);
  document = ensure_document (node, id);
  document->sequence = ++node->sequence;
  return add_rev (document, name, parent, deleted, body);
}

/* @rev with all that leads to it. */
static CouchRev *
copy_rev (CouchDocument *document, const CouchRev *rev)
{
  CouchRev *found = couch_document_find (document, rev->name);
  CouchRev *parent;

  if (found != NULL)
    return found;
  parent = rev->parent != NULL ? copy_rev (document, rev->parent) : NULL;
  return add_rev (document, rev->name, parent, rev->deleted, rev->body);
}

static void
pull_documents (CouchNode *node, const CouchNode *from)
{
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, from->documents);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const CouchDocument *theirs = data;
      CouchDocument *ours = ensure_document (node, theirs->id);
      guint before = ours->revs->len;

      if (theirs->revs->len == before && before > 0
          && couch_document_winner (ours)->generation == couch_document_winner (theirs)->generation)
        {
          gboolean same = TRUE;

          for (guint i = 0; same && i < before; i++)
            same = couch_document_find (ours, ((CouchRev *) theirs->revs->pdata[i])->name) != NULL;
          if (same)
            continue;
        }
      for (guint i = 0; i < theirs->revs->len; i++)
        copy_rev (ours, theirs->revs->pdata[i]);
      if (ours->revs->len > before)
        ours->sequence = ++node->sequence;
    }
}

void
couch_database_meet (CouchDatabase *self)
{
  CouchNode *a = &self->nodes[0];
  CouchNode *b = &self->nodes[1];
  CouchMeeting first, second;

  pull_documents (a, b);
  pull_documents (b, a);
  first = (CouchMeeting){ a->sequence, b->sequence };
  second = (CouchMeeting){ b->sequence, a->sequence };
  g_array_append_val (a->meetings, first);
  g_array_append_val (b->meetings, second);
}

static void
copy_node (CouchNode *to, const CouchNode *from)
{
  GHashTableIter iter;
  gpointer data;

  to->sequence = from->sequence;
  g_array_append_vals (to->meetings, from->meetings->data, from->meetings->len);
  g_hash_table_iter_init (&iter, from->documents);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    {
      const CouchDocument *document = data;
      CouchDocument *copy = ensure_document (to, document->id);

      copy->sequence = document->sequence;
      for (guint i = 0; i < document->revs->len; i++)
        copy_rev (copy, document->revs->pdata[i]);
    }
}

CouchDatabase *
couch_database_copy (const CouchDatabase *self)
{
  CouchDatabase *copy = couch_database_new (self->name, 0);
  GHashTableIter iter;
  gpointer key, value;

  g_free (copy->born);
  copy->born = g_strdup (self->born);
  for (guint i = 0; i < COUCH_NODES; i++)
    copy_node (&copy->nodes[i], &self->nodes[i]);
  g_hash_table_iter_init (&iter, self->locals);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (copy->locals, g_strdup (key), g_strdup (value));
  return copy;
}

static int
compare_sequences (gconstpointer a, gconstpointer b)
{
  const CouchDocument *first = *(CouchDocument *const *) a;
  const CouchDocument *second = *(CouchDocument *const *) b;

  return first->sequence < second->sequence ? -1 : first->sequence > second->sequence;
}

GPtrArray *
couch_node_changes (CouchNode *node, guint since)
{
  GPtrArray *found = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer data;

  g_hash_table_iter_init (&iter, node->documents);
  while (g_hash_table_iter_next (&iter, NULL, &data))
    if (((CouchDocument *) data)->sequence > since)
      g_ptr_array_add (found, data);
  g_ptr_array_sort (found, compare_sequences);
  return found;
}

static void
append_conflicts (GString *out, const CouchDocument *document, const CouchRev *rev)
{
  const char *before = ",\"_conflicts\":[";

  for (guint i = 0; i < document->revs->len; i++)
    {
      const CouchRev *other = document->revs->pdata[i];

      if (other == rev || other->inner || other->deleted)
        continue;
      g_string_append_printf (out, "%s\"%s\"", before, other->name);
      before = ",";
    }
  if (*before == ',' && before[1] == '\0')
    g_string_append_c (out, ']');
}

static void
append_revisions (GString *out, const CouchRev *rev)
{
  g_string_append_printf (out, ",\"_revisions\":{\"start\":%u,\"ids\":[", rev->generation);
  for (const CouchRev *at = rev; at != NULL; at = at->parent)
    g_string_append_printf (out, "%s\"%s\"", at == rev ? "" : ",", strchr (at->name, '-') + 1);
  g_string_append (out, "]}");
}

void
couch_append_document (GString *out, const CouchDocument *document, const CouchRev *rev,
                       gboolean conflicts, gboolean revisions)
{
  g_string_append_printf (out, "{\"_id\":\"%s\",\"_rev\":\"%s\"", document->id, rev->name);
  if (rev->deleted)
    g_string_append (out, ",\"_deleted\":true");
  if (rev->body[1] != '}')
    g_string_append_printf (out, ",%.*s", (int) strlen (rev->body) - 2, rev->body + 1);
  if (conflicts)
    append_conflicts (out, document, rev);
  if (revisions)
    append_revisions (out, rev);
  g_string_append_c (out, '}');
}
