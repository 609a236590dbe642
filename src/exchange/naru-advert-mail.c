/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the mail to an employer, as text and as a message of RFC 5322 with the advertisement attached. */
#include "naru-advert-mail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-advert.h"
#include "naru-casework.h"
#include "naru-findings.h"
#include "naru-mail.h"

/**
 * naru_advert_mail_free:
 * @mail: (transfer full) (nullable): a mail
 */
void
naru_advert_mail_free (NaruAdvertMail *mail)
{
  if (mail == NULL)
    return;
  g_free (mail->to);
  g_free (mail->subject);
  g_free (mail->body);
  g_free (mail);
}

/* What a rule found is a question to the employer, unless it is a hint or is justified. */
static void
append_findings (GString *questions, NaruDesk *desk, NaruRecord *vacancy, const char *law)
{
  g_autoptr (NaruDraft) draft = naru_draft_new_from_record (vacancy);
  const char *language = naru_draft_guess_language (draft);
  g_autofree char *today = naru_desk_today (desk);
  g_autoptr (NaruChecker) checker = naru_checker_new (
      language, law != NULL ? law : naru_checker_default_jurisdiction (language));
  g_autoptr (GPtrArray) findings = NULL;
  NaruFindingSummary summary;

  naru_checker_set_today (checker, today);
  findings = naru_checker_check (checker, draft, &summary);
  for (guint i = 0; i < findings->len; i++)
    {
      const NaruFinding *finding = findings->pdata[i];

      /* what is missing is said by its part already */
      if (finding->level == NARU_LEVEL_HINT || finding->justification != NULL
          || *finding->text == '\0')
        continue;
      g_string_append_printf (questions, "- %s", finding->message);
      if (finding->source != NULL && *finding->source != '\0')
        g_string_append_printf (questions, " (%s)", finding->source);
      if (finding->suggestion != NULL && *finding->suggestion != '\0')
        g_string_append_printf (questions, _ (" Proposed: “%s”"), finding->suggestion);
      g_string_append_c (questions, '\n');
    }
}

static void
append_questions (GString *body, NaruDesk *desk, NaruRecord *vacancy, const char *law)
{
  g_auto (GStrv) missing = naru_vacancy_missing (vacancy, NULL);
  g_autoptr (GString) questions = g_string_new (NULL);
  const char *received = naru_record_get (vacancy, "payText");

  for (guint i = 0; missing[i] != NULL; i++)
    g_string_append_printf (questions, "- %s\n", missing[i]);
  if (received != NULL && !naru_record_has (vacancy, "payMin"))
    g_string_append_printf (questions, _ ("- What is meant by the pay “%s”?\n"), received);
  append_findings (questions, desk, vacancy, law);
  if (questions->len > 0)
    g_string_append_printf (body, "%s\n%s\n", _ ("Still open:"), questions->str);
}

static char *
find_address (NaruStore *store, NaruRecord *vacancy)
{
  static const char *const people[] = { "contact", "employer" };

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      const char *id = naru_record_get (vacancy, people[i]);
      g_autoptr (NaruRecord) record = id != NULL ? naru_store_get (store, id, NULL) : NULL;

      if (record != NULL && naru_record_has (record, "email"))
        return g_strdup (naru_record_get (record, "email"));
    }
  return NULL;
}

static GPtrArray *
lay_out (NaruStore *store, NaruRecord *vacancy)
{
  const char *employer = naru_record_get (vacancy, "employer");
  g_autofree char *name = employer != NULL ? naru_store_get_title (store, employer) : NULL;
  NaruAdvertStyle style = { naru_record_get (vacancy, "language"), FALSE };

  return naru_advert_lay_out (vacancy, name, &style);
}

/**
 * naru_advert_mail_new:
 * @desk: a desk; may be one that only reads
 * @vacancy: a vacancy
 * @law: (nullable): jurisdiction that it is checked under
 *
 * Returns: (transfer full): the mail that asks its employer to agree, with the questions that are still open: what is missing,
 *   what rules of law found or want looked at
 */
NaruAdvertMail *
naru_advert_mail_new (NaruDesk *desk, NaruRecord *vacancy, const char *law)
{
  NaruStore *store = naru_desk_get_store (desk);
  g_autoptr (GPtrArray) parts = lay_out (store, vacancy);
  g_autoptr (GString) body = g_string_new (NULL);
  NaruAdvertMail *mail = g_new0 (NaruAdvertMail, 1);

  mail->to = find_address (store, vacancy);
  mail->subject
      = g_strdup_printf (_ ("Draft of your vacancy “%s”"), naru_record_get_title (vacancy));
  g_string_append_printf (
      body, "%s\n\n",
      _ ("This is the draft of your vacancy. Please tell us whether you agree, or "
         "what should be different."));
  append_questions (body, desk, vacancy, law);
  naru_advert_append_text (body, parts);
  mail->body = g_string_free (g_steal_pointer (&body), FALSE);
  return mail;
}

/**
 * naru_advert_mail_make_file:
 * @reader: a desk that reads
 * @vacancy: id of a vacancy
 * @law: (nullable): jurisdiction that it is checked under
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the mail as a file, with the advertisement attached as PDF
 */
GBytes *
naru_advert_mail_make_file (NaruDesk *reader, const char *vacancy, const char *law, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruRecord) record = naru_store_get (store, vacancy, error);
  g_autoptr (NaruAdvertMail) mail = NULL;
  g_autoptr (GPtrArray) documents = NULL;
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *name = NULL;
  NaruMailDraft draft = { 0 };

  if (record == NULL)
    return NULL;
  mail = naru_advert_mail_new (reader, record, law);
  parts = lay_out (store, record);
  documents = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_document_unref);
  g_ptr_array_add (documents,
                   naru_advert_to_document (parts, naru_record_get (record, "language")));
  pdf = naru_documents_to_pdf (documents, NARU_PRINT_ORDINARY, error);
  if (pdf == NULL)
    return NULL;
  name = g_strconcat (naru_record_get_title (record), ".pdf", NULL);
  g_strdelimit (name, "/\\:", '-');
  draft.to = mail->to;
  draft.subject = mail->subject;
  draft.text = mail->body;
  draft.name = name;
  draft.kind = "application/pdf";
  draft.attachment = pdf;
  return naru_mail_compose (&draft, error);
}
