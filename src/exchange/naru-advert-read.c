/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes the text of an advertisement apart: lines that name a field ("급여: ..."), headings with what stands under them, and
 * forms that mean one thing wherever they stand (times of day, hours a week). What is not certain stays where it is. */
#include "naru-advert-read.h"

#include "naru-advert-private.h"
#include "naru-import-value.h"
#include <string.h>

/* Words in front of a colon or alone on a line; squeezed, in lower case, separated by ;. */
static const struct
{
  const char *field;
  const char *words;
} labels[] = {
  { "title", "모집부문;모집직종;직종;채용직종;제목;공고명;포지션;jobtitle;position;title;role;"
             "vacancy;poste" },
  { "employerName",
    "회사명;기업명;상호;업체명;사업장명;company;employer;organisation;organization;entreprise" },
  { "tasks",
    "담당업무;업무내용;주요업무;하는일;직무내용;수행업무;업무;jobdescription;responsibilities;"
    "keyresponsibilities;duties;"
    "mainduties;tasks;yourrole;therole;whatyouwilldo;whatyoulldo;jobresponsibilities;missions" },
  { "requirements",
    "자격요건;지원자격;응시자격;필수사항;필수조건;자격조건;필요한것;requirements;qualifications;"
    "requiredqualifications;"
    "essential;essentials;whatyouneed;whoyouare;skills;requiredskills;aboutyou;profil" },
  { "desirable", "우대사항;우대조건;우대;있으면좋은것;preferred;desirable;preferredqualifications;"
                 "nicetohave;goodtohave;atouts" },
  { "about",
    "회사소개;기업소개;소개;회사개요;aboutus;aboutthecompany;whoweare;companyprofile;about" },
  { "benefits",
    "복리후생;복지;혜택;복지혜택;benefits;weoffer;whatweoffer;perks;whatyouget;avantages" },
  { "conditions", "근무환경;작업환경;workingconditions;workplace;workingenvironment" },
  { "howToApply", "지원방법;접수방법;제출서류;전형방법;문의;문의처;howtoapply;toapply;applications;"
                  "apply;contact;candidature" },
  { "schedule", "전형절차;채용절차;selectionprocess;selection;hiringprocess" },
  { "payText",
    "급여;임금;연봉;월급;시급;보수;급여조건;pay;salary;wage;wages;rate;remuneration;salaire" },
  { "payExtras", "수당;상여금;추가수당;bonus;allowances" },
  { "hours", "근무시간;근로시간;시간;workinghours;hours;hoursofwork;horaires" },
  { "days", "근무요일;근무일;요일;days;workingdays" },
  { "place", "근무지;근무지역;근무장소;지역;위치;location;joblocation;placeofwork;lieu" },
  { "contract", "고용형태;채용형태;계약형태;근무형태;contract;contracttype;jobtype;employmenttype;"
                "typedecontrat" },
  { "posts", "모집인원;채용인원;인원;numberofposts;posts;openings;vacancies" },
  { "closesOn", "마감일;접수마감;접수기간;지원마감;마감;closingdate;deadline;applicationdeadline;"
                "applyby;datelimite" },
  { "startOn", "근무시작일;시작일;입사일;입사예정일;startdate;start;starting;jobstartdate" },
  { "duration", "계약기간;근무기간;기간;duration;contractlength" },
  { "probation", "수습기간;수습;probation;probationperiod" },
  { "education", "학력;최종학력;education;educationlevel" },
  { "experience", "경력;경력사항;experience" },
};

typedef struct
{
  GPtrArray *guesses;
  GHashTable *texts; /* field to GString: the lines under its heading */
  GHashTable *seen; /* fields that have a value */
} Reader;

/**
 * naru_guess_free:
 * @data: a #NaruGuess
 *
 * Frees it.
 */
void
naru_guess_free (gpointer data)
{
  NaruGuess *guess = data;

  g_free (guess->field);
  g_free (guess->need);
  g_free (guess->value);
  g_free (guess->words);
  g_free (guess);
}

/**
 * naru_guess_new:
 * @field: see #NaruGuess
 * @need: (nullable): of a requirement
 * @value: in canonical text form
 *
 * Returns: (transfer full): a guess that needs no confirmation, since somebody chose it
 */
NaruGuess *
naru_guess_new (const char *field, const char *need, const char *value)
{
  NaruGuess *guess = g_new0 (NaruGuess, 1);

  guess->field = g_strdup (field);
  guess->need = g_strdup (need);
  guess->value = g_strdup (value);
  guess->labelled = TRUE;
  return guess;
}

