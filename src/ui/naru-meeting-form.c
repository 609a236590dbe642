/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form of a meeting to be booked. Whoever is booked at that time is named at the field while it is typed. */

#include "naru-meeting-form.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-day-strip.h"
#include "naru-form.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

struct _NaruMeetingForm
{
  AdwBin parent_instance;

  NaruDesk *desk;
  char *moves;
  GtkWidget *form;
  GtkWidget *strip;
  GtkWidget *advice;
};

enum
{
  EDITED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NaruMeetingForm, naru_meeting_form, ADW_TYPE_BIN)

/**
 * naru_meeting_draft_set_start:
 * @start: time as on the wire
 *
 * Puts a time into the draft; it lasts as long as meetings usually do.
 */
void
naru_meeting_draft_set_start (NaruRecord *draft, const char *start)
{
  g_autoptr (GDateTime) from = naru_time_parse (start);
  g_autoptr (GDateTime) until
      = from != NULL ? g_date_time_add_minutes (from, NARU_MEETING_USUAL_MINUTES) : NULL;
  g_autofree char *end = until != NULL ? g_date_time_format (until, "%Y-%m-%dT%H:%M:%S%:z") : NULL;

  naru_record_set (draft, "start", start, NULL);
  naru_record_set (draft, "end", end, NULL);
}

/**
 * naru_meeting_draft_propose:
 * @from_date: the first day that may be
 *
 * Puts the first free time of both into the draft; where there is none, the draft stays as it is.
 */
void
naru_meeting_draft_propose (NaruDesk *desk, NaruRecord *draft, const char *from_date)
{
  g_autofree char *start = naru_case_find_free_time (desk, naru_record_get (draft, "staff"),
                                                     naru_record_get (draft, "jobseeker"),
                                                     from_date, NARU_MEETING_USUAL_MINUTES);

  if (start != NULL)
    naru_meeting_draft_set_start (draft, start);
}

/**
 * naru_meeting_draft_new:
 * @jobseeker: (nullable): with whom
 * @state: code of the vocabulary "meeting-state"
 *
 * Returns: (transfer full): a meeting with whoever works here, in the way that the person prefers
 */
NaruRecord *
naru_meeting_draft_new (NaruDesk *desk, const char *jobseeker, const char *state)
{
  NaruRecord *draft = naru_record_new (naru_record_type_find ("meeting"), NULL);
  g_autoptr (NaruRecord) person
      = jobseeker != NULL ? naru_store_get (naru_desk_get_store (desk), jobseeker, NULL) : NULL;
  const char *channel = person != NULL ? naru_record_get (person, "preferredChannel") : NULL;

  naru_record_set (draft, "jobseeker", jobseeker, NULL);
  naru_record_set (draft, "staff", naru_desk_get_staff (desk), NULL);
  naru_record_set (draft, "state", state, NULL);
  naru_record_set (draft, "kind", "counselling", NULL);
  naru_record_set (draft, "channel", channel != NULL ? channel : "in_person", NULL);
  if (channel != NULL)
    naru_record_set (draft, "channelReason", naru_record_get (person, "channelReason"), NULL);
  return draft;
}

/**
 * naru_meeting_form_get_draft:
 *
 * Returns: (transfer none): the meeting as it is filled in
 */
NaruRecord *
naru_meeting_form_get_draft (NaruMeetingForm *self)
{
  return naru_form_get_record (NARU_FORM (self->form));
}

/* Whether it could be booked now; what is in the way stands at the field. */
static gboolean
check_time (NaruMeetingForm *self)
{
  NaruRecord *draft = naru_meeting_form_get_draft (self);
  const char *start = naru_record_get (draft, "start");
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) trial = NULL;

  naru_day_strip_show (NARU_DAY_STRIP (self->strip), naru_record_get (draft, "staff"), start,
                       naru_record_get (draft, "end"), self->moves);
  if (start == NULL)
    return FALSE;
  trial = self->moves != NULL ? naru_case_rebook (self->desk, self->moves, start,
                                                  naru_record_get (draft, "end"), &error)
                              : naru_case_book_meeting (self->desk, draft, &error);
  if (trial == NULL)
    naru_form_set_message (NARU_FORM (self->form), "start", error->message);
  return trial != NULL;
}

/* The barrier that weighs most, where this desk may know it. */
static char *
find_objective (NaruMeetingForm *self, const char *jobseeker)
{
  g_autoptr (NaruQuery) query = naru_query_new ("barrier");
  g_autoptr (GPtrArray) barriers = NULL;

  naru_query_add_filter (query, "jobseeker", NARU_FILTER_IS, jobseeker);
  barriers = naru_store_find (naru_desk_get_store (self->desk), query, NULL);
  for (guint i = 0; barriers != NULL && i < barriers->len; i++)
    if (g_strcmp0 (naru_record_get (barriers->pdata[i], "severity"), "high") == 0
        && !naru_record_has (barriers->pdata[i], "resolvedOn"))
      return g_strdup (naru_record_get (barriers->pdata[i], "barrier"));
  return NULL;
}

