"""Plots of a study, laid out as numbers that templates draw as SVG."""
