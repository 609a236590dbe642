#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An import is killed at random moments: the store is sound after each, every chunk of rows is there whole or not at all,
and importing again comes to the same end. NARU_KILLS says how often; the suite does it a few times, a release 200 times."""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

CLI = pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'src' / 'naru-cli'
KILLS = int(os.environ.get('NARU_KILLS') or 20)
ROWS = 3000
CHUNK = 500
SEED = int(os.environ.get('NARU_SEED') or time.time())


def cli(profile, *arguments):
    result = subprocess.run([CLI, '--profile', profile, '--json', *arguments], capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, (arguments, result.stdout, result.stderr)
    return result.stdout


def employers(profile):
    """What every employer says, without what differs from one run to the next."""
    found = {}
    for line in cli(profile, 'list', 'employer', '--limit', str(ROWS * 2)).splitlines():
        record = json.loads(line)
        found[record['_id']] = (record['name'], record.get('phone'), record.get('registerNumber'))
    return found


def kill_once(profile, table, whole_time):
    shutil.rmtree(profile, ignore_errors=True)
    process = subprocess.Popen([CLI, '--profile', profile, '--json', 'import', 'employer', table], stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT)
    try:
        process.wait(random.uniform(0, whole_time))
    except subprocess.TimeoutExpired:
        pass
    process.kill()
    process.communicate()
    return process.returncode < 0


def main():
    folder = pathlib.Path(tempfile.mkdtemp(prefix='naru-kill-'))
    table = folder / 'register.csv'
    with open(table, 'w') as out:
        out.write('Name,Register number,Phone\n')
        for number in range(ROWS):
            out.write('Employer %d & Sons,R%06d,02-555-%04d\n' % (number, number, number % 10000))
    random.seed(SEED)
    killed = finished = halves = 0
    try:
        begun = time.monotonic()
        cli(folder / 'whole', 'import', 'employer', str(table))
        whole_time = time.monotonic() - begun
        expected = employers(folder / 'whole')
        assert len(expected) == ROWS, len(expected)
        profile = folder / 'killed'
        print('1..1', flush=True)
        while killed < KILLS:
            where = 'kill %d of NARU_SEED=%d' % (killed, SEED)
            if kill_once(profile, table, whole_time):
                killed += 1
            else:
                whole_time *= 0.95      # it was done before: the machine is faster than when the time was taken
                finished += 1
            if (profile / 'naru.db').exists():
                cli(profile, 'verify')
                there = len(employers(profile))
                halves += 0 < there < ROWS
                assert there % CHUNK == 0, '%s: %d rows, half a chunk' % (where, there)
            report = json.loads(cli(profile, 'import', 'employer', str(table)).splitlines()[-1])
            assert report['rejected'] == 0, (where, report)
            assert employers(profile) == expected, where + ': the end is another one'
            cli(profile, 'verify')
        print('# %d times killed, %d of them in the middle of the rows; %d times it was done before' %
              (killed, halves, finished))
        print('ok 1 /cli/import/killed-at-any-moment-is-sound-and-can-be-done-again')
    finally:
        shutil.rmtree(folder, ignore_errors=True)


try:
    main()
except AssertionError as error:
    print('# %s' % error)
    print('not ok 1 /cli/import/killed-at-any-moment-is-sound-and-can-be-done-again')
    sys.exit(1)
