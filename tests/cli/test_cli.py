#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the built naru-cli: every command, its exit status, its JSON, and files that come back. Prints TAP."""

import contextlib
import csv
import io
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import tempfile
import unicodedata
import unittest
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / 'tools'))
import tap  # noqa: E402

CLI = pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'src' / 'naru-cli'
SOURCE = pathlib.Path(os.environ['NARU_SOURCE_DIR'])
SHARED = os.environ.get('NARU_SHARED_DATA')

PEOPLE = '번호,성명,생년월일,휴대폰\n1,김민수,1985-03-12,010-1234-5678\n2,박서연,1990.07.01,010-2345-6789\n'
# The second row opens a quotation mark that is never closed.
BROKEN = '번호;성명;휴대폰;메모\n1;김민수;010-1;좋음\n2;"박서연;010-2;나쁨\n3;최지우;010-3;"두 줄\n메모"\n'


class Cli(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix='naru cli '))
        self.addCleanup(shutil.rmtree, self.folder)
        self.profile = self.folder / 'profile'

    def run_cli(self, *arguments, status=0, stdin=None, profile=True, environment=None):
        command = [CLI, *(['--profile', self.profile] if profile else []), *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, encoding='utf-8', timeout=100,
                              env={**os.environ, **(environment or {})}, check=False)
        self.assertEqual(done.returncode, status, f'{arguments}: {done.stdout}{done.stderr}')
        if status:
            self.assertIn('naru-cli: ', done.stderr)
        return done

    def out(self, *arguments, **options):
        return self.run_cli(*arguments, **options).stdout

    def json(self, *arguments, **options):
        return [json.loads(line) for line in self.out('--json', *arguments, **options).splitlines()]

    def new(self, *arguments):
        return self.out('new', *arguments).strip()

    def file(self, name, text, encoding='utf-8'):
        path = self.folder / name
        path.write_bytes(text.encode(encoding))
        return path

    def counts(self, kind, path, *options):
        return self.json('import', kind, path, *options)[-1]


class Usage(Cli):
    def test_help_and_version(self):
        self.assertIn('backup FILE', self.out('--help', profile=False))
        self.assertRegex(self.out('--version', profile=False), r'^naru-cli \d+\.\d+')
        for name in ('new', 'set', 'show', 'list', 'delete', 'undo', 'history', 'agenda', 'status', 'verify', 'reindex',
                     'backup', 'restore', 'schema', 'sample', 'import', 'export'):
            self.assertIn(name, self.out(name, '--help', profile=False))

    def test_wrong_usage_is_status_2(self):
        self.new('jobseeker', 'name=A')
        for arguments in ((), ('nosuch',), ('show',), ('show', 'a', 'b'), ('list', 'jobseeker', '--nosuch'),
                          ('set', 'jobseeker:x', 'no-sign'), ('new', 'jobseeker', '=x'), ('undo', 'x'),
                          ('agenda', '--date', 'tomorrow'), ('list', 'jobseeker', '--where', 'nothing')):
            self.run_cli(*arguments, status=2)

    def test_a_profile_that_is_not_there_is_not_made_by_reading(self):
        for arguments in (('list', 'jobseeker'), ('show', 'jobseeker:X'), ('status',), ('undo',), ('verify',)):
            self.run_cli(*arguments, status=1)
        self.assertFalse(self.profile.exists())

    def test_profile_may_stand_behind_the_command(self):
        self.run_cli('new', 'jobseeker', 'name=A', '--profile', str(self.profile), profile=False)
        self.assertIn('A', self.out('list', 'jobseeker'))

    def test_korean_in_a_plain_locale(self):
        self.run_cli('new', 'jobseeker', 'name=김민수', environment={'LC_ALL': 'C'})
        self.assertIn('김민수', self.out('list', 'jobseeker', '--search', '김', environment={'LC_ALL': 'C'}))


