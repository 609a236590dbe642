/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dictionary for people: one page of Markdown that IT can read, in English like the names on the wire. */
#include "naru-schema.h"

#include "naru-schema-private.h"
#include <string.h>

static const char intro[]
    = "# The wire dictionary\n\n"
      "Every record is one JSON document. This page is written by `naru-cli schema --markdown` "
      "from the table that the\n"
      "program itself reads; `naru-cli schema TYPE` prints the JSON Schema of one type.\n\n"
      "- The id of a record is its type, a colon, and a ULID; or, for a type with a natural key, "
      "26 characters of\n"
      "  SHA-256 over the source, a byte 1f and the key, so that two desks that import one "
      "register make the same record.\n"
      "- Names are never renamed or reused. Members that a reader does not know are kept, byte by "
      "byte.\n"
      "- Dates are `2026-11-22`, times `2026-11-22T10:00:00+09:00`. Money is an object with a "
      "decimal string `amount`, the\n"
      "  currency of ISO 4217 and per what (`hour`, `day`, `week`, `month`, `year`). Numbers are "
      "integers within 2^53.\n"
      "- Lists hold objects that one member tells apart; sets hold different words.\n"
      "- Merging puts two edits of one record together: lists by the identity of their entries, "
      "sets as sets, long text\n"
      "  by paragraph, objects by member. Of other values, two different edits are a conflict that "
      "a person settles.\n"
      "- Who may write and read is a matter of roles; the server refuses what this page does not "
      "allow.\n"
      "- National identification numbers are never stored: a text that contains one is refused.\n\n"
      "Flags: *required*; *indexed* (has a column, or posting lists for a set); *name* (found by "
      "any part); *search*\n"
      "(found by its words); *personal* (about an identifiable person, erased with the person); "
      "*sensitive* (left out of\n"
      "lists and exports unless asked for); *fixed* (never edited afterwards); *derived* (written "
      "by the program).\n\n";

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
      g_autofree char *writers = naru_roles_to_string (type->writers);
      g_autofree char *readers = naru_roles_to_string (type->readers);
      g_autofree char *link = g_strdup_printf ("[`%s`](#%s)", type->name, type->name);

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
           "its table. `kept` is an ISO 8601 duration and the date that it counts from.\n\n");
}

static void append_fields (GString *out, const NaruField *fields);

/* The tables of lists and objects follow that of their record. */
static void
append_embedded (GString *out, const NaruField *fields, const char *path)
{
  for (; fields != NULL && fields->name != NULL; fields++)
    {
      g_autofree char *inner = g_strconcat (path, ".", fields->name, NULL);

      if (fields->fields == NULL)
        continue;
      if (fields->kind == NARU_KIND_LIST)
        g_string_append_printf (out, "\n`%s`: a list; `%s` tells its entries apart\n\n", inner,
                                fields->identity != NULL ? fields->identity : "");
      else
        g_string_append_printf (out, "\n`%s`: an object\n\n", inner);
      append_fields (out, fields->fields);
      append_embedded (out, fields->fields, inner);
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
      append_embedded (out, type->fields, type->name);
    }
  return g_string_free (out, FALSE);
}
