# `make help` lists the targets. What they make lies in this folder: .venv, .airflow, lake.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := $(CURDIR)/.venv/bin
UV_VERSION := 0.13.9
# The night of the bundled sample dumps; NIGHT=$(date -u +%F) for your own.
NIGHT ?= 2026-11-22
# Some 6 GB; what bench-questions generates stays there.
BENCH_LAKE ?= /tmp/hearsay-bench-lake

export HEARSAY_LAKE ?= $(CURDIR)/lake
export HEARSAY_SOURCES ?= $(CURDIR)/include/sources.toml
export AIRFLOW_HOME ?= $(CURDIR)/.airflow
export AIRFLOW__CORE__DAGS_FOLDER ?= $(CURDIR)/dags
export AIRFLOW__CORE__PLUGINS_FOLDER ?= $(CURDIR)/plugins
export AIRFLOW__CORE__LOAD_EXAMPLES ?= False
export AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS ?= admin:admin
export AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION ?= False
export AIRFLOW__CORE__PARALLELISM ?= $(shell nproc)
# Tasks start with the libraries that take seconds to import already there.
export AIRFLOW__SCHEDULER__MP_START_METHOD ?= forkserver
export AIRFLOW__SCHEDULER__MP_FORKSERVER_PRELOAD ?= airflow.executors.local_executor,hearsay.night.run,hearsay.check.engine
export AIRFLOW__API__HOST ?= 127.0.0.1

LOG := $(AIRFLOW_HOME)/make-night.log
ONLY := --since $(NIGHT) --until $(NIGHT)

.PHONY: help setup night ui airflow sql test test-airflow test-page test-cluster test-faults bench bench-night bench-questions lock docs clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16

setup: .venv/ready ## prepare .venv only: .venv/bin/hearsay answers then

night: .venv/ready $(AIRFLOW_HOME)/ready ## run the night NIGHT with Airflow on the dumps of sources.toml
	@echo "Night $(NIGHT): Airflow runs nightly_ingest, then source_stats; their log is $(LOG)"
	@# `dags test` knows no deadlines and trips over one.
	@status=0; HEARSAY_RETRIES=0 HEARSAY_DEADLINE_HOURS=0 $(BIN)/airflow dags test nightly_ingest --conf '{"night": "$(NIGHT)"}' \
	  2>&1 | tee $(LOG) | sed -unE 's/.*\[info *\] (.*[^ ]) *\[hearsay[.a-z]*\].*/  \1/p' || status=$$?; \
	$(BIN)/airflow dags test source_stats >> $(LOG) 2>&1 || status=$$?; \
	for about in "accounting $(ONLY)" "dropped $(ONLY)" "sources --top 2" "chains --top 2" "corroboration --top 3" "anonymity --top 3"; do \
	  echo; $(BIN)/hearsay ask $$about; done; \
	echo; echo "Go on: make ui (Airflow, for reruns)   make sql (ad hoc SQL)   .venv/bin/hearsay ask (more questions)"; \
	[ $$status = 0 ] || echo "The night was not clean: $$(grep -oE '[^ ]+ is held back: .*' $(LOG) | tail -1 || echo see the log)"; \
	exit $$status

ui: .venv/ready $(AIRFLOW_HOME)/ready ## start Airflow on http://localhost:8080 for reruns
	@echo "http://localhost:8080, user admin; the password stands in"
	@echo "  $(AIRFLOW_HOME)/simple_auth_manager_passwords.json.generated"
	@PATH="$(BIN):$$PATH" $(BIN)/airflow standalone

airflow: .venv/ready $(AIRFLOW_HOME)/ready ## any Airflow command here: make airflow CMD="dags list"
	@PATH="$(BIN):$$PATH" $(BIN)/airflow $(CMD)

sql: .venv/ready ## ad hoc SQL on the published tables
	@$(BIN)/hearsay sql

test: .venv/ready-dev ## all that runs within minutes; CI runs the targets below too
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest

