/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One entry of a timeline: a record and what of it happened when. What it says is worked out when it is looked at. */

#include "naru-timeline-entry.h"

#include <glib/gi18n-lib.h>
#include "naru-casework.h"
#include "naru-fold.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"

typedef enum
{
  CONVERSATION,
  AGREED,
  PUBLISHED,
  CLOSED,
  STARTED,
  ENDED,
  APPLIED,
  DECIDED,
  SERVED,
} Event;

struct _NaruTimelineEntry
{
  GObject parent_instance;

  NaruRecord *record;
  Event event;
  char *at; /* a time or a date */
};

G_DEFINE_FINAL_TYPE (NaruTimelineEntry, naru_timeline_entry, G_TYPE_OBJECT)

static void
naru_timeline_entry_finalize (GObject *object)
{
  NaruTimelineEntry *self = NARU_TIMELINE_ENTRY (object);

  g_object_unref (self->record);
  g_free (self->at);
  G_OBJECT_CLASS (naru_timeline_entry_parent_class)->finalize (object);
}

static void
naru_timeline_entry_class_init (NaruTimelineEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = naru_timeline_entry_finalize;
}

static void
naru_timeline_entry_init (NaruTimelineEntry *self)
{
}

/**
 * naru_timeline_entry_get_record:
 *
 * Returns: (transfer none): the record that the entry is about
 */
NaruRecord *
naru_timeline_entry_get_record (NaruTimelineEntry *self)
{
  return self->record;
}

/**
 * naru_timeline_entry_is_conversation:
 *
 * Returns: whether the entry is a conversation, which can be opened and changed
 */
gboolean
naru_timeline_entry_is_conversation (NaruTimelineEntry *self)
{
  return self->event == CONVERSATION;
}

/**
 * naru_timeline_entry_equal:
 *
 * Whether two entries look the same, apart from their sync state.
 */
gboolean
naru_timeline_entry_equal (NaruTimelineEntry *self, NaruTimelineEntry *other)
{
  return self->event == other->event && g_str_equal (self->at, other->at)
         && g_str_equal (naru_record_get_id (self->record), naru_record_get_id (other->record))
         && g_str_equal (naru_record_get_text (self->record), naru_record_get_text (other->record));
}

/**
 * naru_timeline_entry_get_icon:
 *
 * Returns: the name of the symbol that says what kind of entry it is
 */
const char *
naru_timeline_entry_get_icon (NaruTimelineEntry *self)
{
  const char *icon = NULL;

  if (self->event == STARTED || self->event == ENDED)
    return "naru-people-symbolic";
  if (self->event == APPLIED || self->event == DECIDED || self->event == SERVED)
    return "naru-promise-symbolic";
  if (self->event != CONVERSATION)
    return "naru-briefcase-symbolic";
  icon = naru_ui_term_icon ("interaction-kind", naru_record_get (self->record, "kind"), NULL);
  return icon != NULL ? icon : "naru-talk-symbolic";
}

static const struct
{
  const char *kind;
  const char *with;
} titles[] = {
  { "call", N_ ("Call with %s") },       { "visit", N_ ("Visit, with %s") },
  { "meeting", N_ ("Meeting with %s") }, { "email", N_ ("E-mail with %s") },
  { "message", N_ ("Message with %s") }, { "letter", N_ ("Letter with %s") },
  { "note", N_ ("Note on %s") },         { "question", N_ ("Question on regulation from %s") },
  { "event", N_ ("Event with %s") },
};

static char *
conversation_title (NaruRecord *record, NaruDesk *desk)
{
  const char *kind = naru_record_get (record, "kind");
  const char *contact = naru_record_get (record, "contact");
  g_autofree char *name
      = contact != NULL ? naru_store_get_title (naru_desk_get_store (desk), contact) : NULL;

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (titles); i++)
    if (g_strcmp0 (titles[i].kind, kind) == 0)
      return g_strdup_printf (_ (titles[i].with), name);
  return naru_record_format (record, "kind");
}

