/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check-vacancy: what is unlawful, risky or hard to read in an advertisement. */
#include "cli.h"

#include "naru-advert-read.h"
#include "naru-decode.h"
#include "naru-error.h"
#include "naru-findings.h"
#include "naru-id.h"
#include "naru-scan.h"
#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

/* More than the longest advertisement, less than what a mistake can do to memory. */
#define MAX_BYTES (16 * 1024 * 1024)

static char *language, *jurisdiction, *rules_folder;
static gboolean test_rules;

static const GOptionEntry check_options[] = {
  { "lang", 'l', 0, G_OPTION_ARG_STRING, &language,
    N_ ("Language of the text: ko, en, fr; guessed where it is not said"), N_ ("LANG") },
  { "jurisdiction", 'j', 0, G_OPTION_ARG_STRING, &jurisdiction,
    N_ ("Law: KR, EU, GB, FR, SI, NA; by default what goes with the language"), N_ ("LAW") },
  { "rules", 0, 0, G_OPTION_ARG_FILENAME, &rules_folder,
    N_ ("Folder with rules of the centre; by default rules in the profile"), N_ ("DIR") },
  { "test-rules", 0, 0, G_OPTION_ARG_NONE, &test_rules,
    N_ ("Test the rules in a folder, and the program’s own, by their examples instead"), NULL },
  { NULL },
};

static char *
read_input (const char *name, gsize *length, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (name);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autoptr (GFileInputStream) opened = NULL;
  g_autofree guint8 *buffer = g_malloc (65536);
  gsize n = 0;

  if (strcmp (name, "-") == 0)
    while ((n = fread (buffer, 1, 65536, stdin)) > 0 && bytes->len <= MAX_BYTES)
      g_byte_array_append (bytes, buffer, (guint) n);
  else
    {
      gssize got = 0;

      opened = g_file_read (file, NULL, error);
      if (opened == NULL)
        return NULL;
      while (bytes->len <= MAX_BYTES
             && (got = g_input_stream_read (G_INPUT_STREAM (opened), buffer, 65536, NULL, error))
                    > 0)
        g_byte_array_append (bytes, buffer, (guint) got);
      if (got < 0)
        return NULL;
    }
  if (bytes->len > MAX_BYTES)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_TOO_LARGE,
                   _ ("“%s” is too large for an advertisement."), name);
      return NULL;
    }
  *length = bytes->len;
  g_byte_array_append (bytes, (const guint8 *) "", 1);
  return (char *) g_byte_array_free (g_steal_pointer (&bytes), FALSE);
}

/* What a program or a picture has in it, and a text has not. */
static gboolean
has_controls (const char *text)
{
  guint n = 0, letters = 0;

  for (; *text != '\0'; text++)
    {
      n += (guchar) *text < ' ' && strchr ("\t\n\r\f\v", *text) == NULL;
      letters++;
    }
  return n > letters / 200;
}

/* One advertisement, and where it stands in a file that has one a line: 0 where it is alone. */
typedef struct
{
  NaruDraft *draft;
  guint line;
} Advert;

static void
advert_free (gpointer data)
{
  naru_draft_free (((Advert *) data)->draft);
  g_free (data);
}

static gboolean
add_advert (GPtrArray *adverts, NaruDraft *draft, guint line)
{
  Advert *advert;

  if (draft == NULL)
    return FALSE;
  advert = g_new0 (Advert, 1);
  advert->draft = draft;
  advert->line = line;
  g_ptr_array_add (adverts, advert);
  return TRUE;
}

static gboolean
is_named (const char *name, const char *const *endings)
{
  for (; *endings != NULL; endings++)
    if (g_str_has_suffix (name, *endings))
      return TRUE;
  return FALSE;
}

/* Whether an object ends with the first line that has anything, and another begins below it. */
static gboolean
is_one_a_line (const char *text)
{
  const char *end = strchr (text, '\n');
  const char *next = end;

  while (next != NULL && g_ascii_isspace (*next))
    next++;
  return next != NULL && *next == '{' && naru_json_check (text, end - text, NULL);
}

static gboolean
read_lines (const char *text, GPtrArray *adverts, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0'
        && !add_advert (adverts, naru_draft_new_from_json (lines[i], -1, error), i + 1))
      {
        g_prefix_error (error, _ ("Line %u: "), i + 1);
        return FALSE;
      }
  if (adverts->len > 0)
    return TRUE;
  g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, "%s", _ ("There is no advertisement in it."));
  return FALSE;
}

