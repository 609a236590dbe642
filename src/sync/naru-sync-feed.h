/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Waiting for others: one request to one database that the server answers as soon as something has changed there. */
#pragma once

#include "naru-http.h"

G_BEGIN_DECLS

typedef struct _NaruSyncFeed NaruSyncFeed;

/**
 * NaruSyncFeedFunc:
 * @changed: whether the server has something new; %FALSE if the request came to another end
 *
 * Called once, in the main context that was the thread's default when the feed was made. May free the feed.
 */
typedef void (*NaruSyncFeedFunc) (NaruSyncFeed *feed, gboolean changed, gpointer data);

NaruSyncFeed *naru_sync_feed_new (NaruHttp *http, const char *database, const char *since,
                                  NaruSyncFeedFunc func, gpointer data);
const char *naru_sync_feed_get_since (NaruSyncFeed *feed);
void naru_sync_feed_free (NaruSyncFeed *feed);

G_END_DECLS
