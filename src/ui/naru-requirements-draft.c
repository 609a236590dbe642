/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed in the rows of requirements and not saved yet, so that a crash loses nothing. */

#include "naru-requirements-private.h"

#include <string.h>
#include "naru-form-draft.h"

#define DRAFT_AFTER 50 /* milliseconds: keystrokes that come together are written together */
#define DRAFT_FIELD "requirements"
#define NEW_KEY "new" /* in a draft: what stands in the entry for a new one */

static char *
draft_key (NaruRequirementsView *self)
{
  return naru_form_draft_key ("vacancy", naru_record_get_id (self->vacancy), DRAFT_FIELD);
}

/**
 * naru_requirements_keep_draft:
 *
 * Keeps in the store what is typed and not saved.
 */
void
naru_requirements_keep_draft (NaruRequirementsView *self)
{
  g_autoptr (GHashTable) values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const char *new_text = gtk_editable_get_text (GTK_EDITABLE (self->new_text));
  g_autofree char *key = NULL;

  g_clear_handle_id (&self->draft_id, g_source_remove);
  if (self->vacancy == NULL)
    return;
  key = draft_key (self);
  for (int i = 0; naru_requirement_row_at (self, i) != NULL; i++)
    {
      NaruRequirementRow *row = naru_requirement_row_at (self, i);

      if (row->edited)
        g_hash_table_insert (values, g_strdup_printf ("%s/text", row->id),
                             g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->text))));
      if (row->details != NULL)
        naru_element_fields_keep (NARU_ELEMENT_FIELDS (row->details), values, row->id);
    }
  if (*new_text != '\0')
    g_hash_table_insert (values, g_strdup (NEW_KEY), g_strdup (new_text));
  naru_form_draft_keep (naru_desk_get_store (self->desk), key, values);
}

static gboolean
keep_draft_cb (gpointer data)
{
  NaruRequirementsView *self = data;

  self->draft_id = 0;
  naru_requirements_keep_draft (self);
  return G_SOURCE_REMOVE;
}

/**
 * naru_requirements_keep_draft_soon:
 *
 * Keeps it in a moment, so that keystrokes that come together are written together.
 */
void
naru_requirements_keep_draft_soon (NaruRequirementsView *self)
{
  if (self->draft_id == 0)
    self->draft_id = g_timeout_add (DRAFT_AFTER, keep_draft_cb, self);
}

/**
 * naru_requirements_put_back_draft:
 *
 * What was typed before a crash stands where it was typed, not saved yet: Escape goes back to what is saved.
 */
void
naru_requirements_put_back_draft (NaruRequirementsView *self)
{
  g_autofree char *key = draft_key (self);
  g_autoptr (GHashTable) values = naru_form_draft_read (naru_desk_get_store (self->desk), key);
  const char *new_text = values != NULL ? g_hash_table_lookup (values, NEW_KEY) : NULL;
  GHashTableIter iter;
  gpointer path, value;

  if (values == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->new_text), new_text != NULL ? new_text : "");
  g_hash_table_iter_init (&iter, values);
  while (g_hash_table_iter_next (&iter, &path, &value))
    for (int i = 0; naru_requirement_row_at (self, i) != NULL; i++)
      {
        NaruRequirementRow *row = naru_requirement_row_at (self, i);
        gsize length = strlen (row->id);

        if (strncmp (path, row->id, length) != 0 || ((const char *) path)[length] != '/')
          continue;
        if (g_str_equal ((const char *) path + length, "/text"))
          {
            gtk_editable_set_text (GTK_EDITABLE (row->text), value);
            row->edited = TRUE;
            continue;
          }
        naru_requirement_row_open_details (row);
        naru_element_fields_put_back (NARU_ELEMENT_FIELDS (row->details),
                                      (const char *) path + length + 1, value);
      }
}
