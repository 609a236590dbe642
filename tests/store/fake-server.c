/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */
#include "fake-server.h"

#include "store-fixture.h"

static void
document_free (gpointer data)
{
  FakeDocument *document = data;

  g_free (document->id);
  g_free (document->body);
  g_ptr_array_unref (document->revs);
  g_free (document);
}

FakeServer *
fake_server_new (void)
{
  FakeServer *self = g_new0 (FakeServer, 1);

  self->documents = g_ptr_array_new_with_free_func (document_free);
  return self;
}

void
fake_server_free (FakeServer *self)
{
  g_ptr_array_unref (self->documents);
  g_free (self);
}

FakeDocument *
fake_server_get (FakeServer *self, const char *id)
{
  for (guint i = self->documents->len; i-- > 0;)
    {
      FakeDocument *document = g_ptr_array_index (self->documents, i);

      if (strcmp (document->id, id) == 0)
        return document;
    }
  return NULL;
}

/* The new revision; NULL for 409. */
const char *
fake_server_put (FakeServer *self, const char *id, const char *body, const char *base_rev,
                 gboolean deleted)
{
  FakeDocument *document = fake_server_get (self, id);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_MD5, body, -1);

  if (document == NULL || document->deleted ? base_rev != NULL
                                            : g_strcmp0 (base_rev, document->rev) != 0)
    return NULL;
  if (document == NULL)
    {
      document = g_new0 (FakeDocument, 1);
      document->id = g_strdup (id);
      document->revs = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (self->documents, document);
    }
  g_ptr_array_add (document->revs, g_strdup_printf ("%u-%s", document->revs->len + 1, hash));
  document->rev = g_ptr_array_index (document->revs, document->revs->len - 1);
  g_free (document->body);
  document->body = g_strdup (body);
  document->deleted = deleted;
  document->sequence = ++self->sequence;
  return document->rev;
}

NaruRemoteDocument
fake_document_show (const FakeDocument *document)
{
  return (NaruRemoteDocument){ document->id, document->rev, document->deleted, document->body,
                               NARU_REMOTE_UNASKED };
}

gboolean
fake_document_knows (const FakeDocument *document, const char *rev)
{
  return g_ptr_array_find_with_equal_func (document->revs, rev, g_str_equal, NULL);
}

static int
compare_sequences (gconstpointer a, gconstpointer b)
{
  const FakeDocument *first = *(FakeDocument *const *) a;
  const FakeDocument *second = *(FakeDocument *const *) b;

  return first->sequence < second->sequence ? -1 : 1;
}

/* NaruRemoteDocument of what changed, oldest first; the texts are the server's. */
GArray *
fake_server_changes (FakeServer *self, guint since, guint limit, guint *last)
{
  GArray *page = g_array_new (FALSE, FALSE, sizeof (NaruRemoteDocument));
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < self->documents->len; i++)
    {
      FakeDocument *document = g_ptr_array_index (self->documents, i);

      if (document->sequence > since)
        g_ptr_array_add (found, document);
    }
  g_ptr_array_sort (found, compare_sequences);
  *last = since;
  for (guint i = 0; i < found->len && i < limit; i++)
    {
      FakeDocument *document = g_ptr_array_index (found, i);
      NaruRemoteDocument shown = fake_document_show (document);

      g_array_append_val (page, shown);
      *last = document->sequence;
    }
  return page;
}

/* What was not applied is asked for, and taken in again with the answer. */
static void
take_in_older (FakeDesk *self, GPtrArray *older, const NaruCheckpoint *checkpoint)
{
  g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (NaruRemoteDocument));
  g_auto (NaruTakenIn) taken = { 0 };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < older->len; i++)
    {
      const NaruRevision *revision = g_ptr_array_index (older, i);
      FakeDocument *document = fake_server_get (self->server, revision->id);
      NaruRemoteDocument shown = fake_document_show (document);

      shown.standing = fake_document_knows (document, revision->rev) ? NARU_REMOTE_FOLLOWS
                                                                     : NARU_REMOTE_SET_BACK;
      g_array_append_val (again, shown);
    }
  naru_store_take_in (self->store, self->place, (NaruRemoteDocument *) again->data, again->len,
                      checkpoint, self->author, NOON, &taken, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (taken.older->len, ==, 0);
}

/* One page */
void
fake_desk_pull (FakeDesk *self, NaruTakenIn *taken)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCheckpoint) checkpoint
      = naru_store_get_checkpoint (self->store, self->place, &error);
  g_autoptr (GArray) page = NULL;
  g_auto (NaruTakenIn) own = { 0 };
  guint last = 0;

  g_assert_no_error (error);
  page = fake_server_changes (self->server,
                              checkpoint->since != NULL ? (guint) atoi (checkpoint->since) : 0,
                              self->page, &last);
  g_free (checkpoint->since);
  checkpoint->since = g_strdup_printf ("%u", last);
  if (taken == NULL)
    taken = &own;
  naru_store_take_in (self->store, self->place, (NaruRemoteDocument *) page->data, page->len,
                      checkpoint, self->author, NOON, taken, &error);
  g_assert_no_error (error);
  if (taken->older->len > 0)
    take_in_older (self, taken->older, checkpoint);
}

/* After a 409 */
void
fake_desk_fetch (FakeDesk *self, const char *id)
{
  NaruRemoteDocument shown = fake_document_show (fake_server_get (self->server, id));
  g_auto (NaruTakenIn) taken = { 0 };
  g_autoptr (GError) error = NULL;

  naru_store_take_in (self->store, self->place, &shown, 1, NULL, self->author, NOON, &taken,
                      &error);
  g_assert_no_error (error);
}

GPtrArray *
fake_desk_prepare (FakeDesk *self)
{
  const char *places[] = { self->place, NULL };
  g_autoptr (GError) error = NULL;
  GPtrArray *outgoing;

  naru_store_assign_places (self->store, places, &error);
  g_assert_no_error (error);
  outgoing
      = naru_store_prepare_push (self->store, self->place, 100, 1024 * 1024, NULL, NOON, &error);
  g_assert_no_error (error);
  return outgoing;
}

void
fake_desk_settle (FakeDesk *self, const char *id, NaruPushOutcome outcome, const char *rev,
                  const char *reason)
{
  NaruPushRow row = { id, outcome, rev, reason };
  g_autoptr (GError) error = NULL;

  naru_store_settle_push (self->store, self->place, &row, 1, NOON, &error);
  g_assert_no_error (error);
}

void
fake_desk_push (FakeDesk *self)
{
  g_autoptr (GPtrArray) outgoing = fake_desk_prepare (self);

  for (guint i = 0; i < outgoing->len; i++)
    {
      const NaruOutgoing *each = g_ptr_array_index (outgoing, i);
      const char *rev
          = fake_server_put (self->server, each->id, each->body, each->base_rev, each->deleted);

      fake_desk_settle (self, each->id, rev != NULL ? NARU_PUSH_STORED : NARU_PUSH_CLASHED, rev,
                        NULL);
      if (rev == NULL)
        fake_desk_fetch (self, each->id);
    }
}

/* A round: until nothing is left to pull or to push. */
void
fake_desk_sync (FakeDesk *self)
{
  for (guint i = 0; i < 20; i++)
    {
      g_auto (NaruTakenIn) taken = { 0 };
      gint64 unsent;

      fake_desk_pull (self, &taken);
      fake_desk_push (self);
      unsent = naru_store_count_unsent (self->store, self->place);
      if (unsent == 0
          && taken.added + taken.changed + taken.deleted + taken.merged + taken.unchanged == 0)
        return;
    }
  g_assert_not_reached ();
}
