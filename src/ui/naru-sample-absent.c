/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands in while casework cannot fill a sample: goes when it can. */

#include "naru-error.h"
#include "naru-sample.h"

gboolean
naru_sample_fill (NaruDesk *desk, const NaruSampleOptions *options, GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, NARU_ERROR, NARU_ERROR_REFUSED, "This build has no sample.");
  return FALSE;
}
