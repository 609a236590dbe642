#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Many employers at once: rows that are chosen, columns in another order, the board of outreach."""

import json
import sqlite3

import centre
import driver

NAMES = ('Baeksan Textiles', 'Cheongun Foods', 'Daeil Precision', 'Eunhae Care')


class EmployerManyTest(driver.TestCase):
    def open_list(self):
        self.profile = self.folder / 'profile'
        env = self.desktop.environment(now=centre.NOW)
        self.ids = centre.make(self.profile, env)
        for name in NAMES:
            self.ids[name] = centre.new(self.profile, env, 'employer', name=name, stage='to_contact', industry='1010',
                                        accountManager=self.ids['staff'], assignedSince='2024-05-01')
        self.ids['twin'] = centre.new(self.profile, env, 'employer', name='한빛요양원 (주)', phone='031-555-0199',
                                      region='KR-41115', stage='contacted', employees='48')
        centre.new(self.profile, env, 'interaction', employer=self.ids['twin'], kind='call', at='2026-09-01T09:00:00+09:00',
                   summary='They asked for two helpers in the kitchen.')
        naru = self.start('--profile', self.profile, now=centre.NOW)
        naru.key('ctrl+3')
        naru.find('label', '^5 employers')      # one's own, which the list opens with
        last = naru.find('push button', '^No talk for a year')
        naru.wait(lambda: naru.find_all('label', '^0$', within=last), 'the views to be counted')
        naru.click(naru.find('push button', '^All employers'))
        naru.find('label', '^6 employers')
        return naru

    def with_field(self, field, value):
        listed = self.cli('--profile', self.profile, '--json', 'list', 'employer', '--where', '%s=%s' % (field, value))
        return sorted(json.loads(line)['name'] for line in listed.splitlines())

    def act_on(self, naru, item):
        naru.click(naru.find('push button', '^With what is chosen or shown$'))
        naru.click(naru.find('push button', item))

    def test_rows_that_are_chosen_are_changed_together_and_columns_ordered_by_keyboard(self):
        naru = self.open_list()
        naru.click(naru.find('push button', '^Choose columns$'))
        naru.tab_to('^Move “Industry” forward$', 'push button')
        naru.key('alt+Up')
        naru.key('Escape')
        kept = lambda: self.setting('list/employer/columns').split()[:3]
        naru.wait(lambda: kept() == ['name', 'industry', 'stage'], 'the industry to come before the stage')

        naru.click(naru.find('label', '^Baeksan Textiles$'))
        naru.key('shift+Down')
        naru.find('label', '^2 chosen of 6 employers')
        naru.key('ctrl+Down', 'ctrl+Down', 'ctrl+space')
        naru.find('label', '^3 chosen of 6 employers')
        self.act_on(naru, '^Tag…')
        naru.find('label', '^What is chosen: 3 employers$')
        naru.wait_focus('^Tag$', 'entry')
        naru.type('autumn fair')
        naru.click(naru.find_all('push button', '^Tag$')[-1])
        naru.gone('label', '^What is chosen: 3 employers$')
        chosen = ['Baeksan Textiles', 'Cheongun Foods', 'Eunhae Care']
        naru.wait(lambda: self.with_field('tags', 'autumn fair') == chosen, 'the three to be tagged')
        naru.key('ctrl+z')
        naru.wait(lambda: self.with_field('tags', 'autumn fair') == [], 'one undo to take it back')

        # all that is shown, in so many words, though some are chosen
        naru.click(naru.find('push button', '^With what is chosen or shown$'))
        naru.click(naru.find(name='^All that the list shows: 6 employers$'))
        naru.click(naru.find('push button', '^Put on a list…'))
        naru.find('label', '^All that the list shows: 6 employers$')
        naru.wait_focus('^List$', 'entry')
        naru.type('spring')
        naru.click(naru.find('push button', '^Put on the list$'))
        naru.wait(lambda: len(self.with_field('lists', 'spring')) == 6, 'all to be on the list')

        # to another account manager, who finds a sheet with each
        naru.click(naru.find('label', '^Daeil Precision$'))
        naru.find('label', '^6 employers')
        naru.key('shift+Down')
        self.act_on(naru, '^Assign…')
        naru.click(naru.find('combo box', '^Who looks after them$'))
        naru.click(naru.find('label', '^박지훈'))
        # with the keyboard: a click is lost that comes while the list of names goes away
        naru.tab_to('^Reason for the change$', 'entry')
        naru.type('Soojin leaves for Ansan')
        naru.click(naru.find('push button', '^Assign$'))
        naru.wait(lambda: self.with_field('accountManager', self.ids['colleague']) == ['Daeil Precision', 'Eunhae Care'],
                  'the two to be looked after by the colleague')
        shown = json.loads(self.cli('--profile', self.profile, '--json', 'show', self.ids['Daeil Precision']))
        self.assertIn('In short', shown['assignments'][-1]['handover'])

    def test_two_become_one_and_two_again_and_cards_go_from_column_to_column(self):
        naru = self.open_list()
        naru.click(naru.find('label', '^한빛요양원$'), times=2)
        naru.find('label', '^4 entries$')
        naru.click(naru.find('push button', '^More actions$'))
        naru.click(naru.find('menu item', '^Merge with another employer'))
        naru.find('label', '^Same name and district$')
        naru.wait_focus('^한빛요양원 ', 'list item')
        naru.key('Return')
        naru.click(naru.find('check box', '^48$'))
        naru.click(naru.find('push button', '^Merge$'))
        naru.find('label', 'two helpers in the kitchen')
        naru.find('label', '48 employees')
        naru.wait(lambda: self.with_field('mergedInto', self.ids['employer']) == ['한빛요양원 (주)'], 'the other to be merged')
        naru.key('ctrl+z')
        naru.find('label', '46 employees')
        naru.gone('label', 'two helpers in the kitchen')
        self.assertEqual(self.with_field('mergedInto', self.ids['employer']), [])
        self.check_board(naru)

    def setting(self, key):
        with sqlite3.connect(self.profile / 'naru.db') as store:
            row = store.execute('SELECT value FROM setting WHERE key = ?', (key,)).fetchone()
        return row[0] if row else ''

    def card(self, naru, name, column):
        return naru.find('list item', name, within=naru.find('list', '^%s$' % column))

    def check_board(self, naru):
        naru.key('ctrl+9')
        naru.drag(self.card(naru, 'Cheongun Foods', 'To contact'), naru.find('list', '^Contacted$'))
        self.card(naru, 'Cheongun Foods', 'Contacted')
        self.assertEqual(self.with_field('stage', 'contacted'), ['Cheongun Foods', '한빛요양원 (주)'])
        naru.key('ctrl+z')
        self.card(naru, 'Cheongun Foods', 'To contact')
        naru.tab_to('^Baeksan Textiles$', 'list item')
        naru.key('alt+Right')
        self.card(naru, 'Baeksan Textiles', 'Contacted')
        naru.wait_focus('^Baeksan Textiles$', 'list item')
        naru.key('Return')
        naru.find(name='What was said, and what comes next')


if __name__ == '__main__':
    driver.main()
