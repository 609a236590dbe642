/* SPDX-License-Identifier: GPL-3.0-or-later */
/* casework PROFILE COMMAND ARGUMENT…: does at a desk what a counsellor does in the window, and prints the ids of what was made,
 * a line each. */
#include "naru-casework.h"

#include <stdio.h>
#include <string.h>

static NaruRecord *
draft (const char *type, const char *const *members)
{
  NaruRecord *record = naru_record_new (naru_record_type_find (type), NULL);

  for (guint i = 0; members[i] != NULL; i += 2)
    {
      g_autoptr (GError) error = NULL;

      if (!naru_record_set (record, members[i], members[i + 1], &error))
        g_error ("%s: %s", members[i], error->message);
    }
  return record;
}

static NaruCommand *
book (NaruDesk *desk, char **words, GError **error)
{
  const char *const members[] = { "jobseeker", words[0], "start", words[1], NULL };
  g_autoptr (NaruRecord) meeting = draft ("meeting", members);

  return naru_case_book_meeting (desk, meeting, error);
}

static NaruCommand *
miss (NaruDesk *desk, char **words, GError **error)
{
  return naru_case_meeting_fell_through (desk, words[0], "cancelled", "office", NULL, error);
}

static NaruCommand *
rebook (NaruDesk *desk, char **words, GError **error)
{
  return naru_case_rebook (desk, words[0], words[1], NULL, error);
}

static NaruCommand *
refer (NaruDesk *desk, char **words, GError **error)
{
  const char *const members[]
      = { "jobseeker", words[0], "organisation", words[1], "kind", "guidance", NULL };
  g_autoptr (NaruRecord) referral = draft ("referral", members);

  return naru_case_refer (desk, referral, error);
}

static NaruCommand *
move_referral (NaruDesk *desk, char **words, GError **error)
{
  return naru_case_set_referral_state (desk, words[0], words[1], NULL, error);
}

static NaruCommand *
begin_work (NaruDesk *desk, char **words, GError **error)
{
  const char *const members[] = { "employer", words[1], "startOn", words[2], NULL };
  g_autoptr (NaruRecord) placement = draft ("placement", members);

  return naru_case_begin_work (desk, words[0], placement, error);
}

static NaruCommand *
check (NaruDesk *desk, char **words, GError **error)
{
  const NaruCheckReport report
      = { .reached = TRUE, .still_there = words[1], .warning = words[2], .step = words[3] };

  return naru_case_record_check (desk, words[0], &report, error);
}

static NaruCommand *
assign (NaruDesk *desk, char **words, GError **error)
{
  return naru_case_assign (desk, words[0], words[1], words[2], error);
}

static NaruCommand *
merge (NaruDesk *desk, char **words, GError **error)
{
  return naru_case_merge (desk, words[0], words[1], error);
}

static NaruCommand *
unmerge (NaruDesk *desk, char **words, GError **error)
{
  return naru_case_unmerge (desk, words[0], error);
}

static NaruCommand *
go_away (NaruDesk *desk, char **words, GError **error)
{
  const char *me = naru_desk_get_staff (desk);
  const char *const members[]
      = { "staff", me, "from", words[0], "to", words[1], "deputy", words[2], NULL };
  const NaruAbsence days = { NULL, words[0], words[1], NULL };
  g_autoptr (NaruRecord) absence = draft ("absence", members);
  g_autoptr (GPtrArray) meetings = naru_case_propose_rebooking (desk, me, &days, words[2], error);

  return meetings != NULL ? naru_case_record_absence (desk, absence, meetings, error) : NULL;
}

static const struct
{
  const char *name;
  guint n_words;
  NaruCommand *(*make) (NaruDesk *desk, char **words, GError **error);
} commands[] = {
  { "book", 2, book },
  { "miss", 1, miss },
  { "rebook", 2, rebook },
  { "refer", 2, refer },
  { "move-referral", 2, move_referral },
  { "begin-work", 3, begin_work },
  { "check", 4, check },
  { "assign", 3, assign },
  { "merge", 2, merge },
  { "unmerge", 1, unmerge },
  { "go-away", 3, go_away },
};

static gboolean
run (NaruDesk *desk, char **words, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_autoptr (NaruCommand) command = NULL;
      g_auto (GStrv) made = NULL;

      if (strcmp (commands[i].name, words[0]) != 0
          || g_strv_length (words + 1) != commands[i].n_words)
        continue;
      command = commands[i].make (desk, words + 1, error);
      if (command == NULL || !naru_desk_run (desk, command, error))
        return FALSE;
      made = naru_command_get_created (command);
      for (guint m = 0; made[m] != NULL; m++)
        puts (made[m]);
      return TRUE;
    }
  g_error ("There is no command %s with so many words.", words[0]);
}

int
main (int argc, char *argv[])
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruStore) store = naru_store_open (argv[1], NARU_STORE_OPEN_DEFAULT, &error);
  g_autoptr (NaruDesk) desk = NULL;
  NaruClock *clock = naru_clock_system ();
  gboolean done = FALSE;

  if (store != NULL)
    {
      desk = naru_desk_new (store, clock);
      done = run (desk, argv + 2, &error);
      g_clear_object (&desk);
      naru_store_close (store);
    }
  if (!done)
    fprintf (stderr, "%s\n", error->message);
  return done ? 0 : 1;
}
