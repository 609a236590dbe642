/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a name sounds: one key for 김민지, Kim Min-ji, Minji Kim and Gim Min-jee. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **naru_sound_keys (const char *name);
gboolean naru_sound_same (const char *const *a, const char *const *b);
gboolean naru_sound_near (const char *const *a, const char *const *b);

G_END_DECLS
