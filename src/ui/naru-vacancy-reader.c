/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Beside a draft: what is missing or found in it, and the advertisement as its reader sees it. Both follow the typing. */

#include "naru-vacancy-reader.h"

#include <glib/gi18n-lib.h>
#include "naru-advert-view.h"
#include "naru-casework.h"
#include "naru-findings-view.h"
#include "naru-ui-util.h"

#define FINDINGS_HEIGHT 320
#define SETTING_LAW "vacancy-jurisdiction"
#define SETTING_LOOK "vacancy-look"

struct _NaruVacancyReader
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruRecord *vacancy;
  NaruChecker *checker;
  char *language; /* of the checker */
  GPtrArray *findings;
  gboolean law_chosen; /* by a person, and not by the place of the vacancy */
  GtkWidget *advert;
  GtkWidget *look;
  GtkWidget *law;
  GtkWidget *list;
  GtkWidget *refused; /* of the centre's own rules */
  GtkWidget *original;
  GtkWidget *original_text;
};

enum
{
  REWRITE,
  GO_THERE,
  EXCEPT,
  SELECTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void law_cb (NaruVacancyReader *self);

G_DEFINE_FINAL_TYPE (NaruVacancyReader, naru_vacancy_reader, ADW_TYPE_BIN)

static void
show_advert (NaruVacancyReader *self)
{
  const char *employer = self->vacancy != NULL ? naru_record_get (self->vacancy, "employer") : NULL;
  g_autofree char *name = NULL;

  if (self->vacancy == NULL)
    return;
  if (employer != NULL)
    name = naru_store_get_title (naru_desk_get_store (self->desk), employer);
  naru_advert_view_show (NARU_ADVERT_VIEW (self->advert), self->vacancy, name,
                         (NaruAdvertLook) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->look)),
                         self->findings,
                         naru_findings_view_get_selected (NARU_FINDINGS_VIEW (self->list)));
}

/* Findings */

static guint
find_law (const char *law)
{
  const char *const *laws = naru_checker_jurisdictions ();

  for (guint i = 0; law != NULL && laws[i] != NULL; i++)
    if (g_str_equal (laws[i], law))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* As long as nobody has chosen a law, it is that of the place of work. */
static void
follow_place (NaruVacancyReader *self)
{
  const char *region = naru_record_get (self->vacancy, "region");
  g_autofree char *country = naru_record_get_member (self->vacancy, "address", "country");
  guint law;

  if (self->law_chosen)
    return;
  if (country == NULL && region != NULL)
    country = g_strndup (region, 2);
  law = find_law (country);
  if (law == GTK_INVALID_LIST_POSITION)
    law = find_law (naru_checker_default_jurisdiction (g_get_language_names ()[0]));
  if (law == gtk_drop_down_get_selected (GTK_DROP_DOWN (self->law)))
    return;
  g_clear_pointer (&self->checker, naru_checker_free);
  g_signal_handlers_block_by_func (self->law, law_cb, self);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->law), law);
  g_signal_handlers_unblock_by_func (self->law, law_cb, self);
}

static const char *
get_law (NaruVacancyReader *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->law));

  return chosen == GTK_INVALID_LIST_POSITION ? NULL : naru_checker_jurisdictions ()[chosen];
}

/* What in the centre's own rules could not be read: somebody has to mend it, and the rest holds meanwhile. */
static void
tell_refused (NaruVacancyReader *self, GPtrArray *refused)
{
  g_autofree char *lines = NULL;

  g_ptr_array_add (refused, NULL);
  lines = g_strjoinv ("\n", (char **) refused->pdata);
  gtk_label_set_text (GTK_LABEL (self->refused), lines);
  gtk_widget_set_visible (self->refused, *lines != '\0');
}

static void
make_checker (NaruVacancyReader *self, const char *language)
{
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *folder
      = g_build_filename (naru_store_get_profile (naru_desk_get_store (self->desk)), "rules", NULL);

  g_autofree char *shared = naru_centre_get_setting (self->desk, NARU_RULES_SETTING);
  g_autoptr (GPtrArray) refused = g_ptr_array_new_with_free_func (g_free);

  g_clear_pointer (&self->checker, naru_checker_free);
  g_free (self->language);
  self->language = g_strdup (language);
  self->checker = naru_checker_new (language, get_law (self));
  naru_checker_add_folder (self->checker, folder, refused);
  naru_checker_add_text (self->checker, shared, NARU_RULES_SETTING, refused);
  tell_refused (self, refused);
  naru_checker_set_today (self->checker, today);
}

