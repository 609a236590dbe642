/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The advertisement as its reader sees it, in reading order: what the work is, what it asks, what it gives, how to apply. */

#include "naru-vacancy-reader.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

#define CAPTION_WIDTH 96

struct _NaruVacancyReader
{
  AdwBin parent_instance;

  NaruDesk *desk;
  GtkWidget *text;
  GtkWidget *missing;
  GtkWidget *original;
  GtkWidget *original_text;
};

G_DEFINE_FINAL_TYPE (NaruVacancyReader, naru_vacancy_reader, ADW_TYPE_BIN)

static GtkWidget *
add_text (GtkWidget *box, const char *text, const char *css_classes)
{
  GtkWidget *label = naru_ui_wrapped_label (text, css_classes);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_heading (GtkWidget *box, const char *text)
{
  GtkWidget *label = naru_ui_wrapped_label (text, "heading");

  gtk_widget_set_margin_top (label, 6);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_bullet (GtkWidget *box, const char *text)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *mark = gtk_label_new ("•");

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), mark);
  gtk_widget_set_hexpand (add_text (line, text, NULL), TRUE);
  gtk_box_append (GTK_BOX (box), line);
}

static void
add_fact (GtkWidget *box, const char *caption, const char *value)
{
  GtkWidget *line, *label;

  if (value == NULL || *value == '\0')
    return;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  label = naru_ui_wrapped_label (caption, "dim-label");
  gtk_widget_set_size_request (label, CAPTION_WIDTH, -1);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 12);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (line), label);
  gtk_widget_set_hexpand (add_text (line, value, NULL), TRUE);
  gtk_box_append (GTK_BOX (box), line);
}

static void
add_field (GtkWidget *box, NaruRecord *vacancy, const char *name)
{
  const NaruField *field
      = naru_record_type_find_field (naru_record_get_record_type (vacancy), name);
  g_autofree char *value = naru_record_format (vacancy, name);

  add_fact (box, naru_field_get_label (field), value);
}

/* "Hanbit Care Home, Paldal-gu" */
static char *
say_where (NaruVacancyReader *self, NaruRecord *vacancy)
{
  const char *employer = naru_record_get (vacancy, "employer");
  const char *region = naru_record_get (vacancy, "region");
  g_autofree char *name = g_strdup (naru_record_get (vacancy, "employerName"));
  const char *place
      = region != NULL ? naru_vocabulary_label (naru_vocabulary_get ("regions"), region) : NULL;

  if (name == NULL && employer != NULL)
    name = naru_store_get_title (naru_desk_get_store (self->desk), employer);
  if (name != NULL && place != NULL)
    return g_strdup_printf ("%s, %s", name, place);
  return name != NULL ? g_steal_pointer (&name) : g_strdup (place);
}

static char *
say_range (char *from, char *to)
{
  g_autofree char *first = from;
  g_autofree char *second = to;

  if (first != NULL && second != NULL && !g_str_equal (first, second))
    /* Translators: from one amount or time to another: "06:30 to 15:00" */
    return g_strdup_printf (_ ("%s to %s"), first, second);
  return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&second);
}

static char *
say_hours (NaruRecord *vacancy)
{
  g_autofree char *range = say_range (g_strdup (naru_record_get (vacancy, "hoursFrom")),
                                      g_strdup (naru_record_get (vacancy, "hoursTo")));
  gint64 hours = naru_record_get_number (vacancy, "hoursWeek", 0);
  g_autofree char *week = NULL;

  if (hours > 0)
    week = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%d hour a week", "%d hours a week", (gulong) hours),
        (int) hours);
  if (range != NULL && week != NULL)
    return g_strdup_printf ("%s, %s", range, week);
  return range != NULL ? g_steal_pointer (&range) : g_steal_pointer (&week);
}

static void
add_paragraphs (GtkWidget *box, const char *text)
{
  g_auto (GStrv) paragraphs = text != NULL ? g_strsplit (text, "\n", -1) : NULL;

  for (guint i = 0; paragraphs != NULL && paragraphs[i] != NULL; i++)
    if (*g_strstrip (paragraphs[i]) != '\0')
      add_text (box, paragraphs[i], NULL);
}

static void
add_tasks (GtkWidget *box, NaruRecord *vacancy)
{
  const char *tasks = naru_record_get (vacancy, "tasks");
  g_auto (GStrv) lines = tasks != NULL ? g_strsplit (tasks, "\n", -1) : NULL;

  if (lines == NULL)
    return;
  add_heading (box, _ ("What you do"));
  for (guint i = 0; lines[i] != NULL; i++)
    {
      char *line = g_strstrip (lines[i]);

      if (g_str_has_prefix (line, "- ") || g_str_has_prefix (line, "* "))
        line += 2;
      if (*line != '\0')
        add_bullet (box, line);
    }
}

static void
add_requirements (GtkWidget *box, NaruRecord *vacancy, const char *need, const char *heading)
{
  gboolean any = FALSE;

  for (guint i = 0; i < naru_record_get_length (vacancy, "requirements"); i++)
    {
      g_autofree char *found = naru_record_get_element (vacancy, "requirements", i, "need");
      g_autofree char *text = naru_record_get_element (vacancy, "requirements", i, "text");

      if (text == NULL || g_strcmp0 (found, need) != 0)
        continue;
      if (!any)
        add_heading (box, heading);
      any = TRUE;
      add_bullet (box, text);
    }
}

