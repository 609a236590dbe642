/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a new record. What is typed is kept as a draft, so that a crash or a detour loses nothing. */

#include "naru-new-page.h"

#include <glib/gi18n-lib.h>
#include "naru-form.h"
#include "naru-id.h"
#include "naru-pane-bar.h"
#include "naru-reading.h"
#include "naru-same-panel.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define DUPLICATES_AFTER 350 /* milliseconds without a keystroke */
#define SAME_SHOWN 8

struct _NaruNewPage
{
  AdwBin parent_instance;
  NaruDesk *desk;
  const NaruTypeSpec *spec;
  GtkWidget *form;
  GtkWidget *same;
  GtkWidget *same_list;
  GtkWidget *save;
  guint same_id;
  NaruReading reading;
};

enum
{
  LEAVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruNewPage, naru_new_page, ADW_TYPE_BIN)

static void
saved_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_autoptr (NaruNewPage) self = data;
  g_auto (GStrv) created = NULL;

  gtk_widget_set_sensitive (self->save, TRUE);
  if (!done)
    return;
  naru_form_forget_draft (NARU_FORM (self->form));
  created = naru_command_get_created (command);
  for (guint i = 0; created != NULL && created[i] != NULL; i++)
    if (naru_id_has_type (created[i], self->spec->type))
      {
        if (self->spec->created != NULL)
          self->spec->created (window, created[i]);
        else
          naru_window_open_record (window, created[i]);
        return;
      }
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
save_cb (NaruNewPage *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (!naru_form_check (NARU_FORM (self->form)))
    return;
  command = self->spec->create (self->desk, naru_form_get_record (NARU_FORM (self->form)), &error);
  if (command == NULL)
    {
      naru_window_tell_error (window, _ ("This was not saved."), error);
      return;
    }
  gtk_widget_set_sensitive (self->save, FALSE);
  naru_window_run_full (window, command, saved_cb, g_object_ref (self));
}

static void
leave_cb (NaruNewPage *self)
{
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
discard_cb (NaruNewPage *self)
{
  naru_form_forget_draft (NARU_FORM (self->form));
  g_signal_emit (self, signals[LEAVE], 0);
}

static void
go_on_cb (NaruNewPage *self)
{
  naru_form_forget_draft (NARU_FORM (self->form));
}

static void
same_activated_cb (NaruNewPage *self, GtkListBoxRow *row)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));

  if (window != NULL)
    naru_same_panel_show (window, naru_form_get_record (NARU_FORM (self->form)),
                          g_object_get_data (G_OBJECT (row), "id"), GTK_WIDGET (self),
                          G_CALLBACK (go_on_cb));
}

static void
show_same (GtkWidget *widget, const char *id, gpointer data, gboolean other)
{
  NaruNewPage *self = NARU_NEW_PAGE (gtk_widget_get_ancestor (widget, NARU_TYPE_NEW_PAGE));
  GPtrArray *found = data;

  naru_same_list_fill (self->same_list, found, SAME_SHOWN);
  gtk_widget_set_visible (self->same, found->len > 0);
}

static gboolean
find_same_cb (gpointer data)
{
  NaruNewPage *self = data;

  self->same_id = 0;
  /* a copy: the form writes on into its record */
  naru_reading_start_with (&self->reading, self->same, self->desk, self->spec->type, naru_same_read,
                           naru_record_copy (naru_form_get_record (NARU_FORM (self->form))),
                           g_object_unref, show_same, (GDestroyNotify) g_ptr_array_unref);
  return G_SOURCE_REMOVE;
}

static void
edited_cb (NaruNewPage *self)
{
  g_clear_handle_id (&self->same_id, g_source_remove);
  self->same_id = g_timeout_add (DUPLICATES_AFTER, find_same_cb, self);
}

static gboolean
naru_new_page_grab_focus (GtkWidget *widget)
{
  NaruNewPage *self = NARU_NEW_PAGE (widget);

  naru_form_focus (NARU_FORM (self->form), self->spec->new_fields[0]);
  return TRUE;
}

