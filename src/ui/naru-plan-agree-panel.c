/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposing, agreeing and signing a plan. What threatens, is vague or hard to read is said before, with other words to put
 * in its place. */

#include "naru-plan-panels.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include "naru-casework.h"
#include "naru-field-editor.h"
#include "naru-findings.h"
#include "naru-panel.h"
#include "naru-signature-pad.h"
#include "naru-ui-util.h"

typedef struct
{
  NaruDesk *desk;
  NaruPanel *panel;
  NaruRecord *plan;
  NaruChecker *checker;
  GPtrArray *findings;
  GtkWidget *box; /* owns this */
  GtkWidget *wording;
  GtkWidget *review;
  GtkWidget *proposed;
  GtkWidget *agreed;
  GtkWidget *pad;
  GtkWidget *scan_name;
  NaruAttachment *scan;
} Agree;

static void
agree_free (gpointer data)
{
  Agree *agree = data;

  g_object_unref (agree->desk);
  g_object_unref (agree->plan);
  g_clear_pointer (&agree->checker, naru_checker_free);
  g_clear_pointer (&agree->findings, g_ptr_array_unref);
  g_clear_pointer (&agree->scan, naru_attachment_free);
  g_free (agree);
}

/* Wording */

static GPtrArray *
check_wording (Agree *agree)
{
  g_autoptr (GPtrArray) steps
      = naru_case_get_steps (agree->desk, naru_record_get_id (agree->plan), NULL);
  g_autoptr (NaruDraft) draft = naru_draft_new ();

  for (guint i = 0; i < naru_record_get_length (agree->plan, "goals"); i++)
    {
      g_autofree char *text = naru_record_get_element (agree->plan, "goals", i, "text");
      g_autofree char *id = naru_record_get_element (agree->plan, "goals", i, "id");

      if (text != NULL && id != NULL)
        naru_draft_add_text (draft, id, text);
    }
  for (guint i = 0; steps != NULL && i < steps->len; i++)
    if (g_strcmp0 (naru_record_get (steps->pdata[i], "state"), "dropped") != 0)
      naru_draft_add_text (draft, naru_record_get_id (steps->pdata[i]),
                           naru_record_get_title (steps->pdata[i]));
  if (agree->checker == NULL)
    agree->checker = naru_checker_new_for_plans (naru_draft_guess_language (draft), NULL);
  return naru_checker_check (agree->checker, draft, NULL);
}

static void show_wording (Agree *agree);

/* A goal is part of the plan's record. */
static gboolean
read_plan (Agree *agree)
{
  NaruRecord *plan
      = naru_store_get (naru_desk_get_store (agree->desk), naru_record_get_id (agree->plan), NULL);

  if (plan == NULL)
    return FALSE;
  g_object_unref (agree->plan);
  agree->plan = plan;
  return TRUE;
}

static void
rewritten_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_autoptr (GtkWidget) box = data;
  Agree *agree = g_object_get_data (G_OBJECT (box), "naru-agree");

  if (done && agree != NULL && read_plan (agree))
    show_wording (agree);
}

static void
rewrite_cb (GtkWidget *button, Agree *agree)
{
  const NaruFinding *finding = g_object_get_data (G_OBJECT (button), "naru-finding");
  NaruWindow *window = naru_window_of (button);
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruCommand) command
      = naru_plan_reword (agree->desk, naru_record_get_id (agree->plan), finding->field,
                          finding->start, finding->text, finding->suggestion, &error);

  if (command == NULL)
    naru_panel_set_message (agree->panel, error->message);
  else if (window != NULL)
    naru_window_run_full (window, command, rewritten_cb, g_object_ref (agree->box));
}

static GtkWidget *
new_finding (Agree *agree, const NaruFinding *finding)
{
  gboolean grave = finding->level != NARU_LEVEL_HINT;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *icon = naru_ui_icon (grave ? "naru-level-review-symbolic" : "naru-level-hint-symbolic",
                                  grave ? "review" : "hint", NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "row-symbol");
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (finding->message, NULL));
  gtk_box_append (GTK_BOX (texts),
                  naru_ui_wrapped_label (finding->explanation, "caption dim-label"));
  if (finding->suggestion != NULL)
    {
      g_autofree char *words
          = *finding->suggestion != '\0'
                /* Translators: a button; what is put in place of the words marked */
                ? g_strdup_printf (_ ("Put “%s”"), finding->suggestion)
                : g_strdup (_ ("Take it out"));
      GtkWidget *button = gtk_button_new ();

      gtk_button_set_child (GTK_BUTTON (button), naru_ui_wrapped_label (words, NULL));
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                      -1);
      naru_ui_add_classes (button, "flat row-action");
      gtk_widget_set_halign (button, GTK_ALIGN_START);
      g_object_set_data (G_OBJECT (button), "naru-finding", (gpointer) finding);
      g_signal_connect (button, "clicked", G_CALLBACK (rewrite_cb), agree);
      gtk_box_append (GTK_BOX (texts), button);
    }
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), texts);
  return line;
}

