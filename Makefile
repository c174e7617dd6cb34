# Words: demo setup everything test lint types docs site build wheelhouse golden corpus bench mutate clean. Everything runs in .venv, made when first needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
endif

.PHONY: demo setup everything test lint types docs docs-check site build wheelhouse golden corpus corpus-update bench fuzz mutate clean

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable ".[dev]"
	@touch $@

setup: $(VENV)/installed

demo: setup
	-$(BIN)/disclosure-lint check examples/good examples/faulty
	@echo "↑ good reports and one with planted faults; exit status 1 is right."

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
	$(BIN)/python docs/website.py --check

# The documentation as a web site in site/: Chinese, and English under en/. Loads nothing from the network.
site: docs $(VENV)/docs
	$(BIN)/python docs/website.py

$(VENV)/docs: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable ".[dev,docs]"
	@touch $@

# With every extra: what CI tests with, so that nothing is skipped.
everything: $(VENV)/everything

$(VENV)/everything: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable ".[dev,docs,batch,parquet,cluster]"
	@touch $@

build: setup
	$(BIN)/python -m build --wheel --outdir dist .

# All that an office without internet needs to install, in wheelhouse/ (docs/offline.md). For another kind of machine:
# make wheelhouse FOR="--platform win_amd64 --python-version 3.12"
wheelhouse: setup
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir wheelhouse .
	$(BIN)/python -m pip download --quiet --only-binary=:all: $(FOR) --dest wheelhouse wheelhouse/disclosure_lint-*.whl colorama

# What every case of tests/rules/ comes to, written anew to tests/golden/; read the difference before committing it.
golden: setup
	$(BIN)/python -m tests.outcomes

# What the rules find in real reports (../shared/reports) and in examples/, against tests/corpus/expected.json.
corpus: setup
	$(BIN)/python -m tests.corpus.gate

corpus-update: setup
	$(BIN)/python -m tests.corpus.gate --update

bench: setup
	$(BIN)/python bench/run.py
	$(BIN)/python bench/province.py
	$(BIN)/python bench/batch.py

# Every expression, and whole reports with a line of 1 MB, against texts that are made to take long.
fuzz: setup
	$(BIN)/python bench/fuzz_patterns.py
	$(BIN)/python bench/adversarial.py

# How many small faults put into checks/ and extract/ the tests find: make mutate MODULE=checks/totals.py SAMPLE=40
mutate: setup
	SAMPLE=$(or $(SAMPLE),0) $(BIN)/python bench/mutate.py $(MODULE)

clean:
	rm -rf $(VENV) dist build site wheelhouse .pytest_cache .mypy_cache .ruff_cache
