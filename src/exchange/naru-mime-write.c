/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mail that is not sent yet, as a file that mail programs open. */
#include "naru-mime.h"

#include <gmime/gmime.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMultipart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeTextPart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeDataWrapper, g_object_unref)

static void
add_text (GMimeMultipart *parts, const char *text)
{
  g_autoptr (GMimeTextPart) part = g_mime_text_part_new ();

  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, text);
  g_mime_part_set_content_encoding (GMIME_PART (part), GMIME_CONTENT_ENCODING_BASE64);
  g_mime_multipart_add (parts, GMIME_OBJECT (part));
}

static void
add_attachment (GMimeMultipart *parts, const NaruMailDraft *draft)
{
  g_auto (GStrv) kind = g_strsplit (draft->kind, "/", 2);
  g_autoptr (GMimePart) part = g_mime_part_new_with_type (kind[0], kind[1]);
  gsize length;
  const char *data = g_bytes_get_data (draft->attachment, &length);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (data, length);
  g_autoptr (GMimeDataWrapper) content
      = g_mime_data_wrapper_new_with_stream (stream, GMIME_CONTENT_ENCODING_DEFAULT);

  g_mime_part_set_content (part, content);
  g_mime_part_set_content_encoding (part, GMIME_CONTENT_ENCODING_BASE64);
  g_mime_part_set_filename (part, draft->name);
  g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_multipart_add (parts, GMIME_OBJECT (part));
}

/**
 * naru_mime_write:
 * @draft: what it says
 *
 * Returns: (transfer full): the draft as a file
 */
GBytes *
naru_mime_write (const NaruMailDraft *draft)
{
  g_autoptr (GMimeMessage) message = NULL;
  g_autoptr (GMimeMultipart) parts = NULL;
  g_autoptr (GMimeStream) stream = NULL;
  GByteArray *array;

  naru_mime_init ();
  message = g_mime_message_new (TRUE);
  parts = g_mime_multipart_new_with_subtype ("mixed");
  stream = g_mime_stream_mem_new ();
  if (draft->to != NULL)
    g_mime_message_add_mailbox (message, GMIME_ADDRESS_TYPE_TO, NULL, draft->to);
  g_mime_message_set_subject (message, draft->subject, "utf-8");
  g_mime_object_set_header (GMIME_OBJECT (message), "X-Unsent", "1", NULL);
  add_text (parts, draft->text);
  if (draft->attachment != NULL)
    add_attachment (parts, draft);
  g_mime_message_set_mime_part (message, GMIME_OBJECT (parts));
  g_mime_object_write_to_stream (GMIME_OBJECT (message), NULL, stream);
  array = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  return g_bytes_new (array->data, array->len);
}
