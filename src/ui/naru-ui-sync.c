/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the window shows where a record stands between this desk and the server: a symbol, and what it says. */
#include <glib/gi18n-lib.h>

#include "naru-ui-util.h"

/**
 * naru_ui_sync_icon:
 *
 * The symbol of where a record stands between this desk and the server.
 */
const char *
naru_ui_sync_icon (NaruSyncState sync, const char **css_class)
{
  static const struct
  {
    const char *icon;
    const char *css_class;
  } symbols[] = {
    [NARU_SYNC_ONLY_HERE] = { "naru-local-symbolic", "review" },
    [NARU_SYNC_SENT] = { "naru-sent-symbolic", "dim-label" },
    [NARU_SYNC_REFUSED] = { "naru-refused-symbolic", "law" },
    [NARU_SYNC_CONFLICT] = { "naru-conflict-symbolic", "law" },
    [NARU_SYNC_LOST] = { "dialog-question-symbolic", "law" },
  };

  g_return_val_if_fail ((guint) sync < G_N_ELEMENTS (symbols), NULL);
  if (css_class != NULL)
    *css_class = symbols[sync].css_class;
  return symbols[sync].icon;
}

/**
 * naru_ui_sync_text:
 *
 * What that symbol says: "Only on this computer", "Sent 09:12", "Refused: reason".
 */
char *
naru_ui_sync_text (const NaruDocumentState *state, const char *today)
{
  g_autofree char *when = NULL;

  switch (state->sync)
    {
    case NARU_SYNC_SENT:
      when = naru_ui_format_when (state->sent_at, today);
      return *when == '\0' ? g_strdup (_ ("Sent")) : g_strdup_printf (_ ("Sent %s"), when);
    case NARU_SYNC_REFUSED:
      return state->reason == NULL ? g_strdup (_ ("Refused by the server"))
                                   : g_strdup_printf (_ ("Refused: %s"), state->reason);
    case NARU_SYNC_CONFLICT:
      return g_strdup (_ ("Holds two values"));
    case NARU_SYNC_LOST:
      return g_strdup (_ ("No longer on the server"));
    case NARU_SYNC_ONLY_HERE:
    default:
      return g_strdup (_ ("Only on this computer"));
    }
}
