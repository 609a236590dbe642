#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""needed.py FOLDER SUITE...: prints what has to be built in FOLDER for the tests of these suites, one target a line. Any of
them may speak Korean or French: the catalogues are needed by all."""

import json
import os
import sys


def read(folder, name):
    with open(os.path.join(folder, 'meson-info', f'intro-{name}.json'), encoding='utf-8') as file:
        return json.load(file)


def main():
    folder, *suites = sys.argv[1:]
    files = {target['id']: target['filename'] for target in read(folder, 'targets')}
    wanted = {part for test in read(folder, 'tests') if test['suite'][0].split(':')[-1] in suites for part in test['depends']}
    names = {name for part, built in files.items() for name in built if part in wanted or name.endswith('.mo')}
    print('\n'.join(os.path.relpath(name, os.path.realpath(folder)) for name in sorted(names)))
    return 0


if __name__ == '__main__':
    sys.exit(main())
