# SPDX-License-Identifier: GPL-3.0-or-later
"""Meetings by keyboard: the calendar, how one went with what comes next, one booked again, and the day of a colleague."""

import json
import pathlib
import sys

import caseload
import centre
import driver


class MeetingsTest(driver.TestCase):

    def setUp(self):
        super().setUp()
        self.profile = self.folder / 'profile'
        self.env = self.desktop.environment(TZ='Asia/Seoul', now=caseload.NOW)
        self.ids = caseload.make(self.profile, self.env)

    def list(self, record_type):
        lines = self.cli('--profile', self.profile, '--json', 'list', record_type).splitlines()
        return [json.loads(line) for line in lines]

    def meetings_at(self, start):
        return [meeting for meeting in self.list('meeting') if meeting.get('start') == start]

    def add(self, record_type, **fields):
        return centre.new(self.profile, self.env, record_type, **fields)

    def launch(self, language='en'):
        return self.start('--profile', self.profile, TZ='Asia/Seoul', now=caseload.NOW, language=language)

    def test_half_an_hour_is_booked_in_the_calendar_by_keys(self):
        naru = self.launch()
        naru.key('ctrl+5')
        naru.find('push button', r'^김민지, 11:00–11:40')
        naru.wait_focus('09:00')
        naru.key('Right', 'Down', 'Down')
        naru.wait_focus('10:00')
        naru.key('Return')
        naru.find('label', '^Book a meeting$')
        naru.find('label', '^Tuesday 24 November$')
        naru.click(naru.find('push button', '^Jobseeker: '))
        naru.type('Kim')
        naru.find('label', '^김민지')
        naru.key('Return')
        naru.find('push button', '^Jobseeker: 김민지')
        naru.key('ctrl+Return')
        naru.wait(lambda: self.meetings_at('2026-11-24T10:00:00+09:00'), 'the meeting', 40)
        naru.find('push button', r'^김민지, 10:00–10:40')

    def test_how_it_went_what_was_agreed_and_the_next_time_are_one_command(self):
        naru = self.launch()
        naru.act(naru.find('push button', '^Record'))
        naru.find('label', '^It took place$')
        naru.click(naru.find('entry', '^What will be done$'))
        naru.type('Ring the school')
        naru.key('Return')
        naru.find('push button', '^Remove “Ring the school”$')
        naru.key('ctrl+Return')
        naru.find('label', '^Record the meeting with 김민지$')
        held = self.meetings_at('2026-11-23T09:00:00+09:00')[0]
        self.assertEqual(held['state'], 'held')
        self.assertEqual(held['agreed'][0]['text'], 'Ring the school')
        self.assertIn('Ring the school', [step['title'] for step in self.list('step')])
        # three weeks later, as for people without a rhythm of their own
        self.assertTrue(self.meetings_at('2026-12-14T09:00:00+09:00'))
        naru.act(naru.find('push button', '^Undo$'))
        naru.wait(lambda: not self.meetings_at('2026-12-14T09:00:00+09:00'), 'the next meeting to go', 40)
        self.assertEqual(self.meetings_at('2026-11-23T09:00:00+09:00')[0]['state'], 'booked')

    def test_two_keys_book_again_what_fell_through(self):
        person = self.add('jobseeker', name='Bae Soo-ah', state='active', counsellor=self.ids['staff'],
                          registeredOn='2026-09-01')
        missed = self.add('meeting', jobseeker=person, staff=self.ids['staff'], kind='counselling', channel='phone',
                          state='missed', start='2026-11-20T10:00:00+09:00', fellThroughBy='office')
        naru = self.launch()
        naru.find('label', '^Meetings to rebook$')
        naru.click(naru.find('label', '^Bae Soo-ah$'), button=3)
        naru.tab_to('^Bae Soo-ah$', 'list item')
        naru.key('ctrl+Return')
        naru.wait_focus('^Rebook$', 'push button')
        naru.key('Return')
        naru.gone('label', '^Bae Soo-ah$', timeout=40)
        old = [meeting for meeting in self.list('meeting') if meeting['_id'] == missed][0]
        new = [meeting for meeting in self.list('meeting') if meeting['_id'] == old['rebookedAs']][0]
        self.assertEqual((new['state'], new['start']), ('booked', '2026-11-24T09:00:00+09:00'))

    def test_a_taken_time_is_told_at_the_field(self):
        naru = self.launch()
        naru.act(naru.find('push button', '^Book$'))
        naru.find('label', '^Book a meeting$')
        entry = naru.find('entry', '^Starts')
        naru.set_text(entry, '2026-11-23 11:10')
        naru.find('label', '^Park Ji-hoon is booked then: Mon 23 Nov, 11:00, 김민지')
        naru.set_text(entry, '2026-11-28 11:10')
        naru.find('label', '^Park Ji-hoon does not work that day of the week')
        naru.set_text(naru.find('entry', '^Ends'), '2026-11-28 10:00')
        naru.find('label', '^A meeting ends after it starts')

    def test_a_deputy_moves_the_meetings_of_a_colleague(self):
        colleague = self.ids['colleague']
        person = self.add('jobseeker', name='Oh Dae-hyun', state='active', counsellor=colleague, registeredOn='2026-09-01')
        self.add('meeting', jobseeker=person, staff=colleague, kind='counselling', channel='phone', state='booked',
                 start='2026-11-24T15:00:00+09:00', end='2026-11-24T15:30:00+09:00')
        self.cli('--profile', self.profile, 'set', colleague, 'absences:=' + json.dumps(
            [{'id': '1', 'from': '2026-11-23', 'to': '2026-11-27', 'deputy': self.ids['staff']}]))
        naru = self.launch()
        naru.find('label', '^You stand in for 1 colleague who is away')
        naru.tab_to('^Whose day$')
        naru.key('space')
        naru.find('label', '^Lee Su-jin$')
        naru.key('Down', 'Return')
        naru.find('label', '^Away until Fri 27 Nov$')
        naru.act(naru.find('push button', '^Rebook their meetings$'))
        naru.find('label', 'the time stays$')
        naru.key('ctrl+Return')
        naru.wait(lambda: self.meetings_at('2026-11-24T15:00:00+09:00')[0]['staff'] == self.ids['staff'], 'the meeting', 40)

    def test_an_absence_is_said_with_deputy_and_meetings_and_taken_back_at_once(self):
        naru = self.launch()
        naru.key('ctrl+5')
        naru.wait_focus('09:00')
        naru.key('ctrl+b')
        naru.find('label', '^Absence of Park Ji-hoon$')
        naru.wait_focus('^From', 'entry')
        naru.find('check box', '^김민지, Today 11:00 → Tomorrow 0?9:00')
        naru.set_text(naru.find('entry', '^To'), '2026-11-22')
        naru.find('label', '^The last day cannot be before the first day')
        naru.set_text(naru.find('entry', '^To'), '2026-11-24')
        naru.click(naru.find('push button', '^Deputy:'))
        naru.click(naru.find('label', '^Lee Su-jin$'))
        naru.find('check box', '^김민지, Today 11:00 · the time stays$')
        naru.key('ctrl+Return')
        naru.wait(lambda: self.meetings_at('2026-11-23T11:00:00+09:00')[0]['staff'] == self.ids['colleague'],
                  'the deputy to have the meeting', 40)
        self.assertEqual([(away['from'], away['to'], away['deputy']) for away in self.list('absence')],
                         [('2026-11-23', '2026-11-24', self.ids['colleague'])])
        naru.find('label', '^Away$')
        naru.act(naru.find('push button', '^Undo$'))
        naru.wait(lambda: not self.list('absence'), 'the absence to go', 40)
        self.assertEqual(self.meetings_at('2026-11-23T11:00:00+09:00')[0]['staff'], self.ids['staff'])

    def test_a_meeting_comes_again_every_month_until_a_day_and_leaves_as_a_file(self):
        naru = self.launch()
        naru.key('ctrl+5')
        naru.wait_focus('09:00')
        naru.key('Right', 'Return')
        naru.find('label', '^Book a meeting$')
        naru.click(naru.find('push button', '^Jobseeker: '))
        naru.type('Kim')
        naru.find('label', '^김민지')
        naru.key('Return')
        naru.find('push button', '^Jobseeker: 김민지')
        naru.tab_to('^Repeat$')
        naru.key('space')
        naru.find('label', '^Monthly, on the weekday$')
        naru.key('Down', 'Down', 'Return')
        naru.find('label', '^On the fourth Tuesday of the month')
        naru.tab_to('^Ends$')
        naru.key('space', 'Down', 'Return')
        naru.tab_to('^To$', 'entry')
        naru.type('2027-01-31')
        naru.find('label', '3 meetings: Tomorrow, Tue 22 Dec, ')
        naru.key('ctrl+Return')
        naru.wait(lambda: self.meetings_at('2027-01-26T09:00:00+09:00'), 'the last meeting', 40)
        self.assertTrue(self.meetings_at('2026-12-22T09:00:00+09:00'))
        naru.wait_focus('09:00')
        naru.key('ctrl+e')
        naru.find(name='^Save as iCalendar$')
        target = self.folder / 'week.ics'
        naru.key('ctrl+a')
        naru.type(str(target))
        naru.key('Return')
        naru.find('label', 'appointments are saved.$')
        text = target.read_text()
        self.assertIn('DTSTART:20261124T000000Z', text)
        self.assertNotIn('김민지', text)
        self.assertNotIn('20261222', text)

    def test_an_appointment_is_told_of_before_it_begins_and_nobody_is_named(self):
        log = (self.folder / 'notifications').open('w+')
        self.addCleanup(log.close)
        service = pathlib.Path(__file__).with_name('notifications.py')
        self.desktop.start([sys.executable, service], self.desktop.base, log)
        told = lambda: [json.loads(line) for line in pathlib.Path(log.name).read_text().splitlines()]
        driver.wait_until(lambda: told() == ['ready'], 'the notifications', 40)
        naru = self.start('--profile', self.profile, TZ='Asia/Seoul', now='2026-11-23T10:52:00+09:00')
        naru.wait(lambda: len(told()) > 1, 'the notification', 40)
        self.assertEqual(told()[1:], [['Appointment at 11:00', 'Video']])

    def test_the_calendar_and_the_receipt_speak_korean(self):
        naru = self.launch('ko')
        naru.key('ctrl+5')
        naru.find('push button', '^김민지, 11:00–11:40, 상담 · 화상')
        naru.act(naru.find('push button', '^김민지, 11:00–11:40'))
        naru.act(naru.find('push button', '^확인증$'))
        naru.find('label', '^상담 일정 확인증$')


if __name__ == '__main__':
    driver.main()