/* An advertisement that begins with a bracket is text where it is no JSON, unless its name says that it should be. */
static gboolean
read_text (const char *name, const char *decoded, GPtrArray *adverts, GError **error)
{
  static const char *const json[] = { ".json", ".jsonld", NULL };
  static const char *const lines[] = { ".jsonl", ".ndjson", NULL };
  g_autoptr (GError) local = NULL;
  const char *text = decoded;

  while (g_ascii_isspace (*text))
    text++;
  if (is_named (name, lines) || (*text == '{' && is_one_a_line (text)))
    return read_lines (decoded, adverts, error);
  if (*text == '{' || *text == '[' || is_named (name, json))
    {
      if (add_advert (adverts, naru_draft_new_from_json (text, -1, &local), 0))
        return TRUE;
      if (*text == '{' || is_named (name, json))
        {
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
    }
  return add_advert (adverts, naru_draft_new_from_text (decoded), 0);
}

/* (transfer full): what there is to check; %NULL if it cannot be read */
static GPtrArray *
read_adverts (Cli *cli, const char *name, GError **error)
{
  g_autoptr (GPtrArray) adverts = g_ptr_array_new_with_free_func (advert_free);
  g_autoptr (NaruRecord) record = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *decoded = NULL;
  g_autoptr (GArray) damaged = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize length;

  if (naru_id_has_type (name, "vacancy"))
    {
      if (!cli_open (cli, CLI_READ, error))
        return NULL;
      record = naru_store_get (cli->store, name, error);
      if (record == NULL)
        return NULL;
      add_advert (adverts, naru_draft_new_from_record (record), 0);
      return g_steal_pointer (&adverts);
    }
  bytes = read_input (name, &length, error);
  if (bytes == NULL)
    return NULL;
  decoded = naru_decode (bytes, length, naru_decode_guess (bytes, length), &length, damaged, error);
  if (decoded == NULL)
    return NULL;
  if (damaged->len > 0 || strlen (decoded) < length || has_controls (decoded))
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("“%s” is no text."), name);
      return NULL;
    }
  return read_text (name, decoded, adverts, error) ? g_steal_pointer (&adverts) : NULL;
}

/* A line is an object whatever the reader takes for the end of a line: some know three more than "\n". */
static void
print_line (GString *object)
{
  g_string_replace (object, "\u2028", "\\u2028", 0);
  g_string_replace (object, "\u2029", "\\u2029", 0);
  g_string_replace (object, "\xc2\x85", "\\u0085", 0);
  cli_print ("%s\n", object->str);
}

static void
print_finding_json (const NaruFinding *finding, guint line)
{
  g_autoptr (GString) out = g_string_new (NULL);

  cli_json_begin (out);
  if (line > 0)
    cli_json_add_number (out, "line", line);
  cli_json_add (out, "rule", finding->rule);
  cli_json_add (out, "level", naru_level_get_name (finding->level));
  cli_json_add (out, "field", finding->field);
  cli_json_add_number (out, "start", finding->start);
  cli_json_add_number (out, "end", finding->end);
  cli_json_add (out, "text", finding->text);
  cli_json_add (out, "message", finding->message);
  cli_json_add (out, "explanation", finding->explanation);
  cli_json_add (out, "source", finding->source);
  cli_json_add (out, "exceptions", finding->exceptions);
  if (finding->suggestion != NULL)
    cli_json_add (out, "suggestion", finding->suggestion);
  else
    cli_json_add_raw (out, "suggestion", "null");
  cli_json_add (out, "justification", finding->justification);
  cli_json_end (out);
  print_line (out);
}

static void
add_figure (GString *out, const char *name, double figure)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  cli_json_add_raw (out, name, g_ascii_formatd (digits, sizeof digits, "%.2f", figure));
}

