/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that go with a record. */
#include "naru-attachment.h"

#include <glib/gi18n-lib.h>

#include "naru-error.h"

/**
 * naru_attachment_new:
 * @name: name of the file
 * @kind: (nullable): its media type
 * @bytes: what is in it
 * @error: return location for %NARU_ERROR_REFUSED if it is empty or too large
 *
 * Takes a while for large files, since the digest is computed here.
 *
 * Returns: (transfer full) (nullable): the attachment
 */
NaruAttachment *
naru_attachment_new (const char *name, const char *kind, GBytes *bytes, GError **error)
{
  NaruAttachment *self;

  if (g_bytes_get_size (bytes) == 0 || g_bytes_get_size (bytes) > NARU_ATTACHMENT_MOST_BYTES)
    {
      if (g_bytes_get_size (bytes) == 0)
        g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED, _ ("“%s” is empty."), name);
      else
        g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                     _ ("“%s” is larger than %d MB. Please attach a smaller version."), name,
                     NARU_ATTACHMENT_MOST_BYTES / 1024 / 1024);
      return NULL;
    }
  self = g_new0 (NaruAttachment, 1);
  self->name = g_utf8_make_valid (name, -1);
  self->kind = g_strdup (kind);
  self->bytes = g_bytes_ref (bytes);
  self->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return self;
}

/**
 * naru_attachment_free:
 * @self: (transfer full) (nullable): an attachment
 */
void
naru_attachment_free (NaruAttachment *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->kind);
  g_free (self->digest);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * naru_attachment_load:
 * @file: a file
 * @cancellable: (nullable): gives up
 * @error: return location for an error
 *
 * Reads a file. Not for the main loop.
 *
 * Returns: (transfer full) (nullable): the attachment
 */
NaruAttachment *
naru_attachment_load (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (file,
                                                  G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME
                                                  "," G_FILE_ATTRIBUTE_STANDARD_CONTENT_TYPE
                                                  "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, &reason);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *kind = NULL;
  const char *name;

  if (info != NULL && g_file_info_get_size (info) > NARU_ATTACHMENT_MOST_BYTES)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_REFUSED,
                   _ ("“%s” is larger than %d MB. Please attach a smaller version."),
                   g_file_info_get_display_name (info), NARU_ATTACHMENT_MOST_BYTES / 1024 / 1024);
      return NULL;
    }
  bytes = info != NULL ? g_file_load_bytes (file, cancellable, NULL, &reason) : NULL;
  if (bytes == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("The file cannot be read: %s"),
                   reason->message);
      return NULL;
    }
  name = g_file_info_get_display_name (info);
  kind = g_content_type_get_mime_type (g_file_info_get_content_type (info));
  return naru_attachment_new (name, kind, bytes, error);
}

/**
 * naru_command_attach:
 * @self: a command
 * @id: id of a record that has the list `attachments`, one of this command or of the store
 * @attachment: what goes with it
 *
 * Adds a file to a record. The same file twice is there once.
 */
void
naru_command_attach (NaruCommand *self, const char *id, const NaruAttachment *attachment)
{
  g_autofree char *size
      = g_strdup_printf ("%" G_GSIZE_FORMAT, g_bytes_get_size (attachment->bytes));

  naru_command_put_blob (self, attachment->bytes);
  naru_command_set_element (self, id, "attachments", attachment->digest, "name", attachment->name);
  naru_command_set_element (self, id, "attachments", attachment->digest, "kind", attachment->kind);
  naru_command_set_element (self, id, "attachments", attachment->digest, "size", size);
}

/**
 * naru_attachment_remove:
 * @store: the store
 * @id: id of a record
 * @digest: of one of its attachments
 * @error: return location for an error
 *
 * Takes a file off a record; undo brings it back.
 *
 * Returns: (transfer full) (nullable): the command
 */
NaruCommand *
naru_attachment_remove (NaruStore *store, const char *id, const char *digest, GError **error)
{
  g_autoptr (NaruRecord) record = naru_store_get (store, id, error);

  if (record == NULL)
    return NULL;
  for (guint i = 0; i < naru_record_get_length (record, "attachments"); i++)
    {
      g_autofree char *here = naru_record_get_element (record, "attachments", i, "digest");
      g_autofree char *name = naru_record_get_element (record, "attachments", i, "name");
      g_autofree char *label = NULL;
      NaruCommand *command;

      if (g_strcmp0 (here, digest) != 0)
        continue;
      label = g_strdup_printf (_ ("Remove “%s”"), name);
      command = naru_command_new (label);
      naru_command_remove_element (command, id, "attachments", digest);
      return command;
    }
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_NOT_FOUND, _ ("This file is not there."));
  return NULL;
}
