/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Setting up a centre on a server: looks, plans, and carries the plan out. Databases, members, rules and accounts can only
 * be written by PUT; each is read before, so that a second run finds nothing to do. */
#include "naru-server-private.h"

#include "naru-place.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/**
 * naru_server_user_free:
 * @user: (nullable): a user
 */
void
naru_server_user_free (NaruServerUser *user)
{
  if (user == NULL)
    return;
  g_free (user->name);
  g_free (user->full_name);
  g_strfreev (user->teams);
  g_strfreev (user->partners);
  if (user->password != NULL)
    explicit_bzero (user->password, strlen (user->password));
  g_free (user->password);
  g_free (user);
}

/**
 * naru_server_step_free:
 * @step: (nullable): a step
 */
void
naru_server_step_free (NaruServerStep *step)
{
  if (step == NULL)
    return;
  g_free (step->subject);
  g_strfreev (step->path);
  if (step->password != NULL)
    explicit_bzero (step->password, strlen (step->password));
  g_free (step->password);
  if (step->body != NULL)
    explicit_bzero (step->body, strlen (step->body));
  g_free (step->body);
  g_free (step);
}

/**
 * naru_server_kind_get_name:
 * @kind: a kind of step
 *
 * Returns: its name for programs
 */
const char *
naru_server_kind_get_name (NaruServerKind kind)
{
  static const char *const names[] = {
    [NARU_SERVER_DATABASE] = "database",  [NARU_SERVER_RULES] = "rules",
    [NARU_SERVER_NEW_RULES] = "newRules", [NARU_SERVER_MEMBERS] = "members",
    [NARU_SERVER_INDEX] = "index",        [NARU_SERVER_RECORD] = "record",
    [NARU_SERVER_ACCOUNT] = "account",    [NARU_SERVER_ROLES] = "roles",
    [NARU_SERVER_PASSWORD] = "password",  [NARU_SERVER_LEAVE] = "leave",
    [NARU_SERVER_CLOSE] = "close",        [NARU_SERVER_GONE] = "gone",
  };

  return names[kind];
}

/**
 * naru_server_step_to_text:
 * @step: a step
 *
 * Returns: (transfer full): one line for people, without the password
 */
char *
naru_server_step_to_text (const NaruServerStep *step)
{
  static const char *const texts[] = {
    [NARU_SERVER_DATABASE] = N_ ("Database %s"),
    [NARU_SERVER_RULES] = N_ ("Rules for writing in %s"),
    [NARU_SERVER_NEW_RULES] = N_ ("Newer rules for writing in %s"),
    [NARU_SERVER_MEMBERS] = N_ ("Who may open %s"),
    [NARU_SERVER_INDEX] = N_ ("Index of %s by record"),
    [NARU_SERVER_RECORD] = N_ ("Record of %s"),
    [NARU_SERVER_ACCOUNT] = N_ ("Account %s"),
    [NARU_SERVER_ROLES] = N_ ("Roles of the account %s"),
    [NARU_SERVER_PASSWORD] = N_ ("New password of the account %s"),
    [NARU_SERVER_LEAVE] = N_ ("The account %s leaves the centre"),
    [NARU_SERVER_CLOSE] = N_ ("The empty database %s goes"),
    [NARU_SERVER_GONE] = N_ ("The record of the team %s goes"),
  };

  return g_strdup_printf (_ (texts[step->kind]), step->subject);
}

/**
 * naru_server_get:
 * @self: what is known
 * @path: (array zero-terminated): what to read
 * @query: (array zero-terminated) (nullable): names and values
 * @text: (out) (transfer full) (nullable): checked JSON; %NULL where the server does not have it
 *
 * Returns: %FALSE with an error where the server did not tell
 */
gboolean
naru_server_get (NaruServerState *self, const char *const *path, const char *const *query,
                 char **text, GError **error)
{
  NaruHttpRequest request = { "GET", path, query };
  g_autoptr (NaruHttpResponse) response
      = naru_http_send (self->http, &request, self->cancellable, error);
  g_autofree char *body = NULL;

  *text = NULL;
  if (response == NULL)
    return FALSE;
  if (response->status == 404)
    return TRUE;
  if (!naru_http_response_is_success (response))
    {
      g_autofree char *what = g_strjoinv ("/", (GStrv) path);

      g_propagate_error (error,
                         naru_http_response_to_error (response, *what != '\0' ? what : NULL));
      return FALSE;
    }
  body = naru_http_response_dup_text (response);
  if (!naru_json_check (body, -1, error))
    return FALSE;
  *text = g_steal_pointer (&body);
  return TRUE;
}

