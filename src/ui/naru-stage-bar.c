/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a vacancy: the stages behind it ticked, the present one bold, those ahead dimmed. */

#include "naru-stage-bar.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

static const char *const way[] = { "draft", "with_employer", "agreed", "published", "filled" };

struct _NaruStageBar
{
  AdwBin parent_instance;

  GtkWidget *box;
};

G_DEFINE_FINAL_TYPE (NaruStageBar, naru_stage_bar, ADW_TYPE_BIN)

/**
 * naru_stage_get_action:
 *
 * What moves a vacancy to @stage, as a button says it; %NULL for an unknown stage.
 */
const char *
naru_stage_get_action (const char *stage)
{
  static const struct
  {
    const char *stage;
    const char *label;
  } actions[] = {
    { "draft", N_ ("Back to draft") },        { "with_employer", N_ ("Ask employer to agree") },
    { "agreed", N_ ("Employer has agreed") }, { "published", N_ ("Mark as published") },
    { "filled", N_ ("Mark as filled") },      { "withdrawn", N_ ("Withdraw") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (g_strcmp0 (actions[i].stage, stage) == 0)
      return _ (actions[i].label);
  return NULL;
}

static int
find_stage (const char *stage)
{
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    if (g_strcmp0 (way[i], stage) == 0)
      return (int) i;
  return -1;
}

static void
add_stage (NaruStageBar *self, const char *stage, const char *icon, const char *icon_class,
           const char *css_classes)
{
  const char *label = naru_vocabulary_label (naru_vocabulary_get ("vacancy-stage"), stage);
  GtkWidget *item = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (item), naru_ui_icon (icon, icon_class, NULL));
  gtk_box_append (GTK_BOX (item), gtk_label_new (label));
  naru_ui_add_classes (gtk_widget_get_last_child (item), css_classes);
  gtk_box_append (GTK_BOX (self->box), item);
}

/**
 * naru_stage_bar_set_stage:
 *
 * Shows where a vacancy is. A withdrawn one has left the way: the bar says that alone.
 */
void
naru_stage_bar_set_stage (NaruStageBar *self, const char *stage)
{
  int at = find_stage (stage);
  const char *label
      = stage != NULL ? naru_vocabulary_label (naru_vocabulary_get ("vacancy-stage"), stage) : NULL;
  g_autofree char *spoken = g_strdup_printf (_ ("Stage: %s"), label != NULL ? label : "");

  naru_ui_clear (self->box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (at < 0 && label != NULL)
    add_stage (self, stage, "naru-refused-symbolic", "review", "heading");
  for (int i = 0; at >= 0 && i < (int) G_N_ELEMENTS (way); i++)
    if (i < at)
      add_stage (self, way[i], "naru-done-symbolic", "ok", NULL);
    else if (i == at)
      add_stage (self, way[i],
                 i == (int) G_N_ELEMENTS (way) - 1 ? "naru-done-symbolic" : "naru-doing-symbolic",
                 i == (int) G_N_ELEMENTS (way) - 1 ? "ok" : "hint", "heading");
    else
      add_stage (self, way[i], "naru-todo-symbolic", "dim-label", "dim-label");
}

static void
naru_stage_bar_class_init (NaruStageBarClass *klass)
{
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
naru_stage_bar_init (NaruStageBar *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_EXTERNAL,
                                  GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->box);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}

/**
 * naru_stage_bar_new:
 *
 * Returns: (transfer floating): the bar of stages; shows none before naru_stage_bar_set_stage()
 */
GtkWidget *
naru_stage_bar_new (void)
{
  return g_object_new (NARU_TYPE_STAGE_BAR, NULL);
}
