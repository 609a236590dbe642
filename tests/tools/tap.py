# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the unittest cases of a program and prints a line of TAP for each, so that each is counted."""

import sys
import unittest


class Tap(unittest.TestResult):
    def __init__(self, layer):
        super().__init__()
        self.layer = layer
        self.number = 0

    def say(self, verdict, test, note='', detail=''):
        self.number += 1
        name = test.id().split('.', 1)[1].replace('.', '/')
        print(f'{verdict} {self.number} /{self.layer}/{name}{note}', flush=True)
        for line in detail.splitlines():
            print(f'# {line}')

    def addSuccess(self, test):
        super().addSuccess(test)
        self.say('ok', test)

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.say('not ok', test, detail=self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.say('not ok', test, detail=self.errors[-1][1])

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.say('ok', test, f' # SKIP {reason}')


def main(layer):
    """The cases named on the command line, or all. Returns the exit status."""
    module = sys.modules['__main__']
    loader = unittest.TestLoader()
    suite = (loader.loadTestsFromNames(sys.argv[1:], module) if sys.argv[1:] else loader.loadTestsFromModule(module))
    result = Tap(layer)
    suite.run(result)
    print(f'1..{result.number}')
    return 0 if result.wasSuccessful() else 1
