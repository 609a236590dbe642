/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of an advertisement in reading order: what the work is, what it asks, what it gives, how to apply. */
#include "naru-advert.h"

#include "naru-advert-private.h"
#include "naru-vacancy-work.h"
#include "naru-vocabulary.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* The facts behind pay and hours. */
static const char *const facts[]
    = { "days",    "shift",    "remote",     "startOn",       "duration",        "probation",
        "address", "benefits", "conditions", "accessibility", "workingLanguage", "education" };

typedef struct
{
  NaruRecord *vacancy;
  const NaruAdvertStyle *style;
  GPtrArray *parts;
  gboolean foreign; /* the texts are in another language than the advertisement */
} Layout;

static void
part_free (gpointer data)
{
  NaruAdvertPart *part = data;

  g_free (part->field);
  g_free (part->caption);
  g_free (part->text);
  g_free (part);
}

static NaruAdvertPart *
add (Layout *layout, NaruAdvertKind kind, const char *field, const char *text)
{
  NaruAdvertPart *part = g_new0 (NaruAdvertPart, 1);

  part->kind = kind;
  part->field = g_strdup (field);
  part->text = g_strdup (text);
  part->start = -1;
  g_ptr_array_add (layout->parts, part);
  return part;
}

/* Two ways to say the same: as usual, and as a question. */
static void
add_heading (Layout *layout, const char *usual, const char *question)
{
  add (layout, NARU_ADVERT_HEADING, "",
       naru_advert_say (layout->style->language, layout->style->plain ? question : usual));
}

/* Plain words are in the language of the texts. */
static gboolean
says_plainly (Layout *layout)
{
  return layout->style->plain && !layout->foreign;
}

/* Whether the text of a field can be said in plain language. */
static gboolean
is_worded (const char *field)
{
  return g_strv_contains (naru_vacancy_wording_members (), field);
}

/* (transfer full) (nullable): the text of a field in the language of the advertisement, else as it was written */
static char *
get_text (Layout *layout, const char *field, gboolean *untranslated)
{
  char *translated = NULL;

  *untranslated = FALSE;
  if (!naru_record_has (layout->vacancy, field))
    return NULL;
  if (says_plainly (layout))
    translated = naru_vacancy_dup_wording (layout->vacancy, NULL, field);
  else if (layout->foreign)
    translated = naru_advert_translation (layout->vacancy, layout->style->language, field);
  if (translated != NULL)
    return translated;
  *untranslated = layout->foreign || (says_plainly (layout) && is_worded (field));
  return g_strdup (naru_record_get (layout->vacancy, field));
}

/* Adds each line that is not blank; the mark of a list that somebody typed is left out. */
static void
add_lines (Layout *layout, NaruAdvertKind kind, const char *field)
{
  gboolean untranslated;
  g_autofree char *text = get_text (layout, field, &untranslated);
  g_auto (GStrv) lines = text != NULL ? g_strsplit (text, "\n", -1) : NULL;
  glong at = 0;

  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      glong length = g_utf8_strlen (lines[i], -1);
      const char *line = lines[i];

      while (g_unichar_isspace (g_utf8_get_char (line)))
        line = g_utf8_next_char (line);
      if (kind == NARU_ADVERT_BULLET)
        line = naru_advert_skip_mark (line);
      if (*line != '\0')
        {
          NaruAdvertPart *part = add (layout, kind, field, line);

          part->start = (int) (at + length - g_utf8_strlen (line, -1));
          part->untranslated = untranslated;
          g_strchomp (part->text);
        }
      at += length + 1;
    }
}

static void
add_fact (Layout *layout, const char *field, const char *caption, const char *value)
{
  NaruAdvertPart *part;

  if (value == NULL || *value == '\0')
    return;
  part = add (layout, NARU_ADVERT_FACT, field, value);
  part->caption = g_strdup (caption);
}

static void
add_field (Layout *layout, const char *name)
{
  const NaruField *field
      = naru_record_type_find_field (naru_record_get_record_type (layout->vacancy), name);
  const char *caption = naru_advert_say (layout->style->language, field->label);
  gboolean untranslated = FALSE;
  gboolean words = field->kind == NARU_KIND_TEXT || field->kind == NARU_KIND_LONG_TEXT;
  g_autofree char *value
      = words ? get_text (layout, name, &untranslated)
              : naru_advert_format (layout->vacancy, field, layout->style->language);
  NaruAdvertPart *part;

  if (value == NULL || *value == '\0')
    return;
  part = add (layout, NARU_ADVERT_FACT, name, value);
  part->caption = g_strdup (caption);
  part->untranslated = untranslated;
  if (words)
    part->start = 0;
}

static void
add_place (Layout *layout, const char *employer_name)
{
  const char *published = naru_record_get (layout->vacancy, "employerName");
  const char *name = published != NULL ? published : employer_name;
  const char *region = naru_record_get (layout->vacancy, "region");
  const char *place
      = region != NULL ? naru_advert_label ("regions", region, layout->style->language) : NULL;
  g_autofree char *both = NULL;

  if (name != NULL && place != NULL)
    both = g_strdup_printf ("%s, %s", name, place);
  if (name != NULL || place != NULL)
    add (layout, NARU_ADVERT_PLACE, "employerName",
         both != NULL ? both : (name != NULL ? name : place));
}