/**
 * naru_timeline_entry_dup_title:
 *
 * "Call with Yoo Kyung-mi", "Vacancy agreed: care worker, day shift"
 */
char *
naru_timeline_entry_dup_title (NaruTimelineEntry *self, NaruDesk *desk)
{
  g_autofree char *what = NULL;

  switch (self->event)
    {
    case AGREED:
      return g_strdup_printf (_ ("Vacancy agreed: %s"), naru_record_get_title (self->record));
    case PUBLISHED:
      return g_strdup_printf (_ ("Vacancy published: %s"), naru_record_get_title (self->record));
    case CLOSED:
      return g_strdup_printf (g_strcmp0 (naru_record_get (self->record, "stage"), "filled") == 0
                                  ? _ ("Vacancy filled: %s")
                                  : _ ("Vacancy withdrawn: %s"),
                              naru_record_get_title (self->record));
    case STARTED:
      what = naru_record_format (self->record, "occupation");
      return what == NULL ? g_strdup (_ ("Somebody started work"))
                          : g_strdup_printf (_ ("Somebody started work: %s"), what);
    case ENDED:
      what = naru_record_format (self->record, "occupation");
      return what == NULL ? g_strdup (_ ("A job ended"))
                          : g_strdup_printf (_ ("A job ended: %s"), what);
    case APPLIED:
      return g_strdup_printf (_ ("Incentive applied for: %s"),
                              naru_record_get_title (self->record));
    case DECIDED:
      what = naru_record_format (self->record, "state");
      return g_strdup_printf (_ ("%s: %s"), naru_record_get_title (self->record), what);
    case SERVED:
      what = naru_record_format (self->record, "service");
      return g_strdup_printf (_ ("Service: %s"), what);
    case CONVERSATION:
    default:
      return conversation_title (self->record, desk);
    }
}

static char *
agreed_text (NaruRecord *vacancy, NaruDesk *desk)
{
  guint length = naru_record_get_length (vacancy, "versions");

  for (guint i = length; i > 0; i--)
    {
      g_autofree char *by = naru_record_get_element (vacancy, "versions", i - 1, "approvedBy");
      g_autofree char *number = naru_record_get_element (vacancy, "versions", i - 1, "number");
      g_autofree char *name
          = by != NULL ? naru_store_get_title (naru_desk_get_store (desk), by) : NULL;

      if (name != NULL)
        return g_strdup_printf (_ ("Version %s, agreed by %s."), number, name);
    }
  return NULL;
}

/**
 * naru_timeline_entry_dup_text:
 *
 * What was said, or what became of it; %NULL for nothing.
 */
char *
naru_timeline_entry_dup_text (NaruTimelineEntry *self, NaruDesk *desk)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  static const char *const told[] = { "summary", "question", "answer" };

  if (self->event == AGREED)
    return agreed_text (self->record, desk);
  if (self->event == CLOSED && naru_record_has (self->record, "withdrawnReason"))
    return naru_record_format (self->record, "withdrawnReason");
  if (self->event == ENDED && naru_record_has (self->record, "endReason"))
    return naru_record_format (self->record, "endReason");
  if (self->event == SERVED)
    return naru_record_format (self->record, "result");
  if (self->event == APPLIED || self->event == DECIDED)
    return naru_record_format (self->record, "amount");
  if (self->event != CONVERSATION)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    if (naru_record_has (self->record, told[i]))
      g_ptr_array_add (parts, (gpointer) naru_record_get (self->record, told[i]));
  if (parts->len == 0)
    return NULL;
  g_ptr_array_add (parts, NULL);
  return g_strjoinv ("\n", (char **) parts->pdata);
}

/**
 * naru_timeline_entry_dup_author:
 *
 * Who was there or did it; %NULL where nobody is named.
 */
