/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The situation of a person, for the counsellors who have that role. Others see what the person agreed to share, and whom
 * to ask. */

#include "naru-situation-view.h"

#include <glib/gi18n-lib.h>
#include "naru-assessment-panel.h"
#include "naru-assessment.h"
#include "naru-barrier-strip.h"
#include "naru-casework.h"
#include "naru-differences-view.h"
#include "naru-owned-list.h"
#include "naru-panel.h"
#include "naru-print.h"
#include "naru-print-panel.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

struct _NaruSituationView
{
  AdwBin parent_instance;

  NaruDesk *desk;
  GPtrArray *lists;
  GtkWidget *differences; /* NULL for those without the role */
  char *noted; /* whose situation was looked at last */
};

G_DEFINE_FINAL_TYPE (NaruSituationView, naru_situation_view, ADW_TYPE_BIN)

static char *
join (const char *separator, char *first, char *second)
{
  char *joined;

  if (first == NULL || *first == '\0' || second == NULL || *second == '\0')
    {
      gboolean take_first = first != NULL && *first != '\0';

      g_free (take_first ? second : first);
      return take_first ? first : second;
    }
  joined = g_strconcat (first, separator, second, NULL);
  g_free (first);
  g_free (second);
  return joined;
}

/* "City welfare", of a field that refers to another record */
static char *
title_of (NaruDesk *desk, NaruRecord *record, const char *field)
{
  const char *id = naru_record_get (record, field);

  return id != NULL ? naru_store_get_title (naru_desk_get_store (desk), id) : NULL;
}

static char *
day_of (NaruRecord *record, const char *field, const char *format, const char *today)
{
  g_autofree char *day = naru_ui_format_day (naru_record_get (record, field), today);

  return *day != '\0' ? g_strdup_printf (format, day) : NULL;
}

static void
fill_barrier (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  g_autofree char *leader = title_of (desk, record, "lead");
  char *lead = leader != NULL ? g_strdup_printf (_ ("Lead: %s"), leader) : NULL;

  row->icon
      = naru_ui_term_icon ("severity", naru_record_get (record, "severity"), &row->icon_class);
  row->title = naru_record_format (record, "barrier");
  row->second = join (
      " · ",
      join (" · ", naru_record_format (record, "severity"), naru_record_format (record, "trend")),
      join (" · ", lead, g_strdup (naru_record_get (record, "action"))));
  row->dimmed = naru_record_has (record, "resolvedOn");
  row->note = row->dimmed ? day_of (record, "resolvedOn", _ ("Resolved %s"), today)
                          : day_of (record, "since", _ ("Since %s"), today);
}

/* Whether a version that is signed has taken its place. */
static gboolean
is_replaced (NaruDesk *desk, NaruRecord *assessment)
{
  g_autoptr (NaruQuery) query = naru_query_new ("assessment");

  naru_query_add_filter (query, "replaces", NARU_FILTER_IS, naru_record_get_id (assessment));
  naru_query_add_filter (query, "signedOn", NARU_FILTER_NOT_EMPTY, NULL);
  return naru_store_count (naru_desk_get_store (desk), query, NULL) > 0;
}

static void
fill_assessment (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  guint length = naru_record_get_length (record, "barriers");
  const char *author = naru_record_get (record, "author");

  row->title = join (" · ", naru_record_format (record, "kind"), title_of (desk, record, "author"));
  row->second = naru_assessment_say_reopened (desk, record);
  row->dimmed = is_replaced (desk, record);
  if (row->dimmed)
    row->second = g_strdup (_ ("A newer version is signed"));
  else if (row->second != NULL)
    ;
  else if (!naru_record_has (record, "signedOn") && author != NULL
           && g_strcmp0 (author, naru_desk_get_staff (desk)) != 0)
    /* the two look at a person each for themselves */
    row->second = g_strdup (_ ("Being written"));
  else if (naru_record_has (record, "summary"))
    row->second = g_strdup (naru_record_get (record, "summary"));
  else if (length > 0)
    row->second = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u barrier assessed", "%u barriers assessed", length),
        length);
  row->note = naru_record_has (record, "signedOn")
                  ? day_of (record, "signedOn", _ ("Signed %s"), today)
                  : day_of (record, "on", "%s", today);
}

/* What is on record from before the two were told apart was typed here. */
static char *
say_origin (NaruRecord *benefit)
{
  char *origin = naru_record_format (benefit, "origin");

  return origin != NULL
             ? origin
             : g_strdup (naru_vocabulary_label (naru_vocabulary_get ("benefit-origin"), "person"));
}