static void
advise (NaruMeetingForm *self)
{
  NaruRecord *draft = naru_meeting_form_get_draft (self);
  const char *id = naru_record_get (draft, "jobseeker");
  g_autoptr (NaruRecord) person
      = id != NULL ? naru_store_get (naru_desk_get_store (self->desk), id, NULL) : NULL;
  g_autofree char *objective = id != NULL ? find_objective (self, id) : NULL;
  g_autoptr (NaruChannelAdvice) advice
      = naru_case_advise_channel (self->desk, person, naru_record_get (draft, "kind"), objective);
  const char *wish = person != NULL ? naru_record_get (person, "preferredChannel") : NULL;
  NaruVocabulary *channels = naru_vocabulary_get ("channel");
  g_autofree char *text = NULL;

  if (wish != NULL)
    text = g_strdup_printf (_ ("Own wish: %s"), naru_vocabulary_label (channels, wish));
  else if (advice != NULL && g_strcmp0 (advice->channel, naru_record_get (draft, "channel")) != 0)
    /* Translators: a channel such as "Phone", and why it would suit */
    text = g_strdup_printf (_ ("%1$s would suit, too. %2$s"),
                            naru_vocabulary_label (channels, advice->channel), advice->reason);
  else if (advice != NULL)
    text = g_strdup (advice->reason);
  naru_ui_set_text (self->advice, text);
}

static void
edited_cb (NaruMeetingForm *self, const char *field)
{
  NaruRecord *draft = naru_meeting_form_get_draft (self);
  const char *end = naru_record_get (draft, "end");
  g_autoptr (GDateTime) begins = naru_record_has (draft, "start")
                                     ? naru_time_parse (naru_record_get (draft, "start"))
                                     : NULL;
  g_autoptr (GDateTime) ends = end != NULL ? naru_time_parse (end) : NULL;

  /* another day: the end that stands there is not meant any more */
  if (g_strcmp0 (field, "start") == 0 && begins != NULL && ends != NULL
      && (g_date_time_compare (begins, ends) >= 0
          || g_date_time_difference (ends, begins) > G_TIME_SPAN_HOUR * 8))
    {
      g_autoptr (NaruRecord) moved = naru_record_copy (draft);

      naru_meeting_draft_set_start (moved, naru_record_get (draft, "start"));
      naru_form_set_value (NARU_FORM (self->form), "end", naru_record_get (moved, "end"));
    }
  naru_form_set_message (NARU_FORM (self->form), "start", NULL);
  check_time (self);
  advise (self);
  g_signal_emit (self, signals[EDITED], 0);
}

/**
 * naru_meeting_form_check:
 *
 * Returns: whether everything is right and the time is free; what is not stands at its field
 */
gboolean
naru_meeting_form_check (NaruMeetingForm *self)
{
  naru_form_commit (NARU_FORM (self->form));
  return naru_form_check (NARU_FORM (self->form)) && check_time (self);
}

/**
 * naru_meeting_form_focus:
 *
 * Puts the cursor into a field.
 */
void
naru_meeting_form_focus (NaruMeetingForm *self, const char *field)
{
  naru_form_focus (NARU_FORM (self->form), field);
}

/* From the day after the one that it has, so that asking again goes on. */
static void
propose_cb (NaruMeetingForm *self)
{
  g_autoptr (NaruRecord) next = naru_record_copy (naru_meeting_form_get_draft (self));
  g_autofree char *today = naru_desk_today (self->desk);
  g_autofree char *day = naru_ui_date_of (naru_record_get (next, "start"));
  g_autofree char *from = naru_date_add_days (day != NULL ? day : today, 1);

  naru_meeting_draft_propose (self->desk, next, from);
  naru_form_set_value (NARU_FORM (self->form), "start", naru_record_get (next, "start"));
  naru_form_set_value (NARU_FORM (self->form), "end", naru_record_get (next, "end"));
  check_time (self);
  g_signal_emit (self, signals[EDITED], 0);
}

static void
naru_meeting_form_dispose (GObject *object)
{
  NaruMeetingForm *self = NARU_MEETING_FORM (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->moves, g_free);
  G_OBJECT_CLASS (naru_meeting_form_parent_class)->dispose (object);
}

static void
naru_meeting_form_class_init (NaruMeetingFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_meeting_form_dispose;
  signals[EDITED] = g_signal_new ("edited", NARU_TYPE_MEETING_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
naru_meeting_form_init (NaruMeetingForm *self)
{
}

/**
 * naru_meeting_form_new:
 * @draft: what is known already; a copy of it takes what is typed
 * @fields: as in naru_form_new(), with "start" and "end" among them
 * @moves: (nullable): id of the meeting that gets a new time
 *
 * Returns: (transfer floating): the form
 */
GtkWidget *
naru_meeting_form_new (NaruDesk *desk, NaruRecord *draft, const char *const *fields,
                       const char *moves)
{
  NaruMeetingForm *self = g_object_new (NARU_TYPE_MEETING_FORM, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *propose = gtk_button_new_with_label (_ ("Next free time"));

  self->desk = g_object_ref (desk);
  self->moves = g_strdup (moves);
  self->form = naru_form_new_for_draft (desk, "meeting", fields);
  self->strip = naru_day_strip_new (desk);
  naru_form_set_record (NARU_FORM (self->form), draft);
  gtk_widget_set_halign (propose, GTK_ALIGN_START);
  g_signal_connect_swapped (propose, "clicked", G_CALLBACK (propose_cb), self);
  g_signal_connect_object (self->form, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  self->advice = naru_ui_wrapped_label (NULL, "caption dim-label");
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_box_append (GTK_BOX (box), self->advice);
  gtk_box_append (GTK_BOX (box), self->strip);
  gtk_box_append (GTK_BOX (box), propose);
  adw_bin_set_child (ADW_BIN (self), box);
  check_time (self);
  if (moves == NULL)
    advise (self);
  return GTK_WIDGET (self);
}
