"""Whether a run of the suite held what REQUIRE_BROWSER and REQUIRE_POSTGRESQL ask for."""

import os
from collections.abc import Mapping, Sequence
from typing import Any

REQUIRED = {"REQUIRE_BROWSER": "browser", "REQUIRE_POSTGRESQL": "postgresql"}


def complaints(stats: Mapping[str, Sequence[Any]], environment: Mapping[str, str] = os.environ) -> list[str]:
    """One sentence for each required kind of test that was skipped or did not run at all.

    `stats` are the reports of pytest's terminal reporter by outcome; a report's `keywords` hold its markers.
    """
    found = []
    for variable, marker in REQUIRED.items():
        if environment.get(variable) != "1":
            continue
        skipped = [report for report in stats.get("skipped", []) if marker in report.keywords]
        passed = [report for report in stats.get("passed", []) if marker in report.keywords]
        if skipped:
            found.append(f"{variable}=1, but {len(skipped)} {marker} tests were skipped")
        elif not passed:
            found.append(f"{variable}=1, but no {marker} test passed")
    return found
