#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Stands in the place of NetworkManager on a bus of its own, for as much as GNetworkMonitor asks of it: whether somebody pays for
what is sent.

    network_manager.py          prints the address of the bus; each line of its standard input, "0" or "1", is what holds then"""

import subprocess
import sys
import threading

from gi.repository import Gio, GLib

NAME = 'org.freedesktop.NetworkManager'
PATH = '/org/freedesktop/NetworkManager'
INTERFACE = '''<node><interface name="org.freedesktop.NetworkManager">
<property name="NetworkingEnabled" type="b" access="read"/><property name="Connectivity" type="u" access="read"/>
<property name="Metered" type="u" access="read"/><property name="State" type="u" access="read"/>
<property name="Version" type="s" access="read"/>
</interface></node>'''
YES = 1
NO = 2
FULL = 4
CONNECTED = 70


class NetworkManager:
    def __init__(self, address):
        self.metered = YES
        self.connection = Gio.DBusConnection.new_for_address_sync(
            address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
        interface = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        self.connection.register_object(PATH, interface, None, self.get, None)
        self.connection.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'RequestName',
                                  GLib.Variant('(su)', (NAME, 0)), None, Gio.DBusCallFlags.NONE, -1, None)

    def get(self, _connection, _sender, _path, _interface, name):
        return {'NetworkingEnabled': GLib.Variant('b', True), 'Connectivity': GLib.Variant('u', FULL),
                'Metered': GLib.Variant('u', self.metered), 'State': GLib.Variant('u', CONNECTED), 'Version': GLib.Variant('s', '1.42.0')}[name]

    def set(self, line):
        self.metered = YES if line.strip() == '1' else NO
        changed = GLib.Variant('(sa{sv}as)', (NAME, {'Metered': GLib.Variant('u', self.metered)}, []))
        self.connection.emit_signal(None, PATH, 'org.freedesktop.DBus.Properties', 'PropertiesChanged', changed)


def main():
    bus = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--print-address'], stdout=subprocess.PIPE, text=True)
    loop = GLib.MainLoop()
    try:
        address = bus.stdout.readline().strip()
        manager = NetworkManager(address)
        print(address, flush=True)

        def read():
            for line in sys.stdin:
                GLib.idle_add(manager.set, line)
            loop.quit()

        threading.Thread(target=read, daemon=True).start()
        loop.run()
    finally:
        bus.terminate()
        bus.wait()


if __name__ == '__main__':
    main()
