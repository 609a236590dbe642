/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What no command may change, whoever sends it: what somebody signed, what an office decided, an employer's account manager
 * without a reason. Undo, import and synchronisation do not come by here. */
#include "naru-command-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework-private.h"
#include "naru-employer-work.h"
#include "naru-error.h"
#include "naru-id.h"
#include "naru-intake.h"

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED, message);
  return FALSE;
}

/* A reopening takes the signature off, says why, and does nothing else. */
static gboolean
is_reopening (NaruRecord *before, NaruRecord *after)
{
  g_autoptr (GPtrArray) differences = naru_record_compare (before, after);
  guint n = naru_record_get_length (after, "reopenings");
  g_autofree char *reason
      = n > 0 ? naru_record_get_element (after, "reopenings", n - 1, "reason") : NULL;

  for (guint i = 0; i < differences->len; i++)
    {
      const NaruDifference *difference = g_ptr_array_index (differences, i);

      if (strcmp (difference->name, "signedOn") != 0
          && !g_str_has_prefix (difference->name, "reopenings"))
        return FALSE;
    }
  return !naru_record_has (after, "signedOn")
         && n == naru_record_get_length (before, "reopenings") + 1
         && !naru_casework_is_blank (reason);
}

static gboolean
check_assessment (NaruRecord *before, NaruRecord *after, GError **error)
{
  if (before == NULL || !naru_record_has (before, "signedOn")
      || strcmp (naru_record_get_text (before), naru_record_get_text (after)) == 0
      || is_reopening (before, after))
    return TRUE;
  return refuse (error, _ ("This assessment is signed. Reopen it with a reason, or write a new "
                           "version."));
}

static gboolean
is_from_office (NaruRecord *benefit)
{
  return g_strcmp0 (naru_record_get (benefit, "origin"), "office") == 0;
}

/* What somebody types is what the person says: decisions come by an import. */
static gboolean
check_benefit (NaruRecord *before, NaruRecord *after, GError **error)
{
  if (before != NULL && is_from_office (before))
    return strcmp (naru_record_get_text (before), naru_record_get_text (after)) == 0
           || refuse (error, _ ("This was read from the office that decides it, and is not changed "
                                "here."));
  return naru_record_set (after, "origin", "person", error);
}

static gboolean
check_step (NaruTransaction *transaction, NaruRecord *before, NaruRecord *after, GError **error)
{
  g_autoptr (NaruRecord) plan = NULL;
  g_autofree char *message = NULL;
  const char *id = naru_record_get (after, "plan");

  if (id == NULL
      || (before != NULL
          && g_strcmp0 (naru_record_get (before, "dueOn"), naru_record_get (after, "dueOn")) == 0
          && g_strcmp0 (naru_record_get (before, "plannedOn"), naru_record_get (after, "plannedOn"))
                 == 0))
    return TRUE;
  plan = naru_transaction_get (transaction, id, NULL);
  message = plan != NULL ? naru_casework_judge_step (plan, after, NULL) : NULL;
  if (message != NULL)
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, message);
  return message == NULL;
}

/* A path of the intake interview that cannot be read is told to whoever writes it, not to whoever asks next. */
static gboolean
check_setting (NaruRecord *setting, GError **error)
{
  const char *key = naru_record_get (setting, "key");
  const char *value = naru_record_get (setting, "value");
  g_autoptr (NaruIntakeRules) rules = NULL;

  if (naru_intake_version_of_setting (key) == 0 || value == NULL)
    return TRUE;
  rules = naru_intake_rules_parse (value, error);
  if (rules == NULL)
    g_prefix_error (error, "%s: ", key);
  return rules != NULL;
}

/**
 * naru_command_check_change:
 * @record: as it is to be; marked where its type asks for that
 * @settling: whether this only says which of two values holds
 *
 * Returns: whether it may be written; %NARU_ERROR_REFUSED or %NARU_ERROR_INVALID with the reason
 */
gboolean
naru_command_check_change (NaruTransaction *transaction, NaruRecord *record, gboolean settling,
                           GError **error)
{
  static const char *const guarded[]
      = { "employer", "assessment", "benefitStatus", "step", "setting", NULL };
  const char *type = naru_record_get_record_type (record)->name;
  g_autoptr (NaruRecord) before = NULL;

  if (!g_strv_contains (guarded, type))
    return TRUE;
  before = naru_transaction_get (transaction, naru_record_get_id (record), NULL);
  if (strcmp (type, "employer") == 0)
    return before == NULL || naru_employer_check_assignment (before, record, error);
  if (strcmp (type, "setting") == 0)
    return check_setting (record, error);
  if (settling)
    return TRUE;
  if (strcmp (type, "assessment") == 0)
    return check_assessment (before, record, error);
  if (strcmp (type, "benefitStatus") == 0)
    return check_benefit (before, record, error);
  return check_step (transaction, before, record, error);
}

/**
 * naru_command_check_deletion:
 * @id: a record that is deleted by itself, not along with the person that it is about
 *
 * Returns: whether it may go; %NARU_ERROR_REFUSED for what is signed, and for what an office decided
 */
gboolean
naru_command_check_deletion (NaruTransaction *transaction, const char *id, GError **error)
{
  g_autoptr (NaruRecord) record = NULL;

  if (!naru_id_has_type (id, "assessment") && !naru_id_has_type (id, "benefitStatus"))
    return TRUE;
  record = naru_transaction_get (transaction, id, NULL);
  if (record == NULL)
    return TRUE;
  if (naru_id_has_type (id, "assessment") && naru_record_has (record, "signedOn"))
    return refuse (error, _ ("A signed assessment stays. A new version can replace it."));
  if (naru_id_has_type (id, "benefitStatus") && is_from_office (record))
    return refuse (error, _ ("This was read from the office that decides it, and is not changed "
                             "here."));
  return TRUE;
}
