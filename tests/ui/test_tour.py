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

    def restart(self, naru):
        naru.key('ctrl+q')
        self.assertEqual(naru.process.wait(15), 0)
        return self.start('--profile', self.profile, G_DEBUG='fatal-criticals')

    def show(self, record_id):
        return json.loads(self.cli('--profile', self.profile, '--json', 'show', record_id))

    def ids(self, record_type):
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
        naru.key('Down', 'Return')
        naru.find('label', '^%s$' % re.escape(wanted))


if __name__ == '__main__':
    driver.main()
