/* SPDX-License-Identifier: GPL-3.0-or-later */
/* vCards from anywhere: reading them comes to an end, and gives UTF-8. */
#include "fuzz.h"

#include "naru-decode.h"
#include "naru-vcard.h"

static void
check_line (const NaruVcardLine *line)
{
  g_assert_nonnull (line->name);
  g_assert_true (g_utf8_validate (line->name, -1, NULL));
  g_assert_true (g_utf8_validate (line->types, -1, NULL));
  naru_vcard_line_has_type (line, "cell");
  for (guint i = 0; line->values[i] != NULL; i++)
    g_assert_true (g_utf8_validate (line->values[i], -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize length;
  g_autofree char *text
      = naru_decode ((const char *) data, size, naru_decode_guess ((const char *) data, size),
                     &length, NULL, NULL);
  /* no zero behind the end: reading too far is seen */
  g_autofree char *exact = g_memdup2 (text, length);
  const char *at = exact;
  const char *end = length > 0 ? exact + length : exact;

  while (at < end)
    {
      const char *before = at;
      g_autoptr (GPtrArray) card = naru_vcard_next (&at, end);

      g_assert_true (at <= end);
      if (card == NULL)
        break;
      g_assert_true (at > before);
      for (guint i = 0; i < card->len; i++)
        check_line (card->pdata[i]);
    }
  return 0;
}