static void
show_wording (Agree *agree)
{
  GPtrArray *findings = check_wording (agree);

  naru_ui_clear (agree->wording);
  g_clear_pointer (&agree->findings, g_ptr_array_unref);
  agree->findings = findings;
  gtk_box_append (GTK_BOX (agree->wording), naru_ui_label (_ ("Wording"), "heading"));
  if (findings->len == 0)
    gtk_box_append (
        GTK_BOX (agree->wording),
        naru_ui_icon_text ("naru-done-symbolic", "ok", _ ("Plain, and it threatens nobody.")));
  for (guint i = 0; i < findings->len; i++)
    gtk_box_append (GTK_BOX (agree->wording), new_finding (agree, findings->pdata[i]));
}

/* Signature */

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GtkWidget) box = data;
  Agree *agree = g_object_get_data (G_OBJECT (box), "naru-agree");
  g_autoptr (GError) error = NULL;
  NaruAttachment *scan = g_task_propagate_pointer (G_TASK (result), &error);

  if (agree == NULL)
    {
      g_clear_pointer (&scan, naru_attachment_free);
      return;
    }
  naru_panel_set_message (agree->panel, error != NULL ? error->message : NULL);
  if (scan == NULL)
    return;
  g_clear_pointer (&agree->scan, naru_attachment_free);
  agree->scan = scan;
  naru_ui_set_text (agree->scan_name, scan->name);
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  NaruAttachment *scan = naru_attachment_load (data, cancellable, &error);

  if (scan != NULL)
    g_task_return_pointer (task, scan, (GDestroyNotify) naru_attachment_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
chosen_cb (GtkFileChooserNative *chooser, int response, GtkWidget *box)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  g_autoptr (GTask) task = NULL;

  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (chooser));
  if (response != GTK_RESPONSE_ACCEPT || file == NULL)
    return;
  task = g_task_new (box, NULL, loaded_cb, g_object_ref (box));
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  g_task_run_in_thread (task, load_thread);
}

static void
scan_cb (Agree *agree)
{
  GtkRoot *root = gtk_widget_get_root (agree->box);
  GtkFileChooserNative *chooser = gtk_file_chooser_native_new (
      _ ("Choose the scan"), GTK_WINDOW (root), GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Open"),
      C_ ("action", "_Cancel"));

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect_object (chooser, "response", G_CALLBACK (chosen_cb), agree->box, 0);
  g_object_set_data_full (G_OBJECT (agree->box), "naru-chooser", chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static GtkWidget *
new_signature (Agree *agree)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scan = gtk_button_new_with_label (_ ("Attach a scan of the paper…"));

  agree->pad = naru_signature_pad_new ();
  agree->scan_name = naru_ui_wrapped_label (NULL, "caption dim-label");
  gtk_widget_hide (agree->scan_name);
  naru_ui_add_classes (scan, "flat row-action");
  gtk_widget_set_halign (scan, GTK_ALIGN_START);
  g_signal_connect_swapped (scan, "clicked", G_CALLBACK (scan_cb), agree);
  gtk_box_append (GTK_BOX (box), agree->pad);
  gtk_box_append (GTK_BOX (box), scan);
  gtk_box_append (GTK_BOX (box), agree->scan_name);
  return box;
}

static NaruAttachment *
get_signature (Agree *agree, GError **error)
{
  g_autoptr (GBytes) png = naru_signature_pad_get_png (NARU_SIGNATURE_PAD (agree->pad));

  return png != NULL ? naru_attachment_new ("signature.png", "image/png", png, error) : NULL;
}

/* Doing it */

static void
finish (Agree *agree, NaruCommand *command, const GError *error)
{
  if (command == NULL)
    naru_panel_set_message (agree->panel, error->message);
  else
    naru_panel_run_and_close (agree->panel, command);
}

static void
agree_cb (Agree *agree)
{
  const char *plan = naru_record_get_id (agree->plan);
  g_autofree char *review = NULL, *message = NULL;
  g_autoptr (GError) error = NULL;

  if (!naru_field_editor_dup_value (NARU_FIELD_EDITOR (agree->review), &review, &message))
    naru_panel_set_message (agree->panel, message);
  else if (gtk_check_button_get_active (GTK_CHECK_BUTTON (agree->proposed)))
    finish (agree, naru_case_propose_plan (agree->desk, plan, review, &error), error);
  else
    finish (agree,
            naru_case_agree_plan (agree->desk, plan,
                                  !gtk_check_button_get_active (GTK_CHECK_BUTTON (agree->agreed)),
                                  review, &error),
            error);
}

static void
sign_cb (Agree *agree)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NaruAttachment) drawn = get_signature (agree, &error);

  finish (agree,
          naru_case_sign_plan (agree->desk, naru_record_get_id (agree->plan),
                               drawn != NULL ? drawn : agree->scan, &error),
          error);
}

