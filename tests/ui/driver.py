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

import functools
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback
import unittest

import desktop
from accessibility import INTERFACE, GLib, STATES, Tree
from desktop import BUILD, Desktop, wait_until

# What a test means by a role.
ROLE_NAMES = {
    'push button': ('push button', 'toggle button'),
    'entry': ('entry', 'text', 'password text'),
}

# Seconds to wait for what should be there at once: long, since the machine may be doing other things.
PATIENCE = 40.0

# Seconds that one test may take.
TEST_SECONDS = 200


class Program:
    """A running program with a window."""

    def __init__(self, private_desktop, argv, env, timeout=30):
        self.failures = (GLib.Error, LookupError, StopIteration)
        self.desktop = private_desktop
        self.log = tempfile.NamedTemporaryFile('w+', prefix='naru-', suffix='.log', dir=private_desktop.folder, delete=False)
        # Where the pointer rests on what the last program had there, the window manager keeps the first press to itself.
        private_desktop.command('xdotool', 'mousemove', '640', '400')
        self.process = private_desktop.start(argv, env, self.log)
        self.tree = self._wait(self._find_tree, 'the program on the accessibility bus', timeout)
        self.application = self.tree.root()
        self._wait(self.windows, 'a window', timeout)
        self._wait(self._is_active, 'the keyboard in the window', timeout)

    def _find_tree(self):
        if self.process.poll() is not None:
            raise RuntimeError('the program ended with %s:\n%s' % (self.process.returncode, self.output()))
        tree = Tree.of_process(self.process.pid)
        return tree if tree and tree.children(tree.root()) else None

    def _is_active(self):
        """Whether keys go to the program. The window manager may have given them to nobody when another ended."""
        ask = lambda: self.desktop.command('xdotool', 'getactivewindow', 'getwindowpid').strip() == str(self.process.pid)
        if ask():
            return True
        window = self.desktop.command('xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)).split()
        if window:
            self.desktop.command('xdotool', 'windowactivate', window[-1])
        return ask()

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
        return self.tree.children(node)

    def walk(self, node=None, whole_lists=False):
        """Every node below @node, itself first; but for the rows of long lists."""
        return self.tree.walk(node, whole_lists)

    def name(self, node):
        """The name as a person hears it: without mnemonics, and not twice ("_Save Save")."""
        return self._heard(node.get('Accessible', 'Name'))

    def _heard(self, name):
        return re.sub(r'^(.+) \1$', r'\1', name.replace('_', ''))

    def extents(self, node):
        """x, y, width, height in its window."""
        return node.extents()

    def visible(self, nodes):
        """Those that can be seen. GTK 4.8 sets "showing" on windows only, but what is hidden has no size."""
        return [node for node, place in zip(nodes, self.tree.extents(nodes))
                if node.role in ('frame', 'dialog') or min(place[2:]) > 0]

    def has_state(self, node, state):
        return node.has_state(state)

    def find_all(self, role=None, name=None, within=None, whole_lists=False):
        """The visible nodes of a role ('push button', 'label', 'entry'...) whose name matches the pattern @name."""
        roles = ROLE_NAMES.get(role, (role,))
        return self.visible([node for node in self.walk(within, whole_lists)
                             if (role is None or node.role in roles)
                             and (name is None or re.search(name, self._heard(node.name)))])

    def find(self, role=None, name=None, within=None, number=0, timeout=PATIENCE, whole_lists=False):
        """The first of them (or the one with that number); waits for it."""
        return self._wait(lambda: next(iter(self.find_all(role, name, within, whole_lists)[number:]), None),
                          '%s %r' % (role or 'widget', name), timeout)

    def gone(self, role=None, name=None, timeout=PATIENCE):
        """Waits until there is none."""
        self._wait(lambda: not self.find_all(role, name), '%s %r to go' % (role, name), timeout)

    def text(self, node):
        """What is written in an entry, a text view or a label."""
        try:
            length = node.get('Text', 'CharacterCount')
        except GLib.Error:
            return self.name(node)
        # GTK 4.8 answers '' to an end of -1, so the length is asked for.
        return node.call(INTERFACE + 'Text', 'GetText', GLib.Variant('(ii)', (0, length)))[0]

    def caret(self, node):
        """Before which character the cursor stands."""
        return node.get('Text', 'CaretOffset')

    def texts(self, within=None):
        """All texts of labels, in the order of the tree."""
        return [self.name(node) for node in self.find_all('label', within=within) if self.name(node)]

    def rows(self, view=None):
        """The rows on the screen of the first list (or of @view), from top to bottom: [(node, [text of each cell])]."""
        view = view or self.find('tree table')
        rows = next(node for node in self.walk(view) if node.role == 'list')
        _, top, _, height = self.extents(rows)
        nodes = self.children(rows)
        found = []
        for row, (_, y, _, row_height) in zip(nodes, self.tree.extents(nodes)):
            if row_height > 0 and top - row_height < y < top + height:
                cells = [self._heard(node.name) for node in self.walk(row) if node.role == 'label']
                found.append((y, row, cells))
        return [(row, cells) for _, row, cells in sorted(found, key=lambda item: item[0])]

    def focused(self):
        """The node that has the keyboard, or None."""
        for look in (self.tree.known, self.walk, functools.partial(self.walk, whole_lists=True)):
            having = [node for node in look() if node.states[0] >> STATES['focused'] & 1]
            # A window that was closed keeps its own focus, and so do popovers, in which some have no size.
            having = self.visible(having) or (having if look == self.walk else [])
            if having:
                return having[-1]
        return None

    def wait_focus(self, name, role=None, timeout=PATIENCE):
        """Waits until the keyboard is in a node whose name matches the pattern @name, and returns it."""
        return self._wait(lambda: self._is_it(self.focused(), name, role), 'the keyboard in %r' % name, timeout)

    def _is_it(self, node, name, role):
        fits = node and re.search(name, self._heard(node.name)) and (role is None or node.role in ROLE_NAMES.get(role, (role,)))
        return node if fits else None

    def tab_to(self, name, role=None, key='Tab', limit=160):
        """Presses Tab (or another key) until the node whose name matches the pattern @name has the keyboard."""
        # Where nothing has it, Tab begins at the top of the window.
        passed, lost = [], 0
        node = self._wait(lambda: [self.focused()], 'where the keyboard is')[0]
        while len(passed) < limit and lost < 8:
            if self._is_it(node, name, role):
                # It may have been told of a moment that is over.
                node = self.focused()
                if self._is_it(node, name, role):
                    return node
            passed.append('%s %r' % (node.role, self._heard(node.name)) if node else 'nothing')
            self.tree.forget_focus()
            self.key(key)
            before, lost = node, lost + 1
            try:
                node = self.wait(lambda: next((now for now in [self.tree.hear_focus(400) or self.focused()]
                                               if now and now != before), None), 'the keyboard to move', 2)
                lost = 0
            except TimeoutError:
                pass
        raise LookupError('%s does not reach %r, only %s' % (key, name, ', '.join(passed)))

    def tree_text(self):
        """The tree as text, for a person who looks why a test failed."""
        nodes, depths, lines = self.walk(), {None: -1}, []
        for node, place in zip(nodes, self.tree.extents(nodes)):
            depths[node.path] = depths.get(node.parent, 0) + 1
            lines.append('%s%s %r %s' % ('  ' * depths[node.path], node.role, self._heard(node.name), place))
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
        windows = self.windows()
        above = self.tree.above(node)
        places = self.tree.extents(above)
        x, y, width, height = places[0]
        for place, (above_x, above_y, above_width, above_height) in zip(above, places):
            # The nearest node that fills a whole window: the window itself or a popover. Either may have a border; a tooltip may be
            # nearly as large as anything.
            is_window = place.role in ('frame', 'dialog', 'window', 'file chooser')
            for left, top, window_width, window_height, is_popover in windows:
                border_x, border_y = window_width - above_width, window_height - above_height
                border = 12 if is_window or is_popover and 'Popover' in place.name else 0 if is_popover else -1
                if max(abs(border_x), abs(border_y)) <= border:
                    return (left + border_x // 2 + x - above_x + width // 2, top + border_y // 2 + y - above_y + height // 2)
        raise LookupError('%s %r is in none of the windows %s' % (node.role, node.name, windows))

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
            names = [node.call(INTERFACE + 'Action', 'GetName', GLib.Variant('(i)', (number,)))[0]
                     for number in range(node.get('Action', 'NActions'))]
            action = names.index(action)
        return node.call(INTERFACE + 'Action', 'DoAction', GLib.Variant('(i)', (action,)))[0]

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

    def _top_window(self):
        return self.desktop.command('xdotool', 'search', '--onlyvisible', '--pid', str(self.process.pid)).split()[-1]

    def to_front(self):
        """Where two programs run: this one has the keyboard now."""
        self.desktop.command('xdotool', 'windowactivate', '--sync', self._top_window())

    def resize(self, width, height):
        """Gives the main window another size, and waits until it has it (or the smallest size that it can have)."""
        self.desktop.command('xdotool', 'windowsize', '--sync', self._top_window(), str(width), str(height))

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
        # One that hangs is to fail and be tried again, not to take the time of those after it.
        signal.signal(signal.SIGALRM, self._takes_too_long)
        signal.alarm(TEST_SECONDS)
        self.addCleanup(signal.alarm, 0)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='naru-test-'))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.programs = []

    @staticmethod
    def _takes_too_long(*_):
        raise TimeoutError('the test takes longer than %d s' % TEST_SECONDS)

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
                (folder / (name + '.txt')).write_text(program.tree_text() + '\n\n' + program.output())
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
    # The bus is gone, and GLib ends a program that loses it with an error.
    os._exit(0 if result.wasSuccessful() else 1)
