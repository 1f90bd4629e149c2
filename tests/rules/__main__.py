"""Check the rules from the command line: `python -m tests.rules`, with `--pending` for those not enforced yet.

`--add-migrations` adds migrations to the list of those that landed. Run it in the commit that adds a migration.
"""

import argparse
import sys

from . import PENDING, RULES, repository_files
from .migrations import add_new


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.rules", description=__doc__)
    parser.add_argument("--pending", action="store_true", help="check the rules that are not enforced yet as well")
    parser.add_argument("--add-migrations", action="store_true", help="list new migrations as landed")
    arguments = parser.parse_args()
    files = repository_files()
    if arguments.add_migrations:
        for path in add_new(files):
            print(f"added {path}")
    failed = False
    for rule in (*RULES, *(PENDING if arguments.pending else ())):
        problems = rule().check(files)
        failed = failed or bool(problems)
        for problem in problems:
            print(problem)
        if problems:
            print(f"{rule.__name__} ({len(problems)}): {rule.message()}\n")
    return int(failed)


sys.exit(main())
