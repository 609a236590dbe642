/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rights on the server. An account has three kinds of roles: "<centre>-<place>" makes it a member of the place's
 * databases, "<centre>:<role>" says as what, and "<centre>=staff:..." says who. */
#include "naru-access.h"

#include "naru-id.h"
#include "naru-json-text.h"
#include <gio/gio.h>
#include <string.h>

/* The longest record that a server takes, in characters of JSON: an attachment's part of 512 KiB in base64 is a third. */
#define MAX_CHARACTERS (2 * 1024 * 1024)

/**
 * naru_access_reads:
 * @circle: a circle
 * @roles: #NaruRole flags
 *
 * Returns: whether somebody with @roles reads a record type of @circle. Team and partner are another matter
 */
gboolean
naru_access_reads (NaruCircle circle, guint roles)
{
  for (const NaruRecordType *const *types = naru_record_types (NULL); *types != NULL; types++)
    if ((*types)->circle == circle && ((*types)->readers & roles) != 0)
      return TRUE;
  return FALSE;
}

/**
 * naru_access_read_only:
 * @roles: #NaruRole flags
 *
 * Returns: (transfer full): names of the record types that nobody with @roles may write at the server. What belongs to
 * another record goes by that record, and is not among them
 */
GStrv
naru_access_read_only (guint roles)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (const NaruRecordType *const *types = naru_record_types (NULL); *types != NULL; types++)
    if ((*types)->circle < NARU_CIRCLE_OWN && ((*types)->writers & roles) == 0)
      g_strv_builder_add (builder, (*types)->name);
  return g_strv_builder_end (builder);
}

/**
 * naru_access_roles:
 * @centre: name of the centre
 * @user: user name of an account
 * @roles: #NaruRole flags
 * @places: (array zero-terminated): the places that it is a member of
 *
 * Returns: (transfer full): the roles that the account has on the server because of this centre
 */
GStrv
naru_access_roles (const char *centre, const char *user, guint roles, const char *const *places)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *names = naru_roles_to_string (roles);
  g_auto (GStrv) terms = g_strsplit (names, ", ", -1);
  g_autofree char *staff = naru_id_new_natural ("staff", "staff", user);
  g_autofree char *identity = g_strconcat (centre, "=", staff, NULL);

  for (; *places != NULL; places++)
    {
      g_autofree char *membership = naru_place_database (centre, *places, FALSE);

      g_strv_builder_add (builder, membership);
    }
  for (guint i = 0; terms[i] != NULL; i++)
    {
      g_autofree char *work = g_strconcat (centre, ":", terms[i], NULL);

      g_strv_builder_add (builder, work);
    }
  g_strv_builder_add (builder, identity);
  return g_strv_builder_end (builder);
}

static void
append_roles (GString *out, guint roles)
{
  g_autofree char *names = naru_roles_to_string (roles);
  g_auto (GStrv) terms = g_strsplit (names, ", ", -1);

  g_string_append_c (out, '[');
  for (guint i = 0; terms[i] != NULL; i++)
    g_string_append_printf (out, "%s\"%s\"", i > 0 ? "," : "", terms[i]);
  g_string_append_c (out, ']');
}

static void
append_name (GString *out, const char *name)
{
  g_string_append_printf (out, "%s\"%s\"", out->len > 0 ? "," : "", name);
}

/* Who may delete history, since a person is erased with everything that was noted about her: managers, and where none of
 * them reads, whoever writes. */
static guint
find_erasers (NaruCircle circle)
{
  guint writers = 0;

  if (naru_access_reads (circle, NARU_ROLE_MANAGER))
    return NARU_ROLE_MANAGER;
  for (const NaruRecordType *const *types = naru_record_types (NULL); *types != NULL; types++)
    if ((*types)->circle == circle)
      writers |= (*types)->writers;
  return writers;
}

/**
 * naru_access_erases:
 * @circle: a circle
 * @roles: #NaruRole flags of an account
 *
 * Returns: whether the account may delete the history of records of @circle
 */
gboolean
naru_access_erases (NaruCircle circle, guint roles)
{
  return (find_erasers (circle) & roles) != 0;
}

/* {"centre":"c1","types":{"staff":["manager","it"]},"own":["change"],"takes":["staff"],...}: types are those of the circle
 * with who writes them, own those that belong to another record, takes those whose documents this database holds. History
 * has a database of its own, and nothing else is in there. */
static char *
make_rules (const char *centre, NaruCircle circle, gboolean log)
{
  g_autoptr (GString) types = g_string_new (NULL);
  g_autoptr (GString) own = g_string_new (NULL);
  g_autoptr (GString) takes = g_string_new (NULL);
  g_autoptr (GString) append_only = g_string_new (NULL);
  GString *out = g_string_new ("{\"centre\":");

  for (const NaruRecordType *const *at = naru_record_types (NULL); *at != NULL; at++)
    {
      const NaruRecordType *type = *at;

      if (type->circle == circle)
        {
          append_name (types, type->name);
          g_string_append_c (types, ':');
          append_roles (types, type->writers);
        }
      if (type->circle == NARU_CIRCLE_OWN)
        append_name (own, type->name);
      if (type->circle == NARU_CIRCLE_OWN ? (strcmp (type->name, "change") == 0) == log
                                          : type->circle == circle && !log)
        append_name (takes, type->name);
      if (type->append_only)
        append_name (append_only, type->name);
    }
  naru_json_append_quoted (out, centre);
  g_string_append_printf (out, ",\"types\":{%s},\"own\":[%s],\"takes\":[%s],\"appendOnly\":[%s]",
                          types->str, own->str, takes->str, append_only->str);
  g_string_append (out, ",\"erasers\":");
  append_roles (out, find_erasers (circle));
  g_string_append_printf (out, ",\"size\":%d}", MAX_CHARACTERS);
  return g_string_free (out, FALSE);
}

/**
 * naru_access_script:
 * @centre: name of the centre
 * @circle: circle of the database
 * @log: %TRUE for its companion with the history
 *
 * Returns: (transfer full): the function validate_doc_update of the database, the same text for the same dictionary
 */
char *
naru_access_script (const char *centre, NaruCircle circle, gboolean log)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/io/github/naru/Naru/server/validate.js",
                                                      G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *rules = make_rules (centre, circle, log);
  g_auto (GStrv) lines = NULL;
  GString *out = g_string_new (NULL);

  lines = g_strsplit (g_bytes_get_data (bytes, NULL), "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *text = lines[i] + strspn (lines[i], " ");

      if (*text != '\0' && !g_str_has_prefix (text, "//"))
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", lines[i]);
    }
  g_string_replace (out, "RULES", rules, 1);
  return g_string_free (out, FALSE);
}
