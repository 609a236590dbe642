/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds national identification numbers in texts, so that none is ever stored: Korean resident registration numbers,
 * French NIR, British National Insurance numbers. */
#include "naru-value.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static int
digit_at (const char *at)
{
  return g_ascii_isdigit (*at) ? *at - '0' : -1;
}

/* Reads exactly @n digits that no other digit follows. */
static gboolean
read_digits (const char *at, guint n, int *digits)
{
  for (guint i = 0; i < n; i++)
    {
      digits[i] = digit_at (at + i);
      if (digits[i] < 0)
        return FALSE;
    }
  return TRUE;
}

/* The check digits of the resident registration number and, for foreigners (5 to 8), of theirs. Numbers given out
 * since October 2020 have none, which is why a dash counts as much. */
static gboolean
korean_check (const int *digits)
{
  static const int weights[12] = { 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5 };
  int sum = 0;

  for (int i = 0; i < 12; i++)
    sum += digits[i] * weights[i];
  return digits[12] == ((digits[6] >= 5 ? 13 : 11) - sum % 11) % 10;
}

/* The check digit of a corporation's registration number, which has the same shape: 110111-1234567. */
static gboolean
corporate_check (const int *digits)
{
  int sum = 0;

  for (int i = 0; i < 12; i++)
    sum += digits[i] * (i % 2 + 1);
  return digits[12] == (10 - sum % 10) % 10;
}

static gboolean
is_korean (const char *at, gboolean register_number)
{
  const char *rest = at + 6;
  gboolean dash = FALSE;
  int digits[13];
  int year;

  if (!read_digits (at, 6, digits))
    return FALSE;
  if (*rest == '-')
    dash = TRUE;
  if (g_str_has_prefix (rest, "\u2013") || g_str_has_prefix (rest, "\u2010")
      || g_str_has_prefix (rest, "\u2212"))
    {
      dash = TRUE;
      rest += 2;
    }
  if (dash || *rest == ' ')
    rest++;
  if (!read_digits (rest, 7, digits + 6) || g_ascii_isdigit (rest[7]))
    return FALSE;
  if (digits[6] < 1 || digits[6] > 8)
    return FALSE;
  year = ((digits[6] - 1) % 4 < 2 ? 1900 : 2000) + digits[0] * 10 + digits[1];
  if (!g_date_valid_dmy ((GDateDay) (digits[4] * 10 + digits[5]), digits[2] * 10 + digits[3],
                         (GDateYear) year))
    return FALSE;
  if (korean_check (digits))
    return TRUE;
  return dash && !(register_number && corporate_check (digits));
}

/* 13 characters and two check digits, mod 97; Corsican departments have a letter. */
static gboolean
is_french (const char *at)
{
  char symbols[16] = "";
  guint64 number = 0;
  int month, key;

  for (int i = 0; i < 15; i++)
    {
      if (i > 0 && (*at == ' ' || *at == '.' || *at == '-'))
        at++;
      if (!g_ascii_isdigit (*at) && !(i == 6 && strchr ("ABab", *at) != NULL && *at != '\0'))
        return FALSE;
      symbols[i] = *at++;
    }
  if (g_ascii_isdigit (*at) || strchr ("123478", symbols[0]) == NULL)
    return FALSE;
  month = (symbols[3] - '0') * 10 + (symbols[4] - '0');
  if (month < 1 || (month > 12 && month < 20) || (month > 42 && month < 50))
    return FALSE;
  key = (symbols[13] - '0') * 10 + (symbols[14] - '0');
  for (int i = 0; i < 13; i++)
    {
      char c = symbols[i];

      /* 2A counts as 19 and 2B as 18. */
      if (i == 5 && !g_ascii_isdigit (symbols[6]))
        c = '1';
      if (i == 6 && !g_ascii_isdigit (symbols[6]))
        c = g_ascii_toupper (symbols[6]) == 'A' ? '9' : '8';
      number = number * 10 + (guint64) (c - '0');
    }
  return key == (int) (97 - number % 97);
}

/* Two letters (some are never given), six digits, a letter from A to D; in groups or not. */
static gboolean
is_british (const char *at)
{
  static const char *const never[] = { "BG", "GB", "KN", "NK", "NT", "TN", "ZZ" };
  char prefix[3]
      = { g_ascii_toupper (at[0]), at[0] != '\0' ? g_ascii_toupper (at[1]) : '\0', '\0' };

  if (!g_ascii_isupper (prefix[0]) || !g_ascii_isupper (prefix[1]))
    return FALSE;
  if (strchr ("DFIQUV", prefix[0]) != NULL || strchr ("DFIOQUV", prefix[1]) != NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    if (strcmp (prefix, never[i]) == 0)
      return FALSE;
  at += 2;
  for (int i = 0; i < 6; i++)
    {
      if (i % 2 == 0 && *at == ' ')
        at++;
      if (!g_ascii_isdigit (*at++))
        return FALSE;
    }
  if (*at == ' ')
    at++;
  return *at != '\0' && strchr ("ABCD", g_ascii_toupper (*at)) != NULL && !g_ascii_isalnum (at[1]);
}

/**
 * naru_national_id_find:
 * @text: a text
 * @register_number: the text may be the register number of an organisation
 * @kind: (out): what it is, translated
 * @offset: (out): where it begins, in bytes
 *
 * Returns: whether there is a national identification number in @text
 */
gboolean
naru_national_id_find (const char *text, gboolean register_number, const char **kind, gsize *offset)
{
  for (const char *at = text; *at != '\0'; at++)
    {
      const char *found = NULL;

      if (at > text && g_ascii_isalnum (at[-1]))
        continue;
      if (g_ascii_isdigit (*at))
        {
          if (is_korean (at, register_number))
            found = _ ("Korean resident registration number");
          else if (is_french (at))
            found = _ ("French social security number");
        }
      else if (g_ascii_isalpha (*at) && is_british (at))
        found = _ ("British National Insurance number");
      if (found != NULL)
        {
          *kind = found;
          *offset = (gsize) (at - text);
          return TRUE;
        }
    }
  return FALSE;
}
