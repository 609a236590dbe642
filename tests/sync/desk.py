# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk of the tests: a profile of its own, driven by naru-cli as a person would, with an account on the server."""

import json
import os
import pathlib
import subprocess

# NARU_CLI: another program in its place
CLI = pathlib.Path(os.environ.get('NARU_CLI') or pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'src' / 'naru-cli')
# No test may find, or leave, a password in the keyring of whoever runs it.
ENVIRONMENT = {**os.environ, 'DBUS_SESSION_BUS_ADDRESS': 'disabled:'}
# With the sanitizers, looking for leaks takes as long as all the rest of a command: it is done in these, and in the tests of
# naru-cli for the others.
WATCHED = {'account', 'sync'}
UNWATCHED = {'ASAN_OPTIONS': os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'}


class Desk:
    def __init__(self, case, folder, user, password):
        self.case = case
        self.profile = folder / user
        self.user = user
        self.password = password
        self.environment = dict(ENVIRONMENT)

    def run(self, *arguments, status=0, password=None, timeout=100):
        """Returns the finished process. The password comes by a file descriptor."""
        command = [CLI, '--profile', self.profile, *arguments]
        environment = {**self.environment, **({} if WATCHED & set(arguments) else UNWATCHED)}
        files = []
        if password is not None:
            reader, writer = os.pipe()
            os.write(writer, password.encode() + b'\n')
            os.close(writer)
            command += ['--password-fd', str(reader)]
            files.append(reader)
        try:
            done = subprocess.run(command, pass_fds=files, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                                  encoding='utf-8', timeout=timeout, env=environment, check=False)
        finally:
            for reader in files:
                os.close(reader)
        if status is not None:
            self.case.assertEqual(done.returncode, status, f'{self.user} {arguments}: {done.stdout}{done.stderr}')
        self.case.assertNotIn(self.password, done.stdout + done.stderr)
        return done

    def json(self, *arguments, **options):
        return [json.loads(line) for line in self.run('--json', *arguments, **options).stdout.splitlines()]

    def account(self, url, centre='c1', status=0, password=None):
        return self.run('account', 'set', url, '--centre', centre, '--user', self.user, '--password-file', status=status,
                        password=password or self.password)

    def new(self, *arguments):
        return self.run('new', *arguments).stdout.strip()

    def set(self, *arguments):
        self.run('set', *arguments)

    def show(self, record, status=0):
        done = self.run('--json', 'show', record, status=status)
        return json.loads(done.stdout) if status == 0 else None

    def list(self, kind):
        return self.json('list', kind, '--sensitive')

    def sync(self, status=0):
        """One round; what it says it has done."""
        done = self.run('--json', 'sync', status=status)
        return json.loads(done.stdout) if done.stdout else {'error': done.stderr}

    def start_sync(self):
        return subprocess.Popen([CLI, '--profile', self.profile, 'sync'], stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=self.environment)

    def watch(self):
        """`sync --watch` until the test is over; its standard output has a line of JSON for each round that changed
        something about how it stands."""
        process = subprocess.Popen([CLI, '--profile', self.profile, '--json', 'sync', '--watch'], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=self.environment)
        self.case.addCleanup(self.end, process)
        return process

    def end(self, process):
        if process.returncode is None:
            process.terminate()
            self.case.assertEqual(process.wait(timeout=30), 0)
            process.stdout.close()
            errors = process.stderr.read()
            process.stderr.close()
            self.case.assertNotRegex(errors, 'CRITICAL|WARNING')

    def server(self):
        return self.json('status')[0]['server']

    def verify(self):
        self.run('verify')
