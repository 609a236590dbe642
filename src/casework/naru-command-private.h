/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Private to casework: the steps of a command, and what goes with a record when it is deleted. */
#pragma once

#include "naru-command.h"

G_BEGIN_DECLS

typedef enum
{
  STEP_CREATE,
  STEP_SET,
  STEP_SET_JSON,
  STEP_SET_ELEMENT,
  STEP_REMOVE_ELEMENT,
  STEP_DELETE,
  STEP_BLOB,
  STEP_FORGET,
  STEP_FORGET_WORD,
  STEP_FORGET_BLOB,
} NaruCommandStepKind;

typedef struct
{
  NaruCommandStepKind kind;
  char *id;
  char *field;
  char *identity;
  char *member;
  char *value;
  NaruRecord *record;
  GBytes *bytes;
} NaruCommandStep;

struct _NaruCommand
{
  gatomicrefcount references;
  char *label;
  GPtrArray *steps;
  GPtrArray *created;
};

gboolean naru_command_check_change (NaruTransaction *transaction, NaruRecord *record,
                                    gboolean settling, GError **error);
gboolean naru_command_check_deletion (NaruTransaction *transaction, const char *id, GError **error);
gboolean naru_command_delete_with_parts (NaruTransaction *transaction, const char *id,
                                         GError **error);

G_END_DECLS
