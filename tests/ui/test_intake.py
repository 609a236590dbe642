# SPDX-License-Identifier: GPL-3.0-or-later
"""The intake interview by keyboard: taken in, asked, left half-way, gone on with, sent another way; and a
whole case in Korean, from intake to a meeting booked again."""

import json

import caseload
import desktop
import driver


class IntakeTest(driver.TestCase):

    def setUp(self):
        super().setUp()
        self.profile = self.folder / 'profile'
        self.env = self.desktop.environment(TZ='Asia/Seoul', now=caseload.NOW)
        self.ids = caseload.make(self.profile, self.env)

    def begin(self, **environment):
        return self.start('--profile', self.profile, TZ='Asia/Seoul', now=caseload.NOW, **environment)

    def list(self, record_type):
        lines = self.cli('--profile', self.profile, '--json', 'list', record_type).splitlines()
        return [json.loads(line) for line in lines]

    def person(self, name):
        found = [one['_id'] for one in self.list('jobseeker') if one.get('name') == name]
        return json.loads(self.cli('--profile', self.profile, '--json', 'show', found[0])) if found else {}

    def answers(self, name):
        return {one['question']: one['answer'] for one in self.person(name).get('intake', [])}

    def take_in(self, naru, name, save):
        naru.key('ctrl+2', 'ctrl+n')
        naru.wait_focus('.', 'entry')
        naru.type(name)
        naru.tab_to(save, 'push button')
        naru.key('Return')

    def choose(self, naru, answer, go_on='^Continue$'):
        """Ticks a box and goes on, by keyboard alone."""
        naru.tab_to(answer)
        naru.key('space')
        naru.tab_to(go_on, 'push button')
        naru.key('Return')

    def test_a_person_is_asked_and_the_route_is_said(self):
        naru = self.begin()
        self.take_in(naru, 'Nguyen Thi Lan', '^Save$')
        naru.find('label', '^Are you looking for work')
        self.choose(naru, '^Yes$')
        naru.find('label', '^Did you have a job with employment insurance')
        self.choose(naru, '^No$')
        naru.find('label', '^Tick everything that applies')
        naru.tab_to('^Woman returning')
        naru.key('space')
        naru.find('label', '^Women’s re-employment team$')
        naru.find('label', '^With “Veteran”: Women’s re-employment team or veterans')
        naru.find('label', '^not saved yet$')
        naru.tab_to('^Continue$', 'push button')
        naru.key('Return')
        naru.find('label', '^How do you manage with phone and computer')
        self.assertEqual(self.answers('Nguyen Thi Lan'), {'need': 'yes', 'insured': 'no', 'groups': 'career_break'})
        person = self.person('Nguyen Thi Lan')
        self.assertEqual((person['route'], person['routeRule'], person['groups']),
                         ('special', 'career-break@1', ['women_return']))

    def test_it_is_left_half_way_and_gone_on_with(self):
        naru = self.begin()
        self.take_in(naru, 'Nguyen Thi Lan', '^Save$')
        naru.find('label', '^Are you looking for work')
        naru.tab_to('^Continue$', 'push button')
        naru.key('Return')
        naru.find('label', '^Please choose one answer')
        self.choose(naru, '^Yes$')
        naru.find('label', '^Did you have a job with employment insurance')
        naru.tab_to('^Leave for later$', 'push button')
        naru.key('Return')
        naru.find('push button', '^Continue the interview$')
        naru.quit()
        naru = self.begin()
        naru.key('ctrl+2')
        naru.click(naru.find('label', '^Interview not finished$'))
        naru.click(naru.find('label', '^Nguyen Thi Lan$'), times=2)
        naru.act(naru.find('push button', '^Continue the interview$'))
        naru.find('label', '^Did you have a job with employment insurance')
        naru.find('label', '^1 of 6 answered and saved$')

    def test_another_route_takes_a_reason(self):
        naru = self.begin()
        self.take_in(naru, 'Nguyen Thi Lan', '^Save$')
        self.choose(naru, '^No, other help')
        naru.find('label', '^Municipal welfare$')
        naru.tab_to('^Choose another route$', 'push button')
        naru.key('Return')
        naru.tab_to('^Choose this route$', 'push button')
        naru.key('Return')
        naru.find('label', '^Please say why the person goes another way')
        naru.wait_focus('^Reason$', 'entry')
        naru.type('Wants work after all')
        naru.key('Return')
        naru.find('label', '^Chosen by hand: Municipal welfare$')
        self.assertEqual(self.person('Nguyen Thi Lan')['routeReason'], 'Wants work after all')

    def test_somebody_who_is_here_is_seen_side_by_side(self):
        naru = self.begin()
        naru.key('ctrl+2', 'ctrl+n')
        naru.wait_focus('.', 'entry')
        naru.type('Minji Kim')
        naru.find('label', '^A name that sounds the same; no date of birth to compare$')
        naru.tab_to('^Date of birth', 'entry')
        naru.type('2088-04-12')
        naru.find('label', '^This cannot be in the future|future')
        naru.key('ctrl+a')
        naru.type('1988-04-12')
        naru.find('label', '^Same date of birth, and a name that sounds the same$')
        naru.click(naru.find('label', '^Same date of birth, and a name that sounds the same$'))
        naru.find('label', '^Typed now$')
        naru.act(naru.find('push button', '^Go on with the one that is here$'))
        naru.find('label', '^Work as a care worker')

    def read_path(self, naru, text):
        """Chooses a file with another path in the preferences, by keyboard."""
        path = self.folder / 'path.json'
        path.write_text(text, encoding='utf-8')
        self.choose_file(naru, '^Read…', path)

    def choose_file(self, naru, button, path):
        """Presses the button, and types the path over the name that is proposed."""
        windows = len(naru.windows())
        naru.tab_to(button, 'push button')
        naru.key('Return')
        naru.wait(lambda: len(naru.windows()) > windows, 'the file chooser')
        naru.key('ctrl+a')
        naru.type(str(path))
        naru.key('Return')
        naru.wait(lambda: len(naru.windows()) == windows, 'the file chooser to go')

    def test_a_centre_changes_the_path_in_the_window(self):
        self.cli('--profile', self.profile, 'set', self.ids['staff'], 'roles=job_counsellor,situation,manager')
        ours = (desktop.TOP / 'data' / 'intake' / 'intake.json').read_text(encoding='utf-8')
        words = 'Are you looking for work, or worried about keeping it?'
        self.assertIn(words, ours)
        naru = self.begin()
        naru.key('ctrl+comma')
        naru.find('label', '^The program’s own$')
        saved = self.folder / 'saved.json'
        self.choose_file(naru, '^Save as…', saved)
        naru.wait(lambda: saved.exists() and saved.read_text(encoding='utf-8') == ours, 'the path that holds in a file')
        self.read_path(naru, ours.replace('"need"', '"nosuch"', 1))
        naru.find('label', r'path\.json: ')
        naru.find('label', '^The program’s own$')
        self.read_path(naru, ours.replace(words, 'What brings you here?'))
        naru.find('label', '^Version 2, of this centre$')
        naru.key('Escape')
        self.take_in(naru, 'Nguyen Thi Lan', '^Save$')
        naru.find('label', '^What brings you here')

    def write_the_joint_version(self, naru):
        naru.act(naru.find('push button', '^Write the joint version$'))
        naru.find('label', '^Joint version$')
        naru.key('ctrl+Return')
        naru.wait(lambda: [one for one in self.list('assessment') if one['kind'] == 'joint'], 'the joint version')

    def sign_and_reopen(self, naru):
        """Signed it is only read, and both make a joint version; reopened, the reason is told."""
        naru.click(naru.find('label', '^Counsellor · Park Ji-hoon$'))
        naru.act(naru.find('push button', '^Sign it today$'))
        naru.wait(lambda: all(one.get('signedOn') for one in self.list('assessment')), 'the signature')
        naru.gone('push button', '^Sign it today$')
        self.write_the_joint_version(naru)
        naru.click(naru.find('label', '^Counsellor · Park Ji-hoon$'))
        naru.find('label', '^It is signed, and changes no more')
        naru.find('label', '^Nights are hard$', number=1)
        naru.act(naru.find('push button', '^Reopen…$'))
        naru.wait_focus('^Why it is reopened$', 'entry')
        naru.key('Return')
        naru.find('label', '^Please say why it is reopened')
        naru.type('She told more')
        naru.key('Return')
        naru.find('label', '^Reopened .*She told more$')
        naru.gone('label', '^It is signed, and changes no more')

    def test_looking_leaves_a_trace_and_a_consent_is_taken_back(self):
        self.cli('--profile', self.profile, 'new', 'consent', 'jobseeker=' + self.ids['jobseeker'], 'purpose=share_partner',
                 'state=given', 'givenOn=2026-11-01')
        self.cli('--profile', self.profile, 'new', 'assessment', 'jobseeker=' + self.ids['jobseeker'], 'kind=counsellor',
                 'on=2026-11-20', 'author=' + self.ids['staff'], 'summary=Nights are hard')
        self.cli('--profile', self.profile, 'new', 'assessment', 'jobseeker=' + self.ids['jobseeker'], 'kind=social_worker',
                 'on=2026-11-21', 'author=' + self.ids['colleague'], 'signedOn=2026-11-21')
        naru = self.begin()
        naru.key('ctrl+k')
        naru.find('frame', '^Find anything$')
        naru.type('Kim')
        naru.find('label', '김민지')
        naru.key('Return')
        naru.find('label', '^Work as a care worker')
        parts = lambda: {(one['part'], one['staff']) for one in self.list('reading')}
        naru.wait(lambda: parts() == {('barriers', self.ids['staff'])}, 'the trace of the barriers beside the plan')
        naru.key('alt+3')
        naru.find('label', '^Who has read this$')
        naru.wait(lambda: ('situation', self.ids['staff']) in parts(), 'a trace of the situation')
        naru.find('label', '^Barriers beside the plan')
        self.cli('--profile', self.profile, 'list', 'barrier', '--sensitive')
        naru.find('label', '^Sensitive fields in a file')
        self.sign_and_reopen(naru)
        naru.tab_to('^Sharing with a partner', 'list item')
        naru.key('Return')
        naru.act(naru.find('push button', '^Withdraw$'))
        naru.wait(lambda: self.list('consent')[0].get('withdrawnOn'), 'the consent to be withdrawn')

    def screen_in_korean(self, naru):
        """Screening proposes a channel and the paper plan; what is a matter of the situation does not stand with the person."""
        for question in ('인터넷에서', '문자메시지', '짧은 글', '비밀번호', '앱이나 서식'):
            naru.tab_to('^%s.*: 아직 못 함$' % question)
            naru.key('space')
        naru.find('label', '^제안 · 대면')
        naru.tab_to('^다음', 'push button')
        naru.key('Return')
        naru.find('label', '^지금 일하는 데')
        person = self.person('이서연')
        self.assertEqual((person['preferredChannel'], person['paperPlan']), ('in_person', True))
        self.choose(naru, '^자녀 돌봄$', '^다음')
        naru.find('label', '^협력기관과')
        self.assertNotIn('childcare', json.dumps(self.person('이서연')))
        self.choose(naru, '^동의하지 않음$', '^다음')
        naru.find('label', '^초기 상담을 마쳤습니다$')
        naru.tab_to('^구직자 화면 열기', 'push button')
        naru.key('Return')

    def draft_in_korean(self, naru):
        """The plan is drafted with 9 keys, a target that is typed among them. By the keystroke-level model of Card, Moran and
        Newell (1980) that is 9 keys of 0.28 s, three decisions of 1.35 s, and reading ten steps at some 3 s each: 37 s."""
        pressed, press, write = [], naru.key, naru.type
        naru.key = lambda *keys: pressed.extend(keys) or press(*keys)
        naru.type = lambda text: pressed.extend(text) or write(text)
        naru.find('label', '^아직 계획 없음$')
        naru.key('ctrl+d')
        naru.wait_focus('^(양식|서식)')
        naru.key('Tab')
        naru.wait_focus('^목표 직업')
        naru.key('Return')
        naru.wait_focus('.', 'entry')
        naru.type('5322')
        naru.find('label', '재가 돌봄 종사자')
        naru.key('Return')
        naru.wait_focus('^목표 직업.*재가 돌봄')
        naru.key('ctrl+Return')
        naru.key, naru.type = press, write
        person = self.person('이서연')
        mine = lambda: [step for step in self.list('step') if step['jobseeker'] == person['_id']]
        naru.wait(lambda: len(mine()) >= 5, 'the steps')
        self.assertLessEqual(len(pressed), 9)
        self.assertIn('5322', [goal.get('occupation') for plan in self.list('plan') if plan['jobseeker'] == person['_id']
                               for goal in plan['goals']])

    def agree_in_korean(self, naru):
        naru.tab_to('^계획 합의$', 'push button')
        naru.key('Return')
        naru.find('label', '^쉬운 말이고, 누구도 압박하지 않습니다')
        naru.key('ctrl+Return')
        naru.find('label', '^제1판 · .*합의$')

    def meet_in_korean(self, naru, person):
        """A meeting of this morning is booked and written down, with what was agreed and when the next one is."""
        naru.tab_to('^상담 예약$', 'push button')
        naru.key('Return')
        naru.tab_to('^시작', 'entry')
        naru.key('ctrl+a')
        naru.type('2026-11-23 08:00')
        naru.key('ctrl+Return')
        meetings = lambda: sorted((one for one in self.list('meeting') if one.get('jobseeker') == person), key=lambda one: one['start'])
        naru.wait(meetings, 'the meeting')
        naru.key('ctrl+1')
        naru.tab_to('^이서연', 'list item')
        naru.key('ctrl+Return')
        naru.wait_focus('^진행했음$')
        naru.tab_to('^할 일$', 'entry')
        naru.type('이력서 가져오기')
        naru.key('Return')
        naru.find('push button', '^“이력서 가져오기” ')
        naru.key('ctrl+Return')
        naru.wait(lambda: len(meetings()) == 2, 'the next meeting')
        self.assertEqual([one['state'] for one in meetings()], ['held', 'booked'])
        self.assertIn('이력서 가져오기', [step['title'] for step in self.list('step')])
        return meetings

    def test_a_whole_case_in_korean_by_keyboard(self):
        naru = self.begin(language='ko')
        self.take_in(naru, '이서연', '^저장')
        naru.find('label', '^일자리를 찾고 계시거나')
        self.choose(naru, '^예$', '^다음')
        naru.find('label', '^최근 18개월 안에 고용보험에 가입된')
        self.choose(naru, '^아니요$', '^다음')
        self.choose(naru, '^제대군인$', '^다음')
        naru.find('label', '^휴대전화와 컴퓨터를')
        naru.find('label', '^제대군인지원센터$')
        self.assertEqual(self.person('이서연')['routeRule'], 'veteran@1')
        self.screen_in_korean(naru)
        self.draft_in_korean(naru)
        self.agree_in_korean(naru)
        meetings = self.meet_in_korean(naru, self.person('이서연')['_id'])
        naru.quit()

        # Three weeks later nobody came; the queue says so, and one action books again.
        naru = self.start('--profile', self.profile, TZ='Asia/Seoul', now='2026-12-14T16:00:00+09:00', language='ko')
        naru.tab_to('^이서연', 'list item')
        naru.key('ctrl+Return')
        naru.wait_focus('^진행했음$')
        naru.tab_to('^진행하지 못했음$', key='Down')
        naru.tab_to('^다음 상담을 지금 예약$', 'check box')
        naru.key('space', 'ctrl+Return')
        naru.find('label', '^다시 잡을 상담$')
        naru.wait(lambda: meetings()[-1]['state'] == 'missed', 'the meeting to be missed')
        naru.tab_to('^이서연', 'list item')
        naru.key('ctrl+Return')
        naru.wait_focus('^다시 예약$', 'push button')
        naru.key('Return')
        naru.wait(lambda: [one['state'] for one in meetings()] == ['held', 'missed', 'booked'], 'the meeting to be booked again')
        self.assertEqual(meetings()[1]['rebookedAs'], meetings()[2]['_id'])


if __name__ == '__main__':
    driver.main()
