/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names of companies as they are compared. */
#include "naru-company-name.h"

#include <string.h>

#include "naru-fold.h"
#include "naru-sound.h"

#define LEAST_BEGINNING 6 /* bytes of a core that may begin another */
#define LEAST_LETTERS 8 /* of a name in which one letter may be another */
#define LEAST_SOUND 4

typedef enum
{
  FORM_NONE,
  FORM_COMPANY,
  FORM_PARTNERSHIP,
  FORM_ASSOCIATION, /* and foundations */
} Form;

/* Legal forms, folded, as they stand before or after the name. */
static const struct
{
  const char *written;
  Form form;
} legal_forms[] = {
  { "주식회사", FORM_COMPANY },
  { "유한회사", FORM_COMPANY },
  { "유한책임회사", FORM_COMPANY },
  { "합자회사", FORM_PARTNERSHIP },
  { "합명회사", FORM_PARTNERSHIP },
  { "사단법인", FORM_ASSOCIATION },
  { "재단법인", FORM_ASSOCIATION },
  { "사회적협동조합", FORM_ASSOCIATION },
  { "협동조합", FORM_ASSOCIATION },
  { "의료법인", FORM_ASSOCIATION },
  { "사회복지법인", FORM_ASSOCIATION },
  { "농업회사법인", FORM_NONE },
  { "영농조합법인", FORM_ASSOCIATION },
  { "(주)", FORM_COMPANY },
  { "㈜", FORM_COMPANY },
  { "(유)", FORM_COMPANY },
  { "(사)", FORM_ASSOCIATION },
  { "(재)", FORM_ASSOCIATION },
  { "(합)", FORM_PARTNERSHIP },
  { "(복)", FORM_ASSOCIATION },
  { "limited liability partnership", FORM_PARTNERSHIP },
  { "public limited company", FORM_COMPANY },
  { "limited", FORM_COMPANY },
  { "ltd", FORM_COMPANY },
  { "llp", FORM_PARTNERSHIP },
  { "plc", FORM_COMPANY },
  { "llc", FORM_COMPANY },
  { "incorporated", FORM_COMPANY },
  { "inc", FORM_COMPANY },
  { "corporation", FORM_COMPANY },
  { "corp", FORM_COMPANY },
  { "company", FORM_NONE },
  { "co", FORM_NONE },
  { "gmbh & co kg", FORM_PARTNERSHIP },
  { "gmbh", FORM_COMPANY },
  { "mbh", FORM_COMPANY },
  { "ag", FORM_COMPANY },
  { "kg", FORM_PARTNERSHIP },
  { "se", FORM_COMPANY },
  { "sarl", FORM_COMPANY },
  { "sas", FORM_COMPANY },
  { "sasu", FORM_COMPANY },
  { "eurl", FORM_COMPANY },
  { "sa", FORM_COMPANY },
  { "srl", FORM_COMPANY },
  { "spa", FORM_COMPANY },
  { "bv", FORM_COMPANY },
  { "nv", FORM_COMPANY },
  { "oy", FORM_COMPANY },
  { "ab", FORM_COMPANY },
  { "as", FORM_COMPANY },
  { "aps", FORM_COMPANY },
  { "doo", FORM_COMPANY },
  { "d o o", FORM_COMPANY },
  { "pty", FORM_COMPANY },
  { "the", FORM_NONE },
};

/* Says "and" in the languages of these names: written as often as the sign, which folding takes out. */
static const char *const ands[] = { "and", "und", "et", "y", "och", "og", "및", NULL };

/* What a company of a group has in its name that its sister at the same address has not. */
static const char *const sisters[]
    = { "trust",     "foundation", "holding", "holdings", "group", "pension", "pensions", "academy",
        "academies", "college",    "school",  "재단",     "지주",  "홀딩스",  NULL };

