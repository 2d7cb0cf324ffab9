# Everything a developer needs. `make demo` and `make test` set up what they use.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?=

.PHONY: demo test full lint golden pages bench node clean

$(BIN)/specsmith: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $(BIN)/specsmith

$(VENV)/.test: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[test,lint]'
	touch $(VENV)/.test

tests/node_modules/.installed: tests/package.json tests/package-lock.json
	if command -v npm >/dev/null; then npm ci --prefix tests --no-audit --no-fund --loglevel=error && touch $@; \
	else echo 'npm was not found: tests that need Node.js are skipped (install Node.js 20 or newer)'; fi

node: tests/node_modules/.installed

demo: $(BIN)/specsmith
	$(BIN)/specsmith build specs/ -o output/
	@echo
	@echo 'Look at output/catalog/index.html, output/apis/*/docs/index.html and output/apis/*/clients/.'

test: $(VENV)/.test node
	$(BIN)/python tests/prepare.py
	$(BIN)/python -m pytest $(PYTEST_ARGS)

full: $(VENV)/.test node
	$(BIN)/python tests/prepare.py
	SPECSMITH_FULL=1 $(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(VENV)/.test
	$(BIN)/ruff check specsmith tests benchmarks
	$(BIN)/ruff format --check specsmith tests benchmarks
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

golden: $(VENV)/.test
	SPECSMITH_GOLDEN=1 $(BIN)/python -m pytest tests -k golden -p no:cacheprovider

pages: $(VENV)/.test
	$(BIN)/specsmith rules --format markdown > docs/rules.md
	$(BIN)/python -m specsmith.passes.upgrade.mapping_page > docs/mapping.md

bench: $(VENV)/.test node
	$(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) tests/node_modules output/* dist build
