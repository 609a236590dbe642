#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of a vacancy, with the keyboard: drafted from its employer, written, and sent to the employer."""

import email
import email.policy
import json
import sqlite3

import centre
import driver


class VacancyTest(driver.TestCase):
    def start_desk(self):
        profile = self.folder / 'profile'
        self.ids = centre.make(profile, self.desktop.environment(now=centre.NOW))
        self.profile = profile
        return self.start('--profile', profile, now=centre.NOW)

    def open_draft(self, past_pay=None, **fields):
        """@past_pay: what the centre's other vacancy pays"""
        profile = self.folder / 'profile'
        env = self.desktop.environment(now=centre.NOW)
        self.ids = centre.make(profile, env)
        if past_pay is not None:
            self.cli('--profile', profile, 'set', self.ids['vacancy'], 'payMin:=' + json.dumps(past_pay))
        self.draft = centre.new(profile, env, 'vacancy', title='Care worker, early shift', employer=self.ids['employer'],
                                stage='draft', drafter=self.ids['staff'], **fields)
        self.profile = profile
        naru = self.start('--profile', profile, now=centre.NOW)
        naru.key('ctrl+4')
        naru.click(naru.find('label', 'Care worker, early shift'), times=2)
        naru.find('label', 'What the reader will see')
        return naru

    def shown(self):
        return self.cli('--profile', self.profile, '--json', 'show', self.draft)

    def test_a_draft_starts_at_its_employer_and_goes_where_a_vacancy_can_go(self):
        naru = self.start_desk()
        naru.key('ctrl+3')
        naru.click(naru.find('label', '한빛요양원'), times=2)
        naru.click(naru.find('push button', 'New vacancy'))
        naru.find('label', "The draft starts with the employer")
        naru.type('Night shift')
        naru.click(naru.find('push button', '^Draft$'))
        naru.find('label', 'What the reader will see')
        naru.find('push button', 'Ask employer to agree')
        naru.find('label', 'pay')
        # its card on the board
        naru.key('ctrl+4')
        naru.find('label', '^Care worker, day shift$')
        naru.key('ctrl+b')
        naru.find('label', '^With employer$')
        naru.click(naru.find('list item', '^Night shift'))
        naru.find('label', 'What the reader will see')
        naru.key('ctrl+4')
        naru.find('list item', '^Night shift')
        naru.wait_focus('^Night shift')
        naru.key('alt+Right')
        naru.find('label', 'The tasks are missing')
        drafts = self.cli('--profile', self.profile, '--json', 'list', 'vacancy', '--where', 'stage=draft')
        self.assertIn('Night shift', drafts)
        # the other one is published: it can be filled, and that undone
        naru.key('Right')
        naru.wait_focus('^Care worker, day shift')
        naru.drag(naru.find('list item', '^Care worker, day shift'), naru.find('list', '^Filled$'))
        filled = lambda: '"filled"' in self.cli('--profile', self.profile, '--json', 'show', self.ids['vacancy'])
        naru.wait(filled, 'the stage to be filled')
        naru.key('ctrl+z')
        naru.wait(lambda: not filled(), 'the stage as before')

    def test_what_is_typed_is_seen_by_the_reader_and_what_is_missing_said(self):
        naru = self.open_draft(occupation='5321', past_pay={'amount': '12500', 'currency': 'KRW', 'per': 'hour'})
        # what is paid here stands at the pay
        naru.find('label', '^Local: .*12,500')
        naru.click(naru.find('push button', 'Ask employer to agree'))
        naru.find('label', 'The tasks are missing')
        self.assertIn('"draft"', self.shown())
        naru.click(naru.find(name='Add a requirement'))
        naru.type('Care-worker certificate')
        naru.key('Return')
        naru.find('label', '^What you need$')
        naru.type('Driving licence')
        naru.key('Return')
        naru.find('label', '^Driving licence$')
        naru.find('label', '2 asked for')
        naru.key('ctrl+z')
        naru.gone('label', '^Driving licence$')
        self.assertIn('Care-worker certificate', self.shown())
        # the reader follows every keystroke, before it is saved
        naru.click(naru.find('entry', '^Tasks'))
        naru.type('Help residents dress')
        naru.find('label', '^Help residents dress$')
        self.assertNotIn('Help residents dress', self.shown())

    def test_findings_follow_the_typing_and_are_rewritten_or_excepted(self):
        naru = self.open_draft(requirements=[{'id': 'r1', 'need': 'essential', 'text': 'Aged 25 to 40'}])
        naru.find('label', '^Age limit')
        naru.find(name='^Law: Age limit')
        # an exception needs a reason, and stays with the vacancy
        naru.click(naru.find(name='Record exception'))
        naru.click(naru.find('push button', '^Record$'))
        self.assertNotIn('exceptions', self.shown())
        naru.type('Apprenticeship under the training act')
        naru.key('Return')
        naru.find('label', 'Justified: Apprenticeship')
        self.assertIn('age.', self.shown())
        naru.key('ctrl+z')
        naru.gone('label', 'Justified: Apprenticeship')
        # a key rewrites; what was typed meanwhile is saved beside it
        naru.click(naru.find('entry', '^About the job'))
        naru.type('Join our young and energetic team')
        naru.find('label', 'young')
        naru.find(name='^Review: ')
        naru.key('F8')
        naru.find('push button', 'Remove words')
        naru.key('ctrl+period')
        naru.gone('label', '^Age limit')
        self.assertNotIn('Aged 25', self.shown())
        self.assertIn('Join our young and energetic team', self.shown())
        naru.key('ctrl+z')
        naru.find('label', '^Age limit')
        # the proof of a requirement stands below it
        naru.click(naru.find('text', '^Requirement$'))
        naru.key('alt+Return')
        naru.wait_focus('^Skill$')
        naru.tab_to('^Shown by$')
        naru.type('Copy of the certificate')
        naru.key('Return')
        naru.wait(lambda: 'Copy of the certificate' in self.shown(), 'the proof to be saved')

    def test_other_words_and_channels_stand_in_tabs_of_their_own(self):
        naru = self.open_draft(tasks='Washing of crockery is to be effected', language='en', requirements=[
            {'id': 'r1', 'need': 'essential', 'text': 'Care-worker certificate'}],
            translations=[{'language': 'ko', 'title': '요양보호사, 이른 근무'}])
        naru.click(naru.find(name='How the reader sees it'))
        naru.click(naru.find('label', '^Korean and English$'))
        naru.find('label', '^요양보호사, 이른 근무$')
        naru.find('label', '^필요한 것$')
        naru.find('label', '^What you need$')
        naru.key('alt+2')
        naru.find('label', '^Not in plain language yet$')
        naru.tab_to('^Tasks$')
        naru.type('Wash the dishes')
        naru.find('label', '^1 of 3 texts$')
        naru.key('ctrl+Return')
        naru.wait(lambda: '"plain"' in self.shown(), 'the plain words to be saved')
        naru.key('alt+3')
        naru.click(naru.find('push button', '^New channel$'))
        naru.find('text', '^Name')
        naru.type('Town notice board')
        naru.click(naru.find('push button', '^Advertise there$'))
        naru.find('label', '^1 channel, 0 applicants$')
        self.assertIn('"from":"2026-11-23"', self.shown())
        # where a channel takes a file, that is the next thing
        self.cli('--profile', self.profile, 'new', 'channel', 'name=Portal', 'takes=json_ld')
        naru.find('label', '^Portal$')
        naru.tab_to('^Advertise there$')
        naru.key('Return')
        naru.wait_focus('Save the JobPosting$', 'push button')

    def test_a_draft_starts_from_an_occupation_or_an_old_advertisement(self):
        esco = self.folder / 'esco'
        esco.mkdir()
        (esco / 'occupations_en.csv').write_text(
            'conceptUri,code,iscoGroup,preferredLabel\nhttp://e/o1,7212.3,7212,laser beam welder\n')
        (esco / 'skills_en.csv').write_text(
            'conceptUri,preferredLabel\nhttp://e/s1,calibrate laser beams\nhttp://e/s2,read spectra\nhttp://e/s3,bake bread\n')
        (esco / 'occupationSkillRelations_en.csv').write_text(
            'occupationUri,relationType,skillUri\nhttp://e/o1,essential,http://e/s1\nhttp://e/o1,optional,http://e/s2\n')
        self.cli('--profile', self.folder / 'profile', 'import', 'esco', esco)
        naru = self.open_draft(language='en')
        naru.click(naru.find('push button', 'Start from an occupation'))
        # an occupation of ESCO brings the skills that ESCO relates to it
        naru.type('laser beam')
        naru.find('label', '^ESCO 7212.3$')
        naru.key('Return')
        naru.find('label', '^calibrate laser beams$')
        naru.find('label', '^read spectra$')
        self.assertEqual(naru.find_all('label', '^bake bread$'), [])
        naru.click(naru.find('entry', '^Occupation$'))
        naru.key('ctrl+a')
        naru.type('weld')
        naru.find('label', '^7212')
        naru.key('Return')
        naru.find('label', '^Read drawings and weld symbols')
        naru.find('label', 'has had no vacancy for this occupation')
        naru.click(naru.find('push button', '^Take over$'))
        naru.find('label', '^What you do$')
        self.assertIn('Remove slag and spatter', self.shown())
        # the title that somebody gave stays
        self.assertIn('"title":"Care worker, early shift"', self.shown())
        naru.key('ctrl+z')
        naru.gone('label', '^What you do$')
        # an old one is taken apart: what stood behind a label has its tick and where it was read, what is only guessed
        # has to be ticked
        self.choose(naru, '^Take an advertisement apart')
        naru.find(name='Text of the advertisement')
        naru.type('Care worker\nTasks:\nHelp residents dress\nHours: 06:30 - 15:00\nWe pay £13 per hour.\n')
        naru.click(naru.find('push button', '^Take apart$'))
        naru.find('label', '^06:30$')
        naru.find(name='^Read behind its label')
        self.assertFalse(naru.has_state(naru.find('check box', '^Care worker$'), 'checked'))
        self.assertTrue(naru.has_state(naru.find('check box', '^06:30$'), 'checked'))
        self.assertNotIn('06:30', self.shown())
        naru.click(naru.find('push button', '^Take over$'))
        naru.find('label', '^What you do$')
        self.assertIn('Help residents dress', self.shown())
        self.assertIn('06:30', self.shown())

    def test_what_is_typed_survives_a_power_cut(self):
        naru = self.open_draft(requirements=[{'id': 'r1', 'need': 'essential', 'text': 'Driving licence'}])
        naru.click(naru.find('text', '^Requirement$'))
        naru.key('End')
        naru.type(' class 1')
        naru.click(naru.find(name='Add a requirement'))
        naru.type('Vietnamese')
        naru.wait(lambda: 'class 1' in self.shown(), 'the row that was left to be saved')
        naru.click(naru.find('text', '^Requirement$'))
        naru.key('End')
        naru.type(' or higher')
        with sqlite3.connect(self.profile / 'naru.db') as store:
            kept = lambda: str(store.execute('SELECT text FROM draft').fetchall())
            naru.wait(lambda: 'or higher' in kept() and 'Vietnamese' in kept(), 'the draft')
        naru.kill()
        naru = self.start('--profile', self.profile, now=centre.NOW)
        naru.key('ctrl+4')
        naru.click(naru.find('label', 'Care worker, early shift'), times=2)
        # the reader sees it, and nobody has saved it
        naru.find('label', '^Driving licence class 1 or higher$')
        self.assertNotIn('or higher', self.shown())
        self.assertEqual(naru.text(naru.find('text', '^Add a requirement$')), 'Vietnamese')

    def choose(self, naru, label):
        """Chooses in the menu of the page."""
        naru.click(naru.find(name='^More actions$'))
        naru.click(naru.find('menu item', label))

    def save(self, naru, path):
        naru.wait(lambda: len(naru.windows()) > 1, 'the file chooser')
        naru.key('ctrl+a')
        naru.type(str(path))
        naru.key('Return')
        naru.wait(path.exists, '%s to be saved' % path.name)
        naru.wait(lambda: len(naru.windows()) == 1, 'the file chooser to go')

    def test_a_draft_is_sent_agreed_published_exported_and_copied(self):
        naru = self.open_draft(payMin={'amount': '13000', 'currency': 'KRW', 'per': 'hour'}, hoursWeek='40',
                               region='KR-41115', closesOn='2026-12-18', about='Join our young and energetic team')
        naru.click(naru.find('entry', '^Tasks'))
        naru.type('Help residents wash')
        naru.click(naru.find('push button', 'Ask employer to agree'))
        naru.find('push button', 'Employer has agreed')
        naru.find('label', '^With employer$')
        self.assertIn('Help residents wash', self.shown())
        # who agreed, and how
        naru.click(naru.find('push button', 'Employer has agreed'))
        naru.wait_focus('^Record$', 'push button')
        naru.tab_to('^Contact', key='shift+Tab')
        naru.key('Return')
        naru.type('Yoo')
        naru.click(naru.find('label', '^Yoo Kyung-mi'))
        naru.click(naru.find('push button', '^Record$'))
        naru.find('push button', 'Mark as published')
        version = json.loads(self.shown())['versions'][-1]
        self.assertEqual((version['approvedBy'], version['approvedAt'][:10]), (self.ids['contact'], '2026-11-23'))
        # to the employer: the open questions, and the advertisement as a PDF
        self.choose(naru, '^Save a mail')
        self.save(naru, self.folder / 'draft.eml')
        mail = email.message_from_bytes((self.folder / 'draft.eml').read_bytes(), policy=email.policy.default)
        self.assertIn('energetic', mail.get_body().get_content())
        attached, = mail.iter_attachments()
        self.assertEqual(attached.get_content_type(), 'application/pdf')
        self.assertTrue(attached.get_content().startswith(b'%PDF'))
        naru.key('alt+4')
        naru.find(name='^Agreed .* by Yoo Kyung-mi')
        # what portals take
        naru.click(naru.find('push button', 'Mark as published'))
        naru.find('push button', 'Mark as filled')
        self.choose(naru, '^Save the advertisement')
        self.save(naru, self.folder / 'ad.jsonld')
        posting = json.loads((self.folder / 'ad.jsonld').read_text())
        self.assertEqual((posting['@type'], posting['title'], posting['validThrough'][:10]),
                         ('JobPosting', 'Care worker, early shift', '2026-12-18'))
        # the next one starts from it, with dates and agreement of its own
        self.choose(naru, '^Copy into a new draft')
        naru.find('push button', 'Ask employer to agree')
        # where it is written, not where the versions were looked at
        naru.find('entry', '^Tasks')
        copies = [json.loads(line) for line in
                  self.cli('--profile', self.profile, '--json', 'list', 'vacancy', '--where', 'stage=draft').splitlines()]
        self.assertEqual([(c['tasks'], c.get('closesOn'), c.get('versions')) for c in copies], [('Help residents wash', None, None)])


if __name__ == '__main__':
    driver.main()
