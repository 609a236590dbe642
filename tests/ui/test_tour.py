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
     'requirements': 'None.', 'employment_type': 'Full-time'},
    {'title': 'Marketing Intern', 'department': 'Marketing', 'description': 'Write for our readers.',
     'requirements': 'Fluent English.', 'employment_type': 'Other'},
)


def shared(*parts):
    """A file of the real data, or None."""
    folder = os.environ.get('NARU_SHARED_DATA')
    path = pathlib.Path(folder, *parts) if folder else None
    return path if path is not None and path.exists() else None


class TourTest(driver.TestCase):
    def begin(self, server=False, **environment):
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
        if server:
            naru.tab_to('^Only on this computer', 'check box')
            naru.key('Down')
            naru.wait_focus('^On the centre’s server too', 'check box')
            naru.key('space')
        naru.tab_to('Begin', 'push button')
        naru.key('Return')
        naru.find('list', 'Places')
        return naru

    def show(self, record_id):
        return json.loads(self.cli('--profile', self.profile, '--json', 'show', record_id))

    def records(self, record_type):
        # By line feeds alone: real texts hold other separators of lines.
        lines = self.cli('--profile', self.profile, '--json', 'list', record_type, '--limit', '20000').split('\n')
        return [json.loads(line) for line in lines if line]

    def do_import(self, naru, path, doubts=None):
        """The import dialog by keyboard, to the list of what was imported; returns {'Read': '3', ...}. @doubts are the rows
        that may be about an employer who is there, which are all added as others."""
        naru.key('ctrl+i')
        naru.find('frame', '^Import$')
        naru.wait_focus('Choose a file', 'push button')
        naru.key('Return')
        naru.wait(lambda: len(naru.windows()) > 2, 'the file chooser')
        naru.type(str(path))
        naru.key('Return')
        naru.wait_focus('^Import$', 'push button', timeout=30)
        naru.key('Return')
        if doubts:
            naru.find('label', '^%d rows are about employers that may be here already$' % doubts, timeout=100)
            naru.tab_to('^Import$', 'push button', key='shift+Tab')
            naru.key('Return')
        naru.wait_focus('^Show the list$', 'push button', timeout=100)
        texts = naru.texts(naru.children(naru.application)[-1])
        report = {name: texts[texts.index(name) - 1] for name in ('Read', 'Added', 'Updated', 'Unchanged', 'Rejected')}
        naru.key('Return')
        naru.gone('frame', '^Import$')
        return report

    def open_first(self, naru, words):
        """Opens what is found first, without waiting for the list: the keyboard must not be lost on the way."""
        naru.key('ctrl+f')
        naru.wait_focus('any word$', 'entry')
        naru.type(words)
        naru.key('Down')
        naru.wait_focus('ListItem', 'table row')
        naru.key('Return')
        naru.wait_focus('', 'page tab')

    def field(self, record_id, name):
        return self.show(record_id).get(name)

    def employers(self, path, count, words, wanted, doubts=None):
        naru = self.begin()
        naru.key('ctrl+3')
        naru.find('label', '^No employer is here yet$')
        self.assertEqual(self.do_import(naru, path, doubts),
                         {'Read': count, 'Added': count, 'Updated': '0', 'Unchanged': '0', 'Rejected': '0'})
        naru.find('label', '^%s employers by' % count)
        self.assertEqual(self.do_import(naru, path),
                         {'Read': count, 'Added': '0', 'Updated': '0', 'Unchanged': count, 'Rejected': '0'})
        self.open_first(naru, words)
        naru.find('label', '^%s$' % re.escape(wanted))
        naru.key('alt+3')
        naru.wait_focus('Facts', 'page tab')
        naru.tab_to('^Phone', 'entry')
        naru.type('01947 555 0199')
        naru.key('Return')
        employer = next(record['_id'] for record in self.records('employer') if record['name'] == wanted)
        naru.wait(lambda: self.field(employer, 'phone') == '01947 555 0199', 'the telephone number to be saved')
        # The field is saved, so the same key takes back what was saved, and it again.
        naru.key('ctrl+z')
        naru.wait(lambda: self.field(employer, 'phone') is None, 'the old value')
        naru.wait(lambda: naru.text(naru.wait_focus('^Phone', 'entry')) == '', 'the old value in the field')
        naru.key('ctrl+shift+z')
        naru.wait(lambda: self.field(employer, 'phone') == '01947 555 0199', 'the number again')
        naru.key('ctrl+z')
        naru.wait(lambda: self.field(employer, 'phone') is None, 'the old value')
        naru.tab_to('New vacancy', 'push button', key='shift+Tab')
        naru.key('ctrl+k')
        naru.type(words)
        naru.find('label', '^%s$' % re.escape(wanted), within=naru.children(naru.application)[-1])
        naru.key('Escape')

    def choose(self, naru, words, wanted):
        """Opens the choice that has the keyboard, and takes what the words find first."""
        naru.key('Return')
        naru.wait_focus('^Search: ', 'entry')
        naru.type(words)
        naru.find('label', '^%s$' % wanted)
        naru.key('Down')
        naru.wait_focus('', 'list item')
        naru.key('Return')

    def ask_employer(self, naru):
        naru.tab_to('Ask employer to agree', 'push button', key='shift+Tab')
        naru.key('Return')

    def vacancy(self, path, title):
        naru = self.begin()
        self.cli('--profile', self.profile, 'new', 'employer', 'name=Quayside Readers')
        naru.key('ctrl+4')
        report = self.do_import(naru, path)
        self.assertEqual((report['Added'], report['Rejected']), (report['Read'], '0'))
        self.open_first(naru, title.lower())
        naru.find('label', '^What the reader will see$')
        naru.tab_to('^Title', 'entry')
        naru.key('ctrl+a')
        naru.type('Marketing assistant')
        naru.tab_to('Add a requirement')
        naru.type('Writes clear English')
        naru.key('Return')
        naru.find('label', '^Writes clear English$')
        # What is missing is said, and the keyboard is led to it, one after the other.
        self.ask_employer(naru)
        naru.wait_focus('^Employer: ', 'push button')
        naru.find('label', '^The pay is missing')
        self.choose(naru, 'quayside', 'Quayside Readers')
        naru.wait_focus('^Employer: Quayside Readers', 'push button')
        self.ask_employer(naru)
        naru.wait_focus('^Tasks', 'entry')
        naru.type('Answer our readers.')
        self.ask_employer(naru)
        naru.wait_focus('^Pay from', 'entry')
        naru.type('2000')
        self.ask_employer(naru)
        naru.wait_focus('^Hours a week', 'entry')
        naru.type('40')
        self.ask_employer(naru)
        naru.wait_focus('^District', 'push button')
        self.choose(naru, 'seoul', 'Seoul')
        naru.wait_focus('^District: Seoul', 'push button')
        naru.tab_to('^Closes on', 'entry')
        naru.type('2099-01-31')
        self.ask_employer(naru)
        naru.find('push button', '^Employer has agreed$')
        vacancy = next(record['_id'] for record in self.records('vacancy') if record['title'] == 'Marketing assistant')
        shown = self.show(vacancy)
        self.assertEqual(shown['stage'], 'with_employer')
        self.assertIn('Answer our readers.', json.dumps(shown))
        self.assertIn('Writes clear English', json.dumps(shown))
        naru.key('ctrl+k')
        naru.type('marketing assis')
        naru.find('label', '^Marketing assistant$', within=naru.children(naru.application)[-1])
        naru.key('Escape')

    def test_a_desk_that_is_to_have_a_server_is_asked_for_its_account(self):
        naru = self.begin(server=True)
        naru.find('label', '^Address of the server$')

    def test_a_desk_without_a_server_is_asked_for_nothing_more(self):
        naru = self.begin()
        self.assertEqual(len(naru.windows()), 1)

    def test_a_first_day_with_employers(self):
        path = self.folder / 'register.csv'
        path.write_text(REGISTER)
        self.employers(path, '3', 'fish', 'Fish & Chips <b>')

    def test_a_first_day_with_a_real_register(self):
        path = shared('registers', 'uk_employers_gpg_2021_22.csv')
        if path is None:
            self.skipTest('NARU_SHARED_DATA does not have it')
        self.employers(path, '10,492', 'fish chick', "FISH 'N' CHICK'N LIMITED", doubts=5)

    def test_a_first_day_with_a_vacancy(self):
        path = self.folder / 'advertisements.jsonl'
        path.write_text(''.join(json.dumps(line) + '\n' for line in ADVERTISEMENTS))
        self.vacancy(path, 'Marketing Intern')

    def test_a_first_day_with_real_advertisements(self):
        path = shared('ads', 'emscad500.jsonl')
        if path is None:
            self.skipTest('NARU_SHARED_DATA does not have it')
        self.vacancy(path, 'Marketing Intern')

    def test_a_first_day_with_a_jobseeker(self):
        naru = self.begin()
        naru.key('ctrl+2')
        naru.key('ctrl+n')
        naru.wait_focus('^Name', 'entry')
        naru.type('홍민아')
        naru.tab_to('^Date of birth', 'entry')
        naru.type('1988-04-12')
        naru.tab_to('^Save$', 'push button')
        naru.key('Return')
        # The interview begins; it can go on tomorrow.
        naru.find('label', '^Looking for work')
        naru.tab_to('^Leave for later$', 'push button')
        naru.key('Return')
        naru.find('page tab', '^Plan$')
        naru.tab_to('^New step', 'entry')
        for title, due in (('Write a letter', None), ('Call the school', '2099-03-01'), ('Ask a neighbour', None)):
            naru.type(title)
            if due:
                naru.tab_to('^Due', 'entry')
                naru.type(due)
            naru.key('Return')
            naru.find('push button', '^%s: Not started' % title)
            naru.wait(lambda: naru.text(naru.wait_focus('^New step', 'entry')) == '', 'room for the next step')
        steps = {record['title']: self.show(record['_id']) for record in self.records('step')}
        self.assertEqual(sorted(steps), ['Ask a neighbour', 'Call the school', 'Write a letter'])
        self.assertEqual(steps['Call the school']['dueOn'], '2099-03-01')
        # In the empty line the keys are those of the window again.
        naru.key('ctrl+z')
        naru.gone('push button', '^Ask a neighbour: ')
        naru.key('ctrl+shift+z')
        naru.find('push button', '^Ask a neighbour: ')
        naru.tab_to('^Book meeting$', 'push button', key='shift+Tab')
        naru.key('Return')
        naru.wait_focus('^Kind: ', 'push button')
        naru.tab_to('^Book$', 'push button')
        naru.key('Return')
        naru.wait(lambda: self.records('meeting'), 'the meeting')
        naru.wait_focus('^Book meeting$', 'push button')
        naru.key('ctrl+z')
        naru.wait(lambda: not self.records('meeting'), 'the meeting to go')

    def test_preferences_close_one_thing_at_a_time(self):
        naru = self.begin()
        naru.key('ctrl+comma')
        naru.find('frame', '^Preferences$')
        naru.tab_to('^Colours', 'combo box')
        naru.key('Return')
        naru.wait_focus('', 'list item')
        naru.key('Escape')
        naru.wait_focus('^Colours', 'combo box')
        naru.key('Escape')
        naru.gone('frame', '^Preferences$')
        naru.key('ctrl+2')
        naru.key('ctrl+f')
        naru.wait_focus('any word$', 'entry')

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
        naru.key('ctrl+2')
        naru.key('ctrl+n')
        naru.wait(lambda: naru.text(naru.wait_focus('^Name', 'entry')) == 'Half a na', 'the draft to be back')

    def open_facts(self, naru, employer):
        naru.key('ctrl+k')
        naru.type(employer)
        naru.find('label', '^%s$' % re.escape(employer), within=naru.children(naru.application)[-1])
        naru.key('Return')
        naru.wait_focus('', 'page tab')
        naru.key('alt+3')

    def test_an_edit_that_was_not_saved_survives_a_crash(self):
        naru = self.begin()
        employer = self.cli('--profile', self.profile, 'new', 'employer', 'name=Quayside Readers').strip()
        self.open_facts(naru, 'Quayside Readers')
        naru.wait_focus('Facts', 'page tab')
        naru.tab_to('^Phone', 'entry')
        naru.type('01947 555')
        naru.wait(lambda: b'01947 555' in b''.join(path.read_bytes() for path in self.profile.glob('naru.db*')), 'the draft')
        naru.kill()
        self.assertIsNone(self.field(employer, 'phone'))
        naru = self.start('--profile', self.profile, G_DEBUG='fatal-criticals')
        naru.find('list', 'Places')
        self.open_facts(naru, 'Quayside Readers')
        naru.find('label', '^You typed this and did not save it: Phone')
        naru.tab_to('^Put back$', 'push button')
        naru.key('Return')
        naru.wait(lambda: naru.text(naru.find('entry', '^Phone')) == '01947 555', 'what was typed')


if __name__ == '__main__':
    driver.main()
