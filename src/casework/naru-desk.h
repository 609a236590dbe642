/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A desk: one person working with one store. The only way in which the window and the command line write. */
#pragma once

#include "naru-clock.h"
#include "naru-query.h"
#include "naru-command.h"

G_BEGIN_DECLS

#define NARU_TYPE_DESK (naru_desk_get_type ())
G_DECLARE_FINAL_TYPE (NaruDesk, naru_desk, NARU, DESK, GObject)

NaruDesk *naru_desk_new (NaruStore *store, NaruClock *clock);
NaruStore *naru_desk_get_store (NaruDesk *self);
NaruClock *naru_desk_get_clock (NaruDesk *self);
char *naru_desk_today (NaruDesk *self);
char *naru_desk_now (NaruDesk *self);

/* Who works here. A desk that is not set up has no staff member and shows the first run. */
gboolean naru_desk_is_set_up (NaruDesk *self);
const char *naru_desk_get_staff (NaruDesk *self);
gboolean naru_desk_set_staff (NaruDesk *self, const char *staff, GError **error);
gboolean naru_desk_has_role (NaruDesk *self, NaruRole role);
gboolean naru_desk_may_write (NaruDesk *self, const NaruRecordType *type);
gboolean naru_desk_set_up (NaruDesk *self, const char *name, const char *const *roles,
                           const char *team, const char *centre, GError **error);

/* Whoever works here gets the user name of an account on a server. */
void naru_desk_set_up_async (NaruDesk *self, const char *name, const char *const *roles,
                             const char *team, const char *centre, GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean naru_desk_set_up_finish (NaruDesk *self, GAsyncResult *result, GError **error);
gboolean naru_desk_adopt_user (NaruDesk *self, const char *user, GError **error);
void naru_desk_adopt_user_async (NaruDesk *self, const char *user, GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean naru_desk_adopt_user_finish (NaruDesk *self, GAsyncResult *result, GError **error);

/* Running a command: one transaction, one entry of the undo list. */
gboolean naru_desk_run (NaruDesk *self, NaruCommand *command, GError **error);
void naru_desk_run_async (NaruDesk *self, NaruCommand *command, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
gboolean naru_desk_run_finish (NaruDesk *self, GAsyncResult *result, GError **error);
NaruUndoReport *naru_desk_undo (NaruDesk *self, GError **error);
NaruUndoReport *naru_desk_redo (NaruDesk *self, GError **error);
void naru_desk_undo_async (NaruDesk *self, GAsyncReadyCallback callback, gpointer user_data);
void naru_desk_redo_async (NaruDesk *self, GAsyncReadyCallback callback, gpointer user_data);
NaruUndoReport *naru_desk_undo_finish (NaruDesk *self, GAsyncResult *result, GError **error);

/* Records with the same natural key, phone, e-mail, or a name that sounds the same and a birth date or place that fits:
 * array of NaruDuplicate, most certain first. */
typedef struct
{
  char *id;
  char *title;
  char *reason; /* translated: "Same mobile phone" */
} NaruDuplicate;
void naru_duplicate_free (NaruDuplicate *duplicate);
GPtrArray *naru_desk_find_duplicates (NaruDesk *self, NaruRecord *record, GError **error);

G_END_DECLS
