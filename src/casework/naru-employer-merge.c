/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two employers become one: what points at the second points at the first afterwards, what the second knew otherwise stands
 * beside as what another source says, its numbers and names are found under the first. The second stays, marked, so that
 * its history can be read and a register finds its way. It is one command, and undo takes it apart again. */
#include "naru-employer-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-error.h"

/* What is put together without a question, or belongs to the record itself. */
static const char *const unasked[]
    = { "otherNames",     "industryLocal", "sites",          "assignments",
        "tags",           "lists",         "externalIds",    "sources",
        "facts",          "toSettle",      "mergedInto",     "register",
        "registerNumber", "assignedSince", "accountManager", NULL };

static gboolean
is_common (const NaruField *field)
{
  for (const NaruField *common = naru_common_fields; common->name != NULL; common++)
    if (strcmp (common->name, field->name) == 0)
      return TRUE;
  return FALSE;
}

/**
 * naru_employer_list_differences:
 * @into: the employer that stays
 * @from: the one that goes into it
 *
 * Returns: (transfer container) (element-type NaruField): what both say, and differently
 */
GPtrArray *
naru_employer_list_differences (NaruRecord *into, NaruRecord *from)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (const NaruField *field = naru_record_get_record_type (into)->fields; field->name != NULL;
       field++)
    if (!g_strv_contains (unasked, field->name) && naru_record_has (into, field->name)
        && naru_record_has (from, field->name)
        && !naru_json_span_equal (naru_record_get_span (into, field->name),
                                  naru_record_get_span (from, field->name)))
      g_ptr_array_add (fields, (gpointer) field);
  return fields;
}

static gboolean
join_set (NaruRecord *after, const char *field, char **more, GError **error)
{
  g_auto (GStrv) old = naru_record_get_set (after, field);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; old[i] != NULL; i++)
    g_ptr_array_add (all, old[i]);
  for (guint i = 0; more[i] != NULL; i++)
    if (*more[i] != '\0' && !g_ptr_array_find_with_equal_func (all, more[i], g_str_equal, NULL)
        && g_strcmp0 (more[i], naru_record_get (after, "name")) != 0)
      g_ptr_array_add (all, more[i]);
  g_ptr_array_add (all, NULL);
  return all->len == 1
         || naru_record_set_set (after, field, (const char *const *) all->pdata, error);
}

static gboolean
join_sets (NaruRecord *after, NaruRecord *from, GError **error)
{
  static const char *const sets[] = { "otherNames", "industryLocal", "tags", "lists" };
  const char *names[]
      = { naru_record_get (from, "name"), naru_record_get (from, "romanName"), NULL };

  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    {
      g_auto (GStrv) more = naru_record_get_set (from, sets[i]);

      if (!join_set (after, sets[i], more, error))
        return FALSE;
    }
  if (names[0] == NULL)
    names[0] = "";
  return join_set (after, "otherNames", (char **) names, error);
}

static gboolean
join_member (NaruRecord *after, NaruRecord *from, const char *list, guint position,
             const char *identity, const NaruField *member, GError **error)
{
  g_autofree char *value = naru_record_get_element (from, list, position, member->name);

  return value == NULL
         || naru_record_set_element (after, list, identity, member->name, value, error);
}

/* Both were made from one register: the element is there already. */
static gboolean
has_element (NaruRecord *after, NaruRecord *from, const char *list, guint position)
{
  g_autofree char *element = naru_record_get_element (from, list, position, NULL);

  for (guint i = 0; i < naru_record_get_length (after, list); i++)
    {
      g_autofree char *there = naru_record_get_element (after, list, i, NULL);

      if (naru_json_span_equal (naru_json_span (there, -1), naru_json_span (element, -1)))
        return TRUE;
    }
  return FALSE;
}

