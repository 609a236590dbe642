/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The quark of the program's error domain. */
#include "naru-error.h"

G_DEFINE_QUARK (naru_error_quark, naru_error)
