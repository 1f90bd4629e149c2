"""No file knows the machine on which it was written."""

import re
from collections.abc import Iterator

from .base import Example, Problem, Rule

# A path from the root of a file system; `docs/img/home.png` and `https://example.org/work/` are none.
MACHINE_PATH = re.compile(r"(?<![\w./~-])/(?:tmp|work|root|home|Users)/[\w.*-]")


class NoMachinePaths(Rule):
    """Use a path relative to the repository, a setting or `tempfile`, not a folder of one machine."""

    good = (
        Example("deploy/run.py", 'folder = tempfile.mkdtemp()\nlock = ROOT / "var/run.lock"\n'),
        Example("docs/production.md", "    adduser --system --home /srv/journal journal\n"),
    )
    bad = (
        Example("deploy/run.py", 'lock = "/tmp/journal.lock"\n'),
        Example("docs/importing.md", "    manage.py import_article /home/ada/articles/\n"),
    )

    def applies_to(self, path: str) -> bool:
        return True

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        for number, line in enumerate(text.splitlines(), start=1):
            if found := MACHINE_PATH.search(line):
                yield Problem(path, number, f"a path of one machine: {found.group()}…")
