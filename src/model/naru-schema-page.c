/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary for people: one page of Markdown that IT can read, in English like the names on the wire. */
#include "naru-schema.h"

#include "naru-schema-private.h"
#include <string.h>

static const char intro[]
    = "# The wire dictionary\n"
      "\n"
      "Every record is one JSON document. This page is written by `naru-cli schema\n"
      "--markdown` from the table that the program itself reads; `naru-cli schema TYPE`\n"
      "prints the JSON Schema of one type.\n"
      "\n"
      "- The id of a record is its type, a colon, and a ULID; or, for a type with a natural\n"
      "  key, 26 characters of SHA-256 over the source, a byte 1f and the key, so that two\n"
      "  desks that import one register make the same record.\n"
      "  The first field of the key is the source; a key of one field has the type's name for\n"
      "  its source. Letter case, compatibility forms (NFKC) and white space do not count.\n"
      "- Names are never renamed or reused. Members that a reader does not know are kept,\n"
      "  byte by byte.\n"
      "- Dates are `2026-11-22`, times `2026-11-22T10:00:00+09:00`. Money is an object with a\n"
      "  decimal string `amount`, the currency of ISO 4217 and per what (`hour`, `day`,\n"
      "  `week`, `month`, `year`). Numbers are integers within 2^53.\n"
      "- Lists hold objects that one member tells apart; sets hold different words.\n"
      "- Merging puts two edits of one record together: lists by the identity of their\n"
      "  entries, sets as sets, long text by paragraph, objects by member. Of other values,\n"
      "  two different edits are a conflict that a person settles.\n"
      "- Who may write and read is a matter of roles; the server refuses what this page does\n"
      "  not allow.\n"
      "- National identification numbers are never stored: a text that contains one is\n"
      "  refused.\n"
      "\n"
      "Roles: *staff* are all roles of the centre itself, *placement* those that bring people\n"
      "and vacancies together: job counsellors, employer counsellors and vacancy drafters.\n"
      "\n"
      "| circle | database | on the desks of |\n"
      "|---|---|---|\n"
      "| common | `<centre>-common` | all staff, and partners |\n"
      "| employers | `<centre>-employers` | all staff |\n"
      "| match | `<centre>-match` | placement and managers |\n"
      "| cases | `<centre>-cases-<team>` | the team's job counsellors and managers |\n"
      "| situation | `<centre>-situation-<team>` | those of the team with the role *situation* |\n"
      "| partner | `<centre>-partner-<organisation>` | that partner and the team |\n"
      "| own | that of the record it belongs to; changes in its companion `<database>-log` | the "
      "same |\n"
      "| local | none | this desk alone |\n"
      "\n"
      "Flags: *required*; *indexed* (has a column, or posting lists for a set); *name* (found\n"
      "by any part); *search* (found by its words); *personal* (about an identifiable person,\n"
      "erased with the person); *sensitive* (left out of lists and exports unless asked for);\n"
      "*fixed* (never edited afterwards); *derived* (written by the program).\n"
      "\n";

/* A bar would end the cell. */
static void
append_cell (GString *out, const char *text)
{
  g_string_append (out, " ");
  for (const char *at = text != NULL ? text : ""; *at != '\0'; at++)
    {
      if (*at == '|')
        g_string_append_c (out, '\\');
      g_string_append_c (out, *at == '\n' ? ' ' : *at);
    }
  g_string_append (out, " |");
}

/* The roles, with one word for those that often come together. */
static char *
describe_roles (guint roles)
{
  const char *group = "";
  g_autofree char *rest = NULL;

  if ((roles & NARU_ROLE_STAFF) == NARU_ROLE_STAFF)
    {
      group = "staff";
      roles &= ~(guint) NARU_ROLE_STAFF;
    }
  else if ((roles & NARU_ROLE_PLACEMENT) == NARU_ROLE_PLACEMENT)
    {
      group = "placement";
      roles &= ~(guint) NARU_ROLE_PLACEMENT;
    }
  rest = naru_roles_to_string (roles);
  return g_strconcat (group, *group != '\0' && *rest != '\0' ? ", " : "", rest, NULL);
}

