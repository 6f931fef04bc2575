"""Uploads: content-addressed, typed by their bytes, served only after a check."""
