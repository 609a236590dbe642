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
        naru.click(naru.find('label', '한빛요양원'), times=2)
        naru.find(name='What was said, and what comes next')
        return naru

    def write(self, naru, text):
        naru.click(naru.find(name='What was said, and what comes next'))
        naru.wait_focus('What was said, and what comes next')
        naru.type(text)

    def test_a_conversation_is_logged_with_what_comes_next_kept_moved_and_undone(self):
        naru = self.open_employer()
        self.write(naru, 'Yoo Kyung-mi is short by two. Will send two names by Wednesday')
        naru.find('label', r'Next: Will send two names by Wednesday \(Wed 25 Nov\)')
        naru.key('Return')
        naru.find('label', 'Call with Yoo Kyung-mi')
        naru.find('label', '^Today$')
        naru.find('label', 'is short by two')
        naru.click(naru.find('push button', '^Done$'))
        naru.find('label', r'Done: Will send two names by Wednesday, Mon 23 Nov')
        naru.find('label', 'Nothing agreed yet')
        naru.key('ctrl+z')
        naru.find('push button', '^Done$')
        naru.gone('label', '^Done: ')

        # a second line says what was promised
        self.write(naru, 'Asked for names.')
        naru.key('ctrl+Return')
        naru.wait_focus('^What comes next')
        naru.type('Send two names on Friday')
        naru.find(name='Due: Fri 27 Nov')
        naru.click(naru.find('check box', 'Promised'))
        naru.click(naru.find('push button', '^Add$'))
        naru.find('label', '1 promise open, 1 kept')

        # from another tab one shortcut is enough
        naru.key('alt+2')
        naru.find('push button', '^Add contact$')
        naru.key('ctrl+l')
        naru.wait_focus('^What was said')
        naru.type('Baek Seung-min asked for a rota.')
        naru.key('Return')
        naru.find('label', '^Call with Baek Seung-min$')

        # a conversation is deleted in its panel, and comes back
        naru.click(naru.find('label', 'E-mail with Yoo Kyung-mi'))
        naru.click(naru.find('push button', '^Delete$'))
        naru.gone('label', 'E-mail with Yoo Kyung-mi')
        naru.key('ctrl+z')
        naru.find('label', 'E-mail with Yoo Kyung-mi')

        # what was typed and not added is there after a restart
        self.write(naru, 'Half a sentence')
        naru.key('ctrl+q')
        self.assertEqual(naru.process.wait(15), 0)
        naru = self.start('--profile', self.profile, now=centre.NOW)
        naru.click(naru.find('label', '한빛요양원'), times=2)
        entry = naru.find(name='What was said, and what comes next')
        naru.wait(lambda: naru.text(entry) == 'Half a sentence', 'the draft to be back')


if __name__ == '__main__':
    driver.main()
