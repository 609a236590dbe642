/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The module with GMime. */
#include "naru-mime.h"

#include <gmime/gmime.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)

static void
file_free (gpointer data)
{
  NaruMimeFile *file = data;

  g_free (file->name);
  g_free (file->kind);
  g_bytes_unref (file->bytes);
  g_free (file);
}

static void
mail_free (NaruMimeMail *mail)
{
  g_free (mail->subject);
  g_free (mail->from);
  g_free (mail->from_name);
  g_ptr_array_unref (mail->to);
  g_free (mail->date);
  g_free (mail->plain);
  g_free (mail->html);
  g_ptr_array_unref (mail->files);
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
      if (first_name != NULL && *first_name == NULL)
        *first_name = g_strdup (name);
      g_ptr_array_add (addresses, g_strdup (internet_address_mailbox_get_addr (
                                      INTERNET_ADDRESS_MAILBOX (address))));
    }
}

static void
add_file (NaruMimeMail *mail, GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  NaruMimeFile *file;
  GByteArray *array;

  if (content == NULL || g_mime_data_wrapper_write_to_stream (content, stream) < 0)
    return;
  array = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  file = g_new0 (NaruMimeFile, 1);
  file->name = g_strdup (g_mime_part_get_filename (part));
  file->kind
      = g_mime_content_type_get_mime_type (g_mime_object_get_content_type (GMIME_OBJECT (part)));
  file->bytes = g_bytes_new (array->data, array->len);
  g_ptr_array_add (mail->files, file);
}

/* The first plain text is what was written, and the first one in HTML. */
static void
take_part (NaruMimeMail *mail, GMimeObject *part)
{
  GMimeContentDisposition *disposition = g_mime_object_get_content_disposition (part);
  const char *kind
      = disposition != NULL ? g_mime_content_disposition_get_disposition (disposition) : "";
  char **text;

  if (!GMIME_IS_PART (part))
    return;
  if (!GMIME_IS_TEXT_PART (part) || g_ascii_strcasecmp (kind, "attachment") == 0)
    {
      add_file (mail, GMIME_PART (part));
      return;
    }
  text = g_mime_content_type_is_type (g_mime_object_get_content_type (part), "text", "html")
             ? &mail->html
             : &mail->plain;
  if (*text == NULL)
    *text = g_mime_text_part_get_text (GMIME_TEXT_PART (part));
}

static void
read_parts (NaruMimeMail *mail, GMimeMessage *message)
{
  GMimePartIter *iter = g_mime_part_iter_new (GMIME_OBJECT (message));

  do
    {
      GMimeObject *part = g_mime_part_iter_get_current (iter);

      if (part != NULL)
        take_part (mail, part);
    }
  while (g_mime_part_iter_next (iter));
  g_mime_part_iter_free (iter);
}

static void
read_head (NaruMimeMail *mail, GMimeMessage *message)
{
  g_autoptr (GPtrArray) from = g_ptr_array_new_with_free_func (g_free);
  GDateTime *date = g_mime_message_get_date (message);

  mail->subject = g_strdup (g_mime_message_get_subject (message));
  add_addresses (g_mime_message_get_from (message), from, &mail->from_name);
  if (from->len > 0)
    mail->from = g_strdup (from->pdata[0]);
  add_addresses (g_mime_message_get_to (message), mail->to, NULL);
  add_addresses (g_mime_message_get_cc (message), mail->to, NULL);
  if (date != NULL)
    mail->date = g_date_time_format (date, "%Y-%m-%dT%H:%M:%S%:z");
}

/**
 * naru_mime_init:
 *
 * Makes the library ready, once, on whichever thread comes first.
 */
void
naru_mime_init (void)
{
  static gsize initialised = 0;

  if (!g_once_init_enter (&initialised))
    return;
  g_mime_init ();
  g_once_init_leave (&initialised, 1);
}

static NaruMimeMail *
read_mail (GBytes *bytes)
{
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;
  g_autoptr (GMimeMessage) message = NULL;
  NaruMimeMail *mail;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  naru_mime_init ();
  stream = g_mime_stream_mem_new_with_buffer (data != NULL ? data : "", length);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, NULL);
  if (message == NULL)
    return NULL;
  mail = g_new0 (NaruMimeMail, 1);
  mail->to = g_ptr_array_new_with_free_func (g_free);
  mail->files = g_ptr_array_new_with_free_func (file_free);
  read_head (mail, message);
  if (mail->from != NULL || mail->subject != NULL)
    read_parts (mail, message);
  return mail;
}

extern const NaruMime naru_mime_table __attribute__ ((visibility ("default")));

const NaruMime naru_mime_table = { read_mail, mail_free, naru_mime_write };
