"""Template tags of the design language."""

from django import template

register = template.Library()
