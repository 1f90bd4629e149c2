#!/bin/sh
# Makes the virtual environment and installs the pinned requirements into it.
#
#   deploy/venv.sh requirements.txt | requirements-dev.txt
#
# Does nothing when the file is the one installed last: a copy of it, kept in the environment, is the stamp.
# VENV names another folder than .venv, PYTHON another Python than the newest found.
set -eu

requirements=$1
venv=${VENV:-.venv}
stamp=$venv/installed-$(basename "$requirements")

say() { printf 'journal: %s\n' "$*" >&2; }

recent_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    found=
    for candidate in ${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3}; do
        command -v "$candidate" >/dev/null 2>&1 || continue
        if recent_enough "$candidate"; then
            echo "$candidate"
            return
        fi
        found=$("$candidate" --version 2>&1 || true)
    done
    say "Python 3.11 or newer is needed, found ${found:-none}. Install one, for example: apt-get install python3 python3-venv"
    exit 1
}

make_environment() {
    python=$(find_python)
    if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        say "this Python has no venv module. Install it, for example: apt-get install python$version-venv"
        exit 1
    fi
    say "making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
}

usable() { [ -x "$venv/bin/python" ] && recent_enough "$venv/bin/python" && "$venv/bin/python" -c 'import pip' 2>/dev/null; }

usable || make_environment
if ! cmp -s "$requirements" "$stamp"; then
    say "installing $(grep -c '^[a-z]' "$requirements") packages of $requirements (a minute or two, once)"
    rm -f "$stamp"
    "$venv/bin/python" -m pip install --disable-pip-version-check --requirement "$requirements"
    cp "$requirements" "$stamp"
fi
