/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one per profile, so that a second start shows the window that is there. */

#include "naru-application.h"

#include <glib/gi18n-lib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include "naru-config.h"
#include "naru-reminder.h"
#include "naru-startup.h"
#include "naru-ui-util.h"
#include "naru-window.h"

/* Microseconds in which a store that needs no upgrade is open. */
#define PATIENCE 300000
/* Pixels of a symbol beside text of the usual size, and of the one over the words of an empty page. */
#define SYMBOL_SIZE 16
#define EMPTY_SYMBOL_SIZE 64
#define MARK_SIZE 14 /* of a check box, as in libadwaita */

struct _NaruApplication
{
  AdwApplication parent_instance;
  char *profile;
  NaruStore *store;
  NaruClock *clock;
  GThread *opening;
  GError *error; /* of opening */
  GMutex lock;
  GCond opened_cond;
  gboolean opened; /* under the lock */
  GtkWidget *waiting; /* shown while opening takes long */
  GThread *preparing;
  GCancellable *closing;
  guint trim_source;
};

G_DEFINE_FINAL_TYPE (NaruApplication, naru_application, ADW_TYPE_APPLICATION)

/* The store does not open: the person reads why, and nothing is touched. */
static void
show_refusal (NaruApplication *self, const GError *error)
{
  GtkWidget *dialog = adw_message_dialog_new (NULL, _ ("Naru cannot open your data"), NULL);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), _ ("%s\n\nThe data is in %s."),
                                  error->message, self->profile);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_set_application (GTK_WINDOW (dialog), GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* On a thread of its own: what was left over by an upgrade or an import that was cut off, and attachments that nothing
 * names. Nobody waits for it; what is not done when the program ends is done next time. */
static gpointer
prepare_thread (gpointer data)
{
  NaruApplication *self = data;
  g_autoptr (GError) error = NULL;

  if (!naru_store_derive_stale (self->store, NULL, NULL, self->closing, &error))
    g_debug ("Lists and search are not all up to date: %s", error->message);
  else if (!naru_store_collect_blobs (self->store, &error))
    g_debug ("Attachments that nothing names were not looked for: %s", error->message);
  return NULL;
}

/* Gives back what was needed only for opening. */
static gboolean
trim_cb (gpointer data)
{
  NaruApplication *self = data;

  self->trim_source = 0;
  naru_store_release_memory (self->store);
#ifdef __GLIBC__
  malloc_trim (0);
#endif
  return G_SOURCE_REMOVE;
}

/* What can wait until the window is seen. */
static void
filled_cb (GtkWidget *window)
{
  NaruApplication *self = NARU_APPLICATION (gtk_window_get_application (GTK_WINDOW (window)));

  if (self == NULL || self->preparing != NULL)
    return;
  gtk_window_set_default_icon_name (NARU_APP_ID);
  if (NARU_IS_WINDOW (window))
    naru_reminder_start (NARU_WINDOW (window));
  self->preparing = g_thread_new ("naru-prepare", prepare_thread, self);
  self->trim_source = g_timeout_add_seconds (1, trim_cb, self);
}

static void
wait_for_store (NaruApplication *self, GError **error)
{
  if (self->opening == NULL)
    return;
  self->store = g_thread_join (g_steal_pointer (&self->opening));
  if (self->store != NULL)
    naru_store_adopt (self->store);
  else
    g_propagate_error (error, g_steal_pointer (&self->error));
}

static void
show_window (NaruApplication *self)
{
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  wait_for_store (self, &error);
  if (self->store == NULL)
    {
      show_refusal (self, error);
      return;
    }
  window = GTK_WINDOW (naru_window_new (GTK_APPLICATION (self), self->store, self->clock));
  naru_startup_when_filled (GTK_WIDGET (window), filled_cb);
  gtk_window_present (window);
}

static gboolean
opened_cb (gpointer data)
{
  NaruApplication *self = data;
  GtkWidget *waiting = self->waiting;

  /* Nobody waits: the window is there, or was closed meanwhile. */
  if (waiting == NULL)
    return G_SOURCE_REMOVE;
  g_clear_weak_pointer (&self->waiting);
  show_window (self);
  gtk_window_destroy (GTK_WINDOW (waiting));
  return G_SOURCE_REMOVE;
}

static gpointer
open_thread (gpointer data)
{
  NaruApplication *self = data;
  NaruStore *store = naru_store_open (self->profile, NARU_STORE_OPEN_DEFAULT, &self->error);

  g_mutex_lock (&self->lock);
  self->opened = TRUE;
  g_cond_signal (&self->opened_cond);
  g_mutex_unlock (&self->lock);
  g_idle_add (opened_cb, self);
  return store;
}

/* While GTK starts. */
static void
open_store (NaruApplication *self)
{
  self->opened = FALSE;
  self->opening = g_thread_new ("naru-open", open_thread, self);
}

/* Whether the store opens as it does every day. Only an upgrade, or another program that holds it, takes longer. */
static gboolean
opens_soon (NaruApplication *self)
{
  gint64 until = g_get_monotonic_time () + PATIENCE;
  gboolean opened;

  g_mutex_lock (&self->lock);
  while (!self->opened && g_cond_wait_until (&self->opened_cond, &self->lock, until))
    ;
  opened = self->opened;
  g_mutex_unlock (&self->lock);
  return opened;
}

/* An upgrade is one transaction a step: whoever closes this window loses nothing. */
static void
show_waiting (NaruApplication *self)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *spinner = gtk_spinner_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));

  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Opening your data"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page),
                                   _ ("After an update of Naru this takes a moment, once. "
                                      "You may close this window: nothing is lost."));
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_spinner_start (GTK_SPINNER (spinner));
  adw_status_page_set_child (ADW_STATUS_PAGE (page), spinner);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Naru"));
  gtk_window_set_default_size (GTK_WINDOW (window), 520, 360);
  g_set_weak_pointer (&self->waiting, window);
  gtk_window_present (GTK_WINDOW (window));
}

