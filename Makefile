.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all results setup test check diff publish docs bench icio raw tex lock clean help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORES ?= all
export PYTHONPATH := code

all: $(VENV)/main.done tex  ## set up, then build everything: derived/, output/ and paper/paper.pdf
	$(BIN)/snakemake --cores $(CORES)

results: $(VENV)/main.done  ## everything but the PDF; needs no TeX
	$(BIN)/snakemake results --cores $(CORES)

setup: $(VENV)/main.done  ## the environment only

test: $(VENV)/dev.done tex  ## style, units, the libraries from their wheels, a full build in a temporary copy
	$(BIN)/python -m pytest -n 2

check: $(VENV)/main.done  ## build in a temporary copy and compare with tests/reference/
	$(BIN)/python code/scripts/check_reference.py

diff: $(VENV)/main.done  ## what changed: WITH=reference (default), previous (run) or a commit
	$(BIN)/python code/scripts/diff_results.py $(or $(WITH),reference)

bench: $(VENV)/dev.done  ## time the libraries beside other software, ratios of one run
	$(BIN)/python code/scripts/bench_icio.py $(if $(WIOD),--tables $(WIOD))
	$(BIN)/python code/scripts/bench_econometrics.py

icio: $(VENV)/dev.done  ## WIOD=folder: recompute raw/wiod from the full inter-country tables, and compare
	$(BIN)/snakemake icio icio_check --cores $(CORES) --config wiod_dir=$(WIOD)

publish: all  ## maintainers: refresh tests/reference/ and docs/ from a finished build
	$(BIN)/python code/scripts/publish.py

docs: $(VENV)/main.done  ## maintainers: write what is generated of docs/ and config/schemas/ again
	$(BIN)/python -m gvcrobots.declare.schemas
	$(BIN)/python code/scripts/draw_house.py
	$(BIN)/python code/scripts/worked_example.py

raw: $(VENV)/dev.done  ## maintainers: SOURCES=folder: write raw/ again from the source tables
	$(BIN)/python code/scripts/build_raw_tables.py $(SOURCES)
	$(BIN)/python code/scripts/build_raw_wiod.py $(SOURCES)/wiod2013

lock:  ## maintainers: resolve requirements*.in anew; uv writes one lock for every Python and platform
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header requirements.in -o requirements.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header requirements-dev.in -o requirements-dev.txt

clean:  ## remove everything that the workflow made
	rm -rf derived output logs benchmarks .snakemake paper/paper.pdf

help:  ## list these targets
	@sed -n 's/^\([a-z]*\):.*  ## /\1	/p' $(MAKEFILE_LIST) | expand -t 10

tex:
	@sh code/scripts/system_packages.sh tex

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	    || { echo 'Python 3.11 or later is needed; name one with make PYTHON=python3.12' >&2; exit 1; }
	@sh code/scripts/system_packages.sh venv $(PYTHON)
	$(PYTHON) -m venv $(VENV)

# A stamp is newer than its lock file only if the installation went through.
$(VENV)/main.done: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@

$(VENV)/dev.done: requirements-dev.txt $(VENV)/main.done | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	touch $@
