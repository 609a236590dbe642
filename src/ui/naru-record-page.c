/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of a record whose type has no page of its own. Everything on it comes from the field table. */

#include "naru-record-page.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-chooser.h"
#include "naru-training-tab.h"
#include "naru-type-spec.h"
#include "naru-ui-util.h"
#include "naru-window.h"

struct _NaruRecordPage
{
  NaruDetail parent_instance;
};

G_DEFINE_FINAL_TYPE (NaruRecordPage, naru_record_page, NARU_TYPE_DETAIL)

#define MAX_FACTS 4

static void
naru_record_page_record_changed (NaruDetail *detail, NaruRecord *record)
{
  const NaruRecordType *type = naru_record_get_record_type (record);
  const char *roman = naru_record_type_find_field (type, "romanName") != NULL
                          ? naru_record_get (record, "romanName")
                          : NULL;
  const NaruTypeSpec *spec = naru_type_spec_find (type->name);
  gboolean may_write = naru_desk_may_write (naru_detail_get_desk (detail), type);
  guint n_facts = 0;

  gtk_widget_action_set_enabled (GTK_WIDGET (detail), "page.delete", may_write);
  gtk_widget_action_set_enabled (GTK_WIDGET (detail), "page.take-checklist", may_write);
  naru_detail_set_menu_visible (detail, may_write);
  naru_detail_set_name (detail, naru_record_get_title (record), roman,
                        spec != NULL && spec->title != NULL ? naru_type_spec_title (spec)
                                                            : naru_record_type_get_label (type));
  for (const NaruField *field = type->fields; field->name != NULL && n_facts < MAX_FACTS; field++)
    {
      g_autofree char *text = NULL;

      if ((field->kind != NARU_KIND_ENUM && field->kind != NARU_KIND_REFERENCE)
          || (field->flags & (NARU_FIELD_SENSITIVE | NARU_FIELD_PERSONAL)) != 0
          || !naru_record_has (record, field->name))
        continue;
      text = naru_choice_label (naru_detail_get_desk (detail), field,
                                naru_record_get (record, field->name));
      naru_detail_set_fact (detail, naru_field_get_label (field), text);
      n_facts++;
    }
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *detail = NARU_DETAIL (widget);
  NaruRecord *record = naru_detail_get_record (detail);
  g_autofree char *label = NULL;
  g_autoptr (NaruCommand) command = NULL;

  if (record == NULL)
    return;
  label = g_strdup_printf (_ ("Delete %s"), naru_record_get_title (record));
  command = naru_command_new (label);
  naru_command_delete (command, naru_detail_get_id (detail));
  naru_window_run (naru_window_of (widget), command);
}

static void
checklist_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *detail = NARU_DETAIL (widget);
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (GError) error = NULL;

  if (window != NULL && naru_detail_get_id (detail) != NULL)
    naru_window_run_or_tell (window,
                             naru_partner_take_checklist (naru_detail_get_desk (detail),
                                                          naru_detail_get_id (detail), &error),
                             &error);
}

static void
naru_record_page_constructed (GObject *object)
{
  NaruDetail *detail = NARU_DETAIL (object);

  G_OBJECT_CLASS (naru_record_page_parent_class)->constructed (object);
  naru_detail_add_form_tab (detail, "fields", _ ("Facts"), NULL);
  naru_detail_add_history_tab (detail);
  naru_detail_add_menu_item (detail, _ ("_Delete"), "page.delete");
}

static void
naru_record_page_class_init (NaruRecordPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = naru_record_page_constructed;
  NARU_DETAIL_CLASS (klass)->record_changed = naru_record_page_record_changed;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.delete", NULL, delete_action);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "page.take-checklist", NULL,
                                   checklist_action);
}

static void
naru_record_page_init (NaruRecordPage *self)
{
}

/**
 * naru_record_page_new:
 *
 * Makes the page for any record type.
 */
GtkWidget *
naru_record_page_new (NaruDesk *desk)
{
  return g_object_new (NARU_TYPE_RECORD_PAGE, "desk", desk, NULL);
}

/**
 * naru_staff_page_new:
 *
 * Makes the page for somebody who works here, with her training log.
 */
GtkWidget *
naru_staff_page_new (NaruDesk *desk)
{
  GtkWidget *page = naru_record_page_new (desk);

  naru_training_tab_add (NARU_DETAIL (page));
  return page;
}

/**
 * naru_partner_page_new:
 *
 * Makes the page for partner organisations, with what is to be settled with each.
 */
GtkWidget *
naru_partner_page_new (NaruDesk *desk)
{
  GtkWidget *page = naru_record_page_new (desk);

  naru_detail_add_menu_item (NARU_DETAIL (page), _ ("Add the points of the checklist"),
                             "page.take-checklist");
  return page;
}
