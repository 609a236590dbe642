/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of the intake interview. Every answer is saved when one goes on, so that it can be left at any time; it opens
 * at the first question that has no answer. */

#include "naru-intake-page.h"

#include <glib/gi18n-lib.h>
#include "naru-intake-form.h"
#include "naru-intake-why.h"
#include "naru-pane-bar.h"
#include "naru-ui-util.h"
#include "naru-window.h"

#define PATH_WIDTH 240
#define WHY_WIDTH 268

struct _NaruIntakePage
{
  AdwBin parent_instance;
  NaruDesk *desk;
  char *jobseeker;
  NaruRecord *record;
  NaruIntakeRules *rules;
  NaruIntakeState *state;
  guint refresh_id;

  AdwLeaflet *leaflet;
  AdwFlap *flap;
  GtkWidget *path_bar;
  GtkWidget *bar;
  GtkWidget *why_bar;
  GtkWidget *show_path;
  GtkWidget *show_why;
  GtkWidget *name;
  GtkWidget *progress;
  GtkWidget *path;
  GtkWidget *page; /* the page part, for the focus */
  GtkWidget *title;
  GtkWidget *hint;
  GtkWidget *place; /* of the form */
  GtkWidget *form; /* NULL at the end */
  GtkWidget *message;
  GtkWidget *back;
  GtkWidget *go_on;
  GtkWidget *why;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (NaruIntakePage, naru_intake_page, ADW_TYPE_BIN)

/**
 * naru_intake_page_get_id:
 *
 * Returns: (transfer none) (nullable): who is asked
 */
const char *
naru_intake_page_get_id (NaruIntakePage *self)
{
  return self->jobseeker;
}

static const NaruIntakeQuestion *
get_question (NaruIntakePage *self)
{
  return self->form != NULL ? naru_intake_form_get_question (NARU_INTAKE_FORM (self->form)) : NULL;
}

static void
show_why (NaruIntakePage *self)
{
  g_autofree char *answer
      = self->form != NULL ? naru_intake_form_get_answer (NARU_INTAKE_FORM (self->form)) : NULL;

  naru_intake_why_show (NARU_INTAKE_WHY (self->why), self->rules, self->record, get_question (self),
                        answer);
}

/* The path */

static char *
say_given (const NaruIntakeQuestion *question, const char *given)
{
  g_auto (GStrv) ids = g_strsplit (given, " ", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  if (question->kind > NARU_INTAKE_MANY)
    return g_strdup (_ ("Asked"));
  for (guint i = 0; i < question->answers->len; i++)
    {
      const NaruIntakeAnswer *answer = g_ptr_array_index (question->answers, i);

      if (g_strv_contains ((const char *const *) ids, answer->id))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                naru_words_get (&answer->title, NULL));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
new_step (const NaruIntakeQuestion *question, const char *caption, gboolean done, gboolean now)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *brief = naru_words_get (&question->brief, NULL);
  GtkWidget *icon = naru_ui_icon (done  ? "naru-done-symbolic"
                                  : now ? "naru-doing-symbolic"
                                        : "naru-todo-symbolic",
                                  done  ? "ok"
                                  : now ? "hint"
                                        : "dim-label",
                                  NULL);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (icon, "row-symbol");
  gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (brief, done || now ? NULL : "dim-label"));
  if (caption != NULL && *caption != '\0')
    gtk_box_append (GTK_BOX (texts), naru_ui_wrapped_label (caption, "caption dim-label"));
  gtk_box_append (GTK_BOX (line), icon);
  gtk_box_append (GTK_BOX (line), texts);
  gtk_widget_set_margin_top (line, 8);
  gtk_widget_set_margin_bottom (line, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), done || now);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), done || now);
  gtk_widget_set_sensitive (row, done || now);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, brief,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  caption != NULL ? caption : "", -1);
  g_object_set_data (G_OBJECT (row), "naru-question", (gpointer) question);
  return row;
}

static void
show_path (NaruIntakePage *self)
{
  g_autoptr (GHashTable) answers = naru_intake_read_answers (self->record);
  const NaruIntakeQuestion *shown = get_question (self);
  /* Translators: how far an interview is */
  g_autofree char *progress = g_strdup_printf (_ ("%1$u of %2$u answered and saved"),
                                               self->state->n_answered, self->state->path->len);

  self->filling = TRUE;
  naru_ui_clear (self->path);
  for (guint i = 0; i < self->state->path->len; i++)
    {
      const NaruIntakeQuestion *question = g_ptr_array_index (self->state->path, i);
      const char *given = g_hash_table_lookup (answers, question->id);
      gboolean now = question == self->state->next;
      g_autofree char *caption = given != NULL ? say_given (question, given)
                                 : now         ? g_strdup (_ ("Now"))
                                               : NULL;
      GtkWidget *row = new_step (question, caption, given != NULL, now);

      gtk_list_box_append (GTK_LIST_BOX (self->path), row);
      if (question == shown)
        gtk_list_box_select_row (GTK_LIST_BOX (self->path), GTK_LIST_BOX_ROW (row));
    }
  self->filling = FALSE;
  gtk_label_set_text (GTK_LABEL (self->progress), progress);
}

/* The question */

static void
message (NaruIntakePage *self, const char *text)
{
  naru_ui_set_text (self->message, text);
}

static void
form_changed_cb (NaruIntakePage *self)
{
  message (self, NULL);
  show_why (self);
}

static void go_on_cb (NaruIntakePage *self);

static int
position_of (NaruIntakePage *self, const NaruIntakeQuestion *question)
{
  for (guint i = 0; question != NULL && i < self->state->path->len; i++)
    if (g_ptr_array_index (self->state->path, i) == question)
      return (int) i;
  return -1;
}

/* @question: (nullable): %NULL for the end */
static void
show_question (NaruIntakePage *self, const NaruIntakeQuestion *question)
{
  gboolean had_focus = naru_ui_has_focus (self->page);

  message (self, NULL);
  self->form = NULL;
  if (question != NULL)
    {
      self->form = naru_intake_form_new (self->desk, self->rules, question, self->record);
      g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (self->form, "submit", G_CALLBACK (go_on_cb), self,
                               G_CONNECT_SWAPPED);
    }
  adw_bin_set_child (ADW_BIN (self->place), self->form);
  gtk_label_set_text (GTK_LABEL (self->title), question != NULL
                                                   ? naru_words_get (&question->title, NULL)
                                                   : _ ("The interview is complete"));
  naru_ui_set_text (self->hint,
                    question != NULL
                        ? naru_words_get (&question->hint, NULL)
                        : _ ("Every answer is kept with who asked and when. The next thing is a "
                             "plan: open the case to draft it."));
  gtk_button_set_label (GTK_BUTTON (self->go_on),
                        question != NULL ? _ ("_Continue") : _ ("_Open the case"));
  gtk_widget_set_sensitive (self->back, question == NULL ? self->state->path->len > 0
                                                         : position_of (self, question) > 0);
  show_path (self);
  show_why (self);
  if (had_focus)
    gtk_widget_grab_focus (self->form != NULL ? self->form : self->go_on);
}

/* Reads the person; the state is that of the stored answers. */
static gboolean
read_person (NaruIntakePage *self)
{
  g_autoptr (GHashTable) answers = NULL;
  g_autoptr (GError) error = NULL;
  NaruIntakeRules *rules;

  g_clear_object (&self->record);
  self->record = naru_store_get (naru_desk_get_store (self->desk), self->jobseeker, NULL);
  if (self->record == NULL)
    return FALSE;
  /* Questions are parts of the rules: they stay the same as long as their version does. */
  if (self->rules == NULL || naru_intake_version_of (self->record) != self->rules->version)
    {
      rules = naru_intake_rules_load_for (self->desk, self->record, &error);
      if (rules == NULL)
        {
          naru_ui_toast (GTK_WIDGET (self), error->message);
          return FALSE;
        }
      if (self->rules != NULL && rules->version == self->rules->version)
        naru_intake_rules_unref (rules);
      else
        {
          self->form = NULL;
          adw_bin_set_child (ADW_BIN (self->place), NULL);
          g_clear_pointer (&self->rules, naru_intake_rules_unref);
          self->rules = rules;
        }
    }
  answers = naru_intake_read_answers (self->record);
  g_clear_pointer (&self->state, naru_intake_state_free);
  self->state = naru_intake_evaluate (self->rules, answers,
                                      naru_desk_has_role (self->desk, NARU_ROLE_SITUATION));
  gtk_label_set_text (GTK_LABEL (self->name), naru_record_get_title (self->record));
  return TRUE;
}

/**
 * naru_intake_page_open:
 * @jobseeker: whom to ask
 *
 * Opens the interview at the first question that has no answer.
 */
void
naru_intake_page_open (NaruIntakePage *self, const char *jobseeker)
{
  g_free (self->jobseeker);
  self->jobseeker = g_strdup (jobseeker);
  self->form = NULL;
  adw_bin_set_child (ADW_BIN (self->place), NULL);
  g_clear_pointer (&self->state, naru_intake_state_free);
  g_clear_pointer (&self->rules, naru_intake_rules_unref);
  if (read_person (self))
    show_question (self, self->state->next);
}

/* Going on, back and away */

static void
leave_cb (NaruIntakePage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open", "s", self->jobseeker);
}

static void
saved_cb (NaruWindow *window, NaruCommand *command, gboolean done, gpointer data)
{
  g_autoptr (NaruIntakePage) self = data;
  const NaruIntakeQuestion *asked;
  int position;

  gtk_widget_set_sensitive (self->go_on, TRUE);
  asked = get_question (self);
  if (!done || asked == NULL || !read_person (self))
    return;
  position = position_of (self, asked);
  /* Who goes through the answers again sees them one by one. */
  if (position >= 0 && (guint) position + 1 < self->state->path->len)
    show_question (self, g_ptr_array_index (self->state->path, position + 1));
  else
    show_question (self, self->state->next);
}

static void
go_on_cb (NaruIntakePage *self)
{
  NaruWindow *window = naru_window_of (GTK_WIDGET (self));
  g_autoptr (NaruCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (self->form == NULL)
    {
      leave_cb (self);
      return;
    }
  if (window == NULL || !gtk_widget_get_sensitive (self->go_on))
    return;
  command = naru_intake_form_make_command (NARU_INTAKE_FORM (self->form), &error);
  if (command == NULL)
    {
      message (self, error->message);
      gtk_widget_grab_focus (self->form);
      return;
    }
  gtk_widget_set_sensitive (self->go_on, FALSE);
  naru_window_run_quietly (window, command, saved_cb, g_object_ref (self));
}

static void
back_cb (NaruIntakePage *self)
{
  int position = self->state == NULL  ? 0
                 : self->form != NULL ? position_of (self, get_question (self))
                                      : (int) self->state->path->len;

  if (position > 0)
    show_question (self, g_ptr_array_index (self->state->path, position - 1));
}

static void
step_activated_cb (NaruIntakePage *self, GtkListBoxRow *row)
{
  if (self->filling)
    return;
  show_question (self, g_object_get_data (G_OBJECT (row), "naru-question"));
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_FORWARD);
  gtk_widget_grab_focus (self->form);
}

/* Somebody else, or undo, changed the person: what is being ticked stays. */
static gboolean
refresh_cb (gpointer data)
{
  NaruIntakePage *self = data;
  const NaruIntakeQuestion *shown;

  self->refresh_id = 0;
  if (self->jobseeker == NULL || self->state == NULL || !read_person (self))
    return G_SOURCE_REMOVE;
  shown = get_question (self);
  if (shown != NULL && position_of (self, shown) < 0)
    show_question (self, self->state->next);
  else if (shown == NULL && self->state->next != NULL)
    show_question (self, self->state->next);
  else
    {
      show_path (self);
      show_why (self);
    }
  return G_SOURCE_REMOVE;
}

static void
changed_cb (NaruIntakePage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (60, refresh_cb, self);
}

/* Panes */

static void
folded_cb (NaruIntakePage *self)
{
  gboolean folded = adw_leaflet_get_folded (self->leaflet);
  gboolean why_folded = adw_flap_get_folded (self->flap);

  naru_pane_bar_set_place (NARU_PANE_BAR (self->path_bar),
                           folded ? NARU_PANE_FIRST | NARU_PANE_LAST : NARU_PANE_FIRST);
  naru_pane_bar_set_place (NARU_PANE_BAR (self->bar),
                           (folded ? NARU_PANE_FIRST : NARU_PANE_MIDDLE)
                               | (why_folded ? NARU_PANE_LAST : NARU_PANE_MIDDLE));
  naru_pane_bar_set_place (NARU_PANE_BAR (self->why_bar),
                           why_folded ? NARU_PANE_MIDDLE : NARU_PANE_LAST);
  gtk_widget_set_visible (self->show_path, folded);
  gtk_widget_set_visible (self->show_why, why_folded);
}

