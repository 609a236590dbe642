/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The findings of an advertisement. Levels never mix: law comes first, then what somebody should look at, then advice;
 * what is justified stands at the end. The selected one says why. */

#include "naru-findings-view.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "naru-level-mark.h"
#include "naru-ui-util.h"

#define LONGEST_BUTTON 18 /* characters of a rewrite on its button */

struct _NaruFindingsView
{
  AdwBin parent_instance;

  GPtrArray *findings; /* of NaruFinding, as shown */
  char *shown; /* what is in the rows, so that typing elsewhere does not build them anew */
  GtkWidget *counts;
  GtkWidget *list;
  GtkWidget *except;
  GtkWidget *popover;
  GtkWidget *reason;
  gboolean filling;
  gboolean chosen; /* somebody went to the selected one; until then it is the first */
};

enum
{
  SELECTED,
  REWRITE,
  GO_THERE,
  EXCEPT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruFindingsView, naru_findings_view, ADW_TYPE_BIN)

/* Rows */

static void
rewrite_cb (GtkButton *button, NaruFindingsView *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_LIST_BOX_ROW);
  const NaruFinding *finding;

  gtk_list_box_select_row (GTK_LIST_BOX (self->list), GTK_LIST_BOX_ROW (row));
  finding = naru_findings_view_get_selected (self);
  g_signal_emit (
      self, signals[finding->suggestion != NULL && *finding->text != '\0' ? REWRITE : GO_THERE], 0);
}

static GtkWidget *
make_action (NaruFindingsView *self, const NaruFinding *finding)
{
  g_autofree char *label = NULL;
  GtkWidget *button;

  if (finding->suggestion == NULL || *finding->text == '\0')
    label = g_strdup (_ ("Go there"));
  else if (*finding->suggestion == '\0')
    label = g_strdup (_ ("Remove words"));
  else if (g_utf8_strlen (finding->suggestion, -1) > LONGEST_BUTTON)
    label = g_strdup (_ ("Rewrite"));
  else
    label = g_strdup_printf (_ ("Use “%s”"), finding->suggestion);
  button = gtk_button_new_with_label (label);
  if (finding->suggestion != NULL && *finding->suggestion != '\0')
    naru_ui_set_tooltip (button, finding->suggestion);
  naru_ui_add_classes (button, "flat row-action");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect (button, "clicked", G_CALLBACK (rewrite_cb), self);
  return button;
}

static GtkWidget *
make_head (NaruFindingsView *self, const NaruFinding *finding, guint number)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  const char *level = naru_level_label (finding->level);
  g_autofree char *words = g_strdup_printf ("%u  %s", number, finding->text);
  GtkWidget *label = naru_ui_label (words, "heading");

  gtk_box_append (GTK_BOX (line), naru_ui_icon (naru_level_icon (finding->level),
                                                naru_level_class (finding->level), level));
  gtk_box_append (GTK_BOX (line), naru_ui_label (level, "caption-heading"));
  gtk_widget_add_css_class (gtk_widget_get_last_child (line), naru_level_class (finding->level));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (line), label);
  if (finding->justification == NULL)
    gtk_box_append (GTK_BOX (line), make_action (self, finding));
  return line;
}

static void
add_line (GtkWidget *box, const char *text, const char *css_classes)
{
  GtkWidget *label;

  if (text == NULL || *text == '\0')
    return;
  label = naru_ui_wrapped_label (text, css_classes);
  gtk_box_append (GTK_BOX (box), label);
}

static GtkWidget *
make_row (NaruFindingsView *self, const NaruFinding *finding, guint number)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *more = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *spoken
      = g_strdup_printf (_ ("%s: %s"), naru_level_label (finding->level), finding->message);

  gtk_box_append (GTK_BOX (box), make_head (self, finding, number));
  add_line (box, finding->message, NULL);
  if (finding->justification != NULL)
    {
      g_autofree char *reason = g_strdup_printf (_ ("Justified: %s"), finding->justification);

      gtk_box_append (GTK_BOX (box), naru_ui_icon_text ("naru-done-symbolic", "ok", reason));
    }
  add_line (more, finding->explanation, NULL);
  if (finding->exceptions != NULL && *finding->exceptions != '\0')
    {
      g_autofree char *exceptions = g_strdup_printf (_ ("Lawful where: %s"), finding->exceptions);

      add_line (more, exceptions, NULL);
    }
  gtk_widget_set_visible (more, FALSE);
  gtk_box_append (GTK_BOX (box), more);
  add_line (box, finding->source, "caption dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "more", more);
  naru_ui_name (row, spoken);
  return row;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const NaruFinding *first = *(const NaruFinding *const *) a;
  const NaruFinding *second = *(const NaruFinding *const *) b;
  int justified = (first->justification != NULL) - (second->justification != NULL);

  return justified != 0 ? justified : (int) first->level - (int) second->level;
}

