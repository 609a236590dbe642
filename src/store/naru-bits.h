/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of small numbers as bits: row numbers, or places in a list. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NaruBits
{
  guint64 *words;
  gsize n_words;
} NaruBits;

NaruBits *naru_bits_new (gsize n_bits);
void naru_bits_free (NaruBits *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruBits, naru_bits_free)

void naru_bits_grow (NaruBits *self, gsize n_bits);
void naru_bits_unite (NaruBits *self, const NaruBits *other);
void naru_bits_intersect (NaruBits *self, const NaruBits *other);
gint64 naru_bits_count (const NaruBits *self);

static inline gboolean
naru_bits_has (const NaruBits *self, gint64 bit)
{
  gsize word = (gsize) bit / 64;
  return word < self->n_words && (self->words[word] >> (bit % 64) & 1) != 0;
}

static inline void
naru_bits_add (NaruBits *self, gint64 bit)
{
  if ((gsize) bit / 64 >= self->n_words)
    naru_bits_grow (self, (gsize) bit + 1);
  self->words[bit / 64] |= G_GUINT64_CONSTANT (1) << (bit % 64);
}

static inline void
naru_bits_remove (NaruBits *self, gint64 bit)
{
  if ((gsize) bit / 64 < self->n_words)
    self->words[bit / 64] &= ~(G_GUINT64_CONSTANT (1) << (bit % 64));
}

G_END_DECLS
