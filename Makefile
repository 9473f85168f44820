# Everything that people and machines type here. `make help` lists it.
#
# The first use of a target makes .venv from the lock files (hashes checked) and installs this
# folder into it; later uses find it up to date and say nothing. What is set up is told on standard
# error, so that standard output is the program's alone: `make play < script.txt > round.txt`.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.SUFFIXES:
SHELL := /bin/sh

# Which Python makes .venv; empty: the first that is new enough.
PYTHON ?=
# Words for `debate-bot play` or `run`, e.g. ARGS="--db class.sqlite3 --json".
ARGS ?=
# Words for pytest, e.g. TESTS="tests/core -x".
TESTS ?=
# `make lock UPGRADE=--upgrade` takes the newest versions that pyproject.toml allows.
UPGRADE ?=

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check --no-input --quiet
# An editable install knows its folder: a tree that was moved or copied is installed again.
HERE := $(shell pwd | cksum | tr -c '0-9\n' -)
RUN := $(VENV)/.run-$(HERE)
DEV := $(VENV)/.dev-$(HERE)

.PHONY: help
help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1@\2/p' Makefile | awk -F@ '{printf "%-12s %s\n", $$1, $$2}'

# ── use ──────────────────────────────────────────────────────────────────────────────────────────

.PHONY: play
play: $(RUN)  ## debate the bot at this terminal; ARGS="--db x.sqlite3 --json"
	@$(PY) -m bot play $(ARGS)

.PHONY: run
run: $(RUN)  ## serve classes on Discord and Slack; set their tokens first
	@$(PY) -m bot run $(ARGS)

# ── check ────────────────────────────────────────────────────────────────────────────────────────

.PHONY: test
test: $(DEV)  ## every test but the long ones; TESTS="tests/core -x"
	@$(PY) -m pytest -n auto $(TESTS)

# `make -k check` goes on after the first that fails.
.PHONY: check lint format types rings architecture
check: lint format types rings architecture  ## lint, format, types, import rules, architecture

lint: $(DEV)
	$(PY) -m ruff check .
format: $(DEV)
	$(PY) -m ruff format --check .
types: $(DEV)
	$(PY) -m mypy
rings: $(DEV)
	$(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()" --no-logo
architecture: $(DEV)
	$(PY) -m pytest tests/architecture

.PHONY: bench
bench: $(DEV)  ## measure, and write benchmarks.md
	@$(PY) -m tests.bench

.PHONY: gallery
gallery: $(DEV)  ## messages as a student sees them, as pictures; needs node and chromium
	@$(PY) -m tests.gallery

.PHONY: soak
soak: $(DEV)  ## the long tests, and every law with many more cases
	@$(PY) -m pytest -n auto -m "soak or hypothesis" --hypothesis-profile=soak --timeout=3600 $(TESTS)

# ── set-up ───────────────────────────────────────────────────────────────────────────────────────

$(PY):
	@set -eu; $(find_python); \
	echo "Making $(VENV) with $$found ($$($$found -c 'import sys; print(sys.version.split()[0])')) …" >&2; \
	$$found -m venv --clear $(VENV) </dev/null >&2

$(RUN): requirements.lock pyproject.toml | $(PY)
	@echo "Installing what debate-bot needs (once; under a minute) …" >&2
	@$(PIP) install --require-hashes --requirement requirements.lock </dev/null >&2
	@$(install_here)
	@touch $@

$(DEV): requirements-dev.lock $(RUN)
	@echo "Installing what the tests and checks need (once) …" >&2
	@$(PIP) install --require-hashes --requirement requirements-dev.lock </dev/null >&2
	@touch $@

install_here = $(PIP) install --no-deps --no-index --no-build-isolation --editable . </dev/null >&2

# Sets $$found, or says what to install. A Python that cannot make a complete environment (Debian
# packs ensurepip apart) is passed over.
define find_python
found=; old=; bare=; \
for name in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11 python); do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1 \
		|| { "$$name" -c '' </dev/null >/dev/null 2>&1 && old="$${old:-$$name}"; continue; }; \
	"$$name" -c 'import ensurepip, venv' </dev/null >/dev/null 2>&1 \
		|| { bare="$${bare:-$$name}"; continue; }; \
	found="$$name"; break; \
done; \
if [ -z "$$found" ]; then \
	if [ -n "$$bare" ]; then \
		echo "$$bare cannot make virtual environments: install its venv module (on Debian and Ubuntu: sudo apt-get install python3-venv) and run make again." >&2; \
	elif [ -n "$$old" ]; then \
		echo "debate-bot needs Python 3.11 or newer, and $$old is older: install a newer one, then run make again (or name it: make PYTHON=/path/to/python3.12 …)." >&2; \
	else \
		echo "debate-bot needs Python 3.11 or newer, and none was found: install it (on Debian and Ubuntu: sudo apt-get install python3 python3-venv), then run make again (or name it: make PYTHON=/path/to/python3.12 …)." >&2; \
	fi; \
	exit 1; \
fi
endef

# ── upkeep ───────────────────────────────────────────────────────────────────────────────────────

# Only `make lock` needs uv, so it is no dependency; its version decides how the files are laid out.
UV_VERSION := 0.13.9
UV := build/uv/bin/uv
COMPILE = UV_CUSTOM_COMPILE_COMMAND="make lock" $(UV) pip compile pyproject.toml --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate $(UPGRADE)

.PHONY: lock
lock: $(UV)  ## write both lock files anew from pyproject.toml; UPGRADE=--upgrade
	@$(COMPILE) --group build --output-file requirements.lock
	@$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock

$(UV): | $(PY)
	@$(PY) -m venv --clear build/uv
	@build/uv/bin/python -m pip --quiet --disable-pip-version-check install uv==$(UV_VERSION)

.PHONY: clean
clean:  ## remove .venv, caches and builds; rounds and settings stay
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find bot tests -type d -name __pycache__ -prune -exec rm -rf {} +
