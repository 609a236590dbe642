/* SPDX-License-Identifier: GPL-3.0-or-later */
/* first-paint COMMAND...: milliseconds from exec to the first painted window, milliseconds that the main thread was on a
 * processor until then (which other programs hardly change), and the memory (PSS, KiB) of the process after two idle
 * seconds. Painted means: a window of at least 400 pixels shows six colours or more, so that an empty background does not
 * count; the time is that of the report of the change, as to fetch and look at the picture takes longer than a frame. With MIN_COLOURS another number counts: a filled list shows more than a bare shell. */

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_WINDOWS 64
#define LIMIT_MS 30000.0
#define IDLE_MS 2000.0

typedef struct
{
  Window window;
  Damage damage;
  int width, height;
  int reports;
} Watched;

static Watched watched[MAX_WINDOWS];
static int n_watched;

static double
now_ms (void)
{
  struct timespec t;
  clock_gettime (CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1000.0 + t.tv_nsec / 1e6;
}

/* Windows of the program may be gone before we ask for them. */
static int
ignore_error (Display *display, XErrorEvent *event)
{
  (void) display;
  (void) event;
  return 0;
}

static int
count_colours (Display *display, const Watched *w, int enough)
{
  unsigned long seen[64];
  int n = 0;
  XImage *image = XGetImage (display, w->window, 0, 0, w->width, w->height, AllPlanes, ZPixmap);

  if (image == NULL)
    return 0;
  for (int y = 0; y < w->height && n < enough; y += 3)
    for (int x = 0; x < w->width && n < enough; x += 3)
      {
        unsigned long pixel = XGetPixel (image, x, y) & 0xffffff;
        int i = 0;

        while (i < n && seen[i] != pixel)
          i++;
        if (i == n)
          seen[n++] = pixel;
      }
  XDestroyImage (image);
  return n;
}

static long
read_pss (pid_t pid)
{
  char path[64], line[200];
  long pss = 0;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%d/smaps_rollup", pid);
  file = fopen (path, "r");
  if (file == NULL)
    return 0;
  while (fgets (line, sizeof line, file) != NULL)
    if (sscanf (line, "Pss: %ld", &pss) == 1)
      break;
  fclose (file);
  return pss;
}

/* The first number of schedstat: nanoseconds on a processor. */
static double
read_run_ms (pid_t pid)
{
  char path[64];
  unsigned long long ns = 0;
  FILE *file;

  snprintf (path, sizeof path, "/proc/%d/task/%d/schedstat", pid, pid);
  file = fopen (path, "r");
  if (file == NULL)
    return 0;
  if (fscanf (file, "%llu", &ns) != 1)
    ns = 0;
  fclose (file);
  return ns / 1e6;
}

static void
watch (Display *display, Window window)
{
  XWindowAttributes attributes;

  if (n_watched == MAX_WINDOWS || !XGetWindowAttributes (display, window, &attributes)
      || attributes.class == InputOnly)
    return;
  watched[n_watched++] = (Watched){ window, XDamageCreate (display, window, XDamageReportNonEmpty),
                                    attributes.width, attributes.height, 0 };
}

int
main (int argc, char **argv)
{
  const char *colours = getenv ("MIN_COLOURS");
  int enough = colours != NULL ? atoi (colours) : 6;
  int damage_event, damage_error, major, minor;
  double started, painted = -1, run = 0;
  Display *display;
  pid_t pid;

  if (argc < 2 || (display = XOpenDisplay (NULL)) == NULL)
    return 2;
  if (enough < 2 || enough > 64)
    enough = 6;
  XSetErrorHandler (ignore_error);
  XDamageQueryExtension (display, &damage_event, &damage_error);
  XDamageQueryVersion (display, &major, &minor);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);

  started = now_ms ();
  pid = fork ();
  if (pid == 0)
    {
      setpgid (0, 0);
      execvp (argv[1], argv + 1);
      _exit (127);
    }

  while (now_ms () - started < LIMIT_MS && (painted < 0 || now_ms () - started < painted + IDLE_MS))
    {
      struct pollfd fd = { ConnectionNumber (display), POLLIN, 0 };

      while (XPending (display) > 0)
        {
          XEvent event;

          XNextEvent (display, &event);
          if (event.type == MapNotify)
            watch (display, event.xmap.window);
          else if (event.type == ConfigureNotify)
            {
              for (int i = 0; i < n_watched; i++)
                if (watched[i].window == event.xconfigure.window)
                  {
                    watched[i].width = event.xconfigure.width;
                    watched[i].height = event.xconfigure.height;
                  }
            }
          else if (event.type == damage_event + XDamageNotify)
            {
              XDamageNotifyEvent *damage = (XDamageNotifyEvent *) &event;
              double at = now_ms () - started, on_processor = read_run_ms (pid);

              XDamageSubtract (display, damage->damage, None, None);
              for (int i = 0; i < n_watched && painted < 0; i++)
                if (watched[i].damage == damage->damage)
                  {
                    int first_report = watched[i].reports++ == 0;

                    if (watched[i].width < 400
                        || count_colours (display, &watched[i], enough) < enough)
                      continue;
                    /* The first report says that we watch, whatever was painted: then the picture has the later time. */
                    painted = first_report ? now_ms () - started : at;
                    run = first_report ? read_run_ms (pid) : on_processor;
                  }
            }
        }
      if (waitpid (pid, NULL, WNOHANG) == pid)
        {
          fprintf (stderr, "first-paint: %s ended by itself\n", argv[1]);
          return 1;
        }
      poll (&fd, 1, painted < 0 ? 2 : 20);
    }

  if (painted >= 0)
    printf ("%.1f %.1f %ld\n", painted, run, read_pss (pid));
  else
    fprintf (stderr, "first-paint: %s painted nothing in %.0f s\n", argv[1], LIMIT_MS / 1000);
  kill (-pid, SIGTERM);
  if (waitpid (pid, NULL, 0) < 0)
    kill (-pid, SIGKILL);
  return painted >= 0 ? 0 : 1;
}
