/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands in the place of a list without rows. Where nothing is there at all it offers the first record and an import,
 * otherwise the way to what is there. */

#include "naru-list-empty.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"

struct _NaruListEmpty
{
  AdwBin parent_instance;
  GtkWidget *status;
  GtkWidget *button;
  GtkWidget *import;
  NaruListSource *source;
};

G_DEFINE_FINAL_TYPE (NaruListEmpty, naru_list_empty, ADW_TYPE_BIN)

static gboolean
nothing_is_there (NaruListEmpty *self)
{
  NaruStore *store = naru_desk_get_store (naru_list_source_get_desk (self->source));

  return naru_store_count_type (store, naru_list_source_get_spec (self->source)->type) == 0;
}

static void
button_cb (NaruListEmpty *self)
{
  if (nothing_is_there (self))
    gtk_widget_activate_action (GTK_WIDGET (self), "win.new-of-type", "s",
                                naru_list_source_get_spec (self->source)->type);
  else if (naru_list_source_is_narrowed (self->source))
    naru_list_source_clear (self->source);
  else
    naru_list_source_set_view (self->source, "all");
}

/**
 * naru_list_empty_show:
 *
 * Says why the list of @source has no rows.
 */
void
naru_list_empty_show (NaruListEmpty *self, NaruListSource *source)
{
  const NaruTypeSpec *spec = naru_list_source_get_spec (source);
  g_autofree char *heading = NULL;
  g_autofree char *description = NULL;
  const char *title = _ ("This list is empty");
  const char *what = _ ("Nothing belongs here at the moment. Another view may have it.");
  gboolean first, may_add;

  g_set_object (&self->source, source);
  first = nothing_is_there (self);
  if (first)
    {
      title = _ (spec->empty_title);
      what = _ (spec->empty_what);
    }
  else if (naru_list_source_is_narrowed (source))
    {
      title = _ ("Nothing matches");
      what = _ ("Try fewer words, or take a filter away.");
    }
  heading = g_markup_escape_text (title, -1);
  description = g_markup_escape_text (what, -1);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->status),
                                 first ? "list-add-symbolic" : "edit-find-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (self->status), heading);
  adw_status_page_set_description (ADW_STATUS_PAGE (self->status), description);
  may_add = naru_type_spec_may_add (spec, naru_list_source_get_desk (source));
  gtk_button_set_label (GTK_BUTTON (self->button), first ? _ (spec->new_label) : _ ("Show all"));
  gtk_widget_set_visible (self->button, !first || may_add);
  gtk_widget_set_visible (self->import, first && may_add);
}

static void
naru_list_empty_dispose (GObject *object)
{
  g_clear_object (&NARU_LIST_EMPTY (object)->source);
  G_OBJECT_CLASS (naru_list_empty_parent_class)->dispose (object);
}

static void
naru_list_empty_class_init (NaruListEmptyClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_list_empty_dispose;
}

static void
naru_list_empty_init (NaruListEmpty *self)
{
  GtkWidget *buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->status = adw_status_page_new ();
  gtk_widget_add_css_class (self->status, "compact");
  self->button = gtk_button_new ();
  gtk_widget_add_css_class (self->button, "pill");
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (button_cb), self);
  self->import = gtk_button_new_with_label (_ ("Import a file"));
  gtk_widget_add_css_class (self->import, "pill");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->import), "win.import");
  gtk_box_append (GTK_BOX (buttons), self->button);
  gtk_box_append (GTK_BOX (buttons), self->import);
  gtk_widget_set_halign (buttons, GTK_ALIGN_CENTER);
  adw_status_page_set_child (ADW_STATUS_PAGE (self->status), buttons);
  adw_bin_set_child (ADW_BIN (self), self->status);
}
