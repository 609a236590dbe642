/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a saved mail. What it says goes into one conversation; its files become attachments of it. */
#include "naru-mail.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

#include "naru-casework.h"
#include "naru-employer-work.h"
#include "naru-error.h"
#include "naru-import-value.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)

/* What a long text may hold, less the subject. */
#define LONGEST_TEXT 90000
#define LONGEST_SUBJECT 400

/**
 * naru_mail_free:
 * @mail: (transfer full) (nullable): a mail
 */
void
naru_mail_free (NaruMail *mail)
{
  if (mail == NULL)
    return;
  g_free (mail->subject);
  g_free (mail->text);
  g_free (mail->from);
  g_free (mail->from_name);
  g_strfreev (mail->to);
  g_free (mail->at);
  g_ptr_array_unref (mail->attachments);
  g_free (mail);
}

static void
add_addresses (InternetAddressList *list, GPtrArray *addresses, char **first_name)
{
  for (int i = 0; list != NULL && i < internet_address_list_length (list); i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      const char *name = internet_address_get_name (address);

      if (!INTERNET_ADDRESS_IS_MAILBOX (address))
        continue;
      if (first_name != NULL && *first_name == NULL && name != NULL)
        *first_name = g_utf8_make_valid (name, -1);
      g_ptr_array_add (addresses, g_utf8_make_valid (internet_address_mailbox_get_addr (
                                                         INTERNET_ADDRESS_MAILBOX (address)),
                                                     -1));
    }
}

static GBytes *
dup_content (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GByteArray *array;

  if (content == NULL || g_mime_data_wrapper_write_to_stream (content, stream) < 0)
    return NULL;
  array = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  return g_bytes_new (array->data, array->len);
}

static void
add_attachment (NaruMail *mail, GMimePart *part)
{
  g_autoptr (GBytes) bytes = dup_content (part);
  g_autofree char *kind
      = g_mime_content_type_get_mime_type (g_mime_object_get_content_type (GMIME_OBJECT (part)));
  const char *given = g_mime_part_get_filename (part);
  g_autofree char *valid = g_utf8_make_valid (given != NULL ? given : _ ("Attachment"), -1);
  g_autofree char *name = g_path_get_basename (valid);
  NaruAttachment *attachment = bytes != NULL ? naru_attachment_new (name, kind, bytes, NULL) : NULL;

  if (attachment != NULL)
    g_ptr_array_add (mail->attachments, attachment);
}

/* The first plain text is what was written; one in HTML is read only where there is no plain one. */
static void
take_part (NaruMail *mail, GMimeObject *part, char **html)
{
  const char *kind = g_mime_object_get_content_disposition (part) != NULL
                         ? g_mime_content_disposition_get_disposition (
                             g_mime_object_get_content_disposition (part))
                         : "";
  g_autofree char *text = NULL;
  gboolean is_html;

  if (!GMIME_IS_PART (part))
    return;
  if (!GMIME_IS_TEXT_PART (part) || g_ascii_strcasecmp (kind, "attachment") == 0)
    {
      add_attachment (mail, GMIME_PART (part));
      return;
    }
  text = g_mime_text_part_get_text (GMIME_TEXT_PART (part));
  if (text == NULL)
    return;
  is_html = g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "html");
  if (is_html && *html == NULL)
    *html = g_utf8_make_valid (text, -1);
  else if (!is_html && mail->text == NULL)
    mail->text = g_utf8_make_valid (text, -1);
}

static void
read_parts (NaruMail *mail, GMimeMessage *message)
{
  GMimePartIter *iter = g_mime_part_iter_new (GMIME_OBJECT (message));
  g_autofree char *html = NULL;

  do
    {
      GMimeObject *part = g_mime_part_iter_get_current (iter);

      if (part != NULL)
        take_part (mail, part, &html);
    }
  while (g_mime_part_iter_next (iter));
  g_mime_part_iter_free (iter);
  if (mail->text == NULL && html != NULL)
    mail->text = naru_import_plain_text (html);
  if (mail->text != NULL)
    g_strstrip (mail->text);
}

