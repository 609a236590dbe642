# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs one test program on a desktop of its own: on_desktop.py PROGRAM [ARGUMENT...]"""

import os
import sys

from desktop import Desktop


def main():
    place = Desktop(window_manager=False)
    try:
        env = place.environment(GTK_A11Y='test', GSETTINGS_BACKEND='memory')
        process = place.start([os.path.abspath(sys.argv[1]), *sys.argv[2:]], env, sys.stdout)
        return process.wait()
    finally:
        place.close()


if __name__ == '__main__':
    sys.exit(main())
