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
        naru.click(naru.find('push button', '^All employers'))
        naru.find('label', '^6 employers')
        return naru

    def with_field(self, field, value):
        listed = self.cli('--profile', self.profile, '--json', 'list', 'employer', '--where', '%s=%s' % (field, value))
        return sorted(json.loads(line)['name'] for line in listed.splitlines())

    def act_on(self, naru, item):
        naru.click(naru.find('push button', '^With what is chosen or shown$'))
        naru.click(naru.find('push button', item))

    def test_columns_are_ordered_by_keyboard(self):
        naru = self.open_list()
        naru.click(naru.find('push button', '^Choose columns$'))
        naru.tab_to('^Move “Industry” forward$', 'push button')
        naru.key('alt+Up')
        naru.key('Escape')
        kept = lambda: self.setting('list/employer/columns').split()[:3]
        naru.wait(lambda: kept() == ['name', 'industry', 'stage'], 'the industry to come before the stage')

    def setting(self, key):
        with sqlite3.connect(self.profile / 'naru.db') as store:
            row = store.execute('SELECT value FROM setting WHERE key = ?', (key,)).fetchone()
        return row[0] if row else ''

    def card(self, naru, name, column):
        return naru.find('list item', name, within=naru.find('list', '^%s$' % column))

    def test_cards_go_from_column_to_column(self):
        naru = self.open_list()
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
