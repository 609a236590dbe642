#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the desks of a centre ask of their server, for reckoning with the size of a country: see docs/server.md.

    tests/bench/bench_country.py [--desks 10,40,80] [--seconds 60]     some fifteen minutes

Many desks run in one process (bench-desks), each with the store and the thread of synchronisation of the program, against
the server of the tests, which counts. Requests, bytes and connections are those of the desks and hold for any server; how
long an answer takes is that of the server of the tests on this machine."""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

TESTS = pathlib.Path(__file__).resolve().parent.parent
BUILD = pathlib.Path(os.environ.setdefault('NARU_BUILD_DIR', str(TESTS.parent / 'build')))
sys.path[:0] = [str(TESTS / 'sync'), str(TESTS / 'bench')]
os.environ['NODE_NO_WARNINGS'] = '1'
from bench_sync import CLI, DATABASE, ENVIRONMENT, make_employer  # noqa: E402
from peer import Peer  # noqa: E402
from setup import set_up  # noqa: E402

EMPLOYERS = 2000
TEAM = 10               # desks
FIRST_SECONDS = 300
ROLES = 'job_counsellor;employer_counsellor;vacancy_drafter;situation'


class Desks:
    """The process with all desks."""

    def __init__(self, profiles):
        self.process = subprocess.Popen([BUILD / 'tests' / 'bench' / 'bench-desks', str(EMPLOYERS), *profiles], text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT)

    def ask(self, *words):
        self.process.stdin.write(' '.join(map(str, words)) + '\n')
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def close(self):
        self.process.stdin.close()
        self.process.wait(timeout=100)
        self.process.stdout.close()


def make_profiles(peer, folder, n):
    users = folder / 'users.csv'
    lines = ['user,name,role,team'] + ['u%d,User %d,%s,t%d' % (i, i, ROLES, i // TEAM) for i in range(n)]
    users.write_text('\n'.join(lines) + '\n', encoding='utf-8')
    teams = [word for team in range((n + TEAM - 1) // TEAM) for word in ('--team', 't%d' % team)]
    set_up(peer, '--centre', 'c1', *teams, '--users', str(users))
    for i in range(n):
        reader, writer = os.pipe()
        os.write(writer, peer.passwords['u%d' % i].encode() + b'\n')
        os.close(writer)
        subprocess.run([CLI, '--profile', folder / ('p%d' % i), 'account', 'set', peer.url, '--centre', 'c1', '--user',
                        'u%d' % i, '--password-file', '--password-fd', str(reader)], pass_fds=[reader], check=True,
                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
        os.close(reader)
    return [folder / ('p%d' % i) for i in range(n)]


def total(count):
    return sum(count['requests'].values())


def list_kinds(count):
    return ', '.join('%s %d' % pair for pair in sorted(count['requests'].items(), key=lambda pair: -pair[1]))


def come_back(peer, desks, n, connections):
    """The server goes and comes: until it has as many connections as before, and nobody has anything to do."""
    peer.stop()
    start = time.monotonic()
    peer.start()
    requests = most = 0
    while time.monotonic() < start + FIRST_SECONDS:
        time.sleep(0.5)
        count = peer.count()
        requests += total(count)
        most = max(most, count['most'])
        if count['connections'] >= 0.95 * connections:
            break
    seconds = time.monotonic() - start
    left = desks.ask('wait', FIRST_SECONDS)['left']
    print('%d desks after the server was away: back after %.1f s, %d left; %.1f requests a desk, at most %d a second'
          % (n, seconds, left, requests / n, most), flush=True)


def measure(n, seconds, folder):
    with Peer(folder=str(folder / 'server')) as peer:
        peer.admin('PUT', '/' + DATABASE)
        peer.admin('POST', '/%s/_bulk_docs' % DATABASE, {'docs': [make_employer(i) for i in range(EMPLOYERS)]})
        profiles = make_profiles(peer, folder, n)
        peer.count()
        desks = Desks(profiles)
        try:
            first = desks.ask('wait', FIRST_SECONDS)
            count = peer.count()
            print('%d desks, first round of all at once: %.1f s, %.0f requests and %.2f MB a desk, at most %d requests a second'
                  % (n, first['seconds'], total(count) / n, count['out'] / n / 1e6, count['most']), flush=True)
            time.sleep(seconds)
            count = peer.count()
            held = count['connections']
            print('%d desks at rest, %d s: %.2f connections, %.1f requests an hour and %.1f bytes a second for each desk (%s)'
                  % (n, seconds, count['connections'] / n, total(count) / n * 3600 / seconds,
                     (count['in'] + count['out']) / n / seconds, list_kinds(count)), flush=True)
            edits = desks.ask('edit', seconds, 60)
            desks.ask('wait', FIRST_SECONDS)
            count = peer.count()
            print('%d desks, %d edits in %d s: %d of %d seen elsewhere, after %.2f s, at most %.2f s; %.1f requests for each '
                  'edit, %.2f of them for each desk that sees it; %.1f kB (%s)'
                  % (n, edits['edits'], seconds, edits['seen'], edits['edits'], edits['median'], edits['most'],
                     total(count) / edits['edits'], total(count) / edits['edits'] / n,
                     (count['in'] + count['out']) / edits['edits'] / 1e3, list_kinds(count)), flush=True)
            come_back(peer, desks, n, held)
            print('%d desks: %.1f MiB for each in this process' % (n, desks.ask('memory')['mib'] / n), flush=True)
        finally:
            desks.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--desks', default='10,40,80')
    parser.add_argument('--seconds', type=int, default=60)
    options = parser.parse_args()
    for n in map(int, options.desks.split(',')):
        folder = pathlib.Path(tempfile.mkdtemp(prefix='naru-country-'))
        try:
            measure(n, options.seconds, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


if __name__ == '__main__':
    sys.exit(main())
