/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Editors of what is chosen: a term, a code or another record; yes or no; money. */

#include "naru-field-editor-private.h"

#include <glib/gi18n-lib.h>
#include "naru-chooser.h"
#include "naru-json-text.h"
#include "naru-line-layout.h"
#include "naru-ui-util.h"

/* A term, a code, a record */

G_DECLARE_FINAL_TYPE (NaruChoiceEditor, naru_choice_editor, NARU, CHOICE_EDITOR, NaruFieldEditor)

struct _NaruChoiceEditor
{
  NaruFieldEditor parent_instance;
  GtkWidget *button;
  GtkWidget *label;
  GtkWidget *chooser;
  char *value;
};

G_DEFINE_FINAL_TYPE (NaruChoiceEditor, naru_choice_editor, NARU_TYPE_FIELD_EDITOR)

static void
show_choice (NaruChoiceEditor *self)
{
  const NaruField *field = naru_field_editor_get_field (NARU_FIELD_EDITOR (self));
  g_autofree char *text = naru_choice_label (naru_field_editor_get_desk (NARU_FIELD_EDITOR (self)),
                                             field, self->value);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), naru_field_get_label (field), text);
  /* beside an amount there is room for the three letters alone; what they stand for is told by the pointer and read out */
  gboolean is_currency = g_strcmp0 (field->vocabulary, "currencies") == 0;

  gtk_label_set_text (GTK_LABEL (self->label), self->value == NULL ? _ ("Choose")
                                               : is_currency       ? self->value
                                                                   : text);
  gtk_widget_set_tooltip_text (self->button, is_currency ? text : NULL);
  if (self->value == NULL)
    gtk_widget_add_css_class (self->label, "dim-label");
  else
    gtk_widget_remove_css_class (self->label, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
chosen_cb (NaruChoiceEditor *self, const char *code)
{
  g_free (self->value);
  self->value = g_strdup (code);
  naru_chooser_set_current (NARU_CHOOSER (self->chooser), code);
  show_choice (self);
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

static void
naru_choice_editor_build (NaruFieldEditor *editor)
{
  NaruChoiceEditor *self = NARU_CHOICE_EDITOR (editor);
  const NaruField *field = naru_field_editor_get_field (editor);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->label = naru_ui_label (NULL, NULL);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), naru_ui_icon ("pan-down-symbolic", NULL, NULL));
  self->chooser
      = naru_chooser_new (naru_field_editor_get_desk (editor), field,
                          (field->flags & NARU_FIELD_REQUIRED) != 0 ? NULL : C_ ("choice", "None"));
  self->button = naru_ui_menu_button (box, self->chooser);
  naru_ui_add_classes (self->button, "field");
  g_signal_connect_object (self->chooser, "chosen", G_CALLBACK (chosen_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->button);
  show_choice (self);
}

static void
naru_choice_editor_set_value (NaruFieldEditor *editor, const char *value)
{
  NaruChoiceEditor *self = NARU_CHOICE_EDITOR (editor);

  g_free (self->value);
  self->value = g_strdup (value);
  naru_chooser_set_current (NARU_CHOOSER (self->chooser), value);
  show_choice (self);
}

static gboolean
naru_choice_editor_dup_value (NaruFieldEditor *editor, char **value, char **message)
{
  *value = g_strdup (NARU_CHOICE_EDITOR (editor)->value);
  return TRUE;
}

static void
naru_choice_editor_finalize (GObject *object)
{
  g_free (NARU_CHOICE_EDITOR (object)->value);
  G_OBJECT_CLASS (naru_choice_editor_parent_class)->finalize (object);
}

static gboolean
naru_choice_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NARU_CHOICE_EDITOR (widget)->button);
}

static void
naru_choice_editor_class_init (NaruChoiceEditorClass *klass)
{
  NaruFieldEditorClass *editor_class = NARU_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = naru_choice_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_choice_editor_grab_focus;
  editor_class->build = naru_choice_editor_build;
  editor_class->set_value = naru_choice_editor_set_value;
  editor_class->dup_value = naru_choice_editor_dup_value;
}

static void
naru_choice_editor_init (NaruChoiceEditor *self)
{
}

/* Yes or no */

G_DECLARE_FINAL_TYPE (NaruSwitchEditor, naru_switch_editor, NARU, SWITCH_EDITOR, NaruFieldEditor)

struct _NaruSwitchEditor
{
  NaruFieldEditor parent_instance;
  GtkWidget *toggle;
  gboolean was_false; /* "false" was on the wire, not nothing: it stays so */
};

G_DEFINE_FINAL_TYPE (NaruSwitchEditor, naru_switch_editor, NARU_TYPE_FIELD_EDITOR)

