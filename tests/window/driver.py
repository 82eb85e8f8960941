# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses Flyleaf's window as a person does: finds things over the accessibility bus, and moves the
pointer and presses keys through the X server. Runs below tests/with-display."""

import os
import pathlib
import re
import subprocess
import sys
import time

# Warnings are fatal in the program; those of the accessibility bus, which is asked for things that
# have gone meanwhile, are no fault of it.
debug = os.environ.pop('G_DEBUG', '')
import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, GLib  # noqa: E402

os.environ['G_DEBUG'] = debug

PATIENCE = 30.0  # seconds until something that must come is given up; busy machines are slow


class Missing(Exception):
    """What should be on the screen is not there."""


def wait_for(what, condition, patience=PATIENCE):
    """The first true value of condition(), asked again until then."""
    end = time.monotonic() + patience
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Missing(what)
        # Not a guess of how long something takes: the pause between two looks.
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass
        time.sleep(0.05)


def xdotool(*arguments):
    result = subprocess.run(['xdotool', *[str(argument) for argument in arguments]], text=True,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False, timeout=60)
    return result.stdout


class Window:
    """One top-level window of a running program, by its title on the X server."""

    # GTK warns of this where a text that is being drawn turns out longer, and draws it in the next frame.
    HARMLESS = re.compile(r'Trying to snapshot \w+ 0x[0-9a-f]+ without a current allocation|AT-SPI')

    def __init__(self, arguments, title, program='flyleaf'):
        self.title = title
        self.program = program
        self.log = open(os.path.join(os.environ['TMPDIR'], f'{program}.log'), 'ab')
        self.process = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=self.log, env=dict(os.environ, G_DEBUG='fatal-criticals'))
        try:
            self.id = wait_for(f'the window “{title}”', self._find_id)
        except Missing:
            self._describe()
            raise

    def _describe(self):
        """What there is instead of the window."""
        names = [xdotool('getwindowname', window).strip() for window in xdotool('search', '--name', '.').split()]
        print(f'windows: {", ".join(names)}', file=sys.stderr)
        print(pathlib.Path(self.log.name).read_text(encoding='utf-8', errors='replace')[-4000:], file=sys.stderr)
        for thread in sorted(pathlib.Path(f'/proc/{self.process.pid}/task').glob('*')):
            print(*[(thread / name).read_text().strip() for name in ('comm', 'wchan')], file=sys.stderr)

    def _find_id(self):
        if self.process.poll() is not None:
            raise Missing(f'{self.program} ended with {self.process.returncode}')
        ids = xdotool('search', '--onlyvisible', '--name', f'^{re.escape(self.title)}$').split()
        return ids[-1] if ids else None

    def geometry(self, title=None):
        """x, y, width, height of the X window (or of a dialog of this title), its invisible border included."""
        window = self.id
        if title is not None and title != self.title:
            window = xdotool('search', '--onlyvisible', '--name', f'^{re.escape(title)}$').split()[-1]
        lines = dict(line.split('=') for line in
                     xdotool('getwindowgeometry', '--shell', window).split() if '=' in line)
        return tuple(int(lines[key]) for key in ('X', 'Y', 'WIDTH', 'HEIGHT'))

    def place(self, x, y, width=None, height=None):
        if width is not None:
            xdotool('windowsize', '--sync', self.id, width, height)
        xdotool('windowmove', '--sync', self.id, x, y)
        xdotool('windowactivate', '--sync', self.id)

    def application(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_name() == self.program:
                return child
        return None

    def _frames(self):
        application = self.application()
        if application is None:
            return []
        return [application.get_child_at_index(i) for i in range(application.get_child_count())]

    def _fits(self, node, role, pattern, state):
        # AT-SPI 2.56 calls a push button a button.
        if (role is not None and node.get_role_name() not in (role, role.removeprefix('push '))) or \
           (pattern is not None and not re.search(pattern, node.get_name() or '')) or \
           (state is not None and not node.get_state_set().contains(state)):
            return False
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        return extents.width > 0 and extents.height > 0

    def _walk(self, node, role, pattern, state):
        try:
            if self._fits(node, role, pattern, state):
                return node
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                found = self._walk(child, role, pattern, state) if child is not None else None
                if found is not None:
                    return found
        except (GLib.Error, AttributeError):
            pass  # it went away while it was looked at
        return None

    def look(self, role=None, pattern=None, state=None):
        """The first thing on the screen of this role whose name matches, or None."""
        for frame in self._frames():
            found = self._walk(frame, role, pattern, state) if frame is not None else None
            if found is not None:
                return found
        return None

    def find(self, role=None, pattern=None, patience=PATIENCE):
        return wait_for(f'{role or "something"} named “{pattern}”',
                        lambda: self.look(role, pattern), patience)

    def find_active(self, title):
        """Waits until the keyboard goes to a window of the program."""
        return wait_for(f'the window “{title}” to be active',
                        lambda: self.look('frame', f'^{re.escape(title)}$', Atspi.StateType.ACTIVE))

    def center(self, node):
        """The middle of a thing of the main window or a dialog, on the screen."""
        frame = node
        while frame.get_role_name() != 'frame':
            frame = frame.get_parent()
        inner = frame.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        extents = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        x, y, width, height = self.geometry(frame.get_name())
        return (x + (width - inner.width) // 2 + extents.x + extents.width // 2,
                y + (height - inner.height) // 2 + extents.y + extents.height // 2)

    def click(self, node):
        x, y = self.center(node)
        # From somewhere else: --sync waits a quarter of a minute for a pointer that is there already to move.
        xdotool('mousemove', x + 1, y, 'mousemove', '--sync', x, y, 'click', 1)

    def keys(self, *names):
        for name in names:
            xdotool('key', '--clearmodifiers', name)

    def type(self, text):
        xdotool('type', '--delay', '12', text)

    def drag_to(self, start, end):
        """Presses at one place of the screen, moves in steps as a hand does, lets go at the other."""
        steps = 24
        xdotool('mousemove', '--sync', *start, 'mousedown', 1)
        for step in range(1, steps + 1):
            xdotool('mousemove', '--sync',
                    start[0] + (end[0] - start[0]) * step // steps,
                    start[1] + (end[1] - start[1]) * step // steps, 'sleep', 0.02)
        xdotool('sleep', 0.3, 'mouseup', 1)

    def screenshot(self, path):
        subprocess.run(['import', '-window', 'root', path], check=True, timeout=60)

    def text_of(self, node):
        # Called on the interface itself: newer libraries have a get_text() of another kind on the object.
        text = node.get_text_iface()
        return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))

    def cursor_of(self, node):
        return Atspi.Text.get_caret_offset(node.get_text_iface())

    def warnings(self):
        """What the program has warned of so far, but for what is known to be harmless."""
        with open(self.log.name, encoding='utf-8', errors='replace') as log:
            return [line for line in log if 'WARNING **' in line and not self.HARMLESS.search(line)]

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            self.process.wait(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.log.close()
