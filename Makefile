# Every command people rely on. Needs git, make and python3 (3.11 or newer) with venv; `make` alone lists the commands.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
export VENV PORT

PY := $(VENV)/bin/python

.DEFAULT_GOAL := help
.PHONY: help run check test assets bench screenshots requirements clean

help:  ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

run:  ## set up what is missing, then serve on http://127.0.0.1:8000 (PORT=8001 for another port)
	@$(PYTHON) setup/prepare.py run
	@exec $(PY) setup/serve.py

check:  ## everything that can be judged without running a server
	@$(PYTHON) setup/prepare.py check
	@$(PY) setup/check.py

test:  ## every story, on both databases, in the browser and under faults
	@$(PYTHON) setup/prepare.py test
	@$(PY) setup/trial.py $(ONLY)

assets:  ## build what the browser loads
	@$(PYTHON) setup/prepare.py assets

bench:  ## the figures of the design, measured side by side
	@$(PYTHON) setup/prepare.py test
	@$(PY) -m benchmarks $(ONLY)

screenshots:  ## the README's pictures, from the demo company
	@$(PYTHON) setup/prepare.py test
	@$(PY) setup/screenshots.py

requirements:  ## compile requirements/*.in into hash-pinned *.txt
	@$(PYTHON) setup/prepare.py check
	@$(PY) setup/requirements.py

clean:  ## remove what the commands made, but not your data in var/
	rm -rf $(VENV) node_modules build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find . -name '*.mo' -not -path './node_modules/*' -delete
