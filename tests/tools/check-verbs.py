#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every verb of the command line is in its manual and in its completion, and no other.

    check-verbs.py STOCKBOOK-CLI ROOT
"""

import re
import subprocess
import sys
from pathlib import Path


def main():
    program, root = sys.argv[1], Path(sys.argv[2])
    text = subprocess.run([program, '--help'], check=True, capture_output=True, text=True).stdout
    verbs = set(re.findall(r'^  ([a-z][a-z-]*) ', text, re.M))
    manual = (root / 'data/man/stockbook-cli.1').read_text(encoding='utf-8')
    in_manual = set(re.findall(r'^\.BI ([a-z-]+) " BOOK', manual, re.M))
    completion = (root / 'data/completions/stockbook-cli').read_text(encoding='utf-8')
    in_completion = set(re.search(r"verbs='([^']*)'", completion).group(1).split())
    bad = 0
    for name, found in (('manual', in_manual), ('completion', in_completion)):
        for verb in sorted(verbs ^ found):
            print(f'{verb}: {"not in the" if verb in verbs else "only in the"} {name}')
            bad = 1
    if len(verbs) < 5:
        print('the program names no verbs')
        bad = 1
    return bad


if __name__ == '__main__':
    sys.exit(main())
