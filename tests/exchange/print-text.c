/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a printed document, as its reader meets it. */
#include "print-text.h"

#include "naru-document-private.h"

/* Returns: (transfer full): a line for each block, with " | " between its cells */
char *
print_text_of (NaruDocument *document)
{
  GPtrArray *blocks = naru_document_get_blocks (document);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < blocks->len; i++)
    {
      g_autofree char *line = g_strjoinv (" | ", ((NaruBlock *) blocks->pdata[i])->cells);

      g_string_append_printf (text, "%s\n", line);
    }
  return g_string_free (text, FALSE);
}
