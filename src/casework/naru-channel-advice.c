/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which channel suits a service, an objective and a group: advice with its reason, from a table that a centre can replace.
 * Nothing is decided by it: the person's own wish comes first. */
#include "naru-casework-private.h"

#include <gio/gio.h>
#include <string.h>

#include "naru-words.h"

#define RESOURCE "/io/github/naru/Naru/intake/channel-advice.tsv"
#define SETTING "channelAdvice"

enum
{
  SERVICE,
  OBJECTIVE,
  GROUP,
  CHANNEL,
  REASON_EN,
  REASON_KO,
  REASON_FR,
  N_COLUMNS
};

static char *
read_table (NaruDesk *desk)
{
  char *own = naru_centre_get_setting (desk, SETTING);
  g_autoptr (GBytes) bytes = NULL;

  if (own != NULL)
    return own;
  bytes = g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  return bytes != NULL ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes))
                       : NULL;
}

static gboolean
fits (const char *cell, const char *value)
{
  return strcmp (cell, "*") == 0 || g_strcmp0 (cell, value) == 0;
}

static gboolean
fits_group (const char *cell, char **groups)
{
  return strcmp (cell, "*") == 0
         || (groups != NULL && g_strv_contains ((const char *const *) groups, cell));
}

/* How much a row says of the case at hand: a row that names the group goes before one that is for everybody. */
static int
weigh (char **cells)
{
  return (strcmp (cells[GROUP], "*") != 0) * 4 + (strcmp (cells[OBJECTIVE], "*") != 0) * 2
         + (strcmp (cells[SERVICE], "*") != 0);
}

static char *
pick_reason (char **cells)
{
  const NaruWords words = { cells[REASON_EN], cells[REASON_KO], cells[REASON_FR] };

  return g_strdup (naru_words_get (&words, NULL));
}

/**
 * naru_channel_advice_free:
 * @advice: (transfer full) (nullable): advice
 */
void
naru_channel_advice_free (NaruChannelAdvice *advice)
{
  if (advice == NULL)
    return;
  g_free (advice->channel);
  g_free (advice->reason);
  g_free (advice);
}

/**
 * naru_case_advise_channel:
 * @desk: a desk
 * @jobseeker: (nullable): a person
 * @service: code of the vocabulary "meeting-kind"
 * @objective: (nullable): code of the vocabulary "barrier" or "referral-kind" that the meeting is about
 *
 * Looks up the channel in the centre's table (the setting "channelAdvice", otherwise the one that comes with the program). The
 * person's own preference is not touched.
 *
 * Returns: (transfer full) (nullable): the advice of the row that says most; %NULL where no row fits
 */
NaruChannelAdvice *
naru_case_advise_channel (NaruDesk *desk, NaruRecord *jobseeker, const char *service,
                          const char *objective)
{
  g_autofree char *table = read_table (desk);
  g_auto (GStrv) lines = g_strsplit (table != NULL ? table : "", "\n", -1);
  g_auto (GStrv) groups = jobseeker != NULL ? naru_record_get_set (jobseeker, "groups") : NULL;
  NaruChannelAdvice *best = NULL;
  int heaviest = -1;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strchomp (lines[i]), "\t", -1);

      if (lines[i][0] == '#' || g_strv_length (cells) != N_COLUMNS
          || !fits (cells[SERVICE], service) || !fits (cells[OBJECTIVE], objective)
          || !fits_group (cells[GROUP], groups) || weigh (cells) <= heaviest
          || !naru_casework_check_term ("channel", cells[CHANNEL], NULL))
        continue;
      heaviest = weigh (cells);
      naru_channel_advice_free (best);
      best = g_new0 (NaruChannelAdvice, 1);
      best->channel = g_strdup (cells[CHANNEL]);
      best->reason = pick_reason (cells);
    }
  return best;
}
