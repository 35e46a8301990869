# `make demo` and `make test` do everything on a fresh clone; Python 3.11 or newer and make are all they ask for.
# Only the set-up uses the network; each package is checked against the hash in requirements/.

.DELETE_ON_ERROR:
.PHONY: help setup demo test lint types layers unit docs install-check bench sessions lock clean

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

help:
	@echo "make demo      set up, build the record of the example, show it, write its page"
	@echo "make test      set up, then every check: lint, types, layers, tests, docs, install check"
	@echo "one check:     make lint | types | layers | unit | docs | install-check"
	@echo "make bench     costs over the bare parse, growth with the pile, engines, search, places, pages, peers, faults;"
	@echo "               takes hours, with SIZE=small a quarter of one"
	@echo "make sessions  write what the terminal sessions in the documents print now; read the difference"
	@echo "make lock      pin what pyproject.toml asks for (for maintainers; needs uv)"
	@echo "make clean     remove what was built; the set-up stays"

# ---- set-up: each step leaves a stamp and is not done again until what it depends on changes ----------------------

setup: $(VENV)/package.stamp

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Dateline needs Python 3.11 or newer; name it with make PYTHON=..."; exit 1; }
	@echo "set-up: a Python environment of its own in $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/requirements.stamp: requirements/dev.txt | $(BIN)/python
	@echo "set-up: the pinned packages, each checked by its hash (once; some 300 MB)"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

$(VENV)/package.stamp: pyproject.toml $(VENV)/requirements.stamp
	@echo "set-up: dateline itself, as it stands in src/"
	@$(PIP) install --no-deps --no-index --no-build-isolation -e .
	@touch $@

# What the benchmarks measure against.
$(VENV)/bench.stamp: requirements/bench.txt $(VENV)/requirements.stamp
	@echo "set-up: the libraries that Dateline is measured against (once; some 450 MB)"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

# What a user's installation needs, kept for the install check so that the check itself runs without a network.
.wheelhouse/complete.stamp: requirements/core.txt $(VENV)/requirements.stamp
	@echo "set-up: the packages of a plain installation, for the install check"
	@rm -rf .wheelhouse
	@$(PIP) download --require-hashes --only-binary=:all: --dest .wheelhouse -r requirements/core.txt
	@touch $@

# ---- see it work ---------------------------------------------------------------------------------------------------

EXAMPLE := examples/karabakh-2023
DEMO := demo/karabakh-2023.db
PAGE := demo/karabakh-2023.html

demo: setup
	@mkdir -p demo
	@rm -f $(DEMO)
	@$(BIN)/dateline build $(EXAMPLE) -o $(DEMO)
	@$(BIN)/dateline show $(DEMO)
	@$(BIN)/dateline page $(DEMO) -o $(PAGE) > /dev/null
	@echo
	@echo "The record is $(DEMO)."
	@echo "Its page is $(PAGE): open it in any browser, file://$(CURDIR)/$(PAGE)"
	@echo
	@echo "What to try next:"
	@echo "  $(BIN)/dateline serve $(DEMO)                       the same pages from a server on this machine"
	@echo "  $(BIN)/dateline explain $(DEMO) ID                  a fact in its sentence, and why it was read so"
	@echo "  $(BIN)/dateline export $(DEMO) --to csv -o demo/csv tables, every row with its quote"
	@echo "  $(BIN)/dateline build YOUR-FOLDER -o yours.db       your own reports"

# ---- checks --------------------------------------------------------------------------------------------------------

test: lint types layers unit docs install-check

lint: setup
	@echo "lint: ruff"
	@$(BIN)/ruff check --quiet --output-format concise

types: setup
	@echo "types: mypy --strict"
	@$(BIN)/mypy --no-error-summary

layers: setup
	@echo "layers: who imports whom"
	@mkdir -p build && $(BIN)/lint-imports --no-logo --cache-dir build/.imports > build/layers.txt || { cat build/layers.txt; exit 1; }

unit: setup
	@$(BIN)/python -m pytest

docs: setup
	@echo "docs: every page and link"
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet --site-dir build/site

install-check: setup .wheelhouse/complete.stamp
	@$(BIN)/python scripts/install_check.py --wheelhouse .wheelhouse --example $(EXAMPLE)

# ---- figures -------------------------------------------------------------------------------------------------------

# SIZE=small: every benchmark from start to end on small piles, in some fifteen minutes; its figures say little.
SIZE ?= full
BENCHMARKS := cost statements build crowds engines search serve gazetteer page peers faults
small.cost := --repeat 1 --pile 40
small.statements := --repeat 1 --largest 2000
small.build := 100 300
small.crowds := 60 120
small.engines := --reports 80 --repeat 1
small.search := 5000
small.serve := 2000 --repeat 5
small.gazetteer := 300
small.page := 100
small.peers := --reports 300 --times 1
small.faults := --kills 4 --reports 40

bench: setup $(VENV)/bench.stamp
	@$(foreach what,$(BENCHMARKS),echo; echo "== benchmarks/$(what).py $($(SIZE).$(what))"; \
		$(BIN)/python benchmarks/$(what).py $($(SIZE).$(what)) || failed="$$failed $(what)";) \
		test -z "$$failed" || { echo "not all of it ran, or came out well:$$failed"; exit 1; }

# ---- for maintainers -----------------------------------------------------------------------------------------------

sessions: setup
	@$(BIN)/python scripts/session.py --write $$(grep -lr '^```console$$' README.md docs)

LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-annotate --custom-compile-command "make lock" --quiet

lock:
	$(LOCK) pyproject.toml -o requirements/core.txt
	$(LOCK) pyproject.toml --all-extras --group dev -c requirements/core.txt -o requirements/dev.txt
	$(LOCK) --group pyproject.toml:bench -c requirements/dev.txt -o requirements/bench.txt
	$(LOCK) --group pyproject.toml:fit -c requirements/dev.txt -o requirements/fit.txt

clean:
	@rm -rf build demo site .mypy_cache .pytest_cache .ruff_cache
