#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A case that is transferred to another team: it goes from the desks of the old team and comes to those of the new one, carried by
somebody who works for both. Then a team whose cases have all gone is taken out of the centre."""

import pathlib
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'tools')]
import tap  # noqa: E402
from desk import Desk  # noqa: E402
from desks import ALL, Centre  # noqa: E402
from setup import server_setup, set_up  # noqa: E402

USERS = f'''user,name,role,team
anna,Anna,{ALL},"a,b"
bert,Bert,{ALL},a
chris,Chris,{ALL},b
'''


class Moves(Centre):
    teams = ('a', 'b')
    users = USERS

    def setUp(self):
        super().setUp()
        self.c = Desk(self, self.folder, 'chris', self.peer.passwords['chris'])
        self.c.account(self.peer.url)
        self.c.sync()
        self.team = {row['code']: row['_id'] for row in self.a.list('team')}

    def all_sync(self, rounds=3):
        for _ in range(rounds):
            for desk in (self.b, self.a, self.c):
                self.assertEqual(desk.sync().get('problems', []), [])

    def count(self, database):
        rows = self.peer.admin('GET', f'/{database}/_all_docs').json['rows']
        return len([row for row in rows if not row['id'].startswith('_')])

    def test_a_case_goes_to_another_team_and_on_there(self):
        person = self.b.new('jobseeker', 'name=Mina', 'state=active', f'team={self.team["a"]}', 'phone=1')
        task = self.b.new('task', 'title=Call', f'jobseeker={person}', 'state=planned')
        barrier = self.b.new('barrier', f'jobseeker={person}', 'barrier=transport', 'severity=low')
        self.all_sync()
        self.assertEqual(self.a.show(person)['phone'], '1')
        self.c.show(person, status=1)
        # the one who transfers sees one team alone, and goes on for a while
        self.b.set(person, f'team={self.team["b"]}')
        self.b.sync()
        self.b.set(person, 'mobile=2')
        self.a.sync()
        self.a.sync()
        self.all_sync()
        for record in (person, task, barrier):
            self.c.show(record)
            self.b.show(record, status=1)
        self.assertEqual((self.c.show(person)['phone'], self.c.show(person)['mobile']), ('1', '2'))
        self.assertNotIn('movedBase', self.c.show(person))
        self.assertEqual([self.count(f'c1-{name}') for name in ('cases-a', 'situation-a')], [0, 0])
        self.assertEqual([self.count(f'c1-{name}') for name in ('cases-b', 'situation-b')], [2, 1])
        self.all_sync()     # the traces of what was shown
        for desk in (self.a, self.b, self.c):
            desk.verify()
            self.assertEqual((desk.server()['unsent'], desk.json('conflicts')), (0, []))
        # it is continued there, with its history from before
        self.c.set(person, 'phone=3')
        self.all_sync()
        self.assertEqual(self.a.show(person)['phone'], '3')
        told = [(row.get('from'), row.get('to')) for row in self.c.json('history', '--all', person)
                if row['field'] in ('mobile', 'phone')]
        self.assertIn((None, '2'), told)
        self.assertIn(('1', '3'), told)
        # and back
        self.c.set(person, f'team={self.team["a"]}')
        self.all_sync(4)
        self.assertEqual(self.b.show(person)['phone'], '3')
        self.c.show(person, status=1)
        self.assertEqual(self.count('c1-cases-b'), 0)

    def test_a_team_without_cases_is_taken_out(self):
        person = self.b.new('jobseeker', 'name=Mina', 'state=active', f'team={self.team["a"]}')
        self.all_sync()
        remove = ('--centre', 'c1', '--remove-team', 'a')
        refused = server_setup(self.peer.url, *remove)
        self.assertEqual(refused.returncode, 1)
        self.assertIn('c1-cases-a', refused.stderr)
        self.b.set(person, f'team={self.team["b"]}')
        self.all_sync()
        dry = set_up(self.peer, *remove, '--dry-run')
        done = set_up(self.peer, *remove)
        self.assertEqual(done['steps'], dry['steps'])
        self.assertEqual({step['subject'] for step in done['steps'] if step['kind'] == 'close'},
                         {'c1-cases-a', 'c1-situation-a'})
        self.assertEqual(self.peer.admin('GET', '/c1-cases-a').status, 404)
        self.assertEqual(self.peer.admin('GET', '/c1-cases-a-log').status, 200)
        self.assertEqual(set_up(self.peer, *remove)['steps'], [])
        self.assertEqual(self.a.sync().get('problems', []), [])
        self.assertEqual(self.b.sync().get('problems', []), [])
        self.assertEqual([row['code'] for row in self.a.list('team')], ['b'])
        self.a.show(person)


if __name__ == '__main__':
    sys.exit(tap.main('sync'))
