/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of an employer. What waits for an answer stands first, then the form, then each fact with its source and date
 * and what other sources say of it. */

#include "naru-employer-facts.h"

#include <glib/gi18n-lib.h>
#include "naru-chooser.h"
#include "naru-employer-panels.h"
#include "naru-facts.h"
#include "naru-form.h"
#include "naru-owned-list.h"
#include "naru-reading.h"
#include "naru-ui-util.h"
#include "naru-vocabulary.h"
#include "naru-window.h"

struct _NaruEmployerFacts
{
  AdwBin parent_instance;

  NaruDesk *desk;
  NaruReading reading;
  GtkWidget *asks;
  GtkWidget *form;
  GtkWidget *below;
  GtkWidget *sources;
};

G_DEFINE_FINAL_TYPE (NaruEmployerFacts, naru_employer_facts, ADW_TYPE_BIN)

static const char *const fact_fields[] = { "name",
                                           "romanName",
                                           "otherNames",
                                           "stage",
                                           "industry",
                                           "sector",
                                           "sizeClass",
                                           "employees",
                                           "parent",
                                           "region",
                                           "address",
                                           "phone",
                                           "email",
                                           "website",
                                           "sites",
                                           "=Hiring",
                                           "hiringIntention",
                                           "hiringNote",
                                           "supportNeeded",
                                           "outreachDue",
                                           "tags",
                                           "lists",
                                           "green",
                                           "=Workplace",
                                           "accidentInsurance",
                                           "foreignWorkers",
                                           "safetyNote",
                                           "=Register and numbers",
                                           "register",
                                           "registerNumber",
                                           "industryLocal",
                                           "externalIds",
                                           "note",
                                           NULL };

static const struct
{
  const char *field;
  const char *heading;
} fact_headings[] = {
  { "=Hiring", N_ ("=Hiring") },
  { "=Workplace", N_ ("=Workplace") },
  { "=Register and numbers", N_ ("=Register and numbers") },
};

/* What is read on another thread: a fact with its source, and what others say. */
typedef struct
{
  char *id; /* of the element of `facts` */
  char *value;
  char *source;
  gboolean asks;
} Other;

typedef struct
{
  const NaruField *field;
  char *value;
  char *source;
  GPtrArray *others;
} Line;

static void
other_free (gpointer data)
{
  Other *self = data;

  g_free (self->id);
  g_free (self->value);
  g_free (self->source);
  g_free (self);
}

static void
line_free (gpointer data)
{
  Line *self = data;

  g_free (self->value);
  g_free (self->source);
  g_ptr_array_unref (self->others);
  g_free (self);
}

/* "Register, Business register, 2 March 2025" */
static char *
say_source (const char *source, const char *name, const char *on)
{
  g_autofree char *day = on != NULL ? naru_ui_format_date (on) : NULL;
  const char *label
      = source != NULL ? naru_vocabulary_label (naru_vocabulary_get ("fact-source"), source) : NULL;
  const char *parts[4] = { NULL };
  guint n = 0;

  if (label != NULL || source != NULL)
    parts[n++] = label != NULL ? label : source;
  if (name != NULL && *name != '\0')
    parts[n++] = name;
  if (day != NULL)
    parts[n++] = day;
  return g_strjoinv (", ", (char **) parts);
}

/* Somebody here wrote it: who, and when. */
static char *
say_own (NaruDesk *desk, GPtrArray *history, const char *field)
{
  const char *label = naru_vocabulary_label (naru_vocabulary_get ("fact-source"), "own");
  const NaruChange *latest = NULL;
  g_autofree char *name = NULL;
  g_autofree char *day = NULL;
  g_autofree char *date = NULL;

  /* newest first; the whole record was made with the fields that never changed */
  for (guint i = 0; history != NULL && latest == NULL && i < history->len; i++)
    {
      const NaruChange *change = history->pdata[i];
      gsize length = strcspn (change->field, "/.");

      if (*change->field == '\0'
          || (strlen (field) == length && strncmp (change->field, field, length) == 0))
        latest = change;
    }
  if (latest == NULL)
    return g_strdup (label);
  name = latest->author != NULL ? naru_store_get_title (naru_desk_get_store (desk), latest->author)
                                : NULL;
  date = naru_ui_date_of (latest->at);
  day = naru_ui_format_date (date);
  return name != NULL ? g_strdup_printf ("%s, %s, %s", label, name, day)
                      : g_strdup_printf ("%s, %s", label, day);
}

