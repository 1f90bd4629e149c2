#!/bin/sh
# Runs `make lint` and, with --fix, `make format`. Every check runs; the exit status is 1 when one failed.
set -u

bin=${VENV:-.venv}/bin
folders="templates articles/templates entities/templates journal/templates"
templates=
for folder in $folders; do
    [ -d "$folder" ] && templates="$templates $folder"
done
failed=0

check() {
    echo "journal: $*" >&2
    "$bin/python" -m "$@" || failed=1
}

if [ "${1:-}" = --fix ]; then
    check ruff check --fix --quiet .
    check ruff format .
    # shellcheck disable=SC2086  # word splitting is intended
    check djhtml --tabwidth 2 $templates
    exit $failed
fi
check ruff check --output-format concise .
check ruff format --check --output-format concise .
check mypy
# The scripts are no package: they import each other from their own folder.
check mypy deploy
# shellcheck disable=SC2086
check djhtml --check --tabwidth 2 $templates
# shellcheck disable=SC2086
check djlint --lint --quiet $templates
echo "journal: lint-imports" >&2
"$bin/lint-imports" --no-cache --no-logo || failed=1
exit $failed
