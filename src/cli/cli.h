/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands of naru-cli share: the profile, how to print, how to fail. */
#pragma once

#include "naru-desk.h"

G_BEGIN_DECLS

/* Exit statuses: done; refused or failed, with the reason; called in a wrong way. */
#define CLI_DONE 0
#define CLI_FAILED 1
#define CLI_USAGE 2

typedef struct _Cli Cli;

/**
 * CliCommand:
 * @name: what is typed
 * @arguments: for the help page: "TYPE FILE"
 * @summary: one line, marked for translation
 * @description: more of the help page, marked for translation; NULL for none
 * @options: the command's own options; ends with an empty entry; NULL for none
 * @least, @most: how many arguments it takes; most -1: any number
 */
typedef struct
{
  const char *name;
  const char *arguments;
  const char *summary;
  const char *description;
  const GOptionEntry *options;
  guint least;
  int most;
  int (*run) (Cli *cli, char **arguments);
} CliCommand;

struct _Cli
{
  const CliCommand *command;
  char *profile;
  gboolean json;
  NaruStore *store;
  NaruDesk *desk;
};

/* Before what is sensitive is shown: it leaves a trace. */
gboolean cli_note_file (Cli *cli, GPtrArray *records, GError **error);
gboolean cli_note_record (Cli *cli, NaruRecord *record, GError **error);

extern const CliCommand cli_records_commands[];
extern const CliCommand cli_list_commands[];
extern const CliCommand cli_attach_commands[];
extern const CliCommand cli_care_commands[];
extern const CliCommand cli_exchange_commands[];
extern const CliCommand cli_export_commands[];
extern const CliCommand cli_sample_commands[];
extern const CliCommand cli_agenda_commands[];
extern const CliCommand cli_duplicates_commands[];
extern const CliCommand cli_server_commands[];
extern const CliCommand cli_sync_commands[];
extern const CliCommand cli_conflicts_commands[];
extern const CliCommand cli_vacancy_commands[];

/* The store: opened once, as the command needs it. With CLI_MAY_CREATE a profile that is not there is made, and a desk
 * where nobody works yet is set up for whoever is logged in; with CLI_MAY_CREATE_EMPTY nobody is. */
typedef enum
{
  CLI_READ,
  CLI_CHANGE,
  CLI_MAY_CREATE,
  CLI_MAY_CREATE_EMPTY,
} CliAccess;

gboolean cli_open (Cli *cli, CliAccess access, GError **error);

/* Opens the store for a record that is there. */
NaruRecord *cli_open_record (Cli *cli, CliAccess access, const char *id, GError **error);

/* Runs what a command wants to do (transfer none) (nullable: @error says why not), and says how it went. */
int cli_run (Cli *cli, NaruCommand *command, GError **error);

int cli_fail (GError *error);
int cli_refuse (const char *message);
int cli_wrong (Cli *cli, const char *message);

void cli_print (const char *format, ...) G_GNUC_PRINTF (1, 2);
void cli_note (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* How the profile stands with its server, cli-sync.c */
void cli_add_server (Cli *cli, GString *out);
void cli_print_server (Cli *cli);

char *cli_read_password (int fd, const char *prompt, GError **error);
gboolean cli_pull_history (Cli *cli, const char *record, GError **error);

void cli_progress (gint64 done, gint64 total, gpointer data);

const NaruRecordType *cli_find_type (const char *name, GError **error);
const NaruField *cli_find_field (const NaruRecordType *type, const char *name, GError **error);

/* One line of JSON: the document as it is, with its id. */
char *cli_document_line (NaruRecord *record);
char *cli_format_field (Cli *cli, NaruRecord *record, const NaruField *field);

/* Which records: what list and export are asked for. */
typedef struct
{
  char *search;
  char **where;
  char *order;
  int limit;
  gboolean sensitive; /* whether what is sensitive may be asked about */
} CliFilter;

NaruQuery *cli_make_query (Cli *cli, const NaruRecordType *type, const CliFilter *filter,
                           GError **error);

/* A string of JSON members being written: {"a":"b" */
void cli_json_begin (GString *out);
void cli_json_add (GString *out, const char *name, const char *text);
void cli_json_add_raw (GString *out, const char *name, const char *json);
void cli_json_add_number (GString *out, const char *name, gint64 number);
void cli_json_end (GString *out);

G_END_DECLS
