/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A form checks what is typed, saves it by commands, and loses nothing. */

#include <adwaita.h>

#include "desk-fixture.h"
#include "naru-chooser.h"
#include "naru-employer-facts.h"
#include "naru-field-editor-private.h"
#include "naru-form.h"
#include "naru-list-page.h"
#include "naru-list-source.h"
#include "naru-type-spec.h"

typedef struct
{
  DeskFixture at;
  char *id;
} Fixture;

static const char *const fields[]
    = { "name", "birthDate", "mobile", "email", "occupations", "payWanted", "note", NULL };

static void
set_up (Fixture *self, gconstpointer data)
{
  desk_fixture_set_up (&self->at, NULL);
  self->id = desk_make (&self->at, "jobseeker", "name", "Kim Min-ji", "state", "active",
                        "counsellor", naru_desk_get_staff (self->at.desk), NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  desk_fixture_tear_down (&self->at, NULL);
  g_free (self->id);
}

static NaruForm *
new_form (Fixture *self)
{
  g_autoptr (NaruRecord) record = naru_store_get (self->at.store, self->id, NULL);
  GtkWidget *form = g_object_ref_sink (naru_form_new (self->at.desk, "jobseeker", fields));

  naru_form_set_record (NARU_FORM (form), record);
  return NARU_FORM (form);
}

static void
drop (NaruForm *form)
{
  g_assert_finalize_object (form);
}

/* The first one of its type where @label is %NULL. */
static GtkWidget *
find_named (GtkWidget *widget, GType type, const char *label)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && label == NULL)
    return widget;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    {
      char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                        GTK_ACCESSIBLE_PROPERTY_LABEL, label);

      if (wrong == NULL)
        return widget;
      g_free (wrong);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_named (child, type, label);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_entry (NaruForm *form, const char *label)
{
  GtkWidget *entry = find_named (GTK_WIDGET (form), GTK_TYPE_ENTRY, label);

  g_assert_nonnull (entry);
  return entry;
}

static gboolean
is_invalid (GtkWidget *entry)
{
  GtkWidget *editor = gtk_widget_get_ancestor (entry, NARU_TYPE_FIELD_EDITOR);
  char *wrong = gtk_test_accessible_check_state (
      GTK_ACCESSIBLE (editor), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE);

  g_free (wrong);
  return wrong == NULL;
}

/* A field takes the key from the entry in it. */
static void
press_escape (GtkWidget *entry)
{
  gboolean handled = FALSE;

  for (GtkWidget *at = entry; at != NULL && !handled && !NARU_IS_FORM (at);
       at = gtk_widget_get_parent (at))
    {
      g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (at);

      for (guint i = 0; i < g_list_model_get_n_items (controllers) && !handled; i++)
        {
          g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

          if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
            g_signal_emit_by_name (controller, "key-pressed", GDK_KEY_Escape, 0, 0, &handled);
        }
    }
  g_assert_true (handled);
}

static char *
read_field (Fixture *self, const char *field)
{
  g_autoptr (NaruRecord) record = naru_store_get (self->at.store, self->id, NULL);

  return g_strdup (naru_record_get (record, field));
}

static void
test_saves (Fixture *self, gconstpointer data)
{
  NaruForm *form = new_form (self);
  GtkWidget *entry = find_entry (form, "Date of birth");
  g_autofree char *value = NULL;
  g_autofree char *undo = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), "12.3.1990");
  g_assert_false (is_invalid (entry));
  g_assert_true (naru_form_has_edits (form));
  naru_form_commit (form);
  g_assert_false (naru_form_has_edits (form));
  value = read_field (self, "birthDate");
  g_assert_cmpstr (value, ==, "1990-03-12");
  undo = naru_store_get_undo_label (self->at.store);
  g_assert_cmpstr (undo, ==, "Kim Min-ji: Date of birth changed");
  drop (form);
}

