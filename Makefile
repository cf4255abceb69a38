# Headnote's everyday commands. `make` alone lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# The first Python on the path that Headnote supports and that can make a virtual environment. Looked for only when it is needed.
SUPPORTED := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
ifndef PYTHON
PYTHON = $(shell for python in python3.12 python3.11 python3 python3.13; do \
	"$$python" -c '$(SUPPORTED)' >/dev/null 2>&1 && echo "$$python" && break; done)
endif

# PyPI's torch for Linux is a CUDA build of gigabytes; the CPU build is at https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
PIP_INDEX := $(if $(TORCH_INDEX),--extra-index-url $(TORCH_INDEX))
PIP := .venv/bin/python -m pip install --disable-pip-version-check --quiet $(PIP_INDEX)
PYTEST_ARGS ?=

# A setting as the environment has it, else as `.env` has it, else the default.
setting = $${$(1):-$$(sed -n 's/^ *\(export  *\)\{0,1\}$(1) *= *//p' .env 2>/dev/null | tail -n 1 | tr -d "\"' \r" | grep . || echo $(2))}

.PHONY: help install run test test-slow lint format bench samples clean tesseract chromium

help: ## List these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1#\2/p' $(MAKEFILE_LIST) | awk -F'#' '{ printf "%-18s %s\n", $$1, $$2 }'
	@echo "  Linux without an NVIDIA card: make run TORCH_INDEX=https://download.pytorch.org/whl/cpu saves gigabytes once."

install: .venv/.installed tesseract ## Install everything Headnote needs into .venv; start nothing

run: install ## Install if needed, then open the dashboard at http://localhost:8501
	@exec .venv/bin/streamlit run app.py --server.headless true \
		--server.address "$(call setting,HEADNOTE_HOST,127.0.0.1)" \
		--server.port "$(call setting,HEADNOTE_PORT,8501)" \
		--server.maxUploadSize "$(call setting,HEADNOTE_MAX_UPLOAD_MB,200)"

test: .venv/.installed-dev tesseract chromium lint ## Lint, check types, run the unit, UI and browser tests
	.venv/bin/python -m pytest -m "not slow and not e2e and not faults" -n 2 --dist loadfile $(PYTEST_ARGS)
	.venv/bin/python -m pytest -m "e2e and not slow" $(PYTEST_ARGS)

test-slow: .venv/.installed-dev tesseract ## Run the fault and kill tests; takes many minutes
	@echo "These tests kill processes on purpose and take many minutes."
	.venv/bin/python -m pytest -m "slow or faults" --timeout 3600 $(PYTEST_ARGS)

lint: .venv/.installed-dev ## Check style, formatting and types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

format: .venv/.installed-dev ## Format the code and repair what ruff can
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: .venv/.installed-dev tesseract ## Run the benchmarks one after the other; takes many minutes
	@for name in ingest ocr search startup phrases citations; do echo "== bench/$$name.py"; .venv/bin/python -m bench.$$name || exit 1; done

samples: .venv/.installed ## Typeset the sample library again
	.venv/bin/python -m samples.typeset

clean: ## Remove .venv and caches; your library in data/ stays
	rm -rf .venv .ruff_cache .mypy_cache .pytest_cache .hypothesis test-artifacts
	find . -name __pycache__ -type d -not -path './data/*' -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Headnote needs Python 3.11, 3.12 or 3.13 with its venv module; none was found. Install one, or say: make PYTHON=/path/to/python3.12"; exit 1; }
	@"$(PYTHON)" -c '$(SUPPORTED)' || { echo "Headnote needs Python 3.11, 3.12 or 3.13 with its venv module; $(PYTHON) is not one."; exit 1; }
	@echo "Making a virtual environment in .venv with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv .venv

# The stamps tell which requirements are installed, so that a second `make run` starts at once.
.venv/.installed: requirements.txt constraints.txt | .venv/bin/python
	@echo "Installing the pinned requirements; the first time takes a few minutes"
	@$(PIP) -r requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@echo "Installing what the tests need"
	@$(PIP) -r requirements-dev.txt
	@touch $@

# Debian's packages where we may install them, otherwise one line that says how.
apt = { [ "$$(id -u)" = 0 ] || sudo -n true; } >/dev/null 2>&1 && command -v apt-get >/dev/null && \
	sudo=$$([ "$$(id -u)" = 0 ] || echo "sudo -n") && \
	echo "Installing $(firstword $(1))" && { $$sudo apt-get update -qq; $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(1); } >/dev/null 2>&1

tesseract:
	@command -v tesseract >/dev/null || { $(call apt,tesseract-ocr tesseract-ocr-eng tesseract-ocr-osd); } || \
		echo "Tesseract is not installed: scanned pages will wait. Install it with: sudo apt install tesseract-ocr (macOS: brew install tesseract)"

chromium:
	@command -v chromium >/dev/null || { $(call apt,chromium fonts-liberation); } || \
		echo "Chromium is not installed: the browser tests need it. Install it with: sudo apt install chromium"
