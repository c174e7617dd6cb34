# Words: demo setup test lint types docs build corpus bench mutate clean. Everything runs in .venv, made when first needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.PHONY: demo setup test lint types docs docs-check build corpus corpus-update bench mutate clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

setup: $(VENV)/installed

demo: setup
	-$(BIN)/disclosure-lint check examples
	@echo "↑ examples/ holds good reports and one with planted faults; exit status 1 is right."

test: setup
	$(BIN)/python -m pytest -q -n auto

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: setup
	$(BIN)/mypy

docs: setup
	$(BIN)/python docs/generate.py

docs-check: setup
	$(BIN)/python docs/generate.py --check

build: setup
	$(BIN)/python -m build --wheel --outdir dist .

# What the rules find in real reports (../shared/reports) and in examples/, against tests/corpus/expected.json.
corpus: setup
	$(BIN)/python -m tests.corpus.gate

corpus-update: setup
	$(BIN)/python -m tests.corpus.gate --update

bench: setup
	$(BIN)/python bench/run.py

# How many small faults put into checks/ and extract/ the tests find: make mutate MODULE=checks/totals.py SAMPLE=40
mutate: setup
	SAMPLE=$(or $(SAMPLE),0) $(BIN)/python bench/mutate.py $(MODULE)

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache
