#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tally.py NAME TESTLOG COUNTS: reads Meson's testlog.json, prints one line per test program and the output of those
that failed, and writes "passed failed skipped", counted in test cases, to COUNTS."""

import json
import re
import sys

CASE = re.compile(r'^(not ok|ok) \d+ ?(.*)$', re.M)
UNSTEADY = re.compile(r'^# unsteady: (.*)$', re.M)
OUTPUT_LINES = 200


def count(test):
    """The cases of one program: those of its TAP output, or the program itself where it has none."""
    passed = failed = skipped = 0
    result = test['result']
    if result == 'EXPECTEDFAIL':        # one case, of which the program says nothing as it ends
        return 1, 0, 0
    for verdict, rest in CASE.findall(test.get('stdout', '')):
        if '# SKIP' in rest.upper():
            skipped += 1
        elif verdict == 'ok' or '# TODO' in rest.upper():
            passed += 1
        else:
            failed += 1
    if result == 'OK' and not passed + failed + skipped:
        passed = 1
    elif result == 'SKIP':
        skipped = max(skipped, 1)
    elif result not in ('OK', 'SKIP') and not failed:
        failed = 1                      # crashed, hung, or complained after its last case
    return passed, failed, skipped


def main():
    name, log, counts = sys.argv[1:]
    try:
        with open(log, encoding='utf-8', errors='replace') as lines:
            tests = [json.loads(line) for line in lines]
    except (OSError, ValueError):
        return 1
    totals = [0, 0, 0]
    for test in tests:
        cases = count(test)
        totals = [a + b for a, b in zip(totals, cases)]
        program = test['name'].split(' / ')[-1]
        for case in UNSTEADY.findall(test.get('stdout', '')):
            print('unsteady %s: %s, %s, failed in its first run' % (name, program, case))
        if cases[1]:
            output = test.get('stdout', '').splitlines() + test.get('stderr', '').splitlines()
            print('\n'.join(output[-OUTPUT_LINES:]))
        if cases[1]:
            verdict = 'FAILED'
        elif cases[0]:
            verdict = 'ok'
        else:
            verdict = 'skipped'
        print('%-7s %s: %s, %d cases, %.1f s%s' % (
            verdict, name, program, sum(cases), test['duration'], '' if not cases[1] else ', ' + test['result'].lower()))
    with open(counts, 'w', encoding='utf-8') as out:
        print(*totals, file=out)
    return 0


if __name__ == '__main__':
    sys.exit(main())