static void
test_refuses (Fixture *self, gconstpointer data)
{
  NaruForm *form = new_form (self);
  GtkWidget *entry = find_entry (form, "Date of birth");
  GtkWidget *name = find_entry (form, "Name");
  g_autofree char *value = NULL;
  g_autofree char *kept = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), "31.2.1990");
  g_assert_true (is_invalid (entry));
  gtk_editable_set_text (GTK_EDITABLE (name), "");
  g_assert_true (is_invalid (name));
  naru_form_commit (form);
  value = read_field (self, "birthDate");
  g_assert_null (value);
  kept = read_field (self, "name");
  g_assert_cmpstr (kept, ==, "Kim Min-ji");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "31.2.1990");
  press_escape (entry);
  press_escape (name);
  g_assert_false (is_invalid (entry));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Kim Min-ji");
  drop (form);
}

/* A file may bring an address that nobody would type: it stays, and is in nobody's way. */
static void
test_tells_a_slip (Fixture *self, gconstpointer data)
{
  NaruForm *form = new_form (self);
  GtkWidget *email = find_entry (form, "E-mail");
  g_autoptr (NaruCommand) command = naru_command_new ("Import");
  g_autoptr (NaruRecord) imported = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *phone = NULL;
  g_autofree char *right = NULL;

  naru_command_set (command, self->id, "email", "bad mail");
  naru_desk_run (self->at.desk, command, &error);
  g_assert_no_error (error);
  imported = naru_store_get (self->at.store, self->id, NULL);
  naru_form_set_record (form, imported);
  g_assert_true (naru_form_check (form));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (form, "Mobile phone")), "010-5555-0");
  gtk_editable_set_text (GTK_EDITABLE (email), "kim@");
  g_assert_true (is_invalid (email));
  naru_form_commit (form);
  kept = read_field (self, "email");
  phone = read_field (self, "mobile");
  g_assert_cmpstr (kept, ==, "bad mail");
  g_assert_cmpstr (phone, ==, "010-5555-0");
  gtk_editable_set_text (GTK_EDITABLE (email), "kim@example.org");
  g_assert_false (is_invalid (email));
  naru_form_commit (form);
  right = read_field (self, "email");
  g_assert_cmpstr (right, ==, "kim@example.org");
  drop (form);
}

static void
test_keeps_typing (Fixture *self, gconstpointer data)
{
  NaruForm *form = new_form (self);
  GtkWidget *mobile = find_entry (form, "Mobile phone");
  g_autoptr (NaruCommand) command = naru_command_new ("Rename");
  g_autoptr (NaruRecord) again = NULL;
  g_autoptr (GError) error = NULL;

  gtk_editable_set_text (GTK_EDITABLE (mobile), "010-5555-0");
  naru_command_set (command, self->id, "name", "Kim Min-seo");
  naru_desk_run (self->at.desk, command, &error);
  g_assert_no_error (error);
  again = naru_store_get (self->at.store, self->id, NULL);
  naru_form_set_record (form, again);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (mobile)), ==, "010-5555-0");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (form, "Name"))), ==,
                   "Kim Min-seo");
  drop (form);
}

static void
write_elsewhere (Fixture *self, NaruForm *form, const char *note)
{
  g_autoptr (NaruCommand) command = naru_command_new ("Write");
  g_autoptr (NaruRecord) again = NULL;
  g_autoptr (GError) error = NULL;

  naru_command_set (command, self->id, "note", note);
  naru_desk_run (self->at.desk, command, &error);
  g_assert_no_error (error);
  again = naru_store_get (self->at.store, self->id, NULL);
  naru_form_set_record (form, again);
}

/* @cursor: the words behind it */
static void
assert_note (NaruForm *form, const char *text, const char *cursor)
{
  GtkWidget *view = find_named (GTK_WIDGET (form), GTK_TYPE_TEXT_VIEW, "Note");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end, at;
  g_autofree char *all = NULL;
  g_autofree char *behind = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_get_iter_at_mark (buffer, &at, gtk_text_buffer_get_insert (buffer));
  all = gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
  behind = gtk_text_buffer_get_text (buffer, &at, &end, TRUE);
  g_assert_cmpstr (all, ==, text);
  g_assert_cmpstr (behind, ==, cursor);
}

