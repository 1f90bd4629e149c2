# The commands for development. Longer ones are scripts in deploy/. `make` alone lists the targets.

.DEFAULT_GOAL := help
VENV ?= .venv
PORT ?= 8000
export VENV PORT

PYTHON_HERE = $(VENV)/bin/python
.PHONY: help run test soak bench lint format demo screenshots requirements packages packages-dev

help: ## List the targets (default)
	@echo "make TARGET, with Python 3.11 or newer:"
	@sed -n 's/^\([a-z-]*\):.*## /  \1	/p' Makefile | expand -t 16

run: packages ## Serve the journal on http://127.0.0.1:8000/ (PORT=8001, DEBUG=1 for debug pages and reload, VERBOSE=1)
	@$(PYTHON_HERE) deploy/run.py

test: packages-dev ## Run the tests (DATABASE_URL=postgres://… on PostgreSQL, ARGS="-k word" to choose)
	@$(PYTHON_HERE) -m pytest -n auto --dist worksteal $(ARGS)

soak: packages-dev ## Run the tests that take long (SOAK_SAMPLE=1 a part of each, DATABASE_URL and ARGS as for test)
	@SOAK=1 $(PYTHON_HERE) -m pytest -n auto --dist worksteal $(ARGS)

bench: packages-dev ## Measure speed (tests/bench)
	@deploy/bench.sh $(ARGS)

lint: packages-dev ## Check style, types and templates
	@deploy/lint.sh

format: packages-dev ## Format Python and templates
	@deploy/lint.sh --fix

demo: packages ## Reset to demo content, after a question (YES=1 for none)
	@$(PYTHON_HERE) deploy/reset_demo.py

screenshots: packages-dev ## Write the pictures of docs/img from demo content
	@$(PYTHON_HERE) deploy/screenshots.py

requirements: packages-dev ## Compile requirements*.txt from requirements*.in (ARGS=--upgrade for newer versions)
	@deploy/requirements.sh write $(ARGS)

packages:
	@deploy/venv.sh requirements.txt

packages-dev:
	@deploy/venv.sh requirements-dev.txt
