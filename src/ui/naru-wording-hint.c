/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. It looks when the typing pauses: a sentence takes a millisecond, and the rules of a language, which are
 * read once, two. */

#include "naru-wording-hint.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-findings.h"
#include "naru-ui-util.h"

#define LOOK_AFTER 250 /* milliseconds without a keystroke */
#define REVEAL_AFTER 50

struct _NaruWordingHint
{
  AdwBin parent_instance;
  GtkEditable *editable; /* lives as long as its widget, which stands beside this one */
  NaruFinding *finding;
  GPtrArray *findings; /* owns @finding */
  guint look_id;
  GtkWidget *icon;
  GtkWidget *message;
  GtkWidget *explanation;
  GtkWidget *rewrite;
};

G_DEFINE_FINAL_TYPE (NaruWordingHint, naru_wording_hint, ADW_TYPE_BIN)

/* One for each language in which plans are written here, kept: it remembers the rules. For the main loop alone. */
static NaruChecker *
checker_for (const char *language)
{
  static GHashTable *checkers;
  NaruChecker *checker;

  if (checkers == NULL)
    checkers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) naru_checker_free);
  checker = g_hash_table_lookup (checkers, language);
  if (checker == NULL)
    {
      checker = naru_checker_new_for_plans (language, NULL);
      g_hash_table_insert (checkers, g_strdup (language), checker);
    }
  return checker;
}

static GPtrArray *
check (const char *text)
{
  g_autoptr (NaruDraft) draft = naru_draft_new ();

  naru_draft_add_text (draft, "text", text);
  return naru_checker_check (checker_for (naru_draft_guess_language (draft)), draft, NULL);
}

/* At the foot of a page the hint would be out of sight. */
static gboolean
reveal_cb (gpointer data)
{
  g_autoptr (GtkWidget) widget = data;
  GtkWidget *scrolled = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  graphene_rect_t bounds;
  double top;

  if (scrolled == NULL || !gtk_widget_get_mapped (widget)
      || !gtk_widget_compute_bounds (widget, scrolled, &bounds))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  top = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, top, top + bounds.size.height);
  return G_SOURCE_REMOVE;
}

static void
show_finding (NaruWordingHint *self)
{
  const NaruFinding *finding = self->finding;
  gboolean grave = finding != NULL && finding->level != NARU_LEVEL_HINT;
  g_autofree char *words = NULL;

  /* when it has its size */
  if (finding != NULL && !gtk_widget_get_visible (GTK_WIDGET (self)))
    g_timeout_add (REVEAL_AFTER, reveal_cb, g_object_ref (self));
  gtk_widget_set_visible (GTK_WIDGET (self), finding != NULL);
  if (finding == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->editable),
                                     GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
      return;
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon),
                                grave ? "naru-level-review-symbolic" : "naru-level-hint-symbolic");
  gtk_widget_remove_css_class (self->icon, grave ? "hint" : "review");
  gtk_widget_add_css_class (self->icon, grave ? "review" : "hint");
  gtk_label_set_text (GTK_LABEL (self->message), finding->message);
  gtk_label_set_text (GTK_LABEL (self->explanation), finding->explanation);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->editable),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->message, NULL, -1);
  gtk_widget_set_visible (self->rewrite, finding->suggestion != NULL);
  if (finding->suggestion == NULL)
    return;
  words
      = *finding->suggestion != '\0'
            /* Translators: a button; what is put in place of the words marked, and the key for it */
            ? g_strdup_printf (_ ("Put “%s” (Ctrl+.)"), finding->suggestion)
            : g_strdup (_ ("Take it out (Ctrl+.)"));
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->rewrite))), words);
  naru_ui_name (self->rewrite, words);
}

static void
look (NaruWordingHint *self)
{
  const char *text = gtk_editable_get_text (self->editable);

  g_clear_handle_id (&self->look_id, g_source_remove);
  self->finding = NULL;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  if (*text != '\0')
    self->findings = check (text);
  if (self->findings != NULL && self->findings->len > 0)
    self->finding = self->findings->pdata[0];
  show_finding (self);
}

static gboolean
look_cb (gpointer data)
{
  NaruWordingHint *self = data;

  self->look_id = 0;
  look (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (NaruWordingHint *self)
{
  g_clear_handle_id (&self->look_id, g_source_remove);
  /* what was said of other words goes at once */
  if (self->finding != NULL && *gtk_editable_get_text (self->editable) == '\0')
    look (self);
  else
    self->look_id = g_timeout_add (LOOK_AFTER, look_cb, self);
}

static gboolean
rewrite (NaruWordingHint *self)
{
  g_autofree char *text = NULL;

  if (self->look_id != 0)
    look (self);
  if (self->finding == NULL || self->finding->suggestion == NULL)
    return FALSE;
  text = naru_wording_replace (gtk_editable_get_text (self->editable), self->finding->start,
                               self->finding->text, self->finding->suggestion);
  if (text == NULL)
    return FALSE;
  gtk_editable_set_text (self->editable, text);
  gtk_widget_grab_focus (GTK_WIDGET (self->editable));
  gtk_editable_set_position (self->editable, -1);
  look (self);
  return TRUE;
}

static void
clicked_cb (NaruWordingHint *self)
{
  rewrite (self);
}

/* Before the entry, where Ctrl+. would choose an emoji. */
static gboolean
key_cb (NaruWordingHint *self, guint key, guint code, GdkModifierType state)
{
  return key == GDK_KEY_period && (state & GDK_CONTROL_MASK) != 0 && rewrite (self);
}

static void
naru_wording_hint_dispose (GObject *object)
{
  NaruWordingHint *self = NARU_WORDING_HINT (object);

  g_clear_handle_id (&self->look_id, g_source_remove);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->finding = NULL;
  G_OBJECT_CLASS (naru_wording_hint_parent_class)->dispose (object);
}

static void
naru_wording_hint_class_init (NaruWordingHintClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_wording_hint_dispose;
}

static void
naru_wording_hint_init (NaruWordingHint *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->icon = naru_ui_icon ("naru-level-hint-symbolic", "hint", NULL);
  self->message = naru_ui_wrapped_label (NULL, NULL);
  self->explanation = naru_ui_wrapped_label (NULL, "caption dim-label");
  self->rewrite = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->rewrite), naru_ui_wrapped_label (NULL, NULL));
  naru_ui_add_classes (self->rewrite, "flat row-action");
  gtk_widget_set_halign (self->rewrite, GTK_ALIGN_START);
  gtk_widget_set_valign (self->icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->icon, "row-symbol");
  g_signal_connect_swapped (self->rewrite, "clicked", G_CALLBACK (clicked_cb), self);
  gtk_box_append (GTK_BOX (texts), self->message);
  gtk_box_append (GTK_BOX (texts), self->explanation);
  gtk_box_append (GTK_BOX (texts), self->rewrite);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), self->icon);
  gtk_box_append (GTK_BOX (line), texts);
  adw_bin_set_child (ADW_BIN (self), line);
  gtk_widget_hide (GTK_WIDGET (self));
}

/**
 * naru_wording_hint_new:
 * @editable: where a goal or a step is typed
 *
 * Makes the hint, which hides as long as nothing is found; it stands below @editable and goes with it.
 */
GtkWidget *
naru_wording_hint_new (GtkEditable *editable)
{
  NaruWordingHint *self = g_object_new (NARU_TYPE_WORDING_HINT, NULL);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->editable = editable;
  g_signal_connect_object (editable, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (editable), keys);
  return GTK_WIDGET (self);
}

/**
 * naru_wording_hint_new_below:
 * @parent: has the entry somewhere inside
 *
 * Makes the hint for the first entry in a widget.
 *
 * Returns: (transfer floating) (nullable): the hint; %NULL where there is no entry
 */
GtkWidget *
naru_wording_hint_new_below (GtkWidget *parent)
{
  GtkWidget *entry = naru_ui_find_entry (parent);

  return entry != NULL ? naru_wording_hint_new (GTK_EDITABLE (entry)) : NULL;
}
