"""The words that people read, found in Python and templates and kept in one French catalogue an area."""
