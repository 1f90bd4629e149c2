#!/bin/sh
# Pinned requirements.
#
#   deploy/requirements.sh write [--upgrade]   write requirements*.txt from requirements*.in
#   deploy/requirements.sh check               fail when they are not what `write` would make of them
#
# Versions already pinned are kept unless --upgrade is given, so `check` asks whether the two fit together, and not
# whether something newer was published. The package index must be reachable. Written with Python 3.11, the oldest
# that we support; [tool.pip-tools] in pyproject.toml keeps a machine's own index out of the files.
set -eu

python=${VENV:-.venv}/bin/python
task=$1
shift
export CUSTOM_COMPILE_COMMAND="make requirements"

compile() { "$python" -m piptools compile "$@"; }

# Everything but comments: they name the Python that wrote the file.
content() { sed -e 's/[[:space:]]*#.*//' -e '/^[[:space:]]*$/d' "$1"; }

# shellcheck disable=SC2120  # called by name with the arguments of the script
write() {
    compile "$@" --output-file requirements.txt requirements.in
    compile "$@" --output-file requirements-dev.txt requirements-dev.in
}

check() {
    copy=$(mktemp -d)
    trap 'rm -rf "$copy"' EXIT
    cp requirements.in requirements.txt requirements-dev.in requirements-dev.txt pyproject.toml "$copy"
    here=$(pwd)
    case $python in /*) ;; *) python=$here/$python ;; esac
    cd "$copy"
    # shellcheck disable=SC2119
    write
    for name in requirements.txt requirements-dev.txt; do
        content "$here/$name" >before
        content "$name" >after
        diff -u before after || {
            echo "journal: $name does not fit its .in file; run: make requirements" >&2
            exit 1
        }
    done
    echo "journal: pinned requirements fit" >&2
}

"$task" "$@"
