/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a plan. A row object says in words what its step says; when a step changes, the row is changed in place, so
 * that the list keeps its scroll position, its selection and the focus. */

#include "naru-plan-rows-private.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

G_DEFINE_FINAL_TYPE (NaruPlanRow, naru_plan_row, G_TYPE_OBJECT)

static guint changed_signal;

static void
naru_plan_row_finalize (GObject *object)
{
  NaruPlanRow *self = NARU_PLAN_ROW (object);

  g_clear_object (&self->step);
  g_free (self->goal);
  g_free (self->key);
  g_free (self->title);
  g_free (self->caption);
  g_free (self->who);
  g_free (self->due);
  g_free (self->state);
  G_OBJECT_CLASS (naru_plan_row_parent_class)->finalize (object);
}

static void
naru_plan_row_class_init (NaruPlanRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_plan_row_finalize;
  changed_signal = g_signal_new ("changed", NARU_TYPE_PLAN_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
naru_plan_row_init (NaruPlanRow *self)
{
}

/**
 * naru_plan_row_is_goal:
 *
 * Returns: whether the row is a goal rather than a step
 */
gboolean
naru_plan_row_is_goal (NaruPlanRow *self)
{
  return self->is_goal;
}

/**
 * naru_plan_row_get_goal:
 *
 * Returns: (nullable): the identity of the goal that the row is, or that its step belongs to
 */
const char *
naru_plan_row_get_goal (NaruPlanRow *self)
{
  return self->goal;
}

/**
 * naru_plan_row_get_step:
 *
 * Returns: (transfer none) (nullable): the step of the row; %NULL for a goal
 */
NaruRecord *
naru_plan_row_get_step (NaruPlanRow *self)
{
  return self->step;
}

/**
 * naru_plan_row_get_key:
 *
 * Returns: (transfer none): what tells the row from the others when the plan is read anew
 */
const char *
naru_plan_row_get_key (NaruPlanRow *self)
{
  return self->key;
}

/**
 * naru_plan_row_get_title:
 *
 * Returns: (transfer none): the goal or the step in words
 */
const char *
naru_plan_row_get_title (NaruPlanRow *self)
{
  return self->title;
}

/* What is written under the title: the measure, or whose service or step it is. */
static char *
describe_measure (NaruStore *store, NaruRecord *step)
{
  const char *class = naru_record_get (step, "class");
  const char *measure = naru_record_get (step, "measure");
  const char *responsible = naru_record_get (step, "responsible");
  char *title = measure != NULL ? naru_store_get_title (store, measure) : NULL;

  if (title != NULL)
    return title;
  if (class != NULL)
    {
      const char *label = naru_vocabulary_label (naru_vocabulary_get ("measures"), class);

      /* Translators: code and label of a labour market measure class: "11 Placement and related services" */
      return label != NULL ? g_strdup_printf (_ ("%1$s %2$s"), class, label) : g_strdup (class);
    }
  if (g_strcmp0 (responsible, "jobseeker") == 0)
    return g_strdup (_ ("Own step"));
  if (g_strcmp0 (responsible, "partner") == 0)
    return g_strdup (_ ("Partner service, not a labour market measure"));
  return NULL;
}

/* The step that has to be done before, as long as it is not; it may be gone. */
static NaruRecord *
find_blocker (GPtrArray *steps, NaruRecord *step)
{
  const char *id = naru_record_get (step, "blockedBy");

  for (guint i = 0; id != NULL && i < steps->len; i++)
    {
      const char *state = naru_record_get (steps->pdata[i], "state");

      if (g_str_equal (naru_record_get_id (steps->pdata[i]), id))
        return g_strcmp0 (state, "done") != 0 && g_strcmp0 (state, "dropped") != 0 ? steps->pdata[i]
                                                                                   : NULL;
    }
  return NULL;
}

static char *
describe_step (NaruStore *store, NaruRecord *step, NaruRecord *blocker)
{
  g_autofree char *measure = describe_measure (store, step);
  g_autofree char *waits
      = blocker != NULL
            /* Translators: %s is another step, which has to be done before this one */
            ? g_strdup_printf (_ ("Waits for “%s”"), naru_record_get_title (blocker))
            : NULL;

  if (waits == NULL || measure == NULL)
    return waits != NULL ? g_steal_pointer (&waits) : g_steal_pointer (&measure);
  return g_strdup_printf ("%s · %s", waits, measure);
}

static char *
describe_who (NaruStore *store, NaruRecord *step)
{
  const char *organisation = naru_record_get (step, "organisation");
  char *title = organisation != NULL ? naru_store_get_title (store, organisation) : NULL;

  return title != NULL ? title : naru_record_format (step, "responsible");
}

static char *
format_due (const char *due, const char *today)
{
  g_autofree char *time = due != NULL ? g_strdup_printf ("%sT12:00:00+00:00", due) : NULL;
  g_autoptr (GDateTime) date = time != NULL ? naru_time_parse (time) : NULL;

  if (date == NULL)
    return g_strdup (due);
  if (strncmp (due, today, 4) == 0)
    /* Translators: day and month of a date in this year, see g_date_time_format(): 25 Nov */
    return g_date_time_format (date, _ ("%-d %b"));
  return naru_ui_format_day (due, today);
}

static NaruPlanRow *
new_step_row (NaruStore *store, NaruRecord *step, NaruRecord *blocker, const char *goal,
              const char *today)
{
  NaruPlanRow *self = g_object_new (NARU_TYPE_PLAN_ROW, NULL);
  const char *state = naru_record_get (step, "state");
  const char *due = naru_record_get (step, "dueOn");
  const char *done = naru_record_get (step, "doneOn");
  gboolean open = g_strcmp0 (state, "planned") == 0 || g_strcmp0 (state, "underway") == 0;
  int late
      = open && due != NULL && naru_date_is_valid (due) ? naru_date_days_between (due, today) : 0;

  self->step = g_object_ref (step);
  self->goal = g_strdup (goal);
  self->key = g_strdup (naru_record_get_id (step));
  self->title = g_strdup (naru_record_get_title (step));
  self->caption = describe_step (store, step, open ? blocker : NULL);
  self->who = describe_who (store, step);
  self->over = !open;
  self->late = late > 0;
  self->due = format_due (g_strcmp0 (state, "done") == 0 && done != NULL ? done : due, today);
  if (self->late)
    {
      self->icon = "naru-late-symbolic";
      self->icon_class = "late";
      self->state = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%d day late", "%d days late", (gulong) late), late);
    }
  else
    {
      self->icon = naru_ui_term_icon ("step-state", state, &self->icon_class);
      self->state = naru_record_format (step, "state");
    }
  return self;
}

static char *
describe_target (NaruRecord *plan, guint goal)
{
  g_autofree char *occupation = naru_record_get_element (plan, "goals", goal, "occupation");
  const char *label = occupation != NULL
                          ? naru_vocabulary_label (naru_vocabulary_get ("isco08"), occupation)
                          : NULL;

  return g_strdup (label != NULL ? label : occupation);
}

static NaruPlanRow *
new_goal_row (const char *goal, const char *text, guint done, guint total)
{
  NaruPlanRow *self = g_object_new (NARU_TYPE_PLAN_ROW, NULL);

  self->is_goal = TRUE;
  self->goal = g_strdup (goal);
  self->key = g_strdup_printf ("goal %s", goal != NULL ? goal : "");
  self->title = g_strdup (text);
  /* Translators: of the steps under a goal: "1 of 4 done" */
  self->state = total > 0 ? g_strdup_printf (
                    g_dngettext (GETTEXT_PACKAGE, "%1$u of %2$u done", "%1$u of %2$u done", total),
                    done, total)
                          : g_strdup (_ ("No step yet"));
  return self;
}

static gboolean
serves (NaruRecord *step, const char *goal, GHashTable *known)
{
  const char *its = naru_record_get (step, "goal");

  if (goal == NULL)
    return its == NULL || !g_hash_table_contains (known, its);
  return g_strcmp0 (its, goal) == 0;
}

static void
add_group (GPtrArray *rows, NaruStore *store, GPtrArray *steps, const char *goal, const char *text,
           GHashTable *known, const char *today)
{
  guint done = 0, total = 0;
  guint at = rows->len;

  for (guint i = 0; i < steps->len; i++)
    {
      NaruRecord *step = steps->pdata[i];
      const char *state = naru_record_get (step, "state");

      if (!serves (step, goal, known))
        continue;
      done += g_strcmp0 (state, "done") == 0;
      total += g_strcmp0 (state, "dropped") != 0;
      g_ptr_array_add (rows, new_step_row (store, step, find_blocker (steps, step), goal, today));
      NARU_PLAN_ROW (rows->pdata[rows->len - 1])->first = rows->len - 1 == at;
    }
  if (goal != NULL || (rows->len > at && g_hash_table_size (known) > 0))
    g_ptr_array_insert (rows, at, new_goal_row (goal, text, done, total));
}

/**
 * naru_plan_rows_read:
 * @plan: (nullable): the current plan
 * @steps: (element-type NaruRecord): its steps, in their order
 *
 * Returns: (transfer full) (element-type NaruPlanRow): goals with their steps; last, the steps that serve no goal
 */
GPtrArray *
naru_plan_rows_read (NaruDesk *desk, NaruRecord *plan, GPtrArray *steps)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *today = naru_desk_today (desk);
  NaruStore *store = naru_desk_get_store (desk);
  guint n_goals = plan != NULL ? naru_record_get_length (plan, "goals") : 0;

  for (guint i = 0; i < n_goals; i++)
    g_hash_table_add (known, naru_record_get_element (plan, "goals", i, "id"));
  for (guint i = 0; i < n_goals; i++)
    {
      g_autofree char *goal = naru_record_get_element (plan, "goals", i, "id");
      g_autofree char *text = naru_record_get_element (plan, "goals", i, "text");
      guint at = rows->len;

      add_group (rows, store, steps, goal, text, known, today);
      NARU_PLAN_ROW (rows->pdata[at])->caption = describe_target (plan, i);
    }
  add_group (rows, store, steps, NULL, _ ("Other steps"), known, today);
  return rows;
}

static gboolean
says_the_same (NaruPlanRow *a, NaruPlanRow *b)
{
  return g_strcmp0 (a->title, b->title) == 0 && g_strcmp0 (a->caption, b->caption) == 0
         && g_strcmp0 (a->who, b->who) == 0 && g_strcmp0 (a->due, b->due) == 0
         && g_strcmp0 (a->state, b->state) == 0 && a->icon == b->icon && a->over == b->over
         && a->first == b->first;
}

static void
swap_text (char **a, char **b)
{
  char *kept = *a;

  *a = *b;
  *b = kept;
}

/* Takes what @other says; it is not used afterwards. */
static void
take (NaruPlanRow *self, NaruPlanRow *other)
{
  gboolean same = says_the_same (self, other);

  g_set_object (&self->step, other->step);
  swap_text (&self->goal, &other->goal);
  swap_text (&self->title, &other->title);
  swap_text (&self->caption, &other->caption);
  swap_text (&self->who, &other->who);
  swap_text (&self->due, &other->due);
  swap_text (&self->state, &other->state);
  self->icon = other->icon;
  self->icon_class = other->icon_class;
  self->late = other->late;
  self->over = other->over;
  self->first = other->first;
  if (!same)
    g_signal_emit (self, changed_signal, 0);
}

static gboolean
take_if_same (GListStore *store, guint position, NaruPlanRow *other)
{
  g_autoptr (NaruPlanRow) row = g_list_model_get_item (G_LIST_MODEL (store), position);

  if (g_strcmp0 (row->key, other->key) != 0)
    return FALSE;
  take (row, other);
  return TRUE;
}

/**
 * naru_plan_rows_update:
 * @store: a store of #NaruPlanRow
 * @rows: (element-type NaruPlanRow): what it is to show
 *
 * Rows that stay are changed in place; only those in between are exchanged.
 */
void
naru_plan_rows_update (GListStore *store, GPtrArray *rows)
{
  guint length = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint head = 0, tail = 0;

  while (head < length && head < rows->len && take_if_same (store, head, rows->pdata[head]))
    head++;
  while (tail < length - head && tail < rows->len - head
         && take_if_same (store, length - 1 - tail, rows->pdata[rows->len - 1 - tail]))
    tail++;
  if (length - head - tail > 0 || rows->len - head - tail > 0)
    g_list_store_splice (store, head, length - head - tail, rows->pdata + head,
                         rows->len - head - tail);
}
