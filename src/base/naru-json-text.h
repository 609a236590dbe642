/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON as text: a record's text is the truth, so it is checked and read in place, and edited by splicing. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define NARU_JSON_MAX_DEPTH 64
#define NARU_JSON_MAX_SIZE (8 * 1024 * 1024)
#define NARU_JSON_MAX_MANY_SIZE (512 * 1024 * 1024)

typedef enum
{
  NARU_JSON_MISSING,
  NARU_JSON_NULL,
  NARU_JSON_BOOLEAN,
  NARU_JSON_NUMBER,
  NARU_JSON_STRING,
  NARU_JSON_ARRAY,
  NARU_JSON_OBJECT,
} NaruJsonKind;

/**
 * NaruJsonSpan:
 *
 * One value inside a text that has passed naru_json_check(): no copy, no ownership, valid as long as the text.
 */
typedef struct
{
  const char *text;
  gsize length;
} NaruJsonSpan;

typedef struct
{
  const char *at;
  const char *end;
  gboolean object;
} NaruJsonIter;

/**
 * NaruJsonNames:
 * @few: (array length=n): compared one by one
 * @more: (nullable): all of them, once there are more
 *
 * The names of the members of an object.
 */
typedef struct
{
  NaruJsonSpan few[48];
  guint n;
  GHashTable *more;
} NaruJsonNames;

/**
 * NaruJsonEdit:
 * @name: member of the top-level object
 * @value: JSON text of the new value, or %NULL to remove the member
 */
typedef struct
{
  const char *name;
  const char *value;
} NaruJsonEdit;

gboolean naru_json_check (const char *text, gssize length, GError **error);
gboolean naru_json_check_many (const char *text, gsize length, GError **error);
gboolean naru_json_check_object (const char *text, gssize length, GError **error);
gboolean naru_json_names_add (NaruJsonNames *names, NaruJsonSpan name);
void naru_json_names_clear (NaruJsonNames *names);

NaruJsonSpan naru_json_span (const char *text, gssize length);
NaruJsonKind naru_json_span_kind (NaruJsonSpan span);
gboolean naru_json_span_is_true (NaruJsonSpan span);
NaruJsonSpan naru_json_span_member (NaruJsonSpan object, const char *name);
char *naru_json_span_dup (NaruJsonSpan span);
char *naru_json_span_dup_string (NaruJsonSpan span);
gboolean naru_json_span_equal (NaruJsonSpan a, NaruJsonSpan b);
gboolean naru_json_equal (const char *a, const char *b);
char *naru_json_span_canonical (NaruJsonSpan span);

void naru_json_iter_init (NaruJsonIter *iter, NaruJsonSpan container);
gboolean naru_json_iter_next (NaruJsonIter *iter, NaruJsonSpan *name, NaruJsonSpan *value);

char *naru_json_quote (const char *text);
void naru_json_append_quoted (GString *out, const char *text);
void naru_json_append_member (GString *out, const char *name, const char *text);

char *naru_json_splice (const char *text, const NaruJsonEdit *edits, gsize n_edits);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NaruJsonNames, naru_json_names_clear)

G_END_DECLS
