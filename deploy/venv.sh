#!/bin/sh
# Creates the virtual environment and installs the pinned requirements into it.
#
#   deploy/venv.sh requirements.txt | requirements-dev.txt
#
# Does nothing when this file is the one that was installed last: a copy of it is kept in the environment.
# VENV names another folder than .venv, PYTHON another interpreter than the first suitable one.
# The output of pip goes to install.log in that folder. VERBOSE=1 prints it as well.
set -eu

requirements=$1
venv=${VENV:-.venv}
installed=$venv/installed-$(basename "$requirements")
log=$venv/install.log
candidates=${PYTHON:-python3.13 python3.12 python3.11 python3.14 python3}

verbose=
case ${VERBOSE:-} in '' | 0) ;; *) verbose=yes ;; esac
# On a terminal a step is one line that is rewritten. Elsewhere it is a line at its start and one at its end.
rewrite=
if [ -z "$verbose" ] && [ -t 1 ] && [ "${TERM:-dumb}" != dumb ]; then rewrite=yes; fi

fail() {
    printf 'journal: %s\n' "$*" >&2
    exit 1
}

begin_step() { if [ -n "$rewrite" ]; then printf '%s …' "$1"; else printf '%s …\n' "$1"; fi; }
update_step() { if [ -n "$rewrite" ]; then printf '\r\033[K%s … (%s)' "$1" "$2"; fi; }
end_step() { if [ -n "$rewrite" ]; then printf '\r\033[K%s … %s\n' "$1" "$2"; else printf '%s … %s\n' "$1" "$2"; fi; }

recent_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

can_create_environments() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

# Prints the first suitable interpreter, or fails with the name of the package to install.
find_python() {
    too_old='' without_venv=''
    for candidate in $candidates; do
        if ! command -v "$candidate" >/dev/null 2>&1; then
            continue
        elif ! recent_enough "$candidate"; then
            too_old=$("$candidate" --version 2>&1 || true)
        elif can_create_environments "$candidate"; then
            echo "$candidate"
            return
        else
            without_venv=${without_venv:-$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])')}
        fi
    done
    if [ -n "$without_venv" ]; then
        fail "Python $without_venv has no venv module. Install it, for example: apt-get install python$without_venv-venv"
    fi
    fail "Python 3.11 or newer is needed, found ${too_old:-none}. For example: apt-get install python3 python3-venv"
}

usable() {
    [ -x "$venv/bin/python" ] && recent_enough "$venv/bin/python" && "$venv/bin/python" -c 'import pip' 2>/dev/null
}

create_environment() {
    python=$(find_python) || exit 1
    step="Creating $venv with $("$python" --version)"
    begin_step "$step"
    if ! output=$("$python" -m venv --clear "$venv" 2>&1); then
        end_step "$step" failed
        printf '%s\n' "$output" >&2
        fail "$venv could not be created"
    fi
    end_step "$step" done
}

# Prints the output of pip and, when pip fails, a last line with its exit status.
run_pip() {
    "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --progress-bar off \
        --requirement "$requirements" 2>&1 || echo "pip: exit status $?"
}

# Copies the output of pip to the log and counts the requirements in it. Fails when pip failed.
follow_pip() {
    count=0 failed=
    while IFS= read -r line; do
        printf '%s\n' "$line" >&3
        if [ -n "$verbose" ]; then printf '%s\n' "$line"; fi
        case $line in
            # "Collecting", "Processing" or "Requirement already satisfied", each with its line of the file.
            *'(from -r '*)
                if [ "$count" -lt "$total" ]; then count=$((count + 1)); fi
                update_step "$step" "$count of $total"
                ;;
            'Installing collected packages:'*) update_step "$step" "$total of $total, unpacking" ;;
            'pip: exit status '*) failed=yes ;;
        esac
    done 3>"$log"
    [ -z "$failed" ]
}

install_packages() {
    total=$(grep -c '^[a-z]' "$requirements" || true)
    step="Installing packages"
    rm -f "$installed"
    begin_step "$step"
    if ! run_pip | follow_pip; then
        end_step "$step" failed
        tail -n 20 "$log" >&2
        fail "the packages of $requirements could not be installed; the full log is $log"
    fi
    end_step "$step" "done ($total)"
    cp "$requirements" "$installed"
}

if ! usable; then create_environment; fi
if ! cmp -s "$requirements" "$installed"; then install_packages; fi
