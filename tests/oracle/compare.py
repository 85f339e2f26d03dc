# SPDX-License-Identifier: GPL-3.0-or-later
"""Replays random histories through stockbook-cli and holds the result against the oracle.

    compare.py CLI [--seeds N] [--first SEED] [--length EVENTS] [--trade]

A difference prints the seed, the first member that differs and the command that replays it; --keep writes the
history to a file. Also holds the oracle itself against the golden cases, so that it cannot drift.
"""
import argparse
import glob
import json
import os
import subprocess
import sys
import tempfile

import histories
import oracle


def run(cli, *words, stdin=None):
    return subprocess.run([cli, *words], input=stdin, capture_output=True, text=True, timeout=120)


def replayed(cli, case, folder):
    book = os.path.join(folder, 'book.stockbook')
    made = run(cli, 'new', book, '--currency', 'USD')
    if made.returncode:
        raise AssertionError('new failed: ' + made.stderr)
    given = {k: v for k, v in case.items() if k != 'expect'}
    done = run(cli, 'replay', book, '-', stdin=json.dumps(given))
    if done.returncode:
        raise AssertionError('replay failed: ' + done.stderr)
    verified = run(cli, 'verify', book)
    if verified.returncode:
        raise AssertionError('verify failed: ' + verified.stdout + verified.stderr)
    return json.loads(done.stdout)


def first_difference(want, got):
    for member in want:
        if want[member] == got.get(member):
            continue
        if isinstance(want[member], list):
            pairs = [(a, b) for a, b in zip(want[member], got.get(member, [])) if a != b]
            if pairs:
                return '%s: want %s\n   got %s' % (member, *pairs[0])
        return '%s: want %s\n   got %s' % (member, want[member], got.get(member))
    return None


def goldens_hold(folder):
    for name in sorted(glob.glob(os.path.join(folder, '*.json'))):
        with open(name, encoding='utf-8') as stream:
            case = json.load(stream)
        problem = first_difference(case['expect'], oracle.replay(case))
        if problem:
            print('the oracle differs from %s: %s' % (os.path.basename(name), problem))
            return False
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('cli')
    parser.add_argument('--seeds', type=int, default=40)
    parser.add_argument('--first', type=int, default=1)
    parser.add_argument('--length', type=int, default=60)
    parser.add_argument('--trade', action='store_true', help='only purchases, sales, adjustments and undo')
    parser.add_argument('--keep', metavar='FILE')
    parser.add_argument('--goldens')
    options = parser.parse_args()
    failed = 0 if not options.goldens or goldens_hold(options.goldens) else 1
    for seed in range(options.first, options.first + options.seeds):
        case = histories.generate(seed, options.length, not options.trade)
        if options.keep:
            with open(options.keep, 'w', encoding='utf-8') as stream:
                json.dump(case, stream, indent=1)
        with tempfile.TemporaryDirectory() as folder:
            try:
                problem = first_difference(case['expect'], replayed(options.cli, case, folder))
            except AssertionError as error:
                problem = str(error)
        if problem:
            failed += 1
            print('seed %d: %s' % (seed, problem))
            print('   again: compare.py CLI --first %d --seeds 1 --length %d%s' % (
                seed, options.length, ' --trade' if options.trade else ''))
    print('%d histories of %d events, %d differ' % (options.seeds, options.length, failed))
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
