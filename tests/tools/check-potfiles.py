#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES.in names every file that has words for people, and no other.

    check-potfiles.py [--write] [ROOT]

--write makes the file as it should be.
"""

import re
import sys
from pathlib import Path

HEADER = '# Written by tests/tools/check-potfiles.py --write\n'
IN_C = re.compile(r'(?<!\w)(_|N_|C_|NC_|ngettext|g_dngettext|g_dpgettext2?)\s*\(\s*"|'
                  r'(?<!\w)(_|N_|C_|NC_|ngettext)\s*\(')
IN_XML = re.compile(r'translatable="(yes|true|1)"')


def has_words(path):
    text = path.read_text(encoding='utf-8')
    if path.suffix == '.ui':
        return IN_XML.search(text) is not None
    if path.suffix == '.c':
        code = re.sub(r'/\*.*?\*/', '', text, flags=re.S)
        code = '\n'.join(line for line in code.split('\n') if not line.lstrip().startswith('#'))
        return IN_C.search(code) is not None
    return True


def wanted(root):
    paths = list((root / 'src').rglob('*.c')) + list((root / 'ui').rglob('*.ui'))
    paths += list((root / 'data').glob('*.desktop.in')) + list((root / 'data').glob('*.metainfo.xml.in'))
    names = sorted(p.relative_to(root).as_posix() for p in paths if has_words(p))
    return HEADER + ''.join(name + '\n' for name in names)


def main():
    args = [a for a in sys.argv[1:] if a != '--write']
    root = Path(args[0] if args else Path(__file__).parents[2]).resolve()
    path = root / 'po' / 'POTFILES.in'
    text = wanted(root)
    found = path.read_text(encoding='utf-8') if path.exists() else ''
    if '--write' in sys.argv:
        path.write_text(text, encoding='utf-8')
        return 0
    if found == text:
        return 0
    for line in sorted(set(text.split('\n')) ^ set(found.split('\n'))):
        print(f'{"missing" if line in text else "too many"}: {line}')
    print('run tests/tools/check-potfiles.py --write')
    return 1


if __name__ == '__main__':
    sys.exit(main())
