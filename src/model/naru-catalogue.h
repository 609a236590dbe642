/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads translations straight from a message catalogue (.mo), in any language and from any thread: gettext itself only
 * answers in the language of the process, and lists must be searchable in all of theirs. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _NaruCatalogue NaruCatalogue;

NaruCatalogue *naru_catalogue_open (const char *folder, const char *language, const char *domain);
const char *naru_catalogue_lookup (NaruCatalogue *self, const char *text);
void naru_catalogue_free (NaruCatalogue *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NaruCatalogue, naru_catalogue_free)

G_END_DECLS
