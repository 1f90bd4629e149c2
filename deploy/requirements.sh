#!/bin/sh
# Compiles and checks the pinned requirements.
#
#   deploy/requirements.sh write [--upgrade]   compile requirements*.txt from requirements*.in
#   deploy/requirements.sh check               fail when `write` would change them
#
# Pinned versions are kept unless --upgrade is given, so `check` fails when the files do not agree, and not when a newer
# version was published. The package index must be reachable. The files are compiled with Python 3.11, the oldest
# supported version; [tool.pip-tools] in pyproject.toml keeps the index of a machine out of them.
set -eu

python=${VENV:-.venv}/bin/python
task=$1
shift
export CUSTOM_COMPILE_COMMAND="make requirements"

compile() { "$python" -m piptools compile "$@"; }

# Prints a file without comments, which name the version of Python.
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
            echo "journal: $name does not agree with its .in file; run: make requirements" >&2
            exit 1
        }
    done
    echo "journal: the pinned requirements agree with the .in files" >&2
}

"$task" "$@"
