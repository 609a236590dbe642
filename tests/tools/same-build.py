#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""same-build.py FOLDER: succeeds if FOLDER does not exist, or was configured for this clone, at this place, by the
installed Meson. A build folder that was copied, moved or made by another Meson cannot be used again."""

import json
import pathlib
import subprocess
import sys


def main():
    build = pathlib.Path(sys.argv[1]).absolute()
    if not build.exists():
        return 0
    try:
        info = json.loads((build / 'meson-info' / 'meson-info.json').read_text())
        made = (info['directories']['source'], info['directories']['build'], info['meson_version']['full'])
    except (OSError, ValueError, KeyError):
        return 1
    meson = subprocess.run(['meson', '--version'], capture_output=True, text=True, check=True).stdout.strip()
    top = pathlib.Path(__file__).resolve().parents[2]
    return 0 if made == (str(top), str(build), meson) else 1


if __name__ == '__main__':
    sys.exit(main())
