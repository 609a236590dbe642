/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Eight bytes of a text at a time. A mark is the highest bit of a byte; the first mark is right, those behind it may be wrong. */
#pragma once

#include <glib.h>
#include <string.h>

#define NARU_WORD_SIZE ((gssize) sizeof (guint64))
#define NARU_WORD_ONES G_GUINT64_CONSTANT (0x0101010101010101)
#define NARU_WORD_MARKS G_GUINT64_CONSTANT (0x8080808080808080)

/* The first byte is the lowest one, on any computer. */
static inline guint64
naru_word_load (const char *at)
{
  guint64 word;

  memcpy (&word, at, sizeof word);
  return GUINT64_FROM_LE (word);
}

/* Marks bytes that are @c. */
static inline guint64
naru_word_find (guint64 word, char c)
{
  word ^= NARU_WORD_ONES * (guchar) c;
  return (word - NARU_WORD_ONES) & ~word & NARU_WORD_MARKS;
}

/* Marks bytes below @limit, which is at most 0x80. */
static inline guint64
naru_word_find_below (guint64 word, guchar limit)
{
  return (word - NARU_WORD_ONES * limit) & ~word & NARU_WORD_MARKS;
}

/* Marks what is no ASCII, and zeros. */
static inline guint64
naru_word_find_not_ascii (guint64 word)
{
  return ((word - NARU_WORD_ONES) | word) & NARU_WORD_MARKS;
}

/* Where the first mark is: 0 to 7. There must be one. */
static inline int
naru_word_first (guint64 marks)
{
  return __builtin_ctzll (marks) / 8;
}
