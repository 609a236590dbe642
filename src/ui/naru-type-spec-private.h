/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The specs of record types that are in another file than their list. */
#pragma once

#include "naru-type-spec.h"

G_BEGIN_DECLS

#define COUNTED(one, many) .count_one = one, .count_many = many

extern const NaruTypeSpec naru_type_spec_courses, naru_type_spec_measures,
    naru_type_spec_organisations, naru_type_spec_figures, naru_type_spec_handbook;

G_END_DECLS
