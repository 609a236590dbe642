/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asking the colleague who gave a field another value which of the two is right: that is a task, in her list and on her Today. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"
#include "naru-id.h"

static const NaruConflictValue *
find_other (NaruDesk *desk, GPtrArray *conflicts)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const NaruConflict *conflict = conflicts->pdata[i];

      for (guint j = 0; j < conflict->values->len; j++)
        {
          const NaruConflictValue *value = conflict->values->pdata[j];

          if (value->author != NULL && !naru_conflict_is_mine (desk, value))
            return value;
        }
    }
  return NULL;
}

static gboolean
is_case (const char *about)
{
  g_autofree char *type = naru_id_get_type (about);

  return g_strcmp0 (type, "jobseeker") == 0;
}

/* A task on a case is in the place of the case, where the colleague wrote. Any other is in that of one's own team. */
static gboolean
would_arrive (NaruDesk *desk, const char *about, NaruRecord *colleague)
{
  g_autoptr (NaruRecord) me = NULL;

  if (is_case (about))
    return TRUE;
  me = naru_store_get (naru_desk_get_store (desk), naru_desk_get_staff (desk), NULL);
  return me != NULL
         && g_strcmp0 (naru_record_get (me, "team"), naru_record_get (colleague, "team")) == 0;
}

/* What is told of sensitive fields is not even their names. */
static gboolean
is_sensitive (GPtrArray *conflicts)
{
  for (guint i = 0; i < conflicts->len; i++)
    {
      const NaruRecordType *type = naru_conflict_get_record_type (conflicts->pdata[i]);

      if (type == NULL || type->circle == NARU_CIRCLE_SITUATION)
        return TRUE;
    }
  return FALSE;
}

/**
 * naru_conflicts_find_asked:
 * @desk: a desk
 * @about: id of the record that the conflicts are shown with, such as a jobseeker
 * @conflicts: (element-type NaruConflict): open ones of one record
 *
 * Returns: (transfer full) (nullable): the colleague who gave another value and can be asked about it with a task; %NULL if there is
 *   none, or a task would not reach her
 */
NaruRecord *
naru_conflicts_find_asked (NaruDesk *desk, const char *about, GPtrArray *conflicts)
{
  const NaruConflictValue *other = find_other (desk, conflicts);
  g_autoptr (NaruRecord) colleague = NULL;

  if (other == NULL || naru_desk_get_staff (desk) == NULL || is_sensitive (conflicts)
      || !naru_desk_may_write (desk, naru_record_type_find ("task")))
    return NULL;
  colleague = naru_store_get (naru_desk_get_store (desk), other->author, NULL);
  if (colleague == NULL || g_strcmp0 (naru_record_get (colleague, "state"), "left") == 0
      || !would_arrive (desk, about, colleague))
    return NULL;
  return g_steal_pointer (&colleague);
}

static char *
join_labels (GPtrArray *conflicts)
{
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < conflicts->len; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "",
                            naru_conflict_get_label (conflicts->pdata[i]));
  return g_string_free (g_steal_pointer (&labels), FALSE);
}

/* The case is named by the task's own field. */
static char *
make_question (NaruDesk *desk, const char *about, GPtrArray *conflicts)
{
  g_autofree char *labels = join_labels (conflicts);
  g_autofree char *title
      = is_case (about) ? NULL : naru_store_get_title (naru_desk_get_store (desk), about);

  return title != NULL ? g_strdup_printf (_ ("Which value is right for %1$s: %2$s?"), title, labels)
                       : g_strdup_printf (_ ("Which value is right: %s?"), labels);
}

/**
 * naru_conflicts_are_asked:
 * @colleague: as of naru_conflicts_find_asked()
 *
 * Returns: whether a task that is still open asks her already
 */
gboolean
naru_conflicts_are_asked (NaruDesk *desk, const char *about, GPtrArray *conflicts,
                          NaruRecord *colleague)
{
  g_autofree char *question = make_question (desk, about, conflicts);
  g_autoptr (NaruQuery) query = naru_query_new ("task");
  g_autoptr (GPtrArray) tasks = NULL;

  naru_query_add_filter (query, "owner", NARU_FILTER_IS, naru_record_get_id (colleague));
  naru_query_add_filter (query, "state", NARU_FILTER_IS, NARU_OPEN_STEPS);
  if (is_case (about))
    naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, about);
  tasks = naru_store_find (naru_desk_get_store (desk), query, NULL);
  for (guint i = 0; tasks != NULL && i < tasks->len; i++)
    if (g_strcmp0 (naru_record_get (tasks->pdata[i], "title"), question) == 0)
      return TRUE;
  return FALSE;
}

/**
 * naru_conflicts_ask:
 * @colleague: as of naru_conflicts_find_asked()
 *
 * The task does not say the values: the colleague finds them where they can be settled.
 *
 * Returns: (transfer full) (nullable): a command that gives her a task for today; %NARU_ERROR_REFUSED if she has it already
 */
NaruCommand *
naru_conflicts_ask (NaruDesk *desk, const char *about, GPtrArray *conflicts, NaruRecord *colleague,
                    GError **error)
{
  g_autofree char *question = make_question (desk, about, conflicts);
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = g_strdup_printf (_ ("%s is asked"), naru_record_get_title (colleague));
  g_autoptr (NaruRecord) task = naru_record_new (naru_record_type_find ("task"), NULL);
  g_autoptr (NaruCommand) command = naru_command_new (label);

  if (naru_conflicts_are_asked (desk, about, conflicts, colleague))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("%s has been asked already."),
                   naru_record_get_title (colleague));
      return NULL;
    }
  if (!naru_record_set (task, "title", question, error)
      || !naru_record_set (task, "owner", naru_record_get_id (colleague), error)
      || !naru_record_set (task, "dueOn", today, error)
      || !naru_record_set (task, "state", "planned", error)
      || !naru_record_set (
          task, "note",
          _ ("Two desks gave it different values at the same time. “Two values” has "
             "both, and settles it."),
          error)
      || (is_case (about) && !naru_record_set (task, "jobseeker", about, error)))
    return NULL;
  naru_command_create (command, task);
  return g_steal_pointer (&command);
}
