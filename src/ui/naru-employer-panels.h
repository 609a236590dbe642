/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Panels about an employer: who looks after it, and a new vacancy of it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void naru_assign_panel_open (GtkWidget *widget, const char *employer);
void naru_new_vacancy_panel_open (GtkWidget *widget, const char *employer);
void naru_mail_panel_open (GtkWidget *widget, const char *employer, const char *contact);
void naru_contact_panel_open (GtkWidget *widget, const char *contact);
void naru_contacts_save (GtkWidget *widget, char **ids, const char *name);
void naru_duplicates_panel_open (GtkWidget *widget, const char *employer);
void naru_talk_panel_open (GtkWidget *widget, const char *employer);
void naru_fact_panel_open (GtkWidget *widget, const char *employer);

G_END_DECLS