class Records(Cli):
    def test_a_record_from_new_to_deleted(self):
        employer = self.new('employer', 'name=Fish & Chips <b>', 'address.place=Hull', 'tags=a, b', 'employees=12')
        self.assertTrue(employer.startswith('employer:'))
        document = self.json('show', employer)[0]
        self.assertEqual(document['_id'], employer)
        self.assertEqual(document['name'], 'Fish & Chips <b>')
        self.assertEqual(document['address'], {'place': 'Hull'})
        self.assertEqual(document['tags'], ['a', 'b'])
        self.assertEqual(document['employees'], 12)
        shown = self.out('show', employer)
        self.assertIn('Name: Fish & Chips <b>', shown)
        self.run_cli('set', employer, 'phone=02-123', 'employees=')
        self.assertNotIn('employees', self.json('show', employer)[0])
        fields = [change['field'] for change in self.json('history', employer)]
        self.assertEqual(sorted(fields), ['', 'employees', 'phone'])
        self.assertEqual(self.json('undo')[0]['ids'], [employer])
        self.assertEqual(self.json('show', employer)[0]['employees'], 12)
        self.run_cli('delete', employer)
        self.run_cli('show', employer, status=1)
        self.run_cli('undo')
        self.assertEqual(self.json('show', employer)[0]['name'], 'Fish & Chips <b>')

    def test_values_from_files_money_lists_and_json(self):
        text = self.file('note.txt', '첫 줄\n둘째 줄\n')
        vacancy = self.new('vacancy', 'title=요리사', 'payMin=10320 KRW/hour', f'about=@{text}',
                           'employerName=@@home', 'requirements:=[{"id":"1","need":"essential","text":"칼질"}]')
        document = self.json('show', vacancy)[0]
        self.assertEqual(document['payMin'], {'amount': '10320', 'currency': 'KRW', 'per': 'hour'})
        self.assertEqual(document['about'], '첫 줄\n둘째 줄')
        self.assertEqual(document['employerName'], '@home')
        self.assertEqual(document['stage'], 'draft')
        self.run_cli('set', vacancy, 'requirements/1/text=요리', 'note=x', status=1)
        self.run_cli('set', vacancy, 'requirements/1/text=요리', 'tasks=@-', stdin='from standard input\n')
        document = self.json('show', vacancy)[0]
        self.assertEqual(document['requirements'][0]['text'], '요리')
        self.assertEqual(document['tasks'], 'from standard input')

    def test_what_breaks_a_rule_is_refused_with_field_and_reason(self):
        for arguments, word in ((('jobseeker',), 'name'),
                                (('jobseeker', 'name=A', 'note=880101-1234568'), 'Note'),
                                (('jobseeker', 'name=A', 'birthDate=1990-02-30'), 'Date of birth'),
                                (('jobseeker', 'name=A', 'sex=unknown'), 'Sex'),
                                (('jobseeker', 'name=A', 'nosuch=1'), 'nosuch'),
                                (('jobseeker', 'name=A', 'createdBy=staff:X'), 'createdBy'),
                                (('employer', 'name=A', 'employees=many'), 'Employees'),
                                (('vacancy', 'title=A', 'payMin=a lot'), 'Pay'),
                                (('change', 'record=x'), 'change'),
                                (('nosuch', 'name=A'), 'nosuch')):
            done = self.run_cli('new', *arguments, status=1)
            self.assertIn(word, done.stderr)
        self.assertNotIn('880101', self.run_cli('new', 'jobseeker', 'name=A', 'note=880101-1234568', status=1).stderr)
        if self.profile.exists():
            self.assertEqual(self.out('list', 'jobseeker'), '')

    def test_an_advertisement_is_checked_from_text_json_and_the_profile(self):
        text = self.file('ad.txt', 'Waiter\nThe maximum age is 40. You are confident.\n')
        *findings, last = self.json('check-vacancy', text, '--lang', 'en', '--jurisdiction', 'GB')
        finding = next(f for f in findings if f['rule'] == 'age.limit')
        self.assertEqual((finding['level'], finding['field'], finding['text']), ('legal', 'text', 'maximum age is 40'))
        self.assertEqual(text.read_text()[finding['start']:finding['end']], finding['text'])
        self.assertEqual(sorted(set(finding) - {'explanation', 'exceptions', 'justification'}),
                         ['end', 'field', 'level', 'message', 'rule', 'source', 'start', 'suggestion', 'text'])
        summary = last['summary']
        self.assertEqual((summary['masculine'], summary['feminine'], summary['verdict']), (1, 0, 'masculine-coded'))
        self.assertEqual((summary['legal'], summary['words'], summary['sentences']), (1, 9, 3))
        posting = self.file('ad.json', json.dumps({'@type': 'JobPosting', 'title': '조리원',
                                                   'description': '<p>20세~35세만 지원</p>'}))
        findings = self.json('check-vacancy', posting)
        self.assertEqual([f['field'] for f in findings if f.get('rule') == 'age.limit'], ['description'])
        self.assertEqual(findings[-1]['summary']['jurisdiction'], 'KR')
        vacancy = self.new('vacancy', 'title=조리원', 'stage=draft', 'tasks=젊은 분 우대', 'payMin=9000 KRW/hour')
        rules = [f.get('rule') for f in self.json('check-vacancy', vacancy)]
        self.assertIn('age.young-wanted', rules)
        self.assertIn('pay.minimum', rules)
        self.assertIn('maximum age is 40', self.out('check-vacancy', '-', stdin='The maximum age is 40.'))
        # a text that says too little is told so, and one that says all is not
        missing = lambda path: sorted(f['rule'] for f in self.json('check-vacancy', path) if f.get('rule', '').startswith('missing.'))
        self.assertEqual(missing(self.file('short.txt', 'Cook wanted.')), ['missing.%s-in-text' % part for part in (
            'closing', 'employer', 'hours', 'pay', 'place', 'tasks')])
        self.assertEqual(missing(self.file('whole.txt', 'Cook at Harbour Kitchens Ltd in Leith. You prepare lunch, Monday to Friday, '
                                                        '£13 per hour. Please apply by 12 December.')), [])
        # of many advertisements, each finding and each summary says its line
        lines = self.file('ads.jsonl', '{"title": "Cook", "text": "Men only."}\n\n{"title": "요리사", "text": "여성만 지원 가능합니다."}\n')
        found = self.json('check-vacancy', lines)
        self.assertEqual([(f['line'], f['rule']) for f in found if f.get('level') == 'legal'], [(1, 'sex.only'), (3, 'sex.only')])
        self.assertEqual([(f['line'], f['summary']['jurisdiction']) for f in found if 'summary' in f], [(1, 'GB'), (3, 'KR')])
        done = self.run_cli('check-vacancy', self.file('bad.jsonl', '{"title": "Cook"}\n{oops\n'), status=1)
        self.assertIn('Line 2', done.stderr)
        self.assertEqual(done.stdout, '')
        # encodings and forms that files have; places are those of the text
        text = '남자 직원 모집\r\n나이: 20~30세\r\n'
        for name, data in (('bom', b'\xef\xbb\xbf' + text.encode()), ('euc', text.encode('euc-kr')),
                           ('nfd', unicodedata.normalize('NFD', text).encode())):
            path = self.folder / name
            path.write_bytes(data)
            shown = unicodedata.normalize('NFD', text) if name == 'nfd' else text
            findings = [f for f in self.json('check-vacancy', path) if f.get('level') == 'legal']
            self.assertEqual(sorted(f['rule'] for f in findings), ['age.limit', 'sex.only'], name)
            for finding in findings:
                self.assertEqual(shown[finding['start']:finding['end']], finding['text'], name)
        # what the centre shares holds here, too, and what is wrong in it is said
        self.new('setting', 'key=vacancyRules', 'value=Rule: sex.title\nLevel: legal\n\nRule: bad\nLevel: hint')
        done = self.run_cli('--json', 'check-vacancy', self.file('b.txt', 'Waitress needed'))
        self.assertIn('"rule":"sex.title","level":"legal"', done.stdout)
        self.assertIn('vacancyRules:4:', done.stderr)

    def test_what_cannot_be_read_as_an_advertisement_is_refused(self):
        (self.folder / 'binary').write_bytes(b'Men only\0\1\2')
        for path in (self.folder / 'nothing.txt', self.folder / 'binary', self.file('broken.json', '{"title":'), self.file('other.json', '{"a":1}'),
                     self.folder):
            self.run_cli('check-vacancy', path, status=1)
        self.run_cli('check-vacancy', self.file('a.txt', 'Cook'), '--jurisdiction', 'XX', status=2)

    def test_the_same_natural_key_is_one_record(self):
        first = self.new('employer', 'name=A', 'register=GB-COH', 'registerNumber=1')
        done = self.run_cli('new', 'employer', 'name=B', 'register=GB-COH', 'registerNumber=1', status=1)
        self.assertIn(first, done.stderr)

    def test_lists_are_searched_filtered_and_ordered(self):
        for name, state, birth in (('김민수', 'new', '1985-01-01'), ('박서연', 'active', '1990-01-01'),
                                   ('최지우', 'closed', '1970-01-01')):
            self.new('jobseeker', f'name={name}', f'state={state}', f'birthDate={birth}')

        def names(*options):
            return [document['name'] for document in self.json('list', 'jobseeker', *options)]
        self.assertEqual(names('--search', 'ㄱㅁㅅ'), ['김민수'])
        self.assertEqual(names('--order', 'birthDate'), ['최지우', '김민수', '박서연'])
        self.assertEqual(names('--order', '-birthDate', '--limit', '1'), ['박서연'])
        self.assertEqual(names('--where', 'state=new,active', '--order', 'name'), ['김민수', '박서연'])
        self.assertEqual(names('--where', 'state!=closed', '--where', 'birthDate>=1986-01-01'), ['박서연'])
        self.assertEqual(names('--where', 'birthDate<1980-01-01'), ['최지우'])
        self.assertEqual(len(names('--where', 'closedOn=')), 3)
        self.assertIn('\t1985', self.out('list', 'jobseeker', '--search', '김민수', '--columns', 'birthDate')
                      .replace('1 Jan 1985', '1985'))
        self.run_cli('list', 'jobseeker', '--where', 'nosuch=1', status=1)
        self.run_cli('list', 'nosuch', status=1)

    def test_list_leaves_out_what_is_sensitive(self):
        person = self.new('jobseeker', 'name=김민수', 'state=new', 'safeContact=After 18:00')
        self.assertNotIn('safeContact', self.json('list', 'jobseeker')[0])
        self.assertEqual(self.json('list', 'jobseeker', '--sensitive')[0]['safeContact'], 'After 18:00')
        self.assertIn('After 18:00', self.out('show', person))

    def test_who_has_a_sensitive_value_is_told_only_when_asked_for(self):
        person = self.new('jobseeker', 'name=A', 'groups=youth')
        barrier = self.new('barrier', f'jobseeker={person}', 'barrier=housing', 'severity=high')
        for question in (('list', 'jobseeker', '--where', 'groups=youth'), ('list', 'barrier', '--where', 'barrier=housing'),
                         ('list', 'barrier', '--order', '-severity'), ('list', 'barrier', '--columns', 'severity'),
                         ('export', 'barrier', '-', '--where', 'severity=high'),
                         ('export', 'barrier', '-', '--order', 'severity')):
            refused = self.run_cli(*question, status=1)
            self.assertIn('--sensitive', refused.stderr)
            self.assertEqual(refused.stdout, '')
            self.assertIn(barrier if 'barrier' in question else person, self.out(*question, '--sensitive'))
        traces = {(trace['jobseeker'], trace['part']) for trace in self.json('list', 'reading')}
        self.assertEqual(traces, {(person, 'file')})

    def test_a_search_finds_words_of_sensitive_fields_only_when_asked_for_and_leaves_a_trace(self):
        person = self.new('jobseeker', 'name=Kim Minji', 'mobile=010-5550-0142', 'guardian=Hong Gildong',
                          'note=Owes money to a cousin')
        barrier = self.new('barrier', f'jobseeker={person}', 'barrier=housing', 'severity=high')
        for record_type, words, found in (('jobseeker', 'cousin', person), ('jobseeker', 'Gildong', person),
                                          ('jobseeker', 'minji owes', person), ('barrier', 'housing', barrier)):
            self.assertEqual(self.out('list', record_type, '--search', words), '')
            self.assertEqual(self.out('export', record_type, '-', '--search', words).count('\n'), 1)
            self.assertEqual(self.json('list', 'reading'), [])
        for record_type, words, found in (('jobseeker', 'cousin', person), ('jobseeker', 'Gildong', person),
                                          ('jobseeker', 'minji owes', person), ('barrier', 'housing', barrier)):
            self.assertIn(found, self.out('list', record_type, '--search', words, '--sensitive'))
        self.assertEqual(self.out('list', 'jobseeker', '--search', 'aunt', '--sensitive'), '')
        self.assertEqual([trace['jobseeker'] for trace in self.json('list', 'reading')], [person])


