/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads translations straight from a message catalogue (.mo), in any language and from any thread. The format is
 * described in the GNU gettext manual, "The Format of GNU MO Files". */
#include "naru-catalogue.h"

#include <string.h>

#define MAGIC 0x950412de
#define HEADER_SIZE 28

struct _NaruCatalogue
{
  GMappedFile *file;
  const guint8 *bytes;
  gsize size;
  gboolean swapped;
  guint32 n_texts;
  guint32 originals;
  guint32 translations;
};

static guint32
read_number (NaruCatalogue *self, gsize offset)
{
  guint32 number;

  memcpy (&number, self->bytes + offset, sizeof number);
  return self->swapped ? GUINT32_SWAP_LE_BE (number) : number;
}

static gboolean
table_fits (NaruCatalogue *self, guint32 offset)
{
  return (guint64) offset + (guint64) self->n_texts * 8 <= self->size;
}

/* The text at @position of the table at @table; %NULL if the file is damaged there. */
static const char *
read_text (NaruCatalogue *self, guint32 table, guint32 position)
{
  guint32 length = read_number (self, (gsize) table + (gsize) position * 8);
  guint32 offset = read_number (self, (gsize) table + (gsize) position * 8 + 4);

  if ((guint64) offset + length >= self->size || self->bytes[(gsize) offset + length] != '\0')
    return NULL;
  return (const char *) self->bytes + offset;
}

/**
 * naru_catalogue_open:
 * @folder: the folder of locales, for example "/usr/share/locale"
 * @language: "ko"
 * @domain: the text domain
 *
 * Opens @folder/@language/LC_MESSAGES/@domain.mo.
 *
 * Returns: (transfer full) (nullable): the catalogue; %NULL if there is none or if it is not a catalogue, which means
 *   the same to a caller: no translations
 */
NaruCatalogue *
naru_catalogue_open (const char *folder, const char *language, const char *domain)
{
  g_autofree char *name = g_strconcat (domain, ".mo", NULL);
  g_autofree char *path = g_build_filename (folder, language, "LC_MESSAGES", name, NULL);
  g_autoptr (NaruCatalogue) self = g_new0 (NaruCatalogue, 1);
  guint32 magic;

  self->file = g_mapped_file_new (path, FALSE, NULL);
  if (self->file == NULL)
    return NULL;
  self->bytes = (const guint8 *) g_mapped_file_get_contents (self->file);
  self->size = g_mapped_file_get_length (self->file);
  if (self->size < HEADER_SIZE)
    return NULL;

  magic = read_number (self, 0);
  self->swapped = magic == GUINT32_SWAP_LE_BE (MAGIC);
  if (magic != MAGIC && !self->swapped)
    return NULL;
  self->n_texts = read_number (self, 8);
  self->originals = read_number (self, 12);
  self->translations = read_number (self, 16);
  if (!table_fits (self, self->originals) || !table_fits (self, self->translations))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * naru_catalogue_lookup:
 * @self: (nullable): a catalogue
 * @text: the text as it is in the source
 *
 * Returns: (nullable): its translation, valid as long as @self; %NULL if there is none
 */
const char *
naru_catalogue_lookup (NaruCatalogue *self, const char *text)
{
  guint32 low = 0, high;

  if (self == NULL || text == NULL || *text == '\0')
    return NULL;

  high = self->n_texts;
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      const char *original = read_text (self, self->originals, middle);
      int order;

      if (original == NULL)
        return NULL;
      order = strcmp (text, original);
      if (order == 0)
        {
          const char *translation = read_text (self, self->translations, middle);

          if (translation == NULL || *translation == '\0'
              || !g_utf8_validate (translation, -1, NULL))
            return NULL;
          return translation;
        }
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return NULL;
}

/**
 * naru_catalogue_free:
 * @self: (nullable) (transfer full): a catalogue
 *
 * Closes it.
 */
void
naru_catalogue_free (NaruCatalogue *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->file, g_mapped_file_unref);
  g_free (self);
}