char *
naru_timeline_entry_dup_author (NaruTimelineEntry *self, NaruDesk *desk)
{
  static const char *const fields[]
      = { [CONVERSATION] = "staff", [AGREED] = "drafter",     [PUBLISHED] = "drafter",
          [CLOSED] = "drafter",     [STARTED] = "counsellor", [ENDED] = "counsellor",
          [APPLIED] = "modifiedBy", [DECIDED] = "modifiedBy", [SERVED] = "staff" };
  NaruStore *store = naru_desk_get_store (desk);
  const char *staff = naru_record_get (self->record, fields[self->event]);
  g_autoptr (GString) names = g_string_new (NULL);
  g_auto (GStrv) present
      = self->event == CONVERSATION ? naru_record_get_set (self->record, "alsoPresent") : NULL;

  if (staff != NULL)
    {
      g_autofree char *name = naru_store_get_title (store, staff);
      g_string_append (names, name != NULL ? name : "");
    }
  for (guint i = 0; present != NULL && present[i] != NULL; i++)
    {
      g_autofree char *name = naru_store_get_title (store, present[i]);

      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  return names->len > 0 ? g_strdup (names->str) : NULL;
}

/**
 * naru_timeline_entry_dup_files:
 *
 * Returns: (transfer full) (nullable): the names of its attachments: "offer.pdf, plan.pdf"
 */
char *
naru_timeline_entry_dup_files (NaruTimelineEntry *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = self->event == CONVERSATION ? naru_record_get_length (self->record, "attachments") : 0;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = naru_record_get_element (self->record, "attachments", i, "name");

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name != NULL ? name : "");
    }
  return n > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

/* The day on which it happened; a conversation has a time, what became of a vacancy or a placement a date. */
static char *
get_day (NaruTimelineEntry *self)
{
  char *day = naru_ui_date_of (self->at);

  return day != NULL ? day : g_strdup (self->at);
}

/**
 * naru_timeline_entry_dup_when:
 *
 * The time of the day for today, and the day for everything before.
 */
char *
naru_timeline_entry_dup_when (NaruTimelineEntry *self, const char *today)
{
  if (g_str_has_prefix (self->at, today) && naru_time_is_valid (self->at))
    return naru_ui_format_clock (self->at);
  else
    {
      g_autofree char *date = get_day (self);
      return naru_ui_format_day (date, today);
    }
}

/**
 * naru_timeline_entry_dup_group:
 *
 * The heading that it stands under: "Today", "Last week", "October", "March 2024".
 */
char *
naru_timeline_entry_dup_group (NaruTimelineEntry *self, const char *today)
{
  g_autofree char *date = get_day (self);
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", today);
  g_autofree char *then = g_strdup_printf ("%sT12:00:00Z", date);
  g_autoptr (GDateTime) now = naru_time_parse (noon);
  g_autoptr (GDateTime) day = naru_time_parse (then);
  int ago, weekday;

  if (day == NULL || now == NULL)
    return g_strdup ("");
  ago = naru_date_days_between (date, today);
  weekday = g_date_time_get_day_of_week (now);
  if (ago < 0)
    return g_strdup (_ ("Still to come"));
  if (ago == 0)
    return g_strdup (_ ("Today"));
  if (ago < weekday)
    return g_strdup (_ ("This week"));
  if (ago < weekday + 7)
    return g_strdup (_ ("Last week"));
  if (strncmp (date, today, 7) == 0)
    return g_strdup (_ ("Earlier this month"));
  if (strncmp (date, today, 4) == 0)
    /* Translators: a month of this year as a heading, see g_date_time_format(): October */
    return naru_ui_format_heading (day, _ ("%OB"));
  /* Translators: a month of another year as a heading, see g_date_time_format(): October 2024 */
  return naru_ui_format_heading (day, _ ("%OB %Y"));
}