static void
switched_cb (NaruSwitchEditor *self)
{
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

static void
naru_switch_editor_build (NaruFieldEditor *editor)
{
  NaruSwitchEditor *self = NARU_SWITCH_EDITOR (editor);

  self->toggle = gtk_switch_new ();
  gtk_widget_set_halign (self->toggle, GTK_ALIGN_START);
  gtk_widget_set_valign (self->toggle, GTK_ALIGN_CENTER);
  naru_ui_name (self->toggle, naru_field_get_label (naru_field_editor_get_field (editor)));
  g_signal_connect_swapped (self->toggle, "notify::active", G_CALLBACK (switched_cb), self);
  gtk_widget_add_css_class (GTK_WIDGET (self), "switch-field");
  adw_bin_set_child (ADW_BIN (self), self->toggle);
}

static void
naru_switch_editor_set_value (NaruFieldEditor *editor, const char *value)
{
  NaruSwitchEditor *self = NARU_SWITCH_EDITOR (editor);

  self->was_false = g_strcmp0 (value, "false") == 0;
  gtk_switch_set_active (GTK_SWITCH (self->toggle), g_strcmp0 (value, "true") == 0);
}

static gboolean
naru_switch_editor_dup_value (NaruFieldEditor *editor, char **value, char **message)
{
  NaruSwitchEditor *self = NARU_SWITCH_EDITOR (editor);

  if (gtk_switch_get_active (GTK_SWITCH (self->toggle)))
    *value = g_strdup ("true");
  else if (self->was_false)
    *value = g_strdup ("false");
  return TRUE;
}

static gboolean
naru_switch_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NARU_SWITCH_EDITOR (widget)->toggle);
}

static void
naru_switch_editor_class_init (NaruSwitchEditorClass *klass)
{
  NaruFieldEditorClass *editor_class = NARU_FIELD_EDITOR_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->grab_focus = naru_switch_editor_grab_focus;
  editor_class->build = naru_switch_editor_build;
  editor_class->set_value = naru_switch_editor_set_value;
  editor_class->dup_value = naru_switch_editor_dup_value;
}

static void
naru_switch_editor_init (NaruSwitchEditor *self)
{
}

/* Money: amount, currency, per what */

G_DECLARE_FINAL_TYPE (NaruMoneyEditor, naru_money_editor, NARU, MONEY_EDITOR, NaruFieldEditor)

struct _NaruMoneyEditor
{
  NaruFieldEditor parent_instance;
  GtkWidget *amount;
  GtkWidget *currency;
  GtkWidget *per;
  GtkWidget *line;
  char *json; /* as received: unknown members stay */
};

G_DEFINE_FINAL_TYPE (NaruMoneyEditor, naru_money_editor, NARU_TYPE_FIELD_EDITOR)

#define CURRENCY_WIDTH 84 /* room for three letters and an arrow */

static const NaruField *
money_member (const char *name)
{
  for (const NaruField *field = naru_money_fields; field->name != NULL; field++)
    if (g_str_equal (field->name, name))
      return field;
  return NULL;
}

static const char *
usual_currency (void)
{
  const char *language = g_get_language_names ()[0];

  if (g_str_has_prefix (language, "fr"))
    return "EUR";
  return "KRW";
}

static void
money_edited_cb (NaruMoneyEditor *self)
{
  naru_field_editor_edited (NARU_FIELD_EDITOR (self));
}

static void
money_activate_cb (NaruMoneyEditor *self)
{
  naru_field_editor_commit (NARU_FIELD_EDITOR (self));
}