static void
add (Reader *reader, const char *field, const char *value, const char *words, gboolean labelled)
{
  NaruGuess *guess;

  if (value == NULL || *value == '\0' || !g_hash_table_add (reader->seen, g_strdup (field)))
    return;
  guess = g_new0 (NaruGuess, 1);
  guess->field = g_strdup (field);
  guess->value = g_strdup (value);
  guess->words = g_strdup (words);
  guess->labelled = labelled;
  g_ptr_array_add (reader->guesses, guess);
}

/* Letters and digits alone, in lower case. */
static char *
squeeze (const char *text, gsize length)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; at < text + length; at = g_utf8_next_char (at))
    if (g_unichar_isalnum (g_utf8_get_char (at)))
      g_string_append_unichar (out, g_unichar_tolower (g_utf8_get_char (at)));
  return g_string_free (out, FALSE);
}

static const char *
find_label (const char *text, gsize length)
{
  g_autofree char *word = squeeze (text, length);
  gsize size = strlen (word);

  for (guint i = 0; size > 0 && i < G_N_ELEMENTS (labels); i++)
    for (const char *at = strstr (labels[i].words, word); at != NULL; at = strstr (at + 1, word))
      if ((at == labels[i].words || at[-1] == ';') && (at[size] == ';' || at[size] == '\0'))
        return labels[i].field;
  return NULL;
}

/* The field that a line begins with the name of, and what follows it: "급여: ...", "[자격요건]", "Requirements". */
static const char *
split_label (const char *line, const char **rest)
{
  static const char *const colons[] = { ":", "：", "|", "\t", " - ", " – " };
  const char *colon = NULL;
  gsize size = 0;
  const char *field;

  for (guint i = 0; i < G_N_ELEMENTS (colons); i++)
    {
      const char *found = strstr (line, colons[i]);

      if (found != NULL && (colon == NULL || found < colon))
        {
          colon = found;
          size = strlen (colons[i]);
        }
    }
  if (colon != NULL && g_utf8_strlen (line, colon - line) <= 24)
    {
      field = find_label (line, (gsize) (colon - line));
      if (field != NULL)
        {
          *rest = colon + size + strspn (colon + size, " \t");
          return field;
        }
    }
  *rest = "";
  return g_utf8_strlen (line, -1) <= 24 ? find_label (line, strlen (line)) : NULL;
}

/* Values */

static gboolean
read_clock (const char **at, char clock[6])
{
  int hour, minute = 0;
  const char *end = *at;

  if (!g_ascii_isdigit (*end))
    return FALSE;
  hour = (int) g_ascii_strtoll (end, (char **) &end, 10);
  if (*end == ':' && g_ascii_isdigit (end[1]) && g_ascii_isdigit (end[2]))
    {
      minute = (int) g_ascii_strtoll (end + 1, (char **) &end, 10);
    }
  else if (g_str_has_prefix (end, "시"))
    {
      end += strlen ("시");
      end += strspn (end, " ");
      if (g_ascii_isdigit (*end))
        {
          minute = (int) g_ascii_strtoll (end, (char **) &end, 10);
          if (g_str_has_prefix (end, "분"))
            end += strlen ("분");
        }
    }
  else
    return FALSE;
  if (hour > 24 || minute > 59)
    return FALSE;
  g_snprintf (clock, 6, "%02d:%02d", hour % 24, minute);
  *at = end;
  return TRUE;
}

/* "09:00~18:00", "9시 ~ 18시": two times of day with a dash between. */
static void
find_times (Reader *reader, const char *line, gboolean labelled)
{
  static const char *const dashes[] = { "~", "-", "–", "to", "부터", "∼", "～" };
  char from[6], to[6];

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      const char *end = at;

      if ((at > line && g_ascii_isdigit (at[-1])) || !read_clock (&end, from))
        continue;
      end += strspn (end, " ");
      for (guint i = 0; i < G_N_ELEMENTS (dashes); i++)
        if (g_str_has_prefix (end, dashes[i]))
          {
            end += strlen (dashes[i]);
            end += strspn (end, " ");
            if (read_clock (&end, to))
              {
                add (reader, "hoursFrom", from, line, labelled);
                add (reader, "hoursTo", to, line, labelled);
              }
            return;
          }
    }
}

