#!/bin/sh
# Runs `make bench`: tests/bench/bench_*.py in one process, so that no two compete for the processor.
# These are not part of `make test`. docs/performance.md holds the results.
set -eu

exec "${VENV:-.venv}/bin/python" -m pytest "$@" -p no:xdist -o python_files='bench_*.py' -o testpaths=tests/bench -rA -s
