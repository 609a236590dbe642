#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""naru-cli server-setup: from nothing, again, more, newer, dry, and against everything that is no server of ours."""

import http.server
import json
import os
import pathlib
import shutil
import stat
import sys
import tempfile
import threading
import unittest

sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'tools')]
import tap  # noqa: E402
from peer import ADMIN, Peer  # noqa: E402
from setup import server_setup, set_up  # noqa: E402

USERS = '''사용자 이름,이름,역할,팀,기관,비밀번호
kim,김민수,job_counsellor; situation,a,,
lee,Lee,"employer-counsellor, vacancy_drafter",,,secret of Lee

park,박서연,partner,,복지관,
'''


def kinds(report):
    return [step['kind'] for step in report['steps']]


class Setup(unittest.TestCase):
    def setUp(self):
        self.peer = Peer().start()
        self.addCleanup(self.peer.stop)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='naru server '))
        self.addCleanup(shutil.rmtree, self.folder)
        self.users = self.folder / 'users.csv'
        self.users.write_text(USERS, encoding='utf-8')

    def state(self):
        """Everything that the server has, with revisions."""
        databases = self.peer.admin('GET', '/_all_dbs').json
        return {name: (self.peer.admin('GET', '/%s/_all_docs' % name).json['rows'],
                       self.peer.admin('GET', '/%s/_security' % name).json) for name in databases}

    def setup_all(self, *more):
        return set_up(self.peer, '--centre', 'c1', '--team', 'a', '--team', 'B팀', '--partner', '복지관=a',
                      '--users', str(self.users), *more)

    def refused(self, *arguments, url=None, password=ADMIN[1], status=1):
        done = server_setup(url or self.peer.url, *arguments, password=password)
        self.assertEqual(done.returncode, status, done.stdout + done.stderr)
        self.assertIn('naru-cli: ', done.stderr)
        self.assertNotIn(password, done.stdout + done.stderr)
        return done.stderr

    def test_from_nothing(self):
        report = self.setup_all()
        databases = {name for name in self.peer.admin('GET', '/_all_dbs').json if not name.startswith('_')}
        plain = {name for name in databases if not name.endswith('-log')}
        self.assertEqual(databases, plain | {name + '-log' for name in plain})
        self.assertLess({'c1-common', 'c1-employers', 'c1-match', 'c1-cases-a', 'c1-situation-a'}, plain)
        self.assertEqual(len(plain), 8)
        for name in databases:
            security = self.peer.admin('GET', '/%s/_security' % name).json
            self.assertEqual(security['members'], {'names': [], 'roles': [name.removesuffix('-log')]})
            self.assertEqual(security['admins'], {'names': [], 'roles': ['_admin']})
            self.assertIn('validate_doc_update', self.peer.admin('GET', '/%s/_design/naru' % name).json)
        self.assertEqual(set(report['passwords']), {'kim', 'park'})
        self.peer.passwords['lee'] = 'secret of Lee'
        for name in ('kim', 'lee', 'park'):
            session = self.peer.request('GET', '/_session', user=name).json['userCtx']
            self.assertEqual(session['name'], name)
            self.assertIn('c1-common', session['roles'])
        roles = self.peer.admin('GET', '/_users/org.couchdb.user:kim').json['roles']
        self.assertEqual([role for role in roles if ':' in role and '=' not in role], ['c1:job_counsellor', 'c1:situation'])
        self.assertIn('c1-cases-a', roles)
        self.assertTrue(any(role.startswith('c1-partner-') for role in roles))
        # the people and teams have records, under the ids that every desk gives them
        me = next(role for role in roles if role.startswith('c1=')).removeprefix('c1=')
        staff = self.peer.request('GET', '/c1-common/' + me, user='park').json
        self.assertEqual((staff['name'], staff['userName'], staff['roles']), ('김민수', 'kim', ['job_counsellor', 'situation']))
        self.assertEqual(self.peer.admin('GET', '/c1-common/' + staff['team']).json['code'], 'a')

    def test_again_changes_nothing(self):
        self.setup_all()
        before = self.state()
        self.assertEqual(self.setup_all()['steps'], [])
        self.assertEqual(set_up(self.peer, '--centre', 'c1')['steps'], [])
        self.assertEqual(self.state(), before)

    def test_dry_run_changes_nothing_and_says_the_same(self):
        before = self.state()
        dry = self.setup_all('--dry-run')
        self.assertEqual(self.state(), before)
        self.assertEqual(dry['passwords'], {})
        self.assertEqual(self.setup_all()['steps'], dry['steps'])

    def test_a_centre_without_teams_has_one(self):
        set_up(self.peer, '--centre', 'c1')
        self.assertIn('c1-cases-all', self.peer.admin('GET', '/_all_dbs').json)
        rows = self.peer.admin('GET', '/c1-common/_all_docs?include_docs=true').json['rows']
        self.assertEqual([row['doc']['code'] for row in rows if row['id'].startswith('team:')], ['all'])

    def test_more_comes_to_what_is_there(self):
        self.setup_all()
        report = set_up(self.peer, '--centre', 'c1', '--team', 'c', '--partner', 'finance')
        self.assertEqual({step['subject'] for step in report['steps'] if step['kind'] == 'roles'}, {'kim'})
        roles = self.peer.admin('GET', '/_users/org.couchdb.user:kim').json['roles']
        self.assertEqual(len([role for role in roles if role.startswith('c1-partner-')]), 2)
        self.assertNotIn('c1-cases-c', roles)
        # whoever is named has what was named, and what comes from elsewhere stays
        document = self.peer.admin('GET', '/_users/org.couchdb.user:kim').json
        document['roles'] += ['backup', 'c2-common']
        self.peer.admin('PUT', '/_users/org.couchdb.user:kim', document)
        report = set_up(self.peer, '--centre', 'c1', '--user', 'kim', '--role', 'manager', '--team', 'c')
        self.assertEqual(kinds(report), ['roles'])
        roles = self.peer.admin('GET', '/_users/org.couchdb.user:kim').json['roles']
        self.assertLess({'backup', 'c2-common', 'c1:manager', 'c1-cases-c'}, set(roles))
        self.assertFalse({'c1:job_counsellor', 'c1-cases-a', 'c1-situation-a'} & set(roles))
        self.assertEqual(self.peer.request('GET', '/_session', user='kim').json['userCtx']['roles'], roles)

    def test_somebody_leaves(self):
        self.setup_all()
        document = self.peer.admin('GET', '/_users/org.couchdb.user:park').json
        document['roles'] += ['backup', 'c2-common']
        self.peer.admin('PUT', '/_users/org.couchdb.user:park', document)
        leave = ('--centre', 'c1', '--remove-user', 'kim', '--remove-user', 'park')
        before = self.state()
        dry = set_up(self.peer, *leave, '--dry-run')
        self.assertEqual(self.state(), before)
        self.assertEqual(dry['steps'], [{'kind': 'leave', 'subject': 'kim'}, {'kind': 'leave', 'subject': 'park'}])
        self.assertEqual(set_up(self.peer, *leave)['steps'], dry['steps'])
        self.assertEqual(self.peer.admin('GET', '/_users/org.couchdb.user:kim').status, 404)
        # what comes from elsewhere stays
        self.assertEqual(self.peer.admin('GET', '/_users/org.couchdb.user:park').json['roles'], ['backup', 'c2-common'])
        self.assertEqual(set_up(self.peer, *leave)['steps'], [])
        done = server_setup(self.peer.url, *leave, '--user', 'kim', '--role', 'manager')
        self.assertEqual(done.returncode, 1)
        self.assertIn('kim', done.stderr)

    def test_rules_of_an_older_version_are_replaced(self):
        self.setup_all()
        path = '/c1-employers/_design/naru'
        design = self.peer.admin('GET', path).json
        script = design['validate_doc_update']
        design.update(validate_doc_update='function () {}', views={'kept': {'map': 'function () {}'}})
        design['naru']['version'] = '0.0.9'
        self.peer.admin('PUT', path, design)
        report = set_up(self.peer, '--centre', 'c1')
        self.assertEqual(report['steps'], [{'kind': 'newRules', 'subject': 'c1-employers'}])
        design = self.peer.admin('GET', path).json
        self.assertEqual(design['validate_doc_update'], script)
        self.assertIn('kept', design['views'])
        # those of a newer version are left alone
        design.update(validate_doc_update='function () {}')
        design['naru']['version'] = '99.0'
        self.peer.admin('PUT', path, design)
        before = self.state()
        self.assertIn('99.0', self.refused('--centre', 'c1'))
        self.assertEqual(self.state(), before)

    def test_what_was_cut_off_is_finished(self):
        self.peer.admin('PUT', '/c1-cases-a')
        self.peer.admin('PUT', '/c1-common')
        self.peer.admin('PUT', '/c1-common/_security', {'members': {'names': [], 'roles': []}, 'admins': {}})
        set_up(self.peer, '--centre', 'c1')
        self.assertIn('c1-situation-a-log', self.peer.admin('GET', '/_all_dbs').json)
        self.assertNotIn('c1-cases-all', self.peer.admin('GET', '/_all_dbs').json)
        self.assertEqual(self.peer.admin('GET', '/c1-common/_security').json['members']['roles'], ['c1-common'])

    def test_passwords_go_to_a_file_of_ones_own(self):
        path = self.folder / 'passwords.csv'
        report = self.setup_all('--passwords', str(path))
        self.assertEqual(report['passwords'], {})
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        rows = dict(line.split(',') for line in path.read_text(encoding='utf-8').splitlines())
        self.assertEqual(set(rows), {'user', 'kim', 'park'})
        self.assertEqual(self.peer.request('GET', '/_session', user='kim', password=rows['kim']).json['userCtx']['name'], 'kim')
        before = self.state()
        self.refused('--centre', 'c1', '--user', 'choi', '--role', 'it', '--passwords', str(path))
        self.assertEqual(self.state(), before)

    def test_a_new_password(self):
        old = self.setup_all()['passwords']['kim']
        report = set_up(self.peer, '--centre', 'c1', '--user', 'kim', '--role', 'job_counsellor,situation', '--team', 'a',
                        '--new-password')
        self.assertEqual(report['steps'], [{'kind': 'password', 'subject': 'kim'}])
        self.assertNotEqual(report['passwords']['kim'], old)
        self.assertEqual(self.peer.request('GET', '/_session', user='kim').json['userCtx']['name'], 'kim')
        self.assertEqual(self.peer.request('GET', '/_session', user='kim', password=old).status, 401)

    def test_wrong_password_and_no_administrator(self):
        self.assertIn('password', self.refused('--centre', 'c1', password='not the one'))
        self.setup_all()
        word = self.refused('--centre', 'c1', '--admin', 'kim', password=self.peer.passwords['kim'])
        self.assertIn('kim', word)

    def test_what_cannot_be_is_refused_before_anything_is_done(self):
        before = self.state()
        for users, word in (('user,role\nkim,king\n', 'king'), ('name,role\nkim,it\n', 'user'),
                            ('user,role,passwd\nkim,it,x\n', 'passwd'), ('user,role\nkim,job_counsellor\n', 'team'),
                            ('user,role,team\nkim,job_counsellor,zz\n', 'zz'), ('user,role,partner\nkim,partner,zz\n', 'zz'),
                            ('user,role\nkim,partner\n', 'kim'), ('user,role\na:b,it\n', 'a:b'), ('user,role\n,it\n', 'name'),
                            ('user,role\nkim,it\nkim,it\n', 'twice'), ('user,role\nkim,it\nKim,it\n', 'Kim'),
                            ('user,role\nkim,\n', 'role')):
            self.users.write_text(users, encoding='utf-8')
            self.assertIn(word, self.refused('--centre', 'c1', '--team', 'a', '--users', str(self.users)), users)
        for centre in ('C1', '1c', 'c_1', 'c1-cases', '', '../c1'):
            self.refused('--centre', centre)
        self.refused('--centre', 'c1', '--partner', 'w=nosuch')
        self.refused('--centre', 'c1', '--users', str(self.folder / 'nosuch.csv'))
        self.refused('--centre', 'c1', '--user', 'kim', status=2)
        self.refused(status=2)
        self.assertEqual(self.state(), before)