static void
check (NaruVacancyReader *self)
{
  g_autoptr (NaruDraft) draft = naru_draft_new_from_record (self->vacancy);
  const char *language = naru_draft_guess_language (draft);
  NaruFindingSummary summary;

  if (self->checker == NULL || g_strcmp0 (language, self->language) != 0)
    make_checker (self, language);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = naru_checker_check (self->checker, draft, &summary);
  naru_findings_view_show (NARU_FINDINGS_VIEW (self->list), self->findings);
}

/**
 * naru_vacancy_reader_show:
 *
 * Lays out @vacancy, which may hold what is being typed, and checks it.
 */
void
naru_vacancy_reader_show (NaruVacancyReader *self, NaruRecord *vacancy)
{
  const char *original = naru_record_get (vacancy, "originalText");

  g_set_object (&self->vacancy, vacancy);
  follow_place (self);
  check (self);
  show_advert (self);
  gtk_widget_set_visible (self->original, original != NULL);
  if (g_strcmp0 (gtk_label_get_text (GTK_LABEL (self->original_text)), original) != 0)
    gtk_label_set_text (GTK_LABEL (self->original_text), original != NULL ? original : "");
}

/**
 * naru_vacancy_reader_next_finding:
 *
 * Goes on to the next finding, or to the first.
 */
void
naru_vacancy_reader_next_finding (NaruVacancyReader *self)
{
  naru_findings_view_next (NARU_FINDINGS_VIEW (self->list));
}

/**
 * naru_vacancy_reader_get_finding:
 *
 * Returns: (transfer none) (nullable): the finding that keys act on
 */
const NaruFinding *
naru_vacancy_reader_get_finding (NaruVacancyReader *self)
{
  return naru_findings_view_get_selected (NARU_FINDINGS_VIEW (self->list));
}

/**
 * naru_vacancy_reader_get_findings:
 *
 * Returns: (transfer none) (nullable) (element-type NaruFinding): what was found
 */
GPtrArray *
naru_vacancy_reader_get_findings (NaruVacancyReader *self)
{
  return self->findings;
}

static void
selected_cb (NaruVacancyReader *self)
{
  show_advert (self);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
rewrite_cb (NaruVacancyReader *self)
{
  g_signal_emit (self, signals[REWRITE], 0);
}

static void
go_there_cb (NaruVacancyReader *self)
{
  g_signal_emit (self, signals[GO_THERE], 0);
}

static void
except_cb (NaruVacancyReader *self, const char *justification)
{
  g_signal_emit (self, signals[EXCEPT], 0, justification);
}

/* Choices that stay */

static void
law_cb (NaruVacancyReader *self)
{
  self->law_chosen = TRUE;
  naru_store_keep_setting (naru_desk_get_store (self->desk), SETTING_LAW, get_law (self));
  g_clear_pointer (&self->checker, naru_checker_free);
  if (self->vacancy == NULL)
    return;
  check (self);
  selected_cb (self);
}

static void
look_cb (NaruVacancyReader *self)
{
  g_autofree char *chosen
      = g_strdup_printf ("%u", gtk_drop_down_get_selected (GTK_DROP_DOWN (self->look)));

  naru_store_keep_setting (naru_desk_get_store (self->desk), SETTING_LOOK, chosen);
  show_advert (self);
}

static GtkWidget *
make_law (NaruVacancyReader *self)
{
  const char *const *laws = naru_checker_jurisdictions ();
  g_autofree char *kept = naru_store_get_setting (naru_desk_get_store (self->desk), SETTING_LAW);
  guint position = find_law (kept);
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  for (guint i = 0; laws[i] != NULL; i++)
    gtk_string_list_append (labels, naru_checker_jurisdiction_label (laws[i]));
  self->law_chosen = position != GTK_INVALID_LIST_POSITION;
  self->law = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->law), self->law_chosen ? position : 0);
  naru_ui_add_classes (self->law, "flat");
  naru_ui_name (self->law, _ ("Law"));
  g_signal_connect_swapped (self->law, "notify::selected", G_CALLBACK (law_cb), self);
  gtk_box_append (GTK_BOX (box),
                  naru_ui_label (_ ("Checked against the law of"), "caption dim-label"));
  gtk_box_append (GTK_BOX (box), self->law);
  return box;
}

