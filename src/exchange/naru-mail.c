/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading a saved mail. What it says goes into one conversation; its files become attachments of it. */
#include "naru-mail.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "naru-casework.h"
#include "naru-employer-work.h"
#include "naru-error.h"
#include "naru-import-value.h"
#include "naru-mime.h"
#include "naru-module.h"

extern const NaruMime naru_mime_table __attribute__ ((weak));

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

static char *
make_valid (const char *text)
{
  return text != NULL ? g_utf8_make_valid (text, -1) : NULL;
}

/* One in HTML is read only where there is no plain text. */
static char *
dup_text (const NaruMimeMail *parts)
{
  g_autofree char *html = parts->plain == NULL ? make_valid (parts->html) : NULL;
  char *text = html != NULL ? naru_import_plain_text (html) : make_valid (parts->plain);

  return text != NULL ? g_strstrip (text) : NULL;
}

static void
add_attachment (NaruMail *mail, const NaruMimeFile *file)
{
  g_autofree char *valid = make_valid (file->name != NULL ? file->name : _ ("Attachment"));
  g_autofree char *name = g_path_get_basename (valid);
  NaruAttachment *attachment = naru_attachment_new (name, file->kind, file->bytes, NULL);

  if (attachment != NULL)
    g_ptr_array_add (mail->attachments, attachment);
}

static NaruMail *
mail_new (const NaruMimeMail *parts)
{
  NaruMail *mail = g_new0 (NaruMail, 1);

  mail->subject = make_valid (parts->subject);
  mail->text = dup_text (parts);
  mail->from = make_valid (parts->from);
  mail->from_name = make_valid (parts->from_name);
  mail->to = g_new0 (char *, parts->to->len + 1);
  for (guint i = 0; i < parts->to->len; i++)
    mail->to[i] = make_valid (parts->to->pdata[i]);
  mail->at = g_strdup (parts->date);
  mail->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify) naru_attachment_free);
  for (guint i = 0; i < parts->files->len; i++)
    add_attachment (mail, parts->files->pdata[i]);
  return mail;
}

/**
 * naru_mail_parse:
 * @bytes: a mail as mail programs save it
 * @error: return location for %NARU_ERROR_FILE if that is no mail, %NARU_ERROR_FAILED if a part of the program is missing
 *
 * Not for the main loop.
 *
 * Returns: (transfer full) (nullable): what it says
 */
NaruMail *
naru_mail_parse (GBytes *bytes, GError **error)
{
  const NaruMime *mime
      = naru_module_find (&naru_mime_table, "naru-mime.so", "naru_mime_table", error);
  NaruMimeMail *parts = mime != NULL ? mime->read (bytes) : NULL;
  NaruMail *mail = NULL;

  if (mime == NULL)
    return NULL;
  if (parts != NULL && (parts->from != NULL || parts->subject != NULL))
    mail = mail_new (parts);
  else
    g_set_error_literal (error, NARU_ERROR, NARU_ERROR_FILE,
                         _ ("This file is not a mail. Please save the mail as .eml."));
  if (parts != NULL)
    mime->free (parts);
  return mail;
}

/**
 * naru_mail_compose:
 * @draft: what it says
 * @error: return location for %NARU_ERROR_FAILED if a part of the program is missing
 *
 * Returns: (transfer full) (nullable): the mail as a file; a program that knows the field X-Unsent opens it for editing
 */
GBytes *
naru_mail_compose (const NaruMailDraft *draft, GError **error)
{
  const NaruMime *mime
      = naru_module_find (&naru_mime_table, "naru-mime.so", "naru_mime_table", error);

  return mime != NULL ? mime->write (draft) : NULL;
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
