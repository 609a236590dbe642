#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up histories against a real server: those of tests/sync/test-histories.c, over HTTP, through a proxy that breaks the
way. Several processes share one server.

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

PROGRAM = pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'tests' / 'sync' / 'test-histories'
HISTORIES = int(os.environ.get('NARU_HISTORIES', '100'))
FIRST = int(os.environ.get('NARU_SEED', '1'))
PROCESSES = 2
# One history takes less than a second; a soak runs as long as it wants to.
SECONDS = 300 + 5 * HISTORIES


class Histories(unittest.TestCase):
    def setUp(self):
        self.peer = Peer().start()
        self.addCleanup(lambda: self.peer.stop())

    def start(self, part, first, histories):
        environment = {**os.environ, 'NARU_PEER': self.peer.url, 'NARU_PEER_PASSWORD': ADMIN[1], 'NARU_CENTRE': f'w{part}',
                       'NARU_SEED': str(first), 'NARU_HISTORIES': str(histories)}
        return subprocess.Popen([PROGRAM, '--tap'], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True, env=environment)

    def test_no_word_is_lost_and_all_desks_agree(self):
        share = -(-HISTORIES // PROCESSES)
        running = [self.start(part, FIRST + part * share, min(share, HISTORIES - part * share)) for part in range(PROCESSES)]
        ran = 0
        for process in running:
            lines = process.communicate(timeout=SECONDS)[0].splitlines()
            # each request is noted for whoever looks for a fault in one history
            said = '\n'.join(line for line in lines if not line.startswith('# naru-sync-DEBUG'))
            print('\n'.join('# ' + line for line in said.splitlines()), flush=True)
            self.assertEqual(process.returncode, 0, said)
            ran += int(re.search(r'(\d+) histories', said).group(1))
        self.assertEqual(ran, HISTORIES)
        self.assertIsNone(self.peer.process.poll(), 'the server of the tests has ended')


if __name__ == '__main__':
    sys.exit(tap.main('sync'))