/* "주 40시간", "40 hours a week", "37.5 hours per week" gives nothing: hours are whole here. */
static void
find_hours (Reader *reader, const char *line, gboolean labelled)
{
  static GRegex *pattern;
  static gsize made;
  g_autoptr (GMatchInfo) match = NULL;

  if (g_once_init_enter (&made))
    {
      pattern = g_regex_new (
          "주\\s*(\\d{1,2})\\s*시간|(?<![\\d.])(\\d{1,2})\\s*(?:hours|hrs)\\s*(?:a|per|/)\\s*week",
          G_REGEX_CASELESS, 0, NULL);
      g_once_init_leave (&made, 1);
    }
  if (g_regex_match (pattern, line, 0, &match))
    {
      g_autofree char *korean = g_match_info_fetch (match, 1);
      g_autofree char *english = g_match_info_fetch (match, 2);

      add (reader, "hoursWeek", korean != NULL && *korean != '\0' ? korean : english, line,
           labelled);
    }
}

static void
find_days (Reader *reader, const char *line, gboolean labelled)
{
  static const struct
  {
    const char *words, *days;
  } spans[] = {
    { "월~금", "mon, tue, wed, thu, fri" },
    { "월-금", "mon, tue, wed, thu, fri" },
    { "월요일~금요일", "mon, tue, wed, thu, fri" },
    { "월 ~ 금", "mon, tue, wed, thu, fri" },
    { "월~토", "mon, tue, wed, thu, fri, sat" },
    { "주 5일", "" },
    { "Monday to Friday", "mon, tue, wed, thu, fri" },
    { "Mon-Fri", "mon, tue, wed, thu, fri" },
    { "Monday - Friday", "mon, tue, wed, thu, fri" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    if (strstr (line, spans[i].words) != NULL && *spans[i].days != '\0')
      {
        add (reader, "days", spans[i].days, line, labelled);
        return;
      }
}

static void
take_pay (Reader *reader, const char *text, const char *line, gboolean labelled)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (naru_import_parse_pay (text, NULL, &from, &to))
    {
      add (reader, "payMin", from, line, labelled);
      add (reader, "payMax", to, line, labelled);
    }
  if (labelled)
    add (reader, "payText", text, line, TRUE);
}

static void
take_date (Reader *reader, const char *field, const char *text, const char *line)
{
  const char *last = strstr (text, "~");
  g_autofree char *trimmed = g_strdup (last != NULL ? last + 1 : text);
  g_autofree char *date = NULL;
  gboolean ambiguous;

  g_strstrip (trimmed);
  if (g_str_has_suffix (trimmed, "까지"))
    trimmed[strlen (trimmed) - strlen ("까지")] = '\0';
  date = naru_import_parse_date (g_strstrip (trimmed), NARU_DATE_ORDER_UNKNOWN, &ambiguous);
  add (reader, field, date, line, TRUE);
}

static void
take_contract (Reader *reader, const char *text, const char *line)
{
  g_auto (GStrv) words = g_strsplit_set (text, ",/()|", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *word = g_strstrip (words[i]);
      g_autofree char *contract = naru_import_parse_code ("contract", word);
      g_autofree char *time = naru_import_parse_code ("employment", word);

      add (reader, "contract", contract, line, TRUE);
      add (reader, "employment", time, line, TRUE);
    }
}

static void
take_number (Reader *reader, const char *field, const char *text, const char *line, int times)
{
  const char *at = text;
  g_autofree char *number = NULL;

  while (*at != '\0' && !g_ascii_isdigit (*at))
    at++;
  if (*at == '\0' || strspn (at, "0123456789") > 3)
    return;
  number = g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (at, NULL, 10) * times);
  add (reader, field, number, line, TRUE);
}

static void
take_place (Reader *reader, const char *text, const char *line)
{
  g_autofree char *region = naru_import_parse_code ("regions", text);

  if (region != NULL && *region != '\0')
    add (reader, "region", region, line, TRUE);
  add (reader, "address.place", text, line, TRUE);
}

