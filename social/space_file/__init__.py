"""The file of a space: its shape, and how it is written and read without trusting it (docs/space-file.md)."""
