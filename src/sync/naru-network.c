/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the module with libsoup and libsecret is found. */
#include "naru-network.h"

#include "naru-module.h"

extern const NaruNetwork naru_network_table __attribute__ ((weak));

/**
 * naru_network_get:
 * @error: return location for an error
 *
 * May be called in any thread.
 *
 * Returns: (transfer none) (nullable): the functions; %NULL with %NARU_ERROR_FAILED where the module is not installed
 */
const NaruNetwork *
naru_network_get (GError **error)
{
  return naru_module_find (&naru_network_table, "naru-network.so", "naru_network_table", error);
}
