"""The project's own rules, for what ruff, mypy, djlint and import-linter cannot check.

Each rule is a class. The first paragraph of its docstring is the message that a contributor reads, and `good` and
`bad` are files that the tests run through it. `python -m tests.rules` runs the rules without pytest.
"""

from .base import Example, Problem, Rule, repository_files
from .dependencies import DocumentedDependencies
from .layers import NamesOfLowerLayers, TemplateFoldersBelongToApps
from .migrations import LandedMigrationsStay
from .paths import NoMachinePaths
from .sizes import SmallFunctions, SmallModules
from .suppressions import ReasonedSuppressions
from .words import PlainWords

RULES: tuple[type[Rule], ...] = (
    DocumentedDependencies,
    LandedMigrationsStay,
    NamesOfLowerLayers,
    NoMachinePaths,
    PlainWords,
    ReasonedSuppressions,
    SmallFunctions,
    SmallModules,
    TemplateFoldersBelongToApps,
)

__all__ = ["RULES", "Example", "Problem", "Rule", "repository_files"]