/* Takes one legal form off either end; FALSE if there is none. Hangul forms stand close to the name, others apart. */
static gboolean
strip_one_form (char **name, int *form)
{
  for (guint i = 0; i < G_N_ELEMENTS (legal_forms); i++)
    {
      const char *written = legal_forms[i].written;
      gboolean apart = g_ascii_isalpha (*written);
      gsize length = strlen (written);
      gsize whole = strlen (*name);
      char *rest = NULL;

      if (whole <= length)
        continue;
      if (g_str_has_suffix (*name, written) && (!apart || (*name)[whole - length - 1] == ' '))
        rest = g_strndup (*name, whole - length);
      else if (g_str_has_prefix (*name, written) && (!apart || (*name)[length] == ' '))
        rest = g_strdup (*name + length);
      if (rest == NULL)
        continue;
      if (*form == FORM_NONE)
        *form = (int) legal_forms[i].form;
      g_free (*name);
      *name = g_strstrip (rest);
      return **name != '\0';
    }
  return FALSE;
}

/* The words of a name without its legal form, folded: (transfer full) */
static char **
split_words (const char *text, int *form)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);
  g_autofree char *lower = normal != NULL ? g_utf8_strdown (normal, -1) : g_strdup (text);
  g_autoptr (GString) plain = g_string_new (lower);
  g_autofree char *name = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GStrvBuilder) kept = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  g_string_replace (plain, ".", "", 0);
  g_string_replace (plain, ",", " ", 0);
  name = g_strstrip (g_strdup (plain->str));
  while (strip_one_form (&name, form))
    ;
  folded = naru_fold_name (name);
  words = g_strsplit (folded, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (i == 0 || words[i + 1] == NULL || !g_strv_contains (ands, words[i]))
      g_strv_builder_add (kept, words[i]);
  return g_strv_builder_end (kept);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
get_sound (const char *text)
{
  g_auto (GStrv) keys = naru_sound_keys (text);

  return keys[0] != NULL && strlen (keys[0]) >= LEAST_SOUND ? g_strdup (keys[0]) : NULL;
}

static gboolean
has_hangul (const char *text)
{
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (letter >= NARU_HANGUL_FIRST && letter <= NARU_HANGUL_LAST)
        return TRUE;
    }
  return FALSE;
}

/**
 * naru_company_name_new:
 * @text: name of a company
 *
 * Returns: (transfer full): it, ready to be compared
 */
NaruCompanyName *
naru_company_name_new (const char *text)
{
  NaruCompanyName *self = g_new0 (NaruCompanyName, 1);
  g_auto (GStrv) words = split_words (text, &self->form);

  self->core = g_strjoinv ("", words);
  self->hangul = has_hangul (self->core);
  self->letters = naru_fold_words (self->core);
  self->sound = get_sound (self->core);
  self->first_sound = words[0] != NULL ? get_sound (words[0]) : NULL;
  if (g_strv_length (words) > 1)
    {
      qsort (words, g_strv_length (words), sizeof *words, compare_words);
      self->words = g_strjoinv (" ", words);
    }
  return self;
}

/**
 * naru_company_name_free:
 * @self: (transfer full): a name
 */
void
naru_company_name_free (NaruCompanyName *self)
{
  g_free (self->core);
  g_free (self->words);
  g_free (self->letters);
  g_free (self->sound);
  g_free (self->first_sound);
  g_free (self);
}

/**
 * naru_company_forms_differ:
 * @a, @b: names
 *
 * Returns: whether they name companies of two legal forms that one company cannot have at once: a partnership (LLP) and a
 *   company (Ltd) of one name belong together, but are two employers
 */
gboolean
naru_company_forms_differ (const NaruCompanyName *a, const NaruCompanyName *b)
{
  return a->form != FORM_NONE && b->form != FORM_NONE && a->form != b->form;
}

/* One letter more, less, or another; a figure makes another of a name: plant 1 and plant 2. */
static gboolean
one_letter_apart (const char *a, const char *b)
{
  gsize length_a = strlen (a), length_b = strlen (b), begin = 0, end = 0;
  gsize rest_a, rest_b;

  while (a[begin] != '\0' && a[begin] == b[begin])
    begin++;
  while (end < length_a - begin && end < length_b - begin
         && a[length_a - end - 1] == b[length_b - end - 1])
    end++;
  /* not within a letter of several bytes */
  while (begin > 0 && ((guchar) a[begin] & 0xc0) == 0x80)
    begin--;
  while (end > 0 && ((guchar) a[length_a - end] & 0xc0) == 0x80)
    end--;
  rest_a = length_a - begin - end;
  rest_b = length_b - begin - end;
  return g_utf8_strlen (a + begin, (gssize) rest_a) <= 1
         && g_utf8_strlen (b + begin, (gssize) rest_b) <= 1
         && (rest_a == 0 || !g_ascii_isdigit (a[begin]))
         && (rest_b == 0 || !g_ascii_isdigit (b[begin]));
}

