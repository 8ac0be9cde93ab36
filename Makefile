# `make` lists the targets. Each does all the set-up that it needs by itself.

SHELL := bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# The recipes share .venv and, in the demo, one database.
.NOTPARALLEL:

PORT ?= 8000
PYTHON := .venv/bin/python

# What WeasyPrint loads: text layout, fonts, and HarfBuzz to embed only the letters that are used.
RUN_PACKAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
# The fonts of the letters and of the summary.
RUN_PACKAGES += fonts-dejavu fonts-liberation
# The browser of the journeys in tests/journeys, and what Playwright's own Node.js loads to drive it.
TEST_PACKAGES := chromium libatomic1
# Judges of the PDFs that nobody of this project wrote: text, fonts, structure, pictures.
TEST_PACKAGES += poppler-utils qpdf
# The tests start PostgreSQL servers of their own for what has to work past one machine.
TEST_PACKAGES += postgresql

.PHONY: help setup run test bench rulebook mutants lint lock clean run-packages test-packages

help: ## List the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 14

setup: run-packages test-packages .venv/complete ## Install all that running, testing and linting need

run: export DEMO := 1
run: export PORT := $(PORT)
run: run-packages .venv/complete .static/staticfiles.json ## Serve the demo clinic on this machine (PORT=8000)
	@$(PYTHON) manage.py migrate --noinput --verbosity 0
	@$(PYTHON) manage.py loaddemo --if-empty
# exec: a signal to stop reaches the server itself, which then ends in good order.
	@exec $(PYTHON) -m gunicorn --preload --no-control-socket \
	    --workers 2 --threads 4 --bind 127.0.0.1:$(PORT) config.wsgi

# One more than there are cores: the tests with a browser mostly wait.
test: export PYTEST_XDIST_AUTO_NUM_WORKERS ?= $(shell echo $$(($$(nproc) + 1)))
test: run-packages test-packages .venv/complete ## Run the tests (ARGS="-k letters" picks some)
	$(PYTHON) -m pytest --numprocesses auto --dist worksteal $(ARGS)

bench: run-packages test-packages .venv/complete ## Measure speed (ARGS is passed on)
	$(PYTHON) -m tests.benchmarks $(ARGS)

mutants: run-packages test-packages .venv/complete ## Change the rules in small ways; the tests must notice (ARGS="--sample 50")
	$(PYTHON) .ci/mutants $(ARGS)

rulebook: .venv/complete ## Write docs/rulebook.md from the rules (ARGS=--check only compares)
	$(PYTHON) manage.py rulebook $(ARGS)

# The last two look at the settings of real use, with a key that is thrown away, and at no database
# of this machine.
lint: export DATABASE_URL := sqlite://:memory:
lint: export ALLOWED_HOSTS := soleus.example
lint: export DEBUG := 0
lint: export DEMO := 0
lint: run-packages .venv/complete ## Check style, types, templates, migrations and settings
	$(PYTHON) -m ruff check
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m mypy
	$(PYTHON) -m djlint --lint --quiet templates
	@export SECRET_KEY=$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(64))'); set -ex; \
	$(PYTHON) manage.py makemigrations --check --dry-run; \
	$(PYTHON) manage.py check --deploy --fail-level WARNING; \
	$(PYTHON) manage.py check --tag rules

lock: .venv/complete ## Remake requirements.lock from pyproject.toml (ARGS=--upgrade renews all)
	$(PYTHON) -m uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-emit-find-links --quiet \
	    --custom-compile-command 'make lock' --output-file requirements.lock $(ARGS)

clean: ## Remove .venv, collected files, caches and the demo clinic; never soleus.sqlite3
	rm -rf .venv .static .demo .mypy_cache .pytest_cache .ruff_cache .hypothesis test-results
	find config intake referrals tests -name __pycache__ -type d -prune -exec rm -rf {} +

run-packages:
	@.ci/system-packages $(RUN_PACKAGES)

test-packages:
	@.ci/system-packages $(TEST_PACKAGES)

# Static files under names with a hash, compressed. Some seconds, so only when one has changed.
.static/staticfiles.json: .venv/complete config/settings.py $(shell find intake referrals -path '*/static/*' -type f)
	@echo 'Collecting static files'
	@$(PYTHON) manage.py collectstatic --clear --noinput --verbosity 0

# The virtual environment, made anew from the first Python that will do whenever the lock changes:
# then it never keeps a package that the lock has dropped.
.venv/complete: requirements.lock
	@set -e; \
	new_enough='import sys; sys.exit(sys.version_info < (3, 11))'; \
	for python in python3.11 python3.12 python3.13 python3 none; do \
	    if "$$python" -c "$$new_enough" 2>/dev/null; then break; fi; \
	done; \
	if [ "$$python" = none ]; then \
	    echo 'Soleus needs Python 3.11 or newer. On Debian: apt-get install python3' >&2; exit 1; \
	fi; \
	if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	    .ci/system-packages "$$("$$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"; \
	fi; \
	echo "Making .venv with $$("$$python" --version) and the packages in requirements.lock"; \
	"$$python" -m venv --clear .venv; \
	$(PYTHON) -m pip --disable-pip-version-check --quiet install --require-hashes --requirement $<; \
	touch $@