static GtkWidget *
make_look (NaruVacancyReader *self)
{
  const char *const looks[] = { _ ("As a page"), _ ("On a phone"), _ ("In plain language"),
                                _ ("Korean and English"), NULL };
  g_autofree char *kept = naru_store_get_setting (naru_desk_get_store (self->desk), SETTING_LOOK);
  guint position = kept != NULL ? (guint) g_ascii_strtoull (kept, NULL, 10) : 0;
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *caption = naru_ui_label (_ ("What the reader will see"), "caption-heading dim-label");

  gtk_widget_set_hexpand (caption, TRUE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  self->look = gtk_drop_down_new_from_strings (looks);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->look), MIN (position, G_N_ELEMENTS (looks) - 2));
  naru_ui_add_classes (self->look, "flat");
  naru_ui_name (self->look, _ ("How the reader sees it"));
  g_signal_connect_swapped (self->look, "notify::selected", G_CALLBACK (look_cb), self);
  gtk_box_append (GTK_BOX (head), caption);
  gtk_box_append (GTK_BOX (head), self->look);
  return head;
}

static void
set_margins (GtkWidget *box)
{
  gtk_widget_set_margin_start (box, 24);
  gtk_widget_set_margin_end (box, 24);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
}

/* The type */

static void
naru_vacancy_reader_dispose (GObject *object)
{
  NaruVacancyReader *self = NARU_VACANCY_READER (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->vacancy);
  g_clear_pointer (&self->checker, naru_checker_free);
  g_clear_pointer (&self->language, g_free);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  G_OBJECT_CLASS (naru_vacancy_reader_parent_class)->dispose (object);
}

static void
naru_vacancy_reader_class_init (NaruVacancyReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_vacancy_reader_dispose;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_REGION);
  signals[REWRITE] = g_signal_new ("rewrite", NARU_TYPE_VACANCY_READER, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[GO_THERE] = g_signal_new ("go-there", NARU_TYPE_VACANCY_READER, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EXCEPT] = g_signal_new ("except", NARU_TYPE_VACANCY_READER, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SELECTED] = g_signal_new ("selected", NARU_TYPE_VACANCY_READER, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *text = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *below = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *found;

  self->desk = g_object_ref (desk);
  self->advert = naru_advert_view_new ();
  gtk_box_append (GTK_BOX (text), make_look (self));
  gtk_box_append (GTK_BOX (text), self->advert);
  self->refused = naru_ui_wrapped_label ("", "warning");
  gtk_label_set_selectable (GTK_LABEL (self->refused), TRUE);
  gtk_widget_set_visible (self->refused, FALSE);
  gtk_box_append (GTK_BOX (below), self->refused);
  self->list = naru_findings_view_new ();
  g_signal_connect_swapped (self->list, "selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->list, "rewrite", G_CALLBACK (rewrite_cb), self);
  g_signal_connect_swapped (self->list, "go-there", G_CALLBACK (go_there_cb), self);
  g_signal_connect_swapped (self->list, "except", G_CALLBACK (except_cb), self);
  self->original_text = naru_ui_wrapped_label ("", NULL);
  gtk_label_set_selectable (GTK_LABEL (self->original_text), TRUE);
  gtk_widget_set_margin_top (self->original_text, 6);
  self->original = gtk_expander_new (_ ("Text as received"));
  gtk_expander_set_child (GTK_EXPANDER (self->original), self->original_text);
  gtk_box_append (GTK_BOX (text), self->original);
  gtk_box_append (GTK_BOX (below), self->list);
  gtk_box_append (GTK_BOX (below), make_law (self));
  set_margins (text);
  set_margins (below);
  /* What was found stays in sight however long the advertisement is. */
  found = naru_ui_scrolled (below);
  gtk_widget_set_vexpand (found, FALSE);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (found), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (found), FINDINGS_HEIGHT);
  gtk_box_append (GTK_BOX (box), naru_ui_scrolled (text));
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), found);
  adw_bin_set_child (ADW_BIN (self), box);
  gtk_widget_set_size_request (GTK_WIDGET (self), 400, -1);
  gtk_widget_set_hexpand (GTK_WIDGET (self), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What the reader will see"), -1);
  return GTK_WIDGET (self);
}