/* "per" comes below the amount where they have no room beside each other. */
static void
naru_money_editor_build (NaruFieldEditor *editor)
{
  NaruMoneyEditor *self = NARU_MONEY_EDITOR (editor);
  NaruDesk *desk = naru_field_editor_get_desk (editor);
  GtkWidget *sum = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *period = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_layout_manager (self->line, naru_line_layout_new (6, 3, TRUE));
  gtk_box_append (GTK_BOX (self->line), sum);
  gtk_box_append (GTK_BOX (self->line), period);
  self->amount = gtk_entry_new ();
  gtk_widget_add_css_class (self->amount, "field");
  gtk_editable_set_width_chars (GTK_EDITABLE (self->amount), 7);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->amount), 12);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->amount), GTK_INPUT_PURPOSE_NUMBER);
  naru_ui_name (self->amount, naru_field_get_label (naru_field_editor_get_field (editor)));
  g_signal_connect_swapped (self->amount, "changed", G_CALLBACK (money_edited_cb), self);
  g_signal_connect_swapped (self->amount, "activate", G_CALLBACK (money_activate_cb), self);
  self->currency = naru_field_editor_new (desk, money_member ("currency"));
  self->per = naru_field_editor_new (desk, money_member ("per"));
  gtk_widget_set_hexpand (self->currency, FALSE);
  gtk_widget_set_size_request (self->currency, CURRENCY_WIDTH, -1);
  gtk_widget_set_hexpand (self->per, FALSE);
  g_signal_connect_object (self->currency, "edited", G_CALLBACK (money_edited_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->per, "edited", G_CALLBACK (money_edited_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (sum), self->amount);
  gtk_box_append (GTK_BOX (sum), self->currency);
  gtk_box_append (GTK_BOX (period), naru_ui_label (_ ("per"), "dim-label"));
  gtk_box_append (GTK_BOX (period), self->per);
  adw_bin_set_child (ADW_BIN (self), self->line);
}

/**
 * naru_field_editor_keep_in_line:
 *
 * Keeps the parts of money beside each other, in a page that has room for them.
 */
void
naru_field_editor_keep_in_line (NaruFieldEditor *editor)
{
  GtkLayoutManager *box;

  if (!NARU_IS_MONEY_EDITOR (editor))
    return;
  box = gtk_box_layout_new (GTK_ORIENTATION_HORIZONTAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (box), 6);
  gtk_widget_set_layout_manager (NARU_MONEY_EDITOR (editor)->line, box);
}

static char *
get_member (const char *json, const char *name)
{
  NaruJsonSpan span;

  if (json == NULL)
    return NULL;
  span = naru_json_span_member (naru_json_span (json, -1), name);
  return naru_json_span_kind (span) == NARU_JSON_STRING ? naru_json_span_dup_string (span) : NULL;
}

/* Pay is for some time; an incentive, a budget or a fee is a sum, unless somebody says otherwise. */
static gboolean
is_pay (NaruFieldEditor *editor)
{
  return g_str_has_prefix (naru_field_editor_get_field (editor)->name, "pay");
}

static void
naru_money_editor_set_value (NaruFieldEditor *editor, const char *value)
{
  NaruMoneyEditor *self = NARU_MONEY_EDITOR (editor);
  g_autofree char *amount = get_member (value, "amount");
  g_autofree char *currency = get_member (value, "currency");
  g_autofree char *per = get_member (value, "per");

  g_free (self->json);
  self->json = g_strdup (value);
  gtk_editable_set_text (GTK_EDITABLE (self->amount), amount != NULL ? amount : "");
  naru_field_editor_set_value (NARU_FIELD_EDITOR (self->currency),
                               currency != NULL ? currency : usual_currency ());
  naru_field_editor_set_value (NARU_FIELD_EDITOR (self->per),
                               per != NULL || !is_pay (editor) ? per : "hour");
}

/* "2,500,000" and "10 320" are what people type; the wire has digits and a point. */
static char *
clean_amount (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    if (*at != ',' && *at != ' ')
      g_string_append_c (out, *at);
  return g_string_free (out, FALSE);
}

static gboolean
naru_money_editor_dup_value (NaruFieldEditor *editor, char **value, char **message)
{
  NaruMoneyEditor *self = NARU_MONEY_EDITOR (editor);
  g_autofree char *amount = clean_amount (gtk_editable_get_text (GTK_EDITABLE (self->amount)));
  g_autofree char *currency = NULL;
  g_autofree char *per = NULL;
  g_autofree char *amount_json = NULL;
  g_autofree char *currency_json = NULL;
  g_autofree char *per_json = NULL;

  if (*amount == '\0')
    return TRUE;
  if (!naru_field_editor_dup_value (NARU_FIELD_EDITOR (self->currency), &currency, message)
      || !naru_field_editor_dup_value (NARU_FIELD_EDITOR (self->per), &per, message))
    return FALSE;
  amount_json = naru_json_quote (amount);
  currency_json = currency == NULL ? NULL : naru_json_quote (currency);
  per_json = per == NULL ? NULL : naru_json_quote (per);
  {
    const NaruJsonEdit edits[]
        = { { "amount", amount_json }, { "currency", currency_json }, { "per", per_json } };
    *value = naru_json_splice (self->json != NULL ? self->json : "{}", edits, G_N_ELEMENTS (edits));
  }
  return TRUE;
}

static void
naru_money_editor_finalize (GObject *object)
{
  g_free (NARU_MONEY_EDITOR (object)->json);
  G_OBJECT_CLASS (naru_money_editor_parent_class)->finalize (object);
}

static gboolean
naru_money_editor_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (NARU_MONEY_EDITOR (widget)->amount);
}

static void
naru_money_editor_class_init (NaruMoneyEditorClass *klass)
{
  NaruFieldEditorClass *editor_class = NARU_FIELD_EDITOR_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = naru_money_editor_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_money_editor_grab_focus;
  editor_class->build = naru_money_editor_build;
  editor_class->set_value = naru_money_editor_set_value;
  editor_class->dup_value = naru_money_editor_dup_value;
}

static void
naru_money_editor_init (NaruMoneyEditor *self)
{
}