/* Each element of a list under an identity that is free in the other. */
static gboolean
join_list (NaruRecord *after, NaruRecord *from, const char *list, GError **error)
{
  const NaruField *field = naru_record_type_find_field (naru_record_get_record_type (from), list);

  for (guint i = 0; i < naru_record_get_length (from, list); i++)
    {
      g_autofree char *identity = naru_record_get_element (from, list, i, field->identity);
      g_autofree char *free_identity = g_strdup (identity);

      if (identity == NULL || has_element (after, from, list, i))
        continue;
      for (guint n = 2;; n++)
        {
          gboolean taken = FALSE;

          for (guint j = 0; j < naru_record_get_length (after, list); j++)
            {
              g_autofree char *there = naru_record_get_element (after, list, j, field->identity);

              taken = taken || g_strcmp0 (there, free_identity) == 0;
            }
          if (!taken)
            break;
          g_free (free_identity);
          free_identity = g_strdup_printf ("%s %u", identity, n);
        }
      for (const NaruField *member = field->fields; member->name != NULL; member++)
        if (strcmp (member->name, field->identity) != 0
            && !join_member (after, from, list, i, free_identity, member, error))
          return FALSE;
    }
  return TRUE;
}

/* The number in the register stays a way to find it. */
static gboolean
keep_number (NaruRecord *after, NaruRecord *from, GError **error)
{
  const char *number = naru_record_get (from, "registerNumber");
  const char *name = naru_record_get (from, "register");
  g_autofree char *system = NULL;

  if (number == NULL)
    return TRUE;
  if (!naru_record_has (after, "registerNumber"))
    return (name == NULL || naru_record_set (after, "register", name, error))
           && naru_record_set (after, "registerNumber", number, error);
  if (strcmp (number, naru_record_get (after, "registerNumber")) == 0)
    return TRUE;
  system = g_strdup_printf ("%s %s", name != NULL ? name : "", number);
  return naru_record_set_element (after, "externalIds", g_strstrip (system), "number", number,
                                  error);
}

static gboolean
keep_aside (NaruRecord *after, NaruRecord *other, const NaruField *field, GError **error)
{
  const char *tail = strrchr (naru_record_get_id (other), ':');
  g_autofree char *id = g_strdup_printf ("%s %s", field->name, tail != NULL ? tail + 1 : "");
  g_autofree char *json = naru_json_span_dup (naru_record_get_span (other, field->name));
  g_autofree char *on = g_strndup (
      naru_record_has (other, "modifiedAt") ? naru_record_get (other, "modifiedAt") : "",
      strlen ("2026-11-22"));

  return naru_record_set_element (after, "facts", id, "field", field->name, error)
         && naru_record_set_element (after, "facts", id, "source", "own", error)
         && naru_record_set_element (after, "facts", id, "name", naru_record_get_title (other),
                                     error)
         && naru_record_set_element (after, "facts", id, "on", *on != '\0' ? on : NULL, error)
         && naru_record_set_element (after, "facts", id, "value", json, error)
         && naru_record_set_element (after, "facts", id, "state", "kept", error);
}

static gboolean
join_fields (NaruRecord *into, NaruRecord *after, NaruRecord *from, const char *const *theirs,
             GError **error)
{
  for (const NaruField *field = naru_record_get_record_type (into)->fields; field->name != NULL;
       field++)
    {
      gboolean here = naru_record_has (into, field->name);
      gboolean take;

      if (g_strv_contains (unasked, field->name) || is_common (field)
          || !naru_record_has (from, field->name))
        continue;
      if (here
          && naru_json_span_equal (naru_record_get_span (into, field->name),
                                   naru_record_get_span (from, field->name)))
        continue;
      take = !here || (theirs != NULL && g_strv_contains (theirs, field->name));
      if (here && !keep_aside (after, take ? into : from, field, error))
        return FALSE;
      if (take)
        {
          g_autofree char *json = naru_json_span_dup (naru_record_get_span (from, field->name));

          if (!naru_record_set_json (after, field->name, json, error))
            return FALSE;
        }
    }
  return TRUE;
}

