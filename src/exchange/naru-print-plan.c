/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The action plan on paper, in plain words and addressed to the person: what, who, until when. */
#include "naru-print-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework.h"
#include "naru-error.h"
#include "naru-scan.h"

typedef struct
{
  NaruDocument *document;
  NaruDesk *reader;
  NaruRecord *person;
  NaruRecord *plan;
  GPtrArray *steps;
} Print;

static const char *
say_who (Print *self, NaruRecord *step, char **kept)
{
  NaruStore *store = naru_desk_get_store (self->reader);
  const char *who = naru_record_get (step, "responsible");
  const char *id = NULL;

  if (g_strcmp0 (who, "jobseeker") == 0)
    return naru_document_say (self->document, N_ ("You"));
  if (g_strcmp0 (who, "counsellor") == 0)
    id = naru_record_get (self->person, "counsellor");
  else if (g_strcmp0 (who, "partner") == 0)
    id = naru_record_get (step, "organisation");
  *kept = id != NULL ? naru_store_get_title (store, id) : NULL;
  if (*kept != NULL)
    return *kept;
  return who != NULL ? naru_document_say_term (self->document, "responsible", who) : "";
}

static void
add_step (Print *self, NaruRecord *step)
{
  const char *state = naru_record_get (step, "state");
  gboolean done = g_strcmp0 (state, "done") == 0;
  g_autofree char *who = NULL;
  g_autofree char *day
      = naru_document_say_date (self->document, naru_record_get (step, done ? "doneOn" : "dueOn"));
  const char *const cells[]
      = { naru_record_get_title (step), say_who (self, step, &who), day != NULL ? day : "",
          naru_document_say_term (self->document, "step-state", state), NULL };

  if (g_strcmp0 (state, "dropped") != 0)
    naru_document_add_row (self->document, cells);
}

/* The steps of one goal; those of no goal for %NULL. Returns whether there were any. */
static gboolean
add_steps (Print *self, const char *goal, const char *heading, GHashTable *goals)
{
  static const double shares[] = { 4.1, 2.2, 2.4, 1.8 };
  NaruDocument *document = self->document;
  const char *const headings[] = { naru_document_say (document, N_ ("What will be done")),
                                   naru_document_say (document, N_ ("Who acts")),
                                   naru_document_say (document, N_ ("By when")),
                                   naru_document_say (document, N_ ("State")), NULL };
  gboolean some = FALSE;

  for (guint i = 0; i < self->steps->len; i++)
    {
      NaruRecord *step = g_ptr_array_index (self->steps, i);
      const char *own = naru_record_get (step, "goal");
      gboolean belongs = goal != NULL ? g_strcmp0 (own, goal) == 0
                                      : own == NULL || !g_hash_table_contains (goals, own);

      if (!belongs)
        continue;
      if (!some)
        {
          naru_document_add_heading (document, heading);
          naru_document_begin_table (document, headings, shares);
        }
      some = TRUE;
      add_step (self, step);
    }
  return some;
}

static void
add_goals (Print *self)
{
  g_autoptr (GHashTable) goals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n_goals = naru_record_get_length (self->plan, "goals");

  for (guint i = 0; i < n_goals; i++)
    {
      g_autofree char *goal = naru_record_get_element (self->plan, "goals", i, "id");
      g_autofree char *text = naru_record_get_element (self->plan, "goals", i, "text");
      g_autofree char *heading = g_strdup_printf (
          naru_document_say (self->document, N_ ("Goal: %s")), text != NULL ? text : "");

      if (goal == NULL)
        continue;
      if (!add_steps (self, goal, heading, goals))
        naru_document_add_heading (self->document, heading);
      g_hash_table_add (goals, g_steal_pointer (&goal));
    }
  add_steps (self, NULL, naru_document_say (self->document, N_ ("Other steps")), goals);
}

