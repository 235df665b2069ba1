# What a developer and a stranger need. `make` alone lists it.
#
# Only python3 (3.11 or later) is taken for granted. Where uv is installed it does the installing, faster.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
UV     := $(shell command -v uv 2>/dev/null)

OLD := drafts/2025-09-revised-draft.docx
NEW := drafts/2026-02-further-revised-draft.docx

# Processes that share the tests: one a core. `make test JOBS=0` runs them in one, for a debugger.
JOBS ?= logical

# Tests start the program some hundred times: it keeps its byte code, whatever the shell says.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-quick slow lint typecheck docs messages man site bench browser screenshot fuzz corpus sdist app lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

setup: $(VENV)/.dev ## install treatydiff and what its tests need into .venv

demo: $(VENV)/.run ## compare the last two sample drafts
	@echo '$$ treatydiff compare $(OLD) $(NEW)'
	@$(BIN)/treatydiff compare $(OLD) $(NEW)

test: $(VENV)/.dev ## run every test
	@echo 'Every test, JOBS=$(JOBS): on two quiet cores some five minutes.'
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal

test-quick: $(VENV)/.dev ## run the tests that take no time, for the work at hand: four of five
	@echo 'The quick tests, JOBS=$(JOBS): on two quiet cores under a minute.'
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal -m 'not slow'

slow: $(VENV)/.dev ## run every test and write down anew which are too slow for make test-quick
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal --write-slow

lint: $(VENV)/.dev ## check the style of the code
	$(BIN)/ruff check .

typecheck: $(VENV)/.dev ## check the types
	$(BIN)/mypy

docs: $(VENV)/.dev ## write docs/commands.md, the page for man and the README's tables anew
	$(BIN)/python tests/documents.py

messages: $(VENV)/.dev ## list every sentence that the program may say, to be read with a fresh eye
	@$(BIN)/python scripts/messages.py

man: docs ## show the page for man, made from the program's help
	man -l docs/treatydiff.1

site: $(VENV)/.run ## build the documentation as a site in build/site, with what the program makes of the sample drafts
	@$(call install,requirements-site.lock)
	$(BIN)/python scripts/site.py

bench: $(VENV)/.dev ## time whole comparisons
	$(BIN)/python -m benchmarks.timing

browser: $(VENV)/.dev ## install what the tests in a real browser need (Chromium by apt-get: that without a window, else any)
	@$(call install,requirements-browser.lock)
	@command -v chromium-headless-shell >/dev/null || \
		{ apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium-headless-shell fonts-noto-core; } || \
		command -v chromium chromium-browser google-chrome >/dev/null || \
		apt-get install -y -qq --no-install-recommends chromium fonts-noto-core

screenshot: $(VENV)/.dev ## take the README's picture of the HTML report anew (after make browser)
	$(BIN)/python tests/screenshot.py

sdist: $(VENV)/.dev ## build the source archive, unpack it and run its tests there
	$(BIN)/python scripts/check_sdist.py

app: $(VENV)/.run ## build one file for this system that needs no Python, in dist/, and try it
	@$(call install,requirements-app.lock)
	$(BIN)/python scripts/app.py

fuzz: $(VENV)/.dev ## mutated drafts through the whole program, for SECONDS (60)
	$(BIN)/python tests/fuzz.py --seconds $(or $(SECONDS),60)

corpus: $(VENV)/.dev ## every PDF and Word file below FOLDER through the whole program, and a table of what came of it
	$(BIN)/python tests/foreign.py $(FOLDER)

lock: ## write the lock files anew from pyproject.toml (needs uv)
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --group dev -o requirements-dev.lock
	$(subst --all-extras,,$(LOCK)) pyproject.toml --group light -c requirements-dev.lock -o requirements-light.lock
	$(subst --all-extras,,$(LOCK)) --group browser -o requirements-browser.lock
	$(subst --all-extras,,$(LOCK)) --group site -c requirements-light.lock -o requirements-site.lock
	$(subst --all-extras,--extra crypto,$(LOCK)) --group app -o requirements-app.lock

clean: ## remove what can be made again
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# No annotation of where a package comes from, so that the files are the same wherever they are made.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --all-extras --generate-hashes --no-emit-index-url \
	--no-header --upgrade

# What is compiled when treatydiff is installed, from a working copy too.
COMPILED := hatch_build.py $(wildcard src/treatydiff/renderers/html/templates/*.html)

$(VENV)/.run: requirements-light.lock pyproject.toml $(COMPILED) | $(BIN)/python
	@echo 'Installing treatydiff into $(VENV), once: this takes about a minute ...'
	@$(call install,requirements-light.lock)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml $(COMPILED) | $(BIN)/python
	@echo 'Installing treatydiff and what its tests need into $(VENV), once: this takes a minute or two ...'
	@$(call install,requirements-dev.lock)
	@touch $@ $(VENV)/.run

ifneq ($(UV),)

$(BIN)/python:
	@uv venv --quiet --python $(PYTHON) $(VENV)

install = uv pip install --quiet --python $(BIN)/python --compile-bytecode --require-hashes -r $(1) && \
	uv pip install --quiet --python $(BIN)/python --no-deps -e .

else

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'treatydiff needs Python 3.11 or later: make PYTHON=python3.12 ...' >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
		{ echo 'Python cannot make a virtual environment here; install it first: apt-get install -y python3-venv' >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)

install = $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1) && \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .

endif
