/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of the program that bring large libraries: the window opens them when somebody first needs one. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gconstpointer naru_module_find (gconstpointer linked, const char *file, const char *symbol,
                                GError **error);

G_END_DECLS
