/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a printed document says. */
#pragma once

#include "naru-document.h"

char *print_text_of (NaruDocument *document);
