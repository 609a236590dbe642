/* SPDX-License-Identifier: GPL-3.0-or-later */
/* See the header. */

#include "naru-rights.h"

#include <glib/gi18n-lib.h>
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

/**
 * naru_rights_say:
 * @type: a record type
 *
 * Returns: (transfer full): in whose hands the records of @type are, in one sentence
 */
char *
naru_rights_say (const NaruRecordType *type)
{
  g_autofree char *roles = naru_roles_to_string (type->writers);
  g_auto (GStrv) codes = g_strsplit (roles, ", ", -1);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    g_string_append_printf (labels, "%s%s", i > 0 ? ", " : "",
                            naru_vocabulary_label (naru_vocabulary_get ("role"), codes[i]));
  /* Translators: a kind of record, and a list of roles: "Measures are kept up by these roles: Manager, IT" */
  return g_strdup_printf (_ ("%1$s are kept up by these roles: %2$s"),
                          naru_record_type_get_plural (type), labels->str);
}

/**
 * naru_rights_note_new:
 *
 * Returns: (transfer floating): a strip that says why nothing can be changed in what stands below it
 */
GtkWidget *
naru_rights_note_new (const NaruRecordType *type)
{
  g_autofree char *who = naru_rights_say (type);
  GtkWidget *strip = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  naru_ui_add_classes (strip, "strip rights");
  gtk_box_append (GTK_BOX (strip), naru_ui_wrapped_label (who, NULL));
  gtk_box_append (GTK_BOX (strip),
                  naru_ui_wrapped_label (_ ("The server takes changes from nobody else. All of it "
                                            "can be read and copied here."),
                                         "caption dim-label"));
  return strip;
}

/**
 * naru_rights_lock:
 * @widget: a form, after it was filled
 *
 * Lets all fields below @widget be read and copied, and not be changed. Call it again where fields were made anew.
 */
void
naru_rights_lock (GtkWidget *widget)
{
  if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_view_set_editable (GTK_TEXT_VIEW (widget), FALSE);
  else if (GTK_IS_EDITABLE (widget))
    gtk_editable_set_editable (GTK_EDITABLE (widget), FALSE);
  else if (gtk_widget_has_css_class (widget, "field") || GTK_IS_CHECK_BUTTON (widget)
           || GTK_IS_DROP_DOWN (widget) || GTK_IS_SWITCH (widget))
    gtk_widget_set_sensitive (widget, FALSE);
  else if (GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget))
    /* what adds, takes away or looks up */
    gtk_widget_set_visible (widget, FALSE);
  else
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      naru_rights_lock (child);
}
