# `make demo` and `make test` need nothing but Python 3.11+ and git.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check

# A program that is started writes what it compiles: hundreds are started.
TEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest -n auto --maxprocesses 8

.PHONY: demo test test-all test-repeats coverage run check quality bench lock docs format clean

demo: .venv/.runtime  ## open the app on the demo edition
	$(BIN)/nutgraf demo

run: .venv/.runtime  ## open the app on your own feeds
	$(BIN)/nutgraf

test: .venv/.dev  ## run the tests; what repeats, in a small sample
	$(TEST)

test-all: .venv/.dev  ## run the tests, and what repeats in full
	NUTGRAF_TESTS=full $(TEST)

test-repeats: .venv/.dev  ## run in full only the tests of which `make test` runs a sample
	NUTGRAF_TESTS=full $(TEST) $$(grep -rlE --include='test_*.py' '^from scale import|^ *@given' tests)

coverage: .venv/.dev  ## run all tests, and show which modules they cover least
	NUTGRAF_TESTS=full $(TEST) --cov --cov-report=
	$(BIN)/python -m tools.coverage_table

check: .venv/.dev  ## format, lint, types, layers, and the files that GitHub reads
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-issue-forms \
		$(filter-out %/config.yml,$(wildcard .github/ISSUE_TEMPLATE/*.yml))

quality: .venv/.dev  ## score summaries and extraction against their floors
	$(BIN)/python -m tests.quality.gate

bench: .venv/.dev  ## run all benchmarks, say what is over budget, and renew the tables of docs/performance.md
	$(BIN)/python benchmarks/bench.py --to benchmarks/results.json
	$(BIN)/python -m tools.write_performance

lock: .venv/.dev  ## renew the pinned versions after a change of pyproject.toml
	$(BIN)/python -m uv --version >/dev/null 2>&1 || $(PIP) install --quiet uv
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade pyproject.toml -o requirements.lock
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade pyproject.toml --group dev \
		-c requirements.lock -o requirements-dev.lock
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --no-header --no-annotate --upgrade --group docs -o requirements-docs.lock

docs: .venv/.docs  ## build the documentation's site in build/site; a broken link is an error
	$(BIN)/python -m tools.write_reference docs/reference
	NO_MKDOCS_2_WARNING=1 .venv/docs/bin/mkdocs build --strict --clean

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

# The site's generator stands apart: none of its libraries is the program's.
.venv/.docs: requirements-docs.lock .venv/.runtime
	.venv/bin/python -m venv .venv/docs
	.venv/docs/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-docs.lock
	touch $@

# The tests are compiled once here: in a fresh clone each of the processes would compile them all.
.venv/.dev: requirements-dev.lock .venv/.runtime
	$(PIP) install --quiet --require-hashes -r requirements-dev.lock
	env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest --collect-only -qq > /dev/null 2>&1 || true
	touch $@