static gboolean
is_from_office (NaruRecord *benefit)
{
  return g_strcmp0 (naru_record_get (benefit, "origin"), "office") == 0;
}

static GtkWidget *
new_benefit_note (NaruDesk *desk, NaruRecord *benefit)
{
  return naru_ui_wrapped_label (
      is_from_office (benefit) ? _ (
          "Read from the office that decides it. It is not changed here: the next import brings "
          "what is new.")
                               : _ ("As the person says it. What the office decided comes by an "
                                    "import and stands beside "
                                    "it."),
      "strip");
}

static void
fill_benefit (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  row->title
      = join (" · ", naru_record_format (record, "benefit"), naru_record_format (record, "state"));
  row->second
      = join (" · ", g_strdup (naru_record_get (record, "decision")),
              join (" · ", say_origin (record), g_strdup (naru_record_get (record, "source"))));
  row->note = naru_record_has (record, "to") ? day_of (record, "to", _ ("Until %s"), today)
                                             : day_of (record, "asOf", _ ("As of %s"), today);
}

static void
fill_need (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  row->title = g_strdup (naru_record_get_title (record));
  row->second = join (" · ", g_strdup (naru_record_get (record, "context")),
                      naru_record_get_boolean (record, "tellEmployer")
                          ? g_strdup (_ ("May be told to an employer"))
                          : g_strdup (_ ("Not to be told to an employer")));
  row->note = naru_record_format (record, "state");
}

static void
fill_finance (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  gboolean in = g_strcmp0 (naru_record_get (record, "direction"), "in") == 0;
  const char *state = naru_record_get (record, "state");

  row->icon = in ? "naru-down-symbolic" : "naru-up-symbolic";
  row->icon_class = "dim-label";
  row->title
      = join (" · ", naru_record_format (record, "kind"), naru_record_format (record, "state"));
  row->second = join (" · ", title_of (desk, record, "organisation"),
                      naru_record_format (record, "refusalReason"));
  row->note = day_of (record, "sentOn", "%s", today);
  row->dimmed = naru_referral_is_over (state);
}

static void
fill_consent (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  const char *state = naru_record_get (record, "state");

  row->title = join (" · ", naru_record_format (record, "purpose"),
                     title_of (desk, record, "organisation"));
  row->second
      = join (" · ", naru_record_format (record, "state"), naru_record_format (record, "parts"));
  row->dimmed = g_strcmp0 (state, "given") != 0;
  row->note = naru_record_has (record, "withdrawnOn")
                  ? day_of (record, "withdrawnOn", _ ("Withdrawn %s"), today)
                  : day_of (record, "validTo", _ ("Until %s"), today);
}

/* A consent is taken back with one button, and nobody is asked why. */

static void
withdraw_cb (GtkWidget *button, NaruDesk *desk)
{
  GtkWidget *panel = gtk_widget_get_ancestor (button, NARU_TYPE_PANEL);
  g_autoptr (GError) error = NULL;
  NaruCommand *command
      = naru_consent_withdraw (desk, g_object_get_data (G_OBJECT (button), "naru-consent"), &error);

  if (panel == NULL)
    g_clear_pointer (&command, naru_command_unref);
  else if (command == NULL)
    naru_panel_set_message (NARU_PANEL (panel), error->message);
  else
    naru_panel_run_and_close (NARU_PANEL (panel), command);
}

static void
print_cb (GtkWidget *button, NaruDesk *desk)
{
  const char *id = g_object_get_data (G_OBJECT (button), "naru-jobseeker");
  g_autoptr (NaruRecord) person = naru_store_get (naru_desk_get_store (desk), id, NULL);
  NaruWindow *window = naru_window_of (button);

  if (person != NULL && window != NULL)
    naru_print_panel_show (window, _ ("Consents"), id, naru_print_consents,
                           naru_print_language_of (person),
                           naru_record_get_boolean (person, "paperPlan"));
}

static GtkWidget *
new_consent_buttons (NaruDesk *desk, NaruRecord *consent)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *print = gtk_button_new_with_label (_ ("Print…"));

  if (g_strcmp0 (naru_record_get (consent, "state"), "given") == 0)
    {
      GtkWidget *withdraw = gtk_button_new_with_label (_ ("Withdraw"));

      g_object_set_data_full (G_OBJECT (withdraw), "naru-consent",
                              g_strdup (naru_record_get_id (consent)), g_free);
      g_signal_connect_object (withdraw, "clicked", G_CALLBACK (withdraw_cb), desk, 0);
      gtk_box_append (GTK_BOX (box), withdraw);
    }
  g_object_set_data_full (G_OBJECT (print), "naru-jobseeker",
                          g_strdup (naru_record_get (consent, "jobseeker")), g_free);
  g_signal_connect_object (print, "clicked", G_CALLBACK (print_cb), desk, 0);
  gtk_box_append (GTK_BOX (box), print);
  return box;
}

static void
fill_reading (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  row->title = title_of (desk, record, "staff");
  row->second = naru_record_format (record, "part");
  row->note = day_of (record, "on", "%s", today);
}

static void
prepare_today (NaruDesk *desk, NaruRecord *draft)
{
  static const struct
  {
    const char *type;
    const char *field;
  } dates[] = { { "barrier", "since" },
                { "assessment", "on" },
                { "benefitStatus", "asOf" },
                { "financeReferral", "sentOn" },
                { "consent", "givenOn" } };
  g_autofree char *today = naru_desk_today (desk);
  const char *type = naru_record_get_record_type (draft)->name;

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    if (g_str_equal (dates[i].type, type))
      naru_record_set (draft, dates[i].field, today, NULL);
  if (g_str_equal (type, "assessment"))
    naru_record_set (draft, "author", naru_desk_get_staff (desk), NULL);
  if (g_str_equal (type, "consent"))
    naru_record_set (draft, "state", "given", NULL);
  if (g_str_equal (type, "benefitStatus"))
    naru_record_set (draft, "origin", "person", NULL);
}

static void
prepare_finance (NaruDesk *desk, NaruRecord *draft)
{
  prepare_today (desk, draft);
  naru_record_set (draft, "direction", "out", NULL);
  naru_record_set (draft, "kind", "loan_counselling", NULL);
  naru_record_set (draft, "state", "sent", NULL);
}

static const char *const barrier_fields[]
    = { "barrier", "severity", "trend", "lead", "action", "since", "resolvedOn", NULL };
static const char *const benefit_fields[]
    = { "benefit", "state", "decision", "from", "to", "source", "asOf", NULL };
static const char *const need_fields[]
    = { "need", "context", "tellEmployer", "funding", "state", NULL };
static const char *const finance_fields[]
    = { "direction", "kind",   "organisation",  "state",  "sentOn", "answeredOn",
        "startsOn",  "endsOn", "refusalReason", "result", "note",   NULL };
static const char *const consent_fields[]
    = { "purpose",  "organisation", "parts",       "state", "givenOn",
        "givenHow", "validTo",      "withdrawnOn", NULL };
/* withdrawn it is later, by its own button */
static const char *const new_consent_fields[]
    = { "purpose", "organisation", "parts", "state", "givenOn", "givenHow", "validTo", NULL };

static const NaruOwnedSpec barriers = {
  .type = "barrier",
  .owner = "jobseeker",
  .order = "severity",
  .compare = naru_barrier_compare,
  .heading = N_ ("Barriers"),
  .add_label = N_ ("Add barrier"),
  .add_title = N_ ("New barrier"),
  .empty = N_ ("No barrier is known. Add one when something stands in the way of work."),
  .fields = barrier_fields,
  .fill = fill_barrier,
  .prepare = prepare_today,
};

static const NaruOwnedSpec assessments = {
  .type = "assessment",
  .owner = "jobseeker",
  .order = "on",
  .descending = TRUE,
  .heading = N_ ("Assessments"),
  .add_label = N_ ("Add assessment"),
  .add_title = N_ ("New assessment"),
  .empty = N_ ("Counsellor and social worker each write down what they see, and sign it."),
  .fields = naru_assessment_fields,
  .fill = fill_assessment,
  .fixed = naru_assessment_is_signed,
  .above = naru_assessment_actions_new,
  .prepare = prepare_today,
};

static const NaruOwnedSpec benefits = {
  .type = "benefitStatus",
  .owner = "jobseeker",
  .order = "benefit",
  .heading = N_ ("Insurance and benefits"),
  .add_label = N_ ("Add benefit"),
  .add_title = N_ ("What the person says"),
  .empty = N_ ("Nothing is known about benefits."),
  .fields = benefit_fields,
  .fill = fill_benefit,
  .fixed = is_from_office,
  .above = new_benefit_note,
  .prepare = prepare_today,
};

static const NaruOwnedSpec needs = {
  .type = "accommodationNeed",
  .owner = "jobseeker",
  .order = "state",
  .heading = N_ ("Needs at work"),
  .add_label = N_ ("Add need"),
  .add_title = N_ ("New need at work"),
  .empty = N_ ("What would have to be different at work: never a diagnosis."),
  .fields = need_fields,
  .fill = fill_need,
};

