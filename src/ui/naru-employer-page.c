/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one employer: what its head says, and what can be done with it. */

#include "naru-employer-page.h"

#include <glib/gi18n-lib.h>
#include "naru-employer-panels.h"
#include "naru-employer-rail.h"
#include "naru-employer-tabs.h"
#include "naru-employer-work.h"
#include "naru-facts.h"
#include "naru-print-panel.h"
#include "naru-print.h"
#include "naru-record-panel.h"
#include "naru-timeline-view.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

struct _NaruEmployerPage
{
  NaruDetail parent_instance;
  GtkWidget *timeline; /* made when it is first looked at */
};

G_DEFINE_FINAL_TYPE (NaruEmployerPage, naru_employer_page, NARU_TYPE_DETAIL)

/* "46 employees, Paldal-gu, Residential care": an industry may have a long name, which is shortened last in the line. */
static char *
say_note (NaruRecord *record)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  const char *industry = naru_record_get (record, "industry");
  const char *region = naru_record_get (record, "region");
  gint64 employees = naru_record_get_number (record, "employees", -1);
  const char *label;

  if (employees >= 0)
    {
      g_autofree char *number = naru_ui_format_count (employees);
      g_ptr_array_add (parts,
                       g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s employee", "%s employees",
                                                     (gulong) MIN (employees, G_MAXINT)),
                                        number));
    }
  label = region != NULL ? naru_vocabulary_label (naru_vocabulary_get ("regions"), region) : NULL;
  if (label != NULL)
    g_ptr_array_add (parts, g_strdup (label));
  label = industry != NULL ? naru_vocabulary_label (naru_vocabulary_get ("isic4"), industry) : NULL;
  if (label != NULL)
    g_ptr_array_add (parts, g_strdup (label));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv (", ", (char **) parts->pdata);
}

/* "5 years 8 months", "8 months", "12 days" */
static char *
say_years (const char *from, const char *today)
{
  int days = naru_date_days_between (from, today);
  int months = days * 12 / 365;
  g_autofree char *years_text = NULL;
  g_autofree char *months_text = NULL;

  if (days < 366 || months % 12 == 0)
    return naru_ui_format_span (from, today);
  years_text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d year", "%d years", (gulong) (months / 12)), months / 12);
  months_text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d month", "%d months", (gulong) (months % 12)), months % 12);
  /* Translators: years and months that have passed: "5 years 8 months" */
  return g_strdup_printf (C_ ("duration", "%s %s"), years_text, months_text);
}

static char *
say_since (NaruRecord *record, const char *today)
{
  const char *since = naru_record_get (record, "assignedSince");
  g_autofree char *date = naru_ui_format_date (since);
  g_autofree char *span = NULL;

  if (since == NULL)
    return NULL;
  if (strcmp (since, today) >= 0)
    return g_steal_pointer (&date);
  span = say_years (since, today);
  return g_strdup_printf ("%s, %s", date, span);
}

static char *
say_last_contact (NaruDetail *page, const char *today)
{
  g_autoptr (NaruQuery) query = naru_query_new ("interaction");
  g_autoptr (GPtrArray) found = NULL;
  g_autofree char *when = NULL;
  g_autofree char *kind = NULL;

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, naru_detail_get_id (page));
  naru_query_add_filter (query, "kind", NARU_FILTER_IS_NOT, "note");
  naru_query_set_order (query, "at", TRUE);
  naru_query_set_limit (query, 1);
  found = naru_store_find (naru_desk_get_store (naru_detail_get_desk (page)), query, NULL);
  if (found == NULL || found->len == 0)
    return g_strdup (_ ("None yet"));
  when = naru_ui_format_when (naru_record_get (found->pdata[0], "at"), today);
  kind = naru_record_format (found->pdata[0], "kind");
  return kind == NULL ? g_steal_pointer (&when) : g_strdup_printf ("%s, %s", when, kind);
}

static gint64
count_vacancies (NaruDetail *page, const char *stages)
{
  g_autoptr (NaruQuery) query = naru_query_new ("vacancy");

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, naru_detail_get_id (page));
  naru_query_add_filter (query, "stage", NARU_FILTER_IS, stages);
  return naru_store_count (naru_desk_get_store (naru_detail_get_desk (page)), query, NULL);
}

