/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in and out, and the made-up centre. */
#include "cli.h"

#include <glib/gi18n-lib.h>

const CliCommand cli_exchange_commands[] = {
  { NULL },
};