/* TRUE if the field has one value on its own line. */
static gboolean
take_value (Reader *reader, const char *field, const char *text, const char *line)
{
  static const char *const plain[]
      = { "title", "employerName", "payExtras", "duration", "probation", NULL };
  g_autofree char *code = NULL;

  if (g_strv_contains (plain, field))
    add (reader, field, text, line, TRUE);
  else if (g_str_equal (field, "payText"))
    take_pay (reader, text, line, TRUE);
  else if (g_str_equal (field, "hours") || g_str_equal (field, "days"))
    {
      find_times (reader, text, TRUE);
      find_hours (reader, text, TRUE);
      find_days (reader, text, TRUE);
    }
  else if (g_str_equal (field, "place"))
    take_place (reader, text, line);
  else if (g_str_equal (field, "contract"))
    take_contract (reader, text, line);
  else if (g_str_equal (field, "posts"))
    take_number (reader, "posts", text, line, 1);
  else if (g_str_equal (field, "closesOn") || g_str_equal (field, "startOn"))
    take_date (reader, field, text, line);
  else if (g_str_equal (field, "education"))
    {
      code = naru_import_parse_code ("isced", text);
      add (reader, "education", code, line, TRUE);
    }
  else if (g_str_equal (field, "experience"))
    {
      if (strstr (text, "개월") != NULL || strstr (text, "month") != NULL)
        take_number (reader, "experienceMonths", text, line, 1);
      else if (strstr (text, "년") != NULL || strstr (text, "year") != NULL)
        take_number (reader, "experienceMonths", text, line, 12);
    }
  else
    return FALSE;
  return TRUE;
}

static void
add_line (Reader *reader, const char *section, const char *line)
{
  GString *text = g_hash_table_lookup (reader->texts, section);

  if (text == NULL)
    {
      text = g_string_new (NULL);
      g_hash_table_insert (reader->texts, (gpointer) section, text);
    }
  g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", line);
}

/* Each line is confirmed by itself. */
static void
add_text (Reader *reader, const char *field, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      NaruGuess *guess = naru_guess_new (field, NULL, lines[i]);

      guess->words = g_strdup (lines[i]);
      guess->labelled = !g_str_equal (field, "about");
      g_ptr_array_add (reader->guesses, guess);
    }
}

static void
add_requirements (Reader *reader, const char *section, const char *need)
{
  const GString *text = g_hash_table_lookup (reader->texts, section);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text->str, "\n", -1) : NULL;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      NaruGuess *guess = naru_guess_new ("requirements", need, lines[i]);

      guess->words = g_strdup (lines[i]);
      g_ptr_array_add (reader->guesses, guess);
    }
}

static void
read_lines (Reader *reader, char **lines)
{
  const char *section = NULL;
  gboolean first = TRUE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = naru_advert_skip_mark (g_strstrip (lines[i]));
      const char *rest, *field;

      if (*line == '\0')
        continue;
      field = split_label (line, &rest);
      if (field != NULL && (*rest == '\0' || !take_value (reader, field, rest, line)))
        {
          /* a heading: what follows belongs to it */
          section = field;
          if (*rest != '\0')
            add_line (reader, section, rest);
        }
      else if (field == NULL && first)
        add (reader, "title", line, line, FALSE);
      else if (field == NULL)
        {
          find_times (reader, line, FALSE);
          find_hours (reader, line, FALSE);
          find_days (reader, line, FALSE);
          take_pay (reader, line, line, FALSE);
          if (section == NULL || !take_value (reader, section, line, line))
            add_line (reader, section != NULL ? section : "about", line);
        }
      first = FALSE;
    }
}

/**
 * naru_advert_take_apart:
 * @text: an advertisement as somebody wrote it, in Korean or English
 *
 * Reads what the text says of each field of a vacancy. Every answer is a guess that somebody must confirm: the text does not
 * know our fields.
 *
 * Returns: (transfer full) (element-type NaruGuess): guesses in the order of an advertisement's fields, requirements last
 */
GPtrArray *
naru_advert_take_apart (const char *text)
{
  static const char *const long_fields[]
      = { "about", "tasks", "benefits", "conditions", "howToApply", "schedule" };
  Reader reader = {
    .guesses = g_ptr_array_new_with_free_func (naru_guess_free),
    .texts = g_hash_table_new (g_str_hash, g_str_equal),
    .seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_auto (GStrv) lines = g_strsplit (g_strdelimit (valid, "\r", '\n'), "\n", -1);
  GHashTableIter iter;
  gpointer lines_of;

  read_lines (&reader, lines);
  for (guint i = 0; i < G_N_ELEMENTS (long_fields); i++)
    {
      const GString *found = g_hash_table_lookup (reader.texts, long_fields[i]);

      if (found != NULL)
        add_text (&reader, long_fields[i], found->str);
    }
  add_requirements (&reader, "requirements", "essential");
  add_requirements (&reader, "desirable", "desirable");
  g_hash_table_iter_init (&iter, reader.texts);
  while (g_hash_table_iter_next (&iter, NULL, &lines_of))
    g_string_free (lines_of, TRUE);
  g_hash_table_unref (reader.texts);
  g_hash_table_unref (reader.seen);
  return reader.guesses;
}
