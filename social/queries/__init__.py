"""Reads that span the nouns of talk: what a page needs."""