static void
append_types (GString *out)
{
  const NaruRecordType *const *types = naru_record_types (NULL);

  g_string_append (
      out, "## Record types\n\n"
           "| type | what | circle | written by | read by | identity | belongs to | kept |\n"
           "|---|---|---|---|---|---|---|---|\n");
  for (; *types != NULL; types++)
    {
      const NaruRecordType *type = *types;
      g_autofree char *writers = describe_roles (type->writers);
      g_autofree char *readers = describe_roles (type->readers);
      g_autofree char *anchor = g_ascii_strdown (type->name, -1);
      g_autofree char *link = g_strdup_printf ("[`%s`](#%s)", type->name, anchor);

      g_string_append_c (out, '|');
      append_cell (out, link);
      append_cell (out, type->label);
      append_cell (out, naru_circle_get_name (type->circle));
      append_cell (out, writers);
      append_cell (out, readers);
      append_cell (out, type->natural_key != NULL ? type->natural_key : "ULID");
      append_cell (out, type->owner);
      append_cell (out, type->retention);
      g_string_append_c (out, '\n');
    }
  g_string_append (
      out, "\nEvery record type is a document of its own. What is embedded in a record is a list "
           "or an object of\n"
           "its table. *Kept* is an ISO 8601 duration and the date that it counts from, `always`, "
           "or as long as the record that\n"
           "it belongs to.\n\n");
}

static void append_fields (GString *out, const NaruField *fields);

/* The tables of lists and objects follow that of their record; @seen: table -> where it was written. */
static void
append_embedded (GString *out, const NaruField *fields, const char *path, GHashTable *seen)
{
  for (; fields != NULL && fields->name != NULL; fields++)
    {
      g_autofree char *inner = g_strconcat (path, ".", fields->name, NULL);
      const char *before;

      if (fields->fields == NULL)
        continue;
      if (fields->kind == NARU_KIND_LIST)
        g_string_append_printf (out, "\n`%s`: a list; `%s` tells its entries apart", inner,
                                fields->identity);
      else
        g_string_append_printf (out, "\n`%s`: an object", inner);
      before = g_hash_table_lookup (seen, fields->fields);
      if (before != NULL)
        {
          g_string_append_printf (out, ". Members as in `%s`.\n", before);
          continue;
        }
      g_string_append (out, ".\n\n");
      append_fields (out, fields->fields);
      append_embedded (out, fields->fields, inner, seen);
      g_hash_table_insert (seen, (gpointer) fields->fields, g_steal_pointer (&inner));
    }
}

static void
append_fields (GString *out, const NaruField *fields)
{
  g_string_append (out, "| name | label | kind | terms or types | flags | since | merge "
                        "|\n|---|---|---|---|---|---|---|\n");
  for (; fields != NULL && fields->name != NULL; fields++)
    {
      g_auto (GStrv) flags = naru_schema_flags (fields);
      g_autofree char *joined = g_strjoinv (", ", flags);
      g_autofree char *name = g_strdup_printf ("`%s`", fields->name);
      g_autofree char *since = g_strdup_printf ("%u", fields->since);

      g_string_append_c (out, '|');
      append_cell (out, name);
      append_cell (out, fields->label);
      append_cell (out, naru_field_get_kind_name (fields));
      append_cell (out, g_strcmp0 (fields->vocabulary, "*") == 0 ? "any" : fields->vocabulary);
      append_cell (out, joined);
      append_cell (out, since);
      append_cell (out, naru_schema_merge (fields));
      g_string_append_c (out, '\n');
    }
}

/**
 * naru_schema_to_markdown:
 *
 * Returns: (transfer full): the whole dictionary as one page
 */
char *
naru_schema_to_markdown (void)
{
  const NaruRecordType *const *types = naru_record_types (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GString *out = g_string_new (intro);

  append_types (out);
  g_string_append (out, "## Members of every record\n\n");
  append_fields (out, naru_common_fields);
  g_string_append (out, "\nMoney\n\n");
  append_fields (out, naru_money_fields);
  for (; *types != NULL; types++)
    {
      const NaruRecordType *type = *types;

      g_string_append_printf (out, "\n## %s\n\n%s Schema version %u.%s\n\n", type->name,
                              type->description != NULL ? type->description : "", type->schema,
                              type->append_only ? " Never changed after it was written." : "");
      append_fields (out, type->fields);
      append_embedded (out, type->fields, type->name, seen);
    }
  return g_string_free (out, FALSE);
}