/**
 * naru_server_add_step:
 * @self: what is known
 * @kind: what is to be done
 * @subject: to what
 * @method: of the request
 * @path: (array zero-terminated): of the request
 * @body: (transfer full) (nullable): of the request
 */
void
naru_server_add_step (NaruServerState *self, NaruServerKind kind, const char *subject,
                      const char *method, const char *const *path, char *body)
{
  NaruServerStep *step = g_new0 (NaruServerStep, 1);

  step->kind = kind;
  step->subject = g_strdup (subject);
  step->method = method;
  step->path = g_strdupv ((GStrv) path);
  step->body = body;
  g_ptr_array_add (self->steps, step);
}

static gboolean
member_equals (NaruJsonSpan object, const char *name, const char *text)
{
  g_autofree char *value = naru_json_span_dup_string (naru_json_span_member (object, name));

  return g_strcmp0 (value, text) == 0;
}

/* Whether a CouchDB answers, or what speaks like one: {"couchdb":"Welcome","version":"3.5.0",...} */
static gboolean
check_welcome (NaruServerState *self, GError **error)
{
  static const char *const path[] = { NULL };
  g_autofree char *text = NULL;
  g_autofree char *version = NULL;
  NaruJsonSpan welcome;
  gboolean couch;

  if (!naru_server_get (self, path, NULL, &text, error))
    return FALSE;
  welcome = naru_json_span (text != NULL ? text : "{}", -1);
  couch = member_equals (welcome, "couchdb", "Welcome");
  if (!couch && !member_equals (welcome, "express-pouchdb", "Welcome!"))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("There is no CouchDB at %s."),
                   naru_http_get_url (self->http));
      return FALSE;
    }
  version = naru_json_span_dup_string (naru_json_span_member (welcome, "version"));
  if (couch && version != NULL && g_ascii_strtoull (version, NULL, 10) < 3)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                   _ ("The server is a CouchDB %s; version 3 is needed."), version);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_administrator (NaruServerState *self, GError **error)
{
  static const char *const path[] = { "_session", NULL };
  g_autofree char *text = NULL;
  NaruJsonIter iter;
  NaruJsonSpan user, role;

  if (!naru_server_get (self, path, NULL, &text, error))
    return FALSE;
  user = naru_json_span_member (naru_json_span (text != NULL ? text : "{}", -1), "userCtx");
  naru_json_iter_init (&iter, naru_json_span_member (user, "roles"));
  while (naru_json_iter_next (&iter, NULL, &role))
    {
      g_autofree char *name = naru_json_span_dup_string (role);

      if (g_strcmp0 (name, "_admin") == 0)
        return TRUE;
    }
  g_set_error (error, NARU_ERROR, NARU_ERROR_FORBIDDEN,
               _ ("“%s” is not an administrator of the server."), naru_http_get_user (self->http));
  return FALSE;
}

static gboolean
read_databases (NaruServerState *self, GError **error)
{
  static const char *const path[] = { "_all_dbs", NULL };
  g_autofree char *text = NULL;
  NaruJsonIter iter;
  NaruJsonSpan value;

  if (!naru_server_get (self, path, NULL, &text, error))
    return FALSE;
  naru_json_iter_init (&iter, naru_json_span (text != NULL ? text : "[]", -1));
  while (naru_json_iter_next (&iter, NULL, &value))
    {
      char *name = naru_json_span_dup_string (value);

      if (name != NULL)
        g_hash_table_add (self->databases, name);
    }
  return TRUE;
}

/* A server that was just installed has no database of accounts yet. */
static void
plan_system (NaruServerState *self)
{
  static const char *const names[] = { "_users", "_replicator" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *const path[] = { names[i], NULL };

      if (!g_hash_table_contains (self->databases, names[i]))
        naru_server_add_step (self, NARU_SERVER_DATABASE, names[i], "PUT", path, NULL);
    }
  self->has_users = g_hash_table_contains (self->databases, "_users");
}

/**
 * naru_server_plan:
 * @http: a client that logs in as an administrator of the server
 * @centre: what the centre is to have
 * @cancellable: (nullable): a #GCancellable
 *
 * Works out what the server lacks. Changes nothing.
 *
 * Returns: (transfer full) (element-type NaruServerStep): what has to be done, in order: empty where everything is there;
 *   %NULL with an error: no CouchDB, no administrator, a name that cannot be, rules of a newer version
 */
