#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A store that takes long to open, such as one of an older version: the person sees a window that says so."""

import shutil
import sqlite3

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


if __name__ == '__main__':
    driver.main()
