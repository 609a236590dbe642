# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests/lint does with .ui files: finds texts that cannot be translated, and makes a copy that
`gtk4-builder-tool validate` understands."""

import re
import xml.etree.ElementTree as ElementTree
import xml.parsers.expat

# What every widget has: the only properties of our own classes that a stranger can check.
WIDGET_PROPERTIES = {
    'can-focus', 'css-classes', 'focusable', 'halign', 'height-request', 'hexpand', 'margin-bottom', 'margin-end',
    'margin-start', 'margin-top', 'name', 'opacity', 'overflow', 'receives-default', 'sensitive', 'tooltip-text', 'valign',
    'vexpand', 'visible', 'width-request',
}


class _Finder:
    """Walks a .ui file with expat, which knows line numbers; ElementTree does not."""

    def __init__(self, names):
        self.names, self.found, self.open = names, [], []
        self.parser = xml.parsers.expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = lambda data: self.open and self.open[-1]['text'].append(data)

    def start(self, element, attributes):
        self.open.append({'element': element, 'attributes': attributes, 'text': [], 'children': False,
                          'line': self.parser.CurrentLineNumber})
        if len(self.open) > 1:
            self.open[-2]['children'] = True

    def end(self, element):
        this = self.open.pop()
        attributes, text = this['attributes'], ''.join(this['text']).strip()
        if element not in ('property', 'attribute', 'item') or this['children']:
            return
        name = attributes.get('name', 'label' if element == 'item' else '').replace('_', '-')
        if name not in self.names or not re.search(r'[^\W\d_]{2,}', text):
            return
        if element == 'item' and not any(o['element'] == 'items' for o in self.open):
            return
        if attributes.get('translatable') not in ('yes', '1', 'true') and not attributes.get('bind-source'):
            self.found.append((this['line'], text))


def untranslated(path, text, names):
    """(path, line, message) for each text in a .ui file that a person reads and that is not marked translatable."""
    finder = _Finder(names)
    try:
        finder.parser.Parse(text, True)
    except xml.parsers.expat.ExpatError as error:
        yield path, error.lineno, 'not XML: %s' % error
        return
    for line, found in finder.found:
        yield path, line, 'not translatable: "%s"' % found[:40]


def parents(sources, templates):
    """The parent class of each of our own widget classes, from C files and templates: {class: parent}."""
    found = {}
    for text in sources.values():
        for name, parent in re.findall(r'\bG_DEFINE_(?:FINAL_|ABSTRACT_)?TYPE(?:_WITH_CODE|_WITH_PRIVATE)?\s*\(\s*(\w+)\s*,\s*\w+\s*,'
                                       r'\s*(\w+)', text):
            found[name] = ''.join(part.capitalize() for part in parent.replace('_TYPE_', '_').split('_'))
    for text in templates.values():
        for tag in re.findall(r'<template\b[^>]*>', text):
            name, parent = re.search(r'class="(\w+)"', tag), re.search(r'parent="(\w+)"', tag)
            if name and parent:
                found[name.group(1)] = parent.group(1)
    return {name: _ancestor(name, found) for name in found}


def _ancestor(name, found):
    seen = set()
    while name in found and name not in seen:
        seen.add(name)
        name = found[name]
    return name


def plain(text, ancestors):
    """The text of a .ui file without what only our own program knows: its classes become the GTK or libadwaita class that
    they are made from, its signal handlers, closures and lookups go."""
    def ours(name):
        return name is not None and name.startswith('Naru')

    def known(name):
        return ancestors.get(name, 'GtkBox') if ours(name) else name

    def visit(element):
        for child in list(element):
            if child.tag == 'signal':
                element.remove(child)
            elif child.tag == 'lookup' and (ours(child.get('type')) or _mentions(child, ours)):
                _replace(element, child, 'gchararray')
            elif child.tag == 'closure':
                _replace(element, child, child.get('type', 'gchararray'))
            elif child.tag == 'property' and ours(element.get('class')) and element.tag == 'object' \
                    and child.get('name', '').replace('_', '-') not in WIDGET_PROPERTIES:
                element.remove(child)
            elif child.tag == 'property' and child.get('name') == 'resource' and element.get('class', '').endswith('Factory'):
                element.remove(child)
            elif child.tag == 'binding' and ours(element.get('class')) \
                    and child.get('name', '').replace('_', '-') not in WIDGET_PROPERTIES:
                element.remove(child)
            else:
                visit(child)
        if element.tag == 'object' and ours(element.get('class')):
            # A widget that is made from nothing but GtkWidget can hold children, as a box does.
            ancestor = known(element.get('class'))
            element.set('class', 'GtkBox' if ancestor == 'GtkWidget' else ancestor)
        if element.tag == 'template':
            if ours(element.get('parent')):
                element.set('parent', known(element.get('parent')))
            if ours(element.get('class')):
                element.set('class', 'Lint' + element.get('class'))
        if element.get('bind-source') and (element.text or '').strip() == '':
            for name in ('bind-source', 'bind-property', 'bind-flags'):
                element.attrib.pop(name, None)
            element.set('remove-me', 'yes')

    root = ElementTree.fromstring(text.encode())
    visit(root)
    for element in root.iter():
        for child in [c for c in element if c.get('remove-me')]:
            element.remove(child)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding='unicode') + '\n'


def _mentions(element, ours):
    return any(ours(e.get('type')) or ours((e.text or '').strip()) for e in element.iter())


def _replace(parent, child, kind):
    """Puts a constant of type @kind in the place of an expression."""
    constant = ElementTree.Element('constant', {'type': kind})
    constant.text = {'gboolean': 'false', 'gint': '0', 'guint': '0', 'gdouble': '0'}.get(kind, 'x')
    constant.tail = child.tail
    parent[list(parent).index(child)] = constant
