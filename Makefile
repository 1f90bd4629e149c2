# Everything that people run by hand. Longer work stands in deploy/; `make` alone explains the targets.

.DEFAULT_GOAL := help
VENV ?= .venv
PORT ?= 8000
export VENV PORT

PYTHON_HERE = $(VENV)/bin/python
.PHONY: help run test soak bench lint format demo screenshots requirements packages packages-dev

help: ## Say what there is (default)
	@echo "make TARGET, with Python 3.11 or newer:"
	@sed -n 's/^\([a-z-]*\):.*## /  \1	/p' Makefile | expand -t 16

run: packages ## Serve the journal on http://127.0.0.1:8000/ (PORT=8001 another port, DEBUG=1 tracebacks and reload)
	@$(PYTHON_HERE) deploy/run.py

test: packages-dev ## Run the tests (DATABASE_URL=postgres://… on PostgreSQL, ARGS="-k word" to choose)
	@$(PYTHON_HERE) -m pytest -n auto --dist worksteal $(ARGS)

soak: packages-dev ## Run the tests that take long (SOAK_SAMPLE=1 a part of each, DATABASE_URL and ARGS as for test)
	@SOAK=1 $(PYTHON_HERE) -m pytest -n auto --dist worksteal $(ARGS)

bench: packages-dev ## Measure speed (tests/bench)
	@deploy/bench.sh $(ARGS)

lint: packages-dev ## Check style, types and templates
	@deploy/lint.sh

format: packages-dev ## Lay out Python and templates
	@deploy/lint.sh --fix

demo: packages ## Reset to demo content, after asking (YES=1 does not ask)
	@$(PYTHON_HERE) deploy/reset_demo.py

screenshots: packages-dev ## Make the pictures of docs/img from the demo content
	@$(PYTHON_HERE) deploy/screenshots.py

requirements: packages-dev ## Write requirements*.txt anew from requirements*.in (ARGS=--upgrade for newer versions)
	@deploy/requirements.sh write $(ARGS)

packages:
	@deploy/venv.sh requirements.txt

packages-dev:
	@deploy/venv.sh requirements-dev.txt