class Care(Cli):
    def test_status_verify_reindex_backup_and_restore(self):
        self.new('jobseeker', 'name=김민수')
        status = self.json('status')[0]
        self.assertEqual(status['records']['jobseeker'], 1)
        self.assertEqual(status['profile'], str(self.profile))
        self.assertIn('Jobseekers', self.out('status'))
        self.assertEqual(self.json('verify')[0], {'ok': True, 'problems': []})
        backup = self.folder / 'backup'
        self.run_cli('backup', backup)
        self.assertEqual(stat.S_IMODE(backup.stat().st_mode), 0o600)
        self.new('jobseeker', 'name=박서연')
        self.run_cli('restore', backup)
        self.assertEqual([document['name'] for document in self.json('list', 'jobseeker')], ['김민수'])
        self.run_cli('reindex')
        self.assertIn('김민수', self.out('list', 'jobseeker', '--search', '김미'))
        with contextlib.closing(sqlite3.connect(self.profile / 'naru.db')) as store, store:
            store.execute("UPDATE document SET title = 'Other'")
        self.assertEqual(self.json('verify', status=1)[0]['ok'], False)
        self.run_cli('restore', self.file('rubbish', 'no backup'), status=1)
        self.assertIn('김민수', self.out('list', 'jobseeker'))

    def test_schema_for_machines_and_people(self):
        schema = json.loads(self.out('schema', 'vacancy', profile=False))
        self.assertIn('payMin', schema['properties'])
        self.assertIn('jobseeker', self.out('schema', profile=False))
        self.run_cli('schema', 'nosuch', status=1, profile=False)

    def test_the_page_of_the_dictionary_is_up_to_date(self):
        page = (SOURCE / 'docs' / 'wire-dictionary.md').read_text(encoding='utf-8')
        self.assertEqual(page, self.out('schema', '--markdown', profile=False),
                         'docs/regenerate makes docs/wire-dictionary.md anew')

    def test_completion_and_manual_know_every_command_and_option(self):
        help_page = self.out('--help', profile=False)
        completion = (SOURCE / 'data' / 'naru-cli.bash').read_text(encoding='utf-8')
        manual = (SOURCE / 'docs' / 'man' / 'naru-cli.1').read_text(encoding='utf-8')
        names = re.findall(r'(?m)^  (\S+)', help_page.split('Commands:')[1].split('Options:')[0])
        self.assertGreater(len(names), 15)
        for name in names:
            self.assertRegex(completion, rf'\b{name}\b')
            self.assertRegex(manual, rf'(?m)^\.B naru-cli {name}\b|^\.BR? "?{name}\b')
            for option in re.findall(r'--[a-z0-9-]+', self.out(name, '--help', profile=False)):
                self.assertIn(option, completion, name)
                self.assertIn(option, manual.replace('\\-', '-'), name)

    def test_agenda_and_sample(self):
        self.run_cli('sample', '--jobseekers', '20', '--seed', '7')
        self.assertEqual(self.json('status')[0]['records']['jobseeker'], 20)
        self.run_cli('sample', status=1)
        self.assertTrue(self.json('agenda', '--staff', 'all'))
        self.run_cli('agenda', '--date', '2020-01-01')
        self.run_cli('agenda', '--staff', 'nobody', status=1)