static void
print_summary_json (const NaruFindingSummary *summary, const char *lang, const char *law,
                    guint line)
{
  const NaruReadability *figures = &summary->readability;
  g_autoptr (GString) inner = g_string_new (NULL);
  g_autoptr (GString) reading = g_string_new (NULL);
  g_autoptr (GString) outer = g_string_new (NULL);

  cli_json_begin (reading);
  add_figure (reading, "fleschReadingEase", figures->flesch);
  add_figure (reading, "fleschKincaidGrade", figures->flesch_kincaid);
  add_figure (reading, "gunningFog", figures->gunning_fog);
  add_figure (reading, "smog", figures->smog);
  add_figure (reading, "automatedReadability", figures->automated);
  add_figure (reading, "colemanLiau", figures->coleman_liau);
  cli_json_add_number (reading, "longestSentence", figures->longest);
  cli_json_end (reading);
  cli_json_begin (inner);
  for (guint i = 0; i < NARU_N_LEVELS; i++)
    cli_json_add_number (inner, naru_level_get_name ((NaruLevel) i), summary->counts[i]);
  cli_json_add_number (inner, "justified", summary->justified);
  cli_json_add_number (inner, "masculine", summary->gender.masculine);
  cli_json_add_number (inner, "feminine", summary->gender.feminine);
  cli_json_add (inner, "verdict", summary->gender.verdict);
  cli_json_add_number (inner, "words", figures->words);
  cli_json_add_number (inner, "sentences", figures->sentences);
  cli_json_add_raw (inner, "readability", reading->str);
  cli_json_add (inner, "language", lang);
  cli_json_add (inner, "jurisdiction", law);
  cli_json_end (inner);
  cli_json_begin (outer);
  if (line > 0)
    cli_json_add_number (outer, "line", line);
  cli_json_add_raw (outer, "summary", inner->str);
  cli_json_end (outer);
  cli_print ("%s\n", outer->str);
}

static void
print_findings (GPtrArray *findings, guint line)
{
  const char *const levels[NARU_N_LEVELS] = { _ ("Law"), _ ("Review"), _ ("Hint") };
  g_autofree char *where = line > 0 ? g_strdup_printf ("%u\t", line) : g_strdup ("");

  for (guint i = 0; i < findings->len; i++)
    {
      const NaruFinding *finding = g_ptr_array_index (findings, i);

      cli_print ("%s%s\t%s:%u-%u\t%s\t%s\t%s\n", where, levels[finding->level], finding->field,
                 finding->start, finding->end, finding->message, finding->source, finding->rule);
    }
  if (findings->len == 0)
    cli_print ("%s%s\n", where, _ ("Nothing was found."));
}

static gboolean
is_known (const char *const *names, const char *name)
{
  for (; *names != NULL; names++)
    if (g_ascii_strcasecmp (*names, name) == 0)
      return TRUE;
  return FALSE;
}

/* Those that the centre shares as a setting; where there is no profile there are none. */
static void
add_shared_rules (Cli *cli, NaruChecker *checker, GPtrArray *refused)
{
  g_autoptr (NaruQuery) query = naru_query_new ("setting");
  g_autoptr (GPtrArray) settings = NULL;

  if (cli->store == NULL
      && !(g_file_test (cli->profile, G_FILE_TEST_IS_DIR) && cli_open (cli, CLI_READ, NULL)))
    return;
  naru_query_add_filter (query, "key", NARU_FILTER_IS, NARU_RULES_SETTING);
  settings = naru_store_find (cli->store, query, NULL);
  if (settings != NULL && settings->len > 0)
    naru_checker_add_text (checker, naru_record_get (settings->pdata[0], "value"),
                           NARU_RULES_SETTING, refused);
}

/* @tell: whether to say what is refused in them */
static void
add_centre_rules (Cli *cli, NaruChecker *checker, gboolean tell)
{
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folder = rules_folder != NULL ? g_strdup (rules_folder)
                                                 : g_build_filename (cli->profile, "rules", NULL);

  naru_checker_add_folder (checker, folder, refused);
  add_shared_rules (cli, checker, refused);
  for (guint i = 0; tell && i < refused->len; i++)
    cli_note ("%s\n", (char *) refused->pdata[i]);
}

/* For who writes rules: what does not load, and what does not do what its examples say. */
static int
run_test_rules (const char *folder)
{
  g_autoptr (GPtrArray) problems = NULL;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    {
      g_autofree char *message = g_strdup_printf (_ ("“%s” is no folder."), folder);

      return cli_refuse (message);
    }
  problems = naru_checker_test_rules (folder);
  for (guint i = 0; i < problems->len; i++)
    cli_print ("%s\n", (char *) problems->pdata[i]);
  if (problems->len > 0)
    return cli_refuse (_ ("Some rules do not do what their examples say."));
  cli_print ("%s\n", _ ("All rules do what their examples say."));
  return CLI_DONE;
}

/* Rules are read once for all advertisements of a language. */
typedef struct
{
  NaruChecker *checker;
  const char *language;
  const char *law;
} Checking;