static void
add_offer (GtkWidget *box, NaruRecord *vacancy)
{
  g_autofree char *pay
      = say_range (naru_record_format (vacancy, "payMin"), naru_record_format (vacancy, "payMax"));
  g_autofree char *hours = say_hours (vacancy);
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  static const char *const after_hours[]
      = { "days",    "shift",    "remote",     "startOn",       "duration",        "probation",
          "address", "benefits", "conditions", "accessibility", "workingLanguage", "education" };

  gtk_widget_set_margin_top (facts, 6);
  add_fact (facts, _ ("Pay"), pay);
  add_field (facts, vacancy, "payExtras");
  add_field (facts, vacancy, "contract");
  add_field (facts, vacancy, "employment");
  add_fact (facts, _ ("Hours"), hours);
  for (guint i = 0; i < G_N_ELEMENTS (after_hours); i++)
    add_field (facts, vacancy, after_hours[i]);
  if (naru_record_get_number (vacancy, "posts", 1) > 1)
    add_field (facts, vacancy, "posts");
  gtk_box_append (GTK_BOX (box), facts);
}

static void
add_applying (GtkWidget *box, NaruRecord *vacancy)
{
  const char *closes = naru_record_get (vacancy, "closesOn");
  g_autofree char *day = naru_ui_format_date (closes);
  g_autofree char *until = closes != NULL ? g_strdup_printf (_ ("Apply by %s."), day) : NULL;

  if (!naru_record_has (vacancy, "howToApply") && until == NULL)
    return;
  add_heading (box, _ ("How to apply"));
  add_paragraphs (box, naru_record_get (vacancy, "howToApply"));
  if (until != NULL)
    add_text (box, until, NULL);
}

static void
show_text (NaruVacancyReader *self, NaruRecord *vacancy)
{
  g_autofree char *where = say_where (self, vacancy);
  const char *title = naru_record_get (vacancy, "title");

  naru_ui_clear (self->text);
  add_text (self->text, title != NULL ? title : _ ("Vacancy without a title"), "title-2");
  if (where != NULL)
    add_text (self->text, where, "dim-label");
  add_paragraphs (self->text, naru_record_get (vacancy, "about"));
  add_tasks (self->text, vacancy);
  add_requirements (self->text, vacancy, "essential", _ ("What you need"));
  add_requirements (self->text, vacancy, "desirable", _ ("Good to have"));
  add_offer (self->text, vacancy);
  add_applying (self->text, vacancy);
}

static void
show_missing (NaruVacancyReader *self, NaruRecord *vacancy)
{
  g_auto (GStrv) missing = naru_vacancy_missing (vacancy, NULL);

  naru_ui_clear (self->missing);
  gtk_widget_set_visible (self->missing, missing[0] != NULL);
  if (missing[0] == NULL)
    return;
  gtk_box_append (GTK_BOX (self->missing),
                  naru_ui_heading (_ ("Missing"), _ ("before it can go on")));
  for (guint i = 0; missing[i] != NULL; i++)
    {
      GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
      GtkWidget *icon = naru_ui_icon ("naru-todo-symbolic", "review", NULL);

      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_widget_set_margin_top (icon, 2);
      gtk_box_append (GTK_BOX (line), icon);
      gtk_box_append (GTK_BOX (line), naru_ui_wrapped_label (missing[i], NULL));
      gtk_box_append (GTK_BOX (self->missing), line);
    }
}

/**
 * naru_vacancy_reader_show:
 *
 * Lays out @vacancy, which may hold what is being typed.
 */
void
naru_vacancy_reader_show (NaruVacancyReader *self, NaruRecord *vacancy)
{
  const char *original = naru_record_get (vacancy, "originalText");

  show_text (self, vacancy);
  show_missing (self, vacancy);
  gtk_widget_set_visible (self->original, original != NULL);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->original_text)), original) != 0)
    gtk_label_set_text (GTK_LABEL (self->original_text), original != NULL ? original : "");
}

static void
naru_vacancy_reader_dispose (GObject *object)
{
  g_clear_object (&NARU_VACANCY_READER (object)->desk);
  G_OBJECT_CLASS (naru_vacancy_reader_parent_class)->dispose (object);
}

static void
naru_vacancy_reader_class_init (NaruVacancyReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_vacancy_reader_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
}

static void
naru_vacancy_reader_init (NaruVacancyReader *self)
{
}

/**
 * naru_vacancy_reader_new:
 *
 * Returns: (transfer floating): a pane for no vacancy yet, see naru_vacancy_reader_show()
 */
GtkWidget *
naru_vacancy_reader_new (NaruDesk *desk)
{
  NaruVacancyReader *self = g_object_new (NARU_TYPE_VACANCY_READER, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->desk = g_object_ref (desk);
  self->text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (text),
                  naru_ui_label (_ ("What the reader will see"), "caption-heading dim-label"));
  gtk_box_append (GTK_BOX (text), self->text);
  self->missing = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_add_css_class (self->missing, "strip");
  self->original_text = naru_ui_wrapped_label ("", NULL);
  gtk_label_set_selectable (GTK_LABEL (self->original_text), TRUE);
  gtk_widget_set_margin_top (self->original_text, 6);
  self->original = gtk_expander_new (_ ("Text as received"));
  gtk_expander_set_child (GTK_EXPANDER (self->original), self->original_text);
  /* Above the text, which may be long. */
  gtk_box_append (GTK_BOX (box), self->missing);
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), self->original);
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 24);
  adw_bin_set_child (ADW_BIN (self), naru_ui_scrolled (box));
  gtk_widget_set_size_request (GTK_WIDGET (self), 376, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the reader will see"), -1);
  return GTK_WIDGET (self);
}
