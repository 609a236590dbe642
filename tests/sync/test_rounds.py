#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Two desks and a server: what is done at one is seen at the other, whatever happens on the way.

    test_rounds.py [--kills N] [CASE...]

--kills: how many rounds are killed at a random moment (NARU_KILLS, or 20); --seed: of those moments, printed when they begin."""

import json
import os
import pathlib
import random
import subprocess
import sys
import time

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'tools')]
import tap  # noqa: E402
from cutter import CUT, KEPT, LOST, once  # noqa: E402
from desks import Centre  # noqa: E402
from setup import set_up  # noqa: E402

KILLS = int(os.environ.get('NARU_KILLS') or 20)
SEED = random.randrange(10 ** 6)
# The sanitizers take several times as long: of what is broken in each manner at each place, they see each of both once.
EACH = 'ASAN_OPTIONS' not in os.environ


class Tour(Centre):
    def test_what_one_desk_does_the_other_sees(self):
        employer = self.b.new('employer', 'name=Harbour Café')
        jobseeker = self.b.new('jobseeker', 'name=김민수')
        plan = self.b.new('plan', f'jobseeker={jobseeker}')
        self.settle()

        self.a.set(employer, 'phone=051 123 4567')
        step = self.a.new('step', f'jobseeker={jobseeker}', f'plan={plan}', 'title=Write a curriculum vitae')
        vacancy = self.a.new('vacancy', 'title=Cook', f'employer={employer}')
        done = self.a.sync()
        self.assertEqual((done['pushed'], done['refused'], done['problems']), (3, 0, []))
        self.b.sync()
        self.assertEqual(self.b.show(employer)['phone'], '051 123 4567')
        self.assertEqual(self.b.show(step)['title'], 'Write a curriculum vitae')
        self.assertEqual(self.b.show(vacancy)['title'], 'Cook')
        self.assertEqual([row['_id'] for row in self.b.list('step')], [step])
        self.assertEqual((self.b.server()['state'], self.b.server()['unsent']), ('idle', 0))
        for desk in (self.a, self.b):
            desk.verify()

    def test_a_round_with_nothing_to_do_asks_little(self):
        self.a.new('employer', 'name=Harbour')
        self.settle()
        done = self.a.sync()
        places = [name for name in self.peer.admin('GET', '/_all_dbs').json
                  if name.startswith('c1-') and not name.endswith('-log')]
        # the login, who am I, and three for each database
        self.assertLessEqual(done['requests'], 1 + 3 * len(places))
        self.assertEqual((done['pulled'], done['pushed']), (0, 0))

    def test_different_fields_of_one_record_are_put_together(self):
        jobseeker = self.a.new('jobseeker', 'name=Kim', 'phone=010-1')
        self.settle()
        self.a.set(jobseeker, 'phone=010-2')
        self.b.set(jobseeker, 'email=kim@example.org')
        self.a.sync()
        done = self.b.sync()
        self.assertEqual((done['merged'], done['clashes']), (1, 0))
        self.settle()
        found = self.assert_same(jobseeker)
        self.assertEqual((found['phone'], found['email']), ('010-2', 'kim@example.org'))
        self.assertEqual(self.a.json('conflicts'), [])

    def test_two_account_managers_of_one_employer_find_both_their_work(self):
        employer = self.a.new('employer', 'name=Harbour', 'tags=old', 'hiringNote=Two welders.\n\nOne cook.')
        contact = self.a.new('contact', 'name=Yoo', f'employer={employer}')
        vacancy = self.a.new('vacancy', 'title=Welder', f'employer={employer}', 'stage=draft')
        incentive = self.a.new('incentive', 'name=Over 50', f'employer={employer}', 'state=considered')
        self.settle()
        # each for days without a network
        self.a.set(employer, 'employees=46', 'tags=old,fair', 'hiringNote=Three welders.\n\nOne cook.')
        self.b.set(employer, 'phone=031 555 0142', 'tags=old,export', 'hiringNote=Two welders.\n\nTwo cooks.')
        self.a.set(contact, 'function=Director')
        self.b.set(contact, 'phone=031 555 0143')
        for desk, post, money in ((self.a, 'posts=2 tasks=Weld.', 'state=applied'),
                                  (self.b, 'closesOn=2026-12-12', 'persons=2')):
            desk.set(vacancy, *post.split())
            desk.set(incentive, money)
        call = self.a.new('interaction', f'employer={employer}', 'kind=call', 'at=2026-11-23T10:00:00+09:00', 'summary=Asked.')
        visit = self.b.new('interaction', f'employer={employer}', 'kind=visit', 'at=2026-11-23T11:00:00+09:00', 'summary=Saw.')
        for _ in range(2):
            self.settle()
        found = self.assert_same(employer)
        self.assertEqual((found['employees'], found['phone']), (46, '031 555 0142'))
        self.assertEqual(sorted(found['tags']), ['export', 'fair', 'old'])
        self.assertEqual(found['hiringNote'], 'Three welders.\n\nTwo cooks.')
        person = self.assert_same(contact)
        self.assertEqual((person['function'], person['phone']), ('Director', '031 555 0143'))
        post, money = self.assert_same(vacancy), self.assert_same(incentive)
        self.assertEqual((post['posts'], post['tasks'], post['closesOn']), (2, 'Weld.', '2026-12-12'))
        self.assertEqual((money['state'], money['persons']), ('applied', 2))
        for desk in (self.a, self.b):
            self.assertEqual(sorted(row['_id'] for row in desk.list('interaction')), sorted([call, visit]))
            self.assertEqual(desk.json('conflicts'), [])

    def test_a_person_who_is_erased_is_gone_from_every_desk_and_the_server(self):
        employer = self.a.new('employer', 'name=Harbour')
        person = self.a.new('contact', 'name=Yoo Kyung-mi', f'employer={employer}', 'phone=031 555 0142')
        self.settle()
        talk = self.b.new('interaction', f'employer={employer}', 'kind=call', 'at=2026-11-23T10:00:00+09:00',
                          'summary=Yoo Kyung-mi asked.')
        self.settle()
        self.b.set(person, 'function=Director')
        self.a.json('history', talk)
        self.a.sync()
        self.a.run('erase', person)
        for _ in range(2):
            self.settle()
        found = self.assert_same(person)
        self.assertEqual((found['name'], found.get('phone'), found['function']), ('Erased person', None, 'Director'))
        self.assertEqual(self.assert_same(talk)['summary'], '… asked.')
        for database in ('c1-employers', 'c1-employers-log'):
            rows = self.peer.admin('GET', '/%s/_all_docs?include_docs=true' % database).json['rows']
            told = [row['doc'] for row in rows if 'Kyung' in json.dumps(row['doc'])]
            self.assertEqual(told, [], database)
        for desk in (self.a, self.b):
            self.assertNotIn('Kyung', json.dumps(desk.json('history', talk)))
            self.assertEqual(desk.json('conflicts'), [])
            desk.verify()

    def test_the_same_field_keeps_both_values_until_somebody_settles_it(self):
        jobseeker = self.a.new('jobseeker', 'name=Kim', 'phone=010-1')
        self.settle()
        self.a.set(jobseeker, 'phone=010-2')
        self.b.set(jobseeker, 'phone=010-3')
        self.a.sync()
        self.assertEqual(self.b.sync()['clashes'], 1)
        self.settle()
        for desk in (self.a, self.b):
            conflict, = desk.json('conflicts')
            self.assertEqual((conflict['record'], conflict['field']), (jobseeker, 'phone'))
            self.assertEqual(sorted(value['value'] for value in conflict['values']), ['010-2', '010-3'])
            self.assertEqual(len({value['author'] for value in conflict['values']}), 2)
            self.assertEqual(desk.server()['conflicts'], 1)
        self.assertEqual(self.assert_same(jobseeker)['phone'], '010-3')

        self.a.run('resolve', jobseeker, 'phone=mine')
        self.settle()
        self.assertEqual(self.assert_same(jobseeker)['phone'], '010-2')
        for desk in (self.a, self.b):
            self.assertEqual(desk.json('conflicts'), [])
            desk.verify()

    def test_settling_with_a_value_of_ones_own(self):
        employer = self.a.new('employer', 'name=Harbour', 'phone=1')
        contact = self.a.new('contact', 'name=Yoo', f'employer={employer}', 'function=Clerk')
        talk = self.a.new('interaction', f'employer={employer}', 'kind=call', 'at=2026-11-23T10:00:00+09:00',
                          'nextAction=Send names', 'nextActionOn=2026-11-30', 'nextActionState=open')
        self.settle()
        for desk, phone, function, day in ((self.a, '2', 'Director', '2026-12-01'), (self.b, '3', 'Manager', '2026-12-02')):
            desk.set(employer, f'phone={phone}')
            desk.set(contact, f'function={function}')
            desk.set(talk, f'nextActionOn={day}')
        self.a.sync()
        self.b.sync()
        self.assertEqual(len(self.b.json('conflicts')), 3)
        self.b.run('resolve', employer, 'phone=4')
        self.b.run('resolve', contact, 'function=Owner')
        self.b.run('resolve', talk, 'nextActionOn=2026-12-03')
        self.settle()
        self.assertEqual(self.assert_same(employer)['phone'], '4')
        self.assertEqual(self.assert_same(contact)['function'], 'Owner')
        self.assertEqual(self.assert_same(talk)['nextActionOn'], '2026-12-03')
        self.assertEqual(self.a.json('conflicts'), [])

    def test_an_edit_beats_a_deletion(self):
        for first, second in ((self.a, self.b), (self.b, self.a)):
            employer = self.a.new('employer', 'name=Harbour')
            self.settle()
            first.run('delete', employer)
            second.set(employer, 'phone=2')
            first.sync()
            second.sync()
            self.settle()
            self.assertEqual(self.assert_same(employer)['phone'], '2')

    def test_a_deletion_is_seen(self):
        employer = self.a.new('employer', 'name=Harbour')
        self.settle()
        self.a.run('delete', employer)
        self.settle()
        self.b.show(employer, status=1)
        self.assertEqual(self.b.list('employer'), [])

    def test_deleted_by_both(self):
        employer = self.a.new('employer', 'name=Harbour')
        self.settle()
        self.a.run('delete', employer)
        self.b.run('delete', employer)
        self.settle()
        self.b.show(employer, status=1)
        self.assertEqual(self.b.server()['unsent'], 0)


class Network(Centre):
    def test_an_answer_that_is_lost_after_the_server_has_stored(self):
        names = [f'Harbour {i}' for i in range(5)]
        ids = [self.a.new('employer', f'name={name}') for name in names]
        self.cutter.plan = once(LOST, 'POST', '/_bulk_docs')
        self.assertIn('error', self.a.sync(status=1))
        self.assertEqual(self.a.server()['state'], 'offline')
        self.a.set(ids[0], 'phone=1')
        self.settle()
        self.assertEqual(sorted(row['name'] for row in self.b.list('employer')), names)
        self.assertEqual(self.assert_same(ids[0])['phone'], '1')
        self.assertEqual(len(self.on_server('c1-employers', 'employer')), 5)
        self.assertEqual(self.a.json('conflicts'), [])
        self.a.verify()

    def test_an_answer_that_is_lost_and_then_the_other_desk_edits(self):
        employer = self.a.new('employer', 'name=Harbour')
        self.cutter.plan = once(LOST, 'POST', '/_bulk_docs')
        self.a.sync(status=1)
        self.b.sync()
        self.b.set(employer, 'phone=2')
        self.b.sync()
        self.a.set(employer, 'email=a@example.org')
        self.settle()
        found = self.assert_same(employer)
        self.assertEqual((found['phone'], found['email']), ('2', 'a@example.org'))
        self.assertEqual(self.a.json('conflicts'), [])

    def test_every_request_cut_lost_or_kept_once(self):
        for i, what in enumerate((LOST, CUT, KEPT)):
            places = (('GET', '/_session'), ('POST', '/_session'), ('GET', '/c1-employers'),
                      ('GET', '/_changes'), ('POST', '/_bulk_docs'), ('POST', '/_all_docs'))
            for method, end in places if EACH else places[i::3]:
                employer = self.a.new('employer', f'name={what} {end}', 'phone=1')
                self.settle()
                self.a.set(employer, 'phone=2')
                self.b.set(employer, 'email=b@example.org')
                self.b.sync()
                self.cutter.plan = once(what, method, end)
                self.a.sync(status=None)
                self.settle()
                found = self.assert_same(employer)
                self.assertEqual((found['phone'], found['email']), ('2', 'b@example.org'), (what, method, end))
        self.assertEqual(self.a.json('conflicts'), [])
        self.a.verify()

    def test_the_page_of_a_hotel_commits_nothing(self):
        self.b.new('employer', 'name=Harbour')
        self.b.sync()
        page = (200, [('Content-Type', 'text/html')], '<html>Welcome to the hotel</html>')
        self.cutter.plan = lambda method, path, body: page
        self.a.sync(status=1)
        self.assertEqual(self.a.server()['state'], 'offline')
        self.cutter.plan = lambda method, path, body: page if '_changes' in path else None
        self.a.sync(status=1)
        self.assertEqual(self.a.list('employer'), [])
        self.settle()
        self.assertEqual(len(self.a.list('employer')), 1)

    def test_a_server_that_is_busy_or_broken(self):
        employer = self.a.new('employer', 'name=Harbour')
        for i, status in enumerate((429, 500, 502, 503, 504)):
            places = ('_changes', '_bulk_docs')
            for end in places if EACH else places[i % 2::2]:
                answer = (status, [('Content-Type', 'application/json'), ('Retry-After', '1')],
                          '{"error":"busy","reason":"later"}')
                self.cutter.plan = lambda method, path, body, e=end, a=answer: a if e in path else None
                self.a.sync(status=1)
                self.assertEqual(self.a.server()['state'], 'offline')
        self.settle()
        self.b.show(employer)

    def test_a_database_that_is_not_there_is_neither_made_nor_wiped_here(self):
        employer = self.a.new('employer', 'name=Harbour')
        self.settle()
        self.peer.admin('DELETE', '/c1-employers')
        jobseeker = self.a.new('jobseeker', 'name=Kim')
        done = self.a.sync(status=1)
        self.assertEqual(len(done['problems']), 1)
        self.assertIn('c1-employers', done['problems'][0])
        self.assertEqual(self.a.server()['state'], 'attention')
        self.a.show(employer)
        self.assertNotIn('c1-employers', self.peer.admin('GET', '/_all_dbs').json)
        # the other places went on
        self.assertEqual([doc['_id'] for doc in self.on_server('c1-cases-a', 'jobseeker')], [jobseeker])


class Attachments(Centre):
    def test_a_broken_transfer_goes_on_where_it_stopped(self):
        employer = self.a.new('employer', 'name=Fish & Chips <b>')
        talk = self.a.new('interaction', f'employer={employer}', 'kind=call', 'at=2026-11-02T10:00:00+09:00', 'summary=A contract')
        scan = self.folder / 'a scan.pdf'
        scan.write_bytes(random.Random(1).randbytes(12 * 1024 * 1024 + 7))
        self.a.run('attach', talk, scan)
        sent = []

        def plan(method, path, body):
            if not path.endswith('/_bulk_docs') or b'"blob:' not in body:
                return None
            sent.append(sorted(doc['_id'] for doc in json.loads(body)['docs']))
            return LOST if len(sent) == 2 else KEPT if len(sent) > 2 else None
        self.cutter.plan = plan
        self.assertIn('error', self.a.sync(status=1))
        # the words have not waited for the file
        self.b.sync()
        self.assertEqual(self.b.show(talk)['summary'], 'A contract')
        self.b.run('attachment', talk, scan.name, self.folder / 'back.pdf', status=1)
        arrived = {doc['_id'] for doc in self.on_server('c1-employers', 'blob')}
        self.assertTrue(set(sent[0]) <= arrived)

        self.cutter.plan = lambda method, path, body: plan(method, path, body) and None
        before = len(sent)
        self.a.sync()
        again = {piece for batch in sent[before:] for piece in batch}
        self.assertFalse(again & set(sent[0]), 'pieces that were acknowledged go a second time')
        self.assertEqual(len(self.on_server('c1-employers', 'blob')), 25)
        self.b.sync()
        self.b.run('attachment', talk, scan.name, self.folder / 'back.pdf')
        self.assertEqual((self.folder / 'back.pdf').read_bytes(), scan.read_bytes())

    def test_a_file_that_is_too_large_is_told_and_nothing_changes(self):
        employer = self.a.new('employer', 'name=Harbour')
        talk = self.a.new('interaction', f'employer={employer}', 'kind=call', 'at=2026-11-02T10:00:00+09:00', 'summary=A film')
        film = self.folder / 'film.mp4'
        with open(film, 'wb') as out:
            out.truncate(25 * 1024 * 1024 + 1)
        self.assertIn('25', self.a.run('attach', talk, film, status=1).stderr)
        self.assertNotIn('attachments', self.a.show(talk))


class Restored(Centre):
    def test_a_server_that_was_made_anew_gets_back_what_this_desk_wrote_after_asking(self):
        mine = self.a.new('employer', 'name=Harbour')
        other = self.a.new('employer', 'name=Bakery & Sons')
        self.settle()
        self.peer.admin('DELETE', '/c1-employers')
        set_up(self.peer, '--centre', 'c1', '--team', 'a')
        self.a.set(mine, 'phone=1')
        # what was edited goes, what was not is asked for, and told until there is an answer
        for _ in range(2):
            self.assertEqual(self.a.sync()['server']['lost'], 1)
            self.assertEqual([doc['_id'] for doc in self.on_server('c1-employers', 'employer')], [mine])
        self.assertRegex(self.a.server()['lostNoticed'], r'^20\d\d-\d\d-\d\dT')
        self.assertEqual(self.a.show(other)['name'], 'Bakery & Sons')
        for command in ('sync', 'status'):
            said = self.a.run(command).stdout
            self.assertIn('The server was set back or made anew. It no longer has 1 record', said)
            self.assertIn(f'  {other}  Bakery & Sons\n', said)
            self.assertIn('sync --send-again', said)
        self.a.run('sync', '--send-again')
        self.assertEqual(self.a.server()['lost'], 0)
        self.settle(6)
        self.assertEqual(self.assert_same(mine)['phone'], '1')
        self.assertEqual(self.assert_same(other)['name'], 'Bakery & Sons')
        self.assertEqual(len(self.on_server('c1-employers', 'employer')), 2)
        self.assertNotIn('set back', self.a.run('status').stdout)

    def test_versions_that_two_nodes_made_are_put_together(self):
        employer = self.a.new('employer', 'name=Harbour', 'phone=1')
        self.settle()
        # with rules in the database the server of the tests drops versions that it has not made itself
        rules = self.peer.admin('GET', '/c1-employers/_design/naru').json
        self.peer.admin('DELETE', f'/c1-employers/_design/naru?rev={rules["_rev"]}')
        base = self.peer.admin('GET', f'/c1-employers/{employer}').json
        generation, first = base['_rev'].split('-')
        for hash_, change in (('a' * 32, {'email': 'a@example.org'}), ('b' * 32, {'phone': '2'})):
            document = {**base, **change, '_rev': f'2-{hash_}',
                        '_revisions': {'start': 2, 'ids': [hash_, first]}}
            self.peer.admin('PUT', f'/c1-employers/{employer}?new_edits=false', document)
        self.assertIn('_conflicts', self.peer.admin('GET', f'/c1-employers/{employer}?conflicts=true').json)
        self.assertEqual(generation, '1')
        self.settle(6)
        found = self.assert_same(employer)
        self.assertEqual((found['phone'], found['email']), ('2', 'a@example.org'))
        left = self.peer.admin('GET', f'/c1-employers/{employer}?conflicts=true').json
        self.assertNotIn('_conflicts', left)
        self.assertEqual(self.a.json('conflicts'), [])


class History(Centre):
    def test_history_goes_to_the_companion_database(self):
        employer = self.a.new('employer', 'name=Harbour')
        self.a.set(employer, 'phone=1')
        self.settle()
        told = {(doc['record'], doc['field']) for doc in self.on_server('c1-employers-log', 'change')}
        self.assertLessEqual({(employer, 'phone')}, told)
        self.assertEqual(self.on_server('c1-employers', 'change'), [])


    def test_the_history_of_a_record_comes_when_it_is_asked_for(self):
        employer = self.a.new('employer', 'name=Harbour', 'phone=1')
        self.a.set(employer, 'phone=2')
        self.settle()
        self.assertEqual([row for row in self.b.json('history', employer) if row['field'] == 'phone'], [])
        found = [(row['from'], row['to']) for row in self.b.json('history', '--all', employer) if row['field'] == 'phone']
        self.assertEqual(found, [('1', '2')])
        # kept from then on
        found = [row['author'] for row in self.b.json('history', employer) if row['field'] == 'phone']
        self.assertEqual(found, [self.a.server()['staff']])


class Killed(Centre):
    def test_a_round_that_is_killed_loses_and_doubles_nothing(self):
        chance = random.Random(SEED)
        print(f'# {KILLS} kills, seed {SEED}')
        names = {}
        started = time.monotonic()
        self.a.sync()
        usual = time.monotonic() - started
        for i in range(KILLS):
            record = self.a.new('employer', f'name=Harbour {i}')
            names[record] = f'Harbour {i}'
            other = self.b.new('employer', f'name=Bakery {i}')
            names[other] = f'Bakery {i}'
            self.b.sync()
            self.a.set(record, f'phone={i}')
            process = self.a.start_sync()
            try:
                process.wait(timeout=chance.uniform(0, usual * 1.3))
            except subprocess.TimeoutExpired:
                pass
            process.kill()
            process.wait()
            self.a.verify()
        self.settle()
        for desk in (self.a, self.b):
            self.assertEqual({row['_id']: row['name'] for row in desk.list('employer')}, names)
            self.assertEqual(desk.json('conflicts'), [])
            self.assertEqual(desk.server()['unsent'], 0)
        self.assertEqual({doc['_id']: doc['name'] for doc in self.on_server('c1-employers', 'employer')}, names)


def read_options():
    """Takes --kills and --seed off the command line."""
    global KILLS, SEED
    for option in ('--kills', '--seed'):
        if option in sys.argv:
            place = sys.argv.index(option)
            value = int(sys.argv[place + 1])
            del sys.argv[place:place + 2]
            if option == '--kills':
                KILLS = value
            else:
                SEED = value


if __name__ == '__main__':
    read_options()
    sys.exit(tap.main('sync'))
