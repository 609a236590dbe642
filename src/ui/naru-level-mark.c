/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The looks of levels, for the list of findings, the reader's view and the fields of the editor. */

#include "naru-level-mark.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

static const struct
{
  const char *label;
  const char *icon;
  const char *css_class;
  const char *colour;
  PangoUnderline line;
} levels[NARU_N_LEVELS] = {
  [NARU_LEVEL_LEGAL] = { NC_ ("finding", "Law"), "naru-level-law-symbolic", "law", "error_color",
                         PANGO_UNDERLINE_ERROR },
  [NARU_LEVEL_REVIEW] = { NC_ ("finding", "Review"), "naru-level-review-symbolic", "review",
                          "warning_color", PANGO_UNDERLINE_SINGLE },
  [NARU_LEVEL_HINT] = { NC_ ("finding", "Hint"), "naru-level-hint-symbolic", "hint", "accent_color",
                        PANGO_UNDERLINE_LOW },
};

/**
 * naru_level_label:
 *
 * Returns: (transfer none): "Law", "Review" or "Hint", translated
 */
const char *
naru_level_label (NaruLevel level)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "finding", levels[level].label);
}

/**
 * naru_level_icon:
 *
 * Returns: (transfer none): name of its symbol
 */
const char *
naru_level_icon (NaruLevel level)
{
  return levels[level].icon;
}

/**
 * naru_level_class:
 *
 * Returns: (transfer none): the style class that colours it
 */
const char *
naru_level_class (NaruLevel level)
{
  return levels[level].css_class;
}

/* @widget: where it is seen: light and dark differ */
static void
get_colour (NaruLevel level, GtkWidget *widget, GdkRGBA *colour)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), levels[level].colour,
                                       colour))
    gdk_rgba_parse (colour, "gray");
}

static void
insert (PangoAttrList *list, PangoAttribute *attribute, guint start, guint end)
{
  attribute->start_index = start;
  attribute->end_index = end;
  pango_attr_list_insert (list, attribute);
}

/**
 * naru_level_add_attributes:
 * @list: what @widget shows @text with
 * @mark: words of @text; what is beyond its end is left out
 *
 * Marks words in a label or an entry.
 */
void
naru_level_add_attributes (PangoAttrList *list, GtkWidget *widget, const NaruLevelMark *mark,
                           const char *text)
{
  glong length = g_utf8_strlen (text, -1);
  guint start = (guint) (g_utf8_offset_to_pointer (text, MIN ((glong) mark->start, length)) - text);
  guint end = (guint) (g_utf8_offset_to_pointer (text, MIN ((glong) mark->end, length)) - text);
  GdkRGBA colour;
  guint16 red, green, blue;

  if (start >= end)
    return;
  get_colour (mark->level, widget, &colour);
  red = (guint16) (colour.red * G_MAXUINT16);
  green = (guint16) (colour.green * G_MAXUINT16);
  blue = (guint16) (colour.blue * G_MAXUINT16);
  insert (list, pango_attr_underline_new (levels[mark->level].line), start, end);
  insert (list, pango_attr_underline_color_new (red, green, blue), start, end);
  if (mark->selected)
    {
      insert (list, pango_attr_background_new (red, green, blue), start, end);
      insert (list, pango_attr_background_alpha_new (G_MAXUINT16 / 6), start, end);
    }
}

/**
 * naru_level_mark_entry:
 * @marks: (nullable) (element-type NaruLevelMark): words of what is typed
 *
 * Marks words in an entry, in place of those that were marked.
 */
void
naru_level_mark_entry (GtkEntry *entry, const GArray *marks)
{
  g_autoptr (PangoAttrList) list = NULL;

  if ((marks == NULL || marks->len == 0) && gtk_entry_get_attributes (entry) == NULL)
    return;
  list = pango_attr_list_new ();
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    naru_level_add_attributes (list, GTK_WIDGET (entry), &g_array_index (marks, NaruLevelMark, i),
                               gtk_editable_get_text (GTK_EDITABLE (entry)));
  gtk_entry_set_attributes (entry, list);
}

/* The tag of a level, in the colour that it has now. */
static GtkTextTag *
find_tag (GtkTextView *view, NaruLevel level)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextTag *tag
      = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), levels[level].css_class);
  GdkRGBA colour;

  get_colour (level, GTK_WIDGET (view), &colour);
  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, levels[level].css_class, NULL);
  g_object_set (tag, "underline", levels[level].line, "underline-rgba", &colour, NULL);
  return tag;
}

/**
 * naru_level_mark_view:
 * @marks: (nullable) (element-type NaruLevelMark): words of what is typed
 *
 * Marks words in paragraphs, in place of those that were marked.
 */
void
naru_level_mark_view (GtkTextView *view, const GArray *marks)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  for (guint level = 0; level < NARU_N_LEVELS; level++)
    if (gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), levels[level].css_class)
        != NULL)
      gtk_text_buffer_remove_tag_by_name (buffer, levels[level].css_class, &start, &end);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const NaruLevelMark *mark = &g_array_index (marks, NaruLevelMark, i);

      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int) mark->start);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, (int) mark->end);
      gtk_text_buffer_apply_tag (buffer, find_tag (view, mark->level), &start, &end);
    }
}

/**
 * naru_level_make_symbols:
 * @findings: (element-type NaruFinding): what was found in one place
 *
 * Returns: (transfer floating) (nullable): a symbol for each level that is among them, the gravest first, each with what was
 *   found; %NULL if there is none that is not justified
 */
GtkWidget *
naru_level_make_symbols (GPtrArray *findings)
{
  GtkWidget *box = NULL;

  for (guint level = 0; level < NARU_N_LEVELS; level++)
    {
      g_autoptr (GString) said = g_string_new (NULL);

      for (guint i = 0; i < findings->len; i++)
        {
          const NaruFinding *finding = findings->pdata[i];

          if ((guint) finding->level == level && finding->justification == NULL)
            g_string_append_printf (said, "%s%s: %s", said->len > 0 ? "\n" : "",
                                    naru_level_label (finding->level), finding->message);
        }
      if (said->len == 0)
        continue;
      if (box == NULL)
        box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);
      gtk_box_append (GTK_BOX (box),
                      naru_ui_icon (levels[level].icon, levels[level].css_class, said->str));
    }
  return box;
}
