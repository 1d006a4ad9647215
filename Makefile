# One verb each. A bare machine needs Python 3.11 or newer with venv, and make; the rest is installed into .venv under
# constraints.txt. A second call does nothing that is already done.

PYTHON ?= python3
VENV ?= .venv
HOST ?= 127.0.0.1
PORT ?= 8000
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_CONSTRAINT := constraints.txt
unexport PYTHONDONTWRITEBYTECODE # some images set it; a run of the tests starts some two hundred processes
IN_PARALLEL := --numprocesses auto --dist loadfile --durations 25

.PHONY: help run test unit lint types openapi spectral timelinejs superdesk wordpress typescript docs widget screenshots evaluate train soak attack audit sbom hashes explain clean constraints
help:
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version.split()[0] + "; try make PYTHON=python3.12") if sys.version_info < (3, 11) else 0'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -qq --upgrade pip

$(VENV)/.installed: setup.cfg pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install -qq --upgrade pip
	$(BIN)/python -m pip install -qq --editable .
	@touch $@

$(VENV)/.installed-for-tests: $(VENV)/.installed
	$(BIN)/python -m pip install -qq --editable '.[test,lint]'
	@touch $@

run: $(VENV)/.installed  ## install, load the seed stories, serve on http://127.0.0.1:8000 for this machine alone
	$(BIN)/timeline-service seed
	$(BIN)/timeline-service serve --host $(HOST) --port $(PORT)

test: $(VENV)/.installed-for-tests  ## every test, on every core, under eight minutes on two
	$(BIN)/python -m pytest $(or $(TESTS),$(IN_PARALLEL))

unit: $(VENV)/.installed-for-tests  ## the tests that need no model, browser or server: a minute or two
	$(BIN)/python -m pytest $(IN_PARALLEL) -m "not (model or browser or server or laws)"

lint: $(VENV)/.installed-for-tests  ## ruff, and the import contracts of setup.cfg
	$(BIN)/ruff check .
	$(BIN)/lint-imports --no-cache

types: $(VENV)/.installed-for-tests  ## mypy
	$(BIN)/mypy

openapi: $(VENV)/.installed  ## write openapi.yaml from the code
	$(BIN)/timeline-service openapi > openapi.yaml.new && mv openapi.yaml.new openapi.yaml

var/spectral/node_modules/.bin/spectral:
	npm install --silent --no-fund --no-audit --prefix var/spectral @stoplight/spectral-cli@6.16.3

spectral: var/spectral/node_modules/.bin/spectral  ## Spectral over openapi.yaml; needs npm
	$< lint --fail-severity warn openapi.yaml

TIMELINEJS := var/timelinejs/node_modules/@knight-lab/timelinejs/package.json
$(TIMELINEJS):
	npm install --silent --no-fund --no-audit --ignore-scripts --prefix var/timelinejs @knight-lab/timelinejs@3.9.11

timelinejs: $(TIMELINEJS)  ## TimelineJS3, which the test of its export needs; needs npm

