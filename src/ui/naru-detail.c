/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of one record: name, facts and menu. One page serves all records of its type in turn. */

#include "naru-detail-private.h"

#include <glib/gi18n-lib.h>
#include "naru-line-layout.h"
#include "naru-sync.h"
#include "naru-ui-util.h"

#define WIDE_TABS 800 /* where text is large they are wider, and move together */
#define TABS_WIDTH 620 /* beside it a window of 1280 has room for the list, or for the panel */
#define NOTE_CHARS 24
#define NAME_CHARS 16

enum
{
  PROP_0,
  PROP_DESK,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_TYPE_WITH_PRIVATE (NaruDetail, naru_detail, ADW_TYPE_BIN)

/**
 * naru_detail_get_private:
 *
 * Returns: (transfer none): what the two files of the page share
 */
NaruDetailPrivate *
naru_detail_get_private (NaruDetail *self)
{
  return naru_detail_get_instance_private (self);
}

/**
 * naru_detail_get_id:
 *
 * The id of the record that is open, or %NULL.
 */
const char *
naru_detail_get_id (NaruDetail *self)
{
  return naru_detail_get_private (self)->id;
}

/**
 * naru_detail_get_record:
 *
 * The record as it was read last; %NULL before the first and where it was deleted.
 */
NaruRecord *
naru_detail_get_record (NaruDetail *self)
{
  return naru_detail_get_private (self)->record;
}

/**
 * naru_detail_get_desk:
 *
 * The desk at which the page is shown.
 */
NaruDesk *
naru_detail_get_desk (NaruDetail *self)
{
  return naru_detail_get_private (self)->desk;
}

/* In words where there is room for all of them; otherwise a symbol, which says them when asked. */
static GtkWidget *
new_note (const char *icon, const char *css_class, const char *text)
{
  GtkWidget *note = adw_squeezer_new ();
  GtkWidget *symbol = naru_ui_icon (icon, css_class, text);

  adw_squeezer_set_homogeneous (ADW_SQUEEZER (note), FALSE);
  adw_squeezer_set_switch_threshold_policy (ADW_SQUEEZER (note), ADW_FOLD_THRESHOLD_POLICY_NATURAL);
  adw_squeezer_set_xalign (ADW_SQUEEZER (note), 0);
  adw_squeezer_add (ADW_SQUEEZER (note), naru_ui_icon_text (icon, css_class, text));
  adw_squeezer_add (ADW_SQUEEZER (note), symbol);
  return note;
}

static GtkWidget *
sync_note (NaruDetail *self, const char *id)
{
  NaruDesk *desk = naru_detail_get_private (self)->desk;
  g_autoptr (NaruDocumentState) state = naru_store_get_state (naru_desk_get_store (desk), id, NULL);
  g_autofree char *today = naru_desk_today (desk);
  g_autofree char *text = NULL;
  const char *css_class;
  const char *icon;

  if (state == NULL)
    return NULL;
  icon = naru_ui_sync_icon (state->sync, &css_class);
  text = naru_ui_sync_text (state, today);
  return new_note (icon, css_class, text);
}

/* Of a case that was given to a team whose records this desk does not see; NULL of any other. */
static GtkWidget *
awaited_note (NaruDetail *self, const char *id)
{
  NaruStore *store = naru_desk_get_store (naru_detail_get_private (self)->desk);
  g_autofree char *team = naru_sync_find_awaited_team (store, id);
  g_autofree char *title = team != NULL ? naru_store_get_title (store, team) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *note;

  if (title == NULL)
    return NULL;
  text = g_strdup_printf (_ ("Waits to go to the team “%s”"), title);
  note = naru_ui_icon_text ("naru-late-symbolic", "review", text);
  naru_ui_set_tooltip (note,
                       _ ("A desk that works for both teams carries the case over. Until then it "
                          "stays here, with all that is written in it."));
  return note;
}

/* Where this record stands: after its facts, at the foot of their line. */
static void
add_own_sync (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);
  GtkWidget *awaited = awaited_note (self, priv->id);
  GtkWidget *note = awaited != NULL ? awaited : sync_note (self, priv->id);

  if (note == NULL)
    return;
  gtk_widget_set_valign (note, GTK_ALIGN_END);
  gtk_box_append (priv->facts, note);
}

static void
read_record (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  g_clear_object (&priv->record);
  priv->record = naru_store_get (naru_desk_get_store (priv->desk), priv->id, NULL);
  naru_detail_outdate_tabs (self);
  gtk_stack_set_visible_child_name (priv->root, priv->record != NULL ? "record" : "gone");
  naru_conflict_bar_show (priv->conflicts, priv->desk, priv->record != NULL ? priv->id : NULL);
  if (priv->record == NULL)
    return;
  naru_ui_clear (GTK_WIDGET (priv->facts));
  if (NARU_DETAIL_GET_CLASS (self)->record_changed != NULL)
    NARU_DETAIL_GET_CLASS (self)->record_changed (self, priv->record);
  add_own_sync (self);
  naru_detail_refresh_tab (self);
}

