/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What two records know of one person, in one of them, without a loss. What both lists tell is told once; where the two tell
 * different things, the record that stays is right, and what the other told stands in its note. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  NaruDesk *desk;
  NaruRecord *after; /* the record that stays, as it will be */
  NaruRecord *other;
  GString *told; /* what only the other told, a line each */
} Joining;

/* What says how a case stands, and not who the person is, is never taken over. */
static gboolean
is_taken_over (const NaruField *field)
{
  static const char *const own[]
      = { "name",           "romanName",    "otherNames",    "state",    "counsellor",
          "team",           "registeredOn", "activeSince",   "closedOn", "outcome",
          "suspendedUntil", "assignments",  "transferredTo", NULL };

  return (field->flags & (NARU_FIELD_DERIVED | NARU_FIELD_FIXED)) == 0
         && !g_strv_contains (own, field->name);
}

/* Of these the record that stays has its own, which another one does not add to. */
static gboolean
is_worth_telling (const NaruField *field)
{
  static const char *const unsaid[]
      = { "route",  "routeReason", "intake", "digitalSkills", "planReviewOn", "cadenceDays",
          "inWork", "atRisk",      "origin", "availableFrom", "paperPlan",    NULL };

  return !g_strv_contains (unsaid, field->name);
}

static void
tell (Joining *self, const NaruField *field, const char *value)
{
  if (value != NULL && is_worth_telling (field))
    /* Translators: the label of a field, and its value */
    g_string_append_printf (self->told, _ ("%1$s: %2$s"), naru_field_get_label (field), value);
  if (value != NULL && is_worth_telling (field))
    g_string_append_c (self->told, '\n');
}

static gboolean
join_set (Joining *self, const NaruField *field, char **more, GError **error)
{
  g_auto (GStrv) values = naru_record_get_set (self->after, field->name);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    g_ptr_array_add (all, values[i]);
  for (guint i = 0; more != NULL && more[i] != NULL; i++)
    if (!g_ptr_array_find_with_equal_func (all, more[i], g_str_equal, NULL))
      g_ptr_array_add (all, more[i]);
  g_ptr_array_add (all, NULL);
  return naru_record_set_set (self->after, field->name, (const char *const *) all->pdata, error);
}

/* The position of the element of @list in @self->after that element @at of the other could be: one that says nothing else.
 * -1 where there is none. @exact: only the one with the same identity */
static int
find_same (Joining *self, const NaruField *list, guint at, gboolean by_identity)
{
  guint length = naru_record_get_length (self->after, list->name);

  for (guint i = 0; i < length; i++)
    {
      gboolean fits = TRUE;

      for (const NaruField *member = list->fields; fits && member->name != NULL; member++)
        {
          gboolean identity = strcmp (member->name, list->identity) == 0;
          g_autofree char *here
              = naru_record_get_element (self->after, list->name, i, member->name);
          g_autofree char *there
              = naru_record_get_element (self->other, list->name, at, member->name);

          if (identity)
            fits = !by_identity || g_strcmp0 (here, there) == 0;
          else
            fits = here == NULL || there == NULL || strcmp (here, there) == 0;
        }
      if (fits)
        return (int) i;
    }
  return -1;
}

