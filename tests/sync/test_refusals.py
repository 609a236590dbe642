#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a server refuses: passwords, documents and places, and what a desk says and keeps then."""

import json
import os
import pathlib
import subprocess
import sys

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'tools')]
import tap  # noqa: E402
from cutter import LOST  # noqa: E402
from desk import CLI  # noqa: E402
from desks import Centre  # noqa: E402


class Refusals(Centre):
    def test_a_wrong_password_is_tried_once(self):
        asked = []
        self.cutter.plan = lambda method, path, body: asked.append((method, path))
        self.a.account(self.cutter.url, password='not the password', status=1)
        self.assertEqual([path for _, path in asked], ['/_session'])
        # what was kept before still works
        self.a.sync()

    def test_a_password_that_was_changed_is_tried_once_and_then_asked_for(self):
        (self.a.profile / 'password').write_text('an old password', encoding='utf-8')
        asked = []
        self.cutter.plan = lambda method, path, body: asked.append((method, path))
        for _ in range(3):
            self.assertIn('password', self.a.sync(status=1)['error'])
        self.assertEqual(asked, [('POST', '/_session')])
        self.assertEqual(self.a.server()['state'], 'attention')
        self.a.account(self.cutter.url)
        self.a.sync()
        self.assertEqual(self.a.server()['state'], 'idle')

    def change_password(self, new, status=0):
        reader, writer = os.pipe()
        os.write(writer, new.encode() + b'\n')
        os.close(writer)
        try:
            return subprocess.run([CLI, '--profile', self.a.profile, 'account', 'password', '--new-password-fd', str(reader)],
                                  pass_fds=[reader], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=100,
                                  check=False, env=self.a.environment)
        finally:
            os.close(reader)

    def test_a_password_is_changed_there_and_here(self):
        old = self.a.password
        self.assertIn('8', self.change_password('seven77').stderr)
        self.a.sync()
        self.assertEqual(self.change_password('another password').returncode, 0)
        self.assertEqual((self.a.profile / 'password').read_text(encoding='utf-8'), 'another password')
        self.assertEqual((self.a.profile / 'password').stat().st_mode & 0o777, 0o600)
        self.a.sync()
        self.assertEqual(self.peer.request('POST', '/_session', {'name': 'anna', 'password': old}).status, 401)
        # the roles, which nobody may give themselves, are as they were
        self.a.new('employer', 'name=Fish & Chips')
        self.assertEqual(self.a.sync()['pushed'], 1)

    def test_a_new_password_whose_answer_was_lost_is_in_force(self):
        def cut(method, path, body):
            return LOST if method == 'POST' and path == '/_users' else None
        self.cutter.plan = cut
        done = self.change_password('another password')
        self.assertEqual(done.returncode, 0, done.stderr)
        self.a.sync()

    def test_a_locked_account_is_no_wrong_password(self):
        asked = []
        answer = (403, [('Content-Type', 'application/json')],
                  '{"error":"forbidden","reason":"Account is temporarily locked"}')

        def plan(method, path, body):
            asked.append((method, path))
            return answer if path == '/_session' else None

        self.cutter.plan = plan
        self.assertIn('locked', self.a.sync(status=1)['error'])
        self.assertEqual(asked, [('POST', '/_session')])
        self.assertEqual(self.a.server()['state'], 'attention')
        self.assertIn('locked', self.a.account(self.cutter.url, status=1).stderr)
        self.cutter.plan = lambda *_: None
        # nobody has entered a password meanwhile
        self.a.sync()
        self.assertEqual(self.a.server()['state'], 'idle')

    def test_the_password_is_the_owners_alone(self):
        self.assertEqual((self.a.profile / 'password').stat().st_mode & 0o777, 0o600)
        self.assertNotIn(self.a.password.encode(), (self.a.profile / 'naru.db').read_bytes())
        self.a.run('account', 'forget')
        self.assertFalse((self.a.profile / 'password').exists())
        self.a.sync(status=1)

    def test_the_keyring_keeps_the_password(self):
        keyring = self.folder / 'keyring'
        self.a.environment.update(SECRET_BACKEND='file', SECRET_FILE_TEST_PATH=str(keyring),
                                  SECRET_FILE_TEST_PASSWORD='of the keyring')
        # Only whole stacks tell that it is the keyring's library that forgets a name, see tests/lsan.supp.
        if 'ASAN_OPTIONS' in os.environ:
            self.a.environment['ASAN_OPTIONS'] = os.environ['ASAN_OPTIONS'] + ':fast_unwind_on_malloc=0'
        self.a.run('account', 'set', self.cutter.url, '--centre', 'c1', '--user', 'anna', password=self.a.password)
        # in one place only
        self.assertFalse((self.a.profile / 'password').exists())
        for file in (keyring, self.a.profile / 'naru.db'):
            self.assertNotIn(self.a.password.encode(), file.read_bytes())
        self.assertEqual(self.a.sync()['problems'], [])
        self.a.run('account', 'forget')
        self.a.account(self.cutter.url)
        (self.a.profile / 'password').unlink()
        self.assertIn('password', self.a.sync(status=1)['error'])

    def test_a_profile_never_mixes_two_accounts(self):
        other = self.peer.passwords['bert']
        for arguments in (('--user', 'bert', '--centre', 'c1'), ('--user', 'anna', '--centre', 'c2')):
            for _ in range(2):
                self.a.run('account', 'set', self.cutter.url, *arguments, '--password-file', status=1, password=other)
                self.a.run('account', 'forget')
        self.a.account(self.cutter.url)
        self.a.sync()

    def test_a_document_that_is_refused_blocks_no_other(self):
        ids = [self.a.new('employer', f'name=Harbour {i}') for i in range(3)]

        def plan(method, path, body):
            if not path.endswith('/c1-employers/_bulk_docs'):
                return None
            docs = json.loads(body)['docs']
            bad = [doc for doc in docs if doc['_id'] == ids[1]]
            if not bad:
                return None
            rest = [doc for doc in docs if doc['_id'] != ids[1]]
            stored = self.peer.request('POST', '/c1-employers/_bulk_docs', {'docs': rest}, user='anna').json
            return (201, [('Content-Type', 'application/json')],
                    json.dumps([{'id': ids[1], 'error': 'forbidden', 'reason': 'it is too blue'}, *stored]))

        self.cutter.plan = plan
        done = self.a.sync()
        self.assertEqual((done['pushed'], done['refused']), (2, 1))
        done = self.a.sync()
        self.assertEqual((done['pushed'], done['refused']), (0, 0))
        self.assertEqual((self.a.server()['unsent'], self.a.server()['refused']), (1, 1))
        self.cutter.plan = lambda *_: None
        self.a.set(ids[1], 'phone=1')
        self.settle()
        self.assertEqual(self.a.server()['refused'], 0)
        self.assertEqual(len(self.b.list('employer')), 3)

    def test_documents_that_are_too_large_are_found_among_the_others(self):
        ids = [self.a.new('employer', f'name=Harbour {i}') for i in range(7)]

        def plan(method, path, body):
            if path.endswith('/_bulk_docs') and b'Harbour 4' in body:
                return 413, [('Content-Type', 'application/json')], '{"error":"too_large","reason":"the request"}'
            return None

        self.cutter.plan = plan
        done = self.a.sync()
        self.assertEqual((done['pushed'], done['refused']), (6, 1))
        self.assertEqual(len(self.on_server('c1-employers', 'employer')), 6)
        self.cutter.plan = lambda *_: None
        self.a.set(ids[4], 'phone=1')
        self.settle()
        self.assertEqual(len(self.b.list('employer')), 7)

    def test_losing_access_removes_what_must_go_and_keeps_what_was_not_sent(self):
        jobseeker = self.a.new('jobseeker', 'name=Kim')
        employer = self.a.new('employer', 'name=Harbour')
        self.settle()
        unsent = self.a.new('jobseeker', 'name=Lee')
        account = self.peer.admin('GET', '/_users/org.couchdb.user:anna').json
        roles = account['roles']
        account['roles'] = [role for role in roles if role not in ('c1-cases-a', 'c1-situation-a')]
        self.peer.admin('PUT', '/_users/org.couchdb.user:anna', account)
        for sealed in (1, 0):       # newly; it is told as long as it is so
            done = self.a.sync(status=1)
            self.assertEqual(done['sealed'], sealed)
            problem, = done['problems']
            self.assertIn('1 record that was not sent yet', problem)
            self.assertEqual((self.a.server()['state'], self.a.server()['message']), ('attention', problem))
            removed = done['removed'] if sealed else removed
        self.assertGreaterEqual(removed, 1)
        for record in (jobseeker, unsent):
            self.a.show(record, status=1)
        self.assertEqual(self.a.list('jobseeker'), [])
        self.a.show(employer)
        self.b.show(jobseeker)
        self.a.verify()
        # it is kept where nobody reads it, and goes where it belongs once that is allowed again
        account = self.peer.admin('GET', '/_users/org.couchdb.user:anna').json
        self.peer.admin('PUT', '/_users/org.couchdb.user:anna', {**account, 'roles': roles})
        self.settle()
        self.assertEqual([self.b.show(record)['name'] for record in (jobseeker, unsent)], ['Kim', 'Lee'])
        self.assert_same(unsent)
        self.assertEqual(self.a.server()['state'], 'idle')


if __name__ == '__main__':
    sys.exit(tap.main('sync'))