/* Paragraphs of others appear around the one that is typed in, as two edits are merged; the same one is not touched. */
static void
test_paragraphs (Fixture *self, gconstpointer data)
{
  NaruForm *form = new_form (self);
  GtkWidget *view = find_named (GTK_WIDGET (form), GTK_TYPE_TEXT_VIEW, "Note");
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter at;
  g_autofree char *note = NULL;

  write_elsewhere (self, form, "\u20ac first\nsecond\nthird");
  gtk_text_buffer_get_iter_at_line_offset (buffer, &at, 1, 3);
  gtk_text_buffer_insert (buffer, &at, "-mine-", -1);
  gtk_text_buffer_get_iter_at_line_offset (buffer, &at, 1, 8);
  gtk_text_buffer_place_cursor (buffer, &at);
  write_elsewhere (self, form, "\u20ac first of theirs\nsecond\nthird");
  assert_note (form, "\u20ac first of theirs\nsec-mine-ond\nthird", "-ond\nthird");
  /* on both sides of it */
  write_elsewhere (self, form, "new\n\u20ac 1\nsecond\nthird of theirs\nlast");
  assert_note (form, "new\n\u20ac 1\nsec-mine-ond\nthird of theirs\nlast",
               "-ond\nthird of theirs\nlast");
  write_elsewhere (self, form, "new\n\u20ac 1\nsecond of theirs\nlast");
  assert_note (form, "new\n\u20ac 1\nsec-mine-ond\nthird of theirs\nlast",
               "-ond\nthird of theirs\nlast");
  note = read_field (self, "note");
  g_assert_cmpstr (note, ==, "new\n\u20ac 1\nsecond of theirs\nlast");
  drop (form);
}

static void
test_draft (Fixture *self, gconstpointer data)
{
  NaruForm *form = new_form (self);
  g_auto (GStrv) drafts = NULL;
  GtkWidget *back;

  gtk_editable_set_text (GTK_EDITABLE (find_entry (form, "Mobile phone")), "010-5555-0");
  drop (form);
  drafts = naru_store_list_drafts (self->at.store, "form/");
  g_assert_cmpuint (g_strv_length (drafts), ==, 1);

  form = new_form (self);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (form, "Mobile phone"))), ==,
                   "");
  back = find_named (GTK_WIDGET (form), GTK_TYPE_BUTTON, "Put back");
  g_assert_nonnull (back);
  g_signal_emit_by_name (back, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (find_entry (form, "Mobile phone"))), ==,
                   "010-5555-0");
  naru_form_commit (form);
  drop (form);
  g_strfreev (drafts);
  drafts = naru_store_list_drafts (self->at.store, "form/");
  g_assert_cmpuint (g_strv_length (drafts), ==, 0);
}

static void
test_new (Fixture *self, gconstpointer data)
{
  GtkWidget *widget
      = g_object_ref_sink (naru_form_new_for_draft (self->at.desk, "jobseeker", fields));
  NaruForm *form = NARU_FORM (widget);
  g_autoptr (NaruRecord) record = naru_record_new (naru_record_type_find ("jobseeker"), NULL);

  naru_form_set_record (form, record);
  g_assert_false (naru_form_check (form));
  gtk_editable_set_text (GTK_EDITABLE (find_entry (form, "Name")), "Lee Ji-woo");
  gtk_editable_set_text (GTK_EDITABLE (find_entry (form, "Pay wanted")), "2,500,000");
  g_assert_true (naru_form_check (form));
  g_assert_cmpstr (naru_record_get (record, "name"), ==, "Lee Ji-woo");
  {
    g_autofree char *amount = naru_record_get_member (record, "payWanted", "amount");
    g_assert_cmpstr (amount, ==, "2500000");
  }
  naru_form_forget_draft (form);
  drop (form);
}

