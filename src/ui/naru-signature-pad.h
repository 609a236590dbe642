/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field to sign in, with a pen, a finger or the mouse. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define NARU_TYPE_SIGNATURE_PAD (naru_signature_pad_get_type ())
G_DECLARE_FINAL_TYPE (NaruSignaturePad, naru_signature_pad, NARU, SIGNATURE_PAD, AdwBin)

GtkWidget *naru_signature_pad_new (void);
GBytes *naru_signature_pad_get_png (NaruSignaturePad *self);

G_END_DECLS
