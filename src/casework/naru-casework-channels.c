/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Commands on the channels in which a vacancy is advertised. */
#include "naru-casework-private.h"

#include <glib/gi18n-lib.h>

#include "naru-vacancy-work.h"

/* The command that changes one member of a channel's entry; @format has the title and the channel. */
static NaruCommand *
change (NaruDesk *desk, const char *vacancy, const char *channel, const char *format,
        const char *member, GError **error)
{
  g_autoptr (NaruRecord) record = naru_casework_get (desk, vacancy, "vacancy", error);
  g_autoptr (NaruRecord) place = NULL;
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *label = NULL;
  NaruCommand *command;

  if (record == NULL)
    return NULL;
  place = naru_casework_get (desk, channel, "channel", error);
  if (place == NULL)
    return NULL;
  label = g_strdup_printf (format, naru_record_get_title (record), naru_record_get_title (place));
  command = naru_command_new (label);
  naru_command_set_element (command, vacancy, "channels", channel, member, today);
  return command;
}

/**
 * naru_vacancy_advertise:
 * @desk: a desk
 * @vacancy: id of a vacancy
 * @channel: id of a channel
 * @error: return location for an error
 *
 * Notes that a vacancy is advertised in a channel from today on.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_vacancy_advertise (NaruDesk *desk, const char *vacancy, const char *channel, GError **error)
{
  /* Translators: a vacancy and a channel */
  return change (desk, vacancy, channel, _ ("“%s” is advertised: %s"), "from", error);
}

/**
 * naru_vacancy_end_channel:
 * @desk: a desk
 * @vacancy: id of a vacancy
 * @channel: id of a channel in which it is advertised
 * @error: return location for an error
 *
 * Notes that today is the last day on which it is advertised there.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_vacancy_end_channel (NaruDesk *desk, const char *vacancy, const char *channel, GError **error)
{
  /* Translators: a vacancy and a channel */
  return change (desk, vacancy, channel, _ ("“%s” is no longer advertised: %s"), "to", error);
}
