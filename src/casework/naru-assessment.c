/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What belongs to the situation of a person: two independent assessments and their joint version, and consents. */
#include "naru-assessment.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-error.h"
#include "naru-vocabulary.h"

static void
difference_free (gpointer data)
{
  NaruAssessmentDifference *difference = data;

  g_free (difference->barrier);
  g_free (difference->first);
  g_free (difference->second);
  g_free (difference->first_seen);
  g_free (difference->second_seen);
  g_free (difference);
}

/**
 * naru_assessments_find:
 * @desk: a desk
 * @jobseeker: id of a person
 * @counsellor: (out) (transfer full) (nullable): the counsellor's assessment, the latest that is signed, or the latest
 * @social_worker: (out) (transfer full) (nullable): the social worker's
 * @joint: (out) (transfer full) (nullable): the joint version
 *
 * Returns: whether both professionals have signed one
 */
gboolean
naru_assessments_find (NaruDesk *desk, const char *jobseeker, NaruRecord **counsellor,
                       NaruRecord **social_worker, NaruRecord **joint)
{
  static const char *const kinds[] = { "counsellor", "social_worker", "joint" };
  NaruRecord **places[] = { counsellor, social_worker, joint };
  g_autoptr (NaruQuery) query = naru_query_new ("assessment");
  g_autoptr (GPtrArray) found = NULL;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  naru_query_set_order (query, "on", FALSE);
  found = naru_store_find (naru_desk_get_store (desk), query, NULL);
  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    *places[k] = NULL;
  for (guint i = 0; found != NULL && i < found->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
      {
        NaruRecord *one = g_ptr_array_index (found, i);

        /* while a new version is being written, the one that was signed holds */
        if (g_strcmp0 (naru_record_get (one, "kind"), kinds[k]) == 0
            && (naru_record_has (one, "signedOn") || *places[k] == NULL
                || !naru_record_has (*places[k], "signedOn")))
          g_set_object (places[k], one);
      }
  return *counsellor != NULL && *social_worker != NULL && naru_record_has (*counsellor, "signedOn")
         && naru_record_has (*social_worker, "signedOn");
}

static char *
find_member (NaruRecord *assessment, const char *barrier, const char *member)
{
  for (guint i = 0; i < naru_record_get_length (assessment, "barriers"); i++)
    {
      g_autofree char *here = naru_record_get_element (assessment, "barriers", i, "barrier");

      if (g_strcmp0 (here, barrier) == 0)
        return naru_record_get_element (assessment, "barriers", i, member);
    }
  return NULL;
}

static gboolean
names_barrier (NaruRecord *assessment, const char *barrier)
{
  g_autofree char *found = find_member (assessment, barrier, "barrier");

  return found != NULL;
}

/**
 * naru_assessments_compare:
 * @first: an assessment
 * @second: another of the same person
 *
 * Returns: (transfer full) (element-type NaruAssessmentDifference): the barriers that only one of them names, or to which
 *   they give another severity, in the order of the vocabulary
 */
GPtrArray *
naru_assessments_compare (NaruRecord *first, NaruRecord *second)
{
  GPtrArray *differences = g_ptr_array_new_with_free_func (difference_free);
  NaruVocabulary *barriers = naru_vocabulary_get ("barrier");

  for (guint i = 0; i < naru_vocabulary_size (barriers); i++)
    {
      const char *barrier = naru_vocabulary_code_at (barriers, i);
      g_autofree char *a = find_member (first, barrier, "severity");
      g_autofree char *b = find_member (second, barrier, "severity");
      NaruAssessmentDifference *difference;

      if (names_barrier (first, barrier) == names_barrier (second, barrier)
          && g_strcmp0 (a, b) == 0)
        continue;
      difference = g_new0 (NaruAssessmentDifference, 1);
      difference->barrier = g_strdup (barrier);
      difference->first = g_steal_pointer (&a);
      difference->second = g_steal_pointer (&b);
      difference->first_seen = find_member (first, barrier, "observation");
      difference->second_seen = find_member (second, barrier, "observation");
      g_ptr_array_add (differences, difference);
    }
  return differences;
}

static void
append_seen (GString *text, const char *kind, const char *severity, const char *seen)
{
  if (severity == NULL && seen == NULL)
    return;
  g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "",
                          naru_casework_term_label ("assessment-kind", kind),
                          severity != NULL ? naru_casework_term_label ("severity", severity) : "");
  if (seen != NULL)
    g_string_append_printf (text, "%s%s", severity != NULL ? ". " : "", seen);
}