static gboolean
has_identity (NaruRecord *record, const NaruField *list, const char *identity)
{
  for (guint i = 0; i < naru_record_get_length (record, list->name); i++)
    {
      g_autofree char *here = naru_record_get_element (record, list->name, i, list->identity);

      if (g_strcmp0 (here, identity) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
put_element (Joining *self, const NaruField *list, guint at, const char *identity, GError **error)
{
  if (!naru_record_set_element (self->after, list->name, identity, NULL, NULL, error))
    return FALSE;
  for (const NaruField *member = list->fields; member->name != NULL; member++)
    {
      g_autofree char *value = naru_record_get_element (self->other, list->name, at, member->name);

      if (value != NULL && strcmp (member->name, list->identity) != 0
          && !naru_record_set_element (self->after, list->name, identity, member->name, value,
                                       error))
        return FALSE;
    }
  return TRUE;
}

static void
tell_element (Joining *self, const NaruField *list, guint at)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;

  for (const NaruField *member = list->fields; member->name != NULL; member++)
    {
      char *value = naru_record_get_element (self->other, list->name, at, member->name);

      if (value != NULL)
        g_ptr_array_add (parts, value);
    }
  g_ptr_array_add (parts, NULL);
  text = g_strjoinv (" · ", (char **) parts->pdata);
  tell (self, list, text);
}

static gboolean
join_list (Joining *self, const NaruField *list, GError **error)
{
  guint length = naru_record_get_length (self->other, list->name);
  gboolean numbered = strcmp (list->identity, "id") == 0;
  gboolean system = strcmp (list->name, "externalIds") == 0;

  for (guint i = 0; i < length; i++)
    {
      g_autofree char *identity
          = naru_record_get_element (self->other, list->name, i, list->identity);
      int same = find_same (self, list, i, !numbered);

      if (identity == NULL)
        continue;
      if (same >= 0)
        {
          g_free (identity);
          identity
              = naru_record_get_element (self->after, list->name, (guint) same, list->identity);
        }
      else if (has_identity (self->after, list, identity))
        {
          if (!numbered && !system)
            {
              tell_element (self, list, i);
              continue;
            }
          g_free (identity);
          identity = naru_casework_next_identity (self->after, list->name, list->identity,
                                                  numbered ? "m" : "");
        }
      if (!put_element (self, list, i, identity, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
join_text (Joining *self, const NaruField *field, GError **error)
{
  g_autofree char *both = g_strconcat (naru_record_get (self->after, field->name), "\n\n",
                                       naru_record_get (self->other, field->name), NULL);

  return naru_record_set (self->after, field->name, both, error);
}

/* The parts of an address in one line. */
static char *
say_members (Joining *self, const NaruField *object)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  for (const NaruField *member = object->fields; member->name != NULL; member++)
    {
      char *value = naru_record_get_member (self->other, object->name, member->name);

      if (value != NULL)
        g_ptr_array_add (parts, value);
    }
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

static gboolean
join_field (Joining *self, const NaruField *field, GError **error)
{
  g_auto (GStrv) more = NULL;
  g_autofree char *text = NULL;

  if (!naru_record_has (self->after, field->name))
    {
      g_autofree char *json = naru_json_span_dup (naru_record_get_span (self->other, field->name));

      return json == NULL || naru_record_set_json (self->after, field->name, json, error);
    }
  if (naru_json_span_equal (naru_record_get_span (self->after, field->name),
                            naru_record_get_span (self->other, field->name)))
    return TRUE;
  switch (field->kind)
    {
    case NARU_KIND_SET:
      more = naru_record_get_set (self->other, field->name);
      return join_set (self, field, more, error);
    case NARU_KIND_LIST:
      return !is_worth_telling (field) || join_list (self, field, error);
    case NARU_KIND_LONG_TEXT:
      return join_text (self, field, error);
    case NARU_KIND_OBJECT:
      text = say_members (self, field);
      tell (self, field, text);
      return TRUE;
    default:
      text = naru_record_format (self->other, field->name);
      tell (self, field, text);
      return TRUE;
    }
}

/* Who looks for the other name finds the person. */
static gboolean
join_names (Joining *self, GError **error)
{
  const NaruField *field
      = naru_record_type_find_field (naru_record_get_record_type (self->after), "otherNames");
  g_auto (GStrv) more = naru_record_get_set (self->other, "otherNames");
  const char *name = naru_record_get (self->other, "name");
  const char *const names[]
      = { g_strcmp0 (naru_record_get (self->after, "name"), name) != 0 ? name : NULL, NULL };

  return join_set (self, field, (char **) names, error) && join_set (self, field, more, error);
}

static gboolean
join_note (Joining *self, GError **error)
{
  const char *note = naru_record_get (self->after, "note");
  g_autofree char *today = naru_desk_today (self->desk);
  g_autoptr (GString) text = g_string_new (note);

  if (self->told->len == 0)
    return TRUE;
  if (text->len > 0)
    g_string_append (text, "\n\n");
  /* Translators: heads what only the other record told, a line each; a date */
  g_string_append_printf (text, _ ("From the record merged on %s:"), today);
  g_string_append_printf (text, "\n%s", self->told->str);
  while (text->len > 0 && text->str[text->len - 1] == '\n')
    g_string_truncate (text, text->len - 1);
  return naru_record_set (self->after, "note", text->str, error);
}

/**
 * naru_casework_join_people:
 * @keep: a jobseeker
 * @other: another record of the same person
 *
 * Returns: (transfer full) (nullable): @keep with all that @other knows
 */
NaruRecord *
naru_casework_join_people (NaruDesk *desk, NaruRecord *keep, NaruRecord *other, GError **error)
{
  g_autoptr (NaruRecord) after = naru_record_copy (keep);
  g_autoptr (GString) told = g_string_new (NULL);
  Joining self = { desk, after, other, told };

  for (const NaruField *field = naru_record_get_record_type (keep)->fields; field->name != NULL;
       field++)
    if (is_taken_over (field) && naru_record_has (other, field->name)
        && !join_field (&self, field, error))
      return NULL;
  return join_names (&self, error) && join_note (&self, error) ? g_steal_pointer (&after) : NULL;
}
