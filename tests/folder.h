/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folders that tests make and leave nothing of. */
#pragma once

#include <glib.h>

void remove_folder (const char *path);