/* A day in the middle of a sentence: "Tue 24 Nov" */
static char *
say_day (const char *date, const char *today)
{
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", date != NULL ? date : "");
  g_autoptr (GDateTime) day = naru_time_parse (noon);

  if (day == NULL)
    return g_strdup (date != NULL ? date : "");
  return g_date_time_format (day,
                             strncmp (date, today, 4) == 0 ? _ ("%a %-d %b") : _ ("%-d %b %Y"));
}

/**
 * naru_next_action_dup_sentence:
 * @words: what comes next, as it was written
 * @date: (nullable): until when
 *
 * Returns: "Next: send two names, by Tue 24 Nov"; where the words name a day themselves, the date stands in brackets
 */
char *
naru_next_action_dup_sentence (const char *words, const char *date, const char *today)
{
  g_autofree char *named = naru_employer_guess_date (words, today);
  g_autofree char *day = say_day (date, today);
  g_autofree char *text = g_strdup (words);

  if (g_str_has_suffix (text, "."))
    text[strlen (text) - 1] = '\0';
  if (date == NULL)
    return g_strdup_printf (_ ("Next: %s"), text);
  if (named != NULL)
    /* Translators: what comes next, and its date: "Next: send two names by Tuesday (Tue 24 Nov)" */
    return g_strdup_printf (_ ("Next: %s (%s)"), text, day);
  /* Translators: what comes next, and until when: "Next: send two names, by Tue 24 Nov" */
  return g_strdup_printf (_ ("Next: %s, by %s"), text, day);
}

/**
 * naru_next_action_dup_text:
 * @icon: (out): symbol of its state
 * @css_class: (out) (nullable): colour of the symbol
 *
 * Returns: (nullable): "Next: send two names, by Tue 24 Nov"; %NULL where nothing was agreed
 */
char *
naru_next_action_dup_text (NaruRecord *conversation, const char *today, const char **icon,
                           const char **css_class)
{
  const char *next = naru_record_get (conversation, "nextAction");
  const char *on = naru_record_get (conversation, "nextActionOn");
  const char *done_on = naru_record_get (conversation, "nextActionDoneOn");
  const char *state = naru_record_get (conversation, "nextActionState");
  g_autofree char *words = g_strdup (next);
  g_autofree char *day = NULL;

  if (next == NULL)
    return NULL;
  if (state == NULL)
    state = "open";
  if (g_str_has_suffix (words, "."))
    words[strlen (words) - 1] = '\0';
  *icon = naru_ui_term_icon ("promise-state", state, css_class);
  if (g_str_equal (state, "open"))
    {
      if (on == NULL || strcmp (on, today) >= 0)
        return naru_next_action_dup_sentence (next, on, today);
      day = say_day (on, today);
      *icon = "naru-late-symbolic";
      *css_class = "late";
      return g_strdup_printf (_ ("Late: %s, was due %s"), words, day);
    }
  if (!g_str_equal (state, "done"))
    return g_strdup_printf (_ ("Dropped: %s"), words);
  day = say_day (done_on, today);
  if (naru_record_get_boolean (conversation, "promise"))
    return done_on == NULL ? g_strdup_printf (_ ("Kept: %s"), words)
                           : g_strdup_printf (_ ("Kept: %s, %s"), words, day);
  return done_on == NULL ? g_strdup_printf (_ ("Done: %s"), words)
                         : g_strdup_printf (_ ("Done: %s, %s"), words, day);
}

static void
add_entry (GPtrArray *entries, NaruRecord *record, Event event, const char *at)
{
  NaruTimelineEntry *entry;

  if (at == NULL)
    return;
  entry = g_object_new (NARU_TYPE_TIMELINE_ENTRY, NULL);
  entry->record = g_object_ref (record);
  entry->event = event;
  entry->at = g_strdup (at);
  g_ptr_array_add (entries, entry);
}