GPtrArray *
naru_server_plan (NaruHttp *http, const NaruServerCentre *centre, GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GHashTable) databases = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) steps
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_server_step_free);
  NaruServerState self = { http, centre, cancellable, databases, NULL, steps, FALSE };
  gboolean planned;

  if (!naru_centre_is_valid (centre->name))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID,
                   _ ("“%s” cannot be the name of a centre: it begins with a letter and has small "
                      "letters, digits and “-” only."),
                   centre->name);
      return NULL;
    }
  if (!check_welcome (&self, error) || !check_administrator (&self, error)
      || !read_databases (&self, error))
    return NULL;
  plan_system (&self);
  planned = naru_server_plan_places (&self, error) && naru_server_plan_records (&self, error)
            && naru_server_plan_users (&self, error) && naru_server_plan_closing (&self, error);
  g_clear_pointer (&self.places, g_ptr_array_unref);
  return planned ? g_steal_pointer (&steps) : NULL;
}

/* Somebody may have been faster. */
static gboolean
is_there_already (const NaruServerStep *step, guint status)
{
  return (step->kind == NARU_SERVER_DATABASE && status == 412)
         || (step->kind == NARU_SERVER_CLOSE && status == 404)
         || (step->kind == NARU_SERVER_RECORD && status == 409);
}

/**
 * naru_server_apply:
 * @http: the client that the plan was made with
 * @steps: (element-type NaruServerStep): the plan
 * @n_done: (out): how many steps were carried out
 * @cancellable: (nullable): a #GCancellable
 *
 * Carries a plan out, and stops at the first step that fails: what was done until then stays, and the next run does the
 * rest.
 *
 * Returns: %FALSE with an error that names the step
 */
gboolean
naru_server_apply (NaruHttp *http, GPtrArray *steps, guint *n_done, GCancellable *cancellable,
                   GError **error)
{
  *n_done = 0;
  for (guint i = 0; i < steps->len; i++)
    {
      const NaruServerStep *step = g_ptr_array_index (steps, i);
      g_autoptr (GBytes) body
          = step->body != NULL ? g_bytes_new (step->body, strlen (step->body)) : NULL;
      NaruHttpRequest request = { step->method, (const char *const *) step->path, .body = body };
      g_autoptr (NaruHttpResponse) response = naru_http_send (http, &request, cancellable, error);
      g_autofree char *what = naru_server_step_to_text (step);

      if (response == NULL)
        {
          g_prefix_error (error, "%s: ", what);
          return FALSE;
        }
      if (!naru_http_response_is_success (response) && !is_there_already (step, response->status))
        {
          g_propagate_error (error, naru_http_response_to_error (response, what));
          return FALSE;
        }
      *n_done = i + 1;
    }
  return TRUE;
}

static char *
read_setting (NaruHttp *http, const char *section, const char *key, GCancellable *cancellable)
{
  const char *const path[] = { "_node", "_local", "_config", section, NULL };
  NaruHttpRequest request = { "GET", path };
  g_autoptr (NaruHttpResponse) response = naru_http_send (http, &request, cancellable, NULL);
  g_autofree char *text = response != NULL && naru_http_response_is_success (response)
                              ? naru_http_response_dup_text (response)
                              : NULL;

  if (text == NULL || !naru_json_check_object (text, -1, NULL))
    return NULL;
  return naru_json_span_dup_string (naru_json_span_member (naru_json_span (text, -1), key));
}

/**
 * naru_server_advise:
 * @http: a client that logs in as an administrator of the server
 * @cancellable: (nullable): a #GCancellable
 *
 * Looks at settings of the server that are not ours to change.
 *
 * Returns: (transfer full): a sentence for each that should be another; none where the server does not show its settings
 */
GStrv
naru_server_advise (NaruHttp *http, GCancellable *cancellable)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *valid = read_setting (http, "chttpd", "require_valid_user", cancellable);
  g_autofree char *size = read_setting (http, "couchdb", "max_document_size", cancellable);
  g_autofree char *everyone = read_setting (http, "couchdb", "default_security", cancellable);

  if (valid != NULL && strcmp (valid, "true") != 0)
    g_strv_builder_add (builder,
                        _ ("Set require_valid_user to true in [chttpd]: the server answers people "
                           "without an account."));
  if (size != NULL && g_ascii_strtoull (size, NULL, 10) < 4 * 1024 * 1024)
    g_strv_builder_add (builder, _ ("Set max_document_size to 8000000 in [couchdb]: records with "
                                    "long texts would be refused."));
  if (everyone != NULL && strcmp (everyone, "everyone") == 0)
    g_strv_builder_add (builder, _ ("Set default_security to admin_only in [couchdb]: a new "
                                    "database is open to everybody."));
  return g_strv_builder_end (builder);
}
