# SPDX-License-Identifier: GPL-3.0-or-later
"""A jobseeker by keyboard: taken in, given a plan with three steps and a meeting, a step done, and that undone."""

import json

import caseload
import driver


class JobseekerTest(driver.TestCase):

    def setUp(self):
        super().setUp()
        self.profile = self.folder / 'profile'
        self.env = self.desktop.environment(TZ='Asia/Seoul', now=caseload.NOW)
        self.ids = caseload.make(self.profile, self.env)

    def list(self, record_type):
        lines = self.cli('--profile', self.profile, '--json', 'list', record_type).splitlines()
        return [json.loads(line) for line in lines]

    def steps(self, title):
        return [step for step in self.list('step') if step.get('title') == title]

    def open(self, word):
        naru = self.start('--profile', self.profile, TZ='Asia/Seoul', now=caseload.NOW)
        naru.key('ctrl+k')
        naru.find('frame', '^Find anything$')
        naru.type(word)
        naru.find('label', '김민지')
        naru.key('Return')
        naru.find('label', '^Work as a care worker')
        return naru

    def test_a_plan_says_what_is_late_and_who_acts(self):
        trial = self.steps('Trial week at Hanbit Care Home')[0]
        course = self.steps('Enrol on care-worker certificate course')[0]
        self.cli('--profile', self.profile, 'set', trial['_id'], 'blockedBy=' + course['_id'])
        naru = self.open('Kim')
        naru.find('label', '^Waits for “Enrol on care-worker certificate course”')
        texts = naru.texts()
        for expected in ('3 days late', '1 of 4 done', 'City welfare', 'Childcare', 'Text message, after 18:00'):
            self.assertIn(expected, texts)

    def test_three_steps_are_typed_one_is_done_and_undone(self):
        naru = self.open('Kim')
        naru.click(naru.find('entry', 'New step'))
        for title in ('Write a letter', 'Call the school', 'Ask a neighbour'):
            naru.type(title)
            naru.key('Return')
            naru.wait(lambda: self.steps(title), title, 40)
            naru.wait(lambda: naru.text(naru.find('entry', 'New step')) == '', 'room for the next step', 40)
        naru.click(naru.find('push button', '^Call the school: Not started', timeout=40))
        naru.find('push button', '^Call the school: Under way')
        naru.click(naru.find('push button', '^Call the school: Under way'))
        naru.find('push button', '^Call the school: Done')
        naru.act(naru.find('push button', '^Undo$'))
        naru.find('push button', '^Call the school: Under way')
        naru.wait(lambda: 'doneOn' not in self.steps('Call the school')[0], 'the day to go')

    def test_a_step_is_worked_with_by_keys(self):
        naru = self.open('Kim')
        naru.click(naru.find('label', '^Apply for home childcare service$'), button=1)
        naru.find('push button', '^Close panel$')
        naru.key('Escape')
        naru.click(naru.find('label', '^Agree a stand-in for sick days$'))
        naru.find('push button', '^Close panel$')
        naru.key('alt+Up')
        naru.wait(lambda: self.steps('Agree a stand-in for sick days')[0]['position'] in (5, '5'), 'the step one place up')
        naru.key('space')
        naru.find('push button', '^Agree a stand-in for sick days: Under way')
        naru.key('Delete')
        naru.gone('push button', '^Agree a stand-in for sick days')
        naru.key('ctrl+z')
        naru.find('push button', '^Agree a stand-in for sick days: Under way')

    def test_a_plan_is_agreed_and_signed(self):
        naru = self.open('Kim')
        naru.act(naru.find('push button', '^Agree version 4$'))
        naru.find('label', '^Plain, and it threatens nobody')
        naru.act(naru.find('push button', '^Keep this version$'))
        naru.find('label', '^Version 4, agreed 23 November 2026$')
        naru.act(naru.find('push button', '^Compare$'))
        naru.find('label', '^What changed$')
        naru.act(naru.find('push button', '^Signed today$'))
        pad = naru.find(name='^Sign here$')
        naru.drag(pad, naru.find('push button', '^Attach a scan'))
        naru.wait(lambda: naru.has_state(naru.find('push button', '^Draw again$'), 'sensitive'), 'a signature')
        naru.act(naru.find('push button', '^Signed today$', number=1))
        naru.find('label', '^Signed by 김민지 and Park Ji-hoon')
        naru.wait(lambda: len(self.list('plan')[0]['versions'][-1].get('signature', '')) == 64, 'the signature to be kept')

    def test_a_plan_is_drafted_from_a_template(self):
        naru = self.open('Kim')
        before = len(self.list('step'))
        naru.act(naru.find('push button', '^Draft from a template$'))
        naru.find('label', '^Draft a plan$')
        naru.find(name='^Interest and competency profile, talked through$')
        naru.find('label', 'because of the barrier “Transport”')
        naru.act(naru.find('push button', '^Add to the plan$'))
        naru.wait(lambda: len(self.list('step')) > before + 5, 'the steps')
        naru.key('ctrl+z')
        naru.wait(lambda: len(self.list('step')) == before, 'the steps to go')

    def test_threatening_words_are_said_and_replaced(self):
        naru = self.open('Kim')
        naru.click(naru.find('entry', 'New step'))
        naru.type('You must call the school')
        naru.find('push button', '^Put “will” .Ctrl')
        naru.key('ctrl+period')
        naru.wait(lambda: naru.text(naru.find('entry', 'New step')) == 'You will call the school', 'the other words')
        naru.gone('push button', '^Put “will” .Ctrl')
        naru.tab_to('^Due$', 'entry')
        naru.type('2026-09-01')
        naru.find('label', '^A step cannot lie before its plan, which began on 10 Sep')
        naru.key('Return')
        naru.key('ctrl+a')
        naru.type('2026-12-01')
        naru.gone('label', '^A step cannot lie before its plan')
        naru.key('Return')
        naru.wait(lambda: self.steps('You will call the school'), 'the step')
        goals = [{'id': 'g1', 'text': 'You must find work'}]
        self.cli('--profile', self.profile, 'set', self.ids['plan'], 'goals:=' + json.dumps(goals))
        naru.find('label', '^You must find work$')
        naru.act(naru.find('push button', '^Agree version 4$'))
        naru.find('label', '^Orders instead of agreeing: “must”')
        naru.act(naru.find('push button', '^Put “will”$'))
        naru.find('label', '^You will find work$')
        naru.find('label', '^Plain, and it threatens nobody')

    def test_a_meeting_is_booked_beside_the_page(self):
        naru = self.open('Kim')
        before = len(self.list('meeting'))
        naru.key('alt+2')
        naru.find('label', '^6 meetings$')
        naru.act(naru.find('push button', '^Book meeting$'))
        naru.find('label', '^Book a meeting$')
        naru.act(naru.find('push button', '^Book$'))
        naru.find('label', '^7 meetings$')
        self.assertEqual(len(self.list('meeting')), before + 1)

    def test_the_situation_is_closed_to_those_without_the_role(self):
        self.cli('--profile', self.profile, 'set', self.ids['staff'], 'roles=job_counsellor')
        naru = self.open('Kim')
        self.assertNotIn('Barriers', naru.texts())
        naru.key('alt+3')
        naru.find('label', '^Barriers, assessments and benefits are seen by')
        self.assertNotIn('Transport', naru.texts())


if __name__ == '__main__':
    driver.main()