static gboolean
refresh_cb (gpointer data)
{
  NaruDetail *self = data;

  naru_detail_get_private (self)->refresh_id = 0;
  read_record (self);
  return G_SOURCE_REMOVE;
}

/**
 * naru_detail_refresh:
 *
 * Reads the record and what is seen of it again, soon: several changes in one go are shown once.
 */
void
naru_detail_refresh (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  if (priv->refresh_id == 0 && priv->id != NULL)
    priv->refresh_id = g_timeout_add (60, refresh_cb, self);
}

/* The tabs ask for room, so that the list beside the page goes away before they do; where text is very large they scroll. */
static void
ask_for_tabs (NaruDetailPrivate *priv)
{
  GtkWidget *switcher = GTK_WIDGET (priv->switcher);
  GtkWidget *scrolled = gtk_widget_get_ancestor (switcher, GTK_TYPE_SCROLLED_WINDOW);
  int natural = 0;

  gtk_widget_measure (switcher, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  if (natural > WIDE_TABS)
    gtk_widget_add_css_class (switcher, "close");
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scrolled),
                                             MIN (natural, TABS_WIDTH));
}

static void
naru_detail_map (GtkWidget *widget)
{
  NaruDetail *self = NARU_DETAIL (widget);
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  GTK_WIDGET_CLASS (naru_detail_parent_class)->map (widget);
  ask_for_tabs (priv);
  if (priv->id != NULL && priv->refresh_id == 0 && priv->record == NULL)
    naru_detail_refresh (self);
}

static void
changed_cb (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    naru_detail_refresh (self);
  else
    /* Read again when it is looked at. */
    g_clear_object (&priv->record);
}

/**
 * naru_detail_open:
 *
 * Opens a record in this page.
 */
void
naru_detail_open (NaruDetail *self, const char *id)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  if (g_strcmp0 (priv->id, id) != 0)
    {
      g_free (priv->id);
      priv->id = g_strdup (id);
    }
  g_clear_handle_id (&priv->refresh_id, g_source_remove);
  read_record (self);
}

/**
 * naru_detail_add_action:
 *
 * Adds a button to the bar at the end, before those added earlier.
 */
void
naru_detail_add_action (NaruDetail *self, GtkWidget *button)
{
  naru_pane_bar_pack_end (NARU_PANE_BAR (naru_detail_get_private (self)->bar), button);
}

/**
 * naru_detail_add_menu_item:
 *
 * Adds an entry to the menu of the page.
 */
void
naru_detail_add_menu_item (NaruDetail *self, const char *label, const char *detailed_action)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);
  g_autoptr (GMenuItem) item = g_menu_item_new (label, detailed_action);

  g_menu_append_item (priv->menu, item);
  gtk_widget_set_visible (priv->menu_button, TRUE);
}

/* How many Latin letters wide the text is, at most @most. Hangul is half as wide again as a Latin letter. */
static int
count_chars (const char *text, int most)
{
  int halves = 0;

  for (const char *p = text; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    halves += g_unichar_iswide (g_utf8_get_char (p)) ? 3 : 2;
  return MIN (halves / 2, most);
}

/**
 * naru_detail_set_menu_visible:
 *
 * Hides the menu where nothing in it is for whoever works here.
 */
void
naru_detail_set_menu_visible (NaruDetail *self, gboolean visible)
{
  gtk_widget_set_visible (naru_detail_get_private (self)->menu_button, visible);
}

/**
 * naru_detail_set_name:
 *
 * The name on top; @other_name (in another script) and @note (such as "Active since 2 September") may be %NULL.
 */
void
naru_detail_set_name (NaruDetail *self, const char *name, const char *other_name, const char *note)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  /* The name in another script is shortened first; the note rather takes a line of its own. */
  gtk_label_set_width_chars (priv->name, count_chars (name, NAME_CHARS));
  gtk_label_set_width_chars (priv->note, count_chars (note, NOTE_CHARS));
  naru_ui_set_text (GTK_WIDGET (priv->name), name);
  naru_ui_set_text (GTK_WIDGET (priv->other_name), other_name);
  naru_ui_set_text (GTK_WIDGET (priv->note), note);
}

static GtkWidget *
add_fact (NaruDetail *self, const char *caption, const char *value)
{
  GtkWidget *line;

  gtk_box_append (naru_detail_get_private (self)->facts, naru_ui_fact (caption, value, &line));
  return line;
}

/**
 * naru_detail_set_fact:
 *
 * Adds a fact under the name; nothing is added where there is no value. Facts are taken away before
 * record_changed.
 */
