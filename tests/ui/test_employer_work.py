#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The workspace of employers beyond a conversation: facts with their sources, mails and files."""

import json

import centre
import driver

MAIL = '''From: Yoo Kyung-mi <yoo@hanbit.example.org>
To: jobs@centre.example.org
Subject: Night shift
Date: Fri, 20 Nov 2026 09:12:00 +0900
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/plain

We are short by two.
--b
Content-Type: text/plain; name="rota.txt"
Content-Disposition: attachment; filename="rota.txt"

Mon Tue Wed
--b--
'''


class EmployerWorkTest(driver.TestCase):
    def open_employer(self):
        profile = self.folder / 'profile'
        self.ids = centre.make(profile, self.desktop.environment(now=centre.NOW))
        self.profile = profile
        naru = self.start('--profile', profile, now=centre.NOW)
        naru.key('ctrl+3')
        naru.click(naru.find('label', '한빛요양원'), times=2)
        naru.find(name='What was said, and what comes next')
        return naru

    def choose(self, naru, path):
        naru.key('ctrl+o')
        naru.wait(lambda: len(naru.windows()) > 1, 'the file chooser')
        naru.type(str(path))
        naru.key('Return')

    def test_the_timeline_a_mail_with_its_file_an_erasure_and_facts(self):
        path = self.folder / 'night.eml'
        path.write_text(MAIL)
        naru = self.open_employer()
        naru.find('label', '^4 entries$')
        naru.click(naru.find(name='^Words in the timeline$'))
        naru.wait_focus('^Words in the timeline$')
        naru.type('first bus')
        naru.find('label', '^1 entry$')
        naru.key('ctrl+a', 'BackSpace')
        naru.find('label', '^4 entries$')

        # what a desk may never need is opened when it is needed
        large = ('libsoup', 'libsecret', 'libgmime')
        self.assertEqual([name for name in naru.libraries() if name.startswith(large)], [])
        self.choose(naru, path)
        naru.find('label', 'We are short by two')
        self.assertIn('naru-mime.so', naru.libraries())
        naru.click(naru.find('label', '^Attached: rota.txt$'))
        naru.click(naru.find('push button', '^Remove rota.txt$'))
        naru.gone('label', '^Attached: rota.txt$')
        naru.key('Escape')
        naru.gone('label', '^Attachments$')
        naru.key('ctrl+z')
        naru.find('label', '^Attached: rota.txt$')

        # a person who is erased is gone, and the conversation stays
        naru.key('alt+2')
        naru.click(naru.find_all('label', '^Director, Decides$')[-1])
        naru.click(naru.find('push button', '^Erase…$'))
        naru.click(naru.find('push button', '^Erase$'))
        naru.gone('label', '^Director, Decides$')
        naru.key('alt+1')
        naru.find('label', '^5 entries$')
        naru.gone('label', 'Yoo Kyung-mi')

        # what the employer says is held true, and undone
        naru.key('alt+3')
        naru.tab_to('^Add what a source says$', 'push button', key='shift+Tab')
        naru.key('Return')
        naru.wait_focus('^Fact', 'push button')
        naru.tab_to('^Employees', 'entry')
        naru.type('52')
        naru.click(naru.find_all('push button', '^Add$')[-1])
        naru.find('label', '52 employees')
        naru.find('label', '^Employer said, Mon 23 Nov|^Employer said, 23 November 2026$')
        naru.key('ctrl+z')
        naru.find('label', '46 employees')

        # everybody keeps a training log of her own
        naru.click(naru.find('push button', '^이수진$'))
        naru.find('menu item', 'Details')
        naru.key('Return')
        naru.click(naru.find('page tab', '^Training log$'))
        naru.click(naru.find('entry', '^Training'))
        # the window below has a place for the keyboard, too: only what is typed tells which one has it
        naru.type('Labour law')
        naru.key('Tab', 'Tab', 'Tab', 'Tab', 'Tab', 'Return')
        naru.find('label', '^Labour law$')
        kept = json.loads(self.cli('--profile', self.profile, '--json', 'list', 'training'))
        self.assertEqual((kept['staff'], kept['on'], kept['title']), (self.ids['staff'], '2026-11-23', 'Labour law'))

    def test_a_talk_becomes_a_strategy_and_the_employer_changes_hands_with_a_sheet(self):
        naru = self.open_employer()
        naru.key('alt+4')
        naru.click(naru.find('push button', '^Begin a talk$'))
        naru.wait_focus('^Hiring plans')
        naru.type('Two care workers at night by March')
        for number in range(2, 9):
            naru.key('ctrl+Return')
            naru.find('label', '^Question %d of 8$' % number)
        naru.key('ctrl+Return')
        naru.wait_focus('^Aim$', 'entry')
        naru.type('Fill the night shift')
        naru.key('ctrl+Return')
        naru.find('label', '^Fill the night shift$')
        naru.find('label', '^Two care workers at night by March$')

        # what was added is no draft that the next one is offered
        naru.click(naru.find('push button', '^Add service$'))
        naru.wait_focus('^Service', 'push button')
        naru.key('Return')
        naru.click(naru.find('label', '^Advertising$'))
        naru.wait_focus('^Service', 'push button')
        naru.key('ctrl+Return')
        naru.find('label', '^Add Advertising$')
        naru.find('label', '^Advertising$')
        naru.click(naru.find('push button', '^Add service$'))
        naru.wait_focus('^Service', 'push button')
        self.assertEqual(naru.find_all('label', '^You typed this'), [])
        naru.key('Escape')

        naru.click(naru.find('push button', '^More actions$'))
        naru.click(naru.find('menu item', '^Assign to somebody else'))
        naru.click(naru.find('check box', '박지훈'))
        naru.key('ctrl+Return')
        naru.find('label', '^Please say why')
        naru.click(naru.find('entry', '^Reason for the change$'))
        naru.wait_focus('^Reason for the change$')
        naru.type('Soojin leaves for Ansan')
        sheet = naru.find('entry', '^Handover sheet$')
        self.assertIn('Fill the night shift', naru.text(sheet))
        naru.key('Tab')             # it is longer than the panel is high
        naru.wait_focus('^Handover sheet$')
        naru.key('ctrl+Home')
        naru.type('Call before ten. ')
        naru.key('ctrl+Return')
        naru.find(name='^Page 1 of 1$')             # the sheet, to be printed
        shown = json.loads(self.cli('--profile', self.profile, '--json', 'show', self.ids['employer']))
        self.assertEqual([one['staff'] for one in shown['assignments']], [self.ids['staff'], self.ids['colleague']])
        self.assertIn('Call before ten.', shown['assignments'][-1]['handover'])
        self.assertEqual(shown['assignments'][-1]['reason'], 'Soojin leaves for Ansan')
        naru.key('Escape', 'ctrl+z')
        naru.find('label', '^이수진$')


if __name__ == '__main__':
    driver.main()
