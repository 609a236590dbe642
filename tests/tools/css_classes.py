# SPDX-License-Identifier: GPL-3.0-or-later
"""Style classes: those that our style sheets define, those that templates and code use, those of GTK and libadwaita."""

import re

# https://gnome.pages.gitlab.gnome.org/libadwaita/doc/1.2/style-classes.html, and those of GTK 4.8 itself.
ADWAITA = set('''
    accent activatable app-notification arrow background body boxed-list caption caption-heading card circular close
    compact content csd data-table default destructive-action devel dim-label dimmed disclosure-button error expander
    fallback flat frame heading horizontal icon-dropshadow image-button inline keycap large-icons large-title linked
    lowres-icon menu message-dialog monospace navigation-sidebar normal-icons numeric opaque osd pill popup raised
    rich-list scroll-start scroll-end selection-mode separators sidebar spacer spacers success suggested-action text-button
    title title-1 title-2 title-3 title-4 toolbar top bottom left right undershoot-start undershoot-end vertical view warning
'''.split())


def defined(text):
    """(class, line) for each class in the selectors of a style sheet."""
    text = re.sub(r'/\*.*?\*/', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), text, flags=re.S)
    text = re.sub(r'\{[^{}]*\}', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), text)
    text = re.sub(r'^\s*@[^;{]*;', lambda m: re.sub(r'[^\n]', ' ', m.group(0)), text, flags=re.M)
    for match in re.finditer(r'\.([A-Za-z_][\w-]*)', text):
        yield match.group(1), text.count('\n', 0, match.start()) + 1


def used(path, text):
    """(class, line) for each class that a template, or C code by a literal, gives to a widget."""
    if path.endswith('.ui'):
        patterns = [r'<class\s+name="([^"]+)"']
        for match in re.finditer(r'<property\s+name="css[-_]classes">([^<]*)<', text):
            for name in match.group(1).split():
                yield name, text.count('\n', 0, match.start()) + 1
    else:
        patterns = [r'gtk_widget_(?:add|remove)_css_class\s*\([^;]*?,\s*"([^"]+)"\s*\)']
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            yield match.group(1), text.count('\n', 0, match.start()) + 1
