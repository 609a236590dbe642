# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program tells of its widgets on the accessibility bus, asked for with as few questions as can be: a library
that asks for one child, one name and one role at a time needs a second for a page of this program, and this some
hundredths."""

import json

import gi
gi.require_version('Json', '1.0')
from gi.repository import Gio, GLib, Json  # noqa: E402

ROOT = '/org/a11y/atspi/accessible/root'
INTERFACE = 'org.a11y.atspi.'
WINDOW = 1                      # places are asked for in the window, not on the screen, of which GTK 4 knows nothing
PATIENCE = 20000                # milliseconds to wait for an answer

# The numbers of the states that tests ask for, as the protocol has them.
STATES = {'checked': 4, 'expanded': 10, 'focused': 12, 'pressed': 20, 'selected': 23, 'sensitive': 24}

# Those of the roles that GTK gives to widgets, by the names that the library of the protocol has for them.
ROLES = {2: 'alert', 7: 'check box', 10: 'column header', 11: 'combo box', 16: 'dialog', 19: 'file chooser', 20: 'filler',
         23: 'frame', 27: 'image', 29: 'label', 31: 'list', 32: 'list item', 33: 'menu', 34: 'menu bar', 35: 'menu item',
         37: 'page tab', 38: 'page tab list', 39: 'panel', 40: 'password text', 42: 'progress bar', 43: 'push button',
         44: 'radio button', 45: 'radio menu item', 47: 'row header', 48: 'scroll bar', 49: 'scroll pane',
         50: 'separator', 51: 'slider', 52: 'spin button', 54: 'status bar', 55: 'table', 56: 'table cell',
         57: 'table column header', 58: 'table row header', 61: 'text', 62: 'toggle button', 63: 'tool bar',
         64: 'tool tip', 65: 'tree', 66: 'tree table', 69: 'window', 75: 'application', 79: 'entry', 82: 'document frame',
         83: 'heading', 85: 'section', 88: 'link', 90: 'table row', 91: 'tree item', 98: 'list box', 99: 'grouping',
         103: 'level bar', 116: 'static', 129: 'push button menu'}

# GTK keeps some 200 live rows for a list of any length; looking into all of them takes long.
LONG_LIST = 60


class Node:
    """A widget as it was when it was looked at: path, number, count and name; what else is asked for is as it is now."""

    __slots__ = ('tree', 'path', 'parent', 'number', 'count', 'name', 'role', 'states')

    def __init__(self, tree, path, parent, number, count, name, role, states):
        self.tree, self.path, self.parent, self.number, self.count = tree, path, parent, number, count
        self.name, self.role, self.states = name, role, states

    def __eq__(self, other):
        return isinstance(other, Node) and self.path == other.path

    def __hash__(self):
        return hash(self.path)

    def call(self, interface, method, arguments=None):
        return self.tree.call(self.path, interface, method, arguments)

    def get(self, interface, name):
        """A property."""
        return self.call('org.freedesktop.DBus.Properties', 'Get',
                         GLib.Variant('(ss)', (INTERFACE + interface, name)))[0]

    def extents(self):
        """x, y, width, height in its window; nothing where it has no place."""
        return self.tree.extents([self])[0]

    def has_state(self, name):
        low, high = self.call(INTERFACE + 'Accessible', 'GetState')[0]
        return bool((low | high << 32) >> STATES[name] & 1)


class Tree:
    """The widgets of one program."""

    _bus = None                 # one for all programs on the desktop of this process
    _told = []                  # what programs told of widgets that got the keyboard: (name of the program, path)

    def __init__(self, name):
        self.name = name

    @classmethod
    def bus(cls):
        if cls._bus is None:
            session = Gio.bus_get_sync(Gio.BusType.SESSION)
            address = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None,
                                        Gio.DBusCallFlags.NONE, PATIENCE, None).unpack()[0]
            flags = Gio.DBusConnectionFlags
            cls._bus = Gio.DBusConnection.new_for_address_sync(
                address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None, None)
            cls._bus.signal_subscribe(None, INTERFACE + 'Event.Object', 'StateChanged', None, 'focused',
                                      Gio.DBusSignalFlags.NONE, cls._focus_told)
        return cls._bus

    @classmethod
    def _focus_told(cls, connection, sender, path, interface, signal, arguments):
        if arguments.unpack()[1]:
            cls._told.append((sender, path))

    def hear_focus(self, milliseconds):
        """The node that the program says has the keyboard now, or None where it says nothing in that time. It tells at once,
        which is much sooner than all nodes are asked; but what it tells was so a moment ago."""
        context, passed = GLib.MainContext.default(), []
        timeout = GLib.timeout_add(milliseconds, lambda: passed.append(True))
        mine = lambda: [path for sender, path in self._told if sender == self.name]
        while not mine() and not passed:
            context.iteration(True)
        while context.iteration(False):
            pass                # what it has told besides
        if not passed:
            GLib.source_remove(timeout)
        paths = mine()
        self._told.clear()
        return self._look_at(paths[-1]) if paths else None

    def forget_focus(self):
        """What was told so far is of the past."""
        while GLib.MainContext.default().iteration(False):
            pass
        self._told.clear()

    def _look_at(self, path):
        name = self.call(path, 'org.freedesktop.DBus.Properties', 'Get', GLib.Variant('(ss)', (INTERFACE + 'Accessible', 'Name')))[0]
        role = self.call(path, INTERFACE + 'Accessible', 'GetRole')[0]
        return Node(self, path, None, 0, 0, name, ROLES.get(role, str(role)), (1 << STATES['focused'], 0))

    @classmethod
    def of_process(cls, pid):
        """The tree of the program with that number, or None as long as it is not on the bus."""
        ask = lambda name, path, interface, method, arguments=None: cls.bus().call_sync(
            name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, PATIENCE, None).unpack()[0]
        for name, _ in ask('org.a11y.atspi.Registry', ROOT, INTERFACE + 'Accessible', 'GetChildren'):
            try:
                if ask('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                       'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,))) == pid:
                    return cls(name)
            except GLib.Error:
                pass            # it has just ended
        return None

    def call(self, path, interface, method, arguments=None):
        """Asks one question, and returns the answer. GLib.Error: the widget is no longer there."""
        return self.bus().call_sync(self.name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, PATIENCE,
                                    None).unpack()

    def call_each(self, paths, interface, method, arguments=None):
        """Asks the same of many at once, and returns the answers in the order of @paths, None where there is none."""
        answers, left, context = {}, set(range(len(paths))), GLib.MainContext.default()

        def answered(connection, result, number):
            left.discard(number)
            try:
                answers[number] = connection.call_finish(result).unpack()
            except GLib.Error:
                pass            # it has gone meanwhile
        for number, path in enumerate(paths):
            self.bus().call(self.name, path, interface, method, arguments, None, Gio.DBusCallFlags.NONE, PATIENCE, None,
                            answered, number)
        while left:
            context.iteration(True)
        return [answers.get(number) for number in range(len(paths))]

    def extents(self, nodes):
        found = self.call_each([node.path for node in nodes], INTERFACE + 'Component', 'GetExtents',
                               GLib.Variant('(u)', (WINDOW,)))
        return [answer[0] if answer else (0, 0, 0, 0) for answer in found]

    def root(self):
        return Node(self, ROOT, None, 0, -1, '', 'application', (0, 0))

    def known(self):
        """The nodes that somebody has asked for, in no order."""
        return list(self._known().values())

    def _known(self):
        """Them by their paths. The program tells of no others, and of the root it never tells what is below it."""
        answer = self.bus().call_sync(self.name, '/org/a11y/atspi/cache', INTERFACE + 'Cache', 'GetItems', None, None,
                                      Gio.DBusCallFlags.NONE, PATIENCE, None)
        # As JSON, since that is read ten times as fast as a value of D-Bus.
        text = Json.gvariant_serialize_data(answer)[0]
        nodes = {}
        for (_, path), _, (_, parent), number, count, _, name, role, _, states in json.loads(text)[0]:
            nodes[path] = Node(self, path, parent, number, count, name, ROLES.get(role, str(role)), states)
        nodes[ROOT] = self.root()
        return nodes

    def above(self, node):
        """@node and those above it, to the root. LookupError: it has gone."""
        nodes, found = self._known(), []
        path = node.path
        while path in nodes:
            found.append(nodes[path])
            path = nodes[path].parent
        if not found:
            raise LookupError('%s %r has gone' % (node.role, node.name))
        return found

    def _is_closed(self, node, whole_lists):
        return node.count == 0 or node.role == 'list' and not whole_lists and node.count > LONG_LIST

    def _ask_below(self, paths):
        """{path: the paths of its children}. What the cache says of the number of a child is of use to nobody: a hidden
        child has the number of another one."""
        answers = self.call_each(paths, INTERFACE + 'Accessible', 'GetChildren')
        return {path: [child for _, child in answer[0]] for path, answer in zip(paths, answers) if answer}

    def walk(self, top=None, whole_lists=False):
        """Every node below @top (or the root), itself first, in the order of the tree; but for the rows of long lists
        and of those that are not shown."""
        top = top.path if top else ROOT
        nodes = self._known()
        above = {}
        for node in nodes.values():
            above.setdefault(node.parent, []).append(node)
        lists = [node for node in nodes.values() if node.role == 'list']
        hidden = {node.path for node, place in zip(lists, self.extents(lists)) if min(place[2:]) <= 0}
        # All that is known is asked for its children at once, and what they have below them level by level.
        asked, waiting = [], [top]
        while waiting:
            path = waiting.pop()
            if path in hidden or path not in nodes or self._is_closed(nodes[path], whole_lists):
                continue
            asked.append(path)
            waiting.extend(node.path for node in above.get(path, []))
        below = {}
        while asked:
            answers = self._ask_below(asked)
            below.update(answers)
            # What nobody has heard of yet is asked in the same way; whether it is a list shows in how many it has.
            asked = [path for parent, paths in answers.items() for path in paths
                     if path not in below and path not in hidden
                     and not (path in nodes and self._is_closed(nodes[path], whole_lists))
                     and (parent in nodes or whole_lists or len(paths) <= LONG_LIST)]
        found, waiting, is_new = [], [top], False
        while waiting:
            path = waiting.pop()
            if path not in nodes and not is_new:
                nodes, is_new = self._known(), True
            if path in nodes:
                found.append(nodes[path])
                waiting.extend(reversed(below.get(path, [])))
        return found

    def children(self, node):
        answer = node.call(INTERFACE + 'Accessible', 'GetChildren')[0]
        nodes = self._known()
        return [nodes[path] for _, path in answer if path in nodes]
