/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a finding is, and which laws and languages rules know. */
#include "naru-checker-private.h"

#include <glib/gi18n-lib.h>

/**
 * naru_level_get_name:
 * @level: a level
 *
 * Returns: "legal", "review" or "hint", as rule files and naru-cli have it
 */
const char *
naru_level_get_name (NaruLevel level)
{
  static const char *const names[NARU_N_LEVELS] = { "legal", "review", "hint" };

  return names[level];
}

/**
 * naru_finding_free:
 * @finding: (nullable): a finding
 *
 * Frees it.
 */
void
naru_finding_free (NaruFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->rule);
  g_free (finding->field);
  g_free (finding->text);
  g_free (finding->message);
  g_free (finding->explanation);
  g_free (finding->source);
  g_free (finding->exceptions);
  g_free (finding->suggestion);
  g_free (finding->justification);
  g_free (finding);
}

/**
 * naru_checker_jurisdictions:
 *
 * Returns: (array zero-terminated=1): the laws that rules know: "KR", "EU", "GB", "FR", "SI", "NA"
 */
const char *const *
naru_checker_jurisdictions (void)
{
  return naru_law_names;
}

/**
 * naru_checker_languages:
 *
 * Returns: (array zero-terminated=1): the languages that rules are written for
 */
const char *const *
naru_checker_languages (void)
{
  return naru_tongue_names;
}

/**
 * naru_checker_jurisdiction_label:
 * @jurisdiction: one of naru_checker_jurisdictions()
 *
 * Returns: what people call it
 */
const char *
naru_checker_jurisdiction_label (const char *jurisdiction)
{
  static const char *const labels[NARU_N_LAWS]
      = { N_ ("Korea"),  N_ ("European Union"), N_ ("Great Britain"),
          N_ ("France"), N_ ("Slovenia"),       N_ ("Namibia") };
  NaruLaw law;

  return naru_law_from_name (jurisdiction, &law) ? _ (labels[law]) : jurisdiction;
}

/**
 * naru_checker_default_jurisdiction:
 * @language: language of an advertisement
 *
 * Returns: the law to take where nothing is set: Korea's for Korean, France's for French, otherwise Great Britain's, which
 *   knows the most grounds of those whose language is English
 */
const char *
naru_checker_default_jurisdiction (const char *language)
{
  if (g_str_has_prefix (language, "ko"))
    return naru_law_names[NARU_LAW_KOREA];
  return naru_law_names[g_str_has_prefix (language, "fr") ? NARU_LAW_FRANCE : NARU_LAW_BRITAIN];
}