class Exchange(Cli):
    def test_the_same_file_twice_changes_nothing(self):
        path = self.file('people.csv', PEOPLE)
        self.assertEqual(self.counts('jobseeker', path),
                         {'read': 2, 'added': 2, 'updated': 0, 'unchanged': 0, 'rejected': 0})
        before = self.out('export', 'jobseeker', '-', '--sensitive')
        self.assertEqual(self.counts('jobseeker', path),
                         {'read': 2, 'added': 0, 'updated': 0, 'unchanged': 2, 'rejected': 0})
        self.assertEqual(self.out('export', 'jobseeker', '-', '--sensitive'), before)
        self.run_cli('undo')
        self.assertEqual(self.out('list', 'jobseeker'), '')

    def test_published_figures_come_from_a_file_once(self):
        path = self.file('figures.csv', 'Name,Figure,District,Value,Period,Source\n'
                         'Cooks,Vacancies to 100 jobseekers,KR-41,41,2026-09,Statistics\n')
        for added in (1, 0):
            self.assertEqual(self.counts('marketFigure', path),
                             {'read': 1, 'added': added, 'updated': 0, 'unchanged': 1 - added, 'rejected': 0})
        self.assertIn('Cooks', self.out('list', 'marketFigure', '--search', 'coo'))

    def test_euc_kr_with_broken_quotation_marks(self):
        path = self.file('broken.csv', BROKEN, 'euc-kr')
        done = self.run_cli('import', 'jobseeker', path)
        self.assertIn('Row 3', done.stderr)
        people = {document['name']: document for document in self.json('list', 'jobseeker', '--sensitive')}
        self.assertEqual(set(people), {'김민수', '"박서연', '최지우'})
        self.assertEqual(people['최지우']['note'], '두 줄\n메모')

    def test_utf_16_and_a_mapping_by_hand(self):
        path = self.file('people.csv', PEOPLE, 'utf-16')
        preview = self.json('import', 'jobseeker', path, '--preview')[0]
        self.assertEqual(preview['encoding'], 'UTF-16LE')
        self.assertEqual(self.counts('jobseeker', path, '--map', '휴대폰=phone')['added'], 2)
        self.assertEqual({document.get('phone') for document in self.json('list', 'jobseeker')},
                         {'010-1234-5678', '010-2345-6789'})
        self.run_cli('import', 'jobseeker', path, '--map', 'nosuch=phone', status=1)
        self.run_cli('import', 'jobseeker', path, '--map', '휴대폰=nosuch', status=1)

    def test_rejected_rows_are_kept_for_their_owner(self):
        path = self.file('bad.csv', 'name,birthDate\nA,1990-01-01\nB,someday\n')
        self.assertEqual(self.counts('jobseeker', path)['rejected'], 1)
        rejected = pathlib.Path(f'{path}.rejected.csv')
        self.assertEqual(stat.S_IMODE(rejected.stat().st_mode), 0o600)
        rows = list(csv.reader(io.StringIO(rejected.read_text(encoding='utf-8'))))
        self.assertEqual(rows[0][:2], ['name', 'birthDate'])
        self.assertEqual(rows[1][:4], ['B', 'someday', '3', 'birthDate'])

    def test_what_is_exported_comes_back_as_it_was(self):
        self.new('employer', "name==cmd|' /C calc'!A0", 'phone=+82-2-123', 'otherNames:=["Kim, Lee","a;b"]', 'tags=x,y')
        self.new('employer', 'name=Fish & Chips <b>', 'note=two\nlines, "quoted"')
        path = self.folder / 'out.csv'
        self.run_cli('export', 'employer', path)
        self.assertEqual(stat.S_IMODE(path.stat().st_mode), 0o600)
        text = path.read_text(encoding='utf-8')
        self.assertIn("\"'=cmd", text)
        self.assertEqual(self.counts('employer', path)['unchanged'], 2)
        lines = self.folder / 'out.jsonl'
        self.run_cli('export', 'employer', lines)
        self.assertEqual(self.counts('employer', lines)['unchanged'], 2)
        documents = {document['_id']: document['name'] for document in self.json('list', 'employer')}
        self.profile = self.folder / 'other'
        self.assertEqual(self.counts('employer', path)['added'], 2)
        self.assertEqual({document['_id']: document['name'] for document in self.json('list', 'employer')}, documents)

    def test_sensitive_fields_leave_only_when_asked_for(self):
        self.new('jobseeker', 'name=A', 'note=private matter')
        for name in ('out.csv', 'out.jsonl'):
            path = self.folder / name
            self.run_cli('export', 'jobseeker', path)
            self.assertNotIn('private matter', path.read_text(encoding='utf-8'))
            self.run_cli('export', 'jobseeker', path, '--sensitive')
            self.assertIn('private matter', path.read_text(encoding='utf-8'))
        self.assertIn('"_id"', self.out('--json', 'export', 'jobseeker', '-'))
        self.run_cli('export', 'jobseeker', self.folder / 'out.vcf', status=1)
        self.run_cli('export', 'jobseeker', self.folder / 'nosuch' / 'out.csv', status=1)

    def test_contacts_and_meetings_in_the_formats_of_phones(self):
        card = self.file('card.vcf', 'BEGIN:VCARD\nVERSION:3.0\nFN:김민수\nTEL;TYPE=CELL:010-1\nEND:VCARD\n')
        self.assertEqual(self.counts('contact', card)['added'], 1)
        out = self.folder / 'out.vcf'
        self.run_cli('export', 'contact', out)
        self.assertIn('FN:김민수', out.read_text(encoding='utf-8'))
        self.assertEqual(self.counts('contact', out)['unchanged'], 1)
        person = self.new('jobseeker', 'name=Anna')
        self.new('meeting', f'jobseeker={person}', 'kind=first', 'channel=phone', 'start=2031-11-25T14:00:00+09:00',
                 'end=2031-11-25T15:00:00+09:00')
        calendar = self.folder / 'out.ics'
        self.run_cli('export', 'meeting', calendar)
        self.assertIn('DTSTART:20311125T050000Z', calendar.read_text(encoding='utf-8'))
        self.assertNotIn('Anna', calendar.read_text(encoding='utf-8'))
        self.run_cli('export', 'meeting', calendar, '--sensitive')
        self.assertIn('Anna', calendar.read_text(encoding='utf-8'))

    def test_duplicates_are_held_against_labels(self):
        data = pathlib.Path(os.environ['NARU_SOURCE_DIR']) / 'tests' / 'data' / 'employers'
        self.run_cli('import', 'employer', data / 'entries.csv')
        found = self.run_cli('--json', 'duplicates', '--labelled', data / 'labels.csv').stdout.splitlines()
        self.assertTrue(all(json.loads(line)['reason'] for line in found[:-1]))
        self.assertEqual(json.loads(found[-1]), {'right': 22, 'wrong': 0, 'missed': 0, 'unlabelled': 4})
        self.run_cli('duplicates', '--labelled', self.file('labels.csv', 'first,second,same\nx,y\n'), status=1)
        self.run_cli('duplicates', '--labelled', self.folder / 'missing.csv', status=1)

    def test_ctrl_c_stops_an_import_and_running_it_again_goes_on(self):
        rows = 12000
        table = self.file('register.csv', 'Name,Register number\n'
                          + ''.join('Employer %d & Sons,R%06d\n' % (number, number) for number in range(rows)))
        with subprocess.Popen([CLI, '--profile', self.profile, '--json', 'import', 'employer', table],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            while not self.written():
                self.assertIsNone(process.poll())
            process.send_signal(signal.SIGINT)
            out, problems = process.communicate(timeout=100)
        self.assertEqual(process.returncode, 1, problems)
        stopped = json.loads(out)
        self.assertTrue(stopped['cancelled'])
        self.assertLess(stopped['added'], rows)
        self.assertEqual(self.written(), stopped['added'])
        went_on = self.counts('employer', table)
        self.assertEqual(went_on['added'], rows - stopped['added'])
        self.assertEqual(went_on['handledBefore'], stopped['added'])

    def written(self):
        with contextlib.suppress(sqlite3.OperationalError):
            with contextlib.closing(sqlite3.connect('file:%s?mode=ro' % (self.profile / 'naru.db'), uri=True)) as store:
                return store.execute("SELECT count(*) FROM document WHERE type = 'employer'").fetchone()[0]
        return 0

    def test_employers_that_are_here_already_are_told_of_skipped_or_merged(self):
        self.new('employer', 'name=Harbour Foods Ltd', 'phone=02-555-0101')
        table = self.file('register.csv', 'Name,Register number,Phone\nHARBOUR FOODS LIMITED,A1,\nKimpo Steel,C3,\n')
        preview = self.run_cli('import', 'employer', table, '--preview').stderr
        self.assertIn('Row 2, HARBOUR FOODS LIMITED: may be the same as Harbour Foods Ltd. ', preview)
        self.run_cli('import', 'employer', table, '--duplicates', 'perhaps', status=1)
        counts = self.counts('employer', table, '--duplicates', 'skip')
        self.assertEqual((counts['added'], counts['same'], counts['leftOut']), (1, 1, 1))
        counts = self.counts('employer', table, '--duplicates', 'merge')
        self.assertEqual((counts['added'], counts['merged']), (1, 1))
        self.assertEqual(len(self.json('list', 'employer', '--where', 'registerNumber=A1')), 2)
        self.out('undo')
        self.assertEqual(len(self.json('list', 'employer')), 2)

    def test_files_that_cannot_be_imported(self):
        for path in (self.folder / 'nosuch.csv', self.folder, self.file('empty.csv', '')):
            self.run_cli('import', 'jobseeker', path, status=1)
        self.run_cli('import', 'nosuch', self.file('people.csv', PEOPLE), status=1)

    def test_classifications(self):
        table = self.file('keco.csv', '분류코드,분류명\n0,경영\n01,관리\n', 'cp949')
        self.assertEqual(self.counts('keco', table)['read'], 2)
        esco = self.folder / 'esco'
        esco.mkdir()
        (esco / 'occupations_en.csv').write_text(
            'conceptUri,code,iscoGroup,preferredLabel\nhttp://data.europa.eu/esco/occupation/x,2654.1,2654,director\n',
            encoding='utf-8')
        self.assertEqual(self.counts('esco', esco)['read'], 1)
        self.run_cli('import', 'ksic', self.file('other.csv', 'a,b\n1,2\n'), status=1)
        self.run_cli('import', 'esco', self.folder, status=1)

    @unittest.skipUnless(SHARED, 'NARU_SHARED_DATA is not set')
    def test_real_files(self):
        shared = pathlib.Path(SHARED)
        for kind, name, rows in (('employer', 'registers/uk_employers_gpg_2021_22.csv', 10492),
                                 ('vacancy', 'ads/emscad500.jsonl', 500), ('vacancy', 'ads/emscad_first500.csv', 500)):
            path = shutil.copy(shared / name, self.folder)
            self.assertEqual(self.counts(kind, path), {'read': rows, 'added': rows, 'updated': 0, 'unchanged': 0, 'rejected': 0})
            self.assertEqual(self.counts(kind, path)['unchanged'], rows)
        for card in sorted((shared / 'contacts' / 'vcf').iterdir()):
            if card.suffix in ('.vcf', '.json'):
                counts = self.counts('contact', shutil.copy(card, self.folder))
                self.assertEqual(counts['rejected'], 0, card.name)
                self.assertEqual(counts['read'], counts['added'] + counts['unchanged'])
        for name, folder in (('esco', 'classifications'), ('keco', 'classifications/keco2025_ko.csv')):
            self.assertGreater(self.counts(name, shared / folder)['read'], 600)
        self.assertEqual(self.json('verify')[0]['ok'], True)


class Advertisements(Cli):
    TEXT = 'Welder\nSalary: £25,000 - £30,000 per annum\nTasks:\n- Weld pipes\n'

    def guesses(self, path):
        return {guess['field']: guess for guess in self.json('take-apart', path, profile=False)}

    def test_text_and_word_and_pdf_are_taken_apart(self):
        plain = self.file('ad.txt', self.TEXT)
        word = self.folder / 'ad.docx'
        paragraphs = ''.join(f'<w:p><w:r><w:t>{line}</w:t></w:r></w:p>' for line in self.TEXT.splitlines())
        with zipfile.ZipFile(word, 'w') as archive:
            archive.writestr('word/document.xml', '<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w='
                             '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
                             f'{paragraphs}</w:body></w:document>')
        vacancy = self.new('vacancy', 'title=Welder', 'stage=draft', 'language=en', 'tasks=Weld pipes')
        pdf = self.folder / 'ad.pdf'
        self.out('export', 'vacancy', pdf, '--id', vacancy)
        for path in (plain, word):
            guesses = self.guesses(path)
            self.assertEqual(guesses['payMin']['value'], '25000 GBP/year')
            self.assertEqual(guesses['tasks']['value'], 'Weld pipes')
            self.assertFalse(guesses['title']['labelled'])
        self.assertEqual(self.guesses(pdf)['title']['value'], 'Welder')
        self.assertIn('Weld pipes', self.out('take-apart', '--text', pdf, profile=False))

    def test_what_has_no_text_is_refused(self):
        broken = self.folder / 'ad.docx'
        with zipfile.ZipFile(broken, 'w') as archive:
            archive.writestr('other.xml', '<a/>')
        self.assertIn('docx', self.run_cli('take-apart', broken, status=1, profile=False).stderr)
        self.run_cli('take-apart', self.file('ad.pdf', '%PDF-1.4 nothing'), status=1, profile=False)
        self.run_cli('take-apart', self.folder / 'missing.txt', status=1, profile=False)


if __name__ == '__main__':
    sys.exit(tap.main('cli'))
