# SPDX-License-Identifier: GPL-3.0-or-later
"""What is done for a person besides meetings: a referral moved on, overlaps seen, work that began and was asked after."""

import json

import caseload
import centre
import driver


class SupportTest(driver.TestCase):

    def setUp(self):
        super().setUp()
        self.profile = self.folder / 'profile'
        self.env = self.desktop.environment(TZ='Asia/Seoul', now=caseload.NOW)
        self.ids = caseload.make(self.profile, self.env)

    def list(self, record_type):
        lines = self.cli('--profile', self.profile, '--json', 'list', record_type).splitlines()
        return [json.loads(line) for line in lines]

    def add(self, record_type, **fields):
        return centre.new(self.profile, self.env, record_type, **fields)

    def open(self, language='en'):
        naru = self.start('--profile', self.profile, TZ='Asia/Seoul', now=caseload.NOW, language=language)
        naru.key('ctrl+k')
        naru.find('frame', '^(Find anything|무엇이든 찾기)$')
        naru.type('Kim')
        naru.find('label', '김민지')
        naru.key('Return')
        naru.find('label', '^Work as a care worker')
        naru.key('alt+4')
        return naru

    def test_agencies_on_one_barrier_figures_on_an_occupation_and_whose_a_partner_is(self):
        partners = [self.add('organisation', name=name, kind='welfare') for name in ('East office', 'West office')]
        for partner in partners:
            self.add('referral', jobseeker=self.ids['jobseeker'], direction='out', kind='housing_benefit', state='sent',
                     organisation=partner, barrier='housing', sentOn='2026-11-10')
        self.add('marketFigure', name='Care', figure='vacancies_per_100', occupation='532', value='84', period='2026-09',
                 source='Office')
        self.add('staff', name='Bert', userName='bert', roles='manager')
        naru = self.open('ko')
        naru.find('label', '^주거: 같은 달에 East office, West office 두 기관이')
        naru.key('alt+1')
        naru.find('label', r'^노동시장, .*: 84 \(Office, 2026-09\)$')
        naru.key('ctrl+8')
        naru.click(naru.find('label', '^East office$'), times=2)
        naru.find('label', '^협력기관 관리는 다음 역할이 맡습니다 · 센터장, 전산 담당$')
        name = naru.find('entry', '^이름$')
        naru.set_text(name, 'Mine')
        self.assertEqual(naru.text(name), 'East office')

    def begin_work(self, naru):
        """A warning of the worker becomes a step."""
        naru.act(naru.find('push button', '^Began to work$'))
        naru.find('label', '^Work that began$')
        naru.click(naru.find('push button', '^Employer:'))
        naru.find('label', '^Hanbit Care Home$')
        naru.type('Hanbit')
        naru.key('Return')
        naru.find('push button', '^Employer: Hanbit')
        naru.key('ctrl+Return')
        naru.click(naru.find('label', '^After a week$'))
        naru.find('label', '^We talked$')
        naru.click(naru.find('push button', '^Warning:'))
        naru.click(naru.find('label', '^Hours or shifts$'))
        naru.click(naru.find('entry', '^What will be done about it$'))
        naru.type('Ask for the early shift')
        naru.key('ctrl+Return')
        naru.wait(lambda: [step for step in self.list('step') if step['title'] == 'Ask for the early shift'], 'the step', 40)
        self.assertEqual(len(self.list('employerFollowUp')), 4)
        naru.gone('label', '^We talked$')

    def refer(self, naru, school):
        naru.act(naru.find('push button', '^Refer$'))
        naru.find('label', '^New referral$')
        naru.click(naru.find('push button', '^Course:'))
        naru.click(naru.find('label', '^Care certificate$'))
        naru.find('label', 'Harbour school · .* · 3 places left')
        naru.key('ctrl+Return')
        naru.find('label', '^Course · Care certificate$')
        self.assertEqual(self.list('referral')[0]['organisation'], school)
        naru.click(naru.find('label', '^Course · Care certificate$'))
        naru.act(naru.find('push button', '^Accepted$'))
        naru.wait(lambda: self.list('referral')[0]['state'] == 'accepted', 'the answer', 40)

    def test_work_begins_a_referral_is_accepted_an_enrolment_and_a_message_are_logged(self):
        self.add('employer', name='Hanbit Care Home', stage='cooperating')
        school = self.add('organisation', name='Harbour school', kind='training')
        self.add('course', name='Care certificate', provider=school, starts='2026-12-07', ends='2027-02-26', placesLeft='3')
        naru = self.open()
        self.begin_work(naru)
        self.refer(naru, school)
        naru.act(naru.find('push button', '^Enrol$'))
        naru.click(naru.find('push button', '^Programme:'))
        naru.click(naru.find('label', '^Employment success package$'))
        naru.find('push button', '^Programme: Employment')
        naru.key('ctrl+Return')
        naru.find('label', '^Stage 1 · Enrolled$')
        naru.act(naru.find('push button', '^Write or log$'))
        naru.find('label', '^Safe contact: Text message, after 18:00$')
        naru.set_text(naru.find('entry', '^Subject'), 'Documents')
        naru.key('ctrl+Return')
        naru.find('label', '^Sent · Documents$')


if __name__ == '__main__':
    driver.main()
