/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A curriculum vitae of one page. Age, sex, origin, family and health are left out, as fair hiring asks: an employer decides
 * by what somebody can do. */
#include "naru-print-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_ENTRIES 14
#define LEAST_ENTRIES 2

typedef struct
{
  NaruDocument *document;
  NaruRecord *person;
  guint most; /* entries of a list, so that it fits one page */
} Print;

static const char *
say (Print *self, const char *text)
{
  return naru_document_say (self->document, text);
}

/* "2019 – 2023", "since 2021", or NULL */
static char *
say_years (Print *self, const char *from, const char *to)
{
  g_autofree char *begin = from != NULL ? g_strndup (from, 4) : NULL;
  g_autofree char *end = to != NULL ? g_strndup (to, 4) : NULL;

  if (begin == NULL)
    return g_steal_pointer (&end);
  if (end == NULL)
    return g_strdup_printf (say (self, N_ ("since %s")), begin);
  return strcmp (begin, end) == 0 ? g_steal_pointer (&begin)
                                  : g_strdup_printf ("%s – %s", begin, end);
}

static char *
join (const char *first, const char *second)
{
  if (first == NULL || *first == '\0')
    return g_strdup (second);
  return second == NULL || *second == '\0' ? g_strdup (first)
                                           : g_strdup_printf ("%s, %s", first, second);
}

typedef struct
{
  char *key; /* what the order goes by */
  char *left;
  char *right;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->key);
  g_free (line->left);
  g_free (line->right);
  g_free (line);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(Line *const *) b)->key, (*(Line *const *) a)->key);
}

static void
add_lines (Print *self, const char *heading, GPtrArray *lines)
{
  if (lines->len == 0)
    return;
  naru_document_add_heading (self->document, heading);
  for (guint i = 0; i < lines->len && i < self->most; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      if (line->left != NULL)
        naru_document_add_pair (self->document, line->left, line->right);
      else
        naru_document_add_item (self->document, line->right);
    }
}

static char *
element (Print *self, const char *list, guint i, const char *member)
{
  return naru_record_get_element (self->person, list, i, member);
}

static void
add_work (Print *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; i < naru_record_get_length (self->person, "workHistory"); i++)
    {
      g_autofree char *from = element (self, "workHistory", i, "from");
      g_autofree char *to = element (self, "workHistory", i, "to");
      g_autofree char *title = element (self, "workHistory", i, "title");
      g_autofree char *employer = element (self, "workHistory", i, "employer");
      Line *line = g_new0 (Line, 1);

      line->key = g_strdup (to != NULL ? to : from != NULL ? "9999" : "");
      line->left = say_years (self, from, to);
      line->right = join (title, employer);
      g_ptr_array_add (lines, line);
    }
  g_ptr_array_sort (lines, compare_lines);
  add_lines (self, say (self, N_ ("Work history")), lines);
}

static void
add_education (Print *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; i < naru_record_get_length (self->person, "education"); i++)
    {
      g_autofree char *ended = element (self, "education", i, "endedOn");
      g_autofree char *title = element (self, "education", i, "title");
      g_autofree char *school = element (self, "education", i, "school");
      Line *line = g_new0 (Line, 1);

      line->key = g_strdup (ended != NULL ? ended : "");
      line->left = ended != NULL ? g_strndup (ended, 4) : NULL;
      line->right = join (title, school);
      g_ptr_array_add (lines, line);
    }
  g_ptr_array_sort (lines, compare_lines);
  if (lines->len == 0 && naru_record_has (self->person, "educationLevel"))
    {
      Line *line = g_new0 (Line, 1);

      line->right = g_strdup (naru_document_say_term (
          self->document, "isced", naru_record_get (self->person, "educationLevel")));
      g_ptr_array_add (lines, line);
    }
  add_lines (self, say (self, N_ ("Education")), lines);
}

static void
add_skills (Print *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; i < naru_record_get_length (self->person, "skills"); i++)
    {
      g_autofree char *skill = element (self, "skills", i, "skill");
      g_autofree char *level = element (self, "skills", i, "level");
      g_autofree char *evidence = element (self, "skills", i, "evidence");
      const char *label = naru_document_say_term (self->document, "skill-level", level);
      Line *line = g_new0 (Line, 1);

      if (label != NULL && evidence != NULL)
        line->right = g_strdup_printf ("%s (%s, %s)", skill, label, evidence);
      else if (label != NULL || evidence != NULL)
        line->right = g_strdup_printf ("%s (%s)", skill, label != NULL ? label : evidence);
      else
        line->right = g_strdup (skill);
      g_ptr_array_add (lines, line);
    }
  add_lines (self, say (self, N_ ("Skills")), lines);
}

