# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for a password where none may be: in files, in what programs wrote, and in /proc."""

import base64
import os
import pathlib
import threading
import time
import urllib.parse


class Needles:
    """A password in every form that it travels in."""

    def __init__(self):
        self.forms = {}

    def add(self, user, password):
        for text in {password, password.replace(' ', '')}:
            plain = text.encode()
            self.forms[plain] = f'the password of {user}'
            self.forms[urllib.parse.quote(text).encode()] = f'the password of {user}, in an address'
            self.forms[urllib.parse.quote_plus(text).encode()] = f'the password of {user}, in a form'
            self.forms[plain.hex().encode()] = f'the password of {user}, in hexadecimal'
            # Base64 of “user:password” and of the password alone; the last characters depend on what follows.
            for pair in (f'{user}:{text}', text):
                self.forms[base64.b64encode(pair.encode()).rstrip(b'=')[:-1]] = f'the log-in of {user}, in Base64'
            self.forms[plain.decode().encode('utf-16-le')] = f'the password of {user}, in UTF-16'

    def find(self, data):
        for form, name in self.forms.items():
            if form in data:
                return name
        return None


def search_files(needles, *folders, skip=()):
    """[(file, what)] of every file below the folders, whatever it is."""
    found = []
    for folder in folders:
        for path in sorted(pathlib.Path(folder).rglob('*')):
            if any(path.is_relative_to(other) for other in skip) or path.is_symlink() or not path.is_file():
                continue
            try:
                what = needles.find(str(path).encode() + b'\n' + path.read_bytes())
            except OSError:
                continue  # gone meanwhile
            if what is not None:
                found.append((str(path), what))
    return found


def search_process(needles, pid):
    """[(file, what)] of the command line and the environment of a process."""
    found = []
    for name in ('cmdline', 'environ'):
        try:
            with open(f'/proc/{pid}/{name}', 'rb') as file:
                what = needles.find(file.read())
        except OSError:
            continue
        if what is not None:
            found.append((f'/proc/{pid}/{name}', what))
    return found


class Sampler(threading.Thread):
    """Looks at every process of this machine but ours, again and again, and notes how long each one showed a password."""

    def __init__(self, needles):
        super().__init__(daemon=True)
        self.needles = needles
        self.stopping = threading.Event()
        self.seen = {}   # (pid, file) -> [first, last]
        self.looks = 0

    def run(self):
        while not self.stopping.is_set():
            now = time.monotonic()
            for name in os.listdir('/proc'):
                if name.isdigit() and int(name) != os.getpid():
                    for place, what in search_process(self.needles, int(name)):
                        self.seen.setdefault((place, what), [now, now])[1] = time.monotonic()
            self.looks += 1
            time.sleep(0.001)

    def stop(self):
        self.stopping.set()
        self.join()

    def longest(self):
        """Milliseconds."""
        return max((last - first for first, last in self.seen.values()), default=0) * 1000