/* What the rows say, as one text. */
static char *
describe (GPtrArray *findings)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const NaruFinding *finding = findings->pdata[i];

      g_string_append_printf (out, "%s\x1f%s\x1f%u\x1f%s\x1f%s\x1f%s\x1f%s\x1e", finding->rule,
                              finding->field, finding->start, finding->text, finding->message,
                              finding->suggestion != NULL ? finding->suggestion : "",
                              finding->justification != NULL ? finding->justification : "");
    }
  return g_string_free (out, FALSE);
}

static char *
say_count (NaruLevel level, guint count)
{
  switch (level)
    {
    case NARU_LEVEL_LEGAL:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u legal", "%u legal", count), count);
    case NARU_LEVEL_REVIEW:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u to review", "%u to review", count),
                              count);
    default:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u hint", "%u hints", count), count);
    }
}

static void
show_counts (NaruFindingsView *self)
{
  guint counts[NARU_N_LEVELS] = { 0 };

  for (guint i = 0; i < self->findings->len; i++)
    {
      const NaruFinding *finding = self->findings->pdata[i];

      if (finding->justification == NULL)
        counts[finding->level]++;
    }
  naru_ui_clear (self->counts);
  for (guint i = 0; i < NARU_N_LEVELS; i++)
    if (counts[i] > 0)
      {
        g_autofree char *text = say_count ((NaruLevel) i, counts[i]);

        gtk_box_append (GTK_BOX (self->counts),
                        naru_ui_icon_text (naru_level_icon ((NaruLevel) i),
                                           naru_level_class ((NaruLevel) i), text));
      }
  if (self->findings->len == 0)
    gtk_box_append (GTK_BOX (self->counts),
                    naru_ui_icon_text ("naru-done-symbolic", "ok", _ ("Nothing found")));
}

static gboolean
is_same (const NaruFinding *finding, const char *rule, const char *field)
{
  return g_strcmp0 (finding->rule, rule) == 0 && g_strcmp0 (finding->field, field) == 0;
}

/**
 * naru_findings_view_show:
 * @self: the view
 * @findings: (element-type NaruFinding): what was found; put in the order of levels
 *
 * Shows findings. The selected one stays selected where it is still there, and else the one in its place.
 */
void
naru_findings_view_show (NaruFindingsView *self, GPtrArray *findings)
{
  const NaruFinding *before = naru_findings_view_get_selected (self);
  g_autofree char *rule = before != NULL ? g_strdup (before->rule) : NULL;
  g_autofree char *field = before != NULL ? g_strdup (before->field) : NULL;
  GtkListBoxRow *selected = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int position = selected != NULL ? gtk_list_box_row_get_index (selected) : 0;
  g_autofree char *text = NULL;

  g_ptr_array_sort (findings, compare);
  g_ptr_array_ref (findings);
  if (self->findings != NULL)
    g_ptr_array_unref (self->findings);
  self->findings = findings;
  text = describe (findings);
  if (g_strcmp0 (text, self->shown) == 0)
    return;
  g_free (self->shown);
  self->shown = g_steal_pointer (&text);
  self->filling = TRUE;
  naru_ui_clear (self->list);
  for (guint i = 0; i < findings->len; i++)
    {
      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, findings->pdata[i], i + 1));
      if (self->chosen && rule != NULL && is_same (findings->pdata[i], rule, field))
        position = (int) i;
    }
  position = MIN (self->chosen ? position : 0, (int) findings->len - 1);
  self->filling = FALSE;
  if (position >= 0)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list),
                             gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), position));
  gtk_widget_set_visible (self->list, findings->len > 0);
  gtk_widget_set_visible (self->except, findings->len > 0);
  show_counts (self);
}

/**
 * naru_findings_view_get_selected:
 *
 * Returns: (transfer none) (nullable): the finding that keys act on
 */
const NaruFinding *
naru_findings_view_get_selected (NaruFindingsView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  int position = row != NULL ? gtk_list_box_row_get_index (row) : -1;

  return position >= 0 && self->findings != NULL && (guint) position < self->findings->len
             ? self->findings->pdata[position]
             : NULL;
}

