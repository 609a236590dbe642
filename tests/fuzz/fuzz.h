/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a fuzzer calls: each fuzz-<name>.c has one such function, which aborts where a promise is broken. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

G_END_DECLS
