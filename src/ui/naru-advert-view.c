/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An advertisement on the screen: the parts that exchange lays out, as labels; marks are attributes, never markup. */

#include "naru-advert-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "naru-advert.h"
#include "naru-level-mark.h"
#include "naru-ui-util.h"

#define CAPTION_WIDTH 96
#define PHONE_WIDTH 312 /* of 360, less its margins */

struct _NaruAdvertView
{
  AdwBin parent_instance;

  GtkWidget *box;
  GPtrArray *findings;
  const NaruFinding *selected;
  gboolean plain;
};

G_DEFINE_FINAL_TYPE (NaruAdvertView, naru_advert_view, ADW_TYPE_BIN)

/* Marks */

/**
 * Mark: a place in the text of one label, and the number of its finding
 */
typedef struct
{
  guint number;
  NaruLevelMark words;
} Mark;

static gboolean
is_about (const NaruFinding *finding, const NaruAdvertPart *part)
{
  gsize length = strlen (part->field);

  return length > 0 && g_str_equal (finding->field, part->field);
}

/* Where a finding stands in a part: all of it where the part is put together from values. */
static gboolean
find_mark (const NaruFinding *finding, const NaruAdvertPart *part, Mark *mark)
{
  glong length = g_utf8_strlen (part->text, -1);
  glong start = (glong) finding->start - part->start;
  glong end = (glong) finding->end - part->start;

  if (!is_about (finding, part) || finding->justification != NULL)
    return FALSE;
  if (part->start < 0 && part->kind != NARU_ADVERT_FACT)
    return FALSE;
  if (part->start < 0)
    {
      start = 0;
      end = length;
    }
  else if (finding->end <= finding->start || start >= length || end <= 0)
    return FALSE;
  start = MAX (start, 0);
  end = MIN (end, length);
  mark->words.start = (guint) start;
  mark->words.end = (guint) end;
  return end > start;
}

static int
compare_marks (gconstpointer a, gconstpointer b)
{
  return (int) ((const Mark *) a)->words.end - (int) ((const Mark *) b)->words.end;
}

static void
append_superscript (GString *out, guint number)
{
  static const char *const digits[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  g_autofree char *plain = g_strdup_printf ("%u", number);

  for (const char *at = plain; *at != '\0'; at++)
    g_string_append (out, digits[*at - '0']);
}

static GArray *
find_marks (NaruAdvertView *self, const NaruAdvertPart *part)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (Mark));

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    {
      const NaruFinding *finding = self->findings->pdata[i];
      Mark mark = { i + 1, { finding->level, finding == self->selected, 0, 0 } };

      if (find_mark (finding, part, &mark))
        g_array_append_val (marks, mark);
    }
  g_array_sort (marks, compare_marks);
  return marks;
}

/* Text with its marks, the number of each finding behind its words. */
static void
set_marked (NaruAdvertView *self, GtkWidget *label, const NaruAdvertPart *part)
{
  g_autoptr (GArray) marks = find_marks (self, part);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (PangoAttrList) list = pango_attr_list_new ();
  const char *done = part->text;
  guint at = 0, shift = 0; /* characters: told of the text, and of numbers before */

  for (guint i = 0; i < marks->len; i++)
    {
      Mark *mark = &g_array_index (marks, Mark, i);
      const char *end = g_utf8_offset_to_pointer (done, (glong) (mark->words.end - at));
      glong before;

      g_string_append_len (text, done, end - done);
      done = end;
      at = mark->words.end;
      mark->words.start += shift;
      mark->words.end += shift;
      naru_level_add_attributes (list, label, &mark->words, text->str);
      before = g_utf8_strlen (text->str, -1);
      append_superscript (text, mark->number);
      shift += (guint) (g_utf8_strlen (text->str, -1) - before);
    }
  g_string_append (text, done);
  gtk_label_set_text (GTK_LABEL (label), text->str);
  gtk_label_set_attributes (GTK_LABEL (label), list);
}

/* Parts */

static GtkWidget *
make_text (NaruAdvertView *self, const NaruAdvertPart *part, const char *css_classes)
{
  GtkWidget *label = naru_ui_wrapped_label ("", css_classes);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  set_marked (self, label, part);
  if (part->untranslated)
    {
      naru_ui_add_classes (label, "untranslated");
      naru_ui_set_tooltip (label, self->plain ? _ ("Not in plain language yet")
                                              : _ ("Not translated yet"));
    }
  return label;
}

static GtkWidget *
make_bullet (NaruAdvertView *self, const NaruAdvertPart *part)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_label_new ("•");
  GtkWidget *text = make_text (self, part, NULL);

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_box_append (GTK_BOX (line), text);
  return line;
}

static GtkWidget *
make_fact (NaruAdvertView *self, const NaruAdvertPart *part, gboolean narrow)
{
  GtkWidget *line = gtk_box_new (narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                                 narrow ? 0 : 12);
  GtkWidget *caption = naru_ui_wrapped_label (part->caption, "dim-label");
  GtkWidget *text = make_text (self, part, NULL);

  if (!narrow)
    gtk_widget_set_size_request (caption, CAPTION_WIDTH, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (caption), 12);
  gtk_widget_set_valign (caption, GTK_ALIGN_START);
  gtk_widget_set_hexpand (text, TRUE);
  gtk_box_append (GTK_BOX (line), caption);
  gtk_box_append (GTK_BOX (line), text);
  return line;
}

