#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The notifications of a desktop that nobody sees: prints what is to be shown, a line of JSON each."""

import json

from gi.repository import Gio, GLib

INTERFACE = '''<node><interface name="org.freedesktop.Notifications">
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="i" direction="in"/><arg type="u" direction="out"/></method>
</interface></node>'''


def called(connection, sender, path, interface, method, arguments, invocation):
    if method == 'Notify':
        _, _, _, title, body, *_ = arguments.unpack()
        print(json.dumps([title, body]), flush=True)
        invocation.return_value(GLib.Variant('(u)', (1,)))
    elif method == 'GetCapabilities':
        invocation.return_value(GLib.Variant('(as)', (['body', 'actions'],)))
    elif method == 'GetServerInformation':
        invocation.return_value(GLib.Variant('(ssss)', ('Test', 'Naru', '1', '1.2')))
    else:
        invocation.return_value(None)


def acquired(connection, name):
    node = Gio.DBusNodeInfo.new_for_xml(INTERFACE)
    connection.register_object('/org/freedesktop/Notifications', node.interfaces[0], called, None, None)


Gio.bus_own_name(Gio.BusType.SESSION, 'org.freedesktop.Notifications', Gio.BusNameOwnerFlags.NONE, acquired,
                 lambda *_: print('"ready"', flush=True), None)
GLib.MainLoop().run()
