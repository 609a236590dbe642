#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk that has worked alone gets an account."""

import pathlib
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'tools')]
import tap  # noqa: E402
from desks import Centre  # noqa: E402


class Joining(Centre):
    def test_work_from_before_there_was_a_server_is_sent_as_ones_own(self):
        self.a.profile = self.folder / 'earlier'
        employer = self.a.new('employer', 'name=Harbour')
        self.a.account(self.cutter.url)
        self.a.sync()
        self.b.sync()
        found = self.b.show(employer)
        self.assertEqual(found['createdBy'], self.a.server()['staff'])
        self.assertEqual(self.a.json('conflicts'), [])
        self.a.verify()


    def begin_alone(self):
        self.a.profile = self.folder / 'alone'
        self.a.run('sample', '--jobseekers', '30')

    def test_a_desk_that_worked_alone_sends_everything_that_its_role_may_write(self):
        self.begin_alone()
        jobseekers = {row['_id'] for row in self.a.list('jobseeker')}
        team = self.peer.admin('GET', '/c1-common/_all_docs?include_docs=true&startkey="team:"&endkey="team:z"')
        team, = [row['doc']['_id'] for row in team.json['rows']]
        colleagues = len(self.a.list('staff'))
        self.a.account(self.cutter.url)
        done = self.a.sync()
        self.assertEqual((done['refused'], done['problems'], done['clashes']), (0, [], 0))
        self.assertEqual(done['server']['refused'], 0)
        self.assertEqual(self.a.sync()['pushed'], 0)
        sent = self.on_server('c1-cases-a', 'jobseeker')
        self.assertEqual({doc['_id'] for doc in sent}, jobseekers)
        # the team that nobody else knows is the account's own everywhere
        self.assertEqual({doc['team'] for doc in sent if 'team' in doc}, {team})
        self.assertEqual({row['team'] for row in self.a.list('jobseeker')}, {team})
        self.assertEqual([row['_id'] for row in self.a.list('team')], [team])
        # catalogues and colleagues that the role may not write stay here, and are nobody's unsent work
        self.assertEqual(len(self.a.list('staff')), colleagues + 1)
        self.assertEqual([doc['userName'] for doc in self.on_server('c1-common', 'staff')], ['anna', 'bert'])
        self.assertEqual(self.a.show(self.a.server()['staff'])['name'], 'Anna')
        self.b.sync()
        self.assertEqual({row['_id'] for row in self.b.list('jobseeker')}, jobseekers)
        self.assertEqual(len(self.b.list('step')), len(self.a.list('step')))
        # the other desk's edit of what was sent comes back, and an edit here goes out
        self.b.set(min(jobseekers), 'phone=051 1')
        self.b.sync()
        self.a.sync()
        self.assertEqual(self.a.show(min(jobseekers))['phone'], '051 1')
        for desk in (self.a, self.b):
            desk.verify()
            self.assertEqual(desk.json('conflicts'), [])

    def test_what_was_held_back_is_sent_when_the_role_allows_it(self):
        self.begin_alone()
        self.a.account(self.cutter.url)
        self.a.sync()
        courses = {row['_id'] for row in self.a.list('course')}
        self.assertTrue(courses)
        self.assertEqual(self.on_server('c1-common', 'course'), [])
        account = self.peer.admin('GET', '/_users/org.couchdb.user:anna').json
        account['roles'].append('c1:manager')
        self.peer.admin('PUT', '/_users/org.couchdb.user:anna', account)
        self.assertEqual(self.a.sync()['refused'], 0)
        self.assertEqual({doc['_id'] for doc in self.on_server('c1-common', 'course')}, courses)

    def test_a_partner_that_the_server_has_by_name_is_that_one(self):
        self.begin_alone()
        referral = self.a.list('referral')[0]
        name = self.a.show(referral['organisation'])['name']
        other = 'organisation:01JD0000000000000000000PRT'
        self.peer.admin('POST', '/c1-common', {
            '_id': other, 'type': 'organisation', 'schema': 1, 'name': name, 'kind': 'welfare'})
        self.a.account(self.cutter.url)
        self.a.sync()
        sent, = [doc for doc in self.on_server('c1-cases-a', 'referral') if doc['_id'] == referral['_id']]
        self.assertEqual(sent['organisation'], other)
        self.assertEqual(len([row for row in self.a.list('organisation') if row['name'] == name]), 1)
        self.a.verify()


if __name__ == '__main__':
    sys.exit(tap.main('sync'))
