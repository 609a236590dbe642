#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Exported vacancies before the validators of others (see tests/structured), and back through the import. Prints TAP."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

TOP = pathlib.Path(__file__).resolve().parent.parent
sys.path += [str(TOP / 'tools'), str(TOP / 'sync')]
import peer  # noqa: E402
import tap  # noqa: E402

CLI = pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'src' / 'naru-cli'
FULL = ('title=Welder', 'language=en', 'employerName=Fish & Chips <b>', 'stage=published', 'occupation=7212',
        'about=We build ships.', 'tasks=Read drawings.\nWeld pipes.', 'payMin=13000 KRW/hour', 'payMax=15500.50 KRW/hour',
        'payExtras=Meals', 'contract=fixed_term', 'employment=full_time', 'hoursWeek=40', 'startOn=2027-01-04',
        'education=3', 'experienceMonths=12', 'posts=2', 'benefits=Bus', 'closesOn=2026-12-20', 'publishedOn=2026-11-20',
        'region=KR-41113', 'howToApply=Call the centre.',
        'requirements=[{"id":"r1","need":"essential","text":"One year of welding","skill":"welding"}]',
        'address={"lines":"1 Industry Road","place":"Suwon","postcode":"16600","country":"KR"}')
REMOTE = ('title=전화 상담원', 'language=ko', 'employerName=나루', 'stage=draft', 'tasks=전화를 받습니다.', 'remote=fully',
          'payMin=2500000 KRW/month', 'employment=part_time', 'region=KR-11', 'closesOn=2027-02-01')


class Structured(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='naru structured '))
        self.addCleanup(shutil.rmtree, self.folder)

    def cli(self, *arguments, profile='profile'):
        done = subprocess.run([CLI, '--profile', self.folder / profile, *arguments], capture_output=True, text=True,
                              encoding='utf-8', timeout=100, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def posting(self, fields, name='posting.jsonld'):
        record = self.cli('new', 'vacancy', *fields).strip()
        path = self.folder / name
        self.cli('export', 'vacancy', path, '--id', record)
        return path

    def judge(self, *paths):
        modules = peer.install(TOP / 'structured')
        done = subprocess.run(['node', TOP / 'structured' / 'validate.mjs', *paths], capture_output=True, text=True,
                              encoding='utf-8', timeout=100, check=True, env={**os.environ, 'NODE_PATH': str(modules)})
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_others_find_nothing_wrong(self):
        paths = [self.posting(FULL), self.posting(REMOTE, 'remote.jsonld')]
        page = self.folder / 'page.html'
        record = json.loads(self.cli('--json', 'list', 'vacancy', '--where', 'title=Welder').splitlines()[0])['_id']
        self.cli('export', 'vacancy', page, '--id', record)
        inside = self.folder / 'inside.jsonld'
        inside.write_text(re.search(r'<script type="application/ld\+json">(.*?)</script>', page.read_text('utf-8'))[1],
                          'utf-8')
        verdicts = self.judge(*paths, inside)
        self.assertEqual([verdict['errors'] for verdict in verdicts], [[], [], []])
        # nobody can know whether one applies without leaving the page of whoever shows it
        self.assertEqual({warning for warning in verdicts[0]['warnings'] if 'directApply' not in warning},
                         {'google: Missing field "jobLocationType" (optional)',
                          'google: Missing field "applicantLocationRequirements" (optional)'})
        self.assertEqual(json.loads(inside.read_text('utf-8')), json.loads(paths[0].read_text('utf-8')))

    def test_others_find_what_is_wrong(self):
        path = self.posting(FULL)
        posting = json.loads(path.read_text('utf-8'))
        wrong = []
        for name, value in (('title', None), ('datePosted', 'soon'), ('jobLocation', None), ('baseSalery', 1)):
            changed = dict(posting)
            changed.pop(name, None)
            if value is not None:
                changed[name] = value
            wrong.append(self.folder / f'{name}.jsonld')
            wrong[-1].write_text(json.dumps(changed), 'utf-8')
        for verdict in self.judge(*wrong):
            self.assertTrue(verdict['errors'], verdict['file'])

    def test_comes_back(self):
        path = self.posting(FULL)
        report = json.loads(self.cli('--json', 'import', 'vacancy', path, profile='other').splitlines()[-1])
        self.assertEqual((report['read'], report['added'], report['rejected']), (1, 1, 0))
        before = json.loads(self.cli('--json', 'list', 'vacancy').splitlines()[0])
        after = json.loads(self.cli('--json', 'list', 'vacancy', profile='other').splitlines()[0])
        for field in ('title', 'employerName', 'occupation', 'tasks', 'payMin', 'payMax', 'payExtras', 'contract',
                      'employment', 'startOn', 'education', 'experienceMonths', 'posts', 'benefits', 'closesOn',
                      'publishedOn'):
            self.assertEqual(after.get(field), before[field], field)
        self.assertEqual(after['address'], {'lines': '1 Industry Road', 'place': 'Suwon', 'postcode': '16600',
                                            'country': 'KR'})

    def test_pay_is_never_guessed(self):
        path = self.folder / 'ads.csv'
        path.write_text('title,salary,location\nCarer,5.25 - 6.11 p/h,Hull\nClerk,"$30,000 to $40,000",Austin\n'
                        '용접원,월 250만원,수원\n', 'utf-8')
        done = subprocess.run([CLI, '--profile', self.folder / 'ads', 'import', 'vacancy', path], capture_output=True,
                              text=True, encoding='utf-8', timeout=100, check=True)
        said = done.stdout + done.stderr
        self.assertIn('Row 2: the pay “5.25 - 6.11 p/h” is kept as text: it does not say in which currency.', said)
        self.assertIn('Row 3: the pay “$30,000 to $40,000” is kept as text', said)
        records = {record['title']: record for record in
                   map(json.loads, self.cli('--json', 'list', 'vacancy', profile='ads').splitlines())}
        self.assertNotIn('payMin', records['Carer'])
        self.assertEqual(records['Carer']['payText'], '5.25 - 6.11 p/h')
        self.assertEqual(records['용접원']['payMin'], {'amount': '2500000', 'currency': 'KRW', 'per': 'month'})


if __name__ == '__main__':
    sys.exit(tap.main('exchange'))
