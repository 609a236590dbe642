#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Enters rows of a register a second time, as somebody would who does not know their numbers, and counts which are found.

    NARU_BUILD_DIR=build tests/data/employers/anew.py uk_employers_gpg_2021_22.csv

Of 2,000 rows some stay as they are, some lose their legal form, some have the first word last, and in some a letter is
mistyped; those that go by another name by now are entered under that. One in three keeps its address, all keep the
postcode. Prints how many of each are found, and every pair of two rows that are not one, for somebody to look at."""

import collections
import csv
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
FORM = r'\s*\b(LIMITED|LTD\.?|LLP|PLC)\b\.?$'
HEADINGS = ('id', 'name', 'registerNumber', 'address.lines', 'address.postcode')


def make_id(letter, number):
    text = ''
    for _ in range(25):
        text, number = text + DIGITS[number % 32], number // 32
    return 'employer:' + letter + text


def read_id(text):
    return sum(DIGITS.index(digit) * 32 ** place for place, digit in enumerate(text[len('employer:') + 1:]))


def mistype(name):
    core = re.sub(FORM, '', name, flags=re.I)
    place, letter = random.randrange(len(core)), random.choice('abcdefghijklmnopqrstuvwxyz')
    return random.choice((core[:place] + core[place + 1:], core[:place] + letter + core[place:],
                          core[:place] + letter + core[place + 1:]))


def turn(name):
    words = [word for word in re.sub(FORM, '', name, flags=re.I).split() if word.upper() != 'THE']
    return ' '.join(words[1:] + words[:1])


WAYS = {'as it is': lambda name: name, 'no legal form': lambda name: re.sub(FORM, '', name, flags=re.I).title(),
        'a letter': mistype, 'order of words': turn}


def write(path, rows):
    with open(path, 'w', newline='') as file:
        csv.writer(file).writerows([HEADINGS, *rows])


def main():
    random.seed(7)
    with open(sys.argv[1], encoding='utf-8-sig', newline='') as file:
        rows = list(csv.DictReader(file))
    lines = [re.sub(r',?\s*' + re.escape(row['PostCode']) + r'\s*$', '', row['Address']) for row in rows]
    renamed = {number for number, row in enumerate(rows)
               if row['EmployerName'].strip().lower() != row['CurrentName'].strip().lower()}
    ways, again = {}, []
    for number in sorted(renamed | set(random.sample(range(len(rows)), 2000))):
        ways[number] = way = 'renamed since' if number in renamed else random.choice(list(WAYS))
        name = WAYS.get(way, WAYS['as it is'])(rows[number]['CurrentName'].strip())
        again.append((make_id('B', number), name, '', lines[number] if random.random() < 1 / 3 else '',
                      rows[number]['PostCode']))
    with tempfile.TemporaryDirectory() as folder:
        cli = [pathlib.Path(os.environ['NARU_BUILD_DIR']) / 'src' / 'naru-cli', '--profile', folder + '/profile']
        write(folder + '/first.csv', [(make_id('A', number), row['EmployerName'], row['CompanyNumber'], lines[number],
                                       row['PostCode']) for number, row in enumerate(rows)])
        write(folder + '/again.csv', again)
        for name in ('first', 'again'):
            subprocess.run([*cli, 'import', 'employer', folder + '/%s.csv' % name], check=True, capture_output=True)
        found = subprocess.run([*cli, 'duplicates'], check=True, capture_output=True, text=True).stdout.splitlines()
    right, others = set(), []
    for line in found:
        first, _, second, _, _ = line.split('\t')
        if read_id(first) == read_id(second):
            right.add(read_id(first))
        else:
            others.append(line)
    all_of, found_of = (collections.Counter(ways[number] for number in numbers) for numbers in (ways, right))
    for way in sorted(all_of):
        print('%s: %d of %d' % (way, found_of[way], all_of[way]))
    print('%d pairs are found, %d of them one row twice; the others:' % (len(found), len(found) - len(others)))
    print('\n'.join(others))


if __name__ == '__main__':
    main()
