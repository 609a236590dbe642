#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Desks that stay connected: what one writes the other sees, without anybody asking.

    test_live.py [CASE...]
    test_live.py --without CASE     with a program in NARU_CLI that one of the rules was taken away from: the case waits in vain
"""

import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'tools')]
import tap  # noqa: E402
from cutter import KEPT  # noqa: E402
from desks import Centre  # noqa: E402


class Live(Centre):
    def on_desk(self, desk, record, name, value):
        found = json.loads(desk.run('--json', 'show', record, status=None).stdout or '{}')
        return found.get(name) == value

    def begin(self, *desks):
        for desk in desks:
            process = desk.watch()
            self.assertEqual(json.loads(process.stdout.readline())['server']['state'], 'idle')

    def test_an_edit_is_seen_at_once_without_anybody_asking(self):
        employer = self.a.new('employer', 'name=Harbour', 'phone=1')
        self.settle()
        self.begin(self.a, self.b)
        for phone in ('2', '3', '4'):
            self.a.set(employer, f'phone={phone}')
            after = self.wait_for(lambda p=phone: self.on_desk(self.b, employer, 'phone', p), 'the edit at the other desk')
            print(f'# seen after {after:.2f} s')
        jobseeker = self.b.new('jobseeker', 'name=Kim')
        self.wait_for(lambda: self.on_desk(self.a, jobseeker, 'name', 'Kim'), 'the jobseeker at the first desk')

    def test_a_desk_that_waits_asks_little(self):
        employer = self.b.new('employer', 'name=Harbour')
        self.settle()
        self.cutter.seen.clear()
        self.begin(self.a)
        self.wait_for(lambda: sum('feed=longpoll' in path for _, path in self.cutter.seen) >= 5, 'the desk to wait')
        self.assertEqual([path for method, path in self.cutter.seen if method == 'POST'], ['/_session'])
        self.cutter.seen.clear()
        self.a.set(employer, 'phone=2')
        self.wait_for(lambda: any('feed=longpoll' in path for _, path in self.cutter.seen), 'the desk to wait again')
        self.assertEqual([doc['phone'] for doc in self.on_server('c1-employers', 'employer')], ['2'])
        # the feed, the edit, the feed again, the handshake, what it does not speak of, the next handshake, the history, and
        # one that waits: who the account is is left to the next whole round
        self.assertLessEqual(len(self.cutter.seen), 8, self.cutter.seen)
        self.cutter.seen.clear()
        self.b.set(employer, 'phone=3')
        self.b.sync()
        self.wait_for(lambda: self.on_desk(self.a, employer, 'phone', '3'), 'the edit at the first desk')
        self.wait_for(lambda: any('feed=longpoll' in path for _, path in self.cutter.seen), 'the desk to wait again')
        # what is new, whether the server is what it was, that it was met, and one that waits
        self.assertLessEqual(len(self.cutter.seen), 4, self.cutter.seen)

    def count_waiting(self):
        return sum('feed=longpoll' in path for _, path in self.cutter.seen)

    def test_where_somebody_pays_for_what_is_sent_nobody_waits_for_news(self):
        program = pathlib.Path(__file__).resolve().parent / 'network_manager.py'
        manager = subprocess.Popen([sys.executable, program], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(manager.communicate, timeout=30)
        self.a.environment['DBUS_SYSTEM_BUS_ADDRESS'] = manager.stdout.readline().strip()
        self.cutter.seen.clear()
        self.begin(self.a)
        self.assertEqual(self.count_waiting(), 0)
        # the second time as well, when those that wait have to begin anew
        for metered in (False, True, False):
            self.cutter.seen.clear()
            print(int(metered), file=manager.stdin, flush=True)
            # the connection is another one: a whole round begins
            self.wait_for(lambda: any('c1-situation-a/_changes' in path for _, path in self.cutter.seen), 'a round')
            if not metered:
                self.wait_for(lambda: self.count_waiting() >= 5, 'the desk to wait')
            else:
                self.wait_for(lambda: self.a.server()['state'] == 'idle', 'the round to end')
                self.assertEqual(self.count_waiting(), 0)

    @unittest.skipUnless('NARU_WALL_CLOCK' in os.environ, 'only without the sanitizers')
    def test_a_desk_that_has_slept_waits_for_news_again(self):
        """The connections that it waited on are dead, and nobody has told it."""
        employer = self.b.new('employer', 'name=Harbour', 'phone=1')
        self.settle()
        woken = self.folder / 'woken'
        clock = pathlib.Path(os.environ['NARU_WALL_CLOCK'])
        # the name alone: where there is a space in the path, the loader takes it for two
        self.a.environment.update(LD_PRELOAD=clock.name, LD_LIBRARY_PATH=str(clock.parent), NARU_SLEPT=str(woken))
        self.begin(self.a)
        del self.a.environment['LD_PRELOAD']
        self.wait_for(lambda: self.count_waiting() >= 5, 'the desk to wait')
        self.cutter.seen.clear()
        self.cutter.lose_the_way()
        self.b.set(employer, 'phone=2')
        self.b.sync()
        woken.touch()
        # sooner than a minute, when the silence would have told
        after = self.wait_for(lambda: self.on_desk(self.a, employer, 'phone', '2'), 'what was written meanwhile', 40)
        print(f'# seen {after:.1f} s after it has woken up')
        self.wait_for(lambda: self.count_waiting() >= 5, 'the desk to wait again')

    def test_a_server_that_goes_and_comes_back(self):
        process = self.a.watch()
        self.assertEqual(json.loads(process.stdout.readline())['server']['state'], 'idle')
        self.cutter.plan = lambda *_: KEPT
        employer = self.a.new('employer', 'name=Harbour')
        self.wait_for(lambda: self.a.server()['state'] == 'offline', 'the first desk to be offline')
        self.cutter.plan = lambda *_: None
        self.wait_for(lambda: self.on_server('c1-employers', 'employer'), 'the employer on the server', 40)
        self.assertEqual([doc['_id'] for doc in self.on_server('c1-employers', 'employer')], [employer])


def notice(case):
    """Whether it waits in vain, and fails for no other reason."""
    result = unittest.TestResult()
    unittest.defaultTestLoader.loadTestsFromName(case, sys.modules['__main__']).run(result)
    told = [detail for _, detail in result.failures + result.errors]
    noticed = len(told) == 1 and 'AssertionError: waited' in told[0]
    print(f'{"ok" if noticed else "not ok"} 1 /sync/{case.replace(".", "/")}/misses-a-rule\n1..1')
    print('\n'.join('# ' + line for text in told for line in text.splitlines()))
    return 0 if noticed else 1


if __name__ == '__main__':
    if '--without' in sys.argv:
        sys.exit(notice(sys.argv[-1]))
    sys.exit(tap.main('sync'))
