/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Document ids. ULIDs (github.com/ulid/spec) sort by the time they were made, also when the clock steps back. */
#include "naru-id.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>

#define ULID_LENGTH 26
#define RANDOM_BYTES 10

/* Douglas Crockford's alphabet: no I, L, O, U. */
static const char base32[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* Writes the first @n_chars * 5 bits of @bytes. */
static void
append_base32 (GString *out, const guint8 *bytes, guint n_chars)
{
  for (guint i = 0; i < n_chars; i++)
    {
      guint bit = i * 5;
      guint pair = bytes[bit / 8] << 8;

      if (bit % 8 > 3)
        pair |= bytes[bit / 8 + 1];
      g_string_append_c (out, base32[(pair >> (11 - bit % 8)) & 31]);
    }
}

static void
fill_random (guint8 *bytes, gsize length)
{
  while (length > 0)
    {
      gssize got = getrandom (bytes, length, 0);

      if (got < 0 && errno != EINTR)
        g_error ("the system has no random numbers: %s", g_strerror (errno));
      if (got > 0)
        {
          bytes += got;
          length -= (gsize) got;
        }
    }
}

/* Adds one to a big-endian number; FALSE if it overflows. */
static gboolean
increment (guint8 *bytes, gsize length)
{
  for (gsize i = length; i-- > 0;)
    if (++bytes[i] != 0)
      return TRUE;
  return FALSE;
}

/**
 * naru_id_new_ulid:
 * @clock: (nullable): a clock; %NULL is the system's
 *
 * Makes a ULID. Within a process every ULID is greater than the one before, whatever the clock does.
 *
 * Returns: (transfer full): 26 characters
 */
char *
naru_id_new_ulid (NaruClock *clock)
{
  static GMutex mutex;
  static gint64 last_time = -1;
  static guint8 last_random[RANDOM_BYTES];
  g_autoptr (GDateTime) now = naru_clock_now (clock);
  gint64 time = g_date_time_to_unix (now) * 1000 + g_date_time_get_microsecond (now) / 1000;
  guint8 bytes[RANDOM_BYTES];
  GString *out = g_string_sized_new (ULID_LENGTH + 1);

  time = MAX (time, 0);
  g_mutex_lock (&mutex);
  if (time > last_time)
    {
      last_time = time;
      fill_random (last_random, RANDOM_BYTES);
    }
  else if (!increment (last_random, RANDOM_BYTES))
    {
      last_time++;
      fill_random (last_random, RANDOM_BYTES);
    }
  time = last_time;
  memcpy (bytes, last_random, RANDOM_BYTES);
  g_mutex_unlock (&mutex);

  for (int shift = 45; shift >= 0; shift -= 5)
    g_string_append_c (out, base32[(time >> shift) & 31]);
  append_base32 (out, bytes, RANDOM_BYTES * 8 / 5);
  return g_string_free (out, FALSE);
}

/**
 * naru_id_new:
 * @type: name of a record type
 * @clock: (nullable): a clock; %NULL is the system's
 *
 * Returns: (transfer full): "type:ULID"
 */
char *
naru_id_new (const char *type, NaruClock *clock)
{
  g_autofree char *ulid = naru_id_new_ulid (clock);

  g_return_val_if_fail (type != NULL, NULL);

  return g_strconcat (type, ":", ulid, NULL);
}

/* One spelling for one key: compatibility forms, letter case, and white space around and between words do not matter. */
static char *
normalise_key (const char *key)
{
  g_autofree char *valid = g_utf8_make_valid (key, -1);
  g_autofree char *composed = g_utf8_normalize (valid, -1, G_NORMALIZE_NFKC);
  g_autofree char *folded = g_utf8_casefold (composed, -1);
  g_autofree char *settled = g_utf8_normalize (folded, -1, G_NORMALIZE_NFKC);
  GString *out = g_string_new (NULL);
  gboolean gap = FALSE;

  for (const char *at = settled; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (g_unichar_isspace (c))
        {
          gap = out->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (out, ' ');
      gap = FALSE;
      g_string_append_unichar (out, c);
    }
  return g_string_free (out, FALSE);
}

/**
 * naru_id_new_natural:
 * @type: name of a record type
 * @source: who issued the key: a register, a classification, the service itself
 * @key: the key in it; letter case and white space do not matter
 *
 * The id of a record that has a key in the world outside: two desks that import one register make the same record.
 *
 * Returns: (transfer full): "type:" and 26 characters of SHA-256 (source, 0x1f, key)
 */
char *
naru_id_new_natural (const char *type, const char *source, const char *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *clean_source = NULL;
  g_autofree char *clean_key = NULL;
  guint8 digest[32];
  gsize length = sizeof digest;
  GString *out;

  g_return_val_if_fail (type != NULL && source != NULL && key != NULL, NULL);

  clean_source = normalise_key (source);
  clean_key = normalise_key (key);
  g_checksum_update (checksum, (const guchar *) clean_source, strlen (clean_source));
  g_checksum_update (checksum, (const guchar *) "\x1f", 1);
  g_checksum_update (checksum, (const guchar *) clean_key, strlen (clean_key));
  g_checksum_get_digest (checksum, digest, &length);

  out = g_string_new (type);
  g_string_append_c (out, ':');
  append_base32 (out, digest, ULID_LENGTH);
  return g_string_free (out, FALSE);
}

/* The length of the type's name at the start of @id, 0 if there is none. */
static gsize
type_length (const char *id)
{
  gsize length = 0;

  if (id == NULL || !g_ascii_islower (id[0]))
    return 0;
  while (g_ascii_isalnum (id[length]) || id[length] == '-')
    length++;
  return id[length] == ':' ? length : 0;
}

/**
 * naru_id_is_valid:
 * @id: (nullable): a text
 *
 * Returns: whether it is well formed: a type's name, a colon, 26 characters of base32
 */
gboolean
naru_id_is_valid (const char *id)
{
  gsize length = type_length (id);
  const char *key;

  if (length == 0)
    return FALSE;
  key = id + length + 1;
  return strspn (key, base32) == ULID_LENGTH && key[ULID_LENGTH] == '\0';
}

/**
 * naru_id_get_type:
 * @id: (nullable): an id
 *
 * Returns: (transfer full) (nullable): the name of its type, or %NULL if it has none
 */
char *
naru_id_get_type (const char *id)
{
  gsize length = type_length (id);

  return length > 0 ? g_strndup (id, length) : NULL;
}

/**
 * naru_id_has_type:
 * @id: (nullable): an id
 * @type: name of a record type
 *
 * Returns: whether @id names a record of @type
 */
gboolean
naru_id_has_type (const char *id, const char *type)
{
  gsize length = type_length (id);

  g_return_val_if_fail (type != NULL, FALSE);

  return length > 0 && strlen (type) == length && memcmp (id, type, length) == 0;
}