static void
show_path_cb (NaruIntakePage *self)
{
  adw_leaflet_navigate (self->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static GtkWidget *
new_path_pane (NaruIntakePage *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *leave = naru_ui_icon_button ("go-previous-symbolic", _ ("Back to the case"));

  gtk_widget_add_css_class (pane, "pane-list");
  gtk_widget_set_size_request (pane, PATH_WIDTH, -1);
  self->path_bar = naru_pane_bar_new (_ ("Intake"), NARU_PANE_FIRST);
  g_signal_connect_swapped (leave, "clicked", G_CALLBACK (leave_cb), self);
  naru_pane_bar_pack_start (NARU_PANE_BAR (self->path_bar), leave);
  self->name = naru_ui_wrapped_label (NULL, "value");
  self->progress = naru_ui_wrapped_label (NULL, "caption dim-label");
  gtk_widget_set_margin_start (head, 18);
  gtk_widget_set_margin_end (head, 12);
  gtk_widget_set_margin_bottom (head, 12);
  gtk_box_append (GTK_BOX (head), self->name);
  gtk_box_append (GTK_BOX (head), self->progress);
  self->path = gtk_list_box_new ();
  naru_ui_add_classes (self->path, "navigation-sidebar");
  naru_ui_name (self->path, _ ("Questions of the interview"));
  gtk_widget_set_has_tooltip (self->path, FALSE);
  g_signal_connect_swapped (self->path, "row-activated", G_CALLBACK (step_activated_cb), self);
  gtk_box_append (GTK_BOX (pane), self->path_bar);
  gtk_box_append (GTK_BOX (pane), head);
  gtk_box_append (GTK_BOX (pane), naru_ui_scrolled (self->path));
  return pane;
}

static GtkWidget *
new_foot (NaruIntakePage *self)
{
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *later = gtk_button_new_with_mnemonic (_ ("_Leave for later"));

  self->back = gtk_button_new_with_mnemonic (_ ("_Back"));
  self->go_on = gtk_button_new_with_mnemonic (_ ("_Continue"));
  gtk_widget_add_css_class (self->back, "flat");
  gtk_widget_add_css_class (later, "flat");
  gtk_widget_add_css_class (self->go_on, "suggested-action");
  gtk_widget_set_hexpand (later, TRUE);
  gtk_widget_set_halign (later, GTK_ALIGN_END);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (back_cb), self);
  g_signal_connect_swapped (later, "clicked", G_CALLBACK (leave_cb), self);
  g_signal_connect_swapped (self->go_on, "clicked", G_CALLBACK (go_on_cb), self);
  gtk_box_append (GTK_BOX (foot), self->back);
  gtk_box_append (GTK_BOX (foot), later);
  gtk_box_append (GTK_BOX (foot), self->go_on);
  gtk_widget_add_css_class (foot, "intake-foot");
  naru_window_keep_foot_clear (foot);
  return foot;
}

static GtkWidget *
new_question_pane (NaruIntakePage *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (self->page, "pane-page");
  gtk_widget_set_hexpand (self->page, TRUE);
  self->bar = naru_pane_bar_new (NULL, NARU_PANE_MIDDLE);
  self->show_path = naru_ui_icon_button ("go-previous-symbolic", _ ("Questions of the interview"));
  self->show_why = gtk_toggle_button_new_with_label (_ ("Why this route"));
  gtk_widget_add_css_class (self->show_why, "flat");
  gtk_widget_set_valign (self->show_why, GTK_ALIGN_CENTER);
  naru_pane_bar_pack_start (NARU_PANE_BAR (self->bar), self->show_path);
  naru_pane_bar_pack_end (NARU_PANE_BAR (self->bar), self->show_why);
  g_signal_connect_swapped (self->show_path, "clicked", G_CALLBACK (show_path_cb), self);
  self->title = naru_ui_wrapped_label (NULL, "page-title");
  self->hint = naru_ui_wrapped_label (NULL, "dim-label");
  self->place = adw_bin_new ();
  gtk_widget_set_margin_top (self->place, 15);
  self->message = naru_ui_wrapped_label (NULL, "late");
  gtk_widget_hide (self->message);
  naru_ui_add_classes (content, "intake-question");
  gtk_box_append (GTK_BOX (content), self->title);
  gtk_box_append (GTK_BOX (content), self->hint);
  gtk_box_append (GTK_BOX (content), self->place);
  gtk_box_append (GTK_BOX (content), self->message);
  gtk_box_append (GTK_BOX (self->page), self->bar);
  gtk_box_append (GTK_BOX (self->page), naru_ui_scrolled (content));
  gtk_box_append (GTK_BOX (self->page), new_foot (self));
  return self->page;
}

static GtkWidget *
new_why_pane (NaruIntakePage *self)
{
  GtkWidget *pane = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (pane, "pane-rail");
  gtk_widget_set_size_request (pane, WHY_WIDTH, -1);
  gtk_widget_set_hexpand (pane, FALSE);
  self->why_bar = naru_pane_bar_new (_ ("Why this route"), NARU_PANE_LAST);
  self->why = naru_intake_why_new (self->desk);
  gtk_widget_set_vexpand (self->why, TRUE);
  gtk_box_append (GTK_BOX (pane), self->why_bar);
  gtk_box_append (GTK_BOX (pane), self->why);
  return pane;
}

static gboolean
naru_intake_page_grab_focus (GtkWidget *widget)
{
  NaruIntakePage *self = NARU_INTAKE_PAGE (widget);

  return gtk_widget_grab_focus (self->form != NULL ? self->form : self->go_on);
}

static void
naru_intake_page_dispose (GObject *object)
{
  NaruIntakePage *self = NARU_INTAKE_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_object (&self->record);
  g_clear_pointer (&self->state, naru_intake_state_free);
  g_clear_pointer (&self->rules, naru_intake_rules_unref);
  g_clear_pointer (&self->jobseeker, g_free);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (naru_intake_page_parent_class)->dispose (object);
}

static void
naru_intake_page_class_init (NaruIntakePageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_intake_page_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = naru_intake_page_grab_focus;
  GTK_WIDGET_CLASS (klass)->focus = naru_ui_focus_child;
}

static void
naru_intake_page_init (NaruIntakePage *self)
{
}

/**
 * naru_intake_page_new:
 *
 * Makes the page; it asks nobody before naru_intake_page_open().
 */
GtkWidget *
naru_intake_page_new (NaruDesk *desk)
{
  NaruIntakePage *self = g_object_new (NARU_TYPE_INTAKE_PAGE, NULL);
  GtkWidget *leaflet = adw_leaflet_new ();
  GtkWidget *flap = adw_flap_new ();
  GtkWidget *path, *separator;

  self->desk = g_object_ref (desk);
  self->leaflet = ADW_LEAFLET (leaflet);
  self->flap = ADW_FLAP (flap);
  path = new_path_pane (self);
  separator = gtk_separator_new (GTK_ORIENTATION_VERTICAL);
  adw_flap_set_content (self->flap, new_question_pane (self));
  adw_flap_set_flap (self->flap, new_why_pane (self));
  adw_flap_set_separator (self->flap, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  adw_flap_set_flap_position (self->flap, GTK_PACK_END);
  adw_flap_set_swipe_to_open (self->flap, FALSE);
  gtk_widget_set_hexpand (flap, TRUE);
  adw_leaflet_append (self->leaflet, path);
  adw_leaflet_page_set_navigatable (adw_leaflet_append (self->leaflet, separator), FALSE);
  adw_leaflet_append (self->leaflet, flap);
  adw_leaflet_set_visible_child (self->leaflet, flap);
  adw_bin_set_child (ADW_BIN (self), leaflet);
  g_object_bind_property (flap, "reveal-flap", self->show_why, "active",
                          G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  g_signal_connect_object (leaflet, "notify::folded", G_CALLBACK (folded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (flap, "notify::folded", G_CALLBACK (folded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (naru_desk_get_store (desk), "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  folded_cb (self);
  return GTK_WIDGET (self);
}
