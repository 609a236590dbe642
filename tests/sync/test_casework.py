#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A case that begins at one desk goes on at another, and back: meetings, rebooking, referrals, work and the checks after it, a
change of counsellor, two records of one person, an absence with its deputy; and what two desks booked at one time is seen."""

import os
import pathlib
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'tools')]
import tap  # noqa: E402
from desks import Centre  # noqa: E402

TOOL = pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'tests' / 'sync' / 'casework'
NOW = '2026-11-25T10:00:00+09:00'


class Casework(Centre):
    def setUp(self):
        super().setUp()
        for desk in (self.a, self.b):
            desk.environment.update(NARU_NOW=NOW, TZ='Asia/Seoul')
        self.anna, self.bert = (desk.server()['staff'] for desk in (self.a, self.b))

    def do(self, desk, *words, status=0):
        done = subprocess.run([TOOL, desk.profile, *words], capture_output=True, text=True, env=desk.environment, timeout=100,
                              check=False)
        self.assertEqual(done.returncode, status, done.stderr)
        return done.stdout.split()

    def take_in(self, desk, name, **members):
        return desk.new('jobseeker', f'name={name}', 'state=active', 'registeredOn=2026-11-01',
                        *(f'{key}={value}' for key, value in members.items()))

    def exchange(self, *desks):
        for desk in desks:
            self.assertEqual(desk.sync()['refused'], 0)

    def agenda(self, desk):
        return desk.json('agenda', '--date', '2026-11-25')

    def test_meetings_go_on_at_the_other_desk(self):
        person = self.take_in(self.a, 'Mina', counsellor=self.anna)
        meeting, = self.do(self.a, 'book', person, '2026-11-26T10:00:00+09:00')
        self.exchange(self.a, self.b)
        self.do(self.b, 'miss', meeting)
        new, = self.do(self.b, 'rebook', meeting, '2026-11-27T14:00:00+09:00')
        self.exchange(self.b, self.a)
        self.assertEqual(self.assert_same(meeting)['rebookedAs'], new)
        self.assertEqual((self.a.show(new)['state'], self.a.show(new)['staff']), ('booked', self.anna))

        # Both book the same half hour, not knowing of each other.
        other = self.take_in(self.a, 'Jun', counsellor=self.anna)
        self.exchange(self.a, self.b)
        self.b.set(other, 'counsellor=' + self.anna)
        self.do(self.a, 'book', person, '2026-11-30T10:00:00+09:00')
        self.b.new('meeting', 'jobseeker=' + other, 'staff=' + self.anna, 'kind=counselling', 'channel=phone', 'state=booked',
                   'start=2026-11-30T10:10:00+09:00')
        self.exchange(self.a, self.b, self.a)
        twice = [row for row in self.agenda(self.a) if row['heading'] == 'Booked twice']
        self.assertEqual(len(twice), 1, self.agenda(self.a))
        self.do(self.a, 'rebook', twice[0]['record'], '2026-12-01T10:00:00+09:00')
        self.assertNotIn('Booked twice', [row['heading'] for row in self.agenda(self.a)])

        # Anna is away: Bert, whom she named, sees it and has her meetings.
        self.do(self.a, 'go-away', '2026-11-27', '2026-11-30', self.bert)
        self.exchange(self.a, self.b)
        self.assertEqual([row['deputy'] for row in self.b.list('absence')], [self.bert])
        self.assertEqual(self.b.show(new)['staff'], self.bert)
        self.do(self.b, 'book', other, '2026-11-27T14:10:00+09:00', status=1)

    def test_help_and_work_go_on_at_the_other_desk(self):
        person = self.take_in(self.a, 'Mina', counsellor=self.anna)
        employer = self.a.new('employer', 'name=Birch Care Homes')
        self.peer.admin('POST', '/c1-common/_bulk_docs', {'docs': [
            {'_id': 'organisation:01KDBZ91K58RYHAJWSA8C0JEEZ', 'type': 'organisation', 'schema': 1, 'name': 'City welfare',
             'kind': 'welfare', 'createdBy': self.anna, 'createdAt': NOW, 'modifiedBy': self.anna, 'modifiedAt': NOW}]})
        self.exchange(self.a, self.b)
        referral, = self.do(self.a, 'refer', person, 'organisation:01KDBZ91K58RYHAJWSA8C0JEEZ')
        self.do(self.a, 'assign', person, self.bert, 'Moves to the other team room')
        self.exchange(self.a, self.b)
        self.assertEqual(self.b.show(person)['counsellor'], self.bert)
        self.do(self.b, 'move-referral', referral, 'accepted')
        made = self.do(self.b, 'begin-work', person, employer, '2026-11-25')
        self.exchange(self.b, self.a)
        self.assertEqual(self.assert_same(referral)['state'], 'accepted')
        self.assertEqual(self.assert_same(person)['state'], 'in_work')
        self.assertEqual(self.assert_same(person)['outcome'], 'employment')
        checks = [self.a.show(record) for record in made if record.startswith('jobseekerFollowUp:')]
        self.assertEqual(len(checks), 4)
        last, = (check['_id'] for check in checks if check['after'] == 'six_months')
        self.do(self.a, 'check', last, 'yes', 'none', '')
        self.exchange(self.a, self.b)
        self.assertEqual(self.assert_same(person)['outcome'], 'sustained_employment')
        self.assertEqual([desk.json('conflicts') for desk in (self.a, self.b)], [[], []])

    def test_two_records_are_one_and_two_again_at_the_other_desk(self):
        keep = self.take_in(self.a, 'Kim Min-ji', counsellor=self.anna)
        other = self.take_in(self.b, 'Kim Minji', counsellor=self.bert, mobile='010-5550-0142')
        self.exchange(self.b, self.a)
        meeting, = self.do(self.a, 'book', other, '2026-11-26T10:00:00+09:00')
        self.a.environment['NARU_NOW'] = '2026-11-25T10:05:00+09:00'
        self.do(self.a, 'merge', keep, other)
        self.exchange(self.a, self.b)
        self.assertEqual(self.b.show(other)['mergedInto'], keep)
        self.assertEqual(self.b.show(keep)['mobile'], '010-5550-0142')
        self.assertEqual(self.b.show(meeting)['jobseeker'], keep)
        # The history of a merge comes to the desk when somebody looks.
        for record in (keep, other):
            self.b.run('history', '--all', record)
        self.b.environment['NARU_NOW'] = '2026-11-25T10:10:00+09:00'
        self.do(self.b, 'unmerge', other)
        self.exchange(self.b, self.a)
        self.assertNotIn('mergedInto', self.assert_same(other))
        self.assertNotIn('mobile', self.assert_same(keep))
        self.assertEqual(self.assert_same(meeting)['jobseeker'], other)


if __name__ == '__main__':
    sys.exit(tap.main('sync'))