static char *
read_source (NaruDesk *desk, NaruRecord *record, GPtrArray *history, const char *field)
{
  g_autofree char *now = naru_fact_text (record, field);

  for (guint i = 0; i < naru_record_get_length (record, "sources"); i++)
    {
      g_autofree char *here = naru_record_get_element (record, "sources", i, "field");
      g_autofree char *value = naru_record_get_element (record, "sources", i, "value");
      g_autofree char *source = naru_record_get_element (record, "sources", i, "source");
      g_autofree char *name = naru_record_get_element (record, "sources", i, "name");
      g_autofree char *on = naru_record_get_element (record, "sources", i, "on");

      if (g_strcmp0 (here, field) == 0 && g_strcmp0 (value != NULL ? value : "", now) == 0)
        return say_source (source, name, on);
    }
  return say_own (desk, history, field);
}

static void
read_others (NaruDesk *desk, NaruRecord *record, Line *line)
{
  const NaruRecordType *type = naru_record_get_record_type (record);

  for (guint i = 0; i < naru_record_get_length (record, "facts"); i++)
    {
      g_autofree char *field = naru_record_get_element (record, "facts", i, "field");
      g_autofree char *json = naru_record_get_element (record, "facts", i, "value");
      g_autofree char *source = naru_record_get_element (record, "facts", i, "source");
      g_autofree char *name = naru_record_get_element (record, "facts", i, "name");
      g_autofree char *on = naru_record_get_element (record, "facts", i, "on");
      g_autofree char *state = naru_record_get_element (record, "facts", i, "state");
      Other *other;

      if (g_strcmp0 (field, line->field->name) != 0 || json == NULL
          || !naru_json_check (json, -1, NULL))
        continue;
      other = g_new0 (Other, 1);
      other->id = naru_record_get_element (record, "facts", i, "id");
      other->value = naru_choice_format (desk, type, line->field, json);
      other->source = say_source (source, name, on);
      other->asks = g_strcmp0 (state, "asks") == 0;
      g_ptr_array_add (line->others, other);
    }
}

static gpointer
read_facts (NaruDesk *reader, const char *employer, gconstpointer context, GError **error)
{
  NaruStore *store = naru_desk_get_store (reader);
  g_autoptr (NaruRecord) record = naru_store_get (store, employer, error);
  g_autoptr (GPtrArray) history
      = record != NULL ? naru_store_get_history (store, employer, NULL) : NULL;
  GPtrArray *lines;

  if (record == NULL)
    return NULL;
  lines = g_ptr_array_new_with_free_func (line_free);
  for (guint i = 0; fact_fields[i] != NULL; i++)
    {
      const NaruRecordType *type = naru_record_get_record_type (record);
      const NaruField *field = naru_record_type_find_field (type, fact_fields[i]);
      Line *line;

      if (field == NULL)
        continue;
      line = g_new0 (Line, 1);
      line->field = field;
      line->others = g_ptr_array_new_with_free_func (other_free);
      read_others (reader, record, line);
      if (naru_record_has (record, field->name))
        {
          g_autofree char *json = naru_json_span_dup (naru_record_get_span (record, field->name));

          line->value = naru_choice_format (reader, type, field, json);
          line->source = read_source (reader, record, history, field->name);
        }
      if (line->value != NULL || line->others->len > 0)
        g_ptr_array_add (lines, line);
      else
        line_free (line);
    }
  return lines;
}

/* Buttons */

typedef NaruCommand *(*FactFunc) (NaruDesk *desk, const char *employer, const char *fact,
                                  GError **error);

static void
fact_cb (GtkWidget *button, FactFunc func)
{
  GtkWidget *view = gtk_widget_get_ancestor (button, NARU_TYPE_EMPLOYER_FACTS);
  NaruWindow *window = naru_window_of (button);
  NaruEmployerFacts *self = NARU_EMPLOYER_FACTS (view);
  g_autoptr (GError) error = NULL;

  if (window != NULL && self->reading.shown != NULL)
    naru_window_run_or_tell (window,
                             func (self->desk, self->reading.shown,
                                   g_object_get_data (G_OBJECT (button), "fact"), &error),
                             &error);
}

