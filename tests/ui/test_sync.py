#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Synchronisation in the window: setting an account, sending an edit, settling a field with two values, a server that goes
and comes back."""

import json
import os
import pathlib
import sys

import driver

os.environ.setdefault('NARU_BUILD_DIR', str(driver.BUILD))
sys.path[:0] = [str(pathlib.Path(__file__).resolve().parent.parent / 'sync')]
from desk import Desk  # noqa: E402
from peer import Peer  # noqa: E402
from setup import set_up  # noqa: E402

ALL = 'job_counsellor;employer_counsellor;vacancy_drafter;situation'
USERS = f'''user,name,role,team
anna,Anna,{ALL},a
bert,Bert,{ALL},a
'''


class SyncTest(driver.TestCase):
    def setUp(self):
        super().setUp()
        (self.folder / 'server').mkdir()
        self.peer = Peer(folder=self.folder / 'server').start()
        self.addCleanup(lambda: self.peer.stop())
        users = self.folder / 'users.csv'
        users.write_text(USERS, encoding='utf-8')
        set_up(self.peer, '--centre', 'c1', '--team', 'a', '--users', str(users))
        self.a = Desk(self, self.folder, 'anna', self.peer.passwords['anna'])
        self.b = Desk(self, self.folder, 'bert', self.peer.passwords['bert'])
        self.b.account(self.peer.url)
        self.b.sync()
        # Whoever works at the first desk has worked alone until now.
        self.a.run('sample', '--jobseekers', '12')
        self.employer = self.a.new('employer', 'name=Birch Care Homes', 'phone=1111')

    def begin(self):
        naru = self.start('--profile', self.a.profile, G_DEBUG='fatal-criticals')
        naru.find('label', '^Only on this computer$')
        return naru

    def fill_in(self, naru, title, text):
        naru.click(naru.find('entry', f'^{title}$'))
        naru.key('ctrl+a')
        naru.type(text)

    def connect(self, naru):
        """A wrong password is said and not kept; the right one begins a round."""
        naru.key('ctrl+shift+s')
        naru.find('label', '^Address of the server$')
        self.fill_in(naru, 'Address of the server', self.peer.url)
        self.fill_in(naru, 'Centre', 'c1')
        self.fill_in(naru, 'User name', 'anna')
        naru.click(naru.find('check box', '^Keep the password in a file$'))
        self.fill_in(naru, 'Password', 'not the password')
        naru.key('Return')
        naru.find('label', '^This account was not kept$')
        naru.key('ctrl+a')
        naru.type(self.a.password)
        naru.key('Return')
        naru.find('label', '^Connected$')
        naru.key('Escape')
        naru.gone('label', '^Address of the server$')

    def sent(self):
        """Whether the server has the employer as it is here."""
        there = self.peer.admin('GET', '/c1-employers/' + self.employer).json
        return there['phone'] == self.a.show(self.employer)['phone']

    def phone_is(self, naru, phone):
        naru.wait(lambda: self.a.show(self.employer)['phone'] == phone, f'the phone {phone}')

    def settle_by_keyboard(self, naru):
        """Mine, taken back; another value, taken back; theirs. Without the mouse."""
        naru.find('label', '^Two values$')
        naru.key('ctrl+shift+e')
        naru.find('label', '^0 of 1 chosen')
        naru.key('1', 'ctrl+Return')
        naru.find('label', '^Nothing to settle$')
        self.phone_is(naru, '3333')
        self.assertEqual(self.a.json('conflicts'), [])
        naru.key('ctrl+z')
        naru.find('label', '^0 of 1 chosen')
        self.assertEqual(len(self.a.json('conflicts')), 1)
        naru.key('3')
        naru.type('4444')
        naru.key('ctrl+Return')
        naru.find('label', '^Nothing to settle$')
        self.phone_is(naru, '4444')
        naru.key('ctrl+z')
        naru.find('label', '^0 of 1 chosen')
        self.phone_is(naru, '3333')
        naru.key('2')
        naru.find('label', '^1 of 1 chosen')
        naru.key('ctrl+Return')
        naru.find('label', '^Nothing to settle$')
        self.phone_is(naru, '2222')

    def ask(self, naru):
        """A record is searched for, and whoever gave the other value is asked with a task, which is taken back."""
        naru.key('ctrl+f')
        naru.type('fish')
        naru.find('label', '^1 record$')
        naru.key('Return')
        naru.tab_to('^Ask Bert$', 'push button')
        naru.key('Return')
        naru.find('push button', '^Bert is asked$')
        question = 'Which value is right for Fish & Chips <b>: Phone, Website?'
        self.assertEqual([row['title'] for row in self.a.list('task')].count(question), 1)
        naru.key('ctrl+z')
        naru.find('push button', '^Ask Bert$')
        self.assertNotIn(question, [row['title'] for row in self.a.list('task')])
        naru.key('ctrl+f')
        naru.type('bert')
        naru.find('label', '^2 records, oldest first$')
        naru.key('Escape')

    def settle_several(self, naru):
        """Two records at once: theirs in both, taken back at once, and then mine, without the mouse."""
        second = self.a.new('employer', 'name=Fish & Chips <b>', 'phone=1', 'website=old.example')
        naru.wait(lambda: self.a.server()['unsent'] == 0, 'the second employer to be sent', timeout=60)
        self.b.sync()
        self.b.set(self.employer, 'phone=22')
        self.b.set(second, 'phone=22', 'website=theirs.example')
        self.a.set(self.employer, 'phone=33')
        self.a.set(second, 'phone=33', 'website=mine.example')
        naru.wait(lambda: self.a.server()['unsent'] == 0, 'both to be sent', timeout=60)
        self.b.sync()
        naru.find('label', '^3 fields with two values$', timeout=60)
        naru.key('ctrl+shift+e')
        naru.find('label', '^0 of ')
        self.ask(naru)
        naru.tab_to('^Choose all$', 'push button')
        naru.key('Return')
        naru.find('label', '^2 records chosen$')
        naru.find('label', '^Fish & Chips <b>, Employer: Website$')
        for button, phone, website in (('All theirs', '22', 'theirs.example'), ('All mine', '33', 'mine.example')):
            naru.tab_to(f'^{button}$', 'push button')
            naru.key('Return')
            naru.find('label', '^3 of 3 chosen')
            naru.key('ctrl+Return')
            naru.find('label', '^Nothing to settle$')
            self.phone_is(naru, phone)
            self.assertEqual([self.a.show(second)[name] for name in ('phone', 'website')], [phone, website])
            self.assertEqual(self.a.json('conflicts'), [])
            if button == 'All mine':
                return
            naru.key('ctrl+z')
            naru.find('label', '^0 of ')
            self.assertEqual(len(self.a.json('conflicts')), 3)
            naru.tab_to('^Choose all$', 'push button')
            naru.key('Return')
            naru.find('label', '^2 records chosen$')

    def test_an_account_is_set_and_an_edit_goes_round(self):
        naru = self.begin()
        self.connect(naru)
        naru.find('label', '^Sent |^[0-9]+ records? only here$')
        self.assertEqual(self.a.server()['refused'], 0)
        self.b.sync()
        self.assertEqual(self.b.show(self.employer)['phone'], '1111')
        self.assertEqual({row['_id'] for row in self.b.list('jobseeker')},
                         {row['_id'] for row in self.a.list('jobseeker')})

        # Both write the same field: the window shows both values, and one is kept.
        self.b.set(self.employer, 'phone=2222')
        self.a.set(self.employer, 'phone=3333')
        self.b.sync()
        naru.key('ctrl+shift+s')
        naru.find('label', '^1 field with two values$')
        naru.key('ctrl+k')
        naru.find('list', '^Found$')
        naru.type('birch')
        naru.find('label', '^Birch Care Homes$')
        naru.key('Return')
        naru.find('push button', '^Keep theirs$')
        naru.find('label', '“Phone” has two values')
        naru.find('label', '^2222$')
        naru.find('label', '^3333$')
        self.settle_by_keyboard(naru)
        naru.wait(lambda: self.a.server()['conflicts'] == 0 and self.sent(), 'everything to be sent')
        self.b.sync()
        self.assertEqual(self.b.show(self.employer)['phone'], '2222')
        self.assertEqual(self.b.server()['conflicts'], 0)
        self.settle_several(naru)

        # The server goes, and comes back.
        self.peer.stop()
        naru.key('ctrl+shift+s')
        naru.find('label', '^Offline, last round: ')
        self.a.set(self.employer, 'phone=6666')
        naru.find('label', '^1 record only here$')
        self.assertEqual(json.loads(self.cli('--profile', self.a.profile, '--json', 'status'))['server']['state'], 'offline')
        self.peer.start()
        naru.key('ctrl+shift+s')
        naru.find('label', '^Sent ')

    def see_each_other(self, here, there):
        """Somebody is typing at the other desk when a jobseeker comes."""
        there.find('label', '^Sent ')
        there.key('ctrl+2', 'ctrl+f')
        there.type('live')
        there.gone('label', '^Kim Live$')
        jobseeker = self.a.new('jobseeker', 'name=Kim Live', 'counsellor=' + self.b.server()['staff'])
        there.find('label', '^Kim Live$')
        # The keyboard is where it was.
        there.key('BackSpace', 'BackSpace')
        there.type('ve')
        there.find('label', '^Kim Live$')
        self.b.set(jobseeker, 'name=Kim Alive')
        there.find('label', '^Kim Alive$')
        here.wait(lambda: self.a.show(jobseeker)['name'] == 'Kim Alive', 'the name at the first desk')
        return jobseeker

    def type_while_others_write(self, naru, jobseeker):
        """What others write appears around the field that somebody types in, and the cursor stays; where they write into that
        field, it is said, and a key decides."""
        self.open_record(naru, 'kim alive', 'Kim Alive', 'Profile')
        naru.key('alt+5')
        naru.tab_to('^Mobile phone', 'entry')
        naru.type('010-12')
        naru.key('Left')
        self.a.set(jobseeker, 'email=kim@example.kr')
        naru.wait(lambda: naru.text(naru.find('entry', '^E-mail')) == 'kim@example.kr', 'the e-mail in its field')
        typed = naru.find('entry', '^Mobile phone')
        self.assertEqual((naru.text(typed), naru.caret(typed)), ('010-12', 5))
        naru.type('7')
        self.a.set(jobseeker, 'mobile=010-9999')
        naru.find('label', '^Meanwhile somebody has written “010-9999”')
        self.assertEqual((naru.text(typed), naru.caret(typed)), ('010-172', 6))
        # to go elsewhere decides nothing
        naru.key('Tab')
        naru.find('label', '^Meanwhile somebody has written “010-9999”')
        self.assertEqual(self.b.show(jobseeker)['mobile'], '010-9999')
        naru.key('shift+Tab')
        naru.key('Return')
        naru.wait(lambda: self.b.show(jobseeker)['mobile'] == '010-172', 'the phone that was typed')
        # otherwise the next two would be a conflict
        naru.wait(lambda: self.a.show(jobseeker)['mobile'] == '010-172', 'the phone at the other desk', timeout=60)
        naru.gone('label', '^Meanwhile')
        naru.key('ctrl+a')
        naru.type('010-3')
        self.a.set(jobseeker, 'mobile=010-8888')
        naru.find('label', '^Meanwhile somebody has written “010-8888”')
        naru.key('Escape')
        naru.wait(lambda: naru.text(naru.find('entry', '^Mobile phone')) == '010-8888', 'the phone of the colleague')
        naru.gone('label', '^Meanwhile')

    def open_record(self, naru, words, title, tab):
        naru.key('ctrl+k')
        naru.find('list', '^Found$')
        naru.type(words)
        naru.find('label', f'^{title}$')
        naru.key('Return')
        naru.find('page tab', f'^{tab}')

    def write(self, naru, desk, record, name, field, text):
        """One field of the page that is open, by keyboard."""
        naru.tab_to(name, 'entry')
        naru.key('ctrl+a')
        naru.type(text)
        naru.key('Return')
        naru.wait(lambda: desk.show(record).get(field) == text, f'{field} to be {text}')

    def go_round(self, naru, desk):
        """A round of a desk whose window is open, when the window is not in one itself."""
        naru.wait(lambda: desk.start_sync().wait() == 0, 'a round', timeout=60)

    def is_there(self):
        return any(row['id'] == self.employer for row in self.peer.admin('GET', '/c1-employers/_all_docs').json['rows'])

    def be_asked(self, naru):
        """A database that was made anew: what was written here is told, and goes again when somebody has said so."""
        self.peer.admin('DELETE', '/c1-employers')
        set_up(self.peer, '--centre', 'c1', '--team', 'a')
        naru.key('ctrl+shift+s')
        foot = naru.find('label', 'records? no longer on the server$', timeout=60)
        self.assertFalse(self.is_there())
        naru.click(foot)
        naru.find('label', '^The server was set back or made anew$')
        naru.find('label', '^Noticed: ')
        naru.find('label', '^No longer on the server$')
        naru.tab_to('^Send again$', 'push button')
        naru.key('Return')
        naru.find('label', 'sent again$')
        naru.wait(self.is_there, 'the employer to be sent again', timeout=60)
        naru.wait(lambda: self.a.server()['lost'] == 0, 'nothing to wait', timeout=60)

    def be_told(self, naru):
        """What was deleted here and edited there is still there: it is said until somebody knows, and so it is in the history."""
        naru.key('ctrl+1')
        naru.find('label', '^Deleted, and still there$')
        naru.find('label', '^Deleted by you on .*Edited by Anna at the same time')
        self.open_record(naru, 'old mill', 'Old Mill', 'History')
        naru.key('alt+7')
        naru.find('label', '^Deleted$')
        naru.tab_to('^Keep$', 'push button')
        naru.key('Return')
        naru.gone('label', '^Deleted by you on ')
        naru.find('label', '^Keep Old Mill$')
        naru.act(naru.find('push button', '^Undo$'))
        naru.find('label', '^Deleted by you on ')
        naru.tab_to('^Keep$', 'push button')
        naru.key('Return')
        naru.gone('label', '^Deleted by you on ')
        naru.key('ctrl+1')
        naru.gone('label', '^Deleted, and still there$')

    def test_two_desks_work_on_one_centre_by_keyboard(self):
        self.a.account(self.peer.url)
        self.a.sync()
        self.b.sync()
        here = self.start('--profile', self.a.profile, G_DEBUG='fatal-criticals')
        there = self.start('--profile', self.b.profile, G_DEBUG='fatal-criticals')
        jobseeker = self.see_each_other(here, there)
        self.type_while_others_write(there, jobseeker)

        # An employer edited, a plan given a step, a vacancy drafted at the first desk.
        here.to_front()
        self.open_record(here, 'birch', 'Birch Care Homes', 'Facts')
        here.key('alt+3')
        self.write(here, self.a, self.employer, '^Phone', 'phone', '5555')
        self.open_record(here, 'kim alive', 'Kim Alive', 'Plan')
        here.tab_to('^New step', 'entry')
        here.type('Bring the certificate')
        here.key('Return')
        here.find('push button', '^Bring the certificate: Not started')
        here.key('ctrl+4', 'ctrl+n')
        here.wait_focus('^Title', 'entry')
        here.type('Night receptionist')
        here.tab_to('^Save$', 'push button')
        here.key('Return')
        here.find('page tab', '^Advertisement')

        # All three come to the second desk by themselves.
        there.wait(lambda: self.b.show(self.employer)['phone'] == '5555', 'the phone', timeout=60)
        there.to_front()
        self.open_record(there, 'kim alive', 'Kim Alive', 'Plan')
        there.key('alt+1')
        there.find('push button', '^Bring the certificate: Not started')
        self.open_record(there, 'night rec', 'Night receptionist', 'Advertisement')
        here.wait(lambda: self.a.server()['unsent'] == 0, 'everything to be sent', timeout=60)

        # Without a network both edit one jobseeker: a field of their own each, and one that both edit; and one deletes what the
        # other edits.
        mill = self.a.new('employer', 'name=Old Mill', 'phone=1')
        there.wait(lambda: any(row['_id'] == mill for row in self.b.list('employer')), 'the mill', timeout=60)
        self.peer.stop()
        self.b.run('delete', mill)
        self.a.set(mill, 'phone=2')
        self.open_record(there, 'kim alive', 'Kim Alive', 'Profile')
        there.key('alt+5')
        self.write(there, self.b, jobseeker, '^Mobile phone', 'mobile', '010-0000-8888')
        self.write(there, self.b, jobseeker, '^E-mail', 'email', 'kim@example.org')
        here.to_front()
        self.open_record(here, 'kim alive', 'Kim Alive', 'Profile')
        here.key('alt+5')
        self.write(here, self.a, jobseeker, '^Name in Latin', 'romanName', 'Kim L.')
        self.write(here, self.a, jobseeker, '^Mobile phone', 'mobile', '010-0000-7777')
        self.peer.start()
        for desk in (self.b, self.a, self.b, self.a):
            self.go_round(here, desk)
        for desk in (self.a, self.b):
            shown = desk.show(jobseeker)
            self.assertEqual((shown['email'], shown['romanName']), ('kim@example.org', 'Kim L.'))
            self.assertEqual(len(desk.json('conflicts')), 1)
        here.key('ctrl+shift+e')
        here.find('label', '^0 of 1 chosen', timeout=60)
        here.find('label', '^010-0000-7777$')
        here.find('label', '^010-0000-8888$')
        # what both desks did is in the history of either, and was asked for
        here.find('label', '^before both edits: ')
        here.find('label', '^Other changes of these days$')
        here.find('label', '^kim@example.org$')
        here.key('1', 'ctrl+Return')
        here.find('label', '^Nothing to settle$')
        self.go_round(here, self.a)
        self.go_round(here, self.b)
        self.assertEqual([desk.show(jobseeker)['mobile'] for desk in (self.a, self.b)], ['010-0000-7777'] * 2)
        self.assertEqual([desk.json('conflicts') for desk in (self.a, self.b)], [[], []])
        self.assertEqual(self.a.server()['refused'], 0)
        there.to_front()
        self.be_told(there)
        here.to_front()
        # whose deletion it was comes with the history, which the page asks for
        self.open_record(here, 'old mill', 'Old Mill', 'History')
        here.find('label', '^Deleted by Bert on .*Edited by you at the same time')
        self.be_asked(here)


if __name__ == '__main__':
    driver.main()
