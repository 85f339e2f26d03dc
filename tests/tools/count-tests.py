#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what ran, from meson's own record: "N passed, N failed".

    count-tests.py BUILD/meson-logs/testlog.json

A program that speaks TAP counts with each of its tests, any other as one. A program that ended badly
without naming a failed test (a crash, a time-out, a leak) counts as one failure more.
"""

import json
import re
import sys

RESULT = re.compile(r'^\s*(not )?ok \d+(?P<rest>.*)$', re.M)


def count(run):
    passed = failed = skipped = 0
    for match in RESULT.finditer(run.get('stdout') or ''):
        if re.search(r'#\s*SKIP', match.group('rest'), re.I):
            skipped += 1
        elif match.group(1):
            failed += 1
        else:
            passed += 1
    good = run['result'] in ('OK', 'EXPECTEDFAIL')
    if run['result'] == 'SKIP':
        skipped += passed == skipped == 0
    elif good:
        passed += passed + failed + skipped == 0
    else:
        failed += failed == 0
    return passed, failed, skipped


def main():
    totals = [0, 0, 0]
    bad = []
    with open(sys.argv[1], encoding='utf-8') as log:
        for line in log:
            run = json.loads(line)
            counts = count(run)
            totals = [a + b for a, b in zip(totals, counts)]
            if counts[1]:
                bad.append(f'{run["name"]} ({run["result"]})')
    for name in bad:
        print(f'failed: {name}')
    if totals[2]:
        print(f'{totals[2]} skipped')
    print(f'{totals[0]} passed, {totals[1]} failed')
    return 1 if totals[1] or not totals[0] else 0


if __name__ == '__main__':
    sys.exit(main())
