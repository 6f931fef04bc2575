#!/usr/bin/env bash
# Compiles every requirements/*.in into a hash-pinned *.txt for Python 3.11 to 3.13; no file names an index.
set -euo pipefail
cd "$(dirname "$0")/.."
for purpose in run node test; do
  uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
    --no-annotate --no-header "requirements/$purpose.in" --output-file "requirements/$purpose.txt"
done