static void
take_cb (GtkWidget *button)
{
  fact_cb (button, naru_employer_take_fact);
}

static void
keep_cb (GtkWidget *button)
{
  fact_cb (button, naru_employer_keep_fact);
}

static void
forget_cb (GtkWidget *button)
{
  fact_cb (button, naru_employer_forget_fact);
}

static GtkWidget *
fact_button (const char *label, const char *css_classes, const Other *other, const Line *line,
             GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  naru_ui_add_classes (button, css_classes);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "fact", g_strdup (other->id), g_free);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  naru_field_get_label (line->field), -1);
  g_signal_connect (button, "clicked", clicked, NULL);
  return button;
}

/* Rows */

/* What stands in the middle: a value, and below it where it comes from. */
static GtkWidget *
value_box (const char *value, const char *source)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (value, NULL));
  gtk_box_append (GTK_BOX (box), naru_ui_wrapped_label (source, "caption dim-label"));
  gtk_widget_set_hexpand (box, TRUE);
  return box;
}

static GtkWidget *
row_box (const char *caption)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = naru_ui_wrapped_label (caption, "dim-label");

  gtk_widget_set_size_request (label, (int) (120 * naru_ui_text_scale ()), -1);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), label);
  return row;
}

static void
show_asks (NaruEmployerFacts *self, const Line *line, const Other *other)
{
  GtkWidget *row = row_box (naru_field_get_label (line->field));

  gtk_box_append (GTK_BOX (row), value_box (line->value != NULL ? line->value : _ ("Nothing"),
                                            line->source != NULL ? line->source : ""));
  gtk_box_append (GTK_BOX (row), value_box (other->value, other->source));
  gtk_box_append (GTK_BOX (row),
                  fact_button (_ ("Keep ours"), "flat", other, line, G_CALLBACK (keep_cb)));
  gtk_box_append (GTK_BOX (row),
                  fact_button (_ ("Take over"), NULL, other, line, G_CALLBACK (take_cb)));
  gtk_box_append (GTK_BOX (self->asks), row);
}

static void
show_line (NaruEmployerFacts *self, const Line *line)
{
  GtkWidget *row = row_box (naru_field_get_label (line->field));

  gtk_box_append (GTK_BOX (row), value_box (line->value != NULL ? line->value : _ ("Nothing"),
                                            line->source != NULL ? line->source : ""));
  gtk_box_append (GTK_BOX (self->sources), row);
  for (guint i = 0; i < line->others->len; i++)
    {
      const Other *other = line->others->pdata[i];

      row = row_box ("");
      gtk_box_append (GTK_BOX (row), value_box (other->value, other->source));
      gtk_box_append (GTK_BOX (row), fact_button (C_ ("action", "Forget"), "flat", other, line,
                                                  G_CALLBACK (forget_cb)));
      gtk_box_append (GTK_BOX (row),
                      fact_button (_ ("Take over"), "flat", other, line, G_CALLBACK (take_cb)));
      gtk_box_append (GTK_BOX (self->sources), row);
    }
}

static void
show_facts (GtkWidget *widget, const char *employer, gpointer found, gboolean other)
{
  NaruEmployerFacts *self = NARU_EMPLOYER_FACTS (widget);
  GPtrArray *lines = found;
  gboolean asked = FALSE;

  naru_ui_clear (self->asks);
  naru_ui_clear (self->sources);
  gtk_box_append (GTK_BOX (self->asks),
                  naru_ui_icon_text ("naru-conflict-symbolic", "review",
                                     _ ("A source says something else than is known here.")));
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = lines->pdata[i];

      show_line (self, line);
      for (guint j = 0; j < line->others->len; j++)
        if (((const Other *) line->others->pdata[j])->asks)
          {
            asked = TRUE;
            show_asks (self, line, line->others->pdata[j]);
          }
    }
  gtk_widget_set_visible (self->asks, asked);
}

/**
 * naru_employer_facts_show:
 *
 * Shows the facts of @employer; sources are read off the main loop.
 */
