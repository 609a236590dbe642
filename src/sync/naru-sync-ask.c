/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Requests of a round: sent, checked, counted. */
#include "naru-sync-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-error.h"

/**
 * naru_answer_clear:
 *
 * Empties an answer that may be empty already.
 */
void
naru_answer_clear (NaruAnswer *answer)
{
  g_clear_pointer (&answer->response, naru_http_response_free);
  answer->root = (NaruJsonSpan){ NULL, 0 };
}

/* Counts a request that is about to be sent. */
static gboolean
may_send (NaruSync *self, GError **error)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_CANCELLED, _ ("It was cancelled."));
      return FALSE;
    }
  self->round->requests++;
  return TRUE;
}

/**
 * naru_sync_receive:
 * @answer: (out caller-allocates): the answer, whatever its status, as it came
 *
 * Sends one request of the round. Nobody may believe the answer before naru_sync_check_answer().
 */
gboolean
naru_sync_receive (NaruSync *self, const NaruHttpRequest *request, NaruAnswer *answer,
                   GError **error)
{
  naru_answer_clear (answer);
  if (!may_send (self, error))
    return FALSE;
  answer->response = naru_transport_send (self->transport, request, self->cancellable, error);
  return answer->response != NULL;
}

/**
 * naru_sync_check_answer:
 *
 * Reads the body of an answer. %NARU_ERROR_JSON if a success brings what is no JSON: nothing of it may be believed.
 */
gboolean
naru_sync_check_answer (NaruAnswer *answer, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gsize length;
  const char *text = g_bytes_get_data (answer->response->body, &length);
  gboolean sound = length > 0 && naru_json_check_many (text, length, &reason);

  if (sound)
    answer->root = naru_json_span (text, (gssize) length);
  if (sound || !naru_http_response_is_success (answer->response))
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_JSON,
               _ ("The server answered something that cannot be understood: %s"),
               reason != NULL ? reason->message : _ ("nothing"));
  return FALSE;
}

/**
 * naru_sync_send:
 * @answer: (out caller-allocates): the answer, whatever its status; its body is checked where it is a success
 *
 * naru_sync_receive() and naru_sync_check_answer().
 */
gboolean
naru_sync_send (NaruSync *self, const NaruHttpRequest *request, NaruAnswer *answer, GError **error)
{
  return naru_sync_receive (self, request, answer, error) && naru_sync_check_answer (answer, error);
}

/**
 * naru_sync_get:
 *
 * A GET, see naru_sync_send().
 */
gboolean
naru_sync_get (NaruSync *self, const char *const *path, const char *const *query,
               NaruAnswer *answer, GError **error)
{
  NaruHttpRequest request = { "GET", path, query };

  return naru_sync_send (self, &request, answer, error);
}

static NaruHttpRequest
make_post (const char *const *path, const char *const *query, GBytes *bytes)
{
  NaruHttpRequest request = { "POST", path, query, bytes };

  return request;
}

/**
 * naru_sync_post:
 * @what: such as "_bulk_docs"
 *
 * A POST, see naru_sync_send().
 */
gboolean
naru_sync_post (NaruSync *self, const char *database, const char *what, const char *const *query,
                const char *body, NaruAnswer *answer, GError **error)
{
  const char *const path[] = { database, what, NULL };
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  NaruHttpRequest request = make_post (path, query, bytes);

  return naru_sync_send (self, &request, answer, error);
}

/**
 * naru_sync_begin_post:
 * @what: such as "_bulk_docs"
 *
 * Sends a POST whose answer naru_sync_end_post() waits for.
 *
 * Returns: (transfer full): the request that is on its way
 */
NaruFlight *
naru_sync_begin_post (NaruSync *self, const char *database, const char *what, GBytes *body,
                      GError **error)
{
  const char *const path[] = { database, what, NULL };
  NaruHttpRequest request = make_post (path, NULL, body);

  return may_send (self, error)
             ? naru_transport_begin (self->transport, &request, self->cancellable)
             : NULL;
}

/**
 * naru_sync_end_post:
 * @answer: (out caller-allocates): as of naru_sync_send()
 *
 * Waits for the answer to a POST.
 */
gboolean
naru_sync_end_post (NaruFlight *flight, NaruAnswer *answer, GError **error)
{
  naru_answer_clear (answer);
  answer->response = naru_flight_end (flight, error);
  return answer->response != NULL && naru_sync_check_answer (answer, error);
}

/**
 * naru_sync_expect_success:
 * @what: what it was about, for people
 *
 * Returns: %TRUE if the server did it; otherwise the error says what it said, and the time to wait is noted
 */
gboolean
naru_sync_expect_success (NaruSync *self, const NaruAnswer *answer, const char *what,
                          GError **error)
{
  if (naru_http_response_is_success (answer->response))
    return TRUE;
  if (answer->response->retry_after >= 0)
    self->retry_after = answer->response->retry_after;
  g_propagate_error (error, naru_http_response_to_error (answer->response, what));
  return FALSE;
}

/**
 * naru_sync_now:
 *
 * Returns: (transfer full): the time, as on the wire
 */
char *
naru_sync_now (NaruSync *self)
{
  return naru_clock_timestamp (self->clock);
}

/**
 * naru_sync_tell:
 * @place: (nullable): the place that is at hand
 *
 * Tells whoever watches how far the round has come.
 */
void
naru_sync_tell (NaruSync *self, const char *place, gint64 done, gint64 total)
{
  self->snapshot->phase = NARU_SYNC_PHASE_WORKING;
  g_free (self->snapshot->place);
  self->snapshot->place = g_strdup (place);
  self->snapshot->done = done;
  self->snapshot->total = total;
  if (self->status != NULL)
    naru_sync_status_set (self->status, self->snapshot);
}
