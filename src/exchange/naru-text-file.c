/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a file that somebody sends: plain text, .docx (a ZIP with WordprocessingML, ECMA-376), .pdf. */
#include "naru-advert-read.h"

#include "naru-decode.h"
#include "naru-error.h"
#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <poppler.h>
#include <string.h>

#define MOST_BYTES (32 * 1024 * 1024)
#define MOST_TEXT (4 * 1024 * 1024) /* of the text in an archive: a small file may swell */
#define MOST_PAGES 50

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_INVALID, sentence);
  return FALSE;
}

/* The document within the archive. */
static gboolean
unpack (GBytes *bytes, GByteArray *document, GError **error)
{
  struct archive *archive = archive_read_new ();
  struct archive_entry *entry;
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  gboolean found = FALSE;

  archive_read_support_format_zip (archive);
  if (archive_read_open_memory (archive, data, size) == ARCHIVE_OK)
    while (!found && archive_read_next_header (archive, &entry) == ARCHIVE_OK)
      {
        guint8 buffer[16384];
        la_ssize_t n;

        if (g_strcmp0 (archive_entry_pathname (entry), "word/document.xml") != 0)
          continue;
        found = TRUE;
        while ((n = archive_read_data (archive, buffer, sizeof buffer)) > 0
               && document->len <= MOST_TEXT)
          g_byte_array_append (document, buffer, (guint) n);
      }
  archive_read_free (archive);
  if (!found)
    return refuse (error, _ ("This file is not a document of a word processor (.docx)."));
  return document->len <= MOST_TEXT || refuse (error, _ ("The document is too long."));
}

/* Text of w:t; w:tab, w:br and the ends of paragraphs and cells become white space. */
static void
append_node (GString *out, const xmlNode *node)
{
  for (; node != NULL; node = node->next)
    {
      const char *name = (const char *) node->name;

      if (node->type != XML_ELEMENT_NODE)
        continue;
      if (strcmp (name, "t") == 0)
        {
          xmlChar *text = xmlNodeGetContent (node);

          g_string_append (out, text != NULL ? (const char *) text : "");
          xmlFree (text);
        }
      else if (strcmp (name, "tab") == 0)
        g_string_append_c (out, '\t');
      else if (strcmp (name, "br") == 0)
        g_string_append_c (out, '\n');
      else
        append_node (out, node->children);
      if (strcmp (name, "p") == 0)
        g_string_append_c (out, '\n');
    }
}

static char *
read_docx (GBytes *bytes, GError **error)
{
  g_autoptr (GByteArray) document = g_byte_array_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  xmlDoc *tree;

  if (!unpack (bytes, document, error))
    return NULL;
  tree = xmlReadMemory ((const char *) document->data, (int) document->len, NULL, NULL,
                        XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (tree == NULL)
    {
      refuse (error, _ ("The text of the document cannot be read."));
      return NULL;
    }
  append_node (text, xmlDocGetRootElement (tree));
  xmlFreeDoc (tree);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_pages (GString *text, PopplerDocument *document)
{
  for (int i = 0; i < MIN (poppler_document_get_n_pages (document), MOST_PAGES); i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);
      g_autofree char *here = page != NULL ? poppler_page_get_text (page) : NULL;

      if (here != NULL)
        g_string_append_printf (text, "%s\n", here);
      g_clear_object (&page);
    }
}

static char *
read_pdf (GBytes *bytes, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  PopplerDocument *document = poppler_document_new_from_bytes (bytes, NULL, &reason);

  if (document == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_INVALID, _ ("The PDF cannot be read: %s"),
                   reason->message);
      return NULL;
    }
  append_pages (text, document);
  g_object_unref (document);
  if (text->str[strspn (text->str, " \n\t\f")] == '\0')
    {
      refuse (error, _ ("There is no text in the PDF: it may be a picture of a page."));
      return NULL;
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
read_plain (GBytes *bytes, GError **error)
{
  g_autoptr (GArray) damaged = g_array_new (FALSE, FALSE, sizeof (guint));
  gsize size, length;
  const char *data = g_bytes_get_data (bytes, &size);

  return naru_decode (data, size, naru_decode_guess (data, size), &length, damaged, error);
}

/**
 * naru_text_file_read:
 * @file: plain text, .docx or .pdf, told by what is in it
 * @error: return location for an error
 *
 * Reads the text of a file, in whatever order the file has it. Not for the main loop, and best in a process of its own: the
 * file comes from outside.
 *
 * Returns: (transfer full) (nullable): the text; %NARU_ERROR_INVALID if there is none in it, %NARU_ERROR_FILE if the file
 *   cannot be read
 */
char *
naru_text_file_read (GFile *file, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GBytes) bytes = g_file_load_bytes (file, NULL, NULL, &reason);
  const char *data;
  gsize size;

  if (bytes == NULL)
    {
      g_set_error (error, NARU_ERROR, NARU_ERROR_FILE, _ ("The file cannot be read: %s"),
                   reason->message);
      return NULL;
    }
  data = g_bytes_get_data (bytes, &size);
  if (size > MOST_BYTES)
    {
      refuse (error, _ ("The file is too large."));
      return NULL;
    }
  if (size > 5 && memcmp (data, "%PDF-", 5) == 0)
    return read_pdf (bytes, error);
  if (size > 4 && memcmp (data, "PK\x03\x04", 4) == 0)
    return read_docx (bytes, error);
  return read_plain (bytes, error);
}