void
naru_employer_facts_show (NaruEmployerFacts *self, NaruRecord *employer)
{
  naru_form_set_record (NARU_FORM (self->form), employer);
  naru_owned_list_show (NARU_OWNED_LIST (self->below), naru_record_get_id (employer));
  naru_reading_start (&self->reading, GTK_WIDGET (self), self->desk, naru_record_get_id (employer),
                      read_facts, NULL, show_facts, (GDestroyNotify) g_ptr_array_unref);
}

static void
add_cb (NaruEmployerFacts *self)
{
  if (self->reading.shown != NULL)
    naru_fact_panel_open (GTK_WIDGET (self), self->reading.shown);
}

static void
fill_site (NaruDesk *desk, NaruRecord *record, const char *today, NaruOwnedRow *row)
{
  g_autofree char *place = naru_record_format (record, "region");
  g_autofree char *size = naru_record_format (record, "sizeClass");

  row->title = g_strdup (naru_record_get_title (record));
  row->second = g_strdup (place);
  row->note = g_steal_pointer (&size);
}

static void
add_site (GtkWidget *widget, const char *parent)
{
  NaruWindow *window = naru_window_of (widget);
  g_autoptr (NaruRecord) draft = naru_record_new (naru_record_type_find ("employer"), NULL);

  if (window != NULL && naru_record_set (draft, "parent", parent, NULL))
    naru_window_new_record (window, "employer", draft);
}

static const NaruOwnedSpec belonging = {
  .type = "employer",
  .owner = "parent",
  .order = "name",
  .heading = N_ ("Companies and sites that belong to it"),
  .add_label = N_ ("Add company"),
  .empty = N_ ("None is known. A site with people of its own can be an employer of its own."),
  .fill = fill_site,
  .add = add_site,
};

static void
naru_employer_facts_dispose (GObject *object)
{
  NaruEmployerFacts *self = NARU_EMPLOYER_FACTS (object);

  g_clear_object (&self->desk);
  naru_reading_clear (&self->reading);
  G_OBJECT_CLASS (naru_employer_facts_parent_class)->dispose (object);
}

static void
naru_employer_facts_class_init (NaruEmployerFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = naru_employer_facts_dispose;
}

static void
naru_employer_facts_init (NaruEmployerFacts *self)
{
}

static GtkWidget *
make_head (NaruEmployerFacts *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *heading = naru_ui_heading (_ ("Where each fact comes from"), NULL);
  GtkWidget *add = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), "list-add-symbolic");
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), _ ("Add what a source says"));
  gtk_button_set_child (GTK_BUTTON (add), content);
  gtk_widget_add_css_class (add, "flat");
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_cb), self);
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_box_append (GTK_BOX (head), heading);
  gtk_box_append (GTK_BOX (head), add);
  return head;
}

/**
 * naru_employer_facts_new:
 *
 * Returns: (transfer floating): the facts of no employer yet, see naru_employer_facts_show()
 */
GtkWidget *
naru_employer_facts_new (NaruDesk *desk)
{
  static const char *translated[G_N_ELEMENTS (fact_fields)];
  NaruEmployerFacts *self = g_object_new (NARU_TYPE_EMPLOYER_FACTS, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 24);
  GtkWidget *all = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->desk = g_object_ref (desk);
  for (guint i = 0; i < G_N_ELEMENTS (fact_fields); i++)
    {
      translated[i] = fact_fields[i];
      for (guint j = 0; j < G_N_ELEMENTS (fact_headings); j++)
        if (g_strcmp0 (fact_headings[j].field, fact_fields[i]) == 0)
          translated[i] = _ (fact_headings[j].heading);
    }
  self->asks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  naru_ui_add_classes (self->asks, "notice");
  gtk_widget_hide (self->asks);
  self->form = naru_form_new (desk, "employer", translated);
  self->below = naru_owned_list_new (desk, &belonging);
  self->sources = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_box_append (GTK_BOX (box), self->below);
  gtk_box_append (GTK_BOX (box), make_head (self));
  gtk_box_append (GTK_BOX (box), self->sources);
  gtk_widget_add_css_class (box, "form-page");
  gtk_box_append (GTK_BOX (all), self->asks);
  gtk_box_append (GTK_BOX (all), box);
  adw_bin_set_child (ADW_BIN (self), naru_ui_scrolled (all));
  return GTK_WIDGET (self);
}
