# SPDX-License-Identifier: GPL-3.0-or-later
"""What the main loop of the window does at a stretch while its pages are opened one after the other: milliseconds on a
processor between two looks at its events, and those of them that SQLite takes. Beside it stands the same window over a
small centre: what is more there comes with the number of records."""
import os
import subprocess
import sys
import time

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SMALL = 300
QUIET = 0.8     # seconds without work in which a page counts as opened
LIST_TO_RECORD = ['Tab', 'Tab', 'Tab', 'Tab', 'Down', 'Return']
STEPS = [(name, ['ctrl+%d' % (i + 1)]) for i, name in enumerate(
    ['Today', 'jobseekers', 'employers', 'vacancies', 'calendar', 'courses', 'measures', 'partners', 'outreach'])] + [
    ('an employer', ['ctrl+3'] + LIST_TO_RECORD),
    *[('tab %d of an employer' % i, ['alt+%d' % i]) for i in range(2, 8)],
    ('a vacancy', ['ctrl+4'] + LIST_TO_RECORD),
    *[('tab %d of a vacancy' % i, ['alt+%d' % i]) for i in range(2, 5)],
    ('a search', ['ctrl+2', 'ctrl+f', 'text:김']),
    ('a jobseeker', ['Escape', 'Down', 'Return']),
    *[('tab %d of a jobseeker' % i, ['alt+%d' % i]) for i in range(2, 8)],
    ('the search of everything', ['ctrl+k', 'text:박'])]


def processor_time(pid):
    with open('/proc/%d/stat' % pid, encoding='utf-8') as f:
        fields = f.read().rsplit(')', 1)[1].split()
    return int(fields[11]) + int(fields[12])


def wait_quiet(pid, seconds=30):
    last, since, end = processor_time(pid), time.monotonic(), time.monotonic() + seconds
    while time.monotonic() < end and time.monotonic() - since < QUIET:
        time.sleep(0.1)
        now = processor_time(pid)
        if now > last + 1:
            since = time.monotonic()
        last = now


def walk(private, app, preload, profile, log):
    """Opens every page once. Returns for each step the longest stretch, and the longest of SQLite in a stretch."""
    import driver
    found = []
    naru = driver.Program(private, [app, '--profile', profile], private.environment(LD_PRELOAD=preload, NARU_STRETCHES=log))
    for name, keys in [('opening', [])] + STEPS:
        for key in keys:
            if key.startswith('text:'):
                naru.type(key[5:])
            else:
                naru.key(key)
        wait_quiet(naru.process.pid)
        with open(log, encoding='utf-8') as f:
            lines = [line.split(' ', 2) for line in f]
        os.truncate(log, 0)
        worst = max(lines, key=lambda line: float(line[1]), default=None)
        found.append((name, max([float(line[0]) for line in lines], default=0), float(worst[1]) if worst else 0,
                      worst[2].strip() if worst else ''))
    naru.kill()
    return found


def bench_stretches(app, cli, preload, profile, folder, say):
    sys.path.insert(0, os.path.join(TOP, 'tests', 'ui'))
    small = os.path.join(folder, 'small')
    subprocess.run([cli, '--profile', small, 'sample', '--jobseekers', str(SMALL), '--seed', '1'], check=True,
                   capture_output=True)
    # the library that reads the accessibility tree knows one desktop only
    import desktop
    private = desktop.Desktop('1280x800')
    try:
        large, little = [walk(private, app, preload, p, os.path.join(folder, 'stretches')) for p in (profile, small)]
    finally:
        private.close()
    for (name, busy, store, statement), (_, small_busy, small_store, _) in zip(large, little):
        say('main loop at a stretch, ' + name, '%.0f ms' % busy, '%.0f ms with %d jobseekers' % (small_busy, SMALL),
            '%.1f' % (busy / max(small_busy, 1)), 'no goal')
        if store > 8:
            print('    %.1f ms of SQLite: %s' % (store, statement))
    worst, reference = max(large, key=lambda row: row[2]), max(little, key=lambda row: row[2])
    say('SQLite on the main loop at a stretch', '%.1f ms (%s)' % (worst[2], worst[0]),
        '%.1f ms with %d jobseekers' % (reference[2], SMALL), '', 'at most 8 ms')