void
naru_detail_set_fact (NaruDetail *self, const char *caption, const char *value)
{
  if (value != NULL && *value != '\0')
    add_fact (self, caption, value);
}

/**
 * naru_detail_set_fact_with_sync:
 *
 * As naru_detail_set_fact(), with the sync state of the record @id, such as the next meeting.
 */
void
naru_detail_set_fact_with_sync (NaruDetail *self, const char *caption, const char *value,
                                const char *id)
{
  GtkWidget *note;
  GtkWidget *line;

  if (value == NULL || *value == '\0')
    return;
  line = add_fact (self, caption, value);
  note = sync_note (self, id);
  if (note != NULL)
    gtk_box_append (GTK_BOX (line), note);
}

/**
 * naru_detail_set_place:
 *
 * For the workspace: where the pane stands, and whether it carries a way back to the list.
 */
void
naru_detail_set_place (NaruDetail *self, NaruPanePlace place, gboolean back)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  naru_pane_bar_set_place (NARU_PANE_BAR (priv->bar), place);
  gtk_widget_set_visible (priv->back, back);
}

/* The focus goes to the tab that is seen: from there the arrows lead to the others and Tab into the page. */
static gboolean
naru_detail_grab_focus (GtkWidget *widget)
{
  NaruDetailPrivate *priv = naru_detail_get_private (NARU_DETAIL (widget));

  for (GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (priv->switcher)); button != NULL;
       button = gtk_widget_get_next_sibling (button))
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
      return gtk_widget_grab_focus (button);
  return FALSE;
}

static void
naru_detail_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NaruDetailPrivate *priv = naru_detail_get_private (NARU_DETAIL (object));

  switch (id)
    {
    case PROP_DESK:
      priv->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      break;
    }
}

static void
naru_detail_constructed (GObject *object)
{
  NaruDetail *self = NARU_DETAIL (object);
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  G_OBJECT_CLASS (naru_detail_parent_class)->constructed (object);
  g_signal_connect_object (naru_desk_get_store (priv->desk), "changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
}

static void
naru_detail_dispose (GObject *object)
{
  NaruDetailPrivate *priv = naru_detail_get_private (NARU_DETAIL (object));

  g_clear_handle_id (&priv->refresh_id, g_source_remove);
  g_clear_handle_id (&priv->fold_id, g_source_remove);
  g_clear_pointer (&priv->rail_binding, g_binding_unbind);
  g_clear_pointer (&priv->tabs, g_ptr_array_unref);
  /* GTK 4.8 looks for the template in the class of the instance, where that of a base class is not. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  g_clear_object (&priv->menu);
  g_clear_object (&priv->record);
  g_clear_object (&priv->desk);
  g_clear_pointer (&priv->id, g_free);
  G_OBJECT_CLASS (naru_detail_parent_class)->dispose (object);
}

static void
naru_detail_class_init (NaruDetailClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = naru_detail_set_property;
  object_class->constructed = naru_detail_constructed;
  object_class->dispose = naru_detail_dispose;
  widget_class->map = naru_detail_map;
  widget_class->grab_focus = naru_detail_grab_focus;
  widget_class->focus = naru_ui_focus_child;
  properties[PROP_DESK]
      = g_param_spec_object ("desk", NULL, NULL, NARU_TYPE_DESK,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (NARU_TYPE_CONFLICT_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/naru/Naru/naru-detail.ui");
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, bar_place);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, name);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, other_name);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, note);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, facts);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, conflicts);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, root);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, stack);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, switcher);
  gtk_widget_class_bind_template_child_private (widget_class, NaruDetail, rail_button);
}

static void
naru_detail_init (NaruDetail *self)
{
  NaruDetailPrivate *priv = naru_detail_get_private (self);

  priv->menu = g_menu_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_layout_manager (GTK_WIDGET (priv->facts), naru_line_layout_new (30, 6, FALSE));
  gtk_widget_set_layout_manager (gtk_widget_get_parent (GTK_WIDGET (priv->name)),
                                 naru_line_layout_new (30, 6, FALSE));
  naru_detail_init_tabs (self);
  priv->bar = naru_pane_bar_new (NULL, NARU_PANE_LAST);
  priv->back = naru_ui_icon_button ("go-previous-symbolic", _ ("Back to the list"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (priv->back), "workspace.leave");
  gtk_widget_set_visible (priv->back, FALSE);
  naru_pane_bar_pack_start (NARU_PANE_BAR (priv->bar), priv->back);
  priv->menu_button = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (priv->menu_button), "view-more-symbolic");
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (priv->menu_button), G_MENU_MODEL (priv->menu));
  naru_ui_name (priv->menu_button, _ ("More actions"));
  gtk_widget_set_visible (priv->menu_button, FALSE);
  naru_pane_bar_pack_end (NARU_PANE_BAR (priv->bar), priv->menu_button);
  adw_bin_set_child (priv->bar_place, priv->bar);
}
