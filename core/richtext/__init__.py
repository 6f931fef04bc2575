"""The one door through which HTML enters."""
