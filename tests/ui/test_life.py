# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of a case in the window: transferred, merged and separated again; a group session from invitation to who came."""

import json

import caseload
import centre
import driver


class LifeTest(driver.TestCase):

    def setUp(self):
        super().setUp()
        self.profile = self.folder / 'profile'
        self.env = self.desktop.environment(TZ='Asia/Seoul', now=caseload.NOW)
        self.ids = caseload.make(self.profile, self.env)

    def list(self, record_type):
        lines = self.cli('--profile', self.profile, '--json', 'list', record_type).splitlines()
        return [json.loads(line) for line in lines]

    def get(self, record):
        return json.loads(self.cli('--profile', self.profile, '--json', 'show', record))

    def add(self, record_type, **fields):
        return centre.new(self.profile, self.env, record_type, **fields)

    def launch(self, language='en', now=caseload.NOW):
        return self.start('--profile', self.profile, TZ='Asia/Seoul', now=now, language=language)

    def open(self, naru, word, name):
        naru.key('ctrl+k')
        palette = naru.find('frame', '^Find anything$')
        naru.type(word)
        naru.find('label', name, within=palette)
        naru.key('Return')
        naru.find('label', '^Counsellor$')

    def choose_in_menu(self, naru, label):
        naru.click(naru.find(name='^More actions$'))
        naru.click(naru.find('menu item', label))

    def test_two_records_become_one_and_two_again(self):
        other = self.add('jobseeker', name='Gim Minji', state='active', birthDate='1988-04-12',
                         counsellor=self.ids['staff'], email='gim@example.org')
        moved = self.add('referral', jobseeker=other, direction='out', kind='guidance', state='sent')
        naru = self.launch()
        self.open(naru, '5550-0142', '김민지')
        self.choose_in_menu(naru, '^Merge with another record$')
        naru.find('label', '^Merge into 김민지$')
        naru.find('label', '^Same date of birth, and a name that sounds the same$')
        naru.tab_to('^Gim Minji$', 'list item')
        naru.key('Return')
        naru.find('push button', '^Merged into: Gim Minji$')
        naru.find('label', '^Goes into it$')
        naru.find('label', '^gim@example.org$')
        naru.key('ctrl+Return')
        naru.wait(lambda: self.get(moved)['jobseeker'] == self.ids['jobseeker'], 'the referral to move', 40)
        naru.quit()
        naru = self.launch()
        self.open(naru, 'Gim', '^Gim Minji$')
        naru.find('label', '^Merged into another record$')
        self.choose_in_menu(naru, '^Separate from the other record$')
        naru.wait(lambda: self.get(moved)['jobseeker'] == other, 'the referral to go back', 40)
        self.assertNotIn('mergedInto', self.get(other))

    def test_a_case_goes_to_another_team(self):
        team = self.add('team', name='Training team', code='training')
        naru = self.launch()
        self.open(naru, 'Min-ji', '김민지')
        self.choose_in_menu(naru, '^Transfer to a team or centre$')
        naru.wait_focus('^To another team$')
        naru.key('Escape')
        naru.wait_focus('^More actions')
        self.choose_in_menu(naru, '^Transfer to a team or centre$')
        naru.find('label', '^To another team$')
        naru.click(naru.find('push button', '^Team:'))
        naru.click(naru.find('label', '^Training team$'))
        naru.key('ctrl+Return')
        naru.find('label', '^Please say why another team')
        naru.click(naru.find('entry', '^Reason for the change$'))
        naru.type('Needs a course')
        naru.key('ctrl+Return')
        naru.wait(lambda: self.get(self.ids['jobseeker'])['team'] == team, 'the team', 40)
        self.assertNotIn('counsellor', self.get(self.ids['jobseeker']))

    def test_a_group_is_invited_and_who_came_is_written_down(self):
        self.add('jobseeker', name='Oh Dae-hyun', state='active', counsellor=self.ids['colleague'])
        naru = self.launch()
        naru.key('ctrl+5')
        naru.act(naru.find('push button', '^Group session$'))
        naru.find('label', '^0 people chosen$')
        naru.set_text(naru.find('entry', '^Topic'), 'Writing a CV')
        naru.set_text(naru.find('entry', '^Starts'), '2026-11-24 14:00')
        naru.set_text(naru.find('entry', '^Ends'), '2026-11-24 15:30')
        naru.click(naru.find('check box', '^김민지$'))
        self.assertFalse(naru.find_all('check box', '^Oh Dae-hyun$'))
        naru.tab_to('^Whom to choose from')
        naru.key('space')
        naru.click(naru.find('label', '^Everyone at the centre$'))
        naru.click(naru.find('check box', '^Oh Dae-hyun$'))
        naru.find('label', '^2 people chosen$')
        naru.key('ctrl+Return')
        naru.find('push button', '^Writing a CV, 14:00–15:30, 2 people')
        naru.quit()
        naru = self.launch(now='2026-11-24T16:00:00+09:00')
        naru.key('ctrl+1')
        naru.act(naru.find('push button', '^Record: Writing a CV$'))
        naru.find('label', '^2 people chosen$')
        naru.click(naru.find('check box', '^Oh Dae-hyun$'))
        naru.find('label', '^1 person chosen$')
        naru.key('ctrl+Return')
        naru.wait(lambda: sorted(meeting['state'] for meeting in self.list('meeting')
                                 if meeting.get('topic') == 'Writing a CV') == ['held', 'missed'], 'who came', 40)


if __name__ == '__main__':
    driver.main()