static void
add_head (Print *self)
{
  NaruDocument *document = self->document;
  g_autofree char *review
      = naru_document_say_date (document, naru_record_get (self->plan, "reviewOn"));

  naru_document_add_title (document, naru_document_say (document, N_ ("Your action plan")));
  naru_document_add_pair (document, naru_document_say (document, N_ ("Name")),
                          naru_record_get_title (self->person));
  naru_print_add_counsellor (document, self->reader, self->person);
  naru_document_add_pair (
      document, naru_document_say (document, N_ ("We look at this plan again on")), review);
  naru_document_add_text (
      document, naru_document_say (
                    document, N_ ("You and your counsellor wrote this plan together. You can ask "
                                  "to change it at any time. If something does not work, please "
                                  "call: then we look for another way.")));
}

/* Whether a PNG is a signature alone, which is broader than high, and not the scan of a page. */
static gboolean
is_signature (GBytes *png)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (png, &length);
  guint32
      size[2]; /* width and height stand behind the signature, length and type of the first chunk */

  if (length < 16 + sizeof size)
    return FALSE;
  memcpy (size, bytes + 16, sizeof size);
  return GUINT32_FROM_BE (size[0]) > 2 * (guint64) GUINT32_FROM_BE (size[1]);
}

static void
add_signatures (Print *self)
{
  guint n_versions = naru_record_get_length (self->plan, "versions");
  const char *counsellor = naru_record_get (self->person, "counsellor");
  g_autofree char *counsellor_name
      = counsellor != NULL ? naru_store_get_title (naru_desk_get_store (self->reader), counsellor)
                           : NULL;
  g_autofree char *signed_on = NULL, *day = NULL, *digest = NULL;
  g_autoptr (GBytes) scan = NULL, picture = NULL;
  g_autoptr (GPtrArray) pages = NULL;

  if (n_versions > 0)
    {
      signed_on
          = naru_record_get_element (self->plan, "versions", n_versions - 1, "signedJobseekerOn");
      digest = naru_record_get_element (self->plan, "versions", n_versions - 1, "signature");
    }
  if (digest != NULL)
    scan = naru_store_get_blob (naru_desk_get_store (self->reader), digest, NULL);
  pages = scan != NULL ? naru_scan_read_pages (scan) : g_ptr_array_new ();
  if (pages->len == 1 && is_signature (pages->pdata[0]))
    picture = g_bytes_ref (pages->pdata[0]);
  day = naru_document_say_date (self->document, signed_on);
  naru_document_add_signature (self->document,
                               naru_document_say_term (self->document, "responsible", "jobseeker"),
                               naru_record_get_title (self->person), day, picture);
  naru_document_add_signature (self->document,
                               naru_document_say_term (self->document, "responsible", "counsellor"),
                               counsellor_name, NULL, NULL);
  /* the paper that was signed goes with it, page by page */
  for (guint i = 0; picture == NULL && i < pages->len; i++)
    naru_document_add_picture (self->document, pages->pdata[i]);
}

/**
 * naru_print_plan:
 * @reader: a desk
 * @id: id of a jobseeker
 * @language: of the reader
 * @error: return location for an error
 *
 * Makes the current action plan of a person for paper.
 *
 * Returns: (transfer full) (nullable): the document; %NARU_ERROR_REFUSED while there is no plan
 */
NaruDocument *
naru_print_plan (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruDocument) document = naru_document_new (language);
  g_autoptr (NaruRecord) person = naru_store_get (store, id, error);
  g_autofree char *plan_id = person != NULL ? naru_case_current_plan (reader, id) : NULL;
  g_autoptr (NaruRecord) plan = plan_id != NULL ? naru_store_get (store, plan_id, error) : NULL;
  g_autoptr (GPtrArray) steps = plan != NULL ? naru_case_get_steps (reader, plan_id, error) : NULL;
  Print self = { document, reader, person, plan, steps };

  if (person != NULL && plan_id == NULL)
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                         _ ("There is no plan yet. Please add a goal or a step first."));
  if (steps == NULL)
    return NULL;
  add_head (&self);
  add_goals (&self);
  add_signatures (&self);
  naru_print_set_centre_foot (document, reader);
  return g_steal_pointer (&document);
}
