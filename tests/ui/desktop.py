# SPDX-License-Identifier: GPL-3.0-or-later
"""A desktop that nobody sees: an X server, a window manager and a session bus of their own, private folders, and the
locale, colours, fonts and clock that a test or a picture asks for."""

import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get('NARU_BUILD_DIR') or TOP / 'build')

# What `language` of Desktop.environment() may be, and the locale that goes with it.
LOCALES = {'en': 'en_GB', 'ko': 'ko_KR', 'fr': 'fr_FR'}

COMMANDS = ('Xvfb', 'dbus-daemon', 'xfwm4', 'xdotool', 'xwininfo', 'xprop', 'import', 'localedef')


def missing():
    """The first thing without which nothing here works, or None."""
    for command in COMMANDS:
        if shutil.which(command) is None:
            return '%s is not installed' % command
    try:
        import accessibility  # noqa: F401
    except (ImportError, ValueError) as error:
        return 'GLib for Python is not installed: %s' % error
    return None


def wait_until(condition, what, timeout=10.0):
    """Calls @condition until it returns something true, and returns that."""
    end = time.monotonic() + timeout
    while True:
        result = condition()
        if result:
            return result
        if time.monotonic() > end:
            raise TimeoutError('waited %g s for %s' % (timeout, what))
        time.sleep(0.02)


def compile_locale(name):
    """Compiles the locale @name where no root is needed, once, and returns the folder for LOCPATH."""
    folder = BUILD / 'tests' / 'locales'
    wanted = folder / (name + '.UTF-8')
    if not wanted.exists():
        folder.mkdir(parents=True, exist_ok=True)
        # Made beside its place: another test may be compiling the same one.
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            made = pathlib.Path(scratch) / wanted.name
            # localedef warns about details of its own sources; what counts is that the folder is there.
            result = subprocess.run(['localedef', '--no-archive', '-i', name, '-f', 'UTF-8', str(made)],
                                    capture_output=True, text=True)
            if not made.exists():
                raise RuntimeError('localedef %s: %s' % (name, result.stderr))
            try:
                made.rename(wanted)
            except OSError:
                if not wanted.exists():
                    raise
    return folder


class Desktop:
    """The desktop. The accessibility library binds to one session bus for the life of the process, so there is one
    Desktop per process, on which programs are started as often as wanted."""

    def __init__(self, size='1280x800', window_manager=True):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='naru-desktop-'))
        self.processes = []
        self.base = dict(os.environ)
        try:
            self._start_display(size)
            self._start_bus()
            if window_manager:
                self._start_window_manager()
        except BaseException:
            self.close()
            raise

    def _spawn(self, *argv, **options):
        process = subprocess.Popen(argv, start_new_session=True, stdin=subprocess.DEVNULL, **options)
        self.processes.append(process)
        return process

    def _start_display(self, size):
        reader, writer = os.pipe()
        self._spawn('Xvfb', '-displayfd', str(writer), '-screen', '0', size + 'x24', '-nolisten', 'tcp', '-noreset',
                    pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        # The whole line: Xvfb dies of a pipe that is closed before its newline.
        with os.fdopen(reader) as lines:
            number = lines.readline().strip()
        if not number:
            raise RuntimeError('Xvfb did not start')
        folder = self.folder
        self.base.update(
            DISPLAY=':' + number, GDK_BACKEND='x11', GSK_RENDERER='cairo', GDK_DEBUG='gl-disable', GTK_A11Y='atspi',
            HOME=str(folder), XDG_CONFIG_HOME=str(folder / 'config'), XDG_DATA_HOME=str(folder / 'data'),
            XDG_CACHE_HOME=str(folder / 'cache'), XDG_STATE_HOME=str(folder / 'state'), XDG_RUNTIME_DIR=str(folder),
            # Settings outlive the program, as a person's would, but not the desktop.
            GSETTINGS_BACKEND='keyfile', NARU_LOCALEDIR=str(BUILD / 'po'),
            NO_AT_BRIDGE='0')
        for name in ('WAYLAND_DISPLAY', 'GTK_IM_MODULE', 'GTK_THEME', 'DBUS_SESSION_BUS_ADDRESS', 'AT_SPI_BUS_ADDRESS'):
            self.base.pop(name, None)

    def _start_bus(self):
        bus = self._spawn('dbus-daemon', '--session', '--nofork', '--nopidfile', '--print-address=1', env=self.base,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self.base['DBUS_SESSION_BUS_ADDRESS'] = bus.stdout.readline().decode().strip()
        # What asks the bus from this process reads these.
        for name in ('DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'HOME', 'XDG_RUNTIME_DIR'):
            os.environ[name] = self.base[name]

    def _start_window_manager(self):
        # With its compositor: shadows, round corners, popovers that one can see through.
        self._spawn('xfwm4', '--compositor=on', '--vblank=off', env=dict(self.base, NO_AT_BRIDGE='1'),
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_until(lambda: 'window id' in self.command('xprop', '-root', '_NET_SUPPORTING_WM_CHECK'), 'xfwm4')

    def environment(self, language='en', dark=False, text_scale=1.0, font='Cantarell 11', now=None, **more):
        """The environment for one run of a program. @text_scale 2.0 is large text; @now is the time that the program's
        clock starts at, as in "2026-11-23T10:42:00+09:00"."""
        locale = LOCALES[language]
        env = dict(self.base, LOCPATH=str(compile_locale(locale)), LANGUAGE=language)
        env['LANG'] = env['LC_ALL'] = locale + '.UTF-8'
        if now:
            env['NARU_NOW'] = now
        env.pop('ADW_DEBUG_COLOR_SCHEME', None)
        if dark:
            env['ADW_DEBUG_COLOR_SCHEME'] = 'prefer-dark'
        settings = self.folder / 'config' / 'gtk-4.0' / 'settings.ini'
        settings.parent.mkdir(parents=True, exist_ok=True)
        settings.write_text('[Settings]\ngtk-font-name=%s\ngtk-enable-animations=false\ngtk-cursor-blink=false\n' % font)
        # GTK takes the resolution for text from the X server, whatever its settings file says.
        self.command('xprop', '-root', '-f', 'RESOURCE_MANAGER', '8s', '-set', 'RESOURCE_MANAGER',
                     'Xft.dpi:\t%d' % (96 * text_scale))
        env.update(more)
        return env

    def command(self, *argv):
        """Runs a tool on this desktop and returns what it prints."""
        return subprocess.run(argv, env=self.base, capture_output=True, text=True, timeout=60).stdout

    def start(self, argv, env, log):
        """Starts a program that writes to the open file @log."""
        return self._spawn(*map(str, argv), env=env, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT)

    def screenshot(self, path):
        pathlib.Path(path).parent.mkdir(parents=True, exist_ok=True)
        # Without the time of taking, two pictures of the same thing are the same file.
        self.command('import', '-window', 'root', '-define', 'png:exclude-chunks=date,time', str(path))
        return path

    def close(self):
        for process in reversed(self.processes):
            for name in (signal.SIGTERM, signal.SIGKILL):
                if process.poll() is not None:
                    break
                try:
                    os.killpg(process.pid, name)
                    process.wait(2)
                except (ProcessLookupError, subprocess.TimeoutExpired):
                    pass
        shutil.rmtree(self.folder, ignore_errors=True)
