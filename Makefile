# make          set up, then build everything: derived/, output/ and paper/paper.pdf
# make test     set up, then run the tests (style, units, a full build in a temporary clone)
# make check    build in a temporary clone and compare with tests/reference/
# make publish  refresh tests/reference/ and docs/ from a finished build
# make bench    time the library beside other software, ratios of one run
# make icio WIOD=folder     recompute raw/wiod from the full inter-country tables, and compare
# make raw SOURCES=folder   maintainers: write raw/ again from the source tables
.DEFAULT_GOAL := all
.DELETE_ON_ERROR:
.PHONY: all results setup test check publish bench icio raw tex lock clean

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORES ?= all
export PYTHONPATH := code

all: $(VENV)/main.done tex
	$(BIN)/snakemake --cores $(CORES)

results: $(VENV)/main.done
	$(BIN)/snakemake results --cores $(CORES)

setup: $(VENV)/main.done

test: $(VENV)/dev.done tex
	$(BIN)/python -m pytest

check: $(VENV)/main.done
	$(BIN)/python code/scripts/check_reference.py

publish: all
	$(BIN)/python code/scripts/publish.py

bench: $(VENV)/dev.done
	$(BIN)/python code/scripts/bench_icio.py $(if $(WIOD),--tables $(WIOD))
	$(BIN)/python code/scripts/bench_econometrics.py

icio: $(VENV)/dev.done
	$(BIN)/snakemake icio icio_check --cores $(CORES) --config wiod_dir=$(WIOD)

raw: $(VENV)/dev.done
	$(BIN)/python code/scripts/build_raw_tables.py $(SOURCES)
	$(BIN)/python code/scripts/build_raw_wiod.py $(SOURCES)/wiod2013

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

# Maintainers: resolve the pins anew. uv writes one lock for every Python and platform.
lock:
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header requirements.in -o requirements.txt
	uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-annotate --no-header requirements-dev.in -o requirements-dev.txt

clean:
	rm -rf derived output logs benchmarks .snakemake paper/paper.pdf
