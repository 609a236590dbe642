/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scan comes from outside: another program, which may break, makes pictures of it. */
#include "naru-scan.h"

#include <string.h>

#define PNG_SIGNATURE "\x89PNG\r\n\x1a\n"
#define PNG_SIGNATURE_BYTES 8
#define CHUNK_HEAD_BYTES 8 /* length and type */
#define CHUNK_CRC_BYTES 4

/**
 * naru_scan_find_reader:
 *
 * Returns: (transfer full) (nullable): path of naru-cli, beside this program or where programs are
 */
char *
naru_scan_find_reader (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  char *beside = folder != NULL ? g_build_filename (folder, "naru-cli", NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return beside;
  g_free (beside);
  return g_find_program_in_path ("naru-cli");
}

/* How long the PNG at the beginning is, by its chunks (ISO/IEC 15948, 5.3); 0 if there is none. */
static gsize
measure_png (const guint8 *bytes, gsize length)
{
  gsize at = PNG_SIGNATURE_BYTES;

  if (length < PNG_SIGNATURE_BYTES || memcmp (bytes, PNG_SIGNATURE, PNG_SIGNATURE_BYTES) != 0)
    return 0;
  while (length - at >= CHUNK_HEAD_BYTES + CHUNK_CRC_BYTES)
    {
      guint32 size;
      gboolean last = memcmp (bytes + at + 4, "IEND", 4) == 0;

      memcpy (&size, bytes + at, sizeof size);
      size = GUINT32_FROM_BE (size);
      if (size > length - at - CHUNK_HEAD_BYTES - CHUNK_CRC_BYTES)
        return 0;
      at += CHUNK_HEAD_BYTES + size + CHUNK_CRC_BYTES;
      if (last)
        return at;
    }
  return 0;
}

static void
split (GBytes *pictures, GPtrArray *pages)
{
  gsize length;
  const guint8 *bytes = g_bytes_get_data (pictures, &length);
  gsize at = 0;

  for (;;)
    {
      gsize size = measure_png (bytes + at, length - at);

      if (size == 0)
        return;
      g_ptr_array_add (pages, g_bytes_new_from_bytes (pictures, at, size));
      at += size;
    }
}

/**
 * naru_scan_read_pages:
 * @scan: a PDF, or a picture as PNG or JPEG
 *
 * Returns: (transfer full) (element-type GBytes): a PNG of each page; empty where it cannot be read
 */
GPtrArray *
naru_scan_read_pages (GBytes *scan)
{
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_autofree char *reader = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GBytes) pictures = NULL;

  split (scan, pages);
  if (pages->len > 0)
    return pages;
  reader = naru_scan_find_reader ();
  if (reader != NULL)
    process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                    | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                                NULL, reader, "take-apart", "--pages", "/dev/stdin", NULL);
  if (process != NULL && g_subprocess_communicate (process, scan, NULL, &pictures, NULL, NULL)
      && g_subprocess_get_successful (process))
    split (pictures, pages);
  return pages;
}
