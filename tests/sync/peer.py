#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server of the tests: installs it once, starts one on a free port of this machine, and speaks its HTTP.

    with Peer() as peer:
        peer.request('GET', '/_all_dbs', user='admin')

`peer.py --install` only installs. Where npm is missing that is an error, never a test that is left out."""

import base64
import fcntl
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request

TOP = pathlib.Path(__file__).resolve().parent.parent.parent
PEER = TOP / 'tests' / 'peer'
INSTALLED = TOP / 'build-peer'
ADMIN = ('admin', 'secret of the tests')


def install(folder=PEER):
    """Puts the packages of the folder's package-lock.json into build-peer/, unless they are there. Returns where."""
    mark = hashlib.sha256((folder / 'package-lock.json').read_bytes()).hexdigest()
    modules = INSTALLED / mark / 'node_modules'
    INSTALLED.mkdir(exist_ok=True)
    with open(INSTALLED / 'lock', 'w', encoding='utf-8') as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if modules.is_dir():
            return modules
        if shutil.which('npm') is None:
            raise RuntimeError('what the tests take from npm needs npm: tests/run installs it')
        new = pathlib.Path(tempfile.mkdtemp(prefix='new-', dir=INSTALLED))
        for name in ('package.json', 'package-lock.json'):
            shutil.copy(folder / name, new)
        subprocess.run(['npm', 'ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'], cwd=new,
                       check=True, stdout=sys.stderr, stdin=subprocess.DEVNULL, timeout=500)
        new.rename(INSTALLED / mark)
    return modules


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.text = body.decode('utf-8', 'replace')

    @property
    def json(self):
        return json.loads(self.text)


class Peer:
    """A running server. Users are known by name once their password was given to add_user()."""

    def __init__(self, folder=None, port=0, options=()):
        self.folder = folder
        self.port = port
        self.options = options
        self.passwords = dict([ADMIN])
        self.process = None
        self.url = None

    def __enter__(self):
        return self.start()

    def __exit__(self, *_):
        self.stop()

    def start(self):
        command = ['node', PEER / 'server.js', '--port', str(self.port), '--admin', ':'.join(ADMIN), *self.options]
        if self.folder is not None:
            command += ['--dir', self.folder]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                        env={**os.environ, 'NODE_PATH': str(install())})
        line = self.process.stdout.readline()
        if not line.startswith('READY '):
            raise RuntimeError('the server of the tests did not start: %s' % line)
        self.url = line.split()[1]
        self.port = int(self.url.rsplit(':', 1)[1])
        return self

    def stop(self):
        """Ends it in order; what it kept in memory is gone."""
        self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def count(self):
        """What was asked of it since the last time: {'requests': {'_changes': 3, ...}, 'most': a second, ...}."""
        self.process.stdin.write('count\n')
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def kill(self):
        self.process.kill()
        self.process.wait(timeout=30)
        self.process.stdin.close()
        self.process.stdout.close()

    def request(self, method, path, body=None, user=None, password=None, headers=None):
        """One request; an answer of any status comes back."""
        request = urllib.request.Request(self.url + path, method=method, headers=headers or {})
        request.add_header('Accept', 'application/json')
        if body is not None:
            request.data = body if isinstance(body, bytes) else json.dumps(body).encode()
            request.add_header('Content-Type', 'application/json')
        if user is not None:
            plain = '%s:%s' % (user, password if password is not None else self.passwords[user])
            request.add_header('Authorization', 'Basic ' + base64.b64encode(plain.encode()).decode())
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=60) as response:
                return Answer(response.status, response.headers, response.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())

    def admin(self, method, path, body=None):
        return self.request(method, path, body, user=ADMIN[0])

    def read_all(self, database):
        rows = self.admin('GET', f'/{database}/_all_docs?include_docs=true').json['rows']
        return {row['id']: row['doc'] for row in rows}

    def save(self):
        """Returns all that it has, for restore(). Nothing in it may have been edited yet: of each document that is the
        latest version alone."""
        return {name: (self.admin('GET', f'/{name}/_security').json, self.read_all(name))
                for name in self.admin('GET', '/_all_dbs').json if not name.startswith('_') or name == '_users'}

    def restore(self, saved):
        """All databases are made anew as they were saved, and so are the accounts."""
        for name in self.admin('GET', '/_all_dbs').json:
            if not name.startswith('_'):
                self.admin('DELETE', '/' + name)
        for name, (security, documents) in saved.items():
            if name == '_users':
                continue
            self.admin('PUT', '/' + name)
            self.admin('PUT', f'/{name}/_security', security)
            self.admin('POST', f'/{name}/_bulk_docs', {'docs': list(documents.values()), 'new_edits': False})
        before = saved['_users'][1]
        for name, account in self.read_all('_users').items():
            if name not in before:
                self.admin('DELETE', f'/_users/{name}?rev={account["_rev"]}')
            elif account != before[name]:
                self.admin('PUT', f'/_users/{name}', {**before[name], '_rev': account['_rev']})

    def write(self, database, document, user):
        """Sends one document as the program does. Returns its row: {"ok":true,...} or {"error":...,"reason":...}."""
        answer = self.request('POST', '/%s/_bulk_docs' % database, {'docs': [document]}, user=user)
        return answer.json[0] if answer.status in (200, 201, 202) else {'error': answer.status, 'reason': answer.text}


def main():
    if sys.argv[1:] != ['--install']:
        print(__doc__, file=sys.stderr)
        return 2
    install()
    install(TOP / 'tests' / 'structured')
    return 0


if __name__ == '__main__':
    sys.exit(main())