/**
 * naru_assessments_join:
 * @desk: a desk
 * @first: the counsellor's assessment
 * @second: the social worker's
 *
 * Begins the joint version: where both agree their severity is taken, where they differ it is left to the meeting, with what
 * each of them saw.
 *
 * Returns: (transfer full): a draft
 */
NaruRecord *
naru_assessments_join (NaruDesk *desk, NaruRecord *first, NaruRecord *second)
{
  NaruRecord *joint = naru_record_new (naru_record_type_find ("assessment"), NULL);
  NaruVocabulary *barriers = naru_vocabulary_get ("barrier");
  g_autofree char *today = naru_desk_today (desk);

  naru_record_set (joint, "jobseeker", naru_record_get (first, "jobseeker"), NULL);
  naru_record_set (joint, "kind", "joint", NULL);
  naru_record_set (joint, "on", today, NULL);
  naru_record_set (joint, "author", naru_desk_get_staff (desk), NULL);
  for (guint i = 0; i < naru_vocabulary_size (barriers); i++)
    {
      const char *barrier = naru_vocabulary_code_at (barriers, i);
      g_autofree char *a = find_member (first, barrier, "severity");
      g_autofree char *b = find_member (second, barrier, "severity");
      g_autofree char *seen_a = find_member (first, barrier, "observation");
      g_autofree char *seen_b = find_member (second, barrier, "observation");
      g_autoptr (GString) seen = g_string_new (NULL);

      if (!names_barrier (first, barrier) && !names_barrier (second, barrier))
        continue;
      append_seen (seen, "counsellor", a, seen_a);
      append_seen (seen, "social_worker", b, seen_b);
      if (a != NULL && g_strcmp0 (a, b) == 0)
        naru_record_set_element (joint, "barriers", barrier, "severity", a, NULL);
      naru_record_set_element (joint, "barriers", barrier, "observation", seen->str, NULL);
    }
  return joint;
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED, message);
  return FALSE;
}

static NaruCommand *
new_assessment_command (const char *format, NaruRecord *assessment)
{
  g_autofree char *kind = naru_record_format (assessment, "kind");
  g_autofree char *label = g_strdup_printf (format, kind);

  return naru_command_new (label);
}

/**
 * naru_assessment_sign:
 * @desk: a desk
 * @assessment: id of an assessment
 * @error: return location for an error
 *
 * Signs it as whoever works here, today. What another professional wrote is theirs to sign.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED where it is signed, or somebody else's
 */
NaruCommand *
naru_assessment_sign (NaruDesk *desk, const char *assessment, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, assessment, "assessment", error);
  const char *author = record != NULL ? naru_record_get (record, "author") : NULL;
  const char *staff = naru_desk_get_staff (desk);
  g_autofree char *today = naru_desk_today (desk);
  NaruCommand *command;

  if (record == NULL)
    return NULL;
  if (naru_record_has (record, "signedOn"))
    {
      refuse (error, _ ("This assessment is signed already."));
      return NULL;
    }
  if (staff == NULL || (author != NULL && strcmp (author, staff) != 0))
    {
      refuse (error,
              _ ("Only who wrote an assessment signs it here. Signed on paper? Type the date."));
      return NULL;
    }
  /* Translators: %s is who assesses: "Counsellor" */
  command = new_assessment_command (_ ("Sign the assessment: %s"), record);
  if (author == NULL)
    naru_command_set (command, assessment, "author", staff);
  naru_command_set (command, assessment, "signedOn", today);
  return command;
}

/**
 * naru_assessment_reopen:
 * @desk: a desk
 * @assessment: id of an assessment that is signed
 * @reason: why it is to be changed
 * @error: return location for an error
 *
 * Takes the signature off, so that it can be changed and signed again. Who did that, when and why stays in it.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED without a reason
 */
NaruCommand *
naru_assessment_reopen (NaruDesk *desk, const char *assessment, const char *reason, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, assessment, "assessment", error);
  g_autofree char *now = naru_desk_now (desk);
  NaruCommand *command;

  if (record == NULL)
    return NULL;
  if (!naru_record_has (record, "signedOn"))
    {
      refuse (error, _ ("This assessment is not signed."));
      return NULL;
    }
  if (naru_casework_is_blank (reason))
    {
      refuse (error, _ ("Please say why it is reopened: both professionals will read it."));
      return NULL;
    }
  command = new_assessment_command (_ ("Reopen the assessment: %s"), record);
  naru_command_set_element (command, assessment, "reopenings", now, "by",
                            naru_desk_get_staff (desk));
  naru_command_set_element (command, assessment, "reopenings", now, "signedOn",
                            naru_record_get (record, "signedOn"));
  naru_command_set_element (command, assessment, "reopenings", now, "reason", reason);
  naru_command_set (command, assessment, "signedOn", NULL);
  return command;
}