test-airflow: .venv/ready-dev ## nights, repairs and reruns in a running Airflow, over REST
	$(BIN)/pytest tests/dags -m airflow -n 0

test-page: .venv/ready-dev ## the page in a real Chromium (apt-get install chromium)
	$(BIN)/pytest tests/page -m page -n 0

test-cluster: .venv/ready-dev ## a night on PostgreSQL, Redis, S3 and two workers, one of them killed
	$(BIN)/pytest tests/cluster -m cluster -n 0 --log-cli-level=INFO

test-faults: .venv/ready-dev ## kill, starve and damage real nights, for about half an hour
	HEARSAY_TEST_KILLS=$${HEARSAY_TEST_KILLS:-200} HEARSAY_TEST_PUBLICATIONS=60 \
	  $(BIN)/pytest tests/faults -m "faults or not faults" -n 0 -s

bench: .venv/ready-dev ## measure anew, for the tables of docs/speed.md and accuracy.md
	@[ -d "$${HEARSAY_EVAL:-}" ] || { echo "Set HEARSAY_EVAL to the folder of evaluation data." >&2; exit 2; }
	$(BIN)/python bench/clean.py --into docs/speed.md
	$(BIN)/python bench/stories.py --into docs/stories.md
	$(BIN)/python bench/engine.py --into docs/speed.md
	$(BIN)/python bench/accuracy.py --worst 10 --into docs/accuracy.md
	$(BIN)/python bench/attribution.py --into docs/accuracy.md --floors include/gold/floors.toml

bench-night: .venv/ready-dev ## measure whole nights anew; an hour, on a machine that does nothing else
	@[ -d "$${HEARSAY_EVAL:-}" ] || { echo "Set HEARSAY_EVAL to the folder of evaluation data." >&2; exit 2; }
	$(BIN)/python bench/night.py --into docs/speed.md

bench-questions: .venv/ready-dev ## measure the questions on a generated lake of 20 million statements; hours
	[ -f "$(BENCH_LAKE)/hearsay.duckdb" ] || $(BIN)/python bench/lake.py "$(BENCH_LAKE)"
	HEARSAY_LAKE="$(BENCH_LAKE)" $(BIN)/hearsay marts > /dev/null
	$(BIN)/python bench/questions.py "$(BENCH_LAKE)" --into docs/speed.md

docs: .venv/ready ## write the generated pages of docs/, and the figures that questions correct with
	$(BIN)/hearsay evaluate --format sql > .accuracy.sql && mv .accuracy.sql include/hearsay/query/accuracy.sql
	$(BIN)/hearsay docs docs

lock: .venv/ready ## pin what pyproject.toml asks for, in requirements*.txt
	$(BIN)/uv pip compile -q pyproject.toml --generate-hashes --no-header --no-annotate \
	  --python-version 3.11 -o requirements.txt
	$(BIN)/uv pip compile -q pyproject.toml --extra dev -c requirements.txt --generate-hashes \
	  --no-header --no-annotate --python-version 3.11 -o requirements-dev.txt

clean: ## remove what the targets made, the published tables too
	rm -rf .venv .airflow lake

.venv/ready: requirements.txt pyproject.toml
	@echo "Installing into .venv ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "Python 3.11 is needed: make PYTHON=/path/to/python3.11")'
	@[ -x $(BIN)/uv ] || { $(PYTHON) -m venv .venv && $(BIN)/pip install -q uv==$(UV_VERSION); }
	@$(BIN)/uv pip install -q -r requirements.txt
	@$(BIN)/uv pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.txt
	@$(BIN)/uv pip install -q -r requirements-dev.txt
	@touch $@

$(AIRFLOW_HOME)/ready: .venv/ready
	@echo "Preparing Airflow in $(AIRFLOW_HOME) ..."
	@mkdir -p $(AIRFLOW_HOME)
	@$(BIN)/airflow db migrate > $(AIRFLOW_HOME)/migrate.log 2>&1 || { cat $(AIRFLOW_HOME)/migrate.log; exit 1; }
	@touch $@
