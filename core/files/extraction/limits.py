"""How much a document may cost whoever reads it."""

# Longer texts are found by what stands in the beginning.
MOST_SIGNS = 100_000
SECONDS = 30
CPU_SECONDS = 20
MEMORY = 768 * 1024 * 1024
# Unpacked, of all parts of a document together.
MOST_UNPACKED = 64 * 1024 * 1024
MOST_PAGES = 2_000
