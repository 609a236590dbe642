#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may do what on a server: every record type, as everybody, for every way of writing, and for reading. What is
expected stands in this file, from the table of circles in the design, and not in the program that makes the rules."""

import json
import os
import pathlib
import subprocess
import sys
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'tools')]
import tap  # noqa: E402
from peer import Peer  # noqa: E402
from setup import CLI, set_up  # noqa: E402

# Everybody: user name, roles, teams, partner. "north" and "south" are teams, "welfare" and "finance" partners; the first
# shares cases with the north only.
PEOPLE = {
    'north': ('job_counsellor', 'north', ''),
    'north-situation': ('job_counsellor, situation', 'north', ''),
    'south-situation': ('job_counsellor, situation', 'south', ''),
    'employers': ('employer_counsellor', '', ''),
    'drafter': ('vacancy_drafter', '', ''),
    'manager-north': ('manager', 'north', ''),
    'manager': ('manager', '', ''),
    'it': ('it', '', ''),
    'welfare': ('partner', '', 'welfare'),
    'finance': ('partner', '', 'finance'),
}
# With an account on the server and nothing else; with every right at another centre; an account without a staff member.
STRANGERS = ('nobody', 'elsewhere', 'nameless')

JOB = {'north', 'north-situation', 'south-situation'}
PLACEMENT = JOB | {'employers', 'drafter'}
MANAGERS = {'manager', 'manager-north'}
STAFF = PLACEMENT | MANAGERS | {'it'}
NORTH = {'north', 'north-situation'}

# Who reads a place.
READERS = {
    'common': STAFF | {'welfare', 'finance'},
    'employers': STAFF,
    'match': PLACEMENT | MANAGERS,
    'cases-north': NORTH | {'manager-north'},
    'situation-north': {'north-situation'},
    'partner-welfare': NORTH | {'manager-north', 'welfare'},
}

# Who writes a record type, by place.
WRITERS = {
    'common': {
        **dict.fromkeys(('staff', 'team', 'organisation', 'measure', 'course', 'template', 'marketFigure', 'vocabularyAddition',
                         'setting'),
                        MANAGERS | {'it'}),
        'savedView': STAFF,
        'absence': STAFF,
        'training': STAFF,
    },
    'employers': dict.fromkeys(('employer', 'contact', 'interaction', 'needs', 'strategy', 'service', 'incentive', 'participation',
                                'vacancy', 'channel'), PLACEMENT | MANAGERS),
    'match': dict.fromkeys(('availability', 'candidacy', 'placement', 'employerFollowUp'), PLACEMENT),
    'cases-north': dict.fromkeys(('jobseeker', 'plan', 'step', 'meeting', 'referral', 'consent', 'task', 'message',
                                  'enrolment', 'jobseekerFollowUp', 'reading'), NORTH),
    'situation-north': dict.fromkeys(('assessment', 'barrier', 'benefitStatus', 'accommodationNeed', 'financeReferral'),
                                     {'north-situation'}),
    'partner-welfare': {
        'sharedCase': NORTH,
        **dict.fromkeys(('partnerAssessment', 'partnerStep', 'partnerNote'), {'welfare'}),
        'conference': NORTH | {'welfare', 'manager-north'},
    },
}
# Who deletes history, when a person is erased: managers, and where none reads, whoever writes.
ERASERS = {
    'common': MANAGERS,
    'employers': MANAGERS,
    'match': MANAGERS,
    'cases-north': {'manager-north'},
    'situation-north': {'north-situation'},
    'partner-welfare': {'manager-north'},
}
# They lie beside the record that they belong to, and are written by whoever writes that.
OWN = ('conflict', 'blob')
# Nobody changes them after they were written.
WRITTEN_ONCE = ('blob', 'reading')


def anything(place):
    """Who writes any type of a place."""
    return set().union(*WRITERS[place].values())


class World:
    """One server with a centre, for all tests."""

    def __init__(self):
        self.peer = Peer().start()
        self.folder = pathlib.Path(os.environ['NARU_BUILD_DIR'])
        users = self.folder / ('roles-%d.csv' % os.getpid())
        rows = ['user,role,team,partner'] + ['%s,"%s",%s,%s' % (name, *rest) for name, rest in PEOPLE.items()]
        users.write_text('\n'.join(rows) + '\n', encoding='utf-8')
        try:
            set_up(self.peer, '--centre', 'c1', '--team', 'north', '--team', 'south', '--partner', 'welfare=north',
                   '--partner', 'finance', '--users', str(users))
            set_up(self.peer, '--centre', 'c2', '--team', 'north', '--partner', 'welfare', '--user', 'elsewhere', '--role',
                   'job_counsellor,employer_counsellor,vacancy_drafter,manager,it,situation')
        finally:
            users.unlink()
        everything = ['c1:%s' % role for role in ('job_counsellor', 'employer_counsellor', 'vacancy_drafter', 'partner',
                                                  'manager', 'it', 'situation')]
        self.add_account('nobody', [])
        self.databases = {name for name in self.peer.admin('GET', '/_all_dbs').json if name.startswith('c1-')}
        self.welfare = next(name for name in self.roles('welfare') if name.startswith('c1-partner-'))
        self.add_account('nameless', everything + sorted(self.databases))
        self.add_account('mighty', everything + sorted(self.databases) + ['c1=staff:MIGHTY'])

    def add_account(self, name, roles):
        identity = 'org.couchdb.user:' + name
        self.peer.passwords[name] = name
        self.peer.admin('PUT', '/_users/' + identity,
                        {'_id': identity, 'name': name, 'type': 'user', 'roles': roles, 'password': name})

    def roles(self, name):
        return self.peer.admin('GET', '/_users/org.couchdb.user:' + name).json['roles']

    def me(self, name):
        """The id of the staff member that an account belongs to."""
        return next((role.split('=', 1)[1] for role in self.roles(name) if role.startswith(('c1=', 'c2='))),
                    'staff:NOBODY')

    def database(self, place):
        return self.welfare if place == 'partner-welfare' else 'c1-' + place

    def write(self, database, documents, user):
        """Sends documents; returns the set of ids that the server took."""
        answer = self.peer.request('POST', '/%s/_bulk_docs' % database, {'docs': documents}, user=user)
        if answer.status in (401, 403):
            return set()
        if answer.status not in (200, 201, 202):
            raise AssertionError('%s: %s' % (answer.status, answer.text))
        for row in answer.json:
            if 'error' in row and row['error'] not in ('forbidden', 'unauthorized'):
                raise AssertionError(row)
        return {row['id'] for row in answer.json if 'error' not in row}


def document(kind, key, by, **rest):
    return {'_id': '%s:%s' % (kind, key), 'type': kind, 'schema': 1, 'createdBy': by,
            'createdAt': '2026-11-22T10:00:00+09:00', 'modifiedBy': by, 'modifiedAt': '2026-11-22T10:00:00+09:00',
            'unknownMember': {'kept': True}, **rest}


class Roles(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.world = World()

    @classmethod
    def tearDownClass(cls):
        cls.world.peer.stop()

    def everybody(self):
        return list(PEOPLE) + list(STRANGERS)

    def kinds(self, place):
        """Types of a place with who writes them: its own, and what lies beside."""
        table = dict(WRITERS[place])
        first = next(iter(WRITERS[place]))
        table['conflict'] = WRITERS[place][first]
        table['blob'] = anything(place)
        return table, first

    def make(self, place, key, author, **rest):
        """A document of each type of a place."""
        table, first = self.kinds(place)
        return [document(kind, '%s%s' % (key, place.upper()), author, **rest,
                         **({'record': first + ':X'} if kind == 'conflict' else {})) for kind in table]

    def check(self, what, place, user, taken, may):
        """Compares what was taken with who may."""
        table, _ = self.kinds(place)
        for kind, writers in table.items():
            wanted = user in writers and may(kind)
            got = any(identity.startswith(kind + ':') for identity in taken)
            self.assertEqual(got, wanted, '%s: %s as %s in %s' % (what, kind, user, place))

    def test_the_table_names_every_record_type(self):
        listed = subprocess.run([CLI, '--json', 'schema'], capture_output=True, text=True, check=True).stdout
        names = {json.loads(line)['title'] if 'properties' not in json.loads(line)
                 else json.loads(line)['properties']['type']['const'] for line in listed.splitlines()}
        mine = set(OWN) | {'change'} | {kind for place in WRITERS.values() for kind in place}
        self.assertEqual(mine, names)

    def test_create(self):
        world = self.world
        for user in self.everybody():
            me = world.me(user)
            for place in WRITERS:
                taken = world.write(world.database(place), self.make(place, 'OWN%s' % user, me), user)
                self.check('create', place, user, taken, lambda kind: True)

    def test_create_in_the_name_of_another(self):
        world = self.world
        for user in self.everybody():
            for place in WRITERS:
                taken = world.write(world.database(place), self.make(place, 'FORGED%s' % user, 'staff:OTHER'), user)
                self.check('create as another', place, user, taken, lambda kind: False)

    def test_create_for_another_and_say_so(self):
        world = self.world
        for user in self.everybody():
            for place in WRITERS:
                documents = self.make(place, 'BROUGHT%s' % user, 'staff:OTHER', uploadedBy=world.me(user))
                taken = world.write(world.database(place), documents, user)
                self.check('bring', place, user, taken, lambda kind: True)

    def seed(self, place, key):
        """Documents of somebody else, with their revisions."""
        documents = self.make(place, key, 'staff:OTHER')
        answer = self.world.peer.admin('POST', '/%s/_bulk_docs' % self.world.database(place), {'docs': documents})
        for row, item in zip(answer.json, documents):
            item['_rev'] = row['rev']
        return documents

    def test_change_what_another_made(self):
        world = self.world
        for user in self.everybody():
            me = world.me(user)
            for place in WRITERS:
                documents = self.seed(place, 'CHANGED%s' % user)
                forged = [{**item, 'note': 'x'} for item in documents]
                stolen = [{**item, 'modifiedBy': me, 'createdBy': 'staff:THIRD'} for item in documents]
                self.assertEqual(world.write(world.database(place), forged, user), set(), (user, place))
                self.assertEqual(world.write(world.database(place), stolen, user), set(), (user, place))
                honest = [{**item, 'note': 'x', 'modifiedBy': me} for item in documents]
                taken = world.write(world.database(place), honest, user)
                self.check('change', place, user, taken, lambda kind: kind not in WRITTEN_ONCE)

    def test_delete_what_another_made(self):
        world = self.world
        for user in self.everybody():
            me = world.me(user)
            for place in WRITERS:
                documents = self.seed(place, 'DELETED%s' % user)
                plain = [{'_id': item['_id'], '_rev': item['_rev'], '_deleted': True} for item in documents]
                lying = [{**item, 'type': 'savedView', 'modifiedBy': me, '_deleted': True} for item in documents
                         if item['type'] != 'savedView']
                self.assertEqual(world.write(world.database(place), plain, user), set(), (user, place))
                self.assertEqual(world.write(world.database(place), lying, user), set(), (user, place))
                honest = [{**item, 'modifiedBy': me, '_deleted': True} for item in documents]
                taken = world.write(world.database(place), honest, user)
                self.check('delete', place, user, taken, lambda kind: True)

    def test_read(self):
        world = self.world
        for place, readers in READERS.items():
            for log in ('', '-log'):
                database = world.database(place) + log
                identity = 'setting:READ'
                world.peer.admin('POST', '/%s/_bulk_docs' % database, {'docs': [{'_id': identity, 'type': 'setting'}]})
                for user in self.everybody():
                    member = user in readers or user == 'nameless'
                    for path in ('/%s/%s' % (database, identity), '/%s/_changes' % database, '/%s/_all_docs' % database,
                                 '/' + database):
                        status = world.peer.request('GET', path, user=user).status
                        self.assertEqual(status == 200, member, '%s as %s: %s' % (path, user, status))
                    self.assertIn(world.peer.request('GET', '/%s/%s' % (database, identity)).status, (401, 403))

    def test_history_is_added_to_and_erased_by_managers_alone(self):
        world = self.world
        for place in WRITERS:
            database = world.database(place) + '-log'
            for user in self.everybody():
                me = world.me(user)
                for kind, writers in WRITERS[place].items():
                    key = '%s%s' % (kind, user)
                    change = document('change', key, me, author=me, record=kind + ':X')
                    forged = document('change', key + 'F', me, author='staff:OTHER', record=kind + ':X')
                    taken = world.write(database, [change, forged], user)
                    self.assertEqual(taken, {change['_id']} if user in writers else set(), (user, place, kind))
                old = document('change', 'OLD' + user, 'staff:OTHER', author='staff:OTHER',
                               record=next(iter(WRITERS[place])) + ':X')
                old['_rev'] = world.peer.admin('POST', '/%s/_bulk_docs' % database, {'docs': [old]}).json[0]['rev']
                edited = {**old, 'author': me, 'modifiedBy': me, 'to': '"x"'}
                self.assertEqual(world.write(database, [edited], user), set(), (user, place))
                erased = world.write(database, [{**old, 'modifiedBy': me, '_deleted': True}], user)
                self.assertEqual(bool(erased), user in ERASERS[place], (user, place))

    def test_nothing_lies_in_another_place(self):
        world = self.world
        me = world.me('mighty')
        for place in WRITERS:
            for log in ('', '-log'):
                database = world.database(place) + log
                documents = [document(kind, 'ASTRAY' + place.upper(), me)
                             for other in WRITERS if other != place or log for kind in WRITERS[other]]
                documents += [document('nosuch', 'X', me), document('employer', 'X', me, type='staff'),
                              {**document('employer', '', me)}, {**document('employer', 'X', me), '_id': 'employer'}]
                documents += [document(kind, 'X', me, record=next(iter(WRITERS[place])) + ':X')
                              for kind in (OWN if log else ('change',))]
                self.assertEqual(world.write(database, documents, 'mighty'), set(), database)

    def test_what_a_document_belonged_to_counts(self):
        world = self.world
        me = world.me('welfare')
        database = world.welfare
        for change in ({'_deleted': True}, {'state': 'settled'}):
            old = document('conflict', 'LIE' + next(iter(change)), 'staff:OTHER', record='sharedCase:X')
            old['_rev'] = world.peer.admin('POST', '/%s/_bulk_docs' % database, {'docs': [old]}).json[0]['rev']
            lying = {**old, 'record': 'partnerNote:X', 'modifiedBy': me, **change}
            self.assertEqual(world.write(database, [lying], 'welfare'), set(), change)
            honest = {**old, 'modifiedBy': world.me('north'), **change}
            self.assertEqual(world.write(database, [honest], 'north'), {old['_id']}, change)

    def test_what_is_too_large_is_refused_and_the_rest_taken(self):
        world = self.world
        me = world.me('employers')
        documents = [document('employer', 'LARGE', me, note='x' * (2 * 1024 * 1024)), document('employer', 'SMALL', me),
                     document('blob', 'PART', me, bytes='x' * (700 * 1024))]
        self.assertEqual(world.write('c1-employers', documents, 'employers'), {'employer:SMALL', 'blob:PART'})

    def test_members_keep_a_note_of_their_own_and_change_no_rules(self):
        world = self.world
        self.assertIn(world.peer.request('PUT', '/c1-employers/_local/desk', {'n': '1'}, user='it').status, (200, 201))
        for path in ('/c1-employers/_design/naru', '/c1-employers/_security', '/c1-employers', '/_users/org.couchdb.user:it'):
            self.assertIn(world.peer.request('PUT', path, {}, user='manager').status, (400, 401, 403, 404, 409, 412), path)
        self.assertIn('c1:manager', world.roles('manager'))
        self.assertNotIn('c1:manager', world.roles('it'))


if __name__ == '__main__':
    sys.exit(tap.main('sync/roles'))
