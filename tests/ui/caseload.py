# SPDX-License-Identifier: GPL-3.0-or-later
"""A counsellor's desk with one jobseeker in the middle of a plan: as little as the page of a jobseeker needs."""

import pathlib
import shutil
import sqlite3
import tempfile

from centre import new

NOW = '2026-11-23T10:42:00+09:00'
written = []  # the folder that holds the first profile, and its ids


def make(profile, env):
    """Fills the folder @profile, and returns the ids by name. It is written once in a process: thirty calls of naru-cli."""
    if not written:
        folder = tempfile.TemporaryDirectory()
        written.extend((folder, write(pathlib.Path(folder.name) / 'profile', env)))
    folder, ids = written
    shutil.copytree(pathlib.Path(folder.name) / 'profile', profile)
    return dict(ids)


def write(profile, env):
    ids = {}
    add = lambda record_type, **fields: new(profile, env, record_type, **fields)
    ids['staff'] = add('staff', name='Park Ji-hoon', userName='jihoon', roles='job_counsellor,situation')
    ids['colleague'] = add('staff', name='Lee Su-jin', userName='sujin', roles='job_counsellor')
    welfare = add('organisation', name='City welfare', kind='welfare')
    finance = add('organisation', name='Finance centre', kind='finance_centre')
    ids['jobseeker'] = person = add(
        'jobseeker', name='김민지', romanName='Kim Min-ji', state='active', counsellor=ids['staff'], birthDate='1988-04-12',
        registeredOn='2026-08-30', activeSince='2026-09-02', planReviewOn='2026-12-10', mobile='010-5550-0142',
        safeContact='Text message, after 18:00', occupations='5322', language='ko')
    ids['plan'] = plan = add(
        'plan', jobseeker=person, state='signed', startedOn='2026-09-10', agreedOn='2026-11-12', reviewOn='2026-12-10',
        goals=[{'id': 'g1', 'text': 'Work as a care worker in Suwon, 30 hours or more', 'occupation': '5322'},
               {'id': 'g2', 'text': 'Childcare that covers the early shift'}],
        versions=[{'number': 3, 'state': 'signed', 'at': '2026-11-12T15:00:00+09:00', 'by': ids['staff'],
                   'signedJobseekerOn': '2026-11-12', 'text': 'Work as a care worker'}])
    steps = [('g1', 'Interest and competency profile', 'counsellor', '2026-10-06', 'done', {'class': '11'}),
             ('g1', 'Enrol on care-worker certificate course', 'counsellor', '2026-11-20', 'planned', {'class': '21'}),
             ('g1', 'Visit two care homes, write down what suits', 'jobseeker', '2026-11-30', 'underway', {'class': '11'}),
             ('g1', 'Trial week at Hanbit Care Home', 'employer', '2026-12-14', 'planned', {'class': '41'}),
             ('g2', 'Apply for home childcare service', 'partner', '2026-11-27', 'underway', {'organisation': welfare}),
             ('g2', 'Agree a stand-in for sick days', 'jobseeker', '2026-12-04', 'planned', {})]
    for position, (goal, title, who, due, state, more) in enumerate(steps, 1):
        done = {'doneOn': '2026-10-06'} if state == 'done' else {}
        add('step', jobseeker=person, plan=plan, goal=goal, title=title, responsible=who, dueOn=due, state=state,
            position=str(position), **more, **done)
    for start, end, kind, channel, state, more in [
            ('2026-11-23T11:00', '11:40', 'counselling', 'video', 'booked', {}),
            ('2026-12-03T14:00', '14:40', 'counselling', 'in_person', 'booked', {}),
            ('2026-11-23T09:00', '09:40', 'counselling', 'phone', 'booked', {}),
            ('2026-11-12T14:00', '15:00', 'plan', 'in_person', 'held',
             {'notes': 'Went through the plan together and signed it. She wants to see two homes before the course.'}),
            ('2026-10-30T10:00', '10:40', 'counselling', 'phone', 'missed',
             {'fellThroughBy': 'jobseeker', 'fellThroughReason': 'other'}),
            ('2026-10-06T10:00', '11:00', 'first', 'in_person', 'held', {'notes': 'Profile done together.'})]:
        add('meeting', jobseeker=person, staff=ids['staff'], kind=kind, channel=channel, state=state,
            start=start + ':00+09:00', end=start[:11] + end + ':00+09:00', **more)
    for barrier, severity, trend, lead in [('childcare', 'high', 'easing', welfare), ('financial', 'medium', 'unchanged', finance),
                                           ('transport', 'low', 'worse', None)]:
        add('barrier', jobseeker=person, barrier=barrier, severity=severity, trend=trend, **({'lead': lead} if lead else {}))
    with sqlite3.connect(profile / 'naru.db') as store:
        store.execute("INSERT OR REPLACE INTO setting (key, value) VALUES ('staff', ?)", (ids['staff'],))
    store.close()
    return ids