/* "2, one in draft" */
static char *
say_vacancies (NaruDetail *page)
{
  gint64 open = count_vacancies (page, "draft\x1f"
                                       "with_employer\x1f"
                                       "agreed\x1f"
                                       "published");
  gint64 drafts = count_vacancies (page, "draft\x1f"
                                         "with_employer");
  g_autofree char *number = naru_ui_format_count (MAX (open, 0));
  g_autofree char *draft_text = NULL;

  if (open <= 0)
    return g_strdup (_ ("None"));
  if (drafts <= 0)
    return g_steal_pointer (&number);
  draft_text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%d in draft", "%d in draft", (gulong) drafts), (int) drafts);
  return g_strdup_printf ("%s, %s", number, draft_text);
}

/* What waits for an answer there is seen from every tab. */
static void
name_facts_tab (NaruDetail *page, NaruRecord *record)
{
  guint asked = naru_fact_count_asked (record);
  /* Translators: title of a tab; %u is how many facts wait for an answer */
  g_autofree char *title
      = asked > 0 ? g_strdup_printf (_ ("Facts (%u)"), asked) : g_strdup (_ ("Facts"));

  naru_detail_set_tab_title (page, "facts", title);
}

static void
record_changed (NaruDetail *page, NaruRecord *record)
{
  NaruDesk *desk = naru_detail_get_desk (page);
  const char *manager = naru_record_get (record, "accountManager");
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *note = say_note (record);
  g_autofree char *name
      = manager != NULL ? naru_store_get_title (naru_desk_get_store (desk), manager) : NULL;
  g_autofree char *since = say_since (record, today);
  g_autofree char *contact = say_last_contact (page, today);
  g_autofree char *vacancies = say_vacancies (page);

  naru_detail_set_name (page, naru_record_get (record, "name"),
                        naru_record_get (record, "romanName"), note);
  if (naru_record_has (record, "mergedInto"))
    {
      g_autofree char *into = naru_store_get_title (naru_desk_get_store (desk),
                                                    naru_record_get (record, "mergedInto"));

      naru_detail_set_fact (page, _ ("Merged into"), into);
    }
  naru_detail_set_fact (page, _ ("Account manager"), name != NULL ? name : _ ("Nobody yet"));
  naru_detail_set_fact (page, _ ("Assigned since"), since);
  naru_detail_set_fact (page, _ ("Last contact"), contact);
  naru_detail_set_fact (page, _ ("Open vacancies"), vacancies);
  name_facts_tab (page, record);
}

/* The timeline */

static GtkWidget *
build_timeline (NaruDetail *page)
{
  NaruEmployerPage *self = NARU_EMPLOYER_PAGE (page);

  self->timeline = naru_timeline_view_new (naru_detail_get_desk (page));
  return self->timeline;
}

static void
refresh_timeline (NaruDetail *page, GtkWidget *child)
{
  naru_timeline_view_show (NARU_TIMELINE_VIEW (child), naru_detail_get_id (page));
}

static void
refresh_rail (NaruDetail *page, GtkWidget *rail)
{
  naru_employer_rail_show (NARU_EMPLOYER_RAIL (rail), naru_detail_get_id (page));
}

/* Actions */

static void
new_vacancy_cb (NaruDetail *page)
{
  naru_new_vacancy_panel_open (GTK_WIDGET (page), naru_detail_get_id (page));
}

static void
assign_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_assign_panel_open (widget, naru_detail_get_id (NARU_DETAIL (widget)));
}

static void
mail_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_mail_panel_open (widget, naru_detail_get_id (NARU_DETAIL (widget)), NULL);
}

static void
log_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruEmployerPage *self = NARU_EMPLOYER_PAGE (widget);

  naru_detail_show_tab (NARU_DETAIL (self), "timeline");
  if (self->timeline != NULL)
    naru_timeline_view_log (NARU_TIMELINE_VIEW (self->timeline));
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruEmployerPage *self = NARU_EMPLOYER_PAGE (widget);

  naru_detail_show_tab (NARU_DETAIL (self), "timeline");
  if (self->timeline != NULL)
    naru_timeline_view_choose_file (NARU_TIMELINE_VIEW (self->timeline));
}