static GtkWidget *
new_radio (const char *title, const char *hint, GtkWidget *group)
{
  GtkWidget *radio = gtk_check_button_new ();
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (title, NULL));
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (hint, "caption dim-label"));
  gtk_widget_set_margin_start (texts, 6);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (radio), texts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (radio), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  if (group != NULL)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (radio), GTK_CHECK_BUTTON (group));
  return radio;
}

static GtkWidget *
new_review (Agree *agree)
{
  const NaruField *field = naru_record_type_find_field (naru_record_type_find ("plan"), "reviewOn");
  g_autofree char *today = naru_desk_today (agree->desk);
  g_autofree char *later = naru_date_add_days (today, 90);
  const char *set = naru_record_get (agree->plan, "reviewOn");

  agree->review = naru_field_editor_new (agree->desk, field);
  naru_field_editor_set_value (NARU_FIELD_EDITOR (agree->review),
                               set != NULL && strcmp (set, today) > 0 ? set : later);
  return naru_ui_captioned (naru_field_get_label (field), agree->review);
}

static Agree *
new_agree (NaruWindow *window, const char *plan)
{
  NaruDesk *desk = naru_window_get_desk (window);
  NaruRecord *record = naru_store_get (naru_desk_get_store (desk), plan, NULL);
  Agree *agree;

  if (record == NULL)
    return NULL;
  agree = g_new0 (Agree, 1);
  agree->desk = g_object_ref (desk);
  agree->plan = record;
  agree->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 15);
  g_object_set_data_full (G_OBJECT (agree->box), "naru-agree", agree, agree_free);
  return agree;
}

/**
 * naru_plan_panel_agree:
 *
 * Opens the panel that proposes or agrees a version.
 */
void
naru_plan_panel_agree (NaruWindow *window, const char *plan)
{
  Agree *agree = new_agree (window, plan);
  GtkWidget *states, *sign;

  if (agree == NULL)
    return;
  states = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  agree->wording = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  agree->agreed
      = new_radio (C_ ("plan", "Agreed"), _ ("Both said yes. It can be signed later."), NULL);
  sign = new_radio (_ ("Agreed and signed"), _ ("Signed on paper, today."), agree->agreed);
  agree->proposed = new_radio (
      _ ("Proposed"), _ ("The person thinks it over. What was agreed before holds until then."),
      agree->agreed);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (agree->agreed), TRUE);
  gtk_box_append (GTK_BOX (states), agree->proposed);
  gtk_box_append (GTK_BOX (states), agree->agreed);
  gtk_box_append (GTK_BOX (states), sign);
  gtk_box_append (GTK_BOX (agree->box), agree->wording);
  gtk_box_append (GTK_BOX (agree->box), new_review (agree));
  gtk_box_append (GTK_BOX (agree->box), states);
  show_wording (agree);
  agree->panel = naru_panel_show (window, _ ("Agree the plan"), agree->box);
  naru_panel_set_action (agree->panel, _ ("Keep this version"), G_CALLBACK (agree_cb), agree);
  gtk_widget_grab_focus (agree->agreed);
}

/**
 * naru_plan_panel_sign:
 *
 * Opens the panel in which the person signs the version agreed last.
 */
void
naru_plan_panel_sign (NaruWindow *window, const char *plan)
{
  Agree *agree = new_agree (window, plan);
  g_autofree char *text = NULL;
  GtkWidget *label;
  guint n_versions;

  if (agree == NULL)
    return;
  n_versions = naru_record_get_length (agree->plan, "versions");
  if (n_versions > 0)
    text = naru_record_get_element (agree->plan, "versions", n_versions - 1, "text");
  label = naru_ui_wrapped_label (text != NULL ? text : "", "strip");
  gtk_box_append (GTK_BOX (agree->box), label);
  gtk_box_append (GTK_BOX (agree->box), new_signature (agree));
  gtk_box_append (
      GTK_BOX (agree->box),
      naru_ui_wrapped_label (_ ("Without a drawing or a scan it only says that the paper "
                                "was signed."),
                             "caption dim-label"));
  agree->panel = naru_panel_show (window, _ ("Sign the plan"), agree->box);
  naru_panel_set_action (agree->panel, _ ("Signed today"), G_CALLBACK (sign_cb), agree);
}
