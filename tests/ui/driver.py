# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives a program as a person does: looks at its accessibility tree, clicks, types, reads, takes pictures.

    class PlanTest(driver.TestCase):
        def test_a_step_can_be_added(self):
            naru = self.start('--profile', self.sample())
            naru.click(naru.find('push button', 'Add step'))
            naru.type('김민수에게 전화')
            naru.key('Return')
            naru.find('label', '김민수에게 전화')

    if __name__ == '__main__':
        driver.main()

Written for GTK 4.8, whose accessibility has no places on the screen, no way to focus, and no action on check boxes and
list rows: so a click is a real click of the mouse, at a place computed from the window and the widget's place in it.
"""

import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
import unittest

import desktop
from desktop import BUILD, Desktop, wait_until

# at-spi2-core 2.5x gave some roles new names.
ROLE_NAMES = {
    'push button': ('push button', 'button', 'toggle button'),
    'entry': ('entry', 'text', 'password text'),
}

# Seconds to wait for what should be there at once: long, since the machine may be doing other things.
PATIENCE = 40.0

# GTK keeps some 200 live rows for a list of any length; looking into all of them takes seconds.
LONG_LIST = 60


class Program:
    """A running program with a window."""

    def __init__(self, private_desktop, argv, env, timeout=30):
        import gi
        gi.require_version('Atspi', '2.0')
        from gi.repository import Atspi, GLib
        self.atspi, self.failures = Atspi, (GLib.Error, StopIteration)
        self.desktop = private_desktop
        Atspi.init()
        self.context, self.focus_moves, self.last_focus = GLib.MainContext.default(), 0, None
        self.listener = Atspi.EventListener.new(self._focus_moved)
        self.listener.register('object:state-changed:focused')
        self.log = tempfile.NamedTemporaryFile('w+', prefix='naru-', suffix='.log', dir=private_desktop.folder, delete=False)
        # Where the pointer rests on what the last program had there, the window manager keeps the first press to itself.
        private_desktop.command('xdotool', 'mousemove', '640', '400')
        self.process = private_desktop.start(argv, env, self.log)
        self.application = self._wait(self._find_application, 'the program on the accessibility bus', timeout)
        # Always ask the program: a cached name or child list may be an old one. What a node is stays.
        self.application.set_cache_mask(Atspi.Cache.ROLE | Atspi.Cache.INTERFACES)
        self._wait(self.windows, 'a window', timeout)

    def _find_application(self):
        if self.process.poll() is not None:
            raise RuntimeError('the program ended with %s:\n%s' % (self.process.returncode, self.output()))
        root = self.atspi.get_desktop(0)
        root.clear_cache()              # it may not have heard of those that came and went
        for number in range(root.get_child_count()):
            application = root.get_child_at_index(number)
            if application and application.get_process_id() == self.process.pid and application.get_child_count():
                return application
        return None

    def _wait(self, condition, what, timeout=PATIENCE):
        def ask():
            try:
                return condition()
            except self.failures:
                return None             # a widget went away while it was asked: look again
        try:
            return wait_until(ask, what, timeout)
        except TimeoutError as error:
            if self.process.poll() is not None:
                raise RuntimeError('the program ended with %s:\n%s' % (self.process.returncode, self.output())) from error
            raise

    def wait(self, condition, what='a condition', timeout=PATIENCE):
        """Waits until @condition() is true, and returns what it returned."""
        return self._wait(condition, what, timeout)

    def output(self):
        """What the program has printed so far."""
        return pathlib.Path(self.log.name).read_text(errors='replace')

    def complaints(self):
        """The warnings and criticals in it, but for one: nobody shows notifications on this desktop."""
        return [line for line in self.output().splitlines()
                if re.search(r'-(WARNING|CRITICAL|ERROR) \*\*', line) and 'org.freedesktop.Notifications' not in line]

    # --- looking -----------------------------------------------------------------------------------------------------

    def children(self, node):
        found = (node.get_child_at_index(number) for number in range(node.get_child_count()))
        return [child for child in found if child]

    def walk(self, node=None, whole_lists=False):
        """Every node below @node, itself first."""
        node = node or self.application
        yield node
        if node.get_role_name() == 'list' and not whole_lists and node.get_child_count() > LONG_LIST:
            return
        for child in self.children(node):
            yield from self.walk(child, whole_lists)

    def name(self, node):
        """The name as a person hears it: without mnemonics, and not twice ("_Save Save")."""
        return re.sub(r'^(.+) \1$', r'\1', (node.get_name() or '').replace('_', ''))

    def extents(self, node):
        """x, y, width, height in its window."""
        component = node.get_component_iface()
        if not component:
            return 0, 0, 0, 0
        place = component.get_extents(self.atspi.CoordType.WINDOW)
        return place.x, place.y, place.width, place.height

    def is_visible(self, node):
        """GTK 4.8 sets "showing" on windows only, but what is hidden has no size."""
        return node.get_role_name() in ('frame', 'dialog') or min(self.extents(node)[2:]) > 0

    def has_state(self, node, state):
        return node.get_state_set().contains(getattr(self.atspi.StateType, state.upper()))

    def matches(self, role=None, name=None, within=None, whole_lists=False):
        """One after the other, the visible nodes of a role ('push button', 'label', 'entry'...) whose name matches the
        pattern @name."""
        roles = ROLE_NAMES.get(role, (role,))
        return (node for node in self.walk(within, whole_lists)
                if (role is None or node.get_role_name() in roles)
                and (name is None or re.search(name, self.name(node)))
                and self.is_visible(node))

    def find_all(self, role=None, name=None, within=None, whole_lists=False):
        """All of them."""
        return list(self.matches(role, name, within, whole_lists))

    def find(self, role=None, name=None, within=None, number=0, timeout=PATIENCE, whole_lists=False):
        """The first of them (or the one with that number); waits for it."""
        return self._wait(lambda: next(itertools.islice(self.matches(role, name, within, whole_lists), number, None), None),
                          '%s %r' % (role or 'widget', name), timeout)

    def gone(self, role=None, name=None, timeout=PATIENCE):
        """Waits until there is none."""
        self._wait(lambda: next(self.matches(role, name), None) is None, '%s %r to go' % (role, name), timeout)

    def text(self, node):
        """What is written in an entry, a text view or a label."""
        if not node.get_text_iface():
            return self.name(node)
        # GTK 4.8 answers '' to an end of -1, so ask for the length.
        return self.atspi.Text.get_text(node, 0, self.atspi.Text.get_character_count(node))

    def texts(self, within=None):
        """All texts of labels, in the order of the tree."""
        return [self.name(node) for node in self.find_all('label', within=within) if self.name(node)]

    def rows(self, view=None):
        """The rows on the screen of the first list (or of @view), from top to bottom: [(node, [text of each cell])]."""
        view = view or self.find('tree table')
        rows = next(node for node in self.walk(view) if node.get_role_name() == 'list')
        _, top, _, height = self.extents(rows)
        found = []
        for row in self.children(rows):
            _, y, _, row_height = self.extents(row)
            if row_height > 0 and top - row_height < y < top + height:
                cells = [self.name(node) for node in self.walk(row) if node.get_role_name() == 'label']
                found.append((y, row, cells))
        return [(row, cells) for _, row, cells in sorted(found, key=lambda item: item[0])]

    def _focus_moved(self, event):
        if event.detail1:
            self.focus_moves, self.last_focus = self.focus_moves + 1, event.source

    def _hear(self):
        """Takes in what the program has told since."""
        while self.context.pending():
            self.context.iteration(False)

    def focused(self):
        """The node that has the keyboard: in the window that was opened last, or below it."""
        self._hear()
        try:
            if self.last_focus and self.last_focus.get_process_id() == self.process.pid \
                    and self.has_state(self.last_focus, 'focused') and self.is_visible(self.last_focus):
                return self.last_focus
        except self.failures:
            pass                        # it went away
        # Nobody tells which widget has the keyboard again when a window above it closes: look.
        for window in reversed(self.children(self.application)):
            found = self._find_focus(window)
            if found:
                return found
        return next((node for node in self.walk(whole_lists=True) if self.has_state(node, 'focused')), None)

    def _find_focus(self, node):
        for child in self.children(node):
            if child.get_role_name() in ('label', 'image', 'separator', 'scroll bar'):
                continue
            if self.has_state(child, 'focused'):
                return self._find_focus(child) or child
            # Pages of a stack and popovers have no size of their own.
            if self.is_visible(child) or child.get_name() in ('GtkStackPage', 'GtkPopover'):
                found = self._find_focus(child)
                if found:
                    return found
        return None

    def wait_focus(self, name, role=None, timeout=PATIENCE):
        """Waits until the keyboard is in a node whose name matches the pattern @name, and returns it."""
        roles = ROLE_NAMES.get(role, (role,))

        def there():
            node = self.focused()
            return node if node and re.search(name, self.name(node)) and (role is None or node.get_role_name() in roles) \
                else None
        return self._wait(there, 'the keyboard in %r' % name, timeout)

    def tab_to(self, name, role=None, key='Tab', limit=160):
        """Presses Tab (or another key) until the node whose name matches the pattern @name has the keyboard."""
        roles, passed = ROLE_NAMES.get(role, (role,)), []
        for _ in range(limit):
            # Where nothing has it, Tab begins at the top of the window.
            try:
                node = self.focused()
            except self.failures:
                node = None             # a widget went away while it was asked
            if node is not None:
                passed.append('%s %r' % (node.get_role_name(), self.name(node)))
                if re.search(name, self.name(node)) and (role is None or node.get_role_name() in roles):
                    return node
            moves = self.focus_moves
            self.key(key)
            try:
                self.wait(lambda: self._hear() or self.focus_moves > moves, 'the keyboard to move', 2)
            except TimeoutError:
                passed.append('nowhere')
        raise LookupError('%s does not reach %r, only %s' % (key, name, ', '.join(passed)))

    def tree(self, node=None, depth=0):
        """The tree as text, for a person who looks why a test failed."""
        node = node or self.application
        lines = ['%s%s %r %s' % ('  ' * depth, node.get_role_name(), self.name(node), self.extents(node))]
        if node.get_role_name() != 'list' or node.get_child_count() <= LONG_LIST:
            lines += [self.tree(child, depth + 1) for child in self.children(node)]
        return '\n'.join(lines)

    # --- acting ------------------------------------------------------------------------------------------------------

    def windows(self):
        """The windows on the screen: [(x, y, width, height, whether it is a popover)], without their shadow."""
        found = []
        listing = self.desktop.command('xwininfo', '-root', '-tree')
        for match in re.finditer(r'^\s+(0x[0-9a-f]+) .*\s(\d+)x(\d+)\+-?\d+\+-?\d+\s+\+(-?\d+)\+(-?\d+)$', listing, re.M):
            window, width, height, x, y = match[1], *map(int, match.groups()[1:])
            if min(width, height) < 20 or x >= 10000:
                continue
            information = self.desktop.command('xwininfo', '-id', window)
            properties = self.desktop.command('xprop', '-id', window, '_NET_WM_PID', '_GTK_FRAME_EXTENTS')
            if 'IsViewable' not in information or 'PID(CARDINAL) = %d\n' % self.process.pid not in properties:
                continue
            shadow = re.search(r'EXTENTS\(CARDINAL\) = (\d+), (\d+), (\d+), (\d+)', properties)
            left, right, top, bottom = map(int, shadow.groups()) if shadow else (0, 0, 0, 0)
            found.append((x + left, y + top, width - left - right, height - top - bottom,
                          'Override Redirect State: yes' in information))
        return found

    def place(self, node):
        """The middle of a node, in pixels of the screen."""
        x, y, width, height = self.extents(node)
        windows = self.windows()
        above = node
        while above and above.get_role_name() != 'application':
            # The nearest node that fills a whole window: the window itself or a popover. A frame may have a border.
            above_x, above_y, above_width, above_height = self.extents(above)
            is_window = above.get_role_name() in ('frame', 'dialog', 'window', 'file chooser')
            for left, top, window_width, window_height, is_popover in windows:
                border_x, border_y = window_width - above_width, window_height - above_height
                if (is_popover or is_window) and abs(border_x) <= 12 and abs(border_y) <= 12:
                    return (left + border_x // 2 + x - above_x + width // 2, top + border_y // 2 + y - above_y + height // 2)
            above = above.get_parent()
        raise LookupError('%s %r is in none of the windows %s' % (node.get_role_name(), node.get_name(), windows))

    def click(self, node, button=1, times=1):
        """A real click in the middle of a node."""
        x, y = self.place(node)
        self.desktop.command('xdotool', 'mousemove', '--sync', str(x), str(y), 'click', '--repeat', str(times),
                             '--delay', '60', str(button))

    def drag(self, node, target):
        """Takes @node and drops it on @target."""
        (x, y), (to_x, to_y) = self.place(node), self.place(target)
        moves = ['mousemove', '--sync', str(x), str(y), 'mousedown', '1']
        # Where the pointer goes is asked about at each step, and answered: a hand is not there at once either.
        for step in range(1, 9):
            moves += ['mousemove', '--sync', str(x + (to_x - x) * step // 8), str(y + (to_y - y) * step // 8), 'sleep', '0.1']
        self.desktop.command('xdotool', *moves, 'mousemove', '--sync', str(to_x + 2), str(to_y + 2), 'sleep', '0.4',
                             'mouseup', '1')

    def act(self, node, action=0):
        """Calls an accessibility action by number or name. It goes past focus and modality: a click says more."""
        if isinstance(action, str):
            names = [self.atspi.Action.get_action_name(node, n) for n in range(self.atspi.Action.get_n_actions(node))]
            action = names.index(action)
        return self.atspi.Action.do_action(node, action)

    def key(self, *keys):
        """Presses keys by their X names: 'Return', 'ctrl+k', 'Tab'."""
        self.desktop.command('xdotool', 'key', '--delay', '20', *keys)

    def type(self, text):
        """Types where the keyboard is. Hangul and accents go in by their code point, as GTK's Ctrl+Shift+U takes them:
        a keyboard that is remapped for every letter, as xdotool would do it, loses some."""
        for match in re.finditer(r'([\x20-\x7e]+)|(.)', text, re.S):
            if match[1]:
                self.desktop.command('xdotool', 'type', '--delay', '12', '--', match[1])
            elif match[2] == '\n':
                self.key('Return')
            else:
                self.key('ctrl+shift+u')
                self.desktop.command('xdotool', 'type', '--delay', '12', '%x ' % ord(match[2]))

    def set_text(self, node, text):
        """Replaces what is written in an entry, by mouse and keyboard."""
        self.click(node)
        self.key('ctrl+a')
        self.key('BackSpace')
        self.type(text)

    def resize(self, width, height):
        """Gives the main window another size, and waits until it has it (or the smallest size that it can have)."""
        window = self.desktop.command('xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)).split()[-1]
        self.desktop.command('xdotool', 'windowsize', '--sync', window, str(width), str(height))

    def screenshot(self, path):
        return self.desktop.screenshot(path)

    # --- ending ------------------------------------------------------------------------------------------------------

    def libraries(self):
        """The file names of all libraries that the program has opened."""
        with open('/proc/%d/maps' % self.process.pid, encoding='utf-8') as f:
            return {os.path.basename(line.split(None, 5)[5].strip()) for line in f if '.so' in line}

    def quit(self, timeout=15):
        """Closes every window as a person would, and waits for an end without an error. The last window may take the
        program with it before it has answered, so how it ended is what counts, and not the answer."""
        for frame in reversed(self.children(self.application)):
            try:
                self.act(frame, 'window.close')
            except self.failures:
                pass
        status = self.process.wait(timeout)
        if status != 0:
            raise AssertionError('%s ended with status %d' % (self.process.args[0], status))

    def kill(self):
        """Ends it without a warning, as a power cut would."""
        self.process.kill()
        self.process.wait()


class TestCase(unittest.TestCase):
    """A test with a desktop. A failure leaves a picture and the accessibility tree in BUILD/tests/failures/."""

    shared_desktop = None
    size = '1280x800'

    @classmethod
    def setUpClass(cls):
        if TestCase.shared_desktop is None:
            TestCase.shared_desktop = Desktop(cls.size)
        cls.desktop = TestCase.shared_desktop

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='naru-test-'))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.programs = []

    def tearDown(self):
        outcome = self._outcome.result if hasattr(self, '_outcome') else None
        failed = outcome is not None and any(test is self for test, _ in outcome.failures + outcome.errors)
        # unittest reports an error of the test itself only after tearDown.
        failed = failed or any(error for _, error in getattr(self._outcome, 'errors', []) or [])
        if failed:
            self.keep_evidence()
        complaints = [line for program in self.programs for line in program.complaints()]
        for program in self.programs:
            if program.process.poll() is None:
                program.kill()
        self.assertEqual(complaints, [], 'GLib or GTK complained')

    def keep_evidence(self):
        folder = BUILD / 'tests' / 'failures'
        folder.mkdir(parents=True, exist_ok=True)
        name = self.id().replace('__main__.', '')
        print('# see %s' % self.desktop.screenshot(folder / (name + '.png')))
        for program in self.programs:
            try:
                (folder / (name + '.txt')).write_text(program.tree() + '\n\n' + program.output())
            except Exception as error:      # whatever it is, it must not hide the failure itself
                print('# no tree: %s' % error)

    def cli(self, *arguments):
        """Runs naru-cli, which must succeed, and returns what it prints."""
        env = dict(self.desktop.environment(), ASAN_OPTIONS='detect_leaks=0')
        result = subprocess.run([str(BUILD / 'src' / 'naru-cli'), *map(str, arguments)], env=env, capture_output=True,
                                text=True, timeout=120)
        self.assertEqual(result.returncode, 0, result.stderr)
        return result.stdout

    def sample(self, jobseekers=60, seed=1):
        """A profile of its own with a made-up centre; every test gets a copy of one that is made once."""
        made = self.desktop.folder / ('sample-%d-%d' % (jobseekers, seed))
        if not made.exists():
            self.cli('--profile', made, 'sample', '--jobseekers', jobseekers, '--seed', seed)
        copy = self.folder / 'profile'
        shutil.copytree(made, copy)
        return copy

    def start(self, *arguments, program=None, **environment):
        """Starts naru (or another @program) and waits for its window. @environment is as for Desktop.environment()."""
        argv = [program or BUILD / 'src' / 'naru', *arguments]
        running = Program(self.desktop, argv, self.desktop.environment(**environment))
        self.programs.append(running)
        return running


class _TapResult(unittest.TestResult):
    """Prints what Meson and tests/run count. With NARU_TRY_AGAIN set a test that fails is run a second time at the end,
    and named as unsteady: on a busy machine a window may come later than any patience, and that is told apart from a
    fault by its not coming back."""

    number = 0
    try_again = 'NARU_TRY_AGAIN' in os.environ

    def __init__(self):
        super().__init__()
        self.unsteady = []

    def _say(self, verdict, test, note=''):
        self.number += 1
        name = test.id().replace('__main__.', '')
        print('%s %d %s%s' % (verdict, self.number, name, note), flush=True)

    def _fail(self, test, error):
        for line in ''.join(traceback.format_exception(*error)).splitlines():
            print('# ' + line)
        if self.try_again and isinstance(test, unittest.TestCase):
            print('# unsteady: %s' % test.id().replace('__main__.', ''), flush=True)
            self.unsteady.append(type(test)(test._testMethodName))
        else:
            self._say('not ok', test)

    def run_unsteady(self):
        """Gives every test that failed its second run, which counts."""
        again = unittest.TestSuite(self.unsteady)
        self.try_again, self.unsteady = False, []
        if again.countTestCases() > 0:
            # What belongs to no test, such as setUpClass, has no second run.
            self.failures = [pair for pair in self.failures if not isinstance(pair[0], unittest.TestCase)]
            self.errors = [pair for pair in self.errors if not isinstance(pair[0], unittest.TestCase)]
            again.run(self)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._say('ok', test)

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._say('ok', test, ' # SKIP ' + reason)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._fail(test, error)

    def addError(self, test, error):
        super().addError(test, error)
        self._fail(test, error)


def main(needs=('naru', 'naru-cli')):
    """Runs the tests of the calling module; exits with 77, which Meson takes for "skipped", where they cannot run."""
    reason = desktop.missing()
    for program in needs:
        if reason is None and not (BUILD / 'src' / program).exists():
            reason = '%s is not built in %s' % (program, BUILD)
    if reason is not None:
        print('1..0 # SKIP %s' % reason)
        sys.exit(77)
    loader = unittest.defaultTestLoader
    module = sys.modules['__main__']
    names = sys.argv[1:]
    suite = loader.loadTestsFromNames(names, module) if names else loader.loadTestsFromModule(module)
    print('1..%d' % suite.countTestCases(), flush=True)
    result = _TapResult()
    try:
        suite.run(result)
        result.run_unsteady()
    finally:
        if TestCase.shared_desktop is not None:
            TestCase.shared_desktop.close()
    sys.stdout.flush()
    # libatspi may hang in its own clean-up when its bus is gone.
    os._exit(0 if result.wasSuccessful() else 1)
