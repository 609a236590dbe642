# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk with one employer, its contacts, conversations and a vacancy: as little as the pages of both need."""

import json
import sqlite3
import subprocess

from desktop import BUILD

NOW = '2026-11-23T10:42:00+09:00'


def new(profile, env, record_type, **fields):
    """Makes a record with the command line, and returns its id."""
    argv = [BUILD / 'src' / 'naru-cli', '--profile', profile, 'new', record_type]
    argv += ['%s=%s' % (name, value) if isinstance(value, str) else '%s:=%s' % (name, json.dumps(value))
             for name, value in fields.items()]
    return subprocess.run(argv, check=True, env=env, capture_output=True, text=True).stdout.strip()


def make(profile, env):
    """Fills the folder @profile, and returns the ids by name."""
    ids = {}
    add = lambda record_type, **fields: new(profile, env, record_type, **fields)
    ids['staff'] = add('staff', name='이수진', userName='soojin', roles='employer_counsellor,vacancy_drafter')
    ids['colleague'] = add('staff', name='박지훈', userName='jihoon', roles='employer_counsellor')
    ids['employer'] = add('employer', name='한빛요양원', romanName='Hanbit Care Home', stage='cooperating', industry='8710',
                          employees='46', region='KR-41115', accountManager=ids['staff'], assignedSince='2021-03-03')
    ids['contact'] = add('contact', name='Yoo Kyung-mi', employer=ids['employer'], function='Director', decides='decides',
                         phone='031-555-0142')
    add('contact', name='Baek Seung-min', employer=ids['employer'], function='Head nurse', decides='interviews',
        phone='031-555-0143')
    add('interaction', employer=ids['employer'], kind='visit', at='2026-11-17T14:00:00+09:00', staff=ids['staff'],
        summary='Saw both floors. Early shift starts 06:30, first bus 05:50. Trial week is possible from 14 December.',
        alsoPresent=ids['colleague'], nextAction='sent the trial-week agreement', nextActionOn='2026-11-20',
        nextActionState='done', nextActionDoneOn='2026-11-19', promise='true')
    add('interaction', employer=ids['employer'], kind='email', at='2026-10-28T09:00:00+09:00', staff=ids['staff'],
        contact=ids['contact'],
        summary='Asked whether part-time staff count. Answered with the notice of 2 January 2026.')
    ids['vacancy'] = add('vacancy', title='Care worker, day shift', employer=ids['employer'], stage='published',
                         occupation='5321', agreedOn='2026-11-20', publishedOn='2026-11-21', closesOn='2026-12-12')
    with sqlite3.connect(profile / 'naru.db') as store:
        store.execute("INSERT OR REPLACE INTO setting (key, value) VALUES ('staff', ?)", (ids['staff'],))
    return ids
