# `make demo` and `make test` need nothing but Python 3.11+ and git.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: demo test run check quality lock format clean

demo: .venv/.runtime  ## open the app on the demo edition
	$(BIN)/nutgraf demo

run: .venv/.runtime  ## open the app on your own feeds
	$(BIN)/nutgraf

test: .venv/.dev  ## run the tests
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup

check: .venv/.dev  ## format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

quality: .venv/.dev  ## score summaries and extraction against their floors
	$(BIN)/python -m tests.quality.gate

lock: .venv/.dev  ## renew the pinned versions after a change of pyproject.toml
	$(BIN)/python -m uv --version >/dev/null 2>&1 || $(PIP) install --quiet uv
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade pyproject.toml -o requirements.lock
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade pyproject.toml --group dev \
		-c requirements.lock -o requirements-dev.lock

format: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "nutgraf needs Python 3.11 or newer; try: make PYTHON=python3.12 demo")'
	$(PYTHON) -m venv .venv

# hatchling builds the editable install; it is pinned with the tools of the dev lock.
.venv/.runtime: requirements.lock pyproject.toml | .venv/bin/python
	$(PIP) install --quiet --require-hashes -r requirements.lock
	$(PIP) install --quiet --no-deps -e .
	touch $@

.venv/.dev: requirements-dev.lock .venv/.runtime
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	touch $@
