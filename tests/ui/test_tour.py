#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A first day, with the keyboard alone: from an empty folder to real work in each of the three workspaces."""

import json
import os
import pathlib
import re

import driver

REGISTER = '''EmployerName,EmployerId,Address,PostCode,CompanyNumber,EmployerSize
Fish & Chips <b>,101,"1 Quay Road
Whitby",YO21 3PU,00000101,Less than 250
Alder Mill Spinning Limited,102,"2 Mill Lane, Leeds",LS1 4AP,00000102,250 to 499
Birch Care Homes Limited,103,"3 Park Row, Bristol",BS1 5LJ,00000103,500 to 999
'''

ADVERTISEMENTS = (
    {'title': 'Kitchen Porter', 'department': 'Kitchen', 'description': 'Keep the kitchen clean.',
     'requirements': 'None.', 'employment_type': 'Full-time', 'location': 'GB, LND, London'},
    {'title': 'Marketing Intern', 'department': 'Marketing', 'description': 'Write for our readers.',
     'requirements': 'Fluent English.', 'employment_type': 'Other', 'location': 'US, NY, New York'},
)


def shared(*parts):
    """A file of the real data, or None."""
    folder = os.environ.get('NARU_SHARED_DATA')
    path = pathlib.Path(folder, *parts) if folder else None
    return path if path is not None and path.exists() else None