/**
 * naru_assessment_revise:
 * @desk: a desk
 * @assessment: an assessment
 *
 * Returns: (transfer full): a draft of a new version, with what the old one says, not signed; the old one stays as it is
 */
NaruRecord *
naru_assessment_revise (NaruDesk *desk, NaruRecord *assessment)
{
  static const char *const kept[] = { "jobseeker", "kind", "barriers", "strengths", "summary" };
  NaruRecord *draft = naru_record_new (naru_record_type_find ("assessment"), NULL);
  g_autofree char *today = naru_desk_today (desk);

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      NaruJsonSpan span = naru_record_get_span (assessment, kept[i]);
      g_autofree char *json = span.text != NULL ? naru_json_span_dup (span) : NULL;

      naru_record_set_json (draft, kept[i], json, NULL);
    }
  naru_record_set (draft, "on", today, NULL);
  naru_record_set (draft, "author", naru_desk_get_staff (desk), NULL);
  naru_record_set (draft, "replaces", naru_record_get_id (assessment), NULL);
  return draft;
}

/**
 * naru_assessment_say_reopened:
 * @desk: a desk
 * @assessment: an assessment
 *
 * Returns: (transfer full) (nullable): the last reopening in words, as long as it is not signed again
 */
char *
naru_assessment_say_reopened (NaruDesk *desk, NaruRecord *assessment)
{
  guint n = naru_record_get_length (assessment, "reopenings");
  const NaruField *time
      = naru_record_type_find_field (naru_record_get_record_type (assessment), "modifiedAt");
  g_autofree char *at = NULL, *by = NULL, *reason = NULL, *when = NULL, *who = NULL;

  if (n == 0 || naru_record_has (assessment, "signedOn"))
    return NULL;
  at = naru_record_get_element (assessment, "reopenings", n - 1, "at");
  by = naru_record_get_element (assessment, "reopenings", n - 1, "by");
  reason = naru_record_get_element (assessment, "reopenings", n - 1, "reason");
  when = at != NULL ? naru_field_format (time, at) : g_strdup ("");
  who = by != NULL ? naru_store_get_title (naru_desk_get_store (desk), by) : NULL;
  /* Translators: when, by whom, why */
  return g_strdup_printf (_ ("Reopened %1$s, %2$s: %3$s"), when, who != NULL ? who : "–",
                          reason != NULL ? reason : "");
}

/* What the partner holds of the person is emptied; what the partner wrote stays theirs. */
static gboolean
stop_sharing (NaruDesk *desk, NaruCommand *command, NaruRecord *consent, const char *today,
              GError **error)
{
  static const char *const shared[] = { "phone", "goals", "steps", "barriers" };
  g_autoptr (NaruQuery) query = naru_query_new ("sharedCase");
  g_autoptr (GPtrArray) cases = NULL;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS,
                         naru_record_get (consent, "jobseeker"));
  cases = naru_store_find (naru_desk_get_store (desk), query, error);
  if (cases == NULL)
    return FALSE;
  for (guint i = 0; i < cases->len; i++)
    {
      NaruRecord *one = g_ptr_array_index (cases, i);

      if (g_strcmp0 (naru_record_get (one, "consent"), naru_record_get_id (consent)) != 0)
        continue;
      naru_command_set (command, naru_record_get_id (one), "validTo", today);
      for (guint f = 0; f < G_N_ELEMENTS (shared); f++)
        if (naru_record_has (one, shared[f]))
          naru_command_set_json (command, naru_record_get_id (one), shared[f], NULL);
    }
  return TRUE;
}

/**
 * naru_consent_withdraw:
 * @desk: a desk
 * @consent: id of a consent that was given
 * @error: return location for an error
 *
 * Takes a consent back. No reason is asked; nothing of the case is lost; what was shared because of it is emptied.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_REFUSED where it was not given
 */
NaruCommand *
naru_consent_withdraw (NaruDesk *desk, const char *consent, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, consent, "consent", error);
  g_autoptr (NaruCommand) command = NULL;
  g_autofree char *today = naru_desk_today (desk);

  if (record == NULL)
    return NULL;
  if (g_strcmp0 (naru_record_get (record, "state"), "given") != 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED,
                           _ ("Only a consent that was given can be withdrawn."));
      return NULL;
    }
  command = naru_command_new (_ ("Withdraw a consent"));
  naru_command_set (command, consent, "state", "withdrawn");
  naru_command_set (command, consent, "withdrawnOn", today);
  return stop_sharing (desk, command, record, today, error) ? g_steal_pointer (&command) : NULL;
}