static void
naru_application_activate (GApplication *application)
{
  NaruApplication *self = NARU_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (window != NULL)
    {
      gtk_window_present (window);
      return;
    }
  if (self->opening == NULL && self->store == NULL)
    open_store (self);
  if (self->store != NULL || opens_soon (self))
    show_window (self);
  else
    show_waiting (self);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  NaruApplication *self = data;

  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (self)),
                         "application-name", _ ("Naru"), "application-icon", NARU_APP_ID, "version",
                         NARU_VERSION, "developer-name", _ ("The Naru developers"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("For the people who work in public employment services. "
                            "Everything is kept on this computer and works without a network."),
                         NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (data));

  while (windows != NULL)
    {
      GtkWindow *window = windows->data;

      windows = windows->next;
      gtk_window_close (window);
    }
}

/* Where a notification leads to. */
static void
show_today_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (data));

  if (!NARU_IS_WINDOW (window))
    return;
  naru_window_show_place (NARU_WINDOW (window), "today");
  gtk_window_present (window);
}

static const GActionEntry actions[] = {
  { .name = "show-today", .activate = show_today_cb },
  { .name = "about", .activate = about_cb },
  { .name = "quit", .activate = quit_cb },
};

/* Symbols grow with the text. Beside text of the usual size they have exactly the 16 pixels in which they are there as
 * bitmaps: any other size is drawn by a library for SVG, which takes 3 MiB and a part of the first frame. */
static void
size_symbols (GtkSettings *settings, GParamSpec *pspec, GtkCssProvider *symbols)
{
  double scale = naru_ui_text_scale ();
  int mark = (int) (MARK_SIZE * scale);
  g_autofree char *text = g_strdup_printf (
      "image, arrow, sort-indicator { -gtk-icon-size: %dpx; } statuspage image { -gtk-icon-size: "
      "%dpx; } "
      "check, radio { min-width: %dpx; min-height: %dpx; -gtk-icon-size: %dpx; }",
      (int) (SYMBOL_SIZE * scale), (int) (EMPTY_SYMBOL_SIZE * scale), mark, mark, mark);

  gtk_css_provider_load_from_data (symbols, text, -1);
}

static void
load_style (void)
{
  g_autoptr (GtkCssProvider) symbols = gtk_css_provider_new ();
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/io/github/naru/Naru/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  size_symbols (NULL, NULL, symbols);
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (symbols),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (size_symbols), symbols, 0);
}

/* Without a resource base path: GTK would make the window of shortcuts with every window, and read the icon theme a
 * second time to add a folder of icons. Both delay the first frame by a seventh of an empty window's. */
static void
naru_application_startup (GApplication *application)
{
  NaruApplication *self = NARU_APPLICATION (application);
  static const char *const quit[] = { "<Control>q", NULL };
  static const char *const help[] = { "<Control>F1", "<Control>question", NULL };

  open_store (self);
  g_application_set_resource_base_path (application, NULL);
  G_APPLICATION_CLASS (naru_application_parent_class)->startup (application);
  load_style ();
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "app.quit", quit);
  gtk_application_set_accels_for_action (GTK_APPLICATION (self), "win.show-help-overlay", help);
}

static void
naru_application_shutdown (GApplication *application)
{
  NaruApplication *self = NARU_APPLICATION (application);

  G_APPLICATION_CLASS (naru_application_parent_class)->shutdown (application);
  g_clear_handle_id (&self->trim_source, g_source_remove);
  wait_for_store (self, NULL);
  g_idle_remove_by_data (self);
  g_cancellable_cancel (self->closing);
  g_clear_pointer (&self->preparing, g_thread_join);
  if (self->store != NULL)
    naru_store_close (self->store);
}

static void
naru_application_finalize (GObject *object)
{
  NaruApplication *self = NARU_APPLICATION (object);

  g_clear_object (&self->store);
  g_clear_object (&self->closing);
  g_clear_pointer (&self->clock, naru_clock_free);
  g_free (self->profile);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->opened_cond);
  G_OBJECT_CLASS (naru_application_parent_class)->finalize (object);
}

static void
naru_application_class_init (NaruApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = naru_application_finalize;
  application_class->activate = naru_application_activate;
  application_class->startup = naru_application_startup;
  application_class->shutdown = naru_application_shutdown;
}

static void
naru_application_init (NaruApplication *self)
{
  self->clock = naru_clock_system ();
  self->closing = g_cancellable_new ();
  g_mutex_init (&self->lock);
  g_cond_init (&self->opened_cond);
}

/**
 * naru_application_new:
 * @profile: (nullable): folder of the profile, or %NULL for the person's own
 *
 * Two profiles are two programs: each has an id of its own, made from its folder.
 */
NaruApplication *
naru_application_new (const char *profile)
{
  g_autofree char *own = naru_store_default_profile ();
  g_autofree char *folder
      = profile == NULL ? g_strdup (own) : g_canonicalize_filename (profile, NULL);
  g_autofree char *id = g_strdup (NARU_APP_ID);
  NaruApplication *self;

  if (!g_str_equal (folder, own))
    {
      g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, folder, -1);

      digest[12] = '\0';
      g_free (id);
      id = g_strdup_printf ("%s.p%s", NARU_APP_ID, digest);
    }
  self = g_object_new (NARU_TYPE_APPLICATION, "application-id", id, NULL);
  self->profile = g_steal_pointer (&folder);
  return self;
}
