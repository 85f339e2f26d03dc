#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates that everybody can use.

Every icon button and every entry has a name that a screen reader can say, every string that a person
sees can be translated, a mnemonic works, and each file in ui/ is in the resource (and the other way
round). Prints one line per finding; exits 1 when there is one.

    check-ui.py [ROOT]
"""

import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

BUTTONS = {'GtkButton', 'GtkToggleButton', 'GtkMenuButton', 'GtkLinkButton', 'AdwSplitButton'}
# What is operated but has no text of its own.
ENTRIES = {
    'GtkEntry', 'GtkSearchEntry', 'GtkText', 'GtkTextView', 'GtkSpinButton', 'GtkDropDown',
    'GtkSwitch', 'GtkScale', 'GtkColumnView', 'GtkListView', 'GtkProgressBar', 'GtkPasswordEntry',
    'SbMoneyEntry', 'SbQuantityEntry', 'SbDayEntry', 'SbPicker',
}
# Properties that hold words for people.
WORDS = re.compile(r'^(title|subtitle|label|tooltip-text|placeholder-text|description|heading|body|'
                   r'(?:.*-)?(title|label|description|text))$')
NOT_WORDS = {'use-underline', 'text'}
VALUES = {'true', 'false', 'yes', 'no'}
ACCESSIBLE = {'label', 'labelled-by'}


def is_words(text):
    return text is not None and re.search(r'[^\W\d_]', text) is not None


class Template:
    def __init__(self, path, shown, code):
        self.shown = shown
        self.findings = []
        text = path.read_text(encoding='utf-8')
        self.root = ET.fromstring(text)
        self.named = set()    # ids that a label's mnemonic or a row speaks for
        for prop in self.root.iter('property'):
            if prop.get('name') in ('mnemonic-widget', 'activatable-widget') and prop.text:
                self.named.add(prop.text.strip())
        # Some get their name where it is known only at run time.
        self.named |= set(re.findall(r'GTK_ACCESSIBLE \(self->(\w+)\)', code))

    def find(self, element, text):
        what = element.get('id') or element.get('class') or element.get('name') or element.tag
        self.findings.append(f'{self.shown}: {what}: {text}')

    @staticmethod
    def properties(obj):
        return {p.get('name'): p for p in obj.findall('property')}

    def has_accessible_name(self, obj):
        for node in obj.findall('accessibility'):
            for child in node:
                if child.get('name') in ACCESSIBLE:
                    return True
        return obj.get('id') in self.named

    def check_object(self, obj):
        cls = obj.get('class') or ''
        props = self.properties(obj)
        named = self.has_accessible_name(obj)
        if cls in BUTTONS:
            # A label of its own, a child that shows text, or a name. One without any content gets
            # its label at run time.
            shows_text = 'label' in props or any(
                self.properties(o).get('label') is not None for o in obj.iter('object') if o is not obj)
            has_content = 'icon-name' in props or obj.find('child') is not None
            if has_content and not shows_text and not named:
                self.find(obj, 'an icon button without an accessible label')
        elif cls in ENTRIES and not named:
            self.find(obj, 'has no accessible label')
        elif cls == 'GtkCheckButton' and 'label' not in props and not named:
            self.find(obj, 'has no accessible label')
        label = props.get('label')
        if label is not None and label.text and re.search(r'(?<!_)_[^_\s]', label.text) \
                and cls.startswith('Gtk') and 'use-underline' not in props:
            self.find(obj, f'“{label.text}” has a mnemonic that does not work')

    def check_words(self, element, name):
        if name in NOT_WORDS or not WORDS.match(name or ''):
            return
        if len(element) > 0 or not is_words(element.text) or element.text.strip().lower() in VALUES:
            return
        if element.get('translatable') not in ('yes', 'true', '1'):
            self.find(element, f'“{element.text.strip()}” cannot be translated')

    def check(self):
        for obj in list(self.root.iter('object')) + list(self.root.iter('template')):
            self.check_object(obj)
        for prop in self.root.iter('property'):
            if prop.get('bind-source') is None:
                self.check_words(prop, prop.get('name'))
        for attribute in self.root.iter('attribute'):
            if attribute.get('name') == 'label':
                self.check_words(attribute, 'label')
        for requires in self.root.iter('requires'):
            newest = {'gtk': (4, 8), 'libadwaita': (1, 2)}.get(requires.get('lib'))
            version = tuple(int(n) for n in requires.get('version').split('.'))
            if newest is not None and version > newest:
                self.find(requires, f'asks for {requires.get("lib")} {requires.get("version")}')
        return self.findings


def check_resource(root, templates):
    path = root / 'resources' / 'app.gresource.xml'
    if not path.exists():
        return ['resources/app.gresource.xml: missing']
    listed = {f.text.strip() for f in ET.parse(path).getroot().iter('file')}
    findings = []
    for template in templates:
        name = template.relative_to(root / 'ui').as_posix()
        if name not in listed and f'ui/{name}' not in listed:
            findings.append(f'ui/{name}: is in no resource')
    return findings


def main():
    root = Path(sys.argv[1] if len(sys.argv) > 1 else Path(__file__).parents[2]).resolve()
    templates = sorted((root / 'ui').rglob('*.ui'))
    findings = check_resource(root, templates)
    for path in templates:
        code = ''.join(c.read_text(encoding='utf-8')
                       for c in (root / 'src' / 'app').rglob(f'sb-{path.stem}.c'))
        findings += Template(path, path.relative_to(root), code).check()
    for finding in findings:
        print(finding)
    print(f'{len(templates)} templates, {len(findings)} findings')
    return 1 if findings or not templates else 0


if __name__ == '__main__':
    sys.exit(main())
