/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a mail to an employer begins with. The person reads and changes it before anything is sent. */
#include "naru-employer-mail.h"

#include <glib/gi18n-lib.h>

#include "naru-query.h"

static void
append_list (GString *body, NaruStore *store, NaruQuery *query, const char *field, const char *date)
{
  g_autoptr (GPtrArray) found = naru_store_find (store, query, NULL);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const char *text = naru_record_get (found->pdata[i], field);
      g_autofree char *on = naru_record_format (found->pdata[i], date);

      if (text != NULL && on != NULL && *on != '\0')
        g_string_append_printf (body, "- %s (%s)\n", text, on);
      else if (text != NULL)
        g_string_append_printf (body, "- %s\n", text);
    }
}

static void
append_about (GString *body, NaruStore *store, const char *employer, NaruMailPurpose purpose)
{
  g_autoptr (NaruQuery) query
      = naru_query_new (purpose == NARU_MAIL_VACANCIES ? "vacancy" : "interaction");

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, employer);
  switch (purpose)
    {
    case NARU_MAIL_PROMISE:
      g_string_append_printf (body, "%s\n", _ ("I am writing about what we agreed:"));
      naru_query_add_filter (query, "nextActionState", NARU_FILTER_IS, "open");
      naru_query_set_order (query, "nextActionOn", FALSE);
      append_list (body, store, query, "nextAction", "nextActionOn");
      break;
    case NARU_MAIL_VISIT:
      g_string_append_printf (
          body, "%s\n",
          _ ("I would like to come by and hear what you plan. Which day would suit you?"));
      break;
    case NARU_MAIL_VACANCIES:
      g_string_append_printf (body, "%s\n", _ ("I am writing about your open vacancies:"));
      naru_query_add_filter (query, "stage", NARU_FILTER_IS,
                             "draft\x1fwith_employer\x1f"
                             "agreed\x1fpublished");
      naru_query_set_order (query, "title", FALSE);
      append_list (body, store, query, "title", "stage");
      break;
    case NARU_MAIL_BLANK:
    default:
      break;
    }
  g_string_append_c (body, '\n');
}

static void
append_signature (GString *body, NaruDesk *desk)
{
  const char *staff = naru_desk_get_staff (desk);
  g_autoptr (NaruRecord) record
      = staff != NULL ? naru_store_get (naru_desk_get_store (desk), staff, NULL) : NULL;

  g_string_append_printf (body, "%s\n", _ ("Kind regards,"));
  if (record == NULL)
    return;
  g_string_append_printf (body, "%s\n", naru_record_get_title (record));
  if (naru_record_has (record, "phone"))
    g_string_append_printf (body, "%s\n", naru_record_get (record, "phone"));
}

/**
 * naru_employer_prepare_mail:
 * @desk: a desk
 * @employer: id of an employer
 * @contact: (nullable): id of the contact that it is for
 * @purpose: what it is about
 * @subject: (out): the subject
 * @body: (out): the text
 */
void
naru_employer_prepare_mail (NaruDesk *desk, const char *employer, const char *contact,
                            NaruMailPurpose purpose, char **subject, char **body)
{
  NaruStore *store = naru_desk_get_store (desk);
  g_autofree char *name = naru_store_get_title (store, employer);
  g_autofree char *person = contact != NULL ? naru_store_get_title (store, contact) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  switch (purpose)
    {
    case NARU_MAIL_PROMISE:
      *subject = g_strdup_printf (_ ("What we agreed, %s"), name);
      break;
    case NARU_MAIL_VISIT:
      *subject = g_strdup_printf (_ ("A visit at %s"), name);
      break;
    case NARU_MAIL_VACANCIES:
      *subject = g_strdup_printf (_ ("Your vacancies, %s"), name);
      break;
    case NARU_MAIL_BLANK:
    default:
      *subject = g_strdup (name);
      break;
    }
  if (person != NULL)
    g_string_append_printf (text, _ ("Dear %s,"), person);
  else
    g_string_append (text, _ ("Good day,"));
  g_string_append (text, "\n\n");
  append_about (text, store, employer, purpose);
  append_signature (text, desk);
  *body = g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * naru_mail_make_uri:
 * @address: an e-mail address
 * @subject: the subject
 * @body: the text
 *
 * Returns: (transfer full): the address as a link that opens a mail program (RFC 6068), with line breaks as it wants them
 */
char *
naru_mail_make_uri (const char *address, const char *subject, const char *body)
{
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  g_autofree char *text = g_strjoinv ("\r\n", lines);
  g_autofree char *to = g_uri_escape_string (address, "@", TRUE);
  g_autofree char *escaped_subject = g_uri_escape_string (subject, NULL, TRUE);
  g_autofree char *escaped_body = g_uri_escape_string (text, NULL, TRUE);

  return g_strdup_printf ("mailto:%s?subject=%s&body=%s", to, escaped_subject, escaped_body);
}
