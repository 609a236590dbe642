/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sets of small numbers as bits. */
#include "naru-bits.h"

#include <string.h>

/**
 * naru_bits_new:
 * @n_bits: numbers below it have room from the start
 *
 * Returns: (transfer full): an empty set
 */
NaruBits *
naru_bits_new (gsize n_bits)
{
  NaruBits *self = g_new0 (NaruBits, 1);

  naru_bits_grow (self, n_bits);
  return self;
}

/**
 * naru_bits_free:
 * @self: (transfer full) (nullable): a set
 */
void
naru_bits_free (NaruBits *self)
{
  if (self == NULL)
    return;
  g_free (self->words);
  g_free (self);
}

/**
 * naru_bits_grow:
 *
 * Makes room for numbers below @n_bits; adding one beyond grows the set by itself.
 */
void
naru_bits_grow (NaruBits *self, gsize n_bits)
{
  gsize n_words = MAX ((n_bits + 63) / 64, 1);

  if (n_words <= self->n_words)
    return;
  n_words = MAX (n_words, self->n_words + self->n_words / 2);
  self->words = g_renew (guint64, self->words, n_words);
  memset (self->words + self->n_words, 0, (n_words - self->n_words) * sizeof (guint64));
  self->n_words = n_words;
}

/**
 * naru_bits_unite:
 * @self: a set
 * @other: another
 *
 * Adds all that the other has.
 */
void
naru_bits_unite (NaruBits *self, const NaruBits *other)
{
  naru_bits_grow (self, other->n_words * 64);
  for (gsize i = 0; i < other->n_words; i++)
    self->words[i] |= other->words[i];
}

/**
 * naru_bits_intersect:
 * @self: a set
 * @other: another
 *
 * Takes out what the other has not.
 */
void
naru_bits_intersect (NaruBits *self, const NaruBits *other)
{
  for (gsize i = 0; i < self->n_words; i++)
    self->words[i] &= i < other->n_words ? other->words[i] : 0;
}

/**
 * naru_bits_count:
 * @self: a set
 *
 * Returns: how many numbers it has
 */
gint64
naru_bits_count (const NaruBits *self)
{
  gint64 count = 0;

  for (gsize i = 0; i < self->n_words; i++)
    count += __builtin_popcountll (self->words[i]);
  return count;
}
