#!/bin/sh
# What `make bench` does: runs tests/bench/bench_*.py one after the other, so that none takes time from another.
# Benches are no part of `make test`. docs/performance.md keeps what they measured.
set -eu

set -- "$@" -p no:xdist -o python_files='bench_*.py' -o testpaths=tests/bench -rA -s
if ! ls tests/bench/bench_*.py >/dev/null 2>&1; then
    echo "journal: nothing is measured yet: there is no tests/bench/bench_*.py"
    exit 0
fi
exec "${VENV:-.venv}/bin/python" -m pytest "$@"
