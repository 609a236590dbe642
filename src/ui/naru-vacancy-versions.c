/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Versions of a vacancy, the newest first: who made and who agreed to it, and its text with what is new and what is gone. */

#include "naru-vacancy-versions.h"

#include <glib/gi18n-lib.h>
#include "naru-text-diff.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

/**
 * naru_vacancy_versions_build:
 *
 * Returns: (transfer floating): the tab's child
 */
GtkWidget *
naru_vacancy_versions_build (NaruDetail *page)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_widget_add_css_class (box, "form-page");
  return naru_ui_scrolled (box);
}

static void
add_agreement (GtkWidget *version, NaruStore *store, NaruRecord *record, guint position,
               const char *today)
{
  g_autofree char *at = naru_record_get_element (record, "versions", position, "approvedAt");
  g_autofree char *by = naru_record_get_element (record, "versions", position, "approvedBy");
  g_autofree char *how = naru_record_get_element (record, "versions", position, "approvedHow");
  g_autofree char *day = NULL;
  g_autofree char *contact = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *whole = NULL;

  if (at == NULL)
    return;
  day = naru_ui_format_when (at, today);
  contact = by != NULL ? naru_store_get_title (store, by) : NULL;
  sentence = contact != NULL ? g_strdup_printf (_ ("Agreed %s by %s"), day, contact)
                             : g_strdup_printf (_ ("Agreed %s"), day);
  if (how != NULL)
    whole = g_strdup_printf ("%s, %s", sentence,
                             naru_vocabulary_label (naru_vocabulary_get ("channel"), how));
  gtk_box_append (GTK_BOX (version),
                  naru_ui_icon_text ("naru-done-symbolic", "ok", whole != NULL ? whole : sentence));
}

/* Lines that came are marked, lines that went are struck through; a word in front tells it without seeing. */
static GtkWidget *
make_line (const NaruDiffLine *line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_label_new (line->kind == NARU_DIFF_ADDED     ? "+"
                                   : line->kind == NARU_DIFF_REMOVED ? "\u2212"
                                                                     : " ");
  GtkWidget *text = naru_ui_wrapped_label (line->text, NULL);

  gtk_widget_set_size_request (mark, 12, -1);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  if (line->kind == NARU_DIFF_ADDED)
    {
      naru_ui_add_classes (mark, "ok");
      naru_ui_add_classes (text, "diff-added");
      naru_ui_name (mark, _ ("New"));
    }
  else if (line->kind == NARU_DIFF_REMOVED)
    {
      naru_ui_add_classes (mark, "late");
      naru_ui_add_classes (text, "diff-removed");
      naru_ui_name (mark, _ ("Gone"));
    }
  gtk_box_append (GTK_BOX (box), mark);
  gtk_box_append (GTK_BOX (box), text);
  return box;
}

static void
add_text (GtkWidget *version, NaruRecord *record, guint position)
{
  g_autofree char *text = naru_record_get_element (record, "versions", position, "text");
  g_autofree char *before
      = position > 0 ? naru_record_get_element (record, "versions", position - 1, "text") : NULL;
  g_autoptr (GArray) lines = NULL;

  if (text == NULL)
    return;
  lines = naru_text_diff (before != NULL ? before : text, text);
  for (guint i = 0; i < lines->len; i++)
    gtk_box_append (GTK_BOX (version), make_line (&g_array_index (lines, NaruDiffLine, i)));
}

static void
add_version (NaruDetail *page, GtkWidget *box, NaruRecord *record, guint position,
             const char *today)
{
  NaruStore *store = naru_desk_get_store (naru_detail_get_desk (page));
  g_autofree char *number = naru_record_get_element (record, "versions", position, "number");
  g_autofree char *at = naru_record_get_element (record, "versions", position, "at");
  g_autofree char *by = naru_record_get_element (record, "versions", position, "by");
  g_autofree char *heading = g_strdup_printf (_ ("Version %s"), number);
  g_autofree char *when = naru_ui_format_when (at, today);
  g_autofree char *name = by != NULL ? naru_store_get_title (store, by) : NULL;
  g_autofree char *note = name != NULL ? g_strdup_printf ("%s, %s", when, name) : g_strdup (when);
  GtkWidget *version = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_box_append (GTK_BOX (version), naru_ui_heading (heading, note));
  add_agreement (version, store, record, position, today);
  add_text (version, record, position);
  gtk_box_append (GTK_BOX (box), version);
}

/**
 * naru_vacancy_versions_refresh:
 *
 * Shows the versions of the page's vacancy.
 */
void
naru_vacancy_versions_refresh (NaruDetail *page, GtkWidget *child)
{
  GtkWidget *box = gtk_viewport_get_child (
      GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (child))));
  NaruRecord *record = naru_detail_get_record (page);
  guint length = naru_record_get_length (record, "versions");
  g_autofree char *today = naru_desk_today (naru_detail_get_desk (page));

  naru_ui_clear (box);
  for (guint i = length; i > 0; i--)
    add_version (page, box, record, i - 1, today);
  if (length == 0)
    gtk_box_append (
        GTK_BOX (box),
        naru_ui_empty (
            "naru-briefcase-symbolic", _ ("No version yet"),
            _ ("What the employer is asked to agree to, and what is agreed, is kept here.")));
}
