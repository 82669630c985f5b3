# `make run` and `make test` do all their own set-up. `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help

# uv installs the locked Python packages; where it is missing it gets a small environment of its own.
UV := $(shell command -v uv 2>/dev/null || echo .setup-uv/bin/uv)
RUN := $(UV) run --no-sync
# Each command and each test of one starts Python anew: compiled once, that takes half as long.
COMPILED := --compile-bytecode
RUN_PACKAGES := python3-venv
TEST_PACKAGES := chromium poppler-utils zbar-tools postgresql nginx
# One more than two cores: tests wait for servers, browsers and workers a quarter of their time.
WORKERS ?= 3
CATALOGUES ?= translations
RUN_SIZE := about 71 MB to download
TEST_SIZE := about 81 MB more

.PHONY: help run test lint bench css messages collect wheel setup-run setup setup-test catalogues

help: ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup-run ## start the portal with demo data at http://127.0.0.1:8000
	@$(RUN) portal demo

test: setup-test lint ## lint, then every test
	@$(RUN) pytest -n $(WORKERS) --dist loadgroup

lint: setup ## ruff, mypy --strict, import-linter, deptry, portal check
	@$(RUN) ruff check .
	@$(RUN) ruff format --check .
	@$(RUN) mypy
	@$(RUN) lint-imports --no-logo
	@$(RUN) deptry .
	@$(RUN) portal check --strict

bench: setup-test ## print the figures of benchmarks/
	@$(RUN) python -m benchmarks

css: ## build portal/web/static/portal.css from portal/web/style (needs npm)
	cd portal/web/style && npm ci --no-audit --no-fund && npm run build

messages: setup ## collect the texts of the portal into translations/
	@$(MAKE) --no-print-directory collect catalogues

# The catalogue keeps one line a text, so that collecting again changes nothing; a test does so in a copy.
collect:
	@$(RUN) pybabel --quiet extract -F translations/babel.cfg -k lazy_gettext --no-location --omit-header --sort-output -o $(CATALOGUES)/messages.pot portal templates
	@$(RUN) pybabel --quiet update -i $(CATALOGUES)/messages.pot -d $(CATALOGUES) -l lo --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --no-wrap

wheel: setup-run ## build an installable package in dist/
	@$(UV) build --quiet --wheel --out-dir dist && ls dist/*.whl

# What runs the portal; leaves there what lint and tests need when they were installed before.
setup-run: $(UV)
	@test -d .venv || echo 'Installing the packages of the portal into .venv (only the first time, $(RUN_SIZE))…'
	@$(UV) sync --locked --no-dev --inexact --quiet $(COMPILED)
	@$(RUN) python -m compileall -q portal
	@$(MAKE) --no-print-directory catalogues

setup: $(UV) ## install what lint and tests need into .venv
	@test -x .venv/bin/pytest || echo 'Installing packages for lint and tests into .venv (only the first time, $(TEST_SIZE))…'
	@$(UV) sync --locked --quiet $(COMPILED)
	@$(RUN) python -m compileall -q portal
	@$(MAKE) --no-print-directory catalogues

catalogues: $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/*.po)) ## compile the translations
	@:

%.mo: %.po
	@$(RUN) pybabel --quiet compile -i $< -o $@ -l $(notdir $(patsubst %/LC_MESSAGES/,%,$(dir $<)))

setup-test: setup
	@.ci/system-packages $(TEST_PACKAGES)

.setup-uv/bin/uv:
	@.ci/system-packages $(RUN_PACKAGES)
	@python3 -m venv .setup-uv
	@.setup-uv/bin/pip install --quiet uv