static GtkWidget *
make_part (NaruAdvertView *self, const NaruAdvertPart *part, gboolean narrow)
{
  GtkWidget *label;

  switch (part->kind)
    {
    case NARU_ADVERT_TITLE:
      return make_text (self, part, "title-2");
    case NARU_ADVERT_PLACE:
      return make_text (self, part, "dim-label");
    case NARU_ADVERT_HEADING:
      label = make_text (self, part, "heading");
      gtk_widget_set_margin_top (label, 6);
      return label;
    case NARU_ADVERT_BULLET:
      return make_bullet (self, part);
    case NARU_ADVERT_FACT:
      return make_fact (self, part, narrow);
    default:
      return make_text (self, part, NULL);
    }
}

static void
fill_column (NaruAdvertView *self, NaruRecord *vacancy, const char *employer, NaruAdvertLook look)
{
  NaruAdvertStyle style
      = { naru_record_get (vacancy, "language"), look == NARU_ADVERT_IN_PLAIN_LANGUAGE };
  g_autoptr (GPtrArray) parts = naru_advert_lay_out (vacancy, employer, &style);
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < parts->len; i++)
    {
      const NaruAdvertPart *part = parts->pdata[i];
      const NaruAdvertPart *before = i > 0 ? parts->pdata[i - 1] : NULL;
      GtkWidget *widget = make_part (self, part, look == NARU_ADVERT_ON_PHONE);

      if (part->kind == NARU_ADVERT_FACT && before != NULL && before->kind != NARU_ADVERT_FACT)
        gtk_widget_set_margin_top (widget, 6);
      gtk_box_append (GTK_BOX (column), widget);
    }
  if (look == NARU_ADVERT_ON_PHONE)
    {
      gtk_widget_set_size_request (column, PHONE_WIDTH, -1);
      gtk_widget_set_halign (column, GTK_ALIGN_START);
      naru_ui_add_classes (column, "phone");
    }
  if (look == NARU_ADVERT_IN_PLAIN_LANGUAGE)
    naru_ui_add_classes (column, "large-print");
  gtk_box_append (GTK_BOX (self->box), column);
}

static void
attach (NaruAdvertView *self, GtkWidget *grid, const NaruAdvertPart *part, int column, int row)
{
  GtkWidget *widget = make_part (self, part, TRUE);

  gtk_widget_set_valign (widget, GTK_ALIGN_START);
  gtk_grid_attach (GTK_GRID (grid), widget, column, row, 1, 1);
}

/* Both languages have the same fields in the same order; a translation may have more lines than the text. */
static void
fill_side_by_side (NaruAdvertView *self, NaruRecord *vacancy, const char *employer)
{
  NaruAdvertStyle korean = { "ko", FALSE }, english = { "en", FALSE };
  g_autoptr (GPtrArray) left = naru_advert_lay_out (vacancy, employer, &korean);
  g_autoptr (GPtrArray) right = naru_advert_lay_out (vacancy, employer, &english);
  GtkWidget *grid = gtk_grid_new ();
  const char *last = NULL;
  guint l = 0, r = 0;

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  for (int row = 0; l < left->len || r < right->len; row++)
    {
      const NaruAdvertPart *first = l < left->len ? left->pdata[l] : NULL;
      const NaruAdvertPart *second = r < right->len ? right->pdata[r] : NULL;
      gboolean both = first != NULL && second != NULL && g_str_equal (first->field, second->field);
      gboolean more = first != NULL && g_strcmp0 (first->field, last) == 0;

      last = both || more || second == NULL ? first->field : second->field;
      if (both || more || second == NULL)
        attach (self, grid, left->pdata[l++], 0, row);
      if (both || (!more && second != NULL))
        attach (self, grid, right->pdata[r++], 1, row);
    }
  gtk_box_append (GTK_BOX (self->box), grid);
}

/**
 * naru_advert_view_show:
 * @self: the view
 * @vacancy: what is to be seen, which may hold what is being typed
 * @employer: (nullable): name of the employer
 * @look: how
 * @findings: (nullable) (element-type NaruFinding): what is marked, numbered in this order
 * @selected: (nullable): the finding whose words stand out
 *
 * Lays out an advertisement. Without a language of its own it speaks that of the program.
 */
void
naru_advert_view_show (NaruAdvertView *self, NaruRecord *vacancy, const char *employer,
                       NaruAdvertLook look, GPtrArray *findings, const NaruFinding *selected)
{
  self->findings = findings;
  self->selected = selected;
  self->plain = look == NARU_ADVERT_IN_PLAIN_LANGUAGE;
  naru_ui_clear (self->box);
  if (look == NARU_ADVERT_SIDE_BY_SIDE)
    fill_side_by_side (self, vacancy, employer);
  else
    fill_column (self, vacancy, employer, look);
  self->findings = NULL;
  self->selected = NULL;
}

static void
naru_advert_view_class_init (NaruAdvertViewClass *klass)
{
}

static void
naru_advert_view_init (NaruAdvertView *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  adw_bin_set_child (ADW_BIN (self), self->box);
}

/**
 * naru_advert_view_new:
 *
 * Returns: (transfer floating): a view of nothing yet, see naru_advert_view_show()
 */
GtkWidget *
naru_advert_view_new (void)
{
  return g_object_new (NARU_TYPE_ADVERT_VIEW, NULL);
}
