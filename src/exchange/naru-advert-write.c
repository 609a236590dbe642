/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An advertisement as plain text, as HTML that needs nothing around it, and as a document to print. */
#include "naru-advert.h"

#include <string.h>

static const char page_style[]
    = "body{max-width:42em;margin:2em auto;padding:0 1em;font:16px/1.5 sans-serif;color:#222;"
      "background:#fff;word-break:keep-all;overflow-wrap:anywhere}"
      "article+article{border-top:1px solid #ccc;margin-top:3em;page-break-before:always}"
      "h1{font-size:1.6em;line-height:1.25;margin-bottom:.2em}h2{font-size:1.1em;margin:1.4em 0 "
      ".3em}"
      ".place{color:#555;margin-top:0}ul{margin:0;padding-left:1.3em}"
      "dl{display:grid;grid-template-columns:max-content 1fr;gap:.2em 1.2em;margin-top:1.4em}"
      "dt{color:#555}dd{margin:0;white-space:pre-line}"
      "@media(max-width:28em){dl{display:block}dd{margin-bottom:.5em}}";

/**
 * naru_advert_append_text:
 * @out: the text so far
 * @parts: (element-type NaruAdvertPart): see naru_advert_lay_out()
 *
 * Adds the advertisement as plain text, as a mail or a notice board takes it.
 */
void
naru_advert_append_text (GString *out, const GPtrArray *parts)
{
  NaruAdvertKind before = NARU_ADVERT_TITLE;

  for (guint i = 0; i < parts->len; i++)
    {
      const NaruAdvertPart *part = parts->pdata[i];
      gboolean list = part->kind == NARU_ADVERT_BULLET || part->kind == NARU_ADVERT_FACT;

      /* lists and what stands under a heading are close to it */
      if (i > 0 && part->kind != NARU_ADVERT_PLACE && before != NARU_ADVERT_HEADING
          && !(list && part->kind == before))
        g_string_append_c (out, '\n');
      if (part->kind == NARU_ADVERT_BULLET)
        g_string_append (out, "- ");
      if (part->caption != NULL)
        g_string_append_printf (out, "%s: ", part->caption);
      g_string_append (out, part->text);
      g_string_append_c (out, '\n');
      before = part->kind;
    }
}

static void
append_element (GString *out, const char *element, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "<%s>%s</%.*s>\n", element, escaped, (int) strcspn (element, " "),
                          element);
}

/* Opens and closes the list around parts of one kind. */
static void
change_list (GString *out, NaruAdvertKind before, NaruAdvertKind now)
{
  static const char *const opens[] = { [NARU_ADVERT_BULLET] = "ul", [NARU_ADVERT_FACT] = "dl" };
  const char *old = before < G_N_ELEMENTS (opens) ? opens[before] : NULL;
  const char *new = now < G_N_ELEMENTS (opens) ? opens[now] : NULL;

  if (before == now)
    return;
  if (old != NULL)
    g_string_append_printf (out, "</%s>\n", old);
  if (new != NULL)
    g_string_append_printf (out, "<%s>\n", new);
}

/**
 * naru_advert_append_html:
 * @out: the text so far
 * @parts: (element-type NaruAdvertPart): see naru_advert_lay_out()
 *
 * Adds the advertisement as one article of HTML; all that people wrote is escaped.
 */
void
naru_advert_append_html (GString *out, const GPtrArray *parts)
{
  NaruAdvertKind before = NARU_ADVERT_TITLE;

  g_string_append (out, "<article>\n");
  for (guint i = 0; i < parts->len; i++)
    {
      const NaruAdvertPart *part = parts->pdata[i];

      change_list (out, before, part->kind);
      switch (part->kind)
        {
        case NARU_ADVERT_TITLE:
          append_element (out, "h1", part->text);
          break;
        case NARU_ADVERT_PLACE:
          append_element (out, "p class=\"place\"", part->text);
          break;
        case NARU_ADVERT_PARAGRAPH:
          append_element (out, "p", part->text);
          break;
        case NARU_ADVERT_HEADING:
          append_element (out, "h2", part->text);
          break;
        case NARU_ADVERT_BULLET:
          append_element (out, "li", part->text);
          break;
        case NARU_ADVERT_FACT:
          append_element (out, "dt", part->caption);
          append_element (out, "dd", part->text);
          break;
        }
      before = part->kind;
    }
  change_list (out, before, NARU_ADVERT_TITLE);
  g_string_append (out, "</article>\n");
}

/**
 * naru_advert_append_page:
 * @out: where to write
 * @title: of the page
 * @language: (nullable): of its texts
 * @head: HTML for the head: JSON-LD in its element
 * @articles: HTML of naru_advert_append_html()
 *
 * Adds a whole page of HTML around advertisements. Its style travels in it; it loads nothing.
 */
void
naru_advert_append_page (GString *out, const char *title, const char *language, const char *head,
                         const char *articles)
{
  g_string_append (out, "<!DOCTYPE html>\n<html");
  if (language != NULL)
    g_string_append_printf (out, " lang=\"%s\"", language);
  g_string_append (out,
                   ">\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  append_element (out, "title", title);
  g_string_append_printf (out, "<style>%s</style>\n%s</head>\n<body>\n%s</body>\n</html>\n",
                          page_style, head, articles);
}

/**
 * naru_advert_to_document:
 * @parts: (element-type NaruAdvertPart): see naru_advert_lay_out()
 * @language: (nullable): of its texts
 *
 * Returns: (transfer full): the advertisement on paper
 */
NaruDocument *
naru_advert_to_document (const GPtrArray *parts, const char *language)
{
  NaruDocument *document = naru_document_new (language);

  for (guint i = 0; i < parts->len; i++)
    {
      const NaruAdvertPart *part = parts->pdata[i];

      switch (part->kind)
        {
        case NARU_ADVERT_TITLE:
          naru_document_add_title (document, part->text);
          break;
        case NARU_ADVERT_PLACE:
          naru_document_add_note (document, part->text);
          break;
        case NARU_ADVERT_PARAGRAPH:
          naru_document_add_text (document, part->text);
          break;
        case NARU_ADVERT_HEADING:
          naru_document_add_heading (document, part->text);
          break;
        case NARU_ADVERT_BULLET:
          naru_document_add_item (document, part->text);
          break;
        case NARU_ADVERT_FACT:
          naru_document_add_pair (document, part->caption, part->text);
          break;
        }
    }
  return document;
}

/**
 * naru_advert_make_document:
 * @reader: a desk that reads
 * @id: id of a vacancy
 * @language: the language to print in
 * @error: return location for an error
 *
 * Makes the advertisement as the panel that prints wants it.
 *
 * Returns: (transfer full) (nullable): a document
 */
NaruDocument *
naru_advert_make_document (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruRecord) vacancy = naru_store_get (store, id, error);
  const char *employer = vacancy != NULL ? naru_record_get (vacancy, "employer") : NULL;
  g_autofree char *name = employer != NULL ? naru_store_get_title (store, employer) : NULL;
  NaruAdvertStyle style = { language, FALSE };
  g_autoptr (GPtrArray) parts = NULL;

  if (vacancy == NULL)
    return NULL;
  parts = naru_advert_lay_out (vacancy, name, &style);
  return naru_advert_to_document (parts, language);
}
