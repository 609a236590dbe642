# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs naru-cli server-setup against a server, with the administrator's password on a file descriptor."""

import json
import os
import pathlib
import subprocess

from peer import ADMIN

CLI = pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'src' / 'naru-cli'


def server_setup(url, *arguments, password=ADMIN[1]):
    """Returns the finished process."""
    reader, writer = os.pipe()
    os.write(writer, password.encode() + b'\n')
    os.close(writer)
    try:
        return subprocess.run([CLI, '--json', 'server-setup', url, '--password-fd', str(reader), *arguments],
                              pass_fds=[reader], stdin=subprocess.DEVNULL, capture_output=True, text=True,
                              encoding='utf-8', timeout=100, check=False)
    finally:
        os.close(reader)


def set_up(peer, *arguments):
    """Sets up, learns the passwords that were made, and returns what was done."""
    done = server_setup(peer.url, *arguments)
    if done.returncode != 0:
        raise AssertionError(f'{arguments}: {done.stdout}{done.stderr}')
    report = json.loads(done.stdout)
    peer.passwords.update(report['passwords'])
    return report
