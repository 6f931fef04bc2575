"""Reads that span the library's nouns."""

from core.library.queries.catalogue import Asked, Facet, catalogue
from core.library.queries.pages import Credit, contributors_of, credits_of, used_by

__all__ = ["Asked", "Credit", "Facet", "catalogue", "contributors_of", "credits_of", "used_by"]
