#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up histories against a real server: those of tests/sync/test-histories.c, over HTTP, through a proxy that breaks the
way. Several processes share one server. And in what that server differs from the fake of the other histories.

    NARU_HISTORIES=20000 tests/sync/test_histories.py     as many; NARU_SEED says with which they begin"""

import os
import pathlib
import re
import subprocess
import sys
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'tools')]
import tap  # noqa: E402
from peer import ADMIN, Peer  # noqa: E402

PROGRAMS = pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'tests' / 'sync'
HISTORIES = int(os.environ.get('NARU_HISTORIES', '100'))
FIRST = int(os.environ.get('NARU_SEED', '1'))
PROCESSES = 2
# One history takes less than a second; a soak runs as long as it wants to.
SECONDS = 300 + 5 * HISTORIES


class Histories(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.peer = Peer().start()
        cls.addClassCleanup(lambda: cls.peer.stop())

    def start(self, program, **variables):
        environment = {**os.environ, 'NARU_PEER': self.peer.url, 'NARU_PEER_PASSWORD': ADMIN[1], **variables}
        return subprocess.Popen([PROGRAMS / program, '--tap'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True, env=environment)

    def end(self, process):
        """Waits for it, shows what it said, and returns that."""
        lines = process.communicate(timeout=SECONDS)[0].splitlines()
        # each request is noted for whoever looks for a fault in one history
        said = '\n'.join(line for line in lines if 'naru-sync-DEBUG' not in line)
        print('\n'.join('# ' + line for line in said.splitlines()), flush=True)
        self.assertEqual(process.returncode, 0, said)
        self.assertIsNone(self.peer.process.poll(), 'the server of the tests has ended')
        return said

    def test_no_word_is_lost_and_all_desks_agree(self):
        share = -(-HISTORIES // PROCESSES)
        running = []
        for part in range(PROCESSES):
            running.append(self.start('test-histories', NARU_CENTRE=f'w{part}', NARU_SEED=str(FIRST + part * share),
                                      NARU_HISTORIES=str(min(share, HISTORIES - part * share))))
        ran = sum(int(re.search(r'(\d+) histories', self.end(process)).group(1)) for process in running)
        self.assertEqual(ran, HISTORIES)

    def test_it_differs_from_the_fake_as_is_written(self):
        self.end(self.start('test-differences'))


if __name__ == '__main__':
    sys.exit(tap.main('sync'))
