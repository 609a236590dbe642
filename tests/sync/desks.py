# SPDX-License-Identifier: GPL-3.0-or-later
"""A server with a centre, two desks, and what stands between one of them and the server."""

import os
import pathlib
import shutil
import tempfile
import time
import unittest

from cutter import Cutter
from desk import Desk
from peer import Peer
from setup import set_up

ALL = 'job_counsellor;employer_counsellor;vacancy_drafter;situation'
USERS = f'''user,name,role,team
anna,Anna,{ALL},a
bert,Bert,{ALL},a
'''


class Centre(unittest.TestCase):
    """A server with a centre and two desks that have synchronised once."""

    teams = ('a',)
    users = USERS

    @classmethod
    def setUpClass(cls):
        """One server for all tests, which is made anew for each."""
        cls.peer = Peer().start()
        cls.addClassCleanup(cls.peer.stop)
        with tempfile.NamedTemporaryFile('w', suffix='.csv', encoding='utf-8') as users:
            users.write(cls.users)
            users.flush()
            set_up(cls.peer, '--centre', 'c1', *(part for team in cls.teams for part in ('--team', team)),
                   '--users', users.name)
        cls.saved = cls.peer.save()

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='naru rounds '))
        self.addCleanup(shutil.rmtree, self.folder)
        self.peer.restore(self.saved)
        self.cutter = Cutter(self.peer.url)
        self.addCleanup(self.cutter.stop)
        self.a = Desk(self, self.folder, 'anna', self.peer.passwords['anna'])
        self.b = Desk(self, self.folder, 'bert', self.peer.passwords['bert'])
        self.a.account(self.cutter.url)
        self.b.account(self.peer.url)
        self.a.sync()
        self.b.sync()

    def wait_for(self, condition, what, seconds=20):
        """Until @condition () is true. Returns after how many seconds it was. NARU_PATIENCE: at most so long."""
        seconds = min(seconds, float(os.environ.get('NARU_PATIENCE', seconds)))
        started = time.monotonic()
        while not condition():
            if time.monotonic() > started + seconds:
                self.fail(f'waited {seconds} s for {what}')
            time.sleep(0.02)
        return time.monotonic() - started

    def settle(self, rounds=3):
        """Until nothing moves."""
        self.cutter.plan = lambda *_: None
        for _ in range(rounds):
            moved = 0
            for desk in (self.a, self.b):
                done = desk.sync()
                moved += done['pulled'] + done['pushed']
            if not moved:
                return
        self.fail('the desks do not come to rest')

    def assert_same(self, record):
        """Both desks say the same; who put it on the server is noted there only."""
        one, two = ({name: value for name, value in desk.show(record).items() if name != 'uploadedBy'}
                    for desk in (self.a, self.b))
        self.assertEqual(one, two)
        return one

    def on_server(self, database, kind):
        rows = self.peer.admin('GET', f'/{database}/_all_docs?include_docs=true').json['rows']
        return [row['doc'] for row in rows if row['id'].startswith(kind + ':')]
