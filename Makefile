# `make` alone lists what there is to make.
PYTHON ?= python3
BIN := .venv/bin
COUNT ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test lint types imports bench screenshots words chromium clean

help: ## list the recipes
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

demo: .venv/demo ## a Slack workspace on this machine with Colla in it
	@$(BIN)/python -m bot demo

# Three runs: while a browser is open, Playwright's sync API keeps an event loop running in its thread, in which
# neither DBOS nor a second browser can be started.
test: lint types imports chromium ## all checks and tests
	$(BIN)/python -m pytest -n $(COUNT) --ignore tests/emulator/page --ignore tests/journey
	$(BIN)/python -m pytest tests/emulator/page
	$(BIN)/python -m pytest tests/journey

lint: .venv/dev ## ruff: faults and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/dev ## mypy, strict
	$(BIN)/mypy bot handlers storage emulator benchmarks

imports: .venv/dev ## that imports point one way
	$(BIN)/lint-imports --no-logo

bench: .venv/dev ## Colla's import beside the database's own, in one run
	$(BIN)/python -m benchmarks.import_rosters

words: .venv/dev ## bring the catalogues up to date with the sentences in the code
	$(BIN)/python -m tests.catalogues

screenshots: .venv/dev chromium ## the pictures in the README
	$(BIN)/python -m tests.screenshots

# Debian's package when we may install it, Playwright's own build otherwise.
chromium: .venv/dev
	@command -v chromium >/dev/null || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; \
	then apt-get update -qq && apt-get install -y -qq chromium >/dev/null; \
	else $(BIN)/playwright install chromium; fi

.venv/demo: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Colla needs Python 3.11 or newer: make PYTHON=...")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[emulator]'
	@touch $@

.venv/dev: .venv/demo
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[emulator,dev]'
	@touch $@

clean: ## forget the virtual environment
	rm -rf .venv
