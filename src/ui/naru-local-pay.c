/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pay of past vacancies: read off the main loop, and said below the field of pay. */

#include "naru-local-pay.h"

#include <glib/gi18n-lib.h>
#include "naru-reading.h"
#include "naru-ui-util.h"

#define KEY "naru-local-pay"

/**
 * naru_local_pay_read:
 * @id: an occupation, a space, and the id of the vacancy that does not count
 *
 * Reads past vacancies, as a #NaruReadingFunc.
 */
gpointer
naru_local_pay_read (NaruDesk *reader, const char *id, gconstpointer context, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (id, " ", 2);

  return naru_vacancy_read_past (naru_desk_get_store (reader), parts[0], parts[1], error);
}

/**
 * naru_local_pay_say:
 *
 * Returns: (transfer full): an amount in the currency and period of @past, for a reader
 */
char *
naru_local_pay_say (const NaruPastVacancies *past, double amount)
{
  g_autoptr (NaruRecord) record
      = naru_record_new (naru_record_type_find ("vacancy"), "vacancy:PAST");
  g_autofree char *number = g_strdup_printf ("%.0f", amount);

  naru_record_set_money (record, "payMin", number, past->currency, past->per, NULL);
  return naru_record_format (record, "payMin");
}

static void
show_cb (GtkWidget *form, const char *id, gpointer found, gboolean other)
{
  const NaruPastVacancies *past = found;
  g_autofree char *note = NULL;

  if (past->n_paid > 0)
    {
      g_autofree char *low = naru_local_pay_say (past, past->low);
      g_autofree char *high = naru_local_pay_say (past, past->high);
      g_autofree char *newest = naru_ui_format_date (past->newest);

      /* Translators: two amounts, how many vacancies they are the quartiles of, and the day of the newest */
      note = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                           "Local: %s to %s (%u vacancy, the latest of %s)",
                                           "Local: %s to %s (half of %u vacancies, the latest of "
                                           "%s)",
                                           past->n_paid),
                              low, high, past->n_paid, newest);
    }
  naru_form_set_note (NARU_FORM (form), "payMin", note);
}

static void
reading_free (gpointer data)
{
  naru_reading_clear (data);
  g_free (data);
}

/**
 * naru_local_pay_show:
 * @form: a form with the field of pay
 * @desk: a desk
 * @vacancy: what is typed
 *
 * Says below the pay what past vacancies for the occupation paid: the quartiles, of how many, and how old they are.
 */
void
naru_local_pay_show (NaruForm *form, NaruDesk *desk, NaruRecord *vacancy)
{
  NaruReading *reading = g_object_get_data (G_OBJECT (form), KEY);
  const char *occupation = naru_record_get (vacancy, "occupation");
  g_autofree char *key = g_strdup_printf ("%s %s", occupation != NULL ? occupation : "",
                                          naru_record_get_id (vacancy));

  if (reading == NULL)
    {
      reading = g_new0 (NaruReading, 1);
      g_object_set_data_full (G_OBJECT (form), KEY, reading, reading_free);
    }
  if (occupation == NULL)
    naru_form_set_note (form, "payMin", NULL);
  if (g_strcmp0 (reading->shown, key) == 0)
    return;
  naru_reading_clear (reading);
  if (occupation != NULL)
    naru_reading_start (reading, GTK_WIDGET (form), desk, key, naru_local_pay_read, NULL, show_cb,
                        (GDestroyNotify) naru_past_vacancies_free);
}
