# SPDX-License-Identifier: GPL-3.0-or-later
"""What the validators share: TAP on standard output, and the files of the tree."""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
NOT_OURS = {'.git', '__pycache__', 'node_modules'}


class Tap:
    """Points are printed as they come; done() ends the program."""

    def __init__(self):
        self.points = self.failed = 0

    def check(self, name, good, detail=''):
        self.points += 1
        print(f'{"ok" if good else "not ok"} {self.points} {name}', flush=True)
        if not good:
            self.failed += 1
            for line in str(detail).splitlines():
                print(f'# {line}', flush=True)

    def skip(self, name, reason):
        self.points += 1
        print(f'ok {self.points} {name} # SKIP {reason}', flush=True)

    def none(self, name, offenders):
        """Passes when the list of offenders is empty, and prints them otherwise."""
        self.check(name, not offenders, '\n'.join(str(offender) for offender in offenders))

    def command(self, name, *arguments, env=None):
        """Passes when the tool says so. A tool that is not there is a failure, never a skip."""
        tool = str(arguments[0])
        if not shutil.which(tool):
            self.check(name, False, f'{tool} is not installed: run build-aux/deps test')
            return None
        result = subprocess.run([str(argument) for argument in arguments], env=env, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                                stdin=subprocess.DEVNULL, timeout=60)
        self.check(name, result.returncode == 0, result.stdout)
        return result.stdout

    def done(self):
        print(f'1..{self.points}')
        sys.exit(1 if self.failed else 0)


def files(*suffixes, under='.'):
    """Paths relative to the root, sorted, leaving out build directories."""
    found = []
    for folder, folders, names in os.walk(ROOT / under):
        folders[:] = sorted(name for name in folders
                            if name not in NOT_OURS and not name.startswith('_build'))
        for name in names:
            if name not in NOT_OURS and (not suffixes or name.endswith(suffixes)):
                found.append((pathlib.Path(folder) / name).relative_to(ROOT))
    return sorted(found)


def text(path):
    return (ROOT / path).read_text(encoding='utf-8', errors='replace')