class Impostor(http.server.BaseHTTPRequestHandler):
    """Answers everything in one wrong way, and keeps what was sent to it."""
    answer = (200, 'application/json', b'{}', {})
    seen = []

    def do_GET(self):
        self.seen.append(self.headers.get('Authorization'))
        status, kind, body, headers = self.answer
        self.send_response(status)
        self.send_header('Content-Type', kind)
        self.send_header('Content-Length', str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class NoServer(unittest.TestCase):
    def setUp(self):
        self.servers = []

    def impostor(self, *answer, **headers):
        handler = type('Handler', (Impostor,), {'answer': (*answer, headers), 'seen': []})
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return 'http://127.0.0.1:%d/' % server.server_port, handler

    def error(self, url, *more):
        done = server_setup(url, '--centre', 'c1', *more)
        self.assertEqual(done.returncode, 1, done.stdout)
        self.assertNotIn(ADMIN[1], done.stderr)
        return done.stderr

    def test_another_server_is_recognised(self):
        url, _ = self.impostor(200, 'application/json', b'{"elasticsearch":"you know"}')
        self.assertIn('no CouchDB', self.error(url))
        url, _ = self.impostor(200, 'application/json', json.dumps({'couchdb': 'Welcome', 'version': '2.3.1'}).encode())
        self.assertIn('2.3.1', self.error(url))

    def test_the_page_of_a_captive_portal_is_no_answer(self):
        url, _ = self.impostor(200, 'text/html', b'<html><body>Please pay for the network</body></html>')
        self.assertIn('log-in page', self.error(url))

    def test_a_redirect_takes_no_password_along(self):
        other, handler = self.impostor(200, 'application/json', b'{"couchdb":"Welcome","version":"3.5.0"}')
        url, _ = self.impostor(302, 'text/html', b'', Location=other)
        self.assertIn(other.rstrip('/'), self.error(url))
        self.assertEqual(handler.seen, [])

    def test_plain_http_to_another_machine_is_refused(self):
        self.assertIn('https', self.error('http://couch.example.org:5984'))

    def test_a_password_in_the_address_is_refused(self):
        word = self.error('https://admin:hidden-word@127.0.0.1:1/')
        self.assertNotIn('hidden-word', word)

    def test_nobody_there(self):
        self.assertIn('http://127.0.0.1:9', self.error('http://127.0.0.1:9/'))

    def test_a_certificate_of_nobody_known_is_refused_and_a_named_one_taken(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix='naru tls '))
        self.addCleanup(shutil.rmtree, folder)
        command = ['openssl', 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days',
                   '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', 'key.pem', '-out',
                   'certificate.pem']
        self.assertEqual(os.spawnvp(os.P_WAIT, 'sh', ['sh', '-c', 'cd "$0" && exec "$@" 2>/dev/null', str(folder), *command]), 0)
        url, _ = self.tls(folder)
        self.assertIn('vouches', self.error(url))
        self.assertIn('no CouchDB', self.error(url, '--ca', str(folder / 'certificate.pem')))
        self.assertIn('another name', self.error(url.replace('localhost', '127.0.0.1'), '--ca',
                                                 str(folder / 'certificate.pem')))

    def tls(self, folder):
        import ssl
        handler = type('Handler', (Impostor,), {'answer': (200, 'application/json', b'{"other":1}', {}), 'seen': []})
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder / 'certificate.pem', folder / 'key.pem')
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        self.addCleanup(thread.join)
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        return 'https://localhost:%d/' % server.server_port, handler


if __name__ == '__main__':
    sys.exit(tap.main('sync/server'))
