#!/bin/sh
# What `make lint` and, with --fix, `make format` do. Runs every check and fails at the end if one failed.
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
    # shellcheck disable=SC2086  # names of folders, apart on purpose
    check djhtml --tabwidth 2 $templates
    exit $failed
fi
check ruff check --output-format concise .
check ruff format --check --output-format concise .
check mypy
# shellcheck disable=SC2086
check djhtml --check --tabwidth 2 $templates
# shellcheck disable=SC2086
check djlint --lint --quiet $templates
echo "journal: lint-imports" >&2
"$bin/lint-imports" --no-cache --no-logo || failed=1
exit $failed
