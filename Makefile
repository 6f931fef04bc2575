# Every command people rely on. VENV may name another virtual environment.
VENV ?= .venv
PY := $(VENV)/bin/python

.PHONY: run test check bench assets screenshots requirements