/**
 * naru_findings_view_next:
 *
 * Goes to the selected finding; from there to the one after it, and from the last to the first.
 */
void
naru_findings_view_next (NaruFindingsView *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list));
  gboolean there = naru_ui_has_focus (self->list);
  int position = row != NULL ? gtk_list_box_row_get_index (row) + (there ? 1 : 0) : 0;
  GtkListBoxRow *next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), position);

  if (next == NULL)
    next = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
  if (next == NULL)
    return;
  self->chosen = TRUE;
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), next);
  gtk_widget_grab_focus (GTK_WIDGET (next));
}

static void
selected_cb (NaruFindingsView *self, GtkListBoxRow *selected)
{
  const NaruFinding *finding;

  /* Rows that go tell of it, too: at the end when the button beside them is gone already. */
  if (self->filling)
    return;
  finding = naru_findings_view_get_selected (self);
  for (int i = 0;; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), i);

      if (row == NULL)
        break;
      gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "more"), row == selected);
    }
  self->chosen |= naru_ui_has_focus (self->list);
  gtk_widget_set_sensitive (self->except, finding != NULL && finding->justification == NULL);
  g_signal_emit (self, signals[SELECTED], 0);
}

static void
activated_cb (NaruFindingsView *self)
{
  self->chosen = TRUE;
  g_signal_emit (self, signals[GO_THERE], 0);
}

/* Exceptions */

static void
record_cb (NaruFindingsView *self)
{
  g_autofree char *reason
      = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));

  if (*reason == '\0')
    {
      gtk_widget_grab_focus (self->reason);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_editable_set_text (GTK_EDITABLE (self->reason), "");
  g_signal_emit (self, signals[EXCEPT], 0, reason);
}

static GtkWidget *
make_except (NaruFindingsView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *record = gtk_button_new_with_label (_ ("Record"));
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *words = naru_ui_wrapped_label (
      _ ("Why it is right here, in your own words. It stays with the vacancy and its versions."),
      NULL);

  gtk_label_set_max_width_chars (GTK_LABEL (words), 36);
  self->reason = gtk_entry_new ();
  gtk_widget_add_css_class (self->reason, "field");
  naru_ui_name (self->reason, _ ("Justification"));
  gtk_widget_add_css_class (record, "suggested-action");
  gtk_widget_set_halign (record, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), self->reason);
  gtk_box_append (GTK_BOX (box), record);
  self->popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->popover), box);
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Record exception"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), self->popover);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (record, "clicked", G_CALLBACK (record_cb), self);
  g_signal_connect_swapped (self->reason, "activate", G_CALLBACK (record_cb), self);
  return button;
}

/* The type */

static void
naru_findings_view_dispose (GObject *object)
{
  NaruFindingsView *self = NARU_FINDINGS_VIEW (object);

  self->filling = TRUE;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_free);
  G_OBJECT_CLASS (naru_findings_view_parent_class)->dispose (object);
}

static void
naru_findings_view_class_init (NaruFindingsViewClass *klass)
{
  static const char *const plain[]
      = { [SELECTED] = "selected", [REWRITE] = "rewrite", [GO_THERE] = "go-there" };

  G_OBJECT_CLASS (klass)->dispose = naru_findings_view_dispose;
  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    signals[i] = g_signal_new (plain[i], NARU_TYPE_FINDINGS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 0);
  signals[EXCEPT] = g_signal_new ("except", NARU_TYPE_FINDINGS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
naru_findings_view_init (NaruFindingsView *self)
{
}

/**
 * naru_findings_view_new:
 *
 * Returns: (transfer floating): a view without findings, see naru_findings_view_show()
 */
GtkWidget *
naru_findings_view_new (void)
{
  NaruFindingsView *self = g_object_new (NARU_TYPE_FINDINGS_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = naru_ui_label (_ ("Findings"), "heading");

  self->counts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->except = make_except (self);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->except);
  self->list = gtk_list_box_new ();
  naru_ui_add_classes (self->list, "plain-rows tight findings");
  naru_ui_name (self->list, _ ("Findings"));
  g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (selected_cb), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated_cb), self);
  gtk_box_append (GTK_BOX (box), head);
  gtk_box_append (GTK_BOX (box), self->counts);
  gtk_box_append (GTK_BOX (box), self->list);
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}