class TourTest(driver.TestCase):
    def begin(self, **environment):
        """The first run, and the window after it."""
        self.profile = self.folder / 'profile'
        naru = self.start('--profile', self.profile, G_DEBUG='fatal-criticals', **environment)
        naru.wait(lambda: naru.focused() is not None, 'the keyboard')
        naru.type('이수진')
        naru.tab_to('Employer counsellor', 'check box')
        naru.key('space')
        naru.tab_to('Vacancy drafter', 'check box')
        naru.key('space')
        naru.tab_to('Team', 'entry')
        naru.type('Team 1')
        naru.tab_to('Begin', 'push button')
        naru.key('Return')
        naru.find('list', 'Places')
        return naru

    def show(self, record_id):
        return json.loads(self.cli('--profile', self.profile, '--json', 'show', record_id))

    def records(self, record_type):
        lines = self.cli('--profile', self.profile, '--json', 'list', record_type, '--limit', '20000').splitlines()
        return [json.loads(line) for line in lines]

    def do_import(self, naru, path):
        """The import dialog by keyboard; returns {'Read': '3', ...}."""
        naru.key('ctrl+i')
        naru.find('frame', '^Import$')
        naru.tab_to('Choose a file', 'push button')
        naru.key('Return')
        naru.wait(lambda: len(naru.windows()) > 2, 'the file chooser')
        naru.type(str(path))
        naru.key('Return')
        naru.find('list', 'Columns of the file', timeout=30)
        naru.tab_to('^Import$', 'push button', key='shift+Tab')
        naru.key('Return')
        naru.find('label', 'takes the whole import back|changed', timeout=100)
        texts = naru.texts(naru.children(naru.application)[-1])
        report = {name: texts[texts.index(name) - 1] for name in ('Read', 'Added', 'Updated', 'Unchanged', 'Rejected')}
        naru.key('Escape')
        naru.gone('frame', '^Import$')
        return report

    def search(self, naru, words):
        """All records of the place, narrowed by what is typed."""
        naru.tab_to('^All ', 'push button')
        naru.key('space')
        naru.key('ctrl+f')
        naru.type(words)

    def open_first(self, naru, seen):
        """Opens the first row from the search entry; a list that is read anew takes the keyboard away."""
        def opened():
            naru.key('ctrl+f', 'Down', 'Return')
            try:
                return naru.find('label', seen, timeout=3)
            except TimeoutError:
                return None
        naru.wait(opened, 'the page', timeout=20)

    def test_a_first_day_with_employers(self):
        naru = self.begin()
        path = shared('registers', 'uk_employers_gpg_2021_22.csv')
        count, words, wanted = '10,492', "fish chick", "FISH 'N' CHICK'N LIMITED"
        if path is None:
            path = self.folder / 'register.csv'
            path.write_text(REGISTER)
            count, words, wanted = '3', 'fish', 'Fish & Chips <b>'
        naru.key('ctrl+3')
        self.assertEqual(self.do_import(naru, path),
                         {'Read': count, 'Added': count, 'Updated': '0', 'Unchanged': '0', 'Rejected': '0'})
        self.assertEqual(self.do_import(naru, path),
                         {'Read': count, 'Added': '0', 'Updated': '0', 'Unchanged': count, 'Rejected': '0'})
        self.search(naru, words)
        naru.wait(lambda: [cells[0] for _, cells in naru.rows()] == [wanted], 'one row')
        self.open_first(naru, '^Nothing agreed yet$|^None yet$')
        naru.key('alt+3')
        naru.click(naru.find('entry', '^Phone'))
        naru.type('01947 555 0199')
        naru.key('Return')
        employer = next(record['_id'] for record in self.records('employer') if record['name'] == wanted)
        naru.wait(lambda: self.show(employer).get('phone') == '01947 555 0199', 'the telephone number to be saved')
        naru.key('alt+2')
        naru.find('label', '^Nobody is named yet')
        naru.key('ctrl+z')
        naru.wait(lambda: 'phone' not in self.show(employer), 'the old value')
        naru.find('label', '^Undone: ')
        naru.key('alt+3')
        entry = naru.find('entry', '^Phone')
        naru.wait(lambda: naru.text(entry) == '', 'the old value in the field')
        naru.key('ctrl+k')
        naru.type(words)
        naru.find('label', '^%s$' % re.escape(wanted), within=naru.children(naru.application)[-1])
        naru.key('Escape')

    def test_a_first_day_with_a_vacancy(self):
        naru = self.begin()
        path = shared('ads', 'emscad500.jsonl')
        title = 'Marketing Intern'
        if path is None:
            path = self.folder / 'advertisements.jsonl'
            path.write_text(''.join(json.dumps(line) + chr(10) for line in ADVERTISEMENTS))
        naru.key('ctrl+4')
        report = self.do_import(naru, path)
        self.assertEqual((report['Added'], report['Rejected']), (report['Read'], '0'))
        self.search(naru, title.lower())
        self.open_first(naru, '^What the reader will see$')
        entry = naru.tab_to('^Title', 'entry')
        naru.key('ctrl+a')
        naru.type('Marketing assistant')
        naru.tab_to('^Tasks', 'entry')
        naru.key('ctrl+End')
        naru.type('Answer our readers.')
        naru.tab_to('Add a requirement')
        naru.type('Writes clear English')
        naru.key('Return')
        naru.find('label', '^Writes clear English$')
        vacancy = next(record['_id'] for record in self.records('vacancy') if record['title'] == 'Marketing assistant')
        naru.wait(lambda: 'Answer our readers.' in json.dumps(self.show(vacancy)), 'the tasks to be saved')
        shown = self.show(vacancy)
        self.assertIn('Writes clear English', json.dumps(shown))
        naru.key('ctrl+k')
        naru.type('marketing assis')
        naru.find('label', '^Marketing assistant$', within=naru.children(naru.application)[-1])
        naru.key('Escape')

    def test_it_starts_in_korean(self):
        naru = self.start('--profile', self.folder / 'profile', language='ko', G_DEBUG='fatal-criticals')
        naru.wait(lambda: naru.focused() is not None, 'the keyboard')
        naru.key('ctrl+q')
        self.assertEqual(naru.process.wait(15), 0)

    def test_what_was_typed_survives_a_crash(self):
        naru = self.begin()
        naru.key('ctrl+2')
        naru.key('ctrl+n')
        naru.tab_to('^Name', 'entry')
        naru.type('Half a na')
        naru.wait(lambda: b'Half a na' in b''.join(path.read_bytes() for path in self.profile.glob('naru.db*')), 'the draft')
        naru.kill()
        naru = self.start('--profile', self.profile, G_DEBUG='fatal-criticals')
        naru.click(naru.find('label', '^Jobseekers$'))
        naru.key('ctrl+n')
        naru.wait(lambda: 'Half a na' in map(naru.text, naru.find_all('entry', '^Name')), 'the draft to be back')


if __name__ == '__main__':
    driver.main()
