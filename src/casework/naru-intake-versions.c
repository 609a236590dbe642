/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which path of the intake interview holds. The program's own is version 1, after the path that Korean employment centres
 * describe; a centre keeps its own in settings "intakeRules-2", "intakeRules-3"…: the highest holds for who comes now, the
 * older ones stay, so that what was answered under them can be replayed. */
#include "naru-intake.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework.h"
#include "naru-error.h"
#include "naru-id.h"

#define BUILT_IN "/io/github/naru/Naru/intake/intake.json"
#define SETTING_PREFIX "intakeRules-"

/* a resource ends in a zero byte */
static GBytes *
read_built_in (GError **error)
{
  return g_resources_lookup_data (BUILT_IN, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static NaruIntakeRules *
load_built_in (GError **error)
{
  g_autoptr (GBytes) bytes = read_built_in (error);

  return bytes != NULL ? naru_intake_rules_parse (g_bytes_get_data (bytes, NULL), error) : NULL;
}

/**
 * naru_intake_version_of_setting:
 * @key: (nullable): key of a setting
 *
 * Returns: the version of the path that the setting keeps; 0 if it keeps none
 */
guint
naru_intake_version_of_setting (const char *key)
{
  return key != NULL && g_str_has_prefix (key, SETTING_PREFIX)
             ? (guint) g_ascii_strtoull (key + strlen (SETTING_PREFIX), NULL, 10)
             : 0;
}

/**
 * naru_intake_rules_load:
 * @desk: a desk
 * @version: the version wanted, 0 for the one that holds now
 * @error: return location for an error
 *
 * Takes the path from the settings of the centre, or the program's own. A path of the centre that is faulty is no reason
 * to send people away: for those who come now the next older one holds.
 *
 * Returns: (transfer full) (nullable): the path; %NARU_ERROR_NOT_FOUND for a version that is not there
 */
NaruIntakeRules *
naru_intake_rules_load (NaruDesk *desk, guint version, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new ("setting");
  g_autoptr (GPtrArray) settings = naru_store_find (naru_desk_get_store (desk), query, NULL);
  g_autoptr (NaruIntakeRules) best = NULL;
  g_autofree char *fault = NULL;
  guint faulty = 0;

  for (guint i = 0; settings != NULL && i < settings->len; i++)
    {
      NaruRecord *setting = g_ptr_array_index (settings, i);
      guint number = naru_intake_version_of_setting (naru_record_get (setting, "key"));
      const char *value = naru_record_get (setting, "value");
      g_autoptr (NaruIntakeRules) rules = NULL;
      g_autoptr (GError) why = NULL;

      if (number == 0 || value == NULL || (version != 0 && number != version)
          || (best != NULL && best->version > number))
        continue;
      rules = naru_intake_rules_parse (value, &why);
      if (rules == NULL)
        {
          if (number > faulty)
            {
              g_free (fault);
              faulty = number;
              fault = g_strdup_printf (_ ("Version %1$u of the path is faulty: %2$s"), number,
                                       why->message);
            }
          continue;
        }
      rules->version = number;
      g_clear_pointer (&best, naru_intake_rules_unref);
      best = g_steal_pointer (&rules);
    }
  if (best == NULL)
    best = load_built_in (error);
  if (best != NULL && faulty > best->version)
    best->fault = g_steal_pointer (&fault);
  if (best == NULL || version == 0 || best->version == version)
    return g_steal_pointer (&best);
  g_set_error (error, NARU_ERROR, NARU_ERROR_NOT_FOUND,
               _ ("Version %u of the intake interview is not on this desk."), version);
  return NULL;
}

/**
 * naru_intake_rules_load_for:
 * @desk: a desk
 * @jobseeker: a person
 * @error: return location for an error
 *
 * Who was asked under an older path stays on it.
 *
 * Returns: (transfer full) (nullable): the path under which the person is asked
 */
NaruIntakeRules *
naru_intake_rules_load_for (NaruDesk *desk, NaruRecord *jobseeker, GError **error)
{
  NaruIntakeRules *rules = naru_intake_rules_load (desk, naru_intake_version_of (jobseeker), NULL);

  return rules != NULL ? rules : naru_intake_rules_load (desk, 0, error);
}

/**
 * naru_intake_rules_get_text:
 * @desk: a desk
 * @version: a version
 *
 * Returns: (transfer full) (nullable): the file of the path, to be changed and read again; %NULL for a version that is not
 *   there
 */
char *
naru_intake_rules_get_text (NaruDesk *desk, guint version)
{
  g_autofree char *key = g_strdup_printf ("%s%u", SETTING_PREFIX, version);
  g_autoptr (GBytes) bytes = version == 1 ? read_built_in (NULL) : NULL;

  return bytes != NULL ? g_strdup (g_bytes_get_data (bytes, NULL))
                       : naru_centre_get_setting (desk, key);
}

/**
 * naru_intake_rules_adopt:
 * @desk: a desk
 * @json: a rule file
 * @error: return location for an error
 *
 * Makes a path the one that holds for who comes now, under the next number whatever number it has itself. Who was asked
 * under an older one stays on it.
 *
 * Returns: (transfer full) (nullable): the command; %NARU_ERROR_JSON or %NARU_ERROR_INVALID with the line and what is wrong
 *   there
 */
NaruCommand *
naru_intake_rules_adopt (NaruDesk *desk, const char *json, GError **error)
{
  g_autoptr (NaruIntakeRules) rules = naru_intake_rules_parse (json, error);
  g_autoptr (NaruQuery) query = naru_query_new ("setting");
  g_autoptr (GPtrArray) settings = NULL;
  g_autoptr (NaruRecord) setting = NULL;
  g_autofree char *key = NULL, *label = NULL, *id = NULL;
  guint version = 1;
  NaruCommand *command;

  if (rules == NULL)
    return NULL;
  settings = naru_store_find (naru_desk_get_store (desk), query, error);
  if (settings == NULL)
    return NULL;
  for (guint i = 0; i < settings->len; i++)
    version = MAX (version, naru_intake_version_of_setting (
                                naru_record_get (g_ptr_array_index (settings, i), "key")));
  key = g_strdup_printf ("%s%u", SETTING_PREFIX, version + 1);
  id = naru_id_new_natural ("setting", "setting", key);
  setting = naru_record_new (naru_record_type_find ("setting"), id);
  if (!naru_record_set (setting, "key", key, error)
      || !naru_record_set (setting, "value", json, error))
    return NULL;
  label = g_strdup_printf (_ ("Intake interview: version %u"), version + 1);
  command = naru_command_new (label);
  naru_command_create (command, setting);
  return command;
}
