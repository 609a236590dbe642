#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Made-up histories against a real server: those of tests/sync/test-histories.c, over HTTP, through a proxy that breaks the
way. Several processes share one server. And in what that server differs from the fake of the other histories.

    NARU_HISTORIES=20000 tests/sync/test_histories.py     as many; NARU_SEED says with which they begin

And that tests/soak, which runs all kinds of them at length, goes on where it was ended and tells what was lost."""

import collections
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path[:0] = [str(TOP / 'tests' / 'tools')]
import tap  # noqa: E402
from peer import ADMIN, Peer  # noqa: E402

PROGRAMS = pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'tests' / 'sync'
# edits while a round runs are taken for sent
MUTANT = PROGRAMS / 'test-without-clean-regardless'
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
        said = [self.end(process) for process in running]
        ran = sum(int(re.search(r'(\d+) histories', text).group(1)) for text in said)
        self.assertEqual(ran, HISTORIES)
        # how the way was broken: nothing, the server not reached, and 19 manners after that
        happened = collections.Counter()
        for text in said:
            for manner, times in re.findall(r'([a-z ]+) (\d+)', re.search(r'on the way: (.*)', text).group(1)):
                happened[manner.strip()] += int(times)
        self.assertEqual(len(happened), 21)
        if HISTORIES >= 100:
            self.assertGreater(min(happened.values()), 0, happened)

    def test_it_differs_from_the_fake_as_is_written(self):
        self.end(self.start('test-differences'))


class Soak(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix='naru-soak-')
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def soak(self, *options, status=0, build=None):
        """Returns what stands in its report then, and what it said."""
        report = self.folder / 'report.json'
        wanted = [word for name in ('fake', 'teams', 'files', 'three', 'split', 'peer') if '--' + name not in options
                  for word in ('--' + name, '0')]
        done = subprocess.run([TOP / 'tests' / 'soak', '--report', report, *wanted, *options], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, text=True, timeout=SECONDS,
                              env={**os.environ, 'NARU_BUILD_DIR': str(build or os.environ['NARU_BUILD_DIR'])})
        self.assertEqual(done.returncode, status, done.stdout)
        return json.loads(report.read_text(encoding='utf-8')), done.stdout

    def test_it_goes_on_where_it_was_ended(self):
        report, _ = self.soak('--fake', '4', '--teams', '2', '--files', '1', '--three', '1', '--split', '1', '--peer', '1',
                              '--first-seed', '500')
        self.assertEqual([(kind['first'], kind['next'], kind['histories']) for kind in report.values()],
                         [(500, 504, 4), (1000500, 1000502, 2), (2000500, 2000501, 1), (3000500, 3000501, 1),
                          (4000500, 4000501, 1), (5000500, 5000501, 1)])
        self.assertTrue(all(kind['words'] > 0 for kind in report.values()))
        report, said = self.soak('--fake', '6')
        self.assertEqual((report['fake']['next'], report['fake']['histories']), (506, 6))
        self.assertIn('seeds 500 to 505', said)
        # what is in the middle of it when its time is over counts the next time
        self.assertEqual(self.soak('--fake', '1000000', '--seconds', '1')[0]['fake']['histories'] % 400, 6)

    @unittest.skipUnless(MUTANT.exists(), 'the sanitizers leave the programs without a rule out')
    def test_what_is_lost_is_told_with_its_seed(self):
        programs = self.folder / 'tests' / 'sync'
        programs.mkdir(parents=True)
        (programs / 'test-histories').symlink_to(MUTANT)
        report, said = self.soak('--fake', '1', '--first-seed', '4', status=1, build=self.folder)
        self.assertEqual(report['fake']['histories'], 1)
        self.assertIn('NARU_SEED=4: employer:', said)


if __name__ == '__main__':
    sys.exit(tap.main('sync'))