static void
test_typed_dates (void)
{
  static const struct
  {
    const char *typed;
    const char *date;
  } cases[] = {
    { "2026-11-25", "2026-11-25" },
    { "2026. 11. 25.", "2026-11-25" },
    { "20261125", "2026-11-25" },
    { "25.11.2026", "2026-11-25" },
    { "25/11", "2026-11-25" },
    { "2026년 11월 25일", "2026-11-25" },
    { "2026-02-30", NULL },
    { "soon", NULL },
    { "1 2 3 4", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = naru_parse_typed_date (cases[i].typed, "2026-11-23");
      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static void
test_typed_times (void)
{
  g_autofree char *day = naru_parse_typed_time ("2026-11-25 14:00", "2026-11-23");
  g_autofree char *today = naru_parse_typed_time ("9:30", "2026-11-23");
  g_autofree char *none = naru_parse_typed_time ("25:00", "2026-11-23");

  g_assert_cmpstr (day, ==, "2026-11-25T14:00:00+09:00");
  g_assert_cmpstr (today, ==, "2026-11-23T09:30:00+09:00");
  g_assert_null (none);
}

static void
loaded_cb (gboolean *loaded)
{
  *loaded = TRUE;
}

static void
load (NaruListSource *source)
{
  gboolean loaded = FALSE;
  gulong handler = g_signal_connect_swapped (source, "loaded", G_CALLBACK (loaded_cb), &loaded);

  naru_list_source_load (source);
  while (!loaded)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (source, handler);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (NaruListSource) source
      = naru_list_source_new (self->at.desk, naru_type_spec_find ("jobseeker"));
  GtkWidget *page = g_object_ref_sink (naru_list_page_new (source));
  g_autofree char *text = NULL;

  load (source);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (naru_list_source_get_list (source))),
                    ==, 1);
  text = naru_list_source_describe (source);
  g_assert_true (g_str_has_prefix (text, "1 person"));
  naru_list_source_set_search (source, "Min");
  load (source);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (naru_list_source_get_list (source))),
                    ==, 1);
  naru_list_source_set_filter (source, "state", "closed");
  load (source);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (naru_list_source_get_list (source))),
                    ==, 0);
  g_assert_true (naru_list_source_is_narrowed (source));
  naru_list_source_clear (source);
  load (source);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (naru_list_source_get_list (source))),
                    ==, 1);
  g_assert_finalize_object (page);
}

static gboolean
has_text (GtkWidget *widget, const char *text)
{
  gboolean found
      = GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_text (GTK_LABEL (widget)), text) == 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && !found;
       child = gtk_widget_get_next_sibling (child))
    found = has_text (child, text);
  return found;
}

