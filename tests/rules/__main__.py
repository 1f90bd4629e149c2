"""Check the rules from the command line: `python -m tests.rules`.

`--add-migrations` adds migrations to the list of those that landed. Run it in the commit that adds a migration.
"""

import argparse
import sys

from . import RULES, repository_files
from .migrations import add_new


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.rules", description=__doc__)
    parser.add_argument("--add-migrations", action="store_true", help="list new migrations as landed")
    arguments = parser.parse_args()
    files = repository_files()
    if arguments.add_migrations:
        for path in add_new(files):
            print(f"added {path}")
    failed = False
    for rule in RULES:
        problems = rule().check(files)
        failed = failed or bool(problems)
        for problem in problems:
            print(problem)
        if problems:
            print(f"{rule.__name__} ({len(problems)}): {rule.message()}\n")
    return int(failed)


sys.exit(main())
