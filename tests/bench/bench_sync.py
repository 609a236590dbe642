# SPDX-License-Identifier: GPL-3.0-or-later
"""Synchronisation measured beside curl, which sends the same requests over one connection and does nothing with the answers,
and PouchDB on Node. All three speak to the server of the tests (tests/peer, on disk), each to a fresh copy of the same
state where they write."""

import json
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

from gi.repository import Gio

TESTS = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.setdefault('NARU_BUILD_DIR', str(TESTS.parent / 'build')))
sys.path[:0] = [str(TESTS / 'sync')]
import peer as peer_module  # noqa: E402
from cutter import Cutter  # noqa: E402
from peer import Peer  # noqa: E402
from setup import set_up  # noqa: E402

CLI = BUILD / 'src' / 'naru-cli'
ENVIRONMENT = {**os.environ, 'DBUS_SESSION_BUS_ADDRESS': 'disabled:'}
BATCHES = (1000, 2500)
USERS = 'user,name,role,team\nanna,Anna,job_counsellor;employer_counsellor;vacancy_drafter;situation,a\n'
DATABASE = 'c1-employers'


def make_employer(n):
    """About a kilobyte, as a register gives it and a year of work leaves it."""
    return {
        '_id': 'employer:%026d' % n, 'type': 'employer', 'schema': 1, 'createdBy': 'staff:00000000000000000000000000',
        'createdAt': '2026-01-05T09:00:00+09:00', 'modifiedBy': 'staff:00000000000000000000000000',
        'modifiedAt': '2026-01-05T09:00:00+09:00', 'name': '나루정밀 %d' % n, 'romanName': 'Naru Jeongmil %d' % n,
        'register': 'Register of the tests', 'registerNumber': '%08d' % n, 'stage': 'cooperating', 'industry': '28',
        'sector': 'private', 'sizeClass': 'small', 'employees': n % 49 + 1, 'region': 'KR-41117',
        'address': {'lines': '영통구 솔바람길 %d' % n, 'place': '수원시', 'postcode': '00170', 'country': 'KR'},
        'phone': '031-000-%04d' % (n % 10000), 'email': 'office%d@example.org' % n,
        'website': 'https://company%d.example.org' % n,
        'hiringNote': 'New orders from spring on; the shift leader looks for two people who know milling machines. ' * 2,
        'tags': ['dormitory', 'training on the job'],
    }


