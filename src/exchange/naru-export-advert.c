/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Vacancies out as advertisements: JobPosting in JSON-LD, plain text, a page of HTML, PDF. */
#include "naru-export.h"

#include "naru-advert.h"
#include "naru-error.h"
#include <glib/gi18n-lib.h>
#include <string.h>

/* Says what a JobPosting must have and this vacancy has not; FALSE if there is nothing. */
static gboolean
leave_out (NaruRecord *vacancy, const char *employer, GPtrArray *left_out)
{
  g_auto (GStrv) missing = naru_job_posting_missing (vacancy, employer);
  g_autofree char *sentences = NULL;

  if (missing[0] == NULL)
    return FALSE;
  sentences = g_strjoinv (" ", missing);
  g_ptr_array_add (left_out,
                   g_strdup_printf (_ ("%s: %s"), naru_record_get_title (vacancy), sentences));
  return TRUE;
}

static GPtrArray *
lay_out (NaruRecord *vacancy, const char *employer)
{
  NaruAdvertStyle style = { .language = naru_record_get (vacancy, "language") };

  return naru_advert_lay_out (vacancy, employer, &style);
}

static void
append_posting (GString *out, NaruRecord *vacancy, const char *employer, const char *today)
{
  g_autofree char *json = naru_job_posting_write (vacancy, employer, today);

  g_string_append_printf (out, "%s%s", out->len > 0 ? ",\n" : "", json);
}

/* A JobPosting within HTML: nothing in it may end the element. */
static void
append_script (GString *out, NaruRecord *vacancy, const char *employer, const char *today)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_auto (GStrv) missing = naru_job_posting_missing (vacancy, employer);

  if (missing[0] != NULL)
    return;
  append_posting (json, vacancy, employer, today);
  g_string_replace (json, "<", "\\u003c", 0);
  g_string_append_printf (out, "<script type=\"application/ld+json\">%s</script>\n", json->str);
}

static GBytes *
take (GString *text)
{
  return g_string_free_to_bytes (text);
}

static GBytes *
write_postings (GPtrArray *vacancies, const char *const *employers, const char *today,
                GPtrArray *left_out, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < vacancies->len; i++)
    if (!leave_out (vacancies->pdata[i], employers[i], left_out))
      {
        append_posting (out, vacancies->pdata[i], employers[i], today);
        n++;
      }
  if (n == 0 && left_out->len > 0)
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED, left_out->pdata[0]);
      return NULL;
    }
  if (n != 1)
    {
      g_string_prepend (out, "[");
      g_string_append_c (out, ']');
    }
  g_string_append_c (out, '\n');
  return take (g_steal_pointer (&out));
}

static GBytes *
write_page (GPtrArray *vacancies, const char *const *employers, const char *today)
{
  g_autoptr (GString) articles = g_string_new (NULL);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean one = vacancies->len == 1;

  for (guint i = 0; i < vacancies->len; i++)
    {
      g_autoptr (GPtrArray) parts = lay_out (vacancies->pdata[i], employers[i]);

      naru_advert_append_html (articles, parts);
      append_script (head, vacancies->pdata[i], employers[i], today);
    }
  naru_advert_append_page (out, one ? naru_record_get_title (vacancies->pdata[0]) : _ ("Vacancies"),
                           one ? naru_record_get (vacancies->pdata[0], "language") : NULL,
                           head->str, articles->str);
  return take (g_steal_pointer (&out));
}

static GBytes *
write_text (GPtrArray *vacancies, const char *const *employers)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < vacancies->len; i++)
    {
      g_autoptr (GPtrArray) parts = lay_out (vacancies->pdata[i], employers[i]);

      if (i > 0)
        g_string_append (out, "\n----\n\n");
      naru_advert_append_text (out, parts);
    }
  return take (g_steal_pointer (&out));
}

static GBytes *
write_pages (GPtrArray *vacancies, const char *const *employers, GError **error)
{
  g_autoptr (GPtrArray) documents
      = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_document_unref);

  for (guint i = 0; i < vacancies->len; i++)
    {
      g_autoptr (GPtrArray) parts = lay_out (vacancies->pdata[i], employers[i]);

      g_ptr_array_add (documents, naru_advert_to_document (
                                      parts, naru_record_get (vacancies->pdata[i], "language")));
    }
  return naru_documents_to_pdf (documents, NARU_PRINT_ORDINARY, error);
}

/**
 * naru_export_is_advert:
 * @format: a format
 *
 * Returns: whether it is one of those for vacancies alone
 */
gboolean
naru_export_is_advert (NaruExportFormat format)
{
  return format >= NARU_EXPORT_JOB_POSTING;
}

/**
 * naru_export_adverts:
 * @vacancies: (element-type NaruRecord): vacancies
 * @employers: (array): for each the name of its employer, or %NULL
 * @format: one for which naru_export_is_advert() is true
 * @today: the day, for what is not published yet
 * @left_out: (element-type utf8): receives for each vacancy that cannot be a JobPosting its title and what is missing
 * @error: return location for an error
 *
 * Writes advertisements in the language of their texts.
 *
 * Returns: (transfer full) (nullable): the bytes of the file; %NARU_ERROR_REFUSED if all had to be left out
 */
GBytes *
naru_export_adverts (GPtrArray *vacancies, const char *const *employers, NaruExportFormat format,
                     const char *today, GPtrArray *left_out, GError **error)
{
  switch (format)
    {
    case NARU_EXPORT_JOB_POSTING:
      return write_postings (vacancies, employers, today, left_out, error);
    case NARU_EXPORT_HTML:
      return write_page (vacancies, employers, today);
    case NARU_EXPORT_PDF:
      return write_pages (vacancies, employers, error);
    default:
      return write_text (vacancies, employers);
    }
}