static void
add_languages (Print *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; i < naru_record_get_length (self->person, "languages"); i++)
    {
      g_autofree char *language = element (self, "languages", i, "language");
      g_autofree char *level = element (self, "languages", i, "level");
      Line *line = g_new0 (Line, 1);

      line->left = g_strdup (naru_document_say_term (self->document, "languages", language));
      line->right
          = g_strdup (level != NULL ? naru_document_say_term (self->document, "cefr", level) : "–");
      g_ptr_array_add (lines, line);
    }
  add_lines (self, say (self, N_ ("Languages")), lines);
}

static void
add_licences (Print *self)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (line_free);

  for (guint i = 0; i < naru_record_get_length (self->person, "licences"); i++)
    {
      g_autofree char *issued = element (self, "licences", i, "issuedOn");
      Line *line = g_new0 (Line, 1);

      line->left = issued != NULL ? g_strndup (issued, 4) : NULL;
      line->right = element (self, "licences", i, "name");
      g_ptr_array_add (lines, line);
    }
  add_lines (self, say (self, N_ ("Licences")), lines);
}

static char *
say_occupations (Print *self)
{
  g_auto (GStrv) codes = naru_record_get_set (self->person, "occupations");
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++)
    g_ptr_array_add (labels,
                     (gpointer) naru_document_say_term (self->document, "isco08", codes[i]));
  g_ptr_array_add (labels, NULL);
  return g_strjoinv (", ", (char **) labels->pdata);
}

static void
add_head (Print *self)
{
  NaruRecord *person = self->person;
  gboolean protected_address = naru_record_get_boolean (person, "protectedAddress");
  const char *roman = naru_record_get (person, "romanName");
  gboolean korean = strcmp (naru_document_get_language (self->document), "ko") == 0;
  g_autofree char *occupations = say_occupations (self);
  g_autofree char *available
      = naru_document_say_date (self->document, naru_record_get (person, "availableFrom"));
  const char *mobile = naru_record_get (person, "mobile");

  naru_document_add_title (self->document,
                           roman != NULL && !korean ? roman : naru_record_get_title (person));
  naru_document_add_pair (self->document, say (self, N_ ("Phone")),
                          mobile != NULL ? mobile : naru_record_get (person, "phone"));
  naru_document_add_pair (self->document, say (self, N_ ("E-mail")),
                          naru_record_get (person, "email"));
  if (!protected_address && naru_record_has (person, "region"))
    naru_document_add_pair (
        self->document, say (self, N_ ("District")),
        naru_document_say_term (self->document, "regions", naru_record_get (person, "region")));
  naru_document_add_pair (self->document, say (self, N_ ("Occupations sought")), occupations);
  naru_document_add_pair (self->document, say (self, N_ ("Available from")), available);
}

static NaruDocument *
make (NaruRecord *person, const char *language, guint most)
{
  Print self = { naru_document_new (language), person, most };

  add_head (&self);
  add_work (&self);
  add_education (&self);
  add_skills (&self);
  add_languages (&self);
  add_licences (&self);
  return self.document;
}

/**
 * naru_print_cv:
 * @reader: a desk
 * @id: id of a jobseeker
 * @language: of the reader: the employer
 * @error: return location for an error
 *
 * Makes a curriculum vitae that fits one page of A4: the latest entries of each list come first, and where there are too many,
 * the oldest are left out.
 *
 * Returns: (transfer full) (nullable): the document
 */
NaruDocument *
naru_print_cv (NaruDesk *reader, const char *id, const char *language, GError **error)
{
  g_autoptr (NaruRecord) person = naru_store_get (naru_desk_get_store (reader), id, error);

  for (guint most = MOST_ENTRIES; person != NULL; most--)
    {
      NaruDocument *document = make (person, language, most);
      g_autoptr (NaruLayout) layout
          = naru_layout_new (document, NARU_A4_WIDTH, NARU_A4_HEIGHT, NARU_PRINT_ORDINARY);

      if (most == LEAST_ENTRIES || naru_layout_get_n_pages (layout) <= 1)
        return document;
      naru_document_unref (document);
    }
  return NULL;
}