class Bench:
    def __init__(self, folder, documents, say):
        self.folder = pathlib.Path(folder) / 'sync'
        self.folder.mkdir()
        self.documents = documents
        self.say = say
        self.kept = self.folder / 'kept'        # the server's files before anybody writes
        self.peer = Peer(folder=str(self.folder / 'server')).start()
        self.copies = 0

    def prepare(self):
        """A centre whose database of employers is full."""
        start = time.monotonic()
        self.peer.admin('PUT', '/' + DATABASE)
        for first in range(0, self.documents, 1000):
            docs = [make_employer(n) for n in range(first, min(first + 1000, self.documents))]
            self.peer.admin('POST', '/%s/_bulk_docs' % DATABASE, {'docs': docs})
        users = self.folder / 'users.csv'
        users.write_text(USERS, encoding='utf-8')
        set_up(self.peer, '--centre', 'c1', '--team', 'a', '--users', str(users))
        print('a server with %d documents took %.1f s' % (self.documents, time.monotonic() - start), flush=True)

    def renew_server(self):
        """The state that was kept, on a server that was just started."""
        self.peer.stop()
        shutil.rmtree(self.folder / 'server')
        shutil.copytree(self.kept, self.folder / 'server')
        self.peer.start()

    def log_in(self):
        answer = self.peer.request('POST', '/_session', {'name': 'anna', 'password': self.peer.passwords['anna']})
        return answer.headers['Set-Cookie'].split(';')[0]

    def run(self, profile, *arguments, **options):
        """Returns what it printed, seconds, and the most memory that it had, in MiB; of a round up to its last request. What
        is made for lists and search behind that is the same whoever has brought the records."""
        start = time.monotonic()
        end = None
        peak = 0.0
        process = subprocess.Popen([CLI, '--profile', profile, '--json', *arguments], stdout=subprocess.PIPE,
                                   env={**ENVIRONMENT, 'G_MESSAGES_DEBUG': 'naru-sync'}, **options)
        os.set_blocking(process.stdout.fileno(), False)
        out = b''
        while process.poll() is None:
            more = process.stdout.read() or b''
            out += more
            # what wait4() tells counts in what forked it
            with open('/proc/%d/status' % process.pid, encoding='utf-8') as f:
                found = re.search(r'VmHWM:\s*(\d+)', f.read())
            if b'naru-sync-DEBUG' in more or end is None:
                peak = int(found[1]) / 1024 if found else peak
            if b'naru-sync-DEBUG' in more:
                end = time.monotonic()
            time.sleep(0.005)
        if end is None:
            end = time.monotonic()
        with process.stdout as f:
            out += f.read() or b''
        if process.returncode != 0:
            raise RuntimeError('%s: %s' % (arguments, out))
        last = out.decode().strip().splitlines()[-1]
        return json.loads(last), end - start, peak

    def new_profile(self, url=None):
        self.copies += 1
        profile = self.folder / ('profile-%d' % self.copies)
        reader, writer = os.pipe()
        os.write(writer, self.peer.passwords['anna'].encode() + b'\n')
        os.close(writer)
        self.run(profile, 'account', 'set', url or self.peer.url, '--centre', 'c1', '--user', 'anna', '--password-file',
                 '--password-fd', str(reader), pass_fds=[reader], stdin=subprocess.DEVNULL)
        os.close(reader)
        return profile

    @staticmethod
    def sql(profile, statement, *values):
        with sqlite3.connect(profile / 'naru.db') as database:
            row = database.execute(statement, values).fetchone()
        database.close()
        return row

    def copy_profile(self, profile):
        self.copies += 1
        copy = self.folder / ('profile-%d' % self.copies)
        shutil.copytree(profile, copy)
        return copy

    def curl(self, requests):
        """The requests, one behind the other over one connection; seconds. The answers are thrown away."""
        lines = []
        cookie = self.log_in()
        for method, path, body in requests:
            lines.append('next' if lines else '')
            lines.append('url = "%s%s"' % (self.peer.url, path))
            lines.append('output = "/dev/null"\nsilent\nfail\nheader = "Accept: application/json"\nheader = "Cookie: %s"'
                         % cookie)
            # what Naru asks a server on the same computer for, too
            lines.append('header = "Accept-Encoding: identity"')
            if body is not None:
                name = self.folder / ('body-%d' % len(lines))
                name.write_bytes(body)
                lines.append('request = "%s"\nheader = "Content-Type: application/json"\nheader = "Expect:"\n'
                             'data-binary = "@%s"' % (method, name))
        config = self.folder / 'curl.txt'
        config.write_text('\n'.join(lines), encoding='utf-8')
        start = time.monotonic()
        subprocess.run(['curl', '-K', str(config)], check=True)
        return time.monotonic() - start

    def pouchdb(self, what, folder, batch, *more):
        out = subprocess.run(['node', TESTS / 'bench' / 'pouchdb.js', what, '%s/%s' % (self.peer.url, DATABASE), self.log_in(),
                              folder, str(batch), *more], check=True, capture_output=True, text=True,
                             env={**os.environ, 'NODE_PATH': str(peer_module.install())}).stdout
        return float(out.split()[0])

    def first_sync(self, pairs):
        ours, theirs, peaks, url = [], [], [], '/%s/_changes?include_docs=true&conflicts=true&style=main_only&limit=1000' \
            '&seq_interval=1000&since=%d'
        pages = [('GET', url % (DATABASE, since), None) for since in range(0, self.documents + 1, 1000)]
        idle = self.run(self.new_profile(), 'status')[2]
        profile = None
        for _ in range(pairs):
            theirs.append(self.curl(pages))
            if profile is not None:
                shutil.rmtree(profile)
            profile = self.new_profile()
            done, seconds, peak = self.run(profile, 'sync')
            if done['pulled'] < self.documents:
                raise RuntimeError('not everything came: %s' % done)
            ours.append(seconds)
            peaks.append(peak - idle)
        median = statistics.median
        self.say('first sync of %d documents' % self.documents, '%.1f s' % median(ours), '%.1f s curl, the same pages'
                 % median(theirs), '%.2f' % median(o / t for o, t in zip(ours, theirs)), 'at most 1.25')
        best = min((self.pouchdb('pull', self.pouch_folder(batch), batch), batch) for batch in BATCHES)
        self.say('the same', '%.1f s' % median(ours), '%.1f s PouchDB, %d at once' % best, '%.2f' % (median(ours) / best[0]),
                 'at most 0.4')
        self.say('memory above idle meanwhile', '%.0f MiB' % max(peaks), '', '', 'at most 64 MiB')
        return profile

    def pouch_folder(self, batch):
        folder = self.folder / ('pouchdb-%d' % batch)
        folder.mkdir(exist_ok=True)
        return str(folder)

    def stalls(self, display):
        """The longest time for which the window does not answer while it receives everything: a call that its main loop
        answers, one behind the other. The same without an account beside it."""
        times = {}
        for name, profile in (('idle', self.folder / 'no-account'), ('working', self.new_profile())):
            process = subprocess.Popen([BUILD / 'src' / 'naru', '--profile', profile], env=display.env,
                                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            try:
                times[name] = self.ask_window(display.env['DBUS_SESSION_BUS_ADDRESS'], profile if name == 'working' else None)
            finally:
                process.terminate()
                process.wait()
        self.say('longest stall of the window in a first sync', '%.0f ms' % times['working'],
                 '%.0f ms with nothing to do' % times['idle'], '', 'at most 16 ms')

    def ask_window(self, address, profile):
        """Until everything is in @profile, or for some seconds. Milliseconds."""
        flags = Gio.DBusConnectionFlags
        bus = Gio.DBusConnection.new_for_address_sync(address, flags.AUTHENTICATION_CLIENT | flags.MESSAGE_BUS_CONNECTION, None,
                                                      None)
        name = None
        end = time.monotonic() + 60
        while name is None and time.monotonic() < end:
            names = bus.call_sync('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'ListNames', None,
                                  None, Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
            name = next((found for found in names if '.p' in found and 'naru' in found.lower()), None)
        time.sleep(2)       # the first page is there
        longest = 0.0
        end = time.monotonic() + (180 if profile is not None else 5)
        looked = 0.0
        while time.monotonic() < end:
            start = time.monotonic()
            bus.call_sync(name, '/' + name.replace('.', '/'), 'org.gtk.Actions', 'List', None, None, Gio.DBusCallFlags.NONE,
                          -1, None)
            longest = max(longest, time.monotonic() - start)
            if profile is not None and start - looked > 1:
                looked = start
                at, = self.sql(profile, "SELECT count(*) FROM document WHERE type = 'employer' AND derived = 1")
                if at >= self.documents:
                    break
        bus.close_sync(None)
        return longest * 1000

    def empty_round(self, profile):
        times, requests = [], 0
        for _ in range(5):
            done, seconds, _ = self.run(profile, 'sync')
            times.append(seconds * 1000)
            requests = done['requests']
        databases = [name for name in self.peer.admin('GET', '/_all_dbs').json
                     if name.startswith('c1-') and not name.endswith('-log')]
        status = statistics.median(self.run(profile, 'status')[1] * 1000 for _ in range(5))
        self.say('a round with nothing to do, %d databases' % len(databases), '%.0f ms' % statistics.median(times),
                 '%.0f ms naru-cli status' % status, '', 'under 100 ms')
        self.say('its requests for each database', '%.1f' % (requests / len(databases)), '', '', 'at most 3')

    def reconcile(self, profile):
        """Somebody has taken away what this profile had left at the server, as after a backup was restored."""
        profile = self.copy_profile(profile)
        client, = self.sql(profile, "SELECT value FROM setting WHERE key = 'sync.client'")
        path = '/%s/_local/%s' % (DATABASE, client)
        rev = self.peer.admin('GET', path).json['_rev']
        self.peer.admin('DELETE', '%s?rev=%s' % (path, rev))
        reference = self.curl([('GET', '/%s/_all_docs' % DATABASE, None)])
        done, seconds, peak = self.run(profile, 'sync')
        if done['pulled'] or done['pushed'] or done['removed']:
            raise RuntimeError('nothing was to be repaired: %s' % done)
        self.say('reconciling %d documents' % self.documents, '%.1f s' % seconds, '%.1f s curl, ids and revisions' % reference,
                 '%.2f' % (seconds / reference), 'at most 10 s')
        shutil.rmtree(profile)

    def push(self, profile, edits, pairs):
        """Each on a fresh copy of the server, since what was sent once clashes the second time."""
        ids = '\n'.join('employer:%026d' % n for n in range(edits)) + '\n'
        subprocess.run([BUILD / 'tests' / 'bench' / 'bench-edit', profile], input=ids, text=True, check=True,
                       stdout=subprocess.DEVNULL)
        self.peer.stop()
        shutil.copytree(self.folder / 'server', self.kept)
        self.peer.start()
        bodies = self.record_push(profile)
        ours, theirs = [], []
        for _ in range(pairs):
            self.renew_server()
            theirs.append(self.curl(bodies))
            self.renew_server()
            copy = self.copy_profile(profile)
            done, seconds, _ = self.run(copy, 'sync')
            if done['pushed'] != edits:
                raise RuntimeError('not everything was sent: %s' % done)
            ours.append(seconds)
            shutil.rmtree(copy)
        median = statistics.median
        self.say('push of %d edits and their history' % edits, '%.1f s' % median(ours), '%.1f s curl, the same bodies'
                 % median(theirs), '%.2f' % median(o / t for o, t in zip(ours, theirs)), 'at most 1.25')
        times = []
        for batch in BATCHES:
            self.renew_server()
            times.append((self.pouchdb('push', self.pouch_folder(batch), batch, str(edits), self.staff()), batch))
        self.say('the same', '%.1f s' % median(ours), '%.1f s PouchDB, %d at once, no history' % min(times),
                 '%.2f' % (median(ours) / min(times)[0]), 'no goal')

    def staff(self):
        roles = self.peer.admin('GET', '/_users/org.couchdb.user:anna').json['roles']
        return next(role.split('=')[1] for role in roles if '=' in role)

    def record_push(self, profile):
        """What a round posts, in its order."""
        posts = []
        cutter = Cutter(self.peer.url)

        def plan(method, path, body):
            if path.endswith('/_bulk_docs'):
                posts.append((method, path, body))
        cutter.plan = plan
        copy = self.copy_profile(profile)
        self.sql(copy, 'UPDATE setting SET value = replace (value, ?, ?)', self.peer.url, cutter.url)
        self.run(copy, 'sync')
        cutter.stop()
        shutil.rmtree(copy)
        return posts


def bench_sync(documents, pairs, folder, say, make_display):
    bench = Bench(folder, documents, say)
    try:
        bench.prepare()
        profile = bench.first_sync(pairs)
        display = make_display(folder)
        try:
            bench.stalls(display)
        finally:
            display.close()
        bench.empty_round(profile)
        bench.reconcile(profile)
        bench.push(profile, max(1, documents // 10), pairs)
    finally:
        bench.peer.stop()