static void
cards_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruDetail *page = NARU_DETAIL (widget);
  NaruRecord *record = naru_detail_get_record (page);
  g_autoptr (GPtrArray) found = naru_employer_find_contacts (
      naru_desk_get_store (naru_detail_get_desk (page)), naru_detail_get_id (page), FALSE, NULL);
  GStrvBuilder *builder;

  if (found == NULL || found->len == 0)
    {
      naru_ui_toast (widget, _ ("Nobody is named yet."));
      return;
    }
  builder = g_strv_builder_new ();
  for (guint i = 0; i < found->len; i++)
    g_strv_builder_add (builder, naru_record_get_id (found->pdata[i]));
  naru_contacts_save (widget, g_strv_builder_end (builder), naru_record_get_title (record));
  g_strv_builder_unref (builder);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  NaruWindow *window = naru_window_of (widget);
  gboolean handover = g_str_equal (name, "employer.print-handover");

  if (window != NULL && naru_detail_get_id (NARU_DETAIL (widget)) != NULL)
    naru_print_panel_show (window, handover ? _ ("Handover sheet") : _ ("Company sheet"),
                           naru_detail_get_id (NARU_DETAIL (widget)),
                           handover ? naru_print_handover : naru_print_company, NULL, FALSE);
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_duplicates_panel_open (widget, naru_detail_get_id (NARU_DETAIL (widget)));
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  naru_record_panel_delete_page (NARU_DETAIL (widget), "employers");
}

static void
naru_employer_page_constructed (GObject *object)
{
  NaruDetail *page = NARU_DETAIL (object);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  G_OBJECT_CLASS (naru_employer_page_parent_class)->constructed (object);
  naru_detail_add_tab (page, "timeline", _ ("Timeline"), build_timeline, refresh_timeline);
  naru_detail_set_rail (page, "timeline", naru_employer_rail_new (naru_detail_get_desk (page)),
                        refresh_rail);
  naru_employer_add_tabs (page);
  naru_detail_add_history_tab (page);

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("New vacancy"));
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_object (button, "clicked", G_CALLBACK (new_vacancy_cb), page, G_CONNECT_SWAPPED);
  naru_detail_add_action (page, button);
  naru_detail_add_menu_item (page, _ ("Write a mail…"), "employer.mail");
  naru_detail_add_menu_item (page, _ ("Add a mail or a file…"), "employer.attach");
  naru_detail_add_menu_item (page, _ ("Assign to somebody else"), "employer.assign");
  naru_detail_add_menu_item (page, _ ("Save contacts as vCards…"), "employer.save-cards");
  naru_detail_add_menu_item (page, _ ("Print company sheet…"), "employer.print-company");
  naru_detail_add_menu_item (page, _ ("Print handover sheet…"), "employer.print-handover");
  naru_detail_add_menu_item (page, _ ("Merge with another employer…"), "employer.merge");
  naru_detail_add_menu_item (page, _ ("Delete this employer"), "employer.delete");
}

static void
naru_employer_page_class_init (NaruEmployerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = naru_employer_page_constructed;
  NARU_DETAIL_CLASS (klass)->record_changed = record_changed;
  gtk_widget_class_install_action (widget_class, "employer.log", NULL, log_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "employer.log",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "employer.mail", NULL, mail_action);
  gtk_widget_class_install_action (widget_class, "employer.attach", NULL, attach_action);
  gtk_widget_class_install_action (widget_class, "employer.save-cards", NULL, cards_action);
  gtk_widget_class_install_action (widget_class, "employer.print-company", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "employer.print-handover", NULL, print_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK,
                                       "employer.print-company", NULL);
  gtk_widget_class_install_action (widget_class, "employer.merge", NULL, merge_action);
  gtk_widget_class_install_action (widget_class, "employer.assign", NULL, assign_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_m, GDK_CONTROL_MASK, "employer.mail",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_o, GDK_CONTROL_MASK, "employer.attach",
                                       NULL);
  gtk_widget_class_install_action (widget_class, "employer.delete", NULL, delete_action);
}

static void
naru_employer_page_init (NaruEmployerPage *self)
{
}

/**
 * naru_employer_page_new:
 *
 * Returns: (transfer floating): the page of an employer, see naru_detail_open()
 */
GtkWidget *
naru_employer_page_new (NaruDesk *desk)
{
  return g_object_new (NARU_TYPE_EMPLOYER_PAGE, "desk", desk, NULL);
}