/* Whoever looks after one of them looks after both; where two do, the one of the employer that stays. */
static gboolean
keep_manager (NaruRecord *after, NaruRecord *from, GError **error)
{
  if (naru_record_has (after, "accountManager") || !naru_record_has (from, "accountManager"))
    return TRUE;
  return naru_record_set (after, "accountManager", naru_record_get (from, "accountManager"), error)
         && naru_record_set (after, "assignedSince", naru_record_get (from, "assignedSince"),
                             error);
}

static gboolean
move_set (NaruCommand *command, NaruRecord *record, const char *field, const char *into,
          const char *from, GError **error)
{
  g_auto (GStrv) values = naru_record_get_set (record, field);
  g_autoptr (NaruRecord) after = naru_record_copy (record);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; values[i] != NULL; i++)
    {
      const char *value = strcmp (values[i], from) == 0 ? into : values[i];

      if (!g_ptr_array_find_with_equal_func (all, value, g_str_equal, NULL))
        g_ptr_array_add (all, (gpointer) value);
    }
  g_ptr_array_add (all, NULL);
  if (!naru_record_set_set (after, field, (const char *const *) all->pdata, error))
    return FALSE;
  naru_command_replace (command, record, after);
  return TRUE;
}

/* Everything that names the one names the other. */
static gboolean
move_links (NaruDesk *desk, NaruCommand *command, const char *into, const char *from,
            GError **error)
{
  guint n_types;
  const NaruRecordType *const *types = naru_record_types (&n_types);

  for (guint t = 0; t < n_types; t++)
    for (const NaruField *field = types[t]->fields; !types[t]->append_only && field->name != NULL;
         field++)
      {
        g_autoptr (NaruQuery) query = NULL;
        g_autoptr (GPtrArray) found = NULL;
        gboolean set = field->kind == NARU_KIND_SET;

        if ((field->kind != NARU_KIND_REFERENCE && !set) || strcmp (field->name, "mergedInto") == 0
            || field->vocabulary == NULL || !naru_field_refers_to (field, "employer"))
          continue;
        query = naru_query_new (types[t]->name);
        naru_query_add_filter (query, field->name, set ? NARU_FILTER_HAS : NARU_FILTER_IS, from);
        found = naru_store_find (naru_desk_get_store (desk), query, error);
        if (found == NULL)
          return FALSE;
        for (guint i = 0; i < found->len; i++)
          if (!set)
            naru_command_set (command, naru_record_get_id (found->pdata[i]), field->name, into);
          else if (!move_set (command, found->pdata[i], field->name, into, from, error))
            return FALSE;
      }
  return TRUE;
}

/**
 * naru_employer_merge:
 * @desk: a desk
 * @into: id of the employer that stays
 * @from: id of the one that goes into it
 * @theirs: (nullable): names of the fields in which @from is right
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_employer_merge (NaruDesk *desk, const char *into, const char *from, const char *const *theirs,
                     GError **error)
{
  g_autoptr (NaruRecord) staying = naru_casework_get (desk, into, "employer", error);
  g_autoptr (NaruRecord) going
      = staying != NULL ? naru_casework_get (desk, from, "employer", error) : NULL;
  g_autoptr (NaruRecord) after = NULL;
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *label = NULL;

  if (going == NULL)
    return NULL;
  if (strcmp (into, from) == 0 || naru_record_has (going, "mergedInto")
      || naru_record_has (staying, "mergedInto"))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("One of the two is part of another employer already."));
      return NULL;
    }
  after = naru_record_copy (staying);
  if (!join_fields (staying, after, going, theirs, error) || !join_sets (after, going, error)
      || !join_list (after, going, "sites", error)
      || !join_list (after, going, "externalIds", error) || !keep_number (after, going, error)
      || !keep_manager (after, going, error))
    return NULL;
  label = g_strdup_printf (_ ("Merge %s into %s"), naru_record_get_title (going),
                           naru_record_get_title (staying));
  command = naru_command_new (label);
  naru_command_replace (command, staying, after);
  naru_command_set (command, from, "mergedInto", into);
  if (!move_links (desk, command, into, from, error))
    return NULL;
  return g_steal_pointer (&command);
}
