"""Reads for the pages about studies."""
