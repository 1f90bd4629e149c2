"""`make soak` chooses the long tests and the property tests."""

import os
import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.parametrize("soak", [True, False])
def test_property_tests_run_in_both_kinds_of_run_and_others_in_one(soak: bool) -> None:
    environment = {**os.environ, "SOAK": "1" if soak else ""}
    options = ["--collect-only", "-q", "-p", "no:xdist", "tests/entities/test_names.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    collected = [line.split("::")[1] for line in done.stdout.splitlines() if "::" in line]
    assert "test_any_text_has_a_valid_slug" in collected
    assert (len(collected) > 10) != soak