/* Below the facts of a company stand those that belong to it, and no others. */
static void
test_belonging (Fixture *self, gconstpointer data)
{
  g_autofree char *docks = desk_make (&self->at, "employer", "name", "Docks", NULL);
  g_autofree char *pier = desk_make (&self->at, "employer", "name", "Pier", "parent", docks, NULL);
  g_autofree char *mill = desk_make (&self->at, "employer", "name", "Mill", NULL);
  g_autoptr (NaruRecord) record = naru_store_get (self->at.store, docks, NULL);
  GtkWidget *facts = g_object_ref_sink (naru_employer_facts_new (self->at.desk));

  naru_employer_facts_show (NARU_EMPLOYER_FACTS (facts), record);
  while (!has_text (facts, "Pier"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (has_text (facts, "Mill"));
  /* what is still read for it keeps it until then */
  g_object_add_weak_pointer (G_OBJECT (facts), (gpointer *) &facts);
  g_object_unref (facts);
  while (facts != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
chosen_cb (NaruChooser *chooser, const char *code, gpointer data)
{
  char **chosen = data;

  g_assert_null (*chosen);
  *chosen = g_strdup (code);
}

/* How many rows are marked as chosen, in a list or below a row. */
static guint
count_marks (GtkWidget *widget)
{
  guint marks = GTK_IS_IMAGE (widget) && gtk_widget_get_visible (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    marks += count_marks (child);
  return marks;
}

static void
test_return_waits (Fixture *self, gconstpointer data)
{
  g_autofree char *other = desk_make (&self->at, "employer", "name", "Alder Works", NULL);
  g_autofree char *wanted = desk_make (&self->at, "employer", "name", "Zelkova Works", NULL);
  const NaruField *field
      = naru_record_type_find_field (naru_record_type_find ("vacancy"), "employer");
  GtkWidget *chooser = naru_chooser_new (self->at.desk, field, "None");
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *window = gtk_window_new ();
  GtkWidget *search, *none, *said;
  g_autofree char *chosen = NULL;

  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), chooser);
  gtk_window_set_child (GTK_WINDOW (window), button);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (chooser, "chosen", G_CALLBACK (chosen_cb), &chosen);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  search = find_named (chooser, GTK_TYPE_SEARCH_ENTRY, "Search: Employer");
  g_assert_nonnull (search);
  while (find_named (chooser, GTK_TYPE_LIST_BOX_ROW, NULL) == NULL)
    g_main_context_iteration (NULL, TRUE);
  /* somebody else chooses while the list is open */
  none = find_named (chooser, GTK_TYPE_LIST_BOX_ROW, NULL);
  g_assert_cmpuint (count_marks (none), ==, 1);
  naru_chooser_set_current (NARU_CHOOSER (chooser), other);
  g_assert_cmpuint (count_marks (none), ==, 0);
  g_assert_cmpuint (count_marks (gtk_widget_get_parent (none)), ==, 1);
  said = find_named (chooser, GTK_TYPE_LABEL,
                     "Meanwhile somebody has chosen “Alder Works”. What you choose takes its "
                     "place, Escape keeps theirs.");
  g_assert_nonnull (said);
  g_assert_true (gtk_widget_get_visible (said));
  gtk_editable_set_text (GTK_EDITABLE (search), "zel");
  g_signal_emit_by_name (search, "activate");
  while (chosen == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (chosen, ==, wanted);
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/form/dates-are-understood-as-people-type-them", test_typed_dates);
  g_test_add_func ("/ui/form/times-are-those-of-this-desk", test_typed_times);
  g_test_add ("/ui/form/a-field-that-is-left-is-saved-by-a-command", Fixture, NULL, set_up,
              test_saves, tear_down);
  g_test_add ("/ui/form/a-slip-is-said-to-whoever-types-it", Fixture, NULL, set_up,
              test_tells_a_slip, tear_down);
  g_test_add ("/ui/form/what-is-wrong-is-said-and-not-saved", Fixture, NULL, set_up, test_refuses,
              tear_down);
  g_test_add ("/ui/form/typing-survives-a-change-from-elsewhere", Fixture, NULL, set_up,
              test_keeps_typing, tear_down);
  g_test_add ("/ui/form/paragraphs-of-others-appear-around-the-one-that-is-typed-in", Fixture, NULL,
              set_up, test_paragraphs, tear_down);
  g_test_add ("/ui/form/an-unsaved-edit-is-offered-back", Fixture, NULL, set_up, test_draft,
              tear_down);
  g_test_add ("/ui/form/a-new-record-is-filled-and-checked", Fixture, NULL, set_up, test_new,
              tear_down);
  g_test_add ("/ui/list/words-and-filters-narrow-the-list", Fixture, NULL, set_up, test_list,
              tear_down);
  g_test_add ("/ui/list/companies-that-belong-to-one-stand-below-its-facts", Fixture, NULL, set_up,
              test_belonging, tear_down);
  g_test_add ("/ui/choice/return-waits-for-what-the-words-find", Fixture, NULL, set_up,
              test_return_waits, tear_down);
  return g_test_run ();
}