SUPERDESK := var/superdesk/superdesk/text_checkers/ai/base.py
$(SUPERDESK): | $(BIN)/python
	$(BIN)/python -m pip download -qq --no-deps --dest var/superdesk superdesk-core==2.5.3
	$(BIN)/python -m zipfile -e var/superdesk/*.whl var/superdesk

superdesk: $(SUPERDESK)  ## what the test of its plug-in needs of Superdesk

WORDPRESS := var/wordpress/usr/share/wordpress
PACKAGES := wordpress libjs-underscore php-getid3
$(WORDPRESS)/wp-config.php:
	mkdir -p var/wordpress
	cd var/wordpress && { apt-get -qq download $(PACKAGES) || { apt-get -qq update && apt-get -qq download $(PACKAGES); }; }
	for package in var/wordpress/*.deb; do dpkg-deb -x $$package var/wordpress || exit 1; done
	echo '<?php require getenv("WORDPRESS_CONFIG");' > $@

wordpress: $(WORDPRESS)/wp-config.php  ## Debian's WordPress, unpacked and not installed, for the test of its plug-in

TYPESCRIPT := plugins/typescript/node_modules/.package-lock.json
$(TYPESCRIPT): plugins/typescript/package-lock.json
	npm ci --silent --prefix plugins/typescript
	@touch $@

typescript: $(TYPESCRIPT)  ## make the TypeScript client from openapi.yaml, and check it; needs npm
	npm run --silent --prefix plugins/typescript generate
	npm run --silent --prefix plugins/typescript check

docs: $(VENV)/.installed  ## write the generated tables of docs/ from the code
	$(BIN)/python -m timeline_service.settings docs/operations.md

evaluate: $(VENV)/.installed-for-tests  ## measure accuracy, write the pages of figures
	$(BIN)/python -m benchmarks.evaluate

screenshots: $(VENV)/.installed-for-tests  ## the pictures of docs/widget.md; needs Chromium
	$(BIN)/python scripts/screenshots.py

widget: $(VENV)/.installed  ## put event-timeline.js together from its parts
	$(BIN)/python -m timeline_service.web.widget.build

train: $(VENV)/.installed-for-tests  ## make a pipeline by the recipe of the shipped one, beside it; training/README.md says what it needs
	$(MAKE) -C training PYTHON=$(abspath $(BIN)/python)

soak: $(VENV)/.installed-for-tests  ## the long tests that CI need not run
	$(BIN)/python -m pytest -m soak --timeout 14400 -o faulthandler_timeout=0

attack: $(VENV)/.installed  ## what hostile callers get from a server, in a table; to 127.0.0.1 alone
	$(BIN)/python -m benchmarks.attack

# Tools that are no part of what is pinned; they have an environment of their own.
TOOLS := var/tools/bin
$(TOOLS)/.installed:
	$(PYTHON) -m venv var/tools
	PIP_CONSTRAINT= $(TOOLS)/python -m pip install -qq pip-tools pip-audit cyclonedx-bom
	@touch $@

audit: $(TOOLS)/.installed  ## known vulnerabilities of what is pinned; needs a network
	@$(PYTHON) -c 'import urllib.request as r; r.urlopen("https://pypi.org/pypi/pip/json", timeout=20)' 2>/dev/null || { \
	  echo "NOT CHECKED: PyPI's list of vulnerabilities (https://pypi.org/pypi/…/json) cannot be reached from here." >&2; exit 1; }
	$(TOOLS)/pip-audit --strict --disable-pip --no-deps -r constraints.txt

sbom: $(VENV)/.installed $(TOOLS)/.installed  ## what is installed, as CycloneDX, in var/sbom.json; needs a network once
	$(TOOLS)/cyclonedx-py environment --output-format JSON --output-file var/sbom.json $(BIN)/python

hashes: $(TOOLS)/.installed  ## write deploy/requirements.txt, what the image installs; needs a network
	{ head -2 deploy/requirements.txt; PIP_CONSTRAINT= $(TOOLS)/pip-compile -q --generate-hashes --allow-unsafe \
	  --strip-extras --no-annotate --no-header --no-emit-index-url --no-emit-find-links --all-build-deps \
	  --extra batch --extra celery --extra postgresql -c constraints.txt -o - setup.cfg; } > deploy/requirements.txt.new
	mv deploy/requirements.txt.new deploy/requirements.txt

explain: $(VENV)/.installed  ## make explain TEXT="two weeks ago" PUBLISHED=2025-10-24
	@$(BIN)/timeline-service explain "$(TEXT)" $(if $(PUBLISHED),--published $(PUBLISHED))

constraints: $(VENV)/.installed-for-tests
	{ head -1 constraints.txt; $(BIN)/python -m pip freeze --exclude-editable; grep '^setuptools==' constraints.txt; } > constraints.txt.new
	mv constraints.txt.new constraints.txt

clean:  ## remove the environment and every cache
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
