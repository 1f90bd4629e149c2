"""Every dependency is explained."""

import re
from collections.abc import Iterator

from .base import ROOT, Example, Problem, Rule

PAGE = "docs/dependencies.md"


class DocumentedDependencies(Rule):
    """Give each package of requirements.in and requirements-dev.in a row in docs/dependencies.md: what it is for, what
    else was considered, how it is maintained, and its licence.
    """

    good = (Example("requirements.in", "# What the site needs.\ndjango>=5.2,<5.3\nredis\n"),)
    bad = (Example("requirements.in", "django>=5.2,<5.3\nleft-pad\n"),)

    def __init__(self, page: str | None = None) -> None:
        text = (ROOT / PAGE).read_text() if page is None else page
        first_cells = [line.split("|")[1] for line in text.splitlines() if line.startswith("|")]
        self.documented = " ".join(first_cells).lower()

    @classmethod
    def for_examples(cls) -> Rule:
        return cls("| package | what for |\n|---|---|\n| Django 5.2 | the framework |\n| redis | the cache |\n")

    def applies_to(self, path: str) -> bool:
        return re.fullmatch(r"requirements[\w-]*\.in", path) is not None

    def problems(self, path: str, text: str) -> Iterator[Problem]:
        for number, line in enumerate(text.splitlines(), start=1):
            name = re.match(r"[\w.-]+", line)
            if line.startswith("-") or not name:
                continue
            package = name.group().lower()
            if not re.search(rf"(?<![\w-]){re.escape(package)}(?![\w-])", self.documented):
                yield Problem(path, number, f"{package} has no row in {PAGE}")
