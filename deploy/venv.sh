#!/bin/sh
# Makes the virtual environment and installs the pinned requirements into it.
#
#   deploy/venv.sh requirements.txt | requirements-dev.txt
#
# Does nothing when the file is the one installed last: a copy of it, kept in the environment, is the stamp.
# VENV names another folder than .venv, PYTHON another Python than the first one found that will do.
set -eu

requirements=$1
venv=${VENV:-.venv}
stamp=$venv/installed-$(basename "$requirements")
candidates=${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3}

say() { printf 'journal: %s\n' "$*" >&2; }

recent_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

can_make_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# Prints the Python to use; says in one line what to install when there is none.
find_python() {
    too_old='' bare=''
    for candidate in $candidates; do
        if ! command -v "$candidate" >/dev/null 2>&1; then
            continue
        elif ! recent_enough "$candidate"; then
            too_old=$("$candidate" --version 2>&1 || true)
        elif can_make_environments "$candidate"; then
            echo "$candidate"
            return
        else
            bare=${bare:-$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])')}
        fi
    done
    if [ -n "$bare" ]; then
        say "Python $bare has no venv module here. Install it, for example: apt-get install python$bare-venv"
    else
        say "Python 3.11 or newer is needed, found ${too_old:-none}. For example: apt-get install python3 python3-venv"
    fi
    return 1
}

usable() {
    [ -x "$venv/bin/python" ] && recent_enough "$venv/bin/python" && "$venv/bin/python" -c 'import pip' 2>/dev/null
}

if ! usable; then
    python=$(find_python) || exit 1
    say "making $venv with $("$python" --version)"
    "$python" -m venv --clear "$venv"
fi
if ! cmp -s "$requirements" "$stamp"; then
    say "installing the $(grep -c '^[a-z]' "$requirements") packages of $requirements (a minute or two, once)"
    rm -f "$stamp"
    "$venv/bin/python" -m pip install --disable-pip-version-check --requirement "$requirements"
    cp "$requirements" "$stamp"
fi