static void
read_head (NaruMail *mail, GMimeMessage *message)
{
  g_autoptr (GPtrArray) from = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) to = g_ptr_array_new ();
  GDateTime *date = g_mime_message_get_date (message);

  if (g_mime_message_get_subject (message) != NULL)
    mail->subject = g_utf8_make_valid (g_mime_message_get_subject (message), -1);
  add_addresses (g_mime_message_get_from (message), from, &mail->from_name);
  if (from->len > 0)
    mail->from = g_strdup (from->pdata[0]);
  add_addresses (g_mime_message_get_to (message), to, NULL);
  add_addresses (g_mime_message_get_cc (message), to, NULL);
  g_ptr_array_add (to, NULL);
  mail->to = (char **) g_ptr_array_free (g_steal_pointer (&to), FALSE);
  if (date != NULL)
    mail->at = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * naru_mail_parse:
 * @bytes: a mail as mail programs save it
 * @error: return location for %NARU_ERROR_FILE if that is no mail
 *
 * Not for the main loop.
 *
 * Returns: (transfer full) (nullable): what it says
 */
NaruMail *
naru_mail_parse (GBytes *bytes, GError **error)
{
  static gsize initialised = 0;
  g_autoptr (NaruMail) mail = g_new0 (NaruMail, 1);
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;
  g_autoptr (GMimeMessage) message = NULL;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  if (g_once_init_enter (&initialised))
    {
      g_mime_init ();
      g_once_init_leave (&initialised, 1);
    }
  mail->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_attachment_free);
  stream = g_mime_stream_mem_new_with_buffer (data != NULL ? data : "", length);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, NULL);
  if (message != NULL)
    read_head (mail, message);
  if (message == NULL || (mail->from == NULL && mail->subject == NULL))
    {
      g_set_error_literal (error, NARU_ERROR, NARU_ERROR_FILE,
                           _ ("This file is not a mail. Please save the mail as .eml."));
      return NULL;
    }
  read_parts (mail, message);
  return g_steal_pointer (&mail);
}

/* The contact at the employer whose address the mail names. */
static char *
find_contact (NaruDesk *desk, const char *employer, const NaruMail *mail)
{
  g_autoptr (GPtrArray) found
      = naru_employer_find_contacts (naru_desk_get_store (desk), employer, TRUE, NULL);

  for (guint i = 0; found != NULL && i < found->len; i++)
    {
      const char *address = naru_record_get (found->pdata[i], "email");

      if (address == NULL)
        continue;
      if (mail->from != NULL && g_ascii_strcasecmp (mail->from, address) == 0)
        return g_strdup (naru_record_get_id (found->pdata[i]));
      for (guint j = 0; mail->to[j] != NULL; j++)
        if (g_ascii_strcasecmp (mail->to[j], address) == 0)
          return g_strdup (naru_record_get_id (found->pdata[i]));
    }
  return NULL;
}

static char *
join_text (const NaruMail *mail, gboolean known)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (mail->subject != NULL && *mail->subject != '\0')
    {
      g_autofree char *start = g_utf8_substring (
          mail->subject, 0, MIN (g_utf8_strlen (mail->subject, -1), LONGEST_SUBJECT));
      g_string_append (text, start);
    }
  /* a sender whom nobody here knows is named in the text */
  if (!known && mail->from != NULL)
    g_string_append_printf (text, "%s%s%s<%s>", text->len > 0 ? "\n" : "",
                            mail->from_name != NULL ? mail->from_name : "",
                            mail->from_name != NULL ? " " : "", mail->from);
  if (mail->text != NULL && *mail->text != '\0')
    {
      g_autofree char *start = g_utf8_substring (
          mail->text, 0, MIN (g_utf8_strlen (mail->text, -1), LONGEST_TEXT / 4));
      g_string_append_printf (text, "%s%s", text->len > 0 ? "\n\n" : "", start);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * naru_mail_log:
 * @desk: a desk
 * @employer: id of an employer
 * @mail: a mail with it
 * @error: return location for an error
 *
 * Logs a mail at the time when it was sent, with the contact whose address it names, and its files attached.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_mail_log (NaruDesk *desk, const char *employer, const NaruMail *mail, GError **error)
{
  g_autofree char *contact = find_contact (desk, employer, mail);
  g_autofree char *text = join_text (mail, contact != NULL);
  NaruCommand *command
      = naru_employer_log (desk, employer, "email", text, contact, NULL, NULL, FALSE, error);
  g_auto (GStrv) created = NULL;

  if (command == NULL)
    return NULL;
  created = naru_command_get_created (command);
  if (mail->at != NULL)
    naru_command_set (command, created[0], "at", mail->at);
  for (guint i = 0; i < mail->attachments->len; i++)
    naru_command_attach (command, created[0], mail->attachments->pdata[i]);
  return command;
}