static const struct
{
  const char *type;
  const char *field;
  Event event;
} events[] = {
  { "interaction", "at", CONVERSATION },
  { "vacancy", "agreedOn", AGREED },
  { "vacancy", "publishedOn", PUBLISHED },
  { "vacancy", "closedOn", CLOSED },
  { "placement", "startOn", STARTED },
  { "placement", "endOn", ENDED },
  { "incentive", "appliedOn", APPLIED },
  { "incentive", "decidedOn", DECIDED },
  { "service", "on", SERVED },
};

/* Whether a conversation has what @kind asks for, where that is no kind of conversation. */
static gboolean
fits (NaruRecord *record, const char *kind)
{
  if (g_strcmp0 (kind, "promise") == 0)
    return naru_record_get_boolean (record, "promise");
  return g_strcmp0 (kind, "file") != 0 || naru_record_get_length (record, "attachments") > 0;
}

/* @words: folded, or NULL for all. */
static gboolean
says (NaruRecord *record, const char *words)
{
  static const char *const fields[]
      = { "summary", "nextAction", "question", "answer", "title", "name", "result", "note", NULL };
  const NaruRecordType *type = naru_record_get_record_type (record);

  for (guint i = 0; words != NULL && fields[i] != NULL; i++)
    {
      const char *text = naru_record_type_find_field (type, fields[i]) != NULL
                             ? naru_record_get (record, fields[i])
                             : NULL;
      g_autofree char *folded = text != NULL ? naru_fold_name (text) : NULL;

      if (folded != NULL && strstr (folded, words) != NULL)
        return TRUE;
    }
  return words == NULL;
}

static gboolean
read_type (NaruStore *store, const char *type, const char *employer, const char *kind,
           const char *words, GPtrArray *entries, GError **error)
{
  g_autoptr (NaruQuery) query = naru_query_new (type);
  g_autoptr (GPtrArray) found = NULL;

  naru_query_add_filter (query, "employer", NARU_FILTER_IS, employer);
  if (g_str_equal (type, "interaction") && kind != NULL
      && naru_vocabulary_has (naru_vocabulary_get ("interaction-kind"), kind))
    naru_query_add_filter (query, "kind", NARU_FILTER_IS, kind);
  found = naru_store_find (store, query, error);
  if (found == NULL)
    return FALSE;
  for (guint i = 0; i < found->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (events); j++)
      if (g_str_equal (events[j].type, type) && fits (found->pdata[i], kind)
          && says (found->pdata[i], words))
        add_entry (entries, found->pdata[i], events[j].event,
                   naru_record_get (found->pdata[i], events[j].field));
  return TRUE;
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const NaruTimelineEntry *first = *(NaruTimelineEntry *const *) a;
  const NaruTimelineEntry *second = *(NaruTimelineEntry *const *) b;
  int order = strcmp (second->at, first->at);

  if (order == 0)
    order = (int) second->event - (int) first->event;
  return order != 0
             ? order
             : strcmp (naru_record_get_id (second->record), naru_record_get_id (first->record));
}

/**
 * naru_timeline_read:
 * @kind: (nullable): a code of "interaction-kind", the name of a record type, "promise" or "file"; %NULL for all
 * @words: (nullable): what it must say
 *
 * Returns: (transfer full) (nullable) (element-type NaruTimelineEntry): what happened with @employer, latest first
 */
GPtrArray *
naru_timeline_read (NaruStore *store, const char *employer, const char *kind, const char *words,
                    GError **error)
{
  static const char *const types[]
      = { "interaction", "vacancy", "placement", "incentive", "service" };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folded = words != NULL && *words != '\0' ? naru_fold_name (words) : NULL;
  gboolean is_type = kind != NULL && naru_record_type_find (kind) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (kind == NULL || (is_type ? g_str_equal (types[i], kind) : i == 0))
      {
        if (!read_type (store, types[i], employer, kind, folded, entries, error))
          return NULL;
      }
  g_ptr_array_sort (entries, compare_entries);
  return g_steal_pointer (&entries);
}