static void
naru_new_page_dispose (GObject *object)
{
  NaruNewPage *self = NARU_NEW_PAGE (object);

  g_clear_handle_id (&self->same_id, g_source_remove);
  naru_reading_clear (&self->reading);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_new_page_parent_class)->dispose (object);
}

static void
naru_new_page_class_init (NaruNewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_new_page_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_new_page_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = naru_ui_focus_child;
  signals[LEAVE] = g_signal_new ("leave", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_new_page_init (NaruNewPage *self)
{
}

static GtkWidget *
new_foot (NaruNewPage *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *discard = gtk_button_new_with_mnemonic (_ ("_Discard"));
  GtkWidget *later = gtk_button_new_with_mnemonic (_ ("_Leave for later"));

  self->save = gtk_button_new_with_mnemonic (_ ("_Save"));
  gtk_widget_add_css_class (discard, "flat");
  gtk_widget_add_css_class (later, "flat");
  gtk_widget_add_css_class (self->save, "suggested-action");
  gtk_widget_set_hexpand (later, TRUE);
  gtk_widget_set_halign (later, GTK_ALIGN_END);
  g_signal_connect_swapped (discard, "clicked", G_CALLBACK (discard_cb), self);
  g_signal_connect_swapped (later, "clicked", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (self->save, "clicked", G_CALLBACK (save_cb), self);
  gtk_box_append (GTK_BOX (foot), discard);
  gtk_box_append (GTK_BOX (foot), later);
  gtk_box_append (GTK_BOX (foot), self->save);
  gtk_widget_add_css_class (foot, "page-foot");
  naru_window_keep_foot_clear (foot);
  return foot;
}

static GtkWidget *
new_rail (NaruNewPage *self)
{
  GtkWidget *rail = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->same = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_box_append (GTK_BOX (self->same), naru_ui_label (_ ("Already here?"), "heading"));
  gtk_box_append (
      GTK_BOX (self->same),
      naru_ui_wrapped_label (_ ("These may be the same. Open one to see both side by side."),
                             "caption dim-label"));
  self->same_list = gtk_list_box_new ();
  naru_ui_add_classes (self->same_list, "plain-rows");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->same_list), GTK_SELECTION_NONE);
  g_signal_connect_swapped (self->same_list, "row-activated", G_CALLBACK (same_activated_cb), self);
  gtk_box_append (GTK_BOX (self->same), self->same_list);
  gtk_widget_set_visible (self->same, FALSE);
  gtk_box_append (GTK_BOX (rail), self->same);
  naru_ui_add_classes (rail, "rail-content");
  gtk_widget_set_size_request (self->same, 224, -1);
  return rail;
}

/**
 * naru_new_page_new:
 * @draft: (nullable): what is known already; the page edits this record
 */
GtkWidget *
naru_new_page_new (NaruDesk *desk, const NaruTypeSpec *spec, NaruRecord *draft)
{
  NaruNewPage *self = g_object_new (NARU_TYPE_NEW_PAGE, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *middle = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = naru_pane_bar_new (_ (spec->new_label), NARU_PANE_FIRST | NARU_PANE_LAST);
  g_autoptr (NaruRecord) record = draft != NULL
                                      ? g_object_ref (draft)
                                      : naru_record_new (naru_record_type_find (spec->type), NULL);
  GtkWidget *scrolled;

  self->desk = g_object_ref (desk);
  self->spec = spec;
  gtk_widget_add_css_class (GTK_WIDGET (self), "pane-page");
  self->form = naru_form_new_for_draft (desk, spec->type, spec->new_fields);
  naru_ui_add_classes (page, "form-page");
  gtk_box_append (GTK_BOX (page), self->form);
  scrolled = naru_ui_scrolled (page);
  gtk_widget_set_hexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (middle), scrolled);
  gtk_box_append (GTK_BOX (middle), new_rail (self));
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), middle);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), new_foot (self));
  adw_bin_set_child (ADW_BIN (self), box);
  naru_form_set_record (NARU_FORM (self->form), record);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