/* A word of one or two letters is no mistyped one: (A) and (B), CV and LV. */
static gboolean
short_word_differs (const NaruCompanyName *a, const NaruCompanyName *b)
{
  g_auto (GStrv) words = g_strsplit (a->words != NULL ? a->words : a->core, " ", -1);
  g_auto (GStrv) others = g_strsplit (b->words != NULL ? b->words : b->core, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strlen (words[i]) <= 2 && !g_strv_contains ((const char *const *) others, words[i])
        && g_strv_length (words) == g_strv_length (others))
      return TRUE;
  return FALSE;
}

/**
 * naru_company_spelt_alike:
 * @a, @b: names
 *
 * Returns: whether one letter more, less, or another makes one into the other, in names that are long enough for that to
 *   mean something
 */
gboolean
naru_company_spelt_alike (const NaruCompanyName *a, const NaruCompanyName *b)
{
  return !naru_company_forms_differ (a, b) && g_utf8_strlen (a->letters, -1) >= LEAST_LETTERS
         && g_utf8_strlen (b->letters, -1) >= LEAST_LETTERS
         && one_letter_apart (a->letters, b->letters) && !short_word_differs (a, b);
}

/**
 * naru_company_sounds_same:
 * @a, @b: names
 *
 * Returns: whether one is written in Hangul and the other in Latin letters, and they sound the same: 대성상사, Daesung Sangsa
 */
gboolean
naru_company_sounds_same (const NaruCompanyName *a, const NaruCompanyName *b)
{
  return !naru_company_forms_differ (a, b) && a->hangul != b->hangul && a->sound != NULL
         && g_strcmp0 (a->sound, b->sound) == 0;
}

/* 모람요양원 begins as Moram Care Home does; what kind of house it is was translated. */
static gboolean
begin_with_one_sound (const NaruCompanyName *a, const NaruCompanyName *b)
{
  const NaruCompanyName *korean = a->hangul ? a : b;
  const NaruCompanyName *latin = a->hangul ? b : a;

  return a->hangul != b->hangul && korean->sound != NULL && latin->first_sound != NULL
         && g_str_has_prefix (korean->sound, latin->first_sound);
}

/* "Hanbit" and "Hanbit Suwon", but not "Hanbit Holdings" or "Hanbit 2"; and where both name their legal form each is said in
 * full, and "Hanbit Ltd" is another company than "Hanbit Services Ltd". */
static gboolean
goes_on (const NaruCompanyName *a, const NaruCompanyName *b)
{
  gsize shorter = MIN (strlen (a->core), strlen (b->core));
  const char *rest = strlen (a->core) > shorter ? a->core + shorter : b->core + shorter;

  if (shorter < LEAST_BEGINNING || strncmp (a->core, b->core, shorter) != 0)
    return FALSE;
  if (*rest != '\0' && a->form != FORM_NONE && b->form != FORM_NONE)
    return FALSE;
  if (!has_hangul (rest) && strpbrk (rest, "0123456789") != NULL)
    return FALSE;
  for (guint i = 0; sisters[i] != NULL; i++)
    if (strstr (rest, sisters[i]) != NULL)
      return FALSE;
  return TRUE;
}

/**
 * naru_company_names_near:
 * @a, @b: names
 *
 * Returns: whether they may be one where a phone or an address agrees: one goes on where the other ends, they have the same
 *   words, one letter makes the difference, or one is the other in another script
 */
gboolean
naru_company_names_near (const NaruCompanyName *a, const NaruCompanyName *b)
{
  if (naru_company_forms_differ (a, b))
    return FALSE;
  return strcmp (a->core, b->core) == 0 || goes_on (a, b)
         || (a->words != NULL && g_strcmp0 (a->words, b->words) == 0)
         || naru_company_spelt_alike (a, b) || naru_company_sounds_same (a, b)
         || begin_with_one_sound (a, b);
}
