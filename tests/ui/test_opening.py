#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program says when its window cannot come at once: a store that takes long to open, and no display."""

import os
import shutil
import sqlite3
import subprocess

import driver
from desktop import TOP


class OpeningTest(driver.TestCase):
    def test_a_store_that_takes_long_to_open_says_so_and_then_shows_the_desk(self):
        profile = self.folder / 'profile'
        # Another program may hold a store for five seconds, and a slow machine may need them to show its window.
        for _ in range(3):
            shutil.rmtree(profile, ignore_errors=True)
            profile.mkdir(mode=0o700)
            store = profile / 'naru.db'
            shutil.copy(TOP / 'tests' / 'store' / 'data' / 'store-v1.db', store)
            store.chmod(0o600)
            other = sqlite3.connect(store, isolation_level=None)
            other.execute('PRAGMA journal_mode = WAL')
            other.execute('BEGIN IMMEDIATE')
            naru = self.start('--profile', profile, G_DEBUG='fatal-criticals')
            found = naru.find('label', '^Opening your data$|^Naru cannot open your data$')
            other.execute('ROLLBACK')
            other.close()
            if naru.name(found) == 'Opening your data':
                break
            naru.kill()
        naru.find('label', '^Welcome to Naru$|^Jobseekers$', timeout=60)
        naru.gone('label', '^Opening your data$')

    def test_without_a_display_it_says_so_and_ends(self):
        env = {name: value for name, value in os.environ.items() if not name.endswith('DISPLAY')}
        env.update(LC_ALL='C.UTF-8', LANGUAGE='')
        done = subprocess.run([driver.BUILD / 'src' / 'naru', '--profile', self.folder / 'none'], env=env, capture_output=True,
                              text=True, timeout=60, check=False)
        self.assertEqual((done.returncode, done.stderr),
                         (1, 'naru: There is no display to open a window on. naru-cli works without one.\n'))
        self.assertFalse((self.folder / 'none').exists())


if __name__ == '__main__':
    driver.main()