static const NaruOwnedSpec finance = {
  .type = "financeReferral",
  .owner = "jobseeker",
  .order = "sentOn",
  .descending = TRUE,
  .heading = N_ ("Financial help"),
  .add_label = N_ ("Refer"),
  .add_title = N_ ("Financial referral"),
  .empty = N_ ("Counselling on loans and debts, and loans at low interest, from a finance centre."),
  .fields = finance_fields,
  .fill = fill_finance,
  .prepare = prepare_finance,
};

static const NaruOwnedSpec consents = {
  .type = "consent",
  .owner = "jobseeker",
  .order = "givenOn",
  .descending = TRUE,
  .heading = N_ ("Consents"),
  .add_label = N_ ("Add consent"),
  .add_title = N_ ("New consent"),
  .empty = N_ ("Nothing is shared with partners before the person agrees to it."),
  .fields = consent_fields,
  .add_fields = new_consent_fields,
  .fill = fill_consent,
  .above = new_consent_buttons,
  .prepare = prepare_today,
};

static const NaruOwnedSpec readings = {
  .type = "reading",
  .owner = "jobseeker",
  .order = "on",
  .descending = TRUE,
  .heading = N_ ("Who has read this"),
  .empty = N_ ("Nobody has looked at it yet."),
  .fill = fill_reading,
};

/**
 * naru_situation_view_show:
 *
 * Shows the situation of a person. That it was looked at leaves a trace.
 */
void
naru_situation_view_show (NaruSituationView *self, const char *jobseeker)
{
  if (self->differences != NULL)
    {
      naru_differences_view_show (NARU_DIFFERENCES_VIEW (self->differences), jobseeker);
      if (g_strcmp0 (self->noted, jobseeker) != 0)
        naru_desk_note_reading (self->desk, jobseeker, "situation");
      g_free (self->noted);
      self->noted = g_strdup (jobseeker);
    }
  for (guint i = 0; i < self->lists->len; i++)
    naru_owned_list_show (self->lists->pdata[i], jobseeker);
}

static void
add_list (NaruSituationView *self, GtkWidget *box, NaruDesk *desk, const NaruOwnedSpec *spec)
{
  GtkWidget *list = naru_owned_list_new (desk, spec);

  g_ptr_array_add (self->lists, list);
  gtk_box_append (GTK_BOX (box), list);
}

static void
naru_situation_view_finalize (GObject *object)
{
  NaruSituationView *self = NARU_SITUATION_VIEW (object);

  g_ptr_array_unref (self->lists);
  g_clear_object (&self->desk);
  g_free (self->noted);
  G_OBJECT_CLASS (naru_situation_view_parent_class)->finalize (object);
}

static void
naru_situation_view_class_init (NaruSituationViewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_situation_view_finalize;
}

static void
naru_situation_view_init (NaruSituationView *self)
{
  self->lists = g_ptr_array_new ();
}

/**
 * naru_situation_view_new:
 *
 * Makes the view for what may be seen at this desk.
 */
GtkWidget *
naru_situation_view_new (NaruDesk *desk)
{
  NaruSituationView *self = g_object_new (NARU_TYPE_SITUATION_VIEW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);

  self->desk = g_object_ref (desk);
  gtk_widget_add_css_class (box, "situation");
  if (naru_desk_has_role (desk, NARU_ROLE_SITUATION))
    {
      add_list (self, box, desk, &barriers);
      add_list (self, box, desk, &assessments);
      self->differences = naru_differences_view_new (desk, naru_assessment_fields);
      gtk_box_append (GTK_BOX (box), self->differences);
      add_list (self, box, desk, &benefits);
      add_list (self, box, desk, &needs);
    }
  else
    {
      GtkWidget *closed = naru_ui_wrapped_label (
          _ ("Barriers, assessments and benefits are seen by the counsellors of the team who have "
             "the role for it. Your manager or IT can give it to you."),
          "dim-label");

      gtk_widget_set_margin_start (closed, 12);
      gtk_box_append (GTK_BOX (box), closed);
    }
  add_list (self, box, desk, &consents);
  if (self->differences != NULL)
    {
      add_list (self, box, desk, &finance);
      add_list (self, box, desk, &readings);
    }
  adw_bin_set_child (ADW_BIN (self), naru_ui_scrolled (box));
  return GTK_WIDGET (self);
}
