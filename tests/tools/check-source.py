#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rules of the house that a compiler does not hold.

Which layer may include what, the size of files and functions, calls that nobody makes, a comment at
every public function. Prints one line per finding, path:line: text; a finding that is only a warning
says so. Exits 1 when there is a finding that is more than that.

    check-source.py [ROOT]
"""

import re
import sys
from pathlib import Path

# The layers, top to bottom on the right: what each may use.
LAYERS = {
    'base': [],
    'store': ['base'],
    'ledger': ['store', 'base'],
    'qbo': ['base'],
    'practice': ['base'],
    'sync': ['ledger', 'qbo', 'store', 'base'],
    'report': ['ledger', 'store', 'base'],
    'company': ['sync', 'report', 'ledger', 'qbo', 'store', 'base'],
    'cli': ['company', 'sync', 'report', 'ledger', 'qbo', 'store', 'base'],
    'app': ['company', 'sync', 'report', 'ledger', 'qbo', 'store', 'base'],
}

# Headers of libraries that only some layers may see.
LIBRARIES = {
    'sqlite3.h': ['store'],
    'libsoup/': ['qbo', 'practice'],
    'libsecret/': ['company'],
    'gtk/': ['app'],
    'gdk/': ['app'],
    'adwaita.h': ['app'],
    'cairo': ['report', 'app'],
    'pango/': ['report', 'app'],
}

# (pattern, why, files where it is right)
BANNED = [
    (r'\b(strcpy|strcat|sprintf|vsprintf|gets)\s*\(', 'writes without a bound', ()),
    (r'\b(strtod|atof|atoi|atol|g_strtod|g_ascii_strtod)\s*\(', 'reads numbers unchecked',
     ('sb-json-reader.c',)),
    (r'\bg_ascii_dtostr\s*\(|%[-+ #0]*[0-9]*(\.([0-9]+|\*))?l?[efgEG]\b', 'prints a float',
     ('sb-json-reader.c',)),
    (r'\bsystem\s*\(|\bpopen\s*\(|g_spawn_command_line', 'runs a shell', ()),
    (r'_ ?\(\s*"[^"]*%"\s*G_G', 'xgettext cannot read this macro: PRId64 or PRIu64', ()),
    (r'\bgoto\b', 'goto', ()),
    (r'\bg(char|int|short|float)\b(?=\s+\*?\w+\s*[;=,(])',
     'plain C types are written without g', ()),
    (r'\b(rand|random|srand|drand48)\s*\(\)', 'not the kernel\'s random source', ()),
    (r'\bgtk_widget_(show|hide|show_all|get_style_context)\s*\(', 'deprecated in later GTK', ()),
    (r'\bgtk_(dialog|tree_view|list_store|combo_box|info_bar|assistant|statusbar)_\w+\s*\(',
     'deprecated in later GTK', ()),
    (r'\b(TODO|FIXME|XXX)\b(?!.*#\d)', 'a note without an issue', ()),
]
# No printing from libraries: only the programs talk to standard output.
PRINTING = (r'\b(g_print|g_printerr|printf|puts|putchar)\s*\(', ('cli', 'practice'))
DOUBLE = r'\b(double|float)\b'
# Where a float is no amount: reading JSON, drawing, rates of a clock.
DOUBLE_LAYERS = ('app', 'practice', 'report')
DOUBLE_FILES = ('sb-json-reader.c',)

FILE_LINES = 700
FUNCTION_LINES = 100
FUNCTION_LINES_WARN = 60
COLUMNS = 100

SPDX = 'SPDX-License-Identifier: GPL-3.0-or-later'


class Report:
    def __init__(self):
        self.errors = 0
        self.warnings = 0

    def error(self, path, line, text):
        self.errors += 1
        print(f'{path}:{line}: {text}')

    def warn(self, path, line, text):
        self.warnings += 1
        print(f'{path}:{line}: warning: {text}')


def strip_comments(text, keep_strings=True):
    """Replaces comments (and the insides of strings) by blanks, keeping lines and columns."""
    def blank(match):
        found = match.group(0)
        if found.startswith('/'):
            return re.sub(r'[^\n]', ' ', found)
        if keep_strings:
            return found
        return found[0] + re.sub(r'[^\n]', ' ', found[1:-1]) + found[-1]

    pattern = r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, blank, text, flags=re.S)


def layer_of(path, root):
    parts = path.relative_to(root / 'src').parts
    return parts[0] if len(parts) > 1 else None


def check_includes(report, shown, layer, text, headers):
    allowed = [layer] + LAYERS[layer]
    for number, line in enumerate(text.split('\n'), 1):
        match = re.match(r'\s*#\s*include\s+([<"])([^>"]+)[>"]', line)
        if not match:
            continue
        bracket, name = match.groups()
        if bracket == '<':
            for library, layers in LIBRARIES.items():
                if name.startswith(library) and layer not in layers:
                    report.error(shown, number, f'{layer} does not use <{name}>')
            continue
        owner = headers.get(Path(name).name)
        if owner is None:
            continue
        if owner not in allowed:
            report.error(shown, number, f'{layer} does not know {owner} ({name})')
        elif name.endswith('-private.h') and owner != layer:
            report.error(shown, number, f'{name} is private to {owner}')


def check_calls(report, shown, name, layer, text):
    code = strip_comments(text)
    bare = strip_comments(text, keep_strings=False)
    for pattern, why, right in BANNED:
        if name in right:
            continue
        source = text if 'TODO' in pattern else (code if '%' in pattern else bare)
        for match in re.finditer(pattern, source):
            number = source.count('\n', 0, match.start()) + 1
            report.error(shown, number, f'{match.group(0).strip()}: {why}')
    if layer is not None:
        pattern, right = PRINTING
        if layer not in right:
            for match in re.finditer(pattern, bare):
                number = bare.count('\n', 0, match.start()) + 1
                report.error(shown, number, f'{match.group(1)}: libraries do not print')
        if layer not in DOUBLE_LAYERS and name not in DOUBLE_FILES:
            for match in re.finditer(DOUBLE, bare):
                number = bare.count('\n', 0, match.start()) + 1
                report.error(shown, number, f'{match.group(0)}: amounts are integers')


def check_size(report, shown, text):
    lines = text.split('\n')
    if len(lines) > FILE_LINES:
        report.error(shown, FILE_LINES, f'{len(lines)} lines: one subject a file')
    start = None
    for number, line in enumerate(lines, 1):
        if line == '{' and re.search(r'\)$', lines[number - 2]):
            start = number
        elif line == '}' and start is not None:
            length = number - start - 1
            if length > FUNCTION_LINES:
                report.error(shown, start, f'a function of {length} lines')
            elif length > FUNCTION_LINES_WARN:
                report.warn(shown, start, f'a function of {length} lines')
            start = None


def check_text(report, shown, path, text):
    lines = text.split('\n')
    if SPDX not in lines[0] and not (len(lines) > 1 and SPDX in lines[1]):
        report.error(shown, 1, 'no SPDX line')
    if path.suffix not in ('.c', '.h'):
        return
    for number, line in enumerate(lines, 1):
        if '\t' in line:
            report.error(shown, number, 'tab')
        if line != line.rstrip():
            report.error(shown, number, 'blanks at the end')
        if len(line) > COLUMNS:
            report.warn(shown, number, f'{len(line)} columns')
    if path.suffix == '.h' and '#pragma once' not in text:
        report.error(shown, 1, 'no #pragma once')


# What everybody knows without a comment.
PLAIN = re.compile(r'_(get_type|free|unref|ref|copy|quark|clear)\s*\(')


def check_documented(report, shown, text):
    """A comment above a declaration, above the block it stands in, or behind it on its line."""
    lines = text.split('\n')
    code = strip_comments(text).split('\n')
    in_comment_block = False  # a comment or a documented declaration directly above
    depth = 0
    number = 0
    while number < len(lines):
        line, bare = lines[number], code[number]
        depth_before = depth
        depth += bare.count('{') - bare.count('}')
        if 'G_BEGIN_DECLS' in bare:
            depth = depth_before
        if line.strip() == '':
            in_comment_block = False
        elif bare.strip() == '' and ('*' in line):
            in_comment_block = True
        elif depth_before == 0 and re.match(r'[A-Za-z_].*\b(\w+)\s+\(', bare) \
                and not re.match(r'(typedef|struct|enum|union|static|#|G_|SB_TYPE|extern "C")', bare):
            first = number
            statement = bare
            while ';' not in statement and '{' not in statement and number + 1 < len(lines):
                number += 1
                statement += code[number]
            name = re.match(r'.*?\b(\w+)\s+\(', statement).group(1)
            # A group comment at the top of the file's section covers declarations in one block.
            trailing = '/*' in lines[number]
            if not (in_comment_block or trailing or PLAIN.search(statement)):
                report.warn(shown, first + 1, f'{name} has no comment')
            elif trailing:
                in_comment_block = True
        number += 1


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    report = Report()
    sources = sorted(p for p in (root / 'src').rglob('*') if p.suffix in ('.c', '.h'))
    tests = sorted(p for p in (root / 'tests').rglob('*') if p.suffix in ('.c', '.h'))
    scripts = sorted(p for p in (root / 'tests').rglob('*') if p.suffix in ('.py', '.sh'))
    headers = {}
    names = {}

    for path in sources:
        layer = layer_of(path, root)
        if layer is None or layer not in LAYERS:
            report.error(path.relative_to(root), 1, f'{layer} is no layer')
            continue
        if path.suffix == '.h':
            headers[path.name] = layer
        if path.name != 'main.c' and path.name in names:
            report.error(path.relative_to(root), 1, f'the name is taken by {names[path.name]}')
        names[path.name] = path.relative_to(root)
        if path.name != 'main.c' and not path.name.startswith('sb-'):
            report.error(path.relative_to(root), 1, 'the name does not begin with sb-')
        if re.search(r'(util|helper|common|misc|manager)', path.name):
            report.error(path.relative_to(root), 1, 'the name says nothing')

    for path in sources + tests + scripts:
        shown = path.relative_to(root)
        text = path.read_text(encoding='utf-8')
        check_text(report, shown, path, text)
        if path.suffix not in ('.c', '.h'):
            continue
        in_tests = path in tests
        check_size(report, shown, text)
        if in_tests:
            continue
        layer = layer_of(path, root)
        check_includes(report, shown, layer, text, headers)
        check_calls(report, shown, path.name, layer, text)
        if path.suffix == '.h':
            check_documented(report, shown, text)

    print(f'{len(sources) + len(tests) + len(scripts)} files, {report.errors} errors, '
          f'{report.warnings} warnings')
    return 1 if report.errors else 0


if __name__ == '__main__':
    sys.exit(main())