static void
check_advert (Cli *cli, Checking *checking, const Advert *advert)
{
  const char *lang = language != NULL ? language : naru_draft_guess_language (advert->draft);
  const char *law = jurisdiction != NULL ? jurisdiction : naru_checker_default_jurisdiction (lang);
  g_autoptr (GPtrArray) findings = NULL;
  NaruFindingSummary summary;

  if (checking->checker == NULL || g_strcmp0 (checking->language, lang) != 0
      || g_strcmp0 (checking->law, law) != 0)
    {
      gboolean first = checking->checker == NULL;

      g_clear_pointer (&checking->checker, naru_checker_free);
      checking->checker = naru_checker_new (lang, law);
      checking->language = g_intern_string (lang);
      checking->law = g_intern_string (law);
      add_centre_rules (cli, checking->checker, first);
    }
  findings = naru_checker_check (checking->checker, advert->draft, &summary);
  if (!cli->json)
    print_findings (findings, advert->line);
  for (guint i = 0; cli->json && i < findings->len; i++)
    print_finding_json (g_ptr_array_index (findings, i), advert->line);
  if (cli->json)
    print_summary_json (&summary, lang, law, advert->line);
}

static int
run_check_vacancy (Cli *cli, char **arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) adverts = NULL;
  Checking checking = { NULL, NULL, NULL };

  if (language != NULL && !is_known (naru_checker_languages (), language))
    return cli_wrong (cli, _ ("A language is ko, en or fr."));
  if (jurisdiction != NULL && !is_known (naru_checker_jurisdictions (), jurisdiction))
    return cli_wrong (cli, _ ("A jurisdiction is KR, EU, GB, FR, SI or NA."));
  if (test_rules)
    return run_test_rules (arguments[0]);
  adverts = read_adverts (cli, arguments[0], &error);
  if (adverts == NULL)
    return cli_fail (g_steal_pointer (&error));
  for (guint i = 0; i < adverts->len; i++)
    check_advert (cli, &checking, adverts->pdata[i]);
  naru_checker_free (checking.checker);
  return CLI_DONE;
}

static gboolean text_only, pages;

static const GOptionEntry take_apart_options[] = {
  { "pages", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &pages, NULL, NULL },
  { "text", 0, 0, G_OPTION_ARG_NONE, &text_only, N_ ("Only print the text of the file"), NULL },
  { NULL },
};

static void
print_guess (const NaruGuess *guess, gboolean json)
{
  g_autoptr (GString) out = g_string_new (NULL);

  if (!json)
    {
      cli_print ("%s\t%s\t%s\n", guess->labelled ? " " : "?", guess->field, guess->value);
      return;
    }
  cli_json_begin (out);
  cli_json_add (out, "field", guess->field);
  if (guess->need != NULL)
    cli_json_add (out, "need", guess->need);
  cli_json_add (out, "value", guess->value);
  cli_json_add (out, "words", guess->words);
  cli_json_add_raw (out, "labelled", guess->labelled ? "true" : "false");
  cli_json_end (out);
  cli_print ("%s\n", out->str);
}

/* For the window, which reads nothing from outside itself. */
static int
print_pages (GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GByteArray) pictures = naru_scan_file_read (file, &error);

  if (pictures == NULL)
    return cli_fail (g_steal_pointer (&error));
  return fwrite (pictures->data, 1, pictures->len, stdout) == pictures->len ? CLI_DONE : CLI_FAILED;
}

static int
run_take_apart (Cli *cli, char **arguments)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (arguments[0]);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) guesses = NULL;

  if (pages)
    return print_pages (file);
  text = naru_text_file_read (file, &error);
  if (text == NULL)
    return cli_fail (g_steal_pointer (&error));
  if (text_only)
    {
      cli_print ("%s", text);
      return CLI_DONE;
    }
  guesses = naru_advert_take_apart (text);
  for (guint i = 0; i < guesses->len; i++)
    print_guess (guesses->pdata[i], cli->json);
  return CLI_DONE;
}

const CliCommand cli_vacancy_commands[] = {
  { "check-vacancy", "FILE|ID|-", N_ ("Check an advertisement against law and good practice"),
    N_ ("Takes a vacancy of the profile, or a file: our JSON, a schema.org JobPosting, JSON lines "
        "with one of them a line, or plain text. Of JSON lines, each finding and each summary says "
        "its line. The exit status is 0 whatever is found."),
    check_options, 1, 1, run_check_vacancy },
  { "take-apart", "FILE", N_ ("Take the text of an old advertisement apart into fields"),
    N_ ("Takes plain text, .docx and .pdf. Prints a guess on each line; ? marks those that only "
        "the form of "
        "the words suggests."),
    take_apart_options, 1, 1, run_take_apart },
  { NULL },
};