static void
add_requirements (Layout *layout, const char *need, const char *heading, const char *question)
{
  g_autofree char *translated
      = says_plainly (layout) ? naru_vacancy_dup_wording (layout->vacancy, NULL, "requirements")
        : layout->foreign
            ? naru_advert_translation (layout->vacancy, layout->style->language, "requirements")
            : NULL;
  g_auto (GStrv) lines = translated != NULL ? g_strsplit (translated, "\n", -1) : NULL;
  guint n_lines = lines != NULL ? g_strv_length (lines) : 0;
  gboolean any = FALSE;

  for (guint i = 0; i < naru_record_get_length (layout->vacancy, "requirements"); i++)
    {
      g_autofree char *found = naru_record_get_element (layout->vacancy, "requirements", i, "need");
      g_autofree char *text = naru_record_get_element (layout->vacancy, "requirements", i, "text");
      g_autofree char *id = naru_record_get_element (layout->vacancy, "requirements", i, "id");
      g_autofree char *path = g_strdup_printf ("requirements/%s/text", id);
      gboolean there = i < n_lines && *g_strstrip (lines[i]) != '\0';
      NaruAdvertPart *part;

      if (text == NULL || g_strcmp0 (found, need) != 0)
        continue;
      if (!any)
        add_heading (layout, heading, question);
      any = TRUE;
      part = add (layout, NARU_ADVERT_BULLET, path, there ? lines[i] : text);
      part->start = there ? -1 : 0;
      part->untranslated = (layout->foreign || says_plainly (layout)) && !there;
    }
}

static void
add_offer (Layout *layout)
{
  const char *language = layout->style->language;
  g_autofree char *pay = naru_advert_pay (layout->vacancy, language);
  g_autofree char *hours = naru_advert_hours (layout->vacancy, language);

  if (layout->style->plain)
    add_heading (layout, "", N_ ("What do I get, when and where do I work?"));
  add_fact (layout, "payMin", naru_advert_say (language, N_ ("Pay")), pay);
  add_field (layout, "payExtras");
  add_field (layout, "contract");
  add_field (layout, "employment");
  add_fact (layout, "hoursWeek", naru_advert_say (language, N_ ("Hours")), hours);
  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    add_field (layout, facts[i]);
  if (naru_record_get_number (layout->vacancy, "posts", 1) > 1)
    add_field (layout, "posts");
}

static void
add_applying (Layout *layout)
{
  const char *language = layout->style->language;
  const char *closes = naru_record_get (layout->vacancy, "closesOn");
  g_autofree char *day = closes != NULL ? naru_advert_date (closes, language) : NULL;
  g_autofree char *until = NULL;

  if (day != NULL)
    until = g_strdup_printf (naru_advert_say (language, N_ ("Apply by %s.")), day);
  if (!naru_record_has (layout->vacancy, "howToApply") && until == NULL)
    return;
  add_heading (layout, N_ ("How to apply"), N_ ("How do I apply?"));
  add_lines (layout, NARU_ADVERT_PARAGRAPH, "howToApply");
  if (until != NULL)
    add (layout, NARU_ADVERT_PARAGRAPH, "closesOn", until);
}

/**
 * naru_advert_lay_out:
 * @vacancy: a vacancy
 * @employer_name: (nullable): name of the employer, where the vacancy itself gives no other to publish
 * @style: how to speak
 *
 * Returns: (transfer full) (element-type NaruAdvertPart): the advertisement in reading order; the title comes first
 */
GPtrArray *
naru_advert_lay_out (NaruRecord *vacancy, const char *employer_name, const NaruAdvertStyle *style)
{
  const char *written = naru_record_get (vacancy, "language");
  Layout layout = { .vacancy = vacancy, .style = style };
  gboolean untranslated;
  g_autofree char *title = NULL;

  layout.parts = g_ptr_array_new_with_free_func (part_free);
  layout.foreign
      = style->language != NULL && written != NULL && strncmp (style->language, written, 2) != 0;
  title = get_text (&layout, "title", &untranslated);
  add (&layout, NARU_ADVERT_TITLE, "title",
       title != NULL ? title : naru_advert_say (style->language, N_ ("Vacancy without a title")))
      ->untranslated
      = untranslated;
  ((NaruAdvertPart *) layout.parts->pdata[0])->start = title != NULL ? 0 : -1;
  add_place (&layout, employer_name);
  add_lines (&layout, NARU_ADVERT_PARAGRAPH, "about");
  if (naru_record_has (vacancy, "tasks"))
    add_heading (&layout, N_ ("What you do"), N_ ("What will I do?"));
  add_lines (&layout, NARU_ADVERT_BULLET, "tasks");
  add_requirements (&layout, "essential", N_ ("What you need"), N_ ("What must I have?"));
  add_requirements (&layout, "desirable", N_ ("Good to have"),
                    N_ ("What is good to have, but not needed?"));
  add_offer (&layout);
  add_applying (&layout);
  return layout.parts;
}
