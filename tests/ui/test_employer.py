#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of an employer, with the keyboard: a conversation with what comes next, kept, moved and undone."""

import centre
import driver


class EmployerTest(driver.TestCase):
    def open_employer(self):
        profile = self.folder / 'profile'
        self.ids = centre.make(profile, self.desktop.environment(now=centre.NOW))
        self.profile = profile
        naru = self.start('--profile', profile, now=centre.NOW)
        naru.key('ctrl+3')
        naru.click(naru.find('label', '한빛요양원'))
        naru.key('Return')
        naru.find(name='What was said, and what comes next')
        return naru

    def write(self, naru, text):
        naru.click(naru.find(name='What was said, and what comes next'))
        naru.type(text)

    def test_a_call_is_logged_with_what_comes_next(self):
        naru = self.open_employer()
        self.write(naru, 'Yoo Kyung-mi is short by two. Will send two names by Wednesday')
        naru.find('label', r'Next: Will send two names by Wednesday \(Wed 25 Nov\)')
        naru.key('Return')
        naru.find('label', 'Call with Yoo Kyung-mi')
        naru.find('label', '^Today$')
        naru.find('label', 'is short by two')
        naru.find('push button', '^Done$')

    def test_done_closes_the_next_action_and_undo_opens_it_again(self):
        naru = self.open_employer()
        self.write(naru, 'Will send two names by Wednesday')
        naru.key('Return')
        done = naru.find('push button', '^Done$')
        naru.click(done)
        naru.find('label', r'Done: Will send two names by Wednesday, Mon 23 Nov')
        naru.find('label', 'Nothing agreed yet')
        naru.key('ctrl+z')
        naru.find('push button', '^Done$')
        naru.gone('label', '^Done: ')

    def test_a_second_line_says_what_was_promised(self):
        naru = self.open_employer()
        self.write(naru, 'Asked for names.')
        naru.key('ctrl+Return')
        naru.wait_focus('^What comes next')
        naru.type('Send two names on Friday')
        naru.find(name='Due: Fri 27 Nov')
        naru.click(naru.find('check box', 'Promised'))
        naru.click(naru.find('push button', '^Add$'))
        naru.find('label', '1 promise open, 1 kept')

    def test_what_was_typed_and_not_added_is_there_after_a_restart(self):
        naru = self.open_employer()
        self.write(naru, 'Half a sentence')
        naru.key('ctrl+q')
        self.assertEqual(naru.process.wait(15), 0)
        naru = self.start('--profile', self.profile, now=centre.NOW)
        naru.click(naru.find('label', '한빛요양원'))
        naru.key('Return')
        entry = naru.find(name='What was said, and what comes next')
        naru.wait(lambda: naru.text(entry) == 'Half a sentence', 'the draft to be back')

    def test_a_conversation_is_deleted_in_the_panel_and_comes_back(self):
        naru = self.open_employer()
        naru.click(naru.find('label', 'E-mail with Yoo Kyung-mi'))
        naru.click(naru.find('push button', '^Delete$'))
        naru.gone('label', 'E-mail with Yoo Kyung-mi')
        naru.key('ctrl+z')
        naru.find('label', 'E-mail with Yoo Kyung-mi')


if __name__ == '__main__':
    driver.main()
